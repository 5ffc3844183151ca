/* SPDX-License-Identifier: MIT */
/* action_row.c - back is never hidden behind the main button. Words that do not fit beside each other are set smaller, both alike. */
#include "ui/widgets/action_row.h"

#include "ui/widgets/fit.h"
#include "ui/widgets/keyboard.h"

#include <string.h>

enum { GAP = 16, PADDING = 39, PADDING_TIGHT = 20 };

struct measure { enum type_style type; int padding, back, main, third; bool icons; };

static int width_of(const struct build *build, enum type_style type, const char *words, bool icon, int padding)
{
	return words ? fit_width(build, type, words) + (icon ? fit_icon(build, type) + GAP : 0) + 2 * padding : 0;
}

/* @third: the words of a way back to the page before, beside both; or NULL. */
static struct measure measure_of(const struct build *build, const struct action_row *row, const char *back, const char *third, int room)
{
	static const struct { enum type_style type; int padding; bool icons; } tries[] = {
		{ TYPE_CONTROL_STRONG, PADDING, true }, { TYPE_BODY_STRONG, PADDING_TIGHT, true }, { TYPE_SMALL_STRONG, PADDING_TIGHT, true }, { TYPE_SMALL_STRONG, PADDING_TIGHT, false },
	};
	struct measure measure = { 0 };
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		measure = (struct measure){ .type = tries[i].type, .padding = tries[i].padding, .icons = tries[i].icons };
		measure.back = width_of(build, measure.type, row->back.what ? back : NULL, !row->back_plain && measure.icons, measure.padding);
		measure.main = width_of(build, measure.type, row->main.what ? row->main_words : NULL, row->main_icon && measure.icons, measure.padding);
		measure.third = width_of(build, measure.type, third, measure.icons, measure.padding);
		int line = fit_line(build, measure.type) * (build->frame.percent > 100 && fit_tall(build) > 1 ? 72 : 100) / 100; /* set closer there */
		if (measure.back + measure.main + measure.third <= room && (!build->frame.low || line <= build->frame.action.height))
			break;
	}
	if (measure.back < build->frame.back_width && build->frame.back_width + measure.main + measure.third <= room)
		measure.back = build->frame.back_width;
	return measure;
}

static struct node *way_back(struct build *build, const char *id, const char *words, struct node_action action, bool icon, const struct measure *measure, struct box box)
{
	return build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = !icon || !measure->icons ? NULL : build->tree->rtl ? "arrow-right" : "arrow-left",
		.look = LOOK_SECOND, .type = measure->type, .action = action, .text_align = ALIGN_CENTRE, .box = box));
}

static struct node *main_way(struct build *build, const char *id, const char *words, const char *icon, struct node_action action, const struct measure *measure, struct box box)
{
	return build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon_after = measure->icons ? icon : NULL, .look = LOOK_MAIN, .type = measure->type,
		.action = action, .text_align = ALIGN_CENTRE, .box = box));
}

static bool fits(const struct measure *measure, int room)
{
	return measure->back + measure->main + measure->third <= room;
}

/* Of what goes on from the screen, if anything does, and what goes on to the next page. */
static const char *longer(const struct build *build, const struct action_row *row, const char *main, const char *next)
{
	return row->main.what && fit_width(build, TYPE_CONTROL_STRONG, main) >= fit_width(build, TYPE_CONTROL_STRONG, next) ? main : next;
}

/* What is seen is in what is said. */
static const char *said_and_seen(const struct build *build, const char *words, const char *shown)
{
	return !shown || strstr(words, shown) ? words : build_text(build, "%s: %s", shown, words);
}

/* Where the column turns: the ways to its other pages too; the layout leaves those that lead somewhere. */
static void show_turning(struct build *build, const struct action_row *row, const char *back)
{
	const struct frame *frame = &build->frame;
	struct turn *turn = &build->tree->turn;
	const char *next = say(build, "action.next_part"), *before = say(build, "action.back"), *on = build->tree->rtl ? "arrow-left" : "arrow-right";
	int gap = frame->low ? 12 : 20, room = frame->action.width - gap;
	struct action_row longest = *row;
	const char *third = row->back_stays ? before : NULL; /* three stand beside each other */
	room -= third ? gap : 0;
	longest.main = (struct node_action)ACT(ACTION_PAGE);
	longest.back_plain = false; /* what leads to the page before has its arrow */
	longest.main_words = longer(build, row, row->main_words, next);
	if (!longest.main_icon)
		longest.main_icon = on;
	const char *widest = !row->back.what || (!row->back_stays && fit_width(build, TYPE_CONTROL_STRONG, before) > fit_width(build, TYPE_CONTROL_STRONG, back)) ? before : back, *shown = NULL;
	longest.back = (struct node_action)ACT(ACTION_PAGE);
	struct measure measure = measure_of(build, &longest, widest, third, room);
	if (frame->low && row->main_brief && !fits(&measure, room)) {
		shown = row->main_brief;
		longest.main_words = longer(build, row, shown, next);
		measure = measure_of(build, &longest, widest, third, room);
	}
	if (frame->low && !fits(&measure, room)) {
		next = say(build, "action.next_brief");
		longest.main_words = longer(build, row, shown ? shown : row->main_words, next);
		measure = measure_of(build, &longest, widest, third, room);
	}
	struct box box = { .height = frame->action.height, .pad_start = measure.padding, .pad_end = measure.padding, .grow = 1 };
	build_group(build, frame_box(frame->action, FLOW_ROW, gap));
	for (int i = 0; i < 2; i++) {
		struct box on_box = box;
		on_box.grow = 2;
		if (frame->lean != (i == 1)) {
			if (row->main.what)
				turn->main = main_way(build, row->main_id, said_and_seen(build, row->main_words, shown), row->main_icon, row->main, &measure, on_box);
			if (turn->main && shown)
				turn->main->label = arena_text(&build->tree->arena, shown);
			turn->next = main_way(build, "page-next", next, on, (struct node_action)ACT(ACTION_PAGE, .number = 1), &measure, on_box);
			continue;
		}
		if (row->back.what)
			turn->back = way_back(build, row->back_id ? row->back_id : "back", back, row->back, !row->back_plain && !row->back_stays, &measure, box);
		if (row->back_stays)
			turn->back = NULL;
		turn->previous = way_back(build, "page-previous", before, (struct node_action)ACT(ACTION_PAGE), true, &measure, box);
	}
	build_close(build);
}

static void show_back(struct build *build, const struct action_row *row, const char *words, const struct measure *measure)
{
	struct box box = { .width = row->main.what ? measure->back : 0, .grow = row->main.what ? 0 : 1, .height = build->frame.action.height, .pad_start = measure->padding, .pad_end = measure->padding };
	if (row->back.what)
		way_back(build, row->back_id ? row->back_id : "back", words, row->back, !row->back_plain, measure, box);
}

static void show_main(struct build *build, const struct action_row *row, const char *shown, const struct measure *measure)
{
	struct box box = { .grow = 1, .height = build->frame.action.height, .pad_start = measure->padding, .pad_end = measure->padding };
	if (!row->main.what)
		return;
	struct node *node = main_way(build, row->main_id, said_and_seen(build, row->main_words, shown), row->main_icon, row->main, measure, box);
	node->label = shown ? arena_text(&build->tree->arena, shown) : NULL;
}

/* Where there is more height than two buttons need, they stand at the top of it. */
static struct area block_area(const struct build *build, int gap)
{
	enum { HIGHEST = 84, GROWS = 16 };
	struct area area = build->frame.action;
	int most = 2 * (HIGHEST + GROWS * (build->frame.percent - 100) / 100) + gap;
	area.height = build->frame.low && area.height > most ? most : area.height;
	return area;
}

/* Lines of a tall hand are higher than half of the block: there both stand in a row. */
static bool in_a_row(const struct build *build, int each)
{
	enum { LEADING = 8 };
	return build->frame.low && build->frame.percent > 150 && fit_tall(build) > 1 && fit_line(build, TYPE_SMALL_STRONG) * 9 / 10 > each + LEADING;
}

/* Beside the box that types: the main thing under the way back. */
static void show_beside(struct build *build, const struct action_row *row, const char *back)
{
	int gap = build->frame.low && build->frame.percent > 150 ? KEY_GAP_LEAST : build->frame.row_gap;
	const struct area area = block_area(build, gap);
	int each = (area.height - gap) / 2;
	const char *longest = row->main.what && fit_width(build, TYPE_CONTROL_STRONG, row->main_words) > fit_width(build, TYPE_CONTROL_STRONG, back) ? row->main_words : back;
	struct action_row widest = { .back = row->back, .main_icon = "arrow-right" };
	struct measure measure = measure_of(build, &widest, longest, NULL, area.width);
	bool across = in_a_row(build, each);
	struct box box = { .height = across ? area.height : each, .grow = across, .pad_start = PADDING_TIGHT / 2, .pad_end = PADDING_TIGHT / 2 };
	if (across) {
		measure.type = TYPE_SMALL_STRONG;
		measure.icons = false;
	}
	build_group(build, frame_box(area, across ? FLOW_ROW : FLOW_COLUMN, gap));
	if (row->back.what)
		way_back(build, row->back_id ? row->back_id : "back", back, row->back, !row->back_plain, &measure, box);
	if (row->main.what)
		main_way(build, row->main_id, row->main_words, row->main_icon, row->main, &measure, box);
	build_close(build);
}

static void show_more(struct build *build, const struct action_more *more, enum type_style type, bool icon, struct box box)
{
	struct node *node = build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = more->id, .name = said_and_seen(build, more->words, more->brief), .icon = icon ? more->icon : NULL,
		.look = LOOK_SECOND, .type = type, .action = more->action, .text_align = ALIGN_CENTRE, .box = box));
	node->label = arena_text(&build->tree->arena, more->brief);
}

/* Where two have no room beside each other, all stand under each other. */
static void show_three(struct build *build, const struct action_row *row, const char *back)
{
	int gap = KEY_GAP_LEAST;
	const struct measure measure = { .type = TYPE_SMALL_STRONG };
	struct box box = { .height = (build->frame.action.height - (1 + row->more_count) * gap) / (2 + row->more_count), .pad_start = PADDING_TIGHT / 2, .pad_end = PADDING_TIGHT / 2 };
	build_group(build, frame_box(build->frame.action, FLOW_COLUMN, gap));
	way_back(build, row->back_id ? row->back_id : "back", back, row->back, false, &measure, box);
	for (int i = 0; i < row->more_count; i++)
		show_more(build, &row->more[i], TYPE_SMALL_STRONG, true, box);
	main_way(build, row->main_id, row->main_words, NULL, row->main, &measure, box);
	build_close(build);
}

enum { BESIDE = 12 };

static int half_of(const struct build *build)
{
	return (build->frame.typing_action.width - BESIDE) / 2 - PADDING_TIGHT;
}

bool action_row_pairs(const struct build *build, const struct action_row *row)
{
	bool fit = fit_width(build, TYPE_SMALL_STRONG, say(build, "action.back")) <= half_of(build) && (row->more_count < 2 || fit_width(build, TYPE_SMALL_STRONG, row->main_words) <= half_of(build));
	for (int i = 0; i < row->more_count; i++)
		fit &= fit_width(build, TYPE_SMALL_STRONG, row->more[i].brief) <= half_of(build);
	return fit;
}

/* The way back and the first small thing; under them the second and the main thing. */
static void show_gathered(struct build *build, const struct action_row *row, const char *back)
{
	const struct area area = block_area(build, build->frame.row_gap);
	int gap = build->frame.row_gap;
	if (!action_row_pairs(build, row)) {
		show_three(build, row, back);
		return;
	}
	bool icons = fit_width(build, TYPE_SMALL_STRONG, row->more[0].brief) + fit_icon(build, TYPE_SMALL_STRONG) + GAP <= half_of(build);
	struct action_row pair = { .back = row->back, .main = row->main, .main_words = row->main_words };
	struct measure measure = measure_of(build, &pair, back, NULL, area.width - BESIDE);
	struct box box = { .height = (area.height - gap) / 2, .grow = 1, .equal = true, .pad_start = PADDING_TIGHT / 2, .pad_end = PADDING_TIGHT / 2 };
	measure.icons = false;
	build_group(build, frame_box(area, FLOW_COLUMN, gap));
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = BESIDE });
	way_back(build, row->back_id ? row->back_id : "back", back, row->back, false, &measure, box);
	show_more(build, &row->more[0], TYPE_SMALL_STRONG, icons, box);
	build_close(build);
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = BESIDE });
	if (row->more_count > 1)
		show_more(build, &row->more[1], TYPE_SMALL_STRONG, false, box);
	main_way(build, row->main_id, row->main_words, row->main_icon, row->main, &measure, box);
	build_close(build);
	build_close(build);
}

/* Where one hand reaches, the main button is nearer to it. */
void action_row_show(struct build *build, const struct action_row *row)
{
	const struct frame *frame = &build->frame;
	const char *back = row->back_words ? row->back_words : say(build, "action.back");
	if (build->tree->turn.column) {
		show_turning(build, row, back);
		return;
	}
	if (row->more_count > 0) {
		show_gathered(build, row, back);
		return;
	}
	if (frame->stacked) {
		show_beside(build, row, back);
		return;
	}
	int gap = frame->low ? 12 : frame->panel == PANEL_SMALL ? 20 : 24;
	struct measure measure = measure_of(build, row, back, NULL, frame->action.width - gap);
	const char *shown = NULL;
	if (frame->low && row->main_brief && !fits(&measure, frame->action.width - gap)) {
		struct action_row brief = *row;
		brief.main_words = shown = row->main_brief;
		measure = measure_of(build, &brief, back, NULL, frame->action.width - gap);
	}
	build_group(build, frame_box(frame->action, FLOW_ROW, gap));
	if (frame->lean)
		show_main(build, row, shown, &measure);
	show_back(build, row, back, &measure);
	if (!frame->lean)
		show_main(build, row, shown, &measure);
	build_close(build);
}
