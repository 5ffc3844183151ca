/* SPDX-License-Identifier: MIT */
/* What the programs may ask of the hub. A request that is not in this table closes the door it came through. */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UI (1u << DOORWAY_UI)
#define PRINT (1u << DOORWAY_PRINT)
#define SYNC (1u << DOORWAY_SYNC)
#define PROVISION (1u << DOORWAY_PROVISION)
#define ADMIN (1u << DOORWAY_ADMIN)
#define TEST (1u << DOORWAY_TEST)
#define DESK (1u << DOORWAY_DESK)

static const struct verb verbs[] = {
	/* name             doors          max bytes              answered by */
	{ "hello",          UI,            256,                   answer_hello_ui },
	{ "hello",          PRINT,         256,                   answer_hello_print },
	{ "hello",          SYNC,          256,                   answer_hello_sync },
	{ "hello",          PROVISION,     256,                   answer_hello_provision },
	{ "hello",          DESK,          256,                   answer_hello_desk },
	{ "visit.begin",    UI,            256,                   answer_visit_begin },
	{ "visit.keep",     UI,            256,                   answer_visit_keep },
	{ "visit.drop",     UI,            256,                   answer_visit_drop },
	{ "submit",         UI,            DOOR_FRAME_MAX_BYTES,  answer_submit },
	{ "print.again",    UI | ADMIN,    256,                   answer_print_again },
	{ "print.seen",     UI | ADMIN,    256,                   answer_print_seen },
	{ "print",          UI,            17 * 1024,             answer_print },
	{ "print.states",   UI,            512,                   answer_print_states },
	{ "print.page",     ADMIN,         17 * 1024,             answer_print_page },
	{ "print.verdict",  ADMIN,         256,                   answer_print_verdict },
	{ "staff.enter",    UI | DESK,     1024,                  answer_staff_enter },
	{ "staff.again",    UI | DESK,     1024,                  answer_staff_again },
	{ "staff.hears",    DESK,          256,                   answer_staff_hears },
	{ "staff.seen",     UI | DESK,     256,                   answer_staff_seen },
	{ "staff.leave",    UI | DESK,     256,                   answer_staff_leave },
	{ "staff.state",    UI,            256,                   answer_staff_state },
	{ "staff.badge",    UI,            256,                   answer_staff_badge },
	{ "staff.print",    UI | DESK,     256,                   answer_staff_print },
	{ "training.begin", UI,            256,                   answer_training_begin },
	{ "training.end",   UI,            256,                   answer_training_end },
	{ "training.fault", UI,            256,                   answer_training_fault },
	{ "screen",         UI,            DOOR_FRAME_MAX_BYTES,  answer_screen },
	{ "said",           UI,            DOOR_FRAME_MAX_BYTES,  answer_said },
	{ "status.people",  UI,            256,                   answer_status_people },
	{ "address.find",   UI,            256,                   answer_address_find },
	{ "place.suggest",  UI,            256,                   answer_place_suggest },
	{ "rounds.dates",   UI,            256,                   answer_rounds_dates },
	{ "where",          UI,            256,                   answer_where },
	{ "help.call",      UI,            512,                   answer_help_call },
	{ "help.cancel",    UI,            256,                   answer_help_cancel },
	{ "help.list",      DESK,          256,                   answer_help_list },
	{ "help.take",      DESK,          256,                   answer_help_take },
	{ "help.arrive",    DESK,          256,                   answer_help_arrive },
	{ "help.done",      UI | DESK,         256,                   answer_help_done },
	{ "help.confirm",   UI,            512,                   answer_help_confirm },
	{ "help.confirmed", DESK,          256,                   answer_help_confirmed },
	{ "help.type",      UI | DESK,     512,                   answer_help_type },
	{ "help.note",      DESK,          1024,                  answer_help_note },
	{ "figures",        DESK,          256,                   answer_figures },
	{ "remark.add",     UI | DESK,         1536,                  answer_remark_add },
	{ "push.offer",     DESK,          256,                   answer_push_offer },
	{ "push.state",     DESK,          256,                   answer_push_state },
	{ "push.end",       DESK,          256,                   answer_push_end },
	{ "push.open",      UI,            256,                   answer_push_open },
	{ "push.refuse",    UI,            256,                   answer_push_refuse },
	{ "join.note",      UI,            1024,                  answer_join_note },
	{ "join.screen",    UI,            DOOR_FRAME_MAX_BYTES,  answer_join_screen },
	{ "join.ask",       DESK,          256,                   answer_join_ask },
	{ "join.view",      DESK,          256,                   answer_join_view },
	{ "join.point",     DESK,          2048,                  answer_join_point },
	{ "join.act",       DESK,          4096,                  answer_join_act },
	{ "join.leave",     DESK,          256,                   answer_join_leave },
	{ "park.keep",      UI,            1024,                  answer_park_keep },
	{ "park.find",      UI,            256,                   answer_park_find },
	{ "park.opened",    UI,            256,                   answer_park_opened },
	{ "park.list",      DESK,          256,                   answer_park_list },
	{ "park.pick",      DESK,          512,                   answer_park_pick },
	{ "spool.claim",    PRINT,         256,                   answer_spool_claim },
	{ "spool.writing",  PRINT,         256,                   answer_spool_writing },
	{ "spool.sent",     PRINT,         256,                   answer_spool_sent },
	{ "spool.unsent",   PRINT,         256,                   answer_spool_unsent },
	{ "spool.done",     PRINT,         256,                   answer_spool_done },
	{ "printer.state",  PRINT,         2048,                  answer_printer_state },
	{ "outbox.claim",   SYNC,          256,                   answer_outbox_claim },
	{ "outbox.body",    SYNC,          4096,                  answer_outbox_body },
	{ "outbox.report",  SYNC,          256,                   answer_outbox_report },
	{ "outbox.prove",   SYNC,          4096,                  answer_outbox_prove },
	{ "outbox.retry",   SYNC,          8192,                  answer_outbox_retry },
	{ "outbox.park",    SYNC,          4096,                  answer_outbox_park },
	{ "token",          SYNC,          2048,                  answer_token },
	{ "bundle.arrived", SYNC,          256,                   answer_bundle_arrived },
	{ "desk.state",     DESK,          256,                   answer_desk_state },
	{ "site.voucher",   DESK,          5 * 1024,              answer_site_voucher },
	{ "site.look",      DESK,          256,                   answer_site_look },
	{ "site.do",        DESK,          5 * 1024,              answer_site_do },
	{ "version.offer",  PROVISION,     256,                   answer_version_offer },
	{ "version.state",  PROVISION,     1024,                  answer_version_state },
	{ "clock",          SYNC,          256,                   answer_clock },
	{ "sync.state",     SYNC,          2048,                  answer_sync_state },
	{ "enrol.done",     SYNC,          6 * 1024,              answer_enrol_done },
	{ "where.told",     SYNC,          512,                   answer_where_told },
	{ "heartbeat",      SYNC,          256,                   answer_heartbeat },
	{ "status",         ADMIN | TEST,  256,                   answer_status },
	{ "printer.guide",  ADMIN | TEST | UI, 256,               answer_printer_guide },
	{ "assist.note",    UI,            1024,                  answer_assist_note },
	{ "queue.list",     ADMIN,         256,                   answer_queue_list },
	{ "queue.body",     ADMIN,         256,                   answer_queue_body },
	{ "queue.sign",     ADMIN,         256,                   answer_queue_sign },
	{ "queue.parked",   ADMIN,         256,                   answer_queue_parked },
	{ "queue.requeue",  ADMIN,         256,                   answer_queue_requeue },
	{ "audit.head",     ADMIN,         256,                   answer_audit_head },
	{ "audit.list",     ADMIN,         256,                   answer_audit_list },
	{ "enrol",          ADMIN,         256,                   answer_enrol },
	{ "screen.get",     TEST,          256,                   answer_screen_get },
	{ "act",            TEST,          16 * 1024,             answer_act },
};

enum { VERB_COUNT = sizeof verbs / sizeof verbs[0] };

const struct verb *verb_find(const char *name, enum doorway at)
{
	for (size_t i = 0; i < VERB_COUNT; i++)
		if (verbs[i].doorways & 1u << at && strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

static bool is_known(const char *name)
{
	for (size_t i = 0; i < VERB_COUNT; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return true;
	return false;
}

static enum fail verb_of(const struct request *request, size_t size, const struct verb **ret)
{
	const char *name = json_string_value(json_object_get(request->frame, "verb"));
	const struct verb *verb = name ? verb_find(name, request->at) : NULL;
	if (!name || (!verb && !is_known(name)))
		return FAIL(INPUT, "a request names no verb");
	if (!verb)
		return FAIL(DENIED, "%.32s is not for this door", name);
	if (size > verb->max_bytes)
		return FAIL(LIMIT, "%s with %zu bytes, the most is %zu", name, size, verb->max_bytes);
	*ret = verb;
	return FAIL_NONE;
}

json_t *verb_frame(const char *verb, enum fail fail, json_t *body)
{
	json_t *frame = body ? body : json_object();
	json_object_set_new(frame, "re", json_string(verb));
	if (fail != FAIL_NONE) {
		json_object_set_new(frame, "fail", json_string(fail_name(fail)));
		json_t *words = fail_words()[0] ? json_string(fail_words()) : json_string("there is nothing like that");
		json_object_set_new(frame, "words", words ? words : json_string(fail_name(fail))); /* NULL when the trail was cut inside a character */
	}
	if (fail != FAIL_NONE && fail != FAIL_EMPTY)
		log_event("verb.failed", "verb=%s fail=%s words=\"%s\"", verb, fail_name(fail), fail_words());
	fail_clear();
	return frame;
}

enum fail verb_answer(struct hub *hub, const struct request *request, size_t size, struct reply *reply, json_t **ret_frame)
{
	const struct verb *verb = NULL;
	TRY(verb_of(request, size, &verb));
	enum fail fail = verb->answer(hub, request, reply);
	if (!reply->later)
		*ret_frame = verb_frame(verb->name, fail, reply->body);
	reply->body = NULL;
	return FAIL_NONE;
}

void reply_log(struct reply *reply, const char *event, const char *format, ...)
{
	va_list words;
	va_start(words, format);
	vsnprintf(reply->note, sizeof reply->note, format, words);
	va_end(words);
	reply->event = event;
}

enum fail take_id(const json_t *frame, struct event_id *ret)
{
	const char *text = NULL;
	TRY(json_take_text(frame, "id", ID_TEXT_BYTES - 1, &text));
	if (!id_valid(text))
		return FAIL(INPUT, "\"id\" is not a UUIDv7 in lower case");
	memcpy(ret->text, text, sizeof ret->text);
	return FAIL_NONE;
}

enum fail take_reference(const json_t *frame, struct reference *ret)
{
	const char *text = NULL;
	TRY(json_take_text(frame, "reference", REFERENCE_TEXT_BYTES - 1, &text));
	TRY(reference_parse(text, ret));
	return strcmp(text, ret->text) == 0 ? FAIL_NONE : FAIL(INPUT, "the reference is not written as it is printed");
}

enum fail take_told(const json_t *frame, const char *const *states, struct told *ret)
{
	const char *state = NULL, *words = "";
	TRY(json_take_text(frame, "state", HUB_STATE_MAX_BYTES, &state));
	if (json_object_get(frame, "words"))
		TRY(json_take_text(frame, "words", HUB_WORDS_MAX_BYTES, &words));
	while (*states && strcmp(*states, state) != 0)
		states++;
	if (!*states)
		return FAIL(INPUT, "there is no such state");
	snprintf(ret->state, sizeof ret->state, "%s", state);
	snprintf(ret->words, sizeof ret->words, "%s", words);
	return FAIL_NONE;
}
