/* SPDX-License-Identifier: MIT */
/*
 * verb_park.c - somebody goes on later. DESIGN: the screen seals, locks and opens; this program keeps what it cannot open, finds it again by a hash, counts
 * who guesses, and lets it go once it was opened. Neither a code nor a token that is typed at the screen comes here.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/door.h"
#include "firmware/base/json.h"
#include "firmware/base/secret.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum fail take_name(const json_t *frame, const char *key, struct draft_name *ret)
{
	const char *text = NULL;
	TRY(json_take_text(frame, key, DRAFT_NAME_BYTES - 1, &text));
	if (!draft_name_valid(text))
		return FAIL(INPUT, "\"%s\" is no name", key);
	memcpy(ret->text, text, DRAFT_NAME_BYTES);
	return FAIL_NONE;
}

static enum fail take_word(const json_t *frame, const char *key, size_t max_bytes, char *ret)
{
	const char *text = NULL;
	TRY(json_take_text(frame, key, max_bytes, &text));
	if (!*text || strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") != strlen(text))
		return FAIL(INPUT, "\"%s\" is not a word", key);
	memcpy(ret, text, strlen(text) + 1);
	return FAIL_NONE;
}

static enum fail take_row(struct hub *hub, const json_t *frame, struct draft_row *ret)
{
	int64_t closes_ms = staff_closes_ms(hub), left_ms = closes_ms ? closes_ms - clock_mono_ms() : PARK_MS;
	TRY(take_name(frame, "name", &ret->name));
	TRY(take_name(frame, "code", &ret->code));
	TRY(take_word(frame, "lock", DRAFT_LOCK_BYTES - 1, ret->lock));
	TRY(take_word(frame, "service", DRAFT_SERVICE_MAX_BYTES, ret->service));
	TRY(take_word(frame, "language", DRAFT_LANGUAGE_MAX_BYTES, ret->language));
	ret->kept_ms = clock_wall_ms();
	ret->until_ms = ret->kept_ms + (left_ms < PARK_MS ? left_ms : PARK_MS);
	return FAIL_NONE;
}

static void ring_desk(struct hub *hub)
{
	doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "park"));
}

enum fail answer_park_keep(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct draft_row row = { 0 };
	struct store *store = NULL;
	size_t size = 0;
	TRY(take_row(hub, request->frame, &row));
	TRY(keeper_store(&hub->keeper, &store));
	if (request->blob_fd < 0)
		return FAIL(INPUT, "nothing came to be kept");
	unsigned char *bytes = secret_new(DRAFT_SEALED_MAX_BYTES);
	enum fail fail = door_blob_read(request->blob_fd, bytes, DRAFT_SEALED_MAX_BYTES, &size);
	if (fail == FAIL_NONE)
		fail = draft_keep(store, &row, bytes, size);
	secret_free(bytes, DRAFT_SEALED_MAX_BYTES);
	TRY(fail);
	TRY(draft_find(store, row.name.text, 0, &row, NULL)); /* asked for again, it is kept until it was before */
	hub->park.kept_ms = clock_mono_ms();
	hub->park.kept++;
	audit_note(hub, &(struct audit_entry){ .actor = "resident", .event = "park", .subject = row.service, .outcome = "kept" });
	park_look(hub);
	ring_desk(hub);
	reply->looks = true;
	reply->body = json_pack("{s:I}", "until_ms", (json_int_t)row.until_ms);
	reply_log(reply, "park.kept", "service=%s bytes=%zu", row.service, size);
	return FAIL_NONE;
}

static enum fail give(struct reply *reply, const struct draft_row *row, const struct buffer *body)
{
	TRY(door_blob_make("foyer-draft", buffer_text(body), body->size_bytes, &reply->blob_fd));
	reply->closes = true;
	reply->body = json_pack("{s:s, s:s, s:s, s:I}", "name", row->name.text, "lock", row->lock, "service", row->service, "until_ms", (json_int_t)row->until_ms);
	return FAIL_NONE;
}

/* A square's token is never guessed, so whoever has one is let in whatever others typed: their half an hour runs. What the desk brought here was right already. */
enum fail answer_park_find(struct hub *hub, const struct request *request, struct reply *reply)
{
	const struct staff_session *here = staff_at_kiosk(hub);
	bool supervises = here && staff_role_may(here->role, STAFF_SUPERVISE);
	struct store *store = NULL;
	struct draft_row row;
	struct draft_name name;
	BUFFER_AUTO body;
	buffer_init(&body, DRAFT_SEALED_MAX_BYTES);
	TRY(take_name(request->frame, "name", &name));
	TRY(keeper_store(&hub->keeper, &store));
	enum fail fail = draft_find(store, name.text, clock_wall_ms(), &row, &body);
	bool square = fail == FAIL_NONE && strcmp(row.name.text, name.text) == 0, brought = fail == FAIL_NONE && strcmp(row.name.text, hub->park.brought.text) == 0;
	int64_t wait_s = square || brought ? 0 : park_wait_s(hub, "", supervises);
	if (wait_s > 0)
		return park_refuse(reply, "often", wait_s);
	if (fail == FAIL_EMPTY) {
		park_wrong(hub, "");
		audit_note(hub, &(struct audit_entry){ .actor = "resident", .event = "code_wrong", .subject = "draft", .outcome = "refused" });
		reply_log(reply, "park.wrong", "at=kiosk");
		return park_refuse(reply, "wrong", 0);
	}
	TRY(fail);
	if (supervises)
		park_right(hub);
	return give(reply, &row, &body);
}

/* It is in the running visit now, which is kept: once is enough. */
enum fail answer_park_opened(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct draft_row row;
	struct draft_name name;
	TRY(take_name(request->frame, "name", &name));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(draft_find(store, name.text, 0, &row, NULL));
	TRY(draft_end(store, row.name.text));
	if (strcmp(name.text, hub->park.brought.text) == 0)
		memset(&hub->park.brought, 0, sizeof hub->park.brought);
	hub->park.opened++;
	audit_note(hub, &(struct audit_entry){ .actor = "resident", .event = "resume", .subject = row.service, .outcome = "opened" });
	park_look(hub);
	ring_desk(hub);
	reply_log(reply, "park.opened", "service=%s", row.service);
	return FAIL_NONE;
}
