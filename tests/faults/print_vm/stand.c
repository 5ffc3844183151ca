/* SPDX-License-Identifier: MIT */
#include "tests/faults/print_vm/stand.h"

#include "firmware/base/door.h"
#include "firmware/base/json.h"

#include <errno.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TURN_MS = 5, ANSWER_MS = 60000, SAID_PATH = 64, BLAME_BYTES = 4000 };

static struct stand_counts counts;

struct stand_counts stand_counts(void)
{
	return counts;
}

static void said_path(const struct stand *stand, const char *program, char ret[static GIVEN_PATH_BYTES])
{
	char name[SAID_PATH];

	snprintf(name, sizeof name, "%s.said", program);
	given_path(ret, stand->folder, name);
}

/* @program as its own user, with the powers that its unit gives it: none. */
static void start(struct stand *stand, struct process *process, const char *program, char *const words[])
{
	char part[SAID_PATH], path[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES], user[SAID_PATH];
	char *line[32] = { "/usr/bin/setpriv", "--reuid", user, "--regid", user, "--groups", "foyer-doors", "--bounding-set=-all", "--inh-caps=-all",
		               "--no-new-privs", path };
	size_t count = 11;

	snprintf(user, sizeof user, "%s", program);
	snprintf(part, sizeof part, "bin/%s", program);
	given_built(part, path);
	for (; *words; words++)
		line[count++] = *words;
	said_path(stand, program, said);
	process_start(process, said, line);
}

static uid_t uid_of(const char *user)
{
	const struct passwd *about = getpwnam(user);

	if (!about)
		fail_msg("there is no user %s", user);
	return about->pw_uid;
}

static void folder_of(const char *path, const char *user, const char *group, mode_t mode)
{
	const struct group *members = getgrnam(group);

	assert_non_null(members);
	if (mkdir(path, 0700) != 0 || chown(path, uid_of(user), members->gr_gid) != 0 || chmod(path, mode) != 0)
		fail_msg("%s: %s", path, strerror(errno));
}

static void write_settings(const struct stand *stand, const char *where)
{
	char path[GIVEN_PATH_BYTES];

	json_t *settings = json_pack("{s:s, s:s, s:s, s:{s:I}}", "id", "0192aaaa-0000-7000-8000-00000000c0de", "name", "Kiosk 2", "printer", where,
	                             "uids", "print", (json_int_t)uid_of("foyer-print"));
	char *text = json_dumps(settings, 0);
	assert_non_null(text);
	given_path(path, stand->state, "kiosk.json");
	given_file(path, text, 0600);
	assert_int_equal(chown(path, uid_of("foyer-hub"), (gid_t)-1), 0);
	free(text);
	json_decref(settings);
}

static void take_frame(struct stand *stand, const json_t *frame)
{
	const char *bell = json_text_or(frame, "bell", "");

	if (strcmp(bell, "printer") == 0)
		snprintf(stand->printer, sizeof stand->printer, "%s", json_text_or(frame, "state", ""));
	if (strcmp(bell, "print") == 0) {
		struct order *order = paper_find(&stand->paper, json_text_or(frame, "reference", ""));
		if (order)
			snprintf(order->state, sizeof order->state, "%s", json_text_or(frame, "state", ""));
	}
	if (json_object_get(frame, "fail"))
		fail_msg("the hub refused %s: %s", json_text_or(frame, "re", ""), json_text_or(frame, "words", ""));
	if (strcmp(json_text_or(frame, "re", ""), "status.people") == 0)
		snprintf(stand->printer, sizeof stand->printer, "%s", json_text_or(frame, "printer", ""));
}

static void ask(struct stand *stand, json_t *request)
{
	if (door_send(stand->ui, request, -1) != FAIL_NONE)
		fail_msg("the screen's door: %s", fail_words());
	json_decref(request);
}

static void take_frames(struct stand *stand)
{
	for (;;) {
		json_t *frame = NULL;
		int blob = -1;
		enum fail code = door_receive(stand->ui, DOOR_FRAME_MAX_BYTES, &frame, &blob);
		if (code == FAIL_EMPTY)
			break;
		if (code != FAIL_NONE)
			fail_msg("the screen's door: %s", fail_words());
		if (blob >= 0)
			close(blob);
		take_frame(stand, frame);
		json_decref(frame);
	}
	fail_clear();
}

void stand_turn(struct stand *stand)
{
	struct pollfd door = { .fd = stand->ui, .events = POLLIN };

	for (int i = 0; i < STAND_PORTS; i++)
		if (stand->fake[i])
			gadget_turn(&stand->port[i], stand->speed);
	if (stand->stream.printer)
		wire_turn(&stand->stream, stand->speed);
	poll(&door, 1, TURN_MS);
	take_frames(stand);
}

void stand_turns(struct stand *stand, int ms)
{
	struct deadline deadline = deadline_in(ms);

	while (!deadline_over(deadline))
		stand_turn(stand);
}

static void enter(struct stand *stand)
{
	struct deadline deadline = deadline_in(ANSWER_MS);

	while (door_connect(stand->doors, "ui", &stand->ui) != FAIL_NONE)
		if (!deadline_pause(deadline))
			stand_blame(stand, "the screen's door opens");
	fail_clear();
	ask(stand, json_pack("{s:s}", "verb", "status.people"));
}

void stand_open(struct stand *stand, const char *where)
{
	char assets[GIVEN_PATH_BYTES];

	*stand = (struct stand){ .open = true, .ui = -1, .stream.fd = -1, .speed = STAND_FAST };
	given_folder(stand->folder);
	assert_int_equal(chmod(stand->folder, 0755), 0);
	given_path(stand->state, stand->folder, "state");
	given_path(stand->doors, stand->folder, "doors");
	folder_of(stand->state, "foyer-hub", "foyer-hub", 0711);
	given_path(stand->doors, stand->state, "doors");
	folder_of(stand->doors, "foyer-hub", "foyer-doors", 02750);
	given_built("tests/print-assets", assets);
	write_settings(stand, where);
	paper_open(&stand->paper, assets);
	start(stand, &stand->hub, "foyer-hub", (char *[]){ "--state", stand->state, "--assets", assets, NULL });
	enter(stand);
}

void stand_usb(struct stand *stand, size_t buffer_bytes)
{
	const struct fake_options options = { .buffer_bytes = buffer_bytes, .cut = paper_cut, .context = &stand->paper };

	for (int i = 0; i < STAND_PORTS; i++) {
		stand->fake[i] = fake_printer_new(&options);
		gadget_make(&stand->port[i], i, stand->fake[i]);
	}
}

void stand_print(struct stand *stand)
{
	char assets[GIVEN_PATH_BYTES];

	given_built("tests/print-assets", assets);
	start(stand, &stand->print, "foyer-print", (char *[]){ "--doors", stand->doors, "--assets", assets, NULL });
}

void stand_kill(struct stand *stand)
{
	process_signal(&stand->print, SIGKILL);
	assert_int_equal(process_wait(&stand->print), 256 + SIGKILL);
	stand->kills++;
}

struct order *stand_submit(struct stand *stand)
{
	struct order *order = paper_order(&stand->paper);
	struct event_id id = id_new(order->job.submitted_ms);

	ask(stand, json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:b, s:s}", "verb", "submit", "id", id.text, "reference", order->job.reference.text,
	                     "service", order->job.service, "type", "uk.foyer.submission.v1", "time_ms", (json_int_t)order->job.submitted_ms,
	                     "jwe", "eyJh..aaaa.bbbb.tagg", "language", order->job.language, "receipt", 1, "due", "2026-11-26"));
	return order;
}

bool stand_said(const struct stand *stand, const char *program, const char *words)
{
	char path[GIVEN_PATH_BYTES];

	said_path(stand, program, path);
	char *text = given_text(path);
	bool found = text && strstr(text, words);
	free(text);
	return found;
}

void stand_blame(struct stand *stand, const char *what)
{
	static const char *const programs[] = { "foyer-hub", "foyer-print" };
	char path[GIVEN_PATH_BYTES];

	for (size_t i = 0; i < 2; i++) {
		said_path(stand, programs[i], path);
		char *text = given_text(path);
		size_t size = text ? strlen(text) : 0;
		printf("--- %s said at last:\n%s---\n", programs[i], size > BLAME_BYTES ? text + size - BLAME_BYTES : text ? text : "");
		free(text);
	}
	for (int i = 0; i < stand->paper.orders; i++) {
		const struct order *order = &stand->paper.order[i];
		printf("receipt %d: %s, originals %d, voids %d\n", i + 1, order->state, order->originals, order->voids);
	}
	fail_msg("it did not come to this in %d s: %s (printer: %s, cuts %d, strange %d)", STAND_WAIT_MS / 1000, what, stand->printer, stand->paper.cuts,
	         stand->paper.strange);
}

static void add_up(const struct stand *stand)
{
	for (int i = 0; i < stand->paper.orders; i++) {
		const struct order *order = &stand->paper.order[i];
		bool done = strcmp(order->state, "done") == 0, unsure = strcmp(order->state, "unsure") == 0;
		counts.receipts++;
		counts.originals += order->originals;
		counts.voids += order->voids;
		counts.unsure += unsure;
		counts.doubled += order->originals > 1;
		counts.lost += (!done && !unsure) || (done && order->originals == 0);
	}
	for (int i = 0; i < STAND_PORTS; i++) {
		counts.plugs += stand->port[i].plugs;
		counts.unplugs += stand->port[i].unplugs;
	}
	counts.kills += stand->kills;
	counts.strange += stand->paper.strange;
	counts.shared += stand->paper.shared;
}

static void tidy(struct stand *stand)
{
	stand->open = false;
	for (int i = 0; i < STAND_PORTS; i++) {
		if (stand->fake[i])
			gadget_unmake(&stand->port[i]);
		fake_printer_free(stand->fake[i]);
	}
	wire_cut(&stand->stream);
	fake_printer_free(stand->stream.printer);
	add_up(stand);
	if (stand->ui >= 0)
		close(stand->ui);
	paper_close(&stand->paper);
	given_done(stand->folder);
}

void stand_close(struct stand *stand)
{
	assert_int_equal(process_stop(&stand->print), 0);
	assert_int_equal(process_stop(&stand->hub), 0);
	tidy(stand);
}

void stand_abandon(struct stand *stand)
{
	struct process *const processes[] = { &stand->print, &stand->hub };

	for (size_t i = 0; stand->open && i < 2; i++) {
		process_signal(processes[i], SIGKILL);
		if (processes[i]->pid > 0)
			(void)process_wait(processes[i]);
	}
	if (stand->open)
		tidy(stand);
}
