/* SPDX-License-Identifier: MIT */
/* bench_submit - frame sent to reply received at a real hub's ui door, against a bare program's COMMIT of the same rows. */
#include "tests/bench/figures.h"
#include "tests/bench/hub_door.h"
#include "tests/bench/submit/peer.h"

#include "firmware/base/door.h"
#include "firmware/base/file.h"
#include "firmware/base/id.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, A_ROUND = 400, WARM = 50, JWE_BYTES = 3000, FRAME_BYTES = 4096 };
static const double GOAL = 1.3;

struct bench {
	char folder[PATH_MAX], hub_folder[PATH_MAX], peer_folder[PATH_MAX], program[PATH_MAX], jwe[JWE_BYTES + 1], event[FRAME_BYTES];
	pid_t hub;
	int door;
	struct peer *peer;
	int number;      /* submissions so far, either side's */
};

static double now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about, (void)kind, (void)place;
	return remove(path);
}

static void hub_exec(const struct bench *bench)
{
	int quiet = open("/dev/null", O_WRONLY | O_CLOEXEC);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	dup2(quiet, STDERR_FILENO);
	execl(bench->program, bench->program, "--state", bench->hub_folder, "--assets", bench->folder, (char *)NULL);
	_exit(127);
}

static int hub_start(struct bench *bench)
{
	bench->hub = fork();
	if (bench->hub == 0)
		hub_exec(bench);
	bench->door = hub_door(bench->hub_folder);
	return bench->door < 0 ? -1 : 0;
}

/* build/PRESET/bin/bench_submit lies beside foyer-hub; the work folder on the same disk */
static int bench_open(struct bench *bench)
{
	ssize_t length = readlink("/proc/self/exe", bench->program, sizeof bench->program - 16);
	if (length <= 0)
		return -1;
	char *slash = strrchr(bench->program, '/');
	snprintf(bench->folder, sizeof bench->folder, "%.*s/bench-submit-XXXXXX", (int)(slash - bench->program), bench->program);
	snprintf(slash, 16, "/foyer-hub");
	if (!mkdtemp(bench->folder) || file_path(bench->hub_folder, PATH_MAX, bench->folder, "hub") != FAIL_NONE ||
	    file_path(bench->peer_folder, PATH_MAX, bench->folder, "peer") != FAIL_NONE || mkdir(bench->peer_folder, 0700) != 0)
		return -1;
	size_t head = (size_t)snprintf(bench->jwe, sizeof bench->jwe, "eyJh..abcd.");
	memset(bench->jwe + head, 'Q', JWE_BYTES - head - 5);
	memcpy(bench->jwe + JWE_BYTES - 5, ".tagg", 6);
	/* as long as the event that the hub makes of it */
	snprintf(bench->event, sizeof bench->event, "%-350s%s", "{\"specversion\":\"1.0\"}", bench->jwe);
	bench->peer = peer_open(bench->peer_folder);
	return bench->peer ? hub_start(bench) : -1;
}

static void bench_close(struct bench *bench)
{
	if (bench->hub > 0) {
		kill(bench->hub, SIGKILL);
		waitpid(bench->hub, NULL, 0);
	}
	peer_close(bench->peer);
	nftw(bench->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct names { struct event_id id; struct reference reference; };

static struct names names_new(struct bench *bench)
{
	bench->number++;
	return (struct names){ id_new(1790000000000 + bench->number), reference_new("MB") };
}

/* negative: failed */
static double ours_once(struct bench *bench)
{
	struct names names = names_new(bench);
	char frame[FRAME_BYTES * 2], reply[FRAME_BYTES];
	int size = snprintf(frame, sizeof frame, "{\"verb\":\"submit\",\"id\":\"%s\",\"reference\":\"%s\",\"service\":\"missed-bin\",\"type\":\"uk.foyer.submission.v1\","
		"\"time_ms\":%lld,\"jwe\":\"%s\",\"language\":\"en\",\"receipt\":true,\"due\":\"2026-11-23\"}", names.id.text, names.reference.text,
		(long long)time(NULL) * 1000, bench->jwe);
	double start_us = now_us();
	ssize_t sent = send(bench->door, frame, (size_t)size, MSG_NOSIGNAL);
	ssize_t got = recv(bench->door, reply, sizeof reply - 1, 0);
	double end_us = now_us();
	reply[got > 0 ? got : 0] = '\0';
	return sent == size && strstr(reply, "\"again\":false") ? end_us - start_us : -1;
}

static double peer_once(struct bench *bench)
{
	struct names names = names_new(bench);
	double start_us = now_us();
	int code = peer_commit(bench->peer, bench->number, names.id.text, names.reference.text, bench->event, strlen(bench->event));
	return code == 0 ? now_us() - start_us : -1;
}

/* One of each in turn, so that each finds caches and disk as the other left them: a kiosk commits now and then, never in a tight loop. */
static int round_of(struct bench *bench, int count, double *ret_ours, double *ret_peer)
{
	double ours[A_ROUND], peer[A_ROUND];
	for (int i = 0; i < count; i++) {
		ours[i] = ours_once(bench);
		peer[i] = peer_once(bench);
		if (ours[i] < 0 || peer[i] < 0)
			return -1;
	}
	*ret_ours = figures_part(ours, (size_t)count, .5);
	*ret_peer = figures_part(peer, (size_t)count, .5);
	return 0;
}

static int compare(struct bench *bench)
{
	double ours[ROUNDS], peer[ROUNDS];
	if (round_of(bench, WARM, ours, peer) != 0)
		return -1;
	for (int i = 0; i < ROUNDS; i++)
		if (round_of(bench, A_ROUND, &ours[i], &peer[i]) != 0)
			return -1;
	double ours_us = figures_part(ours, ROUNDS, .5), peer_us = figures_part(peer, ROUNDS, .5), ratio = ours_us / peer_us;
	printf("bench submit ours=%.1f peer=%.1f unit=us ratio=%.2f goal=%.1f %s\n", ours_us, peer_us, ratio, GOAL, ratio <= GOAL ? "ok" : "short");
	return 0;
}

/* Hub, caller and peer on one processor: which one the kernel wakes, and how, is not the hub's doing and varies more than all it does. */
static void stay_here(void)
{
	cpu_set_t here;
	CPU_ZERO(&here);
	CPU_SET(sched_getcpu(), &here);
	sched_setaffinity(0, sizeof here, &here);
}

int main(void)
{
	static struct bench bench = { .door = -1 };
	stay_here();
	int failed = bench_open(&bench);
	if (failed == 0)
		failed = compare(&bench);
	bench_close(&bench);
	if (failed != 0)
		fprintf(stderr, "bench_submit could not run: %s\n", fail_words());
	return failed != 0;
}
