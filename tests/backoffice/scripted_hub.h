/* SPDX-License-Identifier: MIT */
/* scripted_hub.h - tests: the hub's side of the door "sync", with an outbox in memory and everything it heard written down. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/id.h"
#include "firmware/base/loop.h"
#include "firmware/envelope/device.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HUB_EVENTS_MAX = 200, HUB_NOTE_BYTES = 128 };

enum hub_event_state { HUB_EVENT_WAITING, HUB_EVENT_CLAIMED, HUB_EVENT_PROVED, HUB_EVENT_PARKED };

struct hub_event {
	struct event_id id;
	char *text;
	enum hub_event_state state;
	int64_t attempts, next_ms, bodies_given;
	int code;
	char note[HUB_NOTE_BYTES];
};

struct scripted_hub {
	struct loop *loop;
	const char *doors, *source;
	char url[512];
	char *ca;
	json_t *way;              /* what hello says besides: "sink", "headers", "pins", "proxy", and "management" and "portal", which are "" otherwise; NULL for nothing. hub_close() ends it */
	json_t *report;           /* what "outbox.report" answers about any event; hub_close() ends it */
	struct device *device;
	int listen_fd, door_fd;
	struct hub_event events[HUB_EVENTS_MAX];
	size_t event_count;
	int hellos, heartbeats, bundles, claims, proves, retries, tokens, downs, ups;
	int64_t told_ms;            /* what time the far end said it is; 0: not told */
	char enrolled[16];        /* the last result of enrol.done */
	json_t *where; int wheres; /* the last where.told, and how many there were; hub_close() ends it */
	char network[8], words[HUB_NOTE_BYTES];
	int proves_refused;       /* so many times outbox.prove answers that the store failed */
};

/** hub_open - listen in folder @doors, which must exist. Texts are copied but for @doors and @source. */
void hub_open(struct scripted_hub *hub, struct loop *loop, const char *doors, const char *url, const char *ca, const char *source, struct device *device);
void hub_close(struct scripted_hub *hub);

/** hub_door_shut, hub_door_reopen - as a hub that died and came back: claims end with the door. */
void hub_door_shut(struct scripted_hub *hub);
void hub_door_reopen(struct scripted_hub *hub);

/** hub_add - one more event waits; @text is copied. No bell. */
void hub_add(struct scripted_hub *hub, const struct event_id *id, const char *text);
/** hub_ring - the bell "work", if somebody is at the door. */
void hub_ring(struct scripted_hub *hub);
/** hub_ring_where - the bell "where": somebody asks for @reference. */
void hub_ring_where(struct scripted_hub *hub, const char *reference);
/** hub_forget - forget those that are proved or parked. */
void hub_forget(struct scripted_hub *hub);
/** hub_in_state - how many events are. */
size_t hub_in_state(const struct scripted_hub *hub, enum hub_event_state state);
