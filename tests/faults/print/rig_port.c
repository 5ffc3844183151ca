/* SPDX-License-Identifier: MIT */
/* rig_port.c - port.h over a fake printer: back-pressure, short writes, stalls, a cable that is pulled. */
#include "tests/faults/print/rig.h"

#include <stdlib.h>
#include <string.h>

enum { TURN_MS = 10, SAY_BYTES = 64 };

struct rig_port {
	struct port port; /* first */
	const struct port_events *events;
	void *context;
	uint8_t out[PORT_CHUNK_BYTES];
	size_t size, done;            /* of the write under way */
	int64_t since_ms;
	bool arrived;
	bool status_asked, reset_asked;
};

struct rig_cable rig_cable;

static void turn(void *context);

static struct rig_port *held(void)
{
	return (struct rig_port *)rig_cable.port;
}

static void answer_write(struct rig_port *port, enum fail code)
{
	size_t done = port->done;

	port->size = port->done = 0;
	port->events->accepted(port->context, done, code);
}

static void push(struct rig_port *port)
{
	size_t left = port->size - port->done;
	enum rig_wire fault = rig_cable.fault;

	if (port->size == 0)
		return;
	if (fault != RIG_WELL) {
		rig_cable.fault = RIG_WELL;
		left = rig_random((uint32_t)left + 1);
	}
	size_t taken = fake_printer_take(rig_cable.printer, port->out + port->done, left);
	port->done += taken;
	rig_cable.taken += taken;
	if (fault != RIG_WELL)
		answer_write(port, fault == RIG_SHORT ? FAIL_TIMEOUT : FAIL_DEVICE);
	else if (port->done == port->size)
		answer_write(port, FAIL_NONE);
	else if (rig_now_ms() - port->since_ms > PORT_WRITE_MS)
		answer_write(port, FAIL_TIMEOUT);
}

static void listen(struct rig_port *port)
{
	uint8_t bytes[SAY_BYTES];

	if (rig_now_ms() < rig_cable.hold_answers_ms)
		return;
	size_t size = fake_printer_say(rig_cable.printer, bytes, sizeof bytes);
	if (size > 0 && !rig_cable.drop_answers)
		port->events->received(port->context, bytes, size);
}

static void answer_questions(struct rig_port *port)
{
	if (port->status_asked) {
		port->status_asked = false;
		port->events->status(port->context, FAIL_NONE, fake_printer_port_status(rig_cable.printer));
	}
	if (held() == port && port->reset_asked) {
		port->reset_asked = false;
		if (!rig_cable.no_reset)
			fake_printer_reset(rig_cable.printer);
		port->events->cleared(port->context, rig_cable.no_reset ? FAIL_EMPTY : FAIL_NONE);
	}
}

static void turn(void *context)
{
	struct rig_port *port = held();

	(void)context;
	loop_timer_set(rig_loop(), TURN_MS, turn, &rig_cable);
	fake_printer_work(rig_cable.printer, (size_t)(rig_cable.bytes_per_second * TURN_MS / 1000));
	if (!port || !rig_cable.plugged)
		return;
	if (!port->arrived) {
		port->arrived = true;
		port->events->arrived(port->context, "");
	}
	push(port);
	if (held() == port)
		listen(port);
	if (held() == port)
		answer_questions(port);
}

void rig_turn(void)
{
	loop_timer_set(rig_loop(), 0, turn, &rig_cable);
}

void rig_plug(void)
{
	rig_cable.plugged = true;
	rig_turn();
}

void rig_unplug(bool power)
{
	struct rig_port *port = held();

	rig_cable.plugged = false;
	if (power)
		fake_printer_power(rig_cable.printer);
	if (!port || !port->arrived)
		return;
	port->arrived = port->status_asked = port->reset_asked = false;
	if (port->size > 0) {
		size_t more = fake_printer_take(rig_cable.printer, port->out + port->done, power ? 0 : port->size - port->done);
		size_t untold = rig_random(64); /* a packet may have arrived whose end nobody heard of */
		port->done += more;
		port->done -= untold < port->done ? untold : port->done;
		answer_write(port, FAIL_OFFLINE);
	}
	port->events->left(port->context);
}

static bool is_there(const struct rig_port *port)
{
	return rig_cable.plugged && port->arrived;
}

static enum fail rig_write(struct port *base, const uint8_t *bytes, size_t size)
{
	struct rig_port *port = (struct rig_port *)base;

	if (size == 0 || size > PORT_CHUNK_BYTES)
		abort();
	if (!is_there(port))
		return FAIL_OFFLINE;
	if (port->size > 0)
		return FAIL_BUSY;
	memcpy(port->out, bytes, size);
	port->size = size;
	port->done = 0;
	port->since_ms = rig_now_ms();
	return FAIL_NONE;
}

static enum fail rig_status(struct port *base)
{
	struct rig_port *port = (struct rig_port *)base;

	if (rig_cable.no_status)
		return FAIL_EMPTY;
	port->status_asked = is_there(port);
	return is_there(port) ? FAIL_NONE : FAIL_OFFLINE;
}

static enum fail rig_reset(struct port *base)
{
	struct rig_port *port = (struct rig_port *)base;

	if (rig_cable.no_status)
		return FAIL_EMPTY;
	if (port->reset_asked)
		return FAIL_BUSY;
	port->reset_asked = is_there(port);
	return is_there(port) ? FAIL_NONE : FAIL_OFFLINE;
}

static void rig_close(struct port *base)
{
	rig_cable.port = NULL;
	free(base);
}

static const struct port_kind rig_kind = { "rig", rig_write, rig_status, rig_reset, rig_close };

enum fail port_usb_open(struct loop *loop, const struct port_events *events, void *context, struct port **ret)
{
	struct rig_port *port = calloc(1, sizeof *port);

	(void)loop;
	if (!port)
		abort();
	*port = (struct rig_port){ .port = { .kind = &rig_kind }, .events = events, .context = context };
	rig_cable.port = *ret = &port->port;
	rig_turn();
	return FAIL_NONE;
}

enum fail port_stream_open(struct loop *loop, const char *path, const struct port_events *events, void *context, struct port **ret)
{
	(void)loop, (void)path, (void)events, (void)context, (void)ret;
	return FAIL_INPUT;
}

void rig_cable_begin(const struct fake_options *options)
{
	rig_cable = (struct rig_cable){ .printer = fake_printer_new(options), .bytes_per_second = 60000, .plugged = true };
	rig_turn();
}

void rig_cable_end(void)
{
	loop_timer_clear(rig_loop(), turn, &rig_cable);
	fake_printer_free(rig_cable.printer);
	rig_cable.printer = NULL;
}
