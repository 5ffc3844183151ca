/* SPDX-License-Identifier: MIT */
/* The list of staff of the version in use. DESIGN: it lies on the disk as it came, sealed to this kiosk's key, and is open in locked memory only. */
#include "firmware/hub/verbs.h"

#include "firmware/base/arena.h"
#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/secret.h"

#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE_MS = 60 * 1000 };

static enum fail sealed_read(const struct hub *hub, struct buffer *ret)
{
	char path[PATH_MAX], name[96];
	if (!hub->device)
		return FAIL(EMPTY, "there is no device key");
	json_t *jwk = device_jwk(hub->device);
	snprintf(name, sizeof name, "staff/%s.jwe", json_text_or(jwk, "kid", ""));
	json_decref(jwk);
	TRY(file_path(path, sizeof path, hub->assets.folder, name));
	return file_read(path, ret);
}

static enum fail roster_read(const struct hub *hub, struct roster *ret)
{
	BUFFER_AUTO sealed;
	BUFFER_AUTO plain;
	buffer_init(&sealed, ROSTER_SEALED_MAX_BYTES);
	buffer_init(&plain, ROSTER_MAX_BYTES);
	TRY(sealed_read(hub, &sealed));
	TRY(device_unseal(hub->device, buffer_text(&sealed), &plain));
	return roster_parse(buffer_text(&plain), plain.size_bytes, false, ret);
}

/* Whoever is signed in must be in the new list as well, in the same role; a code's own session was nobody's of the list. */
static void leave_who_is_gone(struct hub *hub)
{
	peer_roster(hub);
	for (size_t i = 0; i < STAFF_SESSIONS_MAX; i++) {
		struct staff_session *session = &hub->staff.sessions[i];
		if (!session->open || session->role == STAFF_ROLE_CODE)
			continue;
		const struct roster_member *member = hub->staff.roster ? roster_by_id(hub->staff.roster, session->id) : NULL;
		if (!member || !member->pin[0] || member->role != session->role)
			staff_end(hub, session, "roster");
	}
}

static void hours_read(struct hub *hub)
{
	char path[PATH_MAX];
	struct arena arena;
	struct site site;
	arena_init(&arena, SITE_MAX_BYTES * 4);
	hub->staff.hours_known = file_path(path, sizeof path, hub->assets.folder, "site/site.json") == FAIL_NONE && site_read(path, "en", &arena, &site) == FAIL_NONE;
	if (hub->staff.hours_known)
		memcpy(hub->staff.hours, site.hours, sizeof hub->staff.hours);
	arena_done(&arena);
	fail_clear();
}

void staff_roster_open(struct hub *hub)
{
	if (sodium_init() < 0)
		abort();
	struct roster *roster = secret_new(sizeof *roster);
	enum fail fail = roster_read(hub, roster);
	if (fail != FAIL_NONE) {
		secret_free(roster, sizeof *roster);
		roster = NULL;
	}
	if (fail != FAIL_NONE && fail != FAIL_EMPTY)
		log_fail("staff.closed", fail);
	secret_free(hub->staff.roster, sizeof *roster);
	hub->staff.roster = roster;
	hours_read(hub);
	if (hub->doors)
		leave_who_is_gone(hub);
	if (roster)
		log_event("staff.open", "count=%zu", roster->count);
	fail_clear();
}

bool staff_now_ms(struct hub *hub, int64_t *ret)
{
	int64_t wall_ms = clock_wall_ms(), floor_ms = hub_floor_ms(hub);
	if (hub_certain_ms(hub, ret))
		return true;
	*ret = wall_ms > floor_ms ? wall_ms : floor_ms;
	return clock_believable(*ret);
}

int64_t staff_closes_ms(struct hub *hub)
{
	int64_t now_ms = 0;
	int minutes = 0;
	if (!hub->staff.hours_known || !staff_now_ms(hub, &now_ms))
		return 0;
	const struct site_hours *today = &hub->staff.hours[date_weekday(date_of_ms(now_ms, &minutes))];
	if (!today->open || minutes >= today->to_minutes)
		return 0;
	return clock_mono_ms() + (int64_t)(today->to_minutes - minutes) * MINUTE_MS - now_ms % MINUTE_MS;
}
