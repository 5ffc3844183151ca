/* SPDX-License-Identifier: MIT */
/* park.c - how long something is kept, and how often somebody may guess. Wrong codes are counted in memory: a code is worth nothing without the run that it was made in. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 3600 * 1000, SECOND_MS = 1000 };

/* ---- wrong codes ---- */

/* The one of @who; else of whoever was wrong longest ago. */
static struct park_trier *trier_of(struct park *park, const char *who)
{
	struct park_trier *oldest = &park->trier[0];
	int64_t oldest_ms = INT64_MAX;
	for (int i = 0; i < PARK_TRIERS_MAX; i++) {
		struct park_trier *trier = &park->trier[i];
		int64_t last_ms = trier->wrong_ms[(trier->next + PARK_MINUTE_WRONG - 1) % PARK_MINUTE_WRONG];
		if (last_ms && strcmp(trier->who, who) == 0)
			return trier;
		if (last_ms < oldest_ms) {
			oldest = trier;
			oldest_ms = last_ms;
		}
	}
	return oldest;
}

/* Until the oldest of the last @count tries is so long ago; @oldest_ms 0: there were not so many. */
static int64_t left_s(int64_t oldest_ms, int64_t span_ms)
{
	int64_t left_ms = oldest_ms ? oldest_ms + span_ms - clock_mono_ms() : 0;
	return left_ms > 0 ? (left_ms + SECOND_MS - 1) / SECOND_MS : 0;
}

int64_t park_wait_s(struct hub *hub, const char *who, bool supervises)
{
	struct park *park = &hub->park;
	const struct park_trier *trier = trier_of(park, who);
	int64_t minute_s = strcmp(trier->who, who) == 0 ? left_s(trier->wrong_ms[trier->next], MINUTE_MS) : 0;
	int64_t hour_s = supervises ? 0 : left_s(park->wrong_ms[park->wrong_next], HOUR_MS);
	return hour_s > minute_s ? hour_s : minute_s;
}

void park_wrong(struct hub *hub, const char *who)
{
	struct park *park = &hub->park;
	struct park_trier *trier = trier_of(park, who);
	int64_t now_ms = clock_mono_ms();
	if (strcmp(trier->who, who) != 0) {
		*trier = (struct park_trier){ 0 };
		snprintf(trier->who, sizeof trier->who, "%s", who);
	}
	trier->wrong_ms[trier->next] = now_ms;
	trier->next = (trier->next + 1) % PARK_MINUTE_WRONG;
	park->wrong_ms[park->wrong_next] = now_ms;
	park->wrong_next = (park->wrong_next + 1) % PARK_HOUR_WRONG;
}

void park_right(struct hub *hub)
{
	memset(hub->park.wrong_ms, 0, sizeof hub->park.wrong_ms);
	hub->park.wrong_next = 0;
}

enum fail park_refuse(struct reply *reply, const char *why, int64_t wait_s)
{
	reply->body = json_pack("{s:s}", "why", why);
	if (wait_s > 0)
		json_object_set_new(reply->body, "wait_s", json_integer(wait_s));
	return FAIL(DENIED, "the code is refused: %s", why);
}

/* ---- how long ---- */

static bool holds_any(struct hub *hub)
{
	struct draft_row rows[DRAFTS_MAX];
	size_t count = 0;
	return hub->keeper.store && draft_list(hub->keeper.store, clock_wall_ms(), rows, &count) == FAIL_NONE && count > 0;
}

bool park_offered(struct hub *hub)
{
	return holds_any(hub) || (hub->park.kept_ms && clock_mono_ms() - hub->park.kept_ms < PARK_SHOWN_MS);
}

static void expire(struct hub *hub)
{
	int64_t gone = 0;
	char count[24];
	enum fail fail = draft_expire(hub->keeper.store, clock_wall_ms(), PARK_MS, &gone);
	if (fail != FAIL_NONE)
		log_fail("park.not-expired", fail);
	if (gone <= 0)
		return;
	hub->park.expired += gone;
	snprintf(count, sizeof count, "%lld", (long long)gone);
	audit_note(hub, &(struct audit_entry){ .actor = "system", .event = "wipe", .subject = "draft", .outcome = count, .reason = "expired" });
	log_event("park.expired", "count=%lld", (long long)gone);
	doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "park"));
}

static void look_call(void *context)
{
	struct hub *hub = context;
	park_look(hub);
	audit_flush(hub);
	keeper_heal(&hub->keeper);
}

void park_look(struct hub *hub)
{
	if (hub->keeper.store)
		expire(hub);
	bool offered = park_offered(hub);
	if (offered)
		loop_timer_set(hub->keeper.loop, MINUTE_MS, look_call, hub);
	else
		loop_timer_clear(hub->keeper.loop, look_call, hub);
	if (offered == hub->park.offered)
		return;
	hub->park.offered = offered;
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:b}", "bell", "park", "offered", offered));
}

void park_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, look_call, hub);
	sodium_memzero(&hub->park, sizeof hub->park);
}

enum fail park_hello(struct hub *hub, const json_t *frame)
{
	const char *text = NULL;
	hub->park.found = false;
	if (!json_object_get(frame, "park"))
		return FAIL_NONE;
	TRY(json_take_text(frame, "park", 2 * DRAFT_KEY_BYTES, &text));
	size_t size = 0;
	if (sodium_hex2bin(hub->park.finder.bytes, DRAFT_KEY_BYTES, text, strlen(text), NULL, &size, NULL) != 0 || size != DRAFT_KEY_BYTES)
		return FAIL(INPUT, "\"park\" is no key");
	hub->park.found = true;
	return FAIL_NONE;
}

void park_facts(struct hub *hub, json_t *data)
{
	json_object_set_new(data, "drafts_kept", json_integer(hub->park.kept));
	json_object_set_new(data, "drafts_opened", json_integer(hub->park.opened));
	json_object_set_new(data, "drafts_expired", json_integer(hub->park.expired));
}
