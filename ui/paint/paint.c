/* SPDX-License-Identifier: MIT */
/*
 * paint.c - DESIGN: every look has a row in the table of looks (ui/layout/look.c) and a shape; shapes are functions in one table
 * here, what stands on them comes as parts from layout_content(). Focus rings go last, over their neighbours.
 */
#include "ui/paint/paint.h"

#include "ui/paint/brush.h"
#include "ui/paint/dress.h"
#include "ui/paint/picture.h"
#include "ui/paint/qr.h"
#include "ui/paint/watermark.h"

#include <stdlib.h>
#include <string.h>

enum {
	RING_GAP_DP = 1, RING_DP = 8, RING_LINE_GAP_DP = 4, RING_LINE_DP = 3, RING_LINE_HIGH_DP = 5, /* guide, section 5 */
	VEIL_ALPHA = 184,     /* 0.72 of 256 */
	STEP_FLAT_DP = 20, ARCH_FEET_DP = 200, WATERMARK_DP = 96,
	FIGURE_PERCENT = 105, /* of its arch's width: shoulders reach a little beyond */
};

struct paint {
	struct text *text;
	const struct theme *theme;
	struct pictures *pictures;
	struct arena arena;
	char lacking[PICTURE_NAME_BYTES];
};

/* One painting of one tree. */
struct draw {
	struct paint *paint;
	const struct theme *theme;
	const struct tree *tree;
	const struct layout_panel *panel;
	struct brush brush;
	bool high;            /* high contrast: no lips, thicker borders */
};

enum fail paint_open(const char *assets, struct text *text, const struct theme *theme, struct paint **ret)
{
	struct paint *paint = calloc(1, sizeof *paint);
	if (!paint)
		abort();
	paint->text = text;
	paint->theme = theme;
	paint->pictures = pictures_new(assets);
	arena_init(&paint->arena, TEXT_ARENA_MAX_BYTES * 8);
	*ret = paint;
	return FAIL_NONE;
}

const char *paint_lacks(struct paint *paint)
{
	return pictures_lacks(paint->pictures, paint->lacking);
}

void paint_close(struct paint *paint)
{
	if (!paint)
		return;
	arena_done(&paint->arena);
	pictures_free(paint->pictures);
	free(paint);
}

static int px(const struct draw *draw, int dp)
{
	return layout_px(draw->panel, dp);
}

static uint32_t rgb(const struct draw *draw, enum colour colour)
{
	return draw->theme->rgb[colour];
}

/* What a note or a tile lacks in high contrast: the edge that its fill showed. */
static bool bare_in_high(const struct draw *draw, const struct look *look)
{
	return draw->high && look->border == 0 && !look->pressable && look->radius > 0 && look->fill != COLOUR_NONE;
}

static struct shape shape_of(const struct draw *draw, const struct node *node)
{
	int radius = look_of(node->look)->radius;
	return shape_round(node->left_px, node->top_px, node->width_px, node->height_px, radius < 0 ? -1 : px(draw, radius));
}

/* A lip is the same shape a little lower, seen only at the bottom. */
static void draw_lip(const struct draw *draw, const struct node *node, struct shape shape, const struct dress *dress)
{
	if (dress->lip_px <= 0 || dress->lip_colour == COLOUR_NONE)
		return;
	SDL_Surface *surface = draw->brush.surface;
	SDL_Rect before = surface->clip_rect, cut, bottom = { shape.left, shape.top + shape.height - shape.radius[CORNER_BOTTOM_LEFT] - 1, shape.width, shape.radius[CORNER_BOTTOM_LEFT] + 1 + dress->lip_px };
	if (!SDL_IntersectRect(&before, &bottom, &cut))
		return;
	SDL_SetClipRect(surface, &cut);
	shape.top += dress->lip_px;
	brush_fill(&draw->brush, node, PAINT_LIP, &shape, dress->lip_colour);
	SDL_SetClipRect(surface, &before);
}

static void draw_dressed(const struct draw *draw, const struct node *node, struct shape shape, const struct dress *dress)
{
	draw_lip(draw, node, shape, dress);
	shape.top += dress->down_px;
	bool edge = dress->edge != COLOUR_NONE && dress->border_px > 0;
	if (dress->fill == COLOUR_NONE) {
		if (edge)
			brush_ring(&draw->brush, node, PAINT_EDGE, &shape, dress->border_px, dress->edge, 0);
	} else if (!edge || dress->dash_px > 0 || rgb(draw, dress->edge) == rgb(draw, dress->fill)) {
		brush_fill(&draw->brush, node, PAINT_FILL, &shape, dress->fill);
		if (dress->dash_px > 0)
			brush_ring(&draw->brush, node, PAINT_EDGE, &shape, dress->border_px, dress->edge, dress->dash_px);
	} else {
		brush_frame(&draw->brush, node, PAINT_FILL, &shape, dress->border_px, dress->edge, dress->fill);
	}
}

/* ---- shapes ---- */

static void shape_none(const struct draw *draw, const struct node *node)
{
	(void)draw;
	(void)node;
}

static void shape_box(const struct draw *draw, const struct node *node)
{
	struct dress dress = dress_of(draw->theme, draw->panel, node);
	if (bare_in_high(draw, look_of(node->look))) {
		dress.edge = COLOUR_LINE;
		dress.border_px = px(draw, 3);
	}
	draw_dressed(draw, node, shape_of(draw, node), &dress);
}

static void shape_sheet(const struct draw *draw, const struct node *node)
{
	struct shape shape = shape_of(draw, node);
	shape.radius[CORNER_BOTTOM_LEFT] = shape.radius[CORNER_BOTTOM_RIGHT] = 0;
	brush_fill(&draw->brush, node, PAINT_FILL, &shape, look_of(node->look)->fill);
	if (!draw->high)
		return;
	/* There the veil has the sheet's colour: its upper edge is a line. */
	int border = layout_border_px(draw->panel, draw->theme->border_dp);
	shape.left -= border;
	shape.width += 2 * border;
	shape.height += border;
	brush_ring(&draw->brush, node, PAINT_EDGE, &shape, border, COLOUR_LINE, 0);
}

static struct shape arch_of(const struct draw *draw, int left, int top, int width, int height)
{
	struct shape shape = shape_round(left, top, width, height, 0);
	int head = width / 2 < height ? width / 2 : height, feet = height < px(draw, ARCH_FEET_DP) ? px(draw, 12) : 0;
	shape.radius[CORNER_TOP_LEFT] = shape.radius[CORNER_TOP_RIGHT] = head;
	shape.radius[CORNER_BOTTOM_LEFT] = shape.radius[CORNER_BOTTOM_RIGHT] = feet;
	return shape;
}

static struct picture_layers layers_for(const struct draw *draw, const struct node *node, enum colour text)
{
	bool on_primary = false;
	for (const struct node *at = node; at && !on_primary; at = at->parent) {
		if (at->look == LOOK_PRIMARY_PANEL || at->ink == INK_ON_PRIMARY)
			on_primary = true;
		else if (look_of(at->look)->fill != COLOUR_NONE)
			break;
	}
	if (on_primary)
		return (struct picture_layers){ rgb(draw, COLOUR_ON_PRIMARY), rgb(draw, COLOUR_PRIMARY), rgb(draw, COLOUR_PRIMARY), rgb(draw, text) };
	return (struct picture_layers){ rgb(draw, COLOUR_PRIMARY), rgb(draw, COLOUR_PAPER), rgb(draw, COLOUR_ACCENT), rgb(draw, text) };
}

/* A figure stands on the arch's floor, or where it is taller, its head keeps air above it; the arch cuts the rest. */
static void shape_arch(const struct draw *draw, const struct node *node)
{
	struct shape shape = arch_of(draw, node->left_px, node->top_px, node->width_px, node->height_px);
	bool bare = draw->high && node->icon; /* as a tile's plate: the icon alone has contrast enough */
	if (!bare)
		brush_fill(&draw->brush, node, PAINT_FILL, &shape, look_of(node->look)->fill);
	if (!node->image || draw->brush.told)
		return;
	struct picture_layers layers = layers_for(draw, node, look_ink(node));
	SDL_Surface *figure = pictures_figure(draw->paint->pictures, draw->theme, &layers, node->image, node->width_px * FIGURE_PERCENT / 100, 0);
	if (!figure)
		return;
	int head = node->width_px / 5, stand = node->height_px - figure->h;
	raster_image(draw->brush.surface, figure, node->left_px + (node->width_px - figure->w) / 2, node->top_px + (head > stand ? head : stand), &shape);
}

static void shape_veil(const struct draw *draw, const struct node *node)
{
	SDL_Rect area = { node->left_px, node->top_px, node->width_px, node->height_px };
	brush_veil(&draw->brush, node, &area, draw->high ? COLOUR_PAPER : COLOUR_COUNTER, draw->high ? 256 : VEIL_ALPHA); /* never lighter than the page in a dim theme */
}

static void shape_bar(const struct draw *draw, const struct node *node)
{
	struct shape shape = shape_of(draw, node), edge = shape;
	brush_fill(&draw->brush, node, PAINT_FILL, &shape, look_of(node->look)->fill);
	edge.height = px(draw, 4);
	if (draw->high)
		brush_fill(&draw->brush, node, PAINT_EDGE, &edge, COLOUR_COUNTER_LINE);
}

static void shape_step(const struct draw *draw, const struct node *node)
{
	struct dress dress = dress_of(draw->theme, draw->panel, node);
	bool tall = node->height_px > px(draw, STEP_FLAT_DP);
	if ((tall && node->look == LOOK_STEP_TO_DO) || (draw->high && node->look != LOOK_STEP_DONE)) {
		dress.edge = COLOUR_LINE;
		dress.border_px = px(draw, 3);
		dress.fill = node->look == LOOK_STEP_NOW ? COLOUR_ACCENT : COLOUR_NONE;
	}
	draw_dressed(draw, node, shape_of(draw, node), &dress);
}

static void shape_disc(const struct draw *draw, const struct node *node)
{
	struct shape shape = shape_of(draw, node);
	brush_fill(&draw->brush, node, PAINT_FILL, &shape, node->ink == INK_PRIMARY ? COLOUR_CARD : look_of(node->look)->fill);
}

/* A rule is its whole box, or when it has children, the line under them. */
static struct shape rule_of(const struct draw *draw, const struct node *node)
{
	struct shape shape = shape_round(node->left_px, node->top_px, node->width_px, node->height_px, 0);
	int line = px(draw, look_of(node->look)->height);
	if (node->child && line < shape.height) {
		shape.top += shape.height - line;
		shape.height = line;
	}
	return shape;
}

static void shape_line(const struct draw *draw, const struct node *node)
{
	struct shape shape = rule_of(draw, node);
	brush_fill(&draw->brush, node, PAINT_EDGE, &shape, look_of(node->look)->fill);
}

static void shape_dashes(const struct draw *draw, const struct node *node)
{
	struct shape line = rule_of(draw, node), dash = line;
	int step = px(draw, 16);
	for (int x = 0; x < line.width; x += 2 * step) {
		dash.left = line.left + x;
		dash.width = step < line.width - x ? step : line.width - x;
		brush_fill(&draw->brush, node, PAINT_EDGE, &dash, look_of(node->look)->fill);
	}
}

static void shape_watermark(const struct draw *draw, const struct node *node)
{
	if (!draw->brush.told)
		watermark_paint(draw->brush.surface, draw->paint->text, &draw->paint->arena, node, &(struct watermark){ .size_px = px(draw, WATERMARK_DP), .rgb = rgb(draw, COLOUR_INK), .rtl = draw->tree->rtl });
	arena_reset(&draw->paint->arena);
}

static void (*const shapes[SHAPE_COUNT])(const struct draw *, const struct node *) = {
	[SHAPE_NONE] = shape_none, [SHAPE_BOX] = shape_box, [SHAPE_SHEET] = shape_sheet, [SHAPE_ARCH] = shape_arch, [SHAPE_VEIL] = shape_veil,
	[SHAPE_BAR] = shape_bar, [SHAPE_STEP] = shape_step, [SHAPE_DISC] = shape_disc, [SHAPE_LINE] = shape_line, [SHAPE_DASHES] = shape_dashes,
	[SHAPE_WATERMARK] = shape_watermark,
};

/* ---- parts: what stands on a shape ---- */

static void icon_at(const struct draw *draw, const struct node *node, const char *name, int left, int top, int side, enum colour colour)
{
	const uint8_t *cover = draw->brush.told ? NULL : pictures_icon(draw->paint->pictures, name, side);
	brush_mask(&draw->brush, node, cover, side, left, top, colour);
}

static void part_text(const struct draw *draw, const struct node *node, const struct part *part)
{
	brush_text(&draw->brush, node, draw->paint->text, part->paragraph, part->left_px, part->top_px, part->ink);
}

static void part_icon(const struct draw *draw, const struct node *node, const struct part *part)
{
	icon_at(draw, node, part->name, part->left_px, part->top_px, part->width_px, part->ink);
}

static void part_image(const struct draw *draw, const struct node *node, const struct part *part)
{
	if (look_of(node->look)->shape == SHAPE_ARCH || draw->brush.told)
		return; /* stands in its arch already */
	const char *name = part->name;
	char logo[sizeof draw->theme->logo];
	if (strcmp(name, "logo") == 0) {
		memcpy(logo, draw->theme->logo, sizeof logo);
		logo[strcspn(logo, ".")] = '\0';
		name = logo;
	}
	if (!*name || qr_paint(draw->brush.surface, name, part->left_px, part->top_px, part->width_px, part->height_px))
		return; /* a brand that was built in has no logo */
	struct picture_layers layers = layers_for(draw, node, part->ink);
	SDL_Surface *figure = pictures_figure(draw->paint->pictures, draw->theme, &layers, name, part->width_px, part->height_px);
	if (figure)
		raster_image(draw->brush.surface, figure, part->left_px + (part->width_px - figure->w) / 2, part->top_px + (part->height_px - figure->h) / 2, NULL);
}

/* In high contrast a chosen row is turned round, and its mark with it. */
static void part_mark(const struct draw *draw, const struct node *node, const struct part *part)
{
	bool on = node->state & NODE_CHECKED, round = part->kind == PART_CIRCLE, turned = draw->high && node->state & NODE_PRESSED;
	struct shape shape = shape_round(part->left_px, part->top_px, part->width_px, part->height_px, round ? -1 : px(draw, 10));
	enum colour ground = on && draw->high ? COLOUR_TINT : COLOUR_CARD, edge = on ? COLOUR_ON_TINT : COLOUR_INK, sign = draw->high ? COLOUR_ON_TINT : COLOUR_PRIMARY;
	if (turned) {
		ground = dress_ink(node);
		edge = sign = part->ink;
	}
	brush_frame(&draw->brush, node, PAINT_SIGN, &shape, layout_grown(draw->panel, 4, 42), edge, ground);
	if (!on)
		return;
	if (round) {
		int dot = part->width_px * 28 / 52, gap = (part->width_px - dot) / 2;
		struct shape inner = shape_round(part->left_px + gap, part->top_px + gap, part->width_px - 2 * gap, part->height_px - 2 * gap, -1);
		brush_fill(&draw->brush, node, PAINT_SIGN, &inner, sign);
		return;
	}
	int tick = part->width_px * 88 / 100, gap = (part->width_px - tick) / 2;
	icon_at(draw, node, "check", part->left_px + gap, part->top_px + gap, tick, sign);
}

static void part_plate(const struct draw *draw, const struct node *node, const struct part *part)
{
	bool bare = draw->high || node->state & (NODE_CHECKED | NODE_DISABLED);
	struct shape arch = arch_of(draw, part->left_px, part->top_px, part->width_px, part->height_px);
	if (!bare)
		brush_fill(&draw->brush, node, PAINT_FILL, &arch, COLOUR_TINT);
	int side = part->width_px * 59 / 100;
	icon_at(draw, node, part->name, part->left_px + (part->width_px - side) / 2, part->top_px + (part->height_px - side) / 2, side, part->ink);
}

static void part_dot(const struct draw *draw, const struct node *node, const struct part *part)
{
	struct shape shape = shape_round(part->left_px, part->top_px, part->width_px, part->height_px, -1);
	if (part->kind == PART_DOT_HERE)
		brush_fill(&draw->brush, node, PAINT_SIGN, &shape, node->state & (NODE_PRESSED | NODE_DISABLED) ? part->ink : COLOUR_OK_DOT);
	else
		brush_ring(&draw->brush, node, PAINT_SIGN, &shape, px(draw, 4), part->ink, 0);
}

static void part_caret(const struct draw *draw, const struct node *node, const struct part *part)
{
	struct shape shape = shape_round(part->left_px, part->top_px, part->width_px, part->height_px, 0);
	brush_fill(&draw->brush, node, PAINT_SIGN, &shape, part->ink);
}

/* The letters in the field's own colour, on their own. */
static void part_marked(const struct draw *draw, const struct node *node, const struct part *part)
{
	SDL_Surface *surface = draw->brush.surface;
	SDL_Rect before = surface->clip_rect, cut, area = { part->left_px, part->top_px, part->width_px, part->height_px };
	if (!SDL_IntersectRect(&before, &area, &cut))
		return;
	struct shape shape = shape_round(area.x, area.y, area.w, area.h, 0);
	brush_fill(&draw->brush, node, PAINT_FILL, &shape, part->ink);
	SDL_SetClipRect(surface, &cut);
	brush_text(&draw->brush, node, draw->paint->text, part->paragraph, area.x - part->in_x_px, area.y - part->in_y_px, draw->high && node->state & NODE_PRESSED ? dress_ink(node) : look_of(node->look)->fill);
	SDL_SetClipRect(surface, &before);
}

static void (*const parts[])(const struct draw *, const struct node *, const struct part *) = {
	[PART_TEXT] = part_text, [PART_ICON] = part_icon, [PART_IMAGE] = part_image, [PART_CIRCLE] = part_mark, [PART_BOX] = part_mark,
	[PART_PLATE] = part_plate, [PART_DOT_HERE] = part_dot, [PART_DOT_AWAY] = part_dot, [PART_CARET] = part_caret, [PART_MARKED] = part_marked,
};

static void draw_content(const struct draw *draw, const struct node *node)
{
	struct content content;
	layout_content(draw->tree, node, draw->paint->text, draw->panel, node->own_width_px, node->own_height_px, &draw->paint->arena, &content);
	struct dress dress = dress_of(draw->theme, draw->panel, node);
	SDL_Rect before = draw->brush.surface->clip_rect, cut, own = { node->own_left_px, node->own_top_px + dress.down_px, node->own_width_px, node->own_height_px };
	bool seen = !content.clip || SDL_IntersectRect(&before, &own, &cut);
	if (content.clip && seen)
		SDL_SetClipRect(draw->brush.surface, &cut);
	for (int i = 0; seen && i < content.part_count; i++) {
		struct part *part = &content.part[i];
		part->left_px += own.x;
		part->top_px += own.y;
		part->ink = dress.ink != COLOUR_NONE ? dress.ink : part->ink;
		parts[part->kind](draw, node, part);
	}
	SDL_SetClipRect(draw->brush.surface, &before);
	arena_reset(&draw->paint->arena);
}

/* ---- nodes ---- */

static int reach(const struct draw *draw)
{
	return px(draw, RING_GAP_DP + RING_DP + RING_LINE_GAP_DP + RING_LINE_HIGH_DP + 1);
}

static bool near_clip(const struct draw *draw, const struct node *node)
{
	int around = reach(draw);
	SDL_Rect area = { node->left_px - around, node->top_px - around, node->width_px + 2 * around, node->height_px + 2 * around };
	return SDL_HasIntersection(&area, &draw->brush.surface->clip_rect) == SDL_TRUE;
}

/* Paper between the band and the line: so the line stands out on whatever is around the control. */
static void draw_focus(const struct draw *draw, const struct node *node)
{
	int gap = px(draw, RING_GAP_DP), band = px(draw, RING_DP), space = px(draw, RING_LINE_GAP_DP), line = px(draw, draw->high ? RING_LINE_HIGH_DP : RING_LINE_DP);
	struct shape shape = shape_of(draw, node), ring = shape_inset(shape, -(gap + band)), outer = shape_inset(shape, -(gap + band + space + line));
	brush_ring(&draw->brush, node, PAINT_RING, &ring, band, COLOUR_FOCUS, 0);
	struct shape between = shape_inset(shape, -(gap + band + space));
	brush_ring(&draw->brush, node, PAINT_RING_GAP, &between, space, COLOUR_PAPER, 0);
	brush_ring(&draw->brush, node, PAINT_RING_LINE, &outer, line, COLOUR_FOCUS_LINE, 0);
}

/* Rings go last; there is one, but for those who only ask what would be drawn. */
static void draw_nodes(const struct draw *draw, const struct tree *tree)
{
	int focused = 0;
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		if (!near_clip(draw, node))
			continue;
		shapes[look_of(node->look)->shape](draw, node);
		if (node->own_width_px > 0)
			draw_content(draw, node);
		focused += (node->state & NODE_FOCUSED) != 0;
	}
	for (const struct node *node = tree->root; node && focused > 0; node = node_next(node))
		if (node->state & NODE_FOCUSED && near_clip(draw, node)) {
			draw_focus(draw, node);
			focused--;
		}
}

static struct draw draw_of(struct paint *paint, const struct tree *tree, const struct layout_panel *panel, SDL_Surface *surface)
{
	return (struct draw){ .paint = paint, .theme = paint->theme, .tree = tree, .panel = panel, .brush = { .theme = paint->theme, .surface = surface }, .high = paint->theme->lip_dp == 0 };
}

void paint_tree(struct paint *paint, const struct tree *tree, const struct layout_panel *panel, SDL_Surface *surface, const SDL_Rect *area)
{
	struct draw draw = draw_of(paint, tree, panel, surface);
	SDL_Rect before = surface->clip_rect;
	SDL_SetClipRect(surface, area);
	draw_nodes(&draw, tree);
	SDL_SetClipRect(surface, &before);
}

void paint_tell(struct paint *paint, const struct tree *tree, const struct layout_panel *panel, paint_told *told, void *context)
{
	/* No pixels: only its sizes and its clip rectangle are looked at. */
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(NULL, panel->width_px, panel->height_px, 32, 0, SDL_PIXELFORMAT_RGB888);
	if (!surface)
		abort();
	struct draw draw = draw_of(paint, tree, panel, surface);
	draw.brush.told = told;
	draw.brush.context = context;
	draw_nodes(&draw, tree);
	SDL_FreeSurface(surface);
}
