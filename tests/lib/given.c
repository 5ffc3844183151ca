/* SPDX-License-Identifier: MIT */
#include "tests/lib/given.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEXT_MAX_BYTES = 16 * 1024 * 1024 };

void given_folder(char ret[static GIVEN_PATH_BYTES])
{
	const char *base = getenv("TMPDIR");
	snprintf(ret, GIVEN_PATH_BYTES, "%s/foyer-XXXXXX", base && base[0] ? base : "/tmp");
	assert_non_null(mkdtemp(ret));
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about, (void)kind, (void)place;
	return remove(path);
}

void given_done(const char *folder)
{
	if (getenv("FOYER_KEEP")) {
		fprintf(stderr, "kept: %s\n", folder);
		return;
	}
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void from_environment(const char *variable, const char *part, char ret[static GIVEN_PATH_BYTES])
{
	const char *folder = getenv(variable);
	if (!folder)
		fail_msg("%s is not set; run this test through ctest", variable);
	given_path(ret, folder, part);
}

void given_built(const char *part, char ret[static GIVEN_PATH_BYTES])
{
	from_environment("FOYER_BUILD", part, ret);
}

void given_links(const char *part, const char *folder)
{
	char built[GIVEN_PATH_BYTES], from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	given_built(part, built);
	DIR *entries = opendir(built);
	assert_non_null(entries);
	for (struct dirent *entry; (entry = readdir(entries));) {
		if (entry->d_name[0] == '.')
			continue;
		given_path(from, built, entry->d_name);
		given_path(to, folder, entry->d_name);
		assert_int_equal(symlink(from, to), 0);
	}
	closedir(entries);
}

void given_source(const char *part, char ret[static GIVEN_PATH_BYTES])
{
	from_environment("FOYER_SOURCE", part, ret);
}

void given_path(char ret[static GIVEN_PATH_BYTES], const char *folder, const char *name)
{
	int written = snprintf(ret, GIVEN_PATH_BYTES, "%s/%s", folder, name);
	assert_in_range(written, 1, GIVEN_PATH_BYTES - 1);
}

void given_file(const char *path, const char *text, unsigned mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

char *given_text(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	struct stat about;
	assert_int_equal(fstat(fd, &about), 0);
	assert_true(about.st_size < TEXT_MAX_BYTES);
	char *text = calloc(1, (size_t)about.st_size + 1);
	assert_non_null(text);
	size_t size = 0;
	ssize_t got;
	while (size < (size_t)about.st_size && (got = read(fd, text + size, (size_t)about.st_size - size)) > 0)
		size += (size_t)got;
	close(fd);
	return text;
}

void given_copy(const char *part, const char *folder)
{
	char source[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	const char *name = strrchr(part, '/');
	given_source(part, source);
	given_path(to, folder, name ? name + 1 : part);
	char *text = given_text(source);
	assert_non_null(text);
	given_file(to, text, 0600);
	free(text);
}
