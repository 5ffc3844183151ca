/* SPDX-License-Identifier: MIT */
/* fault.versions_power - the power goes at every file operation of taking a new version, keeping it, or leaving it: what is in use is whole, always. */
#include "firmware/base/assets.h"
#include "firmware/base/file.h"
#include "firmware/bundle/blob.h"
#include "firmware/provision/versions.h"
#include "tests/faults/versions/cut.h"
#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const forms[] = { "", "{\"first\":1}", "{\"second\":2}" };
static const char *const words[] = { "", "first words", "second words, and more of them" };

struct given { char folder[GIVEN_PATH_BYTES], root[GIVEN_PATH_BYTES], base[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES], inbox[GIVEN_PATH_BYTES], saved[GIVEN_PATH_BYTES]; };

static void folder_in(const char *folder, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	assert_int_equal(file_make_folder(path, 0755), FAIL_NONE);
}

static void file_in(const char *folder, const char *name, const char *text)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	given_file(path, text, 0644);
}

/* @text as a blob of the inbox, and its line in a manifest. */
static void part_add(const struct given *given, struct buffer *manifest, const char *kind, const char *path, const char *text, const char *after)
{
	char name[GIVEN_PATH_BYTES];
	struct blob_hash hash;
	int64_t size = 0;
	given_path(name, given->inbox, "blob");
	given_file(name, text, 0644);
	assert_int_equal(blob_hash(name, 1024, &hash, &size), FAIL_NONE);
	char blob[GIVEN_PATH_BYTES];
	snprintf(blob, sizeof blob, "blobs/%s", hash.text);
	file_in(given->inbox, blob, text);
	assert_int_equal(buffer_printf(manifest, "{\"kind\":\"%s\",\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%lld}%s", kind, path, hash.text, (long long)size, after), FAIL_NONE);
}

static enum fail stage(const struct given *given, struct versions *versions, int version)
{
	struct manifest manifest;
	BUFFER_AUTO bytes, signature;
	buffer_init(&bytes, MANIFEST_MAX_BYTES);
	buffer_init(&signature, 64);
	char name[64], path[GIVEN_PATH_BYTES];
	snprintf(name, sizeof name, "manifest-%d", version);
	given_path(path, given->inbox, name);
	TRY(file_read(path, &bytes));
	TRY(buffer_printf(&signature, "signed"));
	enum fail fail = manifest_read(bytes.bytes, bytes.size_bytes, &manifest);
	if (fail == FAIL_NONE)
		fail = versions_stage(versions, &manifest, &bytes, &signature, given->inbox);
	manifest_done(&manifest);
	return fail;
}

static void make_manifest(const struct given *given, int version)
{
	BUFFER_AUTO text;
	char name[64];
	buffer_init(&text, 4096);
	assert_int_equal(buffer_printf(&text, "{\"format\":\"foyer-bundle/1\",\"version\":%d,\"created\":\"2026-11-01T00:00:00.000Z\",\"valid_from\":\"2026-11-01T00:00:00.000Z\",\"targets\":[\"*\"],\"parts\":[", version), FAIL_NONE);
	part_add(given, &text, "forms", "forms/a.json", forms[version], ",");
	part_add(given, &text, "words", "languages/en.mo", words[version], "]}");
	snprintf(name, sizeof name, "manifest-%d", version);
	file_in(given->inbox, name, buffer_text(&text));
}

/* A kiosk that runs on version 1. */
static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	struct versions versions;
	given_folder(given->folder);
	given_path(given->root, given->folder, "root");
	given_path(given->base, given->folder, "base");
	given_path(given->assets, given->folder, "assets");
	given_path(given->inbox, given->folder, "inbox");
	given_path(given->saved, given->folder, "saved");
	folder_in(given->folder, "root");
	folder_in(given->folder, "assets/languages");
	folder_in(given->folder, "assets/forms");
	folder_in(given->folder, "assets/fonts");
	folder_in(given->folder, "inbox/blobs");
	file_in(given->assets, "languages/cy.mo", "Welsh");
	file_in(given->assets, "forms/old.json", "{}");
	make_manifest(given, 1);
	make_manifest(given, 2);
	assert_int_equal(versions_open(given->root, given->assets, &versions), FAIL_NONE);
	assert_int_equal(stage(given, &versions, 1), FAIL_NONE);
	assert_int_equal(versions_begin(&versions, 1), FAIL_NONE);
	assert_int_equal(versions_settle(&versions), FAIL_NONE);
	char said[256];
	assert_int_equal(process_run((char *[]){ "cp", "-a", given->root, given->base, NULL }, said, sizeof said), 0);
	*state = given;
	return 0;
}

static int teardown(void **state)
{
	struct given *given = *state;
	given_done(given->folder);
	free(given);
	return 0;
}

static void begin_anew(const struct given *given)
{
	char said[256], line[6 * GIVEN_PATH_BYTES];
	snprintf(line, sizeof line, "rm -rf '%s' '%s' && cp -a '%s' '%s' && mkdir '%s'", given->root, given->saved, given->base, given->root, given->saved);
	assert_int_equal(process_run((char *[]){ "sh", "-c", line, NULL }, said, sizeof said), 0);
}

static bool holds(const char *folder, const char *name, const char *text)
{
	char path[PATH_MAX + GIVEN_PATH_BYTES];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	char *got = given_text(path);
	bool same = got && strcmp(got, text) == 0;
	free(got);
	return same;
}

/* The version in use as a program finds it; 0 when it is not whole. */
static int64_t in_use(const struct given *given)
{
	char current[GIVEN_PATH_BYTES];
	struct assets assets;
	given_path(current, given->root, "current");
	assert_int_equal(assets_settle(current, given->assets, &assets), FAIL_NONE);
	bool whole = (assets.version == 1 || assets.version == 2) && holds(assets.folder, "forms/a.json", forms[assets.version]) &&
		holds(assets.folder, "languages/en.mo", words[assets.version]) && holds(assets.folder, "languages/cy.mo", "Welsh");
	return whole ? assets.version : 0;
}

static void life(const struct given *given, bool good)
{
	struct versions versions;
	if (versions_open(given->root, given->assets, &versions) != FAIL_NONE || versions_recover(&versions) != FAIL_NONE)
		_exit(1);
	if (stage(given, &versions, 2) != FAIL_NONE || versions_begin(&versions, 2) != FAIL_NONE)
		_exit(2);
	if ((good ? versions_settle(&versions) : versions_back(&versions, "hash", "it did not come up")) != FAIL_NONE)
		_exit(3);
}

/* The same in a process of its own, cut at @number; its exit status. @ret_count: operations, when nothing is cut. */
static int lived(const struct given *given, bool good, long number, enum cut_kind kind, bool lies, long *ret_count)
{
	long *count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status = 0;
	pid_t pid = fork();
	if (pid == 0) {
		cut_at(number, kind, given->saved, lies);
		life(given, good);
		*count = cut_operations();
		cut_stop();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	*ret_count = *count;
	munmap(count, sizeof *count);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The next start, and the same bundle again: it ends on version 2, whole, with version 1 to go back to. */
static void goes_on(const struct given *given)
{
	struct versions versions;
	assert_int_equal(versions_open(given->root, given->assets, &versions), FAIL_NONE);
	enum fail fail = versions_recover(&versions);
	if (fail == FAIL_NONE && versions.record.good != 2) {
		assert_int_equal(stage(given, &versions, 2), FAIL_NONE);
		assert_int_equal(versions_begin(&versions, 2), FAIL_NONE);
		fail = FAIL_BUSY;
	}
	if (fail == FAIL_BUSY)
		assert_int_equal(versions_settle(&versions), FAIL_NONE);
	assert_int_equal(in_use(given), 2);
	assert_int_equal(versions.record.previous, 1);
	assert_int_equal(versions_switch(&versions, 1), FAIL_NONE);
	assert_int_equal(in_use(given), 1);
}

static void every_cut(const struct given *given, bool good)
{
	long operations = 0, none = 0;
	begin_anew(given);
	assert_int_equal(lived(given, good, 0, CUT_NOTHING_LOST, false, &operations), 0);
	assert_int_equal(in_use(given), good ? 2 : 1);
	for (int kind = 0; kind < CUT_KINDS; kind++)
		for (long number = 1; number <= operations; number++) {
			begin_anew(given);
			assert_int_equal(lived(given, good, number, (enum cut_kind)kind, false, &none), CUT_STATUS);
			if (in_use(given) == 0)
				fail_msg("cut before operation %ld of %ld, kind %d: what is in use is not whole", number, operations, kind);
			goes_on(given);
		}
	print_message("%ld operations, %ld cuts, each left a whole version\n", operations, operations * CUT_KINDS);
}

static void a_cut_anywhere_before_a_version_is_kept_leaves_a_whole_one(void **state)
{
	every_cut(*state, true);
}

static void a_cut_anywhere_before_a_version_is_left_leaves_a_whole_one(void **state)
{
	every_cut(*state, false);
}

static void on_a_disk_that_lies_about_syncing_versions_are_lost(void **state)
{
	const struct given *given = *state;
	long operations = 0, none = 0;
	int lost = 0;
	begin_anew(given);
	assert_int_equal(lived(given, true, 0, CUT_NOTHING_LOST, false, &operations), 0);
	for (long number = 1; number <= operations; number++) {
		begin_anew(given);
		assert_int_equal(lived(given, true, number, CUT_CONTENTS_LOST, true, &none), CUT_STATUS);
		lost += in_use(given) == 0;
	}
	print_message("%d of %ld cuts lost the version in use\n", lost, operations);
	assert_true(lost > 0); /* the model can lose, so that its silence above means something */
}

static void a_trial_is_given_up_at_the_fourth_start(void **state)
{
	const struct given *given = *state;
	struct versions versions;
	begin_anew(given);
	assert_int_equal(versions_open(given->root, given->assets, &versions), FAIL_NONE);
	assert_int_equal(stage(given, &versions, 2), FAIL_NONE);
	assert_int_equal(versions_begin(&versions, 2), FAIL_NONE);
	for (int start = 1; start <= VERSIONS_TRIES_MAX; start++) {
		assert_int_equal(versions_open(given->root, given->assets, &versions), FAIL_NONE);
		assert_int_equal(versions_recover(&versions), FAIL_BUSY);
		assert_int_equal(in_use(given), 2);
	}
	assert_int_equal(versions_open(given->root, given->assets, &versions), FAIL_NONE);
	assert_int_equal(versions_recover(&versions), FAIL_DENIED);
	assert_int_equal(in_use(given), 1);
	assert_int_equal(versions.record.refused.version, 2);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(a_cut_anywhere_before_a_version_is_kept_leaves_a_whole_one, setup, teardown),
		cmocka_unit_test_setup_teardown(a_cut_anywhere_before_a_version_is_left_leaves_a_whole_one, setup, teardown),
		cmocka_unit_test_setup_teardown(on_a_disk_that_lies_about_syncing_versions_are_lost, setup, teardown),
		cmocka_unit_test_setup_teardown(a_trial_is_given_up_at_the_fourth_start, setup, teardown),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
