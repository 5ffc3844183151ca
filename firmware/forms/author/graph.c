/* SPDX-License-Identifier: MIT */
/* The ways between pages, and their description in Graphviz's language. SOURCE: the DOT language. */
#include "firmware/forms/author/graph.h"

#include "firmware/forms/model.h"
#include "firmware/forms/walk.h"

#include <stdlib.h>

static void add(struct graph *graph, struct graph_edge edge)
{
	if (graph->count == graph->room) {
		graph->room = graph->room ? graph->room * 2 : 64;
		graph->edge = realloc(graph->edge, graph->room * sizeof *graph->edge);
		if (!graph->edge)
			abort();
	}
	graph->edge[graph->count++] = edge;
}

/* A page without a condition stops whatever would go further. */
static void add_in_order(struct graph *graph, int from)
{
	const struct form *form = graph->form;
	for (int to = from + 1; (size_t)to < form->page_count; to++) {
		if (walk_passes_over(form, &form->page[to]))
			continue;
		add(graph, (struct graph_edge){ from, to, form->page[to].condition, false });
		if (!form->page[to].condition)
			return;
	}
}

/* Of links without a condition only the last counts. */
static void add_links(struct graph *graph, int from)
{
	const struct form_page *page = &graph->form->page[from];
	int otherwise = page->otherwise;
	for (size_t i = 0; i < page->link_count; i++) {
		if (page->link[i].condition)
			add(graph, (struct graph_edge){ from, page->link[i].page, page->link[i].condition, false });
		else
			otherwise = page->link[i].page;
	}
	if (otherwise >= 0)
		add(graph, (struct graph_edge){ from, otherwise, NULL, page->link_count > 1 });
}

void graph_init(struct graph *graph, const struct form *form)
{
	*graph = (struct graph){ .form = form };
	for (size_t i = 0; i < form->page_count; i++) {
		if (form->page[i].kind == PAGE_TERMINAL || form->page[i].kind == PAGE_SUMMARY)
			continue;
		if (form->by_links)
			add_links(graph, (int)i);
		else
			add_in_order(graph, (int)i);
	}
}

void graph_done(struct graph *graph)
{
	free(graph->edge);
	*graph = (struct graph){ 0 };
}

const char *graph_heading(const struct form_page *page)
{
	if (*page->title)
		return page->title;
	if (page->count > 0 && *page->component[0].title)
		return page->component[0].title;
	return page->kind == PAGE_SUMMARY ? "Check answers" : page->path;
}

const char *graph_kind(const struct form_page *page)
{
	static const char *const names[] = {
		[PAGE_QUESTION] = "question", [PAGE_CONTENT] = "content", [PAGE_START] = "start", [PAGE_TERMINAL] = "end", [PAGE_SUMMARY] = "answers",
		[PAGE_REPEAT] = "repeated", [PAGE_DESK] = "desk",
	};
	return names[page->kind];
}

/* Within quotation marks. */
static enum fail quoted(struct buffer *ret, const char *text)
{
	TRY(buffer_add(ret, "\"", 1));
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			TRY(buffer_add(ret, "\\", 1));
		TRY(buffer_add(ret, (unsigned char)*text < ' ' ? " " : text, 1));
	}
	return buffer_add(ret, "\"", 1);
}

static enum fail dot_page(const struct form_page *page, struct buffer *ret)
{
	static const char *const shapes[] = {
		[PAGE_QUESTION] = "shape=box", [PAGE_CONTENT] = "shape=note", [PAGE_START] = "shape=oval", [PAGE_TERMINAL] = "shape=octagon, color=firebrick",
		[PAGE_SUMMARY] = "shape=box, peripheries=2, color=darkgreen", [PAGE_REPEAT] = "shape=box3d", [PAGE_DESK] = "shape=house, color=darkorange",
	};
	TRY(buffer_printf(ret, "\t"));
	TRY(quoted(ret, page->path));
	TRY(buffer_printf(ret, " [%s%s, label=", shapes[page->kind], page->condition ? ", style=dashed" : ""));
	TRY(quoted(ret, graph_heading(page)));
	return buffer_printf(ret, "]\n");
}

enum fail graph_dot(const struct graph *graph, struct buffer *ret)
{
	const struct form *form = graph->form;
	TRY(buffer_printf(ret, "digraph "));
	TRY(quoted(ret, form->name));
	TRY(buffer_printf(ret, " {\n\tnode [fontname=sans]\n\tedge [fontname=sans, fontsize=10]\n"));
	for (size_t i = 0; i < form->page_count; i++)
		TRY(dot_page(&form->page[i], ret));
	for (size_t i = 0; i < graph->count; i++) {
		const struct graph_edge *edge = &graph->edge[i];
		TRY(buffer_printf(ret, "\t"));
		TRY(quoted(ret, form->page[edge->from].path));
		TRY(buffer_printf(ret, " -> "));
		TRY(quoted(ret, form->page[edge->to].path));
		TRY(buffer_printf(ret, " [label="));
		TRY(quoted(ret, edge->condition ? edge->condition->name : edge->otherwise ? "otherwise" : ""));
		TRY(buffer_printf(ret, "]\n"));
	}
	return buffer_printf(ret, "}\n");
}
