/* SPDX-License-Identifier: MIT */
/* fault.store_full - the store reaches its cap, and the disk itself is full: it can always be emptied, nothing is lost, and no file grows for ever. */
#include "firmware/base/clock.h"
#include "tests/lib/wait.h"
#include "tests/unit/hub/hub_test.h"
#include "tests/unit/store/store_test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES = STORE_PAGES_MIN, WARM = 3, DISK_MIB = 9, ROOMY_MIB = 64, TRIES = 3, HOURS = 24 };

static long cycles(void)
{
	const char *asked = getenv("FOYER_CYCLES");
	long count = asked ? strtol(asked, NULL, 10) : 0;
	return count > 0 ? count : 40;
}

static int64_t size_of(const struct given_store *given, const char *name)
{
	struct stat about;
	return stat(store_test_path(given, name), &about) == 0 ? (int64_t)about.st_size : 0;
}

/* Submits from *@next on until nothing more is taken; returns how many were. */
static long fill(struct given_store *given, int *next)
{
	for (long count = 0;; count++) {
		struct submission submission = store_test_submission(*next, 1000 + (size_t)(*next * 977 % 6000) / 4 * 4);
		struct submitted submitted;
		enum fail fail = submission_add(given->store, &submission, STORE_TEST_NOW_MS, &submitted);
		if (fail != FAIL_NONE) {
			assert_int_equal(fail, FAIL_FULL);
			fail_clear();
			return count;
		}
		assert_false(submitted.again);
		++*next;
	}
}

/* A disk of its own for the store, in memory. False: we may not mount. */
static bool disk_give(struct given_store *given, int mib, int64_t max_pages)
{
	char size[32];
	store_close(given->store);
	given->store = NULL;
	given->max_pages = max_pages;
	snprintf(size, sizeof size, "size=%dm", mib);
	bool mounted = mount("none", given->folder, "tmpfs", 0, size) == 0;
	store_test_reopen(given);
	return mounted;
}

/* As sync does it: claim, read, prove; what fails is tried again. Returns how many went. */
static long drain(struct given_store *given)
{
	struct outbox_item items[OUTBOX_CLAIM_MAX];
	struct event_id ids[OUTBOX_CLAIM_MAX];
	long gone = 0;
	size_t count = 0;
	while (outbox_claim(given->store, STORE_TEST_NOW_MS * 2, OUTBOX_CLAIM_MAX, items, &count) == FAIL_NONE) {
		enum fail fail = FAIL_FULL;
		for (size_t i = 0; i < count; i++) {
			BUFFER_AUTO body;
			buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
			ids[i] = items[i].id;
			assert_int_equal(outbox_body(given->store, &ids[i], &body), FAIL_NONE);
		}
		for (int tries = 0; tries < TRIES && fail != FAIL_NONE; tries++) {
			fail_clear();
			fail = outbox_prove(given->store, ids, count, STORE_TEST_NOW_MS);
		}
		if (fail != FAIL_NONE)
			fail_msg("it cannot be emptied: %s", fail_words());
		gone += (long)count;
	}
	return gone;
}

/* What a kiosk remembers of what it delivered is forgotten in time: a month, an hour at a time. */
static void days_pass(struct given_store *given)
{
	for (int hour = 0; hour < HOURS; hour++)
		assert_int_equal(store_tidy(given->store, STORE_TEST_NOW_MS + INT64_C(31) * 24 * 3600 * 1000 + hour), FAIL_NONE);
}

static void at_its_cap_it_is_emptied_and_filled_again(void **state)
{
	struct given_store *given = *state;
	int next = 1;
	long acknowledged = 0, lost = 0;
	int64_t database = 0, log = 0;
	(void)disk_give(given, ROOMY_MIB, PAGES); /* a real one is only slower */
	for (long cycle = 0; cycle < cycles(); cycle++) {
		long came = fill(given, &next);
		assert_true(came > 50);
		acknowledged += came;
		lost += came - drain(given);
		days_pass(given);
		assert_int_equal(store_counters(given->store).waiting, 0);
		if (cycle < WARM) {
			database = size_of(given, "store.db");
			log = size_of(given, "store.db-wal") > log ? size_of(given, "store.db-wal") : log;
		}
		assert_true(size_of(given, "store.db") <= PAGES * STORE_PAGE_BYTES);
		assert_true(size_of(given, "store.db-wal") <= 2 * log);
	}
	print_message("the cap: cycles %ld, acknowledged %ld, lost %ld, doubled 0, unreadable 0; %lld KiB then, %lld KiB now\n", cycles(), acknowledged, lost,
		(long long)database / 1024, (long long)size_of(given, "store.db") / 1024);
	assert_int_equal(lost, 0);
}

/* Somebody else's file takes all that is left of the disk. */
static void disk_fill(const char *path)
{
	static const char bytes[4096] = "x";
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	while (write(fd, bytes, sizeof bytes) > 0)
		continue;
	assert_int_equal(errno, ENOSPC);
	close(fd);
}

static void on_a_full_disk_it_is_emptied(void **state)
{
	struct given_store *given = *state;
	char other[GIVEN_PATH_BYTES];
	int next = 1;
	long acknowledged = 0, lost = 0;
	if (!disk_give(given, DISK_MIB, DISK_MIB * 256)) /* a cap that the disk does not have */
		skip();
	given_path(other, given->folder, "somebody-else");
	const long count = cycles() / 4;
	for (long cycle = 0; cycle < count; cycle++) {
		if (cycle % 2 == 0)
			disk_fill(other); /* the store is empty, or full, when the disk gets full */
		long came = fill(given, &next);
		if (cycle % 2 == 1)
			disk_fill(other);
		if (cycle % 3 == 0)
			store_test_reopen(given);
		acknowledged += came;
		lost += came - drain(given);
		assert_int_equal(unlink(other), 0);
		came = fill(given, &next);
		assert_true(came > 50); /* there is room again, and it is noticed */
		acknowledged += came;
		lost += came - drain(given);
		days_pass(given);
	}
	print_message("a full disk of %d MiB: cycles %ld, acknowledged %ld, lost %ld, doubled 0, unreadable 0\n", DISK_MIB, count, acknowledged, lost);
	assert_int_equal(lost, 0);
}

static void service_becomes(int ui, const char *state)
{
	char said[16] = "";
	for (struct deadline deadline = deadline_in(PROCESS_WAIT_MS); strcmp(said, state) != 0;) {
		json_t *reply = hub_test_ask(ui, json_pack("{s:s}", "verb", "status.people"), -1, NULL);
		snprintf(said, sizeof said, "%s", json_string_value(json_object_get(reply, "service")));
		json_decref(reply);
		assert_int_equal(clock_page_move(getenv("FOYER_CLOCK"), 1000), FAIL_NONE);
		if (!deadline_pause(deadline))
			fail_msg("the service is %s, not %s", said, state);
	}
}

static void a_kiosk_whose_disk_is_full_says_so_and_comes_back(void **state)
{
	struct given_hub *given = *state;
	char other[GIVEN_PATH_BYTES], clock[GIVEN_PATH_BYTES];
	int number = 1;
	if (mount("none", given->folder, "tmpfs", 0, "size=24m") != 0)
		skip();
	given_path(other, given->folder, "somebody-else");
	given_path(clock, given->folder, "clock");
	assert_int_equal(clock_page_create(clock, 0), FAIL_NONE);
	setenv("FOYER_CLOCK", clock, 1);
	hub_test_start(given);
	int ui = hub_test_enter(given, "ui"), sync = hub_test_enter(given, "sync");
	service_becomes(ui, "open");
	hub_test_tell(ui, hub_test_submission(number++, 3000));
	disk_fill(other);
	for (const char *code = ""; strcmp(code, "full") != 0; number++) {
		json_t *reply = hub_test_ask(ui, hub_test_submission(number, 50000), -1, NULL);
		code = json_object_get(reply, "fail") ? "full" : "";
		json_decref(reply);
	}
	service_becomes(ui, "full");
	json_t *ids = json_array();
	for (int i = 1; i < number - 1 && i <= 40; i++)
		json_array_append_new(ids, json_string(hub_test_id(i).text));
	hub_test_tell(sync, json_pack("{s:s, s:o}", "verb", "outbox.prove", "ids", ids));
	service_becomes(ui, "full"); /* what was delivered makes no room on a disk that somebody else has */
	assert_int_equal(unlink(other), 0);
	service_becomes(ui, "open");
	hub_test_tell(ui, hub_test_submission(number, 3000));
	close(ui), close(sync);
	unsetenv("FOYER_CLOCK");
}

static int hub_tear_down(void **state)
{
	struct given_hub *given = *state;
	if (given->process.pid > 0)
		assert_int_equal(process_stop(&given->process), 0);
	(void)umount(given->folder);
	return hub_test_teardown(state);
}

static int tear_down(void **state)
{
	struct given_store *given = *state;
	store_close(given->store);
	given->store = NULL;
	(void)umount(given->folder);
	return store_test_teardown(state);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(at_its_cap_it_is_emptied_and_filled_again, store_test_setup, tear_down),
		cmocka_unit_test_setup_teardown(on_a_full_disk_it_is_emptied, store_test_setup, tear_down),
		cmocka_unit_test_setup_teardown(a_kiosk_whose_disk_is_full_says_so_and_comes_back, hub_test_setup_stopped, hub_tear_down),
	};
	return cmocka_run_group_tests_name("store_full", cases, NULL, NULL);
}
