/* SPDX-License-Identifier: MIT */
/*
 * unit.screens_ways - each kind of service offers exactly its ways, the best one first: for every service that is shipped, of each kind, in each language,
 * from its first page and in the middle of it.
 */
#include "tests/unit/screens/screens_given.h"

#include <string.h>

enum { WAYS = 6 };

static const char *const rows[FORM_INTERACTION_COUNT][WAYS + 1] = {
	[FORM_INTERACTION_SIMPLE] = { "way:self", "way:staff", "way:desk", "way:call-back", "way:paper", "way:partner" },
	[FORM_INTERACTION_ASSISTED] = { "way:staff", "way:self", "way:desk", "way:call-back", "way:paper", "way:partner" },
	[FORM_INTERACTION_COMPLEX] = { "way:desk", "way:staff", "way:call-back", "way:paper", "way:partner" },
};

static const char *code;
static enum form_interaction type;

static int given_shipped(void **state)
{
	static struct given given;
	char forms[GIVEN_PATH_BYTES], fonts[GIVEN_PATH_BYTES];
	*state = &given;
	given = (struct given){ 0 };
	given_built("assets", given.assets);
	given_built("assets/fonts", fonts);
	given_path(forms, given.assets, "forms");
	if (scene_house(&given.house, given.assets, forms) != FAIL_NONE || text_open(fonts, &given.text) != FAIL_NONE)
		return -1;
	tree_init(&given.tree);
	return 0;
}

static void to_ways(struct visit *visit)
{
	(void)visit_act(visit, ACTION_START, 0, NULL, NULL);
	(void)visit_act(visit, ACTION_SERVICE, 0, code, NULL);
	visit->interaction.set = true;
	visit->interaction.as = type;
	(void)visit_act(visit, ACTION_OPEN, SHEET_WAYS, NULL, NULL);
}

static void to_ways_inside(struct visit *visit)
{
	to_ways(visit);
	(void)visit_act(visit, ACTION_BEGIN, 0, NULL, NULL);
	visit->interaction.told = FORM_INTERACTION_COMPLEX;
	const struct form_page *page = &visit->form->page[visit->page];
	for (size_t i = 0; i < page->count; i++)
		for (size_t k = 0; k < page->component[i].field_count; k++)
			(void)answers_set(visit->answers, page->component[i].field[k], "true"); /* there is something to lose */
	(void)visit_act(visit, ACTION_OPEN, SHEET_WAYS, NULL, NULL);
}

/* In reading order; what can be pressed is in the row's own order, and what is best stands out. */
static void look(const struct given *given)
{
	const struct node *all = given->tree.root;
	size_t found = 0, pressed = 0, rowed = 0, main = 0;
	for (const struct node *node = all; node; node = node_next(node)) {
		if (!node->id || strncmp(node->id, "way:", 4) != 0)
			continue;
		found++;
		assert_true(*node->name);
		size_t at = 0;
		while (rows[type][at] && strcmp(rows[type][at], node->id) != 0)
			at++;
		if (!rows[type][at])
			fail_msg("%s offers %s, which is not a way of its kind", code, node->id);
		if (node->role != NODE_ROLE_BUTTON)
			continue;
		assert_true(pressed == 0 || at > rowed);
		rowed = at;
		main += pressed == 0 && node->look == LOOK_MAIN && at == 0;
		pressed++;
	}
	size_t ways = 0;
	while (rows[type][ways])
		ways++;
	if (found != ways || main != 1)
		fail_msg("%s as %d: %zu ways of %zu, the best first: %zu", code, (int)type, found, ways, main);
}

static void every_service_of_each_kind_offers_exactly_its_ways(void **state)
{
	struct given *given = *state;
	static const struct scene first = { "ways", to_ways, true }, inside = { "ways-inside", to_ways_inside, true };
	int looked = 0;
	for (size_t l = 0; l < given->house.house.language_count; l++)
		for (size_t s = 0; s < given->house.visit.service_count; s++)
			for (int t = 0; t < FORM_INTERACTION_COUNT; t++) {
				code = given->house.visit.service[s]->service.code;
				type = (enum form_interaction)t;
				build_only(given, &first, given->house.house.language[l], &stage_panels[0].panel);
				look(given);
				build_only(given, &inside, given->house.house.language[l], &stage_panels[0].panel);
				assert_int_equal(given->house.visit.place, PLACE_QUESTION);
				look(given);
				looked++;
			}
	assert_true(looked >= 16 * FORM_INTERACTION_COUNT);
}

/* With every way that can be gone, on every panel and in every size. */
static void they_have_room_on_every_panel(void **state)
{
	struct given *given = *state;
	static const struct scene first = { "ways", to_ways, true }, inside = { "ways-inside", to_ways_inside, true };
	int wrong = 0;
	code = "missed-bin";
	for (int p = 0; p < STAGE_ALL_PANELS; p++)
		for (int l = 0; l < STAGE_LANGUAGES; l++)
			for (int t = 0; stage_walked(p, l) && t < 2 * FORM_INTERACTION_COUNT; t++) {
				const struct layout_panel *panel = &stage_panels[p].panel;
				type = (enum form_interaction)(t / 2);
				build_only(given, t % 2 ? &inside : &first, stage_languages[l], panel);
				do {
					struct fitting fitting = { .text = given->text, .panel = panel };
					assert_int_equal(screen_fit(&given->house.visit, &given->tree, &fitting), FAIL_NONE);
					if (fitting.room == FAIL_NONE)
						continue;
					print_error("%s, %s, as %d%s: %s\n", stage_panels[p].name, stage_languages[l], t / 2, t % 2 ? ", inside" : "", fail_words());
					wrong++;
				} while (turn_page(given));
			}
	assert_int_equal(wrong, 0);
}

static void the_first_page_says_which_kind_it_is(void **state)
{
	struct given *given = *state;
	static const char *const names[FORM_INTERACTION_COUNT] = { "service.other", "ways.fact.assisted", "ways.fact.complex" };
	static const struct scene first = { "ways", to_ways, true };
	code = "missed-bin";
	for (int t = 0; t < FORM_INTERACTION_COUNT; t++) {
		type = (enum form_interaction)t;
		build_only(given, &first, "en", &stage_panels[0].panel);
		(void)visit_act(&given->house.visit, ACTION_CLOSE, 0, NULL, NULL);
		show_again(given, &stage_panels[0].panel);
		assert_string_equal(node(given, "ways")->name, words_get(given->house.visit.words, names[t]));
		press(given, "ways", &stage_panels[0].panel);
		assert_int_equal(given->house.visit.sheet, SHEET_WAYS);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(every_service_of_each_kind_offers_exactly_its_ways), cmocka_unit_test(they_have_room_on_every_panel),
		cmocka_unit_test(the_first_page_says_which_kind_it_is) };
	return cmocka_run_group_tests_name("screens_ways", cases, given_shipped, gone_screens);
}
