/* SPDX-License-Identifier: MIT */
/* unit.forms_load - what is compiled, what is left out with a warning, what is refused and in which words. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/review.h"
#include "firmware/forms/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void a_form_has_its_pages_in_order(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	assert_string_equal(form->name, "Every kind");
	assert_int_equal(form->page_count, 8);
	assert_string_equal(form->page[0].path, "/start");
	assert_int_equal(form->page[0].kind, PAGE_START);
	assert_int_equal(form->page[1].kind, PAGE_QUESTION);
	assert_int_equal(form->page[form_page_at(form, "/content")].kind, PAGE_CONTENT);
	assert_int_equal(form->page[form_page_at(form, "/stop")].kind, PAGE_TERMINAL);
	assert_int_equal(form->page[7].kind, PAGE_SUMMARY);
	assert_int_equal(form_page_at(form, "/nowhere"), -1);
	assert_int_equal(form->warning_count, 0);
	assert_int_equal(strlen(form->version), 16);
	form_free(form);
}

static void every_kind_of_component_is_read(void **state)
{
	(void)state;
	static const char *const fixtures[] = { "schema1", "xgov", "every-kind" };
	bool seen[COMPONENT_KIND_COUNT] = { false };
	struct form *form = NULL;
	for (size_t f = 0; f < sizeof fixtures / sizeof fixtures[0]; f++) {
		form_free(form);
		form = given_fixture(fixtures[f]);
		for (size_t i = 0; i < form->page_count; i++)
			for (size_t k = 0; k < form->page[i].count; k++)
				seen[form->page[i].component[k].kind] = true;
	}
	for (int kind = 0; kind < COMPONENT_KIND_COUNT; kind++)
		if (!seen[kind])
			fail_msg("no fixture has a %s", component_kind_name((enum component_kind)kind));
	int page = -1;
	const struct form_component *number = form_component_at(form, "bins", &page);
	assert_int_equal(page, form_page_at(form, "/numbers"));
	assert_string_equal(number->suffix, "bins");
	assert_true(number->precision.set && number->precision.value == 0 && number->max.value == 5);
	const struct form_component *when = form_component_at(form, "when", NULL);
	assert_int_equal(when->field_count, 3);
	assert_string_equal(when->field[1], "when__month");
	assert_true(when->days_past.set && when->days_past.value == 14);
	assert_null(form_component_at(form, "nobody", NULL));
	assert_null(form_component_at(form, "", NULL));
	form_free(form);
}

static void content_becomes_blocks_in_its_own_way(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	const struct form_page *page = &form->page[form_page_at(form, "/content")];
	assert_int_equal(page->component[0].blocks.block[0].kind, BLOCK_HEADING);
	assert_int_equal(page->component[1].blocks.block[1].kind, BLOCK_BULLET);
	assert_int_equal(page->component[2].blocks.block[0].kind, BLOCK_QUOTE);
	assert_string_equal(page->component[3].blocks.block[0].text, "Good news");
	assert_int_equal(page->component[4].kind, COMPONENT_DETAILS);
	assert_string_equal(page->component[4].title, "What is a caddy?");
	assert_int_equal(page->component[5].kind, COMPONENT_LIST);
	form_free(form);
}

#define DESK(KIOSK) given_form("{'name':'Help','engine':'V2','schema':2,'lists':[],'sections':[],'conditions':[],'metadata':{'kiosk':" KIOSK "}," \
	"'pages':[{'id':'1','path':'/who','title':'Who','components':[{'id':'a','type':'TextField','name':'who','title':'Who','options':{},'schema':{}}]}," \
	"{'id':'2','path':'/papers','title':'Papers','components':[{'id':'b','type':'FileUploadField','name':'papers','title':'Papers','options':{},'schema':{}}]}," \
	"{'id':'3','path':'/summary','title':'','controller':'SummaryPageController'}]}")

static void a_page_says_who_may_or_must_help(void **state)
{
	(void)state;
	struct form *form = DESK("{'assist':{'pages':{'1':{'mode':'offer','why':'It is quicker'},'2':{'mode':'require','why':''},'9':{'mode':'offer','why':'x'}}}}");
	assert_int_equal(form->page[0].assist, ASSIST_OFFER);
	assert_string_equal(form->page[0].assist_why, "It is quicker");
	assert_int_equal(form->page[1].assist, ASSIST_REQUIRE);
	assert_int_equal(form->page[2].assist, ASSIST_NONE);
	assert_int_equal(form->warning_count, 1);
	assert_non_null(strstr(form->warning[0], "\"9\", which is no page"));
	form_free(form);
}

static void a_page_for_the_desk_is_on_paper_or_left_out(void **state)
{
	(void)state;
	struct answers *answers = answers_new();
	struct form *paper = DESK("{'fallback':{'2':'paper'}}"), *skip = DESK("{'fallback':{'2':'skip'}}"), *asks = DESK("{'fallback':{'1':'skip'}}");
	struct review_desk brought[REVIEW_DESK_MAX];
	assert_int_equal(answers_set(answers, "who", "Ada"), FAIL_NONE);
	assert_int_equal(review_at_desk(paper, answers, (struct date){ 2026, 11, 22 }, brought), 1);
	assert_true(brought[0].on_paper);
	assert_string_equal(brought[0].component->name, "papers");
	assert_int_equal(route_next(paper, answers, (struct date){ 2026, 11, 22 }, 0), 1);
	assert_int_equal(review_at_desk(skip, answers, (struct date){ 2026, 11, 22 }, brought), 0);
	assert_int_equal(route_next(skip, answers, (struct date){ 2026, 11, 22 }, 0), 2);
	assert_int_equal(route_next(asks, answers, (struct date){ 2026, 11, 22 }, 0), 1);
	assert_non_null(strstr(asks->warning[0], "which this kiosk can show"));
	answers_free(answers);
	form_free(paper), form_free(skip), form_free(asks);
}

static void the_version_changes_with_the_definition(void **state)
{
	(void)state;
	struct form *one = given_question("{'type':'TextField','name':'a','title':'A'}"), *again = given_question("{'type':'TextField','name':'a','title':'A'}");
	struct form *other = given_question("{'type':'TextField','name':'a','title':'B'}");
	assert_string_equal(one->version, again->version);
	assert_string_not_equal(one->version, other->version);
	form_free(one), form_free(again), form_free(other);
}

static void what_this_kiosk_does_not_do_is_left_out_with_a_warning(void **state)
{
	(void)state;
	struct form *form = given_form("{'name':'','schema':2,'engine':'V2','colour':'red','pages':["
	                               "{'path':'/a','title':'A','events':{'onLoad':{}},'shade':1,'section':'none','controller':'HostController','components':[{'type':'TextField','name':'a','title':'A'}]},"
	                               "{'path':'/b','title':'B','controller':'OtherController','components':[{'type':'Poem','content':'Roses'}]},"
	                               "{'path':'/status','title':'','controller':'StatusPageController'}]}");
	assert_true(given_warning(form, "The page /a calls another computer"));
	assert_true(given_warning(form, "The page /a has \"shade\""));
	assert_true(given_warning(form, "The form has \"colour\""));
	assert_true(given_warning(form, "names the section \"none\""));
	assert_true(given_warning(form, "asks for \"HostController\", which this kiosk does not know; it is shown as a question page"));
	assert_true(given_warning(form, "it is shown as a content page"));
	assert_true(given_warning(form, "content of the kind \"Poem\""));
	assert_true(given_warning(form, "no page to check the answers"));
	assert_int_equal(form->warning_count, 8);
	assert_int_equal(form->page_count, 3);
	assert_int_equal(form->page[2].kind, PAGE_SUMMARY);
	assert_string_equal(form->page[1].component[0].blocks.block[0].text, "Roses");
	assert_string_equal(form->name, "given");
	form_free(form);
}

static void an_address_is_looked_up_where_its_author_says_so(void **state)
{
	(void)state;
	static const struct { const char *type, *options; bool lookup; } samples[] = {
		{ "UkAddressField", "'usePostcodeLookup':true", true }, { "UkAddressField", "'usePostcodeLookup':false", false },
		{ "UkAddressField", "", false }, { "AddressLookupField", "", true },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char question[256];
		snprintf(question, sizeof question, "{'type':'%s','name':'a','title':'A','options':{%s}}", samples[i].type, samples[i].options);
		struct form *form = given_question(question);
		const struct form_component *address = &form->page[0].component[0];
		assert_int_equal(address->lookup, samples[i].lookup);
		assert_int_equal(address->field_count, ADDRESS_FIELD_COUNT);
		assert_string_equal(address->field[ADDRESS_POSTCODE], "a__postcode");
		assert_string_equal(address->field[ADDRESS_UPRN], "a__uprn");
		form_free(form);
	}
}

static void older_names_of_controllers_and_components_are_understood(void **state)
{
	(void)state;
	struct form *form = given_form("{'name':'x','schema':2,'engine':'V2','pages':["
	                               "{'path':'/s','title':'S','controller':'./pages/start.js','components':[{'type':'Para','content':'<p>Hello</p>'}]},"
	                               "{'path':'/q','title':'Q','components':[{'type':'FreeTextField','name':'a','title':'A'}]},"
	                               "{'path':'/summary','title':'','controller':'./pages/summary.js'}],'lists':[]}");
	assert_int_equal(form->page[0].kind, PAGE_START);
	assert_int_equal(form->page[0].component[0].kind, COMPONENT_CONTENT);
	assert_int_equal(form->page[1].component[0].kind, COMPONENT_MULTILINE);
	assert_int_equal(form->page[2].kind, PAGE_SUMMARY);
	assert_int_equal(form->warning_count, 0);
	form_free(form);
}

static void options_keep_the_first_of_two_with_one_value(void **state)
{
	(void)state;
	struct form *form = given_pages("{'path':'/q','title':'','components':[{'type':'RadiosField','name':'c','title':'C','list':'l'}]}", "",
	                                "{'id':'l','name':'l','title':'','type':'number','items':[{'text':'One','value':1},{'text':'Uno','value':'1'},"
	                                "{'text':'Half','value':0.5,'hint':{'text':'small'}},{'value':true},{'text':'Last','description':'older'}]}");
	const struct form_list *list = form->page[0].component[0].list;
	assert_int_equal(list->count, 4);
	assert_true(list->numeric);
	assert_string_equal(list->item[0].text, "One");
	assert_string_equal(list->item[1].value, "0.5");
	assert_string_equal(list->item[1].hint, "small");
	assert_string_equal(list->item[2].text, "true");
	assert_string_equal(list->item[3].value, "Last");
	assert_string_equal(list->item[3].hint, "older");
	assert_true(given_warning(form, "value \"1\" twice"));
	form_free(form);
}

static void each_refusal_says_what_and_where(void **state)
{
	(void)state;
	static const struct { const char *json, *words; } samples[] = {
		{ "[]", "given: a form definition is a JSON object" }, { "{'schema':2", "not JSON" }, { "{'schema':2,'engine':'V2'}", "no pages" },
		{ "{'schema':2,'engine':'V2','pages':[]}", "no pages" }, { "{'schema':3,'engine':'V2','pages':[]}", "schema 3" },
		{ "{'schema':2,'engine':'V3','pages':[]}", "engine \"V3\"" }, { "{'schema':2,'engine':'V2','pages':[1]}", "page 1 is not an object" },
		{ "{'schema':2,'engine':'V2','pages':[{'title':'x'}]}", "page 1 has no path" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a'},{'path':'/a'}]}", "two pages have the path /a" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a','components':{}}]}", "the page /a: \"components\" is not a list" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a','components':[1]}]}", "the page /a has a component that is not an object" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a','condition':'c'}]}", "The page /a: there is no condition \"c\"" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a'}],'lists':{}}", "\"lists\" is not a list" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a'}],'lists':[1]}", "list 1 is not an object" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a'}],'lists':[{'name':'l','items':[{}]}]}", "The list \"l\" has an option without text and value" },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/a'}],'lists':[{'name':'l','items':[{'text':'x','condition':'c'}]}]}", "The list \"l\", option \"x\": there is no condition \"c\"" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		if (!strstr(given_refusal(samples[i].json, FAIL_INPUT), samples[i].words))
			fail_msg("%s: %s", samples[i].json, fail_words());
}

static void each_refusal_of_a_question_names_it(void **state)
{
	(void)state;
	static const struct { const char *component, *words; } samples[] = {
		{ "{'type':'SignatureField','name':'ink','content':'x'}", "the page /q has \"ink\" of the kind \"SignatureField\", which this kiosk cannot ask" },
		{ "{'name':'x'}", "which this kiosk cannot ask" }, { "{'type':'TextField','title':'A'}", "has a question without a name" },
		{ "{'type':'MonthYearField','name':'m','options':{'earliestMonthYear':'2026-13'}}", "not a month like 2026-03" }, { "{'type':'TextField','name':'a','title':'A'},{'type':'TextField','name':'a','title':'B'}", "a second question with the name \"a\"" },
		{ "{'type':'RadiosField','name':'r','title':'R','list':'none'}", "the page /q, r: there is no list \"none\"" },
		{ "{'type':'TextField','name':'a','title':'A','schema':{'regex':'(a'}}", "the page /q, a: its regular expression cannot be used: at byte 2: missing closing parenthesis" },
		{ "{'type':'DatePartsField','name':'d','title':'D','options':{'earliestDate':'2026-02-30'}}", "the page /q, d: its earliestDate is \"2026-02-30\"" },
		{ "{'type':'Html','content':'x','options':{'condition':'c'}}", "there is no condition \"c\"" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		if (!strstr(given_question_refusal(samples[i].component, FAIL_INPUT), samples[i].words))
			fail_msg("%s: %s", samples[i].component, fail_words());
}

static void a_page_that_ends_the_form_asks_nothing(void **state)
{
	(void)state;
	struct form *form = given_form("{'schema':2,'engine':'V2','pages':[{'path':'/t','controller':'TerminalPageController','components':[{'type':'TextField','name':'a','title':'A'},"
	                               "{'type':'Html','content':'Stop'}]},{'path':'/s','controller':'SummaryPageController','components':[{'type':'TextField','name':'b','title':'B'}]}]}");
	assert_int_equal(form->page[0].kind, PAGE_TERMINAL);
	assert_int_equal(form->page[0].count, 1);
	assert_int_equal(form->page[1].count, 0);
	assert_null(form_component_at(form, "a", NULL));
	assert_true(given_warning(form, "The page /t asks something and ends the form"));
	form_free(form);
}

static void tags_in_a_hint_only_divide_its_lines(void **state)
{
	(void)state;
	struct form *form = given_question("{'type':'TextField','name':'a','title':'A','hint':'<label class=x>Like this</label><ul><li>one</li><li>two &amp; three</li></ul><script>x()</script>'},"
	                                   "{'type':'TextField','name':'b','title':'B','hint':'less < more, a > b'}");
	assert_string_equal(form->page[0].component[0].hint, "Like this\none\ntwo & three");
	assert_string_equal(form->page[0].component[1].hint, "less < more, a > b");
	form_free(form);
}

static void what_is_not_utf8_or_too_deep_is_refused(void **state)
{
	(void)state;
	struct form *form = NULL;
	static const char broken[] = "{\"name\":\"\xc3\"}";
	assert_int_equal(form_load(broken, sizeof broken - 1, "x", &form), FAIL_INPUT);
	char *open = given_repeated("{\"a\":", 64, ""), *close = given_repeated("}", 64, ""), *deep = NULL;
	assert_true(asprintf(&deep, "%s1%s", open, close) > 0);
	assert_int_equal(form_load(deep, strlen(deep), "x", &form), FAIL_INPUT);
	assert_null(form);
	free(open), free(close), free(deep);
}

static void a_cut_character_in_a_sentence_does_not_break_it(void **state)
{
	(void)state;
	char *name = given_repeated("\xc3\xa9", 50, ""), *json = NULL;
	assert_true(asprintf(&json, "{'schema':2,'engine':'V2','x%s':1,'pages':[{'path':'/a','condition':'x%s'}]}", name, name) > 0);
	json_t *words = json_string(given_refusal(json, FAIL_INPUT));
	assert_non_null(words);
	json_decref(words);
	free(name), free(json);
}

/* Loads @quoted; the code and, on success, nothing else. */
static enum fail outcome(char *quoted)
{
	struct form *form = NULL;
	for (char *at = quoted; *at; at++)
		if (*at == '\'')
			*at = '"';
	fail_clear();
	enum fail code = form_load(quoted, strlen(quoted), "x", &form);
	form_free(form);
	free(quoted);
	return code;
}

/* @format with its "%s" replaced. */
static char *filled(const char *format, const char *text)
{
	char *json = NULL;
	const char *place = strstr(format, "%s");
	assert_non_null(place);
	assert_true(asprintf(&json, "%.*s%s%s", (int)(place - format), format, text, place + 2) > 0);
	return json;
}

static char *with(const char *format, const char *repeated, int count)
{
	char *all = given_repeated(repeated, count, ","), *json = filled(format, all);
	free(all);
	return json;
}

static void each_count_holds_at_its_maximum_and_not_one_further(void **state)
{
	(void)state;
	static const struct { const char *format, *part; int most; } samples[] = {
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/s','controller':'SummaryPageController'},%s]}", "{'path':'/p%d'}", FORM_PAGE_MAX - 1 },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[%s]}]}", "{'type':'Html','content':'%d'}", FORM_COMPONENT_MAX },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'lists':[%s]}", "{'id':'l%d','items':[]}", FORM_LIST_MAX },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'lists':[{'id':'l','items':[%s]}]}", "{'text':'%d'}", FORM_ITEM_MAX },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'YesNoField','name':'y','title':'','id':'y'}]}],'conditions':[%s]}",
		  "{'id':'c%d','items':[{'componentId':'y','operator':'is','type':'BooleanValue','value':true}]}", FORM_CONDITION_MAX },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'YesNoField','name':'y','title':'','id':'y'}]}],'conditions':[{'id':'c','coordinator':'or','items':[%s]}]}",
		  "{'componentId':'y','operator':'is','type':'BooleanValue','value':true}", FORM_CONDITION_ITEM_MAX },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'sections':[%s]}", "{'id':'s%d','title':''}", FORM_SECTION_MAX },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'metadata':{'kiosk':{'service':{'needs':[%s]}}}}", "'%d'", FORM_LINE_MAX },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		if (outcome(with(samples[i].format, samples[i].part, samples[i].most)) != FAIL_NONE)
			fail_msg("%d of %s: %s", samples[i].most, samples[i].part, fail_words());
		if (outcome(with(samples[i].format, samples[i].part, samples[i].most + 1)) != FAIL_LIMIT)
			fail_msg("%d of %s: %s", samples[i].most + 1, samples[i].part, fail_words());
	}
}

static void components_of_the_whole_form_are_counted_too(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		char *all = NULL, *page = NULL, *pages = strdup("");
		for (int left = FORM_COMPONENTS_MAX + more, i = 0; left > 0; left -= 50, i++) {
			char *components = given_repeated("{'type':'Html','content':''}", left < 50 ? left : 50, ",");
			assert_true(asprintf(&page, "%s%s{'path':'/p%d','components':[%s]}", pages, i ? "," : "", i, components) > 0);
			free(pages), free(components);
			pages = page;
		}
		assert_true(asprintf(&all, "{'schema':2,'engine':'V2','pages':[%s]}", pages) > 0);
		assert_int_equal(outcome(all), more ? FAIL_LIMIT : FAIL_NONE);
		free(pages);
	}
}

static void each_text_holds_at_its_maximum_and_not_one_further(void **state)
{
	(void)state;
	static const struct { const char *format; int most; } samples[] = {
		{ "{'schema':2,'engine':'V2','name':'%s','pages':[{'path':'/p'}]}", FORM_TEXT_MAX_BYTES },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','title':'%s'}]}", FORM_TEXT_MAX_BYTES },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','id':'%s'}]}", FORM_NAME_MAX_BYTES },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'TextField','title':'','name':'%s'}]}]}", FORM_WRITTEN_MAX_BYTES },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'Html','content':'%s'}]}]}", FORM_CONTENT_MAX_BYTES },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'TextField','title':'','name':'a','schema':{'regex':'%s'}}]}]}", FORM_PATTERN_MAX_BYTES },
		{ "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'lists':[{'id':'l','items':[{'text':'%s'}]}]}", FORM_TEXT_MAX_BYTES },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		for (int more = 0; more < 2; more++) {
			char *text = given_repeated("a", samples[i].most + more, ""), *json = filled(samples[i].format, text);
			free(text);
			if (outcome(json) != (more ? FAIL_LIMIT : FAIL_NONE))
				fail_msg("%s with %d bytes: %s", samples[i].format, samples[i].most + more, fail_words());
		}
}

static void a_page_counts_the_content_of_all_its_components(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		char *half = given_repeated("a", FORM_CONTENT_MAX_BYTES / 2, ""), *json = NULL;
		assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'Html','content':'%s'},{'type':'Markdown','content':'%s%s'}]}]}", half, half, more ? "a" : "") > 0);
		free(half);
		assert_int_equal(outcome(json), more ? FAIL_LIMIT : FAIL_NONE);
	}
}

static void content_of_too_many_paragraphs_is_refused(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		char *text = given_repeated("<p>a", FORM_BLOCK_MAX - 1 + more, ""), *json = NULL;
		assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'Html','content':'%s'}]}]}", text) > 0);
		free(text);
		assert_int_equal(outcome(json), more ? FAIL_LIMIT : FAIL_NONE);
	}
}

static void a_definition_is_measured_before_it_is_read(void **state)
{
	(void)state;
	static const char start[] = "{\"schema\":2,\"engine\":\"V2\",\"pages\":[{\"path\":\"/p\"}]";
	for (size_t more = 0; more < 2; more++) {
		size_t size = FORM_MAX_BYTES + more;
		struct form *form = NULL;
		char *json = malloc(size);
		assert_non_null(json);
		memset(json, ' ', size);
		memcpy(json, start, sizeof start - 1);
		json[size - 1] = '}';
		assert_int_equal(form_load(json, size, "x", &form), more ? FAIL_LIMIT : FAIL_NONE);
		form_free(form);
		free(json);
	}
	struct form *form = NULL;
	assert_int_equal(form_load("not read", (size_t)FORM_MAX_BYTES + 1, "x", &form), FAIL_LIMIT);
}

static void foreign_words_in_a_warning_stay_on_its_line(void **state)
{
	(void)state;
	struct form *form = given_form("{'schema':2,'engine':'V2','pages':[{'path':'/q','controller':'One\\nTwo\\tThree','components':["
		"{'type':'TextField','id':'i','name':'q','title':'Q'}]}]}");
	assert_true(given_warning(form, "asks for \"One Two Three\""));
	for (size_t i = 0; i < form->warning_count; i++)
		assert_null(strpbrk(form->warning[i], "\n\t"));
	form_free(form);
}

static void warnings_behind_the_maximum_are_one_sentence(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		char *keys = given_repeated("'k%d':1", FORM_WARNING_MAX + more, ","), *json = NULL;
		assert_true(asprintf(&json, "{'schema':2,'engine':'V2',%s,'pages':[{'path':'/s','controller':'SummaryPageController'}]}", keys) > 0);
		struct form *form = given_form(json);
		assert_int_equal(form->warning_count, FORM_WARNING_MAX + more);
		assert_int_equal(given_warning(form, "There is more"), more);
		form_free(form);
		free(keys), free(json);
	}
}

static void a_form_too_large_for_its_memory_is_refused(void **state)
{
	(void)state;
	char *items = given_repeated("{'text':'%d'}", 1900, ","), *json = NULL;
	char *list = NULL;
	assert_true(asprintf(&list, "{'id':'l%%d','items':[%s]}", items) > 0);
	char *lists = given_repeated(list, 15, ",");
	assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'lists':[%s]}", lists) > 0);
	assert_true(strlen(json) < FORM_MAX_BYTES);
	assert_int_equal(outcome(json), FAIL_NONE); /* the densest lists fit */
	free(items), free(list), free(lists);
	char *patterns = given_repeated("{'type':'TextField','name':'a%d','title':'','schema':{'regex':'(a{40}){1000}'}}", 50, ","), *pages = strdup("{'path':'/x'}"), *more = NULL;
	for (int page = 0; page < 20; page++) {
		char *names = strdup(patterns);
		for (char *at = names; (at = strstr(at, "'name':'a")); at += 9)
			at[8] = (char)('b' + page);
		assert_true(asprintf(&more, "%s,{'path':'/p%d','components':[%s]}", pages, page, names) > 0);
		free(names), free(pages);
		pages = more;
	}
	assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[%s]}", pages) > 0);
	assert_int_equal(outcome(json), FAIL_LIMIT);
	assert_non_null(strstr(fail_words(), "bytes of memory"));
	free(patterns), free(pages);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_form_has_its_pages_in_order),
		cmocka_unit_test(every_kind_of_component_is_read),
		cmocka_unit_test(content_becomes_blocks_in_its_own_way),
		cmocka_unit_test(a_page_says_who_may_or_must_help), cmocka_unit_test(a_page_for_the_desk_is_on_paper_or_left_out),
		cmocka_unit_test(the_version_changes_with_the_definition),
		cmocka_unit_test(what_this_kiosk_does_not_do_is_left_out_with_a_warning),
		cmocka_unit_test(an_address_is_looked_up_where_its_author_says_so),
		cmocka_unit_test(older_names_of_controllers_and_components_are_understood),
		cmocka_unit_test(options_keep_the_first_of_two_with_one_value),
		cmocka_unit_test(each_refusal_says_what_and_where),
		cmocka_unit_test(each_refusal_of_a_question_names_it),
		cmocka_unit_test(a_page_that_ends_the_form_asks_nothing),
		cmocka_unit_test(tags_in_a_hint_only_divide_its_lines),
		cmocka_unit_test(what_is_not_utf8_or_too_deep_is_refused),
		cmocka_unit_test(a_cut_character_in_a_sentence_does_not_break_it),
		cmocka_unit_test(each_count_holds_at_its_maximum_and_not_one_further),
		cmocka_unit_test(components_of_the_whole_form_are_counted_too),
		cmocka_unit_test(each_text_holds_at_its_maximum_and_not_one_further),
		cmocka_unit_test(a_page_counts_the_content_of_all_its_components),
		cmocka_unit_test(content_of_too_many_paragraphs_is_refused),
		cmocka_unit_test(a_definition_is_measured_before_it_is_read),
		cmocka_unit_test(foreign_words_in_a_warning_stay_on_its_line),
		cmocka_unit_test(warnings_behind_the_maximum_are_one_sentence),
		cmocka_unit_test(a_form_too_large_for_its_memory_is_refused),
	};
	return cmocka_run_group_tests_name("forms_load", cases, NULL, NULL);
}
