/* SPDX-License-Identifier: MIT */
/* fault.memory - each allocation of a real hub fails in turn, while it takes submissions: it may end, but what it acknowledged is there, once and whole. */
#include "tests/faults/memory/scarce.h"
#include "tests/unit/hub/hub_test.h"

#include "firmware/base/door.h"
#include "firmware/base/json.h"
#include "tests/lib/wait.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

enum { SUBMISSIONS = 4, JWE_BYTES = 3000, ANSWER_MS = 3000, CAME_UP_MS = 20000 };

struct scene { struct given_hub *hub; struct scarce *page; char page_path[GIVEN_PATH_BYTES]; };
struct counts { long failures, acknowledged, ended, silent; };

static void environment(const struct scene *scene, bool scarce)
{
	char shim[GIVEN_PATH_BYTES];
	given_built("tests/libscarce.so", shim);
	if (scarce) {
		setenv("LD_PRELOAD", shim, 1);
		setenv(SCARCE_PAGE, scene->page_path, 1);
	} else {
		unsetenv("LD_PRELOAD");
		unsetenv(SCARCE_PAGE);
	}
}

/* The hub, perhaps with little memory: it may end before a door is open. */
static bool came_up(struct scene *scene, int *ret_door)
{
	char program[GIVEN_PATH_BYTES];
	given_built("bin/foyer-hub", program);
	environment(scene, true);
	process_start(&scene->hub->process, scene->hub->said, (char *[]){ program, "--state", scene->hub->state, "--assets", scene->hub->folder, NULL });
	environment(scene, false);
	struct pollfd ended = { .fd = scene->hub->process.pid_fd, .events = POLLIN };
	for (struct deadline deadline = deadline_in(CAME_UP_MS); poll(&ended, 1, 0) == 0;) {
		if (door_connect(scene->hub->doors, "ui", ret_door) == FAIL_NONE)
			return true;
		fail_clear();
		if (!deadline_pause(deadline))
			return false;
	}
	return false;
}

/* Submits what nobody has acknowledged yet, each once. */
static void submit_all(int door, bool acknowledged[SUBMISSIONS], struct counts *counts)
{
	for (int i = 0; i < SUBMISSIONS; i++) {
		json_t *request = hub_test_submission(i + 1, JWE_BYTES), *reply = NULL;
		int blob = -1;
		enum fail fail = door_call(door, request, -1, ANSWER_MS, &reply, &blob);
		counts->silent += fail == FAIL_TIMEOUT;
		counts->acknowledged += fail == FAIL_NONE;
		acknowledged[i] |= fail == FAIL_NONE;
		fail_clear();
		json_decref(request);
		json_decref(reply);
	}
}

/* As sync does: what is claimed is read, and a body that cannot be read for want of memory is not a damaged one. */
static void read_all(struct scene *scene)
{
	int door = -1, blob = -1;
	json_t *claim = json_pack("{s:s, s:i}", "verb", "outbox.claim", "max", 50), *items = NULL;
	if (door_connect(scene->hub->doors, "sync", &door) == FAIL_NONE && door_call(door, claim, -1, ANSWER_MS, &items, &blob) == FAIL_NONE) {
		size_t at;
		const json_t *item;
		json_array_foreach(json_object_get(items, "items"), at, item) {
			json_t *request = json_pack("{s:s, s:s}", "verb", "outbox.body", "id", json_text_or(item, "id", "")), *reply = NULL;
			if (door_call(door, request, -1, ANSWER_MS, &reply, &blob) == FAIL_SIGNATURE)
				fail_msg("a whole body was called damaged: %s; allocation %ld", fail_words(), (long)scene->page->fail_at);
			json_decref(request);
			json_decref(reply);
		}
	}
	fail_clear();
	json_decref(claim);
	json_decref(items);
	if (door >= 0)
		close(door);
}

static void halt(struct scene *scene, struct counts *counts)
{
	struct pollfd ended = { .fd = scene->hub->process.pid_fd, .events = POLLIN };
	counts->ended += poll(&ended, 1, 0) > 0;
	process_signal(&scene->hub->process, SIGKILL);
	(void)process_wait(&scene->hub->process);
}

/* With enough memory again: what is in the queue, and that its bytes are those that were frozen. */
static void all_acknowledged_are_there(struct scene *scene, const bool acknowledged[SUBMISSIONS], long at)
{
	hub_test_start(scene->hub);
	int admin = hub_test_enter(scene->hub, "admin");
	for (int i = 0; i < SUBMISSIONS; i++) {
		json_t *reply = hub_test_ask(admin, json_pack("{s:s, s:s}", "verb", "queue.body", "id", hub_test_id(i + 1).text), -1, NULL);
		const char *code = json_text_or(reply, "fail", "");
		if (acknowledged[i] ? *code != '\0' : (*code != '\0' && strcmp(code, "empty") != 0))
			fail_msg("allocation %ld failed: submission %d was %s, and the hub says \"%s\"", at, i + 1, acknowledged[i] ? "acknowledged" : "not acknowledged", code);
		json_decref(reply);
	}
	json_t *status = hub_test_ask(admin, json_pack("{s:s}", "verb", "status"), -1, NULL);
	if (json_int_or(json_object_get(status, "queue"), "parked", -1) != 0)
		fail_msg("allocation %ld failed: something was parked for it", at);
	json_decref(status);
	close(admin);
	char path[GIVEN_PATH_BYTES];
	given_path(path, scene->hub->state, "quarantine");
	if (access(path, F_OK) == 0)
		fail_msg("allocation %ld failed: a good store was put aside for it", at);
	assert_int_equal(process_stop(&scene->hub->process), 0);
}

static long one_life(struct scene *scene, long at, bool for_ever, struct counts *counts)
{
	bool acknowledged[SUBMISSIONS] = { false };
	int door = -1;
	*scene->page = (struct scarce){ .fail_at = at, .for_ever = for_ever };
	if (came_up(scene, &door)) {
		submit_all(door, acknowledged, counts);
		read_all(scene);
		close(door);
	}
	halt(scene, counts);
	long allocations = scene->page->count;
	counts->failures += scene->page->failed;
	all_acknowledged_are_there(scene, acknowledged, at);
	return allocations;
}

static long asked_for(const char *name, long otherwise)
{
	const char *asked = getenv(name);
	long count = asked ? strtol(asked, NULL, 10) : 0;
	return count > 0 ? count : otherwise;
}

/* A state as a new kiosk has it, for each life. */
static void each(bool for_ever)
{
	long total = 1, lives = asked_for("FOYER_ALLOCATIONS", 16), step = 1;
	struct counts counts = { 0 };
	for (long at = 0; at <= total; at += at == 0 ? 1 : step) {
		void *state = NULL;
		struct scene scene = { 0 };
		hub_test_setup_stopped(&state);
		scene.hub = state;
		hub_test_config(scene.hub, NULL);
		given_path(scene.page_path, scene.hub->folder, "page");
		int fd = open(scene.page_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		assert_int_equal(ftruncate(fd, sizeof *scene.page), 0);
		scene.page = mmap(NULL, sizeof *scene.page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		assert_true(scene.page != MAP_FAILED);
		close(fd);
		long allocations = one_life(&scene, at, for_ever, &counts);
		total = at == 0 ? allocations : total;
		step = total > lives ? total / lives : 1;
		munmap(scene.page, sizeof *scene.page);
		hub_test_teardown(&state);
	}
	print_message("%s: allocations %ld, failures %ld, acknowledged %ld, lost 0, doubled 0, unreadable 0; ended %ld, silent %ld\n",
		for_ever ? "none from the Nth on" : "only the Nth fails", total, counts.failures, counts.acknowledged, counts.ended, counts.silent);
	assert_true(counts.failures > 0);
}

static void one_allocation_fails(void **state)
{
	(void)state;
	each(false);
}

static void no_allocation_succeeds_any_more(void **state)
{
	(void)state;
	each(true);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(one_allocation_fails), cmocka_unit_test(no_allocation_succeeds_any_more) };
	return cmocka_run_group_tests_name("memory", cases, NULL, NULL);
}
