/* SPDX-License-Identifier: MIT */
/* verb_park_desk.c - the desk's side: what is kept here, and bringing it to this kiosk's screen with the ticket's code or token. No answer ever comes this way. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/secret.h"

#include <stdio.h>
#include <string.h>

static bool is_brought(const struct park *park, const struct draft_row *row)
{
	return strcmp(park->brought.text, row->name.text) == 0 && clock_mono_ms() - park->brought_ms < PARK_BROUGHT_MS;
}

static json_t *row_json(const struct park *park, const struct draft_row *row, int64_t now_ms)
{
	json_t *json = json_pack("{s:s, s:s, s:I, s:I, s:s}", "service", row->service, "language", row->language, "since_s", (json_int_t)((now_ms - row->kept_ms) / 1000),
	                         "left_s", (json_int_t)((row->until_ms - now_ms) / 1000), "state", is_brought(park, row) ? "brought" : "kept");
	if (is_brought(park, row))
		json_object_set_new(json, "name", json_string(park->by));
	return json;
}

enum fail answer_park_list(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct draft_row rows[DRAFTS_MAX];
	struct store *store = NULL;
	size_t count = 0;
	int64_t now_ms = clock_wall_ms();
	TRY(staff_hears(hub, request, STAFF_HELP, NULL));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(draft_list(store, now_ms, rows, &count));
	json_t *kept = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(kept, row_json(&hub->park, &rows[i], now_ms));
	reply->body = json_pack("{s:o}", "kept", kept);
	return FAIL_NONE;
}

/* What it is found by. Nothing that is neither a code nor a token is looked for; it is a wrong one all the same. */
static enum fail find(struct hub *hub, const struct draft_ticket *ticket, struct draft_row *ret)
{
	struct store *store = NULL;
	struct draft_name name;
	TRY(keeper_store(&hub->keeper, &store));
	if (ticket->kind == DRAFT_NEITHER || (ticket->kind == DRAFT_CODE && !hub->park.found))
		return FAIL_EMPTY;
	if (ticket->kind == DRAFT_CODE)
		draft_code_name(&hub->park.finder, &ticket->code, &name);
	else
		draft_token_name(&ticket->token, &name);
	return draft_find(store, name.text, clock_wall_ms(), ret, NULL);
}

static enum fail wrong(struct hub *hub, const struct staff_session *session, struct reply *reply)
{
	park_wrong(hub, session->id);
	audit_note(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = "code_wrong", .subject = "draft", .outcome = "refused" });
	reply_log(reply, "park.wrong", "at=desk");
	return park_refuse(reply, "wrong", 0);
}

/* Why nothing can be brought to the screen now; "" it can. */
static const char *unfree(struct hub *hub)
{
	if (!doors_is_open(hub->doors, DOORWAY_UI))
		return "no-screen";
	if (hub->training.on)
		return "training";
	bool used = hub->visit_fd >= 0 || hub->visit.mark[0] || hub->guide.on_screen || staff_at_kiosk(hub);
	return used ? "in-use" : "";
}

/* The screen opens it, and shows nothing of it before somebody there says so. */
static void bring(struct hub *hub, const struct staff_session *session, const struct draft_row *row, const struct draft_ticket *ticket)
{
	char text[DRAFT_TOKEN_TEXT_BYTES];
	if (ticket->kind == DRAFT_TOKEN)
		draft_token_write(&ticket->token, text);
	else
		snprintf(text, sizeof text, "%s", ticket->code.text);
	hub->park.brought = row->name;
	hub->park.brought_ms = clock_mono_ms();
	snprintf(hub->park.by, sizeof hub->park.by, "%s", session->name);
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:b, s:s, s:s, s:s}", "bell", "park", "offered", 1, "ticket", text, "service", row->service, "language", row->language));
	doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "park"));
	secret_wipe(text, sizeof text);
}

static enum fail pick(struct hub *hub, const struct staff_session *session, const struct draft_ticket *ticket, struct reply *reply)
{
	struct draft_row row;
	bool supervises = staff_role_may(session->role, STAFF_SUPERVISE);
	enum fail fail = find(hub, ticket, &row);
	bool square = fail == FAIL_NONE && ticket->kind == DRAFT_TOKEN; /* never guessed */
	int64_t wait_s = square ? 0 : park_wait_s(hub, session->id, supervises);
	if (wait_s > 0)
		return park_refuse(reply, "often", wait_s);
	if (fail == FAIL_EMPTY)
		return wrong(hub, session, reply);
	TRY(fail);
	if (supervises)
		park_right(hub);
	const char *why = unfree(hub);
	if (*why)
		return park_refuse(reply, why, 0);
	bring(hub, session, &row, ticket);
	audit_note(hub, &(struct audit_entry){ .actor = "staff", .staff = session->id, .event = "park_brought", .subject = row.service, .outcome = "shown" });
	reply->body = json_pack("{s:s}", "service", row.service);
	reply_log(reply, "park.brought", "service=%s", row.service);
	return FAIL_NONE;
}

enum fail answer_park_pick(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *session = NULL;
	const char *typed = NULL;
	struct draft_ticket ticket;
	TRY(staff_may(hub, request, STAFF_HELP, &session));
	TRY(json_take_text(request->frame, "ticket", DRAFT_TYPED_MAX_BYTES, &typed));
	draft_read(typed, &ticket);
	enum fail fail = pick(hub, session, &ticket, reply);
	secret_wipe(&ticket, sizeof ticket);
	return fail;
}
