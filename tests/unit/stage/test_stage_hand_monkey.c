/* SPDX-License-Identifier: MIT */
/*
 * unit.stage_hand_monkey - fingers, keys, keypad and switches at random on the whole program: always a person, always a way back, never a trap.
 * As many events as a hand of 20 a second makes in a minute; FOYER_EVENTS says how many else, and a minute each passes on the clock now and then.
 */
#include "tests/unit/stage/stage_given.h"

#include "firmware/base/clock.h"
#include "tests/unit/visit/monkey.h"
#include "ui/input/pad.h"

#include <stdlib.h>
#include <string.h>

enum { EVENTS = 1200, ESCAPE_EVERY = 250, ESCAPE_MOST = 6, LEARN_EVERY = 200, EASIER_EVERY = 30, THEMES = 4, SIZES = 3 };

/* What the easier sheet and the language sheet would do; chance alone takes long to come there. */
static const char *const themes[THEMES] = { "default", "black-on-white", "white-on-black", "soft-and-dim" };
static const int sizes[SIZES] = { 100, 150, 200 };
static const char *const tongues[] = { "en", "cy", "pl", "ro", "ur", "ar", "bn" };

static const SDL_Keycode codes[] = {
	SDLK_LEFT, SDLK_RIGHT, SDLK_UP, SDLK_DOWN, SDLK_RETURN, SDLK_DOWN, SDLK_RETURN, SDLK_RIGHT, SDLK_RIGHT, SDLK_RIGHT, SDLK_RETURN, SDLK_DOWN, SDLK_F13, SDLK_F14, SDLK_F15, SDLK_F16, SDLK_F17, SDLK_F18, SDLK_F19,
	SDLK_F20, SDLK_F21, SDLK_F22, SDLK_F1, SDLK_F2, SDLK_F1, SDLK_F2, SDLK_TAB, SDLK_ESCAPE, SDLK_BACKSPACE, SDLK_DELETE, SDLK_HOME, SDLK_END, SDLK_F12, SDLK_PAUSE,
};
static const char *const texts[] = { "a", "7", " ", "ŵ", "é", "\n", "ب", "ক", "Z", "'" };

static bool greeted(struct kiosk_given *kiosk) { return kiosk->hub.hellos > 0 && kiosk->ui.greeted; }

static void push(SDL_Event event)
{
	assert_int_equal(SDL_PushEvent(&event), 1);
}

/* Mostly on something, else anywhere, also outside. */
static void some_place(struct kiosk_given *kiosk, struct monkey *monkey, int *x, int *y)
{
	const struct tree *tree = stage_tree(kiosk->ui.stage);
	const struct node *node = NULL, *target[NODE_MAX];
	unsigned count = 0;
	bool letters = monkey_pick(monkey, 3) == 0;
	*x = (int)monkey_pick(monkey, 1200) - 60;
	*y = (int)monkey_pick(monkey, 2040) - 60;
	for (const struct node *at = tree->root; at; at = node_next(at)) {
		bool leaves = strncmp(at->id, "finish", 6) == 0 || strcmp(at->id, "person") == 0;
		if (node_focusable(tree, at) && (letters || at->role != NODE_ROLE_KEY) && (!leaves || monkey_pick(monkey, 8) == 0))
			target[count++] = at;
	}
	if (count && monkey_pick(monkey, 5))
		node = target[monkey_pick(monkey, count)];
	if (node) {
		*x = node->left_px + node->width_px / 2;
		*y = node->top_px + node->height_px / 2;
	}
}

static void some_touch(struct kiosk_given *kiosk, struct monkey *monkey)
{
	int x, y, to_x, to_y;
	unsigned how = monkey_pick(monkey, 10);
	some_place(kiosk, monkey, &x, &y);
	push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = x, .y = y } });
	some_place(kiosk, monkey, &to_x, &to_y);
	if (how == 0)
		push((SDL_Event){ .motion = { .type = SDL_MOUSEMOTION, .state = SDL_BUTTON_LMASK, .x = to_x, .y = to_y } });
	if (how == 1) /* a second finger */
		push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = to_x, .y = to_y } });
	if (how != 2) /* 2: the finger stays */
		push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .x = how == 0 ? to_x : x, .y = how == 0 ? to_y : y } });
	if (how == 3)
		push((SDL_Event){ .window = { .type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_EXPOSED } });
}

static void some_key(struct monkey *monkey)
{
	bool repeat = monkey_pick(monkey, 8) == 0;
	SDL_Event text = { .text = { .type = SDL_TEXTINPUT } };
	push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .repeat = repeat, .keysym = { .sym = codes[monkey_pick(monkey, sizeof codes / sizeof codes[0])] } } });
	if (monkey_pick(monkey, 3))
		return;
	const char *typed = texts[monkey_pick(monkey, sizeof texts / sizeof texts[0])];
	memcpy(text.text.text, typed, strlen(typed) + 1);
	push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .repeat = repeat, .keysym = { .sym = SDLK_a } } });
	push(text);
}

static void turn(struct kiosk_given *kiosk)
{
	for (int i = 0; i < 2; i++) {
		ui_now(&kiosk->ui);
		ui_settle(&kiosk->ui);
		assert_int_equal(loop_once(kiosk->ui.loop, 0), FAIL_NONE);
		hub_step(kiosk);
	}
}

/* Which chance alone takes long to do: the sheet where every key only says what it is for. */
static void help_twice(struct kiosk_given *kiosk)
{
	for (int i = 0; i < 2; i++) {
		push((SDL_Event){ .key = { .type = SDL_KEYDOWN, .keysym = { .sym = SDLK_F13 } } });
		turn(kiosk);
	}
}

/* Other colours, another size, another language, controls within reach of either hand or not, in the middle of whatever is going on; a visit that has not begun takes none. */
static void some_easier(struct kiosk_given *kiosk, struct monkey *monkey)
{
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_THEME, .text = themes[monkey_pick(monkey, THEMES)] }, NULL);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_TEXT_SIZE, .number = sizes[monkey_pick(monkey, SIZES)] }, NULL);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_REACH, .number = (int)monkey_pick(monkey, REACH_COUNT) }, NULL);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_LANGUAGE, .text = tongues[monkey_pick(monkey, sizeof tongues / sizeof tongues[0])] }, NULL);
	turn(kiosk);
}

static unsigned theme_now(const struct visit *visit)
{
	for (unsigned i = 0; i < THEMES; i++)
		if (strcmp(visit->theme, themes[i]) == 0)
			return 1u << i;
	return 1;
}

static const struct node *stop(const struct tree *tree, const char *id)
{
	const struct node *node = tree_find(tree, id);
	return node && node_focusable(tree, node) ? node : NULL;
}

static const struct node *way_out(const struct tree *tree)
{
	static const char *const ways[] = { "more-time", "close", "finish", "back", "another", "start" };
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (stop(tree, ways[i]))
			return stop(tree, ways[i]);
	return NULL;
}

/* The ring goes round and meets the person, unless the keys are being learnt: then Select twice leads out. */
static void check_no_trap(struct kiosk_given *kiosk)
{
	const struct tree *tree = stage_tree(kiosk->ui.stage);
	const struct node *at = NULL;
	if (kiosk->ui.visit.sheet == SHEET_LEARN)
		return;
	for (int steps = 0; !at || strcmp(at->id, "person") != 0; steps++) {
		struct key_meaning meaning = pad_read(&kiosk->ui.visit, tree, at, PAD_DOWN);
		if (meaning.kind != KEY_GO || steps > NODE_MAX)
			fail_msg("the keypad does not come to a person on %s", root_id(kiosk));
		at = meaning.node;
	}
}

static void check_screen(struct kiosk_given *kiosk)
{
	const struct tree *tree = stage_tree(kiosk->ui.stage);
	if (!stop(tree, "person"))
		fail_msg("nobody can be asked for on %s", root_id(kiosk));
	if (kiosk->ui.visit.place != PLACE_SENDING && kiosk->ui.visit.clean_seconds == 0 && !way_out(tree)) /* both end by themselves */
		fail_msg("no way out of %s", root_id(kiosk));
}

/* By what is on the screen alone, to the idle screen. */
static void escape(struct kiosk_given *kiosk)
{
	static const char *const ways[] = { "more-time", "finish-clear", "close", "finish", "back" };
	push((SDL_Event){ .button = { .type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .x = 1, .y = 1 } });
	turn(kiosk);
	for (int presses = 0; kiosk->ui.visit.place != PLACE_IDLE || kiosk->ui.visit.sheet != SHEET_NONE; presses++) {
		const struct node *node = NULL;
		for (size_t i = 0; !node && i < sizeof ways / sizeof ways[0]; i++)
			node = stop(stage_tree(kiosk->ui.stage), ways[i]);
		if (kiosk->ui.visit.sheet == SHEET_FINISH && stop(stage_tree(kiosk->ui.stage), "page-next")) /* large words: what leaves is on its next page */
			node = stop(stage_tree(kiosk->ui.stage), "page-next");
		if (!node || presses > ESCAPE_MOST)
			fail_msg("nobody comes away from %s after %d presses%s%s: %s, %d %%, %s, hand %d", root_id(kiosk), presses, node ? " of #" : "", node ? node->id : "",
				kiosk->ui.visit.language_tag, kiosk->ui.visit.text_percent, kiosk->ui.visit.theme, (int)kiosk->ui.visit.reach);
		else
			press_on(kiosk, node->id);
	}
}

static void at_random(void **state)
{
	struct kiosk_given *kiosk = *state;
	struct monkey monkey = monkey_new();
	const char *asked = getenv("FOYER_EVENTS");
	long events = asked ? strtol(asked, NULL, 10) : EVENTS;
	unsigned been[PLACE_COUNT] = { 0 }, sheets[SHEET_COUNT] = { 0 }, themes_met = 0, sizes_met = 0, hands_met = 0;
	char clock[GIVEN_PATH_BYTES];
	given_path(clock, kiosk->folder, "clock");
	assert_int_equal(clock_page_create(clock, 0), FAIL_NONE);
	setenv("FOYER_CLOCK", clock, 1);
	assert_int_equal(clock_open(), FAIL_NONE);
	kiosk->keypad = "nine-keys,two-switches";
	given_home(kiosk);
	hub_open(kiosk);
	kiosk_open(kiosk);
	until(kiosk, greeted, "the hub answers hello");
	for (long event = 0; event < events; event++) {
		unsigned what = monkey_pick(&monkey, 100);
		if (what < 1)
			assert_int_equal(clock_page_move(clock, 60 * 1000), FAIL_NONE);
		else if (what < 60)
			some_touch(kiosk, &monkey);
		else
			some_key(&monkey);
		turn(kiosk);
		if (event % LEARN_EVERY == LEARN_EVERY - 1)
			help_twice(kiosk);
		if (event % EASIER_EVERY == EASIER_EVERY - 1)
			some_easier(kiosk, &monkey);
		check_screen(kiosk);
		check_no_trap(kiosk);
		themes_met |= theme_now(&kiosk->ui.visit);
		sizes_met |= 1u << kiosk->ui.visit.text_percent / 50;
		hands_met |= 1u << kiosk->ui.visit.reach;
		been[kiosk->ui.visit.place]++;
		sheets[kiosk->ui.visit.sheet]++;
		if (event % ESCAPE_EVERY == ESCAPE_EVERY - 1 && kiosk->ui.visit.place != PLACE_SENDING)
			escape(kiosk);
	}
	for (enum place place = 0; place < PLACE_COUNT; place++)
		print_message("%s: %u\n", place_name(place), been[place]);
	for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++)
		print_message("sheet %s: %u\n", sheet_name(sheet), sheets[sheet]);
	print_message("themes %x, sizes %x, hands %x\n", themes_met, sizes_met, hands_met);
	assert_true(themes_met == (1u << THEMES) - 1 && sizes_met == (1u << 2 | 1u << 3 | 1u << 4) && hands_met == (1u << REACH_COUNT) - 1);
	assert_true(been[PLACE_HOME] > 0 && been[PLACE_QUESTION] > 0 && sheets[SHEET_LEARN] > 0 && sheets[SHEET_SWITCHES] > 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(at_random, given_kiosk, gone_kiosk) };
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_hand_monkey", cases, NULL, NULL);
}
