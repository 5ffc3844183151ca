/* SPDX-License-Identifier: MIT */
/*
 * Which of the three dialects a definition is written in. Two switches are independent of each other: "schema" says how conditions, lists
 * and sections are written, "engine" whether pages lead to pages (V1) or follow in order (V2). XGov names neither, and has keys of its own.
 */
#include "firmware/forms/load.h"
#include "firmware/forms/xgov.h"

#include "firmware/base/json.h"
#include "firmware/base/span.h"

#include <string.h>

static bool has_key(const json_t *object, const char *const *keys)
{
	for (; *keys; keys++)
		if (json_object_get(object, *keys))
			return true;
	return false;
}

static bool has_type(const json_t *components)
{
	static const char *const types[] = { "Para", "FreeTextField", "MultiInputField", "DateField", "DateTimeField", "DateTimePartsField", "TimeField",
	                                     "FlashCard", "WebsiteField", "ClientSideFileUploadField", "ContextComponent", "ContentWithState" };
	size_t index;
	json_t *component;
	json_array_foreach(components, index, component) {
		if (json_object_get(json_object_get(component, "values"), "items") || json_object_get(json_object_get(component, "options"), "list"))
			return true;
		for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
			if (strcmp(json_text_or(component, "type", ""), types[i]) == 0)
				return true;
	}
	return false;
}

static bool is_xgov(const json_t *root)
{
	static const char *const ours[] = { "engine", "schema", NULL };
	static const char *const theirs[] = { "version", "fees", "specialPages", "feeOptions", "paymentReferenceFormat", "payApiKey", "exitOptions", "returnTo",
	                                      "showFilenamesOnSummaryPage", "markAsComplete", "isWelsh", "confirmationSessionTimeout", "documentUploadApiUrl",
	                                      "skipSummary", "logicExpressions", NULL };
	static const char *const of_page[] = { "repeatField", "options", "backLinkFallback", "startPageNavigation", "showContinueButton", NULL };
	size_t index;
	json_t *page;
	if (has_key(root, ours))
		return false;
	if (has_key(root, theirs) || json_object_get(json_object_get(root, "feedback"), "feedbackForm"))
		return true;
	json_array_foreach(json_object_get(root, "pages"), index, page)
		if (has_key(page, of_page) || has_type(json_object_get(page, "components")))
			return true;
	return false;
}

static bool is_dark(char c)
{
	return c > ' ' && c < 0x7f;
}

/* The format's own engine sees no white space around any text but a regular expression. */
static void trim_text(json_t *value, const char *name)
{
	size_t length = json_string_length(value);
	const char *written = json_string_value(value);
	if (length == 0 || (is_dark(written[0]) && is_dark(written[length - 1])) || strcmp(name, "regex") == 0)
		return; /* nearly all of them */
	struct span text = span_of(written);
	if (text.size < length)
		json_string_setn(value, text.text, text.size);
}

static void trim_texts(json_t *value, const char *name)
{
	json_t *inner;
	size_t index;
	if (json_is_string(value))
		trim_text(value, name);
	for (void *member = json_object_iter(value); member; member = json_object_iter_next(value, member))
		trim_texts(json_object_iter_value(member), json_object_iter_key(member));
	json_array_foreach(value, index, inner)
		trim_texts(inner, name);
}

enum fail load_dialect(struct load *load, json_t *root)
{
	struct form *form = load->form;
	const char *engine = json_text_or(root, "engine", "V1");
	int64_t schema = json_int_or(root, "schema", 1);
	if (!json_is_object(root))
		return FAIL(INPUT, "a form definition is a JSON object");
	if (!json_is_array(json_object_get(root, "pages")))
		return FAIL(INPUT, "there are no pages");
	if (schema != 1 && schema != 2)
		return FAIL(INPUT, "the form is written in schema %lld, and this kiosk reads 1 and 2", (long long)schema);
	if (strcmp(engine, "V1") != 0 && strcmp(engine, "V2") != 0)
		return FAIL(INPUT, "the form is made for engine \"%.20s\", and this kiosk knows V1 and V2", engine);
	form->dialect = schema == 2 ? DIALECT_DEFRA2 : is_xgov(root) ? DIALECT_XGOV : DIALECT_DEFRA1;
	form->by_links = strcmp(engine, "V1") == 0;
	if (form->dialect == DIALECT_XGOV)
		return xgov_normalise(load, root);
	trim_texts(root, "");
	return FAIL_NONE;
}
