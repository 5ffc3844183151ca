/* SPDX-License-Identifier: MIT */
/* One person, one call for help at a time, and a hub that forgets when it is told to. */
#include "tests/unit/desk/desk_script.h"

#include "firmware/base/json.h"
#include "firmware/envelope/device.h"
#include "firmware/envelope/site_certificate.h"
#include "firmware/hub/verbs.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TYPED_MAX_BYTES = 1024, NODE_MAX_BYTES = 64 };

struct script {
	const char *folder; struct doors *doors; int given; bool locked; char session[33], state[8], note[64], code[4], confirm[12], offered[32]; bool brought; const char *ticket;
	struct { const char *state; char typed[TYPED_MAX_BYTES + 1], pointed[NODE_MAX_BYTES + 1]; bool brown; } join;
};

static json_t *refusal(const char *why)
{
	return json_pack("{s:s, s:s, s:s, s:i}", "fail", "denied", "words", "no", "why", why, "wait_s", 15);
}

static json_t *let_in(struct script *script, const json_t *frame)
{
	const char *who = json_text_or(frame, "who", "");
	if (strcmp(who, "1002") == 0)
		return refusal("locked");
	if (strcmp(who, "1001") != 0 || strcmp(json_text_or(frame, "pin", ""), "482915") != 0)
		return refusal("wrong");
	snprintf(script->session, sizeof script->session, "%032x", 0xc0de);
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "session", script->session, "id", "s-1", "name", "Sam <b>", "role", "staff", "known", strcmp(json_text_or(frame, "known", ""), "") == 0 ? "a1" : "b2");
}

static void lock(struct script *script, bool on)
{
	script->locked = on;
	doors_ring(script->doors, DOORWAY_DESK, json_pack("{s:s, s:s, s:s}", "bell", "staff", "session", script->session, "state", on ? "locked" : "open"));
}

static json_t *again(struct script *script, const json_t *frame)
{
	if (strcmp(json_text_or(frame, "pin", ""), "482915") != 0)
		return refusal("wrong");
	lock(script, false);
	return NULL;
}

static json_t *help(struct script *script, const char *verb, const json_t *frame)
{
	const char *ticket = json_text_or(frame, "ticket", "");
	if (strcmp(verb, "help.list") == 0 && !script->ticket[0])
		return json_pack("{s:[]}", "calls");
	if (strcmp(verb, "help.list") == 0)
		return json_pack("{s:[{s:s, s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:b, s:[{s:s, s:s, s:i}]}]}", "calls", "confirm", script->confirm, "ticket", script->ticket, "since_s", 40, "language", "ur", "from", "question", "service", "missed-bin",
			"state", script->state, "name", strcmp(script->state, "waiting") == 0 ? "" : "Sam <b>",
			"mine", strcmp(script->state, "waiting") != 0 && strcmp(script->note, "not mine") != 0, "notes", "name", "Sam <b>", "text", script->note, "since_s", 5);
	if (strcmp(ticket, "A98") == 0 || strcmp(ticket, "A97") == 0)
		doors_ring(script->doors, DOORWAY_DESK, json_pack("{s:s, s:s, s:s, s:s}", "bell", "staff", "session", script->session, "state", strcmp(ticket, "A98") == 0 ? "warning" : "left", "why", "idle"));
	if (strcmp(ticket, "A96") == 0)
		lock(script, true);
	if (strcmp(ticket, "A99") == 0)
		script->session[0] = '\0';
	if (strcmp(ticket, script->ticket) != 0)
		return json_pack("{s:s, s:s}", "fail", "empty", "words", "no such ticket");
	if (strcmp(verb, "help.note") == 0) {
		snprintf(script->note, sizeof script->note, "%s", json_text_or(frame, "text", ""));
		if (strcmp(script->note, "stuck") == 0)
			snprintf(script->confirm, sizeof script->confirm, "stuck");
		return NULL;
	}
	if (strcmp(verb, "help.confirmed") == 0) {
		snprintf(script->confirm, sizeof script->confirm, "%s", json_text_or(frame, "why", ""));
		return NULL;
	}
	const bool done = strcmp(verb, "help.done") == 0;
	snprintf(script->state, sizeof script->state, "%s", strcmp(verb, "help.take") == 0 ? "coming" : done ? "waiting" : "here");
	if (done)
		script->ticket = strcmp(script->ticket, "A12") == 0 ? "A13" : "";
	return NULL;
}

static json_t *push(struct script *script, const char *verb, const json_t *frame)
{
	if (strcmp(verb, "push.offer") == 0)
		snprintf(script->offered, sizeof script->offered, "%s", json_text_or(frame, "service", ""));
	if (strcmp(verb, "push.end") == 0)
		script->offered[0] = '\0';
	if (strcmp(verb, "push.state") != 0 || !script->offered[0])
		return NULL;
	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:s}", "ticket", "A14", "service", script->offered, "name", "Sam <b>", "state", "waiting", "since_s", 5, "code", "K7M4QX");
}

/* Somebody's answers are kept; "k7m 4qx" brings them, typed otherwise the kiosk is in use. */
static json_t *park(struct script *script, const char *verb, const json_t *frame)
{
	const char *ticket = json_text_or(frame, "ticket", "");
	if (strcmp(verb, "park.list") == 0)
		return script->brought ? json_pack("{s:[{s:s, s:s, s:i, s:i, s:s, s:s}]}", "kept", "service", "missed-bin", "language", "ur", "since_s", 60, "left_s", 1740, "state", "brought", "name", "Sam <b>")
			: json_pack("{s:[{s:s, s:s, s:i, s:i, s:s}]}", "kept", "service", "missed-bin", "language", "ur", "since_s", 60, "left_s", 1740, "state", "kept");
	script->brought = strcmp(ticket, "k7m 4qx") == 0;
	doors_ring(script->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "park"));
	return script->brought ? NULL : json_pack("{s:s, s:s}", "fail", "denied", "why", strcmp(ticket, "K7M 4QX") == 0 ? "in-use" : "wrong");
}

/* Two other kiosks, neither of which answers; where FOYER_SCRIPT_SITE asks for them. */
static json_t *site(const char *folder)
{
	struct device *device = NULL;
	struct site_certificate tls;
	char path[PATH_MAX];
	if (!getenv("FOYER_SCRIPT_SITE"))
		return json_null();
	snprintf(path, sizeof path, "%s/device.pem", folder);
	if (device_open(path, &device) != FAIL_NONE || site_certificate_make(device, &tls) != FAIL_NONE)
		_exit(1);
	json_t *key = device_jwk(device), *json = json_pack("{s:i, s:s, s:s, s:s, s:s, s:[{s:s, s:s, s:s, s:O}, {s:s, s:s, s:s, s:O}]}", "place", 1, "kid", device_kid(device), "listen", "127.0.0.1:0",
		"certificate", tls.certificate, "key", tls.key, "kiosks", "kid", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "name", "Kiosk 1", "address", "127.0.0.1:9", "key", key,
		"kid", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "name", "Kiosk 3 by the children's books", "address", "127.0.0.1:9", "key", key);
	json_decref(key);
	device_close(device);
	return json;
}

/* ---- somebody's screen ---- */

static json_t *screen(const struct script *script)
{
	return json_pack("{s:s, s:s, s:b, s:[{s:s, s:s, s:s, s:i, s:i}, {s:s, s:s, s:s, s:i}, {s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:b}, {s:s, s:s, s:s, s:i}, {s:s, s:s, s:s, s:i, s:b, s:b, s:[s*]}, {s:s, s:s, s:s, s:i, s:b, s:b},"
		" {s:s, s:s, s:s, s:s, s:i, s:b}, {s:s, s:s, s:s, s:i, s:b}]}",
		"screen", "question/name", "lang", "en", "rtl", 0, "nodes", "id", "t", "role", "heading", "name", "About you <b>", "level", 1, "depth", 1, "id", "h", "role", "text", "name", script->join.pointed, "depth", 1,
		"id", "field:name", "role", "field", "name", "Your name", "value", script->join.typed, "hint", "As on letters", "depth", 1, "theirs", 1, "point", 1, "id", "set:bin", "role", "radio-group", "name", "Which bin?", "depth", 1,
		"id", "choice:bin:brown", "role", "radio", "name", "Brown", "depth", 2, "theirs", 1, "point", 1, "state", script->join.brown ? "checked" : NULL, "id", "choice:bin:blue", "role", "radio", "name", "Blue", "depth", 2, "theirs", 1, "point", 1,
		"id", "show:nino", "role", "button", "name", "Staff can't see this", "hidden", "filled", "depth", 1, "point", 1, "id", "person", "role", "button", "name", "Stop", "depth", 1, "point", 1);
}

static void act(struct script *script, const json_t *frame)
{
	const char *node = json_text_or(frame, "node", "");
	if (strcmp(node, "field:name") == 0)
		snprintf(script->join.typed, sizeof script->join.typed, "%s", json_text_or(frame, "text", ""));
	else if (strncmp(node, "choice:bin:", 11) == 0)
		script->join.brown = strcmp(node, "choice:bin:brown") == 0;
}

static json_t *join(struct script *script, const char *verb, const json_t *frame)
{
	bool view = strcmp(verb, "join.view") == 0, leave = strcmp(verb, "join.leave") == 0;
	if (strcmp(verb, "join.ask") == 0)
		script->join.state = json_object_get(frame, "ticket") ? "asked" : "types";
	else if (!script->join.state)
		return json_pack("{s:s, s:s}", "fail", "empty", "words", "they have not joined");
	if (strcmp(verb, "join.point") == 0)
		snprintf(script->join.pointed, sizeof script->join.pointed, "pointed at %.50s", json_text_or(frame, "node", ""));
	else if (strcmp(verb, "join.act") == 0)
		act(script, frame);
	else if (leave)
		script->join.state = NULL;
	if (!view)
		doors_ring(script->doors, DOORWAY_DESK, json_pack("{s:s, s:s, s:s*}", "bell", "join", "session", script->session, "why", leave ? "left" : NULL));
	if (!view)
		doors_ring(script->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "desk"));
	return view ? json_pack("{s:s, s:b, s:o*}", "state", script->join.state, "types", 1, "tree", strcmp(script->join.state, "types") == 0 ? screen(script) : NULL) : NULL;
}

static json_t *desk_state(const struct script *script)
{
	json_t *state = json_pack("{s:s, s:b, s:i, s:s, s:s, s:i, s:{s:s, s:s, s:b}}", "kiosk", "Kiosk 2 & co", "visit", 1, "visit_s", 180, "service", "open", "network", "down", "queue", 2,
		"printer", "state", "ready", "key", "printer.ready", "low", 1);
	json_object_set_new(state, "locked", json_boolean(script->locked));
	if (script->join.state)
		json_object_set_new(state, "join", json_pack("{s:s, s:s}", "state", script->join.state, "name", "Sam <b>"));
	return state;
}

static json_t *answer(struct script *script, const char *verb, const json_t *frame)
{
	if (strcmp(verb, "hello") == 0)
		return json_pack("{s:s, s:s, s:o}", "id", "k", "name", "Kiosk 2", "site", site(script->folder));
	if (strcmp(verb, "staff.enter") == 0)
		return let_in(script, frame);
	if (script->session[0] == '\0' || strcmp(json_text_or(frame, "session", ""), script->session) != 0)
		return strncmp(verb, "desk.windows", 12) == 0 ? NULL : refusal("wrong");
	if (strcmp(verb, "staff.leave") == 0)
		script->session[0] = '\0';
	if (strcmp(verb, "staff.again") == 0)
		return again(script, frame);
	if (strcmp(verb, "desk.state") == 0)
		return desk_state(script);
	if (strcmp(verb, "figures") == 0)
		return json_pack("{s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:{s:i, s:i}}", "date", "2026-11-23", "visits", 41, "sent", 17, "calls", 5, "came", 4, "left", 1, "wait_s", 500, "longest_s", 241, "codes", "V", 3, "A2", 1);
	if (strcmp(verb, "remark.add") == 0)
		return strcmp(json_text_or(frame, "text", ""), "full") == 0 ? json_pack("{s:s, s:s}", "fail", "full", "words", "no room") : NULL;
	if (strncmp(verb, "push.", 5) == 0)
		return push(script, verb, frame);
	if (strncmp(verb, "park.", 5) == 0)
		return park(script, verb, frame);
	if (strncmp(verb, "join.", 5) == 0)
		return join(script, verb, frame);
	return strncmp(verb, "help.", 5) == 0 ? help(script, verb, frame) : NULL;
}

/* As the hub does it: what is larger than its verb takes closes the door, with everybody's work behind it. */
static enum fail measure(const struct script *script, const char *name, enum doorway at, size_t size)
{
	const struct verb *verb = verb_find(name, at);
	char path[PATH_MAX];
	if (!verb || size <= verb->max_bytes)
		return FAIL_NONE;
	snprintf(path, sizeof path, "%s/" DESK_TOO_LARGE, script->folder);
	FILE *file = fopen(path, "w");
	if (!file || fprintf(file, "%s with %zu bytes, the most is %zu", name, size, verb->max_bytes) < 0 || fclose(file) != 0)
		_exit(1);
	return FAIL(LIMIT, "larger than its verb takes");
}

static enum fail frame_call(void *context, enum doorway at, struct caller_at *from, const json_t *frame, size_t size, int blob_fd)
{
	struct script *script = context;
	const char *verb = json_text_or(frame, "verb", "");
	(void)blob_fd;
	TRY(measure(script, verb, at, size));
	json_t *reply = answer(script, verb, frame);
	if (!reply)
		reply = json_object();
	json_object_set_new(reply, "re", json_string(verb));
	doors_reply(from, reply, -1);
	if ((strncmp(verb, "help.", 5) == 0 || strncmp(verb, "push.", 5) == 0) && strcmp(verb, "help.list") != 0 && strcmp(verb, "push.state") != 0)
		doors_ring(script->doors, at, json_pack("{s:s}", "bell", "help"));
	return FAIL_NONE;
}

static void nothing_call(void *context, enum doorway at)
{
	(void)context, (void)at;
}

static void refused_call(void *context, enum doorway at, const char *why)
{
	(void)context, (void)at, (void)why;
}

void desk_script(const char *folder)
{
	static const struct doors_events events = { .frame = frame_call, .opened = nothing_call, .closed = nothing_call, .refused = refused_call };
	struct script script = { .folder = folder, .ticket = "A12", .state = "waiting" };
	struct doors_options options = { .folder = folder };
	struct loop *loop = NULL;
	for (int at = 0; at < DOORWAY_COUNT; at++)
		options.uids[at] = geteuid();
	if (!freopen("/dev/null", "w", stderr))
		_exit(1);
	if (loop_new(&loop) != FAIL_NONE || doors_open(loop, &options, &events, &script, &script.doors) != FAIL_NONE || loop_run(loop) != FAIL_NONE)
		_exit(1);
	_exit(0);
}
