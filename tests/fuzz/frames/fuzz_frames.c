/* SPDX-License-Identifier: MIT */
/* fuzz.frames - whatever comes through a door: both readers agree, and no verb falls over. */
/* The first byte chooses the door; a 0x1e byte ends one frame and begins the next. */
#include "firmware/base/door.h"
#include "firmware/hub/frame.h"
#include "firmware/hub/verbs.h"
#include "firmware/store/content_build.h"
#include "tests/faults/store/disk.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct loop *loop;
static struct hub *hub;
static char state[] = "/tmp/foyer-fuzz-frames-XXXXXX";

static void hear(void *context, const struct content_problem *problem)
{
	(void)context, (void)problem;
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");
	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
}

/* two addresses with rounds, in the state folder */
static void content_begin(char ret_path[static PATH_MAX])
{
	static char addresses[PATH_MAX], rounds[PATH_MAX];
	const struct content_sources sources = { .addresses = addresses, .rounds = rounds };
	const struct content_listener listener = { hear, NULL };
	struct content_report report;
	snprintf(addresses, sizeof addresses, "%s/addresses.csv", state);
	snprintf(rounds, sizeof rounds, "%s/rounds.json", state);
	snprintf(ret_path, PATH_MAX, "%s/content.db", state);
	put(addresses, "uprn,line1,town,postcode,rounds\n900000000001,1 Mill Lane,Mereford,MF2 4QT,A B\n2,2 Mill Lane,Mereford,MF2 4QT,\n");
	put(rounds, "{\"shifts\":{\"slip\":{\"off\":[\"bank\"],\"days\":1,\"moves\":\"week\"}},\"containers\":{\"refuse\":{\"name\":{\"en\":\"x\"}}},\"rounds\":["
		"{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=WEEKLY\",\"shift\":\"slip\"},"
		"{\"code\":\"B\",\"container\":\"refuse\",\"start\":\"2026-11-03\",\"rule\":\"FREQ=MONTHLY;BYDAY=1TU\"}]}");
	if (content_build(&sources, ret_path, &listener, &report) != FAIL_NONE)
		abort();
}

static void hub_begin(void)
{
	static struct hub_options options;
	static char content[PATH_MAX];
	if (disk_new(512) == NULL)
		abort();
	content_begin(content);
	options = (struct hub_options){ .state = state, .assets = "/nowhere", .content = content, .test_door = true, .vfs = "powercut" };
	if (loop_new(&loop) != FAIL_NONE || hub_new(loop, &options, &hub) != FAIL_NONE || !hub->keeper.store ||
	    !hub->content)
		abort();
}

static void state_remove(void)
{
	static const char *const names[] = { "doors/ui", "doors/print", "doors/sync", "doors/admin", "doors/test", "doors", "device.pem", "kiosk.json",
	                                     "content.db", "addresses.csv", "rounds.json" };
	char path[PATH_MAX];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", state, names[i]);
		remove(path);
	}
	rmdir(state);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	/* the hub logs each refusal: silence our standard error, the fuzzer keeps its own copy of it */
	static char quiet[] = "-close_fd_mask=2";
	char **more = calloc((size_t)*argc + 2, sizeof *more);
	if (!more || !mkdtemp(state))
		abort();
	memcpy(more, *argv, (size_t)*argc * sizeof *more);
	more[(*argc)++] = quiet;
	*argv = more;
	hub_begin();
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL); /* the fuzzer's own alarms and ends */
	atexit(state_remove);
	return 0;
}

/* numbers too long for our reader are the one difference that is meant */
static int has_long_number(const char *bytes, size_t size)
{
	size_t run = 0;
	for (size_t i = 0; i < size; i++) {
		run = memchr("0123456789.eE+-", bytes[i], 15) ? run + 1 : 0;
		if (run >= FRAME_NUMBER_MAX_BYTES)
			return 1;
	}
	return 0;
}

static json_t *read_both_ways(const char *bytes, size_t size)
{
	json_t *ours = NULL, *theirs = NULL;
	int we_take = frame_parse(bytes, size, &ours) == FAIL_NONE;
	int they_take = door_frame_parse(bytes, size, &theirs) == FAIL_NONE;
	if (we_take && (!they_take || !json_equal(ours, theirs)))
		abort();
	if (!we_take && they_take && !has_long_number(bytes, size))
		abort();
	json_decref(theirs);
	return ours;
}

static void say(enum doorway at, const char *bytes, size_t size)
{
	struct reply reply = { .blob_fd = -1 };
	json_t *frame = read_both_ways(bytes, size), *answer = NULL;
	const struct request request = { .at = at, .frame = frame, .blob_fd = -1 };
	if (frame && verb_answer(hub, &request, size, &reply, &answer) == FAIL_NONE) {
		if (!json_is_string(json_object_get(answer, "re")))
			abort();
		if (keeper_heal(&hub->keeper) || !hub->keeper.store || !hub->content)
			abort(); /* nothing that is said through a door may harm the store */
	}
	json_decref(answer);
	json_decref(frame);
	fail_clear();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size < 1 || size > DOOR_FRAME_MAX_BYTES + 100)
		return 0;
	enum doorway at = (enum doorway)(bytes[0] % DOORWAY_COUNT);
	const char *from = (const char *)bytes + 1, *end = (const char *)bytes + size;
	while (from < end) {
		const char *stop = memchr(from, 0x1e, (size_t)(end - from));
		stop = stop ? stop : end;
		say(at, from, (size_t)(stop - from));
		from = stop + 1;
	}
	return 0;
}
