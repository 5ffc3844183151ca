/* SPDX-License-Identifier: MIT */
/* LIMITS: the made-up words are longer than those of any real language, which all fit everywhere: unit.screens. */
#include "tests/golden/pseudo/everywhere.h"
#include "ui/tree/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool listed(const char *list, const char *tongue, const char *panel, const char *scene)
{
	char line[256];
	snprintf(line, sizeof line, "\n%s, %s, %s\n", tongue, panel, scene);
	return strstr(list, line) != NULL;
}

static bool has_room(struct given *given, const struct scene *scene, const char *tongue, const struct layout_panel *panel)
{
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	build_only(given, scene, tongue, panel);
	if (layout_tree(&given->tree, given->text, panel) == FAIL_NONE)
		return !audit_tree(&given->tree, panel->px_per_mm, panel->width_px, panel->height_px, broken);
	fail_clear();
	return false;
}

int rules_everywhere(struct given *given, const char *tongue)
{
	char path[GIVEN_PATH_BYTES];
	int wrong = 0;
	given_source("tests/golden/pseudo/no_room.txt", path);
	char *list = given_text(path);
	assert_non_null(list);
	for (int p = 0; p < STAGE_PANELS; p++)
		for (int i = 0; i < scene_count; i++) {
			bool room = has_room(given, &scenes[i], tongue, &stage_panels[p].panel), known = listed(list, tongue, stage_panels[p].name, scenes[i].name);
			if (room == known)
				print_message("%s, %s, %s\t%s\n", tongue, stage_panels[p].name, scenes[i].name, known ? "has room now: take it from no_room.txt" : "has no room"), wrong++;
		}
	free(list);
	return wrong;
}
