/* SPDX-License-Identifier: MIT */
/* downlink.c - DESIGN: plain files, so that every instance behind one address serves the same; each offer has a number, and the highest that names a kiosk is its own. */
#include "tests/backoffice/downlink.h"

#include "firmware/base/file.h"
#include "firmware/base/log.h"
#include "firmware/bundle/blob.h"
#include "firmware/bundle/manifest.h"
#include "tests/backoffice/answer.h"
#include "tests/backoffice/caller.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OFFERS_MAX = 100000, NAME_BYTES = 96 };

static enum fail path_of(const char *folder, const char *name, char ret[static PATH_MAX])
{
	int wanted = snprintf(ret, PATH_MAX, "%s/downlink/%s", folder, name);
	return wanted > 0 && wanted < PATH_MAX ? FAIL_NONE : FAIL(LIMIT, "the path of %s is too long", name);
}

static enum fail read_into(const char *path, size_t max_bytes, struct buffer *ret)
{
	buffer_init(ret, max_bytes);
	return file_read(path, ret);
}

/* The highest number below @below that an offer has; 0 for none. */
static int offer_below(const char *folder, int below)
{
	char path[PATH_MAX];
	int highest = 0;
	DIR *offers = path_of(folder, "offers", path) == FAIL_NONE ? opendir(path) : NULL;
	for (const struct dirent *entry; offers && (entry = readdir(offers));) {
		char *end;
		long number = strtol(entry->d_name, &end, 10);
		if (strcmp(end, ".json") == 0 && number > highest && number < below)
			highest = (int)number;
	}
	if (offers)
		closedir(offers);
	return highest;
}

/* ---- publishing ---- */

static enum fail blob_take(const char *folder, const char *bundle, const struct manifest_part *part)
{
	char name[NAME_BYTES], from[PATH_MAX], to[PATH_MAX];
	snprintf(name, sizeof name, "blobs/%s", part->sha256);
	TRY(file_path(from, sizeof from, bundle, name));
	TRY(path_of(folder, name, to));
	return access(to, R_OK) == 0 ? FAIL_NONE : blob_copy(from, to, 0644, part->sha256, part->size_bytes);
}

static enum fail offer_write(const char *folder, int number, const struct buffer *manifest, const struct buffer *signature)
{
	char name[NAME_BYTES], path[PATH_MAX];
	snprintf(name, sizeof name, "offers/%d.minisig", number);
	TRY(path_of(folder, name, path));
	TRY(file_replace(path, signature->bytes, signature->size_bytes, 0644));
	snprintf(name, sizeof name, "offers/%d.json", number); /* the last: now it is on offer */
	TRY(path_of(folder, name, path));
	return file_replace(path, manifest->bytes, manifest->size_bytes, 0644);
}

static enum fail folders_make(const char *folder)
{
	char path[PATH_MAX];
	TRY(path_of(folder, "offers", path));
	TRY(file_make_folder(path, 0755));
	TRY(path_of(folder, "blobs", path));
	return file_make_folder(path, 0755);
}

enum fail downlink_publish(const char *folder, const char *bundle)
{
	char path[PATH_MAX];
	struct manifest manifest = { 0 };
	BUFFER_AUTO bytes = { 0 };
	BUFFER_AUTO signature = { 0 };
	TRY(file_path(path, sizeof path, bundle, "manifest.json"));
	TRY(read_into(path, MANIFEST_MAX_BYTES, &bytes));
	TRY(file_path(path, sizeof path, bundle, "manifest.json.minisig"));
	TRY(read_into(path, MINISIGN_FILE_MAX_BYTES, &signature));
	enum fail fail = folders_make(folder);
	if (fail == FAIL_NONE)
		fail = manifest_read(bytes.bytes, bytes.size_bytes, &manifest);
	for (size_t i = 0; i < manifest.part_count && fail == FAIL_NONE; i++)
		fail = blob_take(folder, bundle, &manifest.parts[i]);
	if (fail == FAIL_NONE)
		fail = offer_write(folder, offer_below(folder, OFFERS_MAX) + 1, &bytes, &signature);
	manifest_done(&manifest);
	return fail;
}

/* ---- serving ---- */

/* The part of the path between @before and @after; false when it is longer than @room. */
static bool between(const char *path, const char *before, const char *after, char *ret, size_t room)
{
	size_t length = strlen(path), head = strlen(before), tail = strlen(after);
	if (length < head + tail || length - head - tail >= room)
		return false;
	snprintf(ret, room, "%.*s", (int)(length - head - tail), path + head);
	return true;
}

static bool is_for(const struct buffer *bytes, const char *id)
{
	struct manifest manifest;
	bool fits = manifest_read(bytes->bytes, bytes->size_bytes, &manifest) == FAIL_NONE && manifest_is_for(&manifest, id);
	manifest_done(&manifest);
	return fits;
}

/* The newest offer for the kiosk @id; its manifest into @ret. 0 for none. */
static int offer_for(const char *folder, const char *id, struct buffer *ret)
{
	for (int number = offer_below(folder, OFFERS_MAX); number > 0; number = offer_below(folder, number)) {
		char name[NAME_BYTES], path[PATH_MAX];
		snprintf(name, sizeof name, "offers/%d.json", number);
		buffer_done(ret);
		if (path_of(folder, name, path) == FAIL_NONE && read_into(path, MANIFEST_MAX_BYTES, ret) == FAIL_NONE && is_for(ret, id))
			return number;
	}
	fail_clear();
	return 0;
}

/* Who asks, and that they ask for themselves; then their offer. 0 when the answer says already what is wrong. */
static int offer_asked(const struct office *office, const struct https_request *request, const char *ending, struct https_answer *answer, struct buffer *ret)
{
	struct caller caller;
	char id[64], source[80];
	if (caller_answered(office, request, answer, &caller))
		return 0;
	if (!between(request->path, "/v1/kiosks/", ending, id, sizeof id)) {
		answer_problem(answer, 404, "There is no such kiosk");
		return 0;
	}
	snprintf(source, sizeof source, "urn:uuid:%s", id);
	if (strcmp(source, caller.source) != 0) {
		answer_problem(answer, 403, "That is another kiosk's");
		return 0;
	}
	int number = offer_for(office->folder, id, ret);
	if (number == 0)
		answer_problem(answer, 404, "Nothing is on offer");
	return number;
}

void downlink_manifest_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	char digest[SHA256_TEXT_BYTES], etag[SHA256_TEXT_BYTES + 2];
	BUFFER_AUTO bytes = { 0 };
	if (offer_asked(office, request, "/manifest", answer, &bytes) == 0)
		return;
	sha256_text(bytes.bytes, bytes.size_bytes, digest);
	snprintf(etag, sizeof etag, "\"%s\"", digest);
	answer_header(answer, "ETag", etag);
	const char *known = https_header(request, "If-None-Match");
	answer->content_type = "application/json";
	answer->status = known && strcmp(known, etag) == 0 ? 304 : 200;
	if (answer->status == 200 && buffer_add(&answer->body, bytes.bytes, bytes.size_bytes) != FAIL_NONE)
		answer_problem(answer, 500, "The manifest is too large");
}

void downlink_signature_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	char name[NAME_BYTES], path[PATH_MAX];
	BUFFER_AUTO bytes = { 0 };
	BUFFER_AUTO signature = { 0 };
	int number = offer_asked(office, request, "/manifest.minisig", answer, &bytes);
	if (number == 0)
		return;
	snprintf(name, sizeof name, "offers/%d.minisig", number);
	if (path_of(office->folder, name, path) != FAIL_NONE || read_into(path, MINISIGN_FILE_MAX_BYTES, &signature) != FAIL_NONE ||
	    buffer_add(&answer->body, signature.bytes, signature.size_bytes) != FAIL_NONE) {
		answer_problem(answer, 503, "The signature cannot be read");
		return;
	}
	answer->status = 200;
	answer->content_type = "text/plain; charset=utf-8";
}

/* "bytes=N-" as a number; -1: there is no such range, all is wanted (RFC 9110 lets a server overlook the other forms). */
static int64_t range_from(const struct https_request *request)
{
	const char *range = https_header(request, "Range");
	if (!range || strncmp(range, "bytes=", 6) != 0)
		return -1;
	size_t digits = strspn(range + 6, "0123456789");
	return digits > 0 && digits <= 15 && strcmp(range + 6 + digits, "-") == 0 ? strtoll(range + 6, NULL, 10) : -1;
}

static void blob_send(struct https_answer *answer, int fd, int64_t size, int64_t from)
{
	char range[96];
	answer->content_type = "application/octet-stream";
	answer_header(answer, "Accept-Ranges", "bytes");
	if (from >= size) {
		snprintf(range, sizeof range, "bytes */%lld", (long long)size);
		answer_header(answer, "Content-Range", range);
		answer->status = 416;
		close(fd);
		return;
	}
	answer->status = from >= 0 ? 206 : 200;
	answer->file = (struct https_file){ .there = true, .fd = fd, .from = from >= 0 ? from : 0, .size_bytes = size - (from >= 0 ? from : 0) };
	if (from < 0)
		return;
	snprintf(range, sizeof range, "bytes %lld-%lld/%lld", (long long)from, (long long)size - 1, (long long)size);
	answer_header(answer, "Content-Range", range);
}

void downlink_blob_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct caller caller;
	char hash[BLOB_HASH_BYTES + 1], name[NAME_BYTES], path[PATH_MAX];
	struct stat about;
	if (caller_answered(office, request, answer, &caller))
		return;
	bool named = between(request->path, "/v1/blobs/", "", hash, sizeof hash) && strspn(hash, "0123456789abcdef") == BLOB_HASH_BYTES;
	snprintf(name, sizeof name, "blobs/%s", named ? hash : "");
	int fd = named && path_of(office->folder, name, path) == FAIL_NONE ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
	if (fd < 0 || fstat(fd, &about) < 0) {
		answer_problem(answer, 404, "There is no such blob");
		return;
	}
	blob_send(answer, fd, about.st_size, range_from(request));
}
