/* SPDX-License-Identifier: MIT */
/*
 * fetch.c - DESIGN: a round asks one thing after the other and ends as soon as one is missing; what was fetched stays, so the
 * next round goes on from there. Nothing in the inbox is believed by anybody: foyer-provision verifies all of it again.
 */
#include "firmware/sync/fetch.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/bundle/blob.h"
#include "firmware/sync/chance.h"
#include "firmware/sync/deliver_state.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINES_MAX_BYTES = 512, PATH_TEXT_BYTES = 128 };

static void next_part(struct fetch *fetch);
static void begin(void *context);

/* ---- the round's end ---- */

static void part_close(struct fetch *fetch)
{
	if (fetch->part_fd >= 0)
		close(fetch->part_fd);
	fetch->part_fd = -1;
}

static void end(struct fetch *fetch, int64_t after_ms)
{
	part_close(fetch);
	manifest_done(&fetch->manifest);
	buffer_clear(&fetch->bytes);
	buffer_clear(&fetch->signature);
	fetch->flies = false;
	loop_timer_set(fetch->deliver->loop, after_ms, begin, fetch);
}

static void rest(struct fetch *fetch)
{
	const int64_t spread_ms = FETCH_EVERY_MS / 100 * FETCH_SPREAD_PERCENT;
	fetch->failures = 0;
	end(fetch, FETCH_EVERY_MS - spread_ms + (int64_t)(chance() % (uint64_t)(2 * spread_ms + 1)));
}

static void failed(struct fetch *fetch, const struct send_result *result)
{
	const struct outcome *outcome = outcome_of(result->net, result->status);
	int64_t retry_after_s = outcome_retry_after_s(result->retry_after, result->date);
	log_event("fetch.unheard", "net=%d status=%d", (int)result->net, result->status);
	end(fetch, outcome_wait_ms(outcome->pace, fetch->failures++, retry_after_s, chance()));
}

/* What came is no good, whoever sent it: it is asked for again when the next round is due. */
static void refuse(struct fetch *fetch, enum fail fail)
{
	log_fail("fetch.refused", fail);
	rest(fetch);
}

/* ---- asking ---- */

static const char *id_of(const struct fetch *fetch)
{
	const char *source = json_text_or(fetch->deliver->office.hello, "source", "");
	return strncmp(source, "urn:uuid:", 9) == 0 ? source + 9 : source;
}

static void ask(struct fetch *fetch, const char *path, send_take take, send_done done)
{
	const struct errand errand = { .path = path, .lines = &fetch->lines, .take = take, .done = done, .context = fetch };
	enum fail fail = errands_send(fetch->deliver->errands, &errand);
	if (fail == FAIL_NONE)
		return;
	if (fail != FAIL_EMPTY)
		log_fail("fetch.not-asked", fail);
	rest(fetch);
}

static bool keep(struct buffer *into, int status, const char *bytes, size_t size)
{
	return status != 200 || buffer_add(into, bytes, size) == FAIL_NONE;
}

static bool manifest_take(void *context, int status, const char *bytes, size_t size)
{
	return keep(&((struct fetch *)context)->bytes, status, bytes, size);
}

static bool signature_take(void *context, int status, const char *bytes, size_t size)
{
	return keep(&((struct fetch *)context)->signature, status, bytes, size);
}

/* ---- the inbox ---- */

static enum fail inbox_path(const struct fetch *fetch, const char *name, char ret[static PATH_MAX])
{
	return file_path(ret, PATH_MAX, fetch->inbox, name);
}

static enum fail blob_path(const struct fetch *fetch, const char *ending, char ret[static PATH_MAX])
{
	char name[MANIFEST_HASH_BYTES + 16];
	snprintf(name, sizeof name, "blobs/%s%s", fetch->manifest.parts[fetch->at].sha256, ending);
	return inbox_path(fetch, name, ret);
}

static enum fail inbox_write(const struct fetch *fetch, const char *name, const char *bytes, size_t size)
{
	char path[PATH_MAX];
	TRY(inbox_path(fetch, name, path));
	return file_replace(path, bytes, size, 0644);
}

static bool is_named(const struct manifest *manifest, const char *name)
{
	for (size_t i = 0; i < manifest->part_count; i++)
		if (strncmp(manifest->parts[i].sha256, name, MANIFEST_HASH_BYTES) == 0)
			return true;
	return false;
}

/* Blobs that this manifest does not name, half ones too, are of versions past. */
static void sweep(const struct fetch *fetch)
{
	char blobs[PATH_MAX], path[PATH_MAX];
	DIR *folder = inbox_path(fetch, "blobs", blobs) == FAIL_NONE ? opendir(blobs) : NULL;
	for (const struct dirent *entry; folder && (entry = readdir(folder));)
		if (entry->d_name[0] != '.' && !is_named(&fetch->manifest, entry->d_name) && file_path(path, sizeof path, blobs, entry->d_name) == FAIL_NONE)
			unlink(path);
	if (folder)
		closedir(folder);
}

/* The ETag last, so that a cut in between asks for all of it once more. */
static enum fail arrive(struct fetch *fetch)
{
	TRY(inbox_write(fetch, "manifest.json.minisig", fetch->signature.bytes, fetch->signature.size_bytes));
	TRY(inbox_write(fetch, "manifest.json", fetch->bytes.bytes, fetch->bytes.size_bytes));
	TRY(inbox_write(fetch, "etag", fetch->etag, strlen(fetch->etag)));
	sweep(fetch);
	return FAIL_NONE;
}

static void all_there(struct fetch *fetch)
{
	enum fail fail = arrive(fetch);
	if (fail != FAIL_NONE) {
		refuse(fetch, fail);
		return;
	}
	log_event("fetch.arrived", "version=%lld parts=%zu", (long long)fetch->manifest.version, fetch->manifest.part_count);
	fail = caller_ask(fetch->deliver->caller, json_pack("{s:s}", "verb", "bundle.arrived"), -1, NULL, NULL);
	if (fail != FAIL_NONE && fail != FAIL_OFFLINE)
		log_fail("fetch.untold", fail);
	rest(fetch);
}

/* ---- a blob ---- */

static enum fail write_part(struct fetch *fetch, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t written = write(fetch->part_fd, bytes, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return FAIL(IO, "the inbox cannot be written: %s", strerror(errno));
		bytes += written;
		size -= (size_t)written;
		fetch->part_size += written;
	}
	return FAIL_NONE;
}

static bool blob_take(void *context, int status, const char *bytes, size_t size)
{
	struct fetch *fetch = context;
	if (status != 200 && status != 206)
		return true; /* an error's words */
	if (status == 200 && fetch->part_began > 0) { /* all of it, though the rest was asked for */
		fetch->spoilt = ftruncate(fetch->part_fd, 0) < 0 || lseek(fetch->part_fd, 0, SEEK_SET) < 0;
		fetch->part_size = fetch->part_began = 0;
	}
	if (fetch->spoilt || size > (size_t)(fetch->manifest.parts[fetch->at].size_bytes - fetch->part_size) || write_part(fetch, bytes, size) != FAIL_NONE)
		fetch->spoilt = true;
	return !fetch->spoilt;
}

/* What is whole gets its name; what is not what it was called is thrown away. */
static enum fail settle_part(struct fetch *fetch)
{
	char half[PATH_MAX], whole[PATH_MAX];
	struct blob_hash hash;
	int64_t size = 0;
	const struct manifest_part *part = &fetch->manifest.parts[fetch->at];
	TRY(blob_path(fetch, ".part", half));
	TRY(blob_path(fetch, "", whole));
	if (fsync(fetch->part_fd) < 0)
		return FAIL(IO, "%s cannot be synced: %s", half, strerror(errno));
	TRY(blob_hash(half, part->size_bytes, &hash, &size));
	if (size != part->size_bytes || strcmp(hash.text, part->sha256) != 0) {
		unlink(half);
		return FAIL(SIGNATURE, "the blob for %s is not what the manifest names", part->path);
	}
	return rename(half, whole) == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be made: %s", whole, strerror(errno));
}

static void blob_done(void *context, const struct send_result *result)
{
	struct fetch *fetch = context;
	bool answered = result->net == OUTCOME_NET_ANSWERED && (result->status == 200 || result->status == 206);
	char half[PATH_MAX];
	if (fetch->spoilt || (result->net == OUTCOME_NET_ANSWERED && result->status == 416)) {
		if (blob_path(fetch, ".part", half) == FAIL_NONE)
			unlink(half); /* from the beginning next time */
		refuse(fetch, FAIL(INPUT, "the blob for %s came otherwise than the manifest says", fetch->manifest.parts[fetch->at].path));
		return;
	}
	if (answered && fetch->part_size == fetch->manifest.parts[fetch->at].size_bytes) {
		enum fail fail = settle_part(fetch);
		part_close(fetch);
		if (fail != FAIL_NONE)
			refuse(fetch, fail);
		else
			next_part(fetch);
		return;
	}
	if (fetch->part_size > fetch->part_began)
		fetch->failures = 0; /* it gets on */
	failed(fetch, result);
}

static enum fail open_part(struct fetch *fetch)
{
	char half[PATH_MAX];
	struct stat about;
	TRY(blob_path(fetch, ".part", half));
	fetch->part_fd = open(half, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fetch->part_fd < 0 || fchmod(fetch->part_fd, 0644) < 0 || fstat(fetch->part_fd, &about) < 0) /* foyer-provision is another user */
		return FAIL(IO, "%s cannot be made: %s", half, strerror(errno));
	fetch->part_size = fetch->part_began = about.st_size;
	fetch->spoilt = false;
	return FAIL_NONE;
}

static void ask_part(struct fetch *fetch)
{
	char path[PATH_TEXT_BYTES];
	const struct manifest_part *part = &fetch->manifest.parts[fetch->at];
	enum fail fail = open_part(fetch);
	buffer_clear(&fetch->lines);
	if (fail == FAIL_NONE && fetch->part_size > part->size_bytes)
		fail = ftruncate(fetch->part_fd, fetch->part_size = fetch->part_began = 0) == 0 ? FAIL_NONE : FAIL(IO, "the inbox cannot be written: %s", strerror(errno));
	if (fail == FAIL_NONE && fetch->part_size > 0 && fetch->part_size < part->size_bytes)
		fail = buffer_printf(&fetch->lines, "Range: bytes=%lld-%c", (long long)fetch->part_size, '\0');
	if (fail != FAIL_NONE) {
		refuse(fetch, fail);
		return;
	}
	if (fetch->part_size == part->size_bytes) { /* whole already: an empty one, or the power went before it got its name */
		blob_done(fetch, &(struct send_result){ .net = OUTCOME_NET_ANSWERED, .status = 206 });
		return;
	}
	snprintf(path, sizeof path, "/v1/blobs/%s", part->sha256);
	ask(fetch, path, blob_take, blob_done);
}

static void next_part(struct fetch *fetch)
{
	for (; fetch->at < fetch->manifest.part_count; fetch->at++) {
		char path[PATH_MAX];
		struct stat about;
		if (blob_path(fetch, "", path) != FAIL_NONE || stat(path, &about) < 0 || about.st_size != fetch->manifest.parts[fetch->at].size_bytes) {
			ask_part(fetch);
			return;
		}
	}
	all_there(fetch);
}

/* ---- manifest and signature ---- */

static enum fail weigh(struct fetch *fetch)
{
	int64_t total = 0;
	char blobs[PATH_MAX];
	TRY(manifest_trust(json_object_get(fetch->deliver->office.hello, "bundle_keys"), fetch->bytes.bytes, fetch->bytes.size_bytes,
	                   buffer_text(&fetch->signature), fetch->signature.size_bytes));
	TRY(manifest_read(fetch->bytes.bytes, fetch->bytes.size_bytes, &fetch->manifest));
	if (!manifest_is_for(&fetch->manifest, id_of(fetch)))
		return FAIL(DENIED, "version %lld is for other kiosks", (long long)fetch->manifest.version);
	for (size_t i = 0; i < fetch->manifest.part_count; i++)
		total += fetch->manifest.parts[i].size_bytes;
	if (total > FETCH_TOTAL_MAX_BYTES)
		return FAIL(LIMIT, "version %lld has more than %lld bytes", (long long)fetch->manifest.version, (long long)FETCH_TOTAL_MAX_BYTES);
	TRY(inbox_path(fetch, "blobs", blobs));
	TRY(file_make_folder(blobs, 0755));
	return chmod(blobs, 0755) == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be opened to foyer-provision: %s", blobs, strerror(errno));
}

static void signature_done(void *context, const struct send_result *result)
{
	struct fetch *fetch = context;
	if (result->net != OUTCOME_NET_ANSWERED || result->status != 200) {
		failed(fetch, result);
		return;
	}
	enum fail fail = weigh(fetch);
	if (fail != FAIL_NONE) {
		refuse(fetch, fail);
		return;
	}
	fetch->at = 0;
	next_part(fetch);
}

static void manifest_done_call(void *context, const struct send_result *result)
{
	struct fetch *fetch = context;
	char path[PATH_TEXT_BYTES];
	if (result->net == OUTCOME_NET_ANSWERED && (result->status == 304 || result->status == 404)) {
		rest(fetch);
		return;
	}
	if (result->net != OUTCOME_NET_ANSWERED || result->status != 200 || fetch->bytes.size_bytes == 0) {
		failed(fetch, result);
		return;
	}
	const char *etag = result->etag ? result->etag : "";
	snprintf(fetch->etag, sizeof fetch->etag, "%s", strlen(etag) <= FETCH_ETAG_MAX_BYTES ? etag : "");
	buffer_clear(&fetch->lines);
	snprintf(path, sizeof path, "/v1/kiosks/%s/manifest.minisig", id_of(fetch));
	ask(fetch, path, signature_take, signature_done);
}

/* The ETag of the manifest that is whole in the inbox; none, or one that no header may have: all is asked for. */
static void name_known(struct fetch *fetch)
{
	char path[PATH_MAX];
	BUFFER_AUTO etag;
	buffer_init(&etag, FETCH_ETAG_MAX_BYTES);
	buffer_clear(&fetch->lines);
	bool known = inbox_path(fetch, "etag", path) == FAIL_NONE && file_read(path, &etag) == FAIL_NONE && etag.size_bytes > 0;
	for (size_t i = 0; known && i < etag.size_bytes; i++)
		known = etag.bytes[i] >= ' ' && etag.bytes[i] <= '~';
	if (known && buffer_printf(&fetch->lines, "If-None-Match: %s%c", buffer_text(&etag), '\0') != FAIL_NONE)
		buffer_clear(&fetch->lines);
	fail_clear();
}

static void begin(void *context)
{
	struct fetch *fetch = context;
	char path[PATH_TEXT_BYTES];
	if (fetch->flies)
		return;
	fetch->flies = true;
	name_known(fetch);
	snprintf(path, sizeof path, "/v1/kiosks/%s/manifest", id_of(fetch));
	ask(fetch, path, manifest_take, manifest_done_call);
}

void fetch_init(struct fetch *fetch, struct deliver *deliver)
{
	*fetch = (struct fetch){ .deliver = deliver, .part_fd = -1 };
	buffer_init(&fetch->bytes, MANIFEST_MAX_BYTES);
	buffer_init(&fetch->signature, MINISIGN_FILE_MAX_BYTES);
	buffer_init(&fetch->lines, LINES_MAX_BYTES);
}

void fetch_start(struct fetch *fetch)
{
	const struct office *office = &fetch->deliver->office;
	if (fetch->inbox && office->management[0] && json_array_size(json_object_get(office->hello, "bundle_keys")) > 0)
		loop_timer_set(fetch->deliver->loop, (int64_t)(chance() % FETCH_FIRST_MS), begin, fetch);
}

void fetch_stop(struct fetch *fetch)
{
	loop_timer_clear(fetch->deliver->loop, begin, fetch);
	part_close(fetch);
	manifest_done(&fetch->manifest);
	buffer_done(&fetch->bytes);
	buffer_done(&fetch->signature);
	buffer_done(&fetch->lines);
	const char *inbox = fetch->inbox;
	fetch_init(fetch, fetch->deliver);
	fetch->inbox = inbox;
}
