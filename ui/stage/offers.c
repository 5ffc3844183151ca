/* SPDX-License-Identifier: MIT */
/* What else is printed: for an address its days are asked of the hub, and the papers given to it; whose it is is never logged. What anybody may have is given to it as it is. */
#include "ui/stage/ui.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "ui/visit/offers.h"

static void on_days(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE && code != FAIL_EMPTY)
		log_fail("rounds.refused", code);
	fail_clear();
	ui_apply(ui, visit_offers_found(&ui->visit, code, reply));
	ui_settle(ui);
}

void link_offers(struct ui *ui)
{
	json_t *request = visit_offers_request(&ui->visit);
	if (request && caller_ask(ui->caller, request, -1, on_days, ui) != FAIL_NONE)
		fail_clear(); /* nothing is offered */
}

static void kept(struct ui *ui, enum form_print print, enum fail code, const json_t *reply)
{
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("paper.refused", code);
	ui_apply(ui, visit_offer_kept(&ui->visit, print, code, json_int_or(reply, "job", 0)));
	ui_settle(ui);
}

static void on_calendar(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	(void)blob_fd;
	kept(context, FORM_PRINT_CALENDAR, code, reply);
}

static void on_label(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	(void)blob_fd;
	kept(context, FORM_PRINT_LABELS, code, reply);
}

void link_offer(struct ui *ui)
{
	enum form_print print = ui->visit.offers.asked;
	json_t *request;
	for (size_t i = 0; (request = visit_offer_paper(&ui->visit, i)) != NULL; i++) {
		json_object_set_new(request, "visit", json_string(ui->visit.mark));
		enum fail code = caller_ask(ui->caller, request, -1, print == FORM_PRINT_LABELS ? on_label : on_calendar, ui);
		if (code != FAIL_NONE)
			kept(ui, print, code, NULL);
	}
}

static void on_handout(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("paper.refused", code);
	ui_apply(ui, visit_handout_kept(&ui->visit, code, json_int_or(reply, "job", 0)));
	ui_settle(ui);
}

void link_handout(struct ui *ui)
{
	json_t *request = handout_paper(&ui->visit);
	json_object_set_new(request, "visit", json_string(ui->visit.mark));
	enum fail code = caller_ask(ui->caller, request, -1, on_handout, ui);
	if (code != FAIL_NONE)
		on_handout(ui, code, NULL, -1);
}
