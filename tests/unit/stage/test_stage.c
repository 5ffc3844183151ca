/* SPDX-License-Identifier: MIT */
/* unit.stage - the program from its first picture to the wipe, with a hub that comes, goes, refuses and forgets. */
#include "tests/unit/stage/stage_given.h"
#include "ui/visit/paper.h"

#include "firmware/base/json.h"
#include "ui/visit/idle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool greeted(struct kiosk_given *kiosk) { return kiosk->hub.hellos > 0 && kiosk->ui.greeted; }
static bool restored(struct kiosk_given *kiosk) { return visit_active(&kiosk->ui.visit); }
static bool pictured(struct kiosk_given *kiosk) { return kiosk->ui.pictured; }
static bool hub_gone(struct kiosk_given *kiosk) { return kiosk->ui.visit.hub_down; }
static bool hub_there(struct kiosk_given *kiosk) { return !kiosk->ui.visit.hub_down; }
static bool done(struct kiosk_given *kiosk) { return kiosk->ui.visit.place == PLACE_DONE; }
static bool problem(struct kiosk_given *kiosk) { return kiosk->ui.visit.place == PLACE_PROBLEM; }
static bool asked(struct kiosk_given *kiosk) { return kiosk->hub.submits > 0; }

static void start(struct kiosk_given *kiosk)
{
	hub_open(kiosk);
	kiosk_open(kiosk);
	until(kiosk, greeted, "the hub answers hello");
	settle(kiosk);
}

static void first_question(struct kiosk_given *kiosk, const char *code)
{
	char id[64];
	snprintf(id, sizeof id, "service:%s", code);
	press_on(kiosk, "start");
	press_on(kiosk, id);
	press_on(kiosk, "begin");
	assert_int_equal(kiosk->ui.visit.place, PLACE_QUESTION);
}

static void to_check(struct kiosk_given *kiosk)
{
	first_question(kiosk, "small");
	press_on(kiosk, "key:4");
	press_on(kiosk, "continue");
	assert_int_equal(kiosk->ui.visit.place, PLACE_CHECK);
}

static void the_idle_screen_is_there_before_the_hub(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk_open(kiosk);
	until(kiosk, pictured, "the first picture does not wait for a hub that is not there");
	assert_true(shown(kiosk, "start"));
	assert_true(shown(kiosk, "person"));
	assert_true(kiosk->ui.visit.hub_down);
	press_on(kiosk, "start");
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME);
	hub_open(kiosk);
	until(kiosk, hub_there, "ui finds the hub that came later");
}

static void a_hub_that_says_nothing_does_not_keep_the_screen_dark(void **state)
{
	struct kiosk_given *kiosk = *state;
	hub_open(kiosk);
	kiosk_open(kiosk);
	while (!kiosk->ui.pictured)
		assert_int_equal(loop_once(kiosk->ui.loop, 20), FAIL_NONE);
	assert_int_equal(kiosk->hub.hellos, 0);
	assert_true(shown(kiosk, "start"));
	until(kiosk, greeted, "the hub answers hello after all");
}

static void a_touch_beside_every_button_wakes_the_kiosk(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	const struct tree *tree = stage_tree(kiosk->ui.stage);
	const struct node *title = tree_find(tree, "title");
	assert_non_null(title);
	press_on(kiosk, "title");
	assert_int_equal(kiosk->ui.visit.place, PLACE_HOME);
}

static void keys_type_and_the_copy_follows(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	first_question(kiosk, "small");
	int keeps = kiosk->hub.keeps;
	assert_true(keeps > 0);
	press_on(kiosk, "key:4");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "count"), "4");
	assert_int_equal(kiosk->hub.keeps, keeps + 1);
	press_on(kiosk, "key-delete");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "count"), "");
}

static void many_changes_in_one_turn_are_one_copy(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	first_question(kiosk, "long");
	int keeps = kiosk->hub.keeps;
	ui_now(&kiosk->ui);
	for (int i = 0; i < 50; i++)
		ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_TYPE, .text = "a" }, NULL);
	settle(kiosk);
	assert_int_equal(kiosk->hub.keeps, keeps + 1);
}

static void a_killed_ui_comes_back_where_it_was(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	first_question(kiosk, "long");
	press_on(kiosk, "key:h");
	press_on(kiosk, "key:i");
	char before[64];
	snprintf(before, sizeof before, "%s", root_id(kiosk));
	kiosk_kill(kiosk);
	kiosk_open(kiosk);
	assert_int_equal(kiosk->ui.visit.place, PLACE_IDLE);
	until(kiosk, pictured, "there is a first picture");
	assert_true(restored(kiosk)); /* it is the question: the idle screen never came between */
	assert_int_equal(kiosk->ui.visit.place, PLACE_QUESTION);
	assert_string_equal(root_id(kiosk), before);
	const struct node *field = tree_find(stage_tree(kiosk->ui.stage), "field:one");
	assert_string_equal(field->value, "hi");
	assert_true(field->state & NODE_FOCUSED);
	press_on(kiosk, "key:o");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "one"), "hio");
}

static void somebody_elses_copy_is_dropped(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	first_question(kiosk, "long");
	kiosk_kill(kiosk);
	assert_int_equal(pwrite(kiosk->key_fd, "another", 7, 0), 7); /* the kiosk was started anew */
	int drops = kiosk->hub.drops;
	kiosk->hub.hellos = 0;
	kiosk_open(kiosk);
	until(kiosk, greeted, "the hub answers hello");
	settle(kiosk);
	assert_false(visit_active(&kiosk->ui.visit));
	assert_int_equal(kiosk->hub.drops, drops + 1);
	assert_int_equal(kiosk->hub.kept_fd, -1);
}

static void a_hub_that_died_gets_the_copy_again(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	first_question(kiosk, "small");
	hub_shut(kiosk);
	until(kiosk, hub_gone, "ui sees the hub go");
	press_on(kiosk, "key:7"); /* typing goes on meanwhile */
	kiosk->hub.keeps = 0;
	hub_open(kiosk);
	until(kiosk, hub_there, "the hub is back");
	settle(kiosk);
	assert_int_equal(kiosk->hub.keeps, 1);
	kiosk_kill(kiosk);
	kiosk_open(kiosk);
	until(kiosk, restored, "the copy is taken back");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "count"), "7");
}

static void send_shows_the_reference_only_after_the_answer(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	to_check(kiosk);
	kiosk->hub.mute = true;
	press_on(kiosk, "send");
	until(kiosk, asked, "the submission arrives");
	settle(kiosk);
	assert_int_equal(kiosk->ui.visit.place, PLACE_SENDING);
	assert_false(shown(kiosk, "reference"));
	assert_int_equal(strlen(json_text_or(kiosk->hub.submitted, "due", "")), 10);
	kiosk->hub.mute = false;
	hub_ring(kiosk, json_pack("{s:s, s:i, s:b}", "re", "submit", "sequence", 1, "again", 0));
	until(kiosk, done, "the confirmation page");
	settle(kiosk);
	assert_true(shown(kiosk, "reference"));
	hub_ring(kiosk, json_pack("{s:s, s:s, s:s, s:s}", "bell", "print", "reference", kiosk->ui.visit.reference.text, "state", "done", "printer", "ready"));
	settle(kiosk);
	assert_int_equal(kiosk->ui.visit.receipt, RECEIPT_DONE);
	press_on(kiosk, "print-again");
	assert_int_equal(kiosk->hub.prints, 1);
	press_on(kiosk, "finish-clear");
	assert_false(visit_active(&kiosk->ui.visit));
	assert_int_equal(kiosk->hub.kept_fd, -1);
	assert_string_equal(kiosk->hub.how, "finished");
}

static void how_the_printer_is_is_seen_on_the_first_screens(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	assert_true(paper_comes(&kiosk->ui.visit));
	hub_ring(kiosk, json_pack("{s:s, s:s, s:s}", "bell", "printer", "state", "error", "key", "printer.cutter"));
	settle(kiosk);
	assert_int_equal(kiosk->ui.visit.trouble, TROUBLE_CUTTER);
	const struct node *node = stage_tree(kiosk->ui.stage)->root;
	while (node && (!node->icon || strcmp(node->icon, "printer") != 0))
		node = node_next(node);
	assert_non_null(node);
	assert_string_equal(node->name, "No printing just now");
	press_on(kiosk, "start");
	assert_false(paper_comes(&kiosk->ui.visit));
	hub_ring(kiosk, json_pack("{s:s, s:s}", "bell", "printer", "state", "ready"));
	settle(kiosk);
	assert_true(paper_comes(&kiosk->ui.visit));
}

static void a_full_store_is_said_and_answers_stay(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	to_check(kiosk);
	kiosk->hub.submit_code = FAIL_FULL;
	press_on(kiosk, "send");
	until(kiosk, problem, "the problem page");
	settle(kiosk);
	assert_int_equal(kiosk->ui.visit.problem, SENDING_FULL);
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "count"), "4");
	kiosk->hub.submit_code = FAIL_NONE;
	press_on(kiosk, "try-again");
	until(kiosk, done, "the confirmation page");
}

static void a_hub_that_dies_while_sending_gets_the_same_transaction(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	to_check(kiosk);
	kiosk->hub.mute = true;
	press_on(kiosk, "send");
	until(kiosk, asked, "the submission arrives");
	char id[64];
	snprintf(id, sizeof id, "%s", json_text_or(kiosk->hub.submitted, "id", ""));
	hub_shut(kiosk);
	until(kiosk, problem, "the problem is said");
	kiosk->hub.mute = false;
	hub_open(kiosk);
	until(kiosk, done, "it is sent again without anybody's doing");
	assert_string_equal(json_text_or(kiosk->hub.submitted, "id", ""), id);
}

static void a_ui_that_dies_while_sending_sends_the_same_transaction(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	to_check(kiosk);
	kiosk->hub.mute = true;
	press_on(kiosk, "send");
	until(kiosk, asked, "the submission arrives");
	settle(kiosk);
	json_t *first = json_deep_copy(kiosk->hub.submitted);
	kiosk_kill(kiosk);
	kiosk->hub.mute = false;
	kiosk_open(kiosk);
	until(kiosk, done, "the confirmation page");
	assert_int_equal(kiosk->hub.submits, 2);
	assert_true(json_equal(first, kiosk->hub.submitted));
	json_decref(first);
}

static void without_a_council_key_the_service_does_not_begin(void **state)
{
	struct kiosk_given *kiosk = *state;
	json_decref(kiosk->hub.council_key);
	kiosk->hub.council_key = NULL;
	start(kiosk);
	press_on(kiosk, "start");
	press_on(kiosk, "service:small");
	assert_true(kiosk->ui.visit.sending_blocked);
	if (shown(kiosk, "begin"))
		press_on(kiosk, "begin");
	assert_int_equal(kiosk->ui.visit.place, PLACE_SERVICE);
}

static void the_screen_is_told_only_while_somebody_watches(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	press_on(kiosk, "start");
	assert_int_equal(kiosk->hub.screens, 0);
	hub_ring(kiosk, json_pack("{s:s, s:b}", "bell", "watch", "on", 1));
	settle(kiosk);
	assert_int_equal(kiosk->hub.screens, 1);
	press_on(kiosk, "service:small");
	assert_true(kiosk->hub.screens > 1);
	assert_string_equal(json_text_or(kiosk->hub.screen, "screen", ""), root_id(kiosk));
	hub_ring(kiosk, json_pack("{s:s, s:b}", "bell", "watch", "on", 0));
	settle(kiosk);
	int screens = kiosk->hub.screens;
	press_on(kiosk, "begin");
	assert_int_equal(kiosk->hub.screens, screens);
}

static bool traced(struct kiosk_given *kiosk) { return kiosk->hub.saids > 0; }

/* What was said may be an answer: it is kept for watchers alone, and only until they go. */
static void what_is_said_is_kept_only_while_somebody_watches(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_SPEECH, .number = SPEECH_ON }, NULL);
	settle(kiosk);
	assert_null(kiosk->ui.voice.trace);
	assert_int_equal(kiosk->hub.saids, 0);
	hub_ring(kiosk, json_pack("{s:s, s:b}", "bell", "watch", "on", 1));
	settle(kiosk);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_SPEECH, .number = SPEECH_REPEAT }, NULL);
	until(kiosk, traced, "somebody is told what is said");
	hub_ring(kiosk, json_pack("{s:s, s:b}", "bell", "watch", "on", 0));
	settle(kiosk);
	assert_null(kiosk->ui.voice.trace);
}

static bool told_six(struct kiosk_given *kiosk)
{
	char *text = kiosk->hub.screen ? json_dumps(kiosk->hub.screen, 0) : NULL;
	bool six = text && strstr(text, "\"value\": \"6\"");
	free(text);
	return six;
}

static void what_a_watcher_has_seen_is_kept_already(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk->hub.watch = true;
	start(kiosk);
	first_question(kiosk, "small");
	hub_ring(kiosk, json_pack("{s:s, s:s, s:s, s:s}", "bell", "act", "node", "field:count", "action", "set", "text", "6"));
	until(kiosk, told_six, "the screen is told");
	kiosk_kill(kiosk);
	kiosk_open(kiosk);
	until(kiosk, restored, "the copy is taken back");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "count"), "6");
}

static json_int_t told_turn(struct kiosk_given *kiosk)
{
	return json_integer_value(json_object_get(kiosk->hub.screen, "turn"));
}

static bool told_turn_9(struct kiosk_given *kiosk)
{
	return told_turn(kiosk) == 9;
}

static bool told_turn_10(struct kiosk_given *kiosk)
{
	return told_turn(kiosk) == 10;
}

static bool told_turn_11(struct kiosk_given *kiosk)
{
	return told_turn(kiosk) == 11;
}

static void each_act_is_named_by_the_screen_that_shows_what_came_of_it(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk->hub.watch = true;
	start(kiosk);
	first_question(kiosk, "small");
	assert_int_equal(told_turn(kiosk), 0);
	hub_ring(kiosk, json_pack("{s:s, s:s, s:s, s:s, s:i}", "bell", "act", "node", "field:count", "action", "set", "text", "6", "turn", 9));
	until(kiosk, told_turn_9, "a change is told");
	assert_true(told_six(kiosk));
	hub_ring(kiosk, json_pack("{s:s, s:s, s:i}", "bell", "act", "action", "look", "turn", 10));
	until(kiosk, told_turn_10, "a look is told");
	hub_ring(kiosk, json_pack("{s:s, s:s, s:s, s:i}", "bell", "act", "node", "nowhere", "action", "press", "turn", 11));
	until(kiosk, told_turn_11, "what was refused is told");
	assert_true(told_six(kiosk));
}

static void others_acts_go_the_same_way_as_a_finger(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk->hub.watch = true;
	start(kiosk);
	hub_act(kiosk, "start", NULL);
	hub_act(kiosk, "service:small", NULL);
	hub_act(kiosk, "begin", NULL);
	hub_act(kiosk, "field:count", "6");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "count"), "6");
	hub_act(kiosk, "person", NULL);
	assert_int_equal(kiosk->ui.visit.sheet, SHEET_PERSON);
	hub_act(kiosk, "continue", NULL); /* under the sheet */
	assert_int_equal(kiosk->ui.visit.place, PLACE_QUESTION);
	hub_act(kiosk, "no such thing", NULL);
	hub_act(kiosk, "close", NULL);
	hub_act(kiosk, "continue", NULL);
	assert_int_equal(kiosk->ui.visit.place, PLACE_CHECK);
}

static void a_theme_and_a_size_are_shown_at_once(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	first_question(kiosk, "small");
	int width = tree_find(stage_tree(kiosk->ui.stage), "title")->height_px;
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_TEXT_SIZE, .number = 200 }, NULL);
	assert_true(tree_find(stage_tree(kiosk->ui.stage), "title")->height_px > width);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_THEME, .text = "no-such-theme" }, NULL);
	assert_string_equal(kiosk->ui.visit.theme, "default");
}

static void nothing_of_an_ended_visit_is_left_in_the_trees(void **state)
{
	struct kiosk_given *kiosk = *state;
	start(kiosk);
	first_question(kiosk, "long");
	hub_act(kiosk, "field:one", "Llanfairpwll");
	press_on(kiosk, "finish");
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_FINISH }, NULL);
	for (const struct node *node = stage_tree(kiosk->ui.stage)->root; node; node = node_next(node))
		assert_true(!node->value || !strstr(node->value, "Llanfair"));
	settle(kiosk);
	assert_int_equal(kiosk->hub.kept_fd, -1);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_kiosk, gone_kiosk)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(the_idle_screen_is_there_before_the_hub),
		CASE(a_hub_that_says_nothing_does_not_keep_the_screen_dark), CASE(a_touch_beside_every_button_wakes_the_kiosk),
		CASE(keys_type_and_the_copy_follows), CASE(many_changes_in_one_turn_are_one_copy), CASE(a_killed_ui_comes_back_where_it_was),
		CASE(somebody_elses_copy_is_dropped), CASE(a_hub_that_died_gets_the_copy_again),
		CASE(send_shows_the_reference_only_after_the_answer), CASE(how_the_printer_is_is_seen_on_the_first_screens), CASE(a_full_store_is_said_and_answers_stay),
		CASE(a_hub_that_dies_while_sending_gets_the_same_transaction), CASE(a_ui_that_dies_while_sending_sends_the_same_transaction),
		CASE(without_a_council_key_the_service_does_not_begin), CASE(the_screen_is_told_only_while_somebody_watches), CASE(what_is_said_is_kept_only_while_somebody_watches),
		CASE(each_act_is_named_by_the_screen_that_shows_what_came_of_it),
		CASE(what_a_watcher_has_seen_is_kept_already), CASE(others_acts_go_the_same_way_as_a_finger), CASE(a_theme_and_a_size_are_shown_at_once),
		CASE(nothing_of_an_ended_visit_is_left_in_the_trees),
	};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage", cases, NULL, NULL);
}
