/* SPDX-License-Identifier: MIT */
/*
 * Ours and Chromium in one run, five alternating rounds: start to page visible, memory, idle, tap to pixel. One line a figure.
 * DESIGN: both show the same question on the same display under the same observer. Ours is foyer-ui started anew with the hub up and a
 * visit kept on that question; the peer is Chromium --kiosk with page/question.html. Only whole medians are compared.
 */
#include "tests/bench/figures.h"
#include "tests/bench/latency/observer.h"
#include "tests/bench/latency/usage.h"

#include "firmware/base/door.h"
#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/wait.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 5, TAPS = 30, STILL_MS = 2500, QUIET_MS = 3000, IDLE_MS = 8000, TAP_LIMIT_MS = 1000, KEY_FD = 3 };

enum figure { START, PSS_UI, PSS_ALL, IDLE_CPU, IDLE_WAKEUPS, DOWN_P50, DOWN_P95, UP_P50, UP_P95, FIGURES };

static const struct {
	const char *name, *unit;
	double goal;         /* the most that ours may be: of the peer's, or absolutely */
	bool absolute;
} figures[FIGURES] = {
	[START] = { "start", "ms", 1.0 / 8, false },
	[PSS_UI] = { "memory-ui", "KiB", 1.0 / 15, false },
	[PSS_ALL] = { "memory-all", "KiB", 1.0 / 8, false },
	[IDLE_CPU] = { "idle-cpu", "ms/s", 0.5, true },
	[IDLE_WAKEUPS] = { "idle-wakeups", "1/s", 2, true },
	[DOWN_P50] = { "tap-down-p50", "ms", 1, false },
	[DOWN_P95] = { "tap-down-p95", "ms", 1, false },
	[UP_P50] = { "tap-up-p50", "ms", 1, false },
	[UP_P95] = { "tap-up-p95", "ms", 1, false },
};

struct bench {
	struct kiosk kiosk;
	struct observer *observer;
	int key_fd;
	char ui[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES], page[GIVEN_PATH_BYTES], profile[GIVEN_PATH_BYTES];
	struct area choice[2];       /* of the question, where ours shows them; the page puts them at the same place */
	double ours[FIGURES][ROUNDS], peer[FIGURES][ROUNDS];
	int missed;                  /* taps that nothing answered */
};

/* exec @words on the bench's display, as a program that dies with us. @key_fd: -1 or its descriptor 3. */
static pid_t spawn(char *const words[], int key_fd)
{
	pid_t parent = getpid(), pid = fork();
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (getppid() != parent || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
		_exit(127);
	unsigned closed_from = KEY_FD;
	if (key_fd >= 0) {
		int moved = fcntl(key_fd, F_DUPFD, KEY_FD + 1);
		lseek(moved, 0, SEEK_SET);
		dup2(moved, KEY_FD);
		closed_from = KEY_FD + 1;
	}
	close_range(closed_from, ~0u, 0);
	execvp(words[0], words);
	_exit(127);
}

static pid_t start_ours(struct bench *bench)
{
	return spawn((char *[]){ bench->ui, "--doors", bench->doors, "--assets", bench->kiosk.assets, "--panel", "1080x1920", "--density", "4.03",
		"--visit-key", "3", NULL }, bench->key_fd);
}

static pid_t start_peer(struct bench *bench)
{
	char profile[GIVEN_PATH_BYTES + 32], page[GIVEN_PATH_BYTES + 8];
	snprintf(profile, sizeof profile, "--user-data-dir=%s", bench->profile);
	snprintf(page, sizeof page, "file://%s", bench->page);
	return spawn((char *[]){ "chromium", "--kiosk", "--no-sandbox", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
		"--disable-component-update", "--disable-background-networking", "--disable-sync", "--password-store=basic",
		"--window-position=0,0", "--window-size=1080,1920", profile, page, NULL }, -1);
}

/* Presses the two choices in turn and times the first changed pixel, for the press and for the release. */
static void tap(struct bench *bench, double *of, int round)
{
	double *figure = of;
	double down[TAPS], up[TAPS];
	int downs = 0, ups = 0;
	for (int i = 0; i < TAPS; i++) {
		struct area area = bench->choice[i % 2];
		int x = area.x + area.width / 3, y = area.y + area.height / 2;
		for (int released = 0; released < 2; released++) {
			uint64_t before = observer_hash(bench->observer, area);
			observer_finger(bench->observer, x, y, !released);
			double took = observer_await_change(bench->observer, area, before, TAP_LIMIT_MS);
			if (took < 0)
				bench->missed++;
			else if (released)
				up[ups++] = took;
			else
				down[downs++] = took;
			observer_pause(released ? 150 + (i * 37) % 70 : 60 + (i * 23) % 50);
		}
	}
	figure[DOWN_P50 * ROUNDS + round] = figures_part(down, (size_t)downs, .5);
	figure[DOWN_P95 * ROUNDS + round] = figures_part(down, (size_t)downs, .95);
	figure[UP_P50 * ROUNDS + round] = figures_part(up, (size_t)ups, .5);
	figure[UP_P95 * ROUNDS + round] = figures_part(up, (size_t)ups, .95);
}

static void wait_ms(int ms)
{
	for (int passed = 0; passed < ms; passed += 500)
		observer_pause(500);
}

/* One start, one look at memory, one idle span, some taps. @roots: [0] is the program on the screen. */
static void measure(struct bench *bench, pid_t *roots, size_t root_count, double began_ms, double *figure, int round)
{
	const struct area page[] = { { 56, 36, 968, 240 }, bench->choice[0], bench->choice[1], { 32, 1704, 1016, 190 } };
	figure[START * ROUNDS + round] = observer_await_still(bench->observer, page, 4, began_ms, STILL_MS);
	struct usage screen, all, later;
	usage_read(roots, 1, &screen);
	usage_read(roots, root_count, &all);
	wait_ms(QUIET_MS); /* what a start leaves to be done is not idleness */
	usage_read(roots, root_count, &all);
	double from_ms = observer_now_ms();
	wait_ms(IDLE_MS);
	usage_read(roots, root_count, &later);
	double span_s = (observer_now_ms() - from_ms) / 1e3;
	figure[PSS_UI * ROUNDS + round] = (double)screen.pss_kib;
	figure[PSS_ALL * ROUNDS + round] = (double)all.pss_kib;
	figure[IDLE_CPU * ROUNDS + round] = (later.cpu_ms - all.cpu_ms) / span_s;
	figure[IDLE_WAKEUPS * ROUNDS + round] = (double)(later.wakeups - all.wakeups) / span_s;
	tap(bench, figure, round);
}

static void round_of_ours(struct bench *bench, int round)
{
	double began_ms = observer_now_ms();
	pid_t roots[] = { start_ours(bench), bench->kiosk.run.pid };
	measure(bench, roots, 2, began_ms, &bench->ours[0][0], round);
	usage_stop(roots[0]);
}

static void round_of_peer(struct bench *bench, int round)
{
	double began_ms = observer_now_ms();
	pid_t roots[] = { start_peer(bench) };
	measure(bench, roots, 1, began_ms, &bench->peer[0][0], round);
	usage_stop(roots[0]);
}

static int report(struct bench *bench)
{
	int short_of = 0;
	for (int i = 0; i < FIGURES; i++) {
		double ours = figures_part(bench->ours[i], ROUNDS, .5), peer = figures_part(bench->peer[i], ROUNDS, .5);
		double ratio = peer > 0 ? ours / peer : 0;
		bool fine = ours >= 0 && (figures[i].absolute ? ours : ratio) <= figures[i].goal;
		printf("bench %s ours=%.2f peer=%.2f unit=%s ratio=%.4f goal=%.4f %s\n", figures[i].name, ours, peer, figures[i].unit, ratio,
			figures[i].goal, fine ? "ok" : "short");
		short_of += !fine;
	}
	if (bench->missed)
		printf("%d taps were not answered within %d ms\n", bench->missed, TAP_LIMIT_MS);
	return short_of;
}

static struct area area_of(const json_t *node)
{
	const json_t *rect = json_object_get(node, "rect");
	int at[4];
	for (size_t i = 0; i < 4; i++)
		at[i] = (int)json_integer_value(json_array_get(rect, i));
	return (struct area){ at[0], at[1], at[2], at[3] };
}

/* Walks a visit to the question that both show, so that the hub keeps it for each new start. */
static void reach_question(struct bench *bench)
{
	struct kiosk *kiosk = &bench->kiosk;
	pid_t ui = start_ours(bench);
	screen_press(kiosk, "start");
	screen_service(kiosk, "missed-bin");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "person");
	walk_page(kiosk, missed_bin_answers); /* the address; the second question is one of choices */
	screen_press(kiosk, "continue");
	screen_await_named(kiosk, "question/which-bin");
	size_t at, found = 0;
	json_t *node;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node)
		if (found < 2 && strncmp(node_text(node, "id"), "choice:", 7) == 0)
			bench->choice[found++] = area_of(node);
	assert_int_equal(found, 2);
	json_decref(kiosk_status(kiosk)); /* answered behind the copy of the visit: the hub has it */
	usage_stop(ui);
}

static void set_up(struct bench *bench)
{
	unsigned char key[32];
	bench->key_fd = memfd_create("visit-key", MFD_CLOEXEC);
	assert_int_equal(getrandom(key, sizeof key, 0), sizeof key);
	assert_int_equal(write(bench->key_fd, key, sizeof key), sizeof key);
	kiosk_start(&bench->kiosk, &(struct kiosk_plan){ .no_ui = true, .real_time = true });
	given_built("bin/foyer-ui", bench->ui);
	given_source("tests/bench/latency/page/question.html", bench->page);
	given_path(bench->doors, bench->kiosk.state, "doors");
	given_path(bench->profile, bench->kiosk.folder, "profile");
	reach_question(bench);
	bench->observer = observer_open(bench->kiosk.display.name);
	assert_non_null(bench->observer);
}

int main(void)
{
	static struct bench bench;
	if (geteuid() != 0) {
		fprintf(stderr, "The memory of our programs can be read by root alone: run this as root.\n");
		return 2;
	}
	set_up(&bench);
	usage_stop(start_peer(&bench)); /* the peer's profile and both page caches are warm for all rounds */
	for (int round = 0; round < ROUNDS; round++) {
		round_of_ours(&bench, round);
		round_of_peer(&bench, round);
	}
	int short_of = report(&bench);
	observer_close(bench.observer);
	close(bench.key_fd);
	kiosk_end(&bench.kiosk);
	return short_of ? 1 : 0;
}
