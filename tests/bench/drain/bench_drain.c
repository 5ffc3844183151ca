/* SPDX-License-Identifier: MIT */
/*
 * bench_drain - events a second that a council keeps while hub and sync empty a queue of a million, against what the same server keeps from wrk with as
 * many pre-made requests over as many connections; and the memory of hub and sync with a million waiting, against a thousand.
 * DESIGN: both send to one server and take turns: who does not send is stopped (SIGSTOP) with its connection open.
 */
#include "tests/bench/figures.h"
#include "tests/bench/ground.h"
#include "tests/bench/hub_door.h"
#include "tests/bench/office.h"
#include "tests/bench/premade.h"
#include "tests/bench/queue.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TURNS = 5, A_TURN = 5000, BATCH = 50, FEW = 1000, MANY = 1000000, CONNECTIONS = 1, CROWD = 8 };
static const double GOAL = .5, FLAT_GOAL = 1.2;

/* A kiosk's hub and sync. */
struct kiosk { pid_t hub, sync; int door; };

struct bench {
	struct ground ground;
	struct office_run office;
	struct premade premade;
	struct kiosk few, many;
};

static int kiosk_start(const struct bench *bench, struct kiosk *kiosk, const char *name, const char *id, int64_t queued)
{
	char state[PATH_MAX], doors[PATH_MAX], source[DEVICE_SOURCE_MAX_BYTES];
	snprintf(source, sizeof source, "urn:uuid:%s", id);
	json_t *office = json_pack("{s:s, s:s}", "url", bench->office.url, "ca", bench->office.ca);
	char *text = json_dumps(office, JSON_COMPACT);
	json_decref(office);
	int failed = !text || ground_path(&bench->ground, name, state) != 0 || file_path(doors, sizeof doors, state, "doors") != FAIL_NONE ||
		queue_settings(state, id, text) != 0 || queue_fill(state, source, queued) != 0;
	free(text);
	if (failed)
		return -1;
	kiosk->hub = GROUND_RUN(&bench->ground, "foyer-hub", "--state", state, "--assets", bench->ground.folder);
	kiosk->door = hub_door(state);
	kiosk->sync = GROUND_RUN(&bench->ground, "foyer-sync", "--doors", doors);
	return kiosk->door < 0 ? -1 : 0;
}

static void kiosk_signal(const struct kiosk *kiosk, int signal)
{
	kill(kiosk->sync, signal);
	kill(kiosk->hub, signal);
}

static void kiosk_stop(struct kiosk *kiosk)
{
	ground_kill(kiosk->sync);
	ground_kill(kiosk->hub);
	if (kiosk->door >= 0)
		close(kiosk->door);
	*kiosk = (struct kiosk){ .door = -1 };
}

/* PSS in KiB; -1: it is gone */
static double memory_kib(pid_t pid)
{
	char path[64], line[256];
	double kib = -1;
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
	FILE *file = fopen(path, "re");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, "Pss:", 4) == 0)
			kib = strtod(line + 4, NULL);
	if (file)
		fclose(file);
	return kib;
}

static int bench_open(struct bench *bench)
{
	char key[PATH_MAX];
	bench->few.door = bench->many.door = -1;
	return ground_open(&bench->ground, "drain") == 0 && office_start(&bench->office, &bench->ground, "office", NULL) == 0 && ground_path(&bench->ground, "wrk.pem", key) == 0 ?
		premade_open(&bench->premade, "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a3", key) : -1;
}

static void bench_close(struct bench *bench)
{
	kiosk_stop(&bench->few);
	kiosk_stop(&bench->many);
	office_stop(&bench->office);
	premade_close(&bench->premade);
	ground_close(&bench->ground);
}

static double wrk_once(struct bench *bench, int connections)
{
	char path[PATH_MAX];
	size_t spare = (size_t)(1 + connections) * BATCH; /* the request that wrk only asks for, and those under way when it ends */
	if (premade_events(&bench->premade, A_TURN + spare) != 0 || ground_path(&bench->ground, "requests", path) != 0 ||
	    premade_requests(&bench->premade, BATCH, bench->office.url, path) != 0)
		return -1;
	return office_wrk(&bench->office, path, connections, A_TURN);
}

static double ours_once(struct bench *bench)
{
	kiosk_signal(&bench->many, SIGCONT);
	double rate = office_rate(&bench->office, A_TURN);
	kiosk_signal(&bench->many, SIGSTOP);
	return rate;
}

static void say(const char *name, double ours, double peer, const char *unit, double goal, bool fine)
{
	printf("bench %s ours=%.0f peer=%.0f unit=%s ratio=%.2f goal=%.1f %s\n", name, ours, peer, unit, ours / peer, goal, fine ? "ok" : "short");
}

/* A thousand, sent to the last: what hub and sync hold then. */
static int few_run(struct bench *bench, double *ret_hub_kib, double *ret_sync_kib)
{
	if (kiosk_start(bench, &bench->few, "few", "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1", FEW) != 0)
		return -1;
	for (int64_t now = 0; now < FEW; now = office_events(&bench->office)) {
		if (now < 0)
			return -1;
		poll(NULL, 0, 10);
	}
	*ret_hub_kib = memory_kib(bench->few.hub);
	*ret_sync_kib = memory_kib(bench->few.sync);
	kiosk_stop(&bench->few);
	return 0;
}

static int measure(struct bench *bench, bool *ret_fine)
{
	double ours[TURNS], peer[TURNS], crowd[TURNS], few_hub, few_sync;
	if (few_run(bench, &few_hub, &few_sync) != 0 || kiosk_start(bench, &bench->many, "many", "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a2", MANY) != 0)
		return -1;
	for (int i = 0; i < TURNS; i++) {
		ours[i] = ours_once(bench);
		peer[i] = wrk_once(bench, CONNECTIONS);
		crowd[i] = wrk_once(bench, CROWD);
		if (ours[i] < 0 || peer[i] < 0 || crowd[i] < 0)
			return -1;
	}
	double many_hub = memory_kib(bench->many.hub), many_sync = memory_kib(bench->many.sync);
	double rate = figures_part(ours, TURNS, .5), theirs = figures_part(peer, TURNS, .5), most = figures_part(crowd, TURNS, .5);
	say("drain", rate, theirs, "events/s", GOAL, rate >= GOAL * theirs);
	say("drain.crowd", rate, most, "events/s", 0, true); /* one kiosk beside eight connections: to know, not to pass */
	say("drain.hub-memory", many_hub, few_hub, "KiB", FLAT_GOAL, many_hub <= FLAT_GOAL * few_hub);
	say("drain.sync-memory", many_sync, few_sync, "KiB", FLAT_GOAL, many_sync <= FLAT_GOAL * few_sync);
	*ret_fine = rate >= GOAL * theirs && many_hub <= FLAT_GOAL * few_hub && many_sync <= FLAT_GOAL * few_sync;
	return 0;
}

int main(void)
{
	static struct bench bench;
	bool fine = false;
	int failed = clock_open() == FAIL_NONE ? bench_open(&bench) : -1;
	if (failed == 0)
		failed = measure(&bench, &fine);
	bench_close(&bench);
	if (failed != 0)
		fprintf(stderr, "bench_drain could not run: %s\n", fail_words());
	return failed != 0 || !fine;
}
