/* SPDX-License-Identifier: MIT */
/* journey.whereabouts - "Where is my form?": at the kiosk that has it, and at another one, from what is on the screen and what is heard. */
#include "firmware/base/id.h"
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/searched.h"
#include "tests/lib/screen.h"
#include "tests/lib/voice.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { BACK_OFF_MS = 1000 * 1000, LINE_DOWN_MS = 3500, FILES_MIN = 5, ATTEMPTS_IN_A_MINUTE = 6, A_MINUTE_MS = 61 * 1000 };

struct two { struct kiosk kiosk, other; };

static int set_up(void **state)
{
	*state = calloc(1, sizeof(struct two));
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	struct two *two = *state;
	kiosk_end(&two->other);
	kiosk_end(&two->kiosk);
	free(two);
	return 0;
}

/* As somebody may write it down: small letters, no spaces, O for 0. */
static void written(const char *reference, char *ret)
{
	for (; *reference; reference++)
		if (*reference != ' ')
			*ret++ = *reference == '0' ? 'o' : (char)tolower((unsigned char)*reference);
	*ret = '\0';
}

/* From home, or an answer before, to the answer about @reference, whose heading is @heading. */
static void asked(struct kiosk *kiosk, const char *reference, const char *heading)
{
	screen_press(kiosk, screen_find(kiosk, "where") ? "where" : "back");
	screen_await_named(kiosk, "where");
	screen_set(kiosk, "field:reference", reference);
	screen_press(kiosk, "continue");
	screen_await_named(kiosk, "where/told");
	assert_string_equal(screen_heading(kiosk), heading);
}

static void home(struct kiosk *kiosk, const char *by)
{
	screen_press(kiosk, by);
	screen_await_named(kiosk, "home");
}

static void mark(struct two *two, const char *reference, const char *status)
{
	char said[1024];
	council_command(&two->kiosk.council, (const char *[]){ "mark", reference, status, NULL }, said, sizeof said);
}

/* Nothing of the form and no reference that was typed is on any disk of the kiosk where somebody asked. */
static void assert_nothing_kept(struct kiosk *kiosk, const char *reference)
{
	static struct searched searched;
	char plain[32], dashed[32];
	memset(&searched, 0, sizeof searched);
	written(reference, plain);
	snprintf(dashed, sizeof dashed, "%s", reference);
	for (char *at = dashed; *at; at++)
		*at = *at == ' ' ? '-' : *at;
	searched_add(&searched, reference);
	searched_add(&searched, plain);
	searched_add(&searched, dashed);
	for (const struct walker_answer *answer = missed_bin_answers; answer->node; answer++)
		if (strlen(answer->value) >= SEARCHED_WORD_LEAST && strncmp(answer->node, "field:", 6) == 0)
			searched_add(&searched, answer->value);
	searched_folder(&searched, kiosk->folder);
	assert_true(searched.files >= FILES_MIN);
	assert_string_equal(searched.found, "");
}

static void a_form_is_followed_from_its_kiosk_to_its_end(void **state)
{
	struct two *two = *state;
	struct kiosk *kiosk = &two->kiosk, *other = &two->other;
	char reference[32], plain[32];
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_council = true, .voice = true });
	missed_bin_send(kiosk, reference);
	written(reference, plain);
	screen_await_words(kiosk, "It will be sent");
	home(kiosk, "another");
	voice_manner(kiosk, "pace 0");
	voice_ask(kiosk, "private");
	size_t mark_at = voice_mark(kiosk);
	asked(kiosk, plain, "It is still in this kiosk");
	voice_await(kiosk, mark_at, "It is still in this kiosk");
	voice_settle(kiosk);
	assert_true(voice_covers(kiosk, mark_at, "You do not need to send it again"));
	assert_true(screen_says(kiosk, "goes to Mereford Council by itself"));
	assert_false(screen_says(kiosk, "bin"));

	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, BACK_OFF_MS);
	kiosk_await_queue(kiosk, 0);
	screen_press(kiosk, "more-time"); /* they waited for it */
	screen_await_named(kiosk, "where/told");
	asked(kiosk, reference, "Mereford Council has it");
	screen_press(kiosk, "home");

	mark(two, plain, "in-progress");
	kiosk_start(other, &(struct kiosk_plan){ .beside = kiosk, .no_printer = true });
	screen_press(other, "start");
	screen_await_named(other, "home");
	asked(other, plain, "It is being dealt with");
	assert_true(screen_says(other, "Mereford Council is dealing with it"));
	mark(two, reference, "done");
	asked(other, reference, "It is done");
	assert_nothing_kept(other, reference);
}

static void who_knows_nothing_says_so_and_what_to_do(void **state)
{
	struct two *two = *state;
	struct kiosk *kiosk = &two->kiosk;
	kiosk_start(kiosk, &(struct kiosk_plan){ .no_printer = true });
	screen_press(kiosk, "start");
	screen_press(kiosk, "where");
	screen_await_named(kiosk, "where");
	screen_press(kiosk, "continue");
	screen_await_words(kiosk, "Enter your reference");
	home(kiosk, "back");
	struct reference unknown = reference_new("MB");
	asked(kiosk, unknown.text, "We do not know this reference");
	asked(kiosk, "MB 7K4", "We do not know this reference"); /* written wrong: the same words */
	council_stop(&kiosk->council);
	asked(kiosk, unknown.text, "We could not ask Mereford Council");
	assert_true(screen_says(kiosk, "Try again in a few minutes"));
	assert_true(screen_says(kiosk, "01632"));
	council_start(&kiosk->council);
	screen_press(kiosk, "try-again");
	screen_await_words(kiosk, "We do not know this reference");
	for (int i = 3; i < ATTEMPTS_IN_A_MINUTE; i++)
		asked(kiosk, unknown.text, "We do not know this reference");
	asked(kiosk, unknown.text, "Wait a minute");
	kiosk_move_clock(kiosk, A_MINUTE_MS);
	screen_press(kiosk, "try-again");
	screen_await_words(kiosk, "We do not know this reference");
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
	const struct CMUnitTest cases[] = {
		CASE(a_form_is_followed_from_its_kiosk_to_its_end),
		CASE(who_knows_nothing_says_so_and_what_to_do),
	};
	return cmocka_run_group_tests_name("whereabouts", cases, NULL, NULL);
}
