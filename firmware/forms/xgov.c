/* SPDX-License-Identifier: MIT */
/* XGov's own ways of writing things, rewritten before the readers see them. */
#include "firmware/forms/xgov.h"
#include "firmware/forms/value.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { KEY_BYTES = 400, VERSION_MAX = 2 };

/* {"en": …, "cy": …} */
static bool is_bilingual(const json_t *value)
{
	return json_is_string(json_object_get(value, "en")) && json_object_size(value) <= 2;
}

static void set_translation(json_t *root, const char *kind, const char *id, const char *key, const json_t *text)
{
	char whole[KEY_BYTES];
	if (!json_is_string(text) || !*id || snprintf(whole, sizeof whole, "%s.%s.%s", kind, id, key) >= KEY_BYTES)
		return;
	if (!json_is_object(json_object_get(root, "metadata")))
		json_object_set_new(root, "metadata", json_object());
	json_t *metadata = json_object_get(root, "metadata");
	if (!json_is_object(json_object_get(metadata, "translations")))
		json_object_set_new(metadata, "translations", json_object());
	json_t *translations = json_object_get(metadata, "translations");
	if (!json_is_object(json_object_get(translations, "cy")))
		json_object_set_new(translations, "cy", json_object());
	json_object_set_new(json_object_get(translations, "cy"), whole, json_copy((json_t *)text));
}

/* English stays in its place, Welsh becomes a translation. */
static void take_apart(json_t *root, json_t *object, const char *kind, const char *id, const char *const *keys)
{
	for (; *keys; keys++) {
		json_t *value = json_object_get(object, *keys);
		if (!is_bilingual(value))
			continue;
		set_translation(root, kind, id, *keys, json_object_get(value, "cy"));
		json_object_set(object, *keys, json_object_get(value, "en"));
	}
}

/* A component of version 1 brings its list with it. */
static void take_values(json_t *root, json_t *component, const char *name)
{
	json_t *values = json_object_get(component, "values"), *items = json_array(), *item;
	size_t index;
	char list[KEY_BYTES];
	snprintf(list, sizeof list, "values of %.200s", name);
	json_array_foreach(json_object_get(values, "items"), index, item) {
		json_t *copy = json_copy(item);
		if (json_object_get(copy, "label"))
			json_object_set(copy, "text", json_object_get(copy, "label"));
		json_array_append_new(items, copy);
	}
	json_t *made = json_pack("{s:s, s:s, s:s, s:o}", "name", list, "title", "", "type", json_text_or(values, "valueType", "string"), "items", items);
	if (!json_is_array(json_object_get(root, "lists")))
		json_object_set_new(root, "lists", json_array());
	if (made)
		json_array_append_new(json_object_get(root, "lists"), made);
	json_object_set_new(component, "list", json_string(list));
	json_object_set_new(component, "listGuessed", json_true());
}

static void bring_component(json_t *root, json_t *component)
{
	static const char *const keys[] = { "title", "hint", "content", NULL };
	json_t *options = json_object_get(component, "options"), *values = json_object_get(component, "values");
	const char *name = json_text_or(component, "name", "");
	take_apart(root, component, "components", name, keys);
	if (json_object_get(component, "list"))
		return;
	if (json_is_string(json_object_get(options, "list"))) { /* version 0 */
		json_object_set(component, "list", json_object_get(options, "list"));
		json_object_set_new(component, "listGuessed", json_true());
	}
	if (strcmp(json_text_or(values, "type", ""), "listRef") == 0)
		json_object_set(component, "list", json_object_get(values, "list"));
	else if (json_is_array(json_object_get(values, "items")))
		take_values(root, component, name);
}

static void bring_list(json_t *root, json_t *list)
{
	static const char *const keys[] = { "text", "label", "description", "hint", NULL };
	size_t index;
	json_t *item;
	json_array_foreach(json_object_get(list, "items"), index, item)
		take_apart(root, item, "listItems", json_text_or(item, "id", ""), keys);
}

static bool is_field(const json_t *component)
{
	const char *type = json_text_or(component, "type", "");
	size_t length = strlen(type);
	return length >= 5 && strcmp(type + length - 5, "Field") == 0;
}

/* A row of fields becomes its fields, one behind the other; @ret_row the row, or the first field. */
static json_t *spread_rows(json_t *components, const json_t **ret_row)
{
	size_t index, place;
	json_t *component, *child, *spread = json_array();
	json_array_foreach(components, index, component) {
		const json_t *children = json_object_get(component, "children");
		bool row = strcmp(json_text_or(component, "type", ""), "MultiInputField") == 0 && json_is_array(children);
		if (!*ret_row && (row || is_field(component)))
			*ret_row = component;
		if (!row)
			json_array_append(spread, component);
		else
			json_array_foreach(children, place, child)
				json_array_append(spread, child);
	}
	return spread;
}

static void bring_repeat(json_t *page)
{
	const json_t *row = NULL;
	const char *controller = json_text_or(page, "controller", "");
	bool section = json_is_string(json_object_get(page, "repeatField")), field = strstr(controller, "RepeatingField") != NULL;
	json_t *spread = spread_rows(json_object_get(page, "components"), &row);
	bool rows = row && json_object_get(row, "children");
	if (row && (section || field || rows)) {
		json_object_set_new(page, "controller", json_string("RepeatPageController"));
		json_object_set_new(page, "repeat", json_pack("{s:{s:s, s:s}, s:{s:i}}", "options", "name", section ? "" : json_text_or(row, "name", ""), "title",
		                                              json_text_or(row, "title", json_text_or(page, "title", "")), "schema", "min", 1));
		json_object_set(page, "components", spread); /* the row itself ends here */
	}
	json_decref(spread);
}

static void bring_page(json_t *root, json_t *page)
{
	static const char *const keys[] = { "title", NULL };
	size_t index;
	json_t *component;
	if (is_bilingual(json_object_get(page, "title")) && !json_object_get(page, "id"))
		json_object_set(page, "id", json_object_get(page, "path"));
	take_apart(root, page, "pages", json_text_or(page, "id", ""), keys);
	bring_repeat(page);
	json_array_foreach(json_object_get(page, "components"), index, component)
		bring_component(root, component);
}

enum fail xgov_normalise(struct load *load, json_t *root)
{
	static const char *const top[] = { "name", "declaration", NULL }, *const of_section[] = { "title", NULL };
	size_t index;
	json_t *thing;
	if (json_int_or(root, "version", 0) > VERSION_MAX)
		load_warn(load, "The form is of version %lld; this kiosk knows %d", (long long)json_int_or(root, "version", 0), VERSION_MAX);
	if (json_object_get(root, "logicExpressions"))
		return FAIL(INPUT, "the form works values out with expressions, which this kiosk does not do");
	take_apart(root, root, "form", "form", top);
	json_array_foreach(json_object_get(root, "sections"), index, thing)
		take_apart(root, thing, "sections", json_text_or(thing, "name", ""), of_section);
	json_array_foreach(json_object_get(root, "lists"), index, thing)
		bring_list(root, thing);
	json_array_foreach(json_object_get(root, "pages"), index, thing)
		bring_page(root, thing);
	return FAIL_NONE;
}

/* Pounds as they are written: 12, 12.5 or "12.50". */
static bool pence_of(const json_t *amount, long *ret)
{
	struct number number = number_read(span_of(json_string_value(amount)), "£", "");
	double pounds = json_is_number(amount) ? json_number_value(amount) : number.value;
	if ((!json_is_number(amount) && number.kind != NUMBER_READ) || pounds < 0 || pounds > 1e7)
		return false;
	*ret = (long)(pounds * 100 + 0.5);
	return true;
}

static enum fail load_fee(struct load *load, const json_t *json, struct form_fee *ret)
{
	const char *multiplier = json_text_or(json, "multiplier", "");
	bool misnamed;
	TRY(load_text(load, json, "description", FORM_TEXT_MAX_BYTES, "a fee", &ret->description));
	if (!pence_of(json_object_get(json, "amount"), &ret->pence))
		return FAIL(INPUT, "the fee \"%.60s\" has no amount", ret->description);
	TRY(load_condition_of(load, json, "condition", &ret->condition));
	if (!*multiplier)
		return FAIL_NONE;
	ret->multiplier = load_component_written(load, multiplier, &ret->multiplier_page, &misnamed);
	return ret->multiplier ? FAIL_NONE : FAIL(INPUT, "the fee \"%.60s\" is multiplied by \"%.60s\", which is no question", ret->description, multiplier);
}

/* A payment's own amount, or the one whose condition holds. */
static enum fail load_payment(struct load *load, const json_t *options, struct form_fee *fee, size_t *count)
{
	const json_t *amounts;
	size_t more;
	TRY(load_array(options, "conditionalAmounts", FORM_FEE_MAX, &amounts, &more));
	for (size_t i = 0; i <= more && *count < FORM_FEE_MAX; i++) {
		const json_t *of = i < more ? json_array_get(amounts, i) : options;
		struct form_fee *ret = &fee[*count];
		if (!pence_of(json_object_get(of, "amount"), &ret->pence) || ret->pence == 0 || (i == more && more > 0))
			continue;
		TRY(load_text(load, options, "description", FORM_TEXT_MAX_BYTES, "a payment", &ret->description));
		TRY(load_condition_of(load, of, "condition", &ret->condition));
		(*count)++;
	}
	return FAIL_NONE;
}

static enum fail load_payments(struct load *load, const json_t *root)
{
	size_t index, place, count = 0;
	json_t *page, *component;
	TRY(load_room(load, FORM_FEE_MAX * sizeof(struct form_fee) + 64));
	struct form_fee *fee = arena_new(load->arena, FORM_FEE_MAX * sizeof *fee);
	json_array_foreach(json_object_get(root, "pages"), index, page)
		json_array_foreach(json_object_get(page, "components"), place, component)
			if (strcmp(json_text_or(component, "type", ""), "PaymentField") == 0)
				TRY(load_payment(load, json_object_get(component, "options"), fee, &count));
	load->form->fee = fee;
	load->form->fee_count = count;
	return FAIL_NONE;
}

enum fail xgov_load_fees(struct load *load, const json_t *root)
{
	const json_t *fees;
	size_t count;
	load->form->declaration_ticked = load->form->dialect == DIALECT_XGOV && *load->form->declaration;
	if (load->form->dialect != DIALECT_XGOV)
		return load_payments(load, root);
	TRY(load_array(root, "fees", FORM_FEE_MAX, &fees, &count));
	TRY(load_room(load, (count + 1) * sizeof(struct form_fee) + 64));
	struct form_fee *fee = arena_new(load->arena, (count + 1) * sizeof *fee);
	for (size_t i = 0; i < count; i++)
		TRY(load_fee(load, json_array_get(fees, i), &fee[i]));
	load->form->fee = fee;
	load->form->fee_count = count;
	return FAIL_NONE;
}
