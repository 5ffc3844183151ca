/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_program - foyer-virtual-printer as a process: every switch, scripts, models, the pictures it leaves. */
#include "tests/fakes/printer/picture.h" /* ours before cmocka.h, which has a macro called fail */

#include "tests/lib/given.h"
#include "tests/lib/process.h"
#include "tests/lib/wait.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { TELL_BYTES = 512 };

struct given {
	char folder[GIVEN_PATH_BYTES], socket[GIVEN_PATH_BYTES], control[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES], program[GIVEN_PATH_BYTES];
	struct process process;
	int cable_fd;
};

/* Up and plugged in; @name and @value are one more option, or NULL. */
static struct given *given_program(const char *name, const char *value)
{
	struct given *given = calloc(1, sizeof *given);
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct deadline deadline = deadline_in(20000);

	assert_non_null(given);
	given_folder(given->folder);
	given_path(given->socket, given->folder, "socket");
	given_path(given->control, given->folder, "control");
	given_path(given->said, given->folder, "said");
	given_built("bin/foyer-virtual-printer", given->program);
	process_start(&given->process, given->said, (char *[]){ given->program, (char *)"--listen", given->socket, (char *)"--control", given->control,
		(char *)"--folder", given->folder, (char *)name, (char *)value, NULL });
	while (access(given->control, F_OK) != 0)
		assert_true(deadline_pause(deadline));
	assert_true(strlen(given->socket) < sizeof address.sun_path);
	memcpy(address.sun_path, given->socket, strlen(given->socket));
	given->cable_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct timeval patience = { .tv_sec = 20 };
	assert_int_equal(setsockopt(given->cable_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
	assert_int_equal(connect(given->cable_fd, (struct sockaddr *)&address, sizeof address), 0);
	return given;
}

static void given_program_done(struct given *given)
{
	close(given->cable_fd);
	process_stop(&given->process);
	given_done(given->folder);
	free(given);
}

static int tell(struct given *given, const char *words)
{
	char said[TELL_BYTES];

	return process_run((char *[]){ given->program, (char *)"--control", given->control, (char *)"--tell", (char *)words, NULL }, said, sizeof said);
}

static void send_bytes(struct given *given, const char *bytes, size_t size)
{
	assert_int_equal(send(given->cable_fd, bytes, size, MSG_NOSIGNAL), (ssize_t)size);
}

#define SEND(given, literal) send_bytes(given, literal, sizeof(literal) - 1)

/* The next bytes on the way back are these. */
static void hear(struct given *given, const char *bytes, size_t size)
{
	char heard[64] = "";

	assert_true(size <= sizeof heard);
	assert_int_equal(recv(given->cable_fd, heard, size, MSG_WAITALL), (ssize_t)size);
	assert_memory_equal(heard, bytes, size);
}

#define HEAR(given, literal) hear(given, literal, sizeof(literal) - 1)

static void await_file(struct given *given, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	struct deadline deadline = deadline_in(20000);

	given_path(path, given->folder, name);
	while (access(path, F_OK) != 0)
		if (!deadline_pause(deadline))
			fail_msg("%s never came", name);
}

static png_image read_head(struct given *given, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	png_image image = { .version = PNG_IMAGE_VERSION };

	given_path(path, given->folder, name);
	assert_true(png_image_begin_read_from_file(&image, path));
	png_image_free(&image);
	return image;
}

static void switches_are_told_by_the_same_program(void **state)
{
	struct given *given = given_program(NULL, NULL);

	(void)state;
	SEND(given, "\x1d" "a\xff");
	HEAR(given, "\x10\x00\x00\x00");
	assert_int_equal(tell(given, "paper out"), 0);
	HEAR(given, "\x18\x00\x0c\x00");
	assert_int_equal(tell(given, "paper in"), 0);
	HEAR(given, "\x10\x00\x00\x00");
	assert_int_equal(tell(given, "paper on fire"), 1);
	assert_int_equal(tell(given, "cutter jam"), 0);
	SEND(given, "H\n\x1dV\x00");
	HEAR(given, "\x18\x09\x00\x00");
	assert_int_equal(tell(given, "cutter cleared"), 0);
	SEND(given, "\x10\x05\x01");
	HEAR(given, "\x10\x00\x00\x00");
	await_file(given, "receipt-1.png");
	given_program_done(given);
}

static void the_cable_can_be_ill(void **state)
{
	struct given *given = given_program(NULL, NULL);

	(void)state;
	assert_int_equal(tell(given, "short 2"), 0);
	SEND(given, "\x1dI\x43");
	HEAR(given, "_VIRTUAL\0");
	assert_int_equal(tell(given, "stall after 2"), 0);
	SEND(given, "\x10\x04\x01");
	assert_int_equal(tell(given, "go on"), 0);
	HEAR(given, "\x12");
	assert_int_equal(tell(given, "refuse 50"), 0);
	SEND(given, "\x10\x04\x02");
	HEAR(given, "\x12");
	assert_int_equal(tell(given, "garbage"), 0);
	SEND(given, "\x10\x04\x03");
	HEAR(given, "\xa5\x12");
	assert_int_equal(tell(given, "answer late 30"), 0);
	SEND(given, "\x1d(H\x06\x00\x30\x30" "0001\x1dr\x01");
	HEAR(given, "\x00\x37\x22" "0001\x00"); /* after what was asked later */
	assert_int_equal(tell(given, "answer twice"), 0);
	SEND(given, "\x1d(H\x06\x00\x30\x30" "0002");
	HEAR(given, "\x37\x22" "0002\x00\x37\x22" "0002\x00");
	assert_int_equal(tell(given, "answer lost"), 0);
	SEND(given, "\x1d(H\x06\x00\x30\x30" "0003\x1dr\x01");
	HEAR(given, "\x00");
	given_program_done(given);
}

static void a_script_is_followed(void **state)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];

	(void)state;
	given_folder(folder);
	given_path(path, folder, "script");
	given_file(path, "after 1 receipts: cover open\nafter 20 ms: cover closed\nafter 4 bytes: power\n", 0644);
	struct given *given = given_program("--faults", path);
	SEND(given, "\x1d" "a\xff\n\x1dV\x00");
	HEAR(given, "\x10\x00\x00\x00\x38\x00\x00\x00\x10\x00\x00\x00");
	SEND(given, "half");
	char byte;
	assert_int_equal(recv(given->cable_fd, &byte, 1, MSG_WAITALL), 0); /* unplugged */
	given_program_done(given);
	given_done(folder);
}

static void what_hangs_out_is_kept_when_the_power_goes(void **state)
{
	struct given *given = given_program(NULL, NULL);

	(void)state;
	SEND(given, "half a receipt\n\x10\x04\x01\x1dr\x01");
	HEAR(given, "\x12\x00");
	assert_int_equal(tell(given, "power"), 0);
	await_file(given, "uncut/receipt-1.png");
	assert_int_equal(read_head(given, "uncut/receipt-1.png").height, 30 + 2 * PICTURE_MARGIN_DOTS);
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->folder, "receipt-1.png");
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(tell(given, "tear"), 0);
	await_file(given, "receipt-1.png");
	given_program_done(given);
}

static void a_text_stands_beside_the_picture(void **state)
{
	static const char *const says[] = {
		"receipt: 1\n", "size: 576 x 90 dots\n", "cut: yes\n", "picture strips: 1, the tallest 2 rows\n", "bytes printed as letters: 10\n",
		"unknown commands: 2: 1B 77\n", "commands without effect: 1: 1B 74 01\n", "letters:\nCafé £3\nabc\n",
	};
	struct given *given = given_program(NULL, NULL);
	char path[GIVEN_PATH_BYTES];

	(void)state;
	SEND(given, "\x1bt\x10" "Caf\xe9 \xa3" "3\n\x1bt\x01\x1bw\x1bw" "abc\n");
	SEND(given, "\x1dv0\x00\x01\x00\x02\x00\xff\xff\x1bJ\x1c\x1dV\x00");
	await_file(given, "receipt-1.txt");
	given_path(path, given->folder, "receipt-1.txt");
	char *text = given_text(path);
	assert_non_null(text);
	for (size_t i = 0; i < sizeof says / sizeof says[0]; i++)
		if (!strstr(text, says[i]))
			fail_msg("\"%s\" is not in:\n%s", says[i], text);
	free(text);
	given_program_done(given);
}

static void a_narrow_one_without_a_knife_is_torn_by_hand(void **state)
{
	char model[GIVEN_PATH_BYTES];

	(void)state;
	given_source("tests/fakes/printer/models/clone-58", model);
	struct given *given = given_program("--model", model);
	SEND(given, "H\n\n");
	await_file(given, "receipt-1.png"); /* once nothing has moved for a while */
	assert_int_equal(read_head(given, "receipt-1.png").width, 464); /* 58 mm */
	given_program_done(given);
}

static void paper_is_as_wide_as_its_head_wants(void **state)
{
	(void)state;
	assert_int_equal(picture_margin(576, 203), PICTURE_MARGIN_DOTS);
	assert_int_equal(picture_margin(384, 203), 40);
	assert_int_equal(picture_margin(512, 180), 27);
	assert_int_equal(picture_margin(576, 150), 0);
}

static void what_it_does_not_understand_it_says(void **state)
{
	char program[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES], said[8192];

	(void)state;
	given_built("bin/foyer-virtual-printer", program);
	given_folder(folder);
	assert_int_equal(process_run((char *[]){ program, (char *)"--tell", (char *)"paper out", NULL }, said, sizeof said), 1);
	assert_int_equal(process_run((char *[]){ program, (char *)"--tell", (char *)"paper out", (char *)"--control", folder, NULL }, said, sizeof said), 1);
	assert_int_equal(process_run((char *[]){ program, (char *)"--listen", folder, NULL }, said, sizeof said), 1);
	assert_int_equal(process_run((char *[]){ program, (char *)"--listen", folder, (char *)"--folder", folder, (char *)"--model", folder, NULL }, said,
	                             sizeof said), 1);
	assert_int_equal(process_run((char *[]){ program, (char *)"--help", NULL }, said, sizeof said), 0);
	assert_non_null(strstr(said, "--faults"));
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(switches_are_told_by_the_same_program),
		cmocka_unit_test(the_cable_can_be_ill),
		cmocka_unit_test(a_script_is_followed),
		cmocka_unit_test(what_hangs_out_is_kept_when_the_power_goes),
		cmocka_unit_test(a_text_stands_beside_the_picture),
		cmocka_unit_test(a_narrow_one_without_a_knife_is_torn_by_hand),
		cmocka_unit_test(paper_is_as_wide_as_its_head_wants),
		cmocka_unit_test(what_it_does_not_understand_it_says),
	};
	return cmocka_run_group_tests_name("fake_printer_program", cases, NULL, NULL);
}
