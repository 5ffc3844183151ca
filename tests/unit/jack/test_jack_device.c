/* SPDX-License-Identifier: MIT */
/* unit.jack_device - how the switch of a real jack stands before anybody moves it: asked of the device, under umockdev. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "drivers/input/jack.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <umockdev.h>
#include <unistd.h>

#define NODE "/dev/input/event7"

struct bed {
	UMockdevTestbed *testbed;
	UMockdevIoctlBase *answers;
	int master_fd;              /* what we write is what the device feels */
	atomic_bool in;             /* how its switch stands */
	struct loop *loop;
	struct jack *jack;
	int moves;
};

static void on_moved(void *context, bool in)
{
	(void)in;
	((struct bed *)context)->moves++;
}

static gboolean on_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, struct bed *bed)
{
	unsigned long request = umockdev_ioctl_client_get_request(client);
	(void)base;
	if (_IOC_TYPE(request) != 'E' || _IOC_NR(request) != _IOC_NR(EVIOCGSW(0))) {
		umockdev_ioctl_client_complete(client, -1, ENOTTY);
		return TRUE;
	}
	UMockdevIoctlData *bits = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, _IOC_SIZE(request), NULL);
	memset(bits->data, 0, _IOC_SIZE(request));
	bits->data[SW_HEADPHONE_INSERT / 8] = (unsigned char)(bed->in << SW_HEADPHONE_INSERT % 8);
	g_object_unref(bits);
	umockdev_ioctl_client_complete(client, 1, 0);
	return TRUE;
}

/* The node is a pseudo terminal in its raw mode, which can be read as a device is. */
static void make_node(struct bed *bed)
{
	g_autofree char *root = umockdev_testbed_get_root_dir(bed->testbed), *path = g_strconcat(root, NODE, NULL), *folder = g_path_get_dirname(path);
	char slave[64];
	bed->master_fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(bed->master_fd >= 0 && grantpt(bed->master_fd) == 0 && unlockpt(bed->master_fd) == 0);
	assert_int_equal(ptsname_r(bed->master_fd, slave, sizeof slave), 0);
	g_mkdir_with_parents(folder, 0755);
	assert_int_equal(symlink(slave, path), 0);
	assert_true(umockdev_testbed_attach_ioctl(bed->testbed, NODE, bed->answers, NULL));
}

static int given_bed(void **state)
{
	struct bed *bed = calloc(1, sizeof *bed);
	assert_non_null(bed);
	bed->testbed = umockdev_testbed_new();
	bed->answers = umockdev_ioctl_base_new();
	g_signal_connect(bed->answers, "handle-ioctl", G_CALLBACK(on_ioctl), bed);
	make_node(bed);
	assert_int_equal(loop_new(&bed->loop), FAIL_NONE);
	*state = bed;
	return 0;
}

static int gone_bed(void **state)
{
	struct bed *bed = *state;
	jack_close(bed->jack);
	loop_free(bed->loop);
	umockdev_testbed_detach_ioctl(bed->testbed, NODE, NULL);
	close(bed->master_fd);
	g_object_unref(bed->answers);
	g_object_unref(bed->testbed);
	free(bed);
	return 0;
}

static void headphones_that_are_in_already_are_known(void **state)
{
	struct bed *bed = *state;
	bed->in = true;
	assert_int_equal(jack_open(bed->loop, NODE, on_moved, bed, &bed->jack), FAIL_NONE);
	assert_true(jack_in(bed->jack));
	assert_int_equal(bed->moves, 0); /* nobody put them in just now */
}

static void headphones_that_are_out_are_known(void **state)
{
	struct bed *bed = *state;
	assert_int_equal(jack_open(bed->loop, NODE, on_moved, bed, &bed->jack), FAIL_NONE);
	assert_false(jack_in(bed->jack));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(headphones_that_are_in_already_are_known, given_bed, gone_bed),
		cmocka_unit_test_setup_teardown(headphones_that_are_out_are_known, given_bed, gone_bed),
	};
	return cmocka_run_group_tests_name("jack_device", cases, NULL, NULL);
}
