/* SPDX-License-Identifier: MIT */
/* scene.h - every screen in the states worth looking at, made by a real visit on fixture forms; for pictures, dumps and audits. */
#pragma once

#include "ui/screens/screens.h"
#include "ui/visit/act.h"

#define SCENE_WALL_MS INT64_C(1795516920000) /* Tuesday 24 November 2026, 10.42 */

struct stage_house { struct house house; struct visit visit; struct needs needs; enum reach reach; /* set: scenes are shown so */ };

struct scene {
	const char *name;
	void (*make)(struct visit *visit);
	bool way_back;   /* a person can go back, close or finish from here */
};

extern const struct scene scenes[];
extern const int scene_count;

/** scene_house - a visit on @assets (a built folder) the forms of @forms, and the topics of home/home.json beside that folder. FAIL_ as house_open(). scene_house_done - ends it. */
enum fail scene_house(struct stage_house *ret, const char *assets, const char *forms);
void scene_house_done(struct stage_house *house);

/** scene_turn - presses "page-next" of @tree, if it is there: to the next page of the scene, with the keyboard, and of an address the box, that the scene has. */
bool scene_turn(struct visit *visit, const struct tree *tree);

/** scene_set - the visit starts anew in @language on a panel, and goes to @scene. */
void scene_set(struct stage_house *house, const struct scene *scene, const char *language, const struct layout_panel *panel);
