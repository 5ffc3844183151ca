/* SPDX-License-Identifier: MIT */
/*
 * park_draft.c - what is kept of a visit. DESIGN: a format of its own, so that a kiosk with newer firmware, or a newer form, goes on with it: of another version of the
 * form the answers stay and its pages are asked from the first one on. LIMITS: everything read is bounded; the size is in steps, so that it tells little of what was typed.
 */
#include "ui/visit/park.h"

#include "firmware/base/json.h"
#include "ui/visit/house.h"
#include "ui/visit/parts.h"
#include "ui/visit/send.h"
#include "ui/visit/wallet.h"

#include <stdlib.h>
#include <string.h>

enum { DRAFT_FORMAT = 2, STEP_BYTES = 2048 };

static json_t *pages_in(const bool page[static FORM_PAGE_MAX])
{
	json_t *list = json_array();
	for (int i = 0; i < FORM_PAGE_MAX; i++)
		if (page[i])
			json_array_append_new(list, json_integer(i));
	return list;
}

static int add(const char *bytes, size_t size, void *context)
{
	return buffer_add(context, bytes, size) == FAIL_NONE ? 0 : -1;
}

enum fail draft_write(const struct visit *visit, struct buffer *ret)
{
	bool shown = visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS;
	json_t *json = json_pack("{s:i, s:s, s:s, s:i, s:s, s:i, s:s, s:b, s:i, s:b, s:o, s:o, s:o, s:o, s:o}", "format", DRAFT_FORMAT, "service", visit->form->service.code, "version", visit->form->version,
	                         "page", shown ? visit->page : -1, "language", visit->language_tag, "percent", visit->text_percent, "theme", visit->theme, "more_time", visit->more_time,
	                         "reach", (int)visit->reach, "calm", visit->calm, "seen", pages_in(visit->seen), "different", pages_in(visit->different),
	                         "answers", answers_to_json(visit->answers), "wallet", answers_to_json(visit->wallet),
	                         "helped", assist_did(visit));
	if (!json)
		abort(); /* out of memory: every text in a visit is UTF-8 */
	if (visit->pair.on)
		json_object_set_new(json, "pair", pair_copy(visit));
	int written = json_dump_callback(json, add, ret, JSON_COMPACT);
	json_decref(json);
	enum fail code = written == 0 ? FAIL_NONE : FAIL(LIMIT, "what is to be kept is too large");
	while (code == FAIL_NONE && ret->size_bytes % STEP_BYTES != 0)
		code = buffer_add(ret, " ", 1);
	return code;
}

/* ---- and back ---- */

struct taken {
	const struct form *form;
	bool same;                 /* this very version of it */
	int64_t page, percent, reach;
	const char *language, *theme;
	bool seen[FORM_PAGE_MAX], different[FORM_PAGE_MAX];
};

static enum fail take_pages(const json_t *json, const char *key, bool ret[static FORM_PAGE_MAX])
{
	const json_t *list = json_object_get(json, key), *page;
	size_t index;
	if (!json_is_array(list) || json_array_size(list) > FORM_PAGE_MAX)
		return FAIL(INPUT, "the pages %s are not a list", key);
	json_array_foreach(list, index, page) {
		json_int_t number = json_is_integer(page) ? json_integer_value(page) : -1;
		if (number < 0 || number >= FORM_PAGE_MAX)
			return FAIL(INPUT, "a page %s is not a page", key);
		ret[number] = true;
	}
	return FAIL_NONE;
}

static enum fail take_form(const json_t *json, const struct visit *visit, struct taken *ret)
{
	const char *code, *version;
	int64_t format;
	TRY(json_take_int(json, "format", DRAFT_FORMAT, DRAFT_FORMAT, &format));
	TRY(json_take_text(json, "service", PARK_SERVICE_BYTES - 1, &code));
	TRY(json_take_text(json, "version", 64, &version));
	ret->form = services_find(&visit->house->services, code);
	if (!ret->form)
		return FAIL(EMPTY, "this kiosk has no such service any more");
	ret->same = strcmp(ret->form->version, version) == 0;
	return FAIL_NONE;
}

static enum fail take_rest(const json_t *json, struct taken *ret)
{
	TRY(json_take_int(json, "page", -1, FORM_PAGE_MAX - 1, &ret->page));
	TRY(json_take_int(json, "percent", 100, 200, &ret->percent));
	TRY(json_take_int(json, "reach", 0, REACH_COUNT - 1, &ret->reach));
	TRY(json_take_text(json, "language", sizeof ((struct visit *)0)->language_tag - 1, &ret->language));
	TRY(json_take_text(json, "theme", sizeof ((struct visit *)0)->theme - 1, &ret->theme));
	TRY(take_pages(json, "seen", ret->seen));
	return take_pages(json, "different", ret->different);
}

/* A language that this kiosk has not leaves the one that is spoken. */
void draft_speak(struct visit *visit, const char *language)
{
	if (strcmp(visit->language_tag, language) == 0)
		return;
	if (house_speak(visit->house, language) != FAIL_NONE) {
		fail_clear();
		return;
	}
	text_put(visit->language_tag, sizeof visit->language_tag, language);
	visit->words = visit->house->words;
	visit->language_chosen = true;
}

static bool speaks(const struct visit *visit, const char *tag)
{
	for (size_t i = 0; i < visit->language_count; i++)
		if (strcmp(visit->language[i], tag) == 0)
			return true;
	return false;
}

/* Who interpreted goes on too, and what was answered is read back in both; where this kiosk has one of their languages no more, they say so anew. */
static void interpret(struct visit *visit, const json_t *pair)
{
	if (pair_restore(pair, visit) != FAIL_NONE || !speaks(visit, visit->pair.tag[0]) || !speaks(visit, visit->pair.tag[1]))
		pair_forget(visit);
	fail_clear();
}

static void settle(struct visit *visit, const struct taken *taken, const json_t *json)
{
	draft_speak(visit, taken->language);
	interpret(visit, json_object_get(json, "pair"));
	visit->text_percent = (int)taken->percent;
	text_put(visit->theme, sizeof visit->theme, taken->theme);
	visit->reach = (enum reach)taken->reach;
	visit->more_time = json_bool_or(json, "more_time", false);
	visit->calm = json_bool_or(json, "calm", false);
	visit->form = visit->answered = taken->form;
	visit_ask_what_may_go(visit);
	if (taken->same) {
		memcpy(visit->seen, taken->seen, sizeof visit->seen);
		memcpy(visit->different, taken->different, sizeof visit->different);
	}
}

static enum fail take_all(struct visit *visit, const json_t *json, struct answers *answers, struct answers *wallet, unsigned *ret)
{
	struct taken taken = { 0 };
	if (!json_is_object(json))
		return FAIL(INPUT, "what is kept is not an object");
	TRY(take_form(json, visit, &taken));
	TRY(take_rest(json, &taken));
	TRY(answers_from_json(answers, json_object_get(json, "answers")));
	TRY(answers_from_json(wallet, json_object_get(json, "wallet")));
	TRY(assist_did_take(json_object_get(json, "helped"), visit)); /* the council hears of it with what is sent */
	const typeof(visit->assist.did) did = visit->assist.did;
	visit_forget_answers(visit);
	visit->assist.did = did;
	answers_copy(visit->answers, answers);
	answers_copy(visit->wallet, wallet);
	settle(visit, &taken, json);
	bool there = taken.same && taken.page >= 0 && (size_t)taken.page < taken.form->page_count && taken.form->page[taken.page].kind != PAGE_SUMMARY;
	*ret = there ? page_show(visit, (int)taken.page) : page_to_check(visit);
	return FAIL_NONE;
}

enum fail draft_take(struct visit *visit, const char *bytes, size_t size, unsigned *ret)
{
	json_t *json = NULL;
	TRY(json_parse(bytes, size, DRAFT_MAX_BYTES, &json));
	struct answers *answers = answers_new(), *wallet = answers_new();
	enum fail code = take_all(visit, json, answers, wallet, ret);
	answers_free(answers);
	answers_free(wallet);
	json_decref(json);
	return code;
}
