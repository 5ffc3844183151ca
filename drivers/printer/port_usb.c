/* SPDX-License-Identifier: MIT */
/*
 * port_usb.c - a USB printer through libusb, driven by the program's loop.
 * DESIGN: libusb's callbacks only write down what happened; tend() acts on it afterwards, so nothing is opened,
 * closed or reported from inside libusb. Deadlines are the loop's timers; a write that runs into its deadline is
 * cancelled, and what the printer had taken until then is reported exactly. One IN transfer is always pending,
 * because a printer drops status that nobody reads.
 * LIMITS: 128 USB devices are remembered, the first printer among them that opens is used.
 * SOURCE: libusb 1.0.26 documentation and source; USB Printer Class 1.1.
 */
#include "drivers/printer/port_usb.h"

#include <libusb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

static void pump(void *context, int fd, uint32_t epoll_events)
{
	struct usb_port *port = context;
	struct timeval none = { 0, 0 };

	(void)fd, (void)epoll_events;
	libusb_handle_events_timeout_completed(port->usb, &none, NULL);
	usb_port_tend(port);
}

static void LIBUSB_CALL on_finished(struct libusb_transfer *transfer)
{
	struct usb_way *way = transfer->user_data;

	way->state = WAY_FINISHED;
}

/* Only notes: libusb allows no opening and no waiting in here. */
static int LIBUSB_CALL on_plug(libusb_context *usb, libusb_device *device, libusb_hotplug_event event, void *context)
{
	struct usb_port *port = context;

	(void)usb;
	if (event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED)
		usb_seek_add(port, device);
	else
		usb_seek_remove(port, device);
	return 0;
}

static void LIBUSB_CALL on_fd_added(int fd, short poll_events, void *context)
{
	struct usb_port *port = context;
	uint32_t events = (poll_events & POLLIN ? EPOLLIN : 0u) | (poll_events & POLLOUT ? EPOLLOUT : 0u);

	if (loop_watch(port->loop, fd, events, pump, port) != FAIL_NONE)
		port->blind = true;
}

static void LIBUSB_CALL on_fd_removed(int fd, void *context)
{
	struct usb_port *port = context;

	loop_unwatch(port->loop, fd);
}

bool usb_way_submit(struct usb_port *port, struct usb_way *way)
{
	way->state = WAY_FLYING;
	if (!port->gone && libusb_submit_transfer(way->transfer) == 0)
		return true;
	way->state = WAY_IDLE;
	return false;
}

static void cancel(struct usb_way *way)
{
	if (way->state == WAY_FLYING)
		libusb_cancel_transfer(way->transfer);
}

static void write_is_late(void *context)
{
	struct usb_port *port = context;

	cancel(&port->out);
}

static void control_is_late(void *context)
{
	struct usb_port *port = context;

	cancel(&port->control);
}

static void listen_again(void *context)
{
	struct usb_port *port = context;

	if (port->handle && port->in.state == WAY_IDLE && !usb_way_submit(port, &port->in))
		port->gone = true;
	usb_port_tend(port);
}

/* Some printers answer at once with nothing instead of staying silent, or fail for a while: do not spin on them. */
static void listen_later(struct usb_port *port)
{
	port->listen_ms = port->listen_ms * 2 > USB_LISTEN_LAST_MS ? USB_LISTEN_LAST_MS : port->listen_ms * 2;
	loop_timer_set(port->loop, port->listen_ms, listen_again, port);
}

static void tend_in(struct usb_port *port)
{
	struct libusb_transfer *transfer = port->in.transfer;

	if (port->in.state != WAY_FINISHED)
		return;
	port->in.state = WAY_IDLE;
	size_t size = (size_t)transfer->actual_length;
	uint8_t bytes[USB_IN_BYTES];
	memcpy(bytes, transfer->buffer, size);
	if (transfer->status == LIBUSB_TRANSFER_NO_DEVICE)
		port->gone = true;
	else if (transfer->status == LIBUSB_TRANSFER_STALL)
		libusb_clear_halt(port->handle, port->place.in);
	if (!port->gone && size > 0) {
		port->listen_ms = USB_LISTEN_FIRST_MS;
		if (!usb_way_submit(port, &port->in))
			port->gone = true;
	} else if (!port->gone) {
		listen_later(port);
	}
	if (size > 0)
		port->events->received(port->context, bytes, size);
}

static void answer_write(struct usb_port *port, enum fail code)
{
	size_t size = (size_t)port->out.transfer->actual_length;

	port->out.state = WAY_IDLE;
	loop_timer_clear(port->loop, write_is_late, port);
	port->events->accepted(port->context, size, code);
}

/* An I/O error comes some 40 ms before the news that the printer was unplugged: wait for it, then decide. */
static void error_stands(void *context)
{
	struct usb_port *port = context;

	port->doubting = false;
	if (port->out.state == WAY_FINISHED)
		answer_write(port, FAIL_DEVICE);
}

static void tend_out(struct usb_port *port)
{
	struct libusb_transfer *transfer = port->out.transfer;

	if (port->out.state != WAY_FINISHED || port->doubting || port->gone)
		return;
	switch (transfer->status) {
	case LIBUSB_TRANSFER_COMPLETED:
		if (transfer->actual_length == transfer->length)
			answer_write(port, FAIL_NONE);
		else
			answer_write(port, transfer->actual_length > 0 ? FAIL_TIMEOUT : FAIL_DEVICE);
		return;
	case LIBUSB_TRANSFER_TIMED_OUT:
	case LIBUSB_TRANSFER_CANCELLED:
		answer_write(port, FAIL_TIMEOUT);
		return;
	case LIBUSB_TRANSFER_STALL:
		libusb_clear_halt(port->handle, port->place.out);
		answer_write(port, FAIL_DEVICE);
		return;
	case LIBUSB_TRANSFER_NO_DEVICE:
		port->gone = true;
		return;
	case LIBUSB_TRANSFER_ERROR:
	case LIBUSB_TRANSFER_OVERFLOW:
		port->doubting = true;
		loop_timer_set(port->loop, USB_DOUBT_MS, error_stands, port);
		return;
	}
}

/* Not now: the caller is in the middle of a call to the port. */
static void be_gone_soon(struct usb_port *port)
{
	port->gone = true;
	loop_timer_set(port->loop, 0, listen_again, port);
}

static void start_control(struct usb_port *port, enum usb_ask ask, uint8_t type, uint8_t request, uint16_t index, uint16_t size)
{
	port->ask = ask;
	port->tries++;
	libusb_fill_control_setup(port->control_bytes, type, request, 0, index, size);
	libusb_fill_control_transfer(port->control.transfer, port->handle, port->control_bytes, on_finished, &port->control, 0);
	loop_timer_set(port->loop, USB_CONTROL_MS, control_is_late, port);
	if (!usb_way_submit(port, &port->control))
		be_gone_soon(port);
}

static void start_reset(struct usb_port *port)
{
	/* Version 1.1 says 21h, version 1.0 said 23h, and both exist. */
	uint8_t type = port->tries == 0 ? 0x21 : 0x23;

	start_control(port, ASK_RESET, type, 2, (uint16_t)port->place.interface, 0);
}

/* Listen only now: what a printer remembered to say must not come before it is known to be there. */
static void say_arrived(struct usb_port *port, const char *id)
{
	port->told = true;
	if (port->place.in != 0 && !usb_way_submit(port, &port->in))
		be_gone_soon(port);
	port->events->arrived(port->context, id);
}

static void tend_control(struct usb_port *port)
{
	struct libusb_transfer *transfer = port->control.transfer;
	bool well = transfer->status == LIBUSB_TRANSFER_COMPLETED;
	const uint8_t *answer = port->control_bytes + LIBUSB_CONTROL_SETUP_SIZE;
	size_t size = well ? (size_t)transfer->actual_length : 0;

	if (port->control.state != WAY_FINISHED || port->gone)
		return;
	port->control.state = WAY_IDLE;
	loop_timer_clear(port->loop, control_is_late, port);
	enum usb_ask ask = port->ask;
	port->ask = ASK_NOTHING;
	if (transfer->status == LIBUSB_TRANSFER_NO_DEVICE) {
		port->gone = true;
	} else if (ask == ASK_DEVICE_ID) {
		char id[PORT_DEVICE_ID_MAX];
		usb_read_device_id(answer, size, id, sizeof id);
		say_arrived(port, id);
	} else if (ask == ASK_STATUS) {
		port->events->status(port->context, size == 1 ? FAIL_NONE : FAIL_EMPTY, size == 1 ? answer[0] : 0);
	} else if (ask == ASK_RESET && !well && port->tries == 1) {
		start_reset(port);
	} else if (ask == ASK_RESET) {
		port->events->cleared(port->context, well ? FAIL_NONE : FAIL_EMPTY);
	}
}

/* The printer is gone: let libusb end what is under way, answer the write, then let go. */
static void tend_gone(struct usb_port *port)
{
	cancel(&port->out);
	cancel(&port->in);
	cancel(&port->control);
	if (port->out.state == WAY_FINISHED)
		answer_write(port, FAIL_OFFLINE);
	if (port->in.state == WAY_FINISHED)
		port->in.state = WAY_IDLE;
	if (port->control.state == WAY_FINISHED)
		port->control.state = WAY_IDLE;
	if (port->out.state != WAY_IDLE || port->in.state != WAY_IDLE || port->control.state != WAY_IDLE)
		return;
	usb_port_let_go(port);
	if (port->told) {
		port->told = false;
		port->events->left(port->context);
	}
	usb_seek_soon(port);
}

void usb_port_tend(struct usb_port *port)
{
	if (port->handle) {
		tend_in(port);
		tend_out(port);
		tend_control(port);
	}
	if (port->handle && port->gone)
		tend_gone(port);
	if (!port->handle)
		usb_seek_soon(port);
}

void usb_port_begin(struct usb_port *port)
{
	libusb_fill_bulk_transfer(port->out.transfer, port->handle, port->place.out, port->out_bytes, 0, on_finished, &port->out, 0);
	libusb_fill_bulk_transfer(port->in.transfer, port->handle, port->place.in, port->in_bytes, USB_IN_BYTES, on_finished, &port->in, 0);
	port->gone = port->doubting = port->told = false;
	port->listen_ms = USB_LISTEN_FIRST_MS;
	if (port->place.class_requests) {
		uint16_t index = (uint16_t)(port->place.interface << 8 | port->place.alternate);
		port->tries = 0;
		start_control(port, ASK_DEVICE_ID, 0xa1, 0, index, USB_DEVICE_ID_BYTES);
	} else {
		say_arrived(port, "");
	}
}

void usb_port_let_go(struct usb_port *port)
{
	loop_timer_clear(port->loop, write_is_late, port);
	loop_timer_clear(port->loop, control_is_late, port);
	loop_timer_clear(port->loop, listen_again, port);
	loop_timer_clear(port->loop, error_stands, port);
	libusb_release_interface(port->handle, port->place.interface);
	libusb_close(port->handle);
	libusb_unref_device(port->device);
	port->handle = NULL;
	port->device = NULL;
	port->ask = ASK_NOTHING;
	port->gone = port->doubting = false;
}

static enum fail usb_write(struct port *base, const uint8_t *bytes, size_t size)
{
	struct usb_port *port = (struct usb_port *)base;

	if (size == 0 || size > PORT_CHUNK_BYTES)
		return FAIL(LIMIT, "%zu bytes in one write to the printer", size);
	if (!port->handle || port->gone || !port->told)
		return FAIL(OFFLINE, "no printer is connected");
	if (port->out.state != WAY_IDLE)
		return FAIL(BUSY, "the printer is still taking the last write");
	memcpy(port->out_bytes, bytes, size);
	port->out.transfer->length = (int)size;
	if (!usb_way_submit(port, &port->out)) {
		be_gone_soon(port);
		return FAIL(OFFLINE, "the printer does not take a write");
	}
	loop_timer_set(port->loop, PORT_WRITE_MS, write_is_late, port);
	return FAIL_NONE;
}

static enum fail may_ask(const struct usb_port *port)
{
	if (!port->handle || port->gone || !port->told)
		return FAIL(OFFLINE, "no printer is connected");
	if (!port->place.class_requests)
		return FAIL(EMPTY, "this printer has no class requests");
	if (port->control.state != WAY_IDLE)
		return FAIL(BUSY, "the printer is still answering the last question");
	return FAIL_NONE;
}

static enum fail usb_status(struct port *base)
{
	struct usb_port *port = (struct usb_port *)base;

	TRY(may_ask(port));
	port->tries = 0;
	start_control(port, ASK_STATUS, 0xa1, 1, (uint16_t)port->place.interface, 1);
	return FAIL_NONE;
}

static enum fail usb_reset(struct port *base)
{
	struct usb_port *port = (struct usb_port *)base;

	TRY(may_ask(port));
	port->tries = 0;
	start_reset(port);
	return FAIL_NONE;
}

/* The kernel ends what is under way when the handle closes, but libusb wants its transfers back first. */
static void usb_close(struct port *base)
{
	struct usb_port *port = (struct usb_port *)base;
	struct timeval moment = { 0, 20000 };

	libusb_hotplug_deregister_callback(port->usb, port->hotplug);
	for (int turn = 0; port->handle && turn < 50; turn++) {
		struct usb_way *ways[] = { &port->out, &port->in, &port->control };
		bool flying = false;
		for (size_t i = 0; i < 3; i++) {
			cancel(ways[i]);
			flying = flying || ways[i]->state == WAY_FLYING;
		}
		if (!flying)
			break;
		libusb_handle_events_timeout_completed(port->usb, &moment, NULL);
	}
	if (port->handle)
		usb_port_let_go(port);
	usb_seek_done(port);
	libusb_free_transfer(port->out.transfer);
	libusb_free_transfer(port->in.transfer);
	libusb_free_transfer(port->control.transfer);
	libusb_exit(port->usb);
	free(port);
}

static const struct port_kind usb_kind = { "usb", usb_write, usb_status, usb_reset, usb_close };

static void watch_descriptors(struct usb_port *port)
{
	const struct libusb_pollfd **list = libusb_get_pollfds(port->usb);

	libusb_set_pollfd_notifiers(port->usb, on_fd_added, on_fd_removed, port);
	for (size_t i = 0; list && list[i]; i++)
		on_fd_added(list[i]->fd, list[i]->events, port);
	libusb_free_pollfds(list);
}

enum fail port_usb_open(struct loop *loop, const struct port_events *events, void *context, struct port **ret)
{
	struct usb_port *port = calloc(1, sizeof *port);

	if (!port)
		abort();
	*port = (struct usb_port){ .port = { .kind = &usb_kind }, .loop = loop, .events = events, .context = context };
	int code = libusb_init(&port->usb);
	if (code != 0) {
		free(port);
		return FAIL(DEVICE, "libusb does not start: %s", libusb_error_name(code));
	}
	port->out.transfer = libusb_alloc_transfer(0);
	port->in.transfer = libusb_alloc_transfer(0);
	port->control.transfer = libusb_alloc_transfer(0);
	if (!port->out.transfer || !port->in.transfer || !port->control.transfer)
		abort();
	watch_descriptors(port);
	/* Any class: printers say theirs on the interface, the device itself says 0. */
	code = libusb_hotplug_register_callback(port->usb, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
	                                        LIBUSB_HOTPLUG_ENUMERATE, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
	                                        LIBUSB_HOTPLUG_MATCH_ANY, on_plug, port, &port->hotplug);
	if (code != 0 || port->blind) {
		usb_close(&port->port);
		return FAIL(DEVICE, "libusb cannot watch for printers: %s", libusb_error_name(code));
	}
	usb_seek_soon(port);
	*ret = &port->port;
	return FAIL_NONE;
}
