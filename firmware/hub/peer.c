/* SPDX-License-Identifier: MIT */
/*
 * Guests. DESIGN: another kiosk's word says who somebody is, never what they may: that is looked up in this kiosk's own list of staff. A voucher holds
 * once, for one act and for seconds, by a number that this kiosk gave out; no clock has to be right for it.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/envelope/site_certificate.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void look_call(void *context);

const struct desks_row *peer_own(const struct hub *hub)
{
	return hub->device ? desks_find(&hub->config.desks, device_kid(hub->device)) : NULL;
}

const struct desks_row *peer_other(const struct hub *hub, const char *kid)
{
	const struct desks_row *own = peer_own(hub), *row = own ? desks_find(&hub->config.desks, kid) : NULL;
	return row == own ? NULL : row;
}

/* ---- numbers that are used once ---- */

static void write_random(char *ret, size_t room)
{
	unsigned char random[(VOUCHER_NONCE_BYTES - 1) / 2];
	randombytes_buf(random, sizeof random);
	sodium_bin2hex(ret, room, random, sizeof random);
}

/* A free place, or the oldest: @from's own where it holds as many as it may. */
static struct peer_nonce *nonce_place(struct hub_peers *peers, const char *from)
{
	struct peer_nonce *own = NULL, *any = NULL;
	int held = 0;
	for (size_t i = 0; i < sizeof peers->nonces / sizeof peers->nonces[0]; i++) {
		struct peer_nonce *nonce = &peers->nonces[i];
		if (strcmp(nonce->from, from) == 0) {
			held++;
			own = !own || nonce->given_ms < own->given_ms ? nonce : own;
		}
		any = !any || nonce->given_ms < any->given_ms ? nonce : any; /* a free one is as old as can be */
	}
	return held < PEER_NONCES ? any : own;
}

void peer_nonce_give(struct hub *hub, const char *from, char ret[static VOUCHER_NONCE_BYTES])
{
	struct peer_nonce *place = nonce_place(&hub->peers, from);
	*place = (struct peer_nonce){ .given_ms = clock_mono_ms() };
	snprintf(place->from, sizeof place->from, "%s", from);
	write_random(place->text, sizeof place->text);
	memcpy(ret, place->text, sizeof place->text);
}

bool peer_nonce_take(struct hub *hub, const char *from, const char *text)
{
	bool taken = false;
	for (size_t i = 0; i < sizeof hub->peers.nonces / sizeof hub->peers.nonces[0]; i++) {
		struct peer_nonce *nonce = &hub->peers.nonces[i];
		if (strlen(text) != VOUCHER_NONCE_BYTES - 1 || strcmp(nonce->from, from) != 0 || sodium_memcmp(nonce->text, text, VOUCHER_NONCE_BYTES) != 0)
			continue;
		taken = clock_mono_ms() - nonce->given_ms < PEER_NONCE_MS;
		*nonce = (struct peer_nonce){ 0 };
	}
	return taken;
}

/* ---- how much ---- */

bool peer_may(struct hub *hub, const struct desks_row *from)
{
	int64_t now_ms = clock_mono_ms(), *owed_ms = &hub->peers.owed_ms[from - hub->config.desks.rows];
	*owed_ms = *owed_ms < now_ms ? now_ms : *owed_ms;
	if (*owed_ms - now_ms > (int64_t)(PEER_ACTS_BURST - 1) * PEER_ACT_EACH_MS)
		return false;
	*owed_ms += PEER_ACT_EACH_MS;
	return true;
}

/* ---- guests ---- */

static void guest_end(struct hub *hub, struct peer_guest *guest)
{
	struct peer_guest was = *guest;
	staff_note(hub, "site_left", guest->session.id, DOORWAY_DESK, "left", guest->from);
	explicit_bzero(guest, sizeof *guest);
	join_left(hub, &was.session);
	explicit_bzero(&was, sizeof was);
}

static void look(struct hub *hub, bool all)
{
	int64_t now_ms = clock_mono_ms(), soonest_ms = INT64_MAX;
	bool ended = false;
	for (size_t i = 0; i < PEER_GUESTS_MAX; i++) {
		struct peer_guest *guest = &hub->peers.guests[i];
		bool over = guest->session.open && (all || guest->until_ms <= now_ms);
		ended = ended || over;
		if (over)
			guest_end(hub, guest);
		else if (guest->session.open && guest->until_ms < soonest_ms)
			soonest_ms = guest->until_ms;
	}
	if (soonest_ms == INT64_MAX)
		loop_timer_clear(hub->keeper.loop, look_call, hub);
	else
		loop_timer_set(hub->keeper.loop, soonest_ms - now_ms, look_call, hub);
	if (ended)
		help_look(hub);
}

static void look_call(void *context)
{
	look(context, false);
	audit_flush(context);
}

/* Whether this kiosk's own list has them, in that role, today and at this hour. @ret_closes_ms: when they have to go. */
static const struct roster_member *member_of(struct hub *hub, const struct voucher *voucher, int64_t *ret_closes_ms)
{
	const struct roster_member *member = hub->staff.roster ? roster_by_id(hub->staff.roster, voucher->staff) : NULL;
	int64_t now_ms = 0;
	(void)staff_now_ms(hub, &now_ms);
	*ret_closes_ms = member && member->ends_at_closing ? staff_closes_ms(hub) : INT64_MAX;
	if (!member || !member->pin[0] || strcmp(staff_role_name(member->role), voucher->role) != 0 || *ret_closes_ms == 0 || !roster_holds(member, date_of_ms(now_ms, NULL)))
		return NULL;
	return member;
}

/* Theirs, or a free place while that kiosk holds fewer than it may: who comes and goes is written down, so one does not make room for the next. */
static struct peer_guest *guest_of(struct hub *hub, const struct voucher *voucher)
{
	struct peer_guest *place = NULL;
	int held = 0;
	for (size_t i = 0; i < PEER_GUESTS_MAX; i++) {
		struct peer_guest *guest = &hub->peers.guests[i];
		bool theirs = guest->session.open && strcmp(guest->from, voucher->from) == 0;
		if (theirs && strcmp(guest->session.id, voucher->staff) == 0)
			return guest;
		held += theirs;
		place = place || guest->session.open ? place : guest;
	}
	return held < PEER_GUESTS_A_KIOSK_MAX ? place : NULL;
}

enum fail peer_guest_come(struct hub *hub, const struct voucher *voucher, struct staff_session **ret)
{
	int64_t now_ms = clock_mono_ms(), closes_ms = 0;
	look(hub, false);
	const struct roster_member *member = member_of(hub, voucher, &closes_ms);
	struct peer_guest *guest = guest_of(hub, voucher);
	if (!member)
		return FAIL(DENIED, "this kiosk's list of staff does not have them so");
	if (!guest)
		return FAIL(BUSY, "as many come from that kiosk as can, or from all");
	bool fresh = !guest->session.open;
	if (fresh) {
		*guest = (struct peer_guest){ .session = { .open = true, .at = DOORWAY_DESK, .role = member->role } };
		snprintf(guest->from, sizeof guest->from, "%s", voucher->from);
		snprintf(guest->session.id, sizeof guest->session.id, "%s", member->id);
		snprintf(guest->session.name, sizeof guest->session.name, "%s", member->name);
		write_random(guest->session.mark, sizeof guest->session.mark);
		staff_note(hub, "site_in", member->id, DOORWAY_DESK, "in", voucher->from);
	}
	guest->session.duty = duty_begin(member->role, now_ms, closes_ms);
	guest->until_ms = now_ms + PEER_GUEST_MS < closes_ms ? now_ms + PEER_GUEST_MS : closes_ms;
	look(hub, false);
	if (fresh)
		help_look(hub);
	*ret = &guest->session;
	return FAIL_NONE;
}

struct staff_session *peer_session(struct hub *hub, const char *mark)
{
	struct staff_session *found = NULL;
	look(hub, false);
	for (size_t i = 0; i < PEER_GUESTS_MAX; i++)
		if (hub->peers.guests[i].session.open && strlen(mark) == STAFF_SESSION_BYTES - 1 && sodium_memcmp(hub->peers.guests[i].session.mark, mark, STAFF_SESSION_BYTES) == 0)
			found = &hub->peers.guests[i].session;
	return found;
}

bool peer_any(const struct hub *hub, enum staff_right right)
{
	for (size_t i = 0; i < PEER_GUESTS_MAX; i++)
		if (hub->peers.guests[i].session.open && staff_role_may(hub->peers.guests[i].session.role, right))
			return true;
	return false;
}

void peer_roster(struct hub *hub)
{
	look(hub, true);
}

void peer_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, look_call, hub);
	explicit_bzero(&hub->peers, sizeof hub->peers);
}

/* ---- for foyer-desk ---- */

json_t *peer_json(struct hub *hub)
{
	const struct desks_row *own = peer_own(hub);
	struct site_certificate tls;
	if (!own || hub->config.desks.count < 2)
		return json_null();
	if (site_certificate_make(hub->device, &tls) != FAIL_NONE) {
		log_fail("site.closed", FAIL(IO, "no certificate"));
		return json_null();
	}
	json_t *kiosks = json_array();
	for (size_t i = 0; i < hub->config.desks.count; i++) {
		const struct desks_row *row = &hub->config.desks.rows[i];
		if (row != own)
			json_array_append_new(kiosks, json_pack("{s:s, s:s, s:s, s:O}", "kid", row->kid, "name", row->name, "address", row->peers, "key", row->key));
	}
	json_t *json = json_pack("{s:i, s:s, s:s, s:s, s:s, s:o}", "place", (int)(own - hub->config.desks.rows), "kid", own->kid, "listen", own->peers, "certificate", tls.certificate, "key", tls.key, "kiosks", kiosks);
	explicit_bzero(&tls, sizeof tls);
	return json;
}
