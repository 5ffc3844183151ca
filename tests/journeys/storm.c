/* SPDX-License-Identifier: MIT */
#include "tests/journeys/storm.h"

#include "tests/journeys/missed_bin.h"
#include "tests/lib/screen.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <fcntl.h>
#include <linux/input.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUS = 1, KEY_BYTES = 32, SAID_BYTES = 4096, LOOKS = 4, CALM_MS = 11 * 1000 /* a copy with which the screen dies again and again is let go of: this is not that */ };

/* 23 November 2026: the library is open. */
#define MONDAY_AT_TEN_MS INT64_C(1795428000000)

static const struct usb_rig_device reader = { .vendor = 0x08ff, .product = 0x0009, .class = 3, .protocol = 1, .driver_bound = true };

const char *storm_event_name(enum storm_event event)
{
	static const char *const names[STORM_EVENTS] = {
		[STORM_BADGE] = "badge", [STORM_READER] = "reader", [STORM_HEADSET] = "headset", [STORM_COVER] = "cover", [STORM_PAPER] = "paper", [STORM_PRINTER] = "printer", [STORM_NETWORK] = "network", [STORM_STICK] = "stick",
		[STORM_KILL_UI] = "kill ui", [STORM_KILL_HUB] = "kill hub", [STORM_KILL_PRINT] = "kill print", [STORM_KILL_SYNC] = "kill sync", [STORM_POWER] = "power",
	};
	return names[event];
}

/* ---- the kiosk ---- */

/* The key of a run, which outlives each screen and ends with the power. */
static void new_key(struct storm *storm)
{
	char text[KEY_BYTES + 1];
	for (int i = 0; i < KEY_BYTES; i++)
		text[i] = (char)('A' + monkey_pick(&storm->monkey, 26));
	text[KEY_BYTES] = '\0';
	unlink(storm->key);
	given_file(storm->key, text, 0600);
}

static void start_screen(struct storm *storm)
{
	static const char opens[] = "key=$1; shift; exec \"$@\" --visit-key 3 3<\"$key\"";
	char program[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES];
	given_built("bin/foyer-ui", program);
	given_path(doors, storm->kiosk.state, "doors");
	storm->kiosk.fresh = false;
	storm->kiosk.awaited_act = 0; /* its successor has seen no act */
	process_start(&storm->screen, storm->said, (char *[]){ "/bin/sh", "-c", (char *)opens, "sh", storm->key, program, "--doors", doors, "--assets", storm->assets, "--panel", "1080x1920", "--density", "4.03",
		"--awake", "always", "--test", "--badge", "08ff:0009", "--no-keyboard", "--headphones", "ears", "--speaker", "speaker", "--jack", storm->jack, NULL });
}

static void end_screen(struct storm *storm)
{
	process_signal(&storm->screen, SIGKILL);
	int status = process_wait(&storm->screen);
	if (status != 256 + SIGKILL)
		fail_msg("foyer-ui had ended before by itself: %d", status);
	storm->killed[STORM_KILL_UI]++;
}

int storm_set_up(void **state)
{
	struct storm *storm = calloc(1, sizeof *storm);
	assert_non_null(storm);
	*state = storm;
	storm->monkey = monkey_new();
	storm->rig = usb_rig_new(NULL, &reader);
	given_folder(storm->assets);
	given_links("assets", storm->assets);
	kiosk_start(&storm->kiosk, &(struct kiosk_plan){ .assets = storm->assets, .no_ui = true, .begins_ms = MONDAY_AT_TEN_MS, .voice = true, .hasty_printer = true });
	given_path(storm->said, storm->kiosk.folder, "said-screen");
	given_path(storm->key, storm->kiosk.folder, "visit-key");
	given_path(storm->stick, storm->kiosk.folder, "stick");
	given_path(storm->jack, storm->kiosk.folder, "jack");
	assert_int_equal(mkdir(storm->stick, 0700), 0);
	assert_int_equal(mkfifo(storm->jack, 0600), 0);
	storm->jack_fd = open(storm->jack, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	kiosk_pid(&storm->kiosk, "foyer-print"); /* the hub has made its key by then */
	kiosk_halt(&storm->kiosk);
	staff_list(storm->kiosk.state, storm->assets, 0, staff_list_sam());
	kiosk_run(&storm->kiosk);
	new_key(storm);
	start_screen(storm);
	screen_await(&storm->kiosk, "start");
	usb_rig_plug(storm->rig, BUS, storm->address = 4);
	missed_bin_send(&storm->kiosk, storm->first); /* the council knows the kiosk by now, or it would take nothing of a stick's */
	json_decref(council_await(&storm->kiosk.council, 1));
	screen_press(&storm->kiosk, "finish-clear");
	screen_await(&storm->kiosk, "start");
	return 0;
}

int storm_tear_down(void **state)
{
	struct storm *storm = *state;
	process_stop(&storm->screen);
	close(storm->jack_fd);
	kiosk_end(&storm->kiosk);
	usb_rig_free(storm->rig);
	given_done(storm->assets);
	free(storm);
	return 0;
}

/* ---- what happens ---- */

static void badge(struct storm *storm)
{
	if (storm->reader_gone)
		return;
	usb_rig_type(storm->rig, monkey_pick(&storm->monkey, 4) ? "04A2B3C4" : "99887766"); /* nobody's */
	usb_rig_type(storm->rig, "\n");
}

static void reader_cable(struct storm *storm)
{
	storm->reader_gone = !storm->reader_gone;
	if (storm->reader_gone)
		usb_rig_unplug(storm->rig);
	else
		usb_rig_plug(storm->rig, BUS, storm->address = storm->address % 100 + 1);
}

static void headset(struct storm *storm)
{
	storm->headset = !storm->headset;
	const struct input_event event = { .type = EV_SW, .code = SW_HEADPHONE_INSERT, .value = storm->headset };
	(void)!write(storm->jack_fd, &event, sizeof event); /* full while no screen reads it */
}

static void cover(struct storm *storm)
{
	storm->cover_open = !storm->cover_open;
	if (!storm->printer_gone)
		printer_switch(&storm->kiosk.printer, storm->cover_open ? "cover open" : "cover closed");
}

static void paper(struct storm *storm)
{
	storm->paper_out = !storm->paper_out;
	if (!storm->printer_gone)
		printer_switch(&storm->kiosk.printer, storm->paper_out ? "paper out" : "paper in");
}

/* One that is plugged in again is a new one: closed, and with paper. */
static void printer_cable(struct storm *storm)
{
	storm->printer_gone = !storm->printer_gone;
	storm->cover_open = storm->paper_out = false;
	if (storm->printer_gone)
		printer_stop(&storm->kiosk.printer);
	else
		printer_start(&storm->kiosk.printer);
}

static void network(struct storm *storm)
{
	storm->line_down = !storm->line_down;
	if (storm->line_down)
		council_stop(&storm->kiosk.council);
	else
		council_start(&storm->kiosk.council);
}

static void stick(struct storm *storm)
{
	char foyer[GIVEN_PATH_BYTES], office[GIVEN_PATH_BYTES], said[SAID_BYTES];
	given_built("bin/foyer", foyer);
	given_built("bin/foyer-backoffice", office);
	if (process_run((char *[]){ foyer, "queue", "export", "--state", storm->kiosk.state, storm->stick, NULL }, said, sizeof said) != 0)
		fail_msg("foyer queue export: %s", said);
	if (process_run((char *[]){ office, "import", storm->kiosk.council.folder, storm->stick, NULL }, said, sizeof said) != 0)
		fail_msg("foyer-backoffice import: %s", said);
}

static void kill_ui(struct storm *storm)
{
	for (int i = 0; i < LOOKS; i++)
		screen_look(&storm->kiosk); /* a hub that has just begun is given the copy anew: this much later it has it */
	json_decref(kiosk_status(&storm->kiosk)); /* an answer means that the copy of what was typed before has been taken in */
	kiosk_move_clock(&storm->kiosk, CALM_MS);
	end_screen(storm);
	start_screen(storm);
}

static void kill_program(struct storm *storm, enum storm_event event)
{
	static const char *const programs[STORM_EVENTS] = { [STORM_KILL_HUB] = "foyer-hub", [STORM_KILL_PRINT] = "foyer-print", [STORM_KILL_SYNC] = "foyer-sync" };
	kiosk_kill(&storm->kiosk, programs[event]);
	storm->killed[event]++;
}

static void kill_hub(struct storm *storm) { kill_program(storm, STORM_KILL_HUB); }
static void kill_print(struct storm *storm) { kill_program(storm, STORM_KILL_PRINT); }
static void kill_sync(struct storm *storm) { kill_program(storm, STORM_KILL_SYNC); }

/* Everything at once; what was in memory only is gone, on purpose. */
static void power(struct storm *storm)
{
	end_screen(storm);
	kiosk_cut_power(&storm->kiosk);
	new_key(storm);
	kiosk_run(&storm->kiosk);
	start_screen(storm);
}

void storm_happen(struct storm *storm, enum storm_event event)
{
	static void (*const happens[STORM_EVENTS])(struct storm *storm) = {
		[STORM_BADGE] = badge, [STORM_READER] = reader_cable, [STORM_HEADSET] = headset, [STORM_COVER] = cover, [STORM_PAPER] = paper, [STORM_PRINTER] = printer_cable, [STORM_NETWORK] = network, [STORM_STICK] = stick,
		[STORM_KILL_UI] = kill_ui, [STORM_KILL_HUB] = kill_hub, [STORM_KILL_PRINT] = kill_print, [STORM_KILL_SYNC] = kill_sync, [STORM_POWER] = power,
	};
	storm->count[event]++;
	happens[event](storm);
}

void storm_calm(struct storm *storm)
{
	if (storm->reader_gone)
		reader_cable(storm);
	if (storm->headset)
		headset(storm);
	if (storm->printer_gone)
		printer_cable(storm);
	if (storm->cover_open)
		cover(storm);
	if (storm->paper_out)
		paper(storm);
	if (storm->line_down)
		network(storm);
}

/* ---- what the log says of it ---- */

int storm_crashes(struct storm *storm)
{
	char path[GIVEN_PATH_BYTES];
	int crashes = 0, killed = storm->killed[STORM_KILL_HUB] + storm->killed[STORM_KILL_PRINT] + storm->killed[STORM_KILL_SYNC], seen = 0;
	given_path(path, storm->kiosk.folder, "said");
	char *log = given_text(path), *rest = log;
	for (char *line; rest && (line = strsep(&rest, "\n"));) {
		if (!strstr(line, "program.ended"))
			continue;
		if (strstr(line, "signal=9"))
			seen++;
		else if (!strstr(line, "signal=15") && !strstr(line, "status=0") && !strstr(line, "status=75") /* asked to begin anew */ && ++crashes)
			print_error("%s\n", line);
	}
	free(log);
	if (seen > killed)
		print_error("%d programs were killed, and %d by us\n", seen, killed);
	return crashes + (seen > killed);
}
