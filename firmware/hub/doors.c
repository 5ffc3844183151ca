/* SPDX-License-Identifier: MIT */
/* Sockets, callers and frames. */
/* LIMITS: a frame is at most 64 KiB; a caller's unread frames are at most what its socket's queue holds, then it is dropped. */
#include "firmware/hub/doors.h"

#include "firmware/base/log.h"
#include "firmware/hub/frame.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { ACCEPTS_A_TURN = 8, DRAIN_MAX = 64 };

struct caller_at { struct doors *doors; enum doorway at; int fd; int64_t turn; }; /* fd -1: free */

struct doors {
	struct loop *loop;
	struct doors_options options;
	const struct doors_events *events;
	void *context;
	int listen_fd[DOORWAY_COUNT];
	struct caller_at callers[DOORWAY_COUNT][DOORS_GUESTS_MAX];
	int64_t turns;                    /* connections so far */
	char bytes[DOOR_FRAME_MAX_BYTES]; /* of the frame at hand */
};

static const struct { const char *name; int most; } doorways[DOORWAY_COUNT] = {
	[DOORWAY_UI] = { "ui", 1 },
	[DOORWAY_PRINT] = { "print", 1 },
	[DOORWAY_SYNC] = { "sync", 1 },
	[DOORWAY_PROVISION] = { "provision", 1 },
	[DOORWAY_ADMIN] = { "admin", DOORS_GUESTS_MAX },
	[DOORWAY_TEST] = { "test", DOORS_GUESTS_MAX },
	[DOORWAY_DESK] = { "desk", 1 },
};

const char *doorway_name(enum doorway at)
{
	return doorways[at].name;
}

static void drop(struct caller_at *caller, const char *why)
{
	struct doors *doors = caller->doors;
	if (caller->fd < 0)
		return;
	loop_unwatch(doors->loop, caller->fd);
	close(caller->fd);
	caller->fd = -1;
	log_event("door.closed", "door=%s why=\"%s\"", doorway_name(caller->at), why);
	fail_clear();
	doors->events->closed(doors->context, caller->at);
}

static enum fail receive_frame(struct caller_at *caller, const char *bytes, size_t size, int blob_fd)
{
	struct doors *doors = caller->doors;
	json_t *frame = NULL;
	enum fail fail = frame_parse(bytes, size, &frame);
	if (fail == FAIL_NONE)
		fail = doors->events->frame(doors->context, caller->at, caller, frame, size, blob_fd);
	json_decref(frame);
	return fail;
}

/* One frame. Returns whether there may be another. */
static bool receive(struct caller_at *caller)
{
	char *bytes = caller->doors->bytes;
	size_t size = 0;
	int blob_fd = -1;
	enum fail fail = door_receive_bytes(caller->fd, bytes, DOOR_FRAME_MAX_BYTES, &size, &blob_fd);
	if (fail == FAIL_EMPTY)
		return false;
	if (fail == FAIL_NONE)
		fail = receive_frame(caller, bytes, size, blob_fd);
	explicit_bzero(bytes, size < DOOR_FRAME_MAX_BYTES ? size : DOOR_FRAME_MAX_BYTES);
	if (blob_fd >= 0)
		close(blob_fd);
	if (fail != FAIL_NONE)
		drop(caller, fail == FAIL_OFFLINE ? "gone" : fail_words());
	if (fail == FAIL_INPUT || fail == FAIL_DENIED || fail == FAIL_LIMIT)
		caller->doors->events->refused(caller->doors->context, caller->at, fail_name(fail));
	return caller->fd >= 0;
}

static void receive_call(void *context, int fd, uint32_t events)
{
	(void)fd, (void)events;
	receive(context);
}

static bool is_dead(const struct caller_at *caller)
{
	struct pollfd state = { .fd = caller->fd, .events = POLLRDHUP };
	return poll(&state, 1, 0) > 0 && state.revents & (POLLHUP | POLLRDHUP | POLLERR);
}

/* A place for a new caller: a free one, or that of a dead one, whose last words are heard first. NULL: all are alive. */
static struct caller_at *place_for(struct doors *doors, enum doorway at)
{
	for (int i = 0; i < doorways[at].most; i++) {
		struct caller_at *caller = &doors->callers[at][i];
		if (caller->fd >= 0 && is_dead(caller)) {
			for (int frames = 0; frames < DRAIN_MAX && receive(caller); frames++)
				continue;
			drop(caller, "replaced");
		}
		if (caller->fd < 0)
			return caller;
	}
	return NULL;
}

static bool may_enter(const struct doors *doors, enum doorway at, uid_t uid)
{
	return uid == 0 || uid == doors->options.uids[at];
}

static void let_in(struct doors *doors, enum doorway at, int fd, uid_t uid)
{
	struct caller_at *caller = may_enter(doors, at, uid) ? place_for(doors, at) : NULL;
	if (!caller) {
		log_event("door.refused", "door=%s uid=%u why=\"%s\"", doorway_name(at), uid, may_enter(doors, at, uid) ? "somebody is there" : "wrong user");
		doors->events->refused(doors->context, at, may_enter(doors, at, uid) ? "somebody-is-there" : "wrong-user");
		close(fd);
		return;
	}
	*caller = (struct caller_at){ .doors = doors, .at = at, .fd = fd, .turn = ++doors->turns };
	enum fail fail = loop_watch(doors->loop, fd, EPOLLIN, receive_call, caller);
	if (fail != FAIL_NONE) {
		log_fail("door.refused", fail);
		close(fd);
		caller->fd = -1;
		return;
	}
	log_event("door.opened", "door=%s", doorway_name(at));
	doors->events->opened(doors->context, at);
}

static void accept_call(void *context, int listen_fd, uint32_t events)
{
	struct doors *doors = context;
	(void)events;
	enum doorway at = DOORWAY_UI;
	while (at < DOORWAY_COUNT && doors->listen_fd[at] != listen_fd)
		at++;
	for (int i = 0; i < ACCEPTS_A_TURN && at < DOORWAY_COUNT; i++) {
		int fd = -1;
		uid_t uid = 0;
		enum fail fail = door_accept(listen_fd, &fd, &uid);
		if (fail == FAIL_EMPTY)
			return;
		if (fail != FAIL_NONE) {
			log_fail("door.accept", fail);
			return;
		}
		let_in(doors, at, fd, uid);
	}
}

enum fail doors_open(struct loop *loop, const struct doors_options *options, const struct doors_events *events, void *context, struct doors **ret)
{
	struct doors *doors = calloc(1, sizeof *doors);
	if (!doors)
		abort();
	*doors = (struct doors){ .loop = loop, .options = *options, .events = events, .context = context };
	for (int at = 0; at < DOORWAY_COUNT; at++) {
		doors->listen_fd[at] = -1;
		for (int i = 0; i < DOORS_GUESTS_MAX; i++)
			doors->callers[at][i] = (struct caller_at){ .doors = doors, .at = (enum doorway)at, .fd = -1 };
	}
	enum fail fail = FAIL_NONE;
	for (int at = 0; at < DOORWAY_COUNT && fail == FAIL_NONE; at++) {
		if (at == DOORWAY_TEST && !options->test_door)
			continue;
		fail = door_listen(options->folder, doorway_name((enum doorway)at), &doors->listen_fd[at]);
		if (fail == FAIL_NONE)
			fail = loop_watch(loop, doors->listen_fd[at], EPOLLIN, accept_call, doors);
	}
	if (fail != FAIL_NONE) {
		doors_close(doors);
		return fail;
	}
	*ret = doors;
	return FAIL_NONE;
}

static void close_fd(struct doors *doors, int fd)
{
	if (fd < 0)
		return;
	loop_unwatch(doors->loop, fd);
	close(fd);
}

void doors_close(struct doors *doors)
{
	if (!doors)
		return;
	for (int at = 0; at < DOORWAY_COUNT; at++) {
		close_fd(doors, doors->listen_fd[at]);
		for (int i = 0; i < DOORS_GUESTS_MAX; i++)
			close_fd(doors, doors->callers[at][i].fd);
	}
	free(doors);
}

bool doors_is_open(const struct doors *doors, enum doorway at)
{
	for (int i = 0; i < doorways[at].most; i++)
		if (doors->callers[at][i].fd >= 0)
			return true;
	return false;
}

static void send_to(struct caller_at *to, const json_t *frame, int blob_fd)
{
	enum fail fail = to->fd < 0 ? FAIL_NONE : door_send(to->fd, frame, blob_fd);
	if (fail != FAIL_NONE)
		drop(to, fail == FAIL_OFFLINE ? "gone" : fail_words());
}

void doors_reply(struct caller_at *to, json_t *frame, int blob_fd)
{
	send_to(to, frame, blob_fd);
	json_decref(frame);
}

int64_t doors_turn(const struct caller_at *from)
{
	return from ? from->turn : 0;
}

void doors_reply_later(struct caller_at *to, int64_t turn, json_t *frame)
{
	if (to && to->turn == turn)
		send_to(to, frame, -1);
	json_decref(frame);
}

void doors_ring(struct doors *doors, enum doorway at, json_t *frame)
{
	for (int i = 0; i < doorways[at].most; i++)
		send_to(&doors->callers[at][i], frame, -1);
	json_decref(frame);
}
