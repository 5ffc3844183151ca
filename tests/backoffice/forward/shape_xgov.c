/* SPDX-License-Identifier: MIT */
/* shape_xgov.c - the webhook of the XGov digital form builder: questions in words, one list of fields each. SOURCE: its runner's WebhookModel. */
#include "tests/backoffice/forward/webhook.h"

#include "firmware/base/json.h"
#include "firmware/sync/street.h"

#include <string.h>

static enum fail check(const json_t *)
{
	return FAIL_NONE;
}

static const char *type_of(enum component_kind kind)
{
	switch ((int)kind) {
	case COMPONENT_YES_NO:
	case COMPONENT_RADIOS:
	case COMPONENT_CHECKBOXES:
	case COMPONENT_SELECT:
		return "list";
	case COMPONENT_DATE:
		return "date";
	case COMPONENT_MONTH_YEAR:
		return "monthYear";
	default:
		return "text";
	}
}

/* Lists and numbers as they are, everything else as one text. */
static json_t *answer_of(const json_t *value)
{
	BUFFER_AUTO text;
	buffer_init(&text, SHAPE_BODY_MAX_BYTES);
	if (!json_is_object(value))
		return json_incref((json_t *)value);
	return street_value_add(value, "", NULL, &text) == FAIL_NONE ? json_string(buffer_text(&text)) : NULL;
}

/* Nothing was answered: the field stands there without an answer, as with the peer. */
static json_t *field_of(const struct form_component *component, const json_t *value)
{
	json_t *field = json_pack("{s:s, s:s, s:s}", "key", component->written, "title", component->title, "type", type_of(component->kind));
	if (value && !json_is_null(value))
		json_object_set_new(field, "answer", answer_of(value));
	return field;
}

static json_t *declaration_question(void)
{
	return json_pack("{s:n, s:s, s:[{s:s, s:s, s:s, s:b}]}", "category", "question", "Declaration", "fields", "key", "declaration", "title", "Declaration",
		"type", "boolean", "answer", 1);
}

/* One page with the answers of @values, unless it was not walked. */
static void question_add(json_t *questions, const struct form_page *page, const json_t *values)
{
	json_t *fields = json_array();
	bool declared = false;
	const char *title = page->title;
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		const json_t *value = json_object_get(values, component->written);
		if (!component_keeps(component->kind) || !value)
			continue;
		declared = declared || (component->kind == COMPONENT_DECLARATION && strcmp(json_string_value(value) ? json_string_value(value) : "", "true") == 0);
		if (component->kind != COMPONENT_DECLARATION)
			json_array_append_new(fields, field_of(component, value));
		title = *title ? title : component->title;
	}
	if (json_array_size(fields) > 0)
		json_array_append_new(questions, json_pack("{s:s?, s:s, s:O}", "category", *page->section ? page->section : NULL, "question", title, "fields", fields));
	if (declared)
		json_array_append_new(questions, declaration_question());
	json_decref(fields);
}

static enum fail write_message(const struct shape_input *input, struct shape_request *ret)
{
	const json_t *data = json_object_get(input->record, "data");
	TRY(webhook_begin(input, ret));
	if (!input->form)
		return FAIL(INPUT, "the definition of %s is not there, which has the questions' words", input->service);
	json_t *questions = json_array();
	for (size_t i = 0; i < input->form->page_count; i++) {
		const struct form_page *page = &input->form->page[i];
		const json_t *items = page->repeat ? json_object_get(json_object_get(data, "repeaters"), page->repeat->name) : NULL;
		for (size_t k = 0; k < json_array_size(items); k++)
			question_add(questions, page, json_array_get(items, k));
		if (!page->repeat)
			question_add(questions, page, json_object_get(data, "main"));
	}
	return shape_json(ret, json_pack("{s:{s:s, s:s, s:s}, s:s, s:s, s:o}", "metadata", "type", input->service, "reference", input->reference, "id", input->id,
		"name", input->form->name, "preferredLanguage", input->language, "questions", questions));
}

/* Proof is a reference of theirs, in JSON. */
static void judge(enum outcome_net net, int status, const char *content_type, const char *bytes, size_t size, const char *, struct open311_result *ret)
{
	json_t *reply = NULL;
	*ret = (struct open311_result){ .verdict = webhook_verdict(net, status) };
	if (net != OUTCOME_NET_ANSWERED || status < 200 || status > 299 || open311_read(content_type, bytes, size, &reply) != FAIL_NONE)
		return;
	const char *reference = shape_text(reply, "reference");
	if (*reference && strlen(reference) <= OPEN311_ID_MAX_BYTES && strcmp(reference, "UNKNOWN") != 0) {
		ret->verdict = OPEN311_CREATED;
		memcpy(ret->receipt.id, reference, strlen(reference) + 1);
	}
	json_decref(reply);
}

const struct shape shape_xgov = { .name = "xgov", .check = check, .write = write_message, .judge = judge };
