/* SPDX-License-Identifier: MIT */
/*
 * uplink.c - DESIGN: the kernel repeats itself (each renewed lease is a "new" address), so what is there is remembered as a number each, and only
 * what appears counts. A sign is a hint and nothing more: whoever gets none still has their timer.
 */
#include "firmware/sync/uplink.h"

#include <errno.h>
#include <linux/if.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READS_MAX = 64 }; /* at a time; the rest in the next turn of the loop */

enum thing { THING_LINK = 1, THING_ADDRESS, THING_ROUTE };
struct piece { const void *bytes; size_t size; };

/* FNV-1a. Two things with one number would at worst hide a sign. */
static uint64_t number_of(enum thing thing, const struct piece *pieces, size_t count)
{
	uint64_t number = 0xcbf29ce484222325ull ^ (uint64_t)thing;
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at < pieces[i].size; at++)
			number = (number ^ ((const uint8_t *)pieces[i].bytes)[at]) * 0x100000001b3ull;
	return number;
}

/* Whether it was not there before. */
static bool appears(struct uplink *uplink, uint64_t number)
{
	for (size_t i = 0; i < uplink->known_count; i++)
		if (uplink->known[i] == number)
			return false;
	if (uplink->known_count == UPLINK_KNOWN_MAX)
		uplink->known_count = 0;
	uplink->known[uplink->known_count++] = number;
	return true;
}

static void goes(struct uplink *uplink, uint64_t number)
{
	for (size_t i = 0; i < uplink->known_count; i++)
		if (uplink->known[i] == number)
			uplink->known[i] = uplink->known[--uplink->known_count];
}

static bool changes(struct uplink *uplink, uint64_t number, bool there)
{
	if (there)
		return appears(uplink, number);
	goes(uplink, number);
	return false;
}

/* The attribute @type among @rest's; none: no bytes. */
static struct piece attribute(struct piece rest, unsigned short type)
{
	struct rtattr head;
	while (rest.size >= sizeof head) {
		memcpy(&head, rest.bytes, sizeof head);
		if (head.rta_len < sizeof head || head.rta_len > rest.size)
			break;
		if ((head.rta_type & NLA_TYPE_MASK) == type)
			return (struct piece){ (const uint8_t *)rest.bytes + sizeof head, head.rta_len - sizeof head };
		size_t step = RTA_ALIGN((size_t)head.rta_len);
		if (step >= rest.size)
			break;
		rest = (struct piece){ (const uint8_t *)rest.bytes + step, rest.size - step };
	}
	return (struct piece){ "", 0 };
}

/* Takes a message's fixed part off @rest; false where it is too short for one. */
static bool fixed_part(struct piece *rest, void *ret, size_t size)
{
	if (rest->size < size)
		return false;
	memcpy(ret, rest->bytes, size);
	size_t step = NLMSG_ALIGN(size) < rest->size ? NLMSG_ALIGN(size) : rest->size;
	*rest = (struct piece){ (const uint8_t *)rest->bytes + step, rest->size - step };
	return true;
}

static bool link_read(struct uplink *uplink, struct piece rest, bool is_new)
{
	struct ifinfomsg link;
	if (!fixed_part(&rest, &link, sizeof link) || link.ifi_flags & IFF_LOOPBACK)
		return false;
	bool carries = link.ifi_flags & IFF_UP && link.ifi_flags & IFF_LOWER_UP;
	const struct piece pieces[] = { { &link.ifi_index, sizeof link.ifi_index } };
	return changes(uplink, number_of(THING_LINK, pieces, 1), is_new && carries);
}

static bool address_read(struct uplink *uplink, struct piece rest, bool is_new)
{
	struct ifaddrmsg address;
	if (!fixed_part(&rest, &address, sizeof address) || address.ifa_scope >= RT_SCOPE_LINK)
		return false;
	const struct piece pieces[] = { { &address.ifa_family, sizeof address.ifa_family }, { &address.ifa_index, sizeof address.ifa_index }, attribute(rest, IFA_ADDRESS) };
	return changes(uplink, number_of(THING_ADDRESS, pieces, 3), is_new);
}

static bool route_read(struct uplink *uplink, struct piece rest, bool is_new)
{
	struct rtmsg route;
	if (!fixed_part(&rest, &route, sizeof route) || route.rtm_dst_len != 0 || route.rtm_type != RTN_UNICAST)
		return false;
	const struct piece pieces[] = { { &route.rtm_family, sizeof route.rtm_family }, attribute(rest, RTA_OIF), attribute(rest, RTA_GATEWAY) };
	return changes(uplink, number_of(THING_ROUTE, pieces, 3), is_new);
}

static const struct { int type; bool (*read)(struct uplink *uplink, struct piece rest, bool is_new); bool is_new; } messages[] = {
	{ RTM_NEWLINK, link_read, true },     { RTM_DELLINK, link_read, false },
	{ RTM_NEWADDR, address_read, true },  { RTM_DELADDR, address_read, false },
	{ RTM_NEWROUTE, route_read, true },   { RTM_DELROUTE, route_read, false },
};

bool uplink_read(struct uplink *uplink, const void *bytes, size_t size)
{
	struct nlmsghdr head;
	const uint8_t *at = bytes;
	bool came = false;
	while (size >= sizeof head) {
		memcpy(&head, at, sizeof head);
		if (head.nlmsg_len < sizeof head || head.nlmsg_len > size)
			break;
		for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++)
			if (messages[i].type == head.nlmsg_type)
				came |= messages[i].read(uplink, (struct piece){ at + sizeof head, head.nlmsg_len - sizeof head }, messages[i].is_new);
		size_t step = NLMSG_ALIGN((size_t)head.nlmsg_len);
		if (step >= size)
			break;
		at += step;
		size -= step;
	}
	return came;
}

/* One message, or several. Only the kernel's own count. Returns false when there is nothing more. */
static bool hear(struct uplink *uplink, bool *came)
{
	uint8_t bytes[UPLINK_READ_MAX_BYTES];
	struct sockaddr_nl from = { 0 };
	socklen_t from_size = sizeof from;
	ssize_t got = recvfrom(uplink->fd, bytes, sizeof bytes, MSG_TRUNC | MSG_DONTWAIT, (struct sockaddr *)&from, &from_size);
	if (got < 0 && errno == ENOBUFS) { /* so much at once that some of it was lost: it may have been this */
		uplink->known_count = 0;
		*came = true;
	}
	if (got < 0)
		return errno == ENOBUFS || errno == EINTR;
	if (from_size == sizeof from && from.nl_pid == 0 && (size_t)got <= sizeof bytes)
		*came |= uplink_read(uplink, bytes, (size_t)got);
	return true;
}

static void heard(void *context, int, uint32_t)
{
	struct uplink *uplink = context;
	bool came = false;
	for (int i = 0; i < READS_MAX && hear(uplink, &came); i++)
		continue;
	if (came)
		uplink->back(uplink->context);
}

void uplink_init(struct uplink *uplink, struct loop *loop, void (*back)(void *context), void *context)
{
	*uplink = (struct uplink){ .loop = loop, .fd = -1, .back = back, .context = context };
}

enum fail uplink_open(struct uplink *uplink)
{
	const struct sockaddr_nl us = { .nl_family = AF_NETLINK,
		.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE };
	uplink->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
	enum fail fail = FAIL_NONE;
	if (uplink->fd < 0 || bind(uplink->fd, (const struct sockaddr *)&us, sizeof us) < 0)
		fail = FAIL(IO, "the kernel does not tell of the network: %s", strerror(errno));
	if (fail == FAIL_NONE)
		fail = loop_watch(uplink->loop, uplink->fd, EPOLLIN, heard, uplink);
	if (fail != FAIL_NONE)
		uplink_close(uplink);
	return fail;
}

void uplink_close(struct uplink *uplink)
{
	if (uplink->fd < 0)
		return;
	loop_unwatch(uplink->loop, uplink->fd);
	close(uplink->fd);
	uplink->fd = -1;
}
