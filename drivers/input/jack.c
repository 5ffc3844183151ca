/* SPDX-License-Identifier: MIT */
/*
 * jack.c - DESIGN: a jack's switch wakes nobody while nothing moves. What is read is struct input_event and nothing else, so a pipe that
 * writes them is a jack too; only how a switch stands at the beginning needs a real device.
 */
#include "drivers/input/jack.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { EVENTS = 16, SWITCH_BYTES = SW_MAX / 8 + 1, NOTES_BYTES = 4096 };

struct jack {
	struct loop *loop;
	jack_moved moved;
	void *context;
	char path[PATH_MAX], name[NAME_MAX + 1];
	int device_fd, folder_fd;  /* -1: not there */
	bool in;
};

static void look_for_device(struct jack *jack);

static void set(struct jack *jack, bool in)
{
	bool was = jack->in;
	jack->in = in;
	if (was != in)
		jack->moved(jack->context, in);
}

/* False as well when the device cannot say. */
static bool switch_is_on(int fd)
{
	unsigned char on[SWITCH_BYTES] = { 0 };
	if (ioctl(fd, EVIOCGSW(sizeof on), on) < 0)
		return false;
	return on[SW_HEADPHONE_INSERT / 8] >> (SW_HEADPHONE_INSERT % 8) & 1;
}

static void drop_device(struct jack *jack)
{
	loop_unwatch(jack->loop, jack->device_fd);
	close(jack->device_fd);
	jack->device_fd = -1;
}

static void take(struct jack *jack, const struct input_event *event)
{
	if (event->type == EV_SW && event->code == SW_HEADPHONE_INSERT)
		set(jack, event->value != 0);
	else if (event->type == EV_SYN && event->code == SYN_DROPPED)
		set(jack, switch_is_on(jack->device_fd)); /* the kernel had no room for all that happened */
}

static void on_device(void *context, int fd, uint32_t events)
{
	struct jack *jack = context;
	struct input_event event[EVENTS];
	ssize_t size = read(fd, event, sizeof event);
	bool gone = size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR) || (size < 0 && (events & (EPOLLHUP | EPOLLERR)));
	for (ssize_t at = 0; at < size / (ssize_t)sizeof event[0]; at++)
		take(jack, &event[at]);
	if (!gone)
		return;
	drop_device(jack);
	set(jack, false);
	look_for_device(jack); /* it may have come back already */
}

/* A device that is not there, or cannot be opened yet, is looked for again when its folder changes. */
static void look_for_device(struct jack *jack)
{
	if (jack->device_fd >= 0)
		return;
	jack->device_fd = open(jack->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (jack->device_fd >= 0 && loop_watch(jack->loop, jack->device_fd, EPOLLIN, on_device, jack) != FAIL_NONE) {
		close(jack->device_fd);
		jack->device_fd = -1;
	}
}

static bool names_it(const struct jack *jack, const char *notes, ssize_t size)
{
	struct inotify_event note;
	for (ssize_t at = 0; at + (ssize_t)sizeof note <= size; at += (ssize_t)sizeof note + note.len) {
		memcpy(&note, notes + at, sizeof note);
		if (note.len > 0 && strcmp(notes + at + sizeof note, jack->name) == 0)
			return true;
	}
	return false;
}

static void on_folder(void *context, int fd, uint32_t events)
{
	struct jack *jack = context;
	char notes[NOTES_BYTES];
	(void)events;
	ssize_t size = read(fd, notes, sizeof notes);
	if (jack->device_fd >= 0 || size <= 0 || !names_it(jack, notes, size))
		return;
	look_for_device(jack);
	if (jack->device_fd >= 0)
		set(jack, switch_is_on(jack->device_fd));
}

static enum fail watch_folder(struct jack *jack)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(jack->path, '/');
	if (!slash || slash[1] == '\0' || strlen(slash + 1) >= sizeof jack->name)
		return FAIL(INPUT, "a jack is named by its whole path");
	snprintf(jack->name, sizeof jack->name, "%s", slash + 1);
	snprintf(folder, sizeof folder, "%.*s", slash == jack->path ? 1 : (int)(slash - jack->path), jack->path);
	jack->folder_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (jack->folder_fd < 0)
		return FAIL(IO, "no folder can be watched: %s", strerror(errno));
	if (inotify_add_watch(jack->folder_fd, folder, IN_CREATE | IN_MOVED_TO | IN_ATTRIB) < 0)
		return errno == ENOENT ? FAIL(EMPTY, "there is no folder %s", folder) : FAIL(IO, "%s: %s", folder, strerror(errno));
	return loop_watch(jack->loop, jack->folder_fd, EPOLLIN, on_folder, jack);
}

enum fail jack_open(struct loop *loop, const char *path, jack_moved moved, void *context, struct jack **ret)
{
	struct jack *jack = calloc(1, sizeof *jack);
	if (!jack)
		abort();
	*jack = (struct jack){ .loop = loop, .moved = moved, .context = context, .device_fd = -1, .folder_fd = -1 };
	enum fail code = strlen(path) < sizeof jack->path ? FAIL_NONE : FAIL(LIMIT, "the jack's path is too long");
	if (code == FAIL_NONE) {
		memcpy(jack->path, path, strlen(path) + 1);
		code = watch_folder(jack);
	}
	if (code != FAIL_NONE) {
		jack_close(jack);
		return code;
	}
	look_for_device(jack);
	jack->in = jack->device_fd >= 0 && switch_is_on(jack->device_fd);
	*ret = jack;
	return FAIL_NONE;
}

void jack_close(struct jack *jack)
{
	if (!jack)
		return;
	if (jack->device_fd >= 0)
		drop_device(jack);
	if (jack->folder_fd >= 0) {
		loop_unwatch(jack->loop, jack->folder_fd);
		close(jack->folder_fd);
	}
	free(jack);
}

bool jack_in(const struct jack *jack)
{
	return jack->in;
}
