/* SPDX-License-Identifier: MIT */
/* unit.screen_reach - where all controls are within reach, they are: on every screen and all its pages, on every panel, at every text size, for either hand. */
#include "tests/unit/screens/screens_given.h"
#include "ui/tree/audit.h"

#include <stdio.h>
#include <string.h>

/* As they hang: the lower edge 890 mm above the floor, but for the last, which hangs low. */
static const struct { const char *name; struct layout_panel panel; int edge_mm; } hung[] = {
	{ "portrait", { 1080, 1920, 4.03, 100 }, 890 }, { "landscape", { 1920, 1080, 4.03, 100 }, 890 }, { "small", { 1024, 768, 3.36, 100 }, 890 }, { "portrait, low", { 1080, 1920, 4.03, 100 }, 760 },
	{ "portrait 150", { 1080, 1920, 4.03, 150 }, 890 }, { "landscape 150", { 1920, 1080, 4.03, 150 }, 890 }, { "small 150", { 1024, 768, 3.36, 150 }, 890 },
	{ "portrait 200", { 1080, 1920, 4.03, 200 }, 890 }, { "landscape 200", { 1920, 1080, 4.03, 200 }, 890 }, { "small 200", { 1024, 768, 3.36, 200 }, 890 },
};
enum { HUNG = sizeof hung / sizeof hung[0], PAGES_MAX = 40 };

static int broken_count;

static void tell(const struct scene *scene, int panel, const char *language, enum reach hand, const char *rule, const char *words)
{
	print_message("%s, %s, %s, hand %d: %s: %s\n", scene->name, hung[panel].name, language, (int)hand, rule, words);
	broken_count++;
}

static void look_page(struct given *given, const struct scene *scene, int at, const char *language, enum reach hand)
{
	const struct layout_panel *panel = &hung[at].panel;
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	if (screen_build(&given->house.visit, &given->tree) != FAIL_NONE || layout_tree(&given->tree, given->text, panel) != FAIL_NONE) {
		tell(scene, at, language, hand, "layout", fail_words());
		fail_clear();
		return;
	}
	if (audit_tree(&given->tree, panel->px_per_mm, panel->width_px, panel->height_px, broken))
		tell(scene, at, language, hand, broken[0].rule, broken[0].words);
	if (audit_reach(&given->tree, (int)((panel->height_px / panel->px_per_mm + hung[at].edge_mm - BAND_HIGH_MM) * panel->px_per_mm), panel->height_px - (int)((BAND_LOW_MM - hung[at].edge_mm) * panel->px_per_mm), broken))
		tell(scene, at, language, hand, broken[0].rule, broken[0].words);
}

static void look(struct given *given, const struct scene *scene, int at, const char *language, enum reach hand)
{
	const struct layout_panel *panel = &hung[at].panel;
	struct visit *visit = &given->house.visit;
	scene_set(&given->house, scene, language, panel);
	if (visit->place == PLACE_IDLE)
		return; /* an idle kiosk keeps nobody's settings */
	visit->reach_here = layout_band(panel, hung[at].edge_mm, &visit->band);
	visit->reach = hand;
	assert_true(visit->reach_here);
	look_page(given, scene, at, language, hand);
	for (int page = 1; panel->text_percent > 100 && page < PAGES_MAX && turn_page(given); page++)
		look_page(given, scene, at, language, hand);
}

static void every_control_of_every_screen_is_within_reach(void **state)
{
	broken_count = 0;
	for (int p = 0; p < HUNG; p++)
		for (int l = 0; l < STAGE_LANGUAGES; l++)
			for (int i = 0; stage_walked(p, l) && i < scene_count; i++)
				for (enum reach hand = REACH_RIGHT; hand < REACH_COUNT; hand++)
					if (hand == REACH_RIGHT || l % 4 == 0)
						look(*state, &scenes[i], p, stage_languages[l], hand);
	assert_int_equal(broken_count, 0);
}

static const struct layout_panel *portrait = &hung[0].panel;

static void show_for(struct given *given, const char *scene, const char *language, enum reach hand)
{
	given->house.reach = hand;
	show(given, scene, language, portrait);
	given->house.reach = REACH_OFF;
}

static int middle(const struct node *node)
{
	return node->left_px + node->width_px / 2;
}

static void main_button_and_keys_are_at_the_chosen_hand(void **state)
{
	struct given *given = *state;
	const char *const languages[] = { "en", "ar" };
	for (size_t i = 0; i < 2; i++) {
		show_for(given, "number", languages[i], REACH_RIGHT);
		assert_true(middle(node(given, "continue")) > middle(node(given, "back")));
		assert_true(middle(node(given, "keyboard")) > portrait->width_px / 2);
		show_for(given, "number", languages[i], REACH_LEFT);
		assert_true(middle(node(given, "continue")) < middle(node(given, "back")));
		assert_true(middle(node(given, "keyboard")) < portrait->width_px / 2);
	}
}

static void counter_stands_where_it_always_does(void **state)
{
	static const char *const ids[] = { "easier", "language", "finish", "person" };
	struct given *given = *state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		show_for(given, "radios", "en", REACH_OFF);
		struct node usual = *node(given, ids[i]);
		show_for(given, "radios", "en", REACH_LEFT);
		const struct node *low = node(given, ids[i]);
		assert_int_equal(low->left_px, usual.left_px);
		assert_int_equal(low->top_px, usual.top_px);
		assert_int_equal(low->width_px, usual.width_px);
		assert_int_equal(low->height_px, usual.height_px);
	}
}

static void question_is_read_above_what_answers_it(void **state)
{
	struct given *given = *state;
	show_for(given, "radios", "en", REACH_RIGHT);
	const struct node *title = node(given, "title");
	assert_true(title->top_px + title->height_px < layout_px(portrait, given->house.visit.band.top_dp));
	assert_true(title->top_px < portrait->height_px / 4);
}

static void sheet_offers_it_only_where_the_panel_hangs_so(void **state)
{
	struct given *given = *state;
	show(given, "easier", "en", portrait);
	press(given, "reach:1", portrait);
	assert_int_equal(given->house.visit.reach, REACH_RIGHT);
	given->house.visit.reach_here = layout_band(portrait, 1090, &given->house.visit.band);
	assert_false(given->house.visit.reach_here);
	show_again(given, portrait);
	assert_null(tree_find(&given->tree, "reach:1"));
	assert_int_equal(visit_act(&given->house.visit, ACTION_REACH, REACH_LEFT, NULL, NULL) & EFFECT_REBUILD, 0);
}

/* Hung so high that 150 mm of it are within reach: enough for ordinary words alone. */
static void sheet_says_when_large_words_leave_no_room(void **state)
{
	struct given *given = *state;
	struct layout_panel large = *portrait;
	large.text_percent = 150;
	show(given, "easier", "en", &large);
	struct visit *visit = &given->house.visit;
	visit->reach = REACH_RIGHT;
	show_again(given, &large);
	assert_null(tree_find(&given->tree, "reaches-note"));
	visit->reach_here = layout_band(&large, 950, &visit->band);
	assert_true(visit->reach_here);
	show_again(given, &large);
	assert_non_null(node(given, "reaches-note"));
	assert_int_equal(visit->reach, REACH_RIGHT);
	visit->text_percent = 100;
	show_again(given, portrait);
	assert_null(tree_find(&given->tree, "reaches-note"));
	assert_true(node(given, "close")->top_px >= layout_px(portrait, visit->band.top_dp));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_control_of_every_screen_is_within_reach), cmocka_unit_test(main_button_and_keys_are_at_the_chosen_hand), cmocka_unit_test(counter_stands_where_it_always_does),
		cmocka_unit_test(question_is_read_above_what_answers_it), cmocka_unit_test(sheet_offers_it_only_where_the_panel_hangs_so),
		cmocka_unit_test(sheet_says_when_large_words_leave_no_room),
	};
	return cmocka_run_group_tests_name("screen_reach", cases, given_screens, gone_screens);
}
