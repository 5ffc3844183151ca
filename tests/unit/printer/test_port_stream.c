/* SPDX-License-Identifier: MIT */
/* unit.printer_port_stream - a socket as a printer: it comes, goes, fills up, and nothing is lost count of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "drivers/printer/port.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

enum { TURNS_MAX = 2000, TURN_MS = 10 };

struct heard { int arrived, left, accepted; size_t size; enum fail code; uint8_t bytes[64]; size_t byte_count; };

struct given { char folder[64], path[96]; int listen_fd; struct loop *loop; struct port *port; struct heard heard; };

static void on_arrived(void *context, const char *device_id)
{
	struct heard *heard = context;

	assert_string_equal(device_id, "");
	heard->arrived++;
}

static void on_left(void *context)
{
	struct heard *heard = context;

	heard->left++;
}

static void on_accepted(void *context, size_t size, enum fail code)
{
	struct heard *heard = context;

	heard->accepted++;
	heard->size += size;
	heard->code = code;
}

static void on_received(void *context, const uint8_t *bytes, size_t size)
{
	struct heard *heard = context;

	assert_true(heard->byte_count + size <= sizeof heard->bytes);
	memcpy(heard->bytes + heard->byte_count, bytes, size);
	heard->byte_count += size;
}

static void on_status(void *context, enum fail code, uint8_t bits)
{
	(void)context, (void)code, (void)bits;
	fail_msg("a stream has no status");
}

static void on_cleared(void *context, enum fail code)
{
	(void)context, (void)code;
	fail_msg("a stream has no reset");
}

static const struct port_events events = { on_arrived, on_left, on_accepted, on_received, on_status, on_cleared };

static void listen_now(struct given *given)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	snprintf(address.sun_path, sizeof address.sun_path, "%s", given->path);
	given->listen_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(given->listen_fd, (const struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(given->listen_fd, 1), 0);
}

static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);

	assert_non_null(given);
	snprintf(given->folder, sizeof given->folder, "/tmp/foyer-stream-XXXXXX");
	assert_non_null(mkdtemp(given->folder));
	snprintf(given->path, sizeof given->path, "%s/printer", given->folder);
	given->listen_fd = -1;
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	assert_int_equal(port_stream_open(given->loop, given->path, &events, &given->heard, &given->port), FAIL_NONE);
	*state = given;
	return 0;
}

static int teardown(void **state)
{
	struct given *given = *state;

	given->port->kind->close(given->port);
	loop_free(given->loop);
	if (given->listen_fd >= 0)
		close(given->listen_fd);
	unlink(given->path);
	rmdir(given->folder);
	free(given);
	return 0;
}

static void turn_until(struct given *given, const int *counter, int value)
{
	for (int turn = 0; turn < TURNS_MAX && *counter < value; turn++)
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
	assert_true(*counter >= value);
}

static int plugged_in(struct given *given)
{
	listen_now(given);
	turn_until(given, &given->heard.arrived, 1);
	return accept(given->listen_fd, NULL, NULL);
}

static void it_comes_when_it_is_there(void **state)
{
	struct given *given = *state;

	assert_int_equal(given->port->kind->write(given->port, (const uint8_t *)"x", 1), FAIL_OFFLINE);
	for (int turn = 0; turn < 5; turn++)
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
	assert_int_equal(given->heard.arrived, 0);
	close(plugged_in(given));
	turn_until(given, &given->heard.left, 1);
	turn_until(given, &given->heard.arrived, 2); /* the listener is still there */
	assert_int_equal(given->port->kind->status(given->port), FAIL_EMPTY);
	assert_int_equal(given->port->kind->reset(given->port), FAIL_EMPTY);
}

static void bytes_go_both_ways(void **state)
{
	struct given *given = *state;
	int fd = plugged_in(given);
	char bytes[8] = { 0 };

	assert_int_equal(given->port->kind->write(given->port, (const uint8_t *)"print", 5), FAIL_NONE);
	assert_int_equal(given->port->kind->write(given->port, (const uint8_t *)"more", 4), FAIL_BUSY);
	turn_until(given, &given->heard.accepted, 1);
	assert_int_equal(given->heard.code, FAIL_NONE);
	assert_int_equal(given->heard.size, 5);
	assert_int_equal(read(fd, bytes, sizeof bytes), 5);
	assert_string_equal(bytes, "print");
	assert_int_equal(write(fd, "\x12", 1), 1);
	for (int turn = 0; turn < TURNS_MAX && given->heard.byte_count == 0; turn++)
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
	assert_int_equal(given->heard.bytes[0], 0x12);
	close(fd);
}

static void writes_have_a_largest_size(void **state)
{
	struct given *given = *state;
	static uint8_t bytes[PORT_CHUNK_BYTES + 1];
	int fd = plugged_in(given);

	assert_int_equal(given->port->kind->write(given->port, bytes, sizeof bytes), FAIL_LIMIT);
	assert_int_equal(given->port->kind->write(given->port, bytes, 0), FAIL_LIMIT);
	assert_int_equal(given->port->kind->write(given->port, bytes, PORT_CHUNK_BYTES), FAIL_NONE);
	close(fd);
}

static void what_a_vanished_printer_took_is_counted(void **state)
{
	struct given *given = *state;
	static uint8_t bytes[PORT_CHUNK_BYTES], got[PORT_CHUNK_BYTES];
	int fd = plugged_in(given);
	size_t offered = 0;

	/* nobody reads: writes go well until the socket is full, then one stays under way */
	for (int turn = 0; turn < 400; turn++) {
		if (given->port->kind->write(given->port, bytes, sizeof bytes) == FAIL_NONE)
			offered += sizeof bytes;
		assert_int_equal(loop_once(given->loop, 0), FAIL_NONE);
	}
	assert_true(offered > given->heard.size);
	assert_int_equal(given->heard.left, 0);
	assert_true(read(fd, got, sizeof got) > 0);
	close(fd);
	turn_until(given, &given->heard.left, 1);
	assert_int_equal(given->heard.code, FAIL_OFFLINE);
	assert_true(given->heard.size <= offered);
}

static void a_full_printer_takes_the_rest_later(void **state)
{
	struct given *given = *state;
	static uint8_t bytes[PORT_CHUNK_BYTES], got[PORT_CHUNK_BYTES];
	int fd = plugged_in(given);
	size_t read_count = 0;

	for (int i = 0; i < PORT_CHUNK_BYTES; i++)
		bytes[i] = (uint8_t)(i * 7);
	for (int turn = 0; turn < 400; turn++) {
		if (given->port->kind->write(given->port, bytes, sizeof bytes) != FAIL_NONE)
			fail_clear();
		assert_int_equal(loop_once(given->loop, 0), FAIL_NONE);
	}
	int before = given->heard.accepted;
	while (given->heard.accepted == before) {
		ssize_t size = recv(fd, got, sizeof got, MSG_DONTWAIT);
		for (ssize_t i = 0; i < size; i++, read_count++)
			assert_int_equal(got[i], bytes[read_count % PORT_CHUNK_BYTES]);
		assert_int_equal(loop_once(given->loop, TURN_MS), FAIL_NONE);
	}
	assert_int_equal(given->heard.code, FAIL_NONE);
	close(fd);
}

static void a_path_may_not_be_too_long(void **state)
{
	struct given *given = *state;
	struct port *port = NULL;
	char path[5000];

	memset(path, 'a', sizeof path - 1);
	path[sizeof path - 1] = '\0';
	assert_int_equal(port_stream_open(given->loop, path, &events, &given->heard, &port), FAIL_LIMIT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(it_comes_when_it_is_there, setup, teardown),
		cmocka_unit_test_setup_teardown(bytes_go_both_ways, setup, teardown),
		cmocka_unit_test_setup_teardown(writes_have_a_largest_size, setup, teardown),
		cmocka_unit_test_setup_teardown(what_a_vanished_printer_took_is_counted, setup, teardown),
		cmocka_unit_test_setup_teardown(a_full_printer_takes_the_rest_later, setup, teardown),
		cmocka_unit_test_setup_teardown(a_path_may_not_be_too_long, setup, teardown),
	};
	return cmocka_run_group_tests_name("printer_port_stream", cases, NULL, NULL);
}
