/* SPDX-License-Identifier: MIT */
/* unit.hub_said - what became of each spoken sentence goes to a test door and to nobody else, is bounded, and is neither kept nor logged. */
#include "tests/unit/hub/hub_test.h"

#include <sys/socket.h>

enum { AT_ONCE = 40 };

static json_t *sentences(int count, const char *text)
{
	json_t *said = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(said, json_pack("{s:i, s:s, s:s, s:s}", "run", i + 1, "text", text, "lang", "en", "why", "done"));
	return json_pack("{s:s, s:o, s:i}", "verb", "said", "said", said, "lost", 0);
}

static void a_test_door_hears_each_sentence(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), test = hub_test_enter(given, "test");
	hub_test_tell(ui, sentences(2, "What is your name?"));
	json_t *bell = hub_test_bell(test, "said"), *said = json_object_get(bell, "said");
	assert_int_equal(json_array_size(said), 2);
	assert_string_equal(json_string_value(json_object_get(json_array_get(said, 1), "text")), "What is your name?");
	assert_int_equal(json_integer_value(json_object_get(bell, "lost")), 0);
	json_decref(bell);
	close(ui), close(test);
}

static void nobody_else_hears_it_and_it_is_not_kept(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), admin = hub_test_enter(given, "admin"), print = hub_test_enter(given, "print");
	hub_test_tell(ui, sentences(1, "Ottoline Crabtreevale"));
	hub_test_silent(admin, ui);
	hub_test_silent(print, ui);
	int test = hub_test_enter(given, "test"); /* too late */
	hub_test_silent(test, ui);
	hub_test_refused(test, json_pack("{s:s}", "verb", "screen.get"), "empty");
	close(ui), close(admin), close(print), close(test);
	assert_int_equal(process_stop(&given->process), 0);
	char *log = given_text(given->said);
	assert_null(strstr(log, "Crabtreevale"));
	free(log);
}

static void as_many_as_a_screen_tells_and_no_more(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui"), test = hub_test_enter(given, "test");
	hub_test_tell(ui, sentences(AT_ONCE, "x"));
	json_t *bell = hub_test_bell(test, "said");
	assert_int_equal(json_array_size(json_object_get(bell, "said")), AT_ONCE);
	json_decref(bell);
	hub_test_refused(ui, sentences(AT_ONCE + 1, "x"), "limit");
	hub_test_silent(test, ui);
	hub_test_tell(ui, sentences(0, ""));
	close(ui), close(test);
}

static void what_is_no_list_of_sentences_is_refused(void **state)
{
	struct given_hub *given = *state;
	int ui = hub_test_enter(given, "ui");
	hub_test_refused(ui, json_pack("{s:s}", "verb", "said"), "input");
	hub_test_refused(ui, json_pack("{s:s, s:s}", "verb", "said", "said", "words"), "input");
	hub_test_refused(ui, json_pack("{s:s, s:[s]}", "verb", "said", "said", "words"), "input");
	hub_test_refused(ui, json_pack("{s:s, s:[], s:s}", "verb", "said", "said", "lost", "many"), "input");
	json_t *less = json_pack("{s:s, s:[], s:i}", "verb", "said", "said", "lost", -1);
	json_t *reply = hub_test_ask(ui, less, -1, NULL);
	assert_non_null(json_object_get(reply, "fail"));
	json_decref(reply);
	close(ui);
}

static void other_doors_have_nothing_to_say(void **state)
{
	struct given_hub *given = *state;
	int print = hub_test_enter(given, "print");
	json_t *frame = sentences(1, "x");
	char *text = json_dumps(frame, JSON_COMPACT);
	assert_true(send(print, text, strlen(text), MSG_NOSIGNAL) > 0);
	free(text);
	json_decref(frame);
	hub_test_closed(print);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		hub_test(a_test_door_hears_each_sentence), hub_test(nobody_else_hears_it_and_it_is_not_kept), hub_test(as_many_as_a_screen_tells_and_no_more),
		hub_test(what_is_no_list_of_sentences_is_refused), hub_test(other_doors_have_nothing_to_say),
	};
	return cmocka_run_group_tests_name("hub_said", cases, NULL, NULL);
}
