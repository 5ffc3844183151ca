/* SPDX-License-Identifier: MIT */
#include "tests/lib/sink.h"

#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PIPE_BYTES = 4096, SAMPLES_A_SECOND = 22050 /* espeak-ng's own */ };

int64_t real_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void place(const char *home, const char *name, struct sink *sink)
{
	given_path(sink->path, home, name);
	assert_int_equal(mkfifo(sink->path, 0600), 0);
	sink->fd = open(sink->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	assert_true(sink->fd >= 0);
	assert_true(fcntl(sink->fd, F_SETPIPE_SZ, PIPE_BYTES) >= 0);
}

void sinks_place(const char *home, struct sink *ears, struct sink *speaker)
{
	char path[GIVEN_PATH_BYTES], text[3 * GIVEN_PATH_BYTES];
	place(home, "ears", ears);
	place(home, "speaker", speaker);
	given_path(path, home, ".asoundrc");
	snprintf(text, sizeof text,
		"pcm.ears { type file slave { pcm \"null\" } file \"%s\" format \"raw\" }\n"
		"pcm.speaker { type file slave { pcm \"null\" } file \"%s\" format \"raw\" }\n", ears->path, speaker->path);
	given_file(path, text, 0600);
	setenv("HOME", home, 1);
}

void sink_close(struct sink *sink)
{
	if (sink->fd >= 0)
		close(sink->fd);
	sink->fd = -1;
}

static short looked(const struct sink *sink, int ms)
{
	struct pollfd look = { .fd = sink->fd, .events = POLLIN };
	return poll(&look, 1, ms) > 0 ? look.revents : 0;
}

int64_t sink_await(struct sink *sink)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	const struct timespec moment = { 0, 200000 }; /* a pipe that somebody left wakes a poll all the time */
	while (!(looked(sink, deadline_left_ms(deadline)) & POLLIN)) {
		if (deadline_over(deadline))
			fail_msg("nothing is heard");
		nanosleep(&moment, NULL);
	}
	return real_us();
}

bool sink_heard(const struct sink *sink)
{
	return looked(sink, 0) & POLLIN;
}

int sink_listen(struct sink *sink, int ms)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	int loudest = 0;
	for (ssize_t left = (ssize_t)ms * SAMPLES_A_SECOND / 1000; left > 0;) {
		int16_t sample[PIPE_BYTES / 2];
		ssize_t size = read(sink->fd, sample, left < PIPE_BYTES / 2 ? (size_t)left * 2 : sizeof sample);
		for (ssize_t i = 0; i < size / 2; i++)
			loudest = abs(sample[i]) > loudest ? abs(sample[i]) : loudest;
		if (size > 0)
			left -= size / 2;
		else if (!deadline_pause(deadline))
			fail_msg("nothing is heard");
	}
	return loudest;
}

int64_t sink_await_end(struct sink *sink)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	char bytes[PIPE_BYTES];
	for (;;) {
		ssize_t size = read(sink->fd, bytes, sizeof bytes);
		if (size == 0)
			return real_us();
		if (deadline_over(deadline))
			fail_msg("it never ends");
		if (size < 0)
			(void)poll(&(struct pollfd){ .fd = sink->fd, .events = POLLIN }, 1, 10);
	}
}
