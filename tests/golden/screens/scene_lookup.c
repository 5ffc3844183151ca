/* SPDX-License-Identifier: MIT */
/* scene_lookup.c - a hub's answers given by hand, for an invented postcode. */
#include "tests/golden/screens/scene_lookup.h"

#include "ui/visit/idle.h"
#include "ui/visit/parts.h"

#include <stdio.h>

static void act(struct visit *visit, enum action action, int number, const char *text, const char *node)
{
	(void)visit_act(visit, action, number, text, node);
}

void make_lookup(struct visit *visit)
{
	(void)visit_lookup_here(visit, true);
	act(visit, ACTION_START, 0, NULL, NULL);
	act(visit, ACTION_SERVICE, 0, "missed-bin", NULL);
	act(visit, ACTION_BEGIN, 0, NULL, NULL);
	(void)page_show(visit, form_page_at(visit->form, "/where"));
}

static void ask(struct visit *visit, const char *postcode)
{
	make_lookup(visit);
	act(visit, ACTION_SET, 0, postcode, "field:place__postcode");
	act(visit, ACTION_CONTINUE, 0, NULL, NULL);
}

static void answer(struct visit *visit, json_t *reply)
{
	(void)visit_found(visit, FAIL_NONE, reply);
	json_decref(reply);
}

static void list(struct visit *visit, int count)
{
	ask(visit, "mf2 4qt");
	json_t *addresses = json_array();
	for (int i = 1; i <= count; i++) {
		char line[64], uprn[16];
		snprintf(line, sizeof line, "%d Mill Lane", i + i / 5);
		snprintf(uprn, sizeof uprn, "9000000%05d", i);
		json_t *lines = i == 4 ? json_pack("[s, s, s]", "Flat 2, The Old Corn Exchange", line, "Behind the market") : json_pack("[s]", line);
		json_array_append_new(addresses, json_pack("{s:s, s:o, s:s}", "uprn", uprn, "lines", lines, "town", "Mereford"));
	}
	answer(visit, json_pack("{s:s, s:b, s:i, s:o}", "postcode", "MF2 4QT", "mended", 0, "total", count, "addresses", addresses));
}

static void elsewhere(struct visit *visit, json_t *areas)
{
	ask(visit, "MF21 3AB");
	answer(visit, json_pack("{s:s, s:[], s:o}", "postcode", "MF21 3AB", "addresses", "elsewhere", areas));
}

static json_t *area(const char *council, const char *phone, const char *web)
{
	return json_pack("{s:s, s:s, s:s}", "council", council, "phone", phone, "web", web);
}

void make_lookup_wrong(struct visit *visit) { ask(visit, "MF2"); }
void make_lookup_slow(struct visit *visit) { ask(visit, "MF2 4QT"); visit->mono_ms += LOOKUP_SLOW_MS; (void)visit_tick(visit); }
void make_lookup_list(struct visit *visit) { list(visit, 24); act(visit, ACTION_CHOOSE, 0, "3", "choice:place:3"); }
void make_lookup_list_second(struct visit *visit) { list(visit, 24); act(visit, ACTION_PAGE, 1, NULL, NULL); }
void make_lookup_list_wrong(struct visit *visit) { list(visit, 24); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
void make_lookup_few(struct visit *visit) { list(visit, 2); }
void make_lookup_elsewhere(struct visit *visit) { elsewhere(visit, json_pack("[o]", area("Eastwick Borough Council", "01632 960011", "www.eastwick.example"))); }
void make_lookup_several(struct visit *visit)
{
	elsewhere(visit, json_pack("[o, o]", area("Eastwick Borough Council", "01632 960011", "www.eastwick.example"), area("Southmoor District Council", "01632 960012", "")));
}
void make_lookup_nobody(struct visit *visit) { elsewhere(visit, json_array()); }
void make_lookup_chosen(struct visit *visit) { make_lookup_list(visit); (void)page_show(visit, visit->page); }
void make_lookup_typed(struct visit *visit) { list(visit, 24); act(visit, ACTION_LOOKUP, LOOKUP_MANUAL, NULL, NULL); }
void make_lookup_failed(struct visit *visit) { ask(visit, "MF2 4QT"); (void)visit_found(visit, FAIL_OFFLINE, NULL); }

/* What the rounds of an address say, on the page at @path behind it. */
static void days_on(struct visit *visit, const char *path)
{
	act(visit, ACTION_START, 0, NULL, NULL);
	act(visit, ACTION_SERVICE, 0, "service-1", NULL);
	act(visit, ACTION_BEGIN, 0, NULL, NULL);
	(void)answers_set(visit->answers, "home__uprn", "900000000014");
	(void)page_show(visit, form_page_at(visit->form, path));
	act(visit, ACTION_PAGE, 1, NULL, NULL); /* the days are asked for behind any act */
	visit->list_page = 0;
	json_t *reply = json_pack("{s:[{s:s, s:{s:s, s:s}, s:[s, s]}, {s:s, s:{s:s, s:s}, s:[s, s]}, {s:s, s:{s:s, s:s}, s:[s]}]}", "containers",
		"container", "refuse", "name", "en", "Black bin, rubbish", "cy", "Bin du, sbwriel", "dates", "2026-11-24", "2026-12-08",
		"container", "recycling", "name", "en", "Blue bin, recycling", "cy", "Bin glas, ailgylchu", "dates", "2026-12-01", "2026-12-15",
		"container", "garden", "name", "en", "Brown bin, garden waste", "cy", "Bin brown, gwastraff gardd", "dates", "2026-12-01");
	(void)visit_rounds_found(visit, FAIL_NONE, reply);
	json_decref(reply);
}

/* In the boxes for typing, names that the list has for what is there so far. */
static void suggested(struct visit *visit, const char *typed, const char *begins, json_t *names)
{
	make_lookup(visit);
	act(visit, ACTION_LOOKUP, LOOKUP_MANUAL, NULL, NULL);
	act(visit, ACTION_TYPE, 0, typed, NULL);
	visit->suggest.asked_ms = 1;
	json_t *reply = json_pack("{s:s, s:o}", "begins", begins, "names", names);
	(void)visit_suggested(visit, FAIL_NONE, reply);
	json_decref(reply);
}

void make_suggested(struct visit *visit) { suggested(visit, "14 mi", "mi", json_pack("[s, s, s]", "Mill Lane", "Minster Close", "Middle Row")); }
void make_suggested_long(struct visit *visit) { suggested(visit, "14 mi", "mi", json_pack("[s, s]", "Minchinhampton Old Market Gardens North", "Midsomer")); }

void make_days(struct visit *visit) { days_on(visit, "/days"); }
void make_days_end(struct visit *visit) { days_on(visit, "/due-today"); }
