/* SPDX-License-Identifier: MIT */
/* counter.c - bytes go in only as far as the buffer has room; the mechanism takes them out at its own speed. */
#include "tests/fakes/printer/counter.h"

#include "firmware/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { TURN_MS = 10, READ_BYTES = 2048, HAND_MS = 2000 };

static void on_cable(void *context, int fd, uint32_t events);

static void turn_again(void *context)
{
	counter_turn(context);
}

static void hang_up(struct counter *counter)
{
	loop_unwatch(counter->loop, counter->cable_fd);
	close(counter->cable_fd);
	counter->cable_fd = -1;
}

void counter_unplug(struct counter *counter, bool power)
{
	if (counter->uncut)
		counter->uncut(counter);
	if (counter->cable_fd >= 0)
		hang_up(counter);
	if (power)
		fake_printer_power(counter->printer);
	counter->cut_cable_after = -1;
}

/* As much as its speed allows since the last time; at least a byte or a row, so slow ones wait until its time has come. */
static void work(struct counter *counter)
{
	int64_t now_ms = clock_mono_ms(), past_ms = now_ms - counter->worked_ms;

	if (past_ms < TURN_MS)
		return;
	int64_t speed = counter->bytes_per_second > 0 ? counter->bytes_per_second : counter->mm_per_second * counter->dpi * 10 / 254;
	int64_t budget = speed * past_ms / 1000, most = speed * 2 * TURN_MS / 1000 + 1; /* a busy machine is no faster printer */
	if (budget == 0)
		return;
	if (budget > most)
		budget = most;
	counter->worked_ms = now_ms;
	if (counter->bytes_per_second > 0)
		fake_printer_work(counter->printer, (size_t)budget);
	else
		fake_printer_run(counter->printer, (int)budget);
}

static void let_go(void *context)
{
	struct counter *counter = context;

	fake_printer_let_go(counter->printer);
	counter_turn(counter);
}

static void tear(void *context)
{
	struct counter *counter = context;

	fake_printer_tear(counter->printer);
}

static void answer(struct counter *counter)
{
	uint8_t bytes[FAKE_SAY_MAX_BYTES];
	size_t size = counter->cable_fd >= 0 ? fake_printer_say(counter->printer, bytes, sizeof bytes) : 0;

	if (size > 0 && send(counter->cable_fd, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EAGAIN)
		hang_up(counter);
	if (fake_printer_holds(counter->printer) && !counter->letting_go)
		loop_timer_set(counter->loop, counter->late_ms, let_go, counter);
	counter->letting_go = fake_printer_holds(counter->printer);
}

/* Returns when to look again, -1: nothing to wait for. */
static int64_t follow_script(struct counter *counter)
{
	int64_t wait_ms;

	for (const char *words; (words = faults_due(&counter->faults, clock_mono_ms(), &wait_ms));)
		if (strcmp(counter_switch(counter, words), "ok") != 0)
			fprintf(stderr, "the script's \"%s\" is no switch\n", words);
	return wait_ms;
}

static int64_t sooner(int64_t a_ms, int64_t b_ms)
{
	return a_ms < 0 || (b_ms >= 0 && b_ms < a_ms) ? b_ms : a_ms;
}

void counter_turn(struct counter *counter)
{
	work(counter);
	int64_t wait_ms = follow_script(counter), now_ms = clock_mono_ms();
	answer(counter);
	if (counter->cable_fd >= 0) {
		if (cable_room(&counter->cable, fake_printer_room(counter->printer), now_ms) == 0)
			loop_unwatch(counter->loop, counter->cable_fd);
		else if (loop_watch(counter->loop, counter->cable_fd, EPOLLIN, on_cable, counter) != FAIL_NONE)
			hang_up(counter);
	}
	wait_ms = sooner(wait_ms, cable_pause_ms(&counter->cable, now_ms));
	wait_ms = sooner(wait_ms, fake_printer_waiting(counter->printer) ? TURN_MS : -1);
	if (wait_ms >= 0)
		loop_timer_set(counter->loop, wait_ms, turn_again, counter);
	if (counter->by_hand)
		loop_timer_set(counter->loop, HAND_MS, tear, counter);
}

void counter_cut(struct counter *counter)
{
	faults_count(&counter->faults, 0, 1);
}

static void on_cable(void *context, int fd, uint32_t events)
{
	struct counter *counter = context;
	uint8_t bytes[READ_BYTES];
	size_t room = cable_room(&counter->cable, fake_printer_room(counter->printer), clock_mono_ms());

	(void)events;
	if (room > sizeof bytes)
		room = sizeof bytes;
	if (counter->cut_cable_after >= 0 && room > (size_t)counter->cut_cable_after)
		room = (size_t)counter->cut_cable_after;
	if (counter->cut_cable_after == 0) {
		counter_unplug(counter, true);
		return;
	}
	ssize_t got = recv(fd, bytes, room, MSG_DONTWAIT);
	if (got == 0 && room > 0) {
		hang_up(counter);
		return;
	}
	if (got > 0) {
		fake_printer_take(counter->printer, bytes, (size_t)got);
		cable_took(&counter->cable, (size_t)got);
		faults_count(&counter->faults, got, 0);
		if (counter->cut_cable_after >= 0)
			counter->cut_cable_after -= got;
	}
	counter_turn(counter);
}

static void on_caller(void *context, int fd, uint32_t events)
{
	struct counter *counter = context;
	int cable_fd = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)events;
	if (cable_fd < 0)
		return;
	if (counter->cable_fd >= 0)
		hang_up(counter); /* one cable: the newest holds it, the old one may be a killed program's */
	counter->cable_fd = cable_fd;
	counter_turn(counter);
}

static void on_control(void *context, int fd, uint32_t events)
{
	struct counter *counter = context;
	char line[256];
	ssize_t got = recv(fd, line, sizeof line - 1, MSG_DONTWAIT);

	(void)events;
	if (got < 0)
		return;
	if (got > 0) {
		line[got] = '\0';
		line[strcspn(line, "\n")] = '\0';
		const char *said = counter_switch(counter, line);
		dprintf(fd, "%s\n", said);
		counter_turn(counter);
		return;
	}
	loop_unwatch(counter->loop, fd);
	close(fd);
	counter->control_fd = -1;
}

static void on_control_caller(void *context, int fd, uint32_t events)
{
	struct counter *counter = context;
	int control_fd = accept4(fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	(void)events;
	if (control_fd < 0)
		return;
	if (counter->control_fd >= 0) {
		loop_unwatch(counter->loop, counter->control_fd);
		close(counter->control_fd);
	}
	counter->control_fd = control_fd;
	if (loop_watch(counter->loop, control_fd, EPOLLIN, on_control, counter) != FAIL_NONE)
		fprintf(stderr, "%s\n", fail_words());
}

static enum fail listen_at(const char *path, int *ret_fd)
{
	char folder_text[PATH_MAX], name_text[PATH_MAX];
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	snprintf(folder_text, sizeof folder_text, "%s", path);
	snprintf(name_text, sizeof name_text, "%s", path);
	int folder = open(dirname(folder_text), O_PATH | O_DIRECTORY | O_CLOEXEC);
	int size = snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/%s", folder, basename(name_text));
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	unlink(path);
	bool well = folder >= 0 && fd >= 0 && size > 0 && (size_t)size < sizeof address.sun_path
	            && bind(fd, (const struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 4) == 0;
	int why = errno;
	if (folder >= 0)
		close(folder);
	if (well) {
		*ret_fd = fd;
		return FAIL_NONE;
	}
	if (fd >= 0)
		close(fd);
	return FAIL(IO, "%s: %s", path, strerror(why));
}

enum fail counter_open(struct counter *counter, const char *path, const char *control)
{
	counter->listen_fd = counter->control_listen_fd = counter->cable_fd = counter->control_fd = -1;
	counter->cut_cable_after = -1;
	cable_init(&counter->cable);
	counter->worked_ms = clock_mono_ms();
	TRY(listen_at(path, &counter->listen_fd));
	TRY(loop_watch(counter->loop, counter->listen_fd, EPOLLIN, on_caller, counter));
	counter_turn(counter);
	if (!control)
		return FAIL_NONE;
	TRY(listen_at(control, &counter->control_listen_fd));
	return loop_watch(counter->loop, counter->control_listen_fd, EPOLLIN, on_control_caller, counter);
}

void counter_close(struct counter *counter)
{
	int *const fds[] = { &counter->listen_fd, &counter->cable_fd, &counter->control_listen_fd, &counter->control_fd };

	loop_timer_clear(counter->loop, turn_again, counter);
	loop_timer_clear(counter->loop, let_go, counter);
	loop_timer_clear(counter->loop, tear, counter);
	for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++) {
		if (*fds[i] < 0)
			continue;
		loop_unwatch(counter->loop, *fds[i]);
		close(*fds[i]);
		*fds[i] = -1;
	}
}
