/* SPDX-License-Identifier: MIT */
/* service.c - before the first question: what it is for, who can use it, how long it takes, what is needed. */
#include "ui/screens/parts.h"
#include "ui/screens/phrase.h"
#include "ui/screens/ways.h"
#include "ui/visit/house.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/header.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"

#include <string.h>

enum { FACT_MAX = 7, NEEDS_SHOWN_MAX = 6, GAPS = 72, ASIDE_GAPS = 80, GAPS_LEAST = 60, PRESS_GAP = 12, PRESS_LIP = 6 };

struct card { int pad, gap, arch_width, arch_height; };

static struct card card_of(const struct build *build)
{
	return build->frame.split ? (struct card){ 24, 14, 72, 80 } : (struct card){ 30, 24, 92, 104 };
}

/* A button below prints it; it is itself the way to the other ways. */
enum press { PRESS_NONE, PRESS_PRINT, PRESS_WAYS };

struct fact { const char *icon, *strong, *text; enum press press; };

static const char *needs(const struct build *build, const struct form *form)
{
	const char *joined = "";
	for (size_t i = 0; i < form->service.need_count && i < NEEDS_SHOWN_MAX; i++) {
		const char *need = phrase_kiosk(build, form, build_text(build, "need.%zu", i), form->service.need[i]);
		joined = *joined ? build_text(build, "%s\n%s", joined, need) : need;
	}
	return phrase_lang(build, form) ? build_lend(build, joined) : joined;
}

static struct fact time_fact(const struct build *build, const struct form *form)
{
	const struct visit *visit = build->visit;
	size_t place, pages = route_expected(form, visit->answers, visit->today, 0, &place);
	const char *questions = say_count(build, "service.questions", (long)pages, NULL);
	if (form->service.minutes > 0)
		return (struct fact){ "clock", say_count(build, "service.minutes", form->service.minutes, NULL), questions, PRESS_NONE };
	return (struct fact){ "clock", questions, say(build, "service.stop"), PRESS_NONE };
}

static struct fact ways_fact(const struct build *build)
{
	struct tile tile = ways_tile(build);
	return (struct fact){ tile.icon, tile.name, tile.hint, PRESS_WAYS };
}

/* What somebody else does is said before anything, where that is usual. */
static int collect(const struct build *build, const struct form *form, struct fact fact[static FACT_MAX])
{
	const struct form_service *service = &form->service;
	int count = 0;
	bool first = interaction_type(build->visit) != FORM_INTERACTION_SIMPLE;
	if (first)
		fact[count++] = ways_fact(build);
	fact[count++] = time_fact(build, form);
	if (*service->who)
		fact[count++] = (struct fact){ "users", say(build, "service.who"), phrase_kiosk(build, form, "who", service->who), PRESS_NONE };
	if (service->need_count)
		fact[count++] = (struct fact){ "list-checks", say(build, "service.need"), needs(build, form), handout_has(build->visit, HANDOUT_LIST) ? PRESS_PRINT : PRESS_NONE };
	if (service->standard_value > 0 && *service->standard_promise)
		fact[count++] = (struct fact){ "calendar-check", phrase_kiosk(build, form, "promise", service->standard_promise),
			say_count(build, service->standard_working_days ? "service.within_working" : "service.within", service->standard_value, NULL), PRESS_NONE };
	if (*service->sign_video)
		fact[count++] = (struct fact){ "hand", say(build, "service.sign"), phrase_kiosk(build, form, "signVideo", service->sign_video), PRESS_NONE };
	if (!first)
		fact[count++] = ways_fact(build);
	return count;
}

/* Of a small button below words. */
static int press_height(const struct build *build)
{
	return PRESS_GAP + part_small_height(build) + PRESS_LIP + (fit_tall(build) ? 10 : 0);
}

static void show_print(struct build *build)
{
	build_group(build, (struct box){ .flow = FLOW_ROW, .pad_top = PRESS_GAP });
	part_print(build, HANDOUT_LIST, "handout.list", LOOK_SMALL);
	build_close(build);
}

static int facts_height(const struct build *build, const struct fact *fact, int count, int width)
{
	struct card card = card_of(build);
	int height = 2 * card.pad + 4, room = width - 2 * card.pad - 4 - card.arch_width - 24;
	struct tile tile = ways_tile(build);
	for (int i = 0; i < count; i++) {
		if (fact[i].press == PRESS_WAYS) {
			height += tile_height(build, &tile, width - 2 * card.pad - 4) + (i ? card.gap : 0);
			continue;
		}
		int words = fit_height(build, TYPE_BODY_STRONG, fact[i].strong, room) + fit_height(build, TYPE_SMALL, fact[i].text, room) + (fact[i].press == PRESS_PRINT ? press_height(build) : 0);
		height += (words > card.arch_height ? words : card.arch_height) + (i ? card.gap : 0);
	}
	return height;
}

static void show_ways(struct build *build, int width)
{
	struct tile tile = ways_tile(build);
	if (!build->frame.low || build->frame.percent <= 100) {
		tile_show(build, &tile, tile_height(build, &tile, width));
		return;
	}
	prose_text(build, TYPE_BODY_STRONG, tile.name); /* it goes on over the page */
	prose_text(build, TYPE_SMALL, tile.hint);
	build_group(build, (struct box){ .flow = FLOW_ROW, .pad_top = PRESS_GAP });
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = tile.id, .name = say(build, "ways.title"), .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG, .text_align = ALIGN_CENTRE, .action = tile.action,
		.box = { .min_height = part_small_height(build) }));
	build_close(build);
}

static void show_facts(struct build *build, const struct fact *fact, int count)
{
	int width = build->frame.split ? columns_touch_width(build) : columns_reading_width(build);
	struct card card = card_of(build);
	if (build->frame.pages) /* no card round what may go on over the page */
		build_open(build, NODE(.role = NODE_ROLE_LIST, .box = { .gap = card.gap }));
	else
		build_open(build, NODE(.role = NODE_ROLE_LIST, .look = LOOK_CARD, .box = { .gap = card.gap, .pad_top = card.pad + 2, .pad_bottom = card.pad + 2, .pad_start = card.pad + 2, .pad_end = card.pad + 2 }));
	for (int i = 0; i < count; i++) {
		if (fact[i].press == PRESS_WAYS) {
			show_ways(build, build->frame.pages ? width : width - 2 * card.pad - 4);
			continue;
		}
		bool long_one = facts_height(build, &fact[i], 1, build->frame.body.width) - 2 * card.pad - 4 > build->frame.body.height;
		if (build->frame.low && (long_one || (fact[i].press == PRESS_PRINT && build->frame.percent > 100))) {
			prose_text(build, TYPE_BODY_STRONG, fact[i].strong); /* it goes on over the page */
			prose_text(build, TYPE_SMALL, fact[i].text);
			if (fact[i].press == PRESS_PRINT)
				show_print(build);
			continue;
		}
		build_open(build, NODE(.role = NODE_ROLE_ITEM, .box = { .flow = FLOW_ROW, .gap = 24, .align = ALIGN_CENTRE }));
		build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .icon = fact[i].icon, .look = LOOK_ARCH, .state = NODE_DECOR, .box = { .width = card.arch_width, .height = card.arch_height }));
		build_group(build, (struct box){ .grow = 1 });
		build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = fact[i].strong, .type = TYPE_BODY_STRONG));
		if (*fact[i].text)
			build_leaf(build, NODE(.role = NODE_ROLE_TEXT, .name = fact[i].text, .type = TYPE_SMALL, .ink = INK_QUIET));
		if (fact[i].press == PRESS_PRINT)
			show_print(build);
		build_close(build);
		build_close(build);
	}
	build_close(build);
}

/* Facts from @first on that fit beside what else is read. */
static int take(const struct build *build, const struct fact *fact, int first, int count, int width, int room)
{
	int fits = 1;
	while (first + fits < count && facts_height(build, fact + first, fits + 1, width) <= room)
		fits++;
	return first + fits > count ? count - first : fits;
}

struct page { int first, count, of; };

static struct page turn_to_page(const struct build *build, const struct fact *fact, int count, int width, int room)
{
	struct page page = { 0, take(build, fact, 0, count, width, room), count };
	for (int i = 0; i < build->visit->list_page && page.first + page.count < count; i++) {
		page.first += page.count;
		page.count = take(build, fact, page.first, count, width, room);
	}
	return page;
}

/* Whether the last fact, the other ways, has room below what is read, so that all others stand on one part. */
static bool aside(const struct build *build, const struct fact *fact, int count, int read)
{
	struct tile tile = ways_tile(build);
	int width = columns_touch_width(build), room = build->frame.touch.height;
	return build->frame.split && !build->frame.reach && fact[count - 1].press == PRESS_WAYS && facts_height(build, fact, count, width) > room && facts_height(build, fact, count - 1, width) <= room &&
		read + tile_height(build, &tile, columns_reading_width(build)) <= columns_room(build, 0);
}

static void show_actions(struct build *build, const struct page *page)
{
	bool blocked = visit_blocked(build->visit) || build->visit->out_of_service, more = page->first + page->count < page->of;
	struct action_row row = { .back = ACT(ACTION_BACK), .main_id = "begin", .main_words = say(build, "action.begin"), .main_icon = build->tree->rtl ? "arrow-left" : "arrow-right",
		.main = ACT(ACTION_BEGIN) };
	if (page->first > 0)
		row.back = (struct node_action)ACT(ACTION_PAGE, .number = -1);
	if (more) {
		row.main_id = "page-next";
		row.main_words = say(build, "action.next_part");
		row.main = (struct node_action)ACT(ACTION_PAGE, .number = 1);
	} else if (blocked) {
		row.main_id = "ask";
		row.main_words = say(build, "person.help");
		row.main_brief = say(build, "counter.brief.person");
		row.main = (struct node_action)ACT(ACTION_PERSON);
	}
	action_row_show(build, &row);
}

/* What stands above the facts, or beside them. */
struct read { const char *title, *summary, *warning; bool small, private, charter; };

static int read_height(const struct build *build, const struct read *read, enum type_style summary, int width)
{
	int height = prose_title_height(build, read->title, read->small, width) + fit_height(build, summary, read->summary, width);
	height += read->private ? note_height(build, NULL, say(build, "service.private"), width) : 0;
	height += read->warning ? note_height(build, NULL, read->warning, width) + 24 : 0;
	return height + (read->charter ? press_height(build) + 24 - PRESS_GAP : 0);
}

static const char *warning_of(const struct build *build, const struct form *form)
{
	if (visit_blocked(build->visit))
		return say(build, "service.not_set_up");
	if (build->visit->out_of_service)
		return say(build, "service.out_of_service");
	return phrase_lang(build, form) ? say(build, "service.english_only") : NULL;
}

/* What does not fit gives way: the large title, the sentence that is said again before anything is sent, at last the way to how information is used, which "Why we ask" has too. */
static struct read plan_read(const struct build *build, const struct form *form)
{
	bool split = build->frame.split;
	int width = columns_reading_width(build), room = columns_room(build, 0);
	struct read read = { phrase_service(build, form), phrase_kiosk(build, form, "summary", form->service.summary), warning_of(build, form), build->frame.panel == PANEL_SMALL, true, charter_there(&build->visit->house->charter) };
	read.small |= read.warning && split;
	read.private = !read.warning || (!read.small && build->frame.percent <= 100);
	if (!split)
		return read;
	read.small |= read_height(build, &read, TYPE_BODY, width) + GAPS > room;
	if (read.private && read_height(build, &read, TYPE_BODY, width) + (fit_tall(build) ? GAPS / 2 : GAPS) > room)
		read.private = !read.charter;
	if (read.charter && read_height(build, &read, TYPE_BODY, width) + GAPS_LEAST > room)
		read.charter = false;
	return read;
}

/* All facts on one part, by which most people begin at once: the sheet behind the button says what the line said, and the way here said the summary. */
static void make_whole(const struct build *build, struct read *read, const struct fact *fact, int count)
{
	int width = columns_reading_width(build), room = columns_room(build, 0) - GAPS - facts_height(build, fact, count, width);
	struct read less = *read;
	for (int step = 0; step < 3; step++) {
		if (read_height(build, &less, TYPE_CONTROL, width) <= room) {
			*read = less;
			return;
		}
		less.private = !less.charter && less.private;
		less.summary = step ? "" : less.summary;
	}
}

/* Above facts that go on over several parts: the way here said the summary, and what is private is said again before anything is sent. */
static void give_way(const struct build *build, struct read *read, const struct fact *fact, int count)
{
	int width = columns_reading_width(build), tallest = 0, room = columns_room(build, 0) - GAPS;
	for (int i = 0; i < count; i++) {
		int height = facts_height(build, &fact[i], 1, width);
		tallest = height > tallest ? height : tallest;
	}
	if (read_height(build, read, TYPE_CONTROL, width) + tallest > room)
		read->summary = "";
	if (read_height(build, read, TYPE_CONTROL, width) + tallest > room)
		read->private = false;
	if (read_height(build, read, TYPE_CONTROL, width) + tallest > room)
		read->charter = false;
}

/* A smaller title, or a line less, is better than a part more. */
static bool set_aside(const struct build *build, struct read *read, const struct fact *fact, int count)
{
	int width = columns_reading_width(build);
	struct read less = *read;
	for (int step = 0; step < 3; step++) {
		if (aside(build, fact, count, read_height(build, &less, TYPE_BODY, width) + ASIDE_GAPS)) {
			*read = less;
			return true;
		}
		less.small = true;
		less.private = step < 1 ? less.private : !less.charter && less.private;
	}
	return false;
}

static void show_read(struct build *build, const struct form *form, const struct read *read)
{
	prose_title(build, read->title, read->small);
	prose_in(build, phrase_lang(build, form), build->frame.split ? TYPE_BODY : TYPE_CONTROL, read->summary);
	if (read->warning)
		note_show(build, NOTE_WARNING, "circle-alert", NULL, read->warning);
}

/* The kiosk's own promise, and the way to the council's words. */
static void show_private(struct build *build, const struct read *read)
{
	if (read->private)
		note_show(build, NOTE_GOOD, "shield-check", NULL, say(build, "service.private"));
	if (!read->charter)
		return;
	build_group(build, (struct box){ .flow = FLOW_ROW });
	part_charter(build);
	build_close(build);
}

/* Of what stands with the facts, where all that is touched is within reach. */
static int private_height(const struct build *build, const struct read *read)
{
	if (!build->frame.apart)
		return 0;
	return (read->private ? note_height(build, NULL, say(build, "service.private"), columns_touch_width(build)) + 24 : 0) + (read->charter ? press_height(build) + 24 : 0);
}

void service_screen(struct build *build)
{
	frame_apart(&build->frame);
	const struct form *form = build->visit->form;
	frame_pages_if_large(&build->frame);
	struct fact fact[FACT_MAX];
	struct read read = plan_read(build, form);
	bool split = build->frame.split;
	int width = columns_reading_width(build), count = collect(build, form, fact);
	if (!split && !build->frame.pages) {
		make_whole(build, &read, fact, count);
		give_way(build, &read, fact, count);
	}
	int above = read_height(build, &read, TYPE_CONTROL, width) + GAPS;
	bool other = set_aside(build, &read, fact, count);
	count -= other;
	int room = split ? build->frame.touch.height - private_height(build, &read) : columns_room(build, 0) - above;
	struct page page = turn_to_page(build, fact, count, columns_touch_width(build), room);

	header_show(build, build->visit->site->branch, NULL, false);
	columns_reading(build, 0);
	show_read(build, form, &read);
	if (!split)
		show_facts(build, fact + page.first, page.count);
	if (!build->frame.apart)
		show_private(build, &read);
	if (other)
		show_ways(build, width);
	columns_touch(build, 24);
	if (split)
		show_facts(build, fact + page.first, page.count);
	if (build->frame.apart) /* within reach */
		show_private(build, &read);
	columns_end(build);
	show_actions(build, &page);
	counter_show(build, true);
}
