/* SPDX-License-Identifier: MIT */
/*
 * journey.storm - a random hand at a real kiosk while everything around it happens at random: no dead end, a person on every screen, no program that falls over, no answer
 * lost without a word, and the council has each form that was promised, once. FOYER_SEED repeats what is chosen; FOYER_STORM_S says for how long, 60 seconds unless it does.
 */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/storm.h"

#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STORM_S = 60, HOME_PRESSES_MAX = 40, HOME_EVERY = 100, REFERENCES_MAX = 4096, REFERENCE_BYTES = 32, ALONE_MS = 30 * 1000, ASK_AGAIN_MS = 5000 };

struct hand {
	struct storm *storm;
	char reference[REFERENCES_MAX][REFERENCE_BYTES];
	size_t references;
	int unsure;    /* forms that were sent when the power went: they may have come, though nobody was told their reference */
	int acts, homes, by_time, kept;
	const char *before; /* the event before this one */
};

static bool is(struct kiosk *kiosk, const char *prefix)
{
	return strncmp(screen_id(kiosk), prefix, strlen(prefix)) == 0;
}

static bool can_press(struct kiosk *kiosk, const char *id)
{
	const json_t *node = screen_find(kiosk, id);
	return node && json_is_true(json_object_get(node, "action")) && !node_is(node, "disabled");
}

static void look(struct hand *hand);

static void press(struct hand *hand, const char *id)
{
	char copy[SCREEN_ID_BYTES];
	snprintf(copy, sizeof copy, "%s", id);
	screen_act(&hand->storm->kiosk, copy, "press", NULL);
	hand->acts++;
	look(hand);
}

/* ---- what holds on every screen ---- */

static bool way_out(struct kiosk *kiosk)
{
	static const char *const ways[] = { "back", "close", "finish", "finish-clear", "start", "another", "more-time", "assist-no", "staff-out", "guide-stop", "guide-fail" };
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (can_press(kiosk, ways[i]))
			return true;
	return is(kiosk, "sending") || is(kiosk, "clean"); /* both end by themselves */
}

static void note_reference(struct hand *hand)
{
	const json_t *node = is(&hand->storm->kiosk, "done") ? screen_find(&hand->storm->kiosk, "reference") : NULL;
	const char *text = node_text(node, "name");
	if (!node || !text[0])
		return;
	for (size_t i = 0; i < hand->references; i++)
		if (strcmp(hand->reference[i], text) == 0)
			return;
	assert_true(hand->references < REFERENCES_MAX);
	snprintf(hand->reference[hand->references++], REFERENCE_BYTES, "%s", text);
}

/* What a program was told in the moment in which it was killed nobody answers: then it is asked again. */
static void see(struct kiosk *kiosk)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	do {
		screen_act(kiosk, "", "look", NULL);
		for (struct deadline soon = deadline_in(ASK_AGAIN_MS); !kiosk->fresh && !deadline_over(soon);)
			screen_poll(kiosk, deadline_left_ms(soon));
	} while (!kiosk->fresh && !deadline_over(deadline));
	screen_look(kiosk);
}

static void look(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	see(kiosk);
	note_reference(hand);
	if (screen_find(kiosk, "person") && way_out(kiosk))
		return;
	screen_dump(kiosk);
	fail_msg("%s %s", screen_find(kiosk, "person") ? "no way out of" : "nobody can be asked for on", screen_id(kiosk));
}

/* ---- the hand ---- */

/* What those answers do not name: a random choice where there is none, and a word or two in an empty box. */
static void fill_else(struct hand *hand)
{
	static const char *const texts[] = { "3", "Ottoline Crabtreevale", "zephyrwick@example.org", "01632 960 001", "MB7 3QZ", "2026-11-24", "Quarnfold" };
	struct kiosk *kiosk = &hand->storm->kiosk;
	const json_t *node;
	char chosen[SCREEN_ID_BYTES] = "";
	unsigned count = 0;
	size_t at;
	bool checked = false;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		const char *id = node_text(node, "id");
		if (strncmp(id, "choice:", 7) == 0 && !node_is(node, "disabled")) {
			checked = checked || node_is(node, "checked");
			if (monkey_pick(&hand->storm->monkey, ++count) == 0)
				snprintf(chosen, sizeof chosen, "%s", id);
		}
	}
	json_t *nodes = json_incref(json_object_get(kiosk->screen, "nodes"));
	if (chosen[0] && !checked)
		screen_act(kiosk, chosen, "press", NULL);
	json_array_foreach(nodes, at, node)
		if (strncmp(node_text(node, "id"), "field:", 6) == 0 && !node_text(node, "value")[0])
			screen_act(kiosk, node_text(node, "id"), "set", texts[monkey_pick(&hand->storm->monkey, sizeof texts / sizeof texts[0])]);
	json_decref(nodes);
}

static void fill(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	char choice[SCREEN_ID_BYTES];
	for (const struct walker_answer *answer = missed_bin_answers; answer->node; answer++) {
		snprintf(choice, sizeof choice, "%s:%s", answer->node, answer->value);
		if (strncmp(answer->node, "field:", 6) == 0 && screen_find(kiosk, answer->node))
			screen_act(kiosk, answer->node, "set", answer->value);
		else if (can_press(kiosk, choice) && !node_is(screen_find(kiosk, choice), "checked"))
			screen_act(kiosk, choice, "press", NULL);
	}
	look(hand);
	fill_else(hand);
	look(hand);
}

/* One step of somebody who wants to report a bin. */
static void go_on(struct hand *hand)
{
	static const char *const ways[] = { "start", "service:missed-bin", "all", "begin", "send", "try-again", "different", "manual", "continue", "handback-keep", "page-next", "close" };
	struct kiosk *kiosk = &hand->storm->kiosk;
	fill(hand);
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (can_press(kiosk, ways[i])) {
			press(hand, ways[i]);
			return;
		}
}

static void touch_anything(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	const json_t *nodes = json_object_get(kiosk->screen, "nodes"), *node, *chosen = NULL;
	bool keys = monkey_pick(&hand->storm->monkey, 3) == 0;
	unsigned count = 0;
	size_t at;
	json_array_foreach(nodes, at, node) {
		const char *id = node_text(node, "id");
		bool ends = strncmp(id, "finish", 6) == 0 && monkey_pick(&hand->storm->monkey, 6) != 0; /* not too short a visit */
		if (!id[0] || ends || !json_is_true(json_object_get(node, "action")) || node_is(node, "disabled") || (!keys && strcmp(node_text(node, "role"), "key") == 0))
			continue;
		if (monkey_pick(&hand->storm->monkey, ++count) == 0)
			chosen = node;
	}
	if (chosen)
		press(hand, node_text(chosen, "id"));
}

static void touch_anywhere(struct hand *hand)
{
	display_touch(&hand->storm->kiosk.display, (int)monkey_pick(&hand->storm->monkey, 1080), (int)monkey_pick(&hand->storm->monkey, 1920));
	hand->acts++;
	look(hand);
}

static void type_pin(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	for (const char *digit = "839205"; *digit && is(kiosk, "staff/pin"); digit++)
		press(hand, (char[]){ 'k', 'e', 'y', ':', *digit, '\0' });
	if (can_press(kiosk, "staff-next"))
		press(hand, "staff-next");
}

static void touch(struct hand *hand)
{
	unsigned what = monkey_pick(&hand->storm->monkey, 100);
	if (is(&hand->storm->kiosk, "staff/pin") && what < 50)
		type_pin(hand);
	else if (what < 75)
		go_on(hand);
	else if (what < 95)
		touch_anything(hand);
	else
		touch_anywhere(hand);
}

/* ---- back to the idle screen, by touches or by time ---- */

static bool at_idle(struct kiosk *kiosk)
{
	return is(kiosk, "idle");
}

/* The first way that there is; where there is none, it ends by itself. In the largest words a sheet has more pages, and the way is on a later one. */
static void press_once(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	if (is(kiosk, "sheet/finish") && !can_press(kiosk, "finish-clear") && can_press(kiosk, "page-next")) {
		press(hand, "page-next");
		return;
	}
	static const char *const ways[] = { "guide-stop", "guide-fail", "assist-no", "handback-keep", "staff-out", "finish-clear", "close", "finish", "back", "another" };
	for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++)
		if (can_press(kiosk, ways[w])) {
			press(hand, ways[w]);
			return;
		}
	screen_poll(kiosk, 500);
	look(hand);
}

static void press_home(struct hand *hand)
{
	for (int i = 0; i < HOME_PRESSES_MAX && !at_idle(&hand->storm->kiosk); i++)
		press_once(hand);
}

/* Listening is being here: time does not leap while something is said. */
static void hear_out(struct hand *hand)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (json_is_true(json_object_get(hand->storm->kiosk.screen, "talking")) && deadline_pause(deadline))
		look(hand);
}

static void wait_home(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	for (int i = 0; i < HOME_PRESSES_MAX && !at_idle(kiosk); i++) {
		hear_out(hand);
		kiosk_move_clock(kiosk, ALONE_MS);
		look(hand);
	}
	hand->by_time++;
}

/* From wherever it is; and a person can be called there. */
static void come_home(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	char from[128];
	snprintf(from, sizeof from, "%s", screen_id(kiosk));
	bool by_time = monkey_pick(&hand->storm->monkey, 2);
	if (by_time)
		wait_home(hand);
	else
		press_home(hand);
	if (!at_idle(kiosk)) {
		screen_dump(kiosk);
		fail_msg("a dead end: from %s to %s by %s, headphones %s, and no further", from, screen_id(kiosk), by_time ? "time" : "touches", hand->storm->headset ? "in" : "out");
	}
	press(hand, "person");
	if (!can_press(kiosk, "close"))
		fail_msg("nobody can be called on the idle screen");
	press(hand, "close");
	hand->homes++;
}

/* ---- events ---- */

/* What somebody has given on this page, as its screen shows it: new. */
static json_t *answers_shown(struct kiosk *kiosk)
{
	json_t *answers = json_object(), *node;
	size_t at;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		const char *id = node_text(node, "id");
		if (strncmp(id, "field:", 6) == 0 && !is(kiosk, "staff/")) /* another badge is another person's PIN */
			json_object_set_new(answers, id, json_string(node_text(node, "value")));
		else if (strncmp(id, "choice:", 7) == 0)
			json_object_set_new(answers, id, json_boolean(node_is(node, "checked")));
	}
	return answers;
}

/* Whether whatever both show is the same; a page may show more or less of itself than before. */
static bool same_answers(const json_t *before, const json_t *after)
{
	const char *id;
	const json_t *was;
	json_object_foreach((json_t *)before, id, was) {
		const json_t *now = json_object_get(after, id);
		if (now && !json_equal(was, now))
			return false;
	}
	return true;
}

/* Nothing but the power takes an answer away; something may lie over it. */
static void happen(struct hand *hand)
{
	static const unsigned char often[STORM_EVENTS] = { [STORM_BADGE] = 6, [STORM_READER] = 3, [STORM_HEADSET] = 6, [STORM_COVER] = 6, [STORM_PAPER] = 6, [STORM_PRINTER] = 2, [STORM_NETWORK] = 5, [STORM_STICK] = 3, [STORM_KILL_UI] = 3,
		[STORM_KILL_HUB] = 3, [STORM_KILL_PRINT] = 2, [STORM_KILL_SYNC] = 2, [STORM_POWER] = 1 };
	struct kiosk *kiosk = &hand->storm->kiosk;
	unsigned total = 0, chosen, event = 0;
	char screen[128];
	for (int i = 0; i < STORM_EVENTS; i++)
		total += often[i];
	for (chosen = monkey_pick(&hand->storm->monkey, total); chosen >= often[event]; event++)
		chosen -= often[event];
	json_t *before = answers_shown(kiosk);
	bool idle = at_idle(kiosk) || is(kiosk, "hidden") || is(kiosk, "clean"), told = is(kiosk, "done"); /* nobody's screens: what was hidden is wiped already */
	snprintf(screen, sizeof screen, "%s", screen_id(kiosk));
	if (event == STORM_POWER && is(kiosk, "sending"))
		hand->unsure++;
	storm_happen(hand->storm, (enum storm_event)event);
	look(hand);
	if (event == STORM_POWER) {
		if (!at_idle(kiosk))
			fail_msg("after the power came back it begins at %s", screen_id(kiosk));
	} else if (strcmp(screen_id(kiosk), screen) == 0) {
		json_t *after = answers_shown(kiosk);
		if (!same_answers(before, after))
			fail_msg("%s changed what was answered on %s: %s, then %s", storm_event_name((enum storm_event)event), screen, json_dumps(before, 0), json_dumps(after, 0));
		hand->kept += json_object_size(before) > 0;
		json_decref(after);
	} else if (at_idle(kiosk) && !idle && !told) {
		fail_msg("%s on %s led to the idle screen without a word; %s came before it", storm_event_name((enum storm_event)event), screen, hand->before);
	}
	hand->before = storm_event_name((enum storm_event)event);
	json_decref(before);
}

/* ---- the end of it ---- */

static void each_promise_is_kept_once(struct hand *hand)
{
	struct kiosk *kiosk = &hand->storm->kiosk;
	size_t at, extra = 0;
	json_t *record;
	storm_calm(hand->storm);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (json_int_t waiting = 1; waiting > 0;) {
		kiosk_move_clock(kiosk, 5 * 60 * 1000); /* the pause between tries is over */
		json_t *status = kiosk_status(kiosk);
		waiting = json_integer_value(json_object_get(json_object_get(status, "queue"), "waiting"));
		json_decref(status);
		assert_true(waiting == 0 || deadline_pause(deadline));
	}
	json_t *all = council_arrived(&kiosk->council);
	for (size_t i = 0; i < hand->references; i++) {
		int times = 0;
		json_array_foreach(all, at, record)
			times += strcmp(json_string_value(json_object_get(json_object_get(record, "meta"), "referenceNumber")), hand->reference[i]) == 0;
		if (times != 1)
			fail_msg("%s was promised, and arrived %d times", hand->reference[i], times);
	}
	extra = json_array_size(all) - hand->references;
	if (extra > (size_t)hand->unsure)
		fail_msg("%zu forms arrived that nobody was told of, and %d were being sent when the power went", extra, hand->unsure);
	json_decref(all);
}

/* A storm in which nothing was promised, or something never happened, proves little: then it goes on. */
static bool enough(const struct hand *hand, struct deadline end)
{
	for (int i = 0; i < STORM_EVENTS; i++)
		if (hand->storm->count[i] == 0)
			return false;
	return hand->references > 1 && deadline_over(end);
}

static void nothing_is_lost_in_a_storm(void **state)
{
	static struct hand hand;
	const char *text = getenv("FOYER_STORM_S");
	struct deadline end = deadline_in((text ? (int)strtol(text, NULL, 10) : STORM_S) * 1000);
	hand = (struct hand){ .storm = *state, .references = 1, .before = "nothing" };
	snprintf(hand.reference[0], REFERENCE_BYTES, "%s", hand.storm->first);
	for (int step = 1; !enough(&hand, end); step++) {
		if (step % HOME_EVERY == 0)
			come_home(&hand);
		else if (monkey_pick(&hand.storm->monkey, 8) == 0)
			happen(&hand);
		else
			touch(&hand);
	}
	come_home(&hand);
	for (int i = 0; i < STORM_EVENTS; i++)
		print_message("%s: %d\n", storm_event_name((enum storm_event)i), hand.storm->count[i]);
	print_message("%d acts, %d times answers that stayed, %d times to the idle screen (%d by time), %zu forms promised\n", hand.acts, hand.kept, hand.homes, hand.by_time, hand.references);
	each_promise_is_kept_once(&hand);
	assert_int_equal(storm_crashes(hand.storm), 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(nothing_is_lost_in_a_storm, storm_set_up, storm_tear_down) };
	return cmocka_run_group_tests_name("storm", cases, NULL, NULL);
}
