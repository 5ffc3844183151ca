/* SPDX-License-Identifier: MIT */
/*
 * Every colour, size and language, from a finger to the pixels, beside Chromium showing the same screens: taps (the first changed pixel, p95),
 * a switch of language, size or colours (the last changed pixel), memory when all of them were used, and wake-ups while nothing happens.
 * DESIGN: ours goes first and is written down, so that the peer's page shows the same words at the same places in the same colours.
 * LIMITS: one panel, 1080 × 1920, the largest picture there is; the software path under X11. The peer has its states in memory and rebuilds the page.
 */
#include "tests/bench/figures.h"
#include "tests/bench/latency/observer.h"
#include "tests/bench/latency/usage.h"
#include "tests/bench/screen/peer.h"

#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TAPS = 20, TAP_LIMIT_MS = 1000, STILL_MS = 600, LOOKS_MAX = 40, SAMPLES = 2 * TAPS, WAYS_MAX = 64, QUIET_MS = 2500, IDLE_MS = 6000, PAGE_MS = 1500 };

static const char *const themes[] = { "default", "black-on-white", "white-on-black", "soft-and-dim" };
static const int sizes[] = { 100, 150, 200 };
static const char *const languages[] = { "cy", "pl", "ro", "ur", "ar", "bn", "en" };
enum { THEMES = 4, SIZES = 3, LANGUAGES = 7 };
static const struct area page[] = { { 0, 0, 1080, 480 }, { 0, 480, 1080, 480 }, { 0, 960, 1080, 480 }, { 0, 1440, 1080, 480 } };

struct look { struct area choice[2]; double ours_p95, peer_p95; };
struct span { double worst, all[WAYS_MAX], cpu[WAYS_MAX]; int count; }; /* ms to the last pixel; of the program's own processor time */

struct bench {
	struct kiosk kiosk;
	struct observer *observer;
	json_t *states;
	struct look look[THEMES][SIZES];
	struct span language, size, theme, peer_language, peer_size, peer_theme;
	long ours_kib, peer_kib;
	int missed, peer_missed, short_of;
};

static void add(struct span *span, double ms, double cpu_ms)
{
	if (ms < 0)
		ms = STILL_MS; /* no pixel changed for so long */
	if (span->count < WAYS_MAX) {
		span->cpu[span->count] = cpu_ms;
		span->all[span->count++] = ms;
	}
	span->worst = ms > span->worst ? ms : span->worst;
}

static void line(struct bench *bench, const char *name, double ours, double peer, const char *unit, double goal)
{
	bool fine = ours >= 0 && ours <= goal;
	printf("bench %s ours=%.2f peer=%.2f unit=%s ratio=%.4f goal=%.4f %s\n", name, ours, peer, unit, peer > 0 ? ours / peer : 0, goal, fine ? "ok" : "short");
	bench->short_of += !fine;
}

static struct area area_of(const json_t *node)
{
	int at[4] = { 0 };
	for (size_t i = 0; i < 4; i++)
		at[i] = (int)json_integer_value(json_array_get(json_object_get(node, "rect"), i));
	return (struct area){ at[0], at[1], at[2], at[3] };
}

static void wait_ms(int ms)
{
	for (int passed = 0; passed < ms; passed += 100)
		observer_pause(100);
}

/* ---- taps ---- */

/* Presses the two choices in turn; the p95 of every press and every release. */
static double tap(struct bench *bench, const struct area choice[2], int *ret_missed)
{
	double took[SAMPLES];
	int count = 0;
	for (int i = 0; i < TAPS; i++) {
		struct area area = choice[i % 2];
		int x = area.x + area.width / 3, y = area.y + area.height / 2;
		for (int released = 0; released < 2; released++) {
			uint64_t before = observer_hash(bench->observer, area);
			observer_finger(bench->observer, x, y, !released);
			double ms = observer_await_change(bench->observer, area, before, TAP_LIMIT_MS);
			if (ms < 0)
				++*ret_missed;
			else
				took[count++] = ms;
			observer_pause(released ? 130 + (i * 37) % 70 : 60 + (i * 23) % 50);
		}
	}
	return figures_part(took, (size_t)count, .95);
}

static void find_choices(struct bench *bench, struct area ret[2])
{
	size_t at, found = 0;
	json_t *node;
	json_array_foreach(json_object_get(bench->kiosk.screen, "nodes"), at, node)
		if (found < 2 && strncmp(node_text(node, "id"), "choice:", 7) == 0)
			ret[found++] = area_of(node);
	assert_true(found > 0);
	if (found == 1)
		ret[1] = ret[0];
}

static void set_look(struct kiosk *kiosk, const char *theme, int percent)
{
	char size[32], colours[64];
	snprintf(size, sizeof size, "size:%d", percent);
	snprintf(colours, sizeof colours, "theme:%s", theme);
	screen_press(kiosk, "easier");
	screen_press(kiosk, size);
	screen_press(kiosk, colours);
	screen_press(kiosk, "close");
	screen_await_named(kiosk, "question/which-bin");
	screen_look(kiosk);
}

static void taps_of_ours(struct bench *bench)
{
	for (int t = 0; t < THEMES; t++)
		for (int s = 0; s < SIZES; s++) {
			set_look(&bench->kiosk, themes[t], sizes[s]);
			find_choices(bench, bench->look[t][s].choice);
			peer_record(bench->states, &bench->kiosk, themes[t], sizes[s]);
			wait_ms(300);
			bench->look[t][s].ours_p95 = tap(bench, bench->look[t][s].choice, &bench->missed);
		}
	set_look(&bench->kiosk, "default", 100);
}

/* ---- switches ---- */

/* A finger on @id; from its release to the last pixel that changed. */
static void switched(struct bench *bench, const char *id, struct span *ret)
{
	pid_t ui = kiosk_pid(&bench->kiosk, "foyer-ui");
	struct usage before, after;
	struct area area = area_of(screen_await(&bench->kiosk, id));
	int x = area.x + area.width / 3, y = area.y + area.height / 2;
	wait_ms(200);
	observer_finger(bench->observer, x, y, true);
	wait_ms(100);
	usage_read(&ui, 1, &before);
	double began_ms = observer_now_ms();
	observer_finger(bench->observer, x, y, false);
	double took = observer_await_still(bench->observer, page, 4, began_ms, STILL_MS);
	usage_read(&ui, 1, &after);
	add(ret, took, after.cpu_ms - before.cpu_ms);
	screen_look(&bench->kiosk);
}

static void sizes_of_ours(struct bench *bench)
{
	static const char *const ways[] = { "size:150", "size:200", "size:100" };
	screen_press(&bench->kiosk, "easier");
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		switched(bench, ways[i], &bench->size);
	screen_press(&bench->kiosk, "close");
}

static void switches_of_ours(struct bench *bench)
{
	char id[64];
	for (int l = 0; l < LANGUAGES; l++) {
		snprintf(id, sizeof id, "language:%s", languages[l]);
		screen_press(&bench->kiosk, "language");
		switched(bench, id, &bench->language);
		screen_await_named(&bench->kiosk, "question/which-bin");
		peer_record(bench->states, &bench->kiosk, "default", 100);
		sizes_of_ours(bench);
	}
	screen_press(&bench->kiosk, "easier");
	for (int t = 1; t <= THEMES; t++) {
		snprintf(id, sizeof id, "theme:%s", themes[t % THEMES]);
		switched(bench, id, &bench->theme);
	}
	screen_press(&bench->kiosk, "close");
}

/* ---- nothing happens ---- */

static void idle(struct bench *bench, const char *name)
{
	pid_t root = kiosk_pid(&bench->kiosk, "foyer-ui");
	struct usage before, after;
	char title[64];
	wait_ms(QUIET_MS);
	usage_read(&root, 1, &before);
	double from_ms = observer_now_ms();
	uint64_t seen = 0, now = 0;
	for (int i = 0; i < 4; i++)
		seen = seen * 31 + observer_hash(bench->observer, page[i]);
	wait_ms(IDLE_MS);
	usage_read(&root, 1, &after);
	for (int i = 0; i < 4; i++)
		now = now * 31 + observer_hash(bench->observer, page[i]);
	if (seen != now)
		printf("the picture changed while nothing happened: %s\n", name);
	snprintf(title, sizeof title, "idle-%s", name);
	line(bench, title, (double)(after.wakeups - before.wakeups) / ((observer_now_ms() - from_ms) / 1e3), 0, "1/s", 0.5);
}

static void idles(struct bench *bench)
{
	struct kiosk *kiosk = &bench->kiosk;
	idle(bench, "question");
	voice_ask(kiosk, "private");
	voice_settle(kiosk);
	idle(bench, "question-speech");
	screen_press(kiosk, "easier");
	voice_settle(kiosk);
	idle(bench, "sheet-speech");
	screen_press(kiosk, "close");
	set_look(kiosk, "white-on-black", 200);
	voice_settle(kiosk);
	idle(bench, "question-speech-large-dark");
	voice_ask(kiosk, "off");
	set_look(kiosk, "default", 100);
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	idle(bench, "nobody");
}

/* ---- the peer ---- */

static double peer_next(struct bench *bench)
{
	double began_ms = observer_now_ms();
	observer_key(bench->observer, "n");
	return observer_await_still(bench->observer, page, 4, began_ms, STILL_MS);
}

/* Its states come in the order in which ours were written down. */
static void round_of_peer(struct bench *bench)
{
	pid_t root = peer_start(&bench->kiosk, bench->states);
	struct usage usage;
	(void)observer_await_still(bench->observer, page, 4, observer_now_ms(), 2 * PAGE_MS);
	wait_ms(PAGE_MS);
	for (int t = 0; t < THEMES; t++)
		for (int s = 0; s < SIZES; s++) {
			if (t + s > 0)
				add(s > 0 ? &bench->peer_size : &bench->peer_theme, peer_next(bench), 0);
			bench->look[t][s].peer_p95 = tap(bench, bench->look[t][s].choice, &bench->peer_missed);
		}
	for (int l = 0; l < LANGUAGES; l++)
		add(&bench->peer_language, peer_next(bench), 0);
	usage_read(&root, 1, &usage);
	bench->peer_kib = usage.pss_kib;
	usage_stop(root);
}

/* ---- */

/* A busy machine shows in the worst; what the program itself needed does not depend on it. */
static void spans(struct bench *bench, const char *name, struct span *ours, struct span *peer)
{
	char title[64];
	snprintf(title, sizeof title, "%s-worst", name);
	line(bench, title, ours->worst, peer->worst, "ms", 100);
	snprintf(title, sizeof title, "%s-median", name);
	line(bench, title, figures_part(ours->all, (size_t)ours->count, .5), figures_part(peer->all, (size_t)peer->count, .5), "ms", 100);
	snprintf(title, sizeof title, "%s-cpu-worst", name);
	line(bench, title, figures_part(ours->cpu, (size_t)ours->count, 1), 0, "ms", 100);
}

static void report(struct bench *bench)
{
	double worst = 0, peer = 0;
	char name[64];
	for (int t = 0; t < THEMES; t++)
		for (int s = 0; s < SIZES; s++) {
			const struct look *look = &bench->look[t][s];
			snprintf(name, sizeof name, "tap-p95-%s-%d", themes[t], sizes[s]);
			line(bench, name, look->ours_p95, look->peer_p95, "ms", 16);
			worst = look->ours_p95 > worst ? look->ours_p95 : worst;
			peer = look->peer_p95 > peer ? look->peer_p95 : peer;
		}
	line(bench, "tap-p95-worst", worst, peer, "ms", 16);
	spans(bench, "language-switch", &bench->language, &bench->peer_language);
	spans(bench, "size-switch", &bench->size, &bench->peer_size);
	spans(bench, "colours-switch", &bench->theme, &bench->peer_theme);
	line(bench, "memory-all-languages", (double)bench->ours_kib / 1024, (double)bench->peer_kib / 1024, "MiB", 40);
	if (bench->missed || bench->peer_missed)
		printf("not answered within %d ms: %d taps of ours, %d of the peer's\n", TAP_LIMIT_MS, bench->missed, bench->peer_missed);
	bench->short_of += bench->missed > 0;
}

static void set_up(struct bench *bench)
{
	static const char *const more[] = { "--headphones", "null", NULL };
	struct kiosk *kiosk = &bench->kiosk;
	kiosk_start(kiosk, &(struct kiosk_plan){ .real_time = true, .more = more });
	bench->observer = observer_open(kiosk->display.name);
	assert_non_null(bench->observer);
	bench->states = json_array();
	missed_bin_begin(kiosk);
	walk_page(kiosk, missed_bin_answers); /* the address; the second question is one of choices */
	screen_press(kiosk, "continue");
	screen_await_named(kiosk, "question/which-bin");
}

int main(void)
{
	static struct bench bench;
	struct usage usage;
	if (geteuid() != 0) {
		fprintf(stderr, "The memory of our programs can be read by root alone: run this as root.\n");
		return 2;
	}
	set_up(&bench);
	taps_of_ours(&bench);
	switches_of_ours(&bench);
	pid_t ui = kiosk_pid(&bench.kiosk, "foyer-ui");
	usage_read(&ui, 1, &usage);
	bench.ours_kib = usage.pss_kib;
	idles(&bench);
	kiosk_halt(&bench.kiosk);
	round_of_peer(&bench);
	report(&bench);
	observer_close(bench.observer);
	json_decref(bench.states);
	kiosk_end(&bench.kiosk);
	return bench.short_of ? 1 : 0;
}
