/* SPDX-License-Identifier: MIT */
/* Events go out, and proof of their arrival comes in. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/door.h"
#include "firmware/base/json.h"
#include "firmware/base/json_quick.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"
#include "firmware/store/outbox.h"

#include <string.h>

enum { AUDIENCE_MAX_BYTES = 512, DIGEST_CHARACTERS = 43, FRAME_SPARE_BYTES = 256 };

enum fail answer_hello_sync(struct hub *hub, const struct request *request, struct reply *reply)
{
	static const char *const ways[] = { "sink", "headers", "pins", "proxy", "management", "portal" }; /* sync reads and checks these */
	version_heard(hub, request);
	where_came(hub);
	reply->body = json_pack("{s:s, s:s, s:s}", "url", hub->config.url, "ca", hub->config.ca, "source", hub->config.source);
	json_object_set_new(reply->body, "clock", clock_json(hub));
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (json_object_get(hub->config.office, ways[i]))
			json_object_set(reply->body, ways[i], json_object_get(hub->config.office, ways[i]));
	json_object_set_new(reply->body, "heartbeat_s", json_integer(hub->config.times.ms[TIMES_HEARTBEAT] / 1000));
	const json_t *keys = json_object_get(hub->config.file, "bundle_keys");
	if (keys)
		json_object_set(reply->body, "bundle_keys", (json_t *)keys);
	json_t *enrol = enrol_wanted(hub), *client = enrol_client(hub);
	if (client)
		json_object_set_new(reply->body, "client", client);
	if (enrol)
		json_object_set_new(reply->body, "enrol", enrol);
	return FAIL_NONE;
}

static json_t *items_json(const struct outbox_item *items, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:I}", "id", items[i].id.text, "sequence", (json_int_t)items[i].sequence,
		                                      "size_bytes", (json_int_t)items[i].size_bytes, "attempts", (json_int_t)items[i].attempts));
	return list;
}

/* Events that end the sending program each time: set aside for people to look at, before they can do it again. */
static enum fail park_poison(struct store *store)
{
	static const struct outbox_trouble trouble = { 0, "whoever handled it ended without a word" };
	struct event_id id;
	enum fail fail;
	while ((fail = outbox_poison(store, &id)) == FAIL_NONE) {
		TRY(outbox_park(store, &id, &trouble, clock_wall_ms()));
		log_event("outbox.poison", "id=%s lost=%d", id.text, OUTBOX_LOST_MAX);
	}
	return fail == FAIL_EMPTY ? FAIL_NONE : fail;
}

enum fail answer_outbox_claim(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	int64_t max = 0, wait_ms = -1, now_ms = clock_wall_ms();
	TRY(json_take_int(request->frame, "max", 1, OUTBOX_CLAIM_MAX, &max));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(park_poison(store));
	enum fail fail = outbox_claim(store, now_ms, (size_t)max, items, &count);
	if (fail == FAIL_EMPTY) {
		TRY(outbox_next_ms(store, now_ms, &wait_ms));
		reply->body = json_pack("{s:I}", "next_ms", (json_int_t)wait_ms);
		return FAIL(EMPTY, "nothing is due");
	}
	TRY(fail);
	reply->body = json_pack("{s:o}", "items", items_json(items, count));
	return FAIL_NONE;
}

static enum fail id_from(const json_t *value, struct event_id *ret)
{
	const char *text = json_string_value(value);
	if (!text || !id_valid(text))
		return FAIL(INPUT, "an id is not a UUIDv7 in lower case");
	memcpy(ret->text, text, sizeof ret->text);
	return FAIL_NONE;
}

static enum fail take_ids(const json_t *frame, struct event_id ret_ids[static OUTBOX_CLAIM_MAX], size_t *ret_count)
{
	const json_t *ids = json_object_get(frame, "ids");
	size_t count = json_array_size(ids);
	if (count < 1 || count > OUTBOX_CLAIM_MAX)
		return FAIL(LIMIT, "%zu ids, allowed are 1 to %d", count, OUTBOX_CLAIM_MAX);
	for (size_t i = 0; i < count; i++)
		TRY(id_from(json_array_get(ids, i), &ret_ids[i]));
	*ret_count = count;
	return FAIL_NONE;
}

static enum fail take_trouble(const json_t *frame, struct outbox_trouble *ret)
{
	TRY(json_take_int(frame, "code", 0, 999, &ret->code));
	return json_take_text(frame, "note", OUTBOX_NOTE_MAX_BYTES, &ret->note);
}

static enum fail body_take(struct hub *hub, const json_t *frame, struct buffer *ret)
{
	struct store *store = NULL;
	struct event_id id;
	TRY(id_from(json_object_get(frame, "id"), &id));
	TRY(keeper_store(&hub->keeper, &store));
	enum fail fail = outbox_body(store, &id, ret);
	if (fail == FAIL_SIGNATURE) { /* bytes that changed on the disk are never sent; people can look at them */
		const struct outbox_trouble trouble = { 0, "damaged on the disk" };
		enum fail parked = outbox_park(store, &id, &trouble, clock_wall_ms());
		return parked == FAIL_NONE ? fail : parked;
	}
	return fail;
}

/* What it takes in a frame: an event is JSON in one line, where quotes and backslashes are what needs an escape. */
static size_t framed_size(const struct buffer *body)
{
	const char *at = body->bytes, *end = body->bytes + body->size_bytes;
	size_t size = body->size_bytes + sizeof ",\"\"";
	for (; (at = json_quick_plain_end(at, end)) < end; at++)
		size++;
	return size;
}

static bool body_add(struct store *store, const json_t *wanted, json_t *list, size_t *room)
{
	struct event_id id;
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	if (id_from(wanted, &id) != FAIL_NONE || outbox_body(store, &id, &body) != FAIL_NONE)
		return false;
	size_t size = framed_size(&body);
	if (size > *room)
		return false;
	*room -= size;
	return json_array_append_new(list, json_stringn(body.bytes, body.size_bytes)) == 0;
}

/* Others of the same claim, up to the first that does not fit, or cannot be given out: it is asked for by itself, and answered then. */
static enum fail bodies_add(struct hub *hub, const json_t *wanted, size_t used, json_t *body)
{
	struct store *store = NULL;
	size_t room = DOOR_FRAME_MAX_BYTES - FRAME_SPARE_BYTES, count = json_array_size(wanted);
	if (count == 0 || used > room)
		return FAIL_NONE;
	TRY(keeper_store(&hub->keeper, &store));
	json_t *list = json_array();
	room -= used;
	for (size_t i = 0; i < count && i < OUTBOX_CLAIM_MAX && body_add(store, json_array_get(wanted, i), list, &room); i++)
		continue;
	fail_clear();
	json_object_set_new(body, "more", list);
	return FAIL_NONE;
}

enum fail answer_outbox_body(struct hub *hub, const struct request *request, struct reply *reply)
{
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	TRY(body_take(hub, request->frame, &body));
	reply->body = json_pack("{s:s%}", "event", buffer_text(&body), body.size_bytes);
	if (!reply->body)
		return FAIL(SIGNATURE, "the stored event is not text");
	return bodies_add(hub, json_object_get(request->frame, "more"), framed_size(&body), reply->body);
}

/* The key stays here: sync gets the answers of a street report and nothing else, and only where reports go straight to a server. */
enum fail answer_outbox_report(struct hub *hub, const struct request *request, struct reply *reply)
{
	json_t *event = NULL, *record = NULL;
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	if (!hub->config.direct || !hub->device)
		return FAIL(DENIED, "reports do not go straight to a server here");
	TRY(body_take(hub, request->frame, &body));
	TRY(envelope_event_check(body.bytes, body.size_bytes, &event));
	enum fail fail = device_event_open(hub->device, event, &record);
	json_decref(event);
	TRY(fail);
	const json_t *meta = json_object_get(record, "meta");
	reply->body = json_pack("{s:s, s:s, s:s, s:O?}", "reference", json_text_or(meta, "referenceNumber", ""), "service", json_text_or(meta, "formId", ""),
		"time", json_text_or(record, "time", ""), "answers", json_object_get(json_object_get(record, "data"), "main"));
	json_decref(record);
	return FAIL_NONE;
}

enum fail answer_outbox_prove(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct event_id ids[OUTBOX_CLAIM_MAX];
	size_t count = 0;
	TRY(take_ids(request->frame, ids, &count));
	TRY(keeper_store(&hub->keeper, &store));
	reply->looks = true;
	TRY(outbox_prove(store, ids, count, clock_wall_ms()));
	recent_prove(hub, ids, count);
	reply_log(reply, "outbox.proved", "count=%zu first=%s", count, ids[0].text);
	return FAIL_NONE;
}

enum fail answer_outbox_retry(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct event_id ids[OUTBOX_CLAIM_MAX];
	struct outbox_trouble trouble = { 0 };
	size_t count = 0;
	int64_t after_ms = 0;
	TRY(take_ids(request->frame, ids, &count));
	TRY(take_trouble(request->frame, &trouble));
	TRY(json_take_int(request->frame, "after_ms", 0, OUTBOX_RETRY_MAX_MS, &after_ms));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(outbox_retry(store, ids, count, &trouble, after_ms, clock_wall_ms()));
	reply_log(reply, "outbox.retry", "count=%zu code=%lld after_ms=%lld", count, (long long)trouble.code, (long long)after_ms);
	return FAIL_NONE;
}

enum fail answer_outbox_park(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	struct event_id id;
	struct outbox_trouble trouble = { 0 };
	TRY(id_from(json_object_get(request->frame, "id"), &id));
	TRY(take_trouble(request->frame, &trouble));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(outbox_park(store, &id, &trouble, clock_wall_ms()));
	reply_log(reply, "outbox.parked", "id=%s code=%lld", id.text, (long long)trouble.code);
	return FAIL_NONE;
}

enum fail answer_token(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *audience = NULL, *digest = NULL;
	int64_t ahead_s = 0;
	char token[DEVICE_TOKEN_MAX_BYTES];
	TRY(json_take_text(request->frame, "audience", AUDIENCE_MAX_BYTES, &audience));
	TRY(json_take_text(request->frame, "body_sha256", DIGEST_CHARACTERS, &digest));
	if (*audience == '\0' || strlen(digest) != DIGEST_CHARACTERS)
		return FAIL(INPUT, "a token is for an audience and a SHA-256");
	if (json_object_get(request->frame, "ahead_s"))
		TRY(json_take_int(request->frame, "ahead_s", -DEVICE_CLOCK_OFF_MAX_S, DEVICE_CLOCK_OFF_MAX_S, &ahead_s));
	if (!hub->device)
		return FAIL(DEVICE, "this kiosk has no key to sign with");
	/* By the council's clock where sync has seen it: ours may be wrong by more than a token lives. A token is for one body and one council,
	 * so that one of another time opens nothing else. */
	int64_t now_s = clock_wall_ms() / 1000 + ahead_s;
	if (now_s < 0)
		return FAIL(LIMIT, "\"ahead_s\" leads to before 1970");
	TRY(device_token(hub->device, hub->config.source, audience, digest, now_s, token, sizeof token));
	reply->body = json_pack("{s:s}", "token", token);
	return FAIL_NONE;
}

enum fail answer_sync_state(struct hub *hub, const struct request *request, struct reply *reply)
{
	static const char *const states[] = { "up", "down", NULL };
	const char *words = json_text_or(request->frame, "words", "");
	/* the same shape as the printer's, under its own name */
	json_t *as_told = json_pack("{s:s, s:s}", "state", json_text_or(request->frame, "network", ""), "words", words);
	struct told told;
	enum fail fail = take_told(as_told, states, &told);
	json_decref(as_told);
	TRY(fail);
	bool changed = strcmp(told.state, hub->network.state) != 0;
	hub->network = told;
	if (!changed)
		return FAIL_NONE;
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s}", "bell", "network", "state", training_network(hub)));
	desk_ring(hub);
	reply_log(reply, "network.state", "state=%s", told.state);
	return FAIL_NONE;
}
