/* SPDX-License-Identifier: MIT */
/* DESIGN: epoll for descriptors, the next deadline as its time-out, signalfd for the end. Nothing wakes an idle program. */
#include "firmware/base/loop.h"

#include "firmware/base/clock.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

struct watcher { int fd; loop_fd_call call; void *context; unsigned age; };
struct timer { loop_timer_call call; void *context; int64_t due_ms; };

struct loop {
	int epoll_fd, signal_fd;
	struct watcher watcher[LOOP_FD_MAX];
	struct timer timer[LOOP_TIMER_MAX];
	unsigned age; /* counts watches, so that an event of a closed fd never reaches its successor */
	bool stopped;
	loop_timer_call signalled;
	void *signalled_context;
};

static void end_by_signal(void *context, int fd, uint32_t events)
{
	struct signalfd_siginfo info;
	struct loop *loop = context;
	(void)events;
	if (read(fd, &info, sizeof info) != (ssize_t)sizeof info)
		return;
	loop_timer_call call = loop->signalled;
	loop->signalled = NULL;
	if (call)
		call(loop->signalled_context);
	else
		loop_stop(loop);
}

void loop_on_signal(struct loop *loop, loop_timer_call call, void *context)
{
	loop->signalled = call;
	loop->signalled_context = context;
}

/* The page moved: nothing to do but turn once, deadlines are compared anew. */
static void drain_moved(void *context, int fd, uint32_t events)
{
	char bytes[1024];
	(void)context, (void)events;
	while (read(fd, bytes, sizeof bytes) > 0)
		continue;
}

enum fail loop_new(struct loop **ret)
{
	struct loop *loop = calloc(1, sizeof *loop);
	if (!loop)
		abort();
	for (int i = 0; i < LOOP_FD_MAX; i++)
		loop->watcher[i].fd = -1;
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
	loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	loop->signal_fd = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
	enum fail code = FAIL_NONE;
	if (loop->epoll_fd < 0 || loop->signal_fd < 0)
		code = FAIL(IO, "no event loop: %s", strerror(errno));
	if (code == FAIL_NONE)
		code = loop_watch(loop, loop->signal_fd, EPOLLIN, end_by_signal, loop);
	if (code == FAIL_NONE && clock_moved_fd() >= 0)
		code = loop_watch(loop, clock_moved_fd(), EPOLLIN, drain_moved, loop);
	if (code != FAIL_NONE) {
		loop_free(loop);
		return code;
	}
	*ret = loop;
	return FAIL_NONE;
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	if (loop->signal_fd >= 0)
		close(loop->signal_fd);
	if (loop->epoll_fd >= 0)
		close(loop->epoll_fd);
	free(loop);
}

static struct watcher *find(struct loop *loop, int fd)
{
	for (int i = 0; i < LOOP_FD_MAX; i++)
		if (loop->watcher[i].fd == fd)
			return &loop->watcher[i];
	return NULL;
}

enum fail loop_watch(struct loop *loop, int fd, uint32_t epoll_events, loop_fd_call call, void *context)
{
	struct watcher *watcher = find(loop, fd);
	int change = watcher ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
	if (!watcher)
		watcher = find(loop, -1);
	if (!watcher)
		return FAIL(LIMIT, "more than %d descriptors to watch", LOOP_FD_MAX);
	unsigned age = change == EPOLL_CTL_ADD ? ++loop->age : watcher->age;
	struct epoll_event event = { .events = epoll_events };
	event.data.u64 = (uint64_t)age << 32 | (uint32_t)(watcher - loop->watcher);
	if (epoll_ctl(loop->epoll_fd, change, fd, &event) < 0)
		return FAIL(IO, "descriptor %d cannot be watched: %s", fd, strerror(errno));
	*watcher = (struct watcher){ .fd = fd, .call = call, .context = context, .age = age };
	return FAIL_NONE;
}

void loop_unwatch(struct loop *loop, int fd)
{
	struct watcher *watcher = fd >= 0 ? find(loop, fd) : NULL;
	if (!watcher)
		return;
	epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, fd, NULL);
	*watcher = (struct watcher){ .fd = -1 };
}

static struct timer *find_timer(struct loop *loop, loop_timer_call call, void *context)
{
	for (int i = 0; i < LOOP_TIMER_MAX; i++)
		if (loop->timer[i].call == call && (!call || loop->timer[i].context == context))
			return &loop->timer[i];
	return NULL;
}

void loop_timer_set(struct loop *loop, int64_t after_ms, loop_timer_call call, void *context)
{
	struct timer *timer = find_timer(loop, call, context);
	if (!timer)
		timer = find_timer(loop, NULL, NULL);
	if (!timer)
		abort(); /* a program has a fixed set of timers; more is a bug */
	*timer = (struct timer){ .call = call, .context = context, .due_ms = clock_mono_ms() + (after_ms > 0 ? after_ms : 0) };
}

void loop_timer_clear(struct loop *loop, loop_timer_call call, void *context)
{
	struct timer *timer = find_timer(loop, call, context);
	if (timer)
		*timer = (struct timer){ 0 };
}

static int64_t wait_until_due(const struct loop *loop, int64_t wait_ms)
{
	int64_t now_ms = clock_mono_ms();
	for (int i = 0; i < LOOP_TIMER_MAX; i++) {
		const struct timer *timer = &loop->timer[i];
		if (!timer->call)
			continue;
		int64_t left_ms = timer->due_ms > now_ms ? timer->due_ms - now_ms : 0;
		if (wait_ms < 0 || left_ms < wait_ms)
			wait_ms = left_ms;
	}
	return wait_ms > INT32_MAX ? INT32_MAX : wait_ms;
}

/* Only what was due when the turn began: a timer that sets itself to 0 must not starve the descriptors. */
static void call_timers(struct loop *loop)
{
	int64_t now_ms = clock_mono_ms();
	struct timer due[LOOP_TIMER_MAX];
	int count = 0;
	for (int i = 0; i < LOOP_TIMER_MAX; i++)
		if (loop->timer[i].call && loop->timer[i].due_ms <= now_ms)
			due[count++] = loop->timer[i];
	for (int i = 0; i < count && !loop->stopped; i++) {
		struct timer *timer = find_timer(loop, due[i].call, due[i].context);
		if (!timer || timer->due_ms > now_ms)
			continue; /* cleared or moved by an earlier one */
		*timer = (struct timer){ 0 };
		fail_clear();
		due[i].call(due[i].context);
	}
}

enum fail loop_once(struct loop *loop, int64_t wait_ms)
{
	struct epoll_event ready[16];
	int count = epoll_wait(loop->epoll_fd, ready, 16, (int)wait_until_due(loop, wait_ms));
	if (count < 0 && errno != EINTR)
		return FAIL(IO, "waiting failed: %s", strerror(errno));
	for (int i = 0; i < count && !loop->stopped; i++) {
		struct watcher *watcher = &loop->watcher[ready[i].data.u64 & 0xffffffffu];
		if (watcher->fd < 0 || watcher->age != (unsigned)(ready[i].data.u64 >> 32))
			continue;
		fail_clear();
		watcher->call(watcher->context, watcher->fd, ready[i].events);
	}
	call_timers(loop);
	return FAIL_NONE;
}

enum fail loop_run(struct loop *loop)
{
	while (!loop->stopped)
		TRY(loop_once(loop, -1));
	return FAIL_NONE;
}

void loop_stop(struct loop *loop)
{
	loop->stopped = true;
}

bool loop_stopped(const struct loop *loop)
{
	return loop->stopped;
}
