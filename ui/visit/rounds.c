/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: the days are followed after each action, so that no page needs to know of them: an address that was picked asks for its days, and
 * what they mean is kept among the answers, and decides the form's conditions. What is not known decides nothing: the form goes by its own.
 */
#include "ui/visit/rounds.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/forms/rounds.h"
#include "ui/visit/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct form_rounds *rounds_of(const struct visit *visit)
{
	return visit->form && visit->place >= PLACE_QUESTION && visit->place < PLACE_SENDING ? visit->form->rounds : NULL;
}

static const char *answer(const struct visit *visit, const char *field)
{
	const char *value = answers_get(visit->answers, field);
	return value ? value : "";
}

static const char *uprn_of(const struct visit *visit, const struct form_rounds *rounds)
{
	return answer(visit, rounds->address->field[ADDRESS_UPRN]);
}

void rounds_forget(struct visit *visit)
{
	json_decref(visit->rounds.containers);
	secret_wipe(&visit->rounds, sizeof visit->rounds);
}

static void hear(struct visit *visit, const struct form_rounds *rounds, enum rounds_word word)
{
	rounds_hear(visit->answers, word, rounds->early_minutes >= 0 && visit->now_minutes >= rounds->early_minutes);
}

/* What the rounds call the container that was answered; "" none of theirs. NULL: all of them are meant. */
static const char *container_of(const struct visit *visit, const struct form_rounds *rounds)
{
	static const char none[] = "";
	if (!rounds->container)
		return NULL;
	const char *value = answer(visit, rounds->container->name);
	for (size_t i = 0; i < rounds->container_count; i++)
		if (strcmp(rounds->containers[i].value, value) == 0)
			return rounds->containers[i].code;
	return none;
}

static const json_t *entry_of(const struct visit *visit, const char *container)
{
	const json_t *entry;
	size_t at;
	json_array_foreach(visit->rounds.containers, at, entry)
		if (strcmp(json_text_or(entry, "container", ""), container) == 0)
			return entry;
	return NULL;
}

/* The @index-th day of @entry; false behind the last. */
static bool day_at(const json_t *entry, size_t index, struct date *ret)
{
	const char *text = json_string_value(json_array_get(json_object_get(entry, "dates"), index));
	bool day = text && date_parse(text, ret) == FAIL_NONE;
	if (text && !day)
		fail_clear();
	return day;
}

/* The last day up to today. */
static bool last_day(const struct visit *visit, const json_t *entry, struct date *ret)
{
	struct date day;
	bool any = false;
	for (size_t i = 0; day_at(entry, i, &day) && date_compare(day, visit->today) <= 0; i++) {
		*ret = day;
		any = true;
	}
	return any;
}

static bool too_late(const struct visit *visit, const struct form_rounds *rounds, struct date day)
{
	if (rounds->late == 0)
		return false;
	struct date end = rounds->late_working_days ? holidays_add(visit->holidays, day, rounds->late) : date_add_days(day, rounds->late);
	return date_compare(visit->today, end) > 0;
}

static enum rounds_word word_of(const struct visit *visit, const struct form_rounds *rounds)
{
	const char *container = container_of(visit, rounds);
	struct date day;
	if (!container)
		return json_array_size(visit->rounds.containers) ? ROUNDS_KNOWN : ROUNDS_NONE;
	if (!*container)
		return ROUNDS_UNKNOWN;
	const json_t *entry = entry_of(visit, container);
	if (json_array_size(json_object_get(entry, "dates")) == 0)
		return ROUNDS_NONE;
	if (!last_day(visit, entry, &day))
		return ROUNDS_LATE;
	if (date_compare(day, visit->today) == 0 && visit->now_minutes < rounds->early_minutes)
		return ROUNDS_TODAY;
	return too_late(visit, rounds, day) ? ROUNDS_LATE : ROUNDS_DUE;
}

/* Another address: nothing is known of it, but what a copy of the visit brought along. */
static unsigned ask(struct visit *visit, const struct form_rounds *rounds, const char *uprn)
{
	bool another = *visit->rounds.uprn || !*uprn;
	rounds_forget(visit);
	text_put(visit->rounds.uprn, sizeof visit->rounds.uprn, uprn);
	visit->rounds.container = container_of(visit, rounds);
	visit->rounds.from = date_add_days(visit->today, -ROUNDS_BACK_DAYS);
	visit->rounds.pending = *uprn != '\0';
	visit->rounds.asked_ms = visit->mono_ms;
	hear(visit, rounds, another ? ROUNDS_UNKNOWN : rounds_heard(visit->answers)); /* last: it moves the answers */
	return visit->rounds.pending ? EFFECT_DATES : 0;
}

unsigned rounds_follow(struct visit *visit)
{
	const struct form_rounds *rounds = rounds_of(visit);
	if (!rounds) {
		if (visit->place < PLACE_SERVICE || visit->place >= PLACE_SENDING)
			rounds_forget(visit);
		return 0;
	}
	const char *uprn = uprn_of(visit, rounds);
	if (strcmp(uprn, visit->rounds.uprn) != 0)
		return ask(visit, rounds, uprn);
	const char *container = container_of(visit, rounds);
	bool same = container == visit->rounds.container;
	visit->rounds.container = container;
	hear(visit, rounds, visit->rounds.containers ? word_of(visit, rounds) : same ? rounds_heard(visit->answers) : ROUNDS_UNKNOWN);
	return 0;
}

unsigned rounds_ask_again(struct visit *visit)
{
	if (!visit->rounds.containers)
		rounds_forget(visit);
	return rounds_follow(visit);
}

json_t *visit_rounds_request(const struct visit *visit)
{
	char from[11];
	if (!*visit->rounds.uprn || date_none(visit->rounds.from))
		return NULL;
	date_write(visit->rounds.from, from);
	return json_pack("{s:s, s:s, s:s, s:i}", "verb", "rounds.dates", "uprn", visit->rounds.uprn, "from", from, "days", ROUNDS_DAYS);
}

/* Whoever waited goes on, with or without days. */
static unsigned settled(struct visit *visit)
{
	bool waited = visit->rounds.waits;
	visit->rounds.pending = visit->rounds.waits = false;
	return waited ? act_continue(visit, &(struct act){ .text = "", .node_id = "" }) | EFFECT_KEEP : 0;
}

bool rounds_wait(struct visit *visit)
{
	const struct form_rounds *rounds = rounds_of(visit);
	const struct form_page *page = visit_page(visit);
	bool here = rounds && page && rounds->address >= page->component && rounds->address < page->component + page->count;
	visit->rounds.waits = here && visit->rounds.pending;
	return visit->rounds.waits;
}

int64_t rounds_next_ms(const struct visit *visit)
{
	return visit->rounds.waits && visit->place == PLACE_QUESTION ? visit->rounds.asked_ms + LOOKUP_SLOW_MS : -1;
}

unsigned rounds_tick(struct visit *visit)
{
	int64_t next = rounds_next_ms(visit);
	return next >= 0 && visit->mono_ms >= next ? settled(visit) : 0;
}

unsigned visit_rounds_found(struct visit *visit, enum fail code, const json_t *reply)
{
	json_t *containers = json_object_get(reply, "containers");
	if (!*visit->rounds.uprn)
		return 0;
	if (code != FAIL_NONE || !json_is_array(containers) || json_array_size(containers) > ROUNDS_CONTAINER_MAX)
		return settled(visit);
	json_decref(visit->rounds.containers);
	visit->rounds.containers = json_incref(containers);
	(void)rounds_follow(visit);
	return settled(visit) | EFFECT_REBUILD | EFFECT_KEEP;
}

bool rounds_shown_on(const struct visit *visit)
{
	const struct form_rounds *rounds = visit->place == PLACE_QUESTION ? rounds_of(visit) : NULL;
	for (size_t i = 0; rounds && visit->rounds.containers && i < rounds->page_count; i++)
		if (rounds->page[i] == visit->page)
			return true;
	return false;
}

/* In the visit's language, else in English, else by its code. */
static const char *name_of(const struct visit *visit, const json_t *entry)
{
	const json_t *names = json_object_get(entry, "name");
	const char *name = json_text_or(names, visit->language_tag, json_text_or(names, "en", json_text_or(entry, "container", "")));
	return strlen(name) <= ROUNDS_NAME_MAX_BYTES ? name : "";
}

bool rounds_next(const struct visit *visit, size_t index, struct rounds_next *ret)
{
	const struct form_rounds *rounds = rounds_of(visit);
	const char *container = rounds ? container_of(visit, rounds) : "";
	const json_t *own = container && *container ? entry_of(visit, container) : NULL;
	const json_t *entry = own ? (index == 0 ? own : NULL) : json_array_get(visit->rounds.containers, index);
	struct date day;
	if (!entry)
		return false;
	*ret = (struct rounds_next){ .name = name_of(visit, entry) };
	for (size_t i = 0; ret->count < ROUNDS_NEXT_MAX && day_at(entry, i, &day); i++)
		if (date_compare(day, visit->today) >= 0)
			ret->day[ret->count++] = day;
	return true;
}

/* Whether @day stands in any container's list: then it was suggested, or might have been. */
static bool of_the_rounds(const struct visit *visit, struct date wanted)
{
	const json_t *entry;
	struct date day;
	size_t at;
	json_array_foreach(visit->rounds.containers, at, entry)
		for (size_t i = 0; day_at(entry, i, &day); i++)
			if (date_compare(day, wanted) == 0)
				return true;
	return false;
}

void rounds_suggest(struct visit *visit)
{
	const struct form_rounds *rounds = rounds_of(visit);
	const struct form_page *page = visit_page(visit);
	struct date given = { 0 }, day;
	if (!rounds || !rounds->due || !page || rounds->due < page->component || rounds->due >= page->component + page->count)
		return;
	int *const part[] = { &given.day, &given.month, &given.year };
	bool blank = true;
	for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
		const char *text = answer(visit, rounds->due->field[i]);
		blank &= !*text;
		*part[i] = (int)strtol(text, NULL, 10);
	}
	if (rounds_heard(visit->answers) != ROUNDS_DUE || !(blank || of_the_rounds(visit, given)))
		return;
	if (!last_day(visit, entry_of(visit, container_of(visit, rounds)), &day))
		return;
	char text[11];
	date_write(day, text);
	(void)choose_date(visit, rounds->due, text);
}
