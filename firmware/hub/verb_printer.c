/* SPDX-License-Identifier: MIT */
/* How the printer is: staff hear of every cause and of a roll that is nearly finished; the screen only of what it means for residents. */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"

#include <string.h>

enum { KEY_MAX_BYTES = 32 };

static enum fail take_printer(const json_t *frame, struct told *ret_told, struct told_printer *ret)
{
	static const char *const states[] = { "ready", "none", "paper", "cover", "error", NULL };
	const char *key = "";
	TRY(take_told(frame, states, ret_told));
	if (json_object_get(frame, "key"))
		TRY(json_take_text(frame, "key", KEY_MAX_BYTES, &key));
	*ret = (struct told_printer){ trouble_find(key, ret_told->state), json_bool_or(frame, "low", false) };
	return FAIL_NONE;
}

static bool same_for_people(const struct hub *hub, const struct told *told, const struct told_printer *printer)
{
	return strcmp(told->state, hub->printer.state) == 0 && strcmp(trouble_row(printer->trouble)->people, trouble_row(hub->told_printer.trouble)->people) == 0;
}

enum fail answer_printer_state(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct told told;
	struct told_printer printer;
	TRY(take_printer(request->frame, &told, &printer));
	bool ring = !same_for_people(hub, &told, &printer);
	bool changed = ring || printer.trouble != hub->told_printer.trouble || printer.low != hub->told_printer.low;
	hub->printer = told;
	hub->told_printer = printer;
	if (ring)
		hub_ring_printer(hub);
	if (changed)
		desk_ring(hub);
	reply->settles = true; /* also the first word after a hello */
	guide_printer(hub);
	if (changed)
		reply_log(reply, "printer.state", "state=%s key=%s low=%d", told.state, trouble_row(printer.trouble)->key, printer.low);
	return FAIL_NONE;
}

void printer_gone(struct hub *hub)
{
	hub->printer = (struct told){ .state = "none" };
	hub->told_printer = (struct told_printer){ TROUBLE_NONE, hub->told_printer.low }; /* the roll is as it was */
	guide_printer(hub);
}

json_t *printer_json(const struct hub *hub)
{
	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "state", hub->printer.state, "words", hub->printer.words, "key", trouble_row(hub->told_printer.trouble)->key, "low", hub->told_printer.low,
		"page", verdict_json(hub));
}
