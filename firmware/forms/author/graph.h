/* SPDX-License-Identifier: MIT */
/* graph.h - which page may lead to which, and drawings of it. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/forms/form.h"

enum { GRAPH_DRAWING_MAX_BYTES = 64 * 1024 * 1024 };

/* condition: what decides it: the link's, or of pages in order the one of the page it leads to. NULL: nothing, or that nothing else held (otherwise). */
struct graph_edge { int from, to; const struct form_condition *condition; bool otherwise; };

struct graph { const struct form *form; struct graph_edge *edge; size_t count, room; };

/**
 * graph_init - all ways that the definition allows, whatever is answered: of pages in order to each later page up to the first without a condition,
 * of linked pages along their links. End with graph_done().
 */
void graph_init(struct graph *graph, const struct form *form);
void graph_done(struct graph *graph);

/** graph_dot - for Graphviz. graph_svg - drawn here: pages from top to bottom, ways that pass over pages as arcs beside them. FAIL_LIMIT larger than @ret may be. */
enum fail graph_dot(const struct graph *graph, struct buffer *ret);
enum fail graph_svg(const struct graph *graph, struct buffer *ret);

/* ---- inside ---- */

/** graph_heading - what stands on top of a page. graph_kind - "question", "end" …, in one word. */
const char *graph_heading(const struct form_page *page);
const char *graph_kind(const struct form_page *page);
