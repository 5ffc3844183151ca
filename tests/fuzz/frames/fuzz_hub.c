/* SPDX-License-Identifier: MIT */
/* LIMITS: one hub for all inputs, as on a kiosk: what an earlier one left is there for the next. */
#include "tests/fuzz/frames/fuzz_hub.h"

#include "firmware/base/door.h"
#include "firmware/envelope/device.h"
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

static struct loop *loop;
static struct hub *hub;
static char state[] = "/tmp/foyer-fuzz-frames-XXXXXX", doors[sizeof state + 8];

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

/* It is one of two kiosks of a site; the other is the one in seeds/site. */
static void site_begin(void)
{
	char path[PATH_MAX];
	struct device *device = NULL;
	snprintf(path, sizeof path, "%s/device.pem", state);
	if (device_open(path, &device) != FAIL_NONE)
		abort();
	json_t *file = json_pack("{s:s, s:o, s:[{s:s, s:s, s:s, s:o}, {s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}}]}", "id", "0192aaaa-0000-7000-8000-00000000c0de", "council_key", device_jwk(device), "desks",
		"name", "Kiosk 1", "listen", "10.0.0.5:8443", "peers", "10.0.0.5:8444", "key", device_jwk(device),
		"name", "Kiosk 2", "listen", "10.0.0.6:8443", "peers", "10.0.0.6:8444", "key", "kty", "EC", "crv", "P-256", "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
	snprintf(path, sizeof path, "%s/kiosk.json", state);
	if (!file || json_dump_file(file, path, 0) != 0)
		abort();
	json_decref(file);
	device_close(device);
}

static void hub_begin(void)
{
	static struct hub_options options;
	static char content[PATH_MAX];
	if (disk_new(512) == NULL)
		abort();
	content_begin(content);
	site_begin();
	options = (struct hub_options){ .state = state, .assets = "/nowhere", .content = content, .test_door = true, .vfs = "powercut" };
	if (loop_new(&loop) != FAIL_NONE || hub_new(loop, &options, &hub) != FAIL_NONE || !hub->keeper.store ||
	    !hub->content)
		abort();
}

static void state_remove(void)
{
	static const char *const names[] = { "doors/ui", "doors/print", "doors/sync", "doors/admin", "doors/test", "doors/provision", "doors/desk", "doors", "training.json", "desk.pem", "device.pem", "kiosk.json",
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
	snprintf(doors, sizeof doors, "%s/doors", state);
	hub_begin();
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL); /* the fuzzer's own alarms and ends */
	atexit(state_remove);
	return 0;
}

/* A program at its door, that hears what it is told. */
static void be_there(enum doorway at, int *fd)
{
	json_t *frame = NULL;
	int blob_fd = -1;
	if (*fd >= 0 && !doors_is_open(hub->doors, at)) {
		close(*fd);
		*fd = -1;
	}
	if (*fd < 0 && (door_connect(doors, doorway_name(at), fd) != FAIL_NONE || loop_once(loop, 0) != FAIL_NONE))
		abort();
	while (door_receive(*fd, DOOR_FRAME_MAX_BYTES, &frame, &blob_fd) == FAIL_NONE) {
		json_decref(frame);
		if (blob_fd >= 0)
			close(blob_fd);
	}
	fail_clear();
}

static void sign_in(enum doorway at)
{
	static const char zeros[STAFF_SESSION_BYTES] = "00000000000000000000000000000000";
	struct staff_session *session = at == DOORWAY_UI ? staff_at_kiosk(hub) : staff_session_find(hub, at, zeros);
	if (!session && staff_begin(hub, at, "sue", "Sue", STAFF_ROLE_SUPERVISOR, INT64_MAX, &session) != FAIL_NONE)
		abort();
	if (at == DOORWAY_DESK)
		memcpy(session->mark, zeros, sizeof zeros);
	session->locked = false;
}

void fuzz_hub_people(void)
{
	static int ui = -1, desk = -1;
	be_there(DOORWAY_UI, &ui);
	be_there(DOORWAY_DESK, &desk);
	if (hub->training.on) {
		json_t *frame = json_pack("{s:s}", "verb", "training.end"), *answer = NULL;
		struct reply reply = { .blob_fd = -1 };
		const struct request request = { .at = DOORWAY_UI, .frame = frame, .blob_fd = -1 };
		if (verb_answer(hub, &request, 32, &reply, &answer) != FAIL_NONE)
			abort();
		json_decref(answer);
		json_decref(frame);
	}
	sign_in(DOORWAY_UI);
	sign_in(DOORWAY_DESK);
	fail_clear();
}

struct hub *fuzz_hub(void)
{
	return hub;
}

void fuzz_hub_whole(void)
{
	if (keeper_heal(&hub->keeper) || !hub->keeper.store || !hub->content)
		abort();
}
