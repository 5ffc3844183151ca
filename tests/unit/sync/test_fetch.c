/* SPDX-License-Identifier: MIT */
/* unit.fetch - a version over the line: the real fetch, the back office's real answers, and what a line and a liar make of them. */
#include "firmware/base/file.h"
#include "firmware/bundle/blob.h"
#include "firmware/sync/fetch.h"
#include "tests/backoffice/downlink.h"
#include "tests/lib/given.h"
#include "tests/unit/sync/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LATEST_MS = FETCH_EVERY_MS * (100 + FETCH_SPREAD_PERCENT) / 100, LARGE_BYTES = 300 * 1024, PATHS_MAX = 64 };
#define KIOSK "6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"

struct line {
	struct stage *stage;
	struct office office;
	struct minisign_secret secret;
	char council[GIVEN_PATH_BYTES], bundle[GIVEN_PATH_BYTES], inbox[GIVEN_PATH_BYTES];
	/* what the line does */
	int cuts;                  /* so many blobs break off in the middle */
	bool lies;                 /* blobs have other bytes, as many */
	bool flood;                /* and more than they should */
	bool deaf;                 /* it overlooks ranges */
	char asked[PATHS_MAX][160]; /* with the range after a space */
	int asked_count, statuses[PATHS_MAX];
	int awaited;
};

/* ---- the far end ---- */

static void take_body(struct https_answer *answer)
{
	char *bytes = malloc((size_t)answer->file.size_bytes);
	assert_int_equal(pread(answer->file.fd, bytes, (size_t)answer->file.size_bytes, answer->file.from), answer->file.size_bytes);
	assert_int_equal(buffer_add(&answer->body, bytes, (size_t)answer->file.size_bytes), FAIL_NONE);
	free(bytes);
	close(answer->file.fd);
	answer->file.there = false;
}

static void spoil(struct line *line, struct https_answer *answer)
{
	bool cut = line->cuts > 0 && answer->status == 200;
	if (!answer->file.there || !(cut || line->lies || line->flood))
		return;
	take_body(answer);
	if (cut) {
		line->cuts--;
		answer->end = HTTPS_END_CUT;
	}
	if (line->lies)
		answer->body.bytes[0] ^= 1;
	if (line->flood)
		assert_int_equal(buffer_add(&answer->body, "more", 4), FAIL_NONE);
}

static void far_call(void *context, const struct https_request *request, struct https_answer *answer)
{
	struct line *line = context;
	if (strcmp(request->path, "/v1/heartbeat") == 0) {
		answer->status = 204;
		return;
	}
	const char *range = https_header(request, "Range");
	assert_true(line->asked_count < PATHS_MAX);
	snprintf(line->asked[line->asked_count], sizeof line->asked[0], "%.80s %.64s", request->path, range ? range : "");
	if (strstr(request->path, "/blobs/"))
		downlink_blob_answer(&line->office, request, answer);
	else if (strstr(request->path, ".minisig"))
		downlink_signature_answer(&line->office, request, answer);
	else
		downlink_manifest_answer(&line->office, request, answer);
	if (line->deaf && answer->status == 206) {
		answer->status = 200;
		answer->file.size_bytes += answer->file.from;
		answer->file.from = 0;
	}
	spoil(line, answer);
	line->statuses[line->asked_count++] = answer->status;
}

/* ---- a bundle ---- */

static void add_part(const struct line *line, struct buffer *manifest, const char *path, const char *bytes, size_t size, const char *after)
{
	char name[GIVEN_PATH_BYTES];
	struct blob_hash hash;
	int64_t length = 0;
	given_path(name, line->bundle, "blob");
	assert_int_equal(file_replace(name, bytes, size, 0644), FAIL_NONE);
	assert_int_equal(blob_hash(name, INT64_MAX, &hash, &length), FAIL_NONE);
	char blob[96];
	snprintf(blob, sizeof blob, "blobs/%s", hash.text);
	given_path(name, line->bundle, blob);
	assert_int_equal(file_replace(name, bytes, size, 0644), FAIL_NONE);
	assert_int_equal(buffer_printf(manifest, "{\"kind\":\"forms\",\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%zu}%s", path, hash.text, size, after), FAIL_NONE);
}

/* Version @number with a large part, a small one and an empty one, on offer to @target. */
static void publish(struct line *line, int number, const char *target, const struct minisign_secret *secret)
{
	static char large[LARGE_BYTES];
	char path[GIVEN_PATH_BYTES];
	BUFFER_AUTO manifest, signature;
	for (size_t i = 0; i < sizeof large; i++)
		large[i] = (char)(i * 31 + (size_t)number);
	buffer_init(&manifest, MANIFEST_MAX_BYTES);
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	assert_int_equal(buffer_printf(&manifest, "{\"format\":\"foyer-bundle/1\",\"version\":%d,\"created\":\"2026-11-01T00:00:00.000Z\",\"valid_from\":\"2026-11-01T00:00:00.000Z\",\"targets\":[\"%s\"],\"parts\":[", number, target), FAIL_NONE);
	add_part(line, &manifest, "forms/a.json", large, sizeof large, ",");
	add_part(line, &manifest, "forms/b.json", "{}", 2, ",");
	add_part(line, &manifest, "forms/c.json", "", 0, "]}");
	assert_int_equal(minisign_sign(secret, manifest.bytes, manifest.size_bytes, "t", &signature), FAIL_NONE);
	given_path(path, line->bundle, "manifest.json");
	assert_int_equal(file_replace(path, manifest.bytes, manifest.size_bytes, 0644), FAIL_NONE);
	given_path(path, line->bundle, "manifest.json.minisig");
	assert_int_equal(file_replace(path, signature.bytes, signature.size_bytes, 0644), FAIL_NONE);
	assert_int_equal(downlink_publish(line->council, line->bundle), FAIL_NONE);
}

/* ---- the kiosk ---- */

static void folder_of(const struct line *line, const char *name, char ret[static GIVEN_PATH_BYTES])
{
	char blobs[GIVEN_PATH_BYTES];
	given_path(ret, line->stage->place.folder, name);
	given_path(blobs, ret, "blobs");
	assert_int_equal(file_make_folder(blobs, 0755), FAIL_NONE);
}

static int open_line(void **state)
{
	struct line *line = calloc(1, sizeof *line);
	struct minisign_public public;
	char key[MINISIGN_PUBLIC_TEXT_BYTES + 1];
	void *stage = NULL;
	assert_int_equal(stage_open(&stage), 0);
	line->stage = stage;
	folder_of(line, "council", line->council);
	folder_of(line, "bundle", line->bundle);
	folder_of(line, "inbox", line->inbox);
	line->office = (struct office){ .folder = line->council, .accept_new = true, .audiences = { line->stage->place.url } };
	assert_int_equal(storage_open(NULL, line->council, false, &line->office.storage), FAIL_NONE);
	assert_int_equal(minisign_new(&line->secret, &public), FAIL_NONE);
	minisign_public_text(&public, key);
	line->stage->hub.way = json_pack("{s:s, s:[s]}", "management", line->stage->place.url, "bundle_keys", key);
	line->stage->place.call = far_call;
	line->stage->place.context = line;
	*state = line;
	return 0;
}

static int close_line(void **state)
{
	struct line *line = *state;
	void *stage = line->stage;
	storage_close(line->office.storage);
	stage_close(&stage);
	free(line);
	return 0;
}

static void start(struct line *line)
{
	struct stage *stage = line->stage;
	stage_start(stage);
	deliver_fetch(stage->deliver, line->inbox, 0);
	hub_door_shut(&stage->hub); /* said before the first hello by the program; here by the second */
	hub_door_reopen(&stage->hub);
	stage_pass(stage, 0);
	stage_pass(stage, 2000);
	assert_int_equal(stage->hub.hellos, 2);
}

static bool asked_enough(void *context)
{
	const struct line *line = context;
	return line->asked_count >= line->awaited;
}

static bool arrived(void *context)
{
	const struct line *line = context;
	return line->stage->hub.bundles >= line->awaited;
}

/* Let time pass until @count requests came, and what follows from the last. */
static void await_asked(struct line *line, int64_t by_ms, int count)
{
	stage_pass(line->stage, by_ms);
	line->awaited = count;
	assert_true(place_until(&line->stage->place, asked_enough, line));
	for (int turns = 0; turns < 50; turns++)
		assert_int_equal(loop_once(line->stage->place.loop, 5), FAIL_NONE);
}

static void await_bundles(struct line *line, int64_t by_ms, int count)
{
	stage_pass(line->stage, by_ms);
	line->awaited = count;
	assert_true(place_until(&line->stage->place, arrived, line));
	for (int turns = 0; turns < 20; turns++)
		assert_int_equal(loop_once(line->stage->place.loop, 5), FAIL_NONE);
}

static bool in_inbox(const struct line *line, const char *name)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, line->inbox, name);
	return access(path, F_OK) == 0;
}

static void a_version_arrives_whole_and_is_not_asked_for_again(void **state)
{
	struct line *line = *state;
	publish(line, 1, KIOSK, &line->secret);
	start(line);
	await_bundles(line, FETCH_FIRST_MS, 1);
	assert_true(in_inbox(line, "manifest.json") && in_inbox(line, "manifest.json.minisig"));
	assert_int_equal(line->asked_count, 4); /* manifest, signature, two blobs: an empty one needs no asking */
	await_asked(line, LATEST_MS, 5);
	assert_int_equal(line->statuses[4], 304);
	assert_int_equal(line->stage->hub.bundles, 1);
	publish(line, 2, "*", &line->secret); /* half of it is there already */
	await_bundles(line, LATEST_MS, 2);
	assert_int_equal(line->asked_count, 8);
}

static void a_blob_that_breaks_off_goes_on_from_there(void **state)
{
	struct line *line = *state;
	char range[32];
	publish(line, 1, "*", &line->secret);
	line->cuts = 1;
	start(line);
	await_asked(line, FETCH_FIRST_MS, 3);
	assert_int_equal(line->stage->hub.bundles, 0);
	assert_false(in_inbox(line, "manifest.json"));
	await_bundles(line, LATEST_MS, 1);
	snprintf(range, sizeof range, " bytes=%d-", LARGE_BYTES / 2);
	assert_non_null(strstr(line->asked[5], range));
	assert_int_equal(line->statuses[5], 206);
}

static void a_server_that_overlooks_ranges_does_no_harm(void **state)
{
	struct line *line = *state;
	publish(line, 1, "*", &line->secret);
	line->cuts = 1;
	line->deaf = true;
	start(line);
	await_asked(line, FETCH_FIRST_MS, 3);
	await_bundles(line, LATEST_MS, 1);
	assert_int_equal(line->statuses[5], 200);
}

static void bytes_that_are_not_the_manifests_are_thrown_away(void **state)
{
	struct line *line = *state;
	publish(line, 1, "*", &line->secret);
	line->lies = true;
	start(line);
	await_asked(line, FETCH_FIRST_MS, 3);
	assert_int_equal(line->asked_count, 3); /* the round ends */
	assert_int_equal(line->stage->hub.bundles, 0);
	line->lies = false;
	await_bundles(line, LATEST_MS, 1);
	assert_string_equal(strchr(line->asked[5], ' '), " "); /* from the beginning */
}

static void more_bytes_than_the_manifest_says_are_not_taken(void **state)
{
	struct line *line = *state;
	publish(line, 1, "*", &line->secret);
	line->flood = true;
	start(line);
	await_asked(line, FETCH_FIRST_MS, 3);
	assert_int_equal(line->asked_count, 3);
	assert_int_equal(line->stage->hub.bundles, 0);
	line->flood = false;
	await_bundles(line, LATEST_MS, 1);
}

static void nothing_is_fetched_that_nobody_trusted_signed(void **state)
{
	struct line *line = *state;
	struct minisign_secret other;
	struct minisign_public public;
	assert_int_equal(minisign_new(&other, &public), FAIL_NONE);
	publish(line, 1, "*", &other);
	start(line);
	await_asked(line, FETCH_FIRST_MS, 2);
	assert_int_equal(line->asked_count, 2);
	assert_int_equal(line->stage->hub.bundles, 0);
}

static void nothing_on_offer_is_no_failure(void **state)
{
	struct line *line = *state;
	publish(line, 1, "0191c5a2-0000-7000-8000-000000000002", &line->secret); /* to another one */
	start(line);
	await_asked(line, FETCH_FIRST_MS, 1);
	assert_int_equal(line->statuses[0], 404);
	await_asked(line, LATEST_MS, 2);
	assert_int_equal(line->asked_count, 2);
}

static void publishing_half_a_bundle_offers_nothing(void **state)
{
	struct line *line = *state;
	char path[GIVEN_PATH_BYTES];
	publish(line, 1, "*", &line->secret);
	given_path(path, line->bundle, "blobs/44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"); /* of "{}" */
	assert_int_equal(unlink(path), 0);
	given_path(path, line->council, "downlink/blobs/44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(downlink_publish(line->council, line->bundle), FAIL_EMPTY);
	given_path(path, line->council, "downlink/offers/2.json");
	assert_int_not_equal(access(path, F_OK), 0);
}

#define line_test(CASE) cmocka_unit_test_setup_teardown(CASE, open_line, close_line)

int main(void)
{
	const struct CMUnitTest cases[] = {
		line_test(a_version_arrives_whole_and_is_not_asked_for_again),
		line_test(a_blob_that_breaks_off_goes_on_from_there),
		line_test(a_server_that_overlooks_ranges_does_no_harm),
		line_test(bytes_that_are_not_the_manifests_are_thrown_away),
		line_test(more_bytes_than_the_manifest_says_are_not_taken),
		line_test(nothing_is_fetched_that_nobody_trusted_signed),
		line_test(nothing_on_offer_is_no_failure),
		line_test(publishing_half_a_bundle_offers_nothing),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
