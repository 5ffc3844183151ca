/* SPDX-License-Identifier: MIT */
/* What became of the paper that the confirmation page speaks of: asked when this program, or the hub, begins anew. What is rung in between reaches nobody. */
#include "ui/stage/ui.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "ui/visit/offers.h"

static void on_states(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code == FAIL_OFFLINE)
		return; /* it is asked again when the hub is back */
	if (code != FAIL_NONE)
		log_fail("paper.unknown", code);
	ui_apply(ui, visit_states_told(&ui->visit, code == FAIL_NONE ? reply : NULL));
	ui_settle(ui);
}

void link_states(struct ui *ui)
{
	json_t *request = visit_states_request(&ui->visit);
	if (request && caller_ask(ui->caller, request, -1, on_states, ui) != FAIL_NONE)
		fail_clear();
}
