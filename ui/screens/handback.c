/* SPDX-License-Identifier: MIT */
/* handback.c - what changed while somebody helped, one answer after the other: as it was, as it is, and what becomes of it. */
#include "firmware/forms/repeat.h"
#include "ui/screens/answer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/visit/privacy.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { LINES = 3 };

static const char *title(const struct build *build)
{
	const char *name = build->visit->handback.name;
	return say_with(build, *name ? "handback.title" : "handback.title_nameless", WORDS_VALUES({ "name", name }));
}

static const char *question_of(const struct build *build, const struct handback_change *change)
{
	const struct form_page *page = &build->visit->form->page[change->page];
	if (change->repeat)
		return *phrase_repeat(build, page) ? phrase_repeat(build, page) : phrase_page(build, page);
	return phrase_label(build, change->component, phrase_short(build, build->visit->form, change->component));
}

/* Of a repeated page only how many there are; its own list is one touch away. */
static const char *answer_of(struct build *build, const struct handback_change *change, const struct answers *answers)
{
	const struct form *form = build->visit->form;
	struct review_row row;
	if (change->repeat)
		return say_count(build, "items.added", (long)repeat_count(answers, &form->page[change->page]), NULL);
	review_component(form, change->component, answers, build->language, &build->tree->arena, &row);
	return answer_words(build, &row);
}

static void answer(struct build *build, const struct handback_change *change, const char *heading, const struct answers *answers)
{
	bool hidden = !change->repeat && build_hides(build, change->component);
	const char *words = hidden ? say(build, "mask.tag") : answer_of(build, change, answers);
	words = say_with(build, heading, WORDS_VALUES({ "answer", words }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = fit_shorten(build, TYPE_ANSWER, words, sheet_width(build), LINES), .type = TYPE_ANSWER, .state = hidden ? 0 : NODE_PERSONAL,
		.privacy = hidden ? PRIVACY_PUBLIC : change->repeat ? visit_page_privacy(build->visit, &build->visit->form->page[change->page]) : change->component->privacy, .field = change->component->name));
}

static void button(struct build *build, const char *id, const char *icon, const char *words, struct node_action action, enum node_look look)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = build->frame.percent > 100 ? NULL : icon, .look = look, .text_align = ALIGN_CENTRE, .type = look == LOOK_MAIN ? TYPE_CONTROL_STRONG : TYPE_SMALL,
		.action = action, .box = { .min_height = part_small_height(build) }));
}

static void buttons(struct build *build, const struct handback_change *change, size_t left)
{
	bool shows = !change->repeat && build_hides(build, change->component) && change->component->privacy != PRIVACY_SECRET;
	button(build, "handback-keep", "check", say(build, "handback.keep"), (struct node_action)ACT(ACTION_HANDBACK, .text = "keep"), LOOK_MAIN);
	if (shows)
		button(build, build_text(build, "show:%s", change->component->name), "eye", say(build, "mask.show"), (struct node_action)ACT(ACTION_REVEAL, .text = change->component->name), LOOK_SECOND);
	button(build, "handback-change", "pencil", say(build, "action.change"), (struct node_action)ACT(ACTION_HANDBACK, .text = "change"), LOOK_SECOND);
	button(build, "handback-undo", "rotate-ccw", say(build, "handback.undo"), (struct node_action)ACT(ACTION_HANDBACK, .text = "undo"), LOOK_SECOND);
	if (left > 1)
		button(build, "handback-all", "list-checks", say(build, "handback.all"), (struct node_action)ACT(ACTION_HANDBACK, .text = "all"), LOOK_SECOND);
}

void handback_sheet(struct build *build)
{
	const struct visit *visit = build->visit;
	struct handback_change changes[HANDBACK_MAX];
	size_t count = handback_changes(visit, changes), at = (size_t)visit->handback.at;
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, title(build));
	if (at < count) {
		prose_text(build, TYPE_BODY, question_of(build, &changes[at]));
		answer(build, &changes[at], "handback.before", visit->before);
		answer(build, &changes[at], "handback.now", visit->answers);
	}
	sheet_touch(build, build->frame.panel == PANEL_SMALL ? 14 : 24);
	if (at < count)
		buttons(build, &changes[at], count - at);
	else
		button(build, "handback-all", "check", say(build, "handback.all"), (struct node_action)ACT(ACTION_HANDBACK, .text = "all"), LOOK_MAIN);
	sheet_end(build, NULL, NULL);
}
