/* SPDX-License-Identifier: MIT */
/* where.c - "Where is my form?": a box for the reference, a moment's wait, and what is known of it, step by step. Nothing here says whose form it is, or which. */
#include "ui/screens/parts.h"
#include "ui/screens/entry.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/steps.h"

enum { STEPS_MAX = 5, NOTE_AROUND = 40, AROUND_TWO = 200 };

static const char *council(const struct build *build, const char *key)
{
	return say_with(build, key, WORDS_VALUES({ "council", build->visit->site->council }, { "phone", build->visit->site->phone }));
}

/* ---- the reference ---- */

static struct field box(const struct build *build)
{
	const struct where *where = &build->visit->where;
	return (struct field){ .name = WHERE_FIELD, .label = say(build, "where.title"), .hint = say(build, "where.hint"), .label_hidden = true, .value = where->typed,
		.error = where->missing ? say(build, "where.missing") : NULL, .personal = true };
}

static void typing(struct build *build)
{
	entry_show(build, &(struct entry){ .keyboard = { .kind = KEYBOARD_UPPER }, .field = box(build), .finish = true,
		.actions = { .back = ACT(ACTION_BACK), .main_id = "continue", .main_words = say(build, "where.find"), .main_icon = build->frame.column ? NULL : "search", .main = ACT(ACTION_CONTINUE) } });
}

/* ---- asking ---- */

static void asking(struct build *build)
{
	frame_apart(&build->frame);
	frame_whole(&build->frame);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, council(build, "where.asking"), build->frame.panel == PANEL_SMALL || build->frame.percent > 100);
	prose_text(build, build->frame.low ? TYPE_BODY : TYPE_CONTROL, say(build, "where.asking.wait"));
	columns_touch(build, 0);
	columns_end(build);
	action_row_show(build, &(struct action_row){ .back = ACT(ACTION_BACK), .back_words = say(build, "where.stop") });
	counter_show(build, true);
}

/* ---- what is known ---- */

struct told { const char *title, *icon, *step; enum where_state state; }; /* words: where.<title>; the step that was said last */

static const struct told tolds[WHERE_STATE_COUNT] = {
	[WHERE_RECEIVED] = { "received", "mail", NULL, WHERE_RECEIVED },
	[WHERE_LOOKING] = { "looking", "clock", "where.looking.step", WHERE_LOOKING },
	[WHERE_PLANNED] = { "planned", "calendar-check", "where.planned.step", WHERE_PLANNED },
	[WHERE_DONE] = { "done", "check", "where.done.step", WHERE_DONE },
	[WHERE_NOT_OURS] = { "not_ours", "info", "where.not_ours.step", WHERE_NOT_OURS },
	[WHERE_WAITING] = { "waiting", "send", "where.waiting.next", WHERE_WAITING },
	[WHERE_HELD] = { "waiting", "hand", "where.held.next", WHERE_HELD },
	[WHERE_UNKNOWN] = { "unknown", "search", "where.unknown.other", WHERE_UNKNOWN },
	[WHERE_OFFLINE] = { "offline", "rotate-ccw", "where.offline.next", WHERE_OFFLINE },
	[WHERE_BUSY] = { "busy", "clock", "where.busy.what", WHERE_BUSY },
};

/* NULL where nobody said. */
static const char *when(const struct build *build, int64_t time_ms)
{
	int minutes;
	const struct words *words = build->visit->words;
	if (time_ms <= 0)
		return NULL;
	struct date date = date_of_ms(time_ms, &minutes);
	return say_with(build, "home.now", WORDS_VALUES({ "date", words_date(words, &build->tree->arena, date, WORDS_DATE_DAY_MONTH) }, { "time", words_time(words, &build->tree->arena, minutes) }));
}

static int collect(const struct build *build, const struct told *told, struct step step[static STEPS_MAX])
{
	const struct where *where = &build->visit->where;
	bool here = told->state == WHERE_WAITING || told->state == WHERE_HELD, there = told->state <= WHERE_NOT_OURS;
	int count = 0;
	if (here)
		step[count++] = (struct step){ "check", when(build, where->since_ms), say(build, "where.saved"), NULL };
	if (there)
		step[count++] = (struct step){ "check", when(build, where->since_ms), council(build, "where.received.step"), NULL };
	if (told->state == WHERE_UNKNOWN)
		step[count++] = (struct step){ "eye", NULL, say(build, "where.unknown.check"), NULL };
	if (told->state == WHERE_OFFLINE)
		step[count++] = (struct step){ "cloud-off", NULL, say(build, "where.offline.what"), NULL };
	if (told->step)
		step[count++] = (struct step){ told->icon, there ? when(build, where->changed_ms) : NULL, council(build, told->step), NULL };
	if (told->state == WHERE_RECEIVED && where->unasked)
		step[count++] = (struct step){ "cloud-off", NULL, say(build, "where.unasked"), NULL };
	if (told->state != WHERE_BUSY)
		step[count++] = (struct step){ "phone", say(build, "where.contact"), council(build, "done.phone"), NULL };
	return count;
}

/* In one line where there is room: what the answer is about. */
static void show_reference(struct build *build)
{
	const char *label = say(build, "done.reference"), *reference = build->visit->where.reference.text;
	bool row = build->frame.low && build->frame.percent <= 100;
	if (!*reference)
		return;
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_NOTE_OK, .box = { .flow = row ? FLOW_ROW : FLOW_COLUMN, .gap = row ? 24 : 0, .align = row ? ALIGN_CENTRE : ALIGN_FILL }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = label, .type = TYPE_BODY));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .id = "reference", .name = reference, .type = TYPE_QUESTION_SMALL, .state = NODE_PERSONAL, .box = { .keep_left = true }));
	build_close(build);
}

/* Where two buttons have no room for both, the one that leads back says no more than that. */
static const char *change_words(const struct build *build, const char *beside)
{
	const char *words = say(build, "where.change");
	int main = fit_width(build, TYPE_CONTROL, beside), on = build->frame.pages || build->frame.column ? fit_width(build, TYPE_CONTROL, say(build, "action.next_part")) : 0;
	return fit_width(build, TYPE_CONTROL, words) + (on > main ? on : main) <= build->frame.action.width - AROUND_TWO ? words : NULL;
}

static void told_actions(struct build *build, const struct told *told)
{
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "home", .main_words = say(build, "action.another"), .main = ACT(ACTION_HOME) };
	if (told->state == WHERE_OFFLINE || told->state == WHERE_BUSY) {
		row.main_id = "try-again";
		row.main_words = say(build, "action.try_again");
		row.main_icon = "rotate-ccw";
		row.main = (struct node_action)ACT(ACTION_TRY_AGAIN);
	}
	row.back_words = change_words(build, row.main_words);
	row.back_plain = row.back_words != NULL;
	action_row_show(build, &row);
	counter_show(build, true);
}

static int reference_height(const struct build *build)
{
	int width = build->frame.body.width;
	return *build->visit->where.reference.text ? fit_height(build, TYPE_BODY, say(build, "done.reference"), width) + fit_line(build, TYPE_QUESTION_SMALL) + NOTE_AROUND : 0;
}

static void tell(struct build *build)
{
	const struct told *told = &tolds[build->visit->where.state];
	struct step step[STEPS_MAX];
	int count = collect(build, told, step);
	const char *title = council(build, build_text(build, "where.%s", told->title));
	bool small = build->frame.panel == PANEL_SMALL || build->frame.percent > 100;
	frame_apart(&build->frame);
	frame_whole(&build->frame);
	int width = build->frame.body.width, gap = columns_gap(build);
	if (prose_title_height(build, title, small, width) + gap + reference_height(build) + gap + steps_height(build, step, count, width) > columns_room(build, 0))
		frame_pages(&build->frame);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, title, small);
	show_reference(build);
	steps_show(build, step, count);
	columns_touch(build, 0);
	columns_end(build);
	told_actions(build, told);
}

void where_screen(struct build *build)
{
	static void (*const stages[])(struct build *build) = { [WHERE_TYPING] = typing, [WHERE_ASKING] = asking, [WHERE_TOLD] = tell };
	stages[build->visit->where.stage](build);
}
