/* SPDX-License-Identifier: MIT */
/* metadata.kiosk.prints: what the confirmation page offers to print beside the receipt, for the address that was picked. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <string.h>

enum fail load_prints(struct load *load, const json_t *json)
{
	static const char *const keys[] = { "address", "offer", NULL };
	static const char *const names[FORM_PRINT_COUNT] = { [FORM_PRINT_CALENDAR] = "bin-calendar", [FORM_PRINT_LABELS] = "container-labels" };
	const char *id = json_text_or(json, "address", "");
	const json_t *one;
	size_t at;
	if (!json)
		return FAIL_NONE;
	load_known_keys(load, json, keys, "metadata.kiosk.prints");
	const struct form_component *address = load_component_find(load, id, NULL);
	if (!address || address->kind != COMPONENT_ADDRESS)
		return FAIL(INPUT, "metadata.kiosk.prints says \"address\": \"%.60s\", which is no question for an address", id);
	struct form_prints prints = { .address = address };
	json_array_foreach(json_object_get(json, "offer"), at, one) {
		const char *name = json_is_string(one) ? json_string_value(one) : "";
		int print = 0;
		while (print < FORM_PRINT_COUNT && strcmp(names[print], name) != 0)
			print++;
		if (print == FORM_PRINT_COUNT)
			return FAIL(INPUT, "metadata.kiosk.prints offers \"%.40s\", which is not bin-calendar or container-labels", name);
		prints.offers[print] = true;
	}
	load->form->prints = prints;
	return FAIL_NONE;
}
