/* SPDX-License-Identifier: MIT */
/* DESIGN: requests wait in a small ring; the first one is in flight. A closed door fails them all, and says so once. */
#include "firmware/base/caller.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { WAITING_MAX = 16, RETRY_FIRST_MS = 50, RETRY_LAST_MS = 1000 };

struct asking { json_t *request; int blob_fd; caller_reply reply; void *context; };

struct caller {
	struct loop *loop;
	char *doors, *name;
	const struct caller_events *events;
	void *context;
	int fd;
	int64_t retry_ms;
	struct asking waiting[WAITING_MAX];
	int first, count;
	bool in_flight;
};

static void try_connect(void *context);
static void send_first(struct caller *caller);
static void go_down_later(void *context);

static struct asking take_first(struct caller *caller)
{
	struct asking asking = caller->waiting[caller->first];
	caller->first = (caller->first + 1) % WAITING_MAX;
	caller->count--;
	caller->in_flight = false;
	return asking;
}

static void finish(struct asking *asking, enum fail code, const json_t *reply, int blob_fd)
{
	json_decref(asking->request);
	if (asking->blob_fd >= 0)
		close(asking->blob_fd);
	if (asking->reply)
		asking->reply(asking->context, code, reply, blob_fd);
}

static void go_down(struct caller *caller)
{
	if (caller->fd < 0)
		return;
	loop_unwatch(caller->loop, caller->fd);
	close(caller->fd);
	caller->fd = -1;
	for (int left = caller->count; left > 0; left--) {
		struct asking asking = take_first(caller);
		finish(&asking, FAIL_OFFLINE, NULL, -1);
	}
	loop_timer_set(caller->loop, caller->retry_ms, try_connect, caller);
	if (caller->events->down)
		caller->events->down(caller->context);
}

static void take_reply(struct caller *caller, const json_t *frame, int blob_fd)
{
	const char *failed = json_string_value(json_object_get(frame, "fail"));
	const char *words = json_string_value(json_object_get(frame, "words"));
	struct asking asking = take_first(caller);
	if (failed)
		finish(&asking, fail_note(fail_from_name(failed), "%s", words ? words : "the hub said no"), frame, blob_fd);
	else
		finish(&asking, FAIL_NONE, frame, blob_fd);
	send_first(caller);
}

static void take_frame(struct caller *caller, const json_t *frame, int blob_fd)
{
	const char *bell = json_string_value(json_object_get(frame, "bell"));
	if (bell && caller->events->bell)
		caller->events->bell(caller->context, bell, frame);
	else if (!bell && caller->in_flight)
		take_reply(caller, frame, blob_fd);
}

static void read_frames(void *context, int fd, uint32_t events)
{
	struct caller *caller = context;
	(void)events;
	while (caller->fd == fd && !loop_stopped(caller->loop)) { /* who has decided to end begins nothing more */
		json_t *frame = NULL;
		int blob_fd = -1;
		enum fail code = door_receive(fd, DOOR_FRAME_MAX_BYTES, &frame, &blob_fd);
		if (code == FAIL_EMPTY)
			return;
		if (code != FAIL_NONE) {
			go_down(caller);
			return;
		}
		take_frame(caller, frame, blob_fd);
		json_decref(frame);
		if (blob_fd >= 0)
			close(blob_fd);
	}
}

static void try_connect(void *context)
{
	struct caller *caller = context;
	int fd = -1;
	enum fail code = door_connect(caller->doors, caller->name, &fd);
	if (code == FAIL_NONE)
		code = loop_watch(caller->loop, fd, EPOLLIN, read_frames, caller);
	if (code != FAIL_NONE) {
		if (fd >= 0)
			close(fd);
		caller->retry_ms = caller->retry_ms * 2 > RETRY_LAST_MS ? RETRY_LAST_MS : caller->retry_ms * 2;
		loop_timer_set(caller->loop, caller->retry_ms, try_connect, caller);
		if (caller->events->absent)
			caller->events->absent(caller->context);
		return;
	}
	caller->fd = fd;
	caller->retry_ms = RETRY_FIRST_MS;
	if (caller->events->up)
		caller->events->up(caller->context);
}

enum fail caller_new(struct loop *loop, const char *doors, const char *name, const struct caller_events *events, void *context,
                     struct caller **ret)
{
	struct caller *caller = calloc(1, sizeof *caller);
	if (!caller)
		abort();
	*caller = (struct caller){ .loop = loop, .doors = strdup(doors), .name = strdup(name), .events = events, .context = context,
	                           .fd = -1, .retry_ms = RETRY_FIRST_MS };
	if (!caller->doors || !caller->name)
		abort();
	loop_timer_set(loop, 0, try_connect, caller);
	*ret = caller;
	return FAIL_NONE;
}

void caller_free(struct caller *caller)
{
	if (!caller)
		return;
	loop_timer_clear(caller->loop, try_connect, caller);
	loop_timer_clear(caller->loop, go_down_later, caller);
	if (caller->fd >= 0) {
		loop_unwatch(caller->loop, caller->fd);
		close(caller->fd);
	}
	while (caller->count > 0) {
		struct asking asking = take_first(caller);
		asking.reply = NULL;
		finish(&asking, FAIL_OFFLINE, NULL, -1);
	}
	free(caller->doors);
	free(caller->name);
	free(caller);
}

bool caller_is_up(const struct caller *caller)
{
	return caller->fd >= 0;
}

static void go_down_later(void *context)
{
	go_down(context);
}

static void send_first(struct caller *caller)
{
	if (caller->in_flight || caller->count == 0 || caller->fd < 0)
		return;
	struct asking *asking = &caller->waiting[caller->first];
	enum fail code = door_send(caller->fd, asking->request, asking->blob_fd);
	caller->in_flight = true;
	if (code == FAIL_LIMIT) {
		struct asking refused = take_first(caller);
		finish(&refused, FAIL_LIMIT, NULL, -1);
		send_first(caller);
	} else if (code != FAIL_NONE) {
		loop_timer_set(caller->loop, 0, go_down_later, caller); /* never inside the caller's own call */
	}
}

enum fail caller_ask(struct caller *caller, json_t *request, int blob_fd, caller_reply reply, void *context)
{
	enum fail code = caller->fd < 0 ? FAIL(OFFLINE, "the hub is not there") : FAIL_NONE;
	if (code == FAIL_NONE && caller->count == WAITING_MAX)
		code = FAIL(BUSY, "%d requests are waiting for the hub", WAITING_MAX);
	int own = -1;
	if (code == FAIL_NONE && blob_fd >= 0 && (own = fcntl(blob_fd, F_DUPFD_CLOEXEC, 3)) < 0)
		code = FAIL(IO, "no descriptor left for a blob");
	if (code != FAIL_NONE) {
		json_decref(request);
		return code;
	}
	caller->waiting[(caller->first + caller->count++) % WAITING_MAX] =
		(struct asking){ .request = request, .blob_fd = own, .reply = reply, .context = context };
	send_first(caller);
	return FAIL_NONE;
}
