/* SPDX-License-Identifier: MIT */
#include "tests/bench/forms/long_form.h"

#include <stdio.h>

enum kind { KIND_TEXT, KIND_NUMBER, KIND_YES_NO, KIND_RADIOS, KIND_DATE, KINDS };

static const char *const kinds[KINDS] = { "TextField", "NumberField", "YesNoField", "RadiosField", "DatePartsField" };
static const char hint[] = "Two sentences of the length that authors write. They say where the answer is found, for example on the last bill, and what we do with it";
static const char help[] = "<p>What stands above a question: who has to answer it, what it is for, and what happens next.</p>"
	"<ul><li>bring the letter that we sent</li><li>ask at the desk if you have none</li></ul>";
enum { LISTS = 16, ITEMS = 7 };

static json_t *id_of(const char *kind, int number)
{
	return json_sprintf("%s-0000-4000-8000-%012d", kind, number);
}

static const char PAGE[] = "00000001", QUESTION[] = "00000002", CONDITION[] = "00000003", ITEM[] = "00000004", LIST[] = "00000005", TEXT[] = "00000006";

/* Letters alone: "qaaf" */
static json_t *name_of(int number)
{
	return json_sprintf("q%c%c%c", 'a' + number / 676 % 26, 'a' + number / 26 % 26, 'a' + number % 26);
}

/* Page @i is left out when the YES_NO question before it says no. */
static int condition_of(int page)
{
	return page % KINDS == KIND_RADIOS ? page / KINDS % LONG_FORM_CONDITIONS : -1;
}

static json_t *page_of(int i)
{
	enum kind kind = (enum kind)(i % KINDS);
	json_t *question = json_pack("{s:o, s:s, s:o, s:o, s:s, s:s, s:s, s:{s:b}, s:{}}", "id", id_of(QUESTION, i), "type", kinds[kind], "name", name_of(i),
	                             "title", json_sprintf("What is the answer to question number %d?", i + 1), "hint", hint, "shortDescription",
	                             "The answer in short", "errorDescription", "The answer", "options", "required", 1, "schema");
	if (kind == KIND_RADIOS)
		json_object_set_new(question, "list", id_of(LIST, i / KINDS % LISTS));
	json_t *content = json_pack("{s:o, s:s, s:o, s:s, s:s, s:{}, s:{}}", "id", id_of(TEXT, i), "type", "Html", "name", json_sprintf("t%s", json_string_value(json_object_get(question, "name"))),
	                            "title", "Help", "content", help, "options", "schema");
	json_t *page = json_pack("{s:o, s:o, s:s, s:[o, o]}", "id", id_of(PAGE, i), "path", json_sprintf("/page-%d", i), "title", "", "components", content, question);
	if (condition_of(i) >= 0)
		json_object_set_new(page, "condition", id_of(CONDITION, condition_of(i)));
	return page;
}

static json_t *conditions_of(int pages)
{
	json_t *conditions = json_array();
	for (int i = 0; i < LONG_FORM_CONDITIONS; i++) {
		int asks = i * KINDS + KIND_YES_NO < pages ? i * KINDS + KIND_YES_NO : KIND_YES_NO;
		json_t *item = json_pack("{s:o, s:o, s:s, s:s, s:b}", "id", id_of(ITEM, i), "componentId", id_of(QUESTION, asks), "operator", "is", "type", "BooleanValue", "value", 1);
		json_array_append_new(conditions, json_pack("{s:o, s:o, s:[o]}", "id", id_of(CONDITION, i), "displayName", json_sprintf("Condition number %d", i + 1), "items", item));
	}
	return conditions;
}

static json_t *lists_of(void)
{
	json_t *lists = json_array();
	for (int i = 0; i < LISTS; i++) {
		json_t *items = json_array();
		for (int k = 0; k < ITEMS; k++)
			json_array_append_new(items, json_pack("{s:o, s:o, s:o}", "id", id_of(ITEM, 1000 + i * ITEMS + k), "text", json_sprintf("Option %d", k), "value", json_sprintf("option-%d", k)));
		json_array_append_new(lists, json_pack("{s:o, s:o, s:o, s:s, s:o}", "id", id_of(LIST, i), "name", json_sprintf("list%c", 'A' + i), "title", json_sprintf("Options %d", i), "type", "string", "items", items));
	}
	return lists;
}

json_t *long_form(int pages)
{
	json_t *all = json_array();
	for (int i = 0; i < pages; i++)
		json_array_append_new(all, page_of(i));
	json_array_append_new(all, json_pack("{s:o, s:s, s:s, s:s}", "id", id_of(PAGE, pages), "path", "/summary", "title", "", "controller", "SummaryPageController"));
	return json_pack("{s:s, s:s, s:i, s:s, s:o, s:o, s:o, s:[]}", "name", "A long form", "engine", "V2", "schema", 2, "startPage", "/page-0", "pages", all,
	                 "conditions", conditions_of(pages), "lists", lists_of(), "sections");
}

json_t *long_form_journey(int pages)
{
	json_t *steps = json_array();
	for (int i = 0; i < pages; i++) {
		json_t *name = name_of(i), *payload;
		const char *key = json_string_value(name);
		if (i % KINDS == KIND_DATE)
			payload = json_pack("{s+:s, s+:s, s+:s}", key, "__day", "23", key, "__month", "11", key, "__year", "2026");
		else
			payload = json_pack("{s:s}", key, (const char *[]){ "14 Mill Lane", "7", "true", "option-3" }[i % KINDS]);
		json_array_append_new(steps, json_pack("{s:o, s:o}", "path", json_sprintf("/page-%d", i), "payload", payload));
		json_decref(name);
	}
	return steps;
}
