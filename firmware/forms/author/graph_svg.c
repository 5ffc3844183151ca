/* SPDX-License-Identifier: MIT */
/*
 * A drawing without a layout program: pages stand under each other in the definition's order, which authors know; the way to the page below is
 * straight, ways that pass over pages are arcs on the right, ways back on the left. Arcs that overlap get lanes of their own, short ones inside.
 */
#include "firmware/forms/author/graph.h"

#include "firmware/base/utf8.h"
#include "firmware/forms/model.h"

#include <stdlib.h>
#include <string.h>

enum { BOX_WIDTH = 420, BOX_HEIGHT = 60, GAP = 26, MARGIN = 20, LANE = 14, LANES_MAX = 60, LINE_CHARACTERS = 52, HEADER = 46 };

static enum fail escaped(struct buffer *ret, const char *text, size_t characters)
{
	static const struct { char c; const char *written; } marks[] = { { '<', "&lt;" }, { '>', "&gt;" }, { '&', "&amp;" }, { '"', "&quot;" } };
	size_t count = 0;
	while (*text) {
		const char *begin = text, *mark = NULL;
		if (count++ == characters)
			return buffer_printf(ret, "…");
		uint32_t c = utf8_next(&text);
		for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
			if (*begin == marks[i].c)
				mark = marks[i].written;
		if (mark)
			TRY(buffer_add(ret, mark, strlen(mark)));
		else if (c < ' ' || c == 0x7f || c == 0xfffe || c == 0xffff) /* what XML cannot hold */
			TRY(buffer_add(ret, " ", 1));
		else
			TRY(buffer_add(ret, begin, (size_t)(text - begin)));
	}
	return FAIL_NONE;
}

static int top_of(int page)
{
	return HEADER + page * (BOX_HEIGHT + GAP);
}

/* ---- lanes ---- */

struct arc { const struct graph_edge *edge; int first, last, lane; };
struct side { struct arc *arc; size_t count; int lanes; };

static int shorter_first(const void *a, const void *b)
{
	const struct arc *left = a, *right = b;
	int difference = (left->last - left->first) - (right->last - right->first);
	return difference ? difference : left->first != right->first ? left->first - right->first : left->edge < right->edge ? -1 : left->edge > right->edge;
}

/* The innermost lane that is free beside all pages it passes; when none is, the outermost. @taken: lanes as bits, between each two pages. */
static void give_lanes(struct side *side)
{
	uint64_t taken[FORM_PAGE_MAX] = { 0 };
	qsort(side->arc, side->count, sizeof *side->arc, shorter_first);
	for (size_t i = 0; i < side->count; i++) {
		struct arc *arc = &side->arc[i];
		uint64_t beside = 0;
		for (int gap = arc->first; gap < arc->last; gap++)
			beside |= taken[gap];
		while (arc->lane < LANES_MAX - 1 && beside >> arc->lane & 1)
			arc->lane++;
		for (int gap = arc->first; gap < arc->last; gap++)
			taken[gap] |= UINT64_C(1) << arc->lane;
		if (arc->lane + 1 > side->lanes)
			side->lanes = arc->lane + 1;
	}
}

static void sort_sides(const struct graph *graph, struct side *right, struct side *left)
{
	*right = (struct side){ .arc = calloc(graph->count + 1, sizeof *right->arc) };
	*left = (struct side){ .arc = calloc(graph->count + 1, sizeof *left->arc) };
	if (!right->arc || !left->arc)
		abort();
	for (size_t i = 0; i < graph->count; i++) {
		const struct graph_edge *edge = &graph->edge[i];
		bool back = edge->to <= edge->from;
		struct side *side = back ? left : right;
		if (edge->to != edge->from + 1)
			side->arc[side->count++] = (struct arc){ edge, back ? edge->to : edge->from, back ? edge->from : edge->to, 0 };
	}
	give_lanes(right);
	give_lanes(left);
}

/* ---- drawing ---- */

struct drawing { const struct graph *graph; struct buffer *ret; int left; /* of the boxes */ };

static enum fail tip(struct drawing *drawing, const struct graph_edge *edge)
{
	const struct form *form = drawing->graph->form;
	TRY(buffer_printf(drawing->ret, "<title>"));
	TRY(escaped(drawing->ret, form->page[edge->from].path, SIZE_MAX));
	TRY(buffer_printf(drawing->ret, " → "));
	TRY(escaped(drawing->ret, form->page[edge->to].path, SIZE_MAX));
	if (edge->condition || edge->otherwise)
		TRY(buffer_printf(drawing->ret, edge->condition ? ": if " : ": otherwise"));
	if (edge->condition)
		TRY(escaped(drawing->ret, edge->condition->name, SIZE_MAX));
	return buffer_printf(drawing->ret, "</title></path>\n");
}

static enum fail draw_arc(struct drawing *drawing, const struct arc *arc, bool right)
{
	int side = right ? 1 : -1, edge = right ? drawing->left + BOX_WIDTH : drawing->left, out = edge + side * (arc->lane + 1) * LANE;
	int from = top_of(arc->edge->from) + BOX_HEIGHT * 3 / 4, to = top_of(arc->edge->to) + BOX_HEIGHT / 4;
	TRY(buffer_printf(drawing->ret, "<path class=\"way%s\" marker-end=\"url(#tip)\" d=\"M%d %dH%dV%dH%d\">", arc->edge->condition ? " if" : "", edge, from, out, to,
	                  edge + side * 2));
	return tip(drawing, arc->edge);
}

static enum fail draw_down(struct drawing *drawing, const struct graph_edge *edge)
{
	int x = drawing->left + BOX_WIDTH / 2;
	TRY(buffer_printf(drawing->ret, "<path class=\"way%s\" marker-end=\"url(#tip)\" d=\"M%d %dV%d\">", edge->condition ? " if" : "", x,
	                  top_of(edge->from) + BOX_HEIGHT, top_of(edge->to) - 2));
	return tip(drawing, edge);
}

static enum fail draw_line(struct drawing *drawing, int x, int y, const char *class, const char *before, const char *text, size_t characters)
{
	TRY(buffer_printf(drawing->ret, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s", class, x, y, before));
	TRY(escaped(drawing->ret, text, characters));
	return buffer_printf(drawing->ret, "</text>\n");
}

static enum fail draw_page(struct drawing *drawing, int at)
{
	const struct form_page *page = &drawing->graph->form->page[at];
	int x = drawing->left, y = top_of(at);
	TRY(buffer_printf(drawing->ret, "<g><title>"));
	TRY(escaped(drawing->ret, graph_heading(page), SIZE_MAX));
	TRY(buffer_printf(drawing->ret, "</title><rect class=\"%s%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", graph_kind(page),
	                  page->condition ? " if" : "", x, y, BOX_WIDTH, BOX_HEIGHT));
	TRY(draw_line(drawing, x + 12, y + 22, "heading", "", graph_heading(page), LINE_CHARACTERS));
	TRY(draw_line(drawing, x + 12, y + 40, "small", "", page->path, LINE_CHARACTERS));
	TRY(buffer_printf(drawing->ret, "<text class=\"small kind\" x=\"%d\" y=\"%d\">%s</text>\n", x + BOX_WIDTH - 12, y + 40, graph_kind(page)));
	if (page->condition)
		TRY(draw_line(drawing, x + 12, y + 54, "small", "only if: ", page->condition->name, LINE_CHARACTERS));
	return buffer_printf(drawing->ret, "</g>\n");
}

static enum fail draw_head(struct drawing *drawing, int width, int height)
{
	TRY(buffer_printf(drawing->ret, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n<title>", width, height, width, height));
	TRY(escaped(drawing->ret, drawing->graph->form->name, SIZE_MAX));
	return buffer_printf(drawing->ret,
		"</title>\n<style>text{font:14px sans-serif;fill:#111}.name{font-weight:bold;font-size:18px}.heading{font-weight:bold}.small{font-size:11px}.kind{text-anchor:end}"
		"rect{fill:#fff;stroke:#0b4340;stroke-width:1.5}rect.if{stroke-dasharray:6 4}rect.end{fill:#fde8e6;stroke:#a4231b}rect.answers{fill:#e3f3e6;stroke-width:3}"
		"rect.desk{fill:#fff3d6}rect.content,rect.start{fill:#eef2f2}.way{fill:none;stroke:#0b4340;stroke-width:1.5}.way.if{stroke-dasharray:5 3}</style>\n"
		"<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#0b4340\"/></marker></defs>\n"
		"<rect width=\"100%%\" height=\"100%%\" style=\"stroke:none\"/>\n");
}

static enum fail draw(struct drawing *drawing, const struct side *right, const struct side *left)
{
	const struct graph *graph = drawing->graph;
	int pages = (int)graph->form->page_count;
	drawing->left = MARGIN + (left->lanes + 1) * LANE;
	TRY(draw_head(drawing, drawing->left + BOX_WIDTH + (right->lanes + 1) * LANE + MARGIN, top_of(pages)));
	TRY(draw_line(drawing, drawing->left, 30, "name", "", graph->form->name, LINE_CHARACTERS));
	for (size_t i = 0; i < graph->count; i++)
		if (graph->edge[i].to == graph->edge[i].from + 1)
			TRY(draw_down(drawing, &graph->edge[i]));
	for (size_t i = 0; i < right->count; i++)
		TRY(draw_arc(drawing, &right->arc[i], true));
	for (size_t i = 0; i < left->count; i++)
		TRY(draw_arc(drawing, &left->arc[i], false));
	for (int i = 0; i < pages; i++)
		TRY(draw_page(drawing, i));
	return buffer_printf(drawing->ret, "</svg>\n");
}

enum fail graph_svg(const struct graph *graph, struct buffer *ret)
{
	struct drawing drawing = { .graph = graph, .ret = ret };
	struct side right, left;
	sort_sides(graph, &right, &left);
	enum fail code = draw(&drawing, &right, &left);
	free(right.arc);
	free(left.arc);
	return code;
}
