/* SPDX-License-Identifier: MIT */
/* A resident's transaction comes in. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/date.h"
#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "firmware/store/submission.h"

#include <stdio.h>
#include <string.h>

enum { REASON_MAX_BYTES = 32 };

struct interaction_words { const char *base, *final; char reasons[CHAIN_REASON_MAX_BYTES + 1]; };

static const int64_t PAY_PENCE_MAX = 99999999999;
static const int64_t YEAR_9999_MS = 253402300799999;

static enum fail take_plain(const json_t *frame, const char *key, size_t max_bytes, const char *characters, const char **ret)
{
	TRY(json_take_text(frame, key, max_bytes, ret));
	if (**ret == '\0' || strspn(*ret, characters) != strlen(*ret))
		return FAIL(INPUT, "\"%s\" has a character that it may not have", key);
	return FAIL_NONE;
}

static enum fail take_due(const json_t *frame, const char **ret)
{
	struct date date;
	TRY(json_take_text(frame, "due", 10, ret));
	return **ret == '\0' ? FAIL_NONE : date_parse(*ret, &date);
}

enum fail take_visit(const json_t *frame, const char **ret)
{
	*ret = "";
	return json_object_get(frame, "visit") ? take_plain(frame, "visit", SPOOL_VISIT_MAX_BYTES, "0123456789abcdef", ret) : FAIL_NONE;
}

static enum fail take_submission(const json_t *frame, struct submission *s)
{
	TRY(take_id(frame, &s->id));
	TRY(take_reference(frame, &s->reference));
	TRY(take_plain(frame, "service", SPOOL_SERVICE_MAX_BYTES, "abcdefghijklmnopqrstuvwxyz0123456789-", &s->service));
	TRY(take_plain(frame, "type", SUBMISSION_TYPE_MAX_BYTES, "abcdefghijklmnopqrstuvwxyz0123456789.-", &s->type));
	TRY(take_plain(frame, "language", SPOOL_LANGUAGE_MAX_BYTES, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-", &s->language));
	TRY(json_take_int(frame, "time_ms", 0, YEAR_9999_MS, &s->time_ms));
	TRY(json_take_text(frame, "jwe", ENVELOPE_JWE_MAX_BYTES, &s->jwe));
	TRY(take_due(frame, &s->due));
	const json_t *receipt = json_object_get(frame, "receipt");
	if (!json_is_boolean(receipt))
		return FAIL(INPUT, "\"receipt\" is not true or false");
	s->receipt = json_is_true(receipt);
	s->desk = json_bool_or(frame, "desk", false);
	s->large = json_bool_or(frame, "large", false);
	s->by = json_text_or(frame, "by", "resident");
	if (!envelope_by_valid(s->by))
		return FAIL(INPUT, "\"by\" is nobody who sends");
	TRY(take_visit(frame, &s->visit));
	return json_object_get(frame, "pay_pence") ? json_take_int(frame, "pay_pence", 0, PAY_PENCE_MAX, &s->pay_pence) : FAIL_NONE;
}

/* "help-twice+language", as words go into the audit; @ret: what it took, "" it is not said. */
static enum fail take_interaction(const json_t *frame, struct interaction_words *ret)
{
	const json_t *told = json_object_get(frame, "interaction"), *one;
	size_t index, used = 0;
	*ret = (struct interaction_words){ .final = "" };
	if (!told)
		return FAIL_NONE;
	TRY(take_plain(told, "base", CHAIN_OUTCOME_MAX_BYTES, "abcdefghijklmnopqrstuvwxyz", &ret->base));
	TRY(take_plain(told, "final", CHAIN_OUTCOME_MAX_BYTES, "abcdefghijklmnopqrstuvwxyz", &ret->final));
	json_array_foreach(json_object_get(told, "reasons"), index, one) {
		const char *word = json_is_string(one) ? json_string_value(one) : "";
		size_t size = strlen(word);
		if (size == 0 || size > REASON_MAX_BYTES || strspn(word, "abcdefghijklmnopqrstuvwxyz-") != size)
			return FAIL(INPUT, "a reason of \"interaction\" is not a word");
		if (used + size + 2 > sizeof ret->reasons)
			break; /* nobody's form is refused for that */
		used += (size_t)snprintf(ret->reasons + used, sizeof ret->reasons - used, "%s%s", used > 0 ? "+" : "", word);
	}
	return FAIL_NONE;
}

/* Who sends for somebody is signed in and may type for them; what is here already may be said again, whoever is. @ret: their id, "" it was the person. */
static enum fail sender(struct hub *hub, const struct request *request, struct store *store, const struct submission *submission, const char **ret)
{
	const struct staff_session *session = NULL;
	*ret = "";
	if (strcmp(submission->by, "staff_on_behalf") != 0 || submission_known(store, &submission->id) == FAIL_NONE)
		return FAIL_NONE;
	TRY(staff_may(hub, request, STAFF_DRIVE, &session));
	*ret = session->id;
	return FAIL_NONE;
}

/* Staff may also have said that it is less. */
static bool is_more(const struct interaction_words *interaction)
{
	static const char *const types[] = { "simple", "assisted", "complex" };
	int base = 0, final = 0;
	for (int i = 0; i < (int)(sizeof types / sizeof types[0]); i++) {
		base = strcmp(types[i], interaction->base) == 0 ? i : base;
		final = strcmp(types[i], interaction->final) == 0 ? i : final;
	}
	return final > base;
}

enum fail answer_submit(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	/* the back office knows by it what to make of the event's time; asked each time, as a step of the clock ends what was known of it */
	struct submission submission = { .source = hub->config.source, .kiosk_clock = clock_synced() ? "synced" : "unsynced" };
	struct submitted submitted = { 0 };
	struct chain_row audit;
	TRY(training_differs(hub, request));
	if (hub->training.on)
		return training_submit(hub, request, reply);
	struct interaction_words interaction;
	TRY(take_submission(request->frame, &submission));
	TRY(take_interaction(request->frame, &interaction));
	if (submission.visit[0])
		hold_visit(hub, submission.visit);
	const char *staff = "";
	TRY(keeper_store(&hub->keeper, &store));
	TRY(sender(hub, request, store, &submission, &staff));
	TRY(audit_row(hub, &(struct audit_entry){ .actor = *staff ? "staff" : "resident", .staff = staff, .event = "submit", .subject = submission.service, .outcome = "kept", .reason = strcmp(submission.by, "resident") == 0 ? "" : submission.by, .visit = submission.visit }, &audit));
	submission.audit = &audit;
	audit_flush(hub); /* what came before it stands before it */
	reply->looks = true; /* also when it was refused for want of room */
	TRY(submission_add(store, &submission, clock_wall_ms(), &submitted));
	if (!submitted.again && interaction.final[0])
		audit_note(hub, &(struct audit_entry){ .actor = "resident", .event = is_more(&interaction) ? "interaction_raised" : "interaction", .subject = submission.service,
			.outcome = interaction.final, .reason = interaction.reasons, .visit = submission.visit });
	bool delivered = submitted.again && recent_delivered(hub, &submission.reference);
	recent_keep(hub, &submission.id, &submission.reference, delivered);
	reply->body = json_pack("{s:I, s:b, s:b}", "sequence", (json_int_t)submitted.sequence, "again", submitted.again, "delivered", delivered);
	desk_ring(hub);
	reply->work = 1u << DOORWAY_SYNC | (submission.receipt ? 1u << DOORWAY_PRINT : 0);
	reply_log(reply, "submit.kept", "id=%s sequence=%lld again=%d", submission.id.text, (long long)submitted.sequence, submitted.again);
	return FAIL_NONE;
}

/* The operator gives a paper to whoever stands at the desk: only there the reference says afterwards whose it was. A resident's is in their own visit. */
static void audit_again(struct hub *hub, enum doorway at, const struct reference *reference, const char *visit)
{
	bool admin = at == DOORWAY_ADMIN;
	char subject[REFERENCE_TEXT_BYTES];
	snprintf(subject, sizeof subject, "%s", reference->text);
	for (char *space = subject; (space = strchr(space, ' '));)
		*space = '-';
	audit_note(hub, &(struct audit_entry){ .actor = admin ? "admin" : "resident", .event = "print_again", .subject = admin ? subject : "receipt", .outcome = "asked", .visit = visit });
}

enum fail answer_print_again(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct reference reference;
	const char *visit = "";
	if (hub->training.on && request->at == DOORWAY_UI)
		return training_again(hub, request, reply);
	TRY(take_reference(request->frame, &reference));
	TRY(take_visit(request->frame, &visit));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(spool_again(store, &reference, json_bool_or(request->frame, "large", false), visit, clock_wall_ms()));
	reply->work = 1u << DOORWAY_PRINT;
	audit_again(hub, request->at, &reference, visit);
	return FAIL_NONE;
}
