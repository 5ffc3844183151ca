/* SPDX-License-Identifier: MIT */
/* The parts of a version, gathered as they go onto a kiosk. */
/* DESIGN: everything is put down as files first, so that what is checked is what is signed. */
#include "firmware/cli/bundle.h"

#include "firmware/base/file.h"
#include "firmware/bundle/blob.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { DEPTH_MAX = 8, REMOVE_FDS = 16 };

/* What of each kind is taken from a folder, what it becomes, and the one name of a kind that has one file. */
static const struct { const char *suffix[2]; const char *only; } wanted[PART_COUNT] = {
	[PART_FORMS] = { { ".json" }, NULL },  [PART_PAGES] = { { ".md" }, NULL },                  [PART_WORDS] = { { ".po", ".mo" }, NULL },
	[PART_THEMES] = { { ".json" }, NULL }, [PART_SETTINGS] = { { ".json" }, "settings.json" },  [PART_KEYS] = { { ".json", ".jwk" }, "council.json" },
	[PART_SITE] = { { ".json" }, NULL },   [PART_HOME] = { { ".json" }, NULL },                 [PART_BANK] = { { ".txt" }, NULL },
	[PART_STAFF] = { { ".jwe" }, NULL },   [PART_CONTENT] = { { ".db" }, NULL },
};

static bool ends(const char *name, const char *with)
{
	size_t length = strlen(name), tail = strlen(with);
	return length > tail && strcmp(name + length - tail, with) == 0;
}

static bool is_wanted(enum part_kind kind, const char *name)
{
	bool good = ends(name, wanted[kind].suffix[0]) || (wanted[kind].suffix[1] && ends(name, wanted[kind].suffix[1]));
	return good && name[0] != '.' && !ends(name, ".schema.json");
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *at)
{
	(void)about, (void)type, (void)at;
	return remove(path) < 0 && errno != ENOENT ? -1 : 0;
}

void bundle_remove(const char *path)
{
	nftw(path, remove_one, REMOVE_FDS, FTW_DEPTH | FTW_PHYS);
}

/* gettext's own compiler, which says itself what is wrong with a file. */
static enum fail compile_words(const char *from, const char *to)
{
	char *words[] = { "msgfmt", "--check-domain", "-o", (char *)to, (char *)from, NULL };
	pid_t pid;
	int status = 0;
	if (posix_spawnp(&pid, words[0], NULL, NULL, words, environ) != 0)
		return FAIL(EMPTY, "msgfmt is needed for words and is not here: install gettext");
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return FAIL(IO, "msgfmt cannot be waited for");
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? FAIL_NONE : FAIL(INPUT, "%s is not a PO file that can be compiled", from);
}

static enum fail copy_file(const char *from, const char *to)
{
	struct blob_hash hash;
	int64_t size = 0;
	TRY(blob_hash(from, MANIFEST_PART_MAX_BYTES, &hash, &size));
	return blob_copy(from, to, 0644, hash.text, size);
}

static enum fail folder_of(const char *path)
{
	char folder[PATH_MAX];
	snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
	return file_make_folder(folder, 0755);
}

/* The file @from becomes the part @name of its kind's folder. */
static enum fail add_file(struct bundle_tree *tree, enum part_kind kind, const char *from, const char *name)
{
	char path[PATH_MAX], to[PATH_MAX];
	bool compiled = kind == PART_WORDS && ends(name, ".po");
	int length = compiled ? (int)strlen(name) - 3 : (int)strlen(name);
	snprintf(path, sizeof path, "%s/%.*s%s", part_kind_folder(kind), length, name, compiled ? ".mo" : "");
	TRY(part_path_check(path, kind));
	if (tree->count == MANIFEST_PARTS_MAX)
		return FAIL(LIMIT, "there are more than %d parts", MANIFEST_PARTS_MAX);
	TRY(file_path(to, sizeof to, tree->root, path));
	if (access(to, F_OK) == 0)
		return FAIL(INPUT, "there is %s twice", path);
	TRY(folder_of(to));
	TRY(compiled ? compile_words(from, to) : copy_file(from, to));
	char *kept = strdup(path);
	if (!kept)
		abort();
	tree->parts[tree->count++] = (struct manifest_part){ .kind = kind, .path = kept };
	return FAIL_NONE;
}

static enum fail add_entry(struct bundle_tree *tree, enum part_kind kind, const char *from, const char *name, int depth);

static enum fail add_folder(struct bundle_tree *tree, enum part_kind kind, const char *from, const char *name, int depth)
{
	struct dirent **entries = NULL;
	int count = depth < DEPTH_MAX ? scandir(from, &entries, NULL, alphasort) : -1;
	if (count < 0)
		return depth < DEPTH_MAX ? FAIL(IO, "%s cannot be read: %s", from, strerror(errno)) : FAIL(LIMIT, "%s lies deeper than %d folders", from, DEPTH_MAX);
	enum fail fail = FAIL_NONE;
	for (int i = 0; i < count; i++) {
		char below[PATH_MAX], beside[PATH_MAX];
		const char *entry = entries[i]->d_name;
		if (fail == FAIL_NONE && entry[0] != '.') {
			fail = file_path(below, sizeof below, from, entry);
			if (fail == FAIL_NONE && snprintf(beside, sizeof beside, "%s%s%s", name, *name ? "/" : "", entry) >= (int)sizeof beside)
				fail = FAIL(LIMIT, "the path of %s is too long", entry);
			if (fail == FAIL_NONE)
				fail = add_entry(tree, kind, below, beside, depth + 1);
		}
		free(entries[i]);
	}
	free(entries);
	return fail;
}

static enum fail add_entry(struct bundle_tree *tree, enum part_kind kind, const char *from, const char *name, int depth)
{
	struct stat about;
	if (lstat(from, &about) < 0)
		return errno == ENOENT ? FAIL(EMPTY, "%s is not there", from) : FAIL(IO, "%s: %s", from, strerror(errno));
	if (S_ISDIR(about.st_mode))
		return add_folder(tree, kind, from, name, depth);
	if (!S_ISREG(about.st_mode))
		return FAIL(INPUT, "%s is neither a file nor a folder", from);
	if (is_wanted(kind, name))
		return add_file(tree, kind, from, name);
	printf("left out: %s\n", from);
	return FAIL_NONE;
}

static enum fail add_source(struct bundle_tree *tree, const struct bundle_input *input, enum part_kind kind, const char *source)
{
	char from[PATH_MAX];
	struct stat about;
	TRY(file_path(from, sizeof from, input->folder, source));
	if (lstat(from, &about) == 0 && S_ISDIR(about.st_mode))
		return add_folder(tree, kind, from, "", 0);
	const char *slash = strrchr(source, '/'), *name = slash ? slash + 1 : source;
	if (!is_wanted(kind, name))
		return FAIL(INPUT, "%s is not what a part of %s is called", source, part_kind_name(kind));
	return add_entry(tree, kind, from, wanted[kind].only ? wanted[kind].only : name, 0);
}

static enum fail source_path(const struct bundle_input *input, const char *source, char room[static PATH_MAX], const char **ret)
{
	*ret = source ? room : NULL;
	return source ? file_path(room, PATH_MAX, input->folder, source) : FAIL_NONE;
}

static enum fail add_content(struct bundle_tree *tree, const struct bundle_input *input)
{
	char addresses[PATH_MAX], rounds[PATH_MAX], areas[PATH_MAX], content[PATH_MAX], told[PATH_MAX];
	struct content_sources sources = { 0 };
	if (!input->addresses)
		return FAIL_NONE;
	TRY(source_path(input, input->addresses, addresses, &sources.addresses));
	TRY(source_path(input, input->rounds, rounds, &sources.rounds));
	TRY(source_path(input, input->areas, areas, &sources.areas));
	TRY(file_path(content, sizeof content, tree->root, "content.db"));
	TRY(file_path(told, sizeof told, tree->root, "../report.txt"));
	TRY(bundle_content_build(&sources, content, told));
	if (tree->count == MANIFEST_PARTS_MAX)
		return FAIL(LIMIT, "there are more than %d parts", MANIFEST_PARTS_MAX);
	char *kept = strdup("content.db");
	if (!kept)
		abort();
	tree->parts[tree->count++] = (struct manifest_part){ .kind = PART_CONTENT, .path = kept };
	return FAIL_NONE;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct manifest_part *)a)->path, ((const struct manifest_part *)b)->path);
}

static enum fail hash_parts(struct bundle_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		char path[PATH_MAX];
		struct blob_hash hash;
		TRY(file_path(path, sizeof path, tree->root, tree->parts[i].path));
		TRY(blob_hash(path, MANIFEST_PART_MAX_BYTES, &hash, &tree->parts[i].size_bytes));
		memcpy(tree->parts[i].sha256, hash.text, sizeof hash.text);
	}
	return FAIL_NONE;
}

enum fail bundle_tree_make(const struct bundle_input *input, const char *root, struct bundle_tree *ret)
{
	*ret = (struct bundle_tree){ .parts = calloc(MANIFEST_PARTS_MAX, sizeof *ret->parts) };
	if (!ret->parts)
		abort();
	snprintf(ret->root, sizeof ret->root, "%s", root);
	TRY(file_make_folder(root, 0755));
	for (int kind = 0; kind < PART_COUNT; kind++)
		for (size_t i = 0; i < input->sources[kind].count; i++) {
			enum fail fail = add_source(ret, input, (enum part_kind)kind, input->sources[kind].path[i]);
			if (fail != FAIL_NONE)
				return fail_note(fail, "\"%s\" in bundle.json", part_kind_name((enum part_kind)kind));
		}
	enum fail fail = add_content(ret, input);
	if (fail != FAIL_NONE)
		return fail_note(fail, "\"content\" in bundle.json");
	if (ret->count == 0)
		return FAIL(EMPTY, "bundle.json names no part that is there");
	qsort(ret->parts, ret->count, sizeof *ret->parts, by_path);
	return hash_parts(ret);
}

void bundle_tree_done(struct bundle_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		free((char *)tree->parts[i].path);
	free(tree->parts);
	*tree = (struct bundle_tree){ 0 };
}
