/* SPDX-License-Identifier: MIT */
/* Sheets and what a person may change for the visit: language, size, colours, time. Answers are never touched here. */
#include "ui/visit/idle.h"
#include "ui/visit/parts.h"

#include <string.h>

enum { TEXT_PERCENT_MIN = 100, TEXT_PERCENT_MAX = 200 };

/* Of what is not sent yet. */
static bool ways_here(const struct visit *visit)
{
	return visit->form && (visit->place == PLACE_SERVICE || visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS || visit->place == PLACE_CHECK);
}

unsigned act_open(struct visit *visit, const struct act *act)
{
	bool known = act->number > SHEET_NONE && act->number < SHEET_REMOVE && act->number != SHEET_HANDBACK && (act->number != SHEET_ASSIST || assist_offered(visit)); /* the others open by themselves */
	if (!known || (visit->place == PLACE_IDLE && act->number == SHEET_FINISH) || (act->number == SHEET_WHY && !visit_page(visit)) || (act->number == SHEET_WAYS && !ways_here(visit)) || (act->number == SHEET_PHOTO && visit->place != PLACE_DONE && visit->place != PLACE_PARKED) ||
	    (act->number == SHEET_CHARTER && !charter_there(&visit->house->charter)) || (act->number == SHEET_STAFF && (!visit->staff.ready || visit->sheet == SHEET_STAFF)) || (act->number == SHEET_TRAINING && !visit->training.on))
		return 0;
	bool covers_page = visit->sheet == SHEET_NONE || (visit->sheet == SHEET_STILL_THERE && visit->sheet_under == SHEET_NONE);
	if (covers_page)
		visit->list_page_under = visit->list_page;
	visit->sheet_under = SHEET_NONE;
	visit->warn_seconds = 0;
	visit->hidden = false;
	visit->clean_until_ms = 0;
	visit->sheet = (enum sheet)act->number;
	visit->reveal_until_ms = 0;
	mask_cover(&visit->mask);
	mask_cover(&visit->join.mask);
	visit->list_page = 0;
	if (visit->park.keeping == PARK_KEEP_FAILED)
		visit->park.keeping = PARK_KEEP_NONE;
	hands_open(visit);
	if (visit->sheet == SHEET_STAFF)
		staff_open(visit);
	visit->training.stage = PRACTICE_MENU;
	pair_open(visit);
	return EFFECT_REBUILD | EFFECT_MOVED;
}

unsigned act_close(struct visit *visit, const struct act *act)
{
	if (visit->sheet == SHEET_NONE)
		return 0;
	if (visit->sheet == SHEET_STILL_THERE)
		return act_more_time(visit, act);
	if (visit->place == PLACE_IDLE && (visit_aided(visit) || call_open(visit)) && !visit->guide) /* who has made it easier has begun: an idle kiosk keeps nobody's settings */
		return visit_place(visit, PLACE_HOME);
	if (visit->sheet == SHEET_PERSON && visit->call.stage == CALL_DONE)
		call_forget(visit);
	visit->sheet = SHEET_NONE;
	visit->list_page = visit->list_page_under;
	return EFFECT_REBUILD | EFFECT_MOVED | (visit->place == PLACE_IDLE ? EFFECT_DROP : 0);
}

/* Choosing a language on the idle screen is a start. */
unsigned act_language(struct visit *visit, const struct act *act)
{
	if (strlen(act->text) >= sizeof visit->language_tag || visit->sheet == SHEET_STILL_THERE)
		return 0;
	if (house_speak(visit->house, act->text) != FAIL_NONE)
		return 0;
	text_put(visit->language_tag, sizeof visit->language_tag, act->text);
	visit->words = visit->house->words;
	visit->language_chosen = true;
	if (visit->place == PLACE_IDLE && !visit->guide)
		return visit_place(visit, PLACE_HOME);
	if (visit->sheet != SHEET_NONE)
		return act_close(visit, act);
	return EFFECT_REBUILD;
}

unsigned act_text_size(struct visit *visit, const struct act *act)
{
	if (act->number < TEXT_PERCENT_MIN || act->number > TEXT_PERCENT_MAX)
		return 0;
	visit->text_percent = act->number;
	return EFFECT_REBUILD;
}

unsigned act_theme(struct visit *visit, const struct act *act)
{
	size_t length = strlen(act->text);
	if (length == 0 || length >= sizeof visit->theme || strspn(act->text, "abcdefghijklmnopqrstuvwxyz-") != length)
		return 0;
	memset(visit->theme, 0, sizeof visit->theme);
	memcpy(visit->theme, act->text, length);
	return EFFECT_REBUILD;
}

unsigned act_more_time_always(struct visit *visit, const struct act *act)
{
	(void)act;
	visit->more_time = !visit->more_time;
	return EFFECT_REBUILD;
}

bool keys_by_alphabet(const struct visit *visit)
{
	return visit->key_order == KEY_ORDER_ALPHABET || (visit->key_order == KEY_ORDER_AUTO && visit->voice.on);
}

unsigned act_key_order(struct visit *visit, const struct act *act)
{
	if (act->number < 0 || act->number >= KEY_ORDER_COUNT)
		return 0;
	visit->key_order = (enum key_order)act->number;
	return EFFECT_REBUILD;
}

unsigned act_calm(struct visit *visit, const struct act *act)
{
	(void)act;
	visit->calm = !visit->calm;
	return EFFECT_REBUILD;
}

/* From anywhere, also when nothing was begun: the same screen whatever was there. */
unsigned act_hide(struct visit *visit, const struct act *act)
{
	(void)act;
	unsigned effects = visit_end_as(visit, "hidden");
	visit->hidden = true;
	visit->touched_ms = visit->mono_ms;
	return effects;
}

unsigned act_clean(struct visit *visit, const struct act *act)
{
	if (visit->place != PLACE_IDLE || act->number < 0 || act->number > 1 || (act->number == 0 && !visit->clean_until_ms))
		return 0;
	const struct voice voice = visit->voice;
	unsigned effects = visit_end(visit);
	if (act->number == 1) {
		visit->voice = voice; /* who does not see it hears how long it takes */
		visit->clean_until_ms = visit->mono_ms + VISIT_CLEAN_MS;
		visit->clean_seconds = VISIT_CLEAN_MS / 1000;
	}
	return effects;
}

unsigned act_reach(struct visit *visit, const struct act *act)
{
	if (act->number < REACH_OFF || act->number >= REACH_COUNT || !visit->reach_here)
		return 0;
	visit->reach = (enum reach)act->number;
	return EFFECT_REBUILD;
}

/* As often as a person likes; the count is for the reports only. */
unsigned act_more_time(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->sheet != SHEET_STILL_THERE)
		return 0;
	visit->extensions += visit->extensions < 1000000;
	visit->sheet = visit->sheet_under;
	visit->sheet_under = SHEET_NONE;
	visit->warn_seconds = 0;
	visit->warned_ms = 0;
	return EFFECT_REBUILD | EFFECT_MOVED;
}
