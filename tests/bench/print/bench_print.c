/* SPDX-License-Identifier: MIT */
/*
 * bench_print - a receipt of forty lines in text mode, beside two encoders for Node on the same text (ratio: their time by ours); a receipt in dots:
 * time and bytes; a year's calendar; from a submission at the real hub's door to the first byte at a virtual printer; what foyer-print takes, and how often it wakes.
 */
#include "tests/bench/figures.h"
#include "tests/bench/ground.h"
#include "tests/bench/print/kiosk.h"
#include "tests/bench/print/forty.h"
#include "tests/bench/said.h"
#include "tests/golden/paper/papers.h"

#include "drivers/printer/escpos.h"
#include "firmware/base/file.h"
#include "firmware/print/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TURNS = 9, A_TURN = 2000, SHEETS = 40, RUN_MAX = 4 * 1024 * 1024, RECEIPTS = 20, IDLE_MS = 10000 };
static const char *const languages[] = { "en", "cy", "pl", "ro", "ur", "ar", "bn" };
enum { LANGUAGES = sizeof languages / sizeof languages[0] };

static int line(const char *name, double ours, const char *unit, double goal)
{
	printf("bench print.%s ours=%.2f peer=0 unit=%s ratio=0 goal=%.0f %s\n", name, ours, unit, goal, ours <= goal ? "ok" : "short");
	fflush(stdout);
	return ours > goal;
}

static int times(const char *name, double ours_us, double peer_us)
{
	static const double GOAL = 30;
	double ratio = peer_us / ours_us;
	printf("bench print.%s ours=%.1f peer=%.1f unit=us ratio=%.0f goal=%.0f %s\n", name, ours_us, peer_us, ratio, GOAL, ratio >= GOAL ? "ok" : "short");
	fflush(stdout);
	return ratio < GOAL;
}

struct peers { double encoder_us, encoder_auto_us, receiptline_us; int encoder_bytes, receiptline_bytes; };

static int peers_measure(const char *source, const char *build, struct peers *ret)
{
	char script[PATH_MAX], bench[PATH_MAX], work[PATH_MAX], receipt[PATH_MAX], node[SAID_BYTES], said[SAID_BYTES];
	if (file_path(script, sizeof script, source, "tests/peers/escpos/peer") != FAIL_NONE || file_path(work, sizeof work, build, "peer-escpos") != FAIL_NONE ||
	    file_path(receipt, sizeof receipt, source, "tests/peers/escpos/receipt.json") != FAIL_NONE || file_path(bench, sizeof bench, work, "bench.mjs") != FAIL_NONE)
		return -1;
	if (!said_by((char *[]){ script, work, NULL }, NULL, node) || !said_by((char *[]){ node, bench, receipt, NULL }, work, said))
		return -1;
	json_t *figures = json_loads(said, 0, NULL);
	int got = figures ? json_unpack(figures, "{s:F, s:F, s:F, s:i, s:i}", "encoder_us", &ret->encoder_us, "encoder_auto_us", &ret->encoder_auto_us,
		"receiptline_us", &ret->receiptline_us, "encoder_bytes", &ret->encoder_bytes, "receiptline_bytes", &ret->receiptline_bytes) : -1;
	json_decref(figures);
	return got;
}

/* negative: failed */
static double text_us(const struct forty *forty, struct buffer *run)
{
	double took_us[TURNS];
	for (int turn = 0; turn < TURNS; turn++) {
		double start_us = ground_us();
		for (int i = 0; i < A_TURN; i++)
			if (forty_encode(forty, run) != 0)
				return -1;
		took_us[turn] = (ground_us() - start_us) / A_TURN;
	}
	return figures_part(took_us, TURNS, .5);
}

/* Ours before and after them: a machine that slows down does so for both. */
static int text_mode(const char *source, const char *build)
{
	char path[PATH_MAX];
	struct forty forty;
	struct peers peers;
	BUFFER_AUTO run = { 0 };
	buffer_init(&run, FORTY_MAX_BYTES);
	if (file_path(path, sizeof path, source, "tests/peers/escpos/receipt.json") != FAIL_NONE || forty_read(path, &forty) != 0)
		return -1;
	double before_us = text_us(&forty, &run);
	int got = peers_measure(source, build, &peers);
	double after_us = text_us(&forty, &run), ours_us = before_us > after_us ? before_us : after_us;
	forty_done(&forty);
	if (before_us < 0 || got != 0)
		return -1;
	int shorts = times("text.encoder", ours_us, peers.encoder_us);
	shorts += times("text.encoder-pages", ours_us, peers.encoder_auto_us);
	shorts += times("text.receiptline", ours_us, peers.receiptline_us);
	printf("bench print.text.bytes ours=%zu peer=%d unit=bytes ratio=%.2f goal=0 ok\n", run.size_bytes, peers.encoder_bytes, (double)run.size_bytes / peers.encoder_bytes);
	return shorts;
}

/* All that is between the claimed row and the bytes for the printer. */
static int sheet_once(struct draw *draw, const char *language, double *ret_ms, double *ret_kib)
{
	struct receipt_job job = { .number = 1, .submitted_ms = 1795517460000, .due = { 2026, 11, 26 } };
	struct raster receipt = { 0 };
	BUFFER_AUTO run = { 0 };
	bool bare = false;
	buffer_init(&run, RUN_MAX);
	snprintf(job.service, sizeof job.service, "missed-bin");
	snprintf(job.language, sizeof job.language, "%s", language);
	snprintf(job.reference.text, sizeof job.reference.text, "MB 7K4 29Q XM3");
	double start_us = ground_us();
	if (draw_job(draw, &job, &receipt, &bare) != FAIL_NONE || escpos_raster(&run, draw_profile(draw), receipt.bits, receipt.rows) != FAIL_NONE)
		return -1;
	*ret_ms = (ground_us() - start_us) / 1e3;
	*ret_kib = (double)run.size_bytes / 1024;
	raster_done(&receipt);
	return bare ? -1 : 0;
}

/* The first one of a program that has just started; no goal: nobody stands there yet. */
static int first_sheet(const char *assets)
{
	double worst_ms = 0;
	for (int language = 0; language < LANGUAGES; language++) {
		double took_ms[TURNS], kib = 0;
		for (int i = 0; i < TURNS; i++) {
			struct draw *draw = NULL;
			if (draw_open(assets, &draw) != FAIL_NONE || sheet_once(draw, languages[language], &took_ms[i], &kib) != 0)
				return -1;
			draw_close(draw);
		}
		double median_ms = figures_part(took_ms, TURNS, .5);
		fprintf(stderr, "bench_print: sheet.first %s %.2f ms\n", languages[language], median_ms);
		worst_ms = median_ms > worst_ms ? median_ms : worst_ms;
	}
	printf("bench print.sheet.first ours=%.2f peer=0 unit=ms ratio=0 goal=0 ok\n", worst_ms);
	return 0;
}

/* @rested: as the first one after a pause; else right after another. */
static int sheets(const char *assets, const char *name, bool rested)
{
	double took_ms[SHEETS], worst_ms = 0, worst_kib = 0, kib = 0;
	struct draw *draw = NULL;
	if (draw_open(assets, &draw) != FAIL_NONE)
		return -1;
	for (int language = 0; language < LANGUAGES; language++) {
		for (int i = 0; i < SHEETS; i++) {
			if (rested)
				draw_rest(draw);
			if (sheet_once(draw, languages[language], &took_ms[i], &kib) != 0)
				return -1;
		}
		double median_ms = figures_part(took_ms, SHEETS, .5);
		fprintf(stderr, "bench_print: %s %s %.2f ms %.1f KiB\n", name, languages[language], median_ms, kib);
		worst_ms = median_ms > worst_ms ? median_ms : worst_ms;
		worst_kib = kib > worst_kib ? kib : worst_kib;
	}
	draw_close(draw);
	return line(name, worst_ms, "ms", 10) + (rested ? 0 : line("sheet.bytes", worst_kib, "KiB", 120));
}

/* A year of a street, after a pause: nobody prints two of them. */
static int calendar(const char *assets)
{
	double took_ms[SHEETS], worst_ms = 0;
	struct draw *draw = NULL;
	if (draw_open(assets, &draw) != FAIL_NONE)
		return -1;
	for (int language = 0; language < LANGUAGES; language++) {
		const struct paper paper = { "bin-calendar", languages[language], "", 576, 203, false };
		for (int i = 0; i < SHEETS; i++) {
			struct raster sheet = { 0 };
			draw_rest(draw);
			double start_us = ground_us();
			if (paper_draw(draw, &paper, &sheet) != FAIL_NONE)
				return -1;
			took_ms[i] = (ground_us() - start_us) / 1e3;
			raster_done(&sheet);
		}
		double median_ms = figures_part(took_ms, SHEETS, .5);
		fprintf(stderr, "bench_print: calendar %s %.2f ms\n", languages[language], median_ms);
		worst_ms = median_ms > worst_ms ? median_ms : worst_ms;
	}
	draw_close(draw);
	return line("calendar", worst_ms, "ms", 100);
}

static int whole_kiosk(const char *assets)
{
	static struct kiosk kiosk;
	double first_us[RECEIPTS];
	size_t bytes = 0;
	int failed = kiosk_open(&kiosk, assets);
	for (int i = 0; failed == 0 && i < RECEIPTS; i++)
		failed = kiosk_print(&kiosk, languages[i % LANGUAGES], &first_us[i], &bytes);
	int shorts = 0;
	if (failed == 0) {
		shorts += line("first-byte-p50", figures_part(first_us, RECEIPTS, .5) / 1e3, "ms", 50);
		shorts += line("first-byte-p95", figures_part(first_us, RECEIPTS, .95) / 1e3, "ms", 50);
		kiosk_wait(&kiosk, 3000);
		shorts += line("memory", kiosk_memory_kib(&kiosk) / 1024, "MiB", 12);
		kiosk.watched = true;
		for (int i = 0; failed == 0 && i < LANGUAGES; i++)
			failed = kiosk_print(&kiosk, languages[i], &first_us[0], &bytes);
		kiosk.watched = false;
		shorts += line("memory-most", kiosk.most_kib / 1024, "MiB", 12);
		kiosk_wait(&kiosk, 3000);
		double before = kiosk_wakeups(&kiosk);
		kiosk_wait(&kiosk, IDLE_MS);
		shorts += line("wakeups-idle", kiosk_wakeups(&kiosk) - before, "in-10-s", 0);
	}
	kiosk_close(&kiosk);
	return failed != 0 ? -1 : shorts;
}

int main(void)
{
	const char *source = getenv("FOYER_SOURCE"), *build = getenv("FOYER_BUILD");
	char assets[PATH_MAX];
	if (!source || !build) {
		fprintf(stderr, "bench_print: run it through toolchain/bench\n");
		return 2;
	}
	snprintf(assets, sizeof assets, "%s/assets", build);
	int parts[] = { text_mode(source, build), 0, 0, 0, 0, 0 }, shorts = 0;
	ground_stay(); /* Node has threads of its own */
	parts[1] = sheets(assets, "sheet", false);
	parts[2] = sheets(assets, "sheet.rested", true);
	parts[3] = calendar(assets);
	parts[4] = whole_kiosk(assets);
	parts[5] = first_sheet(assets);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (parts[i] < 0)
			fprintf(stderr, "bench_print: part %zu could not run: %s\n", i + 1, fail_words());
		shorts += parts[i] != 0;
	}
	return shorts > 0;
}
