/* SPDX-License-Identifier: MIT */
/* park.c - answers are kept for later: the code, its ticket and until when; and the box for such a code, with what comes of it. No answer is shown on any of these. */
#include "ui/screens/parts.h"
#include "ui/screens/entry.h"
#include "ui/screens/phrase.h"
#include "ui/visit/list.h"
#include "ui/visit/paper.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/steps.h"

#include <string.h>

enum { STEPS_MAX = 4, NOTE_AROUND = 40, SPELLED_BYTES = 512, WORD_MAX = 40 };

static bool is_small(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL || build->frame.percent > 100;
}

/* ---- the code ---- */

static void typing(struct build *build)
{
	const struct park *park = &build->visit->park;
	entry_show(build, &(struct entry){ .keyboard = { .kind = KEYBOARD_UPPER }, .finish = true,
		.field = { .name = PARK_FIELD, .label = say(build, "resume.title"), .hint = say(build, "resume.hint"), .label_hidden = true, .value = park->typed, .error = park->missing ? say(build, "resume.missing") : NULL, .personal = true },
		.actions = { .back = ACT(ACTION_BACK), .main_id = "continue", .main_words = say(build, "resume.find"), .main = ACT(ACTION_CONTINUE) } });
}

static void asking(struct build *build)
{
	frame_apart(&build->frame);
	frame_whole(&build->frame);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, say(build, "resume.asking"), is_small(build));
	columns_touch(build, 0);
	columns_end(build);
	action_row_show(build, &(struct action_row){ .back = ACT(ACTION_BACK), .back_words = say(build, "where.stop") });
	counter_show(build, true);
}

/* ---- pages with a title, steps and what to do ---- */

struct told { const char *title; struct step step[STEPS_MAX]; int count; struct action_row row; bool counter; };

/* @box: what stands between title and steps, so high; NULL: nothing. */
static void show_told(struct build *build, const struct told *told, void (*box)(struct build *build), int box_height)
{
	frame_apart(&build->frame);
	frame_whole(&build->frame);
	int width = build->frame.body.width, gap = columns_gap(build);
	int needed = prose_title_height(build, told->title, is_small(build), width) + gap + (box ? box_height + gap : 0) + steps_height(build, told->step, told->count, width);
	if (needed > columns_room(build, 0))
		frame_pages(&build->frame);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, told->title, is_small(build));
	if (box)
		box(build);
	steps_show(build, told->step, told->count);
	columns_touch(build, 0);
	columns_end(build);
	action_row_show(build, &told->row);
	counter_show(build, told->counter);
}

static void wrong(struct build *build)
{
	show_told(build, &(struct told){ .title = say(build, "resume.wrong.title"), .count = 3, .counter = true,
		.step = { { "eye", NULL, say(build, "resume.wrong.check"), NULL }, { "clock", NULL, say(build, "resume.wrong.time"), NULL }, { "hand", NULL, say(build, "resume.wrong.desk"), NULL } },
		.row = { .back = ACT(ACTION_BACK), .main_id = "ask", .main_words = say(build, "person.help"), .main_brief = say(build, "counter.brief.person"), .main = ACT(ACTION_PERSON) } }, NULL, 0);
}

static void often(struct build *build)
{
	show_told(build, &(struct told){ .title = say(build, "resume.often.title"), .count = 2, .counter = true,
		.step = { { "clock", NULL, say_count(build, "resume.often.wait", build->visit->park.wait_minutes, NULL), NULL }, { "hand", NULL, say(build, "resume.wrong.desk"), NULL } },
		.row = { .back = ACT(ACTION_BACK), .main_id = "ask", .main_words = say(build, "person.help"), .main_brief = say(build, "counter.brief.person"), .main = ACT(ACTION_PERSON) } }, NULL, 0);
}

static void not_now(struct build *build)
{
	show_told(build, &(struct told){ .title = say(build, "resume.not_now.title"), .count = 2, .counter = true,
		.step = { { "rotate-ccw", NULL, say(build, "resume.not_now.what"), NULL }, { "hand", NULL, say(build, "resume.wrong.desk"), NULL } },
		.row = { .back = ACT(ACTION_BACK), .main_id = "try-again", .main_words = say(build, "action.try_again"), .main_icon = "rotate-ccw", .main = ACT(ACTION_TRY_AGAIN) } }, NULL, 0);
}

static void brought(struct build *build)
{
	const struct form *form = list_form(build->visit, build->visit->park.service);
	struct told told = { .title = say(build, "resume.brought.title"), .counter = true,
		.row = { .back = ACT(ACTION_BACK), .back_words = say(build, "resume.brought.not"), .back_plain = true, .main_id = "continue", .main_words = say(build, "resume.find"), .main = ACT(ACTION_CONTINUE) } };
	if (form)
		told.step[told.count++] = (struct step){ "pencil", NULL, form_text(form, build->language, "form", "", "title", form->name, NULL), phrase_lang(build, form) };
	told.step[told.count++] = (struct step){ "shield-check", NULL, say(build, "resume.brought.text"), NULL };
	show_told(build, &told, NULL, 0);
}

void resume_screen(struct build *build)
{
	static void (*const stages[PARK_STAGE_COUNT])(struct build *build) = { typing, asking, wrong, often, not_now, brought };
	stages[build->visit->park.stage](build);
}

/* ---- it is kept ---- */

/* The word of the @index-th letter in a list with spaces. */
static size_t word_of(const char *words, int index, const char **ret)
{
	for (; index > 0 && *words; index--) {
		words += strcspn(words, " ");
		words += strspn(words, " ");
	}
	*ret = words;
	return strcspn(words, " ");
}

/* "K Kilo, 7, M Mike, …": how it is heard, so that none is taken for another. */
static const char *spelled(const struct build *build, const char *code)
{
	static const char letters[] = "ABCDEFGHJKMNPQRSTVWXYZ";
	const char *text = "", *words = say(build, "parked.letters");
	for (const char *letter = code; *letter; letter++) {
		const char *at = strchr(letters, *letter), *word = "";
		size_t length = at ? word_of(words, (int)(at - letters), &word) : 0;
		text = build_text(build, "%s%s%c%s%.*s", text, *text ? ", " : "", *letter, length ? " " : "", (int)(length > WORD_MAX ? 0 : length), word);
	}
	return text;
}

static const char *until(const struct build *build, const char *key)
{
	int minutes;
	date_of_ms(build->visit->park.until_ms, &minutes);
	return say_with(build, key, WORDS_VALUES({ "time", words_time(build->visit->words, &build->tree->arena, minutes) }));
}

static void show_code(struct build *build)
{
	char shown[DRAFT_CODE_SHOWN_BYTES];
	const char *label = say(build, "parked.code");
	bool row = build->frame.low && build->frame.percent <= 100;
	draft_code_show(&build->visit->park.code, shown);
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_NOTE_OK, .box = { .flow = row ? FLOW_ROW : FLOW_COLUMN, .gap = row ? 24 : 0, .align = row ? ALIGN_CENTRE : ALIGN_FILL }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = label, .type = TYPE_BODY));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .id = "code", .name = spelled(build, build->visit->park.code.text), .label = build_text(build, "%s", shown), .type = TYPE_QUESTION_SMALL, .state = NODE_PERSONAL, .box = { .keep_left = true }));
	build_close(build);
}

static struct step paper(const struct build *build)
{
	switch (build->visit->park.paper) {
	case PARK_PAPER_PRINTING:
		if (paper_lacks(build->visit))
			break;
		return (struct step){ "printer", NULL, say(build, "parked.printing"), NULL };
	case PARK_PAPER_DONE: return (struct step){ "printer-check", NULL, say(build, "parked.printed"), NULL };
	case PARK_PAPER_NONE: case PARK_PAPER_GONE: break;
	}
	return (struct step){ "pencil", NULL, say(build, "parked.no_paper"), NULL };
}

void parked_screen(struct build *build)
{
	int width = build->frame.body.width;
	int height = fit_height(build, TYPE_BODY, say(build, "parked.code"), width) + fit_line(build, TYPE_QUESTION_SMALL) + NOTE_AROUND;
	struct told told = { .title = until(build, "parked.title"), .count = 3,
		.step = { paper(build), { "rotate-ccw", NULL, say(build, "parked.back"), NULL }, { "clock", NULL, until(build, "parked.gone"), NULL } },
		.row = { .back = ACT(ACTION_OPEN, .number = SHEET_PHOTO), .back_id = "photo", .back_words = say(build, "action.photo"), .back_plain = true, .main_id = "finish", .main_words = say(build, "parked.done"), .main = ACT(ACTION_FINISH) } };
	show_told(build, &told, show_code, height);
}
