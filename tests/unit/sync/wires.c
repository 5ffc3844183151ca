/* SPDX-License-Identifier: MIT */
/* wires.c - unshare(2), one rtnetlink request, and the old ioctls. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/sync/wires.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define KIND "veth"

void wires_own_network(void)
{
	if (unshare(CLONE_NEWNET) != 0)
		skip();
}

void wires_lay(void)
{
	static const char name[] = "near0";
	struct {
		struct nlmsghdr head;
		struct ifinfomsg link;
		struct rtattr name_head; char name[8];
		struct rtattr info_head, kind_head; char kind[8];
	} request = {
		.head = { .nlmsg_len = sizeof request, .nlmsg_type = RTM_NEWLINK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL },
		.name_head = { sizeof(struct rtattr) + sizeof name, IFLA_IFNAME },
		.info_head = { 2 * sizeof(struct rtattr) + 8, IFLA_LINKINFO },
		.kind_head = { sizeof(struct rtattr) + sizeof KIND, IFLA_INFO_KIND },
	};
	struct { struct nlmsghdr head; struct nlmsgerr error; char rest[1024]; } answer = { 0 };
	memcpy(request.name, name, sizeof name);
	memcpy(request.kind, KIND, sizeof KIND);
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	assert_true(fd >= 0);
	assert_int_equal(send(fd, &request, sizeof request, 0), (ssize_t)sizeof request);
	assert_true(recv(fd, &answer, sizeof answer, 0) >= (ssize_t)(sizeof answer.head + sizeof answer.error));
	close(fd);
	if (answer.head.nlmsg_type != NLMSG_ERROR || answer.error.error != 0)
		skip();
}

static void set(const char *name, bool up)
{
	struct ifreq request = { .ifr_flags = 0 };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	strncpy(request.ifr_name, name, sizeof request.ifr_name - 1);
	request.ifr_flags = up ? IFF_UP : 0;
	assert_int_equal(ioctl(fd, SIOCSIFFLAGS, &request), 0);
	close(fd);
}

void wires_plug(bool in)
{
	struct if_nameindex *all = if_nameindex();
	assert_non_null(all);
	for (const struct if_nameindex *at = all; at->if_index != 0; at++)
		if (strcmp(at->if_name, "near0") == 0 || strncmp(at->if_name, KIND, strlen(KIND)) == 0) /* the far end is named by the kernel */
			set(at->if_name, in);
	if_freenameindex(all);
}

void wires_loopback(void)
{
	set("lo", true);
}
