/* SPDX-License-Identifier: MIT */
/* journey.assist - Jay asks Sam to help at a real kiosk: what Jay allows, what Sam sees, and how it ends. */
#include "tests/journeys/signing.h"
#include "tests/lib/wait.h"
#include "tests/lib/walker.h"

#include <stdio.h>
#include <string.h>

static const struct walker_answer jay[] = {
	{ "choice:problem", "password" }, { "field:member", "HS40711" }, { "choice:howLong", "days" }, { "choice:bidNow", "true" }, { "field:fullName", "Jay Quillfeather" },
	{ "field:born__day", "27" }, { "field:born__month", "3" }, { "field:born__year", "2004" }, { "choice:contact", "here" }, { NULL, NULL },
};

static void begin(struct kiosk *kiosk)
{
	screen_press(kiosk, "start");
	screen_service(kiosk, "homesearch-help");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
}

static void help_is_asked(struct kiosk *kiosk)
{
	signing_in(kiosk, "839205");
	screen_await_named(kiosk, "staff/menu");
	screen_touch(kiosk, "assist-ask");
	screen_await_words(kiosk, "May Sam help you?");
}

/* As "foyer audit list" prints the row: the screen may show what was done before the hub has it on the disk. */
static void assert_audited(const struct kiosk *kiosk, const char *event, const char *subject)
{
	char foyer[GIVEN_PATH_BYTES], state[GIVEN_PATH_BYTES], bytes[1 << 14], wanted[64];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	given_built("bin/foyer", foyer);
	snprintf(state, sizeof state, "%s", kiosk->state);
	snprintf(wanted, sizeof wanted, "%-16s  %s", event, subject);
	do {
		assert_int_equal(process_run((char *[]){ foyer, "audit", "list", "--state", state, NULL }, bytes, sizeof bytes), 0);
	} while (!strstr(bytes, wanted) && deadline_pause(deadline));
	if (!strstr(bytes, wanted))
		fail_msg("no row of %s in:\n%s", wanted, bytes);
	assert_null(strstr(bytes, "Quillfeather"));
	assert_null(strstr(bytes, "2004"));
}

static void on_to_the_day(struct kiosk *kiosk)
{
	for (int pages = 0; pages < 20 && !screen_says(kiosk, "27 March 2004") && !screen_find(kiosk, "show:born"); pages++)
		screen_touch(kiosk, "page-next"), screen_look(kiosk);
}

static void what_jay_allows_is_all_that_sam_has(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	begin(kiosk);
	walk_to_check(kiosk, jay, NULL, NULL);
	help_is_asked(kiosk);
	screen_touch(kiosk, "assist-types");
	screen_await_words(kiosk, "Sam is helping you");
	on_to_the_day(kiosk);
	assert_false(screen_says(kiosk, "2004"));
	screen_touch(kiosk, "show:born"); /* by Jay's own finger */
	screen_await_words(kiosk, "27 March 2004");
	kiosk_move_clock(kiosk, 61 * 1000);
	screen_await(kiosk, "show:born");
	assert_false(screen_says(kiosk, "2004"));
	kiosk_kill(kiosk, "foyer-ui"); /* the screen that comes back hides the same, and says the same */
	screen_await_words(kiosk, "Sam is helping you");
	on_to_the_day(kiosk);
	assert_false(screen_says(kiosk, "2004"));
	screen_touch(kiosk, "change:howLong"); /* Sam types */
	screen_touch(kiosk, "choice:howLong:week");
	screen_touch(kiosk, "continue");
	screen_await(kiosk, "show:born");
	screen_touch(kiosk, "person"); /* and Jay stops them, and looks at what they did */
	screen_await_words(kiosk, "What changed while Sam helped");
	assert_true(screen_says(kiosk, "A few days"));
	kiosk_kill(kiosk, "foyer-ui");
	screen_await_words(kiosk, "What changed while Sam helped");
	screen_touch(kiosk, "handback-undo");
	screen_await_words(kiosk, "27 March 2004");
	assert_true(screen_says(kiosk, "A few days"));
	assert_false(screen_says(kiosk, "is helping you"));
	screen_await_words(kiosk, "A person can help you"); /* and Sam is signed out */
	screen_touch(kiosk, "send");
	screen_await(kiosk, "reference");
	assert_audited(kiosk, "permission_given", "types  assist-1: en");
	assert_audited(kiosk, "reveal", "born");
	assert_audited(kiosk, "permission_withdrawn", "types");
	assert_audited(kiosk, "field_edit_by_staff", "howLong");
	assert_audited(kiosk, "signed_out", "kiosk  left: self");
	assert_audited(kiosk, "handback", "accepted");
	assert_audited(kiosk, "submit", "homesearch-help  kept: resident_assisted");
}

/* As the council opened the newest form. */
static json_t *meta_of_first(struct kiosk *kiosk)
{
	json_t *all = council_await(&kiosk->council, 1), *meta = json_incref(json_object_get(json_array_get(all, 0), "meta"));
	json_decref(all);
	assert_non_null(meta);
	return meta;
}

/* Sam fills in what Jay says, and shows what is private only where it has to be typed. */
static void sam_fills_in(struct kiosk *kiosk)
{
	for (int pages = 0; strcmp(screen_id(kiosk), "check") != 0 && pages < 20; pages++) {
		if (screen_find(kiosk, "show:born"))
			screen_touch(kiosk, "show:born"), screen_await(kiosk, "field:born__day");
		walk_page(kiosk, jay);
		screen_press(kiosk, "continue");
		screen_await(kiosk, "person");
	}
	for (int pages = 0; pages < 20 && !screen_find(kiosk, "behalf"); pages++)
		screen_touch(kiosk, "page-next"), screen_look(kiosk);
}

static void who_cannot_touch_the_screen_is_served_as_well(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	begin(kiosk);
	signing_in(kiosk, "839205");
	screen_await_named(kiosk, "staff/menu");
	screen_touch(kiosk, "assist-spoken");
	screen_await_words(kiosk, "Did they say yes aloud?");
	screen_touch(kiosk, "agreed:touch");
	screen_await_words(kiosk, "Sam is helping you");
	sam_fills_in(kiosk);
	assert_null(screen_find(kiosk, "send"));
	screen_touch(kiosk, "behalf");
	screen_await_words(kiosk, "Send it for this person?");
	screen_touch(kiosk, "send:touch");
	screen_await(kiosk, "reference");
	assert_audited(kiosk, "permission_given", "types  spoken-1: touch");
	assert_audited(kiosk, "declaration", "homesearch-help  spoken-1: touch");
	assert_audited(kiosk, "submit", "homesearch-help  kept: staff_on_behalf");
	json_t *meta = meta_of_first(kiosk);
	const json_t *assisted = json_object_get(meta, "assisted");
	assert_string_equal(json_string_value(json_object_get(meta, "submittedBy")), "staff_on_behalf");
	assert_string_equal(json_string_value(json_object_get(json_object_get(meta, "onBehalf"), "reason")), "touch");
	assert_string_equal(json_string_value(json_object_get(assisted, "permission")), "spoken");
	assert_string_equal(json_string_value(json_object_get(assisted, "staff")), "sam");
	json_decref(meta);
}

static void no_is_no_and_who_is_signed_out_helps_no_more(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	begin(kiosk);
	help_is_asked(kiosk);
	screen_touch(kiosk, "assist-no");
	screen_await_words(kiosk, "Sam is signed in");
	screen_touch(kiosk, "person");
	screen_touch(kiosk, "assist-ask");
	screen_touch(kiosk, "assist-looks");
	screen_await_words(kiosk, "Sam is helping you");
	kiosk_move_clock(kiosk, 121 * 1000); /* nobody of the staff touches anything */
	screen_await_words(kiosk, "A person can help you");
	assert_audited(kiosk, "permission_refused", "");
	assert_audited(kiosk, "permission_given", "looks");
	assert_audited(kiosk, "assist_end", "looks");
}

/* Sam says that it is more than usual, and looks on: asked whether they stay, they do. */
static void what_sam_says_of_it_counts_and_nobody_is_out_unasked(void **state)
{
	struct signing *signing = *state;
	struct kiosk *kiosk = &signing->kiosk;
	begin(kiosk);
	help_is_asked(kiosk);
	screen_touch(kiosk, "assist-looks");
	screen_await_words(kiosk, "Sam is helping you");
	screen_touch(kiosk, "easier");
	screen_await(kiosk, "close");
	for (int parts = 0; parts < 4 && !screen_find(kiosk, "staff"); parts++)
		screen_touch(kiosk, "page-next"), screen_look(kiosk);
	static const char *const touches[] = { "staff", "staff-more", "staff-type", "staff-type:complex", "staff-word:parts" };
	for (size_t i = 0; i < sizeof touches / sizeof touches[0]; i++)
		screen_touch(kiosk, touches[i]);
	screen_await_words(kiosk, "It is written down");
	screen_touch(kiosk, "close");
	screen_await(kiosk, "continue");
	assert_audited(kiosk, "interaction_set", "homesearch-help  complex: parts");
	kiosk_move_clock(kiosk, 91 * 1000);
	screen_await_named(kiosk, "staff/menu");
	screen_touch(kiosk, "staff-stay");
	screen_touch(kiosk, "close");
	screen_await(kiosk, "continue");
	kiosk_move_clock(kiosk, 80 * 1000); /* more than two minutes in all */
	screen_await_words(kiosk, "Sam is helping you");
	screen_touch(kiosk, "person");
	screen_await_words(kiosk, "A person can help you");
	walk_to_check(kiosk, jay, NULL, NULL);
	screen_touch(kiosk, "send");
	screen_await(kiosk, "reference");
	assert_audited(kiosk, "interaction_raised", "homesearch-help  complex: staff-parts");
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(who_cannot_touch_the_screen_is_served_as_well, signing_set_up, signing_tear_down),
		cmocka_unit_test_setup_teardown(what_jay_allows_is_all_that_sam_has, signing_set_up, signing_tear_down),
		cmocka_unit_test_setup_teardown(no_is_no_and_who_is_signed_out_helps_no_more, signing_set_up, signing_tear_down),
		cmocka_unit_test_setup_teardown(what_sam_says_of_it_counts_and_nobody_is_out_unasked, signing_set_up, signing_tear_down) };
	return cmocka_run_group_tests_name("assist", cases, NULL, NULL);
}
