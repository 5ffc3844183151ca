/* SPDX-License-Identifier: MIT */
/*
 * versions.c - DESIGN: everything new is made under another name, synced, and renamed; one link decides what is in use. The
 * record is written before the link is changed, so that a start after a power cut knows whether it runs on a trial.
 */
#include "firmware/provision/versions.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/bundle/blob.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RECORD_MAX_BYTES = 16 * 1024, NAME_BYTES = 32 };

/* ---- the record ---- */

static enum fail record_path(const struct versions *versions, char ret[static PATH_MAX])
{
	return file_path(ret, PATH_MAX, versions->folder, "record.json");
}

static void record_take(const json_t *file, struct versions_record *ret)
{
	const json_t *refused = json_object_get(file, "refused");
	*ret = (struct versions_record){
		.good = json_int_or(file, "good", 0), .previous = json_int_or(file, "previous", 0),
		.trial = json_int_or(file, "trial", 0), .tries = json_int_or(file, "tries", 0),
		.refused.version = json_int_or(refused, "version", 0),
	};
	snprintf(ret->refused.hash, sizeof ret->refused.hash, "%s", json_text_or(refused, "sha256", ""));
	snprintf(ret->refused.words, sizeof ret->refused.words, "%s", json_text_or(refused, "words", ""));
}

enum fail versions_write(const struct versions *versions)
{
	char path[PATH_MAX];
	const struct versions_record *record = &versions->record;
	TRY(record_path(versions, path));
	json_t *file = json_pack("{s:I, s:I, s:I, s:I}", "good", (json_int_t)record->good, "previous", (json_int_t)record->previous,
	                         "trial", (json_int_t)record->trial, "tries", (json_int_t)record->tries);
	if (record->refused.version)
		json_object_set_new(file, "refused", json_pack("{s:I, s:s, s:s}", "version", (json_int_t)record->refused.version, "sha256", record->refused.hash,
		                                               "words", record->refused.words));
	char *text = json_dumps(file, JSON_INDENT(1));
	json_decref(file);
	if (!text)
		return FAIL(IO, "the record of versions cannot be written");
	enum fail fail = file_replace(path, text, strlen(text), 0644);
	free(text);
	return fail;
}

enum fail versions_open(const char *root, const char *assets, struct versions *ret)
{
	char path[PATH_MAX];
	json_t *file = NULL;
	*ret = (struct versions){ 0 };
	TRY(file_path(ret->folder, sizeof ret->folder, root, "versions"));
	TRY(file_path(ret->current, sizeof ret->current, root, "current"));
	snprintf(ret->root, sizeof ret->root, "%s", root);
	char *real = realpath(assets, NULL); /* links must lead there from anywhere */
	bool long_path = real && snprintf(ret->assets, sizeof ret->assets, "%s", real) >= (int)sizeof ret->assets;
	free(real);
	if (!ret->assets[0] || long_path)
		return FAIL(IO, "%s is no folder of assets", assets);
	TRY(file_make_folder(ret->folder, 0755));
	if (chmod(ret->folder, 0755) < 0)
		return FAIL(IO, "%s cannot be opened to the others: %s", ret->folder, strerror(errno));
	TRY(record_path(ret, path));
	if (json_read(path, RECORD_MAX_BYTES, &file) == FAIL_NONE)
		record_take(file, &ret->record);
	else /* lost or damaged: what is in use is taken for good */
		ret->record.good = versions_current(ret);
	json_decref(file);
	fail_clear();
	return FAIL_NONE;
}

int64_t versions_current(const struct versions *versions)
{
	char target[NAME_BYTES];
	struct stat about;
	ssize_t length = readlink(versions->current, target, sizeof target - 1);
	if (length <= 0)
		return 0;
	target[length] = '\0';
	long long version = 0;
	char rest;
	if (sscanf(target, "versions/%lld%c", &version, &rest) != 1 || version <= 0)
		return 0;
	return stat(versions->current, &about) == 0 && S_ISDIR(about.st_mode) ? version : 0;
}

/* ---- folders ---- */

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *at)
{
	(void)about, (void)type, (void)at;
	return remove(path) < 0 && errno != ENOENT ? -1 : 0;
}

static void remove_folder(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static enum fail version_path(const struct versions *versions, int64_t version, const char *ending, char ret[static PATH_MAX])
{
	char name[NAME_BYTES];
	snprintf(name, sizeof name, "%lld%s", (long long)version, ending);
	return file_path(ret, PATH_MAX, versions->folder, name);
}

static int sync_one(const char *path, const struct stat *about, int type, struct FTW *at)
{
	(void)about, (void)at;
	return type == FTW_DP && file_sync_folder(path) != FAIL_NONE ? -1 : 0;
}

static enum fail make_above(const char *path)
{
	char folder[PATH_MAX];
	snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
	return file_make_folder(folder, 0755);
}

/* ---- what the firmware has and the version leaves to it ---- */

static bool brings(const struct manifest *manifest, enum part_kind kind)
{
	for (size_t i = 0; i < manifest->part_count; i++)
		if (manifest->parts[i].kind == kind)
			return true;
	return false;
}

/* Services and pages are a set: one that the council took away must not come back from the firmware. */
static bool is_replaced(const struct manifest *manifest, const char *folder)
{
	static const enum part_kind sets[] = { PART_FORMS, PART_PAGES };
	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
		if (strcmp(folder, part_kind_folder(sets[i])) == 0 && brings(manifest, sets[i]))
			return true;
	return false;
}

static enum fail link_entry(const char *from, const char *to)
{
	struct stat about;
	if (lstat(to, &about) == 0)
		return FAIL_NONE; /* the version has its own */
	return symlink(from, to) == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be made: %s", to, strerror(errno));
}

/* Each entry of @from, as a link in @to unless it is there. @deeper: a folder that is there is gone through in its turn. */
static enum fail link_entries(const struct manifest *manifest, const char *from, const char *to, bool deeper)
{
	DIR *folder = opendir(from);
	enum fail fail = folder ? FAIL_NONE : FAIL(IO, "%s: %s", from, strerror(errno));
	for (const struct dirent *entry; fail == FAIL_NONE && (entry = readdir(folder));) {
		char below[PATH_MAX], beside[PATH_MAX];
		struct stat there;
		if (entry->d_name[0] == '.' || (deeper && is_replaced(manifest, entry->d_name)))
			continue;
		fail = file_path(below, sizeof below, from, entry->d_name);
		if (fail == FAIL_NONE)
			fail = file_path(beside, sizeof beside, to, entry->d_name);
		if (fail != FAIL_NONE)
			break;
		bool both = deeper && lstat(beside, &there) == 0 && S_ISDIR(there.st_mode);
		fail = both ? link_entries(manifest, below, beside, false) : link_entry(below, beside);
	}
	if (folder)
		closedir(folder);
	return fail;
}

/* ---- staging ---- */

static enum fail copy_parts(const struct manifest *manifest, const char *folder, const char *inbox)
{
	for (size_t i = 0; i < manifest->part_count; i++) {
		const struct manifest_part *part = &manifest->parts[i];
		char name[MANIFEST_HASH_BYTES + 8], from[PATH_MAX], to[PATH_MAX];
		snprintf(name, sizeof name, "blobs/%s", part->sha256);
		TRY(file_path(from, sizeof from, inbox, name));
		TRY(file_path(to, sizeof to, folder, part->path));
		TRY(make_above(to));
		TRY(blob_copy(from, to, 0644, part->sha256, part->size_bytes));
	}
	return FAIL_NONE;
}

static enum fail keep_file(const char *folder, const char *name, const struct buffer *bytes)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, name));
	return file_replace(path, bytes->bytes, bytes->size_bytes, 0644);
}

static enum fail fill(const struct versions *versions, const struct manifest *manifest, const struct buffer *bytes, const struct buffer *signature,
                      const char *inbox, const char *folder)
{
	TRY(file_make_folder(folder, 0755));
	TRY(copy_parts(manifest, folder, inbox));
	TRY(link_entries(manifest, versions->assets, folder, true));
	TRY(keep_file(folder, "manifest.json", bytes));
	TRY(keep_file(folder, "manifest.json.minisig", signature));
	return nftw(folder, sync_one, 16, FTW_DEPTH | FTW_PHYS) == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be synced", folder);
}

enum fail versions_stage(struct versions *versions, const struct manifest *manifest, const struct buffer *bytes, const struct buffer *signature, const char *inbox)
{
	char made[PATH_MAX], beside[PATH_MAX];
	TRY(version_path(versions, manifest->version, "", made));
	TRY(version_path(versions, manifest->version, ".new", beside));
	if (manifest->version == versions_current(versions))
		return FAIL(INPUT, "version %lld is in use", (long long)manifest->version);
	if (manifest->version == versions->record.previous) { /* by force: there is nothing to go back to but the one in use */
		versions->record.previous = 0;
		TRY(versions_write(versions));
	}
	remove_folder(beside);
	remove_folder(made); /* of a trial that a power cut ended */
	mode_t before = umask(022); /* the other programs read it */
	enum fail fail = fill(versions, manifest, bytes, signature, inbox, beside);
	umask(before);
	if (fail == FAIL_NONE && rename(beside, made) < 0)
		fail = FAIL(IO, "%s cannot be made: %s", made, strerror(errno));
	if (fail != FAIL_NONE) {
		remove_folder(beside);
		return fail;
	}
	return file_sync_folder(versions->folder);
}

/* ---- switching ---- */

enum fail versions_switch(const struct versions *versions, int64_t version)
{
	char target[NAME_BYTES], beside[PATH_MAX];
	snprintf(target, sizeof target, "versions/%lld", (long long)version);
	TRY(file_path(beside, sizeof beside, versions->root, "current.new"));
	unlink(beside);
	bool done = version == 0 ? unlink(versions->current) == 0 || errno == ENOENT : symlink(target, beside) == 0 && rename(beside, versions->current) == 0;
	if (!done)
		return FAIL(IO, "%s cannot be changed: %s", versions->current, strerror(errno));
	return file_sync_folder(versions->root);
}

enum fail versions_begin(struct versions *versions, int64_t version)
{
	versions->record.trial = version;
	versions->record.tries = 0;
	TRY(versions_write(versions));
	return versions_switch(versions, version);
}

enum fail versions_settle(struct versions *versions)
{
	struct versions_record *record = &versions->record;
	if (record->good != record->trial)
		record->previous = record->good;
	record->good = record->trial;
	record->trial = record->tries = 0;
	TRY(versions_write(versions));
	versions_sweep(versions);
	return FAIL_NONE;
}

enum fail versions_back(struct versions *versions, const char *hash, const char *words)
{
	struct versions_record *record = &versions->record;
	TRY(versions_switch(versions, record->good));
	record->refused.version = record->trial;
	snprintf(record->refused.hash, sizeof record->refused.hash, "%s", hash);
	snprintf(record->refused.words, sizeof record->refused.words, "%s", words);
	record->trial = record->tries = 0;
	TRY(versions_write(versions));
	versions_sweep(versions);
	return FAIL_NONE;
}

enum fail versions_recover(struct versions *versions)
{
	struct versions_record *record = &versions->record;
	char hash[MANIFEST_HASH_BYTES + 1] = "";
	int64_t current = versions_current(versions);
	if (record->trial == 0 || current != record->trial) { /* none, or the power went before the switch, or after the way back */
		bool lost = current != record->good; /* it cannot be read: whatever can, runs */
		record->trial = record->tries = 0;
		if (lost)
			record->good = current;
		TRY(versions_write(versions));
		versions_sweep(versions);
		return FAIL_NONE;
	}
	record->tries++;
	TRY(versions_write(versions));
	if (record->tries <= VERSIONS_TRIES_MAX)
		return FAIL_BUSY;
	(void)versions_hash(versions, record->trial, hash);
	fail_clear();
	TRY(versions_back(versions, hash, "The kiosk started again and again while it was tried"));
	return FAIL_DENIED;
}

void versions_sweep(const struct versions *versions)
{
	const struct versions_record *record = &versions->record;
	int64_t current = versions_current(versions);
	DIR *folder = opendir(versions->folder);
	for (const struct dirent *entry; folder && (entry = readdir(folder));) {
		char path[PATH_MAX], *end = NULL;
		long long version = strtoll(entry->d_name, &end, 10);
		bool numbered = end != entry->d_name && (*end == '\0' || strcmp(end, ".new") == 0);
		bool kept = *end == '\0' && (version == record->good || version == record->previous || version == record->trial || version == current);
		if (numbered && !kept && file_path(path, sizeof path, versions->folder, entry->d_name) == FAIL_NONE)
			remove_folder(path);
	}
	if (folder)
		closedir(folder);
	fail_clear();
}

enum fail versions_hash(const struct versions *versions, int64_t version, char ret[static MANIFEST_HASH_BYTES + 1])
{
	char folder[PATH_MAX], path[PATH_MAX];
	struct blob_hash hash;
	int64_t size = 0;
	TRY(version_path(versions, version, "", folder));
	TRY(file_path(path, sizeof path, folder, "manifest.json"));
	TRY(blob_hash(path, MANIFEST_MAX_BYTES, &hash, &size));
	memcpy(ret, hash.text, sizeof hash.text);
	return FAIL_NONE;
}
