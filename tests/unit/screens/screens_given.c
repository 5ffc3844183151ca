/* SPDX-License-Identifier: MIT */
/* screens_given.c - real words, real fonts, real visit; only the clock stands still. */
#include "tests/unit/screens/screens_given.h"

#include <stdio.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WALKED_OF 7
#endif
#endif
#ifndef WALKED_OF
#define WALKED_OF 1
#endif

bool stage_walked(int p, int l)
{
	return (p + l) % WALKED_OF == 0;
}

int given_screens_of(void **state, const char *assets)
{
	static struct given given;
	char forms[GIVEN_PATH_BYTES], fonts[GIVEN_PATH_BYTES];
	given = (struct given){ 0 };
	given_built(assets, given.assets);
	given_built("assets/fonts", fonts);
	given_source("tests/golden/screens/forms", forms);
	tree_init(&given.tree);
	*state = &given;
	if (scene_house(&given.house, given.assets, forms) != FAIL_NONE || text_open(fonts, &given.text) != FAIL_NONE) {
		print_error("%s\n", fail_words());
		return -1;
	}
	return given.house.house.services.broken_count ? -1 : 0;
}

int given_screens(void **state)
{
	return given_screens_of(state, "assets");
}

int gone_screens(void **state)
{
	struct given *given = *state;
	tree_done(&given->tree);
	scene_house_done(&given->house);
	text_close(given->text);
	return 0;
}

void show_again(struct given *given, const struct layout_panel *panel)
{
	if (screen_build(&given->house.visit, &given->tree) != FAIL_NONE || layout_tree(&given->tree, given->text, panel) != FAIL_NONE)
		fail_msg("%s: %s", given->tree.root->id, fail_words());
}

void build_only(struct given *given, const struct scene *scene, const char *language, const struct layout_panel *panel)
{
	scene_set(&given->house, scene, language, panel);
	if (screen_build(&given->house.visit, &given->tree) != FAIL_NONE)
		fail_msg("%s: %s", scene->name, fail_words());
}

bool turn_page(struct given *given)
{
	return scene_turn(&given->house.visit, &given->tree);
}

void show(struct given *given, const char *name, const char *language, const struct layout_panel *panel)
{
	for (int i = 0; i < scene_count; i++)
		if (strcmp(scenes[i].name, name) == 0) {
			scene_set(&given->house, &scenes[i], language, panel);
			show_again(given, panel);
			return;
		}
	fail_msg("there is no scene %s", name);
}

const struct node *node(const struct given *given, const char *id)
{
	const struct node *found = tree_find(&given->tree, id);
	if (!found)
		fail_msg("there is no #%s on %s", id, given->tree.root->id);
	return found;
}

void press(struct given *given, const char *id, const struct layout_panel *panel)
{
	const struct node *pressed = node(given, id);
	char text[256] = "", name[256];
	assert_true(node_focusable(&given->tree, pressed));
	if (pressed->action.text)
		strncpy(text, pressed->action.text, sizeof text - 1);
	strncpy(name, pressed->id, sizeof name - 1);
	name[sizeof name - 1] = '\0';
	(void)visit_act(&given->house.visit, (enum action)pressed->action.what, pressed->action.number, text, name);
	show_again(given, panel);
}
