/* SPDX-License-Identifier: MIT */
/*
 * key_command.c - DESIGN: a key may go when nothing that it alone opens can still come. Each kiosk's heartbeat says for which key it seals, since when,
 * and how old the oldest is that waits there; what has come and was not passed on yet is looked for in the storage.
 */
#include "tests/backoffice/key_command.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/instant.h"
#include "firmware/envelope/open.h"
#include "tests/backoffice/keyring.h"
#include "tests/backoffice/storage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 24 * 3600, OVERLAP_DAYS = 30, OVERLAP_DAYS_MAX = 3650, MARGIN_MS = 3600 * 1000 /* somebody may be in the middle of a form */, NAMED_MAX = 10 };

/* ---- list ---- */

static void moment_print(const json_t *jwk, const char *name, const char *otherwise)
{
	char text[INSTANT_TEXT_BYTES];
	int64_t seconds = json_int_or(jwk, name, -1);
	printf("  %-24s", seconds >= 0 && instant_write(seconds * 1000, text) == FAIL_NONE ? text : otherwise);
}

static enum fail list(const char *folder)
{
	json_t *set = NULL;
	struct envelope_key *now = NULL;
	int64_t until_ms;
	TRY(keyring_set(folder, &set));
	enum fail fail = envelope_key_pick(set, clock_wall_ms(), &now, &until_ms);
	for (size_t i = 0; i < json_array_size(json_object_get(set, "keys")); i++) {
		const json_t *jwk = json_array_get(json_object_get(set, "keys"), i);
		const char *kid = json_text_or(jwk, "kid", "?");
		printf("%-43s  %-3s", kid, json_text_or(jwk, "kty", "?"));
		moment_print(jwk, "nbf", "from the beginning");
		moment_print(jwk, "exp", "without an end");
		printf("  %s\n", now && strcmp(kid, envelope_key_name(now)) == 0 ? "seals now" : "");
	}
	envelope_key_free(now);
	json_decref(set);
	return fail;
}

/* ---- what still needs a key ---- */

struct doubts { struct storage *storage; const char *kid; char after[DEVICE_SOURCE_MAX_BYTES]; int64_t now_ms, kiosks, rows, sealed, open; struct storage_cursor last; };

static void doubt(struct doubts *doubts, const struct storage_kiosk *kiosk, const char *why)
{
	if (++doubts->kiosks <= NAMED_MAX)
		printf("kiosk %s %s\n", kiosk->source, why);
}

/* By its own clock, which its events carry. */
static bool oldest_is_newer(const json_t *beat)
{
	int64_t said_ms = json_int_or(beat, "time_ms", 0), oldest_ms = said_ms - json_int_or(beat, "queue_oldest_s", 0) * 1000;
	return oldest_ms > json_int_or(beat, "sealing_since_ms", INT64_MAX / 2) + MARGIN_MS;
}

static enum fail kiosk_look(void *context, const struct storage_kiosk *kiosk)
{
	struct doubts *doubts = context;
	json_t *beat = NULL;
	doubts->rows++;
	snprintf(doubts->after, sizeof doubts->after, "%s", kiosk->source);
	if (kiosk->revoked_ms > 0 || !*kiosk->source)
		return FAIL_NONE;
	if (kiosk->heartbeat_ms == 0 || json_parse(kiosk->heartbeat, strlen(kiosk->heartbeat), STORAGE_HEARTBEAT_MAX_BYTES, &beat) != FAIL_NONE) {
		doubt(doubts, kiosk, "has never said how it is");
		return FAIL_NONE;
	}
	const char *sealing = json_text_or(beat, "sealing_key", "");
	if (!*sealing || strcmp(sealing, doubts->kid) == 0)
		doubt(doubts, kiosk, *sealing ? "still seals for it" : "does not say which key it seals for");
	else if (!oldest_is_newer(beat))
		doubt(doubts, kiosk, "has events waiting that may be sealed for it, or changed less than an hour before it was last heard");
	else if (json_int_or(beat, "queue_parked", 0) > 0)
		doubt(doubts, kiosk, "has set events aside that may be sealed for it");
	json_decref(beat);
	return FAIL_NONE;
}

static enum fail open_delivery(void *context, const struct storage_delivery *delivery)
{
	struct doubts *doubts = context;
	doubts->open += delivery->state != STORAGE_DONE;
	return FAIL_NONE;
}

static enum fail event_look(void *context, const struct storage_row *row)
{
	struct doubts *doubts = context;
	char kid[JWK_KID_MAX_BYTES + 1] = "";
	json_t *event = NULL;
	doubts->rows++;
	doubts->last.received_ms = row->received_ms;
	snprintf(doubts->last.source, sizeof doubts->last.source, "%s", row->source);
	snprintf(doubts->last.id, sizeof doubts->last.id, "%s", row->id);
	TRY(json_parse(row->event, strlen(row->event), ENVELOPE_EVENT_MAX_BYTES, &event));
	bool sealed = jwe_kid(json_text_or(event, "data", ""), kid) == FAIL_NONE && strcmp(kid, doubts->kid) == 0;
	json_decref(event);
	fail_clear();
	doubts->sealed += sealed;
	return sealed ? doubts->storage->engine->delivery_each(doubts->storage, NULL, STORAGE_STATE_COUNT, row->id, STORAGE_ROWS_MAX, open_delivery, doubts) : FAIL_NONE;
}

static enum fail look(struct doubts *doubts)
{
	struct storage *storage = doubts->storage;
	struct storage_query query = { .order = STORAGE_NEWEST, .max = STORAGE_ROWS_MAX };
	do {
		doubts->rows = 0;
		TRY(storage->engine->kiosk_each(storage, doubts->after, STORAGE_ROWS_MAX, kiosk_look, doubts));
	} while (doubts->rows == STORAGE_ROWS_MAX);
	do {
		doubts->rows = 0;
		TRY(storage->engine->each(storage, &query, event_look, doubts));
		query.from = &doubts->last;
	} while (doubts->rows == STORAGE_ROWS_MAX);
	return FAIL_NONE;
}

static enum fail retire(const char *folder, const char *where, const char *kid, bool anyway)
{
	struct doubts doubts = { .kid = kid, .now_ms = clock_wall_ms() };
	TRY(storage_open(where, folder, true, &doubts.storage));
	enum fail fail = look(&doubts);
	storage_close(doubts.storage);
	TRY(fail);
	printf("%lld events here are sealed for it, %lld deliveries of them are not done\n", (long long)doubts.sealed, (long long)doubts.open);
	if ((doubts.kiosks > 0 || doubts.open > 0) && !anyway)
		return FAIL(DENIED, "%lld kiosks and %lld deliveries may still need the key %.128s; with --anyway it goes nevertheless", (long long)doubts.kiosks, (long long)doubts.open, kid);
	TRY(keyring_retire(folder, kid, clock_wall_ms()));
	log_event("key.retired", "kid=%s", kid);
	printf("its private half is no longer in %s: what is sealed for it is opened by the copies alone that you kept\n", folder);
	return FAIL_NONE;
}

/* ---- a new one ---- */

static enum fail from_read(const char *text, int64_t *ret_s)
{
	char whole[INSTANT_TEXT_BYTES];
	int64_t ms = clock_wall_ms();
	if (text && strlen(text) != 10)
		return FAIL(INPUT, "--from is a day: 2026-12-01");
	if (text)
		snprintf(whole, sizeof whole, "%sT00:00:00.000Z", text);
	TRY(text ? instant_read(whole, &ms) : FAIL_NONE);
	*ret_s = ms / 1000;
	return FAIL_NONE;
}

static enum fail days_read(const char *text, int64_t *ret_s)
{
	char *end;
	errno = 0;
	long days = text ? strtol(text, &end, 10) : OVERLAP_DAYS;
	if (text && (errno != 0 || end == text || *end || days < 0 || days > OVERLAP_DAYS_MAX))
		return FAIL(INPUT, "--overlap is a number of days from 0 to %d", OVERLAP_DAYS_MAX);
	*ret_s = (int64_t)days * DAY_S;
	return FAIL_NONE;
}

static enum fail add(const char *folder, const char *kind, const char *from, const char *overlap)
{
	int64_t from_s, overlap_s;
	char kid[JWK_KID_MAX_BYTES + 1];
	TRY(from_read(from, &from_s));
	TRY(days_read(overlap, &overlap_s));
	TRY(keyring_add(folder, kind, from_s, overlap_s, kid));
	log_event("key.new", "kid=%s", kid);
	printf("%s\n%s/council.jwks is the part \"keys\" of the next bundle\n", kid, folder);
	return FAIL_NONE;
}

enum fail key_command(const char *folder, int argc, char **argv)
{
	bool anyway = false;
	const char *kind = NULL, *from = NULL, *overlap = NULL, *kid = NULL, *where = NULL;
	const struct program_option given[] = {
		{ "new", "ec or rsa: make a key that seals from now on", &kind, NULL },
		{ "from", "the day it seals from (2026-12-01)", &from, NULL },
		{ "overlap", "days after which the keys before it end at a kiosk (30)", &overlap, NULL },
		{ "retire", "a key's name: take its private half away", &kid, NULL },
		{ "anyway", "though something may still need it", NULL, &anyway },
		{ "storage", "postgresql://…; by default a file in DIR", &where, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	int rest = argc;
	TRY(program_options("foyer-backoffice key DIR", argc, argv, given, &rest));
	if (kind && kid)
		return FAIL(INPUT, "either --new or --retire");
	if (kind)
		return add(folder, kind, from, overlap);
	return kid ? retire(folder, where, kid, anyway) : list(folder);
}
