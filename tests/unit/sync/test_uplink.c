/* SPDX-License-Identifier: MIT */
/* unit.uplink - what the kernel says of the network: written by hand, cut short, and said by a real one in a namespace of the case's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/buffer.h"
#include "firmware/sync/uplink.h"
#include "tests/unit/sync/wires.h"

#include <linux/if.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM_BYTES = 64 * 1024 };

struct given { struct uplink uplink; struct buffer said; struct loop *loop; int times; };

static void came_back(void *context)
{
	((struct given *)context)->times++;
}

static int set_up(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	assert_int_equal(loop_new(&given->loop), FAIL_NONE);
	buffer_init(&given->said, ROOM_BYTES);
	uplink_init(&given->uplink, given->loop, came_back, given);
	*state = given;
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	uplink_close(&given->uplink);
	buffer_done(&given->said);
	loop_free(given->loop);
	free(given);
	return 0;
}

/* Exactly so many bytes, so that a sanitizer sees one read too many. */
static bool hears(struct given *given, size_t size)
{
	char *bytes = malloc(size ? size : 1);
	memcpy(bytes, given->said.bytes ? given->said.bytes : "", size);
	bool came = uplink_read(&given->uplink, bytes, size);
	free(bytes);
	return came;
}

static bool hears_all(struct given *given)
{
	bool came = hears(given, given->said.size_bytes);
	buffer_clear(&given->said);
	return came;
}

static void say(struct given *given, unsigned short type, const void *fixed, size_t fixed_size, const void *more, size_t more_size)
{
	const struct nlmsghdr head = { .nlmsg_len = (unsigned)(sizeof head + fixed_size + more_size), .nlmsg_type = type };
	assert_int_equal(buffer_add(&given->said, &head, sizeof head), FAIL_NONE);
	assert_int_equal(buffer_add(&given->said, fixed, fixed_size), FAIL_NONE);
	assert_int_equal(buffer_add(&given->said, more, more_size), FAIL_NONE);
}

static void say_link(struct given *given, unsigned short type, int index, unsigned flags)
{
	const struct ifinfomsg link = { .ifi_index = index, .ifi_flags = flags };
	say(given, type, &link, sizeof link, "", 0);
}

static void say_address(struct given *given, unsigned short type, unsigned char scope, unsigned last)
{
	const struct ifaddrmsg address = { .ifa_family = AF_INET, .ifa_prefixlen = 24, .ifa_scope = scope, .ifa_index = 2 };
	const struct { struct rtattr head; unsigned char bytes[4]; } more = { { sizeof more, IFA_ADDRESS }, { 10, 1, 2, (unsigned char)last } };
	say(given, type, &address, sizeof address, &more, sizeof more);
}

static void say_route(struct given *given, unsigned short type, unsigned char bits, unsigned char kind)
{
	const struct rtmsg route = { .rtm_family = AF_INET, .rtm_dst_len = bits, .rtm_table = RT_TABLE_MAIN, .rtm_type = kind };
	const struct { struct rtattr head; unsigned char bytes[4]; } more = { { sizeof more, RTA_GATEWAY }, { 10, 1, 2, 1 } };
	say(given, type, &route, sizeof route, &more, sizeof more);
}

static void a_link_counts_once_it_carries(void **state)
{
	struct given *given = *state;
	say_link(given, RTM_NEWLINK, 2, IFF_UP);
	assert_false(hears_all(given)); /* no cable */
	say_link(given, RTM_NEWLINK, 2, IFF_LOWER_UP);
	assert_false(hears_all(given));
	say_link(given, RTM_NEWLINK, 2, IFF_UP | IFF_LOWER_UP);
	assert_true(hears_all(given));
	say_link(given, RTM_NEWLINK, 2, IFF_UP | IFF_LOWER_UP);
	assert_false(hears_all(given)); /* said again */
	say_link(given, RTM_NEWLINK, 2, IFF_UP);
	assert_false(hears_all(given)); /* the cable was pulled, and put back */
	say_link(given, RTM_NEWLINK, 2, IFF_UP | IFF_LOWER_UP);
	assert_true(hears_all(given));
	say_link(given, RTM_DELLINK, 2, IFF_UP | IFF_LOWER_UP);
	assert_false(hears_all(given));
	say_link(given, RTM_NEWLINK, 2, IFF_UP | IFF_LOWER_UP);
	assert_true(hears_all(given));
	say_link(given, RTM_NEWLINK, 1, IFF_UP | IFF_LOWER_UP | IFF_LOOPBACK);
	assert_false(hears_all(given));
}

static void an_address_counts_once_and_a_renewed_lease_does_not(void **state)
{
	struct given *given = *state;
	say_address(given, RTM_NEWADDR, RT_SCOPE_HOST, 7);
	say_address(given, RTM_NEWADDR, RT_SCOPE_LINK, 7);
	assert_false(hears_all(given));
	say_address(given, RTM_NEWADDR, RT_SCOPE_UNIVERSE, 7);
	assert_true(hears_all(given));
	say_address(given, RTM_NEWADDR, RT_SCOPE_UNIVERSE, 7);
	assert_false(hears_all(given));
	say_address(given, RTM_NEWADDR, RT_SCOPE_UNIVERSE, 8);
	assert_true(hears_all(given));
	say_address(given, RTM_DELADDR, RT_SCOPE_UNIVERSE, 7);
	assert_false(hears_all(given));
	say_address(given, RTM_NEWADDR, RT_SCOPE_UNIVERSE, 7);
	assert_true(hears_all(given));
}

static void of_routes_only_the_default_counts(void **state)
{
	struct given *given = *state;
	say_route(given, RTM_NEWROUTE, 24, RTN_UNICAST);
	say_route(given, RTM_NEWROUTE, 0, RTN_UNREACHABLE);
	assert_false(hears_all(given));
	say_route(given, RTM_NEWROUTE, 0, RTN_UNICAST);
	assert_true(hears_all(given));
	say_route(given, RTM_NEWROUTE, 0, RTN_UNICAST);
	assert_false(hears_all(given));
	say_route(given, RTM_DELROUTE, 0, RTN_UNICAST);
	say_route(given, RTM_NEWROUTE, 0, RTN_UNICAST);
	assert_true(hears_all(given));
}

static void nothing_is_read_beyond_what_came(void **state)
{
	struct given *given = *state;
	say_address(given, RTM_NEWADDR, RT_SCOPE_UNIVERSE, 7);
	size_t whole = given->said.size_bytes;
	for (size_t size = 0; size < whole; size++)
		assert_false(hears(given, size)); /* torn anywhere */
	assert_true(hears(given, whole));
	buffer_clear(&given->said);
	/* lengths that lie: longer than what came, shorter than its own head */
	static const unsigned lies[] = { 0, 1, sizeof(struct nlmsghdr) - 1, 0x7fffffff, 0xffffffff };
	for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
		say_address(given, RTM_NEWADDR, RT_SCOPE_UNIVERSE, 20 + (unsigned)i);
		memcpy(given->said.bytes, &lies[i], sizeof lies[i]);
		assert_false(hears_all(given));
	}
	/* a message without its fixed part, and one whose attribute lies: that one has no address, and the next message is read all the same */
	say(given, RTM_NEWLINK, "", 0, "", 0);
	say(given, RTM_NEWADDR, "abc", 3, "", 0);
	assert_false(hears_all(given));
	say_link(given, RTM_DELLINK, 9, 0);
	say_link(given, RTM_NEWLINK, 9, IFF_UP | IFF_LOWER_UP);
	assert_true(hears_all(given));
	say_address(given, RTM_NEWADDR, RT_SCOPE_UNIVERSE, 30);
	const unsigned short lie = 0xffff;
	memcpy(given->said.bytes + sizeof(struct nlmsghdr) + sizeof(struct ifaddrmsg), &lie, sizeof lie);
	assert_true(hears(given, given->said.size_bytes));
	assert_false(hears_all(given));
}

static void more_than_is_remembered_counts_anew(void **state)
{
	struct given *given = *state;
	for (int i = 0; i < UPLINK_KNOWN_MAX; i++) {
		say_link(given, RTM_NEWLINK, 10 + i, IFF_UP | IFF_LOWER_UP);
		assert_true(hears_all(given));
	}
	say_link(given, RTM_NEWLINK, 10, IFF_UP | IFF_LOWER_UP);
	assert_false(hears_all(given));
	say_link(given, RTM_NEWLINK, 10 + UPLINK_KNOWN_MAX, IFF_UP | IFF_LOWER_UP);
	assert_true(hears_all(given));
	assert_int_equal(given->uplink.known_count, 1);
	say_link(given, RTM_NEWLINK, 10, IFF_UP | IFF_LOWER_UP);
	assert_true(hears_all(given));
}

static void turn(struct given *given)
{
	for (int rounds = 0; rounds < 10; rounds++)
		assert_int_equal(loop_once(given->loop, 20), FAIL_NONE);
}

static void a_real_kernel_is_heard(void **state)
{
	struct given *given = *state;
	wires_own_network(); /* or the case is skipped */
	assert_int_equal(uplink_open(&given->uplink), FAIL_NONE);
	wires_lay();
	turn(given);
	assert_int_equal(given->times, 0); /* there, and down */
	wires_plug(true);
	turn(given);
	assert_in_range(given->times, 1, 4); /* two ends, and what the kernel gives them by itself */
	int times = given->times;
	turn(given);
	assert_int_equal(given->times, times);
	wires_plug(false);
	turn(given);
	assert_int_equal(given->times, times);
	wires_plug(true);
	turn(given);
	assert_true(given->times > times);
}

/* A burst that the socket has no room for: some of it is lost, and the loop goes on hearing. */
static void what_was_lost_in_a_burst_counts(void **state)
{
	struct given *given = *state;
	wires_own_network();
	assert_int_equal(uplink_open(&given->uplink), FAIL_NONE);
	int room = 0;
	assert_int_equal(setsockopt(given->uplink.fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room), 0);
	wires_lay();
	for (int i = 0; i < 50; i++)
		wires_plug(i % 2 == 0);
	turn(given);
	assert_true(given->times >= 1);
	int times = given->times;
	wires_plug(true);
	turn(given);
	assert_true(given->times > times);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
	const struct CMUnitTest cases[] = {
		CASE(a_link_counts_once_it_carries),
		CASE(an_address_counts_once_and_a_renewed_lease_does_not),
		CASE(of_routes_only_the_default_counts),
		CASE(nothing_is_read_beyond_what_came),
		CASE(more_than_is_remembered_counts_anew),
		CASE(a_real_kernel_is_heard),
		CASE(what_was_lost_in_a_burst_counts),
	};
	return cmocka_run_group_tests_name("uplink", cases, NULL, NULL);
}
