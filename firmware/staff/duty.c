/* SPDX-License-Identifier: MIT */
/* duty.c - a pause moves the beginnings on by as long as it lasted. */
#include "firmware/staff/duty.h"

struct duty duty_begin(enum staff_role role, int64_t now_ms, int64_t closes_ms)
{
	bool mends = role == STAFF_ROLE_TECHNICIAN;
	return (struct duty){ .idle_ms = mends ? DUTY_MEND_IDLE_MS : DUTY_IDLE_MS, .overall_ms = mends ? DUTY_MEND_OVERALL_MS : DUTY_OVERALL_MS,
		.began_ms = now_ms, .seen_ms = now_ms, .paused_ms = -1, .closes_ms = closes_ms, .came_ms = now_ms, .unheard_ms = now_ms };
}

struct duty duty_begin_desk(enum staff_role role, int64_t now_ms, int64_t closes_ms)
{
	struct duty duty = duty_begin(role, now_ms, closes_ms);
	duty.desk = true;
	return duty;
}

void duty_hears(struct duty *duty, bool on, int64_t now_ms)
{
	duty->unheard_ms = on ? -1 : now_ms;
}

bool duty_again(struct duty *duty, int64_t now_ms)
{
	if (!duty->desk && duty->extended)
		return false;
	duty->extended = true;
	duty->seen_ms = duty->paused_ms >= 0 ? duty->paused_ms : now_ms;
	if (duty->desk)
		duty->began_ms = now_ms;
	else
		duty->overall_ms *= 2;
	return true;
}

static bool is_locked(const struct duty *duty, int64_t now_ms)
{
	now_ms = duty->paused_ms >= 0 ? duty->paused_ms : now_ms;
	return duty->desk && (now_ms >= duty->seen_ms + duty->idle_ms || now_ms >= duty->began_ms + duty->overall_ms);
}

/* What is locked opens with the PIN alone. */
void duty_seen(struct duty *duty, int64_t now_ms)
{
	if (is_locked(duty, now_ms))
		return;
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

/* How long until nobody is left at a desk who could hear; INT64_MAX: while its page listens. */
static int64_t to_nobody(const struct duty *duty, int64_t now_ms)
{
	if (duty->unheard_ms < 0)
		return INT64_MAX;
	return (duty->unheard_ms > duty->seen_ms ? duty->unheard_ms : duty->seen_ms) + duty->idle_ms - now_ms;
}

static enum duty_state look_desk(const struct duty *duty, int64_t now_ms, int64_t to_close, int64_t *ret_next_ms)
{
	int64_t to_shift = duty->came_ms + DUTY_SHIFT_MS - now_ms, gone = to_nobody(duty, now_ms), end = sooner(to_close, sooner(to_shift, gone));
	int64_t to_lock = sooner(duty->seen_ms + duty->idle_ms, duty->began_ms + duty->overall_ms) - now_ms;
	*ret_next_ms = end;
	if (to_shift <= 0 || gone <= 0)
		return to_shift <= 0 ? DUTY_OVERALL : DUTY_IDLE;
	if (is_locked(duty, now_ms))
		return DUTY_LOCKED;
	if (duty->paused_ms >= 0)
		return DUTY_ON;
	bool warn = to_lock <= DUTY_WARN_MS;
	*ret_next_ms = sooner(end, warn ? to_lock : to_lock - DUTY_WARN_MS);
	return warn ? DUTY_WARN : DUTY_ON;
}

enum duty_state duty_look(const struct duty *duty, int64_t now_ms, int64_t *ret_next_ms)
{
	int64_t to_close = duty->closes_ms == INT64_MAX ? INT64_MAX : duty->closes_ms - now_ms;
	*ret_next_ms = to_close;
	if (to_close <= 0)
		return DUTY_CLOSING;
	if (duty->desk)
		return look_desk(duty, now_ms, to_close, ret_next_ms);
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

enum duty_state duty_warns_of(const struct duty *duty)
{
	return duty->began_ms + duty->overall_ms <= duty->seen_ms + duty->idle_ms ? DUTY_OVERALL : DUTY_IDLE;
}

const char *duty_why(enum duty_state state)
{
	return state == DUTY_IDLE ? "idle" : state == DUTY_OVERALL ? "overall" : state == DUTY_CLOSING ? "closing" : "";
}
