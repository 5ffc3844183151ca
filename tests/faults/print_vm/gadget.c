/* SPDX-License-Identifier: MIT */
/*
 * gadget.c - DESIGN: the kernel keeps bytes in requests of its own before a reader gets them. One request of 8 KiB each way, so that a printer
 * that does not read is felt soon, and that little is under way when the cable goes.
 * SOURCE: Linux, Documentation/ABI/testing/configfs-usb-gadget-printer and drivers/usb/gadget/function/f_printer.c.
 */
#include "tests/faults/print_vm/gadget.h"

#include "tests/lib/given.h"
#include "tests/lib/wait.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <linux/usb/g_printer.h>

enum { NODE_WAIT_MS = 20000, ROOM = 256, PART_ROOM = 64 };

static void path_of(const struct gadget *gadget, const char *part, char ret[static ROOM])
{
	snprintf(ret, ROOM, "/sys/kernel/config/usb_gadget/printer-%d%s", gadget->port, part);
}

static void make(const struct gadget *gadget, const char *part)
{
	char path[ROOM];

	path_of(gadget, part, path);
	if (mkdir(path, 0755) != 0 && errno != EEXIST)
		fail_msg("%s: %s", path, strerror(errno));
}

static void put(const struct gadget *gadget, const char *part, const char *text)
{
	char path[ROOM];

	path_of(gadget, part, path);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		fail_msg("%s, \"%s\": %s", path, text, strerror(errno));
	close(fd);
}

static void function_of(const struct gadget *gadget, const char *part, char ret[static PART_ROOM])
{
	snprintf(ret, PART_ROOM, "/functions/printer.%d%s", gadget->port, part);
}

static void link_function(const struct gadget *gadget)
{
	char part[PART_ROOM], from[ROOM], to[ROOM];

	function_of(gadget, "", part);
	path_of(gadget, part, from);
	snprintf(part, sizeof part, "/configs/c.1/printer.%d", gadget->port);
	path_of(gadget, part, to);
	if (symlink(from, to) != 0)
		fail_msg("%s: %s", to, strerror(errno));
}

void gadget_make(struct gadget *gadget, int port, struct fake_printer *printer)
{
	char text[PART_ROOM];

	*gadget = (struct gadget){ .port = port, .wire = { .fd = -1, .printer = printer } };
	make(gadget, "");
	snprintf(text, sizeof text, "0x%04x", GADGET_VENDOR);
	put(gadget, "/idVendor", text);
	snprintf(text, sizeof text, "0x%04x", GADGET_PRODUCT);
	put(gadget, "/idProduct", text);
	make(gadget, "/strings/0x409");
	snprintf(text, sizeof text, "PORT%d", port);
	put(gadget, "/strings/0x409/serialnumber", text);
	function_of(gadget, "", text);
	make(gadget, text);
	function_of(gadget, "/pnp_string", text);
	put(gadget, text, "MFG:Fake;CMD:ESC/POS;MDL:80;CLS:PRINTER;");
	function_of(gadget, "/q_len", text);
	put(gadget, text, "1");
	make(gadget, "/configs/c.1");
	link_function(gadget);
}

void gadget_plug(struct gadget *gadget)
{
	char text[PART_ROOM];

	if (gadget->wire.fd >= 0)
		return;
	snprintf(text, sizeof text, "dummy_udc.%d", gadget->port);
	put(gadget, "/UDC", text);
	snprintf(text, sizeof text, "/dev/g_printer%d", gadget->port);
	struct deadline deadline = deadline_in(NODE_WAIT_MS);
	while ((gadget->wire.fd = open(text, O_RDWR | O_NONBLOCK | O_CLOEXEC)) < 0)
		if (!deadline_pause(deadline))
			fail_msg("%s: %s", text, strerror(errno));
	gadget->status = 0;
	gadget->plugs++;
}

void gadget_unplug(struct gadget *gadget)
{
	if (gadget->wire.fd < 0)
		return;
	put(gadget, "/UDC", "\n");
	wire_cut(&gadget->wire);
	gadget->unplugs++;
}

void gadget_turn(struct gadget *gadget, size_t budget)
{
	uint8_t status = fake_printer_port_status(gadget->wire.printer);

	if (gadget->wire.fd >= 0 && status != gadget->status && ioctl(gadget->wire.fd, GADGET_SET_PRINTER_STATUS, status) >= 0)
		gadget->status = status;
	wire_turn(&gadget->wire, budget);
}

static void remove_part(const struct gadget *gadget, const char *part)
{
	char path[ROOM];

	path_of(gadget, part, path);
	if (remove(path) != 0)
		fail_msg("%s: %s", path, strerror(errno));
}

void gadget_unmake(struct gadget *gadget)
{
	char part[PART_ROOM];

	gadget_unplug(gadget);
	snprintf(part, sizeof part, "/configs/c.1/printer.%d", gadget->port);
	remove_part(gadget, part);
	remove_part(gadget, "/configs/c.1");
	function_of(gadget, "", part);
	remove_part(gadget, part);
	remove_part(gadget, "/strings/0x409");
	remove_part(gadget, "");
}
