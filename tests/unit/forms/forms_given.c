/* SPDX-License-Identifier: MIT */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct date given_today = { 2026, 11, 21 };

static char *double_quotes(const char *quoted)
{
	char *json = strdup(quoted);
	assert_non_null(json);
	for (char *at = json; *at; at++)
		if (*at == '\'')
			*at = '"';
	return json;
}

static enum fail load(const char *quoted, struct form **ret)
{
	char *json = double_quotes(quoted);
	fail_clear();
	enum fail code = form_load(json, strlen(json), "given", ret);
	free(json);
	return code;
}

struct form *given_form(const char *quoted)
{
	struct form *form = NULL;
	if (load(quoted, &form) != FAIL_NONE)
		fail_msg("%s", fail_words());
	return form;
}

struct form *given_form_file(const char *path)
{
	char whole[GIVEN_PATH_BYTES];
	struct form *form = NULL;
	given_source(path, whole);
	char *text = given_text(whole);
	assert_non_null(text);
	fail_clear();
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	char code[FORM_NAME_MAX_BYTES];
	snprintf(code, sizeof code, "%.*s", (int)strcspn(name, "."), name);
	if (form_load(text, strlen(text), code, &form) != FAIL_NONE)
		fail_msg("%s: %s", path, fail_words());
	free(text);
	return form;
}

struct form *given_fixture(const char *name)
{
	char path[GIVEN_PATH_BYTES];
	snprintf(path, sizeof path, "tests/unit/forms/fixtures/%s.json", name);
	return given_form_file(path);
}

static char *form_of(const char *pages, const char *conditions, const char *lists)
{
	char *json = NULL;
	assert_true(asprintf(&json, "{'name':'Given','engine':'V2','schema':2,'pages':[%s,{'path':'/summary','title':'','controller':'SummaryPageController'}],"
	                            "'conditions':[%s],'lists':[%s],'sections':[]}", pages, conditions, lists) >= 0);
	return json;
}

static char *question_of(const char *component)
{
	static const char lists[] = "{'id':'colours','name':'colours','title':'Colours','type':'string','items':[{'id':'r','text':'Red','value':'red'},"
	                            "{'id':'g','text':'Green','value':'green'},{'id':'b','text':'Blue','value':'blue'}]},"
	                            "{'id':'sizes','name':'sizes','title':'Sizes','type':'number','items':[{'id':'s1','text':'One','value':1},"
	                            "{'id':'s2','text':'Two','value':2},{'id':'s3','text':'Three','value':3}]}";
	char *page = NULL;
	assert_true(asprintf(&page, "{'path':'/q','title':'','components':[%s]}", component) >= 0);
	char *json = form_of(page, "", lists);
	free(page);
	return json;
}

struct form *given_question(const char *component)
{
	char *json = question_of(component);
	struct form *form = given_form(json);
	free(json);
	return form;
}

struct form *given_pages(const char *pages, const char *conditions, const char *lists)
{
	char *json = form_of(pages, conditions, lists);
	struct form *form = given_form(json);
	free(json);
	return form;
}

const char *given_refusal(const char *quoted, enum fail code)
{
	struct form *form = NULL;
	enum fail result = load(quoted, &form);
	if (result == FAIL_NONE)
		fail_msg("this was not refused: %.200s", quoted);
	assert_null(form);
	assert_int_equal(result, code);
	return fail_words();
}

const char *given_question_refusal(const char *component, enum fail code)
{
	char *json = question_of(component);
	const char *words = given_refusal(json, code);
	free(json);
	return words;
}

struct answers *given_answers(const char *pairs)
{
	struct answers *answers = answers_new();
	while (*pairs) {
		char *pair = strndup(pairs, strcspn(pairs, ";")), *equals = pair ? strchr(pair, '=') : NULL;
		if (!equals)
			abort();
		*equals = '\0';
		assert_int_equal(answers_add(answers, pair, equals + 1), FAIL_NONE);
		pairs += strcspn(pairs, ";");
		pairs += *pairs == ';';
		free(pair);
	}
	return answers;
}

static void say(struct buffer *words, const struct form_error *error)
{
	char date[11] = "";
	if (!date_none(error->date))
		date_write(error->date, date);
	assert_int_equal(buffer_printf(words, "%s%s %s", words->size_bytes ? ";" : "", error->field, rule_name(error->rule)), FAIL_NONE);
	if (*error->part)
		assert_int_equal(buffer_printf(words, "(%s)", error->part), FAIL_NONE);
	if (error->limit != 0 || error->rule == RULE_MIN || error->rule == RULE_MAX)
		assert_int_equal(buffer_printf(words, " %.10g", error->limit), FAIL_NONE);
	if (error->limit_high != 0)
		assert_int_equal(buffer_printf(words, "-%.10g", error->limit_high), FAIL_NONE);
	if (*date)
		assert_int_equal(buffer_printf(words, " %s", date), FAIL_NONE);
}

const char *given_errors(const struct form *form, int page, const char *pairs)
{
	static struct buffer words;
	struct form_error error[FORM_ERROR_MAX];
	struct answers *answers = given_answers(pairs);
	buffer_done(&words);
	buffer_init(&words, GIVEN_PATH_BYTES);
	size_t count = check_page(form, &form->page[page], answers, given_today, error);
	for (size_t i = 0; i < count; i++)
		say(&words, &error[i]);
	answers_free(answers);
	return buffer_text(&words);
}

const char *given_error_of(const char *component, const char *pairs)
{
	struct form *form = given_question(component);
	const char *words = given_errors(form, 0, pairs);
	form_free(form);
	return words;
}

int given_warning(const struct form *form, const char *words)
{
	for (size_t i = 0; i < form->warning_count; i++)
		if (strstr(form->warning[i], words))
			return 1;
	return 0;
}

char *given_repeated(const char *text, int count, const char *between)
{
	struct buffer all;
	const char *place = strstr(text, "%d");
	int before = place ? (int)(place - text) : (int)strlen(text);
	buffer_init(&all, 4 * 1024 * 1024);
	for (int i = 0; i < count; i++) {
		assert_int_equal(buffer_printf(&all, "%s%.*s", i ? between : "", before, text), FAIL_NONE);
		if (place)
			assert_int_equal(buffer_printf(&all, "%d%s", i, place + 2), FAIL_NONE);
	}
	char *copy = strdup(buffer_text(&all));
	buffer_done(&all);
	return copy;
}
