/* SPDX-License-Identifier: MIT */
/* done.c - we have it: the reference, the receipt, what happens next and by when. */
#include "ui/screens/done.h"
#include "ui/screens/paper_offer.h"
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/visit/list.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/pager.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/steps.h"

#include <string.h>

enum { STEP_MAX = 12, GAP = 20, FACES = 5, BELOW_REFERENCE = 12, DESK = 14, ROUNDING = 8 /* of many boxes to whole pixels */, AIR_LESS = 16 /* of the 32 below the panel */, AROUND_TWO = 104, TITLE_LINES = 2 };

/* Where things stand: the primary panel with the reference, then what is read, then the faces. */
struct stand { struct area panel, rest; int title_y, reference_y, desk_y, arch_x, arch_width, arch_top; };

/* What is touched is in the band; the panel, where nothing is, as large as it likes. */
static struct stand within_reach(const struct frame *f, bool rtl)
{
	struct stand place = { .panel = { 0, 0, f->width, f->top - 24 }, .rest = f->touch, .title_y = 156, .desk_y = f->top - 290, .reference_y = f->top - 250, .arch_x = f->width - 356, .arch_width = 300, .arch_top = 60 };
	if (f->apart)
		return place;
	int cut = f->action.x - 40, small = f->shape == PANEL_SMALL, left = 0, foot = frame_foot(f, f->lean != rtl);
	if (f->lean) {
		left = frame_right(f->action) + 40;
		cut = f->width - left;
	}
	place.panel = (struct area){ left, 0, cut, foot };
	place.title_y = small ? 116 : 136;
	place.desk_y = foot - 240;
	place.reference_y = foot - 210;
	place.arch_x = small ? cut - 220 : cut - 348;
	place.arch_width = small ? 180 : 300;
	place.arch_top = small ? 290 : 330;
	return place;
}

static struct stand arrange(const struct frame *f, bool rtl)
{
	int w = f->width;
	if (f->panel == PANEL_PORTRAIT)
		return (struct stand){ .panel = { 0, 0, w, 620 }, .rest = { f->margin, 652, w - 2 * f->margin, f->action.y - 36 - 652 }, .title_y = 156, .desk_y = 406, .reference_y = 436,
			.arch_x = w - 356, .arch_width = 300, .arch_top = 60 };
	if (f->reach)
		return within_reach(f, rtl);
	int cut = f->action.x - 40, foot = frame_foot(f, rtl), low = foot < f->counter.y ? 200 : 0;
	bool small = f->panel == PANEL_SMALL;
	return (struct stand){ .panel = { 0, 0, cut, foot }, .rest = { f->action.x, small ? 32 : 48, f->action.width, f->action.y - 28 - (small ? 32 : 48) }, .title_y = small ? 116 : 136,
		.desk_y = foot - (low ? low + 30 : small ? 240 : 280), .reference_y = foot - (low ? low : small ? 210 : 240),
		.arch_x = small ? cut - 220 : cut - 348, .arch_width = small ? 180 : 300, .arch_top = small ? 290 : 330 };
}

enum type_style done_reference_type(const struct build *build, int inner)
{
	const char *reference = build->visit->reference.text;
	return fit_width(build, TYPE_REFERENCE, reference) <= inner ? TYPE_REFERENCE : fit_width(build, TYPE_QUESTION, reference) <= inner ? TYPE_QUESTION :
		fit_width(build, TYPE_QUESTION_SMALL, reference) <= inner ? TYPE_QUESTION_SMALL : TYPE_HEADING;
}

/* In a tall script the words above the reference take more: the panel grows, or what stands in it moves up. */
static void make_room(const struct build *build, struct stand *place)
{
	int inner = place->panel.width - 2 * build->frame.margin;
	int needed = fit_height(build, TYPE_BODY, say(build, "done.reference"), inner) + fit_height(build, done_reference_type(build, inner), build->visit->reference.text, inner);
	int over = place->reference_y + needed - frame_bottom(place->panel) + (build->frame.split ? BELOW_REFERENCE : 0);
	if (over <= 0)
		return;
	if (build->frame.split) {
		place->desk_y -= over;
		place->reference_y -= over;
	} else {
		int below = over > AIR_LESS ? over - AIR_LESS : 0;
		place->panel.height += over;
		place->rest.y += below;
		place->rest.height -= below;
	}
}

/* Until the council has it, it is not called sent. A node of its own, so that the ear hears the change. */
static const char *title_of(const struct build *build)
{
	return say(build, build->visit->delivered ? "done.title" : "done.saved.title");
}

static const char *title_id(const struct build *build)
{
	return build->visit->delivered ? "title" : "title-saved";
}

static bool stored(const struct build *build)
{
	return build->visit->network_down && !build->visit->delivered;
}

/* Two lines: the reference stands below them. */
static enum type_style title_type(const struct build *build, int width)
{
	enum type_style type = build->frame.panel == PANEL_SMALL || build->frame.percent > 100 ? TYPE_QUESTION_SMALL : TYPE_QUESTION;
	if (type == TYPE_QUESTION && fit_lines(build, type, title_of(build), width) > TITLE_LINES)
		type = TYPE_QUESTION_SMALL;
	return fit_lines(build, type, title_of(build), width) > TITLE_LINES ? TYPE_HEADING : type;
}

static void show_panel(struct build *build, const struct stand *place)
{
	const struct visit *visit = build->visit;
	bool small = build->frame.panel == PANEL_SMALL;
	int margin = build->frame.margin, inner = place->panel.width - 2 * margin, height = place->desk_y - place->arch_top;
	const char *reference = visit->reference.text;
	enum type_style type = done_reference_type(build, inner);
	int title_y = (small ? 28 : 44) + fit_height(build, TYPE_BODY_STRONG, visit->site->council, inner) + 8;
	int title_width = build->frame.shape == PANEL_PORTRAIT ? place->arch_x - margin - 100 : inner;
	build_title(build, title_of(build));
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_PRIMARY_PANEL, .box = frame_box(place->panel, FLOW_STACK, 0)));
	build_group(build, (struct box){ .absolute = true, .x = margin, .y = small ? 28 : 44, .flow = FLOW_ROW, .gap = 20, .align = ALIGN_CENTRE });
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .image = "logo", .state = NODE_DECOR, .box = { .width = small ? 60 : 72, .height = small ? 60 : 72 }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = visit->site->council, .type = TYPE_BODY_STRONG));
	build_close(build);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = title_id(build), .level = 1, .name = title_of(build), .type = title_type(build, title_width),
		.box = { .absolute = true, .x = margin, .y = title_y > place->title_y ? title_y : place->title_y, .width = title_width }));
	if (height > 120) {
		build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_ARCH_ACCENT, .state = NODE_DECOR, .box = { .absolute = true, .x = place->arch_x, .y = place->arch_top, .width = place->arch_width, .height = height }));
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .image = "staff", .state = NODE_DECOR, .box = { .absolute = true, .width = place->arch_width, .height = height }));
		build_close(build);
		int disc = small ? 84 : 120;
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .look = LOOK_DISC, .icon = "check", .ink = INK_PRIMARY, .state = NODE_DECOR,
			.box = { .absolute = true, .x = place->arch_x - disc / 2, .y = place->arch_top + 20, .width = disc, .height = disc }));
	}
	/* The desk that the figure stands behind; below it the reference. */
	build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_RULE, .state = NODE_DECOR, .box = { .absolute = true, .y = place->desk_y, .width = place->panel.width, .height = DESK }));
	build_group(build, (struct box){ .absolute = true, .x = margin, .y = place->reference_y, .width = inner, .gap = 4 });
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, "done.reference"), .type = TYPE_BODY));
	build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "reference", .name = reference, .type = type, .box = { .keep_left = true }));
	build_close(build);
	build_close(build);
}

static int collect_steps(const struct build *build, struct step step[static STEP_MAX])
{
	const struct visit *visit = build->visit;
	const struct form *form = visit->form;
	const struct form_service *service = &form->service;
	const char *lang = phrase_lang(build, form);
	int count = 0;
	if (visit->pay_pence > 0)
		step[count++] = (struct step){ "hand-coins", part_to_pay(build, visit->pay_pence), say(build, "desk.payment"), NULL };
	if (visit->at_desk)
		step[count++] = (struct step){ "hand", say(build, "desk.go"), say(build, "desk.reference"), NULL };
	int before = count;
	if (!date_none(visit->due)) {
		const char *promise = phrase_kiosk(build, form, "promise", service->standard_promise);
		step[count++] = (struct step){ "calendar-check", say_with(build, "done.by", WORDS_VALUES({ "date", words_date(visit->words, &build->tree->arena, visit->due, WORDS_DATE_DAY_MONTH) })),
			*promise ? promise : say(build, "done.answer"), *promise ? lang : NULL };
	}
	for (size_t i = 0; i < service->next_step_count && count < STEP_MAX - 2; i++)
		step[count++] = (struct step){ "arrow-right", NULL, phrase_kiosk(build, form, build_text(build, "nextSteps.%zu", i), service->next_step[i]), lang };
	if (count == before)
		step[count++] = (struct step){ "mail", NULL, say_with(build, "done.read", WORDS_VALUES({ "council", visit->site->council })), NULL };
	const char *phone = *service->contact_phone ? service->contact_phone : visit->site->phone;
	const char *late = phrase_kiosk(build, form, "ifLate", service->if_late);
	step[count++] = (struct step){ "phone", say(build, "done.contact"), *late ? late : say_with(build, "done.phone", WORDS_VALUES({ "phone", phone })), *late ? lang : NULL };
	return count;
}

static int face_height(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL ? 104 : build->frame.percent > 100 ? 170 : 128;
}

static void show_faces(struct build *build)
{
	static const char *const icon[FACES] = { "laugh", "smile", "meh", "frown", "angry" };
	bool thanked = build->visit->rated > 0;
	build_group(build, (struct box){ .gap = 14 });
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = say(build, thanked ? "rate.thanks" : "rate.title"), .type = TYPE_BODY_STRONG));
	build_group(build, (struct box){ .flow = FLOW_ROW, .gap = 14 });
	for (int i = 0; i < FACES; i++)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(build, "rate:%d", i + 1), .name = say(build, build_text(build, "rate.%d", i + 1)), .icon = icon[i], .look = LOOK_FACE,
			.type = TYPE_SMALL, .state = build->visit->rated == i + 1 ? NODE_CHECKED : 0, .text_align = ALIGN_CENTRE, .action = ACT(ACTION_RATE, .number = i + 1),
			.box = { .grow = 1, .equal = true, .height = face_height(build) }));
	build_close(build);
	build_close(build);
}

/* What is read, in order: the receipt, a note that it is stored here, the steps, and the faces if there is room for them. */
enum item { ITEM_RECEIPT, ITEM_STORED, ITEM_STEP, ITEM_OFFERS, ITEM_FACES };
struct rest { const struct build *build; struct step step[STEP_MAX]; int steps, items, first, count, width, room; bool stored, offers; };

static enum item item_at(const struct rest *rest, int index)
{
	if (index == 0)
		return ITEM_RECEIPT;
	if (rest->stored && index == 1)
		return ITEM_STORED;
	int behind = index - 1 - rest->stored - rest->steps;
	return behind < 0 ? ITEM_STEP : behind == 0 && rest->offers ? ITEM_OFFERS : ITEM_FACES;
}

static int step_at(const struct rest *rest, int index)
{
	return index - 1 - rest->stored;
}

/* With what stands between it and the item before it on the same page. */
static int item_height(const struct rest *rest, int index, int first)
{
	const struct build *build = rest->build;
	int gap = index > first ? GAP : 0;
	switch (item_at(rest, index)) {
	case ITEM_RECEIPT:
		return done_receipt_height(build, rest->width);
	case ITEM_STORED:
		return gap + note_height(build, NULL, say(build, "done.stored"), rest->width);
	case ITEM_STEP: {
		bool heads = index == first || item_at(rest, index - 1) != ITEM_STEP;
		return steps_height(build, &rest->step[step_at(rest, index)], 1, rest->width) + (heads ? gap + fit_line(build, TYPE_HEADING) + GAP : 0);
	}
	case ITEM_OFFERS:
		return gap + paper_offer_height(build, rest->width);
	case ITEM_FACES:
		break;
	}
	return gap + face_height(build) + fit_line(build, TYPE_BODY_STRONG) + 14;
}

static int take(const struct rest *rest, int first, int items, int room)
{
	int used = 0, i = first;
	for (; i < items; i++) {
		used += item_height(rest, i, first);
		if (used > room && i > first)
			break;
	}
	return i - first;
}

static void turn_to_page(struct rest *rest)
{
	rest->count = take(rest, 0, rest->items, rest->room);
	if (rest->count == rest->items)
		return;
	rest->items--; /* the faces give way */
	rest->count = take(rest, 0, rest->items, rest->room);
	if (rest->count == rest->items)
		return;
	int room = rest->room - pager_height(rest->build) - GAP;
	rest->count = take(rest, 0, rest->items, room);
	for (int page = 0; page < rest->build->visit->list_page && rest->first + rest->count < rest->items; page++) {
		rest->first += rest->count;
		rest->count = take(rest, rest->first, rest->items, room);
	}
}

static void show_steps(struct build *build, const struct rest *rest, int first, int count)
{
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = say(build, "done.next"), .type = TYPE_HEADING));
	steps_show(build, &rest->step[step_at(rest, first)], count);
}

static void show_rest(struct build *build, const struct stand *place)
{
	struct rest rest = { .build = build, .width = place->rest.width, .room = place->rest.height - ROUNDING, .stored = stored(build) };
	rest.steps = collect_steps(build, rest.step);
	rest.offers = paper_offer_height(build, rest.width) > 0;
	rest.items = 1 + rest.stored + rest.steps + rest.offers + 1;
	turn_to_page(&rest);
	build_group(build, frame_box(place->rest, FLOW_COLUMN, GAP));
	int steps_from = -1, steps = 0;
	bool faces = false, offers = false;
	for (int i = rest.first; i < rest.first + rest.count; i++) {
		enum item item = item_at(&rest, i);
		if (item == ITEM_RECEIPT)
			done_receipt(build, rest.width);
		else if (item == ITEM_STORED)
			note_show(build, NOTE_PLAIN, "cloud-off", NULL, say(build, "done.stored"));
		else if (item == ITEM_STEP && steps++ == 0)
			steps_from = i;
		faces |= item == ITEM_FACES;
		offers |= item == ITEM_OFFERS;
	}
	if (steps > 0)
		show_steps(build, &rest, steps_from, steps);
	if (offers)
		paper_offer_show(build, rest.width);
	pager_show(build, rest.width, rest.first, rest.items - rest.first - rest.count, "done.more", -1);
	build_space(build);
	if (faces)
		show_faces(build);
	build_close(build);
}

/* The reference has the room of a second line. */
static const char *one_line(const struct build *build, const char *title)
{
	char *line = arena_text(&build->tree->arena, title), *end = strchr(line, '\n');
	if (end)
		*end = ' ';
	return line;
}

/* One thing under the other, page by page; the faces give way. */
static void show_pages(struct build *build)
{
	struct step step[STEP_MAX];
	bool low = build->frame.low, row = low && build->frame.percent <= 100;
	const char *reference = build->visit->reference.text, *title = low ? one_line(build, title_of(build)) : title_of(build);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, title, true);
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_NOTE_OK, .box = { .flow = row ? FLOW_ROW : FLOW_COLUMN, .gap = row ? 24 : 0, .align = row ? ALIGN_CENTRE : ALIGN_FILL }));
	build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, "done.reference"), .type = TYPE_BODY));
	build_leaf(build, NODE(.role = NODE_ROLE_STATUS, .id = "reference", .name = reference, .type = low ? TYPE_QUESTION_SMALL : done_reference_type(build, build->frame.body.width - 60), .box = { .keep_left = true }));
	build_close(build);
	done_receipt_rows(build, prose_title_height(build, title, true, build->frame.body.width));
	if (stored(build))
		note_show(build, NOTE_PLAIN, "cloud-off", NULL, say(build, "done.stored"));
	prose_heading(build, 2, say(build, "done.next"));
	steps_show(build, step, collect_steps(build, step));
	paper_offer_show(build, columns_reading_width(build));
	columns_touch(build, 0);
	columns_end(build);
}

/* "Finish" alone where both buttons have no room for more. */
static const char *finish_words(const struct build *build, const char *other)
{
	const char *words = say(build, "action.finish_clear");
	int beside = fit_width(build, TYPE_SMALL_STRONG, other), on = build->frame.pages ? fit_width(build, TYPE_SMALL_STRONG, say(build, "action.next_part")) : 0;
	bool fits = fit_width(build, TYPE_SMALL_STRONG, words) + (on > beside ? on : beside) <= build->frame.action.width - AROUND_TWO;
	return fits ? words : say(build, "counter.finish");
}

void done_screen(struct build *build)
{
	frame_apart(&build->frame);
	struct stand place = arrange(&build->frame, build->tree->rtl);
	if (build->frame.pages) {
		show_pages(build);
	} else {
		make_room(build, &place);
		show_panel(build, &place);
		show_rest(build, &place);
	}
	if (confirm_due(build->visit)) { /* who helped waits for that */
		action_row_show(build, &(struct action_row){ .back = ACT(ACTION_FINISH), .back_id = "finish-clear", .back_words = finish_words(build, say(build, "confirm.ask")), .back_plain = true,
			.main_id = "confirm", .main_words = say(build, "confirm.ask"), .main_icon = "key-round", .main = ACT(ACTION_CONFIRM) });
		counter_show(build, true);
		return;
	}
	if (list_next(build->visit)) { /* of a life event: to go on is what they came for */
		action_row_show(build, &(struct action_row){ .back = ACT(ACTION_FINISH), .back_id = "finish-clear", .back_words = finish_words(build, say(build, "done.next_thing")), .back_plain = true,
			.main_id = "another", .main_words = say(build, "done.next_thing"), .main_icon = build->tree->rtl ? "arrow-left" : "arrow-right", .main = ACT(ACTION_ANOTHER) });
		counter_show(build, true);
		return;
	}
	action_row_show(build, &(struct action_row){ .back = ACT(ACTION_ANOTHER), .back_id = "another", .back_words = say(build, "action.another"), .back_plain = true,
		.main_id = "finish-clear", .main_words = finish_words(build, say(build, "action.another")), .main_icon = "log-out", .main = ACT(ACTION_FINISH) });
	counter_show(build, true);
}
