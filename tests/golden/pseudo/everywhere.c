/* SPDX-License-Identifier: MIT */
/* The words of real languages fit as each panel composes them: unit.screens. These are longer, and may turn pages. */
#include "tests/golden/pseudo/everywhere.h"
#include "ui/screens/screens.h"
#include "ui/tree/audit.h"

#include <stdio.h>
#include <string.h>

enum { WANTED_MAX = 400 };

/* What could be pressed if nothing gave way; each has to be met on one of the pages. */
struct wanted { char id[WANTED_MAX][128]; int count; };

static void want_all(struct wanted *wanted, const struct tree *tree)
{
	wanted->count = 0;
	for (const struct node *at = tree->root; at && wanted->count < WANTED_MAX; at = node_next(at))
		if (at->id && strncmp(at->id, "page-", 5) != 0 && node_focusable(tree, at))
			snprintf(wanted->id[wanted->count++], sizeof *wanted->id, "%s", at->id);
}

static void meet(struct wanted *wanted, const struct tree *tree)
{
	for (int i = wanted->count - 1; i >= 0; i--)
		if (tree_find(tree, wanted->id[i]))
			memmove(wanted->id[i], wanted->id[--wanted->count], sizeof *wanted->id);
}

static bool has_room(struct given *given, const struct scene *scene, const char *tongue, const struct layout_panel *panel)
{
	enum { PAGES_MAX = 200 };
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	static struct wanted wanted;
	struct fitting fitting = { .text = given->text, .panel = panel };
	build_only(given, scene, tongue, panel);
	bool begins = given->house.visit.list_page == 0;
	want_all(&wanted, &given->tree);
	for (int page = 0; page < PAGES_MAX; page++) {
		if (screen_fit(&given->house.visit, &given->tree, &fitting) != FAIL_NONE || fitting.room != FAIL_NONE) {
			print_message("%s, page %d: %s\n", scene->name, page + 1, fail_words());
			fail_clear();
			return false;
		}
		if (audit_tree(&given->tree, panel->px_per_mm, panel->width_px, panel->height_px, broken)) {
			print_message("%s, page %d: %s: %s\n", scene->name, page + 1, broken[0].rule, broken[0].words);
			return false;
		}
		meet(&wanted, &given->tree);
		if (!turn_page(given)) {
			bool lost = fitting.spare && begins && wanted.count > 0;
			if (lost)
				print_message("%s: #%s is on none of its pages\n", scene->name, wanted.id[0]);
			return !lost;
		}
	}
	print_message("%s: its pages never end\n", scene->name);
	return false;
}

int rules_everywhere(struct given *given, const char *tongue)
{
	int wrong = 0;
	for (int p = 0; p < STAGE_ALL_PANELS; p++)
		for (int i = 0; stage_walked(p, 0) && i < scene_count; i++)
			if (!has_room(given, &scenes[i], tongue, &stage_panels[p].panel))
				print_message("%s, %s, %s\n", tongue, stage_panels[p].name, scenes[i].name), wrong++;
	return wrong;
}
