/* SPDX-License-Identifier: MIT */
/* unit.bundle - what a manifest and a bundle.json may say, and what not. */
#include "firmware/bundle/blob.h"
#include "firmware/bundle/manifest.h"
#include "firmware/bundle/settings.h"
#include "firmware/cli/bundle.h"
#include "tests/lib/given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "\"format\":\"foyer-bundle/1\",\"version\":7,\"created\":\"2026-11-01T00:00:00.000Z\",\"valid_from\":\"2026-11-01T00:00:00.000Z\""
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PART(KIND, PATH) "{\"kind\":\"" KIND "\",\"path\":\"" PATH "\",\"sha256\":\"" HASH "\",\"size\":3}"
#define WITH(PARTS) "{" HEAD ",\"targets\":[\"*\"],\"parts\":[" PARTS "]}"

static enum fail read_text(const char *text, struct manifest *ret)
{
	fail_clear();
	return manifest_read(text, strlen(text), ret);
}

static void refused(const char *text, enum fail fail, const char *words)
{
	struct manifest manifest;
	assert_int_equal(read_text(text, &manifest), fail);
	manifest_done(&manifest);
	if (!strstr(fail_words(), words))
		fail_msg("\"%s\" does not say \"%s\"", fail_words(), words);
}

static void a_manifest_is_read_and_written_back_the_same(void **state)
{
	(void)state;
	struct manifest manifest, again;
	BUFFER_AUTO first, second;
	buffer_init(&first, MANIFEST_MAX_BYTES);
	buffer_init(&second, MANIFEST_MAX_BYTES);
	assert_int_equal(read_text("{" HEAD ",\"valid_until\":\"2027-11-01T00:00:00.000Z\",\"force\":true,\"targets\":[\"0191c5a2-0000-7000-8000-000000000001\"],\"parts\":["
		PART("content", "content.db") "," PART("forms", "forms/a b.json") "," PART("words", "languages/cy.mo") "]}", &manifest), FAIL_NONE);
	assert_int_equal(manifest.version, 7);
	assert_true(manifest.force);
	assert_int_equal(manifest.part_count, 3);
	assert_int_equal(manifest.parts[2].kind, PART_WORDS);
	assert_true(manifest_is_for(&manifest, "0191c5a2-0000-7000-8000-000000000001"));
	assert_false(manifest_is_for(&manifest, "0191c5a2-0000-7000-8000-000000000002"));
	assert_int_equal(manifest_write(&manifest, &first), FAIL_NONE);
	assert_int_equal(read_text(buffer_text(&first), &again), FAIL_NONE);
	assert_int_equal(manifest_write(&again, &second), FAIL_NONE);
	assert_string_equal(buffer_text(&first), buffer_text(&second));
	manifest_done(&manifest);
	manifest_done(&again);
}

static void what_no_manifest_may_say_is_refused_in_words(void **state)
{
	(void)state;
	refused("[]", FAIL_INPUT, "not an object");
	refused("{" HEAD ",\"targets\":[\"*\"],\"parts\":[]}", FAIL_INPUT, "\"parts\"");
	refused("{" HEAD ",\"targets\":[],\"parts\":[" PART("content", "content.db") "]}", FAIL_INPUT, "\"targets\"");
	refused("{" HEAD ",\"targets\":[\"mine\"],\"parts\":[" PART("content", "content.db") "]}", FAIL_INPUT, "\"targets\"");
	refused("{" HEAD ",\"surprise\":1,\"targets\":[\"*\"],\"parts\":[" PART("content", "content.db") "]}", FAIL_INPUT, "surprise");
	refused("{" HEAD ",\"valid_until\":\"2026-11-01T00:00:00.000Z\",\"targets\":[\"*\"],\"parts\":[" PART("content", "content.db") "]}", FAIL_INPUT, "valid_until");
	refused(WITH(PART("program", "bin/foyer-ui")), FAIL_INPUT, "no kind of part");
	refused(WITH(PART("forms", "forms/../../x.json")), FAIL_INPUT, "leads out");
	refused(WITH(PART("forms", "/forms/x.json")), FAIL_INPUT, "leads out");
	refused(WITH(PART("forms", "forms//x.json")), FAIL_INPUT, "leads out");
	refused(WITH(PART("forms", "forms/./x.json")), FAIL_INPUT, "leads out");
	refused(WITH(PART("forms", "forms/")), FAIL_INPUT, "leads out");
	refused(WITH(PART("forms", "fonts/x.json")), FAIL_INPUT, "is not where forms lie");
	refused(WITH(PART("content", "other.db")), FAIL_INPUT, "is not where content lie");
	refused(WITH(PART("forms", "forms/\\u0007.json")), FAIL_INPUT, "character");
	refused(WITH(PART("forms", "forms/b.json") "," PART("forms", "forms/a.json")), FAIL_INPUT, "order");
	refused(WITH(PART("forms", "forms/a.json") "," PART("forms", "forms/a.json")), FAIL_INPUT, "twice");
	refused(WITH(PART("pages", "pages/a") "," PART("pages", "pages/a.md") "," PART("pages", "pages/a/b.md")), FAIL_INPUT, "as a file and as a folder");
	refused(WITH("{\"kind\":\"forms\",\"path\":\"forms/a.json\",\"sha256\":\"ABC\",\"size\":3}"), FAIL_INPUT, "sha256");
	refused(WITH("{\"kind\":\"forms\",\"path\":\"forms/a.json\",\"sha256\":\"" HASH "\",\"size\":268435457}"), FAIL_LIMIT, "size");
}

static char *long_text(size_t size)
{
	char *text = malloc(size + 1);
	assert_non_null(text);
	memset(text, 'x', size);
	text[size] = '\0';
	return text;
}

static void a_path_has_255_bytes_and_no_more(void **state)
{
	(void)state;
	char *path = long_text(256);
	memcpy(path, "forms/", 6);
	assert_int_equal(part_path_check(path, PART_FORMS), FAIL_LIMIT);
	path[255] = '\0';
	assert_int_equal(part_path_check(path, PART_FORMS), FAIL_NONE);
	path[254] = '\xc3'; /* half a letter */
	assert_int_equal(part_path_check(path, PART_FORMS), FAIL_INPUT);
	free(path);
}

/* A manifest of @count parts. */
static enum fail read_parts(int count)
{
	struct manifest manifest;
	BUFFER_AUTO text;
	buffer_init(&text, 2 * MANIFEST_MAX_BYTES);
	assert_int_equal(buffer_printf(&text, "{" HEAD ",\"targets\":[\"*\"],\"parts\":["), FAIL_NONE);
	for (int i = 0; i < count; i++)
		assert_int_equal(buffer_printf(&text, "%s" PART("forms", "forms/%05d.json"), i ? "," : "", i), FAIL_NONE);
	assert_int_equal(buffer_printf(&text, "]}"), FAIL_NONE);
	fail_clear();
	enum fail fail = manifest_read(buffer_text(&text), text.size_bytes, &manifest);
	manifest_done(&manifest);
	return fail;
}

static void a_manifest_has_4096_parts_and_no_more(void **state)
{
	(void)state;
	assert_int_equal(read_parts(MANIFEST_PARTS_MAX), FAIL_NONE);
	assert_int_equal(read_parts(MANIFEST_PARTS_MAX + 1), FAIL_LIMIT);
}

static void a_manifest_has_a_mebibyte_and_no_more(void **state)
{
	(void)state;
	struct manifest manifest;
	const char *good = WITH(PART("content", "content.db"));
	char *text = long_text(MANIFEST_MAX_BYTES + 1);
	memset(text, ' ', MANIFEST_MAX_BYTES + 1);
	memcpy(text, good, strlen(good));
	assert_int_equal(manifest_read(text, MANIFEST_MAX_BYTES, &manifest), FAIL_NONE);
	manifest_done(&manifest);
	assert_int_equal(manifest_read(text, MANIFEST_MAX_BYTES + 1, &manifest), FAIL_LIMIT);
	manifest_done(&manifest);
	free(text);
}

static void a_file_is_copied_only_if_it_is_what_was_promised(void **state)
{
	(void)state;
	char folder[GIVEN_PATH_BYTES], from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];
	struct blob_hash hash;
	int64_t size = 0;
	given_folder(folder);
	given_path(from, folder, "from");
	given_path(to, folder, "to");
	given_file(from, "abc", 0644);
	assert_int_equal(blob_hash(from, 3, &hash, &size), FAIL_NONE);
	assert_string_equal(hash.text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(blob_hash(from, 2, &hash, &size), FAIL_LIMIT);
	assert_int_equal(blob_copy(from, to, 0644, HASH, 3), FAIL_SIGNATURE);
	assert_int_equal(blob_copy(from, to, 0644, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 2), FAIL_SIGNATURE);
	assert_int_not_equal(access(to, F_OK), 0);
	assert_int_equal(blob_copy(from, to, 0644, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3), FAIL_NONE);
	assert_int_equal(blob_copy(from, to, 0644, hash.text, 3), FAIL_IO); /* never over another */
	assert_int_equal(blob_hash(folder, 3, &hash, &size), FAIL_INPUT);
	given_done(folder);
}

static void input_refused(const char *text, enum fail fail, const char *words)
{
	struct bundle_input input;
	fail_clear();
	assert_int_equal(bundle_input_parse(text, strlen(text), &input), fail);
	bundle_input_done(&input);
	if (!strstr(fail_words(), words))
		fail_msg("\"%s\" does not say \"%s\"", fail_words(), words);
}

static void a_bundle_json_says_what_is_wrong_with_it(void **state)
{
	(void)state;
	struct bundle_input input;
	const char *good = "{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"forms\":[\"a.json\",\"b.json\"],\"content\":{\"addresses\":\"x.csv\"}}}";
	assert_int_equal(bundle_input_parse(good, strlen(good), &input), FAIL_NONE);
	assert_int_equal(input.sources[PART_FORMS].count, 2);
	assert_string_equal(input.addresses, "x.csv");
	assert_int_equal(input.head.created_ms, input.head.from_ms);
	bundle_input_done(&input);
	input_refused("{}", FAIL_INPUT, "\"version\"");
	input_refused("{\"version\":0,\"valid\":{\"from\":\"2026-11-01\"}}", FAIL_LIMIT, "version");
	input_refused("{\"version\":1,\"targets\":[\"*\"],\"parts\":{\"forms\":\"f\"}}", FAIL_INPUT, "\"valid\"");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-02-30\"}}", FAIL_INPUT, "\"from\"");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-11-02\",\"until\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"forms\":\"f\"}}", FAIL_INPUT, "ends before");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"all\"],\"parts\":{\"forms\":\"f\"}}", FAIL_INPUT, "number 1");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"fonts\":\"f\"}}", FAIL_INPUT, "fonts");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"forms\":\"../f\"}}", FAIL_INPUT, "leads out");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"forms\":\"/etc\"}}", FAIL_INPUT, "own folder");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"forms\":7}}", FAIL_INPUT, "\"forms\"");
	input_refused("{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"content\":{}}}", FAIL_INPUT, "addresses");
	char *large = long_text(BUNDLE_JSON_MAX_BYTES + 1);
	input_refused(large, FAIL_LIMIT, "bundle.json");
	free(large);
}

static void a_list_of_sources_has_64_and_no_more(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		struct bundle_input input;
		BUFFER_AUTO text;
		buffer_init(&text, BUNDLE_JSON_MAX_BYTES);
		assert_int_equal(buffer_printf(&text, "{\"version\":1,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{\"forms\":[\"a\""), FAIL_NONE);
		for (int i = 1; i < BUNDLE_SOURCES_MAX + more; i++)
			assert_int_equal(buffer_printf(&text, ",\"a\""), FAIL_NONE);
		assert_int_equal(buffer_printf(&text, "]}}"), FAIL_NONE);
		assert_int_equal(bundle_input_parse(buffer_text(&text), text.size_bytes, &input), more ? FAIL_LIMIT : FAIL_NONE);
		bundle_input_done(&input);
	}
}

static void a_setting_that_nobody_reads_is_refused(void **state)
{
	(void)state;
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct settings_part settings;
	given_folder(folder);
	given_path(path, folder, "settings.json");
	given_file(path, "{\"backoffice\":{\"url\":\"https://office.example\"}}", 0644);
	assert_int_equal(settings_part_read(path, &settings), FAIL_NONE);
	assert_non_null(settings.backoffice);
	settings_part_done(&settings);
	given_file(path, "{\"backoffice\":{\"url\":\"http://office.example\"}}", 0644);
	assert_int_equal(settings_part_read(path, &settings), FAIL_INPUT);
	settings_part_done(&settings);
	given_file(path, "{\"times\":{\"idle_s\":90}}", 0644);
	assert_int_equal(settings_part_read(path, &settings), FAIL_NONE);
	assert_non_null(settings.times);
	settings_part_done(&settings);
	given_file(path, "{\"times\":{\"idle_s\":5}}", 0644);
	fail_clear();
	assert_int_equal(settings_part_read(path, &settings), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "\"idle_s\" is not a whole number of seconds from 60 to 600"));
	settings_part_done(&settings);
	given_file(path, "{\"requeue_parked_before\":\"1970-01-01T00:00:01.500Z\"}", 0644);
	assert_int_equal(settings_part_read(path, &settings), FAIL_NONE);
	assert_int_equal(settings.requeue_before_ms, 1500);
	settings_part_done(&settings);
	given_file(path, "{\"requeue_parked_before\":\"2026-11-22T09:00:00Z\"}", 0644);
	fail_clear();
	assert_int_equal(settings_part_read(path, &settings), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "\"requeue_parked_before\" is not like"));
	settings_part_done(&settings);
	given_file(path, "{\"requeue_parked_before\":7}", 0644);
	assert_int_equal(settings_part_read(path, &settings), FAIL_INPUT);
	settings_part_done(&settings);
	given_file(path, "{\"requeue_parked_before\":\"2026-11-22T09:00:00.0000Z\"}", 0644);
	assert_int_equal(settings_part_read(path, &settings), FAIL_LIMIT);
	settings_part_done(&settings);
	given_file(path, "{\"volume\":3}", 0644);
	fail_clear();
	assert_int_equal(settings_part_read(path, &settings), FAIL_INPUT);
	assert_non_null(strstr(fail_words(), "volume"));
	settings_part_done(&settings);
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_manifest_is_read_and_written_back_the_same),
		cmocka_unit_test(what_no_manifest_may_say_is_refused_in_words),
		cmocka_unit_test(a_path_has_255_bytes_and_no_more),
		cmocka_unit_test(a_manifest_has_4096_parts_and_no_more),
		cmocka_unit_test(a_manifest_has_a_mebibyte_and_no_more),
		cmocka_unit_test(a_file_is_copied_only_if_it_is_what_was_promised),
		cmocka_unit_test(a_bundle_json_says_what_is_wrong_with_it),
		cmocka_unit_test(a_list_of_sources_has_64_and_no_more),
		cmocka_unit_test(a_setting_that_nobody_reads_is_refused),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
