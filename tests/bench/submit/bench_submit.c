/* SPDX-License-Identifier: MIT */
/*
 * bench_submit - frame sent to reply received at a real hub's ui door, against a bare program's COMMIT of the same rows, with 1, 1,000 and 1,000,000
 * events waiting. Flat: what the slowest of the three takes, by the fastest.
 */
#include "tests/bench/figures.h"
#include "tests/bench/ground.h"
#include "tests/bench/hub_door.h"
#include "tests/bench/queue.h"
#include "tests/bench/submit/peer.h"

#include "firmware/base/clock.h"
#include "firmware/base/id.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TURNS = 5, A_FEW = 20, A_TURN = 200, WARM = 60, LENGTHS = 3, LONG = 100000, FRAME_BYTES = 8192, EVENT_BYTES = 4096 };
static const double GOAL = 1.3, FLAT_GOAL = 1.2;
static const char ID[] = "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1", SOURCE[] = "urn:uuid:019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1";

/* A queue of one length, ours and the peer's. */
struct lane {
	int64_t queued, number;   /* as it begins; and of its newest row */
	pid_t hub;
	int door;
	struct peer *peer;
	double ours_us[TURNS], peer_us[TURNS];
};

struct bench {
	struct ground ground;
	char jwe[QUEUE_JWE_BYTES + 1], event[EVENT_BYTES];
	struct lane lane[LENGTHS];
};

static void lane_close(struct lane *lane)
{
	ground_kill(lane->hub);
	if (lane->door >= 0)
		close(lane->door);
	peer_close(lane->peer);
	lane->hub = 0;
	lane->door = -1;
	lane->peer = NULL;
}

static int lane_open(const struct bench *bench, struct lane *lane, int turn)
{
	char name[64], hub[PATH_MAX], peer[PATH_MAX];
	lane_close(lane);
	snprintf(name, sizeof name, "hub-%" PRId64 "-%d", lane->queued, turn);
	int failed = ground_path(&bench->ground, name, hub);
	snprintf(name, sizeof name, "peer-%" PRId64 "-%d", lane->queued, turn);
	failed |= ground_path(&bench->ground, name, peer);
	if (failed || queue_settings(hub, ID, NULL) != 0 || queue_fill(hub, SOURCE, lane->queued) != 0 || queue_fill(peer, SOURCE, lane->queued) != 0)
		return -1;
	lane->number = lane->queued;
	lane->hub = GROUND_RUN(&bench->ground, "foyer-hub", "--state", hub, "--assets", bench->ground.folder);
	lane->door = hub_door(hub);
	lane->peer = peer_open(peer);
	return lane->door >= 0 && lane->peer ? 0 : -1;
}

static int bench_open(struct bench *bench)
{
	static const int64_t queued[LENGTHS] = { 1, 1000, 1000000 };
	for (int i = 0; i < LENGTHS; i++)
		bench->lane[i] = (struct lane){ .queued = queued[i], .door = -1 };
	queue_jwe(bench->jwe);
	/* as long as the event that the hub makes of it */
	snprintf(bench->event, sizeof bench->event, "%-520s%s", "{\"specversion\":\"1.0\"}", bench->jwe);
	return ground_open(&bench->ground, "submit");
}

static void bench_close(struct bench *bench)
{
	for (int i = 0; i < LENGTHS; i++)
		lane_close(&bench->lane[i]);
	ground_close(&bench->ground);
}

struct names { struct event_id id; struct reference reference; };

static struct names names_new(void)
{
	return (struct names){ id_new(clock_wall_ms()), reference_new("MB") };
}

/* negative: failed */
static double ours_once(const struct bench *bench, const struct lane *lane)
{
	struct names names = names_new();
	char frame[FRAME_BYTES], reply[FRAME_BYTES];
	int size = snprintf(frame, sizeof frame, "{\"verb\":\"submit\",\"id\":\"%s\",\"reference\":\"%s\",\"service\":\"missed-bin\",\"type\":\"uk.foyer.submission.v1\","
		"\"time_ms\":%" PRId64 ",\"jwe\":\"%s\",\"language\":\"en\",\"receipt\":true,\"due\":\"2026-11-23\"}", names.id.text, names.reference.text,
		clock_wall_ms(), bench->jwe);
	double start_us = ground_us();
	ssize_t sent = send(lane->door, frame, (size_t)size, MSG_NOSIGNAL);
	ssize_t got = recv(lane->door, reply, sizeof reply - 1, 0);
	double end_us = ground_us();
	reply[got > 0 ? got : 0] = '\0';
	return sent == size && strstr(reply, "\"again\":false") ? end_us - start_us : -1;
}

static double peer_once(const struct bench *bench, struct lane *lane)
{
	struct names names = names_new();
	int64_t number = ++lane->number;
	double start_us = ground_us();
	int code = peer_commit(lane->peer, number, names.id.text, names.reference.text, bench->event, strlen(bench->event));
	return code == 0 ? ground_us() - start_us : -1;
}

/* One of each in turn, so that each finds caches and disk as the other left them: a kiosk commits now and then, never in a tight loop. */
static int few_of(const struct bench *bench, struct lane *lane, double *ret_ours_us, double *ret_peer_us)
{
	for (int i = 0; i < A_FEW; i++) {
		ret_ours_us[i] = ours_once(bench, lane);
		ret_peer_us[i] = peer_once(bench, lane);
		if (ret_ours_us[i] < 0 || ret_peer_us[i] < 0)
			return -1;
	}
	return 0;
}

/* A few with each length, then with the next: a disk that is slow for a while is slow for all. */
static int turn_of(struct bench *bench, int turn)
{
	double ours_us[LENGTHS][A_TURN], peer_us[LENGTHS][A_TURN];
	for (int i = -WARM; i < A_TURN; i += A_FEW)
		for (int length = 0; length < LENGTHS; length++) {
			int at = i < 0 ? 0 : i;
			if (few_of(bench, &bench->lane[length], &ours_us[length][at], &peer_us[length][at]) != 0)
				return -1;
		}
	for (int length = 0; length < LENGTHS; length++) {
		bench->lane[length].ours_us[turn] = figures_part(ours_us[length], A_TURN, .5);
		bench->lane[length].peer_us[turn] = figures_part(peer_us[length], A_TURN, .5);
	}
	return 0;
}

/* The short queues are made anew each turn, or they would not stay short. */
static int compare(struct bench *bench)
{
	for (int turn = 0; turn < TURNS; turn++) {
		for (int i = 0; i < LENGTHS; i++)
			if ((turn == 0 || bench->lane[i].queued < LONG) && lane_open(bench, &bench->lane[i], turn) != 0)
				return -1;
		if (turn_of(bench, turn) != 0)
			return -1;
	}
	return 0;
}

static int figures_print(struct bench *bench)
{
	double least_us = 0, most_us = 0;
	int shorts = 0;
	for (int i = 0; i < LENGTHS; i++) {
		struct lane *lane = &bench->lane[i];
		double ours_us = figures_part(lane->ours_us, TURNS, .5), peer_us = figures_part(lane->peer_us, TURNS, .5), ratio = ours_us / peer_us;
		least_us = i == 0 || ours_us < least_us ? ours_us : least_us;
		most_us = ours_us > most_us ? ours_us : most_us;
		shorts += ratio > GOAL;
		printf("bench submit.%" PRId64 " ours=%.1f peer=%.1f unit=us ratio=%.2f goal=%.1f %s\n", lane->queued, ours_us, peer_us, ratio, GOAL, ratio <= GOAL ? "ok" : "short");
	}
	double ratio = most_us / least_us;
	printf("bench submit.flat ours=%.1f peer=%.1f unit=us ratio=%.2f goal=%.1f %s\n", most_us, least_us, ratio, FLAT_GOAL, ratio <= FLAT_GOAL ? "ok" : "short");
	return shorts > 0 || ratio > FLAT_GOAL;
}

int main(void)
{
	static struct bench bench;
	ground_stay();
	int failed = bench_open(&bench);
	if (failed == 0)
		failed = compare(&bench);
	bool is_short = failed == 0 && figures_print(&bench) != 0;
	bench_close(&bench);
	if (failed != 0)
		fprintf(stderr, "bench_submit could not run: %s\n", fail_words());
	return failed != 0 || is_short;
}
