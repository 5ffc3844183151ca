/* SPDX-License-Identifier: MIT */
/*
 * bench_postcode - frame sent to reply received for address.find and place.suggest, at random among 150,000 addresses; the peer is a verb that looks
 * nothing up.
 * DESIGN: the file is built by the real command from the real generator, and the hub is started on it; the first round is not counted.
 */
#include "firmware/base/door.h"
#include "tests/bench/figures.h"
#include "tests/bench/ground.h"
#include "tests/bench/hub_door.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { POSTCODES_MAX = 32768, ROUNDS = 5, A_ROUND = 4000, FRAME_BYTES = 256 };
static const double GOAL_US = 1000;

struct bench {
	struct ground ground;
	char state[PATH_MAX];
	char postcode[POSTCODES_MAX][10];
	int postcodes;
	unsigned drawn;
	pid_t hub;
	int door;
};

static int content_make(const struct bench *bench)
{
	const struct ground *ground = &bench->ground;
	char addresses[PATH_MAX], rounds[PATH_MAX], areas[PATH_MAX];
	if (ground_path(ground, "addresses.csv", addresses) != 0 || ground_path(ground, "rounds.json", rounds) != 0 || ground_path(ground, "areas.csv", areas) != 0 ||
	    ground_finish(GROUND_RUN(ground, "foyer-invent", "--addresses", "150000", "--out", ground->folder)) != 0)
		return -1;
	return ground_finish(GROUND_RUN(ground, "foyer", "bundle", "content", "--addresses", addresses, "--rounds", rounds, "--areas", areas, "--out", ground->folder));
}

/* every postcode once: the fifth column of the generator's rows, which have no quotes */
static int postcodes_read(struct bench *bench)
{
	char path[PATH_MAX], line[512];
	FILE *file = ground_path(&bench->ground, "addresses.csv", path) == 0 ? fopen(path, "re") : NULL;
	for (int row = 0; file && fgets(line, sizeof line, file); row++) {
		char *at = line;
		for (int comma = 0; comma < 4 && at; comma++)
			at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL;
		char text[10] = "";
		if (row == 0 || !at || bench->postcodes == POSTCODES_MAX)
			continue;
		snprintf(text, sizeof text, "%.*s", (int)(strcspn(at, ",") < 9 ? strcspn(at, ",") : 9), at);
		if (bench->postcodes == 0 || strcmp(bench->postcode[bench->postcodes - 1], text) != 0)
			memcpy(bench->postcode[bench->postcodes++], text, sizeof text);
	}
	if (file)
		fclose(file);
	return bench->postcodes > 1000 ? 0 : -1;
}

static int bench_open(struct bench *bench)
{
	if (ground_open(&bench->ground, "postcode") != 0 || content_make(bench) != 0 || postcodes_read(bench) != 0 || ground_path(&bench->ground, "state", bench->state) != 0)
		return -1;
	bench->hub = GROUND_RUN(&bench->ground, "foyer-hub", "--state", bench->state, "--assets", bench->ground.folder);
	bench->door = hub_door(bench->state);
	return bench->door < 0 ? -1 : 0;
}

static void bench_close(struct bench *bench)
{
	ground_kill(bench->hub);
	ground_close(&bench->ground);
}

/* negative: not answered with what was expected */
static double ask(struct bench *bench, const char *frame, const char *expected)
{
	static char reply[DOOR_FRAME_MAX_BYTES + 1];
	double start_us = ground_us();
	ssize_t sent = send(bench->door, frame, strlen(frame), MSG_NOSIGNAL);
	ssize_t got = recv(bench->door, reply, sizeof reply - 1, 0);
	double end_us = ground_us();
	reply[got > 0 ? got : 0] = '\0';
	return sent > 0 && strstr(reply, expected) ? end_us - start_us : -1;
}

static int round_of(struct bench *bench, double *ours, double *names, double *peer)
{
	static const char *const begins[] = { "mi", "ab", "old", "be", "ro", "st j", "hi", "mill l" };
	char frame[FRAME_BYTES];
	for (int i = 0; i < A_ROUND; i++) {
		bench->drawn = bench->drawn * 1664525u + 1013904223u;
		snprintf(frame, sizeof frame, "{\"verb\":\"address.find\",\"postcode\":\"%s\"}", bench->postcode[(bench->drawn >> 8) % (unsigned)bench->postcodes]);
		ours[i] = ask(bench, frame, "\"uprn\"");
		snprintf(frame, sizeof frame, "{\"verb\":\"place.suggest\",\"kind\":\"street\",\"begins\":\"%s\"}", begins[(bench->drawn >> 12) % (sizeof begins / sizeof begins[0])]);
		names[i] = ask(bench, frame, "\"names\"");
		peer[i] = ask(bench, "{\"verb\":\"status.people\"}", "\"queue\"");
		if (ours[i] < 0 || names[i] < 0 || peer[i] < 0)
			return -1;
	}
	return 0;
}

/* the median of the rounds: one in which the machine was busy elsewhere does not speak for the hub */
static double figure(double rounds[ROUNDS][A_ROUND], double part)
{
	double each[ROUNDS];
	for (int i = 0; i < ROUNDS; i++)
		each[i] = figures_part(rounds[i], A_ROUND, part);
	return figures_part(each, ROUNDS, .5);
}

static int measure(struct bench *bench)
{
	static double ours[ROUNDS][A_ROUND], names[ROUNDS][A_ROUND], peer[ROUNDS][A_ROUND];
	static const struct { const char *name; double (*rounds)[A_ROUND]; double part; } figures[] = { { "postcode-p50", ours, .5 }, { "postcode-p99", ours, .99 }, { "suggest-p95", names, .95 } };
	int fine = 1;
	if (round_of(bench, ours[0], names[0], peer[0]) != 0) /* warm */
		return -1;
	for (int i = 0; i < ROUNDS; i++)
		if (round_of(bench, ours[i], names[i], peer[i]) != 0)
			return -1;
	for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
		double mine = figure(figures[i].rounds, figures[i].part), theirs = figure(peer, figures[i].part);
		printf("bench %s ours=%.1f peer=%.1f unit=us ratio=%.2f goal=%.0f %s\n", figures[i].name, mine, theirs, mine / theirs, GOAL_US,
		       mine <= GOAL_US ? "ok" : "short");
		fine &= mine <= GOAL_US;
	}
	return fine ? 0 : 1;
}

int main(void)
{
	static struct bench bench = { .door = -1 };
	ground_stay(); /* one look-up in a hundred would otherwise wait for whatever else the machine compiles */
	int failed = bench_open(&bench);
	if (failed == 0)
		failed = measure(&bench);
	bench_close(&bench);
	if (failed < 0)
		fprintf(stderr, "bench_postcode could not run\n");
	return failed != 0;
}
