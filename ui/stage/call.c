/* SPDX-License-Identifier: MIT */
/* Somebody is asked to come: the hub is told, and what it says comes back. Who asks is in no log. */
#include "ui/stage/ui.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "ui/visit/call.h"
#include "ui/visit/confirm.h"

static void on_called(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("call.refused", code);
	unsigned effects = visit_call_answered(&ui->visit, code, reply);
	if (effects)
		voice_awaited(ui);
	ui_apply(ui, effects);
	ui_settle(ui);
}

static void on_cancelled(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)reply, (void)blob_fd;
	if (code == FAIL_NONE)
		ui->visit.call.off = false;
}

void link_call(struct ui *ui)
{
	json_t *request = visit_call_request(&ui->visit);
	if (!request)
		return;
	bool off = ui->visit.call.off;
	if (!off)
		json_object_set_new(request, "visit", json_string(ui->visit.mark));
	if (caller_ask(ui->caller, request, -1, off ? on_cancelled : on_called, ui) != FAIL_NONE)
		fail_clear(); /* as soon as the hub is there: visit_call_up() */
}

static void on_confirmed(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	(void)context, (void)reply, (void)blob_fd;
	if (code != FAIL_NONE)
		log_fail("confirm.not-told", code);
}

/* Behind the call that it may be about. */
void link_confirm(struct ui *ui)
{
	json_t *request = visit_confirm_request(&ui->visit);
	if (!request)
		return;
	json_object_set_new(request, "visit", json_string(ui->visit.mark));
	if (caller_ask(ui->caller, request, -1, on_confirmed, ui) != FAIL_NONE)
		fail_clear(); /* as soon as the hub is there: visit_confirm_up() */
}

static void on_ticket(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("ticket.refused", code);
	ui_apply(ui, visit_call_kept(&ui->visit, code, json_int_or(reply, "job", 0)));
	ui_settle(ui);
}

void link_ticket(struct ui *ui)
{
	enum fail code = caller_ask(ui->caller, visit_call_paper(&ui->visit), -1, on_ticket, ui);
	if (code != FAIL_NONE)
		ui_apply(ui, visit_call_kept(&ui->visit, code, 0));
}

void bell_call(struct ui *ui, const json_t *frame)
{
	unsigned effects = visit_call_told(&ui->visit, frame);
	if (effects)
		voice_awaited(ui);
	ui_apply(ui, effects);
}
