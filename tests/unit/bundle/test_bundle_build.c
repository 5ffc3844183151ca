/* SPDX-License-Identifier: MIT */
/* unit.bundle_build - `foyer bundle build`: what becomes a signed version, and what is refused with its file and member. */
#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct given { char folder[GIVEN_PATH_BYTES], foyer[GIVEN_PATH_BYTES], key[GIVEN_PATH_BYTES], public[GIVEN_PATH_BYTES], out[GIVEN_PATH_BYTES], forms[GIVEN_PATH_BYTES]; };

static void write_bundle(const struct given *given, int version, const char *parts)
{
	char path[GIVEN_PATH_BYTES], text[1024];
	given_path(path, given->folder, "bundle.json");
	snprintf(text, sizeof text, "{\"version\":%d,\"valid\":{\"from\":\"2026-11-01\"},\"targets\":[\"*\"],\"parts\":{%s}}", version, parts);
	given_file(path, text, 0644);
}

static int setup(void **state)
{
	struct given *given = calloc(1, sizeof *given);
	char said[1024];
	given_folder(given->folder);
	given_built("bin/foyer", given->foyer);
	given_path(given->key, given->folder, "bundle.key");
	given_path(given->public, given->folder, "bundle.pub");
	given_path(given->out, given->folder, "out");
	given_path(given->forms, given->folder, "forms");
	assert_int_equal(process_run((char *[]){ given->foyer, "bundle", "keys", "new", "--out", given->folder, NULL }, said, sizeof said), 0);
	assert_int_equal(process_run((char *[]){ "mkdir", given->forms, NULL }, said, sizeof said), 0);
	given_copy("assets/forms/missed-bin.json", given->forms);
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

/* The exit status of a build; @ret: all that it said. */
static int build(const struct given *given, char *ret, size_t room)
{
	char command[5 * GIVEN_PATH_BYTES];
	snprintf(command, sizeof command, "exec '%s' bundle build '%s' --key '%s' -o '%s' 2>&1", given->foyer, given->folder, given->key, given->out);
	return process_run((char *[]){ "sh", "-c", command, NULL }, ret, room);
}

static char *manifest_of(const struct given *given)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->out, "manifest.json");
	return given_text(path);
}

static void refuses(const struct given *given, const char *words)
{
	char said[8192];
	assert_int_equal(build(given, said, sizeof said), 1);
	if (!strstr(said, words))
		fail_msg("\"%s\" does not say \"%s\"", said, words);
}

static void the_same_parts_give_the_same_bytes_and_a_signature_that_holds(void **state)
{
	const struct given *given = *state;
	char said[8192];
	write_bundle(given, 3, "\"forms\":\"forms\"");
	assert_int_equal(build(given, said, sizeof said), 0);
	char *first = manifest_of(given);
	assert_int_equal(build(given, said, sizeof said), 0);
	char *second = manifest_of(given);
	assert_non_null(first);
	assert_string_equal(first, second);
	free(first);
	free(second);
	assert_int_equal(process_run((char *[]){ (char *)given->foyer, "bundle", "check", (char *)given->out, "--public", (char *)given->public, NULL }, said, sizeof said), 0);
	assert_non_null(strstr(said, "version 3, 1 parts, signed"));
}

static void check_finds_a_changed_blob_and_a_changed_manifest(void **state)
{
	const struct given *given = *state;
	char said[8192], command[5 * GIVEN_PATH_BYTES];
	char *const check[] = { (char *)given->foyer, "bundle", "check", (char *)given->out, "--public", (char *)given->public, NULL };
	write_bundle(given, 3, "\"forms\":\"forms\"");
	assert_int_equal(build(given, said, sizeof said), 0);
	snprintf(command, sizeof command, "cp -r '%s' '%s.kept'; for f in '%s'/blobs/*; do printf x >> $f; done", given->out, given->out, given->out);
	assert_int_equal(process_run((char *[]){ "sh", "-c", command, NULL }, said, sizeof said), 0);
	assert_int_equal(process_run(check, said, sizeof said), 1);
	snprintf(command, sizeof command, "rm -r '%s'; mv '%s.kept' '%s'; sed -i 's/: 3,/: 4,/' '%s/manifest.json'", given->out, given->out, given->out, given->out);
	assert_int_equal(process_run((char *[]){ "sh", "-c", command, NULL }, said, sizeof said), 0);
	assert_int_equal(process_run(check, said, sizeof said), 1);
}

static void a_version_never_stands_for_two_things(void **state)
{
	const struct given *given = *state;
	char said[8192];
	write_bundle(given, 3, "\"forms\":\"forms\"");
	assert_int_equal(build(given, said, sizeof said), 0);
	given_copy("assets/forms/bus-pass.json", given->forms);
	refuses(given, "holds version 3: raise \"version\"");
	write_bundle(given, 2, "\"forms\":\"forms\"");
	refuses(given, "holds version 3");
	write_bundle(given, 4, "\"forms\":\"forms\"");
	assert_int_equal(build(given, said, sizeof said), 0);
}

static void a_broken_part_is_said_with_its_file_and_nothing_is_signed(void **state)
{
	const struct given *given = *state;
	char path[GIVEN_PATH_BYTES];
	given_path(path, given->forms, "broken.json");
	given_file(path, "{\"pages\":[]}", 0644);
	write_bundle(given, 1, "\"forms\":\"forms\"");
	refuses(given, "forms/broken.json: refused");
	assert_int_not_equal(access(given->out, F_OK), 0);
	write_bundle(given, 1, "\"forms\":\"nowhere\"");
	refuses(given, "\"forms\" in bundle.json");
	given_path(path, given->folder, "brand.json");
	given_file(path, "{\"name\":\"Pale\",\"logo\":\"mereford.svg\",\"primary\":\"#FFFFFF\",\"accent\":\"#FFC24A\"}", 0644);
	write_bundle(given, 1, "\"themes\":\"brand.json\"");
	refuses(given, "10:1 is needed");
	given_path(path, given->folder, "cy.po");
	given_file(path, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\nmsgid \"action.continue\"\nmsgstr \"Parhau\"\n", 0644);
	write_bundle(given, 1, "\"words\":\"cy.po\"");
	refuses(given, "languages/cy.mo: action.back: no sentence");
	given_path(path, given->folder, "settings.json");
	given_file(path, "{\"volume\":3}", 0644);
	write_bundle(given, 1, "\"settings\":\"settings.json\"");
	refuses(given, "there is no setting \"volume\"");
	given_path(path, given->folder, "keys.json");
	given_file(path, "{\"keys\":[]}", 0644);
	write_bundle(given, 1, "\"keys\":\"keys.json\"");
	refuses(given, "keys/council.json");
	write_bundle(given, 1, "\"content\":{\"addresses\":\"nowhere.csv\"}");
	refuses(given, "nowhere.csv");
}

static void what_is_there_and_is_no_bundle_is_left_alone(void **state)
{
	const struct given *given = *state;
	char path[GIVEN_PATH_BYTES], said[1024];
	assert_int_equal(process_run((char *[]){ "mkdir", (char *)given->out, NULL }, said, sizeof said), 0);
	given_path(path, given->out, "letter.txt");
	given_file(path, "mine", 0644);
	write_bundle(given, 1, "\"forms\":\"forms\"");
	refuses(given, "is no bundle");
	assert_int_equal(access(path, F_OK), 0);
}

static void a_site_speaks_only_languages_that_have_words(void **state)
{
	const struct given *given = *state;
	char site[GIVEN_PATH_BYTES], words[GIVEN_PATH_BYTES], said[4096], line[3 * GIVEN_PATH_BYTES];
	given_path(site, given->folder, "site");
	given_path(words, given->folder, "words");
	assert_int_equal(process_run((char *[]){ "mkdir", site, words, NULL }, said, sizeof said), 0);
	given_copy("assets/site/site.json", site);
	given_copy("assets/languages/en.po", words);
	write_bundle(given, 1, "\"site\":\"site\"");
	assert_int_equal(build(given, said, sizeof said), 0);
	snprintf(line, sizeof line, "sed -i 's/\"languages\": *\\[[^]]*\\]/\"languages\": [\"en\", \"gd\"]/' '%s/site.json'", site);
	assert_int_equal(process_run((char *[]){ "sh", "-c", line, NULL }, said, sizeof said), 0);
	write_bundle(given, 2, "\"site\":\"site\"");
	refuses(given, "site/site.json: \"languages\" has \"gd\"");
	snprintf(line, sizeof line, "mv '%s/en.po' '%s/gd.po'", words, words);
	assert_int_equal(process_run((char *[]){ "sh", "-c", line, NULL }, said, sizeof said), 0);
	write_bundle(given, 2, "\"site\":\"site\",\"words\":\"words\"");
	assert_int_equal(build(given, said, sizeof said), 0);
}

/* A notice that a kiosk would not take, and a text too long for it in a language that is not English. */
static void what_the_site_says_is_read_as_the_kiosk_reads_it(void **state)
{
	const struct given *given = *state;
	char site[GIVEN_PATH_BYTES], said[4096], line[3 * GIVEN_PATH_BYTES];
	given_path(site, given->folder, "site");
	assert_int_equal(process_run((char *[]){ "mkdir", site, NULL }, said, sizeof said), 0);
	given_copy("assets/site/site.json", site);
	given_copy("assets/site/charter.json", site);
	write_bundle(given, 1, "\"site\":\"site\"");
	assert_int_equal(build(given, said, sizeof said), 0);
	snprintf(line, sizeof line, "sed -i '1s/{/{\"checked\": \"2026-02-30\",/' '%s/charter.json'", site);
	assert_int_equal(process_run((char *[]){ "sh", "-c", line, NULL }, said, sizeof said), 0);
	write_bundle(given, 2, "\"site\":\"site\"");
	refuses(given, "site/charter.json: ");
	given_copy("assets/site/charter.json", site);
	snprintf(line, sizeof line, "sed -i \"s/\\\"cy\\\": \\\"Mae'r ddesg/&$(printf %%600s | tr ' ' x)/\" '%s/site.json'", site);
	assert_int_equal(process_run((char *[]){ "sh", "-c", line, NULL }, said, sizeof said), 0);
	refuses(given, "site/site.json: \"desk\" has ");
}

static void the_schema_lists_what_bundle_json_may_say(void **state)
{
	(void)state;
	static const char *const parts[] = { "forms", "pages", "words", "themes", "settings", "keys", "site", "home", "bank", "staff", "content" };
	char path[GIVEN_PATH_BYTES];
	given_source("assets/bundle/bundle.schema.json", path);
	json_t *schema = json_load_file(path, 0, NULL);
	assert_non_null(schema);
	const json_t *listed = json_object_get(json_object_get(json_object_get(json_object_get(schema, "properties"), "parts"), "properties"), "forms");
	assert_non_null(listed);
	const json_t *all = json_object_get(json_object_get(json_object_get(schema, "properties"), "parts"), "properties");
	assert_int_equal(json_object_size(all), sizeof parts / sizeof parts[0]);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		assert_non_null(json_object_get(all, parts[i]));
	json_decref(schema);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(the_same_parts_give_the_same_bytes_and_a_signature_that_holds, setup, teardown),
		cmocka_unit_test_setup_teardown(check_finds_a_changed_blob_and_a_changed_manifest, setup, teardown),
		cmocka_unit_test_setup_teardown(a_version_never_stands_for_two_things, setup, teardown),
		cmocka_unit_test_setup_teardown(a_broken_part_is_said_with_its_file_and_nothing_is_signed, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_there_and_is_no_bundle_is_left_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(a_site_speaks_only_languages_that_have_words, setup, teardown),
		cmocka_unit_test_setup_teardown(what_the_site_says_is_read_as_the_kiosk_reads_it, setup, teardown),
		cmocka_unit_test(the_schema_lists_what_bundle_json_may_say),
	};
	return cmocka_run_group_tests(cases, NULL, NULL);
}
