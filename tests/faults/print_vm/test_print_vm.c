/* SPDX-License-Identifier: MIT */
/* Inside the virtual machine: foyer-print, a real kernel's USB, its usblp, udev and libusb, and printers that come and go. */
#include "firmware/base/clock.h" /* ours before cmocka.h, which has a macro called fail */
#include "tests/faults/print_vm/stand.h"

#include "firmware/base/json.h"

#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BUFFER = 4096, IDLE_MS = 2000, IDLE_WAKE_UPS = 5, COMINGS = 20, KILLS = 5, DEAF_MS = 7000 /* longer than one write is waited for */, DEAF_TOLD_MS = 1000, SETTLE_MS = 500, GROWTH_KIB = 2048 };

static struct stand stand;

static int end_what_is_left(void **state)
{
	(void)state;
	stand_abandon(&stand);
	return 0;
}

static void modprobe(const char *module, const char *option)
{
	char said[1024];

	if (process_run((char *[]){ "/sbin/modprobe", (char *)module, (char *)option, NULL }, said, sizeof said) != 0)
		fail_msg("the kernel's module %s: %s", module, said);
}

static bool is_done(const struct order *order)
{
	return strcmp(order->state, "done") == 0;
}

static bool has_ended(const struct order *order)
{
	return is_done(order) || strcmp(order->state, "unsure") == 0;
}

static bool printer_is(const char *state)
{
	return strcmp(stand.printer, state) == 0;
}

/* A line of /proc/PID/status as a number. */
static long status_of(pid_t pid, const char *key, int base)
{
	char path[64], text[8192];

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *file = fopen(path, "re");
	size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
	if (file)
		fclose(file);
	text[size] = '\0';
	const char *at = strstr(text, key);
	if (!at)
		fail_msg("%s has no line \"%s\"", path, key + 1);
	return strtol(at + strlen(key), NULL, base);
}

static int open_files(pid_t pid)
{
	char path[64];
	int count = 0;

	snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
	DIR *folder = opendir(path);
	assert_non_null(folder);
	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

/* The node of the printer on the bus that libusb opens. */
static bool find_node(char ret[static GIVEN_PATH_BYTES], char ret_device[static GIVEN_PATH_BYTES])
{
	DIR *folder = opendir("/sys/bus/usb/devices");
	const struct dirent *entry;
	bool found = false;

	while (folder && !found && (entry = readdir(folder))) {
		char path[GIVEN_PATH_BYTES], part[512];
		snprintf(part, sizeof part, "%s/idVendor", entry->d_name);
		given_path(path, "/sys/bus/usb/devices", part);
		char *vendor = given_text(path);
		found = vendor && strtol(vendor, NULL, 16) == GADGET_VENDOR;
		free(vendor);
		if (!found)
			continue;
		given_path(ret_device, "/sys/bus/usb/devices", entry->d_name);
		given_path(path, ret_device, "uevent");
		char *about = given_text(path), *name = about ? strstr(about, "DEVNAME=") : NULL;
		assert_non_null(name);
		name[strcspn(name, "\n")] = '\0';
		given_path(ret, "/dev", name + strlen("DEVNAME="));
		free(about);
	}
	if (folder)
		closedir(folder);
	return found;
}

static void where_there_is_no_usb_it_says_so_and_waits(void **state)
{
	(void)state;
	assert_int_not_equal(access("/sys/bus/usb", F_OK), 0);
	stand_open(&stand, "auto");
	stand_print(&stand);
	STAND_UNTIL(&stand, stand_said(&stand, "foyer-hub", "door.opened door=print"));
	STAND_UNTIL(&stand, printer_is("none"));
	stand_turns(&stand, SETTLE_MS);
	long before = status_of(stand.print.pid, "\nvoluntary_ctxt_switches:", 10);
	stand_turns(&stand, IDLE_MS);
	long wake_ups = status_of(stand.print.pid, "\nvoluntary_ctxt_switches:", 10) - before;
	printf("without USB: %ld wake-ups in %d ms\n", wake_ups, IDLE_MS);
	assert_true(wake_ups <= IDLE_WAKE_UPS);
	modprobe("dummy_hcd", "num=2");
	modprobe("usb_f_printer", NULL);
	stand_usb(&stand, BUFFER);
	gadget_plug(&stand.port[0]);
	STAND_UNTIL(&stand, printer_is("ready"));
	struct order *order = stand_submit(&stand);
	STAND_UNTIL(&stand, is_done(order));
	assert_int_equal(order->originals, 1);
	stand_close(&stand);
}

static int listen_at(const char *path)
{
	struct sockaddr_un place = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	snprintf(place.sun_path, sizeof place.sun_path, "%s", path);
	unlink(path);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&place, sizeof place) != 0 || listen(fd, 1) != 0 || chmod(path, 0666) != 0)
		fail_msg("%s: %s", path, strerror(errno));
	return fd;
}

/* The same receipt through a socket, as it comes out: rows × FAKE_STRIDE. */
static uint8_t *by_socket(int *ret_rows)
{
	int listener = listen_at("/run/printer");
	const struct fake_options options = { .buffer_bytes = BUFFER, .cut = paper_cut, .context = &stand.paper };

	stand_open(&stand, "unix:/run/printer");
	stand.stream.printer = fake_printer_new(&options);
	stand_print(&stand);
	STAND_UNTIL(&stand, (stand.stream.fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0);
	STAND_UNTIL(&stand, printer_is("ready"));
	struct order *order = stand_submit(&stand);
	STAND_UNTIL(&stand, is_done(order));
	assert_int_equal(order->originals, 1);
	*ret_rows = stand.paper.last_rows;
	uint8_t *bits = stand.paper.last_bits;
	stand.paper.last_bits = NULL;
	stand_close(&stand);
	close(listener);
	return bits;
}

static void taken_from_usblp_it_prints_what_a_socket_prints(void **state)
{
	int rows = 0;
	uint8_t *bits = by_socket(&rows);

	(void)state;
	modprobe("usblp", NULL);
	stand_open(&stand, "auto");
	stand_usb(&stand, BUFFER);
	gadget_plug(&stand.port[0]);
	STAND_UNTIL(&stand, access("/dev/usb/lp0", F_OK) == 0);
	stand_print(&stand);
	STAND_UNTIL(&stand, printer_is("ready"));
	assert_int_not_equal(access("/dev/usb/lp0", F_OK), 0);
	struct order *order = stand_submit(&stand);
	STAND_UNTIL(&stand, is_done(order));
	assert_int_equal(order->originals, 1);
	assert_int_equal(stand.paper.cuts, 1);
	assert_int_equal(stand.paper.last_rows, rows);
	assert_memory_equal(stand.paper.last_bits, bits, (size_t)rows * FAKE_STRIDE);
	free(bits);
	stand_close(&stand);
}

static void udev_gives_it_to_the_printers_user_alone(void **state)
{
	struct stat about;
	char node[GIVEN_PATH_BYTES], device[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	const struct passwd *user = getpwnam("foyer-print");

	(void)state;
	assert_non_null(user);
	uid_t uid = user->pw_uid;
	gid_t gid = user->pw_gid;
	stand_open(&stand, "auto");
	stand_usb(&stand, BUFFER);
	stand_print(&stand);
	assert_int_not_equal(access("/sys/module/usblp", F_OK), 0);
	gadget_plug(&stand.port[0]);
	STAND_UNTIL(&stand, printer_is("ready"));
	assert_int_not_equal(access("/sys/module/usblp", F_OK), 0);
	assert_true(find_node(node, device));
	assert_int_equal(stat(node, &about), 0);
	assert_int_equal(about.st_uid, 0);
	assert_int_equal(about.st_gid, gid);
	assert_int_equal(about.st_mode & 07777, 0660);
	given_path(path, device, "power/control");
	char *power = given_text(path);
	assert_non_null(power);
	assert_string_equal(power, "on\n");
	free(power);
	assert_int_equal(status_of(stand.print.pid, "\nUid:", 10), uid);
	assert_int_equal(status_of(stand.print.pid, "\nGid:", 10), gid);
	assert_int_equal(status_of(stand.print.pid, "\nCapEff:", 16), 0);
	assert_int_equal(status_of(stand.print.pid, "\nCapBnd:", 16), 0);
	stand_close(&stand);
}

/* How many bytes of a job went through port 0 after @before, and they keep coming. */
static bool under_way(size_t before, size_t bytes)
{
	return stand.port[0].wire.taken > before + bytes;
}

static void unplugged_in_the_middle_it_comes_out_once(void **state)
{
	/* Before the first ink there is nothing to void. */
	static const struct { size_t after; bool power; int voids_least; } ways[] = { { 2000, false, 0 }, { 40000, false, 1 }, { 45000, true, 1 }, { 60000, true, 1 } };

	(void)state;
	stand_open(&stand, "auto");
	stand_usb(&stand, BUFFER);
	stand_print(&stand);
	gadget_plug(&stand.port[0]);
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		STAND_UNTIL(&stand, printer_is("ready"));
		size_t before = stand.port[0].wire.taken;
		stand.speed = STAND_SLOW;
		struct order *order = stand_submit(&stand);
		STAND_UNTIL(&stand, under_way(before, ways[i].after));
		gadget_unplug(&stand.port[0]);
		if (ways[i].power)
			fake_printer_power(stand.fake[0]);
		STAND_UNTIL(&stand, printer_is("none"));
		stand.speed = STAND_FAST;
		gadget_plug(&stand.port[0]);
		STAND_UNTIL(&stand, is_done(order));
		assert_int_equal(order->originals, 1);
		assert_in_range(order->voids, ways[i].voids_least, 1);
	}
	assert_int_equal(stand.paper.strange + stand.paper.shared, 0);
	stand_close(&stand);
}

static unsigned next_random(void)
{
	static unsigned now = 20261123;

	now ^= now << 13;
	now ^= now >> 17;
	now ^= now << 5;
	return now;
}

/* What a printer has begun stays in it, and foyer-print does not know it again: that is why a receipt may come out below such a part here.
 * Some leave before anybody has opened them, some with a receipt half out. */
static void come_and_go(void)
{
	for (int i = 0; i < COMINGS; i++) {
		struct gadget *port = &stand.port[next_random() % STAND_PORTS];
		if (port->wire.fd >= 0)
			gadget_unplug(port);
		gadget_plug(port);
		if (i % 5 == 4)
			stand_submit(&stand);
		stand_turns(&stand, (int)(next_random() % 1000));
		if (next_random() % 3 == 0)
			gadget_unplug(&stand.port[next_random() % STAND_PORTS]);
	}
}

static void two_ports_come_and_go_and_nothing_is_left_behind(void **state)
{
	(void)state;
	stand_open(&stand, "auto");
	stand_usb(&stand, BUFFER);
	stand_print(&stand);
	gadget_plug(&stand.port[1]);
	STAND_UNTIL(&stand, printer_is("ready"));
	struct order *order = stand_submit(&stand);
	STAND_UNTIL(&stand, is_done(order));
	int files = open_files(stand.print.pid);
	long kib = status_of(stand.print.pid, "\nVmRSS:", 10);
	come_and_go();
	gadget_unplug(&stand.port[0]);
	gadget_unplug(&stand.port[1]);
	STAND_UNTIL(&stand, printer_is("none"));
	gadget_plug(&stand.port[0]);
	stand_submit(&stand);
	for (int i = 0; i < stand.paper.orders; i++)
		STAND_UNTIL(&stand, has_ended(&stand.paper.order[i]));
	STAND_UNTIL(&stand, printer_is("ready"));
	long grown = status_of(stand.print.pid, "\nVmRSS:", 10) - kib;
	printf("two ports: open files %d, then %d; memory grew by %ld KiB\n", files, open_files(stand.print.pid), grown);
	assert_int_equal(open_files(stand.print.pid), files);
	assert_true(grown < GROWTH_KIB);
	assert_int_equal(stand.paper.strange, 0);
	stand_close(&stand);
}

static void killed_in_the_middle_it_comes_out_once(void **state)
{
	(void)state;
	stand_open(&stand, "auto");
	stand_usb(&stand, BUFFER);
	stand_print(&stand);
	gadget_plug(&stand.port[0]);
	for (int i = 0; i < KILLS; i++) {
		STAND_UNTIL(&stand, printer_is("ready"));
		size_t before = stand.port[0].wire.taken;
		stand.speed = STAND_SLOW * 2;
		struct order *order = stand_submit(&stand);
		STAND_UNTIL(&stand, under_way(before, next_random() % 70000));
		stand_kill(&stand);
		stand_print(&stand);
		stand.speed = STAND_FAST;
		STAND_UNTIL(&stand, has_ended(order));
		assert_in_range(order->originals, 0, 1);
	}
	assert_int_equal(stand.paper.strange + stand.paper.shared, 0);
	stand_close(&stand);
}

static void what_the_printer_does_not_take_is_not_sent_twice(void **state)
{
	(void)state;
	stand_open(&stand, "auto");
	stand_usb(&stand, BUFFER);
	stand_print(&stand);
	gadget_plug(&stand.port[0]);
	for (int i = 0; i < 2; i++) {
		STAND_UNTIL(&stand, printer_is("ready"));
		size_t before = stand.port[0].wire.taken;
		stand.speed = STAND_SLOW;
		struct order *order = stand_submit(&stand);
		STAND_UNTIL(&stand, under_way(before, 20000));
		if (i == 1) { /* the second time it says why */
			fake_printer_set(stand.fake[0], FAKE_PAPER_OUT, true);
			STAND_UNTIL(&stand, printer_is("paper"));
		}
		stand.port[0].wire.deaf = true;
		stand_turns(&stand, i == 1 ? DEAF_TOLD_MS : DEAF_MS);
		stand.port[0].wire.deaf = false;
		fake_printer_set(stand.fake[0], FAKE_PAPER_OUT, false);
		stand.speed = STAND_FAST;
		STAND_UNTIL(&stand, is_done(order));
		assert_int_equal(order->originals, 1);
		assert_int_equal(order->voids, 0);
		assert_int_equal(stand.paper.cuts, i + 1);
	}
	assert_int_equal(stand.paper.strange + stand.paper.shared, 0);
	stand_close(&stand);
}

int main(void)
{
	setenv("TZ", "UTC", 1);
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_teardown(where_there_is_no_usb_it_says_so_and_waits, end_what_is_left), /* first: nothing loads a module before it */
		cmocka_unit_test_teardown(udev_gives_it_to_the_printers_user_alone, end_what_is_left), /* and usblp not before this */
		cmocka_unit_test_teardown(taken_from_usblp_it_prints_what_a_socket_prints, end_what_is_left),
		cmocka_unit_test_teardown(unplugged_in_the_middle_it_comes_out_once, end_what_is_left),
		cmocka_unit_test_teardown(two_ports_come_and_go_and_nothing_is_left_behind, end_what_is_left),
		cmocka_unit_test_teardown(killed_in_the_middle_it_comes_out_once, end_what_is_left),
		cmocka_unit_test_teardown(what_the_printer_does_not_take_is_not_sent_twice, end_what_is_left),
	};
	int failed = cmocka_run_group_tests_name("print_vm", cases, NULL, NULL);
	const struct stand_counts all = stand_counts();
	printf("plugs %ld, unplugs %ld, kills %ld, receipts %ld, originals %ld, voided %ld, unsure %ld, strange %ld, below a torn part %ld, doubled = %ld, lost = %ld\n", all.plugs,
	       all.unplugs, all.kills, all.receipts, all.originals, all.voids, all.unsure, all.strange, all.shared, all.doubled, all.lost);
	return failed || all.doubled || all.lost || all.strange;
}
