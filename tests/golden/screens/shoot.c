/* SPDX-License-Identifier: MIT */
/* shoot.c - every scene as a picture, and what the layout and the audit say of it: foyer-shoot ASSETS FORMS FOLDER PANEL LANGUAGE PERCENT THEME [SCENE…]; FOLDER "-": only what they say. */
#include "firmware/base/file.h"
#include "tests/golden/screens/scene.h"
#include "ui/paint/paint.h"
#include "ui/paint/shot.h"
#include "ui/screens/screens.h"
#include "ui/tree/audit.h"

#include <SDL.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct shoot { const char *assets, *folder, *language; struct text *text; struct paint *paint; struct layout_panel panel; SDL_Surface *surface; bool pages; struct fitting fitting; };

static int said(const struct scene *scene, const struct audit_rule_broken *broken, int count)
{
	for (int i = 0; i < count && i < AUDIT_BROKEN_MAX; i++)
		printf("%s: %s: %s\n", scene->name, broken[i].rule, broken[i].words);
	return count;
}

static void draw(struct shoot *shoot, const struct tree *tree, const struct scene *scene, int page)
{
	char path[PATH_MAX], turned[16] = "";
	if (strcmp(shoot->folder, "-") == 0)
		return;
	if (page > 1)
		snprintf(turned, sizeof turned, "-page-%d", page);
	paint_tree(shoot->paint, tree, &shoot->panel, shoot->surface, NULL);
	snprintf(path, sizeof path, "%s/%s%s.png", shoot->folder, scene->name, turned);
	if (shot_save(shoot->surface, path) != FAIL_NONE)
		fprintf(stderr, "%s\n", fail_words());
}

/* The further pages, as somebody turns them. */
static int shoot_pages(struct shoot *shoot, struct stage_house *house, const struct scene *scene, struct tree *tree)
{
	enum { PAGES_MAX = 40 };
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	int wrong = 0;
	for (int page = 1; page < PAGES_MAX && scene_turn(&house->visit, tree); page++) {
		if (screen_fit(&house->visit, tree, &shoot->fitting) != FAIL_NONE || shoot->fitting.room != FAIL_NONE) {
			printf("%s: page %d: %s\n", scene->name, page + 1, fail_words());
			fail_clear();
			wrong = 1;
		}
		int count = audit_tree(tree, shoot->panel.px_per_mm, shoot->panel.width_px, shoot->panel.height_px, broken);
		for (int i = 0; i < count && i < AUDIT_BROKEN_MAX; i++)
			printf("%s: page %d: %s: %s\n", scene->name, page + 1, broken[i].rule, broken[i].words);
		wrong |= count > 0;
		draw(shoot, tree, scene, page + 1);
	}
	return wrong;
}

static int shoot_scene(struct shoot *shoot, struct stage_house *house, const struct scene *scene)
{
	struct tree tree;
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	int wrong = 0;
	tree_init(&tree);
	scene_set(house, scene, shoot->language, &shoot->panel);
	shoot->fitting = (struct fitting){ .text = shoot->text, .panel = &shoot->panel };
	if (screen_fit(&house->visit, &tree, &shoot->fitting) != FAIL_NONE || shoot->fitting.room != FAIL_NONE) {
		printf("%s: %s\n", scene->name, fail_words());
		fail_clear();
		wrong = 1;
	}
	int count = audit_tree(&tree, shoot->panel.px_per_mm, shoot->panel.width_px, shoot->panel.height_px, broken);
	count = said(scene, broken, count);
	if (house->visit.reach != REACH_OFF && house->visit.place != PLACE_IDLE)
		count += said(scene, broken, audit_reach(&tree, layout_px(&shoot->panel, house->visit.band.top_dp), layout_px(&shoot->panel, house->visit.band.bottom_dp), broken));
	draw(shoot, &tree, scene, 1);
	if (shoot->pages)
		wrong |= shoot_pages(shoot, house, scene, &tree);
	tree_done(&tree);
	return wrong || count > 0;
}

static enum fail open_all(struct shoot *shoot, const char *theme_name, struct theme *theme)
{
	char fonts[PATH_MAX];
	TRY(file_path(fonts, sizeof fonts, shoot->assets, "fonts"));
	TRY(text_open(fonts, &shoot->text));
	TRY(theme_read(shoot->assets, theme_name, theme));
	return paint_open(shoot->assets, shoot->text, theme, &shoot->paint);
}

static bool wanted(const char *name, int count, char **argument)
{
	for (int i = 8; i < count; i++)
		if (strcmp(argument[i], name) == 0)
			return true;
	return count <= 8;
}

int main(int count, char **argument)
{
	static const struct { const char *name; struct layout_panel panel; enum reach reach; } panels[] = {
		{ "portrait", { 1080, 1920, 4.03, 100 }, REACH_OFF }, { "landscape", { 1920, 1080, 4.03, 100 }, REACH_OFF }, { "small", { 1024, 768, 3.36, 100 }, REACH_OFF }, { "tiny", { 800, 480, 3.64, 100 }, REACH_OFF },
		{ "portrait-right", { 1080, 1920, 4.03, 100 }, REACH_RIGHT }, { "portrait-left", { 1080, 1920, 4.03, 100 }, REACH_LEFT }, { "landscape-right", { 1920, 1080, 4.03, 100 }, REACH_RIGHT },
		{ "landscape-left", { 1920, 1080, 4.03, 100 }, REACH_LEFT }, { "small-right", { 1024, 768, 3.36, 100 }, REACH_RIGHT }, { "small-left", { 1024, 768, 3.36, 100 }, REACH_LEFT },
	};
	struct stage_house house = { 0 };
	struct theme theme;
	int wrong = 0;
	if (count < 8)
		return fprintf(stderr, "use: %s ASSETS FORMS FOLDER portrait|landscape|small|tiny LANGUAGE PERCENT THEME [SCENE…]\n", argument[0]), 2;
	struct shoot shoot = { .assets = argument[1], .folder = argument[3], .language = argument[5] };
	for (size_t i = 0; i < sizeof panels / sizeof panels[0]; i++)
		if (strcmp(panels[i].name, argument[4]) == 0)
			shoot.panel = panels[i].panel, house.reach = panels[i].reach;
	shoot.panel.text_percent = (int)strtol(argument[6], NULL, 10);
	if (shoot.panel.width_px == 0 || open_all(&shoot, argument[7], &theme) != FAIL_NONE || scene_house(&house, argument[1], argument[2]) != FAIL_NONE)
		return fprintf(stderr, "%s\n", fail_words()), 1;
	shoot.pages = strcmp(shoot.folder, "-") == 0 || count > 8; /* drawn only for scenes that were named */
	shoot.surface = SDL_CreateRGBSurfaceWithFormat(0, shoot.panel.width_px, shoot.panel.height_px, 32, SDL_PIXELFORMAT_RGB888);
	for (int i = 0; i < scene_count; i++)
		if (wanted(scenes[i].name, count, argument))
			wrong += shoot_scene(&shoot, &house, &scenes[i]);
	printf("%d of %d scenes have something wrong\n", wrong, scene_count);
	SDL_FreeSurface(shoot.surface);
	scene_house_done(&house);
	paint_close(shoot.paint);
	text_close(shoot.text);
	return wrong > 0;
}
