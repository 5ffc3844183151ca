/* SPDX-License-Identifier: MIT */
/* duty.c - a pause moves the beginnings on by as long as it lasted. */
#include "firmware/staff/duty.h"

struct duty duty_begin(enum staff_role role, int64_t now_ms, int64_t closes_ms)
{
	bool mends = role == STAFF_ROLE_TECHNICIAN;
	return (struct duty){ .idle_ms = mends ? DUTY_MEND_IDLE_MS : DUTY_IDLE_MS, .overall_ms = mends ? DUTY_MEND_OVERALL_MS : DUTY_OVERALL_MS,
		.began_ms = now_ms, .seen_ms = now_ms, .paused_ms = -1, .closes_ms = closes_ms };
}

void duty_seen(struct duty *duty, int64_t now_ms)
{
	duty->seen_ms = duty->paused_ms >= 0 ? duty->paused_ms : now_ms;
}

void duty_pause(struct duty *duty, bool job, int64_t now_ms)
{
	if (job == (duty->paused_ms >= 0))
		return;
	if (job) {
		duty->paused_ms = now_ms;
		return;
	}
	duty->began_ms += now_ms - duty->paused_ms;
	duty->seen_ms += now_ms - duty->paused_ms;
	duty->paused_ms = -1;
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

enum duty_state duty_look(const struct duty *duty, int64_t now_ms, int64_t *ret_next_ms)
{
	int64_t to_close = duty->closes_ms == INT64_MAX ? INT64_MAX : duty->closes_ms - now_ms;
	*ret_next_ms = to_close;
	if (to_close <= 0)
		return DUTY_CLOSING;
	if (duty->paused_ms >= 0)
		return DUTY_ON;
	int64_t to_idle = duty->seen_ms + duty->idle_ms - now_ms, to_overall = duty->began_ms + duty->overall_ms - now_ms;
	if (to_idle <= 0 || to_overall <= 0)
		return to_overall <= 0 ? DUTY_OVERALL : DUTY_IDLE;
	int64_t end = sooner(to_idle, to_overall);
	bool warn = end <= DUTY_WARN_MS;
	*ret_next_ms = sooner(to_close, warn ? end : end - DUTY_WARN_MS);
	return warn ? DUTY_WARN : DUTY_ON;
}

const char *duty_why(enum duty_state state)
{
	return state == DUTY_IDLE ? "idle" : state == DUTY_OVERALL ? "overall" : state == DUTY_CLOSING ? "closing" : "";
}
