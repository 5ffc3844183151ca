/* SPDX-License-Identifier: MIT */
/* One visit from its start to the wipe that ends it. */
#include "ui/visit/edit.h"
#include "ui/visit/wallet.h"

#include "firmware/base/secret.h"

#include <stdlib.h>
#include <string.h>

void text_put(char *ret, size_t room, const char *text)
{
	size_t length = strnlen(text, room - 1);
	memcpy(ret, text, length);
	memset(ret + length, 0, room - length);
}

void visit_now(struct visit *visit, int64_t wall_ms, int64_t mono_ms)
{
	visit->now_ms = wall_ms;
	visit->mono_ms = mono_ms;
	visit->today = date_of_ms(wall_ms, &visit->now_minutes);
}

bool visit_active(const struct visit *visit)
{
	return visit->place != PLACE_IDLE || visit->sheet != SHEET_NONE;
}

void visit_services(struct visit *visit)
{
	const struct services *services = &visit->house->services;
	visit->service = services->form;
	visit->service_count = services->count;
	visit->broken = services->broken;
	visit->broken_count = services->broken_count;
	visit->language_count = visit->house->language_count;
}

/* What a person may have changed for themselves goes back to what everybody finds. */
static void forget_settings(struct visit *visit)
{
	struct house *house = visit->house;
	if (house->language_count && strcmp(visit->language_tag, house->language[0]) != 0 &&
	    house_speak(house, house->language[0]) == FAIL_NONE)
		text_put(visit->language_tag, sizeof visit->language_tag, house->language[0]);
	visit->words = house->words;
	visit->language_chosen = false;
	pair_forget(visit);
	visit->text_percent = 100;
	memset(visit->theme, 0, sizeof visit->theme);
	memcpy(visit->theme, "default", sizeof "default");
	visit->more_time = false;
	visit->reach = REACH_OFF;
	visit->calm = false;
	visit->extensions = 0;
	voice_reset(visit);
	hands_forget(visit);
	visit->key_order = KEY_ORDER_AUTO;
}

void visit_init(struct visit *visit, struct house *house)
{
	*visit = (struct visit){ .house = house, .site = &house->site, .holidays = &house->holidays, .answers = answers_new(), .wallet = answers_new(), .before = answers_new(), .handback = { .page = -1 }, .printer = RECEIPT_WAITING, .trouble = TROUBLE_READY,
	                         .keypad_here = house->keypad, .switches_here = house->switches,
	                         .times = times_usual(), .hub_down = true, .width_dp = 1080, .height_dp = 1920, .band = { 0, 1920 } };
	visit->language = house->language;
	visit->language_count = house->language_count;
	if (house->language_count)
		text_put(visit->language_tag, sizeof visit->language_tag, house->language[0]);
	forget_settings(visit);
	visit_services(visit);
}

void visit_done(struct visit *visit)
{
	answers_free(visit->answers);
	answers_free(visit->wallet);
	answers_free(visit->before);
	visit->answers = visit->wallet = visit->before = NULL;
	visit_unseal(visit);
	edit_forget(visit);
	lookup_forget(visit);
	rounds_forget(visit);
	offers_forget(visit);
	secret_wipe(visit, sizeof *visit);
}

void visit_unseal(struct visit *visit)
{
	if (visit->sealed)
		secret_wipe(visit->sealed, strlen(visit->sealed));
	free(visit->sealed);
	visit->sealed = NULL;
	secret_wipe(&visit->id, sizeof visit->id);
	secret_wipe(&visit->reference, sizeof visit->reference);
	visit->due = (struct date){ 0 };
	visit->pay_pence = 0;
	visit->at_desk = false;
	visit->sent_ms = 0;
	visit->delivered = false;
	visit->maybe_sent = false;
}

void visit_changed(struct visit *visit)
{
	visit->declared = false; /* it was about other answers */
	behalf_void(visit);
	if (visit->sealed && !visit->maybe_sent)
		visit_unseal(visit);
}

static void forget_errors(struct visit *visit)
{
	memset(visit->error, 0, sizeof visit->error);
	visit->error_count = 0;
	visit->checked = false;
	visit->too_large = false;
}

void visit_forget_answers(struct visit *visit)
{
	answers_clear(visit->answers);
	handback_forget(visit);
	assist_forget(visit);
	secret_wipe(&visit->suggest, sizeof visit->suggest);
	edit_forget(visit);
	rounds_forget(visit);
	offers_forget(visit);
	visit_unseal(visit);
	forget_errors(visit);
	visit->form = visit->answered = NULL;
	visit->page = visit->item = 0;
	visit->changing = false;
	memset(visit->seen, 0, sizeof visit->seen);
	secret_wipe(&visit->doubt, sizeof visit->doubt);
	secret_wipe(visit->sure, sizeof visit->sure);
	visit->sure_count = 0;
	memset(visit->different, 0, sizeof visit->different);
	secret_wipe(visit->field, sizeof visit->field);
	visit->caret = visit->selected = 0;
	visit->layer = LAYER_LOWER;
	visit->declared = false;
	visit->problem = SENDING_OK;
	visit->receipt = RECEIPT_NONE;
	visit->receipt_asked = false;
	visit->rated = 0;
	visit->interaction = (struct interaction){ 0 };
	confirm_forget(visit);
}

unsigned visit_place(struct visit *visit, enum place place)
{
	forget_errors(visit);
	lookup_forget(visit);
	visit->place = place;
	visit->sheet = visit->sheet_under = SHEET_NONE;
	visit->hidden = false;
	visit->guide = NULL;
	visit->clean_until_ms = 0;
	visit->reveal_until_ms = 0;
	mask_cover(&visit->mask);
	mask_cover(&visit->join.mask);
	visit->list_page = visit->list_page_under = 0;
	if (place != PLACE_QUESTION) {
		visit->field[0] = '\0';
		visit->caret = visit->selected = 0;
	}
	return EFFECT_REBUILD | EFFECT_MOVED;
}

unsigned visit_end_as(struct visit *visit, const char *how)
{
	visit->ended = how;
	return visit_end(visit);
}

unsigned visit_end(struct visit *visit)
{
	visit_forget_answers(visit);
	wallet_forget(visit);
	forget_settings(visit);
	memset(visit->sent, 0, sizeof visit->sent);
	visit->sent_count = 0;
	visit->need[0] = '\0';
	secret_wipe(visit->search, sizeof visit->search);
	where_forget(visit);
	park_forget(visit);
	push_forget(visit);
	visit->handouts = (struct handouts){ 0 };
	staff_forget(visit);
	call_forget(visit);
	memset(visit->mark, 0, sizeof visit->mark);
	visit->touched_ms = visit->warned_ms = 0;
	visit->warn_seconds = 0;
	unsigned helped = assist_stop(visit, "assist_end");
	join_forget(visit);
	visit->mask = (struct mask){ .viewer = VIEWER_RESIDENT };
	return helped | visit_place(visit, PLACE_IDLE) | EFFECT_WIPE | EFFECT_DROP;
}

static unsigned act_start(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->hidden)
		return visit_place(visit, PLACE_IDLE);
	return visit->place == PLACE_IDLE ? visit_place(visit, PLACE_HOME) : 0;
}

static unsigned act_finish(struct visit *visit, const struct act *act)
{
	(void)act;
	if (confirm_asks(visit))
		return EFFECT_REBUILD | EFFECT_MOVED;
	return visit_active(visit) ? visit_end_as(visit, visit->place == PLACE_PARKED ? "parked" : "finished") : 0;
}

/* The screen says how far, because it knows how many parts there are. */
static unsigned act_page(struct visit *visit, const struct act *act)
{
	int64_t to = (int64_t)visit->list_page + act->number;
	if (to < 0 || to > LIST_PAGE_MAX || act->number == 0)
		return 0;
	visit->list_page = (int)to;
	if (visit->sheet == SHEET_NONE && visit->place != PLACE_SEARCH && visit->place != PLACE_WHERE && visit->place != PLACE_PUSH && visit->place != PLACE_RESUME) {
		visit->field[0] = '\0'; /* nobody types into a box that went out of sight */
		visit->caret = visit->selected = 0;
	}
	return EFFECT_REBUILD;
}

static unsigned act_rate(struct visit *visit, const struct act *act)
{
	if (visit->place != PLACE_DONE || act->number < 1 || act->number > 5)
		return 0;
	visit->rated = act->number;
	return EFFECT_REBUILD;
}

static const act_handler handlers[ACTION_COUNT] = {
	[ACTION_START] = act_start,           [ACTION_OPEN] = act_open,             [ACTION_CLOSE] = act_close,
	[ACTION_LANGUAGE] = act_language,     [ACTION_TEXT_SIZE] = act_text_size,   [ACTION_THEME] = act_theme,
	[ACTION_MORE_TIME_ALWAYS] = act_more_time_always, [ACTION_REACH] = act_reach,           [ACTION_STEADY] = act_steady, [ACTION_LEARN] = act_learn,
	[ACTION_SWITCH] = act_switch,         [ACTION_SWITCHES_SWAP] = act_switches_swap, [ACTION_SWITCHES_AGAIN] = act_switches_again,
	[ACTION_NEED] = act_need,             [ACTION_SEARCH] = act_search,         [ACTION_WHERE] = act_where,         [ACTION_SERVICE] = act_service,       [ACTION_HOME] = act_home,             [ACTION_BEGIN] = act_begin,
	[ACTION_BACK] = act_back,             [ACTION_CONTINUE] = act_continue,     [ACTION_SKIP] = act_skip,
	[ACTION_USE] = act_use,               [ACTION_DIFFERENT] = act_different,   [ACTION_FORGET] = act_forget,
	[ACTION_CHOOSE] = act_choose,         [ACTION_FIELD] = act_field,           [ACTION_TYPE] = act_type,
	[ACTION_DELETE] = act_delete,         [ACTION_CLEAR] = act_clear,           [ACTION_SHIFT] = act_shift,
	[ACTION_LAYER] = act_layer,           [ACTION_CARET] = act_caret,           [ACTION_NEXT_FIELD] = act_next_field,
	[ACTION_CARET_WORD] = act_caret_word, [ACTION_SELECT] = act_select,         [ACTION_SELECT_WORD] = act_select_word, [ACTION_SELECT_ALL] = act_select_all,
	[ACTION_PLACE] = act_place,           [ACTION_UNDO] = act_undo,             [ACTION_KEY_ORDER] = act_key_order,
	[ACTION_SUGGESTED] = act_suggested,
	[ACTION_SET] = act_set,               [ACTION_PAGE] = act_page,             [ACTION_CHANGE] = act_change,
	[ACTION_ITEM_ADD] = act_item_add,     [ACTION_ITEM_CHANGE] = act_item_change, [ACTION_ITEM_REMOVE] = act_item_remove,
	[ACTION_ITEM_GONE] = act_item_gone,   [ACTION_SEND] = act_send,             [ACTION_TRY_AGAIN] = act_try_again,   [ACTION_PRINT_AGAIN] = act_print_again, [ACTION_PRINT_SEEN] = act_print_seen,
	[ACTION_RATE] = act_rate,             [ACTION_ANOTHER] = act_another,       [ACTION_FINISH] = act_finish,
	[ACTION_MORE_TIME] = act_more_time,   [ACTION_LOOKUP] = act_lookup,         [ACTION_DOUBT] = act_doubt,
	[ACTION_REVEAL] = act_reveal,         [ACTION_SPEECH] = act_speech,           [ACTION_CALM] = act_calm,
	[ACTION_STAFF] = act_staff, [ACTION_HANDBACK] = act_handback, [ACTION_BADGE] = act_badge, [ACTION_ASSIST] = act_assist, [ACTION_OFFER] = act_offer, [ACTION_HANDOUT] = act_handout, [ACTION_GUIDE] = act_guide, [ACTION_HIDE] = act_hide, [ACTION_CLEAN] = act_clean,
	[ACTION_INTERPRETER] = act_interpreter, [ACTION_PARK] = act_park, [ACTION_RESUME] = act_resume,
	[ACTION_JOIN] = act_join,
	[ACTION_PERSON] = act_person,         [ACTION_CALL] = act_call,             [ACTION_CALL_OFF] = act_call_off,     [ACTION_TICKET] = act_ticket,
	[ACTION_TRAINING] = act_training, [ACTION_PAIR] = act_pair, [ACTION_PUSH] = act_push, [ACTION_WAY] = act_way, [ACTION_CONFIRM] = act_confirm,
};

unsigned visit_act(struct visit *visit, enum action action, int number, const char *text, const char *node_id)
{
	if ((unsigned)action >= ACTION_COUNT || !handlers[action])
		return 0;
	if (visit->guide && !guide_takes(action))
		return 0; /* somebody of the staff is at it */
	if (park_holds(visit))
		return 0;
	struct act act = { .number = number, .text = text ? text : "", .node_id = node_id ? node_id : "" };
	if (privacy_refuses(visit, action, &act) || assist_owns(visit, action))
		return 0;
	if (action != ACTION_UNDO && action != ACTION_SPEECH && action != ACTION_PLACE)
		edit_forget(visit);
	visit->touched_ms = visit->mono_ms;
	visit->forgotten = false;
	visit->rounds.waits = false;
	bool staffed = visit->sheet == SHEET_STAFF;
	unsigned effects = handlers[action](visit, &act);
	if (staffed && visit->sheet != SHEET_STAFF && visit->sheet != SHEET_STILL_THERE)
		staff_shut(visit);
	effects |= staff_follow(visit);
	effects |= rounds_follow(visit) | assist_follow(visit) | confirm_follow(visit);
	suggest_follow(visit);
	pair_follow(visit);
	if (!visit_active(visit))
		memset(visit->mark, 0, sizeof visit->mark);
	else if (!visit->mark[0])
		mark_new(visit->mark);
	if (effects && visit_active(visit))
		effects |= EFFECT_KEEP;
	return effects;
}
