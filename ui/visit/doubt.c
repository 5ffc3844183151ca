/* SPDX-License-Identifier: MIT */
/* DESIGN: asked once for each answer as it was typed. What the person stands by is remembered as a hash: no second copy of an answer. */
#include "ui/visit/parts.h"

static uint64_t add(uint64_t hash, const char *text)
{
	for (const unsigned char *byte = (const unsigned char *)text;; byte++) {
		hash = (hash ^ *byte) * 0x100000001b3;
		if (!*byte)
			return hash;
	}
}

/* FNV-1a over the form, the field and what stands in it. */
static uint64_t hash_of(const struct visit *visit, const char *field)
{
	const char *typed = answers_get(visit->answers, field);
	return add(add(add(0xcbf29ce484222325, visit->form->service.code), field), typed ? typed : "");
}

static bool is_sure(const struct visit *visit, const char *field)
{
	uint64_t hash = hash_of(visit, field);
	for (size_t i = 0; i < visit->sure_count && i < VISIT_SURE_MAX; i++)
		if (visit->sure[i] == hash)
			return true;
	return false;
}

static bool find(struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	for (size_t i = 0; page && doubt_find(page, visit->answers, i, &visit->doubt); i++)
		if (!is_sure(visit, visit->doubt.field))
			return true;
	visit->doubt = (struct doubt){ 0 };
	return false;
}

bool doubt_asks(struct visit *visit)
{
	if (!find(visit))
		return false;
	visit->list_page_under = visit->list_page;
	visit->sheet = SHEET_DOUBT;
	visit->list_page = 0;
	return true;
}

void doubt_stand_by(struct visit *visit)
{
	const struct form_page *page = visit_page(visit);
	struct doubt doubt;
	for (size_t i = 0; page && doubt_find(page, visit->answers, i, &doubt); i++)
		if (!is_sure(visit, doubt.field))
			visit->sure[visit->sure_count++ % VISIT_SURE_MAX] = hash_of(visit, doubt.field);
}

void doubt_settle(struct visit *visit)
{
	enum sheet *where = visit->sheet == SHEET_STILL_THERE ? &visit->sheet_under : &visit->sheet;
	if (*where == SHEET_DOUBT && !find(visit))
		*where = SHEET_NONE;
}

/* Taken or kept, the page goes on; a hint for which there is no room leaves what was typed. */
unsigned act_doubt(struct visit *visit, const struct act *act)
{
	if (visit->sheet != SHEET_DOUBT || visit->doubt.kind == DOUBT_NONE || (act->number && !*visit->doubt.hint))
		return 0;
	const char *field = visit->doubt.field;
	if (act->number && answers_set(visit->answers, field, visit->doubt.hint) == FAIL_NONE)
		visit_changed(visit);
	visit->sure[visit->sure_count++ % VISIT_SURE_MAX] = hash_of(visit, field);
	visit->doubt = (struct doubt){ 0 };
	visit->sheet = SHEET_NONE;
	visit->list_page = visit->list_page_under;
	return act_continue(visit, act) | EFFECT_MOVED;
}
