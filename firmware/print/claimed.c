/* SPDX-License-Identifier: MIT */
/* claimed.c - a job as the hub gave it out. */
#include "firmware/print/claimed.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

static const char practice[] = "training-receipt"; /* its reference is a word, none that could be looked for */

bool claimed_is_receipt(const struct claimed *claimed)
{
	return strcmp(claimed->kind, "receipt") == 0 || strcmp(claimed->kind, practice) == 0;
}

/* What a receipt's row has beyond every job's. */
static enum fail read_receipt(const json_t *reply, bool real, struct receipt_job *job)
{
	const char *text = NULL;

	TRY(json_take_text(reply, "reference", REFERENCE_TEXT_BYTES - 1, &text));
	if (real)
		TRY(reference_parse(text, &job->reference));
	else
		snprintf(job->reference.text, sizeof job->reference.text, "%s", text);
	TRY(json_take_text(reply, "service", RECEIPT_SERVICE_MAX, &text));
	snprintf(job->service, sizeof job->service, "%s", text);
	TRY(json_take_int(reply, "submitted_ms", 0, INT64_MAX / 2, &job->submitted_ms));
	text = json_text_or(reply, "due", "");
	if (text[0] != '\0')
		TRY(date_parse(text, &job->due));
	return FAIL_NONE;
}

bool claimed_is_private(const struct claimed *claimed)
{
	static const char *const staff[] = { "test", "commissioning", "notice" };

	for (size_t i = 0; i < sizeof staff / sizeof staff[0]; i++)
		if (strcmp(claimed->kind, staff[i]) == 0)
			return false;
	return true;
}

enum fail claimed_read(const json_t *reply, struct claimed *ret)
{
	const char *text = "receipt";
	struct claimed job = {
		.row.large = json_bool_or(reply, "large", false), .tried = json_bool_or(reply, "tried", false), .sent = json_bool_or(reply, "sent", false),
		.witness = json_int_or(reply, "witness", -1),
	};
	struct receipt_job *row = &job.row;

	job.owes_slip = strcmp(json_text_or(reply, "owed", ""), "slip") == 0;
	job.owes_cut = strcmp(json_text_or(reply, "owed", ""), "cut") == 0;
	TRY(json_take_int(reply, "job", 0, INT64_MAX, &row->number));
	if (json_object_get(reply, "kind"))
		TRY(json_take_text(reply, "kind", sizeof job.kind - 1, &text));
	snprintf(job.kind, sizeof job.kind, "%s", text);
	if (json_object_get(reply, "visit"))
		TRY(json_take_text(reply, "visit", CLAIMED_VISIT_MAX_BYTES, &text));
	else
		text = "";
	snprintf(job.visit, sizeof job.visit, "%s", text);
	int64_t copy = 0;
	if (json_object_get(reply, "copy"))
		TRY(json_take_int(reply, "copy", 0, CLAIMED_COPY_MAX, &copy));
	row->copy = (int)copy;
	row->desk = json_bool_or(reply, "desk", false);
	row->training = json_bool_or(reply, "training", false);
	row->delivered = json_bool_or(reply, "delivered", false);
	row->pay_pence = json_int_or(reply, "pay_pence", 0);
	TRY(json_take_text(reply, "language", RECEIPT_LANGUAGE_MAX, &text));
	snprintf(row->language, sizeof row->language, "%s", text);
	if (claimed_is_receipt(&job))
		TRY(read_receipt(reply, strcmp(job.kind, practice) != 0, row));
	job.data = json_incref(json_object_get(reply, "data"));
	*ret = job;
	return FAIL_NONE;
}

void claimed_done(struct claimed *claimed)
{
	json_decref(claimed->data);
	*claimed = (struct claimed){ 0 };
}
