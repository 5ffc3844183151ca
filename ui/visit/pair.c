/* SPDX-License-Identifier: MIT */
/* pair.c - chosen, turned round, read back in both, ended. */
#include "ui/visit/pair.h"

#include "firmware/base/json.h"
#include "ui/visit/parts.h"

#include <string.h>

static const char *const who_names[PAIR_WHO_COUNT] = { [PAIR_FAMILY] = "family", [PAIR_WORKER] = "worker", [PAIR_INTERPRETER] = "interpreter", [PAIR_STAFF] = "staff" };

const char *pair_who_name(enum pair_who who)
{
	return who_names[who];
}

/* Which of both is shown: 1 the other's. */
static int shown(const struct visit *visit)
{
	return strcmp(visit->language_tag, visit->pair.tag[1]) == 0;
}

const char *pair_other(const struct visit *visit)
{
	return visit->pair.on ? visit->pair.tag[1 - shown(visit)] : NULL;
}

const char *pair_first(const struct visit *visit)
{
	return visit->pair.on ? visit->pair.tag[0] : visit->language_tag;
}

bool pair_unread(const struct visit *visit)
{
	return visit->pair.on && visit->place == PLACE_CHECK && !visit->pair.read[1 - shown(visit)];
}

void pair_note(const struct visit *visit, json_t *record)
{
	const struct tongues *pair = &visit->pair;
	if (pair->on)
		json_object_set_new(json_object_get(record, "meta"), "interpreted", json_pack("{s:s, s:[s, s]}", "by", who_names[pair->who], "languages", pair->tag[0], pair->tag[1]));
}

void pair_forget(struct visit *visit)
{
	memset(&visit->pair, 0, sizeof visit->pair);
}

/* The same page, in @tag. */
static unsigned speak(struct visit *visit, const char *tag)
{
	if (house_speak(visit->house, tag) != FAIL_NONE)
		return 0;
	text_put(visit->language_tag, sizeof visit->language_tag, tag);
	visit->words = visit->house->words;
	visit->list_page = visit->place == PLACE_CHECK && visit->sheet == SHEET_NONE ? 0 : visit->list_page; /* from its beginning */
	return EFFECT_REBUILD;
}

static unsigned choose_language(struct visit *visit, const char *tag)
{
	bool known = false;
	for (size_t i = 0; i < visit->language_count; i++)
		known |= strcmp(visit->language[i], tag) == 0;
	if (!known || strcmp(tag, visit->language_tag) == 0 || strlen(tag) >= PAIR_TAG_BYTES)
		return 0;
	text_put(visit->pair.tag[0], PAIR_TAG_BYTES, visit->language_tag);
	text_put(visit->pair.tag[1], PAIR_TAG_BYTES, tag);
	visit->pair.stage = PAIR_WHO;
	visit->list_page = 0;
	return EFFECT_REBUILD | EFFECT_MOVED;
}

static unsigned choose_who(struct visit *visit, const struct act *act)
{
	for (int i = 0; i < PAIR_WHO_COUNT; i++)
		if (strcmp(act->text, who_names[i]) == 0) {
			visit->pair.who = (enum pair_who)i;
			visit->pair.on = visit->language_chosen = true;
			return act_close(visit, act);
		}
	return 0;
}

static unsigned end(struct visit *visit, const struct act *act)
{
	unsigned effects = strcmp(visit->language_tag, visit->pair.tag[0]) == 0 ? EFFECT_REBUILD : speak(visit, visit->pair.tag[0]);
	pair_forget(visit);
	return effects | act_close(visit, act);
}

/* In the part that is the last: so it was read from its beginning to its end. */
static unsigned read_back(struct visit *visit)
{
	if (visit->place != PLACE_CHECK)
		return 0;
	visit->pair.read[shown(visit)] = true;
	return speak(visit, pair_other(visit)) | EFFECT_MOVED;
}

unsigned act_pair(struct visit *visit, const struct act *act)
{
	struct tongues *pair = &visit->pair;
	bool turns = pair->on && visit->sheet != SHEET_STILL_THERE;
	if (strcmp(act->text, "turn") == 0)
		return turns ? speak(visit, pair_other(visit)) : 0;
	if (strcmp(act->text, "read") == 0)
		return turns && visit->sheet == SHEET_NONE ? read_back(visit) : 0;
	if (visit->sheet != SHEET_PAIR)
		return 0;
	if (pair->stage == PAIR_ON)
		return strcmp(act->text, "end") == 0 ? end(visit, act) : 0;
	return pair->stage == PAIR_WHO ? choose_who(visit, act) : choose_language(visit, act->text);
}

void pair_follow(struct visit *visit)
{
	if (visit->place != PLACE_CHECK) /* it may be other answers when they come back */
		memset(visit->pair.read, 0, sizeof visit->pair.read);
}

void pair_open(struct visit *visit)
{
	visit->pair.stage = visit->pair.on ? PAIR_ON : PAIR_LANGUAGE;
}

json_t *pair_copy(const struct visit *visit)
{
	const struct tongues *pair = &visit->pair;
	return pair->on ? json_pack("{s:s, s:s, s:i}", "first", pair->tag[0], "second", pair->tag[1], "who", (int)pair->who) : NULL;
}

enum fail pair_restore(const json_t *json, struct visit *visit)
{
	struct tongues pair = { .on = true, .stage = PAIR_ON };
	const char *first, *second;
	int64_t who;
	visit->pair = (struct tongues){ 0 };
	if (!json)
		return FAIL_NONE;
	TRY(json_take_text(json, "first", PAIR_TAG_BYTES - 1, &first));
	TRY(json_take_text(json, "second", PAIR_TAG_BYTES - 1, &second));
	TRY(json_take_int(json, "who", 0, PAIR_WHO_COUNT - 1, &who));
	if (strcmp(first, second) == 0 || (strcmp(visit->language_tag, first) != 0 && strcmp(visit->language_tag, second) != 0))
		return FAIL(INPUT, "a pair of languages that is none");
	text_put(pair.tag[0], PAIR_TAG_BYTES, first);
	text_put(pair.tag[1], PAIR_TAG_BYTES, second);
	pair.who = (enum pair_who)who;
	visit->pair = pair;
	return FAIL_NONE;
}
