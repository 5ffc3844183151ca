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

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_kiosk, gone_kiosk)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(an_address_is_found_and_picked), CASE(a_broken_list_leads_to_typing), CASE(a_hub_that_says_nothing_leads_to_typing),
		CASE(a_hub_that_dies_leads_to_typing), CASE(a_killed_ui_asks_again_for_the_list_it_showed),
	};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_lookup", cases, NULL, NULL);
}
