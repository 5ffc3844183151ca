/* SPDX-License-Identifier: MIT */
/* journey.powers - each program has one power: every file, socket and device that a whole visit touches stands in its list (powers/PROGRAM). */
#include "tests/journeys/missed_bin.h"
#include "tests/journeys/trace.h"
#include "tests/lib/voice.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const char *const programs[] = { "foyer", "foyer-hub", "foyer-ui", "foyer-print", "foyer-sync", "foyer-provision", "foyer-desk", "espeak-ng" };
enum { PROGRAMS = 8, VOICE = 7, MADE_MAX = 512 };

struct made { long thread; int program; };

struct watch {
	struct kiosk kiosk;
	char traces[GIVEN_PATH_BYTES], folder[GIVEN_PATH_BYTES];
	struct powers powers[PROGRAMS];
	bool seen[PROGRAMS], hidden[PROGRAMS]; /* a trace was read; it forbade its own core dump */
	struct made made[MADE_MAX]; int made_count;
	int strangers;                         /* accesses outside the list */
	int unbound;                           /* voices that could gain privileges */
};

static void read_powers(struct watch *watch)
{
	char bin[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], file[64];
	given_built("bin", bin);
	given_path(doors, watch->kiosk.state, "doors");
	const struct powers_name names[] = {
		{ "BIN", bin }, { "STATE", watch->kiosk.state }, { "DOORS", doors }, { "ASSETS", watch->kiosk.assets },
		{ "CLOCK", watch->kiosk.clock }, { "PRINTER", watch->kiosk.printer.socket }, { "FOLDER", watch->kiosk.folder }, { "HOME", watch->folder }, { NULL, NULL },
	};
	for (int i = 0; i < PROGRAMS; i++) {
		snprintf(file, sizeof file, "tests/journeys/powers/%s", programs[i]);
		given_source(file, path);
		char *text = given_text(path);
		assert_non_null(text);
		assert_true(powers_read(text, names, &watch->powers[i]));
		free(text);
	}
}

static int program_called(const char *path)
{
	const char *name = strrchr(path, '/');
	for (int i = 0; name && i < PROGRAMS; i++)
		if (strcmp(name + 1, programs[i]) == 0)
			return i;
	return -1;
}

/* Which program made a process or thread: a file of strace's begins as its maker, and goes on as what it execs. */
static int *maker_of(struct watch *watch, long thread)
{
	for (int i = 0; i < watch->made_count; i++)
		if (watch->made[i].thread == thread)
			return &watch->made[i].program;
	assert_true(watch->made_count < MADE_MAX);
	watch->made[watch->made_count] = (struct made){ thread, 0 };
	return &watch->made[watch->made_count++].program;
}

static bool makes_another(const char *line, long *ret)
{
	static const char *const calls[] = { "clone(", "clone3(", "fork(", "vfork(" };
	const char *result = NULL;
	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		if (strncmp(line, calls[i], strlen(calls[i])) == 0)
			result = strstr(line, " = ");
	for (const char *at = result; at && (at = strstr(at, " = ")); at++)
		result = at;
	*ret = result ? strtol(result + 3, NULL, 10) : 0;
	return *ret > 0;
}

static void blame(struct watch *watch, int program, const char *file, const struct access *access)
{
	print_error("%s (%s): %s %s\n", program >= 0 ? programs[program] : "an unknown program", file, access->kind, access->what);
	watch->strangers++;
}

static void judge(struct watch *watch, const char *file, char *text, bool only_makers)
{
	int program = *maker_of(watch, strtol(strchr(file, '.') + 1, NULL, 10));
	bool bound = false;
	for (char *line; (line = strsep(&text, "\n"));) {
		struct access access;
		long thread;
		if (makes_another(line, &thread))
			*maker_of(watch, thread) = program;
		if (program >= 0 && strstr(line, "prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE") && strstr(line, "= 0"))
			watch->hidden[program] = true;
		bound |= strstr(line, "prctl(PR_SET_NO_NEW_PRIVS, 1") && strstr(line, "= 0");
		if (!trace_access(line, &access))
			continue;
		if (strcmp(access.kind, "exec") == 0) {
			program = program_called(access.what);
			if (program >= 0)
				watch->seen[program] = true;
			if (program == VOICE) {
				watch->hidden[VOICE] = true; /* its core dumps are forbidden by limit, before it is there: unit.speech_helper */
				watch->unbound += !bound;
			}
		}
		if (!only_makers && (program < 0 || !powers_allow(&watch->powers[program], &access)))
			blame(watch, program, file, &access);
	}
}

static void judge_all(struct watch *watch, bool only_makers)
{
	DIR *folder = opendir(watch->folder);
	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder));) {
		if (strncmp(entry->d_name, "trace.", 6) != 0)
			continue;
		char path[GIVEN_PATH_BYTES];
		given_path(path, watch->folder, entry->d_name);
		char *text = given_text(path);
		assert_non_null(text);
		judge(watch, entry->d_name, text, only_makers);
		free(text);
	}
	closedir(folder);
}

/* A sound device that plays to nobody. */
static void sound_nowhere(struct watch *watch)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, watch->folder, ".asoundrc");
	given_file(path, "pcm.ears { type null }\n", 0600);
	setenv("HOME", watch->folder, 1);
}

static void a_visit_touches_only_what_the_lists_name(void **state)
{
	struct watch *watch = *state;
	char reference[32];
	const char *const wrap[] = { "strace", "-f", "-ff", "-y", "-s", "400", "-o", watch->traces, "-e",
		"trace=%file,%network,%process,prctl,mount,umount2,pivot_root,chroot", NULL };
	const char *const more[] = { "--headphones", "ears", "--desk", "0", NULL };
	sound_nowhere(watch);
	kiosk_start(&watch->kiosk, &(struct kiosk_plan){ .wrap = wrap, .more = more });
	voice_ask(&watch->kiosk, "private");
	(void)voice_await(&watch->kiosk, 0, "Speech is on.");
	missed_bin_send(&watch->kiosk, reference);
	json_decref(council_await(&watch->kiosk.council, 1));
	printer_await(&watch->kiosk.printer, 1);
	screen_press(&watch->kiosk, "finish-clear");
	screen_await(&watch->kiosk, "start");
	read_powers(watch);
	kiosk_halt(&watch->kiosk);
	judge_all(watch, true); /* twice: a thread's file may be read before its maker's */
	judge_all(watch, true);
	judge_all(watch, false);
	assert_int_equal(watch->strangers, 0);
	assert_int_equal(watch->unbound, 0);
	for (int i = 0; i < PROGRAMS; i++) {
		if (!watch->seen[i] || !watch->hidden[i])
			fail_msg("%s %s", programs[i], watch->seen[i] ? "may dump its memory" : "was not watched");
	}
}

static void what_is_not_in_the_list_is_seen(void **state)
{
	struct powers powers;
	struct access access;
	(void)state;
	const struct powers_name names[] = { { "STATE", "/tmp/s" }, { NULL, NULL } };
	assert_true(powers_read("# words\nwrite STATE/*\nread /etc/hosts\nsocket AF_UNIX\nconnect unix:STATE/doors/ui\n", names, &powers));
	static const struct { const char *line; bool touches, allowed; } lines[] = {
		{ "openat(AT_FDCWD</>, \"/tmp/s/store.db\", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 3</tmp/s/store.db>", true, true },
		{ "openat(AT_FDCWD</>, \"/etc/shadow\", O_RDONLY) = 3</etc/shadow>", true, false },
		{ "openat(AT_FDCWD</>, \"/etc/hosts\", O_RDONLY) = 3</etc/hosts>", true, true },
		{ "openat(AT_FDCWD</>, \"/etc/hosts\", O_RDWR) = 3</etc/hosts>", true, false },
		{ "openat(AT_FDCWD</>, \"/etc/nothing\", O_RDONLY) = -1 ENOENT (No such file or directory)", false, false },
		{ "openat(4</tmp/s>, \"../other\", O_RDONLY) = 5</tmp/other>", true, false },
		{ "unlinkat(4</tmp/s/doors>, \"ui\", 0) = 0", true, true },
		{ "unlink(\"/home/x\") = 0", true, false },
		{ "socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 7<TCP:[1]>", true, false },
		{ "connect(5<UNIX:[1]>, {sa_family=AF_UNIX, sun_path=\"/tmp/s/doors/ui\"}, 110) = 0", true, true },
		{ "connect(5<UNIX:[1]>, {sa_family=AF_UNIX, sun_path=\"/tmp/s/doors/sync\"}, 110) = 0", true, false },
		{ "connect(7<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"10.0.0.1\")}, 16) = -1 EINPROGRESS (Operation now in progress)", true, false },
		{ "sendto(5<UNIX:[1]>, \"x\", 1, 0, {sa_family=AF_UNIX, sun_path=\"/dev/log\"}, 110) = 1", true, false },
		{ "sendto(5<UNIX:[1]>, \"x\", 1, 0, NULL, 0) = 1", false, false },
		{ "sendmsg(7<UDP:[1]>, {msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"10.0.0.1\")}, msg_namelen=16}, 0) = 9", true, false },
		{ "inotify_add_watch(6<anon_inode:inotify>, \"/etc\", IN_CREATE) = 1", true, false },
		{ "openat(AT_FDCWD</>, \"/etc/shadow\", O_RDONLY <unfinished ...>) = ? <unavailable>", false, false },
		{ "stat(\"/etc/shadow\", {st_mode=S_IFREG|0640}) = 0", false, false },
		{ "execve(\"/bin/sh\", [\"sh\"], 0x7ff) = 0", true, false },
	};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		bool touches = trace_access(lines[i].line, &access);
		if (touches != lines[i].touches || (touches && powers_allow(&powers, &access) != lines[i].allowed))
			fail_msg("misjudged: %s", lines[i].line);
	}
	assert_false(powers_read("write\n", names, &powers));
}

static int set_up(void **state)
{
	struct watch *watch = calloc(1, sizeof *watch);
	assert_non_null(watch);
	given_folder(watch->folder);
	given_path(watch->traces, watch->folder, "trace");
	*state = watch;
	return 0;
}

static int tear_down(void **state)
{
	struct watch *watch = *state;
	kiosk_end(&watch->kiosk);
	given_done(watch->folder);
	free(watch);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_is_not_in_the_list_is_seen),
		cmocka_unit_test_setup_teardown(a_visit_touches_only_what_the_lists_name, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("powers", cases, NULL, NULL);
}
