/* SPDX-License-Identifier: MIT */
/* The sealed queue for whoever carries it by hand: listed, read, and signed as this kiosk's. Nothing is claimed and nothing goes away by it. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/store/queue.h"

#include <string.h>

enum { DIGEST_CHARACTERS = 43 };
static const char stick_audience[] = "urn:foyer:stick";

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
	const char *text = NULL;
	struct event_id id;
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	TRY(json_take_text(request->frame, "id", ID_TEXT_BYTES - 1, &text));
	if (!id_valid(text))
		return FAIL(INPUT, "\"id\" is not a UUIDv7 in lower case");
	memcpy(id.text, text, sizeof id.text);
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
	return FAIL_NONE;
}
