/* SPDX-License-Identifier: MIT */
/* idle.c - what a passer-by sees: we can help, touch to start, in your language. */
#include "ui/screens/parts.h"
#include "ui/visit/paper.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"

#include <string.h>

/* The guide's picture, and how it is arranged on wide panels: the panel with the people on the left, what is touched on the right. */
enum { DESK = 18, SLIM_PERCENT = 50, SLIM_LARGE_PERCENT = 80, SHOULDERS_PERCENT = 85 /* as wide as a figure is that shows them */, CLOSE_ARCHES = 90, START_TOP = 40, STAFF_LEAST = 250, COLUMN_GAP = 20, ICON_BESIDE = 56 /* a fact's icon and the gap to its words */, AROUND_START = 140 /* padding, icon and gap of the large button */,
	AIR_START = 32, AROUND_START_LEAST = 100, AROUND_START_LOW = 12, START_PAD = 16, AROUND_START_CLOSE = 98, AIR_START_CLOSE = 20, CLOSER_PERCENT = 72 /* large Nastaliq on a button */, SITE_TOP_LOW = 12, LOGO_LOW = 60, LANGUAGE_GAP = 12, LANGUAGE_ROW_GAP = 18 /* the lip is in it */, LANGUAGE_PAD = 30 /* both sides and borders */, LANGUAGE_ICON_GAP = 16 };

struct idle { struct area panel, right; int headline_y, sub_y, start_y, start_height, facts_y, fact_columns, arch_width, arch_height, staff_width, staff_height, base, margin; bool branch; };

struct language_rows { size_t count; enum type_style type; };

/* Large words on the lowest panel: one line under the other, as wide as it is. */
static struct idle over_each_other(const struct frame *f, int start_height)
{
	enum { ABOVE = 24, BELOW = 26 /* the lip is in it */ };
	int end = f->counter.y - BELOW - start_height - ABOVE;
	return (struct idle){ .panel = { 0, 0, f->width, end }, .right = { f->margin, end, f->width - 2 * f->margin, f->counter.y - end }, .headline_y = 84, .start_y = end + ABOVE,
		.start_height = start_height, .facts_y = f->counter.y, .fact_columns = 1, .arch_width = 110, .arch_height = 160, .staff_width = 130, .staff_height = 200, .base = end, .margin = f->margin };
}

static struct idle arrange(const struct frame *f, bool rtl, int start_height)
{
	int w = f->width;
	if (f->panel == PANEL_PORTRAIT) {
		int base = f->counter.y - 664;
		return (struct idle){ .panel = { 0, 0, w, base }, .right = { 56, base, w - 112, f->counter.y - base }, .headline_y = 196, .sub_y = 338, .start_y = base + 48, .start_height = 140,
			.facts_y = base + 218, .fact_columns = f->percent > 100 ? 1 : 3, .arch_width = 300, .arch_height = base - 614, .staff_width = 336, .staff_height = base - 514, .base = base, .margin = 56 };
	}
	int foot = frame_foot(f, rtl), base = foot < f->counter.y ? foot - DESK : foot, cut = f->panel == PANEL_LANDSCAPE ? 1010 * w / 1920 : 640 * w / 1228;
	struct area right = { cut + 50, 0, w - cut - 50 - f->margin, f->counter.y };
	if (f->panel == PANEL_LANDSCAPE)
		return (struct idle){ .panel = { 0, 0, cut, base }, .right = right, .headline_y = 150, .sub_y = 290, .start_y = 172, .start_height = 150, .facts_y = 370, .fact_columns = 2,
			.arch_width = 250, .arch_height = 380, .staff_width = 290, .staff_height = 460, .base = base, .margin = 48 };
	if (f->low && f->percent > 100)
		return over_each_other(f, start_height);
	if (f->low)
		return (struct idle){ .panel = { 0, 0, cut, base }, .right = { cut + 24, 0, w - cut - 24 - f->margin, f->counter.y }, .headline_y = 96, .sub_y = 150, .start_y = 20, .start_height = 84, .facts_y = 132,
			.fact_columns = 2, .arch_width = 110, .arch_height = 160, .staff_width = 130, .staff_height = 200, .base = base, .margin = 20 };
	return (struct idle){ .panel = { 0, 0, cut, base }, .right = right, .headline_y = 128, .sub_y = 220, .start_y = 120, .start_height = 120, .facts_y = 268, .fact_columns = f->percent > 150 ? 1 : 2,
		.arch_width = 160, .arch_height = 290, .staff_width = 190, .staff_height = 350, .base = base, .margin = 40 };
}

static enum type_style sub_type(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL || build->frame.percent > 100 ? TYPE_BODY : TYPE_ENTRY;
}

/* Whose kiosk it is: its name gives way to the headline on a low panel, where the logo alone says it. */
static bool shows_council(const struct build *build, const struct idle *idle)
{
	int name = fit_height(build, TYPE_CONTROL_STRONG, build->visit->site->council, idle->panel.width - 2 * idle->margin - 90);
	return !build->frame.low || SITE_TOP_LOW + name + 12 + fit_line(build, TYPE_QUESTION_SMALL) <= idle->base;
}

/* Where the council's name, and the branch below it, end. */
static int site_end(const struct build *build, const struct idle *idle, bool branch)
{
	const struct site *site = build->visit->site;
	int top = build->frame.panel == PANEL_PORTRAIT ? 44 : build->frame.low ? SITE_TOP_LOW : 28, width = idle->panel.width;
	if (!shows_council(build, idle))
		return top + LOGO_LOW;
	return top + fit_height(build, TYPE_CONTROL_STRONG, site->council, width - (build->frame.column ? 2 * idle->margin + 90 : 0)) + (branch ? fit_height(build, TYPE_SMALL, site->branch, width) : 0) + 12;
}

static enum type_style headline_type(const struct build *build, const struct idle *idle)
{
	static const enum type_style from_largest[] = { TYPE_POSTER, TYPE_REFERENCE, TYPE_QUESTION };
	const char *words = say(build, "idle.headline");
	int width = idle->panel.width - 2 * idle->margin, high = build->frame.low ? idle->base - site_end(build, idle, false) : idle->base;
	for (size_t i = 0; i < sizeof from_largest / sizeof from_largest[0]; i++)
		if (fit_width(build, from_largest[i], words) * 100 / 102 <= width && (!build->frame.low || fit_line(build, from_largest[i]) <= high))
			return from_largest[i];
	return TYPE_QUESTION_SMALL;
}

static int headline_height(const struct build *build, const struct idle *idle)
{
	/* Without the estimate's slack, as it was chosen. */
	return fit_height(build, headline_type(build, idle), say(build, "idle.headline"), (idle->panel.width - 2 * idle->margin) * 103 / 100);
}

/* It gives way to the headline on a low panel. */
static bool shows_branch(const struct build *build, const struct idle *idle)
{
	return idle->branch && (!build->frame.low || site_end(build, idle, true) + headline_height(build, idle) <= idle->base);
}

/* Below the council and the branch, also where their letters are tall. */
static int headline_y(const struct build *build, const struct idle *idle)
{
	int end = site_end(build, idle, shows_branch(build, idle));
	return end > idle->headline_y ? end : idle->headline_y;
}

/* Below the headline, also where that takes a second line. */
static int sub_y(const struct build *build, const struct idle *idle)
{
	int end = headline_y(build, idle) + headline_height(build, idle) + 8;
	return end > idle->sub_y ? end : idle->sub_y;
}

/* Where the words on the panel end. */
static int words_end(const struct build *build, const struct idle *idle)
{
	int width = idle->panel.width - 2 * idle->margin;
	return sub_y(build, idle) + fit_height(build, sub_type(build), say(build, "idle.person_or_screen"), width) + fit_height(build, sub_type(build), say(build, "idle.no_account"), width);
}

/* Where people may begin: large tall words under the headline may have had no room at all. */
static int seen_end(const struct build *build, const struct idle *idle)
{
	int first = sub_y(build, idle) + fit_height(build, sub_type(build), say(build, "idle.person_or_screen"), idle->panel.width - 2 * idle->margin);
	return build->frame.column && !build->frame.low && first > idle->base ? sub_y(build, idle) : words_end(build, idle);
}

static void arch(struct build *build, enum node_look look, const char *image, int x, int base, int width, int height)
{
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .look = look, .image = image, .state = NODE_DECOR, .box = { .absolute = true, .x = x, .y = base - height, .width = width, .height = height }));
}

/* Behind the desk, as high as the words above leave room, and narrower before a chin is behind it; nobody when there is too little: 0. */
static int staff_height(const struct build *build, const struct idle *idle)
{
	int free = idle->base - seen_end(build, idle) - 20, height = idle->staff_height < free ? idle->staff_height : free;
	int slim = build->frame.panel == PANEL_SMALL && !build->frame.low && build->frame.percent > 100 ? SLIM_LARGE_PERCENT : SLIM_PERCENT; /* heads alone look odd below large words */
	return height * SHOULDERS_PERCENT < idle->staff_width * slim ? 0 : height;
}

/* Its name gives way to the people. */
static bool branch_or_people(const struct build *build, struct idle idle)
{
	idle.branch = true;
	bool both = staff_height(build, &idle) > 0;
	idle.branch = false;
	return both || staff_height(build, &idle) == 0;
}

static void people(struct build *build, const struct idle *idle)
{
	int room = idle->panel.width - 2 * idle->margin, staff = staff_height(build, idle), resident = idle->arch_height < staff - 40 ? idle->arch_height : staff - 40;
	int slim = staff * SHOULDERS_PERCENT / 100, wide = slim < idle->staff_width ? slim : idle->staff_width, narrow = idle->arch_width * wide / idle->staff_width;
	int even = (room - 2 * narrow - wide) / 2, gap = even < CLOSE_ARCHES ? even : CLOSE_ARCHES, left = idle->margin + even - gap;
	if (staff == 0)
		return;
	arch(build, LOOK_ARCH_DEEP, "resident-bun", left, idle->base, narrow, resident);
	arch(build, LOOK_ARCH_DEEP, "resident-hijab", left + narrow + wide + 2 * gap, idle->base, narrow, resident);
	arch(build, LOOK_ARCH_ACCENT, build->visit->turned ? "staff-bob" : "staff", left + narrow + gap, idle->base, wide, staff);
}

static void top(struct build *build, const struct idle *idle)
{
	const struct site *site = build->visit->site;
	bool open, portrait = build->frame.panel == PANEL_PORTRAIT;
	const char *hours = part_hours(build, &open);
	int size = portrait ? 84 : build->frame.low ? 52 : 68;
	build_group(build, (struct box){ .absolute = true, .x = idle->margin, .y = portrait ? 44 : build->frame.low ? 16 : 28, .width = idle->panel.width - 2 * idle->margin, .flow = FLOW_ROW, .gap = 22, .align = ALIGN_CENTRE });
	bool named = shows_council(build, idle);
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .name = named ? "" : site->council, .image = "logo", .state = named ? NODE_DECOR : 0, .box = { .width = size, .height = size }));
	build_group(build, (struct box){ .grow = 1 });
	if (named)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = site->council, .type = TYPE_CONTROL_STRONG));
	if (named && shows_branch(build, idle))
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = site->branch, .type = TYPE_SMALL));
	build_close(build);
	if (portrait && build->frame.percent <= 100) {
		build_open(build, NODE(.role = NODE_ROLE_STATUS, .id = "hours", .name = hours, .label = "", .look = LOOK_PILL, .box = { .flow = FLOW_ROW, .gap = 16, .align = ALIGN_CENTRE }));
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .look = open ? LOOK_DOT_HERE : LOOK_DOT_AWAY, .state = NODE_DECOR, .box = { .width = 20, .height = 20 }));
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = hours, .type = TYPE_BODY_STRONG, .state = NODE_DECOR));
		build_close(build);
	}
	build_close(build);
}

static void headline(struct build *build, const struct idle *idle)
{
	const char *words = say(build, "idle.headline");
	int width = idle->panel.width - 2 * idle->margin;
	enum type_style type = headline_type(build, idle);
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .id = "title", .level = 1, .name = words, .type = type, .box = { .absolute = true, .x = idle->margin, .y = headline_y(build, idle), .width = width }));
	build_group(build, (struct box){ .absolute = true, .x = idle->margin + 4, .y = sub_y(build, idle), .width = width });
	enum type_style sub = sub_type(build);
	int first = sub_y(build, idle) + fit_height(build, sub, say(build, "idle.person_or_screen"), width);
	if (first <= idle->base || !build->frame.column)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, "idle.person_or_screen"), .type = sub));
	if (words_end(build, idle) <= idle->base || !build->frame.column)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, "idle.no_account"), .type = sub));
	build_close(build);
}

static int languages_height(const struct build *build)
{
	return build->frame.low ? 52 : build->frame.panel == PANEL_SMALL ? 76 : 92;
}

static const char *language_name(const struct build *build, size_t index)
{
	return say(build, build_text((struct build *)build, "language.%s", build->visit->language[index]));
}

/* The first language of a row, when @rows of them share what there is. */
static size_t row_start(const struct build *build, size_t rows, size_t row)
{
	return build->visit->language_count * row / rows;
}

/* A script that stands tall is smaller on the lowest panel; large text is set closer. */
static bool height_fits(const struct build *build, enum type_style type, const char *name)
{
	enum { BORDERS = 6 };
	return !build->frame.low || build->frame.percent > 100 || type == TYPE_SMALL || fit_height(build, type, name, build->frame.width) + BORDERS <= languages_height(build);
}

static bool rows_fit(const struct build *build, enum type_style type, size_t rows, int width)
{
	for (size_t row = 0; row < rows; row++) {
		int taken = -LANGUAGE_GAP;
		for (size_t i = row_start(build, rows, row); i < row_start(build, rows, row + 1); i++)
			taken += !height_fits(build, type, language_name(build, i)) ? 2 * width : fit_width(build, type, language_name(build, i)) + LANGUAGE_PAD + LANGUAGE_GAP + (part_language_icon(build->visit->language[i]) ? fit_icon(build, type) + LANGUAGE_ICON_GAP : 0);
		if (taken > width)
			return false;
	}
	return true;
}

/* All in one row if they can be; smaller words before a second row. */
static struct language_rows languages_arrange(const struct build *build, const struct idle *idle)
{
	size_t all = build->visit->language_count;
	for (size_t rows = 1; rows < all; rows++)
		for (int small = 0; small < 2; small++)
			if (rows_fit(build, small ? TYPE_SMALL : TYPE_CONTROL, rows, idle->right.width))
				return (struct language_rows){ rows, small ? TYPE_SMALL : TYPE_CONTROL };
	return (struct language_rows){ all, TYPE_SMALL };
}

static int languages_y(const struct build *build, const struct idle *idle)
{
	int rows = (int)languages_arrange(build, idle).count;
	return build->frame.person.y - (build->frame.panel == PANEL_PORTRAIT ? 56 : build->frame.low ? 24 : 40) - rows * languages_height(build) - (rows - 1) * LANGUAGE_ROW_GAP;
}

/* Plain facts: no lip, nothing to press; each of them is true of this kiosk. */
static const struct { const char *icon, *key; } fact[] = {
	{ "megaphone", "idle.report" }, { "file-pen-line", "idle.ask" }, { "languages", "idle.languages" },
	{ "a-large-small", "idle.easier" }, { "printer", "idle.receipt" }, { "user-round", "idle.person" },
};
enum { FACTS = sizeof fact / sizeof fact[0], FACTS_GAP = 22, BELOW_FACTS = 24 };

enum { FACT_RECEIPT = 4 };

/* Nothing promises paper that would not come; while nobody knows, nothing is said of it. */
static int facts_known(const struct build *build)
{
	return paper_comes(build->visit) || paper_lacks(build->visit) ? FACTS : FACTS - 1;
}

static int fact_at(const struct build *build, int place)
{
	return place >= FACT_RECEIPT && facts_known(build) < FACTS ? place + 1 : place;
}

static const char *fact_key(const struct build *build, int place)
{
	int at = fact_at(build, place);
	return at == FACT_RECEIPT && paper_lacks(build->visit) ? "idle.no_receipt" : fact[at].key;
}

static int fact_row_gap(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL ? 18 : 34;
}

/* Their heading and the first @count, rows of them. */
static int facts_height(const struct build *build, const struct idle *idle, int count)
{
	int columns = idle->fact_columns, column = (idle->right.width - (columns - 1) * COLUMN_GAP) / columns - ICON_BESIDE * build->frame.percent / 100;
	int height = fit_height(build, TYPE_CONTROL_STRONG, say(build, "idle.here"), idle->right.width) + FACTS_GAP - fact_row_gap(build);
	for (int first = 0; first < count; first += columns) {
		int lines = 1;
		for (int i = first; i < first + columns && i < count; i++) {
			int needed = fit_lines(build, TYPE_SMALL, say(build, fact_key(build, i)), column * 102 / 100);
			lines = needed > lines ? needed : lines;
		}
		height += lines * fit_line(build, TYPE_SMALL) + fact_row_gap(build);
	}
	return height;
}

/* How far what is touched first may rise: to the top of its column, or below people who are still seen well. */
static int most_lift(const struct build *build, const struct idle *idle)
{
	if (build->frame.low)
		return 0;
	return build->frame.panel == PANEL_PORTRAIT ? staff_height(build, idle) - STAFF_LEAST : idle->start_y - START_TOP;
}

/* How far the languages are below what is touched first, at best; where they have no room the counter leads to them. */
static int languages_air(const struct build *build, const struct idle *idle)
{
	int most = most_lift(build, idle);
	return languages_y(build, idle) - idle->start_y - idle->start_height - LANGUAGE_ROW_GAP + (most > 0 ? most : 0);
}

static int facts_room(const struct build *build, const struct idle *idle)
{
	return (languages_air(build, idle) < 0 ? build->frame.counter.y : languages_y(build, idle)) - idle->facts_y - BELOW_FACTS;
}

static int facts_that_fit(const struct build *build, const struct idle *idle, int room)
{
	int count = 0, all = facts_known(build);
	while (count < all) {
		int more = count + idle->fact_columns < all ? count + idle->fact_columns : all;
		if (facts_height(build, idle, more) > room)
			break;
		count = more;
	}
	return count;
}

/* It rises where the languages, or more facts, have room then. */
static void raise_start(const struct build *build, struct idle *idle)
{
	int most = most_lift(build, idle), room = facts_room(build, idle);
	if (most <= 0)
		return;
	int count = facts_that_fit(build, idle, room + most), lift = count > 0 ? facts_height(build, idle, count) - room : idle->start_y + idle->start_height + LANGUAGE_ROW_GAP - languages_y(build, idle);
	if (lift <= 0 || lift > most)
		return;
	idle->start_y -= lift;
	idle->facts_y -= lift;
	if (build->frame.panel == PANEL_PORTRAIT) {
		idle->base -= lift;
		idle->panel.height -= lift;
	}
}

static void facts(struct build *build, const struct idle *idle)
{
	int count = facts_that_fit(build, idle, facts_room(build, idle));
	if (count < 2)
		return;
	build_group(build, (struct box){ .absolute = true, .x = idle->right.x, .y = idle->facts_y, .width = idle->right.width, .gap = FACTS_GAP });
	build_leaf(build, NODE(.role = NODE_ROLE_HEADING, .level = 2, .name = say(build, "idle.here"), .type = TYPE_CONTROL_STRONG));
	build_open(build, NODE(.role = NODE_ROLE_LIST, .box = { .flow = FLOW_ROW, .wrap = true, .columns = idle->fact_columns, .gap = COLUMN_GAP, .row_gap = fact_row_gap(build) }));
	for (int i = 0; i < count; i++)
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = say(build, fact_key(build, i)), .icon = fact[fact_at(build, i)].icon, .ink = INK_PRIMARY, .type = TYPE_SMALL));
	build_close(build);
	build_close(build);
}

static void language(struct build *build, size_t index, enum type_style type)
{
	const char *tag = build->visit->language[index];
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(build, "language:%s", tag), .name = language_name(build, index), .lang = tag, .icon = part_language_icon(tag), .look = LOOK_LANGUAGE, .type = type,
		.text_align = ALIGN_CENTRE, .state = strcmp(tag, build->language) == 0 ? NODE_CHECKED : 0, .action = ACT(ACTION_LANGUAGE, .text = tag),
		.box = { .grow = 1, .height = languages_height(build) }));
}

static void languages(struct build *build, const struct idle *idle)
{
	struct language_rows rows = languages_arrange(build, idle);
	if (languages_air(build, idle) < 0)
		return;
	build_group(build, (struct box){ .absolute = true, .x = idle->right.x, .y = languages_y(build, idle), .width = idle->right.width, .gap = LANGUAGE_ROW_GAP });
	for (size_t row = 0; row < rows.count; row++) {
		build_group(build, (struct box){ .flow = FLOW_ROW, .gap = LANGUAGE_GAP });
		for (size_t i = row_start(build, rows.count, row); i < row_start(build, rows.count, row + 1); i++)
			language(build, i, rows.type);
		build_close(build);
	}
	build_close(build);
}

/* On the lowest panel the languages stand below it: it has little padding. */
static bool start_close(const struct build *build)
{
	return build->frame.low && build->frame.percent <= 100;
}

/* Large where that is one line; in a column as high as its words are. */
static enum type_style start_type(const struct build *build, const char *words, int width)
{
	if (start_close(build)) {
		bool one_line = fit_width(build, TYPE_CONTROL_STRONG, words) <= width - AROUND_START_CLOSE;
		return one_line ? TYPE_CONTROL_STRONG : TYPE_BODY_STRONG;
	}
	return fit_width(build, TYPE_BIG, words) <= width - AROUND_START ? TYPE_BIG : TYPE_CONTROL_STRONG;
}

static int start_height(const struct build *build, const char *start, int width)
{
	int around = start_close(build) ? AROUND_START_CLOSE : build->frame.low ? AROUND_START + AROUND_START_LOW * build->frame.percent / 100 : AROUND_START_LEAST;
	int words = fit_height(build, start_type(build, start, width), start, width - around);
	return (build->frame.low && build->frame.percent > 100 && fit_tall(build) > 1 ? words * CLOSER_PERCENT / 100 : words) + (start_close(build) ? AIR_START_CLOSE : AIR_START);
}

/* What is touched first; in its own place also a form that the desk laid ready, where that has no room below. */
static void touch_first(struct build *build, const struct idle *idle, const char *words, bool push, int y)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = push ? "push" : "start", .name = push ? push_words(build) : words, .label = push ? words : NULL, .icon = push ? "ticket" : "hand", .look = LOOK_MAIN,
		.type = start_type(build, words, idle->right.width), .text_align = ALIGN_CENTRE,
		.action = { .what = push ? ACTION_PUSH : ACTION_START }, .box = { .absolute = true, .x = idle->right.x, .y = y, .width = idle->right.width, .height = idle->start_height,
			.pad_start = start_close(build) ? START_PAD : 0, .pad_end = start_close(build) ? START_PAD : 0 }));
}

/* Large words on the lowest panel: one button has room, with the number that stands on the ticket. */
static bool push_crowds(const struct build *build)
{
	return build->frame.low && build->frame.percent > 150 && fit_tall(build) <= 1;
}

static const char *push_brief(const struct build *build)
{
	return push_crowds(build) ? build->visit->push.ticket : push_words(build);
}

void idle_screen(struct build *build)
{
	bool push = push_shows(build->visit);
	const char *start = say(build, "idle.start"), *form = push ? push_brief(build) : start, *longer = (push && push_crowds(build)) || fit_width(build, TYPE_BIG, form) > fit_width(build, TYPE_BIG, start) ? form : start;
	struct idle idle = arrange(&build->frame, build->tree->rtl, start_height(build, longer, build->frame.width - 2 * build->frame.margin));
	int high = start_height(build, longer, idle.right.width - (push ? AROUND_START - AROUND_START_LEAST : 0)); /* one line is none to the hair */
	if ((build->frame.column || push) && high > idle.start_height) {
		idle.facts_y += high - idle.start_height;
		idle.start_height = high;
	}
	idle.branch = branch_or_people(build, idle);
	raise_start(build, &idle);
	build_title(build, say(build, "idle.title"));
	build_open(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_PRIMARY_PANEL, .box = frame_box(idle.panel, FLOW_STACK, 0)));
	top(build, &idle);
	headline(build, &idle);
	people(build, &idle);
	build_close(build);
	if (idle.base < build->frame.counter.y) /* the desk that they stand behind */
		build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .look = LOOK_RULE, .state = NODE_DECOR, .box = { .absolute = true, .y = idle.base, .width = idle.panel.width, .height = DESK }));
	bool below = push && !push_crowds(build) && facts_room(build, &idle) >= idle.start_height;
	touch_first(build, &idle, push && !below ? form : start, push && !below, idle.start_y);
	if (below)
		touch_first(build, &idle, form, true, idle.facts_y);
	else
		facts(build, &idle);
	languages(build, &idle);
	counter_show(build, false);
}
