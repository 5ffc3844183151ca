/* SPDX-License-Identifier: MIT */
/* unit.forms_condition - when a condition holds: every operator of every kind, references, quirks kept and quirks mended. Today is 21 November 2026. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/forms/condition.h"
#include "firmware/forms/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char questions[] =
	"{'path':'/q','title':'','components':[{'type':'TextField','name':'text','id':'text','title':''},{'type':'MultilineTextField','name':'lines','id':'lines','title':''},"
	"{'type':'EmailAddressField','name':'email','id':'email','title':''},{'type':'TelephoneNumberField','name':'phone','id':'phone','title':''},"
	"{'type':'NumberField','name':'number','id':'number','title':''},{'type':'YesNoField','name':'yes','id':'yes','title':''},"
	"{'type':'RadiosField','name':'radio','id':'radio','title':'','list':'l'},{'type':'SelectField','name':'size','id':'size','title':'','list':'n'},"
	"{'type':'CheckboxesField','name':'ticks','id':'ticks','title':'','list':'l'},{'type':'CheckboxesField','name':'sizes','id':'sizes','title':'','list':'n'},"
	"{'type':'DatePartsField','name':'day','id':'day','title':''},"
	"{'type':'UkAddressField','name':'home','id':'home','title':''},{'type':'DeclarationField','name':'told','id':'told','title':'','content':'x'}]},"
	"{'path':'/then','title':'','condition':'c'},{'path':'/else','title':''}";
static const char lists[] =
	"{'id':'l','name':'l','type':'string','title':'','items':[{'id':'r','text':'Red','value':'red'},{'id':'g','text':'Green','value':'green'},{'id':'b','text':'Blue','value':'blue'}]},"
	"{'id':'n','name':'n','type':'number','title':'','items':[{'id':'n1','text':'One','value':1},{'id':'n2','text':'Two','value':2}]}";

static bool holds_in(struct form *form, const char *pairs)
{
	struct answers *answers = given_answers(pairs);
	struct scope scope;
	scope_init(&scope, form, answers, given_today);
	scope_add(&scope, 0);
	bool holds = condition_holds(&scope, form->page[1].condition);
	answers_free(answers);
	return holds;
}

/* Whether a condition with these items holds; @peer: with the reference engine's own quirks. */
static bool ask(const char *items, const char *pairs, bool peer)
{
	char *condition = NULL;
	assert_true(asprintf(&condition, "{'id':'c','displayName':'C','coordinator':'and','items':[%s]}", items) > 0);
	struct form *form = given_pages(questions, condition, lists);
	condition_mirror_peer(form, peer);
	bool holds = holds_in(form, pairs);
	form_free(form);
	free(condition);
	return holds;
}

struct sample { const char *component, *operator, *type, *value, *yes, *no; };

static void each(const struct sample *sample, size_t count)
{
	for (; count-- > 0; sample++) {
		char item[400];
		snprintf(item, sizeof item, "{'id':'i','componentId':'%s','operator':'%s','type':'%s','value':%s}", sample->component, sample->operator, sample->type, sample->value);
		if (sample->yes && !ask(item, sample->yes, false))
			fail_msg("%s does not hold with %s", item, sample->yes);
		if (sample->no && ask(item, sample->no, false))
			fail_msg("%s holds with %s", item, sample->no);
	}
}

static void text_is_compared_and_measured(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "text", "is", "StringValue", "'Bob'", "text= Bob ", "text=bob" }, { "text", "is not", "StringValue", "'Bob'", "text=Rob", "text=Bob" },
		{ "text", "is longer than", "StringValue", "'3'", "text=Si\xc3\xa2ns", "text=Si\xc3\xa2" }, { "text", "is shorter than", "StringValue", "3", "text=ab", "text=abc" },
		{ "email", "has length", "StringValue", "'5'", "email=a@b.c", "email=a@b.cd" }, { "lines", "is longer than", "StringValue", "'2'", "lines=a\r\nb", "lines=ab" },
		{ "phone", "is", "StringValue", "'123'", "phone=123", "phone=1234" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void numbers_are_compared_by_value(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "number", "is", "NumberValue", "5", "number=5.0", "number=6" }, { "number", "is not", "NumberValue", "5", "number=6", "number=5" },
		{ "number", "is at least", "NumberValue", "5", "number=5", "number=4.9" }, { "number", "is at most", "NumberValue", "5", "number=5", "number=5.1" },
		{ "number", "is less than", "NumberValue", "5", "number=4", "number=5" }, { "number", "is more than", "NumberValue", "'1,000'", "number=1,001", "number=1000" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void yes_no_and_declarations_are_compared(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "yes", "is", "BooleanValue", "true", "yes=true", "yes=false" }, { "yes", "is", "BooleanValue", "false", "yes=false", "yes=true" },
		{ "yes", "is not", "BooleanValue", "true", "yes=false", "yes=true" }, { "yes", "is", "StringValue", "'true'", "yes=true", "yes=false" },
		{ "yes", "is", "ListItemRef", "{'listId':'x','itemId':'02900d42-83d1-4c72-a719-c4e8228952fa'}", "yes=true", "yes=false" },
		{ "yes", "is", "ListItemRef", "{'listId':'x','itemId':['f39000eb-c51b-4019-8f82-bbda0423f04d']}", "yes=false", "yes=true" },
		{ "told", "is", "BooleanValue", "true", "told=true", "" }, { "told", "is", "BooleanValue", "false", "", "told=true" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void options_are_found_by_their_ids(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "radio", "is", "ListItemRef", "{'listId':'l','itemId':'r'}", "radio=red", "radio=green" },
		{ "radio", "is not", "ListItemRef", "{'listId':'l','itemId':'r'}", "radio=green", "radio=red" },
		{ "radio", "is", "StringValue", "'red'", "radio=red", "radio=green" },
		{ "ticks", "contains", "ListItemRef", "{'listId':'l','itemId':'r'}", "ticks=green;ticks=red", "ticks=green" },
		{ "ticks", "does not contain", "ListItemRef", "{'listId':'l','itemId':'r'}", "ticks=green", "ticks=red" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void several_options_are_any_for_is_and_none_for_is_not(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "radio", "is", "ListItemRef", "{'listId':'l','itemId':['r','g']}", "radio=green", "radio=blue" },
		{ "radio", "is not", "ListItemRef", "{'listId':'l','itemId':['r','g']}", "radio=blue", "radio=red" },
		{ "radio", "is not", "ListItemRef", "{'listId':'l','itemId':['r','g'],'itemsCoordinator':'or'}", "radio=blue", "radio=green" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void several_options_of_ticks_follow_their_coordinator(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "ticks", "contains", "ListItemRef", "{'listId':'l','itemId':['r','g']}", "ticks=green", "ticks=blue" },
		{ "ticks", "contains", "ListItemRef", "{'listId':'l','itemId':['r','g'],'itemsCoordinator':'and'}", "ticks=green;ticks=red", "ticks=green;ticks=blue" },
		{ "ticks", "does not contain", "ListItemRef", "{'listId':'l','itemId':['r','g']}", "ticks=red", "ticks=red;ticks=green" },
		{ "ticks", "does not contain", "ListItemRef", "{'listId':'l','itemId':['r','g'],'itemsCoordinator':'and'}", "ticks=blue", "ticks=red" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void days_are_compared_with_days(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "day", "is", "DateValue", "'2025-01-01'", "day__day=1;day__month=Jan;day__year=2025", "day__day=2;day__month=1;day__year=2025" },
		{ "day", "is not", "StringValue", "'2025-01-01'", "day__day=2;day__month=1;day__year=2025", "day__day=1;day__month=1;day__year=2025" },
		{ "day", "is before", "DateValue", "'2025-01-01'", "day__day=31;day__month=12;day__year=2024", "day__day=1;day__month=1;day__year=2025" },
		{ "day", "is after", "DateValue", "'2025-01-01'", "day__day=2;day__month=1;day__year=2025", "day__day=1;day__month=1;day__year=2025" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void days_are_compared_with_times_from_today(void **state)
{
	(void)state;
	static const char two_years[] = "{'period':2,'unit':'years','direction':'in the past'}", ten_days[] = "{'period':10,'unit':'days','direction':'in the future'}";
	static const char month[] = "{'period':'9','unit':'months','direction':'in the past'}";
	static const struct sample samples[] = {
		{ "day", "is at least", "RelativeDate", two_years, "day__day=21;day__month=11;day__year=2024", "day__day=22;day__month=11;day__year=2024" },
		{ "day", "is at most", "RelativeDate", two_years, "day__day=21;day__month=11;day__year=2024", "day__day=20;day__month=11;day__year=2024" },
		{ "day", "is less than", "RelativeDate", two_years, "day__day=22;day__month=11;day__year=2024", "day__day=21;day__month=11;day__year=2024" },
		{ "day", "is more than", "RelativeDate", two_years, "day__day=20;day__month=11;day__year=2024", "day__day=21;day__month=11;day__year=2024" },
		{ "day", "is at least", "RelativeDate", ten_days, "day__day=1;day__month=12;day__year=2026", "day__day=30;day__month=11;day__year=2026" },
		{ "day", "is at most", "RelativeDate", ten_days, "day__day=1;day__month=12;day__year=2026", "day__day=2;day__month=12;day__year=2026" },
		{ "day", "is less than", "RelativeDate", ten_days, "day__day=30;day__month=11;day__year=2026", "day__day=1;day__month=12;day__year=2026" },
		{ "day", "is more than", "RelativeDate", ten_days, "day__day=2;day__month=12;day__year=2026", "day__day=1;day__month=12;day__year=2026" },
		{ "day", "is at least", "RelativeDate", month, "day__day=21;day__month=2;day__year=2026", "day__day=22;day__month=2;day__year=2026" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

/* Quirks of the reference that forms in use rely on. */
static void an_unanswered_number_counts_as_nought(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "number", "is less than", "NumberValue", "5", "", NULL }, { "number", "is at least", "NumberValue", "0", "", NULL },
		{ "number", "is at most", "NumberValue", "5", "", NULL }, { "number", "is more than", "NumberValue", "0", NULL, "" },
		{ "number", "is", "NumberValue", "0", NULL, "" }, { "number", "is less than", "NumberValue", "5", "number=abc", NULL },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void is_not_holds_when_nothing_is_answered(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "number", "is not", "NumberValue", "0", "", NULL }, { "text", "is not", "StringValue", "'Bob'", "", NULL }, { "yes", "is not", "BooleanValue", "true", "", NULL },
		{ "radio", "is not", "ListItemRef", "{'listId':'l','itemId':'r'}", "", NULL }, { "day", "is not", "DateValue", "'2025-01-01'", "", NULL },
		{ "ticks", "does not contain", "ListItemRef", "{'listId':'l','itemId':'r'}", "", NULL }, { "radio", "is not", "ListItemRef", "{'listId':'l','itemId':'r'}", "radio=pink", NULL },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void no_other_comparison_holds_when_nothing_is_answered(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "text", "is", "StringValue", "''", NULL, "" }, { "yes", "is", "BooleanValue", "false", NULL, "" }, { "radio", "is", "ListItemRef", "{'listId':'l','itemId':'r'}", NULL, "" },
		{ "ticks", "contains", "ListItemRef", "{'listId':'l','itemId':'r'}", NULL, "" }, { "day", "is", "DateValue", "'2025-01-01'", NULL, "" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

static void a_day_that_is_none_is_never_before_or_after(void **state)
{
	(void)state;
	static const struct sample samples[] = {
		{ "day", "is before", "DateValue", "'2025-01-01'", NULL, "" }, { "day", "is after", "DateValue", "'2025-01-01'", NULL, "day__day=31;day__month=2;day__year=2026" },
		{ "day", "is at most", "RelativeDate", "{'period':2,'unit':'years','direction':'in the past'}", NULL, "" },
	};
	each(samples, sizeof samples / sizeof samples[0]);
}

/* Quirks that are not kept, each with the switch that brings it back for comparison. */
static void nothing_has_no_length(void **state)
{
	(void)state;
	static const char longer[] = "{'componentId':'text','operator':'is longer than','type':'StringValue','value':'3'}", shorter[] = "{'componentId':'text','operator':'is shorter than','type':'StringValue','value':'3'}";
	assert_false(ask(longer, "", false));
	assert_true(ask(longer, "", true));
	assert_true(ask(shorter, "", false));
	assert_false(ask(shorter, "", true));
}

static void has_length_compares_lengths(void **state)
{
	(void)state;
	static const char item[] = "{'componentId':'text','operator':'has length','type':'StringValue','value':'4'}";
	assert_true(ask(item, "text=four", false));
	assert_false(ask(item, "text=three", false));
	assert_false(ask(item, "text=four", true));
}

static void options_of_a_list_of_numbers_can_be_compared(void **state)
{
	(void)state;
	static const char is[] = "{'componentId':'size','operator':'is','type':'ListItemRef','value':{'listId':'n','itemId':'n1'}}";
	static const char contains[] = "{'componentId':'sizes','operator':'contains','type':'ListItemRef','value':{'listId':'n','itemId':'n1'}}";
	assert_true(ask(is, "size=1", false));
	assert_false(ask(is, "size=2", false));
	assert_false(ask(is, "size=1", true));
	assert_true(ask(contains, "sizes=2;sizes=1", false));
	assert_false(ask(contains, "sizes=2;sizes=1", true));
}

static void an_operator_that_a_kind_does_not_have_never_holds_and_is_warned_of(void **state)
{
	(void)state;
	static const char *const items[] = {
		"{'componentId':'radio','operator':'is more than','type':'StringValue','value':'a'}", "{'componentId':'lines','operator':'is','type':'StringValue','value':'a'}",
		"{'componentId':'ticks','operator':'is','type':'ListItemRef','value':{'itemId':'r'}}", "{'componentId':'home','operator':'is longer than','type':'StringValue','value':'1'}",
		"{'componentId':'day','operator':'is at least','type':'DateValue','value':'2025-01-01'}",
		"{'componentId':'day','operator':'is before','type':'RelativeDate','value':{'period':2,'unit':'years','direction':'in the past'}}",
		"{'componentId':'number','operator':'is not','type':'StringValue','value':'many'}", "{'componentId':'yes','operator':'is not','type':'StringValue','value':'perhaps'}",
		"{'componentId':'text','operator':'resembles','type':'StringValue','value':'a'}",
	};
	for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
		char *condition = NULL;
		assert_true(asprintf(&condition, "{'id':'c','displayName':'C','items':[%s]}", items[i]) > 0);
		struct form *form = given_pages(questions, condition, lists);
		if (!given_warning(form, "never holds") || holds_in(form, "radio=red;lines=a;ticks=red;number=5;yes=true;text=a;day__day=1;day__month=1;day__year=2020"))
			fail_msg("%s holds or is not warned of", items[i]);
		form_free(form);
		free(condition);
	}
}

static void parts_are_joined_by_and_or_or(void **state)
{
	(void)state;
	static const char parts[] = "{'componentId':'yes','operator':'is','type':'BooleanValue','value':true},{'componentId':'text','operator':'is','type':'StringValue','value':'Bob'}";
	for (int any = 0; any < 2; any++) {
		char *condition = NULL;
		assert_true(asprintf(&condition, "{'id':'c','displayName':'C','coordinator':'%s','items':[%s]}", any ? "or" : "and", parts) > 0);
		struct form *form = given_pages(questions, condition, lists);
		assert_true(holds_in(form, "yes=true;text=Bob"));
		assert_int_equal(holds_in(form, "yes=true;text=Ann"), any);
		assert_int_equal(holds_in(form, "yes=false;text=Bob"), any);
		assert_false(holds_in(form, "yes=false;text=Ann"));
		form_free(form);
		free(condition);
	}
}

static void conditions_build_on_each_other(void **state)
{
	(void)state;
	struct form *form = given_fixture("joined");
	assert_true(holds_in(form, "yes=true;text=Bob"));
	assert_true(holds_in(form, "yes=false;text=Ann"));
	assert_false(holds_in(form, "yes=false;text=Bob"));
	assert_false(holds_in(form, ""));
	form_free(form);
}

static void a_condition_that_depends_on_itself_is_refused(void **state)
{
	(void)state;
	static const char one[] = "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'conditions':[{'id':'a','displayName':'A','items':[{'conditionId':'a'}]}]}";
	static const char ring[] = "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'conditions':[{'id':'a','displayName':'A','items':[{'conditionId':'b'}]},"
	                           "{'id':'b','displayName':'B','items':[{'conditionId':'c'}]},{'id':'c','displayName':'C','items':[{'conditionId':'b'}]}]}";
	assert_non_null(strstr(given_refusal(one, FAIL_INPUT), "the condition \"A\" depends on itself"));
	assert_non_null(strstr(given_refusal(ring, FAIL_INPUT), "the condition \"B\" depends on itself"));
}

static void what_a_condition_points_at_must_exist(void **state)
{
	(void)state;
	static const struct { const char *items, *words; } samples[] = {
		{ "{'componentId':'nobody','operator':'is','type':'StringValue','value':'a'}", "the condition \"C\": there is no question \"nobody\"" },
		{ "{'conditionId':'nobody'}", "there is no condition \"nobody\"" }, { "{}", "names neither a question nor a condition" },
		{ "{'componentId':'radio','operator':'is','type':'ListItemRef','value':{'itemId':'none'}}", "there is no option \"none\"" },
		{ "{'componentId':'radio','operator':'is','type':'ListItemRef','value':{'itemId':[]}}", "names no option" },
		{ "{'componentId':'yes','operator':'is','type':'ListItemRef','value':{'itemId':'r'}}", "there is no option \"r\"" },
		{ "{'componentId':'day','operator':'is','type':'DateValue','value':'yesterday'}", "\"yesterday\", which is not a day" },
		{ "{'componentId':'day','operator':'is at least','type':'RelativeDate','value':{'period':2,'unit':'weeks','direction':'in the past'}}", "its time from today is in \"weeks\"" },
		{ "{'componentId':'text','operator':'is','type':'StringValue'}", "a value is missing" },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char *json = NULL;
		assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[%s],'lists':[%s],'conditions':[{'id':'c','displayName':'C','items':[%s]}]}", questions, lists, samples[i].items) > 0);
		if (!strstr(given_refusal(json, FAIL_INPUT), samples[i].words))
			fail_msg("%s: %s", samples[i].items, fail_words());
		free(json);
	}
}

static void several_parts_need_a_coordinator(void **state)
{
	(void)state;
	assert_non_null(strstr(given_refusal("{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'conditions':[{'id':'c','displayName':'C','items':[{'conditionId':'c'},{'conditionId':'c'}]}]}", FAIL_INPUT), "all or any"));
	assert_non_null(strstr(given_refusal("{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'conditions':[{'id':'c','displayName':'C','items':[]}]}", FAIL_INPUT), "asks nothing"));
	assert_non_null(strstr(given_refusal("{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'conditions':[{'displayName':'C','items':[]}]}", FAIL_INPUT), "has no id"));
}

static void times_from_today_hold_at_their_maximum_and_not_one_further(void **state)
{
	(void)state;
	static const struct { const char *unit; int most; } samples[] = { { "days", 200000 }, { "months", 6000 }, { "years", 500 } };
	for (size_t i = 0; i < 3; i++)
		for (int more = 0; more < 2; more++) {
			char *json = NULL;
			assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[%s],'lists':[%s],'conditions':[{'id':'c','displayName':'C','items':[{'componentId':'day','operator':'is more than',"
			                            "'type':'RelativeDate','value':{'period':%d,'unit':'%s','direction':'in the past'}}]}]}", questions, lists, samples[i].most + more, samples[i].unit) > 0);
			if (more) {
				given_refusal(json, FAIL_LIMIT);
			} else {
				struct form *form = given_form(json);
				assert_false(holds_in(form, "day__day=1;day__month=1;day__year=2020"));
				form_free(form);
			}
			free(json);
		}
}

static void a_graph_in_which_each_refers_twice_to_the_next_is_quick(void **state)
{
	(void)state;
	char *all = strdup("{'id':'c','displayName':'C','coordinator':'and','items':[{'conditionId':'n0'},{'conditionId':'n0'}]}"), *more = NULL;
	for (int i = 0; i < 400; i++) {
		assert_true(asprintf(&more, "%s,{'id':'n%d','displayName':'N','coordinator':'and','items':[{'conditionId':'n%d'},{'conditionId':'n%d'}]}", all, i, i + 1, i + 1) > 0);
		free(all);
		all = more;
	}
	assert_true(asprintf(&more, "%s,{'id':'n400','displayName':'N','items':[{'componentId':'yes','operator':'is','type':'BooleanValue','value':true}]}", all) > 0);
	struct form *form = given_pages(questions, more, lists);
	assert_true(holds_in(form, "yes=true"));
	assert_false(holds_in(form, "yes=false"));
	form_free(form);
	free(all), free(more);
}

static void an_answer_on_a_page_not_walked_does_not_count(void **state)
{
	(void)state;
	struct form *form = given_fixture("joined");
	struct answers *answers = given_answers("yes=true;text=Bob");
	struct scope scope;
	scope_init(&scope, form, answers, given_today);
	assert_false(condition_holds(&scope, form->page[1].condition));
	scope_add(&scope, 0);
	assert_true(condition_holds(&scope, form->page[1].condition));
	assert_true(condition_holds(&scope, NULL));
	answers_free(answers);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(text_is_compared_and_measured),
		cmocka_unit_test(numbers_are_compared_by_value),
		cmocka_unit_test(yes_no_and_declarations_are_compared),
		cmocka_unit_test(options_are_found_by_their_ids),
		cmocka_unit_test(several_options_are_any_for_is_and_none_for_is_not),
		cmocka_unit_test(several_options_of_ticks_follow_their_coordinator),
		cmocka_unit_test(days_are_compared_with_days),
		cmocka_unit_test(days_are_compared_with_times_from_today),
		cmocka_unit_test(an_unanswered_number_counts_as_nought),
		cmocka_unit_test(is_not_holds_when_nothing_is_answered),
		cmocka_unit_test(no_other_comparison_holds_when_nothing_is_answered),
		cmocka_unit_test(a_day_that_is_none_is_never_before_or_after),
		cmocka_unit_test(nothing_has_no_length),
		cmocka_unit_test(has_length_compares_lengths),
		cmocka_unit_test(options_of_a_list_of_numbers_can_be_compared),
		cmocka_unit_test(an_operator_that_a_kind_does_not_have_never_holds_and_is_warned_of),
		cmocka_unit_test(parts_are_joined_by_and_or_or),
		cmocka_unit_test(conditions_build_on_each_other),
		cmocka_unit_test(a_condition_that_depends_on_itself_is_refused),
		cmocka_unit_test(what_a_condition_points_at_must_exist),
		cmocka_unit_test(several_parts_need_a_coordinator),
		cmocka_unit_test(times_from_today_hold_at_their_maximum_and_not_one_further),
		cmocka_unit_test(a_graph_in_which_each_refers_twice_to_the_next_is_quick),
		cmocka_unit_test(an_answer_on_a_page_not_walked_does_not_count),
	};
	return cmocka_run_group_tests_name("forms_condition", cases, NULL, NULL);
}
