/* SPDX-License-Identifier: MIT */
/*
 * staff_more.c - what staff have to say from their own sheet: what kind of case this is, what is wrong with a service, why they were needed. DESIGN: words that are
 * chosen, or for the council alone; of the resident's page goes its place in the form, never an answer.
 */
#include "ui/visit/staff_more.h"

#include "firmware/base/json.h"
#include "ui/visit/parts.h"

#include <stdio.h>
#include <string.h>

enum { SCREEN_BYTES = 65 };

static const char *const kinds[STAFF_KINDS] = { "issue", "idea" };
static const char *const codes[STAFF_CODES_MAX] = { "V", "A1", "A2", "A3", "A4", "A4L", "A5", "A6", "U" };

const char *staff_kind_name(int kind)
{
	return kinds[kind];
}

const char *staff_code_name(int code)
{
	return codes[code];
}

bool staff_says(const struct visit *visit)
{
	return visit->staff.in && visit->staff.helps;
}

bool staff_says_type(const struct visit *visit)
{
	bool at_hand = visit->place == PLACE_SERVICE || visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS || visit->place == PLACE_CHECK;
	return staff_says(visit) && at_hand && visit->form && visit->assist.way != ASSIST_ALONE && !visit->join.on;
}

bool staff_says_why(const struct visit *visit)
{
	return staff_says(visit) && call_open(visit);
}

bool staff_says_remark(const struct visit *visit)
{
	return staff_says(visit) && !visit->training.on;
}

static unsigned ask(struct visit *visit, enum staff_ask what)
{
	if (visit->staff.waits)
		return 0;
	if (visit->hub_down) {
		visit->staff.trouble = STAFF_NOT_NOW;
		return EFFECT_REBUILD;
	}
	visit->staff.ask = what;
	visit->staff.waits = true;
	return EFFECT_REBUILD | EFFECT_STAFF;
}

static unsigned choose(struct visit *visit, enum staff_stage here, int number, int count, int *ret, enum staff_stage next, enum staff_ask what)
{
	if (visit->staff.stage != here || number < 0 || number >= count)
		return 0;
	*ret = number;
	return what == STAFF_ASK_NONE ? staff_go(visit, next) : ask(visit, what);
}

unsigned staff_more(struct visit *visit, const struct act *act)
{
	struct staff *staff = &visit->staff;
	if (strcmp(act->text, "more") == 0 && staff_says(visit))
		return staff_go(visit, STAFF_MORE);
	if (strcmp(act->text, "type") == 0 && staff_says_type(visit))
		return staff_go(visit, STAFF_TYPE);
	if (strcmp(act->text, "as") == 0 && staff_says_type(visit))
		return choose(visit, STAFF_TYPE, act->number, FORM_INTERACTION_COUNT, &staff->as, STAFF_WORD, STAFF_ASK_NONE);
	if (strcmp(act->text, "word") == 0 && staff_says_type(visit))
		return choose(visit, STAFF_WORD, act->number, INTERACTION_WORD_COUNT, &staff->word, STAFF_WORD, STAFF_ASK_TYPE);
	if (strcmp(act->text, "remark") == 0 && staff_says_remark(visit))
		return staff_go(visit, STAFF_KIND);
	if (strcmp(act->text, "kind") == 0 && staff_says_remark(visit))
		return choose(visit, STAFF_KIND, act->number, STAFF_KINDS, &staff->kind, STAFF_REMARK, STAFF_ASK_NONE);
	if (strcmp(act->text, "codes") == 0 && staff_says_why(visit))
		return staff_go(visit, STAFF_CODES);
	if (strcmp(act->text, "why") == 0 && staff_says_why(visit))
		return choose(visit, STAFF_CODES, act->number, STAFF_CODES_MAX, &staff->code, STAFF_CODES, STAFF_ASK_WHY);
	return 0;
}

unsigned staff_more_next(struct visit *visit)
{
	const char *typed = visit->staff.typed;
	if (!typed[strspn(typed, " ")]) {
		visit->staff.trouble = STAFF_SHORT;
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	return ask(visit, STAFF_ASK_REMARK);
}

/* Where in the form it is about: "question/what-happened". What a path may not have stays out. */
static void write_screen(const struct visit *visit, char ret[static SCREEN_BYTES])
{
	bool page = visit->form && (visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS);
	snprintf(ret, SCREEN_BYTES, "%s%s", place_name(visit->place), page ? visit->form->page[visit->page].path : "");
	for (char *at = ret; *at; at++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-", *at))
			*at = '-';
}

json_t *staff_more_request(const struct visit *visit, enum staff_ask what)
{
	const struct staff *staff = &visit->staff;
	const char *service = visit->form ? visit->form->service.code : "kiosk";
	char screen[SCREEN_BYTES];
	write_screen(visit, screen);
	if (what == STAFF_ASK_TYPE)
		return json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.type", "service", service, "type", interaction_name((enum form_interaction)staff->as), "why", interaction_word_name((enum interaction_word)staff->word));
	if (what == STAFF_ASK_REMARK)
		return json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "remark.add", "kind", kinds[staff->kind], "about", service, "screen", screen, "text", staff->typed);
	return json_pack("{s:s, s:s}", "verb", "help.done", "code", codes[staff->code]);
}

static void set(struct visit *visit, enum form_interaction type, enum interaction_word word)
{
	visit->interaction.set = true;
	visit->interaction.as = visit->interaction.told = type;
	visit->interaction.word = word;
}

unsigned staff_more_answered(struct visit *visit, enum fail code, const json_t *reply)
{
	struct staff *staff = &visit->staff;
	enum staff_stage stage = staff->stage;
	staff->waits = false;
	if (code != FAIL_NONE) {
		staff->trouble = strcmp(json_text_or(reply, "why", ""), "unconfirmed") == 0 ? STAFF_UNCONFIRMED : STAFF_NOT_NOW;
		return EFFECT_REBUILD | EFFECT_ERRORS;
	}
	if (stage == STAFF_WORD && visit->form)
		set(visit, (enum form_interaction)staff->as, (enum interaction_word)staff->word);
	staff->kept = stage == STAFF_REMARK;
	return staff_go(visit, STAFF_NOTED) | EFFECT_KEEP;
}

unsigned visit_type_told(struct visit *visit, const json_t *bell)
{
	const char *type = json_text_or(bell, "type", ""), *why = json_text_or(bell, "why", "");
	bool ours = visit->mark[0] && strcmp(json_text_or(bell, "visit", ""), visit->mark) == 0 && visit->form && visit->place != PLACE_DONE;
	if (!ours || strcmp(json_text_or(bell, "service", ""), visit->form->service.code) != 0)
		return 0;
	for (int t = 0; t < FORM_INTERACTION_COUNT; t++)
		for (int w = 0; w < INTERACTION_WORD_COUNT; w++)
			if (strcmp(interaction_name((enum form_interaction)t), type) == 0 && strcmp(interaction_word_name((enum interaction_word)w), why) == 0) {
				set(visit, (enum form_interaction)t, (enum interaction_word)w);
				return EFFECT_REBUILD | EFFECT_KEEP;
			}
	return 0;
}
