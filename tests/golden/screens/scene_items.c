/* SPDX-License-Identifier: MIT */
/* scene_items.c - answers that are asked several times, months, times of day, and what is done at the desk. */
#include "tests/golden/screens/scene_items.h"

#include "firmware/forms/repeat.h"
#include "ui/visit/act.h"

#include <string.h>

static void act(struct visit *visit, enum action action, int number, const char *text)
{
	(void)visit_act(visit, action, number, text, NULL);
}

static void set(struct visit *visit, const char *name, const char *value)
{
	if (answers_set(visit->answers, name, value) != FAIL_NONE)
		fail_clear();
}

static void begin(struct visit *visit)
{
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_SERVICE, 0, "service-4");
	act(visit, ACTION_BEGIN, 0, NULL);
	set(visit, "name", "Ada");
}

static void at(struct visit *visit, const char *path, const char *field)
{
	begin(visit);
	visit->page = form_page_at(visit->form, path);
	act(visit, ACTION_FIELD, 0, field);
}

static void add_lights(struct visit *visit, int count)
{
	static const char *const streets[] = { "Mill Lane", "St Catherine’s Avenue, at the corner of the old market hall", "Quill Row" };
	const struct form_page *page = &visit->form->page[form_page_at(visit->form, "/lights")];
	for (int i = 0; i < count; i++) {
		set(visit, "street", streets[i % 3]);
		set(visit, "post", i % 2 ? "" : "17");
		if (repeat_keep(visit->answers, page, repeat_count(visit->answers, page)) != FAIL_NONE)
			fail_clear();
	}
}

static void lights(struct visit *visit, int count)
{
	begin(visit);
	add_lights(visit, count);
	act(visit, ACTION_CONTINUE, 0, NULL); /* from the name to the list */
}

void make_item(struct visit *visit) { at(visit, "/lights", "street"); set(visit, "street", "Mill"); visit->caret = 4; }
void make_item_next(struct visit *visit) { lights(visit, 2); act(visit, ACTION_ITEM_ADD, 0, NULL); }
void make_items(struct visit *visit) { lights(visit, 3); }
void make_items_wrong(struct visit *visit) { lights(visit, 1); act(visit, ACTION_CONTINUE, 0, NULL); }
void make_items_full(struct visit *visit) { lights(visit, 12); }
void make_items_last(struct visit *visit) { lights(visit, 11); visit->list_page = 999; }
void make_item_remove(struct visit *visit) { lights(visit, 3); act(visit, ACTION_ITEM_REMOVE, 1, NULL); }
void make_month(struct visit *visit) { at(visit, "/since", "since__year"); set(visit, "since__month", "3"); set(visit, "since__year", "2026"); visit->caret = 4; }
void make_month_wrong(struct visit *visit) { make_month(visit); set(visit, "since__month", "12"); act(visit, ACTION_CONTINUE, 0, NULL); }
void make_moment(struct visit *visit)
{
	at(visit, "/meet", "meet__hour");
	set(visit, "meet__day", "25");
	set(visit, "meet__month", "11");
	set(visit, "meet__year", "2026");
	set(visit, "meet__hour", "14");
	set(visit, "meet__minute", "30");
	visit->caret = 2;
}
void make_moment_wrong(struct visit *visit) { make_moment(visit); set(visit, "meet__hour", "25"); act(visit, ACTION_CONTINUE, 0, NULL); }
void make_desk(struct visit *visit) { at(visit, "/proof", ""); }
void make_person_assist(struct visit *visit) { make_moment(visit); act(visit, ACTION_OPEN, SHEET_PERSON, NULL); }
void make_check_items(struct visit *visit)
{
	make_moment(visit);
	add_lights(visit, 2);
	set(visit, "since__month", "3");
	set(visit, "since__year", "2026");
	visit->place = PLACE_CHECK;
}

static void hire(struct visit *visit)
{
	act(visit, ACTION_START, 0, NULL);
	act(visit, ACTION_SERVICE, 0, "service-3");
	act(visit, ACTION_BEGIN, 0, NULL);
	set(visit, "who", "Ada Underhill");
	set(visit, "bins", "2");
	act(visit, ACTION_CONTINUE, 0, NULL);
}

void make_sums_up(struct visit *visit) { hire(visit); }
void make_check_fees(struct visit *visit)
{
	hire(visit);
	act(visit, ACTION_CONTINUE, 0, NULL);
	set(visit, "place", "In the yard");
	act(visit, ACTION_CONTINUE, 0, NULL);
	visit->list_page = 999;
}
void make_check_undeclared(struct visit *visit) { make_check_fees(visit); act(visit, ACTION_SEND, 0, NULL); }
void make_done_desk(struct visit *visit)
{
	make_check_items(visit);
	visit->place = PLACE_DONE;
	memcpy(visit->reference.text, "FO 7K4 29Q XM3", sizeof "FO 7K4 29Q XM3");
	visit->pay_pence = 2450;
	visit->at_desk = true;
	visit->receipt = RECEIPT_ASK;
}
