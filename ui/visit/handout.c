/* SPDX-License-Identifier: MIT */
/* handout.c - DESIGN: pressed, it prints, and a sheet says what becomes of it; "printed" is said when the printer did. What a template has no room for is cut. */
#include "ui/visit/handout.h"

#include "firmware/base/secret.h"
#include "firmware/base/week.h"
#include "ui/visit/parts.h"

#include <string.h>

enum { LARGE_PERCENT = 150, ARENA_BYTES = 64 * 1024 };

bool handout_has(const struct visit *visit, enum handout handout)
{
	if (visit->hub_down || visit->trouble == TROUBLE_NONE)
		return false;
	switch (handout) {
	case HANDOUT_LIST: return visit->place == PLACE_SERVICE && visit->form && visit->form->service.need_count > 0;
	case HANDOUT_BRANCH: return true;
	case HANDOUT_CHARTER: return charter_there(&visit->house->charter);
	case HANDOUT_COUNT: break;
	}
	return false;
}

/* At most @max bytes of it, whole characters. */
static json_t *cut(const char *text, size_t max)
{
	size_t length = strlen(text);
	if (length > max)
		for (length = max; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
			length--;
	return json_stringn(text, length);
}

/* What is not known is not said. */
static void put(json_t *data, const char *key, const char *text, size_t max)
{
	if (*text)
		json_object_set_new(data, key, cut(text, max));
}

static json_t *needs(const struct visit *visit)
{
	const struct form *form = visit->form;
	json_t *items = json_array();
	for (size_t i = 0; i < form->service.need_count; i++) {
		char id[32];
		snprintf(id, sizeof id, "need.%zu", i);
		json_array_append_new(items, cut(form_text(form, visit->language_tag, "kiosk", id, "", form->service.need[i], NULL), HANDOUT_ITEM_MAX_BYTES));
	}
	return json_pack("{s:o, s:o}", "title", cut(form_text(form, visit->language_tag, "form", "", "title", form->name, NULL), HANDOUT_TITLE_MAX_BYTES), "items", items);
}

static json_t *branch(const struct visit *visit)
{
	const struct site *site = visit->site;
	const char *line[WEEK_DAYS];
	struct arena arena;
	arena_init(&arena, ARENA_BYTES);
	json_t *data = json_object(), *hours = json_array();
	int count = week_lines(visit->words, site, &arena, line);
	for (int i = 0; i < count; i++)
		json_array_append_new(hours, cut(line[i], HANDOUT_TITLE_MAX_BYTES));
	put(data, "name", site->branch, HANDOUT_TITLE_MAX_BYTES);
	put(data, "about", site->desk, HANDOUT_ITEM_MAX_BYTES);
	put(data, "where", site->address, HANDOUT_WHERE_MAX_BYTES);
	put(data, "phone", site->phone, HANDOUT_NUMBER_MAX_BYTES);
	put(data, "relay", site->text_relay, HANDOUT_NUMBER_MAX_BYTES);
	json_object_set_new(data, "hours", hours);
	arena_done(&arena);
	return data;
}

static void put_block(json_t *blocks, const char *kind, const char *text)
{
	json_array_append_new(blocks, json_pack("{s:s, s:s}", "kind", kind, "text", text));
}

static void put_part(json_t *blocks, const struct visit *visit, enum charter_part part)
{
	const struct charter_text *text = charter_text(&visit->house->charter, part, visit->language_tag, NULL);
	for (size_t i = 0; text && i < text->count; i++)
		put_block(blocks, "text", text->paragraph[i]);
}

/* What the kiosk itself vouches for, then the council's words. Not which service somebody looked at. */
static json_t *charter(const struct visit *visit)
{
	struct arena arena;
	arena_init(&arena, ARENA_BYTES);
	const struct charter *charter = &visit->house->charter;
	json_t *blocks = json_array(), *data = json_pack("{s:s, s:s, s:o}", "title", words_get(visit->words, "charter.title"), "source", visit->site->council, "blocks", blocks);
	if (!visit->direct)
		put_block(blocks, "text", words_fill(visit->words, &arena, "why.sealed", WORDS_VALUES({ "council", visit->site->council })));
	put_block(blocks, "text", words_get(visit->words, "why.cleared"));
	put_part(blocks, visit, CHARTER_PRIVACY);
	if (charter_text(charter, CHARTER_PROMISE, visit->language_tag, NULL)) {
		put_block(blocks, "heading", words_get(visit->words, "charter.promise"));
		put_part(blocks, visit, CHARTER_PROMISE);
	}
	if (!date_none(charter->checked))
		json_object_set_new(data, "checked", json_string(words_date(visit->words, &arena, charter->checked, WORDS_DATE_PLAIN)));
	arena_done(&arena);
	return data;
}

json_t *handout_paper(const struct visit *visit)
{
	static const char *const kinds[HANDOUT_COUNT] = { [HANDOUT_LIST] = "document-list", [HANDOUT_BRANCH] = "directory-entry", [HANDOUT_CHARTER] = "page" };
	enum handout shown = visit->handouts.shown;
	json_t *data = shown == HANDOUT_LIST ? needs(visit) : shown == HANDOUT_BRANCH ? branch(visit) : charter(visit);
	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "verb", "print", "kind", kinds[shown], "language", visit->language_tag, "large", visit->text_percent >= LARGE_PERCENT, "data", data);
}

/* Over whatever asked for it: a page, or another sheet. */
static void show_sheet(struct visit *visit)
{
	if (visit->sheet == SHEET_NONE)
		visit->list_page_under = visit->list_page;
	visit->sheet = SHEET_HANDOUT;
	visit->list_page = 0;
}

unsigned act_handout(struct visit *visit, const struct act *act)
{
	enum handout handout = (enum handout)act->number;
	if (act->number < 0 || act->number >= HANDOUT_COUNT || visit->handouts.asking || !handout_has(visit, handout) || visit->sheet == SHEET_STILL_THERE)
		return 0;
	if (visit->sheet == SHEET_HANDOUT && visit->handouts.state == OFFER_PRINTING)
		return 0; /* not twice */
	bool there = visit->sheet == SHEET_HANDOUT;
	visit->handouts = (struct handouts){ .shown = handout, .state = OFFER_PRINTING, .asking = true };
	show_sheet(visit);
	return EFFECT_REBUILD | EFFECT_HANDOUT | (there ? 0 : EFFECT_MOVED);
}

static unsigned ended(struct visit *visit, enum offer_state state)
{
	visit->handouts.state = state;
	visit->handouts.job = 0;
	visit->touched_ms = visit->mono_ms; /* time to take it */
	return EFFECT_REBUILD;
}

unsigned visit_handout_kept(struct visit *visit, enum fail code, int64_t job)
{
	if (!visit->handouts.asking)
		return 0;
	visit->handouts.asking = false;
	if (code != FAIL_NONE)
		return ended(visit, OFFER_GONE);
	visit->handouts.job = job;
	return 0;
}

unsigned visit_handout_state(struct visit *visit, int64_t job, const char *state)
{
	bool done = strcmp(state, "done") == 0, unsure = strcmp(state, "unsure") == 0;
	if (job <= 0 || job != visit->handouts.job || (!done && !unsure && strcmp(state, "withdrawn") != 0))
		return 0;
	return ended(visit, done ? OFFER_DONE : unsure ? OFFER_UNSURE : OFFER_GONE);
}

void handout_lost(struct visit *visit)
{
	if (visit->handouts.state == OFFER_PRINTING && !visit->handouts.asking)
		visit->handouts.state = OFFER_UNSURE;
	visit->handouts.job = 0;
}
