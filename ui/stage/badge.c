/* SPDX-License-Identifier: MIT */
/* Badges that are held to a reader. Whose it is is in no log. */
#include "ui/stage/ui.h"

#include "firmware/base/fail.h"
#include "firmware/base/log.h"

/* For the audit; nothing waits for it, and a hub that is away hears of the next. */
static void tell(struct ui *ui, const char *text)
{
	if (text[0] && caller_ask(ui->caller, json_pack("{s:s, s:s}", "verb", "staff.badge", "badge", text), -1, NULL, NULL) != FAIL_NONE)
		fail_clear();
}

static void on_read(void *context, const char *text)
{
	struct ui *ui = context;
	ui_now(ui);
	bool counts = ui->pictured && visit_badge_counts(&ui->visit, text);
	log_event("badge.read", "readable=%d counts=%d", text[0] != '\0', counts);
	if (counts)
		tell(ui, text);
	if (counts)
		ui_do(ui, &(struct node_action){ .what = ACTION_BADGE, .text = text }, NULL);
	ui_settle(ui);
}

static void on_readers(void *context, int count)
{
	struct ui *ui = context;
	log_event("badge.readers", "count=%d", count);
	ui_now(ui);
	ui_apply(ui, visit_badge_readers(&ui->visit, count > 0));
	ui_settle(ui);
}

void badge_listen(struct ui *ui, const char *names)
{
	static const struct badge_events events = { on_read, on_readers };
	struct badge_ids ids;
	enum fail code = badge_ids_read(names ? names : "", &ids);
	if (code == FAIL_NONE && ids.count > 0)
		code = badge_open(ui->loop, &ids, &events, ui, &ui->badge);
	if (code != FAIL_NONE)
		log_fail("badge.unusable", code);
}
