/* SPDX-License-Identifier: MIT */
/* fuzz.form_check - any answers to every kind of question: each page is checked, and what has no error makes a whole record. */
#include "firmware/forms/check.h"
#include "firmware/forms/review.h"

#include "firmware/base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_MAX_BYTES = 64 * 1024 };
static const struct date today = { 2026, 11, 21 };

/* One page with every kind; the names are one letter so that answers hit them. */
static const char definition[] =
	"{\"schema\":2,\"engine\":\"V2\",\"pages\":[{\"path\":\"/p\",\"components\":["
	"{\"type\":\"TextField\",\"name\":\"a\",\"title\":\"\",\"schema\":{\"min\":2,\"max\":9,\"regex\":\"^(?!x)[a-z\\\\d ]+$\"}},"
	"{\"type\":\"MultilineTextField\",\"name\":\"b\",\"title\":\"\",\"options\":{\"required\":false,\"maxWords\":3},\"schema\":{\"max\":30}},"
	"{\"type\":\"NumberField\",\"name\":\"c\",\"title\":\"\",\"options\":{\"prefix\":\"\xc2\xa3\"},\"schema\":{\"min\":-5,\"max\":500,\"precision\":2}},"
	"{\"type\":\"EmailAddressField\",\"name\":\"d\",\"title\":\"\"},{\"type\":\"TelephoneNumberField\",\"name\":\"e\",\"title\":\"\"},"
	"{\"type\":\"YesNoField\",\"name\":\"f\",\"title\":\"\"},{\"type\":\"RadiosField\",\"name\":\"g\",\"title\":\"\",\"list\":\"l\"},"
	"{\"type\":\"CheckboxesField\",\"name\":\"h\",\"title\":\"\",\"list\":\"l\",\"schema\":{\"max\":2}},"
	"{\"type\":\"DatePartsField\",\"name\":\"i\",\"title\":\"\",\"options\":{\"maxDaysInPast\":400}},"
	"{\"type\":\"UkAddressField\",\"name\":\"j\",\"title\":\"\"},{\"type\":\"DeclarationField\",\"name\":\"k\",\"title\":\"\",\"content\":\"x\"}]}],"
	"\"lists\":[{\"id\":\"l\",\"type\":\"number\",\"items\":[{\"text\":\"One\",\"value\":1},{\"text\":\"Two\",\"value\":2},{\"text\":\"Three\",\"value\":3}]}]}";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool has_error(const struct form_error *error, size_t count, const struct form_component *component)
{
	for (size_t i = 0; i < count; i++)
		if (error[i].component == component)
			return true;
	return false;
}

static void check(const struct form *form, const struct answers *answers)
{
	struct form_error error[FORM_ERROR_MAX];
	size_t count = check_page(form, &form->page[0], answers, today, error);
	json_t *record = review_record(form, answers, today, "FO", "2026-11-21T00:00:00Z", "en");
	const json_t *all = json_object_get(json_object_get(record, "data"), "main");
	for (size_t i = 0; i < count; i++)
		if (error[i].rule == RULE_NONE || error[i].rule >= RULE_COUNT || !error[i].field || !error[i].part)
			abort();
	for (size_t i = 0; i < form->page[0].count; i++) {
		const struct form_component *component = &form->page[0].component[i];
		const json_t *value = json_object_get(all, component->name);
		if (!value || (component->required && json_is_null(value) && !has_error(error, count, component)))
			abort();
	}
	json_decref(record);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct form *form;
	json_t *json = NULL;
	if (!form && form_load(definition, strlen(definition), "fuzz", &form) != FAIL_NONE)
		abort();
	if (json_parse((const char *)bytes, size, JSON_MAX_BYTES, &json) != FAIL_NONE)
		return 0;
	struct answers *answers = answers_new();
	if (answers_from_json(answers, json) == FAIL_NONE)
		check(form, answers);
	answers_free(answers);
	json_decref(json);
	return 0;
}
