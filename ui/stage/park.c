/* SPDX-License-Identifier: MIT */
/* Answers that are kept for later, and asked back: sealed before they leave here. Neither code nor ticket is ever logged. */
#include "ui/stage/ui.h"

#include "firmware/base/door.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/secret.h"
#include "ui/visit/park.h"

#include <unistd.h>

static void on_kept(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("park.refused", code);
	unsigned effects = visit_park_kept(&ui->visit, code, reply);
	if (effects)
		voice_awaited(ui);
	ui_apply(ui, effects);
	ui_settle(ui);
}

static void keep(struct ui *ui)
{
	json_t *request = NULL;
	int fd = -1;
	BUFFER_AUTO sealed;
	buffer_init(&sealed, DRAFT_SEALED_MAX_BYTES);
	enum fail code = park_request(&ui->visit, &request, &sealed);
	if (code == FAIL_NONE)
		code = door_blob_make("foyer-draft", buffer_text(&sealed), sealed.size_bytes, &fd);
	if (code == FAIL_NONE)
		code = caller_ask(ui->caller, json_incref(request), fd, on_kept, ui);
	json_decref(request);
	if (fd >= 0)
		close(fd);
	if (code != FAIL_NONE)
		on_kept(ui, code, NULL, -1);
}

/* What came with the answer, into locked memory. */
static unsigned found(struct ui *ui, const json_t *reply, int blob_fd)
{
	size_t size = 0;
	unsigned char *bytes = secret_new(DRAFT_SEALED_MAX_BYTES);
	enum fail code = door_blob_read(blob_fd, bytes, DRAFT_SEALED_MAX_BYTES, &size);
	if (code != FAIL_NONE)
		log_fail("park.unreadable", code);
	unsigned effects = visit_park_found(&ui->visit, code, reply, bytes, size);
	secret_free(bytes, DRAFT_SEALED_MAX_BYTES);
	return effects;
}

static void on_found(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	ui_now(ui);
	fail_clear(); /* a wrong code is no failure of ours */
	unsigned effects = code == FAIL_NONE ? found(ui, reply, blob_fd) : visit_park_found(&ui->visit, code, reply, NULL, 0);
	fail_clear();
	if (effects)
		voice_awaited(ui);
	ui_apply(ui, effects);
	ui_settle(ui);
}

static void find(struct ui *ui)
{
	json_t *request = park_find(&ui->visit);
	if (!request)
		return;
	enum fail code = caller_ask(ui->caller, request, -1, on_found, ui);
	if (code != FAIL_NONE)
		on_found(ui, code, NULL, -1);
}

/* Once it is in the copy that the hub keeps, and not before, it is let go of. */
static void tell_opened(struct ui *ui)
{
	json_t *request = park_opened(&ui->visit);
	if (!request)
		return;
	link_copy(ui);
	if (caller_ask(ui->caller, request, -1, NULL, NULL) != FAIL_NONE)
		fail_clear(); /* it goes when its time is over */
}

static void on_paper(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)blob_fd;
	ui_now(ui);
	if (code != FAIL_NONE)
		log_fail("park.no-ticket", code);
	ui_apply(ui, visit_park_paper(&ui->visit, code, json_int_or(reply, "job", 0)));
	ui_settle(ui);
}

static void print(struct ui *ui)
{
	json_t *request = park_paper(&ui->visit);
	json_object_set_new(request, "visit", json_string(ui->visit.mark));
	enum fail code = caller_ask(ui->caller, request, -1, on_paper, ui);
	if (code != FAIL_NONE)
		on_paper(ui, code, NULL, -1);
}

void link_park(struct ui *ui, unsigned effects)
{
	if (effects & EFFECT_PARK)
		keep(ui);
	if (effects & EFFECT_RESUME)
		find(ui);
	if (effects & EFFECT_RESUMED)
		tell_opened(ui);
	if (effects & EFFECT_PARK_PAPER)
		print(ui);
}

void bell_park(struct ui *ui, const json_t *frame)
{
	unsigned effects = visit_parked_here(&ui->visit, json_bool_or(frame, "offered", false));
	if (json_object_get(frame, "ticket")) {
		sleep_wake(ui);
		effects |= visit_brought(&ui->visit, json_text_or(frame, "ticket", ""), json_text_or(frame, "service", ""), json_text_or(frame, "language", ""));
	}
	ui_apply(ui, effects);
}
