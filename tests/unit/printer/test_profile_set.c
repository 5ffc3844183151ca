/* SPDX-License-Identifier: MIT */
/* unit.printer_profile_set - a printer is known by its own name before its chip, and a name is a whole word. */
#include "drivers/printer/profile_set.h" /* ours before cmocka.h, which has a macro called fail */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct profile_set set;

static int read_all(void **state)
{
	char folder[4096];

	(void)state;
	snprintf(folder, sizeof folder, "%s/assets/profiles", getenv("FOYER_SOURCE"));
	return profile_set_read(folder, &set) == FAIL_NONE ? 0 : -1;
}

struct case_of { uint16_t vendor, product; const char *device_id, *model, *name; };

static void each_is_known_by_what_it_says(void **state)
{
	static const struct case_of cases[] = {
		{ 0x04b8, 0x0202, "", "TM-T88V", "Epson TM-T88IV, TM-T88V" },
		{ 0x04b8, 0x0202, "", "TM-T88VI", "Epson TM-T88VI, TM-T88VII" },
		{ 0x04b8, 0x0e28, "", "", "Epson TM-T20III" },
		{ 0x04b8, 0x0e28, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;", "", "Epson TM-T88IV, TM-T88V" },
		{ 0x0dd4, 0x9999, "MANUFACTURER:CUSTOM SPA;MODEL:VKP80III;", "", "Custom VKP80, VKP80II, VKP80III" },
		{ 0x0dd4, 0x0175, "", "", "Custom KPM300H" },
		{ 0x1d90, 0x20f0, "MFG:CITIZEN;MDL:ct-e351;", "", "Citizen CT-E351" },
		{ 0x0416, 0x5011, "", "", "Any ESC/POS printer for 58 mm paper, 203 dots an inch" },
		{ 0x04b8, 0x0202, "", "", NULL },
		{ 0, 0, "MFG:TM-T88V;", "", NULL },        /* not its model */
		{ 0, 0, "", "TM-T88VIII", NULL },          /* not yet made */
		{ 0, 0, "MDL", "", NULL }, { 0, 0, ";;MDL:;", "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct profile *found = profile_choose(&set, cases[i].vendor, cases[i].product, cases[i].device_id, cases[i].model);
		if (!cases[i].name)
			assert_null(found);
		else
			assert_string_equal(found ? found->name : "", cases[i].name);
	}
}

static void no_two_answer_to_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < set.count; i++) {
		for (int k = 0; k < set.profile[i].model_count; k++)
			assert_ptr_equal(profile_choose(&set, 0, 0, "", set.profile[i].model[k]), &set.profile[i]);
		for (int k = 0; k < set.profile[i].usb_count; k++)
			assert_ptr_equal(profile_choose(&set, set.profile[i].usb[k].vendor, set.profile[i].usb[k].product, "", ""), &set.profile[i]);
	}
}

static void no_folder_is_empty(void **state)
{
	static struct profile_set none;

	(void)state;
	assert_int_equal(profile_set_read("/nonexistent", &none), FAIL_EMPTY);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(each_is_known_by_what_it_says),
		cmocka_unit_test(no_two_answer_to_the_same),
		cmocka_unit_test(no_folder_is_empty),
	};
	return cmocka_run_group_tests_name("printer_profile_set", cases, read_all, NULL);
}
