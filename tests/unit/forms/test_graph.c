/* SPDX-License-Identifier: MIT */
/* unit.forms_graph - the ways between pages, and that foreign words do no harm in the drawings. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/utf8.h"
#include "firmware/forms/author/graph.h"
#include "firmware/forms/author/walker.h"

#include <stdio.h>
#include <string.h>

static bool leads(const struct graph *graph, const char *from, const char *to)
{
	for (size_t i = 0; i < graph->count; i++)
		if (strcmp(graph->form->page[graph->edge[i].from].path, from) == 0 && strcmp(graph->form->page[graph->edge[i].to].path, to) == 0)
			return true;
	return false;
}

static const char conditions[] = "{'id':'c','displayName':'it is so','items':[{'id':'i','componentId':'one','operator':'is','type':'BooleanValue','value':true}]}";
static const char pages[] = "{'path':'/one','title':'','components':[{'id':'one','type':'YesNoField','name':'one','title':'One?','options':{},'schema':{}}]},"
	"{'path':'/maybe','title':'Maybe','condition':'c','components':[]},{'path':'/end','title':'<b>\\\"&','controller':'TerminalPageController','condition':'c','components':[]}";

static void pages_in_order_lead_up_to_the_first_without_a_condition(void **state)
{
	(void)state;
	struct graph graph;
	struct form *form = given_pages(pages, conditions, "");
	graph_init(&graph, form);
	assert_true(leads(&graph, "/one", "/maybe") && leads(&graph, "/one", "/end") && leads(&graph, "/one", "/summary") && leads(&graph, "/maybe", "/summary"));
	assert_false(leads(&graph, "/end", "/summary"));
	assert_int_equal(graph.count, 5);
	graph_done(&graph);
	form_free(form);
}

static void linked_pages_lead_along_their_links(void **state)
{
	(void)state;
	struct graph graph;
	struct form *form = given_form("{'name':'A','startPage':'/a','pages':[{'path':'/a','title':'A','components':[],'next':[{'path':'/c'},{'path':'/b'}]},"
		"{'path':'/b','title':'B','components':[],'next':[{'path':'/summary'}]},{'path':'/c','title':'C','components':[],'next':[{'path':'/a'}]},"
		"{'path':'/summary','title':'','controller':'SummaryPageController'}],'conditions':[],'lists':[],'sections':[]}");
	graph_init(&graph, form);
	assert_true(leads(&graph, "/a", "/b") && leads(&graph, "/b", "/summary") && leads(&graph, "/c", "/a"));
	assert_false(leads(&graph, "/a", "/c")); /* of two links without a condition the last counts */
	graph_done(&graph);
	form_free(form);
}

/* Every way that a random journey takes is in the graph. */
static void journeys_keep_to_the_graph(void **state)
{
	(void)state;
	static const char *const fixtures[] = { "every-kind", "joined", "schema1", "walk", "xgov" };
	for (size_t i = 0; i < sizeof fixtures / sizeof fixtures[0]; i++) {
		struct form *form = given_fixture(fixtures[i]);
		struct walker walker;
		struct graph graph;
		graph_init(&graph, form);
		walker_init(&walker, form, given_today, 7);
		for (int k = 0; k < 50; k++) {
			walker_go(&walker);
			if (walker.from >= 0 && !leads(&graph, form->page[walker.from].path, form->page[walker.page].path))
				fail_msg("%s: %s to %s is not drawn", fixtures[i], form->page[walker.from].path, form->page[walker.page].path);
		}
		walker_done(&walker);
		graph_done(&graph);
		form_free(form);
	}
}

static void drawings_carry_foreign_words_safely(void **state)
{
	(void)state;
	struct graph graph;
	struct form *form = given_pages(pages, conditions, "");
	BUFFER_AUTO dot, svg;
	buffer_init(&dot, GRAPH_DRAWING_MAX_BYTES);
	buffer_init(&svg, GRAPH_DRAWING_MAX_BYTES);
	graph_init(&graph, form);
	assert_int_equal(graph_dot(&graph, &dot), FAIL_NONE);
	assert_int_equal(graph_svg(&graph, &svg), FAIL_NONE);
	assert_non_null(strstr(buffer_text(&dot), "label=\"<b>\\\"&\""));
	assert_non_null(strstr(buffer_text(&dot), "\"/one\" -> \"/maybe\" [label=\"it is so\"]"));
	assert_non_null(strstr(buffer_text(&svg), "&lt;b&gt;&quot;&amp;"));
	assert_null(strstr(buffer_text(&svg), "<b>"));
	assert_true(utf8_valid(buffer_text(&svg), svg.size_bytes));
	graph_done(&graph);
	form_free(form);
}

static void a_drawing_larger_than_it_may_be_is_refused(void **state)
{
	(void)state;
	struct graph graph;
	struct form *form = given_pages(pages, conditions, "");
	BUFFER_AUTO small;
	buffer_init(&small, 500);
	graph_init(&graph, form);
	assert_int_equal(graph_svg(&graph, &small), FAIL_LIMIT);
	graph_done(&graph);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(pages_in_order_lead_up_to_the_first_without_a_condition), cmocka_unit_test(linked_pages_lead_along_their_links),
		cmocka_unit_test(journeys_keep_to_the_graph), cmocka_unit_test(drawings_carry_foreign_words_safely), cmocka_unit_test(a_drawing_larger_than_it_may_be_is_refused),
	};
	return cmocka_run_group_tests_name("forms_graph", cases, NULL, NULL);
}
