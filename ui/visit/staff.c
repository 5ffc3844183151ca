/* SPDX-License-Identifier: MIT */
/* staff.c - one step of signing in after the other; the hub decides all that matters. */
#include "ui/visit/staff.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "ui/visit/guide.h"
#include "ui/visit/parts.h"

#include <stdio.h>
#include <string.h>

enum { PIN_LENGTH = 6, CODE_LENGTH = 10, NUMBER_LENGTH = 8 };

static const char *const reasons[STAFF_REASONS] = { "no-badge", "forgot-pin", "locked-out", "other" };

const char *staff_reason_name(int reason)
{
	return reasons[reason];
}

static size_t most(const struct staff *staff)
{
	static const size_t lengths[STAFF_STAGE_COUNT] = { [STAFF_NUMBER] = NUMBER_LENGTH, [STAFF_PIN] = PIN_LENGTH, [STAFF_CODE] = CODE_LENGTH, [STAFF_REFERENCE] = STAFF_TYPED_MAX_BYTES, [STAFF_REMARK] = STAFF_REMARK_MAX_BYTES };
	return lengths[staff->stage];
}

bool staff_types(const struct visit *visit)
{
	enum staff_trouble trouble = visit->staff.trouble;
	bool refused = trouble == STAFF_LOCKED || trouble == STAFF_DEAD || trouble == STAFF_EXPIRED;
	return visit->sheet == SHEET_STAFF && most(&visit->staff) > 0 && !visit->staff.waits && !refused;
}

bool staff_set(struct visit *visit, const char *value)
{
	struct staff *staff = &visit->staff;
	size_t length = strlen(value);
	bool digits = staff->stage != STAFF_REFERENCE && staff->stage != STAFF_REMARK;
	if (length > most(staff) || (digits && strspn(value, "0123456789") != length))
		return false;
	secret_wipe(staff->typed, sizeof staff->typed);
	memcpy(staff->typed, value, length);
	staff->trouble = STAFF_FINE;
	return true;
}

unsigned staff_go(struct visit *visit, enum staff_stage to)
{
	struct staff *staff = &visit->staff;
	staff->stage = to;
	staff->trouble = STAFF_FINE;
	staff->waits = false;
	secret_wipe(staff->typed, sizeof staff->typed);
	text_put(visit->field, sizeof visit->field, most(staff) > 0 ? STAFF_FIELD : "");
	visit->caret = visit->selected = 0;
	visit->layer = LAYER_LOWER;
	visit->list_page = 0;
	return EFFECT_REBUILD | EFFECT_MOVED;
}

static unsigned ask(struct visit *visit, enum staff_ask what)
{
	if (visit->hub_down) {
		visit->staff.trouble = STAFF_NOT_NOW;
		return EFFECT_REBUILD;
	}
	visit->staff.ask = what;
	visit->staff.waits = what == STAFF_ASK_ENTER || what == STAFF_ASK_CODE || what == STAFF_ASK_PRINT || what == STAFF_ASK_AGAIN;
	return EFFECT_REBUILD | EFFECT_STAFF;
}

void staff_open(struct visit *visit)
{
	struct staff *staff = &visit->staff;
	text_put(staff->under.field, sizeof staff->under.field, visit->field);
	staff->under.caret = visit->caret;
	staff->under.layer = (int)visit->layer;
	staff->under.sheet = SHEET_NONE;
	staff->by_badge = false;
	(void)staff_go(visit, staff->in ? STAFF_MENU : STAFF_NUMBER);
}

void staff_forget(struct visit *visit)
{
	struct staff *staff = &visit->staff;
	secret_wipe(staff->typed, sizeof staff->typed);
	secret_wipe(staff->number, sizeof staff->number);
	secret_wipe(&staff->under, sizeof staff->under);
	staff->stage = STAFF_NUMBER;
	staff->waits = staff->by_badge = staff->again = false;
	staff->trouble = STAFF_FINE;
}

/* The resident's box types on, if their page is still the one below; a sheet of theirs that a badge covered is there again. */
void staff_shut(struct visit *visit)
{
	struct staff *staff = &visit->staff;
	bool covered = strcmp(visit->field, STAFF_FIELD) == 0 || most(staff) == 0;
	if (covered && visit->place != PLACE_IDLE) {
		text_put(visit->field, sizeof visit->field, staff->under.field);
		visit->caret = staff->under.caret;
		visit->layer = (enum keyboard_layer)staff->under.layer;
	}
	if (staff->under.sheet != SHEET_NONE && visit->sheet == SHEET_NONE && (int)visit->place == staff->under.place) {
		visit->sheet = (enum sheet)staff->under.sheet;
		visit->list_page = staff->under.list_page;
	}
	staff_forget(visit);
}

/* ---- what is pressed ---- */

static unsigned keep_number(struct visit *visit)
{
	struct staff *staff = &visit->staff;
	if (!staff->typed[0])
		return 0;
	text_put(staff->number, sizeof staff->number, staff->typed);
	staff->by_badge = false;
	return staff_go(visit, STAFF_PIN);
}

static unsigned missing(struct visit *visit)
{
	visit->staff.trouble = STAFF_SHORT;
	return EFFECT_REBUILD | EFFECT_ERRORS;
}

static unsigned go_on(struct visit *visit)
{
	struct staff *staff = &visit->staff;
	size_t length = strlen(staff->typed);
	if (staff->waits)
		return 0;
	switch (staff->stage) {
	case STAFF_NUMBER: return keep_number(visit);
	case STAFF_PIN: return length == PIN_LENGTH ? ask(visit, staff->again ? STAFF_ASK_AGAIN : STAFF_ASK_ENTER) : missing(visit);
	case STAFF_CODE: return length == CODE_LENGTH ? ask(visit, STAFF_ASK_CODE) : missing(visit);
	case STAFF_REFERENCE: return length > 0 ? ask(visit, STAFF_ASK_PRINT) : missing(visit);
	case STAFF_REMARK: return staff_more_next(visit);
	case STAFF_REASON: case STAFF_MENU: case STAFF_PRINTED: case STAFF_MORE: case STAFF_TYPE: case STAFF_WORD: case STAFF_KIND: case STAFF_CODES: case STAFF_NOTED: case STAFF_STAGE_COUNT: break;
	}
	return 0;
}

static unsigned menu(struct visit *visit)
{
	visit->staff.again = false;
	return staff_go(visit, STAFF_MENU);
}

static unsigned back(struct visit *visit, const struct act *act)
{
	static const enum staff_stage before[STAFF_STAGE_COUNT] = { [STAFF_PIN] = STAFF_NUMBER, [STAFF_REASON] = STAFF_NUMBER, [STAFF_CODE] = STAFF_REASON,
		[STAFF_REFERENCE] = STAFF_MENU, [STAFF_PRINTED] = STAFF_MENU, [STAFF_MORE] = STAFF_MENU, [STAFF_NOTED] = STAFF_MENU,
		[STAFF_TYPE] = STAFF_MORE, [STAFF_WORD] = STAFF_TYPE, [STAFF_KIND] = STAFF_MORE, [STAFF_REMARK] = STAFF_KIND, [STAFF_CODES] = STAFF_MORE };
	enum staff_stage now = visit->staff.stage;
	if (now == STAFF_PIN && visit->staff.again)
		return menu(visit);
	bool first = now == STAFF_NUMBER || now == STAFF_MENU || (now == STAFF_PIN && visit->staff.by_badge); /* a badge's prompt is gone by one touch */
	return first ? act_close(visit, act) : staff_go(visit, before[now]);
}

/* Paper is put in on the idle screen only: nobody's visit may be in its way. */
static unsigned paper(struct visit *visit)
{
	if (visit->place != PLACE_IDLE)
		return 0;
	unsigned effects = visit_end(visit);
	return effects | ask(visit, STAFF_ASK_PAPER);
}

static unsigned choose_reason(struct visit *visit, int reason)
{
	if (visit->staff.stage != STAFF_REASON || reason < 0 || reason >= STAFF_REASONS)
		return 0;
	visit->staff.reason = reason;
	return staff_go(visit, STAFF_CODE);
}

unsigned act_staff(struct visit *visit, const struct act *act)
{
	const struct staff *staff = &visit->staff;
	unsigned effects = 0;
	if (visit->sheet != SHEET_STAFF)
		return 0;
	if (strcmp(act->text, "next") == 0)
		effects = go_on(visit);
	else if (strcmp(act->text, "back") == 0)
		effects = back(visit, act);
	else if (strcmp(act->text, "code") == 0 && !staff->in)
		effects = staff_go(visit, STAFF_REASON);
	else if (strcmp(act->text, "reason") == 0)
		effects = choose_reason(visit, act->number);
	else if (strcmp(act->text, "out") == 0 && staff->in)
		effects = ask(visit, STAFF_ASK_LEAVE);
	else if (strcmp(act->text, "receipt") == 0 && staff->in && staff->prints && !visit->training.on)
		effects = staff_go(visit, STAFF_REFERENCE);
	else if (strcmp(act->text, "paper") == 0 && staff->in && staff->mends)
		effects = paper(visit);
	else if (strcmp(act->text, "again") == 0 && staff->in && staff->overall && staff->more) {
		visit->staff.again = true;
		effects = staff_go(visit, STAFF_PIN);
	} else if (strcmp(act->text, "stay") == 0)
		effects = EFFECT_REBUILD;
	else
		effects = staff_more(visit, act);
	return effects;
}

unsigned staff_follow(struct visit *visit)
{
	struct staff *staff = &visit->staff;
	if (visit->sheet != SHEET_STAFF || !staff->in || staff->ask != STAFF_ASK_NONE)
		return 0;
	bool rebuild = staff->soon && !staff->overall; /* that it was long enough no touch takes back */
	staff->soon = staff->soon && staff->overall;
	staff->ask = STAFF_ASK_SEEN;
	return EFFECT_STAFF | (rebuild ? EFFECT_REBUILD : 0);
}

/* ---- the hub ---- */

json_t *visit_staff_request(struct visit *visit)
{
	const struct staff *staff = &visit->staff;
	enum staff_ask what = staff->ask;
	visit->staff.ask = STAFF_ASK_NONE;
	switch (what) {
	case STAFF_ASK_ENTER: return json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", staff->by_badge ? "badge" : "number", "who", staff->number, "pin", staff->typed);
	case STAFF_ASK_CODE: return json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "code", "code", staff->typed, "reason", reasons[staff->reason]);
	case STAFF_ASK_AGAIN: return json_pack("{s:s, s:s}", "verb", "staff.again", "pin", staff->typed);
	case STAFF_ASK_LEAVE: return json_pack("{s:s}", "verb", "staff.leave");
	case STAFF_ASK_SEEN: return json_pack("{s:s}", "verb", "staff.seen");
	case STAFF_ASK_PRINT: return json_pack("{s:s, s:s}", "verb", "staff.print", "reference", staff->typed);
	case STAFF_ASK_PAPER: return json_pack("{s:s, s:s, s:s}", "verb", "printer.guide", "say", "begin", "language", visit->language_tag);
	case STAFF_ASK_TYPE: case STAFF_ASK_REMARK: case STAFF_ASK_WHY: return staff_more_request(visit, what);
	case STAFF_ASK_NONE: break;
	}
	return NULL;
}

bool staff_has_right(const json_t *in, const char *right)
{
	const json_t *value;
	size_t index;
	json_array_foreach(json_object_get(in, "rights"), index, value)
		if (json_is_string(value) && strcmp(json_string_value(value), right) == 0)
			return true;
	return false;
}

/* Who had allowed somebody else is alone again. */
static unsigned let_in(struct visit *visit, const json_t *in)
{
	struct staff *staff = &visit->staff;
	staff->in = true;
	staff->soon = staff->overall = staff->again = false;
	staff->prints = staff_has_right(in, "print");
	staff->mends = staff_has_right(in, "mend");
	staff->supervises = staff_has_right(in, "supervise");
	staff->helps = staff_has_right(in, "help");
	text_put(staff->name, sizeof staff->name, json_text_or(in, "name", ""));
	return visit_helper(visit, in);
}

static enum staff_trouble trouble_of(enum fail code, const json_t *reply)
{
	static const struct { const char *why; enum staff_trouble trouble; } troubles[] = { { "wrong", STAFF_WRONG }, { "locked", STAFF_LOCKED }, { "dead", STAFF_DEAD }, { "expired", STAFF_EXPIRED } };
	const char *why = json_text_or(reply, "why", "");
	if (code != FAIL_DENIED)
		return STAFF_NOT_NOW;
	for (size_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++)
		if (strcmp(troubles[i].why, why) == 0)
			return troubles[i].trouble;
	return STAFF_NOT_NOW;
}

static unsigned refused(struct visit *visit, enum staff_trouble trouble, int64_t wait_s)
{
	struct staff *staff = &visit->staff;
	bool printing = staff->stage == STAFF_REFERENCE;
	unsigned effects = printing ? EFFECT_REBUILD : staff_go(visit, staff->stage);
	staff->waits = false;
	staff->trouble = trouble;
	staff->wait_s = wait_s;
	bool over = trouble == STAFF_LOCKED || trouble == STAFF_DEAD || trouble == STAFF_EXPIRED; /* a page of its own says so */
	return over ? effects | EFFECT_MOVED : (effects & ~(unsigned)EFFECT_MOVED) | EFFECT_ERRORS;
}

unsigned visit_staff_answered(struct visit *visit, enum fail code, const json_t *reply)
{
	struct staff *staff = &visit->staff;
	bool here = visit->sheet == SHEET_STAFF, enters = staff->stage == STAFF_PIN || staff->stage == STAFF_CODE;
	if (!staff->waits)
		return 0;
	if (enters && staff->again && code == FAIL_NONE) {
		staff->soon = staff->overall = false;
		return here ? menu(visit) : EFFECT_REBUILD;
	}
	if (enters && code == FAIL_NONE) {
		unsigned effects = let_in(visit, reply);
		staff->number_shown += staff->stage == STAFF_CODE;
		return effects | (here ? staff_go(visit, STAFF_MENU) : EFFECT_REBUILD);
	}
	if (enters && here)
		return refused(visit, trouble_of(code, reply), json_int_or(reply, "wait_s", 0));
	if (here && (staff->stage == STAFF_WORD || staff->stage == STAFF_REMARK || staff->stage == STAFF_CODES))
		return staff_more_answered(visit, code, reply);
	if (here && staff->stage == STAFF_REFERENCE)
		return code == FAIL_NONE ? staff_go(visit, STAFF_PRINTED) : refused(visit, code == FAIL_EMPTY || code == FAIL_INPUT ? STAFF_NO_RECEIPT : STAFF_NOT_NOW, 0);
	staff->waits = false;
	return 0;
}

static unsigned left(struct visit *visit)
{
	struct staff *staff = &visit->staff;
	bool was = staff->in;
	staff->again = staff->overall = staff->more = false;
	staff->in = staff->soon = staff->prints = staff->mends = staff->supervises = staff->helps = false;
	memset(staff->name, 0, sizeof staff->name);
	unsigned effects = visit_helper(visit, NULL);
	if (!was || visit->sheet != SHEET_STAFF)
		return effects | (was ? EFFECT_REBUILD : 0);
	effects |= act_close(visit, &(struct act){ .text = "", .node_id = "" });
	staff_shut(visit);
	return effects;
}

unsigned visit_staff_hello(struct visit *visit, const json_t *told)
{
	struct staff *staff = &visit->staff;
	const json_t *in = json_object_get(told, "in");
	bool ready = staff->ready;
	staff->ready = json_bool_or(told, "ready", false);
	staff->number_shown = json_int_or(told, "number", 1);
	return (in ? let_in(visit, in) | EFFECT_REBUILD : left(visit)) | (ready != staff->ready ? EFFECT_REBUILD : 0);
}

/* Who looks on touches nothing, and nobody is out without having been asked: their sheet opens over the page, and one touch brings that back. Who types is at work, but for the longest time. */
static bool asks_to_stay(const struct visit *visit)
{
	bool open = visit->sheet == SHEET_STAFF || visit->sheet == SHEET_STILL_THERE || visit->sheet == SHEET_ASSIST;
	if (visit->assist.way == ASSIST_ALONE || visit->join.on || open || visit->guide || visit->clean_until_ms)
		return false;
	return visit->staff.overall ? visit->staff.more : visit->assist.way == ASSIST_LOOKS;
}

unsigned visit_staff_told(struct visit *visit, const json_t *bell)
{
	const char *state = json_text_or(bell, "state", "");
	if (strcmp(state, "left") == 0)
		return left(visit);
	if (strcmp(state, "warning") != 0 || !visit->staff.in)
		return 0; /* who is in the answer to signing in says */
	visit->staff.soon = true;
	visit->staff.overall = strcmp(json_text_or(bell, "why", ""), "overall") == 0;
	visit->staff.more = json_bool_or(bell, "again", false);
	return EFFECT_REBUILD | (asks_to_stay(visit) ? staff_open_over(visit) : 0);
}
