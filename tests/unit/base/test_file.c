/* SPDX-License-Identifier: MIT */
/* unit.base_file - whole files, or none. */
#include "tests/unit/base/base_test.h"

#include "firmware/base/file.h"

#include <sys/stat.h>

static void a_file_is_replaced_whole_and_read_within_its_limit(void **state)
{
	(void)state;
	char folder[PATH_MAX], path[PATH_MAX];
	given_folder(folder);
	assert_ok(file_path(path, sizeof path, folder, "facts"));
	assert_ok(file_replace(path, "first", 5, 0600));
	assert_ok(file_replace(path, "second", 6, 0600));
	BUFFER_AUTO bytes;
	buffer_init(&bytes, 6);
	assert_ok(file_read(path, &bytes));
	assert_string_equal(buffer_text(&bytes), "second");
	BUFFER_AUTO small;
	buffer_init(&small, 5);
	assert_int_equal(file_read(path, &small), FAIL_LIMIT);
	struct stat facts;
	assert_int_equal(stat(path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
}

static void a_failed_replacement_leaves_the_old_file(void **state)
{
	(void)state;
	char folder[PATH_MAX], path[PATH_MAX], beside[PATH_MAX + 8];
	given_folder(folder);
	assert_ok(file_path(path, sizeof path, folder, "facts"));
	assert_ok(file_replace(path, "old", 3, 0600));
	snprintf(beside, sizeof beside, "%s.new", path);
	assert_int_equal(mkdir(beside, 0700), 0); /* the new file cannot be made */
	assert_int_equal(file_replace(path, "new", 3, 0600), FAIL_IO);
	BUFFER_AUTO bytes;
	buffer_init(&bytes, 100);
	assert_ok(file_read(path, &bytes));
	assert_string_equal(buffer_text(&bytes), "old");
}

static void missing_things_are_named(void **state)
{
	(void)state;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, 100);
	assert_int_equal(file_read("/nowhere/at/all", &bytes), FAIL_EMPTY);
	assert_int_equal(file_sync_folder("/nowhere"), FAIL_IO);
	char room[8];
	assert_int_equal(file_path(room, sizeof room, "folder", "name"), FAIL_LIMIT);
	assert_int_equal(file_make_folder("", 0700), FAIL_LIMIT);
}

static void folders_are_made_in_one_go(void **state)
{
	(void)state;
	char folder[PATH_MAX], deep[PATH_MAX];
	given_folder(folder);
	assert_ok(file_path(deep, sizeof deep, folder, "a/b/c"));
	assert_ok(file_make_folder(deep, 0700));
	assert_ok(file_make_folder(deep, 0700));
	assert_ok(file_sync_folder(deep));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_file_is_replaced_whole_and_read_within_its_limit), CASE(a_failed_replacement_leaves_the_old_file), CASE(missing_things_are_named),
		CASE(folders_are_made_in_one_go),
	};
	return cmocka_run_group_tests_name("base_file", cases, NULL, NULL);
}
