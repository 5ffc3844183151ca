/* SPDX-License-Identifier: MIT */
/* unit.screens_contrast - all that is drawn of every screen can be seen: in every theme, in two councils' colours, pressed and ringed, on every panel. */
#include "tests/unit/screens/screens_given.h"

#include "firmware/base/file.h"
#include "ui/paint/contrast.h"

#include <stdio.h>
#include <string.h>

enum { THEMES = 4, BRANDS = 2 };

/* What is promised to people, whatever a theme's file says of itself. */
static const struct { const char *name; double text, edge; } promised[THEMES] = {
	{ "default", 10, 3 }, { "white-on-black", 19.5, 19.5 }, { "black-on-white", 19.5, 19.5 }, { "soft-and-dim", 4.5, 3 },
};

struct easel { struct given *given; struct theme theme[THEMES][BRANDS]; struct paint *paint[THEMES]; struct contrast_least least[THEMES]; int faults, texts; };

/* The shipped themes with another council's brand.json, in a folder of the case's own. */
static void given_brand(const struct given *given, struct theme ret[static THEMES][BRANDS])
{
	char folder[GIVEN_PATH_BYTES], themes[2 * GIVEN_PATH_BYTES], from[2 * GIVEN_PATH_BYTES], to[3 * GIVEN_PATH_BYTES], brand[GIVEN_PATH_BYTES];
	given_folder(folder);
	snprintf(themes, sizeof themes, "%s/themes", folder);
	assert_int_equal(file_make_folder(themes, 0700), FAIL_NONE);
	for (int t = 0; t <= THEMES; t++) {
		if (t < THEMES)
			snprintf(from, sizeof from, "%s/themes/%s.json", given->assets, promised[t].name);
		else
			given_source("tests/golden/screens/brands/aberwen.json", brand);
		snprintf(to, sizeof to, "%s/%s.json", themes, t < THEMES ? promised[t].name : "brand");
		char *text = given_text(t < THEMES ? from : brand);
		assert_non_null(text);
		given_file(to, text, 0600);
		free(text);
	}
	for (int t = 0; t < THEMES; t++)
		if (theme_read(folder, promised[t].name, &ret[t][1]) != FAIL_NONE)
			fail_msg("%s", fail_words());
	given_done(folder);
}

static int given_easel(void **state)
{
	static struct easel easel;
	easel = (struct easel){ 0 };
	if (given_screens((void **)&easel.given) != 0)
		return -1;
	*state = &easel;
	for (int t = 0; t < THEMES; t++)
		if (theme_read(easel.given->assets, promised[t].name, &easel.theme[t][0]) != FAIL_NONE || paint_open(easel.given->assets, easel.given->text, &easel.theme[t][0], &easel.paint[t]) != FAIL_NONE)
			return -1;
	given_brand(easel.given, easel.theme);
	return 0;
}

static int gone_easel(void **state)
{
	struct easel *easel = *state;
	for (int t = 0; t < THEMES; t++)
		paint_close(easel->paint[t]);
	return gone_screens((void **)&easel->given);
}

static void look_at(struct easel *easel, const struct layout_panel *panel, const char *where)
{
	struct contrast_fault fault[CONTRAST_FAULT_MAX];
	for (int t = 0; t < THEMES; t++) {
		const struct theme *themes[] = { &easel->theme[t][0], &easel->theme[t][1] };
		int count = contrast_check(easel->paint[t], &easel->given->tree, panel, themes, BRANDS, &easel->least[t], fault);
		for (int i = 0; i < count && i < CONTRAST_FAULT_MAX; i++)
			print_message("%s, %s: %s: %s\n", where, promised[t].name, fault[i].rule, fault[i].words);
		easel->faults += count;
	}
}

/* As it is; then with everything that can be pressed under a finger; then with the ring around each. */
static void look_at_states(struct easel *easel, const struct layout_panel *panel, const char *where)
{
	static const struct { unsigned state; const char *name; } states[] = {
		{ 0, "" }, { NODE_PRESSED, ", pressed" }, { NODE_FOCUSED, ", ringed" }, { NODE_DISABLED, ", disabled" }, { NODE_CHECKED, ", chosen" }, { NODE_CHECKED | NODE_PRESSED, ", chosen and pressed" }, { NODE_INVALID, ", wrong" },
	};
	struct tree *tree = &easel->given->tree;
	for (size_t s = 0; s < sizeof states / sizeof states[0]; s++) {
		char said[256];
		for (struct node *at = tree->root; at; at = node_next(at)) {
			if (s > 0)
				at->state &= ~(unsigned)(NODE_PRESSED | NODE_FOCUSED | NODE_DISABLED | NODE_CHECKED | NODE_INVALID);
			if (node_focusable(tree, at))
				at->state |= states[s].state;
		}
		snprintf(said, sizeof said, "%s%s", where, states[s].name);
		look_at(easel, panel, said);
	}
}

static void all_that_is_drawn_can_be_seen(void **state)
{
	struct easel *easel = *state;
	static const char *const languages[] = { "en", "ur" };
	for (int p = 0; p < STAGE_ALL_PANELS; p++)
		for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++)
			for (int i = 0; stage_walked(p, (int)l) && i < scene_count; i++) {
				char where[192];
				snprintf(where, sizeof where, "%s, %s, %s", scenes[i].name, stage_panels[p].name, languages[l]);
				build_only(easel->given, &scenes[i], languages[l], &stage_panels[p].panel);
				(void)layout_tree(&easel->given->tree, easel->given->text, &stage_panels[p].panel); /* unit.screens says what does not fit */
				fail_clear();
				look_at_states(easel, &stage_panels[p].panel, where);
			}
	for (int t = 0; t < THEMES; t++)
		print_message("%s: text %.2f, disabled text %.2f, edges and icons %.2f, rings %.2f\n", promised[t].name, easel->least[t].text, easel->least[t].disabled, easel->least[t].edge, easel->least[t].ring);
	assert_int_equal(easel->faults, 0);
}

/* ---- what is drawn is what was judged ---- */

enum { STROKES = 2000 };
struct told { struct paint_stroke at[STROKES]; int count; };

static void keep(void *context, const struct paint_stroke *stroke)
{
	struct told *told = context;
	assert_true(told->count < STROKES);
	told->at[told->count++] = *stroke;
}

static uint32_t at(const SDL_Surface *surface, int x, int y)
{
	return ((const uint32_t *)surface->pixels)[y * surface->pitch / 4 + x] & 0xffffff;
}

/* The fill that the middle of a stroke's left edge lies on. */
static const struct paint_stroke *ground_of(const struct told *told, int i)
{
	int x = told->at[i].area.x, y = told->at[i].area.y + told->at[i].area.h / 2;
	for (int j = i - 1; j >= 0; j--) {
		const SDL_Rect *area = &told->at[j].area;
		if (told->at[j].mark == PAINT_FILL && x >= area->x && x < area->x + area->w && y >= area->y && y < area->y + area->h)
			return &told->at[j];
	}
	return NULL;
}

/* Whether each channel lies between those of the two colours, as ink over a ground does. */
static bool mixed(uint32_t pixel, uint32_t a, uint32_t b)
{
	for (int shift = 0; shift <= 16; shift += 8) {
		int is = (int)(pixel >> shift & 255), from = (int)(a >> shift & 255), to = (int)(b >> shift & 255);
		if (is < (from < to ? from : to) - 2 || is > (from < to ? to : from) + 2)
			return false;
	}
	return true;
}

static bool buried(const struct told *told, int i)
{
	for (int j = i + 1; j < told->count; j++)
		if ((told->at[j].mark == PAINT_FILL || told->at[j].mark == PAINT_VEIL) && SDL_HasIntersection(&told->at[j].area, &told->at[i].area))
			return true;
	return false;
}

/* Between the two colours everywhere, and both of them in full somewhere. */
static void text_is_drawn_so(struct easel *easel, const struct theme *theme, const SDL_Surface *surface, const struct told *told, int i)
{
	const struct paint_stroke *stroke = &told->at[i], *ground = ground_of(told, i);
	if (!ground || buried(told, i) || stroke->area.w < 8)
		return;
	uint32_t ink = theme->rgb[stroke->colour], under = theme->rgb[ground->colour];
	bool inked = false, plain = false;
	easel->texts++;
	int strange = 0;
	for (int y = stroke->area.y; y < stroke->area.y + stroke->area.h; y++)
		for (int x = stroke->area.x; x < stroke->area.x + stroke->area.w; x++) {
			uint32_t pixel = at(surface, x, y);
			inked = inked || mixed(pixel, ink, ink);
			plain = plain || pixel == under;
			strange += !mixed(pixel, ink, under);
		}
	if (!inked || !plain || strange * 10 > stroke->area.w * stroke->area.h)
		fail_msg("%s, %s: \"%.40s\" at %d,%d: ink %s%s, on %s%s, %d other pixels", easel->given->tree.root->id, theme->name, stroke->node->name, stroke->area.x, stroke->area.y,
			colour_name(stroke->colour), inked ? "" : " is nowhere", colour_name(ground->colour), plain ? "" : " is nowhere", strange);
}

/* At the middle of its upper side: line, paper, band. */
static void ring_is_drawn_so(const struct theme *theme, const SDL_Surface *surface, const struct told *told, int i)
{
	for (int s = 0; s < 3; s++) {
		const struct paint_stroke *stroke = &told->at[i + s];
		assert_int_equal(at(surface, stroke->area.x + stroke->area.w / 2, stroke->area.y + stroke->line_px / 2), theme->rgb[stroke->colour]);
	}
}

static void what_is_drawn_is_what_was_judged(void **state)
{
	static const char *const names[] = { "idle", "home", "radios", "date-wrong", "text", "check", "done", "person", "easier", "still-there", "service", "lookup-list" };
	static struct told told;
	struct easel *easel = *state;
	struct given *given = easel->given;
	for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
		for (int t = 0; t < THEMES; t++) {
			const struct layout_panel *panel = &stage_panels[n % STAGE_ALL_PANELS].panel;
			SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, panel->width_px, panel->height_px, 32, SDL_PIXELFORMAT_RGB888);
			show(given, names[n], "en", panel);
			tree_find(&given->tree, "person")->state |= NODE_FOCUSED;
			told.count = 0;
			paint_tell(easel->paint[t], &given->tree, panel, keep, &told);
			paint_tree(easel->paint[t], &given->tree, panel, surface, NULL);
			int rings = 0;
			for (int i = 0; i < told.count; i++) {
				if (told.at[i].mark == PAINT_TEXT)
					text_is_drawn_so(easel, &easel->theme[t][0], surface, &told, i);
				if (told.at[i].mark == PAINT_RING && ++rings)
					ring_is_drawn_so(&easel->theme[t][0], surface, &told, i);
			}
			assert_true(rings > 0);
			SDL_FreeSurface(surface);
		}
	assert_true(easel->texts > 400);
}

static void another_brand_is_another_colour_of_the_same_screens(void **state)
{
	struct easel *easel = *state;
	struct given *given = easel->given;
	const struct layout_panel *panel = &stage_panels[0].panel;
	struct paint *paint = NULL;
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, panel->width_px, panel->height_px, 32, SDL_PIXELFORMAT_RGB888);
	show(given, "radios", "en", panel);
	for (int b = 0; b < BRANDS; b++) {
		assert_int_equal(paint_open(given->assets, given->text, &easel->theme[0][b], &paint), FAIL_NONE);
		paint_tree(paint, &given->tree, panel, surface, NULL);
		paint_close(paint);
		const struct node *person = node(given, "person"), *next = node(given, "continue");
		assert_int_equal(at(surface, person->left_px + person->width_px / 2, person->top_px + 8), b ? 0xa9e3d3 : 0xffc24a);
		assert_int_equal(at(surface, next->left_px + next->width_px / 2, next->top_px + 8), b ? 0x4a1942 : 0x0b4340);
		assert_int_equal(at(surface, 4, panel->height_px - 4), b ? 0x4a1942 : 0x0b4340);
	}
	SDL_FreeSurface(surface);
}

static void the_themes_promise_what_people_are_promised(void **state)
{
	struct easel *easel = *state;
	for (int t = 0; t < THEMES; t++)
		for (int b = 0; b < BRANDS; b++) {
			assert_true(easel->theme[t][b].text_contrast >= promised[t].text);
			assert_true(easel->theme[t][b].edge_contrast >= promised[t].edge);
		}
	assert_string_equal(easel->theme[0][1].council, "Cyngor Aberwen");
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(the_themes_promise_what_people_are_promised), cmocka_unit_test(all_that_is_drawn_can_be_seen), cmocka_unit_test(what_is_drawn_is_what_was_judged),
		cmocka_unit_test(another_brand_is_another_colour_of_the_same_screens),
	};
	return cmocka_run_group_tests_name("contrast", cases, given_easel, gone_easel);
}
