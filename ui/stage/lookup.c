/* SPDX-License-Identifier: MIT */
/* Addresses asked of the hub. What is asked for is never logged: a postcode says who stands here. */
#include "ui/stage/ui.h"

#include "firmware/base/log.h"

static void on_found(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	if (ui->finding > 0)
		ui->finding--;
	if (ui->finding > 0)
		return;
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("lookup.refused", code);
	voice_awaited(ui);
	ui_apply(ui, visit_found(&ui->visit, code, reply));
	ui_settle(ui);
}

static void on_dates(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	if (ui->dating > 0)
		ui->dating--;
	if (ui->dating > 0)
		return;
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("rounds.refused", code);
	ui_apply(ui, visit_rounds_found(&ui->visit, code, reply));
	ui_settle(ui);
}

static void on_suggested(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE && code != FAIL_EMPTY)
		log_fail("suggest.refused", code);
	fail_clear();
	ui_apply(ui, visit_suggested(&ui->visit, code, reply));
	ui_settle(ui);
}

static void on_where(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE && code != FAIL_BUSY)
		log_fail("where.refused", code);
	fail_clear();
	unsigned effects = visit_where_answered(&ui->visit, code, reply);
	if (effects)
		voice_awaited(ui);
	ui_apply(ui, effects);
	ui_settle(ui);
}

void link_where(struct ui *ui)
{
	json_t *request = visit_where_request(&ui->visit);
	enum fail code = request ? caller_ask(ui->caller, request, -1, on_where, ui) : FAIL_NONE;
	if (code != FAIL_NONE)
		ui_apply(ui, visit_where_answered(&ui->visit, code, NULL));
}

void link_suggest(struct ui *ui)
{
	json_t *request = visit_suggest_request(&ui->visit);
	if (request && caller_ask(ui->caller, request, -1, on_suggested, ui) != FAIL_NONE)
		fail_clear(); /* none this time */
}

void link_dates(struct ui *ui)
{
	json_t *request = visit_rounds_request(&ui->visit);
	if (!request)
		return;
	enum fail code = caller_ask(ui->caller, request, -1, on_dates, ui);
	ui->dating += code == FAIL_NONE;
	if (code != FAIL_NONE)
		ui_apply(ui, visit_rounds_found(&ui->visit, code, NULL));
}

void link_find(struct ui *ui)
{
	json_t *request = visit_lookup_request(&ui->visit);
	if (!request)
		return;
	ui->finding++;
	enum fail code = caller_ask(ui->caller, request, -1, on_found, ui);
	if (code == FAIL_NONE)
		return;
	ui->finding--;
	ui_apply(ui, visit_found(&ui->visit, code, NULL));
}
