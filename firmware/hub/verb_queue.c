/* SPDX-License-Identifier: MIT */
/*
 * The sealed queue for whoever carries it by hand: listed, read, and signed as this kiosk's. Nothing is claimed and nothing goes away by it. And what
 * was set aside: listed, and sent again once somebody mended what stood in its way.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/store/queue.h"
#include "firmware/store/requeue.h"
#include "firmware/store/settings.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DIGEST_CHARACTERS = 43 };
static const char stick_audience[] = "urn:foyer:stick";
static const char mended_setting[] = "queue.requeued_before"; /* the last such word that was followed */

enum fail answer_queue_list(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct outbox_item items[QUEUE_LIST_MAX];
	size_t count = 0;
	int64_t after = 0;
	TRY(json_take_int(request->frame, "after", 0, INT64_MAX, &after));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(queue_list(store, after, QUEUE_LIST_MAX, items, &count));
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:I}", "id", items[i].id.text, "sequence", (json_int_t)items[i].sequence));
	reply->body = json_pack("{s:s, s:o}", "kiosk", hub->config.id, "items", list);
	return FAIL_NONE;
}

enum fail answer_queue_body(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct event_id id;
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	TRY(take_id(request->frame, &id));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(queue_body(store, &id, &body));
	reply->body = json_pack("{s:s%}", "event", buffer_text(&body), body.size_bytes);
	return reply->body ? FAIL_NONE : FAIL(SIGNATURE, "the stored event is not text");
}

/* A token for nobody's door: it says whose a file is, and opens nothing. */
enum fail answer_queue_sign(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *digest = NULL;
	char token[DEVICE_TOKEN_MAX_BYTES];
	TRY(json_take_text(request->frame, "sha256", DIGEST_CHARACTERS, &digest));
	if (strlen(digest) != DIGEST_CHARACTERS)
		return FAIL(INPUT, "\"sha256\" is no digest");
	if (!hub->device)
		return FAIL(DEVICE, "this kiosk has no key to sign with");
	TRY(device_token(hub->device, hub->config.source, stick_audience, digest, clock_wall_ms() / 1000, token, sizeof token));
	reply->body = json_pack("{s:s}", "token", token);
	audit_note(hub, &(struct audit_entry){ .actor = "admin", .event = "export", .subject = "queue", .outcome = "signed" });
	return FAIL_NONE;
}

enum fail answer_queue_parked(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct queue_parked parked[QUEUE_PARKED_MAX];
	size_t count = 0;
	int64_t after = 0;
	TRY(json_take_int(request->frame, "after", 0, INT64_MAX, &after));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(queue_parked(store, after, QUEUE_PARKED_MAX, parked, &count));
	if (count == 0)
		return FAIL_EMPTY;
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:I, s:I, s:s}", "id", parked[i].id.text, "reference", parked[i].reference.text,
			"sequence", (json_int_t)parked[i].sequence, "parked_ms", (json_int_t)parked[i].parked_ms, "code", (json_int_t)parked[i].code, "note", parked[i].note));
	reply->body = json_pack("{s:o}", "items", list);
	return FAIL_NONE;
}

static void audit_requeue(struct hub *hub, const char *actor, int64_t count)
{
	char reason[32];
	snprintf(reason, sizeof reason, "%" PRId64, count);
	audit_note(hub, &(struct audit_entry){ .actor = actor, .event = "requeue", .subject = "queue", .outcome = "done", .reason = reason, .visit = "" });
}

/* One by its id, or all. */
enum fail answer_queue_requeue(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct event_id id = { "" };
	int64_t count = 1;
	if (json_object_get(request->frame, "id"))
		TRY(take_id(request->frame, &id));
	TRY(keeper_store(&hub->keeper, &store));
	if (id.text[0])
		TRY(requeue_one(store, &id, clock_wall_ms()));
	else
		TRY(requeue_before(store, INT64_MAX, clock_wall_ms(), &count));
	reply->body = json_pack("{s:I}", "count", (json_int_t)count);
	reply->work = count > 0 ? 1u << DOORWAY_SYNC : 0;
	if (count > 0)
		audit_requeue(hub, "admin", count);
	reply_log(reply, "queue.requeued", "count=%" PRId64 " id=%s", count, id.text[0] ? id.text : "all");
	return FAIL_NONE;
}

/* By its moment alone an event that is parked again stays parked, but our clock may have been wrong when it was: so each word is also followed only once. */
static enum fail mend(struct store *store, int64_t before_ms, int64_t *ret_count)
{
	char word[32];
	BUFFER_AUTO kept;
	buffer_init(&kept, SETTINGS_VALUE_MAX_BYTES);
	snprintf(word, sizeof word, "%" PRId64, before_ms);
	enum fail fail = settings_get(store, mended_setting, &kept);
	if (fail == FAIL_NONE && strcmp(buffer_text(&kept), word) == 0)
		return FAIL_NONE;
	if (fail != FAIL_NONE && fail != FAIL_EMPTY)
		return fail;
	TRY(requeue_before(store, before_ms, clock_wall_ms(), ret_count));
	log_event("queue.mended", "before_ms=%s count=%" PRId64, word, *ret_count);
	return settings_set(store, mended_setting, word);
}

void queue_mend(struct hub *hub)
{
	if (hub->config.requeue_before_ms == 0 || !hub->keeper.store)
		return;
	int64_t count = 0;
	enum fail fail = mend(hub->keeper.store, hub->config.requeue_before_ms, &count);
	if (fail != FAIL_NONE)
		log_fail("queue.unmended", fail); /* the next start tries again */
	if (count > 0)
		audit_requeue(hub, "system", count);
	if (count > 0 && hub->doors && doors_is_open(hub->doors, DOORWAY_SYNC))
		doors_ring(hub->doors, DOORWAY_SYNC, json_pack("{s:s}", "bell", "work"));
}
