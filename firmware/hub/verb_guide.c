/* SPDX-License-Identifier: MIT */
/*
 * Putting paper in: opened with `foyer printer`, in a shell or on the kiosk's own screen. The steps are the hub's, so both say the same. What a
 * person says of the test page is kept: a printer counts as good when somebody has looked.
 */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/store/verdict.h"

#include <stdio.h>
#include <string.h>

enum { GUIDE_ALONE_MS = 10 * 60 * 1000, ANSWER_MAX_BYTES = 8 };

static json_t *guide_json(const struct hub *hub)
{
	return json_pack("{s:s, s:s, s:s, s:b}", "step", guide_step_name(hub->guide.at.step), "key", trouble_row(hub->told_printer.trouble)->key, "state", hub->printer.state,
		"screen", hub->guide.on_screen);
}

void guide_ring(struct hub *hub)
{
	staff_job(hub);
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:s, s:s}", "bell", "guide", "step", hub->guide.on_screen ? guide_step_name(hub->guide.at.step) : "off",
		"key", trouble_row(hub->told_printer.trouble)->key, "language", hub->guide.language));
}

static void left_alone(void *context)
{
	struct hub *hub = context;
	hub->guide.at = (struct guide){ .step = GUIDE_OFF };
	guide_ring(hub);
	hub->guide.on_screen = false;
}

/* A page that is wanted is asked for; the screen hears of the step. */
static void moved(struct hub *hub)
{
	if (hub->guide.at.step == GUIDE_PRINTING && hub->guide.at.job == 0) {
		int64_t job = 0;
		if (page_test(hub, hub->guide.language[0] ? hub->guide.language : "en", &job) == FAIL_NONE)
			guide_page(&hub->guide.at, job);
		else
			hub->guide.at.step = GUIDE_TROUBLE; /* the door's bell, or the printer's next word, tries again */
	}
	if (hub->guide.at.step == GUIDE_OFF)
		loop_timer_clear(hub->keeper.loop, left_alone, hub);
	else
		loop_timer_set(hub->keeper.loop, GUIDE_ALONE_MS, left_alone, hub);
	guide_ring(hub);
	hub->guide.on_screen &= hub->guide.at.step != GUIDE_OFF;
}

void guide_printer(struct hub *hub)
{
	if (hub->guide.at.step != GUIDE_OFF && guide_feel(&hub->guide.at, hub->told_printer.trouble))
		moved(hub);
	else if (hub->guide.at.step == GUIDE_TROUBLE || hub->guide.at.step == GUIDE_PRINTING)
		guide_ring(hub); /* another cause */
}

void guide_job(struct hub *hub, int64_t job, bool paper)
{
	if (guide_paper(&hub->guide.at, job, paper, hub->told_printer.trouble))
		moved(hub);
}

void guide_stop(struct hub *hub)
{
	loop_timer_clear(hub->keeper.loop, left_alone, hub);
}

static enum fail keep_verdict(struct hub *hub, bool passed)
{
	struct store *store = NULL;
	TRY(keeper_store(&hub->keeper, &store));
	audit_diag(hub, passed);
	return verdict_keep(store, &(struct verdict){ passed, clock_wall_ms() }, hub->guide.at.job);
}

json_t *verdict_json(const struct hub *hub)
{
	struct verdict verdict;
	if (hub->keeper.store && verdict_read(hub->keeper.store, &verdict) == FAIL_NONE)
		return json_pack("{s:b, s:I}", "passed", verdict.passed, "time_ms", (json_int_t)verdict.time_ms);
	fail_clear();
	return json_null();
}

/* On the kiosk's own screen whoever is signed in there may begin it. */
static enum fail begin(struct hub *hub, const struct request *request)
{
	const json_t *frame = request->frame;
	bool on_screen = request->at == DOORWAY_UI || json_bool_or(frame, "screen", false);
	const char *language = "";
	if (request->at == DOORWAY_UI)
		TRY(staff_may(hub, request, STAFF_MEND, NULL));
	if (json_object_get(frame, "language"))
		TRY(json_take_text(frame, "language", SPOOL_LANGUAGE_MAX_BYTES, &language));
	if (on_screen && !doors_is_open(hub->doors, DOORWAY_UI))
		return FAIL(OFFLINE, "the screen's program does not run");
	if (on_screen && hub->visit_fd >= 0)
		return FAIL(BUSY, "somebody uses the screen: try again when they have finished");
	guide_begin(&hub->guide.at, hub->told_printer.trouble);
	hub->guide.on_screen = on_screen;
	snprintf(hub->guide.language, sizeof hub->guide.language, "%s", language);
	return FAIL_NONE;
}

/* {"say"?: "begin", "page", "pass", "fail", "again" or "stop", "screen"?, "language"?: with "begin", on the kiosk's own screen too}; without "say" only how far it is. */
enum fail answer_printer_guide(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *say = NULL;
	if (json_object_get(request->frame, "say")) {
		TRY(json_take_text(request->frame, "say", ANSWER_MAX_BYTES, &say));
		bool verdict = hub->guide.at.step == GUIDE_LOOK && (strcmp(say, "pass") == 0 || strcmp(say, "fail") == 0);
		bool begins = strcmp(say, "begin") == 0;
		if (request->at == DOORWAY_UI && !begins && !hub->guide.on_screen)
			return FAIL(DENIED, "nobody opened it on the screen");
		if (begins)
			TRY(begin(hub, request));
		else
			TRY(guide_answer(&hub->guide.at, say, hub->told_printer.trouble));
		if (verdict)
			TRY(keep_verdict(hub, hub->guide.at.step == GUIDE_PASSED));
		moved(hub);
		if (verdict)
			reply_log(reply, "printer.page", "passed=%d", hub->guide.at.step == GUIDE_PASSED);
		else
			reply_log(reply, "printer.guide", "say=%s step=%s", say, guide_step_name(hub->guide.at.step));
	}
	reply->body = guide_json(hub);
	return FAIL_NONE;
}
