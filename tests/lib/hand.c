/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: a sighted hand: it counts the stops between the ring and where it wants to be, presses so often, and looks. Stops are the things
 * that can be pressed, in the order of the tree, and of a keyboard its rows.
 */
#include "tests/lib/hand.h"

#include <stdio.h>
#include <string.h>

enum { STOPS_MAX = 400, TRIES = 12, ID_BYTES = 512 };

struct stop { char id[ID_BYTES]; int row, column; }; /* row: 0 no key, else from 1; column from 0 */
struct stops { struct stop stop[STOPS_MAX]; int count; };

static void press_keys(struct kiosk *kiosk, const char *key, int count)
{
	if (count == 0)
		return;
	display_keys(&kiosk->display, key, count);
	kiosk->keys_pressed += count;
	screen_look(kiosk);
}

static void list_stops(struct kiosk *kiosk, struct stops *ret)
{
	size_t at;
	json_t *node;
	int row = 0, column = 0;
	ret->count = 0;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		const char *id = node_text(node, "id");
		bool key = strcmp(node_text(node, "role"), "key") == 0;
		if (strncmp(id, "row:", 4) == 0) {
			row++;
			column = 0;
		}
		if (!json_is_true(json_object_get(node, "action")))
			continue;
		assert_true(ret->count < STOPS_MAX);
		struct stop *stop = &ret->stop[ret->count++];
		snprintf(stop->id, sizeof stop->id, "%s", id);
		stop->row = key ? row : 0;
		stop->column = key ? column++ : 0;
	}
}

static int find_stop(const struct stops *stops, const char *id)
{
	for (int i = 0; i < stops->count; i++)
		if (strcmp(stops->stop[i].id, id) == 0)
			return i;
	return -1;
}

/* How many stops lie before @index: a row of keys is one. */
static int unit_of(const struct stops *stops, int index)
{
	int unit = -1, row = 0;
	for (int i = 0; i <= index; i++) {
		const struct stop *stop = &stops->stop[i];
		unit += stop->row == 0 || stop->row != row;
		row = stop->row;
	}
	return unit;
}

static const char *ring(struct kiosk *kiosk)
{
	return node_text(kiosk->screen, "focus");
}

/* One straight stretch of the way; true: the ring is there. */
static bool keypad_step(struct kiosk *kiosk, const char *id)
{
	struct stops stops;
	list_stops(kiosk, &stops);
	int from = find_stop(&stops, ring(kiosk)), to = find_stop(&stops, id);
	assert_true(to >= 0);
	if (from == to)
		return true;
	int units = unit_of(&stops, to) - (from < 0 ? -1 : unit_of(&stops, from));
	if (units != 0)
		press_keys(kiosk, units > 0 ? "Down" : "Up", units > 0 ? units : -units);
	else
		press_keys(kiosk, from < to ? "Right" : "Left", from < to ? to - from : from - to);
	return false;
}

void keypad_key(struct kiosk *kiosk, const char *key)
{
	press_keys(kiosk, key, 1);
}

bool keypad_lead(struct kiosk *kiosk, const char *id)
{
	long before = kiosk->keys_pressed;
	(void)screen_await(kiosk, id);
	for (int tries = 0; !keypad_step(kiosk, id); tries++)
		if (tries > TRIES) {
			screen_dump(kiosk);
			fail_msg("the ring is on \"%s\" and does not come to \"%s\"", ring(kiosk), id);
		}
	return kiosk->keys_pressed > before;
}

void keypad_press(struct kiosk *kiosk, const char *id)
{
	(void)keypad_lead(kiosk, id);
	press_keys(kiosk, "Return", 1);
}

void switches_tell_apart(struct kiosk *kiosk)
{
	press_keys(kiosk, "F1", 1);
	screen_await_named(kiosk, "sheet/switches");
	press_keys(kiosk, "F1", 2);
	press_keys(kiosk, "F2", 2);
	(void)screen_await(kiosk, "switches-swap");
	switches_press(kiosk, "close");
}

/* Along the rows and things, round the end; a row with the key wanted is chosen. */
static bool switches_step(struct kiosk *kiosk, const char *id)
{
	struct stops stops;
	char row[16];
	list_stops(kiosk, &stops);
	int from = find_stop(&stops, ring(kiosk)), to = find_stop(&stops, id), all;
	assert_true(to >= 0 && stops.count > 0);
	all = unit_of(&stops, stops.count - 1) + 1;
	snprintf(row, sizeof row, "row:%d", stops.stop[to].row);
	if (from == to)
		return true;
	if (strcmp(ring(kiosk), row) == 0) {
		press_keys(kiosk, "F2", 1);
		return false;
	}
	if (from >= 0 && stops.stop[from].row) {
		bool same = stops.stop[from].row == stops.stop[to].row && from < to;
		int left = 1;
		for (int i = from + 1; i < stops.count && stops.stop[i].row == stops.stop[from].row; i++)
			left++;
		press_keys(kiosk, "F1", same ? to - from : left);
		return false;
	}
	int at = -1;
	for (int i = 0; from < 0 && strncmp(ring(kiosk), "row:", 4) == 0 && at < 0 && i < stops.count; i++)
		if (stops.stop[i].row == ring(kiosk)[4] - '0')
			at = unit_of(&stops, i);
	if (from >= 0)
		at = unit_of(&stops, from);
	int units = unit_of(&stops, to) - at;
	press_keys(kiosk, "F1", units > 0 ? units : units + all);
	return false;
}

void switches_press(struct kiosk *kiosk, const char *id)
{
	(void)screen_await(kiosk, id);
	for (int tries = 0; !switches_step(kiosk, id); tries++)
		if (tries > TRIES) {
			screen_dump(kiosk);
			fail_msg("the ring is on \"%s\" and does not come to \"%s\"", ring(kiosk), id);
		}
	press_keys(kiosk, "F2", 1);
}

long hand_presses(const struct kiosk *kiosk)
{
	return kiosk->keys_pressed;
}
