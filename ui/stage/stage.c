/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: two trees take turns. The new one is built in the arena of the one before last, compared with the one on the screen, and only
 * what differs is painted and shown; a key press costs its own key and the field. A tree that breaks a rule is never shown.
 */
#include "ui/stage/stage.h"

#include "firmware/base/file.h"
#include "ui/paint/paint.h"
#include "ui/screens/screens.h"
#include "ui/tree/diff.h"
#include "ui/tree/dump.h"
#include "ui/tree/focus.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARGIN_DP = 26 /* focus ring and lip reach this far outside a node */ };

struct stage {
	const char *assets;
	struct window *window;
	struct text *text;
	struct paint *paint;
	struct theme theme;
	char theme_name[sizeof ((struct visit *)0)->theme];
	char gave_way[THEME_WORDS_BYTES]; bool gave_way_said; /* see theme_rescue() */
	struct layout_panel panel;
	struct band band; bool reach_here;
	struct tree tree[2];
	struct tree joined;        /* for the desk that helps */
	int front;
	struct diff diff;
	uint64_t focus_key;        /* where keys moved the ring; 0: nowhere */
	bool repaint, changed;
	bool spare;                /* the screen shown has no room as the panel composes it: see screen_fit() */
	uint64_t tight_root;       /* the screen that was last said not to fit */
};

/* What gave way to something built in is said with the next picture, once. */
static enum fail read_theme(struct stage *stage, const char *name)
{
	struct theme theme;
	struct paint *paint = NULL;
	char words[THEME_WORDS_BYTES];
	TRY(theme_rescue(stage->assets, name, words, &theme));
	if (strcmp(words, stage->gave_way) != 0) {
		memcpy(stage->gave_way, words, sizeof words);
		stage->gave_way_said = !words[0];
	}
	stage->theme = theme;
	TRY(paint_open(stage->assets, stage->text, &stage->theme, &paint));
	paint_close(stage->paint);
	stage->paint = paint;
	snprintf(stage->theme_name, sizeof stage->theme_name, "%s", name);
	stage->repaint = true;
	return FAIL_NONE;
}

/* What this picture had to do without; said once each. */
static enum fail lacking(struct stage *stage)
{
	if (!stage->gave_way_said) {
		stage->gave_way_said = true;
		return FAIL(INPUT, "colours that are built in are shown, a brand or theme cannot be used: %s", stage->gave_way);
	}
	const char *font = text_lacks(stage->text), *picture = font ? NULL : paint_lacks(stage->paint);
	if (font)
		return FAIL(EMPTY, "the font %s is missing or broken", font);
	return picture ? FAIL(EMPTY, "the picture %s is missing or broken", picture) : FAIL_NONE;
}

enum fail stage_open(const char *assets, const struct stage_panel *panel, struct stage **ret)
{
	char fonts[PATH_MAX];
	struct stage *stage = calloc(1, sizeof *stage);
	if (!stage)
		abort();
	*ret = stage;
	stage->assets = assets;
	stage->gave_way_said = true;
	stage->panel = (struct layout_panel){ panel->width_px, panel->height_px, panel->px_per_mm, 100 };
	stage->reach_here = layout_band(&stage->panel, panel->edge_mm, &stage->band);
	tree_init(&stage->tree[0]);
	tree_init(&stage->tree[1]);
	tree_init(&stage->joined);
	enum fail code = file_path(fonts, sizeof fonts, assets, "fonts");
	if (code == FAIL_NONE)
		code = window_open("Foyer", panel->width_px, panel->height_px, panel->full_screen, &stage->window);
	if (code == FAIL_NONE)
		code = text_open(fonts, &stage->text);
	if (code == FAIL_NONE)
		code = read_theme(stage, "default");
	return code;
}

void stage_close(struct stage *stage)
{
	if (!stage)
		return;
	paint_close(stage->paint);
	text_close(stage->text);
	window_close(stage->window);
	tree_done(&stage->tree[0]);
	tree_done(&stage->tree[1]);
	tree_done(&stage->joined);
	free(stage);
}

bool stage_band(const struct stage *stage)
{
	return stage->reach_here;
}

struct window *stage_window(struct stage *stage)
{
	return stage->window;
}

const struct tree *stage_tree(const struct stage *stage)
{
	return &stage->tree[stage->front];
}

/* What the screens may know about the panel, and colours that the person chose. A theme that cannot be read leaves the one in use. */
static enum fail prepare(struct stage *stage, struct visit *visit)
{
	enum fail code = FAIL_NONE;
	if (strcmp(visit->theme, stage->theme_name) != 0) {
		code = read_theme(stage, visit->theme);
		if (code != FAIL_NONE) {
			memset(visit->theme, 0, sizeof visit->theme);
			memcpy(visit->theme, stage->theme_name, sizeof stage->theme_name);
		}
	}
	stage->panel.text_percent = visit->text_percent;
	visit->panel = layout_class(&stage->panel);
	visit->width_dp = layout_width_dp(&stage->panel);
	visit->height_dp = layout_height_dp(&stage->panel);
	visit->band = stage->band;
	visit->reach_here = stage->reach_here;
	return code;
}

/* Another layer of the keyboard: the key that stands where the ring was. */
static struct node *same_place(struct stage *stage, struct tree *tree)
{
	const struct tree *shown = stage_tree(stage);
	const struct node *was = tree_find_key(shown, stage->focus_key);
	if (!was || was->role != NODE_ROLE_KEY || tree->root->key != shown->root->key)
		return NULL;
	struct node *now = layout_hit(tree, was->left_px + was->width_px / 2, was->top_px + was->height_px / 2);
	return now && now->role == NODE_ROLE_KEY ? now : NULL;
}

/* Keys' own place first; the countdown's one answer; else the field that types. */
static struct node *place_focus(struct stage *stage, const struct visit *visit, struct tree *tree)
{
	struct node *node = stage->focus_key ? focus_keep(tree, stage->focus_key) : NULL;
	if (!node && stage->focus_key)
		node = same_place(stage, tree);
	if (node) {
		stage->focus_key = node->key;
		return node;
	}
	stage->focus_key = 0;
	if (visit->sheet == SHEET_STILL_THERE)
		node = tree_find(tree, "more-time");
	for (struct node *at = tree->root; !node && visit->field[0] && at; at = node_next(at))
		if (strncmp(at->id, "field:", 6) == 0 && strcmp(at->id + 6, visit->field) == 0)
			node = at;
	return node && node_focusable(tree, node) ? node : NULL;
}

static SDL_Rect clip(const struct diff_rect *area, const SDL_Surface *surface)
{
	SDL_Rect all = { 0, 0, surface->w, surface->h }, wanted = { area->left_px, area->top_px, area->width_px, area->height_px }, ret;
	return SDL_IntersectRect(&all, &wanted, &ret) ? ret : (SDL_Rect){ 0 };
}

static enum fail paint_changes(struct stage *stage, const struct tree *tree)
{
	SDL_Rect area[DIFF_AREA_MAX];
	int count = 0;
	SDL_Surface *surface = window_surface(stage->window);
	if (!surface)
		return FAIL(DEVICE, "the window has no surface");
	if (stage->diff.whole || stage->repaint || surface->userdata != stage) {
		paint_tree(stage->paint, tree, &stage->panel, surface, NULL);
		surface->userdata = stage; /* a surface that SDL made anew lacks this mark, and all pixels */
		stage->repaint = false;
		return window_show(stage->window, NULL, 0);
	}
	for (int i = 0; i < stage->diff.area_count; i++) {
		area[count] = clip(&stage->diff.area[i], surface);
		if (area[count].w > 0)
			paint_tree(stage->paint, tree, &stage->panel, surface, &area[count++]);
	}
	return count ? window_show(stage->window, area, count) : FAIL_NONE;
}

static bool another(const struct tree *before, const struct tree *after)
{
	return !before->root || before->root->key != after->root->key || before->text_percent != after->text_percent || strcmp(before->lang, after->lang) != 0;
}

enum fail stage_show(struct stage *stage, struct visit *visit, const struct press *press)
{
	struct tree *before = &stage->tree[stage->front], *after = &stage->tree[!stage->front];
	enum fail theme = prepare(stage, visit);
	struct fitting fitting = { .text = stage->text, .panel = &stage->panel, .spare = stage->spare };
	TRY(screen_fit(visit, after, &fitting));
	if (stage->spare && another(before, after)) {
		fitting.spare = false;
		TRY(screen_fit(visit, after, &fitting));
	}
	stage->spare = fitting.spare;
	enum fail fits = fitting.room;
	focus_set(after, place_focus(stage, visit, after));
	press_mark(press, after);
	diff_trees(before, after, layout_px(&stage->panel, MARGIN_DP), &stage->diff);
	stage->changed = stage->diff.whole || stage->diff.change_count > 0;
	stage->front = !stage->front;
	TRY(paint_changes(stage, after));
	if (fits != FAIL_NONE && stage->tight_root != after->root->key) {
		stage->tight_root = after->root->key;
		return fits;
	}
	return theme == FAIL_NONE ? lacking(stage) : theme;
}

/* Laid out like the other, that both show the same part of a long page. */
enum fail stage_join(struct stage *stage, struct visit *visit)
{
	struct fitting fitting = { .text = stage->text, .panel = &stage->panel, .spare = stage->spare };
	struct mask own = visit->mask;
	visit->mask = visit->join.mask;
	enum fail code = screen_fit(visit, &stage->joined, &fitting);
	if (code == FAIL_NONE)
		tree_mask(&stage->joined, &visit->mask, visit->mono_ms, words_get(visit->words, "mask.tag"), words_get(visit->words, "mask.error"));
	visit->mask = own;
	return code;
}

const struct tree *stage_joined(const struct stage *stage)
{
	return &stage->joined;
}

enum fail stage_expose(struct stage *stage)
{
	const SDL_Surface *surface = window_surface(stage->window);
	if (surface && surface->userdata == stage && !stage->repaint)
		return window_show(stage->window, NULL, 0);
	stage->repaint = true;
	return FAIL_EMPTY;
}

enum fail stage_sleep(struct stage *stage, bool on)
{
	stage->repaint = true;
	return window_sleep(stage->window, on);
}

/* Both trees are wiped; without a tree before, the next one is painted whole, over every pixel. */
void stage_forget(struct stage *stage)
{
	for (int i = 0; i < 2; i++) {
		tree_done(&stage->tree[i]);
		tree_init(&stage->tree[i]);
	}
	tree_done(&stage->joined);
	tree_init(&stage->joined);
	stage->diff = (struct diff){ 0 };
	stage->focus_key = 0;
	text_forget(stage->text);
}

int stage_text_at(struct stage *stage, const struct node *node, int x_px, int y_px, bool *ret_on)
{
	struct arena arena;
	arena_init(&arena, 4 * TEXT_ARENA_MAX_BYTES);
	int offset = layout_text_at(stage_tree(stage), node, stage->text, &stage->panel, x_px, y_px, &arena, ret_on);
	arena_done(&arena);
	return offset;
}

const struct node *stage_focused(const struct stage *stage)
{
	return focus_find(stage_tree(stage));
}

const struct node *stage_focus_step(struct stage *stage, int steps)
{
	const struct tree *tree = stage_tree(stage);
	const struct node *from = stage_focused(stage);
	const struct node *to = focus_move(tree, from ? from->key : 0, steps);
	stage->focus_key = to ? to->key : 0;
	return to;
}

void stage_focus_to(struct stage *stage, const struct node *node)
{
	stage->focus_key = node->key;
}

void stage_focus_on(struct stage *stage, const char *prefix)
{
	const struct tree *tree = stage_tree(stage);
	stage->focus_key = 0;
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (strncmp(node->id, prefix, strlen(prefix)) == 0 && node_focusable(tree, node)) {
			stage->focus_key = node->key;
			return;
		}
}

void stage_unfocus(struct stage *stage)
{
	stage->focus_key = 0;
}

bool stage_ringed(const struct stage *stage)
{
	return stage->focus_key != 0;
}

bool stage_changed(const struct stage *stage)
{
	return stage->changed;
}

json_t *stage_dump(const struct stage *stage)
{
	return dump_json(stage_tree(stage));
}
