/* SPDX-License-Identifier: MIT */
/* Training: what the hub says of it, and what is chosen here. */
#include "ui/stage/ui.h"

#include "firmware/base/log.h"

void link_training(struct ui *ui)
{
	json_t *request = visit_training_request(&ui->visit);
	enum fail code = request ? caller_ask(ui->caller, request, -1, NULL, NULL) : FAIL_NONE;
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("training.not-told", code);
}

void bell_training(struct ui *ui, const json_t *frame)
{
	sleep_wake(ui);
	ui_apply(ui, visit_training_told(&ui->visit, frame));
}
