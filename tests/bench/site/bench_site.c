/* SPDX-License-Identifier: MIT */
/*
 * What staff's browsers cost a kiosk: fifty windows beside the resident's taps, and one page with twenty kiosks. DESIGN: taps with and without windows take
 * turns on one running kiosk, seen from outside; the other nineteen kiosks are real hubs and desks in folders of their own, and only the one with the page is measured.
 */
#include "tests/bench/figures.h"
#include "tests/bench/latency/observer.h"
#include "tests/bench/latency/usage.h"
#include "tests/bench/site/browsers.h"

#include "firmware/envelope/device.h"
#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KIOSKS = 20, WINDOWS = 50, PEOPLE = 7, ROUNDS = 7, TAPS = 40, TAP_LIMIT_MS = 1000, LOOK_EACH_MS = 1000, QUIET_MS = 10 * 1000, IDLE_MS = 20 * 1000, PLACE_BYTES = 32 };

struct bench {
	struct kiosk kiosk;
	struct observer *observer;
	struct area choice[2];
	char url[64], state[KIOSKS][GIVEN_PATH_BYTES], listen[KIOSKS][PLACE_BYTES], peers[KIOSKS][PLACE_BYTES];
	struct process hub[KIOSKS], desk[KIOSKS];
	char cookies[PEOPLE][BROWSERS_COOKIE_BYTES], page[BROWSERS_PAGE_BYTES];
	int missed;
};

static int report(const char *name, double ours, double peer, const char *unit, double ratio, double goal, bool fine)
{
	printf("bench %s ours=%.2f peer=%.2f unit=%s ratio=%.4f goal=%.4f %s\n", name, ours, peer, unit, ratio, goal, fine ? "ok" : "short");
	fflush(stdout);
	return fine ? 0 : 1;
}

/* ---- what is set up ---- */

static void free_places(struct bench *bench)
{
	int fds[2 * KIOSKS];
	for (int i = 0; i < 2 * KIOSKS; i++) {
		struct sockaddr_in where = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
		socklen_t size = sizeof where;
		fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(bind(fds[i], (struct sockaddr *)&where, size), 0);
		assert_int_equal(getsockname(fds[i], (struct sockaddr *)&where, &size), 0);
		snprintf(i % 2 ? bench->peers[i / 2] : bench->listen[i / 2], PLACE_BYTES, "127.0.0.1:%d", ntohs(where.sin_port));
	}
	for (int i = 0; i < 2 * KIOSKS; i++)
		close(fds[i]);
	snprintf(bench->url, sizeof bench->url, "https://%s", bench->listen[0]);
}

static json_t *staff(void)
{
	json_t *list = json_array();
	for (int i = 0; i < PEOPLE; i++) {
		char id[16], number[16], name[16];
		snprintf(id, sizeof id, "sam-%d", i);
		snprintf(number, sizeof number, "44%d", 10 + i);
		snprintf(name, sizeof name, "Sam %d", i);
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", id, "number", number, "name", name, "role", "staff", "pin", "839205"));
	}
	return list;
}

static void change_settings(const char *state, const char *member, json_t *value, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, state, "kiosk.json");
	json_t *file = json_load_file(path, 0, NULL);
	assert_non_null(file);
	json_object_set_new(file, member, value);
	json_object_set_new(file, "name", json_string(name));
	assert_int_equal(json_dump_file(file, path, 0), 0);
	json_decref(file);
}

/* The kiosk's own state is the first; the others begin from a copy of its settings. */
static void make_states(struct bench *bench)
{
	char from[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], name[32];
	given_path(from, bench->kiosk.state, "kiosk.json");
	for (int i = 0; i < KIOSKS; i++) {
		snprintf(name, sizeof name, i ? "state-%d" : "state", i);
		given_path(bench->state[i], bench->kiosk.folder, name);
		if (i > 0) {
			json_t *file = json_load_file(from, 0, NULL);
			assert_int_equal(mkdir(bench->state[i], 0700), 0);
			given_path(path, bench->state[i], "kiosk.json");
			assert_int_equal(json_dump_file(file, path, 0), 0);
			json_decref(file);
		}
		staff_list(bench->state[i], bench->kiosk.assets, 0, staff());
	}
}

static json_t *desks(struct bench *bench)
{
	json_t *list = json_array();
	for (int i = 0; i < KIOSKS; i++) {
		struct device *device = NULL;
		char path[GIVEN_PATH_BYTES], name[16];
		snprintf(name, sizeof name, "Kiosk %d", i + 1);
		given_path(path, bench->state[i], "device.pem");
		assert_int_equal(device_open(path, &device), FAIL_NONE);
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:o}", "name", name, "listen", bench->listen[i], "peers", bench->peers[i], "key", device_jwk(device)));
		device_close(device);
	}
	return list;
}

static void sign_in(struct bench *bench, int person)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	char number[16];
	snprintf(number, sizeof number, "44%d", 10 + person);
	while (browsers_sign_in(bench->url, number, "839205", bench->cookies[person]) != 0)
		assert_true(deadline_pause(deadline)); /* it does not listen yet */
}

static struct area area_of(const json_t *node)
{
	int at[4];
	for (size_t i = 0; i < 4; i++)
		at[i] = (int)json_integer_value(json_array_get(json_object_get(node, "rect"), i));
	return (struct area){ at[0], at[1], at[2], at[3] };
}

static void reach_question(struct bench *bench)
{
	struct kiosk *kiosk = &bench->kiosk;
	size_t at, found = 0;
	json_t *node;
	screen_await(kiosk, "start");
	screen_press(kiosk, "start");
	screen_service(kiosk, "missed-bin");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "person");
	walk_page(kiosk, missed_bin_answers);
	screen_press(kiosk, "continue");
	screen_await_named(kiosk, "question/which-bin");
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node)
		if (found < 2 && strncmp(node_text(node, "id"), "choice:", 7) == 0)
			bench->choice[found++] = area_of(node);
	assert_int_equal(found, 2);
}

/* ---- fifty windows ---- */

static size_t tap(struct bench *bench, double *took)
{
	size_t count = 0;
	for (int i = 0; i < 2 * TAPS; i++) {
		struct area area = bench->choice[i / 2 % 2];
		uint64_t before = observer_hash(bench->observer, area);
		observer_finger(bench->observer, area.x + area.width / 3, area.y + area.height / 2, i % 2 == 0);
		double ms = observer_await_change(bench->observer, area, before, TAP_LIMIT_MS);
		if (ms < 0)
			bench->missed++;
		else
			took[count++] = ms;
		observer_pause(60 + (i * 37) % 70);
	}
	return count;
}

/* Nobody is signed out for doing nothing. */
static void seen(struct bench *bench, int person)
{
	assert_true(browsers_load(bench->url, bench->cookies[person], 0, bench->page) > 0);
	assert_int_equal(browsers_seen(bench->url, bench->cookies[person], bench->page), 0);
}

static int fifty_windows(struct bench *bench)
{
	static double with[ROUNDS * 2 * TAPS], without[ROUNDS * 2 * TAPS];
	size_t withs = 0, withouts = 0;
	change_settings(bench->state[0], "desk", json_pack("{s:s}", "listen", bench->listen[0]), "Kiosk 1");
	kiosk_run(&bench->kiosk);
	reach_question(bench);
	for (int i = 0; i < PEOPLE; i++)
		sign_in(bench, i);
	tap(bench, with);
	for (int round = 0; round < ROUNDS; round++) {
		withouts += tap(bench, without + withouts);
		pid_t windows = browsers_open(bench->url, bench->cookies, PEOPLE, WINDOWS);
		assert_true(windows > 0);
		observer_pause(1000);
		withs += tap(bench, with + withs);
		for (int i = 0; i < PEOPLE; i++)
			seen(bench, i);
		browsers_close(windows);
		observer_pause(1000);
	}
	double ours = figures_part(with, withs, .95), peer = figures_part(without, withouts, .95);
	int short_of = report("desk-50-browsers-tap-p50", figures_part(with, withs, .5), figures_part(without, withouts, .5), "ms", figures_part(with, withs, .5) / figures_part(without, withouts, .5), 1.1, true);
	short_of += report("desk-50-browsers-tap-p95", ours, peer, "ms", ours / peer, 1.1, ours / peer <= 1.1 && bench->missed == 0);
	if (bench->missed)
		printf("%d taps were not answered within %d ms\n", bench->missed, TAP_LIMIT_MS);
	kiosk_halt(&bench->kiosk);
	return short_of;
}

/* ---- twenty kiosks ---- */

static void run_others(struct bench *bench)
{
	char hub[GIVEN_PATH_BYTES], desk[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	given_built("bin/foyer-hub", hub);
	given_built("bin/foyer-desk", desk);
	for (int i = 1; i < KIOSKS; i++) {
		given_path(doors, bench->state[i], "doors");
		given_path(said, bench->state[i], "said");
		process_start(&bench->hub[i], said, (char *[]){ hub, "--state", bench->state[i], "--assets", bench->kiosk.assets, NULL });
		given_path(said, bench->state[i], "said-desk");
		process_start(&bench->desk[i], said, (char *[]){ desk, "--doors", doors, "--assets", bench->kiosk.assets, NULL });
	}
}

static int free_cards(const char *page)
{
	int count = 0;
	for (const char *at = page; (at = strstr(at, "class=\"badge free\"")); at++)
		count++;
	return count;
}

static int twenty_kiosks(struct bench *bench)
{
	json_t *list = desks(bench);
	struct usage before, after;
	for (int i = 0; i < KIOSKS; i++) {
		char name[16];
		snprintf(name, sizeof name, "Kiosk %d", i + 1);
		change_settings(bench->state[i], "desks", json_incref(list), name);
	}
	json_decref(list);
	run_others(bench);
	kiosk_run(&bench->kiosk);
	screen_await(&bench->kiosk, "start");
	sign_in(bench, 0);
	pid_t window = browsers_open(bench->url, bench->cookies, 1, 1);
	assert_true(window > 0);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (browsers_load(bench->url, bench->cookies[0], 0, bench->page) <= 0 || free_cards(bench->page) < KIOSKS) {
		assert_false(deadline_over(deadline));
		observer_pause(LOOK_EACH_MS); /* an address that asks over and over is made to wait */
	}
	long wire = browsers_load(bench->url, bench->cookies[0], 1, bench->page);
	int short_of = report("desk-first-load", (double)wire / 1024, 0, "KiB", (double)wire / 1024 / 60, 1, wire > 0 && wire <= 60 * 1024);
	const pid_t roots[] = { kiosk_pid(&bench->kiosk, "foyer-hub"), kiosk_pid(&bench->kiosk, "foyer-desk") };
	observer_pause(QUIET_MS);
	usage_read(roots, 2, &before);
	double from_ms = observer_now_ms();
	observer_pause(IDLE_MS);
	usage_read(roots, 2, &after);
	double part = 100 * (after.cpu_ms - before.cpu_ms) / (observer_now_ms() - from_ms);
	assert_true(browsers_load(bench->url, bench->cookies[0], 0, bench->page) > 0);
	assert_int_equal(free_cards(bench->page), KIOSKS); /* and all the while they were there */
	browsers_close(window);
	return short_of + report("desk-20-kiosks-idle", part, 0, "%", part, 1, part <= 1);
}

int main(void)
{
	static struct bench bench;
	char forms[GIVEN_PATH_BYTES];
	if (geteuid() != 0) {
		fprintf(stderr, "The processor time of our programs can be read by root alone: run this as root.\n");
		return 2;
	}
	given_built("assets/forms", forms);
	kiosk_start(&bench.kiosk, &(struct kiosk_plan){ .forms = forms, .real_time = true });
	kiosk_halt(&bench.kiosk);
	bench.observer = observer_open(bench.kiosk.display.name);
	assert_non_null(bench.observer);
	free_places(&bench);
	make_states(&bench);
	int short_of = fifty_windows(&bench) + twenty_kiosks(&bench);
	for (int i = 1; i < KIOSKS; i++) {
		process_stop(&bench.desk[i]);
		process_stop(&bench.hub[i]);
	}
	observer_close(bench.observer);
	kiosk_end(&bench.kiosk);
	return short_of ? 1 : 0;
}
