/* SPDX-License-Identifier: MIT */
/* shape_defra.c - the "adapter" message, version 1. SOURCE: DEFRA forms-runner, its schema refuses members it does not know. */
#include "tests/backoffice/forward/webhook.h"

#include "firmware/base/json.h"
#include "firmware/sync/reply.h"

#include <stdio.h>
#include <string.h>

static enum fail check(const json_t *setting)
{
	return *shape_text(setting, "notificationEmail") ? FAIL_NONE : FAIL(INPUT, "\"notificationEmail\" is not there, which every message of this shape has");
}

/* What the setting says of this form, or else. */
static const char *named(const struct shape_input *input, const char *name, const char *otherwise)
{
	return json_text_or(shape_form(input->setting, input->service), name, otherwise);
}

static enum fail write_message(const struct shape_input *input, struct shape_request *ret)
{
	const json_t *meta = json_object_get(input->record, "meta"), *data = json_object_get(input->record, "data");
	TRY(webhook_begin(input, ret));
	json_t *files = json_object_get(data, "files") ? json_incref(json_object_get(data, "files")) : json_object();
	json_t *message = json_pack("{s:{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:s}, s:{s:O, s:O, s:o}, s:{s:{s:s, s:{}}}}",
		"meta", "schemaVersion", 1, "timestamp", shape_text(meta, "timestamp"), "referenceNumber", input->reference, "formName", shape_text(meta, "formName"),
		"formId", named(input, "formId", input->service), "formSlug", named(input, "formSlug", input->service), "status", json_text_or(meta, "status", "live"),
		"isPreview", 0, "notificationEmail", named(input, "notificationEmail", shape_text(input->setting, "notificationEmail")), "language", input->language,
		"data", "main", json_object_get(data, "main"), "repeaters", json_object_get(data, "repeaters"), "files", files,
		"result", "files", "main", input->id, "repeaters");
	return message ? shape_json(ret, message) : FAIL(INPUT, "the submission has no answers");
}

/* The status alone, unless it is a web page's. */
static void judge(enum outcome_net net, int status, const char *content_type, const char *, size_t, const char *, struct open311_result *ret)
{
	*ret = (struct open311_result){ .verdict = webhook_verdict(net, status) };
	if (net == OUTCOME_NET_ANSWERED && status >= 200 && status <= 299 && !reply_is_page(content_type)) {
		ret->verdict = OPEN311_CREATED;
		snprintf(ret->receipt.id, sizeof ret->receipt.id, "status %d", status);
	}
}

const struct shape shape_defra = { .name = "defra", .check = check, .write = write_message, .judge = judge };
