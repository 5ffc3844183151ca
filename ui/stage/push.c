/* SPDX-License-Identifier: MIT */
/* The desk laid a form ready: its code goes to the hub, and what it opens comes back. */
#include "ui/stage/ui.h"

#include "firmware/base/log.h"

static void on_opened(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	unsigned effects = visit_push_answered(&ui->visit, code, reply);
	if (effects)
		voice_awaited(ui);
	ui_apply(ui, effects);
	ui_settle(ui);
}

void link_push(struct ui *ui)
{
	json_t *request = visit_push_request(&ui->visit);
	if (!request)
		return;
	bool opens = ui->visit.push.waits;
	enum fail code = caller_ask(ui->caller, request, -1, opens ? on_opened : NULL, ui);
	if (code == FAIL_NONE)
		return;
	if (opens)
		ui_apply(ui, visit_push_answered(&ui->visit, code, NULL));
	fail_clear(); /* whoever is gone hears nothing */
}

void bell_push(struct ui *ui, const json_t *frame)
{
	if (json_object_get(frame, "ticket"))
		sleep_wake(ui); /* somebody is on their way here */
	ui_apply(ui, visit_push_told(&ui->visit, frame));
}
