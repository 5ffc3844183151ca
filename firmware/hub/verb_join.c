/* SPDX-License-Identifier: MIT */
/* verb_join.c - the screen's side of help from the desk: what the person there answered, and what the desk may see of their screen. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { EVENT_MAX_BYTES = 24, WORD_MAX_BYTES = 16, NODES_MAX = 400 };

static bool joined(const struct join *join)
{
	return join->state == JOIN_LOOKS || join->state == JOIN_TYPES;
}

/* Whoever asked for help has it. */
static void settle_call(struct hub *hub)
{
	struct help_call *call = help_open(hub);
	if (!call || call->state == HELP_HERE)
		return;
	call->state = HELP_HERE;
	call->minutes = 0;
	snprintf(call->name, sizeof call->name, "%s", hub->join.name);
	help_changed(hub);
}

static enum fail given(struct hub *hub, const char *subject)
{
	struct join *join = &hub->join;
	bool types = strcmp(subject, "types") == 0;
	if (types && !join->types)
		return FAIL(DENIED, "who asked may not type for anybody");
	join->state = types ? JOIN_TYPES : JOIN_LOOKS;
	join->acted_ms = clock_mono_ms();
	join_look(hub);
	settle_call(hub);
	join_ring(hub);
	desk_ring(hub);
	return FAIL_NONE;
}

static enum fail refused(struct hub *hub, const char *subject)
{
	(void)subject;
	join_end(hub, "refused");
	return FAIL_NONE;
}

static enum fail withdrawn(struct hub *hub, const char *subject)
{
	(void)subject;
	join_end(hub, "stopped");
	return FAIL_NONE;
}

/* Not by the person: another page of theirs leaves no room for it, or somebody helps beside them now. */
static enum fail ended(struct hub *hub, const char *subject)
{
	(void)subject;
	join_end(hub, "screen");
	return FAIL_NONE;
}

static enum fail shown(struct hub *hub, const char *subject)
{
	(void)hub, (void)subject;
	return FAIL_NONE;
}

/* What the person may say, when, and what comes of it once it is written down. */
static const struct { const char *event; bool asked; enum fail (*then)(struct hub *hub, const char *subject); } events[] = {
	{ "permission_given", true, given }, { "permission_refused", true, refused }, { "permission_withdrawn", false, withdrawn }, { "assist_end", false, ended }, { "reveal", false, shown },
};

/* Said of somebody whose ask is over, while another's waits, it is not about that one. */
static enum fail of_this_ask(const struct join *join, const json_t *frame)
{
	int64_t number = join->number;
	if (json_object_get(frame, "number"))
		TRY(json_take_int(frame, "number", 0, INT64_MAX, &number));
	return number == join->number ? FAIL_NONE : FAIL(EMPTY, "that was about another who asked");
}

/* {"event", "subject", "language", "text", "number"?}: as in assist.note, but of who asks from the desk. What is over already is over: nobody has to hear that again. */
enum fail answer_join_note(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct join *join = &hub->join;
	const char *name = NULL, *subject = NULL, *language = NULL, *text = NULL;
	char word[JOIN_SCREEN_MAX_BYTES + 1];
	size_t i = 0;
	TRY(json_take_text(request->frame, "event", EVENT_MAX_BYTES, &name));
	TRY(json_take_text(request->frame, "subject", JOIN_NODE_MAX_BYTES, &subject));
	TRY(json_take_text(request->frame, "language", WORD_MAX_BYTES, &language));
	TRY(json_take_text(request->frame, "text", WORD_MAX_BYTES, &text));
	while (i < sizeof events / sizeof events[0] && strcmp(events[i].event, name) != 0)
		i++;
	if (i == sizeof events / sizeof events[0])
		return FAIL(INPUT, "\"%.24s\" is nothing that somebody says to who helps from the desk", name);
	if (join->state == JOIN_NONE || (events[i].asked && join->state != JOIN_ASKED))
		return FAIL(EMPTY, "nobody at the desk waits for that");
	TRY(of_this_ask(join, request->frame));
	join_word(subject, word);
	TRY(audit_write(hub, &(struct audit_entry){ .actor = "resident", .staff = join->id, .event = events[i].event, .subject = word, .outcome = text, .reason = language, .visit = join->visit }));
	reply->body = json_pack("{s:s}", "staff", join->id);
	reply_log(reply, "join.note", "event=%s", events[i].event);
	return events[i].then(hub, subject);
}

/* {"tree"}: hidden by the screen as a desk may see it. */
enum fail answer_join_screen(struct hub *hub, const struct request *request, struct reply *reply)
{
	json_t *tree = json_object_get(request->frame, "tree");
	(void)reply;
	if (!json_is_object(tree) || !json_is_array(json_object_get(tree, "nodes")))
		return FAIL(INPUT, "\"tree\" is none");
	if (json_array_size(json_object_get(tree, "nodes")) > NODES_MAX)
		return FAIL(LIMIT, "a screen of more than %d nodes", NODES_MAX);
	if (!joined(&hub->join))
		return FAIL_NONE; /* nobody looks any more: do not keep it */
	json_decref(hub->join.tree);
	hub->join.tree = json_incref(tree);
	join_ring(hub);
	return FAIL_NONE;
}
