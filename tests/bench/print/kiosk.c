/* SPDX-License-Identifier: MIT */
/* kiosk.c - one poll loop passes bytes on both ways and hears what the hub says to the screen. */
#include "tests/bench/print/kiosk.h"

#include "tests/bench/hub_door.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/id.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { FRAME_BYTES = 8192, PIECE_BYTES = 64 * 1024, TRIES = 1000, TRY_MS = 10, LIMIT_MS = 30000, READY_MS = 1500, REST_MS = 100 };

static int place_socket(const char *path, struct sockaddr_un *ret)
{
	*ret = (struct sockaddr_un){ .sun_family = AF_UNIX };
	return (size_t)snprintf(ret->sun_path, sizeof ret->sun_path, "%s", path) < sizeof ret->sun_path ? 0 : -1;
}

static int listen_at(const char *path)
{
	struct sockaddr_un place;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && place_socket(path, &place) == 0 && bind(fd, (const struct sockaddr *)&place, sizeof place) == 0 && listen(fd, 1) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static int connect_to(const char *path)
{
	struct sockaddr_un place;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || place_socket(path, &place) != 0)
		return -1;
	for (int tries = 0; tries < TRIES; tries++) {
		if (connect(fd, (const struct sockaddr *)&place, sizeof place) == 0)
			return fd;
		poll(NULL, 0, TRY_MS);
	}
	close(fd);
	return -1;
}

static bool pass_on(int from, int to, size_t *ret)
{
	char piece[PIECE_BYTES];
	ssize_t got = recv(from, piece, sizeof piece, MSG_DONTWAIT);
	for (ssize_t sent = 0, now; sent < got; sent += now)
		if ((now = send(to, piece + sent, (size_t)(got - sent), MSG_NOSIGNAL)) <= 0)
			return false;
	*ret = got > 0 ? (size_t)got : 0;
	return got > 0;
}

static void hear(struct kiosk *kiosk)
{
	char frame[FRAME_BYTES];
	ssize_t got = recv(kiosk->door, frame, sizeof frame - 1, MSG_DONTWAIT);
	frame[got > 0 ? got : 0] = '\0';
	kiosk->done |= strstr(frame, "\"print\"") && strstr(frame, "\"done\"");
}

/* The number after @key in a small file of /proc. */
static double number_in(pid_t pid, const char *name, const char *key)
{
	char path[64], line[256];
	double number = -1;
	snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
	FILE *file = fopen(path, "re");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, key, strlen(key)) == 0)
			number = strtod(line + strlen(key), NULL);
	if (file)
		fclose(file);
	return number;
}

double kiosk_memory_kib(const struct kiosk *kiosk)
{
	return number_in(kiosk->print, "smaps_rollup", "Pss:");
}

double kiosk_wakeups(const struct kiosk *kiosk)
{
	return number_in(kiosk->print, "status", "voluntary_ctxt_switches:");
}

static void look(struct kiosk *kiosk)
{
	double kib = kiosk->watched && kiosk->asked_us > 0 ? kiosk_memory_kib(kiosk) : 0;
	kiosk->most_kib = kib > kiosk->most_kib ? kib : kiosk->most_kib;
}

/* At most @ms, until anything comes. */
static void turn(struct kiosk *kiosk, int ms)
{
	struct pollfd at[] = { { kiosk->near, POLLIN, 0 }, { kiosk->far, POLLIN, 0 }, { kiosk->door, POLLIN, 0 }, { kiosk->near < 0 ? kiosk->listener : -1, POLLIN, 0 } };
	size_t bytes = 0;
	look(kiosk);
	if (poll(at, 4, kiosk->watched ? 0 : ms) <= 0)
		return;
	if (at[0].revents && pass_on(kiosk->near, kiosk->far, &bytes) && kiosk->asked_us > 0) {
		if (kiosk->first_us == 0)
			kiosk->first_us = ground_us();
		kiosk->bytes += bytes;
	}
	if (at[1].revents)
		(void)pass_on(kiosk->far, kiosk->near, &bytes);
	if (at[2].revents)
		hear(kiosk);
	if (at[3].revents)
		kiosk->near = accept4(kiosk->listener, NULL, NULL, SOCK_CLOEXEC);
}

void kiosk_wait(struct kiosk *kiosk, int ms)
{
	double until_us = ground_us() + ms * 1e3;
	double now_us;
	while ((now_us = ground_us()) < until_us)
		turn(kiosk, (int)((until_us - now_us) / 1e3) + 1);
}

static int settle(const struct kiosk *kiosk)
{
	char path[PATH_MAX], settings[PATH_MAX + 128];
	int size = snprintf(settings, sizeof settings, "{\"id\":\"019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1\",\"name\":\"Bench\",\"printer\":\"unix:%s\"}", kiosk->line);
	return file_make_folder(kiosk->state, 0700) == FAIL_NONE && file_path(path, sizeof path, kiosk->state, "kiosk.json") == FAIL_NONE &&
		file_replace(path, settings, (size_t)size, 0600) == FAIL_NONE ? 0 : -1;
}

int kiosk_open(struct kiosk *kiosk, const char *assets)
{
	char doors[PATH_MAX], folder[PATH_MAX];
	*kiosk = (struct kiosk){ .door = -1, .listener = -1, .near = -1, .far = -1 };
	const struct { const char *name; char *path; } places[] = { { "state", kiosk->state }, { "line", kiosk->line }, { "printer", kiosk->paper }, { "state/doors", doors }, { "paper", folder } };
	if (ground_open(&kiosk->ground, "print") != 0)
		return -1;
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (ground_path(&kiosk->ground, places[i].name, places[i].path) != 0)
			return -1;
	kiosk->listener = listen_at(kiosk->line);
	if (kiosk->listener < 0 || settle(kiosk) != 0)
		return -1;
	kiosk->printer = GROUND_RUN(&kiosk->ground, "foyer-virtual-printer", "--listen", kiosk->paper, "--folder", folder, "--unread", "--speed", "10000000");
	kiosk->far = connect_to(kiosk->paper);
	kiosk->hub = GROUND_RUN(&kiosk->ground, "foyer-hub", "--state", kiosk->state, "--assets", assets);
	kiosk->door = hub_door(kiosk->state);
	kiosk->print = GROUND_RUN(&kiosk->ground, "foyer-print", "--doors", doors, "--assets", assets);
	if (kiosk->far < 0 || kiosk->door < 0)
		return -1;
	kiosk_wait(kiosk, READY_MS); /* it listens to a new printer first */
	return kiosk->near >= 0 ? 0 : -1;
}

void kiosk_close(struct kiosk *kiosk)
{
	const int fds[] = { kiosk->door, kiosk->listener, kiosk->near, kiosk->far };
	ground_kill(kiosk->print);
	ground_kill(kiosk->hub);
	ground_kill(kiosk->printer);
	for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	ground_close(&kiosk->ground);
}

int kiosk_print(struct kiosk *kiosk, const char *language, double *ret_first_us, size_t *ret_bytes)
{
	char frame[FRAME_BYTES];
	int64_t now_ms = clock_wall_ms();
	struct event_id id = id_new(now_ms);
	struct reference reference = reference_new("MB");
	int size = snprintf(frame, sizeof frame, "{\"verb\":\"submit\",\"id\":\"%s\",\"reference\":\"%s\",\"service\":\"missed-bin\",\"type\":\"uk.foyer.submission.v1\","
		"\"time_ms\":%" PRId64 ",\"jwe\":\"eyJh..abcd.QQQQQQQQ.tagg\",\"language\":\"%s\",\"receipt\":true,\"due\":\"2026-11-26\"}", id.text, reference.text, now_ms, language);
	kiosk->done = false;
	kiosk->first_us = 0;
	kiosk->bytes = 0;
	kiosk->asked_us = ground_us();
	if (send(kiosk->door, frame, (size_t)size, MSG_NOSIGNAL) != size)
		return -1;
	while (!kiosk->done && ground_us() - kiosk->asked_us < LIMIT_MS * 1e3)
		turn(kiosk, TRY_MS);
	*ret_first_us = kiosk->first_us - kiosk->asked_us;
	*ret_bytes = kiosk->bytes;
	kiosk->asked_us = 0;
	kiosk_wait(kiosk, REST_MS);
	return kiosk->done && kiosk->first_us > 0 ? 0 : -1;
}
