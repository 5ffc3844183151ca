/* SPDX-License-Identifier: MIT */
/* What stands on a page: the type's name decides who reads its options. */
#include "firmware/forms/component_options.h"
#include "firmware/forms/content.h"
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { WHAT_BYTES = 400 };

struct type { const char *name; enum component_kind kind; options_reader read; };

static const struct type types[] = {
	{ "TextField", COMPONENT_TEXT, options_text },
	{ "MultilineTextField", COMPONENT_MULTILINE, options_text },
	{ "FreeTextField", COMPONENT_MULTILINE, options_text },
	{ "NumberField", COMPONENT_NUMBER, options_number },
	{ "EmailAddressField", COMPONENT_EMAIL, options_none },
	{ "TelephoneNumberField", COMPONENT_PHONE, options_none },
	{ "YesNoField", COMPONENT_YES_NO, options_none },
	{ "RadiosField", COMPONENT_RADIOS, options_list },
	{ "CheckboxesField", COMPONENT_CHECKBOXES, options_list },
	{ "SelectField", COMPONENT_SELECT, options_list },
	{ "AutocompleteField", COMPONENT_SELECT, options_list },
	{ "DatePartsField", COMPONENT_DATE, options_date },
	{ "DateField", COMPONENT_DATE, options_date },
	{ "MonthYearField", COMPONENT_MONTH_YEAR, options_month },
	{ "DateTimeField", COMPONENT_DATE_TIME, options_date },
	{ "DateTimePartsField", COMPONENT_DATE_TIME, options_date },
	{ "TimeField", COMPONENT_TEXT, options_time },
	{ "ContextComponent", COMPONENT_TEXT, options_none },
	{ "WebsiteField", COMPONENT_WEBSITE, options_text },
	{ "HiddenField", COMPONENT_HIDDEN, options_none },
	{ "UkAddressField", COMPONENT_ADDRESS, options_address },
	{ "AddressLookupField", COMPONENT_ADDRESS, options_address },
	{ "NationalInsuranceField", COMPONENT_TEXT, options_none },
	{ "OsGridRefField", COMPONENT_PLACE, options_place },
	{ "NationalGridFieldNumberField", COMPONENT_PLACE, options_place },
	{ "EastingNorthingField", COMPONENT_PLACE, options_place },
	{ "LatLongField", COMPONENT_PLACE, options_place },
	{ "GeospatialField", COMPONENT_PLACE, options_place },
	{ "FileUploadField", COMPONENT_FILE, options_none },
	{ "ClientSideFileUploadField", COMPONENT_FILE, options_none },
	{ "PaymentField", COMPONENT_PAYMENT, options_none },
	{ "DeclarationField", COMPONENT_DECLARATION, options_declaration },
	{ "Html", COMPONENT_CONTENT, options_html },
	{ "Para", COMPONENT_CONTENT, options_html },
	{ "ContentWithState", COMPONENT_CONTENT, options_html },
	{ "Markdown", COMPONENT_CONTENT, options_markdown },
	{ "InsetText", COMPONENT_CONTENT, options_inset },
	{ "NotificationBanner", COMPONENT_CONTENT, options_banner },
	{ "Details", COMPONENT_DETAILS, options_either },
	{ "List", COMPONENT_LIST, options_list },
	{ "FlashCard", COMPONENT_LIST, options_list },
};

bool component_asks(enum component_kind kind)
{
	return kind < COMPONENT_HIDDEN;
}

bool component_keeps(enum component_kind kind)
{
	return kind < COMPONENT_CONTENT;
}

bool component_at_desk(enum component_kind kind)
{
	return kind == COMPONENT_PLACE || kind == COMPONENT_FILE || kind == COMPONENT_PAYMENT;
}

const char *component_kind_name(enum component_kind kind)
{
	static const char *const names[COMPONENT_KIND_COUNT] = {
		[COMPONENT_TEXT] = "text", [COMPONENT_MULTILINE] = "multiline", [COMPONENT_NUMBER] = "number", [COMPONENT_EMAIL] = "email",
		[COMPONENT_PHONE] = "phone", [COMPONENT_YES_NO] = "yes-no", [COMPONENT_RADIOS] = "radios", [COMPONENT_CHECKBOXES] = "checkboxes",
		[COMPONENT_SELECT] = "select", [COMPONENT_DATE] = "date", [COMPONENT_ADDRESS] = "address", [COMPONENT_DECLARATION] = "declaration",
		[COMPONENT_MONTH_YEAR] = "month", [COMPONENT_DATE_TIME] = "date-time", [COMPONENT_WEBSITE] = "website", [COMPONENT_HIDDEN] = "hidden",
		[COMPONENT_PLACE] = "place", [COMPONENT_FILE] = "file", [COMPONENT_PAYMENT] = "payment",
		[COMPONENT_CONTENT] = "content", [COMPONENT_DETAILS] = "details", [COMPONENT_LIST] = "list",
	};
	return kind < COMPONENT_KIND_COUNT ? names[kind] : "unknown";
}

/* A type nobody knows: content shows its text; a question that cannot be asked refuses the form. */
static enum fail find_type(struct load *load, const char *name, const json_t *json, const struct type **ret)
{
	static const struct type unknown_content = { "", COMPONENT_CONTENT, options_either };
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i].name, name) == 0) {
			*ret = &types[i];
			return FAIL_NONE;
		}
	size_t length = strlen(name);
	bool field = length >= 5 && strcmp(name + length - 5, "Field") == 0;
	if (field || length == 0)
		return FAIL(INPUT, "the page %s has \"%.60s\" of the kind \"%.60s\", which this kiosk cannot ask", load->page_path,
		            json_text_or(json, "name", json_text_or(json, "title", "")), name);
	load_warn(load, "The page %s has content of the kind \"%.60s\", which this kiosk does not know; its words are shown", load->page_path, name);
	*ret = &unknown_content;
	return FAIL_NONE;
}

static bool name_well_made(const char *name)
{
	if (!isalpha((unsigned char)*name) || strstr(name, "__") || strlen(name) > FORM_NAME_MAX_BYTES)
		return false;
	for (; *name; name++)
		if (!isalnum((unsigned char)*name) && *name != '_' && *name != '-')
			return false;
	return true;
}

/* A name stands for one answer; two questions of a kind in one section share it, as branches of one way do. */
static bool shares(const struct load *load, const struct form_component *one, const struct form_component *other)
{
	bool same_section = true;
	for (size_t i = 0; i < load->page_count && load->form->dialect == DIALECT_XGOV; i++)
		if (one >= load->page[i].component && one < load->page[i].component + load->page[i].count)
			same_section = strcmp(load->page[i].section_id, load->page[load->page_count].section_id) == 0;
	return one->kind == other->kind && one->list == other->list && same_section && one < load->page[load->page_count].component;
}

/* Any name is accepted; one that cannot be an answer's key here gets a key of its own. */
static enum fail check_name(struct load *load, struct form_component *component)
{
	if (!*component->written)
		return FAIL(INPUT, "the page %s has a question without a name", load->page_path);
	bool taken = false, same_page = false;
	for (const struct form_component *other = load->component; other < component && !taken; other++) {
		taken = component_keeps(other->kind) && strcmp(other->written, component->written) == 0 && !shares(load, other, component);
		same_page = taken && other >= load->page[load->page_count].component;
	}
	if (same_page && load->form->dialect == DIALECT_DEFRA2)
		return FAIL(INPUT, "the page %s has a second question with the name \"%s\"", load->page_path, component->written);
	if (taken)
		load_warn(load, "The page %s has a second question with the name \"%.60s\"; it has an answer of its own", load->page_path, component->written);
	if (taken || !name_well_made(component->written)) {
		TRY(load_room(load, 64));
		component->name = arena_printf(load->arena, "q-%zu", (size_t)(component - load->component));
	}
	return FAIL_NONE;
}

/* What follows a component's name in its fields' names; NULL for one field with its name alone. */
static const char *const *parts_of(const struct form_component *component)
{
	static const char *const of_date[] = { "day", "month", "year", NULL }, *const of_month[] = { "month", "year", NULL };
	static const char *const of_time[] = { "day", "month", "year", "hour", "minute", NULL };
	static const char *const of_address[] = { "addressLine1", "addressLine2", "town", "county", "postcode", "uprn", NULL };
	static const char *const of_grid[] = { "easting", "northing", NULL }, *const of_globe[] = { "latitude", "longitude", NULL };
	static const char *const *const parts[COMPONENT_KIND_COUNT] = {
		[COMPONENT_DATE] = of_date, [COMPONENT_MONTH_YEAR] = of_month, [COMPONENT_DATE_TIME] = of_time, [COMPONENT_ADDRESS] = of_address,
	};
	if (component->kind == COMPONENT_PLACE)
		return component->place == PLACE_EASTING_NORTHING ? of_grid : component->place == PLACE_LAT_LONG ? of_globe : NULL;
	return parts[component->kind];
}

static void name_fields(struct load *load, struct form_component *component)
{
	enum { PART_MAX = 6 };
	const char *const *part = parts_of(component), **field = arena_new(load->arena, (PART_MAX + 1) * sizeof *field);
	for (; part && *part; part++)
		field[component->field_count++] = arena_printf(load->arena, "%s__%s", component->name, *part);
	if (component->field_count == 0)
		field[component->field_count++] = component->name;
	component->field = field;
}

static enum fail load_messages(struct load *load, const json_t *json, const char *what, struct form_component *ret)
{
	const char *code;
	json_t *text;
	size_t count = json_object_size(json);
	if (count > FORM_MESSAGE_MAX)
		return FAIL(LIMIT, "%s has more than %d messages of its own", what, FORM_MESSAGE_MAX);
	TRY(load_room(load, (count + 1) * (sizeof(struct form_message) + FORM_NAME_MAX_BYTES)));
	struct form_message *message = arena_new(load->arena, (count + 1) * sizeof *message);
	ret->message = message;
	json_object_foreach((json_t *)json, code, text) {
		if (!json_is_string(text) || strlen(code) > FORM_NAME_MAX_BYTES)
			continue;
		message[ret->message_count].code = arena_text(load->arena, code);
		TRY(load_text(load, json, code, FORM_TEXT_MAX_BYTES, what, &message[ret->message_count].text));
		ret->message_count++;
	}
	return FAIL_NONE;
}

static enum fail load_common(struct load *load, const json_t *json, const char *what, struct form_component *ret)
{
	const json_t *options = json_object_get(json, "options");
	TRY(load_text(load, json, "id", FORM_NAME_MAX_BYTES, what, &ret->id));
	TRY(load_text(load, json, "name", FORM_WRITTEN_MAX_BYTES, what, &ret->written));
	ret->name = ret->written;
	TRY(load_text(load, json, "title", FORM_TEXT_MAX_BYTES, what, &ret->title));
	TRY(load_text(load, json, "hint", FORM_TEXT_MAX_BYTES, what, &ret->hint));
	TRY(load_room(load, CONTENT_PLAIN_ROOM * strlen(ret->hint) + CONTENT_PLAIN_MORE));
	ret->hint = content_plain(ret->hint, load->arena);
	TRY(load_text(load, json, "shortDescription", FORM_TEXT_MAX_BYTES, what, &ret->short_title));
	TRY(load_text(load, json, "errorDescription", FORM_TEXT_MAX_BYTES, what, &ret->error_title));
	TRY(load_text(load, json, "content", FORM_CONTENT_MAX_BYTES, what, &ret->content));
	TRY(load_text(load, options, "customValidationMessage", FORM_TEXT_MAX_BYTES, what, &ret->custom_message));
	if (!*ret->custom_message)
		ret->custom_message = NULL;
	TRY(load_messages(load, json_object_get(options, "customValidationMessages"), what, ret));
	ret->required = json_bool_or(options, "required", true);
	ret->hide_optional = json_bool_or(options, "optionalText", false);
	ret->privacy = PRIVACY_PERSONAL;
	ret->prefix = ret->suffix = ret->confirm_label = ret->keyboard = ret->reuse = "";
	return load_condition_of(load, options, "condition", &ret->condition);
}

static enum fail load_component(struct load *load, const json_t *json, struct form_component *ret)
{
	const struct type *type = NULL;
	char what[WHAT_BYTES];
	if (!json_is_object(json))
		return FAIL(INPUT, "the page %s has a component that is not an object", load->page_path);
	TRY(find_type(load, json_text_or(json, "type", ""), json, &type));
	snprintf(what, sizeof what, "the page %s, %s", load->page_path, json_text_or(json, "name", type->name));
	TRY(load_room(load, sizeof *ret + 1024));
	ret->kind = type->kind;
	enum fail code = load_common(load, json, what, ret);
	if (code == FAIL_NONE)
		code = type->read(load, json, type->kind, ret);
	if (code != FAIL_NONE)
		return fail_note(code, "%s", what);
	if (!component_keeps(ret->kind)) {
		ret->name = ret->written = "";
		ret->required = false;
		return FAIL_NONE;
	}
	TRY(check_name(load, ret));
	name_fields(load, ret);
	return FAIL_NONE;
}

enum fail load_components(struct load *load, const json_t *page, struct form_page *ret)
{
	const json_t *components;
	size_t count, content = 0;
	enum fail code = load_array(page, "components", FORM_COMPONENT_MAX, &components, &count);
	if (code != FAIL_NONE)
		return fail_note(code, "the page %s", ret->path);
	ret->component = &load->component[load->component_count];
	for (size_t i = 0; i < count; i++) {
		struct form_component *component = &load->component[load->component_count];
		TRY(load_component(load, json_array_get(components, i), component));
		content += strlen(component->content);
		load->component_count++;
	}
	ret->count = count;
	if (content > FORM_CONTENT_MAX_BYTES)
		return FAIL(LIMIT, "the page %s has more than %d bytes of content", ret->path, FORM_CONTENT_MAX_BYTES);
	return FAIL_NONE;
}

struct form_component *load_component_find(const struct load *load, const char *id, int *ret_page)
{
	struct form_component *found = NULL;
	for (size_t i = 0; i < load->component_count && *id && !found; i++)
		if (strcmp(load->component[i].id, id) == 0)
			found = &load->component[i];
	for (size_t i = 0; i < load->component_count && *id && !found; i++)
		if (strcmp(load->component[i].name, id) == 0)
			found = &load->component[i];
	for (size_t i = 0; i < load->page_count && found && ret_page; i++)
		if (found >= load->page[i].component && found < load->page[i].component + load->page[i].count)
			*ret_page = (int)i;
	return found;
}

struct form_component *load_component_written(const struct load *load, const char *name, int *ret_page, bool *ret_misnamed)
{
	const char *dot = strchr(name, '.'), *end = dot ? dot + 1 : name;
	bool xgov = load->form->dialect == DIALECT_XGOV;
	for (int loosely = 0; loosely < 2; loosely++)
		for (size_t i = 0; i < load->page_count; i++)
			for (size_t k = 0; k < load->page[i].count; k++) {
				const struct form_component *component = &load->page[i].component[k];
				const char *section = load->page[i].section_id;
				size_t length = dot ? (size_t)(dot - name) : 0;
				bool exactly = !xgov ? !dot : strlen(section) == length && strncmp(section, name, length) == 0;
				if (!component_keeps(component->kind) || (!exactly && !loosely) || strcmp(component->written, end) != 0)
					continue;
				*ret_page = (int)i;
				*ret_misnamed = !exactly;
				return &load->component[component - load->component];
			}
	return NULL;
}
