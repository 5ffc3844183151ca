/* SPDX-License-Identifier: MIT */
/* screens.c - which function builds what the visit shows, and the id it goes by. */
#include "ui/screens/screens.h"

#include "ui/screens/parts.h"
#include "ui/visit/items.h"

#include <stdio.h>
#include <string.h>

enum { SCREEN_ID_BYTES = 512 };

typedef void (*screen_builder)(struct build *build);

static const screen_builder places[PLACE_COUNT] = {
	[PLACE_IDLE] = idle_screen, [PLACE_HOME] = home_screen, [PLACE_LIST] = list_screen, [PLACE_SEARCH] = search_screen, [PLACE_WHERE] = where_screen, [PLACE_PUSH] = push_screen, [PLACE_SERVICE] = service_screen,
	[PLACE_QUESTION] = question_screen, [PLACE_ITEMS] = items_screen,
	[PLACE_CHECK] = check_screen, [PLACE_SENDING] = sending_screen, [PLACE_DONE] = done_screen, [PLACE_PROBLEM] = problem_screen, [PLACE_RESUME] = resume_screen, [PLACE_PARKED] = parked_screen,
};
static const screen_builder sheets[SHEET_COUNT] = {
	[SHEET_JOIN] = join_sheet, [SHEET_WAYS] = ways_sheet, [SHEET_SPOKEN] = spoken_sheet, [SHEET_BEHALF] = behalf_sheet, [SHEET_CONFIRM] = confirm_sheet,
	[SHEET_PERSON] = person_sheet, [SHEET_LANGUAGE] = language_sheet, [SHEET_EASIER] = easier_sheet, [SHEET_FINISH] = finish_sheet,
	[SHEET_HANDS] = hands_sheet, [SHEET_LEARN] = learn_sheet, [SHEET_SWITCHES] = switches_sheet,
	[SHEET_WHY] = why_sheet, [SHEET_LISTEN] = listen_sheet, [SHEET_SIGN] = sign_sheet, [SHEET_PHOTO] = photo_sheet, [SHEET_STAFF] = staff_sheet, [SHEET_TRAINING] = training_sheet, [SHEET_PAIR] = pair_sheet, [SHEET_ASSIST] = assist_sheet, [SHEET_HANDBACK] = handback_sheet, [SHEET_REMOVE] = remove_sheet, [SHEET_DOUBT] = doubt_sheet, [SHEET_CHARTER] = charter_sheet, [SHEET_HANDOUT] = handout_sheet, [SHEET_STILL_THERE] = still_there_screen,
};

/* Of a repeated page its list, and each of its answers. */
static void write_page_id(const struct visit *visit, char ret[static SCREEN_ID_BYTES])
{
	const struct form_page *page = &visit->form->page[visit->page];
	char item[16] = "";
	if (visit->place == PLACE_QUESTION && page_repeats(page) && visit->item > 0)
		snprintf(item, sizeof item, "/%d", visit->item + 1);
	snprintf(ret, SCREEN_ID_BYTES, "%s%s%s%s", place_name(visit->place), *page->path == '/' ? "" : "/", page->path, item);
}

/* Focus and speech start anew when the id changes, so each service and each page has its own. */
static void write_id(const struct visit *visit, char ret[static SCREEN_ID_BYTES])
{
	static const char *const staff[STAFF_STAGE_COUNT] = { "number", "pin", "reason", "code", "menu", "reference", "printed", "more", "type", "word", "kind", "remark", "codes", "noted" };
	static const char *const resume[PARK_STAGE_COUNT] = { "", "/asking", "/wrong", "/often", "/not-now", "/brought" };
	if (visit->sheet == SHEET_STAFF)
		snprintf(ret, SCREEN_ID_BYTES, "staff/%s", staff_types_here(visit) || visit->staff.trouble == STAFF_FINE ? staff[visit->staff.stage] : "refused");
	else if (visit->sheet == SHEET_HANDBACK) {
		struct handback_change changes[HANDBACK_MAX];
		snprintf(ret, SCREEN_ID_BYTES, "handback/%d-%zu", visit->handback.at, handback_changes(visit, changes)); /* what is shown next is new to the ear */
	} else if (visit->sheet == SHEET_TRAINING && visit->training.stage != PRACTICE_MENU)
		snprintf(ret, SCREEN_ID_BYTES, "training/%s", visit->training.stage == PRACTICE_FAULTS ? "faults" : "end");
	else if (visit->sheet == SHEET_PAIR && visit->pair.stage != PAIR_LANGUAGE)
		snprintf(ret, SCREEN_ID_BYTES, "pair/%s", visit->pair.stage == PAIR_WHO ? "who" : "on");
	else if (visit->sheet != SHEET_NONE)
		snprintf(ret, SCREEN_ID_BYTES, "sheet/%s", sheet_name(visit->sheet));
	else if (visit->place == PLACE_IDLE && visit->guide)
		snprintf(ret, SCREEN_ID_BYTES, "guide/%s", visit->guide);
	else if (visit->place == PLACE_IDLE && (visit->hidden || visit->clean_until_ms))
		snprintf(ret, SCREEN_ID_BYTES, "%s", visit->hidden ? "hidden" : "clean");
	else if (visit->place == PLACE_LIST)
		snprintf(ret, SCREEN_ID_BYTES, "list/%.*s", (int)strcspn(visit->need, ":"), visit->need);
	else if (visit->place == PLACE_WHERE)
		snprintf(ret, SCREEN_ID_BYTES, "where%s", visit->where.stage == WHERE_TYPING ? "" : visit->where.stage == WHERE_ASKING ? "/asking" : "/told");
	else if (visit->place == PLACE_RESUME)
		snprintf(ret, SCREEN_ID_BYTES, "resume%s", resume[visit->park.stage]);
	else if (visit->place == PLACE_SERVICE && visit->form)
		snprintf(ret, SCREEN_ID_BYTES, "service/%s", visit->form->service.code);
	else if ((visit->place == PLACE_QUESTION || visit->place == PLACE_ITEMS) && visit->form)
		write_page_id(visit, ret);
	else
		snprintf(ret, SCREEN_ID_BYTES, "%s", place_name(visit->place));
}

static screen_builder builder_of(const struct visit *visit)
{
	if (visit->sheet != SHEET_NONE)
		return sheets[visit->sheet];
	if (visit->place == PLACE_IDLE && visit->guide)
		return guide_screen;
	return visit->hidden ? hidden_screen : visit->clean_until_ms ? clean_screen : places[visit->place];
}

static enum fail build_screen(const struct visit *visit, struct tree *tree, bool spare)
{
	char id[SCREEN_ID_BYTES];
	struct build build;
	write_id(visit, id);
	build_begin(&build, visit, tree, id);
	if (spare)
		frame_spare(&build.frame, visit->sheet != SHEET_NONE || visit->place != PLACE_QUESTION); /* whose parts are planned */
	screen_builder show = builder_of(visit);
	if (visit->sheet != SHEET_NONE && visit->sheet != SHEET_STILL_THERE && !(visit->sheet == SHEET_STAFF && staff_types_here(visit)))
		frame_sheet(&build.frame);
	show(&build);
	part_reach(&build);
	part_watermark(&build);
	personal_mark(&build);
	return build_end(&build);
}

enum fail screen_build(const struct visit *visit, struct tree *tree)
{
	return build_screen(visit, tree, false);
}

enum fail screen_fit(const struct visit *visit, struct tree *tree, struct fitting *fitting)
{
	TRY(build_screen(visit, tree, fitting->spare));
	fitting->room = layout_tree(tree, fitting->text, fitting->panel);
	if (fitting->room == FAIL_NONE || fitting->spare)
		return FAIL_NONE;
	fail_clear();
	fitting->spare = true;
	TRY(build_screen(visit, tree, true));
	fitting->room = layout_tree(tree, fitting->text, fitting->panel);
	return FAIL_NONE;
}
