/* SPDX-License-Identifier: MIT */
/*
 * provision.c - DESIGN: one bundle at a time: looked at, staged, offered to the hub, switched to when it says so, on trial, kept
 * or left again. Whatever ends this program, the record on the disk says where it was.
 */
#include "firmware/provision/provision.h"

#include "firmware/base/caller.h"
#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/provision/gate.h"
#include "firmware/provision/offer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_MAX_BYTES = 36, LOOK_AGAIN_MS = 3600 * 1000, AGAIN_MS = 60 * 1000 };

enum stage { STAGE_RESTS, STAGE_OFFERED, STAGE_TRIAL };

struct provision {
	struct loop *loop;
	const struct provision_options *options;
	struct caller *caller;
	struct versions versions;
	enum stage stage;
	bool recovered;                   /* a trial was going on when we started */
	bool look_due;                    /* something came while a bundle was under way */
	int64_t offered;                  /* the version that waits for the end of the visit, or is on trial */
	char hash[MANIFEST_HASH_BYTES + 1]; /* of its manifest */
	struct { int64_t version; char words[VERSIONS_WORDS_BYTES]; } denied; /* the last that was not even tried */
	struct gate gate;
	struct gate_state programs[GATE_PROGRAMS];
	char id[ID_MAX_BYTES + 1];
	json_t *keys;
};

static void look(void *context);
static void weigh(void *context);

static void ask(struct provision *provision, json_t *request, caller_reply reply)
{
	enum fail fail = caller_ask(provision->caller, request, -1, reply, provision);
	if (fail != FAIL_NONE && fail != FAIL_OFFLINE)
		log_fail("provision.hub", fail);
}

/* What the status page and the heartbeat say. */
static void report(struct provision *provision)
{
	const struct versions_record *record = &provision->versions.record;
	int64_t refused = record->refused.version;
	const char *words = record->refused.words;
	if (provision->denied.version) {
		refused = provision->denied.version;
		words = provision->denied.words;
	}
	json_t *state = json_pack("{s:s, s:I, s:I, s:b}", "verb", "version.state", "active", (json_int_t)versions_current(&provision->versions),
	                          "previous", (json_int_t)record->previous, "trial", record->trial != 0);
	if (refused)
		json_object_set_new(state, "refused", json_pack("{s:I, s:s}", "version", (json_int_t)refused, "words", words));
	ask(provision, state, NULL);
}

/* ---- on trial ---- */

static void end_trial(struct provision *provision, enum gate_verdict verdict, const char *words)
{
	enum fail fail = verdict == GATE_GOOD ? versions_settle(&provision->versions) : versions_back(&provision->versions, provision->hash, words);
	if (fail != FAIL_NONE) { /* the disk says no: the record still has the trial, and so have we */
		log_fail("version.unsettled", fail);
		loop_timer_set(provision->loop, AGAIN_MS, weigh, provision);
		return;
	}
	if (verdict == GATE_GOOD)
		log_event("version.good", "version=%lld", (long long)provision->offered);
	else
		log_event("version.refused", "version=%lld back_to=%lld words=\"%s\"", (long long)provision->offered, (long long)provision->versions.record.good, words);
	provision->stage = STAGE_RESTS;
	provision->offered = 0;
	report(provision);
	if (provision->look_due)
		look(provision);
}

static void weigh(void *context)
{
	struct provision *provision = context;
	char words[VERSIONS_WORDS_BYTES] = "";
	int64_t wait_ms = -1;
	if (provision->stage != STAGE_TRIAL)
		return;
	enum gate_verdict verdict = gate_weigh(&provision->gate, clock_mono_ms(), &wait_ms, words, sizeof words);
	if (verdict != GATE_WAITS) {
		loop_timer_clear(provision->loop, weigh, provision);
		end_trial(provision, verdict, words);
	} else if (wait_ms >= 0) {
		loop_timer_set(provision->loop, wait_ms, weigh, provision);
	} else {
		loop_timer_clear(provision->loop, weigh, provision);
	}
}

static void begin_trial(struct provision *provision)
{
	provision->stage = STAGE_TRIAL;
	gate_begin(&provision->gate, provision->offered, !provision->options->no_screen, provision->programs, clock_mono_ms());
	report(provision);
	weigh(provision);
}

/* No visit runs: now. */
static void switch_now(struct provision *provision)
{
	if (provision->stage != STAGE_OFFERED)
		return;
	enum fail fail = versions_begin(&provision->versions, provision->offered);
	if (fail != FAIL_NONE) {
		log_fail("version.unswitched", fail);
		provision->stage = STAGE_RESTS;
		loop_timer_set(provision->loop, AGAIN_MS, look, provision);
		return;
	}
	log_event("version.switched", "version=%lld from=%lld", (long long)provision->offered, (long long)provision->versions.record.good);
	begin_trial(provision);
}

/* ---- what is in the inbox ---- */

static void offer_to_hub(struct provision *provision)
{
	ask(provision, json_pack("{s:s, s:I}", "verb", "version.offer", "version", (json_int_t)provision->offered), NULL);
}

static void deny(struct provision *provision, const struct offer *offer, enum fail fail)
{
	bool news = provision->denied.version != offer->manifest.version || strcmp(provision->denied.words, fail_words()) != 0;
	provision->denied.version = offer->manifest.version ? offer->manifest.version : -1; /* not even its number is to be believed */
	snprintf(provision->denied.words, sizeof provision->denied.words, "%s", fail_words());
	if (news)
		log_fail("version.denied", fail);
	report(provision);
}

static void take(struct provision *provision, const struct offer *offer)
{
	enum fail fail = versions_stage(&provision->versions, &offer->manifest, &offer->bytes, &offer->signature, provision->options->inbox);
	if (fail != FAIL_NONE) {
		deny(provision, offer, fail);
		loop_timer_set(provision->loop, LOOK_AGAIN_MS, look, provision);
		return;
	}
	provision->denied.version = 0;
	provision->offered = offer->manifest.version;
	memcpy(provision->hash, offer->hash, sizeof provision->hash);
	provision->stage = STAGE_OFFERED;
	log_event("version.staged", "version=%lld parts=%zu", (long long)provision->offered, offer->manifest.part_count);
	offer_to_hub(provision);
}

static void look(void *context)
{
	struct provision *provision = context;
	struct offer offer;
	provision->look_due = provision->stage != STAGE_RESTS;
	if (provision->look_due || !provision->keys)
		return;
	enum fail fail = offer_read(provision->options->inbox, provision->keys, &offer);
	bool found = fail != FAIL_EMPTY;
	if (fail == FAIL_NONE)
		fail = offer_weigh(&offer, provision->id, &provision->versions.record, clock_wall_ms());
	if (fail == FAIL_NONE)
		take(provision, &offer);
	else if (found && fail != FAIL_EMPTY)
		deny(provision, &offer, fail);
	if (fail == FAIL_BUSY)
		loop_timer_set(provision->loop, LOOK_AGAIN_MS, look, provision);
	offer_done(&offer);
}

/* ---- the door ---- */

static void programs_take(struct provision *provision, const json_t *programs)
{
	for (int i = 0; i < GATE_PROGRAMS; i++) {
		const json_t *program = json_object_get(programs, gate_program_name((enum gate_program)i));
		provision->programs[i] = (struct gate_state){ json_bool_or(program, "up", false), json_int_or(program, "version", 0) };
	}
	gate_hear(&provision->gate, provision->programs, clock_mono_ms());
	weigh(provision);
}

static void hello_came(void *context, enum fail code, const json_t *reply, int)
{
	struct provision *provision = context;
	const char *id = NULL;
	if (code == FAIL_NONE)
		code = json_take_text(reply, "id", ID_MAX_BYTES, &id);
	if (code != FAIL_NONE) {
		if (code != FAIL_OFFLINE)
			log_fail("provision.hub", code);
		return;
	}
	snprintf(provision->id, sizeof provision->id, "%s", id);
	json_decref(provision->keys);
	provision->keys = json_incref(json_object_get(reply, "bundle_keys"));
	programs_take(provision, json_object_get(reply, "programs"));
	if (provision->recovered) {
		provision->recovered = false;
		begin_trial(provision);
	} else {
		report(provision);
	}
	if (provision->stage == STAGE_OFFERED)
		offer_to_hub(provision);
	look(provision);
}

static void door_up(void *context)
{
	ask(context, json_pack("{s:s}", "verb", "hello"), hello_came);
}

static void door_bell(void *context, const char *bell, const json_t *frame)
{
	if (strcmp(bell, "bundle") == 0)
		look(context);
	else if (strcmp(bell, "switch") == 0)
		switch_now(context);
	else if (strcmp(bell, "programs") == 0)
		programs_take(context, frame);
}

static void recover(struct provision *provision)
{
	enum fail fail = versions_recover(&provision->versions);
	provision->recovered = fail == FAIL_BUSY;
	if (provision->recovered) {
		provision->offered = provision->versions.record.trial;
		if (versions_hash(&provision->versions, provision->offered, provision->hash) != FAIL_NONE)
			provision->hash[0] = '\0';
		log_event("version.trial-goes-on", "version=%lld start=%lld", (long long)provision->offered, (long long)provision->versions.record.tries);
	} else if (fail == FAIL_DENIED) {
		log_event("version.refused", "version=%lld words=\"%s\"", (long long)provision->versions.record.refused.version, provision->versions.record.refused.words);
	} else if (fail != FAIL_NONE) {
		log_fail("version.unrecovered", fail);
	}
	fail_clear();
}

enum fail provision_new(struct loop *loop, const struct provision_options *options, struct provision **ret)
{
	static const struct caller_events events = { .up = door_up, .bell = door_bell };
	struct provision *provision = calloc(1, sizeof *provision);
	if (!provision)
		abort();
	provision->loop = loop;
	provision->options = options;
	enum fail fail = versions_open(options->versions, options->assets, &provision->versions);
	if (fail == FAIL_NONE) {
		recover(provision);
		fail = caller_new(loop, options->doors, "provision", &events, provision, &provision->caller);
	}
	if (fail != FAIL_NONE) {
		provision_free(provision);
		return fail;
	}
	*ret = provision;
	return FAIL_NONE;
}

void provision_free(struct provision *provision)
{
	if (!provision)
		return;
	loop_timer_clear(provision->loop, look, provision);
	loop_timer_clear(provision->loop, weigh, provision);
	caller_free(provision->caller);
	json_decref(provision->keys);
	free(provision);
}
