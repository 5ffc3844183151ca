/* SPDX-License-Identifier: MIT */
/* journey.foreign - definitions that others wrote, unchanged, from first page to submission. FOYER_CONFORMANCE names the folder they are in. */
#include "tests/journeys/missed_bin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const definitions[] = {
	"page-events", "conditions-complex-cond-order-1", "conditions-complex-cond-order-2", "conditions-relative-dates-v2",
	"joined-conditions-complex-v2", "joined-conditions-simple-v2", "plugin-options", "postcode-lookup",
};

struct foreign { struct kiosk kiosk; char folder[GIVEN_PATH_BYTES]; };

static int set_up(void **state)
{
	struct foreign *foreign = calloc(1, sizeof *foreign);
	assert_non_null(foreign);
	given_folder(foreign->folder);
	*state = foreign;
	return 0;
}

static int tear_down(void **state)
{
	struct foreign *foreign = *state;
	kiosk_end(&foreign->kiosk);
	given_done(foreign->folder);
	free(foreign);
	return 0;
}

/* The only definition of this kiosk, under a service code of its own. */
static void take_definition(struct foreign *foreign, const char *conformance, const char *name)
{
	char from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES], said[64], file[160];
	static const char *const parts[] = { "test__form__definitions__", "src__server__forms__" };
	bool copied = false;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !copied; i++) {
		snprintf(file, sizeof file, "corpus/DEFRA+forms-engine-plugin/%s%s.json", parts[i], name);
		given_path(from, conformance, file);
		snprintf(file, sizeof file, "%s.json", name);
		given_path(to, foreign->folder, file);
		struct stat about;
		if (stat(from, &about) == 0) {
			assert_int_equal(process_run((char *[]){ "cp", from, to, NULL }, said, sizeof said), 0);
			copied = true;
		}
	}
	if (!copied)
		fail_msg("%s is not in %s", name, conformance);
}

static void await_reference(struct kiosk *kiosk)
{
	screen_await(kiosk, "another");
}

static void run_definition(struct foreign *foreign, const char *conformance, const char *name)
{
	char node[128];
	take_definition(foreign, conformance, name);
	kiosk_start(&foreign->kiosk, &(struct kiosk_plan){ .forms = foreign->folder });
	screen_press(&foreign->kiosk, "start");
	snprintf(node, sizeof node, "service:%s", name);
	screen_press(&foreign->kiosk, node);
	screen_press(&foreign->kiosk, "begin");
	walk_to_check(&foreign->kiosk, NULL, NULL, NULL);
	screen_press(&foreign->kiosk, "send");
	await_reference(&foreign->kiosk);
	json_t *all = council_await(&foreign->kiosk.council, 1);
	const json_t *record = json_array_get(all, 0);
	assert_string_equal(json_string_value(json_object_get(json_object_get(record, "meta"), "formId")), name);
	assert_true(json_object_size(json_object_get(json_object_get(record, "data"), "main")) > 0);
	json_decref(all);
}

static void foreign_definition(void **state)
{
	struct foreign *foreign = *state;
	const char *conformance = getenv("FOYER_CONFORMANCE");
	if (!conformance) {
		print_message("skipped: FOYER_CONFORMANCE is not set\n");
		skip();
	}
	for (size_t i = 0; i < sizeof definitions / sizeof definitions[0]; i++) {
		print_message("%s\n", definitions[i]);
		run_definition(foreign, conformance, definitions[i]);
		kiosk_end(&foreign->kiosk);
		given_done(foreign->folder);
		given_folder(foreign->folder);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(foreign_definition, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("foreign", cases, NULL, NULL);
}
