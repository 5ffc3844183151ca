/* SPDX-License-Identifier: MIT */
/* join.c - help from the desk. */
#include "ui/visit/join.h"

#include "firmware/base/json.h"
#include "ui/visit/parts.h"
#include "ui/visit/privacy.h"

#include <string.h>

bool visit_join_sees(const struct visit *visit)
{
	return visit->join.on && visit->assist.way != ASSIST_ALONE;
}

bool visit_join_types(const struct visit *visit)
{
	return visit->join.on && visit->assist.way == ASSIST_TYPES;
}

/* ---- asked, and over ---- */

static unsigned asked(struct visit *visit, const char *name, bool types, int64_t number)
{
	struct assist *assist = &visit->assist;
	bool free = visit->sheet != SHEET_STILL_THERE && visit->sheet != SHEET_STAFF && !visit->staff.in && !visit->guide;
	if (visit->join.on)
		return 0;
	visit->join = (struct join){ .on = true, .number = number };
	assist->here = assist->looks = true;
	assist->types = types;
	text_put(assist->here_name, sizeof assist->here_name, name);
	if (free && assist_offered(visit))
		return act_assist(visit, &(struct act){ .text = "ask", .node_id = "" });
	assist_tell(visit, "assist_end", "busy");
	join_forget(visit);
	return EFFECT_ASSIST;
}

void join_forget(struct visit *visit)
{
	struct assist *assist = &visit->assist;
	if (!visit->join.on)
		return;
	visit->join.on = false;
	visit->join.mask = (struct mask){ .viewer = VIEWER_RESIDENT };
	assist->here = assist->looks = assist->types = false;
	memset(assist->here_name, 0, sizeof assist->here_name);
}

static unsigned over(struct visit *visit, enum join_over why, const char *name)
{
	bool helped = visit_join_sees(visit);
	char who[JOIN_OVER_NAME_MAX_BYTES + 1];
	if (!visit->join.on)
		return 0;
	text_put(who, sizeof who, name); /* it may be the one that is forgotten now */
	unsigned effects = assist_stop(visit, "assist_end");
	if (visit->sheet == SHEET_ASSIST)
		effects |= act_close(visit, &(struct act){ .text = "", .node_id = "" });
	join_forget(visit);
	if (!helped || why == JOIN_NOT_OVER || visit->sheet != SHEET_NONE)
		return effects | EFFECT_REBUILD;
	visit->join.over = why;
	memcpy(visit->join.over_name, who, sizeof who);
	visit->list_page_under = visit->list_page;
	visit->sheet = SHEET_JOIN;
	visit->list_page = 0;
	return effects | EFFECT_REBUILD | EFFECT_MOVED;
}

static enum join_over why_of(const char *why)
{
	static const struct { const char *why; enum join_over over; } whys[] = { { "stopped", JOIN_NOT_OVER }, { "refused", JOIN_NOT_OVER }, { "visit-ended", JOIN_NOT_OVER }, { "screen", JOIN_NOT_OVER }, { "desk-gone", JOIN_OVER_LOST } };
	for (size_t i = 0; i < sizeof whys / sizeof whys[0]; i++)
		if (strcmp(whys[i].why, why) == 0)
			return whys[i].over;
	return JOIN_OVER_LEFT;
}

unsigned visit_join_told(struct visit *visit, const json_t *bell)
{
	const char *state = json_text_or(bell, "state", ""), *name = json_text_or(bell, "name", "");
	if (strcmp(state, "asked") == 0)
		return asked(visit, name, json_bool_or(bell, "types", false), json_int_or(bell, "number", 0));
	return strcmp(state, "ended") == 0 ? over(visit, why_of(json_text_or(bell, "why", "")), name) : 0;
}

/* After a restart of the screen they are still there, and see what they saw; what was shown to them is hidden again. */
unsigned visit_join_hello(struct visit *visit, const json_t *join, bool again)
{
	static const char *const ways[ASSIST_WAY_COUNT] = { [ASSIST_ALONE] = "", [ASSIST_LOOKS] = "looks", [ASSIST_TYPES] = "types" };
	const char *state = json_text_or(join, "state", ""), *name = json_text_or(join, "name", "");
	struct assist *assist = &visit->assist;
	int way = ASSIST_WAY_COUNT - 1;
	while (way > ASSIST_ALONE && strcmp(ways[way], state) != 0)
		way--;
	if (way == ASSIST_ALONE || !visit_active(visit))
		return over(visit, JOIN_OVER_LOST, assist->name);
	visit->join = (struct join){ .on = true, .number = json_int_or(join, "number", 0), .mask.viewer = VIEWER_DESK };
	if (again) {
		assist_tell(visit, "assist_end", "lost");
		join_forget(visit);
		return EFFECT_ASSIST;
	}
	visit->mask = (struct mask){ .viewer = VIEWER_RESIDENT };
	assist->here = assist->looks = true;
	assist->types = json_bool_or(join, "types", false);
	assist->way = (enum assist_way)way;
	text_put(assist->here_name, sizeof assist->here_name, name);
	text_put(assist->name, sizeof assist->name, name);
	return EFFECT_REBUILD;
}

unsigned visit_join_lost(struct visit *visit)
{
	return over(visit, JOIN_OVER_LOST, visit->assist.name);
}

unsigned visit_join_beside(struct visit *visit)
{
	return over(visit, JOIN_NOT_OVER, "");
}

/* ---- what the desk may do ---- */

static const bool theirs[ACTION_COUNT] = {
	[ACTION_START] = true, [ACTION_HOME] = true, [ACTION_NEED] = true, [ACTION_SEARCH] = true, [ACTION_SERVICE] = true, [ACTION_BEGIN] = true, [ACTION_BACK] = true, [ACTION_CONTINUE] = true,
	[ACTION_SKIP] = true, [ACTION_CHOOSE] = true, [ACTION_FIELD] = true, [ACTION_SET] = true, [ACTION_NEXT_FIELD] = true, [ACTION_PAGE] = true, [ACTION_CHANGE] = true, [ACTION_LOOKUP] = true,
	[ACTION_ITEM_ADD] = true, [ACTION_ITEM_CHANGE] = true, [ACTION_ITEM_REMOVE] = true, [ACTION_DIFFERENT] = true, [ACTION_CLOSE] = true,
};

/* A sheet that asks the person something is answered by them. */
static bool sheet_is_theirs(const struct visit *visit)
{
	return visit->sheet == SHEET_NONE || visit->sheet == SHEET_WHY || visit->sheet == SHEET_CHARTER;
}

bool visit_join_may(struct visit *visit, const struct node_action *action, const char *node_id)
{
	const struct act act = { .number = action->number, .text = action->text ? action->text : "", .node_id = node_id };
	if (!visit_join_types(visit) || (unsigned)action->what >= ACTION_COUNT || !theirs[action->what] || !sheet_is_theirs(visit) || assist_owns(visit, (enum action)action->what))
		return false;
	struct mask own = visit->mask;
	visit->mask = visit->join.mask;
	bool refused = privacy_refuses(visit, (enum action)action->what, &act);
	visit->mask = own;
	return !refused;
}

unsigned visit_join_act(struct visit *visit, const struct node_action *action, const char *node_id)
{
	int64_t touched_ms = visit->touched_ms;
	if (!visit_join_may(visit, action, node_id))
		return 0;
	unsigned effects = visit_act(visit, (enum action)action->what, action->number, action->text, node_id);
	visit->touched_ms = touched_ms;
	return effects;
}

/* ---- what it cannot see ---- */

bool visit_join_hides(const struct visit *visit, const struct form_component *component)
{
	return visit_join_sees(visit) && component && component_asks(component->kind) && mask_hides(&visit->join.mask, component->privacy, component->name, visit->mono_ms);
}

int visit_join_page(const struct visit *visit)
{
	const struct form_page *page = visit->place == PLACE_QUESTION ? visit_page(visit) : NULL;
	int most = 0;
	for (size_t i = 0; page && i < page->count; i++)
		if (visit_join_hides(visit, &page->component[i]))
			most = page->component[i].privacy == PRIVACY_SECRET ? 2 : most > 1 ? most : 1;
	return most;
}

const char *visit_join_hidden(const struct visit *visit, const char *name)
{
	const struct form_component *component = visit->form ? form_component_at(visit->form, name, NULL) : NULL;
	for (size_t i = 0; component && i < visit->error_count; i++)
		if (visit->error[i].component == component)
			return "wrong";
	return component && visit_answered(visit, component) ? "filled" : "empty";
}

/* The person's own touch: what is personal they show for as long as they are helped, what is sensitive for a minute; what is secret never. */
unsigned act_join(struct visit *visit, const struct act *act)
{
	const struct form_page *page = visit->place == PLACE_QUESTION ? visit_page(visit) : NULL;
	int shown = 0;
	if (strcmp(act->text, "show") != 0 || visit->sheet != SHEET_NONE || visit_join_page(visit) != 1)
		return 0;
	for (size_t i = 0; page && i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		if (!visit_join_hides(visit, component))
			continue;
		if (component->privacy == PRIVACY_PERSONAL)
			visit->join.mask.personal = true;
		else
			mask_reveal(&visit->join.mask, component->name, visit->mono_ms + visit->times.ms[TIMES_REVEAL]);
		assist_tell(visit, "reveal", component->name);
		shown++;
	}
	return shown ? EFFECT_REBUILD | EFFECT_ASSIST : 0;
}
