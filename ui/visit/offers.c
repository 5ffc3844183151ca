/* SPDX-License-Identifier: MIT */
/*
 * offers.c - DESIGN: of the answers only the address is kept, and only while the confirmation page is shown; it goes to the hub's memory with the paper.
 * Nothing is offered whose days are not known, and "printed" is said when every paper of it is.
 */
#include "ui/visit/offers.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "ui/visit/parts.h"
#include "ui/visit/rounds.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { WHAT_MAX = 8, LARGE_PERCENT = 150, WEEKLY_LEAST = OFFERS_DAYS / 7 - 2, NOTES_MAX = 6, NOTE_MAX_BYTES = 200 };

static const char *part(const struct visit *visit, const struct form_component *address, int field)
{
	const char *value = answers_get(visit->answers, address->field[field]);
	return value ? value : "";
}

/* "14 Mill Lane" is number 14 in Mill Lane; a house with a name only is known by that. */
static void split(struct offers *offers, const char *first, const char *second)
{
	size_t number = isdigit((unsigned char)first[0]) ? strcspn(first, " ,") : strcspn(first, ",");
	const char *street = first + number;
	street += strspn(street, " ,");
	if (!*street)
		street = *second ? second : first;
	snprintf(offers->number, sizeof offers->number, "%.*s", (int)(number < OFFERS_NUMBER_MAX_BYTES ? number : OFFERS_NUMBER_MAX_BYTES), first);
	text_put(offers->street, sizeof offers->street, strlen(street) <= OFFERS_STREET_MAX_BYTES ? street : offers->number);
}

void offers_forget(struct visit *visit)
{
	json_decref(visit->offers.containers);
	secret_wipe(&visit->offers, sizeof visit->offers);
}

void offers_take(struct visit *visit)
{
	const struct form_prints *prints = &visit->form->prints;
	offers_forget(visit);
	if (!prints->address || !*part(visit, prints->address, ADDRESS_UPRN))
		return;
	text_put(visit->offers.uprn, sizeof visit->offers.uprn, part(visit, prints->address, ADDRESS_UPRN));
	split(&visit->offers, part(visit, prints->address, ADDRESS_LINE1), part(visit, prints->address, ADDRESS_LINE2));
	memcpy(visit->offers.offered, prints->offers, sizeof visit->offers.offered);
	visit->offers.from = visit->today;
}

json_t *visit_offers_request(const struct visit *visit)
{
	char from[11];
	if (!*visit->offers.uprn)
		return NULL;
	date_write(visit->offers.from, from);
	return json_pack("{s:s, s:s, s:s, s:i}", "verb", "rounds.dates", "uprn", visit->offers.uprn, "from", from, "days", OFFERS_DAYS);
}

unsigned visit_offers_found(struct visit *visit, enum fail code, const json_t *reply)
{
	json_t *containers = json_object_get(reply, "containers");
	if (!*visit->offers.uprn || visit->place != PLACE_DONE || code != FAIL_NONE || !json_is_array(containers) || json_array_size(containers) > ROUNDS_CONTAINER_MAX)
		return 0;
	json_decref(visit->offers.containers);
	visit->offers.containers = json_incref(containers);
	visit->touched_ms = visit->mono_ms; /* time to read what is offered */
	return EFFECT_REBUILD;
}

bool offers_has(const struct visit *visit, enum form_print print)
{
	return visit->place == PLACE_DONE && visit->offers.offered[print] && json_array_size(visit->offers.containers) > 0;
}

bool offers_printing(const struct visit *visit)
{
	return visit->offers.state[FORM_PRINT_CALENDAR] == OFFER_PRINTING || visit->offers.state[FORM_PRINT_LABELS] == OFFER_PRINTING;
}

unsigned act_offer(struct visit *visit, const struct act *act)
{
	enum form_print print = act->number == FORM_PRINT_LABELS ? FORM_PRINT_LABELS : FORM_PRINT_CALENDAR;
	if (act->number < 0 || act->number >= FORM_PRINT_COUNT || !offers_has(visit, print) || visit->offers.state[print] == OFFER_PRINTING)
		return 0;
	size_t count = 0;
	visit->offers.asked = print;
	while (count < OFFERS_LABELS_MAX) {
		json_t *paper = visit_offer_paper(visit, count);
		if (!paper)
			break;
		json_decref(paper);
		count++;
	}
	offers_begin(visit, print, count);
	return EFFECT_REBUILD | EFFECT_OFFER;
}

static const char *icon_of(const json_t *entry)
{
	static const struct { const char *begins, *icon; } icons[] = {
		{ "refuse", "rubbish" }, { "rubbish", "rubbish" }, { "general", "rubbish" }, { "recycling", "recycling" }, { "garden", "garden" }, { "food", "food" },
	};
	const char *code = json_text_or(entry, "container", "");
	for (size_t i = 0; i < sizeof icons / sizeof icons[0]; i++)
		if (strncmp(code, icons[i].begins, strlen(icons[i].begins)) == 0)
			return icons[i].icon;
	return "other";
}

static const char *name_of(const struct visit *visit, const json_t *entry)
{
	const json_t *names = json_object_get(entry, "name");
	return json_text_or(names, visit->language_tag, json_text_or(names, "en", json_text_or(entry, "container", "")));
}

static bool among(const json_t *list, const char *text)
{
	const json_t *one;
	size_t at;
	json_array_foreach(list, at, one)
		if (json_is_string(one) && strcmp(json_string_value(one), text) == 0)
			return true;
	return false;
}

/* What comes each week is said once, above the days, where its name leaves room for that; the days tell only when it does not. */
static bool weekly(const struct visit *visit, const json_t *entry)
{
	size_t note = strlen(name_of(visit, entry)) + 2 + strlen(words_get(visit->words, "offers.weekly"));
	return json_array_size(json_object_get(entry, "dates")) >= WEEKLY_LEAST && note <= NOTE_MAX_BYTES;
}

static bool all_weekly(const struct visit *visit)
{
	json_t *entry;
	size_t at;
	json_array_foreach(visit->offers.containers, at, entry)
		if (!weekly(visit, entry))
			return false;
	return true;
}

static bool any_moved(const struct visit *visit, const char *date)
{
	json_t *entry;
	size_t at;
	json_array_foreach(visit->offers.containers, at, entry)
		if (among(json_object_get(entry, "moved"), date))
			return true;
	return false;
}

/* What is collected on @date, and whether people expect another day; NULL nothing that is not known. */
static json_t *day_of(const struct visit *visit, const char *date)
{
	json_t *what = json_array(), *entry;
	bool moved = false, whole = all_weekly(visit) || any_moved(visit, date);
	size_t at;
	json_array_foreach(visit->offers.containers, at, entry)
		if (json_array_size(what) < WHAT_MAX && (whole || !weekly(visit, entry)) && among(json_object_get(entry, "dates"), date)) {
			json_array_append_new(what, json_pack("{s:s, s:s}", "icon", icon_of(entry), "name", name_of(visit, entry)));
			moved |= among(json_object_get(entry, "moved"), date);
		}
	if (json_array_size(what) > 0)
		return json_pack("{s:s, s:b, s:o}", "date", date, "moved", moved, "what", what);
	json_decref(what);
	return NULL;
}

/* "Green caddy, food waste: every week" */
static json_t *notes(const struct visit *visit)
{
	json_t *list = json_array(), *entry;
	size_t at;
	json_array_foreach(visit->offers.containers, at, entry) {
		if (!all_weekly(visit) && weekly(visit, entry) && json_array_size(list) < NOTES_MAX)
			json_array_append_new(list, json_sprintf("%s: %s", name_of(visit, entry), words_get(visit->words, "offers.weekly")));
	}
	return list;
}

static json_t *calendar(const struct visit *visit)
{
	json_t *days = json_array();
	for (int i = 0; i < OFFERS_DAYS; i++) {
		char date[11];
		date_write(date_add_days(visit->offers.from, i), date);
		json_t *day = day_of(visit, date);
		if (day)
			json_array_append_new(days, day);
	}
	return json_pack("{s:s, s:o, s:o}", "street", visit->offers.street, "notes", notes(visit), "days", days);
}

static json_t *label(const struct visit *visit, size_t index)
{
	const json_t *entry = index < OFFERS_LABELS_MAX ? json_array_get(visit->offers.containers, index) : NULL;
	if (!entry)
		return NULL;
	return json_pack("{s:s, s:s, s:s, s:s}", "icon", icon_of(entry), "name", name_of(visit, entry), "number", visit->offers.number, "street", visit->offers.street);
}

json_t *visit_offer_paper(const struct visit *visit, size_t index)
{
	bool labels = visit->offers.asked == FORM_PRINT_LABELS;
	json_t *data = labels ? label(visit, index) : index == 0 ? calendar(visit) : NULL;
	if (!data)
		return NULL;
	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "verb", "print", "kind", labels ? "container-label" : "bin-calendar", "language", visit->language_tag,
		"large", visit->text_percent >= LARGE_PERCENT, "data", data);
}
