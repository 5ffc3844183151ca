/* SPDX-License-Identifier: MIT */
/* question_lookup.c - the words and buttons of each stage; the plan and the pieces are any question's. Typing is on every one of them. */
#include "ui/screens/question_lookup.h"

#include "ui/widgets/action_row.h"
#include "ui/widgets/fit.h"

#include <stdlib.h>
#include <string.h>

enum { AROUND_TWO = 4 * 20 + 12 /* paddings of two buttons, and the gap */, WHY_GIVES_WAY = 4 /* of a tightness, while somebody helps who can say why */ };

static const struct lookup *lookup_of(const struct question *q)
{
	return &q->build->visit->lookup;
}

static enum lookup_stage stage_of(const struct question *q)
{
	return q->only ? lookup_stage_of(q, q->only) : LOOKUP_OFF;
}

static const char *part_of(const struct question *q, enum address_field field)
{
	const char *value = q->only && q->only->kind == COMPONENT_ADDRESS ? answers_get(q->build->visit->answers, q->only->field[field]) : NULL;
	return value ? value : "";
}

enum lookup_stage lookup_stage_of(const struct question *q, const struct form_component *component)
{
	return component == q->only && component == lookup_question(q->build->visit) && !build_hides(q->build, component) ? lookup_of(q)->stage : LOOKUP_OFF;
}

bool lookup_types(const struct question *q, const struct form_component *component)
{
	enum lookup_stage stage = lookup_stage_of(q, component);
	return !build_hides(q->build, component) && stage != LOOKUP_LIST && stage != LOOKUP_ELSEWHERE && stage != LOOKUP_CHOSEN;
}

bool lookup_together(const struct question *q)
{
	enum lookup_stage stage = stage_of(q);
	return stage == LOOKUP_POSTCODE || stage == LOOKUP_WAITING || stage == LOOKUP_MANUAL;
}

const char *lookup_title(const struct question *q, const char *otherwise)
{
	if (stage_of(q) != LOOKUP_ELSEWHERE)
		return otherwise;
	return say_with(q->build, lookup_of(q)->area_count ? "lookup.elsewhere.title" : "lookup.nobody.title", WORDS_VALUES({ "postcode", part_of(q, ADDRESS_POSTCODE) }));
}

const char *lookup_hint(const struct question *q, const char *otherwise)
{
	struct words_value values[] = { { "postcode", part_of(q, ADDRESS_POSTCODE) }, { NULL, NULL } };
	switch (stage_of(q)) {
	case LOOKUP_LIST: return say_count(q->build, "lookup.found", (long)lookup_of(q)->count, values);
	case LOOKUP_MANUAL: return lookup_of(q)->failed ? say(q->build, "lookup.failed") : otherwise;
	case LOOKUP_WAITING: return lookup_of(q)->slow ? say(q->build, "lookup.waiting") : otherwise;
	case LOOKUP_ELSEWHERE: case LOOKUP_CHOSEN: return "";
	case LOOKUP_OFF: case LOOKUP_POSTCODE: case LOOKUP_STAGE_COUNT: break;
	}
	return otherwise;
}

static struct question_button to_stage(const struct question *q, const char *id, const char *words, const char *brief, const char *icon, enum lookup_stage stage)
{
	return (struct question_button){ id, say(q->build, words), say(q->build, brief), icon, ACT(ACTION_LOOKUP, .number = stage), NULL };
}

static int stage_buttons(const struct question *q, struct question_button ret[static 2])
{
	bool brief = q->tight >= 3, spare = brief && q->build->frame.spare;
	switch (stage_of(q)) {
	case LOOKUP_POSTCODE: case LOOKUP_WAITING: case LOOKUP_ELSEWHERE:
		ret[0] = to_stage(q, "type-address", brief ? "lookup.type_short" : "lookup.type", "lookup.type_short", "keyboard", LOOKUP_MANUAL);
		return 1;
	case LOOKUP_LIST:
		ret[0] = to_stage(q, "type-address", brief ? "lookup.not_in_list_short" : "lookup.not_in_list", "lookup.not_in_list_short", "keyboard", LOOKUP_MANUAL);
		return 1;
	case LOOKUP_CHOSEN:
		ret[0] = to_stage(q, "type-address", spare ? "lookup.type_short" : "lookup.change_lines", "lookup.change_lines", "keyboard", LOOKUP_MANUAL);
		ret[1] = to_stage(q, "find-address", spare ? "lookup.another_short" : "lookup.another", "lookup.another", "search", LOOKUP_POSTCODE);
		return lookup_of(q)->here ? 2 : 1;
	case LOOKUP_MANUAL:
		ret[0] = to_stage(q, "find-address", "lookup.find_instead", "lookup.find_instead", "search", LOOKUP_POSTCODE);
		return lookup_of(q)->here && !lookup_of(q)->failed && q->tight < 2 ? 1 : 0;
	case LOOKUP_OFF: case LOOKUP_STAGE_COUNT:
		break;
	}
	return 0;
}

/* Said where the question begins; the later stages are full. */
static bool why_here(const struct question *q)
{
	switch (stage_of(q)) {
	case LOOKUP_POSTCODE: case LOOKUP_WAITING: return q->tight < 2;
	case LOOKUP_LIST: case LOOKUP_ELSEWHERE: case LOOKUP_CHOSEN: return false;
	case LOOKUP_MANUAL: return !lookup_of(q)->failed || q->tight < 1;
	case LOOKUP_OFF: case LOOKUP_STAGE_COUNT: break;
	}
	return true;
}

/* What the desk cannot see is shown to it by the person's own touch. On a full page only the last word of that is seen. */
static struct question_button show_button(const struct question *q)
{
	const char *brief = say(q->build, "mask.show"), *words = say(q->build, "join.show");
	const char *heard = strstr(words, brief) ? words : build_text(q->build, "%s: %s", brief, words);
	return (struct question_button){ "join-show", q->tight > 0 ? heard : words, brief, "eye-off", ACT(ACTION_JOIN, .text = "show"), q->tight > 0 ? brief : NULL };
}

int question_buttons(const struct question *q, bool first, struct question_button ret[static QUESTION_BUTTON_MAX])
{
	bool shows = first && visit_join_page(q->build->visit) == 1, helper_says = shows && q->tight >= WHY_GIVES_WAY;
	int count = first || stage_of(q) == LOOKUP_LIST ? stage_buttons(q, ret) : 0;
	if (first && q->why && why_here(q) && !helper_says)
		ret[count++] = (struct question_button){ "why", say(q->build, "action.why"), say(q->build, "action.why_short"), "circle-help", ACT(ACTION_OPEN, .number = SHEET_WHY), NULL };
	if (first && q->skip)
		ret[count++] = (struct question_button){ "skip", say(q->build, "action.skip"), say(q->build, "action.skip_short"), "skip-forward", ACT(ACTION_SKIP), NULL };
	if (shows)
		ret[count++] = show_button(q);
	return count;
}

void lookup_action(const struct question *q, struct action_row *row)
{
	enum lookup_stage stage = stage_of(q);
	if (stage == LOOKUP_POSTCODE || stage == LOOKUP_WAITING) {
		const char *find = say(q->build, "lookup.find");
		if (q->build->frame.low && fit_width(q->build, TYPE_SMALL_STRONG, find) + BESIDE_AROUND > q->build->frame.typing_action.width)
			return; /* beside the box only a word has room */
		row->main_words = find;
		row->main_icon = "search";
	} else if (stage == LOOKUP_ELSEWHERE) {
		row->main_words = say(q->build, "lookup.another_postcode");
		row->main_brief = say(q->build, "lookup.another_short");
		if (q->build->frame.low && fit_width(q->build, TYPE_SMALL_STRONG, row->main_brief) + fit_width(q->build, TYPE_SMALL_STRONG, say(q->build, "action.back")) + AROUND_TWO > q->build->frame.action.width)
			row->main_brief = say(q->build, "action.try_again");
		row->main_icon = NULL;
	}
}

/* The town is said where a postcode has more than one. */
static bool towns_differ(const struct lookup *lookup)
{
	for (size_t i = 1; i < lookup->count; i++)
		if (strcmp(lookup->address[i].town, lookup->address[0].town) != 0)
			return true;
	return false;
}

bool lookup_row(const struct question *q, size_t index, const char **ret_value, const char **ret_label)
{
	const struct lookup *lookup = lookup_of(q);
	if (stage_of(q) != LOOKUP_LIST || index >= lookup->count)
		return false;
	const struct lookup_address *address = &lookup->address[index];
	const char *town = towns_differ(lookup) ? address->town : "";
	*ret_value = build_text(q->build, "%zu", index + 1); /* its number in the gazetteer stays out of the tree */
	*ret_label = build_text(q->build, "%s%s%s%s%s", address->first, *address->second ? ", " : "", address->second, *town ? ", " : "", town);
	return true;
}

bool lookup_checked(const struct question *q, const char *value)
{
	const struct lookup *lookup = lookup_of(q);
	size_t number = strtoul(value, NULL, 10);
	return number >= 1 && number <= lookup->count && strcmp(lookup->address[number - 1].uprn, part_of(q, ADDRESS_UPRN)) == 0;
}

static const char *whole_address(const struct question *q)
{
	const char *text = "";
	for (int field = ADDRESS_LINE1; field <= ADDRESS_POSTCODE; field++) {
		const char *line = part_of(q, (enum address_field)field);
		if (*line)
			text = build_text(q->build, "%s%s%s", text, *text ? "\n" : "", line);
	}
	return text;
}

static const char *area_text(const struct question *q, const struct lookup_area *area)
{
	return say_with(q->build, *area->phone && *area->web ? "lookup.area.both" : *area->phone ? "lookup.area.phone" : *area->web ? "lookup.area.web" : "lookup.area",
		WORDS_VALUES({ "council", area->council }, { "phone", area->phone }, { "web", area->web }));
}

static const char *elsewhere_text(const struct question *q, int index)
{
	const struct lookup *lookup = lookup_of(q);
	int areas = (int)lookup->area_count;
	struct words_value values[] = { { "council", q->build->visit->site->council }, { "phone", q->build->visit->site->phone }, { NULL, NULL } };
	if (index < areas)
		return area_text(q, &lookup->area[index]);
	if (index > areas)
		return NULL;
	return say_with(q->build, areas == 0 ? "lookup.nobody.what" : areas == 1 ? "lookup.elsewhere.what" : "lookup.elsewhere.several", values);
}

const char *lookup_text(const struct question *q, int index, bool *ret_apart)
{
	enum lookup_stage stage = stage_of(q);
	*ret_apart = stage == LOOKUP_CHOSEN || (stage == LOOKUP_ELSEWHERE && index < (int)lookup_of(q)->area_count);
	if (stage == LOOKUP_CHOSEN)
		return index == 0 ? whole_address(q) : NULL;
	return stage == LOOKUP_ELSEWHERE ? elsewhere_text(q, index) : NULL;
}
