/* SPDX-License-Identifier: MIT */
/*
 * unit.screen_focus - every screen on every panel as a graph: from each thing that can be pressed keys and switches go on, come everywhere, and
 * reach a person; and what is chosen does something.
 */
#include "tests/unit/screens/screens_given.h"

#include "ui/input/pad.h"
#include "ui/tree/focus.h"
#include "ui/visit/act.h"

#include <stdio.h>
#include <string.h>

enum { WORD_KEYPAD_MOST = 70, WORD_SWITCHES_MOST = 100 };

struct walk {
	const char *scene, *panel;
	const struct tree *tree;
	struct visit visit;               /* as shown, with both switches known */
	const struct node *stop[NODE_MAX]; int count;
};

static void begin_walk(struct given *given, struct walk *walk, const char *scene, const char *panel)
{
	*walk = (struct walk){ .scene = scene, .panel = panel, .tree = &given->tree, .visit = given->house.visit };
	walk->visit.switches = (struct switches){ .step = SWITCHES_READY, .moves = 1 };
	for (const struct node *at = given->tree.root; at; at = node_next(at))
		if (node_focusable(&given->tree, at))
			walk->stop[walk->count++] = at;
}

/* Where a key leads from @from; NULL when it leads to another screen, or to nothing. */
static const struct node *led(const struct walk *walk, const struct node *from, enum pad pad)
{
	struct key_meaning meaning = pad_read(&walk->visit, walk->tree, from, pad);
	return meaning.kind == KEY_GO ? meaning.node : NULL;
}

static bool is_key(const struct node *node)
{
	return node->role == NODE_ROLE_KEY;
}

/* All that is reached from nowhere by @pads; a row of a keyboard counts as a way, not as an end. */
static int reach(const struct walk *walk, const enum pad *pads, int pad_count, const struct node *seen[static NODE_MAX])
{
	int count = 0;
	for (int at = -1; at < count; at++) {
		const struct node *from = at < 0 ? NULL : seen[at];
		for (int p = 0; p < pad_count; p++) {
			bool across = pads[p] == PAD_NEXT || pads[p] == PAD_PREVIOUS, chooses = pads[p] == PAD_SWITCH_2;
			if ((across && (!from || !is_key(from))) || (chooses && from && !(from->state & NODE_ROW)))
				continue;
			const struct node *to = led(walk, from, pads[p]);
			bool known = !to;
			for (int i = 0; !known && i < count; i++)
				known = seen[i] == to;
			if (!known)
				seen[count++] = to;
		}
	}
	return count;
}

static void check_all_reached(const struct walk *walk, const enum pad *pads, int pad_count)
{
	const struct node *seen[NODE_MAX];
	int count = reach(walk, pads, pad_count, seen);
	for (int i = 0; i < walk->count; i++) {
		bool found = false;
		for (int s = 0; s < count; s++)
			found = found || seen[s] == walk->stop[i];
		if (!found)
			fail_msg("%s, %s: %s does not come to #%s", walk->scene, walk->panel, pad_name(pads[0]), walk->stop[i]->id);
	}
}

/* From every stop the same key, pressed again and again, leaves it and comes to the person. */
static void check_no_trap(const struct walk *walk, enum pad pad)
{
	for (int i = 0; i < walk->count; i++) {
		const struct node *at = walk->stop[i];
		if (led(walk, at, pad) == at && walk->count > 1)
			fail_msg("%s, %s: %s stays on #%s", walk->scene, walk->panel, pad_name(pad), at->id);
		for (int steps = 0; at && strcmp(at->id, "person") != 0; steps++, at = led(walk, at, pad))
			if (steps > 2 * walk->count)
				fail_msg("%s, %s: %s from #%s never comes to a person", walk->scene, walk->panel, pad_name(pad), walk->stop[i]->id);
		if (!at)
			fail_msg("%s, %s: %s from #%s leads nowhere", walk->scene, walk->panel, pad_name(pad), walk->stop[i]->id);
	}
}

static void no_screen_is_a_trap(void **state)
{
	static const enum pad keypad[] = { PAD_DOWN, PAD_UP, PAD_NEXT, PAD_PREVIOUS }, switches[] = { PAD_SWITCH_1, PAD_SWITCH_2 };
	struct given *given = *state;
	static struct walk walk;
	long stops = 0;
	for (int p = 0; p < STAGE_ALL_PANELS + 1; p++) {
		bool mirrored = p == STAGE_ALL_PANELS;
		bool walked = p < STAGE_PANELS || mirrored || stage_walked(p, 0);
		for (int i = 0; walked && i < scene_count; i++) {
			show(given, scenes[i].name, mirrored ? "ur" : "en", &stage_panels[mirrored ? 0 : p].panel);
			begin_walk(given, &walk, scenes[i].name, mirrored ? "mirrored" : stage_panels[p].name);
			stops += walk.count;
			check_all_reached(&walk, switches, 2);
			check_no_trap(&walk, PAD_SWITCH_1);
			if (given->house.visit.sheet == SHEET_LEARN)
				continue; /* keys only say what they are for; Select twice leaves: unit.visit_hands */
			check_all_reached(&walk, keypad, 4);
			check_no_trap(&walk, PAD_DOWN);
			check_no_trap(&walk, PAD_UP);
		}
	}
	print_message("%ld stops\n", stops);
}

/* What is chosen already stays so, and a box that is full or empty stays as it is: no change is right there. */
static bool may_stay(const struct scene *scene, const struct node *node)
{
	bool key = node->role == NODE_ROLE_KEY && strcmp(scene->name, "text") != 0;
	bool waits = strcmp(scene->name, "lookup-slow") == 0 && strcmp(node->id, "continue") == 0; /* for the hub: by touch it is the same */
	bool voice = node->action.what == ACTION_SPEECH; /* heard, not seen */
	bool end = strcmp(node->id, "key-right") == 0; /* the caret stands at the end already */
	return key || waits || end || voice || node->role == NODE_ROLE_RADIO || node->role == NODE_ROLE_FIELD || node->state & NODE_DISABLED;
}

static void what_is_chosen_does_something(void **state)
{
	struct given *given = *state;
	const struct layout_panel *panel = &stage_panels[0].panel;
	for (int i = 0; i < scene_count; i++) {
		show(given, scenes[i].name, "en", panel);
		int count = 0;
		for (const struct node *at = given->tree.root; at; at = node_next(at))
			count += node_focusable(&given->tree, at);
		for (int wanted = 0; wanted < count; wanted++) {
			show(given, scenes[i].name, "en", panel);
			const struct node *at = focus_move(&given->tree, 0, wanted + 1);
			unsigned effects = visit_act(&given->house.visit, (enum action)at->action.what, at->action.number, at->action.text, at->id);
			if (!effects && !may_stay(&scenes[i], at))
				fail_msg("%s: #%s does nothing", scenes[i].name, at->id);
		}
	}
}

/* The tree is in reading order: what stands wholly above and in the same column comes before. */
static void the_counter_comes_last_and_the_question_first(void **state)
{
	struct given *given = *state;
	for (int i = 0; i < scene_count; i++) {
		show(given, scenes[i].name, "en", &stage_panels[0].panel);
		const struct node *counter = node(given, "counter");
		bool after = false;
		for (const struct node *at = given->tree.root; at; at = node_next(at)) {
			after = after || at == counter;
			bool on_counter = false;
			for (const struct node *up = at; up; up = up->parent)
				on_counter = on_counter || up == counter;
			if (after && !on_counter && node_focusable(&given->tree, at))
				fail_msg("%s: #%s comes after the counter", scenes[i].name, at->id);
			if (after || !node_focusable(&given->tree, at))
				continue;
			for (const struct node *later = node_next(at); later && later != counter; later = node_next(later))
				if (node_focusable(&given->tree, later) && later->top_px + later->height_px <= at->top_px && later->left_px < at->left_px + at->width_px &&
				    at->left_px < later->left_px + later->width_px)
					fail_msg("%s: #%s stands above #%s and comes after it", scenes[i].name, later->id, at->id);
		}
	}
}

/* The fewest presses from @from to @to, by breadth. */
static int presses(const struct walk *walk, const struct node *from, const struct node *to, const enum pad *pads, int pad_count)
{
	const struct node *seen[NODE_MAX] = { from };
	int far[NODE_MAX] = { 0 }, count = 1;
	for (int at = 0; at < count; at++) {
		if (seen[at] == to)
			return far[at];
		for (int p = 0; p < pad_count; p++) {
			if (pads[p] == PAD_SWITCH_2 && !(seen[at]->state & NODE_ROW))
				continue;
			const struct node *next = led(walk, seen[at], pads[p]);
			bool known = !next;
			for (int i = 0; !known && i < count; i++)
				known = seen[i] == next;
			if (!known) {
				far[count] = far[at] + 1;
				seen[count++] = next;
			}
		}
	}
	fail_msg("no way to #%s", to->id);
	return 0;
}

static void a_word_of_ten_letters_is_bearable(void **state)
{
	static const enum pad keypad[] = { PAD_DOWN, PAD_UP, PAD_NEXT, PAD_PREVIOUS }, switches[] = { PAD_SWITCH_1, PAD_SWITCH_2 };
	struct given *given = *state;
	static struct walk walk;
	show(given, "text", "en", &stage_panels[0].panel);
	begin_walk(given, &walk, "text", "portrait");
	const struct node *field = node(given, "field:fullName"), *at = field, *row = field;
	int by_keypad = 0, by_switches = 0;
	for (const char *letter = "plimbourne"; *letter; letter++) {
		const struct node *key = node(given, (char[]){ 'k', 'e', 'y', ':', *letter, '\0' });
		by_keypad += presses(&walk, at, key, keypad, at == field ? 2 : 4) + 1;
		by_switches += presses(&walk, row, key, switches, 2) + 1;
		at = key;
		row = node(given, "row:1"); /* where a key that typed leads */
	}
	print_message("ten letters: %d presses of a keypad, %d of two switches\n", by_keypad, by_switches);
	assert_in_range(by_keypad, 1, WORD_KEYPAD_MOST);
	assert_in_range(by_switches, 1, WORD_SWITCHES_MOST);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(no_screen_is_a_trap), cmocka_unit_test(what_is_chosen_does_something), cmocka_unit_test(the_counter_comes_last_and_the_question_first),
		cmocka_unit_test(a_word_of_ten_letters_is_bearable),
	};
	return cmocka_run_group_tests_name("screen focus", cases, given_screens, gone_screens);
}
