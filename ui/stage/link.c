/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: the hub is asked and told, never waited for: every answer comes as a callback into the loop. Copies of the visit are
 * coalesced: the newest goes when the one before has arrived, so that fast typing costs one copy a round trip, not one a key.
 */
#include "ui/stage/ui.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"
#include "ui/input/remote.h"
#include "ui/visit/guide.h"
#include "ui/visit/idle.h"
#include "ui/visit/paper.h"
#include "ui/visit/send.h"

#include <string.h>
#include <unistd.h>

enum { KEY_AGAIN_MS = 24 * 3600 * 1000, KEY_SOON_MS = 60 * 1000 };

static void keep_now(void *context);
static void on_key_due(void *context);

static json_t *request(const char *verb)
{
	return json_pack("{s:s}", "verb", verb);
}

/* One that says whose visit it is about. */
static json_t *of_visit(const struct ui *ui, json_t *what)
{
	if (ui->visit.mark[0])
		json_object_set_new(what, "visit", json_string(ui->visit.mark));
	return what;
}

/* A request that can wait for the next time the hub is there; only other failures are worth a line. */
static void ask(struct ui *ui, json_t *what, caller_reply reply, const char *event)
{
	enum fail code = caller_ask(ui->caller, what, -1, reply, ui);
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail(event, code);
}

/* status.people */

static void on_people(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	if (code != FAIL_NONE)
		return;
	ui_now(ui);
	unsigned effects = visit_trouble(&ui->visit, json_text_or(reply, "key", ""), json_text_or(reply, "printer", ""));
	effects |= visit_printer(&ui->visit, json_text_or(reply, "printer", ""));
	effects |= visit_network(&ui->visit, json_text_or(reply, "network", ""));
	effects |= visit_service(&ui->visit, json_text_or(reply, "service", "open"));
	ui_apply(ui, effects);
	ui_settle(ui);
}

static void ask_people(struct ui *ui)
{
	ask(ui, request("status.people"), on_people, "status.not-asked");
}

/* visit.keep, visit.drop */

static void on_kept(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)reply, (void)blob_fd;
	ui->keep_flies = false;
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("copy.refused", code);
	if (ui->keep_due && code == FAIL_NONE)
		keep_now(ui);
}

static void send_copy(struct ui *ui)
{
	int fd = -1;
	ui->keep_due = false;
	enum fail code = copy_to_fd(&ui->visit, &ui->copy_key, &fd);
	if (code == FAIL_NONE) {
		code = caller_ask(ui->caller, of_visit(ui, request("visit.keep")), fd, on_kept, ui);
		ui->keep_flies = code == FAIL_NONE;
		close(fd);
	}
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("copy.failed", code);
}

void link_copy(struct ui *ui)
{
	if (ui->keeps)
		send_copy(ui);
}

static void keep_now(void *context)
{
	struct ui *ui = context;
	if (ui->keep_due && !ui->keep_flies && caller_is_up(ui->caller))
		send_copy(ui);
}

/* Also where no copies are kept: whose paper is whose is known from a visit's first touch. */
static void tell_begin(struct ui *ui)
{
	if (!ui->visit.mark[0] || strcmp(ui->told_mark, ui->visit.mark) == 0)
		return;
	if (caller_ask(ui->caller, of_visit(ui, request("visit.begin")), -1, NULL, NULL) == FAIL_NONE)
		memcpy(ui->told_mark, ui->visit.mark, sizeof ui->told_mark);
	fail_clear(); /* hello says it when the hub is back */
}

void link_keep(struct ui *ui)
{
	tell_begin(ui);
	if (!ui->keeps)
		return;
	ui->keep_due = true;
	loop_timer_set(ui->loop, 0, keep_now, ui);
}

/* Requests are answered in order, so a drop is never overtaken by the copy before it. */
void link_drop(struct ui *ui)
{
	ui->keep_due = false;
	memset(ui->told_mark, 0, sizeof ui->told_mark);
	loop_timer_clear(ui->loop, keep_now, ui);
	json_t *drop = request("visit.drop");
	if (ui->visit.ended)
		json_object_set_new(drop, "how", json_string(ui->visit.ended));
	ui->visit.ended = NULL;
	ask(ui, drop, NULL, "copy.not-dropped");
}

/* submit, print.again */

static void on_submitted(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code == FAIL_NONE)
		log_event("visit.sent", "id=%s sequence=%lld again=%d", ui->sending.text, (long long)json_int_or(reply, "sequence", 0),
		          json_bool_or(reply, "again", false));
	else
		log_fail("visit.not-sent", code);
	ui_apply(ui, visit_sent(&ui->visit, ui->sending.text, code));
	if (code == FAIL_NONE && json_bool_or(reply, "delivered", false))
		ui_apply(ui, visit_delivered(&ui->visit, ui->visit.reference.text));
	if (code == FAIL_NONE)
		ask_people(ui);
	ui_settle(ui);
}

void link_send(struct ui *ui)
{
	json_t *submission = visit_submission(&ui->visit);
	if (!submission)
		return;
	/* the copy with id and sealed body stands in the queue before the submission: whoever dies next, it is the same transaction */
	link_copy(ui);
	ui->sending = ui->visit.id;
	enum fail code = caller_ask(ui->caller, submission, -1, on_submitted, ui);
	if (code != FAIL_NONE)
		ui_apply(ui, visit_sent(&ui->visit, ui->visit.id.text, code));
}

static void on_printing_again(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	(void)context, (void)reply, (void)blob_fd;
	if (code != FAIL_NONE)
		log_fail("receipt.not-again", code);
}

void link_print_again(struct ui *ui)
{
	json_t *again = json_pack("{s:s, s:s, s:b}", "verb", "print.again", "reference", ui->visit.reference.text, "large", ui->visit.receipt_large);
	ask(ui, of_visit(ui, again), on_printing_again, "receipt.not-again");
}

void link_print_seen(struct ui *ui)
{
	ask(ui, json_pack("{s:s, s:s}", "verb", "print.seen", "reference", ui->visit.reference.text), NULL, "receipt.not-seen");
}

/* printer.guide */

void link_guide(struct ui *ui)
{
	ask(ui, visit_guide_request(&ui->visit), NULL, "guide.not-told");
}

static void bell_guide(struct ui *ui, const json_t *frame)
{
	sleep_wake(ui);
	ui_apply(ui, visit_guide(&ui->visit, json_text_or(frame, "step", "off"), json_text_or(frame, "key", ""), json_text_or(frame, "language", "")));
}

/* screen */

static void on_screen(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)reply, (void)blob_fd;
	ui->screen_flies = false;
	if (code == FAIL_NONE && ui->screen_due)
		link_screen(ui);
}

void link_screen(struct ui *ui)
{
	if (!ui->watched || !ui->pictured || !ui->caller || !caller_is_up(ui->caller))
		return;
	if (ui->keep_due)
		send_copy(ui); /* what a watcher has seen is kept already */
	ui->told = true;
	ui->screen_due = ui->screen_flies;
	if (ui->screen_flies)
		return;
	json_t *tree = stage_dump(ui->stage);
	if (tree) {
		json_object_set_new(tree, "turn", json_integer(ui->turn));
		voice_dump(ui, tree);
	}
	json_t *screen = json_pack("{s:s, s:o}", "verb", "screen", "tree", tree);
	enum fail code = screen ? caller_ask(ui->caller, screen, -1, on_screen, ui) : FAIL(LIMIT, "the screen has no dump");
	ui->screen_flies = code == FAIL_NONE;
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("screen.not-told", code);
}

/* bells */

static void act_from_outside(struct ui *ui, const json_t *frame, const char *action)
{
	struct remote_act act;
	enum fail code = remote_read(stage_tree(ui->stage), json_text_or(frame, "node", ""), action, json_text_or(frame, "text", ""), &act);
	if (code != FAIL_NONE) {
		log_fail("act.refused", code);
		return;
	}
	unsigned effects = ui_act(ui, &act.first, act.node_id);
	if (act.then.what)
		effects |= ui_act(ui, &act.then, act.node_id);
	ui_apply(ui, effects);
}

static void bell_act(struct ui *ui, const json_t *frame)
{
	ui_events(ui); /* a touch that came before */
	ui->turn = json_int_or(frame, "turn", 0);
	ui->told = false;
	const char *action = json_text_or(frame, "action", "");
	if (strcmp(action, "speech") == 0)
		ui_do(ui, &(struct node_action){ .what = ACTION_SPEECH, .number = (int)speech_command_of(json_text_or(frame, "text", "")) }, NULL);
	else if (strcmp(action, "look") != 0)
		act_from_outside(ui, frame, action);
	if (!ui->told)
		link_screen(ui); /* whoever acted waits for what came of it, also when that is nothing */
}

static void bell_watch(struct ui *ui, const json_t *frame)
{
	ui->watched = json_bool_or(frame, "on", false);
	voice_watched(ui);
	link_screen(ui);
}

static void bell_print(struct ui *ui, const json_t *frame)
{
	ui_apply(ui, visit_trouble(&ui->visit, json_text_or(frame, "key", ""), json_text_or(frame, "printer", "")));
	ui_apply(ui, visit_print_state(&ui->visit, json_text_or(frame, "reference", ""), json_text_or(frame, "state", ""),
	                               json_text_or(frame, "printer", "")));
	ui_apply(ui, visit_offer_state(&ui->visit, json_int_or(frame, "job", 0), json_text_or(frame, "state", "")));
	ui_apply(ui, visit_handout_state(&ui->visit, json_int_or(frame, "job", 0), json_text_or(frame, "state", "")));
	ui_apply(ui, visit_park_printed(&ui->visit, json_int_or(frame, "job", 0), json_text_or(frame, "state", "")));
	ui_apply(ui, visit_call_printed(&ui->visit, json_int_or(frame, "job", 0), json_text_or(frame, "state", "")));
}

static void bell_service(struct ui *ui, const json_t *frame)
{
	ui_apply(ui, visit_service(&ui->visit, json_text_or(frame, "state", "open")));
}

static void bell_network(struct ui *ui, const json_t *frame)
{
	ui_apply(ui, visit_network(&ui->visit, json_text_or(frame, "state", "")));
}

static void bell_delivered(struct ui *ui, const json_t *frame)
{
	ui_apply(ui, visit_delivered(&ui->visit, json_text_or(frame, "reference", "")));
}

static void bell_where(struct ui *ui, const json_t *frame)
{
	unsigned effects = visit_where_told(&ui->visit, frame);
	if (effects)
		voice_awaited(ui);
	ui_apply(ui, effects);
}

static void bell_printer(struct ui *ui, const json_t *frame)
{
	unsigned effects = visit_trouble(&ui->visit, json_text_or(frame, "key", ""), json_text_or(frame, "state", ""));
	ui_apply(ui, effects | visit_printer(&ui->visit, json_text_or(frame, "state", "")));
}

static void bell_retire(struct ui *ui, const json_t *frame)
{
	(void)frame;
	ui->retiring = true; /* ui_settle() waits for the end of the visit */
}

static void on_bell(void *context, const char *bell, const json_t *frame)
{
	static const struct { const char *name; void (*ring)(struct ui *ui, const json_t *frame); } bells[] = {
		{ "join", bell_join }, { "point", bell_point }, { "drive", bell_drive },
		{ "act", bell_act }, { "watch", bell_watch }, { "print", bell_print }, { "printer", bell_printer }, { "network", bell_network }, { "delivered", bell_delivered }, { "where", bell_where },
		{ "service", bell_service }, { "guide", bell_guide }, { "help", bell_call }, { "park", bell_park }, { "staff", bell_staff }, { "type", bell_type }, { "training", bell_training }, { "push", bell_push }, { "retire", bell_retire },
	};
	ui_now(context);
	for (size_t i = 0; i < sizeof bells / sizeof bells[0]; i++)
		if (strcmp(bells[i].name, bell) == 0)
			bells[i].ring(context, frame);
	ui_settle(context);
}

/* hello */

/* The key that seals now; the one before it is still the visit's until it has heard. */
static struct envelope_key *pick_key(struct ui *ui)
{
	struct envelope_key *key = NULL;
	int64_t now_ms = clock_wall_ms(), until_ms = INT64_MAX;
	if (!json_is_object(ui->council_keys))
		return NULL;
	enum fail code = envelope_key_pick(ui->council_keys, now_ms, &key, &until_ms);
	if (code != FAIL_NONE)
		log_fail("council-key.unusable", code);
	int64_t wait_ms = until_ms - now_ms; /* and once a day, for a clock that was put right; each minute where it leaves no key that holds */
	int64_t again_ms = key ? KEY_AGAIN_MS : KEY_SOON_MS;
	loop_timer_set(ui->loop, wait_ms < again_ms ? wait_ms : again_ms, on_key_due, ui);
	return key;
}

static void on_key_due(void *context)
{
	struct ui *ui = context;
	struct envelope_key *before = ui->council_key;
	ui_now(ui);
	ui->council_key = pick_key(ui);
	ui_apply(ui, visit_key(&ui->visit, ui->council_key));
	envelope_key_free(before);
	ui_settle(ui);
}

static void take_keys(struct ui *ui, json_t *keys, const char *source)
{
	struct envelope_key *before = ui->council_key;
	json_decref(ui->council_keys);
	ui->council_keys = json_incref(keys);
	ui->council_key = pick_key(ui);
	unsigned effects = visit_hub_up(&ui->visit, ui->council_key, source);
	envelope_key_free(before);
	ui_apply(ui, effects);
}

/* From the next visit on; a setting that is none was refused by the hub already. */
static void take_times(struct ui *ui, const json_t *json)
{
	struct times times = times_usual();
	enum fail code = times_read(json, &times);
	if (code != FAIL_NONE)
		log_fail("times.usual", code);
	visit_times(&ui->visit, &times);
}

/* Only a program that has just started takes the hub's copy, and only while nobody has begun anew. */
static void take_copy(struct ui *ui, bool there, int blob_fd)
{
	bool wanted = there && !ui->greeted && ui->keeps && !visit_active(&ui->visit);
	if (wanted && blob_fd >= 0) {
		enum fail code = copy_from_fd(&ui->visit, &ui->copy_key, blob_fd);
		if (code != FAIL_NONE)
			log_fail("copy.dropped", code);
		else
			log_event("visit.restored", "place=%s", place_name(ui->visit.place));
	}
	ui->greeted = true;
	if (visit_active(&ui->visit))
		link_keep(ui);
	else if (there)
		link_drop(ui);
}

static void on_hello(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	ui_now(ui);
	if (code != FAIL_NONE) {
		log_fail("hub.no-hello", code);
		return;
	}
	ui->watched = json_bool_or(reply, "watch", false);
	voice_watched(ui);
	take_times(ui, json_object_get(reply, "times"));
	ui_apply(ui, visit_training_told(&ui->visit, json_object_get(reply, "training"))); /* before the copy: it is of the kind that the kiosk is in */
	bool again = ui->greeted;
	take_copy(ui, json_bool_or(reply, "visit", false), blob_fd);
	ui_apply(ui, visit_join_hello(&ui->visit, json_object_get(reply, "join"), again));
	ui_apply(ui, visit_staff_hello(&ui->visit, json_object_get(reply, "staff")));
	ui_apply(ui, visit_push_told(&ui->visit, json_object_get(reply, "push")));
	ui_apply(ui, visit_desk_here(&ui->visit, json_bool_or(reply, "desk", false)));
	ui_apply(ui, visit_lookup_here(&ui->visit, json_bool_or(reply, "lookup", false)));
	json_decref(ui->direct);
	ui->direct = json_incref(json_object_get(reply, "direct"));
	ui_apply(ui, visit_direct(&ui->visit, ui->direct));
	size_t index;
	const json_t *reference;
	json_array_foreach(json_object_get(reply, "delivered"), index, reference)
		ui_apply(ui, visit_delivered(&ui->visit, json_is_string(reference) ? json_string_value(reference) : ""));
	take_keys(ui, json_object_get(reply, "council_key"), json_text_or(json_object_get(reply, "kiosk"), "source", ""));
	if (!ui->visit.offers.containers)
		link_offers(ui); /* days are in no copy */
	link_states(ui);
	link_assist(ui);
	ui_apply(ui, visit_parked_here(&ui->visit, json_bool_or(reply, "park", false)));
	ui_apply(ui, visit_call_up(&ui->visit, json_object_get(reply, "help")) | visit_confirm_up(&ui->visit));
	ui_picture(ui);
	link_screen(ui);
	link_join(ui);
	ask_people(ui);
	ui_settle(ui);
}

static void on_up(void *context)
{
	struct ui *ui = context;
	char finder[2 * DRAFT_KEY_BYTES + 1];
	json_t *hello = of_visit(ui, json_pack("{s:s, s:I}", "verb", "hello", "version", (json_int_t)ui->version));
	if (park_finder(&ui->visit, finder))
		json_object_set_new(hello, "park", json_string(finder));
	ask(ui, hello, on_hello, "hub.no-hello");
}

static void on_absent(void *context)
{
	ui_now(context);
	ui_picture(context);
	ui_settle(context);
}

static void on_down(void *context)
{
	struct ui *ui = context;
	ui_now(ui);
	ui->keep_flies = ui->screen_flies = ui->watched = ui->assist_flies = ui->join.flies = false;
	ui->finding = ui->dating = 0;
	log_event("hub.gone", "%s", "");
	ui_apply(ui, visit_guide(&ui->visit, "off", "", "") | visit_hub_down(&ui->visit) | visit_join_lost(&ui->visit));
	ui_settle(ui);
}

enum fail link_open(struct ui *ui, const char *doors)
{
	static const struct caller_events events = { .up = on_up, .absent = on_absent, .down = on_down, .bell = on_bell };
	return caller_new(ui->loop, doors, "ui", &events, ui, &ui->caller);
}
