/* SPDX-License-Identifier: MIT */
/* staff.c - somebody of the staff signs in, and what they can do: over the resident's page, of which nothing is seen. */
#include "ui/screens/staff_part.h"

#include "ui/screens/entry.h"
#include "ui/screens/parts.h"
#include "ui/visit/staff_more.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { SECONDS_PER_MINUTE = 60 };

static bool is_refused(const struct staff *staff)
{
	return staff->trouble == STAFF_LOCKED || staff->trouble == STAFF_DEAD || staff->trouble == STAFF_EXPIRED;
}

const char *staff_who(const struct build *build)
{
	const struct staff *staff = &build->visit->staff;
	return staff->name[0] ? say_with(build, "staff.in", WORDS_VALUES({ "name", staff->name })) : say(build, "staff.in_by_code");
}

bool staff_types_here(const struct visit *visit)
{
	enum staff_stage stage = visit->staff.stage;
	if (is_refused(&visit->staff))
		return false;
	return stage == STAFF_NUMBER || stage == STAFF_PIN || stage == STAFF_CODE || stage == STAFF_REFERENCE || stage == STAFF_REMARK;
}

/* Whole minutes, so that nobody counts seconds; the last one is "less than a minute". */
static const char *wait_words(const struct build *build)
{
	int64_t minutes = (build->visit->staff.wait_s + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
	return minutes <= 1 ? say(build, "staff.locked_soon") : say_with(build, "staff.locked", WORDS_VALUES({ "minutes", build_text((struct build *)build, "%lld", (long long)minutes) }));
}

static const char *trouble(const struct build *build)
{
	static const char *const keys[STAFF_TROUBLE_COUNT] = { [STAFF_WRONG] = "staff.wrong", [STAFF_DEAD] = "staff.dead", [STAFF_EXPIRED] = "staff.expired", [STAFF_NOT_NOW] = "staff.not_now", [STAFF_NO_RECEIPT] = "staff.no_receipt", [STAFF_SHORT] = "staff.short", [STAFF_UNREAD] = "staff.unread" };
	enum staff_trouble now = build->visit->staff.trouble;
	if (now == STAFF_LOCKED)
		return wait_words(build);
	return keys[now] ? say(build, keys[now]) : NULL;
}

/* Beside a box on a low panel the usual word has room in every language. */
struct action_row staff_typed_actions(const struct build *build, const char *main)
{
	if (build->frame.column)
		main = say(build, "action.continue");
	return (struct action_row){ .back = ACT(ACTION_STAFF, .text = "back"), .main_id = "staff-next", .main_words = main, .main = ACT(ACTION_STAFF, .text = "next") };
}

struct field staff_box(const struct build *build, const char *label, const char *hint)
{
	return (struct field){ .name = STAFF_FIELD, .label = label, .hint = hint, .label_hidden = true, .value = build->visit->staff.typed, .error = trouble(build) };
}

/* Before anything is typed, the way for those who have nothing to type. */
static void number(struct build *build)
{
	struct entry entry = { .keyboard = { .kind = KEYBOARD_DATE }, .bare = true, .field = staff_box(build, say(build, "staff.number"), build->visit->staff.reader ? say(build, "staff.or_badge") : NULL), .actions = staff_typed_actions(build, say(build, "action.continue")) };
	if (!build->visit->staff.typed[0]) {
		entry.actions.main_id = "staff-code";
		entry.actions.main_words = say(build, build->frame.column ? "staff.no_pin_brief" : "staff.no_pin");
		entry.actions.main = (struct node_action)ACT(ACTION_STAFF, .text = "code");
	}
	entry_show(build, &entry);
}

static void pin(struct build *build)
{
	struct entry entry = { .keyboard = { .kind = KEYBOARD_DATE }, .bare = true, .field = staff_box(build, say(build, "staff.pin"), NULL), .actions = staff_typed_actions(build, say(build, build->visit->staff.again ? "staff.stay" : "staff.sign_in")) };
	entry.field.secret = true;
	entry_show(build, &entry);
}

static void code(struct build *build)
{
	const char *hint = say_with(build, "staff.code_hint", WORDS_VALUES({ "number", build_text(build, "%lld", (long long)build->visit->staff.number_shown) }));
	struct entry entry = { .keyboard = { .kind = KEYBOARD_DATE }, .bare = true, .field = staff_box(build, say(build, "staff.code"), hint), .actions = staff_typed_actions(build, say(build, "staff.sign_in")) };
	entry_show(build, &entry);
}

static void reference(struct build *build)
{
	struct entry entry = { .keyboard = { .kind = KEYBOARD_UPPER }, .bare = true, .field = staff_box(build, say(build, "staff.reference"), NULL), .actions = staff_typed_actions(build, say(build, "action.print")) };
	entry_show(build, &entry);
}

void staff_button(struct build *build, const char *id, const char *icon, const char *words, const char *act, int number_of, int look)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = id, .name = words, .icon = build->frame.percent > 100 ? NULL : icon, .look = look, .text_align = ALIGN_CENTRE, .type = look == LOOK_MAIN ? TYPE_CONTROL_STRONG : TYPE_SMALL,
		.action = ACT(ACTION_STAFF, .text = act, .number = number_of), .box = { .min_height = part_small_height(build) }));
}

void staff_begin(struct build *build, const char *title)
{
	frame_pages_if_large(&build->frame);
	frame_pages_if_tall(&build->frame, fit_tall(build));
	part_under(build);
	sheet_open(build, title);
}

int staff_gap(const struct build *build)
{
	return build->frame.panel == PANEL_SMALL ? 14 : 24;
}

void staff_end(struct build *build, const char *words)
{
	sheet_end(build, words, build->tree->rtl ? "arrow-right" : "arrow-left");
}

static void reason(struct build *build)
{
	staff_begin(build, say(build, "staff.why"));
	sheet_touch(build, staff_gap(build));
	for (int i = 0; i < STAFF_REASONS; i++)
		staff_button(build, build_text(build, "staff-reason:%d", i), NULL, say(build, build_text(build, "staff.why.%s", staff_reason_name(i))), "reason", i, LOOK_SECOND);
	staff_end(build, say(build, "action.close"));
}

enum { MENU_REST = 4 /* the way out, what staff have to say, receipts, and the closing one */ };

/* What only some have, or only sometimes. */
static int menu_more(const struct build *build)
{
	const struct visit *visit = build->visit;
	const struct staff *staff = &visit->staff;
	bool idle = visit->place == PLACE_IDLE;
	return (staff->soon && (!staff->overall || staff->more)) + assist_offered(visit) + spoken_offered(visit) + (staff->mends && idle) + (staff->supervises && idle && !visit->training.on);
}

static void menu_buttons(struct build *build)
{
	const struct staff *staff = &build->visit->staff;
	bool idle = build->visit->place == PLACE_IDLE;
	if (staff->soon && (!staff->overall || staff->more))
		staff_button(build, "staff-stay", "check", say(build, "staff.stay"), staff->overall ? "again" : "stay", 0, LOOK_MAIN);
	if (assist_offered(build->visit))
		assist_button(build);
	if (spoken_offered(build->visit))
		spoken_button(build);
	if (staff->prints && !build->visit->training.on)
		staff_button(build, "staff-receipt", "printer", say(build, "staff.receipt"), "receipt", 0, LOOK_SECOND);
	if (staff->mends && idle)
		staff_button(build, "staff-paper", "receipt-text", say(build, "guide.title"), "paper", 0, LOOK_SECOND);
	if (staff->supervises && idle && !build->visit->training.on)
		build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "staff-training", .name = say(build, "training.begin"), .look = LOOK_SECOND, .text_align = ALIGN_CENTRE, .type = TYPE_SMALL,
			.action = ACT(ACTION_TRAINING, .text = "begin"), .box = { .min_height = part_small_height(build) }));
	if (staff_says(build->visit))
		staff_button(build, "staff-more", NULL, say(build, "staff.menu.more"), "more", 0, LOOK_SECOND);
	staff_button(build, "staff-out", "log-out", say(build, "staff.out"), "out", 0, staff->soon ? LOOK_SECOND : LOOK_MAIN);
}

static void menu(struct build *build)
{
	const struct staff *staff = &build->visit->staff;
	const char *text = say(build, !staff->soon ? "staff.stays" : !staff->overall ? "staff.soon" : staff->more ? "staff.long_enough" : "staff.too_long");
	if (build->visit->form || menu_more(build) > 2)
		staff_room(build, staff_who(build), text, MENU_REST + menu_more(build));
	staff_begin(build, staff_who(build));
	if (staff->soon)
		note_show(build, NOTE_WARNING, "clock", NULL, text);
	else
		prose_text(build, TYPE_BODY, text);
	sheet_touch(build, staff_gap(build));
	menu_buttons(build);
	staff_end(build, say(build, build->visit->form && build->visit->place != PLACE_DONE ? "action.back_to_questions" : "action.close"));
}

static void printed(struct build *build)
{
	staff_begin(build, say(build, "staff.printed"));
	prose_text(build, TYPE_BODY, say(build, "staff.printed_where"));
	sheet_touch(build, staff_gap(build));
	staff_button(build, "staff-back", "check", say(build, "staff.more"), "back", 0, LOOK_MAIN);
	staff_end(build, say(build, "action.close"));
}

/* Nothing can be typed now: why, and what to do. */
static void refused(struct build *build)
{
	staff_begin(build, say(build, "staff.refused"));
	note_show(build, NOTE_WARNING, "clock", NULL, trouble(build));
	sheet_touch(build, staff_gap(build));
	staff_button(build, "staff-back", NULL, say(build, "action.try_again"), "back", 0, LOOK_MAIN);
	staff_end(build, say(build, "action.close"));
}

void part_staff(struct build *build)
{
	const char *words = build->visit->staff.in ? staff_who(build) : say(build, "staff.button");
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "staff", .name = words, .look = LOOK_SECOND, .type = TYPE_SMALL, .text_align = ALIGN_CENTRE,
		.action = ACT(ACTION_OPEN, .number = SHEET_STAFF), .box = { .min_height = build->frame.panel == PANEL_SMALL ? 80 : 96 }));
}

void part_sign_and_staff(struct build *build)
{
	enum { GAP = 14, AROUND = 96 };
	const char *words = build->visit->staff.in ? staff_who(build) : say(build, "staff.button"), *sign = say(build, "sign.short");
	int half = ((build->frame.split ? build->frame.touch.width : sheet_width(build)) - GAP) / 2;
	bool here = build->visit->staff.ready, beside = fit_width(build, TYPE_SMALL, words) + AROUND <= half && fit_width(build, TYPE_SMALL, sign) + AROUND <= half;
	if (!here || !beside) {
		part_sign(build);
		return;
	}
	build_group(build, (struct box){ .flow = FLOW_ROW, .wrap = true, .columns = 2, .gap = GAP });
	part_sign(build);
	part_staff(build);
	build_close(build);
}

void staff_sheet(struct build *build)
{
	static void (*const stages[STAFF_STAGE_COUNT])(struct build *build) = { [STAFF_NUMBER] = number, [STAFF_PIN] = pin, [STAFF_REASON] = reason, [STAFF_CODE] = code,
		[STAFF_MENU] = menu, [STAFF_REFERENCE] = reference, [STAFF_PRINTED] = printed,
		[STAFF_MORE] = staff_more_menu, [STAFF_TYPE] = staff_more_type, [STAFF_WORD] = staff_more_word, [STAFF_KIND] = staff_more_kind, [STAFF_REMARK] = staff_more_remark, [STAFF_CODES] = staff_more_codes, [STAFF_NOTED] = staff_more_noted };
	if (is_refused(&build->visit->staff))
		refused(build);
	else
		stages[build->visit->staff.stage](build);
}
