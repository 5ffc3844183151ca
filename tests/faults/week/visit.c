/* SPDX-License-Identifier: MIT */
/* visit.c - residents, as a table of what they may answer. */
#include "tests/faults/week/week.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { VALUES = 6, IDLE_MS = 121 * 1000, WARN_MS = 46 * 1000 };

/* @values: one of them is picked; "%" is what only this visit says. @shown: the answer is kept (a page may not come at all). */
struct question { const char *node; const char *values[VALUES]; };
struct service { const char *code; unsigned share; struct question questions[WEEK_QUESTIONS]; };

static const struct service services[] = {
	{ "complaint", 64, {
		{ "choice:kind", { "praise", "comment" } },
		{ "choice:service", { "bins", "tax", "benefits", "housing", "streets", "library" } },
		{ "field:whatHappened", { "%" } },
		{ "choice:reply", { "false" } },
	} },
	{ "paper-form", 28, {
		{ "choice:form", { "unsure" } },
		{ "field:about", { "%" } },
		{ "choice:paperKind", { "ordinary", "large", "easy", "yellow", "braille" } },
		{ "choice:paperLanguage", { "en", "cy", "both", "other" } },
		{ "choice:how", { "now" } },
		{ "choice:help", { "false" } },
	} },
	{ "missed-bin", 8, {
		{ "field:place__addressLine1", { "14 Zwblywick Terrace", "3 Quarnfold" } },
		{ "field:place__town", { "Plimbourneham" } },
		{ "field:place__postcode", { "MB7 3QZ" } },
		{ "choice:bin", { "recycling", "rubbish" } },
		{ "choice:assisted", { "false" } },
		{ "choice:outInTime", { "true" } },
		{ "choice:tagged", { "true", "false" } },
		{ "field:inTheWay", { "%" } },
		{ "choice:contact", { "none" } },
	} },
};
enum { SERVICES = sizeof services / sizeof services[0] };

static const char *value_of(const struct visit *visit, int question)
{
	const char *value = services[visit->service].questions[question].values[visit->pick[question]];
	return strcmp(value, "%") == 0 ? visit->words : value;
}

static int values_of(const struct question *question)
{
	int count = 0;
	while (count < VALUES && question->values[count])
		count++;
	return count;
}

void visit_forms(const char *folder)
{
	char from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES], name[64];
	for (int i = 0; i < SERVICES; i++) {
		snprintf(name, sizeof name, "assets/forms/%s.json", services[i].code);
		given_source(name, from);
		given_path(to, folder, name + strlen("assets/forms/"));
		assert_int_equal(symlink(from, to), 0);
	}
}

void visit_make(struct week *week, struct visit *visit, int number)
{
	*visit = (struct visit){ .kiosk = number % WEEK_KIOSKS };
	for (unsigned left = monkey_pick(&week->chance, 100); left >= services[visit->service].share; visit->service++)
		left -= services[visit->service].share;
	const struct service *service = &services[visit->service];
	for (int i = 0; i < WEEK_QUESTIONS && service->questions[i].node; i++)
		visit->pick[i] = (unsigned char)monkey_pick(&week->chance, (unsigned)values_of(&service->questions[i]));
	snprintf(visit->words, sizeof visit->words, "Zwbly %d quarnfold %u", number, monkey_pick(&week->chance, 1000000));
}

static struct kiosk *kiosk_of(struct week *week, const struct visit *visit)
{
	return &week->kiosk[visit->kiosk];
}

static void answers_of(const struct visit *visit, struct walker_answer ret[static WEEK_QUESTIONS + 1])
{
	const struct service *service = &services[visit->service];
	int count = 0;
	for (; count < WEEK_QUESTIONS && service->questions[count].node; count++)
		ret[count] = (struct walker_answer){ service->questions[count].node, value_of(visit, count) };
	ret[count] = (struct walker_answer){ NULL, NULL };
}

static void begin(struct kiosk *kiosk, const struct visit *visit)
{
	screen_press(kiosk, "start");
	screen_service(kiosk, services[visit->service].code);
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
}

void visit_to_check(struct week *week, struct visit *visit)
{
	struct walker_answer answers[WEEK_QUESTIONS + 1];
	answers_of(visit, answers);
	begin(kiosk_of(week, visit), visit);
	walk_to_check(kiosk_of(week, visit), answers, NULL, NULL);
}

void visit_part(struct week *week, struct visit *visit)
{
	struct walker_answer answers[WEEK_QUESTIONS + 1];
	struct kiosk *kiosk = kiosk_of(week, visit);
	answers_of(visit, answers);
	begin(kiosk, visit);
	for (unsigned pages = 1 + monkey_pick(&week->chance, 3); pages > 0; pages--) {
		walk_page(kiosk, answers);
		if (pages > 1)
			screen_press(kiosk, "continue");
		screen_await(kiosk, "person");
	}
}

void visit_leave(struct week *week, struct visit *visit)
{
	struct kiosk *kiosk = kiosk_of(week, visit);
	visit->end = VISIT_LEFT;
	week_pass(week, IDLE_MS);
	screen_await(kiosk, "more-time");
	week_pass(week, WARN_MS);
	screen_await(kiosk, "start");
}

void visit_confirmed(struct week *week, struct visit *visit)
{
	const json_t *node = screen_await(kiosk_of(week, visit), "reference");
	snprintf(visit->reference, sizeof visit->reference, "%s", node_text(node, "name"));
	visit->end = VISIT_SENT;
}

void visit_over(struct week *week, struct visit *visit)
{
	screen_press(kiosk_of(week, visit), "finish-clear");
	screen_await(kiosk_of(week, visit), "start");
}

/* "choice:NAME", "field:NAME" or "field:NAME__PART" in the record's answers. */
static const json_t *answer_at(const json_t *answers, const char *node)
{
	char name[64];
	snprintf(name, sizeof name, "%s", strchr(node, ':') + 1);
	char *part = strstr(name, "__");
	if (part)
		*part = '\0';
	const json_t *value = json_object_get(answers, name);
	return part ? json_object_get(value, part + 2) : value;
}

static bool answer_is(const json_t *value, const char *typed)
{
	if (json_is_boolean(value))
		return strcmp(typed, json_is_true(value) ? "true" : "false") == 0;
	return json_is_string(value) && strcmp(json_string_value(value), typed) == 0;
}

bool visit_is(const struct visit *visit, const json_t *record)
{
	const struct service *service = &services[visit->service];
	const json_t *answers = json_object_get(json_object_get(record, "data"), "main");
	const char *form = json_string_value(json_object_get(json_object_get(record, "meta"), "formId"));
	bool same = form && strcmp(form, service->code) == 0;
	for (int i = 0; same && i < WEEK_QUESTIONS && service->questions[i].node; i++)
		same = answer_is(answer_at(answers, service->questions[i].node), value_of(visit, i));
	return same;
}
