/* SPDX-License-Identifier: MIT */
/* journey.bernard - "self-serve" makes him anxious: the screen begins with a person, one touch brings one, and nothing is asked of him. */
#include "tests/journeys/at_desk.h"
#include "tests/lib/screen.h"
#include "tests/lib/walker.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The minimum of a paper form: which, where to, and his name. */
static const struct walker_answer paper[] = {
	{ "choice:form", "bus-pass" }, { "field:fullName", "Bernard Oakapplethwaite" }, { "choice:how", "post" }, { "field:home__addressLine1", "3 Quarnfold Lane" }, { "field:home__town", "Plimbourneham" },
	{ "field:home__postcode", "MB7 3QZ" }, { NULL, NULL },
};

/* No box, no choice and no key of a keyboard. */
static void nothing_is_asked(struct kiosk *kiosk)
{
	size_t at;
	json_t *node;
	screen_look(kiosk);
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		const char *id = node_text(node, "id");
		assert_true(strncmp(id, "field:", 6) != 0 && strncmp(id, "choice:", 7) != 0 && strncmp(id, "key:", 4) != 0);
	}
}

static void one_touch_brings_a_person(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	at_desk_sign_in(given);
	screen_await(kiosk, "person");
	assert_string_equal(screen_heading(kiosk), "We can help you");
	assert_true(screen_says(kiosk, "Talk to a person, or use this screen."));
	assert_false(screen_says(kiosk, "elf-serv"));
	screen_touch(kiosk, "person"); /* the one touch */
	screen_await_words(kiosk, "The desk knows that you need a person");
	nothing_is_asked(kiosk);
	screen_touch(kiosk, "ticket");
	printer_await(&kiosk->printer, 1);
	at_desk_press(given, "take-A1-5");
	screen_await_words(kiosk, "Sam is coming");
	nothing_is_asked(kiosk);
	at_desk_press(given, "arrive-A1");
	screen_await_words(kiosk, "Sam is here");
	nothing_is_asked(kiosk);
	at_desk_press(given, "done-A1");
	screen_await_words(kiosk, "Sam has finished helping");
	at_desk_words(given, "Nobody is waiting for help.");
	screen_touch(kiosk, "close");
	screen_await(kiosk, "start"); /* nothing of him is left to clear */
	if (access("/usr/bin/tesseract", X_OK) == 0) {
		char *text = printer_text(&kiosk->printer, 1);
		assert_non_null(strstr(text, "You asked for a person"));
		assert_non_null(strstr(text, "There is no name on this ticket."));
		free(text);
	}
}

/* Nobody can hear him: it is said, with what there is instead, and the form comes to him on paper. */
static void without_a_person_there_is_paper(void **state)
{
	struct at_desk *given = *state;
	struct kiosk *kiosk = &given->kiosk;
	screen_touch(kiosk, "person");
	screen_await_words(kiosk, "Nobody at the desk can hear this now");
	assert_true(screen_says(kiosk, "01632 960 140"));
	screen_touch(kiosk, "paper-form");
	screen_await_named(kiosk, "service/paper-form");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "continue");
	walk_to_check(kiosk, paper, NULL, NULL);
	screen_press(kiosk, "send");
	screen_await(kiosk, "reference");
	json_t *all = council_await(&kiosk->council, 1), *record = json_array_get(all, 0);
	const json_t *data = json_object_get(json_object_get(record, "data"), "main");
	assert_string_equal(json_string_value(json_object_get(data, "fullName")), "Bernard Oakapplethwaite");
	assert_string_equal(json_string_value(json_object_get(json_object_get(record, "meta"), "submittedBy")), "resident");
	json_decref(all);
	at_desk_sign_in(given); /* who comes to the desk later still sees that he asked */
	at_desk_words(given, "Wants help");
	screen_await_words(kiosk, "You asked: wait");
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(one_touch_brings_a_person, at_desk_set_up, at_desk_tear_down),
		cmocka_unit_test_setup_teardown(without_a_person_there_is_paper, at_desk_set_up, at_desk_tear_down) };
	return cmocka_run_group_tests_name("bernard", cases, NULL, NULL);
}
