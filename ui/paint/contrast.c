/* SPDX-License-Identifier: MIT */
/* contrast.c - DESIGN: the painter tells its strokes; each is judged against the fills before it that it lies on. SOURCE: WCAG 2.2, 1.4.3, 1.4.11, 2.4.13. */
#include "ui/paint/contrast.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const double RING_MM = 3.0;

enum { INK_PERCENT = 85 };

struct strokes { struct paint_stroke at[CONTRAST_STROKE_MAX]; int count; };

struct check {
	struct strokes strokes;
	const struct layout_panel *panel;
	const struct theme *theme;
	struct contrast_least *least;
	struct contrast_fault *fault;
	int count;
};

/* What lies under a place: each once. */
struct grounds { enum colour colour[COLOUR_COUNT]; int count; };

static void keep(void *context, const struct paint_stroke *stroke)
{
	struct strokes *strokes = context;
	if (strokes->count == CONTRAST_STROKE_MAX)
		abort();
	struct paint_stroke *kept = &strokes->at[strokes->count++];
	*kept = *stroke;
	kept->paragraph = NULL;
	int ink = stroke->paragraph ? stroke->paragraph->style.size_px * INK_PERCENT / 100 : 0; /* from ascenders to descenders */
	if (stroke->paragraph && stroke->paragraph->line_px > ink)
		kept->line_px = (stroke->paragraph->line_px - ink + 1) / 2;
}

[[gnu::format(printf, 4, 5)]]
static void tell(struct check *check, const char *rule, const struct node *node, const char *format, ...)
{
	if (check->count++ >= CONTRAST_FAULT_MAX)
		return;
	struct contrast_fault *fault = &check->fault[check->count - 1];
	*fault = (struct contrast_fault){ .rule = rule, .node = node };
	va_list words;
	va_start(words, format);
	vsnprintf(fault->words, sizeof fault->words, format, words);
	va_end(words);
}

static void lower(double *least, double is)
{
	if (*least == 0 || is < *least)
		*least = is;
}

static bool covers(const SDL_Rect *outer, const SDL_Rect *inner)
{
	return outer->x <= inner->x && outer->y <= inner->y && outer->x + outer->w >= inner->x + inner->w && outer->y + outer->h >= inner->y + inner->h;
}

/* Of words without the air above and below them, which may lie on something else. */
static SDL_Rect ink_of(const struct paint_stroke *stroke)
{
	SDL_Rect area = stroke->area;
	if (stroke->mark == PAINT_TEXT && area.h > 2 * stroke->line_px) {
		area.y += stroke->line_px;
		area.h -= 2 * stroke->line_px;
	}
	return area;
}

static bool hidden(const struct check *check, int from, const SDL_Rect *area)
{
	for (int i = from + 1; i < check->strokes.count; i++) {
		const struct paint_stroke *over = &check->strokes.at[i];
		if ((over->mark == PAINT_FILL || over->mark == PAINT_VEIL) && covers(&over->area, area) && over->node != check->strokes.at[from].node)
			return true;
	}
	return false;
}

static bool within(const struct node *node, const struct node *outer)
{
	for (; node && outer; node = node->parent)
		if (node == outer)
			return true;
	return false;
}

/* The fills before @from that @area lies on, down to one that holds all of it; @but: what this node and its children fill does not count. */
static struct grounds under(const struct check *check, int from, const SDL_Rect *area, const struct node *but)
{
	struct grounds grounds = { 0 };
	for (int i = from - 1; i >= 0; i--) {
		const struct paint_stroke *below = &check->strokes.at[i];
		if (below->mark != PAINT_FILL || !SDL_HasIntersection(&below->area, area) || within(below->node, but))
			continue;
		bool known = false;
		for (int g = 0; g < grounds.count; g++)
			known = known || grounds.colour[g] == below->colour;
		if (!known)
			grounds.colour[grounds.count++] = below->colour;
		if (covers(&below->area, area))
			break;
	}
	return grounds;
}

static double between(const struct check *check, enum colour a, enum colour b)
{
	return theme_contrast(check->theme->rgb[a], check->theme->rgb[b]);
}

static void check_ink(struct check *check, int at)
{
	const struct paint_stroke *stroke = &check->strokes.at[at];
	bool text = stroke->mark == PAINT_TEXT, disabled = stroke->node->state & NODE_DISABLED && look_of(stroke->node->look)->pressable;
	SDL_Rect area = ink_of(stroke);
	double wanted = !text ? check->theme->edge_contrast : disabled ? CONTRAST_DISABLED / 10.0 : check->theme->text_contrast;
	struct grounds grounds = under(check, at, &area, NULL);
	for (int g = 0; g < grounds.count; g++) {
		double is = between(check, stroke->colour, grounds.colour[g]);
		lower(!text ? &check->least->edge : disabled ? &check->least->disabled : &check->least->text, is);
		if (!theme_checks(stroke->colour, grounds.colour[g]))
			tell(check, "pair", stroke->node, "#%s: %s on %s is not among the pairs that a theme is checked by", stroke->node->id, colour_name(stroke->colour), colour_name(grounds.colour[g]));
		if (is < wanted)
			tell(check, text ? "text contrast" : "icon contrast", stroke->node, "#%s \"%.40s\": %s on %s is %.2f:1, %.1f:1 is needed", stroke->node->id,
				stroke->node->label ? stroke->node->label : stroke->node->name, colour_name(stroke->colour), colour_name(grounds.colour[g]), is, wanted);
	}
}

/* A control's own fill and edge; −1: it has none. */
static int own_stroke(const struct check *check, const struct node *node, enum paint_mark mark)
{
	for (int i = 0; i < check->strokes.count; i++) {
		const struct paint_stroke *stroke = &check->strokes.at[i];
		if (stroke->node == node && stroke->mark == mark && stroke->area.w == node->width_px)
			return i;
	}
	return -1;
}

static void check_control(struct check *check, const struct node *node)
{
	int fill = own_stroke(check, node, PAINT_FILL), edge = own_stroke(check, node, PAINT_EDGE), first = fill < 0 ? edge : fill;
	if (first < 0) {
		tell(check, "edge", node, "#%s can be pressed but has neither fill nor edge", node->id);
		return;
	}
	SDL_Rect area = check->strokes.at[first].area;
	if (hidden(check, first, &area))
		return;
	SDL_Rect around = { area.x - 2, area.y - 2, area.w + 4, area.h + 4 }, panel = { 0, 0, check->panel->width_px, check->panel->height_px };
	SDL_IntersectRect(&around, &panel, &around);
	struct grounds grounds = under(check, first, &around, NULL);
	for (int g = 0; g < grounds.count; g++) {
		double by_fill = fill < 0 ? 0 : between(check, check->strokes.at[fill].colour, grounds.colour[g]);
		double by_edge = edge < 0 ? 0 : between(check, check->strokes.at[edge].colour, grounds.colour[g]);
		double is = by_fill > by_edge ? by_fill : by_edge;
		lower(&check->least->edge, is);
		if (is < check->theme->edge_contrast)
			tell(check, "edge contrast", node, "#%s: fill %s, edge %s on %s: %.2f:1, %.1f:1 is needed", node->id, fill < 0 ? "none" : colour_name(check->strokes.at[fill].colour),
				edge < 0 ? "none" : colour_name(check->strokes.at[edge].colour), colour_name(grounds.colour[g]), is, check->theme->edge_contrast);
	}
}

static void check_ring(struct check *check, int at)
{
	const struct paint_stroke *band = &check->strokes.at[at], *apart = band + 1, *line = band + 2;
	const struct node *node = band->node;
	struct grounds grounds = under(check, at, &band->area, node);
	for (int g = 0; g < grounds.count; g++) {
		double by_band = between(check, band->colour, grounds.colour[g]), by_line = between(check, line->colour, grounds.colour[g]), inside = between(check, line->colour, apart->colour);
		double outside = by_band > by_line ? by_band : by_line, is = outside > inside ? outside : inside;
		lower(&check->least->ring, is);
		if (is < check->theme->edge_contrast)
			tell(check, "ring contrast", node, "#%s: ring on %s is %.2f:1, %.1f:1 is needed", node->id, colour_name(grounds.colour[g]), is, check->theme->edge_contrast);
	}
	int left = node->left_px - line->area.x, right = line->area.w - left - node->width_px, top = node->top_px - line->area.y, bottom = line->area.h - top - node->height_px;
	int across = left < right ? left : right, down = top < bottom ? top : bottom;
	double wide = (across < down ? across : down) / check->panel->px_per_mm;
	if (wide < RING_MM)
		tell(check, "ring", node, "#%s: the ring is %.1f mm wide, or reaches outside the panel", node->id, wide);
}

static void check_all(struct check *check, const struct tree *tree)
{
	for (int i = 0; i < check->strokes.count; i++) {
		const struct paint_stroke *stroke = &check->strokes.at[i];
		SDL_Rect area = ink_of(stroke);
		if (stroke->mark == PAINT_RING)
			check_ring(check, i);
		else if ((stroke->mark == PAINT_TEXT || stroke->mark == PAINT_SIGN) && !hidden(check, i, &area))
			check_ink(check, i);
	}
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (node_focusable(tree, node))
			check_control(check, node);
}

int contrast_check(struct paint *paint, const struct tree *tree, const struct layout_panel *panel, const struct theme *const *themes, int theme_count, struct contrast_least *least, struct contrast_fault ret[static CONTRAST_FAULT_MAX])
{
	struct check check = { .panel = panel, .least = least, .fault = ret };
	paint_tell(paint, tree, panel, keep, &check.strokes);
	for (int i = 0; i < theme_count; i++) {
		check.theme = themes[i];
		check_all(&check, tree);
	}
	return check.count;
}
