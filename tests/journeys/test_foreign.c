/* SPDX-License-Identifier: MIT */
/* journey.foreign - definitions that others wrote, unchanged, from first page to submission. FOYER_CONFORMANCE names the folder they are in. */
#include "tests/journeys/definition.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const definitions[] = {
	"page-events", "conditions-complex-cond-order-1", "conditions-complex-cond-order-2", "conditions-relative-dates-v2",
	"joined-conditions-complex-v2", "joined-conditions-simple-v2", "plugin-options", "postcode-lookup",
};
enum { DEFINITIONS = sizeof definitions / sizeof definitions[0], SKIPPED = 77 };

struct foreign { struct kiosk kiosk; struct definition_way way; char folder[GIVEN_PATH_BYTES]; };

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
	definition_done(&foreign->way);
	given_done(foreign->folder);
	free(foreign);
	return 0;
}

static void take_definition(struct foreign *foreign, const char *conformance, const char *name)
{
	char from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES], file[160];
	static const char *const parts[] = { "test__form__definitions__", "src__server__forms__" };
	char *text = NULL;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !text; i++) {
		snprintf(file, sizeof file, "corpus/DEFRA+forms-engine-plugin/%s%s.json", parts[i], name);
		given_path(from, conformance, file);
		text = given_text(from);
	}
	if (!text)
		fail_msg("%s is not in %s", name, conformance);
	snprintf(file, sizeof file, "%s.json", name);
	given_path(to, foreign->folder, file);
	given_file(to, text, 0600);
	free(text);
}

static void each_definition_goes_from_first_page_to_submission(void **state)
{
	struct foreign *foreign = *state;
	for (size_t i = 0; i < DEFINITIONS; i++)
		take_definition(foreign, getenv("FOYER_CONFORMANCE"), definitions[i]);
	kiosk_start(&foreign->kiosk, &(struct kiosk_plan){ .forms = foreign->folder });
	for (size_t i = 0; i < DEFINITIONS; i++) {
		definition_walk(&foreign->kiosk, definitions[i], NULL, &foreign->way);
		print_message("%s: %s\n", definitions[i], foreign->way.headings);
		assert_true(json_object_size(definition_answers(&foreign->way)) > 0);
		definition_done(&foreign->way);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(each_definition_goes_from_first_page_to_submission, set_up, tear_down),
	};
	if (!getenv("FOYER_CONFORMANCE")) {
		print_message("skipped: FOYER_CONFORMANCE names no folder of foreign definitions\n");
		return SKIPPED;
	}
	return cmocka_run_group_tests_name("foreign", cases, NULL, NULL);
}
