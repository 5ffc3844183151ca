/* SPDX-License-Identifier: MIT */
/* unit.stage_lookup - addresses asked of a hub that answers, refuses, says nothing or dies. */
#include "tests/unit/stage/stage_given.h"

#include <stdlib.h>
#include <string.h>

static bool greeted(struct kiosk_given *kiosk) { return kiosk->ui.greeted; }
static bool listed(struct kiosk_given *kiosk) { return kiosk->ui.visit.lookup.stage == LOOKUP_LIST; }
static bool typed(struct kiosk_given *kiosk) { return kiosk->ui.visit.lookup.stage == LOOKUP_MANUAL; }
static bool found(struct kiosk_given *kiosk) { return kiosk->hub.finds > 0; }

/* On the page that asks for an address: Back from the one behind it, without what comes before. */
static void to_address(struct kiosk_given *kiosk)
{
	kiosk->hub.lookup = true;
	hub_open(kiosk);
	kiosk_open(kiosk);
	until(kiosk, greeted, "the hub answers hello");
	settle(kiosk);
	press_on(kiosk, "start");
	press_on(kiosk, "service:walk");
	press_on(kiosk, "begin");
	static const char *const answers[][2] = { { "who", "me" }, { "local", "true" }, { "when__day", "20" }, { "when__month", "11" }, { "when__year", "2026" }, { "street", "s7" } };
	struct visit *visit = &kiosk->ui.visit;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		assert_int_equal(answers_set(visit->answers, answers[i][0], answers[i][1]), FAIL_NONE);
	for (int pages = 0; pages < 12 && !shown(kiosk, "field:home__postcode"); pages++)
		press_on(kiosk, shown(kiosk, "skip") ? "skip" : "continue");
	assert_int_equal(visit->lookup.stage, LOOKUP_POSTCODE);
}

static void ask(struct kiosk_given *kiosk, const char *postcode)
{
	hub_act(kiosk, "field:home__postcode", postcode);
	press_on(kiosk, "continue");
}

static void an_address_is_found_and_picked(void **state)
{
	struct kiosk_given *kiosk = *state;
	to_address(kiosk);
	ask(kiosk, "mf2 4qt");
	until(kiosk, listed, "the list is there");
	assert_int_equal(kiosk->hub.finds, 1);
	press_on(kiosk, "choice:home:1");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "home__uprn"), "900000000001");
	for (const struct node *node = stage_tree(kiosk->ui.stage)->root; node; node = node_next(node)) /* it means nothing to people */
		assert_true(!strstr(node->id, "900000000001") && !(node->name && strstr(node->name, "900000000001")));
	press_on(kiosk, "continue");
	assert_false(shown(kiosk, "choice:home:1"));
}

static void a_broken_list_leads_to_typing(void **state)
{
	struct kiosk_given *kiosk = *state;
	to_address(kiosk);
	ask(kiosk, "MF2 4QW");
	until(kiosk, typed, "the boxes are there");
	assert_true(shown(kiosk, "field:home__addressLine1"));
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "home__postcode"), "MF2 4QW");
	assert_false(shown(kiosk, "find-address"));
}

static void a_hub_that_says_nothing_leads_to_typing(void **state)
{
	struct kiosk_given *kiosk = *state;
	to_address(kiosk);
	ask(kiosk, "MF2 4QX");
	until(kiosk, typed, "the boxes are there");
	assert_int_equal(kiosk->hub.finds, 1);
}

static void a_hub_that_dies_leads_to_typing(void **state)
{
	struct kiosk_given *kiosk = *state;
	to_address(kiosk);
	ask(kiosk, "MF2 4QX");
	until(kiosk, found, "the hub is asked");
	hub_shut(kiosk);
	until(kiosk, typed, "the boxes are there");
}

static void a_killed_ui_asks_again_for_the_list_it_showed(void **state)
{
	struct kiosk_given *kiosk = *state;
	to_address(kiosk);
	ask(kiosk, "MF2 4QT");
	until(kiosk, listed, "the list is there");
	press_on(kiosk, "choice:home:1");
	settle(kiosk);
	kiosk_kill(kiosk);
	kiosk_open(kiosk);
	until(kiosk, listed, "the list is there again");
	assert_int_equal(kiosk->hub.finds, 2);
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "home__uprn"), "900000000001");
	assert_true(shown(kiosk, "choice:home:1"));
}

static bool offered(struct kiosk_given *kiosk) { return shown(kiosk, "suggested:1"); }

static void to_boxes(struct kiosk_given *kiosk)
{
	to_address(kiosk);
	ui_do(&kiosk->ui, &(struct node_action){ .what = ACTION_LOOKUP, .number = LOOKUP_MANUAL }, NULL);
	press_on(kiosk, "key:m");
	press_on(kiosk, "key:i");
}

static void a_street_is_offered_and_picked_by_finger(void **state)
{
	struct kiosk_given *kiosk = *state;
	to_boxes(kiosk);
	const struct node *key = tree_find(stage_tree(kiosk->ui.stage), "key:q");
	int top = key->top_px;
	until(kiosk, offered, "streets are offered");
	assert_int_equal(tree_find(stage_tree(kiosk->ui.stage), "key:q")->top_px, top); /* no key moves under a finger */
	assert_string_equal(tree_find(stage_tree(kiosk->ui.stage), "suggestions")->name, "2 suggestions");
	press_on(kiosk, "suggested:1");
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "home__addressLine1"), "Minster Close");
	assert_false(shown(kiosk, "suggested:0"));
}

static void tap(struct kiosk_given *kiosk, SDL_Keycode code)
{
	SDL_Event down = { .key = { .type = SDL_KEYDOWN, .keysym = { .sym = code } } };
	assert_int_equal(SDL_PushEvent(&down), 1);
	ui_now(&kiosk->ui);
	ui_settle(&kiosk->ui);
	settle(kiosk);
}

static void ring_to(struct kiosk_given *kiosk, SDL_Keycode code, const char *id)
{
	const struct node *ring = NULL;
	for (int i = 0; i < 100 && !((ring = stage_focused(kiosk->ui.stage)) && strcmp(ring->id, id) == 0); i++)
		tap(kiosk, code);
	assert_non_null(ring);
	assert_string_equal(ring->id, id);
}

static void a_keypad_reaches_what_is_offered(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk->keypad = "nine-keys";
	to_boxes(kiosk);
	until(kiosk, offered, "streets are offered");
	ring_to(kiosk, SDLK_RETURN, "key:1"); /* from the box into its keys */
	tap(kiosk, SDLK_UP);
	ring_to(kiosk, SDLK_RIGHT, "suggested:1");
	tap(kiosk, SDLK_RETURN);
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "home__addressLine1"), "Minster Close");
}

static void two_switches_come_to_what_is_offered_first(void **state)
{
	struct kiosk_given *kiosk = *state;
	kiosk->keypad = "two-switches";
	to_boxes(kiosk);
	kiosk->ui.visit.switches = (struct switches){ .step = SWITCHES_READY, .moves = 1 };
	until(kiosk, offered, "streets are offered");
	ring_to(kiosk, SDLK_F1, "row:0");
	tap(kiosk, SDLK_F2);
	tap(kiosk, SDLK_F2);
	assert_string_equal(answers_get(kiosk->ui.visit.answers, "home__addressLine1"), "Mill Lane");
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_kiosk, gone_kiosk)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(an_address_is_found_and_picked), CASE(a_broken_list_leads_to_typing), CASE(a_hub_that_says_nothing_leads_to_typing),
		CASE(a_hub_that_dies_leads_to_typing), CASE(a_killed_ui_asks_again_for_the_list_it_showed),
		CASE(a_street_is_offered_and_picked_by_finger), CASE(a_keypad_reaches_what_is_offered), CASE(two_switches_come_to_what_is_offered_first),
	};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_lookup", cases, NULL, NULL);
}
