/* SPDX-License-Identifier: MIT */
/* `foyer run`: the whole kiosk under one folder, for laptops and tests. On a kiosk systemd does this (firmware/units). */
#include "firmware/cli/commands.h"

#include "firmware/base/file.h"
#include "firmware/base/log.h"
#include "firmware/base/loop.h"
#include "firmware/base/program.h"
#include "firmware/cli/child.h"
#include "firmware/cli/kiosk.h"
#include "firmware/cli/place.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROGRAMS = 6, VISIT_KEY_BYTES = 32, END_WAIT_MS = 5000 };

struct run {
	const char *state, *assets, *content, *panel, *density, *printer, *keypad, *headphones, *speaker, *jack, *edge, *awake, *badge, *keyboard, *desk;
	bool window, test_door, no_ui, still;

	struct kiosk_text keypad_room, headphones_room, speaker_room, jack_room, panel_room, density_room, edge_room, awake_room, badge_room, keyboard_room;
	char state_room[PATH_MAX], assets_room[PATH_MAX], doors[PATH_MAX], programs[PATH_MAX], current[PATH_MAX], inbox[PATH_MAX];
	char path[PROGRAMS][PATH_MAX];
	int lock_fd, key_fd;
	struct child child[PROGRAMS];
	int child_count;
};

/* Where everything is; what was not said is looked for. */
static enum fail find_places(struct run *run)
{
	if (!run->state) {
		TRY(place_state(run->state_room, sizeof run->state_room));
		run->state = run->state_room;
	}
	if (!run->assets) {
		TRY(place_assets(run->assets_room, sizeof run->assets_room));
		run->assets = run->assets_room;
	}
	TRY(place_programs(run->programs, sizeof run->programs));
	TRY(file_path(run->current, sizeof run->current, run->state, "current"));
	TRY(file_path(run->inbox, sizeof run->inbox, run->state, "inbox"));
	return file_path(run->doors, sizeof run->doors, run->state, "doors");
}

/* The state folder, ours alone, and held by this process until it ends. */
static enum fail take_state(struct run *run)
{
	TRY(file_make_folder(run->state, 0700));
	if (chmod(run->state, 0700) < 0)
		return FAIL(IO, "%s cannot be closed to others: %s", run->state, strerror(errno));
	TRY(file_make_folder(run->doors, 0700));
	TRY(file_make_folder(run->inbox, 0700));
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, run->state, "lock"));
	run->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (run->lock_fd < 0)
		return FAIL(IO, "%s: %s", path, strerror(errno));
	if (flock(run->lock_fd, LOCK_EX | LOCK_NB) == 0)
		return FAIL_NONE;
	if (errno == EWOULDBLOCK)
		return FAIL(BUSY, "a kiosk is running in %s already", run->state);
	return FAIL(IO, "%s: %s", path, strerror(errno));
}

/* The key that seals the copy of a running visit: in memory only, gone with this process. */
static enum fail make_visit_key(struct run *run)
{
	unsigned char key[VISIT_KEY_BYTES];
	int fd = memfd_create("visit-key", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	bool done = fd >= 0 && getrandom(key, sizeof key, 0) == (ssize_t)sizeof key && write(fd, key, sizeof key) == (ssize_t)sizeof key &&
		fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0;
	explicit_bzero(key, sizeof key);
	if (!done) {
		enum fail code = FAIL(IO, "no key for the visit: %s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return code;
	}
	run->key_fd = fd;
	return FAIL_NONE;
}

static struct child *add_program(struct run *run, const char *name)
{
	struct child *child = &run->child[run->child_count];
	char *path = run->path[run->child_count++];
	if (file_path(path, PATH_MAX, run->programs, name) != FAIL_NONE)
		path[0] = '\0'; /* starting it will say what is wrong */
	*child = (struct child){ .name = name, .path = path, .key_fd = -1 };
	return child;
}

static void say(struct child *child, const char *option, const char *value)
{
	int count = 0;
	while (child->argument[count])
		count++;
	child->argument[count++] = option;
	child->argument[count] = value;
}

static void say_if(struct child *child, const char *option, const char *value)
{
	if (*value)
		say(child, option, value);
}

static void add_ui(struct run *run)
{
	struct child *ui = add_program(run, "foyer-ui");
	ui->display = true;
	ui->leads = run->window;
	ui->key_fd = run->key_fd;
	say(ui, "--doors", run->doors);
	say(ui, "--assets", run->assets);
	say(ui, "--current", run->current);
	say_if(ui, "--panel", run->panel);
	say_if(ui, "--density", run->density);
	say(ui, "--visit-key", "3");
	say_if(ui, "--keypad", run->keypad);
	say_if(ui, "--headphones", run->headphones);
	say_if(ui, "--speaker", run->speaker);
	say_if(ui, "--jack", run->jack);
	say_if(ui, "--badge", run->badge);
	if (strcmp(run->keyboard, "none") == 0)
		say(ui, "--no-keyboard", NULL);
	say_if(ui, "--edge", run->edge);
	say_if(ui, "--awake", run->awake);
	if (run->still)
		say(ui, "--still", NULL);
	if (run->window)
		say(ui, "--window", NULL);
	if (run->test_door)
		say(ui, "--test", NULL);
}

/* Plain where the command line says a port: for this machine alone. Else it listens where kiosk.json or the desks of the site say so, or nowhere. */
static void add_desk(struct run *run)
{
	struct child *desk = add_program(run, "foyer-desk");
	say(desk, "--doors", run->doors);
	say(desk, "--assets", run->assets);
	say(desk, "--current", run->current);
	if (run->desk)
		say(desk, "--plain", run->desk);
}

/* The hub first: the others wait at its doors. */
static void list_programs(struct run *run)
{
	struct child *hub = add_program(run, "foyer-hub");
	say(hub, "--state", run->state);
	say(hub, "--assets", run->assets);
	if (run->content)
		say(hub, "--content", run->content);
	if (run->test_door)
		say(hub, "--test-door", NULL);
	if (!run->no_ui)
		add_ui(run);
	struct child *print = add_program(run, "foyer-print");
	say(print, "--doors", run->doors);
	say(print, "--assets", run->assets);
	say(print, "--current", run->current);
	struct child *sync = add_program(run, "foyer-sync");
	say(sync, "--doors", run->doors);
	say(sync, "--current", run->current);
	say(sync, "--inbox", run->inbox);
	struct child *provision = add_program(run, "foyer-provision");
	say(provision, "--doors", run->doors);
	say(provision, "--versions", run->state);
	say(provision, "--inbox", run->inbox);
	say(provision, "--assets", run->assets);
	if (run->no_ui)
		say(provision, "--no-screen", NULL);
	add_desk(run);
}

static enum fail run_kiosk(struct run *run)
{
	struct loop *loop = NULL;
	TRY(loop_new(&loop));
	list_programs(run);
	log_event("kiosk.started", "state=%s", run->state);
	for (int i = 0; i < run->child_count; i++)
		child_keep(loop, &run->child[i]);
	enum fail code = loop_run(loop);
	children_end(run->child, run->child_count, END_WAIT_MS);
	log_event("kiosk.ended", "state=%s", run->state);
	loop_free(loop);
	return code;
}

/* What the command line leaves out about the screen, kiosk.json may say. */
static enum fail read_screen(struct run *run)
{
	const struct { const char *member, **value, *otherwise; struct kiosk_text *room; } texts[] = {
		{ "keypad", &run->keypad, "", &run->keypad_room }, { "headphones", &run->headphones, "", &run->headphones_room },
		{ "speaker", &run->speaker, "", &run->speaker_room }, { "jack", &run->jack, "", &run->jack_room },
		{ "panel", &run->panel, "", &run->panel_room }, { "density", &run->density, "", &run->density_room },
		{ "badge", &run->badge, "", &run->badge_room }, { "keyboard", &run->keyboard, "", &run->keyboard_room },
		{ "edge", &run->edge, "", &run->edge_room }, { "awake", &run->awake, "", &run->awake_room },
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (*texts[i].value)
			continue;
		TRY(kiosk_text(run->state, texts[i].member, texts[i].room));
		*texts[i].value = texts[i].room->text[0] ? texts[i].room->text : texts[i].otherwise;
	}
	return FAIL_NONE;
}

static enum fail prepare(struct run *run)
{
	TRY(find_places(run));
	TRY(take_state(run));
	if (run->printer)
		TRY(kiosk_set_printer(run->state, run->printer));
	TRY(read_screen(run));
	return make_visit_key(run);
}

int command_run(int argc, char **argv)
{
	static struct run run = { .lock_fd = -1, .key_fd = -1 };
	const struct program_option options[] = {
		{ "state", "the folder that everything is kept in", &run.state, NULL },
		{ "assets", "forms, words, themes and fonts", &run.assets, NULL },
		{ "content", "addresses and rounds (content.db in the assets)", &run.content, NULL },
		{ "panel", "the screen's size in pixels, such as 1080x1920 (as the display is set)", &run.panel, NULL },
		{ "density", "pixels in a millimetre of it (as the panel says itself, else 4.03)", &run.density, NULL },
		{ "window", "an ordinary window instead of the whole screen", NULL, &run.window },
		{ "test-door", "let tests read the screen and press its buttons", NULL, &run.test_door },
		{ "printer", "auto: the USB printer; unix:PATH: a virtual one", &run.printer, NULL },
		{ "keypad", "what is plugged in: nine-keys,two-switches (kiosk.json may say it too, as it may the next seven, panel and density)", &run.keypad, NULL },
		{ "headphones", "espeak-ng's name of the device that one person hears", &run.headphones, NULL },
		{ "speaker", "and of the one that everybody hears", &run.speaker, NULL },
		{ "jack", "input device that feels headphones go in", &run.jack, NULL },
		{ "badge", "USB ids of the badge readers, such as 08ff:0009", &run.badge, NULL },
		{ "keyboard", "none: keys of no keypad mean nothing", &run.keyboard, NULL },
		{ "edge", "the panel's lower edge above the floor in millimetres (890)", &run.edge, NULL },
		{ "awake", "minutes around the opening hours that the screen is lit, or always (30)", &run.awake, NULL },
		{ "still", "the idle screen does not change by itself", NULL, &run.still },
		{ "desk", "the staff's page at this port of this machine, without TLS (0: any; else as \"desk\" in kiosk.json or the \"desks\" of the site say, or none)", &run.desk, NULL },
		{ "no-ui", "all but the screen", NULL, &run.no_ui },
		{ 0 },
	};
	enum fail code = program_start("foyer", argc, argv, options);
	if (code == FAIL_EMPTY)
		return 0;
	if (code == FAIL_NONE)
		code = prepare(&run);
	if (code == FAIL_NONE)
		code = run_kiosk(&run);
	if (code == FAIL_NONE)
		return 0;
	log_fail("kiosk.start", code);
	return code == FAIL_INPUT ? 2 : 1;
}
