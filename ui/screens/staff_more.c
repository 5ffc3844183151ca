/* SPDX-License-Identifier: MIT */
/* staff_more.c - staff say what kind of case it is, what is wrong with a service, why they were needed: one touch each, but for what is written to the council. */
#include "ui/screens/staff_part.h"

#include "ui/screens/entry.h"
#include "ui/screens/parts.h"
#include "ui/visit/staff_more.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/sheet.h"

enum { MAIN_MORE = 40 /* one of them stands out */, SMALL_MOST = 5 };

void staff_room(struct build *build, const char *title, const char *text, int count)
{
	struct sheet_room room = sheet_rooms(build, title, staff_gap(build));
	int height = count * (part_small_height(build) + staff_gap(build) + 12) + MAIN_MORE, reading = text ? fit_height(build, TYPE_BODY, text, sheet_width(build)) + 40 : 0;
	bool many = build->frame.panel == PANEL_SMALL && count > SMALL_MOST;
	if (many || (build->frame.split ? height > room.touch : height + reading > room.touch))
		frame_pages(&build->frame);
}

static void begin(struct build *build, const char *title, const char *text, int count)
{
	staff_room(build, title, text, count);
	staff_begin(build, title);
	enum staff_trouble trouble = build->visit->staff.trouble;
	if (trouble == STAFF_NOT_NOW || trouble == STAFF_UNCONFIRMED)
		note_show(build, NOTE_WARNING, "clock", NULL, say(build, trouble == STAFF_NOT_NOW ? "staff.not_now" : "deskpage.confirm.trying"));
	else if (text)
		prose_text(build, TYPE_BODY, text);
	sheet_touch(build, staff_gap(build));
}

static void end(struct build *build)
{
	staff_button(build, "staff-back", NULL, say(build, "staff.more"), "back", 0, LOOK_SECOND);
	staff_end(build, say(build, "action.close"));
}

void staff_more_menu(struct build *build)
{
	const struct visit *visit = build->visit;
	begin(build, say(build, "staff.menu.more"), NULL, 5);
	if (staff_says_type(visit))
		staff_button(build, "staff-type", NULL, say(build, "staff.type"), "type", 0, LOOK_SECOND);
	if (staff_says_why(visit))
		staff_button(build, "staff-codes", NULL, say(build, "staff.ended"), "codes", 0, LOOK_SECOND);
	if (staff_says_remark(visit))
		staff_button(build, "staff-remark", NULL, say(build, "deskpage.remark"), "remark", 0, LOOK_SECOND);
	end(build);
}

void staff_more_type(struct build *build)
{
	begin(build, say(build, "staff.type"), NULL, FORM_INTERACTION_COUNT + 2);
	for (int i = 0; i < FORM_INTERACTION_COUNT; i++)
		staff_button(build, build_text(build, "staff-type:%s", interaction_name((enum form_interaction)i)), NULL, say(build, build_text(build, "staff.type.%s", interaction_name((enum form_interaction)i))), "as", i, LOOK_SECOND);
	end(build);
}

void staff_more_word(struct build *build)
{
	begin(build, say(build, "staff.word"), NULL, INTERACTION_WORD_COUNT + 2);
	for (int i = 0; i < INTERACTION_WORD_COUNT; i++)
		staff_button(build, build_text(build, "staff-word:%s", interaction_word_name((enum interaction_word)i)), NULL, say(build, build_text(build, "staff.word.%s", interaction_word_name((enum interaction_word)i))), "word", i, LOOK_SECOND);
	end(build);
}

void staff_more_kind(struct build *build)
{
	begin(build, say(build, "deskpage.remark"), say(build, "deskpage.remark.who"), STAFF_KINDS + 2);
	for (int i = 0; i < STAFF_KINDS; i++)
		staff_button(build, build_text(build, "staff-kind:%s", staff_kind_name(i)), NULL, say(build, build_text(build, "deskpage.remark.%s", staff_kind_name(i))), "kind", i, LOOK_SECOND);
	end(build);
}

void staff_more_remark(struct build *build)
{
	struct entry entry = { .keyboard = { .kind = KEYBOARD_TEXT }, .bare = true, .field = staff_box(build, say(build, "deskpage.remark.text"), NULL), .actions = staff_typed_actions(build, say(build, "deskpage.remark.send")) };
	entry_show(build, &entry);
}

void staff_more_codes(struct build *build)
{
	begin(build, say(build, "staff.ended"), NULL, STAFF_CODES_MAX + 2);
	for (int i = 0; i < STAFF_CODES_MAX; i++)
		staff_button(build, build_text(build, "staff-code:%s", staff_code_name(i)), NULL, say(build, build_text(build, "deskpage.code.%s", staff_code_name(i))), "why", i, LOOK_SECOND);
	end(build);
}

void staff_more_noted(struct build *build)
{
	staff_begin(build, say(build, "staff.noted"));
	if (build->visit->staff.kept)
		prose_text(build, TYPE_BODY, say(build, "deskpage.remark.kept"));
	sheet_touch(build, staff_gap(build));
	staff_button(build, "staff-back", "check", say(build, "staff.more"), "back", 0, LOOK_MAIN);
	staff_end(build, say(build, "action.close"));
}
