/* SPDX-License-Identifier: MIT */
/* fault.print_usb - foyer-print itself over the real libusb: printed, unplugged, killed, and never two originals. */
#include "firmware/base/clock.h" /* ours before cmocka.h, which has a macro called fail */
#include "firmware/print/draw.h"
#include "tests/fakes/printer/usb_rig.h"
#include "tests/faults/print/hub_double.h"

#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TURN_MS = 5, WAIT_MS = 60000, CUTS_MAX = 64, STRIDE = FAKE_STRIDE, BUS = 1, ADDRESS = 4, FAST = 20000, SLOW = 150, RECEIPTS = 10 };

static const char reference[] = "MB 7K4 29Q XMP";
static const struct usb_rig_device device = {
	.vendor = 0x0fe6, .product = 0x811e, .class = 7, .protocol = 2, .device_id = "MFG:Fake;CMD:ESC/POS;MDL:80;", .driver_bound = true,
};

/* Of another head: 180 dots an inch, 512 across. */
static const struct usb_rig_device other_device = {
	.vendor = 0x1504, .product = 0x001f, .class = 7, .protocol = 2, .device_id = "MFG:BIXOLON;CMD:ESC/POS;MDL:SRP-350II;", .driver_bound = true,
};

struct cut { int rows; uint8_t *bits; };

struct given {
	char folder[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES];
	struct loop *loop;
	struct hub_double hub;
	struct fake_printer *printer;
	struct usb_rig *rig;
	struct process print;
	struct draw *draw;
	struct raster receipt, slip;   /* what must come out */
	struct cut cut[CUTS_MAX];
	int cuts;
	size_t speed;                  /* bytes of the mechanism a turn */
};

static void keep_cut(void *context, const struct fake_receipt *receipt)
{
	struct given *given = context;
	size_t size = (size_t)receipt->rows * STRIDE;

	if (given->cuts == CUTS_MAX)
		abort();
	struct cut *cut = &given->cut[given->cuts++];
	*cut = (struct cut){ .rows = receipt->rows, .bits = malloc(size + 1) };
	memcpy(cut->bits, receipt->bits, size);
}

static void start_print(struct given *given)
{
	char program[GIVEN_PATH_BYTES];

	given_built("bin/foyer-print", program);
	process_start(&given->print, given->said, (char *[]){ program, "--doors", given->hub.doors, "--assets", given->assets, NULL });
}


static void given_drawn(struct given *given)
{
	struct receipt_job job = { .number = 1, .service = "missed-bin", .language = "en", .submitted_ms = 1795517460000, .due = { 2026, 11, 26 } };
	bool bare = true;

	snprintf(job.reference.text, sizeof job.reference.text, "%s", reference);
	assert_int_equal(draw_job(given->draw, &job, &given->receipt, &bare), FAIL_NONE);
	assert_int_equal(draw_void(given->draw, "en", false, &given->slip), FAIL_NONE);
	assert_false(bare);
}

static struct given *given_all(size_t buffer_bytes)
{
	struct given *given = calloc(1, sizeof *given);
	struct fake_options options = { .buffer_bytes = buffer_bytes, .cut = keep_cut, .context = given };

	assert_non_null(given);
	given_folder(given->folder);
	given_path(given->said, given->folder, "said");
	given_path(given->hub.doors, given->folder, "");
	given_built("tests/print-assets", given->assets);
	given->speed = FAST;
	given->hub.printer = "auto";
	assert_int_equal(draw_open(given->assets, &given->draw), FAIL_NONE);
	given_drawn(given);
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	given->hub.loop = given->loop;
	given->printer = fake_printer_new(&options);
	given->rig = usb_rig_new(given->printer, &device);
	hub_double_open(&given->hub);
	start_print(given);
	return given;
}

static void given_end(struct given *given)
{
	assert_int_equal(process_stop(&given->print), 0);
	hub_double_close(&given->hub);
	usb_rig_free(given->rig);
	fake_printer_free(given->printer);
	loop_free(given->loop);
	raster_done(&given->receipt);
	raster_done(&given->slip);
	draw_close(given->draw);
	for (int i = 0; i < given->cuts; i++)
		free(given->cut[i].bits);
	given_done(given->folder);
	free(given);
}

static void turn(struct given *given)
{
	usb_rig_turn(given->rig, given->speed);
	assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
}

#define TURN_UNTIL(GIVEN, CONDITION) \
	do { \
		int64_t end_ms = clock_mono_ms() + WAIT_MS; \
		while (!(CONDITION) && clock_mono_ms() < end_ms) \
			turn(GIVEN); \
		assert_true(CONDITION); \
	} while (0)

/* The kernel lets go of a dead program's transfers before anybody hears of its death; the emulation a moment later. */
static void kill_print(struct given *given)
{
	process_signal(&given->print, SIGKILL);
	assert_int_equal(process_wait(&given->print), 256 + SIGKILL);
	TURN_UNTIL(given, !usb_rig_claimed(given->rig));
}

/* Nothing more goes out. */
static void turn_until_quiet(struct given *given)
{
	size_t taken = 0;

	while (taken != usb_rig_taken(given->rig)) {
		taken = usb_rig_taken(given->rig);
		for (int turns = 0; turns < 40; turns++)
			turn(given);
	}
}

static void assert_cut(const struct given *given, int index, const struct raster *expected)
{
	assert_true(index < given->cuts);
	const struct cut *cut = &given->cut[index];
	int before = cut->rows - expected->rows;

	assert_true(before >= 0); /* white rows, or what was torn off, may stand before it */
	assert_memory_equal(cut->bits + (size_t)before * STRIDE, expected->bits, (size_t)expected->rows * STRIDE);
}

static void a_whole_receipt_comes_out_dot_by_dot(void **state)
{
	struct given *given = given_all(4096);

	(void)state;
	TURN_UNTIL(given, strcmp(given->hub.state, "none") == 0);
	assert_string_equal(given->hub.words, "No printer is connected. Check its cable and that it is switched on.");
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	assert_int_equal(usb_rig_counts(given->rig).detaches, 1);
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_int_equal(given->cuts, 1);
	assert_int_equal(given->cut[0].rows, given->receipt.rows);
	assert_cut(given, 0, &given->receipt);
	assert_int_equal(given->hub.row[0].claims, 1);
	given_end(given);
}

static void another_head_gets_a_drawing_of_its_own(void **state)
{
	struct given *given = given_all(4096);

	(void)state;
	usb_rig_free(given->rig);
	given->rig = usb_rig_new(given->printer, &other_device);
	process_stop(&given->print);
	start_print(given);
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	raster_done(&given->receipt);
	raster_done(&given->slip);
	draw_paper(given->draw, 512, 180);
	given_drawn(given);
	assert_int_equal(given->receipt.dots, 512);
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_int_equal(given->cuts, 1);
	assert_int_equal(given->cut[0].rows, given->receipt.rows);
	for (int row = 0; row < given->receipt.rows; row++)
		assert_memory_equal(given->cut[0].bits + (size_t)row * STRIDE, given->receipt.bits + (size_t)row * 64, 64);
	given_end(given);
}

static void faults_of_the_wire_lose_and_double_nothing(void **state)
{
	static const enum usb_rig_fault faults[] = { USB_RIG_STALL, USB_RIG_SHORT, USB_RIG_ERROR };
	struct given *given = given_all(2048);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	for (int i = 0; i < 3; i++) {
		usb_rig_fault_after(given->rig, 40001, faults[i]);
		hub_double_add(&given->hub, i + 1, reference, "en");
		TURN_UNTIL(given, given->hub.row[i].state == HUB_DONE);
		assert_int_equal(given->cuts, i + 1);
		assert_int_equal(given->cut[i].rows, given->receipt.rows);
		assert_cut(given, i, &given->receipt);
	}
	given_end(given);
}

static void paper_out_in_the_middle_is_told_and_waited_out(void **state)
{
	struct given *given = given_all(2048);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	given->speed = SLOW * 10;
	size_t before = usb_rig_taken(given->rig);
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, usb_rig_taken(given->rig) > before + 50000);
	usb_rig_set(given->rig, FAKE_PAPER_OUT, true);
	TURN_UNTIL(given, strcmp(given->hub.state, "paper") == 0);
	assert_string_equal(given->hub.words, "The printer has no paper. Put in a new roll: printing goes on by itself.");
	usb_rig_set(given->rig, FAKE_PAPER_OUT, false);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_int_equal(given->cuts, 1);
	assert_cut(given, 0, &given->receipt);
	given_end(given);
}

static void unplugged_in_the_middle_it_is_voided_and_printed_whole(void **state)
{
	struct given *given = given_all(2048);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	given->speed = SLOW * 10;
	size_t before = usb_rig_taken(given->rig);
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, usb_rig_taken(given->rig) > before + 60000);
	usb_rig_unplug(given->rig);
	usb_rig_power(given->rig);
	TURN_UNTIL(given, strcmp(given->hub.state, "none") == 0);
	given->speed = FAST;
	usb_rig_plug(given->rig, BUS, ADDRESS + 1);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut(given, 0, &given->slip);
	assert_cut(given, 1, &given->receipt);
	assert_int_equal(given->hub.row[0].claims, 1);
	given_end(given);
}

static void killed_in_the_middle_the_next_one_voids_and_prints_whole(void **state)
{
	struct given *given = given_all(2048);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	hub_double_add(&given->hub, 1, reference, "en");
	given->speed = SLOW * 10;
	size_t before = usb_rig_taken(given->rig);
	for (size_t kill = 1; kill <= 3; kill++) {
		TURN_UNTIL(given, usb_rig_taken(given->rig) > before + 35000 * kill);
		kill_print(given);
		TURN_UNTIL(given, !given->hub.row[0].held);
		before = usb_rig_taken(given->rig) - 35000 * kill;
		start_print(given);
	}
	given->speed = FAST;
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_true(given->cuts >= 2);
	assert_cut(given, given->cuts - 1, &given->receipt);
	assert_int_equal(given->cut[given->cuts - 1].rows, given->receipt.rows);
	for (int i = 0; i < given->cuts - 1; i++)
		assert_cut(given, i, &given->slip); /* whatever was torn ends with the slip that voids it */
	given_end(given);
}

/* Everything lies in the printer's buffer, the program dies, and the next one asks the printer. */
static void killed_after_the_last_byte_the_printer_is_asked(void **state)
{
	struct given *given = given_all(256 * 1024);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	given->speed = 0;
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_SENT);
	turn_until_quiet(given);
	kill_print(given);
	TURN_UNTIL(given, !given->hub.row[0].held);
	given->speed = FAST;
	start_print(given);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_int_equal(given->cuts, 1);
	hub_double_add(&given->hub, 2, reference, "en"); /* the next one comes out as always */
	TURN_UNTIL(given, given->hub.row[1].state == HUB_DONE);
	assert_int_equal(given->cuts, 2);
	assert_cut(given, 0, &given->receipt);
	assert_cut(given, 1, &given->receipt);
	given_end(given);
}

/* The narrow gap: the row says sent, and the program dies before it hears that: the cut never went out, but who could know. */
static void killed_before_it_heard_of_sent_nothing_is_printed_twice(void **state)
{
	struct given *given = given_all(256 * 1024);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.writing_heard == 1);
	given->hub.deaf = true;
	TURN_UNTIL(given, given->hub.sent_heard == 1);
	kill_print(given);
	TURN_UNTIL(given, !given->hub.row[0].held);
	given->hub.deaf = false;
	start_print(given);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_UNSURE);
	assert_int_equal(given->cuts, 0);
	given_end(given);
}

/* The last strips are on their way when it is told to end: it stays until the printer says that it came out. */
static void told_to_end_it_waits_for_the_last_receipt(void **state)
{
	struct given *given = given_all(2048);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	hub_double_add(&given->hub, 1, reference, "en");
	hub_double_add(&given->hub, 2, reference, "en");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_WRITING);
	process_signal(&given->print, SIGTERM);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	TURN_UNTIL(given, !usb_rig_claimed(given->rig));
	assert_int_equal(process_wait(&given->print), 0);
	assert_int_equal(given->cuts, 1);
	assert_cut(given, 0, &given->receipt);
	assert_int_equal(given->hub.row[1].claims, 0);
	given_end(given);
}

/* One that takes no more is not waited for beyond that. */
static void told_to_end_it_does_not_wait_for_paper(void **state)
{
	struct given *given = given_all(2048);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	given->speed = SLOW;
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, given->hub.row[0].state == HUB_WRITING);
	usb_rig_set(given->rig, FAKE_PAPER_OUT, true);
	TURN_UNTIL(given, strcmp(given->hub.state, "paper") == 0);
	process_signal(&given->print, SIGTERM);
	TURN_UNTIL(given, !usb_rig_claimed(given->rig));
	assert_int_equal(process_wait(&given->print), 0);
	assert_int_equal(given->hub.row[0].state, HUB_WRITING);
	given_end(given);
}

static bool ends_with(const struct cut *cut, const struct raster *expected)
{
	int before = cut->rows - expected->rows;

	return before >= 0 && memcmp(cut->bits + (size_t)before * STRIDE, expected->bits, (size_t)expected->rows * STRIDE) == 0;
}

/* Killed at any byte, up to three times a receipt: each has its end, and none lies there twice. FOYER_PRINT_KILLS: from which seed. */
static void killed_at_any_byte_none_is_lost_and_none_doubled(void **state)
{
	struct given *given = given_all(4096);
	const char *from = getenv("FOYER_PRINT_KILLS");
	unsigned seed = from ? (unsigned)strtoul(from, NULL, 10) : 7;
	int kills = 0, done = 0, unsure = 0, originals = 0, voided = 0;

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	given->speed = SLOW * 20;
	for (int job = 0; job < RECEIPTS; job++) {
		hub_double_add(&given->hub, job + 1, reference, "en");
		struct hub_row *row = &given->hub.row[job];
		for (int kill = 0; kill < 3; kill++) {
			size_t at = usb_rig_taken(given->rig) + (size_t)rand_r(&seed) % 80000;
			TURN_UNTIL(given, usb_rig_taken(given->rig) >= at || row->state > HUB_SENT);
			if (row->state > HUB_SENT)
				break;
			kill_print(given);
			kills++;
			TURN_UNTIL(given, !row->held);
			start_print(given);
		}
		TURN_UNTIL(given, row->state > HUB_SENT);
		done += row->state == HUB_DONE;
		unsure += row->state == HUB_UNSURE;
	}
	for (int i = 0; i < given->cuts; i++) {
		originals += ends_with(&given->cut[i], &given->receipt);
		voided += ends_with(&given->cut[i], &given->slip);
	}
	print_message("receipts %d, kills %d: done %d, unsure %d, lost %d, originals on paper %d, voided %d\n", RECEIPTS, kills, done, unsure,
	              RECEIPTS - done - unsure, originals, voided);
	assert_int_equal(done + unsure, RECEIPTS);
	assert_true(originals >= done && originals <= done + unsure);
	given_end(given);
}

static void a_hub_that_dies_meanwhile_is_told_afterwards(void **state)
{
	struct given *given = given_all(2048);

	(void)state;
	usb_rig_plug(given->rig, BUS, ADDRESS);
	TURN_UNTIL(given, strcmp(given->hub.state, "ready") == 0);
	given->speed = SLOW * 10;
	size_t before = usb_rig_taken(given->rig);
	hub_double_add(&given->hub, 1, reference, "en");
	TURN_UNTIL(given, usb_rig_taken(given->rig) > before + 40000);
	hub_double_close(&given->hub);
	given->speed = FAST;
	turn_until_quiet(given);
	assert_int_equal(given->cuts, 0); /* the last strip waits for it */
	hub_double_open(&given->hub);
	TURN_UNTIL(given, given->hub.row[0].state == HUB_DONE);
	assert_int_equal(given->cuts, 1);
	assert_int_equal(given->hub.row[0].claims, 1);
	given_end(given);
}

int main(void)
{
	setenv("TZ", "Europe/London", 1);
	tzset();
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_whole_receipt_comes_out_dot_by_dot),
		cmocka_unit_test(another_head_gets_a_drawing_of_its_own),
		cmocka_unit_test(faults_of_the_wire_lose_and_double_nothing),
		cmocka_unit_test(paper_out_in_the_middle_is_told_and_waited_out),
		cmocka_unit_test(unplugged_in_the_middle_it_is_voided_and_printed_whole),
		cmocka_unit_test(killed_in_the_middle_the_next_one_voids_and_prints_whole),
		cmocka_unit_test(killed_after_the_last_byte_the_printer_is_asked),
		cmocka_unit_test(killed_before_it_heard_of_sent_nothing_is_printed_twice),
		cmocka_unit_test(told_to_end_it_waits_for_the_last_receipt),
		cmocka_unit_test(told_to_end_it_does_not_wait_for_paper),
		cmocka_unit_test(killed_at_any_byte_none_is_lost_and_none_doubled),
		cmocka_unit_test(a_hub_that_dies_meanwhile_is_told_afterwards),
	};
	return cmocka_run_group_tests_name("print_usb", cases, NULL, NULL);
}
