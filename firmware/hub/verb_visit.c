/* SPDX-License-Identifier: MIT */
/* The running visit: its sealed copy outlives the screen's program, in memory only. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { VISIT_MAX_BYTES = 256 * 1024, VISIT_GIVEN_MAX = 3, VISIT_CALM_MS = 10 * 1000 };

void visit_forget(struct hub *hub)
{
	if (hub->visit_fd >= 0)
		close(hub->visit_fd);
	hub->visit_fd = -1;
}

/* A copy that kills whoever opens it must not keep the screen dark for ever: given out a few times in a row, it is let go. */
static void visit_weigh(struct hub *hub, struct reply *reply)
{
	int64_t now = clock_mono_ms();
	if (now - hub->visit_given_ms > VISIT_CALM_MS)
		hub->visit_given = 0;
	hub->visit_given_ms = now;
	if (hub->visit_fd < 0 || ++hub->visit_given <= VISIT_GIVEN_MAX)
		return;
	visit_forget(hub);
	desk_ring(hub);
	reply_log(reply, "visit.given-up", "lives=%d", VISIT_GIVEN_MAX);
}

/* What seals: the council's key, or our own where reports go straight to a server that has none. */
static json_t *sealing_key(const struct hub *hub)
{
	if (hub->config.direct)
		return hub->device ? device_jwk(hub->device) : json_null();
	return hub->config.council_key ? json_incref((json_t *)hub->config.council_key) : json_null();
}

/* The services that can go that way. */
static json_t *direct_codes(const json_t *forms)
{
	const char *code;
	json_t *form, *codes = json_array();
	json_object_foreach((json_t *)forms, code, form)
		json_array_append_new(codes, json_string(code));
	return codes;
}

enum fail answer_hello_ui(struct hub *hub, const struct request *request, struct reply *reply)
{
	version_heard(hub, request);
	visit_weigh(hub, reply);
	const char *mark = "";
	TRY(take_visit(request->frame, &mark));
	TRY(park_hello(hub, request->frame));
	if (mark[0] || hub->visit_fd < 0) /* else it looks at the copy first */
		hold_visit(hub, mark);
	const struct config *config = &hub->config;
	reply->body = json_pack("{s:{s:s, s:s, s:s}, s:o, s:b, s:b, s:b}", "kiosk", "id", config->id, "name", config->name, "source", config->source,
	                        "council_key", sealing_key(hub), "visit", hub->visit_fd >= 0, "watch", doors_is_open(hub->doors, DOORWAY_TEST),
	                        "lookup", hub->content != NULL);
	json_object_set_new(reply->body, "times", times_json(&config->times));
	if (config->direct)
		json_object_set_new(reply->body, "direct", direct_codes(config->direct));
	json_object_set_new(reply->body, "delivered", recent_json(hub));
	json_object_set_new(reply->body, "staff", staff_json(hub));
	json_object_set_new(reply->body, "desk", json_boolean(desk_hears(hub)));
	json_object_set_new(reply->body, "training", training_json(hub));
	json_object_set_new(reply->body, "push", push_json(hub));
	if (hub->join.state != JOIN_NONE)
		json_object_set_new(reply->body, "join", join_json(hub));
	json_object_set_new(reply->body, "park", json_boolean(park_offered(hub)));
	json_t *help = help_json(hub);
	if (help)
		json_object_set_new(reply->body, "help", help);
	reply->blob_fd = hub->visit_fd;
	if (hub->guide.on_screen)
		guide_ring(hub); /* a screen that comes anew shows it again */
	return FAIL_NONE;
}

enum fail answer_visit_begin(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	const char *mark = "";
	TRY(take_visit(request->frame, &mark));
	if (!mark[0])
		return FAIL(INPUT, "it is not said which visit begins");
	training_seen(hub);
	hold_visit(hub, mark);
	return FAIL_NONE;
}

enum fail answer_visit_keep(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	size_t size = 0;
	const char *mark = "";
	TRY(take_visit(request->frame, &mark));
	if (request->blob_fd < 0)
		return FAIL(INPUT, "no copy came with it");
	TRY(door_blob_check(request->blob_fd, VISIT_MAX_BYTES, &size));
	bool began = hub->visit_fd < 0;
	training_seen(hub);
	int kept = fcntl(request->blob_fd, F_DUPFD_CLOEXEC, 3);
	if (kept < 0)
		return FAIL(IO, "the copy cannot be kept");
	visit_forget(hub);
	hub->visit_fd = kept;
	if (began) {
		hub->visit_began_ms = clock_mono_ms();
		desk_ring(hub);
	}
	if (mark[0])
		hold_visit(hub, mark);
	return FAIL_NONE;
}

enum fail answer_visit_drop(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	const char *how = json_text_or(request->frame, "how", "cleared");
	visit_forget(hub);
	desk_ring(hub);
	where_visit_ends(hub);
	hold_visit_ends(hub, "", strspn(how, "abcdefghijklmnopqrstuvwxyz-") == strlen(how) && strlen(how) <= CHAIN_OUTCOME_MAX_BYTES ? how : "cleared");
	hub->visit_given = 0;
	version_calm(hub);
	return FAIL_NONE;
}
