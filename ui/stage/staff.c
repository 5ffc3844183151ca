/* SPDX-License-Identifier: MIT */
/* Somebody of the staff at this screen: the hub lets them in and out, and hears what is allowed, shown and ended while they help. */
#include "ui/stage/ui.h"

#include "firmware/base/log.h"
#include "ui/visit/assist.h"
#include "ui/visit/staff.h"
#include "ui/visit/staff_more.h"

static void tell(struct ui *ui, json_t *what, caller_reply reply, const char *event)
{
	enum fail code = caller_ask(ui->caller, what, -1, reply, ui);
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail(event, code);
}

static void on_staff(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	ui_apply(ui, visit_staff_answered(&ui->visit, code, reply));
	ui_settle(ui);
}

void link_staff(struct ui *ui)
{
	json_t *request = visit_staff_request(&ui->visit);
	bool awaited = ui->visit.staff.waits;
	if (request)
		tell(ui, request, awaited ? on_staff : NULL, "staff.not-told");
}

void bell_staff(struct ui *ui, const json_t *frame)
{
	ui_apply(ui, visit_staff_told(&ui->visit, frame));
}

static void on_assist(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	bool awaited = ui->assist_awaited;
	(void)blob_fd;
	ui->assist_flies = ui->assist_awaited = false;
	ui_now(ui);
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("assist.not-written", code);
	if (awaited)
		ui_apply(ui, visit_assist_answered(&ui->visit, code, reply));
	link_assist(ui);
	ui_settle(ui);
}

/* One after the other, in their order. What the hub could not hear goes to it at the next hello. */
void link_assist(struct ui *ui)
{
	bool awaited = false;
	json_t *request = ui->assist_flies || !caller_is_up(ui->caller) ? NULL : visit_assist_request(&ui->visit, &awaited);
	if (!request)
		return;
	ui->assist_awaited = awaited;
	ui->assist_flies = caller_ask(ui->caller, request, -1, on_assist, ui) == FAIL_NONE;
	if (!ui->assist_flies && awaited)
		ui_apply(ui, visit_assist_answered(&ui->visit, FAIL_OFFLINE, NULL));
	fail_clear();
}

void bell_type(struct ui *ui, const json_t *frame)
{
	ui_apply(ui, visit_type_told(&ui->visit, frame));
}
