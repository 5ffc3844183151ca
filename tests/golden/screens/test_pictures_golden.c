/* SPDX-License-Identifier: MIT */
/*
 * golden.pictures_golden - about forty pictures that were looked at and found good: scenes as they are by default on each panel, and with one thing changed.
 * Half the size, a little tolerance. What differs is written beside the build as NAME.now.png and NAME.difference.png; FOYER_GOLDEN=write makes all anew.
 */
#include "tests/golden/screens/smaller.h"
#include "tests/unit/screens/screens_given.h"

#include "firmware/base/file.h"
#include "ui/paint/paint.h"

#include <SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLER = 2, CHANNEL_TOLERANCE = 28, DIFFERENT_PER_MILLE = 1 };

static const struct picture { const char *scene, *panel, *language, *theme; } pictures[] = {
	{ "idle", "portrait", "en", "default" },          { "home", "portrait", "en", "default" },           { "search-found", "portrait", "en", "default" },
	{ "service", "portrait", "en", "default" },       { "radios", "portrait", "en", "default" },         { "checkboxes", "portrait", "en", "default" },
	{ "text", "portrait", "en", "default" },          { "date", "portrait", "en", "default" },           { "date-wrong", "portrait", "en", "default" },
	{ "lookup-list", "portrait", "en", "default" },   { "check", "portrait", "en", "default" },          { "done", "portrait", "en", "default" },
	{ "person", "portrait", "en", "default" },        { "easier", "portrait", "en", "default" },         { "still-there", "portrait", "en", "default" },
	{ "idle", "landscape", "en", "default" },         { "home", "landscape", "en", "default" },          { "radios", "landscape", "en", "default" },
	{ "text", "landscape", "en", "default" },         { "done", "landscape", "en", "default" },
	{ "idle", "small", "en", "default" },             { "home", "small", "en", "default" },              { "radios", "small", "en", "default" },
	{ "text", "small", "en", "default" },             { "done", "small", "en", "default" },
	{ "home", "landscape 150", "en", "default" },     { "radios", "landscape 150", "en", "default" },    { "text", "landscape 150", "en", "default" },
	{ "home", "portrait 150", "en", "default" },      { "radios", "portrait 150", "en", "default" },
	{ "home", "portrait 200", "en", "default" },      { "radios", "portrait 200", "en", "default" },     { "text", "portrait 200", "en", "default" },
	{ "radios", "portrait", "en", "white-on-black" }, { "done", "portrait", "en", "white-on-black" },    { "radios", "portrait", "en", "black-on-white" },
	{ "easier", "portrait", "en", "black-on-white" }, { "radios", "portrait", "en", "soft-and-dim" },    { "idle", "portrait", "en", "soft-and-dim" },
	{ "home", "portrait", "cy", "default" },          { "radios", "portrait", "ur", "default" },         { "text-own", "portrait", "ar", "default" },
	{ "check", "portrait", "bn", "default" },         { "idle", "tiny", "en", "default" },               { "home", "tiny", "en", "default" },
	{ "radios", "tiny", "en", "default" },            { "check", "tiny", "en", "default" },              { "done", "tiny", "en", "default" },
	{ "idle", "tiny 200", "en", "default" },          { "done", "tiny 200", "en", "default" },
};
enum { PICTURES = sizeof pictures / sizeof pictures[0] };

static const struct layout_panel *panel_of(const char *name)
{
	for (int i = 0; i < STAGE_ALL_PANELS; i++)
		if (strcmp(stage_panels[i].name, name) == 0)
			return &stage_panels[i].panel;
	return NULL;
}

static uint32_t *pixel(const SDL_Surface *surface, int x, int y)
{
	return (uint32_t *)((char *)surface->pixels + (size_t)y * (size_t)surface->pitch) + x;
}

static SDL_Surface *painted(struct given *given, const struct picture *picture, const struct layout_panel *panel)
{
	struct theme theme;
	struct paint *paint = NULL;
	show(given, picture->scene, picture->language, panel);
	assert_int_equal(theme_read(given->assets, picture->theme, &theme), FAIL_NONE);
	assert_int_equal(paint_open(given->assets, given->text, &theme, &paint), FAIL_NONE);
	SDL_Surface *whole = SDL_CreateRGBSurfaceWithFormat(0, panel->width_px, panel->height_px, 32, SDL_PIXELFORMAT_RGB888);
	paint_tree(paint, &given->tree, panel, whole, NULL);
	paint_close(paint);
	SDL_Surface *half = picture_smaller(whole, SMALLER);
	SDL_FreeSurface(whole);
	/* Five bits a channel keep the files small. */
	for (int y = 0; y < half->h; y++)
		for (int x = 0; x < half->w; x++)
			*pixel(half, x, y) &= 0xf8f8f8;
	return half;
}

static bool alike(uint32_t a, uint32_t b)
{
	for (int shift = 0; shift <= 16; shift += 8)
		if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > CHANNEL_TOLERANCE)
			return false;
	return true;
}

/* How many pixels are not alike; those are black in @ret, the rest white. */
static int compare(const SDL_Surface *now, const SDL_Surface *kept, SDL_Surface *ret)
{
	int different = 0;
	for (int y = 0; y < now->h; y++)
		for (int x = 0; x < now->w; x++) {
			bool same = alike(*pixel(now, x, y), *pixel(kept, x, y));
			*pixel(ret, x, y) = same ? 0xffffff : 0;
			different += !same;
		}
	return different;
}

static void name_of(const struct picture *picture, char ret[static 128])
{
	snprintf(ret, 128, "%s.%s.%s.%s", picture->scene, picture->panel, picture->language, picture->theme);
	for (char *at = ret; *at; at++)
		*at = *at == ' ' ? '-' : *at;
}

/* false: it differs, and how is written beside the build. */
static bool as_it_was(const char *name, SDL_Surface *now)
{
	char part[256], path[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES];
	snprintf(part, sizeof part, "tests/golden/screens/pictures/%s.png", name);
	given_source(part, path);
	if (getenv("FOYER_GOLDEN") && strcmp(getenv("FOYER_GOLDEN"), "write") == 0)
		return IMG_SavePNG(now, path) == 0;
	SDL_Surface *file = IMG_Load(path), *kept = file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_RGB888, 0) : NULL;
	SDL_Surface *difference = SDL_CreateRGBSurfaceWithFormat(0, now->w, now->h, 32, SDL_PIXELFORMAT_RGB888);
	bool same_size = kept && kept->w == now->w && kept->h == now->h;
	int different = same_size ? compare(now, kept, difference) : now->w * now->h;
	bool same = different <= now->w * now->h * DIFFERENT_PER_MILLE / 1000;
	if (!same) {
		given_built("golden", folder);
		assert_int_equal(file_make_folder(folder, 0755), FAIL_NONE);
		snprintf(part, sizeof part, "golden/%s.now.png", name);
		given_built(part, path);
		(void)IMG_SavePNG(now, path);
		print_message("%s: %d of %d pixels differ; see %s\n", name, different, now->w * now->h, path);
		snprintf(part, sizeof part, "golden/%s.difference.png", name);
		given_built(part, path);
		(void)IMG_SavePNG(difference, path);
	}
	SDL_FreeSurface(file);
	SDL_FreeSurface(kept);
	SDL_FreeSurface(difference);
	return same;
}

static void pictures_stay_as_they_were(void **state)
{
	int changed = 0;
	for (int i = 0; i < PICTURES; i++) {
		char name[128];
		const struct layout_panel *panel = panel_of(pictures[i].panel);
		if (!panel)
			fail_msg("there is no panel %s", pictures[i].panel);
		name_of(&pictures[i], name);
		SDL_Surface *now = painted(*state, &pictures[i], panel);
		changed += !as_it_was(name, now);
		SDL_FreeSurface(now);
	}
	assert_int_equal(changed, 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(pictures_stay_as_they_were) };
	return cmocka_run_group_tests_name("pictures golden", cases, given_screens, gone_screens);
}
