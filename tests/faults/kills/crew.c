/* SPDX-License-Identifier: MIT */
#include "tests/faults/kills/crew.h"

#include "firmware/base/clock.h"
#include "firmware/base/door.h"
#include "firmware/base/json.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Small, so that it is full now and then: about 3,000 submissions. */
enum { PAGES = 4096, WORDS_MAX = 16, ANSWER_MS = 60 * 1000, LOG_MAX_BYTES = 4 * 1024 * 1024 };

const char *member_name(enum member member)
{
	static const char *const names[MEMBER_COUNT] = { "foyer-hub", "foyer-sync", "foyer-backoffice", "session", "foyer-print", "foyer-provision", "foyer-ui" };
	return names[member];
}

static struct process *process_of(struct crew *crew, enum member member)
{
	return member == MEMBER_OFFICE ? &crew->council.process : &crew->process[member];
}

static void program_start(struct crew *crew, enum member member)
{
	char part[64], program[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES], inbox[GIVEN_PATH_BYTES], current[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	snprintf(part, sizeof part, "bin/%s", member_name(member));
	given_built(part, program);
	given_built("assets", assets);
	given_path(inbox, crew->state, "inbox");
	given_path(current, crew->state, "current");
	given_path(said, crew->folder, member_name(member));
	char *const words[MEMBER_COUNT][WORDS_MAX] = {
		[MEMBER_HUB] = { program, "--state", crew->state, "--assets", assets },
		[MEMBER_SYNC] = { program, "--doors", crew->doors, "--current", current, "--inbox", inbox },
		[MEMBER_PRINT] = { program, "--doors", crew->doors, "--assets", assets, "--current", current },
		[MEMBER_PROVISION] = { program, "--doors", crew->doors, "--versions", crew->state, "--inbox", inbox, "--assets", assets },
		[MEMBER_UI] = { program, "--doors", crew->doors, "--assets", assets, "--current", current, "--panel", "800x480", "--awake", "always" },
	};
	process_start(&crew->process[member], said, words[member]);
}

static void member_start(struct crew *crew, enum member member)
{
	char path[GIVEN_PATH_BYTES], kiosk[GIVEN_PATH_BYTES];
	struct stat info;
	if (member == MEMBER_SESSION) {
		given_path(path, crew->council.folder, "council.jwk");
		given_path(kiosk, crew->state, "kiosk.json");
		flow_start(crew->flow, &(struct flow_way){ crew->doors, path, kiosk }, &crew->process[member]);
		return;
	}
	given_path(path, crew->folder, member_name(member));
	if (stat(path, &info) == 0 && info.st_size > LOG_MAX_BYTES && truncate(path, 0) != 0)
		fail_msg("%s cannot be made shorter", path);
	if (member == MEMBER_OFFICE)
		council_start(&crew->council);
	else
		program_start(crew, member);
}

void crew_begin(struct crew *crew)
{
	char printer[GIVEN_PATH_BYTES + 8], path[GIVEN_PATH_BYTES];
	given_folder(crew->folder);
	given_path(crew->state, crew->folder, "state");
	given_path(crew->doors, crew->state, "doors");
	given_path(crew->clock, crew->folder, "clock");
	assert_int_equal(mkdir(crew->state, 0700), 0);
	assert_int_equal(mkdir(crew->doors, 0700), 0);
	given_path(path, crew->state, "inbox");
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(clock_page_create(crew->clock, 0), FAIL_NONE);
	setenv("FOYER_CLOCK", crew->clock, 1);
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	council_place(&crew->council, crew->folder);
	given_path(crew->council.said, crew->folder, member_name(MEMBER_OFFICE));
	printer_place(&crew->printer, crew->folder);
	printer_start(&crew->printer);
	council_start(&crew->council); /* its address is known from here on */
	snprintf(printer, sizeof printer, "unix:%s", crew->printer.socket);
	council_config(&crew->council, crew->state, printer, PAGES);
	crew->flow = flow_new();
	for (int i = 0; i < MEMBER_COUNT; i++)
		if (i != MEMBER_OFFICE && i != MEMBER_UI)
			member_start(crew, (enum member)i);
}

static void member_kill(struct crew *crew, enum member member)
{
	struct process *process = process_of(crew, member);
	process_signal(process, SIGKILL);
	int status = process_wait(process);
	if (status != 256 + SIGKILL)
		fail_msg("%s had ended by itself with %d; its words are in %s", member_name(member), status, process->said);
	crew->kills[member]++;
}

/* Behind the ui door is room for one: the screen has a turn while the session is dead. */
void crew_kill(struct crew *crew, enum member member, int turn_ms)
{
	if (member == MEMBER_UI) {
		member_kill(crew, MEMBER_SESSION);
		member_start(crew, MEMBER_UI);
		poll(NULL, 0, turn_ms);
		member_kill(crew, MEMBER_UI);
		member_start(crew, MEMBER_SESSION);
		return;
	}
	member_kill(crew, member);
	member_start(crew, member);
}

void crew_halt(struct crew *crew)
{
	for (int i = 0; i < MEMBER_COUNT; i++) {
		struct process *process = process_of(crew, (enum member)i);
		if (process->pid <= 0)
			continue;
		int status = i == MEMBER_SESSION ? process_wait(process) : process_stop(process);
		if (status != 0)
			fail_msg("%s ended with %d; its words are in %s", member_name((enum member)i), status, process->said);
	}
}

void crew_end(struct crew *crew)
{
	for (int i = 0; i < MEMBER_COUNT; i++) {
		struct process *process = process_of(crew, (enum member)i);
		if (process->pid <= 0)
			continue;
		process_signal(process, SIGKILL);
		(void)process_wait(process);
	}
	printer_stop(&crew->printer);
	council_end(&crew->council);
	flow_free(crew->flow);
	given_done(crew->folder);
}

void crew_time(struct crew *crew, int ms)
{
	assert_int_equal(clock_page_move(crew->clock, ms), FAIL_NONE);
}

bool crew_queue(struct crew *crew, struct crew_queue *ret)
{
	json_t *request = json_pack("{s:s}", "verb", "status"), *reply = NULL;
	int door = -1, blob = -1;
	enum fail fail = door_connect(crew->doors, "admin", &door);
	if (fail == FAIL_NONE) {
		fail = door_call(door, request, -1, ANSWER_MS, &reply, &blob);
		close(door);
	}
	if (fail == FAIL_NONE) {
		const json_t *queue = json_object_get(reply, "queue");
		*ret = (struct crew_queue){ json_int_or(queue, "waiting", -1), json_int_or(queue, "parked", -1), json_int_or(queue, "delivered", -1) };
	}
	fail_clear();
	json_decref(request);
	json_decref(reply);
	return fail == FAIL_NONE;
}
