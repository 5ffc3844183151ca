/* SPDX-License-Identifier: MIT */
/*
 * fault.week - days at a busy library: residents come, go, and are cut off; the line to the council is up 60 % of the time, the power of the
 * building fails once a day, the paper runs out once. In the end each reference that was shown is in the back office once, opened with the
 * council's key says what was typed, and nothing else is there. FOYER_WEEK_VISITS and FOYER_WEEK_DAYS make it longer (fault-long.week).
 */
#include "tests/faults/week/week.h"
#include "tests/lib/wait.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	VISITS = 12, DAYS = 1, DAY_MINUTES = 24 * 60, OPEN_MINUTES = 10 * 60, /* 09:00 to 19:00 */
	LEFT_PERCENT = 12, NO_PAPER_VISITS = 8, SHEETS_AT_ONCE = 40, STORE_MAX_BYTES = 256 * 1024 * 1024,
	HEARTBEAT_MS = 6 * WEEK_MINUTE_MS /* 5 minutes and a fifth */,
};

struct day { struct week *week; int first, count, cut_at, paper_out_at; int64_t begins_ms; int no_sheets; /* owed since the paper ran out at the first kiosk; -1: there is some */ };

static int given_number(const char *name, int otherwise)
{
	const char *text = getenv(name);
	return text ? (int)strtol(text, NULL, 10) : otherwise;
}

/* ---- a day ---- */

static void want_sheet(struct day *day, struct visit *visit)
{
	bool no_paper = visit->kiosk == 0 && day->no_sheets >= 0;
	visit->paper = true;
	if (no_paper)
		day->no_sheets++;
	else
		day->week->sheets[visit->kiosk]++;
}

static void send(struct day *day, struct visit *visit)
{
	struct week *week = day->week;
	visit_to_check(week, visit);
	screen_press(&week->kiosk[visit->kiosk], "send");
	visit_confirmed(week, visit);
	want_sheet(day, visit);
	visit_over(week, visit);
}

/* The power goes: while nobody is there, in a visit, between Send and the reference, while the receipt comes out. */
static void cut_at(struct day *day, struct visit *visit)
{
	struct week *week = day->week;
	for (int i = 0; i < WEEK_KIOSKS && visit - i >= &week->visits[day->first]; i++)
		(visit - i)->cut = true;
	struct kiosk *kiosk = &week->kiosk[visit->kiosk];
	unsigned when = monkey_pick(&week->chance, 4);
	visit->end = VISIT_LEFT;
	week_pass(week, 1); /* the sheets of those before */
	if (when == 1)
		visit_part(week, visit);
	if (when >= 2) {
		visit_to_check(week, visit);
		screen_press(kiosk, "send");
		visit->end = VISIT_UNSURE;
	}
	if (when == 3)
		visit_confirmed(week, visit);
	week_cut(week);
	for (int i = 0; i < WEEK_KIOSKS; i++) { /* what was printing may come again, or not */
		struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
		while (week_told(&week->kiosk[i], "spool", "waiting") > 0)
			if (!deadline_pause(deadline))
				fail_msg("receipts stay in the spool");
		week->sheets[i] = printer_receipts(&week->kiosk[i].printer);
	}
}

static void paper(struct day *day, int at)
{
	struct printer *printer = &day->week->kiosk[0].printer;
	if (at == day->paper_out_at) {
		printer_await(printer, day->week->sheets[0]);
		day->no_sheets = 0;
		printer_switch(printer, "paper out");
	} else if (day->no_sheets >= 0 && at == day->paper_out_at + NO_PAPER_VISITS) {
		printer_switch(printer, "paper in");
		day->week->sheets[0] += day->no_sheets;
		day->no_sheets = -1;
	}
}

static void day_pass(struct day *day)
{
	struct week *week = day->week;
	const int64_t each_ms = (int64_t)OPEN_MINUTES * WEEK_MINUTE_MS / day->count;
	for (int i = 0; i < day->count; i++) {
		struct visit *visit = &week->visits[day->first + i];
		bool together = i % WEEK_KIOSKS > 0; /* one at each kiosk at a time */
		int64_t comes_ms = day->begins_ms + each_ms * i + monkey_pick(&week->chance, (unsigned)each_ms);
		if (!together && comes_ms > week->now_ms)
			week_pass(week, comes_ms - week->now_ms);
		visit_make(week, visit, day->first + i);
		paper(day, i);
		if (i == day->cut_at) {
			cut_at(day, visit);
		} else if (monkey_pick(&week->chance, 100) < LEFT_PERCENT) {
			visit_part(week, visit);
			visit_leave(week, visit);
		} else {
			send(day, visit);
		}
	}
	paper(day, day->paper_out_at + NO_PAPER_VISITS);
}

static void days_pass(struct week *week)
{
	int paper_day = (int)monkey_pick(&week->chance, (unsigned)week->days), first = 0;
	for (int i = 0; i < week->days; i++) {
		int count = (week->count - first) / (week->days - i);
		struct day day = { .week = week, .first = first, .count = count, .no_sheets = -1, .paper_out_at = -1 - NO_PAPER_VISITS,
			.begins_ms = (int64_t)(i * DAY_MINUTES + 10) * WEEK_MINUTE_MS };
		day.cut_at = count / 2 + (int)monkey_pick(&week->chance, (unsigned)(count - count / 2));
		if (i == paper_day && count / 2 > NO_PAPER_VISITS)
			day.paper_out_at = (int)monkey_pick(&week->chance, (unsigned)(count / 2 - NO_PAPER_VISITS));
		day_pass(&day);
		first += count;
		if (i + 1 < week->days)
			week_night(week, (int64_t)(i + 1) * DAY_MINUTES * WEEK_MINUTE_MS);
		print_message("day %d: %d visits, %d outages, %d power cuts so far\n", i + 1, first, week->outages, week->cuts);
		fflush(stdout);
	}
}

/* ---- what is left of it ---- */

/* The QR codes of some sheets, in one run of zbarimg. */
static void read_sheets(struct week *week, const struct printer *printer, int from, int to)
{
	static char paths[SHEETS_AT_ONCE][GIVEN_PATH_BYTES], said[64 * 1024];
	char *words[SHEETS_AT_ONCE + 4] = { "zbarimg", "--quiet", "--raw" }, *rest = said;
	int count = 3;
	for (int i = from; i <= to; i++) {
		char name[32];
		snprintf(name, sizeof name, "receipt-%d.png", i);
		given_path(paths[i - from], printer->folder, name);
		words[count++] = paths[i - from];
	}
	(void)process_run(words, said, sizeof said); /* a torn sheet has no code */
	for (char *line; (line = strsep(&rest, "\n")) && rest;) {
		struct visit *found = NULL;
		for (int i = 0; i < week->count && !found; i++)
			if (strcmp(week->visits[i].reference, line) == 0)
				found = &week->visits[i];
		if (!found)
			fail_msg("a sheet says %s, which nobody was given", line);
		found->printed++;
	}
}

static int check_paper(struct week *week)
{
	int sheets = 0;
	for (int k = 0; k < WEEK_KIOSKS; k++) {
		const struct printer *printer = &week->kiosk[k].printer;
		int count = printer_receipts(printer);
		for (int from = 1; from <= count; from += SHEETS_AT_ONCE)
			read_sheets(week, printer, from, from + SHEETS_AT_ONCE - 1 < count ? from + SHEETS_AT_ONCE - 1 : count);
		sheets += count;
	}
	return sheets;
}

/* No answer is on any kiosk's disk, whoever gave it. */
static void check_disk(struct kiosk *kiosk)
{
	static const char *const files[] = { "store.db", "store.db-wal" };
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		BUFFER_AUTO bytes;
		char path[GIVEN_PATH_BYTES];
		buffer_init(&bytes, STORE_MAX_BYTES);
		given_path(path, kiosk->state, files[i]);
		if (file_read(path, &bytes) == FAIL_NONE)
			assert_null(memmem(bytes.bytes, bytes.size_bytes, "Zwbly ", strlen("Zwbly ")));
	}
}

struct sum { int sent, unsure, left, arrived, printed, again; };

static struct sum check_visits(const struct week *week)
{
	struct sum sum = { 0 };
	for (int i = 0; i < week->count; i++) {
		const struct visit *visit = &week->visits[i];
		sum.sent += visit->end == VISIT_SENT;
		sum.unsure += visit->end == VISIT_UNSURE;
		sum.left += visit->end == VISIT_LEFT;
		sum.arrived += visit->arrived;
		sum.printed += visit->printed;
		if (visit->arrived > 1 || (visit->end == VISIT_SENT && visit->arrived != 1))
			fail_msg("%s arrived %d times", visit->reference, visit->arrived);
		sum.again += visit->printed == 2 && visit->cut;
		if (visit->printed > 1 + visit->cut || (visit->paper && visit->printed == 0))
			fail_msg("%s was printed %d times: visit %d", visit->reference, visit->printed, i);
		if (visit->printed && !visit->arrived)
			fail_msg("%s is on paper and nowhere else", visit->reference);
	}
	return sum;
}

static void check_kiosks(struct week *week)
{
	for (int minutes = 0; minutes < 2 * HEARTBEAT_MS / WEEK_MINUTE_MS; minutes++) {
		week_pass(week, WEEK_MINUTE_MS);
		for (int i = 0; i < WEEK_KIOSKS; i++)
			json_decref(kiosk_status(&week->kiosk[i]));
	}
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (week_metric(week, "foyer_kiosks_silent") > 0 || week_metric(week, "foyer_kiosk_queue_waiting") > 0)
		if (!deadline_pause(deadline))
			fail_msg("a kiosk's heartbeat does not say that its queue is empty");
	week->heartbeats += week_metric(week, "foyer_heartbeats_total");
	assert_int_equal(week_metric(week, "foyer_kiosks"), WEEK_KIOSKS);
	assert_int_equal(week_metric(week, "foyer_kiosk_queue_parked"), 0);
	assert_int_equal(week_metric(week, "foyer_conflicts"), 0);
}

static void everything_arrives_once(void **state)
{
	int64_t began_ms = real_ms(), delivered = 0;
	struct week *week = *state = week_start(given_number("FOYER_WEEK_VISITS", VISITS), given_number("FOYER_WEEK_DAYS", DAYS));
	days_pass(week);
	week_drain(week);
	check_kiosks(week);
	week_check_council(week);
	int sheets = check_paper(week);
	struct sum sum = check_visits(week);
	for (int i = 0; i < WEEK_KIOSKS; i++) {
		delivered += week_told(&week->kiosk[i], "queue", "delivered");
		assert_int_equal(week_told(&week->kiosk[i], "queue", "parked"), 0);
		check_disk(&week->kiosk[i]);
	}
	assert_int_equal(delivered, sum.arrived);
	assert_true(week->heartbeats > 0);
	print_message("%d visits in %.1f simulated days at %d kiosks: %d sent, %d cut off at Send, %d left; %d arrived, 0 lost, 0 doubled; %d sheets, %d codes read, %d of them again after a cut\n",
		week->count, (double)week->now_ms / 86400000, WEEK_KIOSKS, sum.sent, sum.unsure, sum.left, sum.arrived, sheets, sum.printed, sum.again);
	print_message("%d outages (line up %d %% of the time), %d power cuts, back office killed %d times, %lld heartbeats kept; %lld real seconds\n", week->outages,
		(int)(week->up_ms * 100 / week->now_ms), week->cuts, week->council_kills, (long long)week->heartbeats, (long long)(real_ms() - began_ms) / 1000);
}

static int tear_down(void **state)
{
	if (*state)
		week_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_teardown(everything_arrives_once, tear_down) };
	return cmocka_run_group_tests_name("week", cases, NULL, NULL);
}
