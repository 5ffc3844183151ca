/* SPDX-License-Identifier: MIT */
/* fuzz.form_expression - a string condition of any bytes: what is read is worked out with answers and without, twice the same. */
#include "firmware/forms/condition.h"

#include "firmware/base/utf8.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct date today = { 2026, 11, 21 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool ask(const struct form *form, const struct answers *answers)
{
	struct scope scope;
	scope_init(&scope, form, answers, today);
	scope_add(&scope, 0);
	return condition_holds(&scope, &form->table->condition[0]);
}

static void try(const char *json)
{
	struct form *form = NULL;
	fail_clear();
	if (form_load(json, strlen(json), "fuzz", &form) != FAIL_NONE) {
		if (!*fail_words())
			abort();
		return;
	}
	struct answers *answers = answers_new();
	bool before = ask(form, answers);
	if (before != ask(form, answers))
		abort();
	if (answers_set(answers, "a", "5") != FAIL_NONE || answers_set(answers, "t", "red") != FAIL_NONE || answers_add(answers, "c", "r") != FAIL_NONE)
		abort();
	bool after = ask(form, answers);
	if (after != ask(form, answers))
		abort();
	answers_free(answers);
	form_free(form);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *text = utf8_valid((const char *)bytes, size) ? json_stringn((const char *)bytes, size) : NULL;
	if (!text)
		return 0;
	json_t *form = json_pack("{s:i, s:[{s:s, s:s, s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:s, s:s}]}], s:[{s:s, s:s}], s:[{s:s, s:[{s:s}, {s:s}]}], s:[{s:s, s:o}, {s:s, s:s}]}",
		"version", 2, "pages", "path", "/p", "section", "s", "components", "type", "NumberField", "name", "a", "type", "TextField", "name", "t",
		"type", "CheckboxesField", "name", "c", "list", "l", "sections", "name", "s", "title", "S", "lists", "name", "l", "items", "text", "r", "text", "g",
		"conditions", "name", "one", "value", text, "name", "two", "value", "s.a > 3");
	char *json = json_dumps(form, 0);
	if (json)
		try(json);
	free(json);
	json_decref(form);
	return 0;
}
