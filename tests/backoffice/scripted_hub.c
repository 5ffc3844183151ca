/* SPDX-License-Identifier: MIT */
/* scripted_hub.c - the verbs of the door "sync" over a list in memory. */
#include "tests/backoffice/scripted_hub.h"

#include "firmware/base/clock.h"
#include "firmware/base/door.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

static struct hub_event *event_find(struct scripted_hub *hub, const char *id)
{
	for (size_t i = 0; i < hub->event_count; i++)
		if (strcmp(hub->events[i].id.text, id) == 0)
			return &hub->events[i];
	fprintf(stderr, "the hub was asked about an event it never had: %s\n", id);
	abort();
}

static json_t *refusal(const char *code, const char *words)
{
	return json_pack("{s:s, s:s}", "fail", code, "words", words);
}

static json_t *hello(struct scripted_hub *hub, const json_t *)
{
	hub->hellos++;
	json_t *reply = json_pack("{s:s, s:s, s:s, s:s, s:s}", "url", hub->url, "ca", hub->ca, "source", hub->source, "management", "", "portal", "");
	if (hub->way)
		json_object_update(reply, hub->way);
	return reply;
}

static json_t *claim(struct scripted_hub *hub, const json_t *request)
{
	int64_t now_ms = clock_mono_ms(), next_ms = -1, max = json_int_or(request, "max", 0);
	json_t *items = json_array();
	hub->claims++;
	for (size_t i = 0; i < hub->event_count; i++) {
		struct hub_event *event = &hub->events[i];
		int64_t left_ms = event->next_ms > now_ms ? event->next_ms - now_ms : 0;
		if (event->state != HUB_EVENT_WAITING || (int64_t)json_array_size(items) >= max)
			continue;
		if (left_ms > 0) {
			next_ms = next_ms < 0 || left_ms < next_ms ? left_ms : next_ms;
			continue;
		}
		event->state = HUB_EVENT_CLAIMED;
		json_array_append_new(items, json_pack("{s:s, s:I, s:I, s:I}", "id", event->id.text, "sequence", (json_int_t)i + 1,
			"size_bytes", (json_int_t)strlen(event->text), "attempts", (json_int_t)event->attempts));
	}
	if (json_array_size(items) > 0)
		return json_pack("{s:o}", "items", items);
	json_decref(items);
	json_t *reply = refusal("empty", "nothing is due");
	json_object_set_new(reply, "next_ms", json_integer(next_ms));
	return reply;
}

enum { BODIES_MORE = 2 }; /* as if a frame had room for three */

static json_t *body(struct scripted_hub *hub, const json_t *request)
{
	struct hub_event *event = event_find(hub, json_text_or(request, "id", ""));
	event->bodies_given++;
	json_t *list = json_array();
	const json_t *more = json_object_get(request, "more");
	for (size_t i = 0; i < json_array_size(more) && i < BODIES_MORE; i++) {
		struct hub_event *another = event_find(hub, json_string_value(json_array_get(more, i)));
		another->bodies_given++;
		json_array_append_new(list, json_string(another->text));
	}
	return json_pack("{s:s, s:o}", "event", event->text, "more", list);
}

static json_t *report(struct scripted_hub *hub, const json_t *request)
{
	event_find(hub, json_text_or(request, "id", ""));
	return json_deep_copy(hub->report);
}

static json_t *prove(struct scripted_hub *hub, const json_t *request)
{
	size_t index;
	json_t *id;
	hub->proves++;
	if (hub->proves_refused > 0) {
		hub->proves_refused--;
		return refusal("store", "the disk said no");
	}
	json_array_foreach(json_object_get(request, "ids"), index, id)
		event_find(hub, json_string_value(id))->state = HUB_EVENT_PROVED;
	return json_object();
}

static void event_judge(struct hub_event *event, enum hub_event_state state, const json_t *request)
{
	event->state = state;
	event->code = (int)json_int_or(request, "code", -1);
	snprintf(event->note, sizeof event->note, "%s", json_text_or(request, "note", ""));
}

static json_t *retry(struct scripted_hub *hub, const json_t *request)
{
	size_t index;
	json_t *id;
	hub->retries++;
	json_array_foreach(json_object_get(request, "ids"), index, id) {
		struct hub_event *event = event_find(hub, json_string_value(id));
		event_judge(event, HUB_EVENT_WAITING, request);
		event->attempts++;
		event->next_ms = clock_mono_ms() + json_int_or(request, "after_ms", 0);
	}
	return json_object();
}

static json_t *park(struct scripted_hub *hub, const json_t *request)
{
	event_judge(event_find(hub, json_text_or(request, "id", "")), HUB_EVENT_PARKED, request);
	return json_object();
}

static json_t *token(struct scripted_hub *hub, const json_t *request)
{
	char text[DEVICE_TOKEN_MAX_BYTES];
	int64_t now_s = clock_wall_ms() / 1000 + json_int_or(request, "ahead_s", 0);
	hub->tokens++;
	if (device_token(hub->device, hub->source, json_text_or(request, "audience", ""), json_text_or(request, "body_sha256", ""), now_s,
	                 text, sizeof text) != FAIL_NONE)
		return refusal("io", "no token");
	return json_pack("{s:s}", "token", text);
}

static json_t *state(struct scripted_hub *hub, const json_t *request)
{
	snprintf(hub->network, sizeof hub->network, "%s", json_text_or(request, "network", ""));
	snprintf(hub->words, sizeof hub->words, "%s", json_text_or(request, "words", ""));
	*(strcmp(hub->network, "up") == 0 ? &hub->ups : &hub->downs) += 1;
	return json_object();
}

static json_t *heartbeat(struct scripted_hub *hub, const json_t *)
{
	hub->heartbeats++;
	return json_pack("{s:{s:s}}", "data", "name", "a kiosk");
}

static json_t *enrol_done(struct scripted_hub *hub, const json_t *request)
{
	snprintf(hub->enrolled, sizeof hub->enrolled, "%s", json_text_or(request, "result", ""));
	return json_object();
}

static json_t *where_told(struct scripted_hub *hub, const json_t *request)
{
	json_decref(hub->where);
	hub->where = json_deep_copy(request);
	hub->wheres++;
	return json_object();
}

static json_t *arrived(struct scripted_hub *hub, const json_t *)
{
	hub->bundles++;
	return json_object();
}

static json_t *clock_told(struct scripted_hub *hub, const json_t *request)
{
	hub->told_ms = json_int_or(request, "now_ms", 0);
	return json_object();
}

static const struct { const char *name; json_t *(*answer)(struct scripted_hub *, const json_t *); } verbs[] = {
	{ "hello", hello }, { "outbox.claim", claim }, { "outbox.body", body }, { "outbox.prove", prove },
	{ "outbox.retry", retry }, { "outbox.park", park }, { "token", token }, { "sync.state", state }, { "clock", clock_told }, { "heartbeat", heartbeat }, { "enrol.done", enrol_done },
	{ "bundle.arrived", arrived }, { "outbox.report", report }, { "where.told", where_told },
};

static void claims_end(struct scripted_hub *hub)
{
	for (size_t i = 0; i < hub->event_count; i++)
		if (hub->events[i].state == HUB_EVENT_CLAIMED)
			hub->events[i].state = HUB_EVENT_WAITING;
}

static void door_lost(struct scripted_hub *hub)
{
	if (hub->door_fd < 0)
		return;
	loop_unwatch(hub->loop, hub->door_fd);
	close(hub->door_fd);
	hub->door_fd = -1;
	claims_end(hub);
}

static void answer(struct scripted_hub *hub, const json_t *request)
{
	const char *verb = json_text_or(request, "verb", "");
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		if (strcmp(verbs[i].name, verb) != 0)
			continue;
		json_t *reply = verbs[i].answer(hub, request);
		json_object_set_new(reply, "re", json_string(verb));
		if (door_send(hub->door_fd, reply, -1) != FAIL_NONE)
			door_lost(hub);
		json_decref(reply);
		return;
	}
	fprintf(stderr, "the hub was asked for an unknown verb: %s\n", verb);
	abort();
}

static void heard(void *context, int fd, uint32_t)
{
	struct scripted_hub *hub = context;
	json_t *request;
	int blob;
	enum fail fail = door_receive(fd, DOOR_FRAME_MAX_BYTES, &request, &blob);
	if (fail == FAIL_NONE) {
		answer(hub, request);
		json_decref(request);
	} else if (fail != FAIL_EMPTY) {
		door_lost(hub);
	}
}

static void knocked(void *context, int listen_fd, uint32_t)
{
	struct scripted_hub *hub = context;
	int fd;
	uid_t uid;
	if (door_accept(listen_fd, &fd, &uid) != FAIL_NONE)
		return;
	door_lost(hub); /* one caller at a door */
	hub->door_fd = fd;
	if (loop_watch(hub->loop, fd, EPOLLIN, heard, hub) != FAIL_NONE)
		abort();
}

void hub_door_reopen(struct scripted_hub *hub)
{
	if (door_listen(hub->doors, "sync", &hub->listen_fd) != FAIL_NONE || loop_watch(hub->loop, hub->listen_fd, EPOLLIN, knocked, hub) != FAIL_NONE) {
		fprintf(stderr, "no door: %s\n", fail_words());
		abort();
	}
}

void hub_door_shut(struct scripted_hub *hub)
{
	if (hub->listen_fd >= 0) {
		loop_unwatch(hub->loop, hub->listen_fd);
		close(hub->listen_fd);
		hub->listen_fd = -1;
	}
	door_lost(hub);
}

void hub_open(struct scripted_hub *hub, struct loop *loop, const char *doors, const char *url, const char *ca, const char *source, struct device *device)
{
	*hub = (struct scripted_hub){ .loop = loop, .doors = doors, .source = source, .ca = strdup(ca), .device = device, .listen_fd = -1, .door_fd = -1 };
	snprintf(hub->url, sizeof hub->url, "%s", url);
	hub_door_reopen(hub);
}

void hub_close(struct scripted_hub *hub)
{
	hub_door_shut(hub);
	for (size_t i = 0; i < hub->event_count; i++)
		free(hub->events[i].text);
	free(hub->ca);
	json_decref(hub->way);
	json_decref(hub->report);
	json_decref(hub->where);
}

void hub_add(struct scripted_hub *hub, const struct event_id *id, const char *text)
{
	if (hub->event_count == HUB_EVENTS_MAX)
		abort();
	hub->events[hub->event_count++] = (struct hub_event){ .id = *id, .text = strdup(text) };
}

void hub_forget(struct scripted_hub *hub)
{
	size_t kept = 0;
	for (size_t i = 0; i < hub->event_count; i++) {
		if (hub->events[i].state == HUB_EVENT_PROVED || hub->events[i].state == HUB_EVENT_PARKED)
			free(hub->events[i].text);
		else
			hub->events[kept++] = hub->events[i];
	}
	hub->event_count = kept;
}

static void ring(struct scripted_hub *hub, json_t *bell)
{
	if (hub->door_fd >= 0 && door_send(hub->door_fd, bell, -1) != FAIL_NONE)
		door_lost(hub);
	json_decref(bell);
}

void hub_ring(struct scripted_hub *hub)
{
	ring(hub, json_pack("{s:s}", "bell", "work"));
}

void hub_ring_where(struct scripted_hub *hub, const char *reference)
{
	ring(hub, json_pack("{s:s, s:s}", "bell", "where", "reference", reference));
}

size_t hub_in_state(const struct scripted_hub *hub, enum hub_event_state wanted)
{
	size_t count = 0;
	for (size_t i = 0; i < hub->event_count; i++)
		count += hub->events[i].state == wanted;
	return count;
}
