/* SPDX-License-Identifier: MIT */
/*
 * badge.c - badge readers through libusb, driven by the program's loop.
 * DESIGN: libusb's callbacks only write down what came, in its order; tend() acts on it afterwards. Several reads are under way at once, because cheap readers
 * keep no report that nobody fetches, and a lost digit is another badge: what was lost spoils the badge it belongs to.
 * SOURCE: libusb 1.0.26 documentation; USB HID 1.11, 7.2 (SET_PROTOCOL, SET_IDLE).
 */
#include "drivers/badge/badge_inside.h"

#include "firmware/base/clock.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

static void tend(struct badge *badge);

static void pump(void *context, int fd, uint32_t epoll_events)
{
	struct badge *badge = context;
	struct timeval none = { 0, 0 };
	(void)fd, (void)epoll_events;
	libusb_handle_events_timeout_completed(badge->usb, &none, NULL);
	tend(badge);
}

static void LIBUSB_CALL on_control(struct libusb_transfer *transfer)
{
	((struct badge_way *)transfer->user_data)->state = BADGE_FINISHED;
}

static void LIBUSB_CALL on_in(struct libusb_transfer *transfer)
{
	struct badge_way *way = transfer->user_data;
	struct badge_reader *reader = way->reader;
	size_t size = (size_t)transfer->actual_length;
	way->state = BADGE_FINISHED;
	if (transfer->status == LIBUSB_TRANSFER_NO_DEVICE)
		reader->gone = true;
	if (transfer->status != LIBUSB_TRANSFER_COMPLETED || reader->kept_count == BADGE_KEPT_MAX) {
		reader->lost = true;
		return;
	}
	reader->kept[reader->kept_count].size = size;
	memcpy(reader->kept[reader->kept_count++].bytes, way->bytes, size < BADGE_REPORT_BYTES ? size : BADGE_REPORT_BYTES);
	explicit_bzero(way->bytes, sizeof way->bytes);
}

/* Only notes: libusb allows no opening and no waiting in here. */
static int LIBUSB_CALL on_plug(libusb_context *usb, libusb_device *device, libusb_hotplug_event event, void *context)
{
	(void)usb;
	if (event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED)
		badge_seek_add(context, device);
	else
		badge_seek_remove(context, device);
	return 0;
}

static void LIBUSB_CALL on_fd_added(int fd, short poll_events, void *context)
{
	struct badge *badge = context;
	uint32_t events = (poll_events & POLLIN ? EPOLLIN : 0u) | (poll_events & POLLOUT ? EPOLLOUT : 0u);
	if (loop_watch(badge->loop, fd, events, pump, badge) != FAIL_NONE)
		badge->blind = true;
}

static void LIBUSB_CALL on_fd_removed(int fd, void *context)
{
	loop_unwatch(((struct badge *)context)->loop, fd);
}

/* ---- one reader ---- */

static void submit(struct badge_way *way)
{
	way->state = BADGE_FLYING;
	if (!way->reader->gone && libusb_submit_transfer(way->transfer) == 0)
		return;
	way->state = BADGE_IDLE;
	way->reader->gone = true;
}

static void tell_readers(struct badge *badge)
{
	int count = 0;
	for (int i = 0; i < BADGE_READERS_MAX; i++)
		count += badge->readers[i].told;
	badge->events->readers(badge->context, count);
}

static void control_is_late(void *context)
{
	struct badge_reader *reader = context;
	if (reader->control.state == BADGE_FLYING)
		libusb_cancel_transfer(reader->control.transfer);
}

/* Be a boot keyboard, and say nothing again that has been said. Readers that refuse are ones already. */
static void ask_next(struct badge_reader *reader)
{
	static const uint8_t requests[] = { 0x0b /* SET_PROTOCOL */, 0x0a /* SET_IDLE */ };
	libusb_fill_control_setup(reader->control.bytes, 0x21, requests[reader->asked++], 0, (uint16_t)reader->place.keyboard, 0);
	libusb_fill_control_transfer(reader->control.transfer, reader->handle, reader->control.bytes, on_control, &reader->control, 0);
	loop_timer_set(reader->badge->loop, BADGE_CONTROL_MS, control_is_late, reader);
	submit(&reader->control);
}

static void listen_now(void *context)
{
	struct badge_reader *reader = context;
	for (int i = 0; i < BADGE_WAYS && reader->handle; i++)
		if (reader->in[i].state == BADGE_IDLE && !reader->gone)
			submit(&reader->in[i]);
	tend(reader->badge);
}

static void begin_listening(struct badge_reader *reader)
{
	reader->listening = reader->told = true;
	for (int i = 0; i < BADGE_WAYS; i++) {
		libusb_fill_interrupt_transfer(reader->in[i].transfer, reader->handle, reader->place.in, reader->in[i].bytes, reader->place.in_bytes, on_in, &reader->in[i], 0);
		if (!reader->gone)
			submit(&reader->in[i]);
	}
	tell_readers(reader->badge);
}

void badge_begin(struct badge_reader *reader)
{
	reader->asked = 0;
	reader->gone = reader->listening = reader->told = reader->lost = false;
	reader->kept_count = 0;
	badge_forget(&reader->burst);
	ask_next(reader);
}

void badge_let_go(struct badge_reader *reader)
{
	loop_timer_clear(reader->badge->loop, control_is_late, reader);
	loop_timer_clear(reader->badge->loop, listen_now, reader);
	for (int i = 0; i < reader->place.count; i++)
		libusb_release_interface(reader->handle, reader->place.interfaces[i]);
	libusb_close(reader->handle);
	libusb_unref_device(reader->device);
	reader->handle = NULL;
	reader->device = NULL;
	badge_forget(&reader->burst);
	explicit_bzero(reader->kept, sizeof reader->kept);
	reader->kept_count = 0;
}

static void hear(struct badge_reader *reader)
{
	char text[BADGE_MAX_BYTES + 1];
	int64_t now_ms = clock_mono_ms();
	size_t count = reader->kept_count;
	reader->kept_count = 0;
	if (reader->lost)
		reader->burst.spoilt = true;
	reader->lost = false;
	for (size_t i = 0; i < count; i++) {
		enum badge_heard heard = badge_report(&reader->burst, reader->kept[i].bytes, reader->kept[i].size, now_ms, text);
		if (heard != BADGE_NOTHING)
			reader->badge->events->read(reader->badge->context, heard == BADGE_READ ? text : "");
	}
	explicit_bzero(text, sizeof text);
	explicit_bzero(reader->kept, sizeof reader->kept);
}

/* Well read: at once again. Failed: a little later, as some fail for a while. */
static void tend_in(struct badge_reader *reader)
{
	bool failed = false;
	for (int i = 0; i < BADGE_WAYS; i++) {
		struct badge_way *way = &reader->in[i];
		if (way->state != BADGE_FINISHED)
			continue;
		way->state = BADGE_IDLE;
		if (way->transfer->status == LIBUSB_TRANSFER_STALL)
			libusb_clear_halt(reader->handle, reader->place.in);
		if (way->transfer->status == LIBUSB_TRANSFER_COMPLETED && !reader->gone)
			submit(way);
		else
			failed = true;
	}
	hear(reader);
	if (failed && !reader->gone)
		loop_timer_set(reader->badge->loop, BADGE_LISTEN_MS, listen_now, reader);
}

static void tend_control(struct badge_reader *reader)
{
	if (reader->control.state != BADGE_FINISHED)
		return;
	reader->control.state = BADGE_IDLE;
	loop_timer_clear(reader->badge->loop, control_is_late, reader);
	if (reader->control.transfer->status == LIBUSB_TRANSFER_NO_DEVICE)
		reader->gone = true;
	else if (reader->asked < 2)
		ask_next(reader);
	else if (!reader->listening)
		begin_listening(reader);
}

/* What is under way is asked to end; true when nothing is. */
static bool is_still(struct badge_reader *reader)
{
	bool still = true;
	for (int i = 0; i <= BADGE_WAYS; i++) {
		struct badge_way *way = i < BADGE_WAYS ? &reader->in[i] : &reader->control;
		if (way->state == BADGE_FLYING)
			libusb_cancel_transfer(way->transfer);
		else
			way->state = BADGE_IDLE;
		still = still && way->state == BADGE_IDLE;
	}
	return still;
}

static void tend(struct badge *badge)
{
	for (int i = 0; i < BADGE_READERS_MAX; i++) {
		struct badge_reader *reader = &badge->readers[i];
		if (reader->handle) {
			tend_control(reader);
			tend_in(reader);
		}
		if (!reader->handle || !reader->gone || !is_still(reader))
			continue;
		bool told = reader->told;
		reader->told = false;
		badge_let_go(reader);
		if (told)
			tell_readers(badge);
		badge_seek_soon(badge);
	}
}

/* ---- all of them ---- */

void badge_close(struct badge *badge)
{
	struct timeval moment = { 0, 20000 };
	if (!badge)
		return;
	libusb_hotplug_deregister_callback(badge->usb, badge->hotplug);
	for (int i = 0; i < BADGE_READERS_MAX; i++) {
		struct badge_reader *reader = &badge->readers[i];
		for (int turn = 0; reader->handle && turn < 50 && !is_still(reader); turn++)
			libusb_handle_events_timeout_completed(badge->usb, &moment, NULL);
		if (reader->handle)
			badge_let_go(reader);
		for (int j = 0; j < BADGE_WAYS; j++)
			libusb_free_transfer(reader->in[j].transfer);
		libusb_free_transfer(reader->control.transfer);
	}
	badge_seek_done(badge);
	libusb_exit(badge->usb);
	free(badge);
}

static void make_ways(struct badge *badge)
{
	for (int i = 0; i < BADGE_READERS_MAX; i++) {
		struct badge_reader *reader = &badge->readers[i];
		reader->badge = badge;
		for (int j = 0; j <= BADGE_WAYS; j++) {
			struct badge_way *way = j < BADGE_WAYS ? &reader->in[j] : &reader->control;
			way->reader = reader;
			way->transfer = libusb_alloc_transfer(0);
			if (!way->transfer)
				abort();
		}
	}
}

static void watch_descriptors(struct badge *badge)
{
	const struct libusb_pollfd **list = libusb_get_pollfds(badge->usb);
	libusb_set_pollfd_notifiers(badge->usb, on_fd_added, on_fd_removed, badge);
	for (size_t i = 0; list && list[i]; i++)
		on_fd_added(list[i]->fd, list[i]->events, badge);
	libusb_free_pollfds(list);
}

enum fail badge_open(struct loop *loop, const struct badge_ids *ids, const struct badge_events *events, void *context, struct badge **ret)
{
	struct badge *badge = calloc(1, sizeof *badge);
	if (!badge)
		abort();
	*badge = (struct badge){ .loop = loop, .ids = *ids, .events = events, .context = context };
	int code = libusb_init(&badge->usb);
	if (code != 0) {
		free(badge);
		return FAIL(DEVICE, "libusb does not start: %s", libusb_error_name(code));
	}
	make_ways(badge);
	watch_descriptors(badge);
	code = libusb_hotplug_register_callback(badge->usb, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, LIBUSB_HOTPLUG_ENUMERATE,
		LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, on_plug, badge, &badge->hotplug);
	if (code != 0 || badge->blind) {
		badge_close(badge);
		return FAIL(DEVICE, "libusb cannot watch for badge readers: %s", libusb_error_name(code));
	}
	badge_seek_soon(badge);
	*ret = badge;
	return FAIL_NONE;
}
