/* SPDX-License-Identifier: MIT */
/* What a practice sends, and its paper. Of the form nothing is kept: no row, no reference, no count. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { DUE_MAX_BYTES = 10 };

enum fail training_differs(const struct hub *hub, const struct request *request)
{
	bool practice = json_bool_or(request->frame, "training", false);
	if (practice == hub->training.on)
		return FAIL_NONE;
	return practice ? FAIL(DENIED, "the kiosk is in use: a practice is not sent") : FAIL(DENIED, "the kiosk is in training: nothing is sent");
}

/* What its receipt says; the reference is a word that nobody can look for. */
static enum fail receipt_data(const json_t *frame, json_t **ret)
{
	const char *service = NULL, *due = "";
	int64_t pence = 0;
	TRY(json_take_text(frame, "service", SPOOL_SERVICE_MAX_BYTES, &service));
	if (json_object_get(frame, "due"))
		TRY(json_take_text(frame, "due", DUE_MAX_BYTES, &due));
	if (json_object_get(frame, "pay_pence"))
		TRY(json_take_int(frame, "pay_pence", 0, INT64_MAX, &pence));
	*ret = json_pack("{s:s, s:s, s:s, s:I, s:b, s:I}", "reference", TRAINING_REFERENCE, "service", service, "due", due, "pay_pence", (json_int_t)pence,
		"desk", json_bool_or(frame, "desk", false), "submitted_ms", (json_int_t)clock_wall_ms());
	return *ret ? FAIL_NONE : FAIL(INPUT, "no text of a receipt");
}

/* Of what was sent last. */
static enum fail paper(struct hub *hub, bool large, const char *visit, struct reply *reply)
{
	struct page page = { .kind = TRAINING_RECEIPT, .state = SPOOL_WAITING, .witness = -1, .large = large };
	snprintf(page.language, sizeof page.language, "%s", hub->training.language);
	snprintf(page.visit, sizeof page.visit, "%s", visit);
	TRY(page_give(hub, &page, hub->training.last));
	reply->work = 1u << DOORWAY_PRINT;
	return FAIL_NONE;
}

enum fail training_submit(struct hub *hub, const struct request *request, struct reply *reply)
{
	json_t *data = NULL;
	const char *visit = "", *language = NULL;
	bool receipt = json_bool_or(request->frame, "receipt", false);
	training_seen(hub);
	TRY(take_visit(request->frame, &visit));
	TRY(json_take_text(request->frame, "language", SPOOL_LANGUAGE_MAX_BYTES, &language));
	if (strcmp(training_service(hub), "open") != 0)
		return FAIL(FULL, "there is said to be no room");
	TRY(receipt_data(request->frame, &data));
	if (visit[0])
		hold_visit(hub, visit);
	json_decref(hub->training.last);
	hub->training.last = data;
	snprintf(hub->training.language, sizeof hub->training.language, "%s", language);
	if (receipt)
		TRY(paper(hub, json_bool_or(request->frame, "large", false), visit, reply));
	reply->body = json_pack("{s:I, s:b, s:b}", "sequence", (json_int_t)0, "again", 0, "delivered", 0);
	reply_log(reply, "training.sent", "receipt=%d", receipt);
	return FAIL_NONE;
}

enum fail training_again(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *visit = "";
	training_seen(hub);
	TRY(take_visit(request->frame, &visit));
	if (!hub->training.last)
		return FAIL(EMPTY, "nothing was practised");
	return paper(hub, json_bool_or(request->frame, "large", false), visit, reply);
}
