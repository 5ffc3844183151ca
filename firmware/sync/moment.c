/* SPDX-License-Identifier: MIT */
/* moment.c - DESIGN: what is learned is kept as a distance to the steady clock, so that a jump of the wall clock changes nothing. */
#include "firmware/sync/moment.h"

#include "firmware/base/clock.h"
#include "firmware/envelope/device.h"

static const int64_t FIRST_MS = 1767225600000;              /* 2026-01-01: no kiosk is older than its program */
static const int64_t FAR_MS = INT64_C(400) * 24 * 60 * 60 * 1000; /* no kiosk is in a storeroom for longer, or it has to be synced */

void moment_begin(struct moment *moment, int64_t floor_ms, bool synced)
{
	moment->synced = synced;
	if (floor_ms > moment->floor_ms)
		moment->floor_ms = floor_ms;
	if (moment->floor_ms < FIRST_MS)
		moment->floor_ms = FIRST_MS;
}

void moment_learn(struct moment *moment, int64_t far_ms)
{
	moment->ahead_ms = far_ms - clock_mono_ms();
	moment->doubts = 0;
	if (!moment->known)
		moment->told_ms = clock_mono_ms() - MOMENT_TELL_MS;
	moment->known = true;
	if (far_ms > moment->floor_ms)
		moment->floor_ms = far_ms;
}

void moment_doubt(struct moment *moment)
{
	moment->doubts++;
	moment->known = false; /* or it would never hear of another time */
}

int64_t moment_ahead_s(const struct moment *moment)
{
	if (!moment->known)
		return 0;
	int64_t ahead_s = (moment->ahead_ms + clock_mono_ms() - clock_wall_ms()) / 1000;
	return ahead_s >= -DEVICE_CLOCK_OFF_MAX_S && ahead_s <= DEVICE_CLOCK_OFF_MAX_S ? ahead_s : 0;
}

int64_t moment_tls_ms(const struct moment *moment)
{
	int64_t wall_ms = clock_wall_ms();
	if (moment->known)
		return moment->ahead_ms + clock_mono_ms();
	if (wall_ms < moment->floor_ms)
		return moment->floor_ms;
	bool far = !moment->synced && wall_ms > moment->floor_ms + FAR_MS;
	return far && moment->doubts % 2 == 1 ? moment->floor_ms : wall_ms;
}

bool moment_telling(struct moment *moment, int64_t *ret_ms)
{
	int64_t now_ms = clock_mono_ms();
	if (!moment->known || now_ms - moment->told_ms < MOMENT_TELL_MS)
		return false;
	moment->told_ms = now_ms;
	*ret_ms = moment->ahead_ms + now_ms;
	return true;
}
