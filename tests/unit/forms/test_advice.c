/* SPDX-License-Identifier: MIT */
/* unit.forms_advice - what `foyer forms check` finds, each on a small form that has it and says nothing of the kind without it. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/author/advice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUESTION(PATH, NAME, TITLE, MORE) "{'path':'" PATH "','title':''," MORE "'components':[{'id':'" NAME "','type':'YesNoField','name':'" NAME "','title':'" TITLE "','options':{},'schema':{}}]}"
#define ENDS "{'path':'/summary','title':'','controller':'SummaryPageController'}"
#define ASKS(ID, COMPONENT, VALUE) "{'id':'" ID "','displayName':'" ID " holds','items':[{'id':'i" ID "','componentId':'" COMPONENT "','operator':'is','type':'BooleanValue','value':" VALUE "}]}"
#define TRANSLATED "'metadata':{'kiosk':{'languages':['en','cy']},'translations':{'cy':{'form.title':'A','components.one.title':'Un?'}}},"

/* Whether one of the findings has @place and @words in it, and something to do. */
static bool found_in(const struct form *form, const char *place, const char *words)
{
	struct arena arena;
	const struct advice *advice;
	bool found = false;
	arena_init(&arena, ADVICE_ARENA_BYTES);
	size_t count = advise(form, given_today, &arena, &advice);
	for (size_t i = 0; i < count; i++) {
		assert_true(*advice[i].place && *advice[i].words && *advice[i].mend);
		found |= strstr(advice[i].place, place) && strstr(advice[i].words, words);
	}
	arena_done(&arena);
	return found;
}

static bool found(const char *quoted, const char *place, const char *words)
{
	struct form *form = given_form(quoted);
	bool is = found_in(form, place, words);
	form_free(form);
	return is;
}

static char *in_order(const char *more, const char *pages, const char *conditions)
{
	char *json = NULL;
	assert_true(asprintf(&json, "{'name':'A','engine':'V2','schema':2,%s'pages':[%s],'conditions':[%s],'lists':[],'sections':[]}", more, pages, conditions) >= 0);
	return json;
}

static bool found_in_order(const char *more, const char *pages, const char *conditions, const char *place, const char *words)
{
	char *json = in_order(more, pages, conditions);
	bool is = found(json, place, words);
	free(json);
	return is;
}

static bool found_linked(const char *pages, const char *place, const char *words)
{
	char *json = NULL;
	assert_true(asprintf(&json, "{'name':'A','startPage':'/a','pages':[%s," ENDS "],'conditions':[],'lists':[],'sections':[]}", pages) >= 0);
	bool is = found(json, place, words);
	free(json);
	return is;
}

static void a_page_without_a_way_to_it_is_found(void **state)
{
	(void)state;
	static const char a[] = "{'path':'/a','title':'A','components':[],'next':[{'path':'/summary'}]}";
	char two[400];
	assert_false(found_linked(a, "page", "No page leads here"));
	snprintf(two, sizeof two, "%s,{'path':'/b','title':'B','components':[],'next':[{'path':'/summary'}]}", a);
	assert_true(found_linked(two, "page /b", "No page leads here"));
	assert_true(found_in_order("", QUESTION("/one", "one", "One?", "") ",{'path':'/end','title':'End','controller':'TerminalPageController','components':[]}," ENDS, "",
	                           "page /summary", "behind a page that always ends the form"));
}

static void a_page_whose_condition_cannot_hold_is_found(void **state)
{
	(void)state;
	static const char late[] = QUESTION("/zero", "zero", "Zero?", "") "," QUESTION("/one", "one", "One?", "'condition':'c',") "," QUESTION("/two", "two", "Two?", "") "," ENDS;
	static const char first[] = QUESTION("/one", "one", "One?", "'condition':'c',") "," QUESTION("/two", "two", "Two?", "") "," ENDS;
	static const char early[] = QUESTION("/one", "one", "One?", "") "," QUESTION("/two", "two", "Two?", "'condition':'c',") "," ENDS;
	assert_true(found_in_order("", late, ASKS("c", "two", "true"), "page /one", "never held"));
	assert_true(found_in_order("", late, ASKS("c", "two", "true"), "condition \"c holds\"", "never held"));
	assert_true(found_in_order("", first, ASKS("c", "two", "true"), "page /one", "every journey begins here"));
	assert_false(found_in_order("", early, ASKS("c", "one", "true"), "", "begins here"));
	assert_false(found_in_order("", early, ASKS("c", "one", "true"), "", "never held"));
	assert_false(found_in_order("", early, ASKS("c", "one", "true"), "", "Nothing uses it"));
}

static void a_dead_end_is_found(void **state)
{
	(void)state;
	static const char circle[] = "{'path':'/a','title':'A','components':[],'next':[{'path':'/b'}]},{'path':'/b','title':'B','components':[],'next':[{'path':'/a'}]}";
	assert_true(found_linked(circle, "page /b", "A dead end"));
	assert_true(found_linked(circle, "page /summary", "No page leads here"));
	assert_false(found_linked("{'path':'/a','title':'A','components':[],'next':[{'path':'/summary'}]}", "", "dead end"));
	assert_true(found_in_order("", "{'path':'/q','title':'','components':[{'type':'TextField','name':'q','title':'Code','options':{},'schema':{'regex':'^(?=b)a$'}}]}," ENDS, "",
	                           "\"q\"", "Nothing out of 400 tries answers \"Code\" (pattern)"));
}

static void a_condition_that_nothing_uses_is_found(void **state)
{
	(void)state;
	assert_true(found_in_order("", QUESTION("/one", "one", "One?", "") "," ENDS, ASKS("c", "one", "true"), "condition \"c holds\"", "Nothing uses it"));
	assert_false(found_in_order("", QUESTION("/one", "one", "One?", "") ",{'path':'/two','title':'Two','condition':'d','components':[]}," ENDS,
	                            ASKS("c", "one", "true") ",{'id':'d','displayName':'D','items':[{'id':'x','conditionId':'c'}]}", "", "Nothing uses it"));
}

static void a_heading_twice_is_found(void **state)
{
	(void)state;
	assert_true(found_in_order("", QUESTION("/one", "one", "Same?", "") "," QUESTION("/two", "two", "Same?", "") "," ENDS, "", "page /two", "heading of /one"));
	assert_true(found_in_order("", QUESTION("/one", "one", "", "") "," ENDS, "", "\"one\"", "without words"));
}

static void a_missing_translation_is_found(void **state)
{
	(void)state;
	assert_false(found_in_order(TRANSLATED, QUESTION("/one", "one", "One?", "") "," ENDS, "", "", "is missing in"));
	assert_true(found_in_order(TRANSLATED, QUESTION("/one", "one", "One?", "") "," QUESTION("/two", "two", "Two?", "") "," ENDS, "", "page /two, \"two\"",
	                           "\"components.two.title\" is missing in \"cy\": \"Two?\""));
	assert_true(found_in_order("'metadata':{'kiosk':{'languages':['ur']}},", QUESTION("/one", "one", "One?", "") "," ENDS, "", "metadata", "\"form.title\" is missing in \"ur\""));
	assert_true(found_in_order("'metadata':{'translations':{'cy':{'form.title':'A'}}},", QUESTION("/one", "one", "One?", "") "," ENDS, "", "", "missing in \"cy\""));
	assert_false(found_in_order("", QUESTION("/one", "one", "One?", "") "," ENDS, "", "", "is missing in"));
}

#define EASY "'metadata':{'kiosk':{'languages':['en']},'translations':{'en-simple':{'form.title':'A'}}},"
#define TWELVE "One two three four five six seven eight nine ten eleven twelve"

/* Easy Read is English: a short text is its own; a long one is asked for where somebody began. */
static void easy_read_that_was_begun_is_asked_for_where_english_is_long(void **state)
{
	(void)state;
	assert_false(found_in_order(EASY, QUESTION("/one", "one", TWELVE "?", "") "," ENDS, "", "", "is missing in"));
	assert_true(found_in_order(EASY, QUESTION("/one", "one", TWELVE " thirteen?", "") "," ENDS, "", "page /one", "\"components.one.title\" is missing in \"en-simple\""));
	assert_false(found_in_order("'metadata':{'kiosk':{'languages':['en']}},", QUESTION("/one", "one", TWELVE " thirteen?", "") "," ENDS, "", "", "is missing in"));
	assert_true(found_in_order("'metadata':{'kiosk':{'languages':['en-simple']}},", QUESTION("/one", "one", TWELVE " thirteen?", "") "," ENDS, "", "", "missing in \"en-simple\""));
}

static void a_missing_standard_or_privacy_line_is_found(void **state)
{
	(void)state;
	static const char all[] = "'metadata':{'kiosk':{'service':{'summary':'S'},'standard':{'timescale':{'value':2,'unit':'days'},'promise':'P','nextSteps':['N'],'ifLate':'L',"
	                          "'contact':{'phone':'1'}},'privacy':{'line':'P'}}},";
	static const char pages[] = QUESTION("/one", "one", "One?", "") "," ENDS;
	assert_true(found_in_order("", pages, "", "metadata.kiosk.standard", "by when"));
	assert_true(found_in_order("", pages, "", "metadata.kiosk.privacy", "what becomes of the answers"));
	assert_false(found_in_order(all, pages, "", "", "It does not say"));
	char *json = in_order(all, pages, "");
	struct form *form = given_form(json);
	assert_false(found_in(form, "", "")); /* clean */
	form_free(form);
	free(json);
}

static void a_hard_sentence_is_named(void **state)
{
	(void)state;
	static const char hard[] = "Subsequent administrative determinations necessitate comprehensive documentary verification of residential eligibility requirements";
	static const char long_one[] = "we go to the house and we see the bin and we take the bin and we put it on the van and we go to the tip with it";
	char pages[600];
	snprintf(pages, sizeof pages, "{'path':'/a','title':'%s','components':[]}," ENDS, hard);
	assert_true(found_in_order("", pages, "", "page /a", "reading age of"));
	assert_true(found_in_order("", pages, "", "the form", hard));
	snprintf(pages, sizeof pages, "{'path':'/a','title':'%s','components':[]}," ENDS, long_one);
	assert_true(found_in_order("", pages, "", "page /a", "30 words"));
	assert_false(found_in_order("", pages, "", "", "reading age of"));
}

#define CLASSED(ID, CLASS) "'metadata':{'kiosk':{'privacy':{'class':{'" ID "':'" CLASS "'}}}},"

static bool looks(const char *class, const char *title, const char *words)
{
	char *page = NULL, *more = NULL;
	assert_true(asprintf(&page, QUESTION("/one", "one", "%s", "") "," ENDS, title) >= 0);
	assert_true(asprintf(&more, CLASSED("one", "%s"), class) >= 0);
	bool is = found_in_order(*class ? more : "", page, "", "", words);
	free(page);
	free(more);
	return is;
}

static void what_looks_sensitive_has_to_be_declared_so(void **state)
{
	(void)state;
	static const struct { const char *title, *about; } asked[] = {
		{ "When were you born?", "a date of birth, which is sensitive" }, { "Your Date of Birth", "a date of birth" }, { "What is your National Insurance number?", "a National Insurance number" },
		{ "Which bank account?", "a bank account" }, { "Sort code", "a bank account" }, { "Do you have a disability?", "health" }, { "Do you get Universal Credit?", "benefits" },
		{ "What is your ethnic group?", "equality" }, { "Gender", "equality" }, { "What is your sexual orientation?", "equality" }, { "What visa do you have?", "immigration" },
	};
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		assert_true(looks("", asked[i].title, asked[i].about));
		assert_true(looks("public", asked[i].title, asked[i].about));
		assert_true(looks("personal", asked[i].title, "so staff who help see it"));
		assert_false(looks("sensitive", asked[i].title, "It looks as if"));
		assert_false(looks("secret", asked[i].title, "It looks as if"));
	}
	assert_true(looks("sensitive", "Choose a PIN", "a PIN, which is secret; it is sensitive"));
	assert_false(looks("secret", "Choose a PIN", "It looks as if"));
	assert_false(looks("", "What is your name?", "It looks as if"));
	assert_false(looks("", "Are you coming to the bottle bank, the stubborn one of Essex?", "It looks as if")); /* parts of words are none */
}

static void an_unclassed_long_title_is_looked_at_as_far_as_it_goes(void **state)
{
	(void)state;
	char *title = given_repeated("word%d", 300, " ");
	assert_false(looks("", title, "It looks as if"));
	free(title);
}

static void what_the_loader_warns_of_is_said_with_what_to_do(void **state)
{
	(void)state;
	assert_true(found_in_order("'surprise':1,", QUESTION("/one", "one", "One?", "") "," ENDS, "", "the form", "has \"surprise\""));
	assert_string_equal(advice_for_sentence("two pages have the path /a"), "Give one of them another path");
	assert_string_not_equal(advice_for_sentence("nobody ever said this"), "");
}

static void more_than_the_most_ends_with_one_that_says_so(void **state)
{
	(void)state;
	struct arena arena;
	const struct advice *advice;
	char *items = given_repeated("{'text':'Item %d'}", ADVICE_MAX + 10, ","), *json = NULL;
	assert_true(asprintf(&json, "{'name':'A','engine':'V2','schema':2,'metadata':{'kiosk':{'languages':['cy']}},'pages':[{'path':'/q','title':'','components':[{'type':'RadiosField','name':'q',"
		"'title':'Q','list':'l','options':{},'schema':{}}]}," ENDS "],'conditions':[],'sections':[],'lists':[{'id':'l','name':'l','title':'','type':'string','items':[%s]}]}", items) >= 0);
	struct form *form = given_form(json);
	arena_init(&arena, ADVICE_ARENA_BYTES);
	assert_int_equal(advise(form, given_today, &arena, &advice), ADVICE_MAX + 1);
	assert_string_equal(advice[ADVICE_MAX].words, "There is more to say than this");
	arena_done(&arena);
	form_free(form);
	free(items);
	free(json);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_page_without_a_way_to_it_is_found), cmocka_unit_test(a_page_whose_condition_cannot_hold_is_found), cmocka_unit_test(a_dead_end_is_found),
		cmocka_unit_test(a_condition_that_nothing_uses_is_found), cmocka_unit_test(a_heading_twice_is_found), cmocka_unit_test(a_missing_translation_is_found), cmocka_unit_test(easy_read_that_was_begun_is_asked_for_where_english_is_long),
		cmocka_unit_test(a_missing_standard_or_privacy_line_is_found), cmocka_unit_test(a_hard_sentence_is_named),
		cmocka_unit_test(what_looks_sensitive_has_to_be_declared_so), cmocka_unit_test(an_unclassed_long_title_is_looked_at_as_far_as_it_goes),
		cmocka_unit_test(what_the_loader_warns_of_is_said_with_what_to_do), cmocka_unit_test(more_than_the_most_ends_with_one_that_says_so),
	};
	return cmocka_run_group_tests_name("forms_advice", cases, NULL, NULL);
}
