/* SPDX-License-Identifier: MIT */
/*
 * golden.stretched - screens in words four tenths longer than the English ones: there is room for a language that nobody has translated yet.
 * LIMITS: not at the largest text of a panel nor on the small one, where some sentences have the room of the longest real language only.
 */
#include "tests/unit/screens/screens_given.h"
#include "ui/tree/audit.h"

#include <string.h>

static const char tongue[] = "en-XA";
static const char *const asked[] = { "portrait", "portrait 150", "landscape" };

static int given_stretched(void **state)
{
	static struct given given;
	char forms[GIVEN_PATH_BYTES], fonts[GIVEN_PATH_BYTES];
	given = (struct given){ 0 };
	given_built("tests/stretched", given.assets);
	given_built("assets/fonts", fonts);
	given_source("tests/golden/screens/forms", forms);
	tree_init(&given.tree);
	*state = &given;
	if (scene_house(&given.house, given.assets, forms) == FAIL_NONE && text_open(fonts, &given.text) == FAIL_NONE)
		return 0;
	print_error("%s\n", fail_words());
	return -1;
}

static int broken_on(struct given *given, const struct scene *scene, const struct stage_panel *stage)
{
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	const struct layout_panel *panel = &stage->panel;
	build_only(given, scene, tongue, panel);
	if (layout_tree(&given->tree, given->text, panel) != FAIL_NONE) {
		print_message("%s, %s: %s\n", scene->name, stage->name, fail_words());
		fail_clear();
		return 1;
	}
	if (!audit_tree(&given->tree, panel->px_per_mm, panel->width_px, panel->height_px, broken))
		return 0;
	print_message("%s, %s: %s: %s\n", scene->name, stage->name, broken[0].rule, broken[0].words);
	return 1;
}

static void longer_words_keep_the_rules(void **state)
{
	int wrong = 0;
	for (size_t a = 0; a < sizeof asked / sizeof asked[0]; a++)
		for (int p = 0; p < STAGE_PANELS; p++)
			for (int i = 0; strcmp(stage_panels[p].name, asked[a]) == 0 && i < scene_count; i++)
				wrong += broken_on(*state, &scenes[i], &stage_panels[p]);
	assert_int_equal(wrong, 0);
}

static void the_words_are_longer(void **state)
{
	struct given *given = *state;
	show(given, "home", "en", &stage_panels[0].panel);
	size_t english = strlen(node(given, "title")->name);
	show(given, "home", tongue, &stage_panels[0].panel);
	assert_true(strlen(node(given, "title")->name) >= english * 14 / 10);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(longer_words_keep_the_rules), cmocka_unit_test(the_words_are_longer) };
	return cmocka_run_group_tests_name("stretched", cases, given_stretched, gone_screens);
}
