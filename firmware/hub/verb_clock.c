/* SPDX-License-Identifier: MIT */
/* What time it is for certain: our clock may have no battery, and may jump. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/store/settings.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { HOUR_MS = 60 * 60 * 1000 };
static const int64_t YEAR_9999_MS = 253402300799999;
static const char setting[] = "clock.certain";

int64_t hub_floor_ms(struct hub *hub)
{
	BUFFER_AUTO kept;
	buffer_init(&kept, SETTINGS_VALUE_MAX_BYTES);
	if (!hub->keeper.store || settings_get(hub->keeper.store, setting, &kept) != FAIL_NONE)
		return 0;
	return strtoll(buffer_text(&kept), NULL, 10);
}

bool hub_certain_ms(void *context, int64_t *ret_ms)
{
	const struct hub *hub = context;
	if (!clock_synced() && !hub->council_time)
		return false;
	*ret_ms = clock_synced() ? clock_wall_ms() : hub->council_ahead_ms + clock_mono_ms();
	return true;
}

json_t *clock_json(struct hub *hub)
{
	int64_t certain_ms = 0, floor_ms = hub_floor_ms(hub);
	if (hub_certain_ms(hub, &certain_ms) && certain_ms > floor_ms)
		floor_ms = certain_ms;
	return json_pack("{s:I, s:b}", "floor_ms", (json_int_t)floor_ms, "synced", clock_synced());
}

/* The council's time, from a reply over verified TLS. It outlives a power cut, so that certificates are not checked by 1970 then. */
enum fail answer_clock(struct hub *hub, const struct request *request, struct reply *reply)
{
	int64_t now_ms = 0;
	char text[32];
	TRY(json_take_int(request->frame, "now_ms", 0, YEAR_9999_MS, &now_ms));
	hub->council_time = true;
	hub->council_ahead_ms = now_ms - clock_mono_ms();
	if (!hub->keeper.store || now_ms < hub_floor_ms(hub) + HOUR_MS)
		return FAIL_NONE;
	snprintf(text, sizeof text, "%" PRId64, now_ms);
	reply->looks = true;
	return settings_set(hub->keeper.store, setting, text);
}
