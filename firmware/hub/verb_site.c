/* SPDX-License-Identifier: MIT */
/* verb_site.c - staff of one kiosk at another of the site: a voucher here, what it asks for there. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <stdlib.h>
#include <string.h>

enum { KID_MAX_BYTES = SHA256_TEXT_BYTES - 1, NONCE_MAX_BYTES = VOUCHER_NONCE_BYTES - 1, SIGNATURE_MAX_BYTES = SIGN_TEXT_BYTES - 1 };

static const char watch[] = "site.watch", view[] = "join.view";

/* What may be asked for from another kiosk, and what right it takes to be given a voucher for it; the verb itself asks again, there. */
static const struct errand { const char *verb; enum staff_right right; } errands[] = {
	{ watch, STAFF_SEE }, { "help.take", STAFF_HELP }, { "help.type", STAFF_HELP }, { "help.arrive", STAFF_HELP }, { "help.done", STAFF_HELP }, { "help.confirmed", STAFF_HELP }, { "help.note", STAFF_HELP },
	{ "push.offer", STAFF_HELP }, { "push.end", STAFF_HELP }, { "park.pick", STAFF_HELP },
	{ "join.ask", STAFF_HELP }, { view, STAFF_HELP }, { "join.point", STAFF_HELP }, { "join.act", STAFF_DRIVE }, { "join.leave", STAFF_HELP },
};

/* Asked for over and over: no act of anybody's. */
static bool only_looks(const struct errand *errand)
{
	return errand->verb == watch || errand->verb == view;
}

static enum fail take_errand(const json_t *act, const struct errand **ret)
{
	const char *verb = json_text_or(act, "verb", "");
	for (size_t i = 0; i < sizeof errands / sizeof errands[0]; i++)
		if (strcmp(errands[i].verb, verb) == 0) {
			*ret = &errands[i];
			return FAIL_NONE;
		}
	return FAIL(DENIED, "that cannot be asked for from another kiosk");
}

/* {"session", "to", "nonce", "act"} → {"text", "signature"}: who that is asks the kiosk @to for @act. */
enum fail answer_site_voucher(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct staff_session *session = NULL;
	const struct errand *errand = NULL;
	const char *to = NULL, *nonce = NULL;
	struct voucher voucher = { .act = json_object_get(request->frame, "act") };
	char *text = NULL, signature[SIGN_TEXT_BYTES];
	TRY(take_errand(voucher.act, &errand));
	TRY(errand->verb == watch ? staff_hears(hub, request, errand->right, NULL) : staff_may(hub, request, errand->right, NULL));
	TRY(staff_session_of(hub, request, &session));
	TRY(json_take_text(request->frame, "to", KID_MAX_BYTES, &to));
	TRY(json_take_text(request->frame, "nonce", NONCE_MAX_BYTES, &nonce));
	const struct desks_row *other = peer_other(hub, to);
	if (!other)
		return FAIL(DENIED, "there is no such kiosk at this site");
	memcpy(voucher.from, peer_own(hub)->kid, sizeof voucher.from);
	memcpy(voucher.to, other->kid, sizeof voucher.to);
	snprintf(voucher.nonce, sizeof voucher.nonce, "%s", nonce);
	snprintf(voucher.staff, sizeof voucher.staff, "%s", session->id);
	snprintf(voucher.role, sizeof voucher.role, "%s", staff_role_name(session->role));
	TRY(voucher_write(&voucher, hub->device, &text, signature));
	reply->body = json_pack("{s:s, s:s}", "text", text, "signature", signature);
	free(text);
	if (errand->verb == view)
		duty_seen(&session->duty, clock_mono_ms()); /* who helps there, and is not at their own keys, is helping all the same */
	if (!only_looks(errand))
		audit_note(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = "site_act", .subject = other->kid, .outcome = "asked", .reason = errand->verb, .visit = "" });
	return FAIL_NONE;
}

/* ---- at the other kiosk ---- */

static enum fail look_part(struct hub *hub, const struct request *own, const char *verb, const char *member, const char *as, json_t *into)
{
	struct reply reply = { .blob_fd = -1 };
	enum fail fail = verb_find(verb, DOORWAY_DESK)->answer(hub, own, &reply);
	if (fail == FAIL_NONE && !reply.body)
		reply.body = json_object();
	if (fail == FAIL_NONE)
		json_object_set(into, as, member ? json_object_get(reply.body, member) : reply.body);
	json_decref(reply.body);
	return fail;
}

/* How it is here, who waits, and where that can be known what is kept and what was laid ready, for the session with @mark. */
static enum fail look(struct hub *hub, const struct request *request, const char *mark, json_t **ret)
{
	static const struct { const char *verb, *member, *as; bool must; } parts[] = {
		{ "desk.state", NULL, "state", true }, { "help.list", "calls", "calls", true }, { "park.list", "kept", "kept", false }, { "push.state", NULL, "push", false },
	};
	json_t *frame = json_pack("{s:s}", "session", mark), *all = json_object();
	const struct request own = { .at = DOORWAY_DESK, .frame = frame, .blob_fd = -1, .from = request->from };
	enum fail fail = FAIL_NONE;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0] && fail == FAIL_NONE; i++) {
		fail = look_part(hub, &own, parts[i].verb, parts[i].member, parts[i].as, all);
		if (fail != FAIL_NONE && !parts[i].must) {
			fail_clear();
			fail = FAIL_NONE;
		}
	}
	json_decref(frame);
	if (fail == FAIL_NONE)
		*ret = all;
	else
		json_decref(all);
	return fail;
}

/* {"session"}: the same again, as long as their voucher holds. */
enum fail answer_site_look(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *mark = NULL;
	TRY(json_take_text(request->frame, "session", STAFF_SESSION_BYTES - 1, &mark));
	return look(hub, request, mark, &reply->body);
}

static enum fail act(struct hub *hub, const struct request *request, const struct desks_row *from, const struct voucher *voucher, const struct staff_session *session, struct reply *reply)
{
	const struct errand *errand = NULL;
	TRY(take_errand(voucher->act, &errand));
	if (errand->verb == watch) {
		TRY(look(hub, request, session->mark, &reply->body));
		json_object_set_new(reply->body, "session", json_string(session->mark));
		return FAIL_NONE;
	}
	if (!only_looks(errand) && !peer_may(hub, from))
		return FAIL(BUSY, "from that kiosk very much is done here");
	json_t *frame = json_copy(voucher->act);
	json_object_set_new(frame, "session", json_string(session->mark));
	const struct request own = { .at = DOORWAY_DESK, .frame = frame, .blob_fd = -1, .from = request->from };
	enum fail fail = verb_find(errand->verb, DOORWAY_DESK)->answer(hub, &own, reply);
	if (fail == FAIL_NONE && errand->verb == view)
		json_object_set_new(reply->body, "session", json_string(session->mark));
	json_decref(frame);
	return fail;
}

/* Before anything is done: theirs, for here, and for the first time. @ret_why: a word of what is wrong. */
static enum fail prove(struct hub *hub, const struct desks_row *from, const json_t *frame, struct voucher *ret, const char **ret_why)
{
	const char *text = NULL, *signature = NULL;
	*ret_why = "forged";
	TRY(json_take_text(frame, "text", VOUCHER_MAX_BYTES, &text));
	TRY(json_take_text(frame, "signature", SIGNATURE_MAX_BYTES, &signature));
	TRY(voucher_read(text, strlen(text), signature, from->key, ret));
	*ret_why = "elsewhere";
	if (strcmp(ret->from, from->kid) != 0 || strcmp(ret->to, peer_own(hub)->kid) != 0)
		return FAIL(DENIED, "this voucher is for another kiosk");
	*ret_why = "stale";
	return peer_nonce_take(hub, from->kid, ret->nonce) ? FAIL_NONE : FAIL(DENIED, "this voucher was used, or is too old");
}

static enum fail serve(struct hub *hub, const struct request *request, const struct desks_row *from, struct reply *reply, const char **ret_why)
{
	struct voucher voucher = { 0 };
	struct staff_session *session = NULL;
	enum fail fail = prove(hub, from, request->frame, &voucher, ret_why);
	if (fail == FAIL_NONE) {
		*ret_why = "roster";
		fail = peer_guest_come(hub, &voucher, &session);
	}
	if (fail == FAIL_NONE) {
		*ret_why = "";
		fail = act(hub, request, from, &voucher, session, reply);
	} else {
		audit_refused(hub, "site", *ret_why);
	}
	voucher_done(&voucher);
	return fail;
}

/*
 * {"from", "text"?, "signature"?}: what the kiosk that was proven to be @from asks for → what the verb answers, and the next "nonce". A refusal before it came to the
 * verb has "why": forged, elsewhere, stale (ask again with this nonce; also without a text), roster.
 */
enum fail answer_site_do(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *kid = NULL, *why = "stale";
	char nonce[VOUCHER_NONCE_BYTES];
	TRY(json_take_text(request->frame, "from", KID_MAX_BYTES, &kid));
	const struct desks_row *from = peer_other(hub, kid);
	if (!from)
		return FAIL(DENIED, "that kiosk is not of this site");
	enum fail fail = FAIL_EMPTY;
	if (json_object_get(request->frame, "text"))
		fail = serve(hub, request, from, reply, &why);
	peer_nonce_give(hub, kid, nonce);
	if (!reply->body)
		reply->body = json_object();
	json_object_set_new(reply->body, "nonce", json_string(nonce));
	if (why[0])
		json_object_set_new(reply->body, "why", json_string(why));
	return fail;
}
