/* SPDX-License-Identifier: MIT */
/*
 * journey.secrecy - no answer in clear on any disk: a question of every kind is answered with words that stand nowhere else, then every
 * byte that was written is searched, and no program may leave or lend its memory.
 * LIMITS: yes, no and a ticked declaration are no words; their questions' names are, and an answer in clear would stand beside its name.
 */
#include "tests/journeys/searched.h"
#include "tests/lib/voice.h"
#include "tests/lib/walker.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES_MIN = 8, KINDS = 12 };

static const struct walker_answer answers[] = {
	{ "field:glossamere", "Ottoline Crabtreevale" },
	{ "field:brindlequay", "A skip by Ravelbrock" },
	{ "field:stavelpoint", "918273645" },
	{ "choice:plovertide", "true" },
	{ "choice:wickenfold", "vexlomarch" },
	{ "choice:sorrelbeck", "quimbersole" },
	{ "choice:tarncoppice", "dratwinkel" },
	{ "field:grindlewax__day", "19" },
	{ "field:grindlewax__month", "7" },
	{ "field:grindlewax__year", "1987" },
	{ "field:ravelholme__addressLine1", "14 Zwblywick Terrace" },
	{ "field:ravelholme__addressLine2", "Quarnfold" },
	{ "field:ravelholme__town", "Plimbourneham" },
	{ "field:ravelholme__county", "Wexlevshire" },
	{ "field:ravelholme__postcode", "MB7 3QZ" },
	{ "field:dunnockmoor", "01632 960187" },
	{ "field:pipistrend", "zephyrwick@example.org" },
	{ NULL, NULL },
};

/* How a day might be written, and what stands beside an answer that is no word. */
static const char *const traces[] = {
	"1987-07-19", "1987-7-19", "19871907", "19 07 1987", "19/07/1987", "19 7 1987", "19 July 1987", "July 1987", "\"year\":1987", "\"year\": 1987", "year=1987",
	"glossamere", "brindlequay", "stavelpoint", "plovertide", "wickenfold", "sorrelbeck", "tarncoppice", "grindlewax", "ravelholme", "dunnockmoor",
	"pipistrend", "oathmarrow", "MB73QZ",
};

struct secret { struct kiosk kiosk; struct searched searched; char forms[GIVEN_PATH_BYTES]; };

/* What the council got of it: each text and number that can be searched for. */
static void collect_words(struct searched *searched, const json_t *value)
{
	const char *key;
	json_t *one;
	size_t at;
	if (json_is_string(value) && json_string_length(value) >= SEARCHED_WORD_LEAST)
		searched_add(searched, json_string_value(value));
	json_object_foreach((json_t *)value, key, one)
		collect_words(searched, one);
	json_array_foreach(value, at, one)
		collect_words(searched, one);
}

static void name_words(struct searched *searched)
{
	for (const struct walker_answer *answer = answers; answer->node; answer++)
		if (strlen(answer->value) >= SEARCHED_WORD_LEAST)
			searched_add(searched, answer->value);
	for (size_t i = 0; i < sizeof traces / sizeof traces[0]; i++)
		searched_add(searched, traces[i]);
}

/* What the council may carry away of the kiosk lies among all that is searched, and says what was done: so it is no empty file. */
static void carry_audit(struct secret *secret, const char *name)
{
	struct kiosk *kiosk = &secret->kiosk;
	char program[GIVEN_PATH_BYTES], file[GIVEN_PATH_BYTES], said[1024];
	given_built("bin/foyer", program);
	given_path(file, kiosk->folder, name);
	assert_int_equal(process_run((char *[]){ program, "audit", "export", "--state", kiosk->state, file, NULL }, said, sizeof said), 0);
	assert_int_equal(process_run((char *[]){ program, "audit", "verify", file, NULL }, said, sizeof said), 0);
	char *audit = given_text(file);
	assert_non_null(strstr(audit, "\"event\":\"visit_begin\""));
	assert_non_null(strstr(audit, "\"event\":\"submit\",\"subject\":\"secrets\",\"outcome\":\"kept\""));
	assert_non_null(strstr(audit, "\"event\":\"print\",\"subject\":\"receipt\",\"outcome\":\"done\""));
	free(audit);
}

/* The state folder, the spool, the logs, the receipts and what the council stores: all that a journey writes is under one folder. */
static void assert_nowhere(struct secret *secret, const char *when)
{
	searched_folder(&secret->searched, secret->kiosk.folder);
	print_message("%s: %d words in %d files\n", when, secret->searched.words, secret->searched.files);
	assert_true(secret->searched.files >= FILES_MIN);
	if (secret->searched.found[0])
		fail_msg("%s: %s", when, secret->searched.found);
}

/* A program of the kiosk may never leave its memory on a disk. */
static void assert_no_core_dump(pid_t pid, const char *program)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/limits", (int)pid);
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	char line[256];
	unsigned long soft = 1, hard = 1;
	while (fgets(line, sizeof line, file))
		if (sscanf(line, "Max core file size %lu %lu", &soft, &hard) == 2)
			break;
	fclose(file);
	if (soft != 0 || hard != 0)
		fail_msg("%s may leave a core of %lu bytes", program, soft);
}

/* The right to read every process's memory, which root has and a thief of the same user would not. */
static void use_ptrace_right(bool on)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct data[2];
	assert_int_equal(syscall(SYS_capget, &header, data), 0);
	uint32_t bit = 1u << CAP_SYS_PTRACE;
	data[0].effective = on ? data[0].effective | (data[0].permitted & bit) : data[0].effective & ~bit;
	assert_int_equal(syscall(SYS_capset, &header, data), 0);
}

/* Whether a process of the same user may read it: nothing is mapped at the address, so the one that may is told so. That is the kernel's PR_SET_DUMPABLE. */
static bool memory_is_open(pid_t pid)
{
	char byte;
	struct iovec here = { &byte, 1 }, there = { (void *)(uintptr_t)16, 1 };
	use_ptrace_right(false);
	bool open = process_vm_readv(pid, &here, 1, &there, 1, 0) == 1 || errno == EFAULT;
	use_ptrace_right(true);
	return open;
}

static void assert_closed_memory(struct kiosk *kiosk)
{
	static const char *const programs[] = { "foyer-hub", "foyer-ui", "foyer-print", "foyer-sync" };
	bool can_tell = memory_is_open(kiosk->display.server.pid); /* Xvfb hides nothing: who cannot see into it proves nothing by not seeing into ours */
	if (!can_tell)
		print_message("skipped: this machine lets no process read another\n");
	assert_no_core_dump(kiosk->run.pid, "foyer");
	assert_false(can_tell && memory_is_open(kiosk->run.pid));
	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
		pid_t pid = kiosk_pid(kiosk, programs[i]);
		assert_no_core_dump(pid, programs[i]);
		if (can_tell && memory_is_open(pid))
			fail_msg("%s lets others read its memory", programs[i]);
	}
}

static void answer_all(struct secret *secret)
{
	struct kiosk *kiosk = &secret->kiosk;
	screen_press(kiosk, "start");
	screen_service(kiosk, "secrets");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
	walk_to_check(kiosk, answers, NULL, NULL);
	assert_nowhere(secret, "before sending");
	kiosk_kill(kiosk, "foyer-ui"); /* so that the copy of the running visit is used, too */
	walk_to_check(kiosk, answers, NULL, NULL);
}

static void what_was_typed_is_nowhere_on_the_disk(void **state)
{
	struct secret *secret = *state;
	struct kiosk *kiosk = &secret->kiosk;
	kiosk_start(kiosk, &(struct kiosk_plan){ .forms = secret->forms, .no_council = true }); /* so that the body stays in the store */
	name_words(&secret->searched);
	answer_all(secret);
	assert_closed_memory(kiosk);
	screen_press(kiosk, "send");
	screen_await(kiosk, "reference");
	screen_await_sentence(kiosk, "receipt.done"); /* the printer has the paper out before the audit has its word for it */
	kiosk_await_queue(kiosk, 1);
	carry_audit(secret, "audit-early.jsonl");
	assert_nowhere(secret, "while it waits");
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");

	council_start(&kiosk->council);
	kiosk_move_clock(kiosk, 15 * 60 * 1000);
	json_t *all = council_await(&kiosk->council, 1), *arrived = json_object_get(json_object_get(json_array_get(all, 0), "data"), "main");
	assert_int_equal(json_object_size(arrived), KINDS);
	assert_int_equal(json_integer_value(json_object_get(arrived, "stavelpoint")), 918273645);
	collect_words(&secret->searched, arrived); /* as the record writes them */
	json_decref(all);
	kiosk_await_queue(kiosk, 0);
	carry_audit(secret, "audit-late.jsonl");
	assert_nowhere(secret, "after delivery");
	kiosk_halt(kiosk);
	assert_nowhere(secret, "after the end");
}

/* What anybody on the machine may read of the process that speaks, in a file of @folder. */
static void copy_of(pid_t pid, const char *part, const char *folder)
{
	char from[64], to[GIVEN_PATH_BYTES], bytes[4096];
	size_t size;
	snprintf(from, sizeof from, "/proc/%d/%s", (int)pid, part);
	given_path(to, folder, part);
	FILE *in = fopen(from, "re"), *out = fopen(to, "we");
	assert_true(in && out);
	while ((size = fread(bytes, 1, sizeof bytes, in)) > 0)
		assert_int_equal(fwrite(bytes, 1, size, out), size);
	fclose(in);
	fclose(out);
}

static void assert_voice_shows_nothing(struct secret *secret, pid_t voice)
{
	char folder[GIVEN_PATH_BYTES];
	given_folder(folder);
	copy_of(voice, "cmdline", folder);
	copy_of(voice, "environ", folder);
	copy_of(voice, "comm", folder);
	searched_folder(&secret->searched, folder);
	assert_int_equal(secret->searched.files, 3);
	given_done(folder);
	if (secret->searched.found[0])
		fail_msg("the voice shows %s", secret->searched.found);
	assert_no_core_dump(voice, "the voice");
}

/* The voice is one that writes nothing, as the real one; while it speaks, answers are in its memory alone, and with the visit it is gone. */
static void what_was_said_is_nowhere_on_the_disk(void **state)
{
	struct secret *secret = *state;
	struct kiosk *kiosk = &secret->kiosk;
	kiosk_start(kiosk, &(struct kiosk_plan){ .forms = secret->forms, .voice = true, .real_time = true });
	name_words(&secret->searched);
	voice_ask(kiosk, "private");
	voice_settle(kiosk);
	screen_press(kiosk, "start");
	screen_service(kiosk, "secrets");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
	char spoken[GIVEN_PATH_BYTES];
	given_path(spoken, kiosk->folder, "spoken");
	assert_int_equal(unlink(spoken), 0);
	voice_manner(kiosk, "forget");
	walk_to_check(kiosk, answers, NULL, NULL);
	pid_t ui = kiosk_pid(kiosk, "foyer-ui");
	voice_await(kiosk, 0, "14 Zwblywick Terrace"); /* on the last part of the page, where we stay */
	assert_voice_shows_nothing(secret, process_await(ui, "espeak-ng", 0));
	assert_nowhere(secret, "while it is said");
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
	pid_t voice = process_find(ui, "espeak-ng");
	if (voice)
		process_gone(voice);
	assert_nowhere(secret, "after it was said");
	kiosk_halt(kiosk);
	assert_nowhere(secret, "after the end");
}

static void assert_found(struct secret *secret, const char *text, const char *found)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, secret->forms, "planted");
	given_file(path, text, 0600);
	searched_folder(&secret->searched, secret->forms);
	if (!strstr(secret->searched.found, found))
		fail_msg("\"%s\" was not found in \"%s\", but \"%s\"", found, text, secret->searched.found);
}

static void the_search_finds_what_is_there(void **state)
{
	struct secret *secret = *state;
	struct searched *searched = &secret->searched;
	char path[GIVEN_PATH_BYTES];
	given_path(path, secret->forms, "secrets.json");
	unlink(path);
	searched_add(searched, "Quarnfold");
	searched_add(searched, "01632 960187");
	assert_found(secret, "in QUARNFOLD it stands", "Quarnfold in");
	assert_found(secret, "call 01632960187 now", "01632 960187 in");
	assert_found(secret, "UXVhcm5mb2xk", "Quarnfold as base64");         /* Quarnfold */
	assert_found(secret, "eyJhIjoiUXVhcm5mb2xkIn0", "Quarnfold as base64"); /* {"a":"Quarnfold"} */
	assert_found(secret, "eyJhYiI6IlF1YXJuZm9sZCJ9", "Quarnfold as base64"); /* {"ab":"Quarnfold"} */
	assert_found(secret, "eyJhYmMiOiJRdWFybmZvbGQifQ", "Quarnfold as base64"); /* {"abc":"Quarnfold"} */
	assert_found(secret, "nothing of it", "");
	assert_string_equal(searched->found, "");
}

static int set_up(void **state)
{
	struct secret *secret = calloc(1, sizeof *secret);
	assert_non_null(secret);
	given_folder(secret->forms);
	given_copy("tests/journeys/forms/secrets.json", secret->forms);
	*state = secret;
	return 0;
}

static int tear_down(void **state)
{
	struct secret *secret = *state;
	kiosk_end(&secret->kiosk);
	given_done(secret->forms);
	free(secret);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(the_search_finds_what_is_there, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_typed_is_nowhere_on_the_disk, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_said_is_nowhere_on_the_disk, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("secrecy", cases, NULL, NULL);
}
