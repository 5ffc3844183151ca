/* SPDX-License-Identifier: MIT */
/* From home to the services of one need, to one of them, and to what comes next. */
#include "ui/visit/list.h"

#include "ui/visit/az.h"
#include "ui/visit/parts.h"
#include "ui/visit/send.h"
#include "ui/visit/wallet.h"

#include <string.h>

const struct need *list_need_at(const struct visit *visit, size_t index)
{
	const struct needs *needs = &visit->house->needs;
	return index < needs->count ? &needs->need[index] : NULL;
}

const struct need *list_need(const struct visit *visit, const char *id)
{
	const struct need *need;
	for (size_t i = 0; (need = list_need_at(visit, i)); i++)
		if (strcmp(need->id, id) == 0)
			return need;
	return NULL;
}

static size_t of_topic(const struct visit *visit, const char *topic, const struct form *ret[static VISIT_SERVICE_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < visit->service_count && i < VISIT_SERVICE_MAX; i++)
		if (!topic || strcmp(visit->service[i]->service.topic, topic) == 0)
			ret[count++] = visit->service[i];
	return count;
}

static size_t of_event(const struct visit *visit, const struct need *need, const struct form *ret[static VISIT_SERVICE_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < need->service_count; i++)
		for (size_t k = 0; k < visit->service_count; k++)
			if (strcmp(visit->service[k]->service.code, need->service[i]) == 0)
				ret[count++] = visit->service[k];
	return count;
}

size_t list_services(const struct visit *visit, const char *id, const struct form *ret[static VISIT_SERVICE_MAX])
{
	const struct need *need = list_need(visit, id);
	if (need)
		return need->event ? of_event(visit, need, ret) : of_topic(visit, need->id, ret);
	return az_here(id) ? of_topic(visit, NULL, ret) : 0;
}

bool list_by_need(const struct visit *visit)
{
	const struct form *form[VISIT_SERVICE_MAX];
	const struct need *need;
	for (size_t i = 0; (need = list_need_at(visit, i)); i++)
		if (!need->event && list_services(visit, need->id, form) > 0)
			return true;
	return false;
}

bool list_sent(const struct visit *visit, const struct form *form)
{
	for (int i = 0; i < visit->sent_count; i++)
		if (strcmp(visit->sent[i], form->service.code) == 0)
			return true;
	return false;
}

void list_mark_sent(struct visit *visit, const char *code)
{
	for (int i = 0; i < visit->sent_count; i++)
		if (strcmp(visit->sent[i], code) == 0)
			return;
	if (visit->sent_count < VISIT_SENT_MAX)
		text_put(visit->sent[visit->sent_count++], sizeof visit->sent[0], code);
}

const struct form *list_next(const struct visit *visit)
{
	const struct form *form[VISIT_SERVICE_MAX];
	const struct need *need = list_need(visit, visit->need);
	size_t count = need && need->event ? list_services(visit, need->id, form) : 0;
	for (size_t i = 0; i < count; i++)
		if (!list_sent(visit, form[i]))
			return form[i];
	return NULL;
}

/* ---- actions ---- */

/* A need without a service would be an empty page. */
unsigned act_need(struct visit *visit, const struct act *act)
{
	const struct form *form[VISIT_SERVICE_MAX];
	bool from_here = visit->place == PLACE_HOME || visit->place == PLACE_LIST || visit->place == PLACE_SEARCH;
	if (!from_here || visit->sheet != SHEET_NONE || list_services(visit, act->text, form) == 0)
		return 0;
	bool turns = visit->place == PLACE_LIST && az_here(visit->need) && az_here(act->text); /* another letter: keys stay where they are */
	text_put(visit->need, sizeof visit->need, act->text);
	visit->list_page = 0;
	if (turns)
		return EFFECT_REBUILD;
	visit->search[0] = '\0';
	return visit_place(visit, PLACE_LIST);
}

unsigned search_enter(struct visit *visit)
{
	unsigned effects = visit_place(visit, PLACE_SEARCH);
	text_put(visit->field, sizeof visit->field, SEARCH_FIELD);
	visit->caret = (int)strlen(visit->search);
	visit->layer = LAYER_LOWER;
	return effects;
}

unsigned act_search(struct visit *visit, const struct act *act)
{
	(void)act;
	if ((visit->place != PLACE_HOME && visit->place != PLACE_LIST) || visit->sheet != SHEET_NONE)
		return 0;
	visit->need[0] = '\0';
	return search_enter(visit);
}

static bool service_chosen_here(const struct visit *visit)
{
	return visit->place == PLACE_IDLE || visit->place == PLACE_HOME || visit->place == PLACE_LIST || visit->place == PLACE_SEARCH || visit->place == PLACE_SERVICE || visit->place == PLACE_PUSH;
}

/* Back at home the answers are still there; they go when another service is chosen, and the wallet keeps what may be kept. */
unsigned act_service(struct visit *visit, const struct act *act)
{
	const struct form *form = services_find(&visit->house->services, act->text);
	if (!form || !service_chosen_here(visit))
		return 0;
	unsigned effects = 0;
	if (visit->answered && visit->answered != form) {
		wallet_take(visit);
		visit_forget_answers(visit);
		effects = EFFECT_WIPE;
	}
	if (visit->place != PLACE_LIST && visit->place != PLACE_SERVICE)
		visit->need[0] = '\0';
	if (visit->place != PLACE_SEARCH && visit->place != PLACE_SERVICE)
		visit->search[0] = '\0';
	bool other = visit->answered != form;
	visit->form = visit->answered = form;
	if (other)
		interaction_chosen(visit);
	visit_ask_what_may_go(visit);
	return effects | visit_place(visit, PLACE_SERVICE);
}

const struct form *list_interpreter(const struct visit *visit)
{
	for (size_t i = 0; i < visit->service_count; i++)
		if (visit->service[i]->service.interpreter_count > 0)
			return visit->service[i];
	return NULL;
}

bool list_may_ask(const struct visit *visit)
{
	return list_may_go(visit, list_interpreter(visit));
}

bool list_may_go(const struct visit *visit, const struct form *form)
{
	return service_chosen_here(visit) && (!visit->answered || visit->answered == form || answers_bytes(visit->answers) == 0);
}

const struct form *list_form(const struct visit *visit, const char *code)
{
	return services_find(&visit->house->services, code);
}

/* Who asks has answered that much; the pages still show it, and it can be changed. */
unsigned act_interpreter(struct visit *visit, const struct act *act)
{
	const struct form *form = list_interpreter(visit);
	(void)act;
	if (visit->sheet != SHEET_SIGN || !form || !list_may_ask(visit))
		return 0;
	unsigned effects = act_service(visit, &(struct act){ .text = form->service.code, .node_id = "" });
	for (size_t i = 0; i < form->service.interpreter_count; i++)
		if (answers_set(visit->answers, form->service.interpreter[i].field, form->service.interpreter[i].value) != FAIL_NONE)
			fail_clear(); /* no room: it is asked as usual */
	return effects;
}

unsigned list_back(struct visit *visit)
{
	visit->form = NULL;
	if (visit->search[0])
		return search_enter(visit);
	return visit_place(visit, visit->need[0] ? PLACE_LIST : PLACE_HOME);
}

/* While the hub may hold the transaction, leaving without a reference is only by finishing. */
unsigned act_home(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->place == PLACE_IDLE || visit->place == PLACE_SENDING || visit->maybe_sent)
		return 0;
	unsigned effects = 0;
	if (visit->place == PLACE_DONE) {
		visit_forget_answers(visit);
		effects = EFFECT_WIPE;
	}
	visit->form = NULL;
	visit->changing = false;
	visit->need[0] = visit->search[0] = '\0';
	where_forget(visit);
	push_forget(visit);
	return effects | visit_place(visit, PLACE_HOME);
}

/* After a submission the answers are gone, and the wallet has them. */
unsigned act_another(struct visit *visit, const struct act *act)
{
	(void)act;
	if (visit->place == PLACE_IDLE || visit->place == PLACE_SENDING)
		return 0;
	if (confirm_asks(visit))
		return EFFECT_REBUILD | EFFECT_MOVED;
	if (visit->place != PLACE_DONE)
		wallet_take(visit);
	visit_forget_answers(visit);
	if (list_next(visit))
		return visit_place(visit, PLACE_LIST) | EFFECT_WIPE;
	visit->need[0] = visit->search[0] = '\0';
	return visit_place(visit, PLACE_HOME) | EFFECT_WIPE;
}
