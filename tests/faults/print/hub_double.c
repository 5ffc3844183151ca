/* SPDX-License-Identifier: MIT */
/* hub_double.c - verbs by table; rows live through a door that closes, and are given out again as what they are. */
#include "tests/faults/print/hub_double.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

static struct hub_row *row_of(struct hub_double *hub, const json_t *frame)
{
	for (int i = 0; i < hub->rows; i++)
		if (hub->row[i].job == json_int_or(frame, "job", -1))
			return &hub->row[i];
	return NULL;
}

static json_t *on_hello(struct hub_double *hub, const json_t *frame)
{
	struct hub_row *row = row_of(hub, frame);

	hub->hellos++;
	if (row)
		row->held = row->state <= HUB_SENT;
	return json_pack("{s:s}", "printer", hub->printer);
}

static json_t *on_claim(struct hub_double *hub, const json_t *frame)
{
	if (json_bool_or(frame, "stuck", false))
		return json_pack("{s:s, s:s}", "fail", "empty", "words", "nothing is to be given back");
	for (int i = 0; i < hub->rows; i++) {
		struct hub_row *row = &hub->row[i];
		if (row->held || row->state > HUB_SENT)
			continue;
		row->held = true;
		row->claims++;
		return json_pack("{s:I, s:s, s:s, s:s, s:s, s:I, s:s, s:i, s:b, s:b, s:I}", "job", (json_int_t)row->job, "kind", row->kind ? row->kind : "receipt",
		                 "reference", row->kind ? "" : row->reference, "service", row->service, "language", row->language,
		                 "submitted_ms", (json_int_t)1795517460000, "due", "2026-11-26", "copy", row->copy,
		                 "tried", row->state != HUB_WAITING, "sent", row->state == HUB_SENT, "witness", (json_int_t)row->witness);
	}
	return json_pack("{s:s, s:s}", "fail", "empty", "words", "nothing waits");
}

static json_t *on_writing(struct hub_double *hub, const json_t *frame)
{
	struct hub_row *row = row_of(hub, frame);

	hub->writing_heard++;
	if (hub->refuses)
		return json_pack("{s:s, s:s}", "fail", hub->refuses, "words", "no more");
	if (!row || row->state > HUB_WRITING)
		return json_pack("{s:s, s:s}", "fail", "denied", "words", "it has been sent");
	row->state = HUB_WRITING;
	row->witness = json_int_or(frame, "witness", -2);
	return hub->deaf ? NULL : json_object();
}

static json_t *on_sent(struct hub_double *hub, const json_t *frame)
{
	struct hub_row *row = row_of(hub, frame);

	hub->sent_heard++;
	if (row && row->state <= HUB_WRITING)
		row->state = HUB_SENT;
	return hub->deaf ? NULL : json_object();
}

static json_t *on_unsent(struct hub_double *hub, const json_t *frame)
{
	struct hub_row *row = row_of(hub, frame);

	if (row && row->state == HUB_SENT) {
		row->state = HUB_WRITING;
		row->witness = json_int_or(frame, "witness", -2);
	}
	return json_object();
}

static json_t *on_done(struct hub_double *hub, const json_t *frame)
{
	struct hub_row *row = row_of(hub, frame);

	const char *outcome = json_text_or(frame, "outcome", "");

	if (!row)
		return json_object();
	row->held = false;
	snprintf(row->reason, sizeof row->reason, "%s", json_text_or(frame, "reason", ""));
	row->state = strcmp(outcome, "done") == 0 ? HUB_DONE : strcmp(outcome, "withdrawn") == 0 ? HUB_WITHDRAWN
	             : strcmp(outcome, "retry") == 0 ? HUB_WAITING : HUB_UNSURE;
	return json_object();
}

static json_t *on_state(struct hub_double *hub, const json_t *frame)
{
	snprintf(hub->state, sizeof hub->state, "%s", json_text_or(frame, "state", ""));
	snprintf(hub->key, sizeof hub->key, "%s", json_text_or(frame, "key", ""));
	hub->low = json_bool_or(frame, "low", false);
	snprintf(hub->words, sizeof hub->words, "%s", json_text_or(frame, "words", ""));
	return json_object();
}

struct verb { const char *name; json_t *(*answer)(struct hub_double *hub, const json_t *frame); };

static const struct verb verbs[] = {
	{ "hello", on_hello }, { "spool.claim", on_claim }, { "spool.writing", on_writing }, { "spool.sent", on_sent },
	{ "spool.unsent", on_unsent }, { "spool.done", on_done }, { "printer.state", on_state },
};

static void drop_door(struct hub_double *hub)
{
	if (hub->fd < 0)
		return;
	loop_unwatch(hub->loop, hub->fd);
	close(hub->fd);
	hub->fd = -1;
	for (int i = 0; i < hub->rows; i++)
		hub->row[i].held = false;
}

static void answer(struct hub_double *hub, const json_t *frame)
{
	const char *name = json_text_or(frame, "verb", "");

	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		if (strcmp(verbs[i].name, name) != 0)
			continue;
		json_t *reply = verbs[i].answer(hub, frame);
		if (!reply)
			return;
		json_object_set_new(reply, "re", json_string(name));
		if (door_send(hub->fd, reply, -1) != FAIL_NONE)
			drop_door(hub);
		json_decref(reply);
		return;
	}
	drop_door(hub); /* an unknown verb closes the door */
}

static void on_frame(void *context, int fd, uint32_t events)
{
	struct hub_double *hub = context;

	(void)events;
	while (hub->fd == fd) {
		json_t *frame = NULL;
		int blob_fd = -1;
		enum fail code = door_receive(fd, DOOR_FRAME_MAX_BYTES, &frame, &blob_fd);
		if (code == FAIL_EMPTY)
			return;
		if (code != FAIL_NONE) {
			drop_door(hub);
			return;
		}
		answer(hub, frame);
		json_decref(frame);
	}
}

static void on_caller(void *context, int fd, uint32_t events)
{
	struct hub_double *hub = context;
	uid_t uid;

	(void)events;
	drop_door(hub);
	if (door_accept(fd, &hub->fd, &uid) != FAIL_NONE || loop_watch(hub->loop, hub->fd, EPOLLIN, on_frame, hub) != FAIL_NONE)
		abort();
}

void hub_double_open(struct hub_double *hub)
{
	hub->fd = -1;
	if (door_listen(hub->doors, "print", &hub->listen_fd) != FAIL_NONE
	    || loop_watch(hub->loop, hub->listen_fd, EPOLLIN, on_caller, hub) != FAIL_NONE) {
		fprintf(stderr, "no door for the hub's double: %s\n", fail_words());
		abort();
	}
}

void hub_double_close(struct hub_double *hub)
{
	drop_door(hub);
	loop_unwatch(hub->loop, hub->listen_fd);
	close(hub->listen_fd);
	hub->listen_fd = -1;
}

static void ring(struct hub_double *hub, json_t *bell)
{
	if (hub->fd >= 0 && door_send(hub->fd, bell, -1) != FAIL_NONE)
		drop_door(hub);
	json_decref(bell);
}

void hub_double_withdraw(struct hub_double *hub, int64_t job)
{
	ring(hub, json_pack("{s:s, s:I}", "bell", "withdraw", "job", (json_int_t)job));
}

void hub_double_add(struct hub_double *hub, int64_t job, const char *reference, const char *language)
{
	hub->row[hub->rows++] = (struct hub_row){ .job = job, .witness = -1, .reference = reference, .service = "missed-bin", .language = language };
	ring(hub, json_pack("{s:s}", "bell", "work"));
}
