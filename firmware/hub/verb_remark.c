/* SPDX-License-Identifier: MIT */
/*
 * verb_remark.c - staff tell the council what is wrong with a service, or could be better. DESIGN: it goes the way of a resident's form: sealed for the
 * council here, one COMMIT, and then exactly once in effect; what they wrote is on no disk but sealed, and in no audit.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "firmware/store/submission.h"

#include <string.h>

enum { KIND_MAX_BYTES = 16, ABOUT_MAX_BYTES = 64, TEXT_MAX_BYTES = 600, SCREEN_MAX_BYTES = 64, HOUR_MAX = 60, HOUR_MS = 3600 * 1000 };

#define REMARK_TYPE "uk.foyer.remark.v1"
#define REMARK_SERVICE "staff-remark"
#define REMARK_PREFIX "SR"

struct remark { const char *kind, *about, *text, *screen; };

static enum fail take_remark(const json_t *frame, struct remark *ret)
{
	TRY(json_take_text(frame, "kind", KIND_MAX_BYTES, &ret->kind));
	TRY(json_take_text(frame, "about", ABOUT_MAX_BYTES, &ret->about));
	TRY(json_take_text(frame, "text", TEXT_MAX_BYTES, &ret->text));
	ret->screen = "";
	if (json_object_get(frame, "screen"))
		TRY(json_take_text(frame, "screen", SCREEN_MAX_BYTES, &ret->screen));
	if (strspn(ret->screen, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-") != strlen(ret->screen))
		return FAIL(INPUT, "\"screen\" is none");
	if (strcmp(ret->kind, "issue") != 0 && strcmp(ret->kind, "idea") != 0)
		return FAIL(INPUT, "\"kind\" is neither an issue nor an idea");
	if (!*ret->about || strspn(ret->about, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(ret->about))
		return FAIL(INPUT, "\"about\" is not a code of a service");
	if (!ret->text[strspn(ret->text, " ")])
		return FAIL(INPUT, "\"text\" is empty");
	for (const char *at = ret->text; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7f)
			return FAIL(INPUT, "\"text\" is not one line");
	return FAIL_NONE;
}

/* @ret: the sealed body, from empty. */
static enum fail seal(const struct hub *hub, const struct remark *remark, const char *staff, const struct submission *submission, struct buffer *ret)
{
	struct envelope_key *key = NULL;
	int64_t until_ms;
	if (!hub->config.council_key || hub->config.direct)
		return FAIL(EMPTY, "there is no council to tell");
	TRY(envelope_key_pick(hub->config.council_key, submission->time_ms, &key, &until_ms));
	const struct envelope_head head = { .id = submission->id, .source = submission->source, .type = submission->type, .time_ms = submission->time_ms };
	json_t *record = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "service", REMARK_SERVICE, "reference", submission->reference.text, "kind", remark->kind, "about", remark->about,
		"text", remark->text, "feedback_source", "colleague", "staff", staff, "version", (json_int_t)hub->assets.version);
	if (record && remark->screen[0])
		json_object_set_new(record, "screen", json_string(remark->screen));
	enum fail fail = record ? envelope_seal(key, &head, record, ret) : FAIL(INPUT, "it is no text");
	json_decref(record);
	envelope_key_free(key);
	return fail;
}

/* They lie where residents' forms do until the council has them: nobody fills that. */
static enum fail count(struct hub *hub)
{
	int64_t now_ms = clock_mono_ms();
	if (hub->remarks.hour == 0 || now_ms - hub->remarks.hour_ms >= HOUR_MS) {
		hub->remarks.hour_ms = now_ms;
		hub->remarks.hour = 0;
	}
	if (hub->remarks.hour >= HOUR_MAX)
		return FAIL(BUSY, "%d remarks were made within an hour", HOUR_MAX);
	hub->remarks.hour++;
	return FAIL_NONE;
}

enum fail answer_remark_add(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	struct remark remark = { 0 };
	struct store *store = NULL;
	struct submitted submitted = { 0 };
	struct chain_row audit;
	BUFFER_AUTO jwe;
	buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(take_remark(request->frame, &remark));
	if (hub->training.on)
		return FAIL(DENIED, "nothing leaves in training");
	TRY(keeper_store(&hub->keeper, &store));
	TRY(count(hub));
	int64_t now_ms = clock_wall_ms();
	struct submission submission = { .id = id_new(now_ms), .reference = reference_new(REMARK_PREFIX), .service = REMARK_SERVICE, .language = "en", .due = "", .source = hub->config.source,
		.type = REMARK_TYPE, .kiosk_clock = clock_synced() ? "synced" : "unsynced", .time_ms = now_ms };
	TRY(seal(hub, &remark, session->id, &submission, &jwe));
	submission.jwe = buffer_text(&jwe);
	TRY(audit_row(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = "remark", .subject = remark.about, .outcome = "kept", .reason = remark.kind, .visit = "" }, &audit));
	submission.audit = &audit;
	audit_flush(hub); /* what came before it stands before it */
	reply->looks = true;
	TRY(submission_add(store, &submission, now_ms, &submitted));
	reply->work = 1u << DOORWAY_SYNC;
	desk_ring(hub);
	reply_log(reply, "remark.kept", "kind=%s about=%s sequence=%lld", remark.kind, remark.about, (long long)submitted.sequence);
	return FAIL_NONE;
}
