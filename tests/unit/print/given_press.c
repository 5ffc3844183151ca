/* SPDX-License-Identifier: MIT */
/* given_press.c - one press and one virtual printer in one loop. */
#include "tests/unit/print/given_press.h"

#include "firmware/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { TURN_MS = 5 };

const struct profile given_profile = {
	.name = "test", .dots = FAKE_DOTS, .rows_per_second = 1000, .strip_rows = 64, .feed_units = 1, .cut = true, .confirm = CONFIRM_PROBE,
};

static void on_changed(void *context, enum press_state state, const char *key)
{
	struct given *given = context;

	given->changes++;
	given->state = state;
	snprintf(given->key, sizeof given->key, "%s", key);
}

static void on_ready(void *context, int64_t cuts)
{
	struct given *given = context;

	given->ready++;
	given->cuts_told = cuts;
	if (!given->holding)
		press_go(given->press);
}

static void on_sent(void *context)
{
	struct given *given = context;

	given->sent++;
	if (!given->holding)
		press_go(given->press);
}

static void on_unsent(void *context, int64_t cuts)
{
	struct given *given = context;

	given->unsent++;
	given->cuts_told = cuts;
	if (!given->holding)
		press_go(given->press);
}

static void on_finished(void *context, enum press_outcome outcome)
{
	struct given *given = context;

	given->finished++;
	given->outcome = outcome;
}

static const struct raster *on_torn(void *context)
{
	struct given *given = context;

	given->torn++;
	return given->slipless ? NULL : &given->slip;
}

const struct press_events given_events = { .changed = on_changed, .ready = on_ready, .sent = on_sent, .unsent = on_unsent, .slip = on_torn, .finished = on_finished };

static void keep_cut(void *context, const struct fake_receipt *receipt)
{
	struct given *given = context;
	size_t size = (size_t)receipt->rows * STRIDE;

	assert_true(given->cuts < CUTS_MAX);
	if (!given->receipt.letters)
		assert_int_equal(receipt->text_bytes, 0);
	assert_int_equal(receipt->unknown, 0);
	struct cut *cut = &given->cut[given->cuts++];
	*cut = (struct cut){ .rows = receipt->rows, .bits = malloc(size + 1) };
	assert_non_null(cut->bits);
	memcpy(cut->bits, receipt->bits, size);
	snprintf(cut->text, sizeof cut->text, "%.*s", (int)sizeof cut->text - 1, receipt->text);
}

static struct raster given_raster(int rows, uint32_t seed)
{
	struct raster raster = { .dots = FAKE_DOTS, .rows = rows, .bits = calloc((size_t)rows, STRIDE) };

	assert_non_null(raster.bits);
	for (int i = 0; i < rows * STRIDE; i++) {
		seed = seed * 1664525u + 1013904223u;
		raster.bits[i] = i / STRIDE % 50 < 12 ? 0 : (uint8_t)(seed >> 24) | 1;
	}
	raster.bits[0] = raster.bits[rows * STRIDE - 1] = 1;
	return raster;
}

static void count_ticket(void *context, int number, enum fake_ticket fate)
{
	(void)number;
	((struct given *)context)->fate[fate]++;
}

void plug_in(struct given *given, size_t buffer_bytes, long speed, bool clone)
{
	struct fake_options options = { .buffer_bytes = buffer_bytes, .no_process_id = clone, .no_counters = given->countless, .no_state = given->stateless, .no_fence = given->fenceless, .model = given->model, .presenter = given->presents, .ticket = count_ticket, .cuts = 1000, .cut = keep_cut, .context = given };

	given->counter = (struct counter){ .loop = given->loop, .bytes_per_second = speed };
	given->counter.printer = fake_printer_new(&options);
	assert_int_equal(counter_open(&given->counter, given->path, NULL), FAIL_NONE);
}

void open_press(struct given *given)
{
	struct profile profile = given_profile;

	if (given->presents) {
		profile.presenter = PRESENTER_CUSTOM;
		profile.present_um = 6500;
		profile.present_mm = 60;
		profile.ticket_seconds = given->ticket_seconds > 0 ? given->ticket_seconds : 75;
		profile.retracts = !given->keeps_out;
	}
	if (given->paces) {
		profile.buffer_bytes = PACED_BYTES;
		profile.confirm = CONFIRM_PROCESS_ID;
	}
	profile.clear = given->clears ? CLEAR_LIVE : CLEAR_RESET;
	assert_int_equal(press_open(given->loop, given->where, &profile, &given_events, given, &given->press), FAIL_NONE);
}

int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);

	assert_non_null(given);
	given_folder(given->folder);
	given_path(given->path, given->folder, "printer");
	snprintf(given->where, sizeof given->where, "unix:%s", given->path);
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	given->receipt = given_raster(ROWS, 3);
	given->slip = given_raster(SLIP_ROWS, 5);
	given->state = PRESS_STATE_COUNT;
	*state = given;
	return 0;
}

int teardown(void **state)
{
	struct given *given = *state;

	press_close(given->press);
	if (given->counter.printer) {
		counter_close(&given->counter);
		fake_printer_free(given->counter.printer);
	}
	loop_free(given->loop);
	raster_done(&given->receipt);
	raster_done(&given->slip);
	for (int i = 0; i < given->cuts; i++)
		free(given->cut[i].bits);
	given_done(given->folder);
	free(given);
	return 0;
}

void turn(struct given *given)
{
	assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
}

void turn_until(struct given *given, const int *counter, int value)
{
	for (int turns = 0; turns < WAIT_TURNS && *counter < value; turns++)
		turn(given);
	assert_true(*counter >= value);
}

void turn_some(struct given *given)
{
	for (int turns = 0; turns < 40; turns++)
		turn(given);
}

/* The cable has carried so many bytes. */
void turn_until_took(struct given *given, long bytes)
{
	given->counter.cut_cable_after = 1000000;
	for (int turns = 0; turns < WAIT_TURNS && given->counter.cut_cable_after > 1000000 - bytes; turns++)
		turn(given);
	assert_true(given->counter.cut_cable_after <= 1000000 - bytes);
	given->counter.cut_cable_after = -1;
}

/* Every byte is in the printer, which is large enough and does not work. */
void turn_until_out(struct given *given)
{
	size_t room = 0;

	turn_until(given, &given->sent, 1);
	while (room != fake_printer_room(given->counter.printer)) {
		room = fake_printer_room(given->counter.printer);
		for (int turns = 0; turns < 20; turns++)
			turn(given);
	}
}

void turn_until_state(struct given *given, enum press_state state)
{
	for (int turns = 0; turns < WAIT_TURNS && given->state != state; turns++)
		turn(given);
	assert_int_equal(given->state, state);
}

void print(struct given *given, int64_t number, bool torn)
{
	const struct press_job job = { .number = number, .receipt = &given->receipt, .torn = torn };

	assert_int_equal(press_print(given->press, &job), FAIL_NONE);
	assert_int_equal(press_print(given->press, &job), FAIL_BUSY);
}

void assert_cut(const struct given *given, int index, const struct raster *expected)
{
	assert_true(index < given->cuts);
	assert_int_equal(given->cut[index].rows, expected->rows);
	assert_memory_equal(given->cut[index].bits, expected->bits, (size_t)expected->rows * STRIDE);
}

/* The end of a strip of paper; what was torn off may stand before it. */
void assert_cut_ends(const struct given *given, int index, const struct raster *expected)
{
	assert_true(index < given->cuts);
	int before = given->cut[index].rows - expected->rows;
	assert_true(before > 0);
	assert_memory_equal(given->cut[index].bits + (size_t)before * STRIDE, expected->bits, (size_t)expected->rows * STRIDE);
}

int given_mute(struct given *given)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof address.sun_path, "%.100s", given->path);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(fd, 1), 0);
	return fd;
}

int given_clock(void **state)
{
	char *folder = malloc(GIVEN_PATH_BYTES), path[GIVEN_PATH_BYTES];

	assert_non_null(folder);
	given_folder(folder);
	given_path(path, folder, "clock");
	setenv("FOYER_CLOCK", path, 1);
	*state = folder;
	return clock_page_create(path, 0) == FAIL_NONE && clock_open() == FAIL_NONE ? 0 : -1;
}

int given_clock_done(void **state)
{
	given_done(*state);
	free(*state);
	return 0;
}
