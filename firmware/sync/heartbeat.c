/* SPDX-License-Identifier: MIT */
/* heartbeat.c - ask the hub, add what sync knows, send, forget. Kiosks that woke together do not stay together. */
#include "firmware/sync/heartbeat.h"

#include "firmware/base/clock.h"
#include "firmware/base/id.h"
#include "firmware/base/log.h"
#include "firmware/envelope/instant.h"
#include "firmware/sync/chance.h"
#include "firmware/sync/deliver_state.h"

#include <stdlib.h>
#include <string.h>

int64_t heartbeat_pause_ms(uint64_t chance)
{
	const int64_t spread_ms = (int64_t)HEARTBEAT_EVERY_MS * HEARTBEAT_SPREAD_PERCENT / 100;
	return HEARTBEAT_EVERY_MS - spread_ms + (int64_t)(chance % (uint64_t)(2 * spread_ms));
}

static void answered(void *context, const struct send_result *result)
{
	struct heartbeat *heartbeat = context;
	struct deliver *deliver = heartbeat->deliver;
	heartbeat->flies = false;
	bool heard = result->net == OUTCOME_NET_ANSWERED && result->status >= 200 && result->status < 300 && !reply_is_page(result->content_type);
	if (!heard)
		log_event("heartbeat.unheard", "net=%d status=%d", (int)result->net, result->status);
	else
		deliver_wake(deliver);
}

/* What only sync knows. */
static void own_facts(const struct deliver *deliver, json_t *data)
{
	json_t *own = json_pack("{s:s, s:I, s:I, s:s, s:I}", "sink", deliver->office.sink.name, "send_failures", (json_int_t)deliver->failures,
		"clock_ahead_s", (json_int_t)moment_ahead_s(&deliver->moment), "portal", portal_name(&deliver->portal), "held", (json_int_t)deliver->batch.count);
	json_object_update(data, own);
	json_decref(own);
}

static enum fail event_write(struct heartbeat *heartbeat, const json_t *reply)
{
	const struct deliver *deliver = heartbeat->deliver;
	char time[INSTANT_TEXT_BYTES];
	int64_t now_ms = clock_wall_ms();
	TRY(instant_write(now_ms, time));
	json_t *data = json_deep_copy(json_object_get(reply, "data"));
	if (!json_is_object(data)) {
		json_decref(data);
		return FAIL(INPUT, "the hub gave no facts");
	}
	own_facts(deliver, data);
	json_t *event = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "specversion", "1.0", "id", id_new(now_ms).text, "source", deliver->office.source,
		"type", "uk.foyer.heartbeat.v1", "time", time, "datacontenttype", "application/json", "data", data);
	char *text = event ? json_dumps(event, JSON_COMPACT) : NULL;
	json_decref(event);
	if (!text)
		return FAIL(INPUT, "the hub's facts are no text");
	buffer_clear(&heartbeat->event);
	enum fail fail = buffer_add(&heartbeat->event, text, strlen(text));
	free(text);
	return fail;
}

static void facts_came(void *context, enum fail code, const json_t *reply, int)
{
	struct heartbeat *heartbeat = context;
	heartbeat->flies = false;
	if (code == FAIL_NONE)
		code = event_write(heartbeat, reply);
	const struct errand errand = { .path = "/v1/heartbeat", .content_type = "application/cloudevents+json", .bytes = buffer_text(&heartbeat->event),
		.size_bytes = heartbeat->event.size_bytes, .done = answered, .context = heartbeat };
	if (code == FAIL_NONE)
		code = errands_send(heartbeat->deliver->errands, &errand);
	heartbeat->flies = code == FAIL_NONE;
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("heartbeat.not-sent", code);
}

static void beat(void *context)
{
	struct heartbeat *heartbeat = context;
	const int64_t every_ms = heartbeat->deliver->office.heartbeat_ms; /* at most a day */
	loop_timer_set(heartbeat->deliver->loop, heartbeat_pause_ms(chance()) * every_ms / HEARTBEAT_EVERY_MS, beat, heartbeat);
	if (heartbeat->flies)
		return; /* a slow council hears from us when it is done */
	heartbeat->flies = caller_ask(heartbeat->deliver->caller, json_pack("{s:s}", "verb", "heartbeat"), -1, facts_came, heartbeat) == FAIL_NONE;
}

void heartbeat_init(struct heartbeat *heartbeat, struct deliver *deliver)
{
	*heartbeat = (struct heartbeat){ .deliver = deliver };
	buffer_init(&heartbeat->event, HEARTBEAT_MAX_BYTES);
}

void heartbeat_start(struct heartbeat *heartbeat)
{
	const struct office *office = &heartbeat->deliver->office;
	if (office->management[0] != '\0' && office->source[0] != '\0')
		loop_timer_set(heartbeat->deliver->loop, (int64_t)(chance() % HEARTBEAT_FIRST_MS), beat, heartbeat);
}

void heartbeat_stop(struct heartbeat *heartbeat)
{
	loop_timer_clear(heartbeat->deliver->loop, beat, heartbeat);
	heartbeat->flies = false;
	buffer_done(&heartbeat->event);
	buffer_init(&heartbeat->event, HEARTBEAT_MAX_BYTES);
}
