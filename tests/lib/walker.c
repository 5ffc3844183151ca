/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: it knows nothing of definitions, only ids of the tree: field:NAME, choice:NAME:VALUE, error:NAME, page-next, continue, back,
 * send. What was tried for a name is remembered, so an error or a dead end leads to the next try and not to the same one.
 */
#include "tests/lib/walker.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIED_MAX = 256, PAGES_MAX = 200, NAME_BYTES = 512 };

struct tried { char name[NAME_BYTES]; int count; const char *typed; int chosen; }; /* "choice:NAME" or "field:NAME": how many tries were wrong; the text typed last; 1 + the try chosen last */
struct walk {
	struct kiosk *kiosk;
	const struct walker_answer *answers;
	struct tried tried[TRIED_MAX]; int tried_count;
	walker_press press;            /* what a person does; NULL: the test door's way */
	char last_choice[NAME_BYTES];  /* the choice made last: the one to make otherwise at a dead end */
};

/* Texts by the end of a field's name; the last row is for all others. Each row is tried from left to right. Short: some type them by two switches. */
static const struct { const char *ending; const char *texts[10]; } texts_for[] = {
	{ "__day", { "12", "1" } },
	{ "__month", { "6", "11" } },
	{ "__year", { "2001", "2026", "2027", "1990" } },
	{ "__hour", { "14" } },
	{ "__minute", { "30" } },
	{ "__postcode", { "WA4 1AB" } },
	{ "__addressLine1", { "1 Elm" } },
	{ "__addressLine2", { "" } },
	{ "__town", { "Usk" } },
	{ "__county", { "" } },
	{ "email", { "ada@example.org" } },
	{ "phone", { "07700900123" } },
	{ "mobile", { "07700900123" } },
	{ "postcode", { "WA4 1AB" } },
	{ "area", { "MF2 4" } },
	{ "pin", { "2580" } },
	{ "plate", { "MF51 ABC" } },
	{ "adults", { "2" } },
	{ "bins", { "1" } },
	{ "councilTaxNumber", { "710023456" } },
	{ "sortCode", { "309430" } },
	{ "accountNumber", { "01234567" } },
	{ "", { "Ada", "3", "ada@example.org", "07700 900123", "WA4 1AB", "12/345/6789", "100", "2001", "0", "Ada Ada Ada" } },
};
enum { TEXT_ROWS = sizeof texts_for / sizeof texts_for[0], TEXTS = 10 };

static struct tried *tried_of(struct walk *walk, const char *name)
{
	for (int i = 0; i < walk->tried_count; i++)
		if (strcmp(walk->tried[i].name, name) == 0)
			return &walk->tried[i];
	assert_true(walk->tried_count < TRIED_MAX);
	struct tried *tried = &walk->tried[walk->tried_count++];
	snprintf(tried->name, sizeof tried->name, "%s", name);
	return tried;
}

static const char *given_answer(struct walk *walk, const char *name)
{
	for (const struct walker_answer *answer = walk->answers; answer && answer->node; answer++)
		if (strcmp(answer->node, name) == 0)
			return answer->value;
	return NULL;
}

static bool ends_with(const char *text, const char *ending)
{
	size_t length = strlen(text), end = strlen(ending);
	return length >= end && strcmp(text + length - end, ending) == 0;
}

static const char *text_for(struct walk *walk, const char *id)
{
	const char *given = given_answer(walk, id);
	if (given)
		return given;
	int row = 0;
	while (row < TEXT_ROWS - 1 && !ends_with(id, texts_for[row].ending))
		row++;
	int count = 0;
	while (count < TEXTS && texts_for[row].texts[count])
		count++;
	return texts_for[row].texts[tried_of(walk, id)->count % count];
}

/* "choice:NAME" of "choice:NAME:VALUE"; the value may hold colons, a name never does. */
static void group_of(const char *id, char ret[static NAME_BYTES])
{
	const char *end = strchr(id + strlen("choice:"), ':');
	snprintf(ret, NAME_BYTES, "%.*s", end ? (int)(end - id) : (int)strlen(id), id);
}

static bool is_choice(const json_t *node, const char *group)
{
	char own[NAME_BYTES];
	const char *id = node_text(node, "id");
	if (strncmp(id, "choice:", 7) != 0 || strcmp(node_text(node, "role"), "button") == 0)
		return false;
	group_of(id, own);
	return !group || strcmp(own, group) == 0;
}

/* How many of @group are shown, and how many of them are chosen. */
static int count_choices(struct walk *walk, const char *group, int *ret_chosen)
{
	int shown = 0;
	size_t at;
	json_t *node;
	*ret_chosen = 0;
	json_array_foreach(json_object_get(walk->kiosk->screen, "nodes"), at, node)
		if (is_choice(node, group)) {
			shown++;
			*ret_chosen += node_is(node, "checked");
		}
	return shown;
}

/* The id to press for @group now, in @ret; false when what is wanted is chosen already. */
static bool choice_wanted(struct walk *walk, const char *group, char ret[static NAME_BYTES])
{
	int chosen, shown = count_choices(walk, group, &chosen), wanted = tried_of(walk, group)->count % shown, place = 0;
	const char *given = given_answer(walk, group);
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(walk->kiosk->screen, "nodes"), at, node) {
		if (!is_choice(node, group))
			continue;
		const char *id = node_text(node, "id");
		bool this_one = given ? strcmp(id + strlen(group) + 1, given) == 0 : place == wanted;
		place++;
		if (!this_one)
			continue;
		snprintf(ret, NAME_BYTES, "%s", id);
		return !node_is(node, "checked");
	}
	return false; /* the given one is on another part of the page */
}

static void press(struct walk *walk, const char *id)
{
	if (walk->press)
		walk->press(walk->kiosk, id);
	else
		screen_press(walk->kiosk, id);
	screen_await(walk->kiosk, "person");
}

/* Behind the key for signs, and back to the letters. */
static bool touch_sign(struct walk *walk, const char *key)
{
	press(walk, "key-layer");
	bool there = screen_find(walk->kiosk, key);
	if (there)
		press(walk, key);
	press(walk, "key-layer");
	return there;
}

/* One character on the keyboard that is shown: as it is, in the other case, or behind shift. False: this keyboard has none. */
static bool touch_character(struct walk *walk, char character)
{
	char same[8], other[8];
	int lower = tolower((unsigned char)character), upper = toupper((unsigned char)character);
	snprintf(same, sizeof same, "key:%c", character);
	snprintf(other, sizeof other, "key:%c", character == lower ? upper : lower);
	if (character == ' ' && screen_find(walk->kiosk, "key-space"))
		press(walk, "key-space");
	else if (screen_find(walk->kiosk, same))
		press(walk, same);
	else if (isupper((unsigned char)character) && screen_find(walk->kiosk, "key-shift")) {
		press(walk, "key-shift");
		press(walk, same);
	} else if (ispunct((unsigned char)character) && screen_find(walk->kiosk, "key-layer"))
		return touch_sign(walk, same);
	else if (screen_find(walk->kiosk, other))
		press(walk, other);
	else
		return false;
	return true;
}

static void clear_box(struct walk *walk, const char *id)
{
	size_t before = strlen(node_text(screen_find(walk->kiosk, id), "value"));
	if (before > 0 && screen_find(walk->kiosk, "key-clear"))
		press(walk, "key-clear");
	for (size_t i = 0; i < before && !screen_find(walk->kiosk, "key-clear"); i++)
		press(walk, "key-delete");
}

static void give_text(struct walk *walk, const char *id, const char *text)
{
	if (!walk->press || walk->press == screen_press) {
		screen_set(walk->kiosk, id, text);
		screen_await(walk->kiosk, "person");
		return;
	}
	press(walk, id); /* also when it types: on the way from it to the keyboard the ring may pass another one */
	clear_box(walk, id); /* the try before */
	while (*text && touch_character(walk, *text))
		text++;
	if (*text)
		clear_box(walk, id); /* not a text for this box: the error says so, and the next one is tried */
}

static bool choose_one(struct walk *walk)
{
	char group[NAME_BYTES], id[NAME_BYTES];
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(walk->kiosk->screen, "nodes"), at, node) {
		if (!is_choice(node, NULL))
			continue;
		group_of(node_text(node, "id"), group);
		int chosen;
		count_choices(walk, group, &chosen);
		struct tried *tried = tried_of(walk, group);
		bool settled = !given_answer(walk, group) && ((chosen > 0 && tried->count == 0) || tried->chosen == tried->count + 1); /* on this part of the page, or on another */
		if (settled || !choice_wanted(walk, group, id))
			continue;
		tried->chosen = tried->count + 1;
		snprintf(walk->last_choice, sizeof walk->last_choice, "%s", group);
		press(walk, id);
		return true;
	}
	return false;
}

/* A likely date is a button that fills the boxes of a date: the last one, while they are empty, for what is of today may be too early. */
static bool take_likely_date(struct walk *walk)
{
	size_t at;
	json_t *node;
	char found[NAME_BYTES] = "";
	json_array_foreach(json_object_get(walk->kiosk->screen, "nodes"), at, node) {
		const char *id = node_text(node, "id");
		if (strncmp(id, "choice:", 7) != 0 || strcmp(node_text(node, "role"), "button") != 0)
			continue;
		char group[NAME_BYTES], day[NAME_BYTES + 16];
		group_of(id, group);
		snprintf(day, sizeof day, "field:%s__day", group + strlen("choice:"));
		const json_t *box = screen_find(walk->kiosk, day);
		if (box && !node_text(box, "value")[0] && !given_answer(walk, day))
			snprintf(found, sizeof found, "%s", id);
	}
	if (*found)
		press(walk, found);
	return *found;
}

static bool type_one(struct walk *walk)
{
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(walk->kiosk->screen, "nodes"), at, node) {
		char id[NAME_BYTES];
		snprintf(id, sizeof id, "%s", node_text(node, "id"));
		if (strncmp(id, "field:", 6) != 0 || !json_is_true(json_object_get(node, "action")))
			continue;
		const char *text = text_for(walk, id);
		struct tried *tried = tried_of(walk, id);
		bool settled = node_text(node, "value")[0] && tried->count == 0 && !given_answer(walk, id);
		if (settled || strcmp(node_text(node, "value"), text) == 0 || tried->typed == text)
			continue; /* a box may keep less than was typed: once is enough */
		tried->typed = text;
		give_text(walk, id, text);
		return true;
	}
	return false;
}

/* All boxes and choices of this part of the page; each act makes a new screen, so look anew after each. */
static void answer_part(struct walk *walk)
{
	for (int acts = 0; choose_one(walk) || take_likely_date(walk) || type_one(walk); acts++)
		assert_true(acts < 200);
}

static bool pressable(struct kiosk *kiosk, const char *id)
{
	const json_t *node = screen_find(kiosk, id);
	return node && json_is_true(json_object_get(node, "action")) && !node_is(node, "disabled");
}

/* An address shows one box at a time and names its neighbours: on to the next until all were seen. */
static void answer_boxes(struct walk *walk)
{
	char next[SCREEN_ID_BYTES];
	for (int boxes = 0; boxes < 10 && screen_box_behind(walk->kiosk, next); boxes++) {
		press(walk, next);
		answer_part(walk);
	}
}

/* An address by its postcode: picked if its place in the list is given ("choice:NAME"), else typed into its boxes. */
static void leave_lookup(struct walk *walk)
{
	if (!pressable(walk->kiosk, "type-address") || screen_find(walk->kiosk, "find-address"))
		return;
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(walk->kiosk->screen, "nodes"), at, node) {
		char group[NAME_BYTES];
		const char *id = node_text(node, "id"), *end = strstr(id, "__postcode");
		snprintf(group, sizeof group, "choice:%.*s", end ? (int)(end - id) - (int)strlen("field:") : 0, id + strlen("field:"));
		if ((end && given_answer(walk, group)) || is_choice(node, NULL))
			return;
	}
	press(walk, "type-address");
}

static void answer_page(struct walk *walk)
{
	if (screen_find(walk->kiosk, "different")) /* what was given before: this walker has answers of its own */
		press(walk, "different");
	leave_lookup(walk);
	answer_part(walk);
	answer_boxes(walk);
	for (int parts = 0; pressable(walk->kiosk, "page-next") && parts < 50; parts++) {
		press(walk, "page-next");
		answer_part(walk);
		answer_boxes(walk);
	}
}

/* Every error on the screen is one wrong try of the box or choice that it names; of a date, of each of its parts. */
static bool learn_from_errors(struct walk *walk)
{
	bool any = false;
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(walk->kiosk->screen, "nodes"), at, node) {
		const char *id = node_text(node, "id");
		if (strncmp(id, "error:", 6) != 0)
			continue;
		char name[NAME_BYTES];
		snprintf(name, sizeof name, "field:%s", id + 6);
		tried_of(walk, name)->count++;
		snprintf(name, sizeof name, "field:%s__year", id + 6);
		tried_of(walk, name)->count++;
		snprintf(name, sizeof name, "choice:%s", id + 6);
		tried_of(walk, name)->count++;
		any = true;
	}
	return any;
}

static bool errors_shown(struct kiosk *kiosk)
{
	return screen_find(kiosk, "errors") != NULL;
}

static void leave_dead_end(struct walk *walk)
{
	if (!walk->last_choice[0] || !pressable(walk->kiosk, "back")) {
		screen_dump(walk->kiosk);
		fail_msg("this page leads nowhere");
	}
	tried_of(walk, walk->last_choice)->count++;
	press(walk, "back");
}

static void walk_all(struct walk *walk, walker_look look, void *context)
{
	struct kiosk *kiosk = walk->kiosk;
	screen_await(kiosk, "person");
	for (int pages = 0; pages < PAGES_MAX && !screen_find(kiosk, "send"); pages++) {
		if (look && strcmp(screen_id(kiosk), "check") == 0)
			look(context, kiosk); /* check answers may have several parts, and sends from the last */
		if (screen_find(kiosk, "use") && given_answer(walk, "use")) {
			press(walk, "use");
			continue;
		}
		answer_page(walk);
		if (screen_find(kiosk, "send"))
			break;
		if (look)
			look(context, kiosk);
		if (!pressable(kiosk, "continue")) {
			leave_dead_end(walk);
			continue;
		}
		bool few = strncmp(screen_id(kiosk), "items/", 6) == 0 && errors_shown(kiosk) && pressable(kiosk, "add");
		press(walk, few ? "add" : "continue");
		if (strcmp(screen_id(kiosk), "sheet/ways") == 0)
			press(walk, "close"); /* it is more than usual: this walker goes on by itself */
		for (int i = 0; i < walk->tried_count; i++)
			walk->tried[i].chosen = 0; /* it may be asked again */
		learn_from_errors(walk);
	}
	while (choose_one(walk)) /* a declaration to tick */
		continue;
	if (!screen_find(kiosk, "send")) {
		screen_dump(kiosk);
		fail_msg("no end of this form after %d pages", PAGES_MAX);
	}
}

void walk_to_check(struct kiosk *kiosk, const struct walker_answer *answers, walker_look look, void *context)
{
	walk_all(&(struct walk){ .kiosk = kiosk, .answers = answers }, look, context);
}

void walk_with(struct kiosk *kiosk, const struct walker_answer *answers, walker_press press_node)
{
	walk_all(&(struct walk){ .kiosk = kiosk, .answers = answers, .press = press_node }, NULL, NULL);
}

void walk_page(struct kiosk *kiosk, const struct walker_answer *answers)
{
	struct walk walk = { .kiosk = kiosk, .answers = answers };
	answer_page(&walk);
}
