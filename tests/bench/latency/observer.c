/* SPDX-License-Identifier: MIT */
/* LIMITS: what is seen is the X server's picture of the screen, not light: no panel, no compositor, no touch controller in the way. */
#include "tests/bench/latency/observer.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <time.h>

enum { LOOK_NS = 150000, STILL_LOOK_NS = 500000, AREA_MAX = 16 };

struct observer {
	Display *display;
	XShmSegmentInfo memory; /* as large as the screen; pictures of areas are laid into it */
};

double observer_now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void nap(long ns)
{
	struct timespec span = { ns / 1000000000, ns % 1000000000 };
	nanosleep(&span, NULL);
}

void observer_pause(double ms)
{
	nap((long)(ms * 1e6));
}

static bool share_memory(struct observer *observer)
{
	Display *display = observer->display;
	size_t bytes = (size_t)DisplayWidth(display, 0) * (size_t)DisplayHeight(display, 0) * 4;
	observer->memory.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
	if (observer->memory.shmid < 0)
		return false;
	observer->memory.shmaddr = shmat(observer->memory.shmid, NULL, 0);
	observer->memory.readOnly = False;
	bool attached = XShmAttach(display, &observer->memory) != 0;
	XSync(display, False);
	shmctl(observer->memory.shmid, IPC_RMID, NULL);
	return attached;
}

struct observer *observer_open(const char *name)
{
	struct observer *observer = calloc(1, sizeof *observer);
	if (!observer)
		abort();
	int ignored[4];
	observer->display = XOpenDisplay(name);
	if (observer->display && XShmQueryExtension(observer->display) &&
		XTestQueryExtension(observer->display, &ignored[0], &ignored[1], &ignored[2], &ignored[3]) && share_memory(observer))
		return observer;
	if (observer->display)
		XCloseDisplay(observer->display);
	free(observer);
	return NULL;
}

void observer_close(struct observer *observer)
{
	if (!observer)
		return;
	XShmDetach(observer->display, &observer->memory);
	shmdt(observer->memory.shmaddr);
	XCloseDisplay(observer->display);
	free(observer);
}

uint64_t observer_hash(struct observer *observer, struct area area)
{
	Display *display = observer->display;
	XImage *picture = XShmCreateImage(display, DefaultVisual(display, 0), (unsigned)DefaultDepth(display, 0), ZPixmap,
		observer->memory.shmaddr, &observer->memory, (unsigned)area.width, (unsigned)area.height);
	XShmGetImage(display, DefaultRootWindow(display), picture, area.x, area.y, AllPlanes);
	uint64_t hash = 14695981039346656037u;
	const uint32_t *pixel = (const uint32_t *)(const void *)picture->data;
	for (int i = 0; i < area.width * area.height; i++)
		hash = (hash ^ (pixel[i] & 0xffffff)) * 1099511628211u;
	picture->data = NULL; /* the shared memory stays ours */
	XDestroyImage(picture);
	return hash;
}

void observer_finger(struct observer *observer, int x, int y, bool down)
{
	XTestFakeMotionEvent(observer->display, -1, x, y, 0);
	XTestFakeButtonEvent(observer->display, 1, down ? True : False, 0);
	XFlush(observer->display);
}

void observer_key(struct observer *observer, const char *key)
{
	KeyCode code = XKeysymToKeycode(observer->display, XStringToKeysym(key));
	XTestFakeKeyEvent(observer->display, code, True, 0);
	XTestFakeKeyEvent(observer->display, code, False, 0);
	XFlush(observer->display);
}

double observer_await_change(struct observer *observer, struct area area, uint64_t hash, double limit_ms)
{
	double began = observer_now_ms();
	while (observer_now_ms() - began < limit_ms) {
		if (observer_hash(observer, area) != hash)
			return observer_now_ms() - began;
		nap(LOOK_NS);
	}
	return -1;
}

double observer_await_still(struct observer *observer, const struct area *areas, size_t count, double began_ms, double still_ms)
{
	uint64_t seen[AREA_MAX];
	if (count > AREA_MAX)
		count = AREA_MAX;
	for (size_t i = 0; i < count; i++)
		seen[i] = observer_hash(observer, areas[i]);
	double changed_ms = -1;
	while (observer_now_ms() < (changed_ms < 0 ? began_ms : changed_ms) + still_ms) {
		for (size_t i = 0; i < count; i++) {
			uint64_t hash = observer_hash(observer, areas[i]);
			if (hash != seen[i])
				changed_ms = observer_now_ms();
			seen[i] = hash;
		}
		nap(STILL_LOOK_NS);
	}
	return changed_ms < 0 ? -1 : changed_ms - began_ms;
}
