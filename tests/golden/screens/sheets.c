/* SPDX-License-Identifier: MIT */
/*
 * sheets.c - all screens on a few large pictures, with captions: foyer-sheets ASSETS FORMS FOLDER [NAME…]. A sheet for every panel and text size,
 * and on the first panel for every theme, language and the other council's colours. What the audit and the contrast rules say is printed.
 */
#include "firmware/base/file.h"
#include "tests/golden/screens/scene.h"
#include "tests/golden/screens/smaller.h"
#include "tests/golden/screens/stage_panels.h"
#include "ui/paint/contrast.h"
#include "ui/paint/shot.h"
#include "ui/screens/screens.h"
#include "ui/tree/audit.h"

#include <SDL.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLER = 4, MARGIN = 24, CAPTION = 36, CAPTION_PX = 22, SHEET_WIDE = 6000 };
static const uint32_t TABLE = 0xd9d4c7, INK = 0x1b2023;

struct contact { char name[64]; const struct stage_panel *panel; const char *language, *theme; };

struct desk { const char *assets, *folder; struct text *text; struct stage_house house; struct tree tree; SDL_Surface *screen, *sheet; int wrong; };

static void tell_wrong(struct desk *desk, const struct contact *sheet, const struct scene *scene, struct paint *paint, const struct theme *theme)
{
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	struct contrast_fault fault[CONTRAST_FAULT_MAX];
	struct contrast_least least = { 0 };
	const struct layout_panel *panel = &sheet->panel->panel;
	int rules = audit_tree(&desk->tree, panel->px_per_mm, panel->width_px, panel->height_px, broken);
	int faults = contrast_check(paint, &desk->tree, panel, &theme, 1, &least, fault);
	if (rules > 0)
		printf("%s: %s: %s: %s\n", sheet->name, scene->name, broken[0].rule, broken[0].words);
	if (faults > 0)
		printf("%s: %s: %s: %s\n", sheet->name, scene->name, fault[0].rule, fault[0].words);
	desk->wrong += rules + faults;
}

static void caption(struct desk *desk, const char *words, int left, int top, int width)
{
	struct arena arena;
	const struct paragraph *paragraph = NULL;
	struct text_style style = { .size_px = CAPTION_PX, .weight = TEXT_MEDIUM };
	arena_init(&arena, TEXT_ARENA_MAX_BYTES);
	if (text_set(desk->text, &arena, words, &style, width, TEXT_START, false, &paragraph) == FAIL_NONE)
		text_draw(desk->text, paragraph, desk->sheet, left, top, INK);
	arena_done(&arena);
}

static void put(struct desk *desk, const struct contact *sheet, const struct scene *scene, struct paint *paint, const struct theme *theme, SDL_Rect place)
{
	scene_set(&desk->house, scene, sheet->language, &sheet->panel->panel);
	struct fitting fitting = { .text = desk->text, .panel = &sheet->panel->panel };
	if (screen_fit(&desk->house.visit, &desk->tree, &fitting) != FAIL_NONE || fitting.room != FAIL_NONE) {
		printf("%s: %s: %s\n", sheet->name, scene->name, fail_words());
		fail_clear();
		desk->wrong++;
	}
	tell_wrong(desk, sheet, scene, paint, theme);
	paint_tree(paint, &desk->tree, &sheet->panel->panel, desk->screen, NULL);
	SDL_Surface *small = picture_smaller(desk->screen, SMALLER);
	SDL_BlitSurface(small, NULL, desk->sheet, &place);
	SDL_FreeSurface(small);
	caption(desk, scene->name, place.x, place.y + place.h + 4, place.w);
}

static enum fail make_sheet(struct desk *desk, const struct contact *sheet)
{
	struct theme theme;
	struct paint *paint = NULL;
	char path[PATH_MAX], file[96];
	const struct layout_panel *panel = &sheet->panel->panel;
	int width = panel->width_px / SMALLER, height = panel->height_px / SMALLER, columns = SHEET_WIDE / (width + MARGIN), rows = (scene_count + columns - 1) / columns;
	TRY(theme_read(desk->assets, sheet->theme, &theme));
	TRY(paint_open(desk->assets, desk->text, &theme, &paint));
	desk->screen = SDL_CreateRGBSurfaceWithFormat(0, panel->width_px, panel->height_px, 32, SDL_PIXELFORMAT_RGB888);
	desk->sheet = SDL_CreateRGBSurfaceWithFormat(0, columns * (width + MARGIN) + MARGIN, rows * (height + MARGIN + CAPTION) + MARGIN, 32, SDL_PIXELFORMAT_RGB888);
	SDL_FillRect(desk->sheet, NULL, TABLE);
	for (int i = 0; i < scene_count; i++) {
		SDL_Rect place = { MARGIN + i % columns * (width + MARGIN), MARGIN + i / columns * (height + MARGIN + CAPTION), width, height };
		put(desk, sheet, &scenes[i], paint, &theme, place);
	}
	snprintf(file, sizeof file, "%.63s.png", sheet->name);
	enum fail code = file_path(path, sizeof path, desk->folder, file);
	if (code == FAIL_NONE)
		code = shot_save(desk->sheet, path);
	if (code == FAIL_NONE)
		printf("%s\n", path);
	SDL_FreeSurface(desk->screen);
	SDL_FreeSurface(desk->sheet);
	paint_close(paint);
	text_forget(desk->text);
	return code;
}

static const char *const themes[] = { "default", "white-on-black", "black-on-white", "soft-and-dim" };
enum { THEMES = sizeof themes / sizeof themes[0], SHEETS_MAX = STAGE_ALL_PANELS * STAGE_LANGUAGES * THEMES };

static struct contact sheet_of(int panel, int language, int theme)
{
	struct contact sheet = { .panel = &stage_panels[panel], .language = stage_languages[language], .theme = themes[theme] };
	snprintf(sheet.name, sizeof sheet.name, "%s-%s-%s", sheet.panel->name, sheet.language, sheet.theme);
	for (char *at = sheet.name; *at; at++)
		*at = *at == ' ' ? '-' : *at;
	return sheet;
}

static bool wanted(const char *name, int count, char **argument)
{
	for (int i = 4; i < count; i++)
		if (strcmp(argument[i], name) == 0)
			return true;
	return false;
}

/* Any that are named; else every panel and size, and on the first panel the themes and languages that are not the default, one at a time. */
static int list_sheets(int count, char **argument, struct contact ret[static SHEETS_MAX])
{
	int sheets = 0;
	for (int p = 0; p < STAGE_ALL_PANELS; p++)
		for (int l = 0; l < STAGE_LANGUAGES; l++)
			for (int t = 0; t < THEMES; t++) {
				struct contact sheet = sheet_of(p, l, t);
				if (count > 4 ? wanted(sheet.name, count, argument) : (p > 0) + (l > 0) + (t > 0) < 2)
					ret[sheets++] = sheet;
			}
	return sheets;
}

int main(int count, char **argument)
{
	struct contact sheets[SHEETS_MAX];
	struct desk desk = { 0 };
	char fonts[PATH_MAX];
	if (count < 4)
		return fprintf(stderr, "use: %s ASSETS FORMS FOLDER [NAME…]\n", argument[0]), 2;
	desk.assets = argument[1];
	desk.folder = argument[3];
	tree_init(&desk.tree);
	if (file_path(fonts, sizeof fonts, desk.assets, "fonts") != FAIL_NONE || text_open(fonts, &desk.text) != FAIL_NONE || scene_house(&desk.house, desk.assets, argument[2]) != FAIL_NONE)
		return fprintf(stderr, "%s\n", fail_words()), 1;
	int sheet_count = list_sheets(count, argument, sheets);
	for (int i = 0; i < sheet_count; i++)
		if (make_sheet(&desk, &sheets[i]) != FAIL_NONE)
			return fprintf(stderr, "%s\n", fail_words()), 1;
	printf("%d rules broken\n", desk.wrong);
	tree_done(&desk.tree);
	scene_house_done(&desk.house);
	text_close(desk.text);
	return desk.wrong > 0;
}
