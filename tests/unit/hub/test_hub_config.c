/* SPDX-License-Identifier: MIT */
/* unit.hub_config - kiosk.json: made when absent, read with limits, refused in words. */
#include "firmware/hub/config.h"
#include "firmware/store/store.h"
#include "tests/lib/given.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ID "0192aaaa-0000-4000-8000-00000000c0de"

struct given_config { char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES]; struct config config; };

static int setup(void **state)
{
	struct given_config *given = calloc(1, sizeof *given);
	given_folder(given->folder);
	given_path(given->path, given->folder, "kiosk.json");
	*state = given;
	return 0;
}

static int teardown(void **state)
{
	struct given_config *given = *state;
	config_done(&given->config);
	given_done(given->folder);
	free(given);
	return 0;
}

static enum fail read_text(struct given_config *given, const char *text)
{
	unlink(given->path);
	config_done(&given->config);
	given_file(given->path, text, 0600);
	fail_clear();
	return config_read(given->path, "Kiosk 9", &given->config);
}

static void an_absent_file_is_made_and_then_stays(void **state)
{
	struct given_config *given = *state;
	assert_int_equal(config_read(given->path, "Kiosk 9", &given->config), FAIL_NONE);
	assert_string_equal(given->config.name, "Kiosk 9");
	assert_string_equal(given->config.printer, "auto");
	assert_string_equal(given->config.url, "");
	assert_null(given->config.council_key);
	assert_int_equal(given->config.max_pages, STORE_PAGES_DEFAULT);
	struct stat info;
	assert_int_equal(stat(given->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	char source[64];
	memcpy(source, given->config.source, sizeof source);
	config_done(&given->config);
	assert_int_equal(config_read(given->path, "Other", &given->config), FAIL_NONE);
	assert_string_equal(given->config.source, source);
	assert_string_equal(given->config.name, "Kiosk 9");
}

static void every_member_is_read(void **state)
{
	struct given_config *given = *state;
	assert_int_equal(read_text(given, "{\"id\":\"" ID "\",\"name\":\"Kiosk 2\",\"printer\":\"unix:/tmp/p\",\"backoffice\":{\"url\":\"https://c\","
		"\"ca\":\"PEM\"},\"outbox_pages\":1000,\"uids\":{\"ui\":990,\"desk\":986},\"council_key\":{\"kty\":\"EC\",\"crv\":\"P-256\","
		"\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}}"), FAIL_NONE);
	assert_string_equal(given->config.source, "urn:uuid:" ID);
	assert_string_equal(given->config.printer, "unix:/tmp/p");
	assert_string_equal(given->config.url, "https://c");
	assert_string_equal(given->config.ca, "PEM");
	assert_int_equal(given->config.max_pages, 1000);
	assert_int_equal(given->config.uids[DOORWAY_UI], 990);
	assert_int_equal(given->config.uids[DOORWAY_DESK], 986);
	assert_int_equal(given->config.uids[DOORWAY_PRINT], geteuid());
	assert_non_null(given->config.council_key);
}

static void a_key_that_cannot_seal_counts_as_none(void **state)
{
	struct given_config *given = *state;
	assert_int_equal(read_text(given, "{\"id\":\"" ID "\",\"council_key\":{\"kty\":\"oct\"}}"), FAIL_NONE);
	assert_null(given->config.council_key);
	assert_int_equal(read_text(given, "{\"id\":\"" ID "\",\"times\":{\"idle_s\":90}}"), FAIL_NONE);
	assert_int_equal(given->config.times.ms[TIMES_IDLE], 90 * 1000);
	assert_int_equal(read_text(given, "{\"id\":\"" ID "\",\"times\":{\"idle_s\":90,\"reveal_s\":0}}"), FAIL_NONE);
	assert_int_equal(given->config.times.ms[TIMES_IDLE], 120 * 1000); /* as usual, all of them */
	assert_int_equal(read_text(given, "{\"id\":\"" ID "\",\"council_key\":null}"), FAIL_NONE);
	assert_null(given->config.council_key);
}

static void what_is_wrong_is_refused_in_words(void **state)
{
	struct given_config *given = *state;
	static const struct { const char *text; enum fail fail; } wrong[] = {
		{ "", FAIL_INPUT }, { "[]", FAIL_INPUT }, { "{}", FAIL_INPUT }, { "{\"id\":7}", FAIL_INPUT }, { "{\"id\":\"kiosk-2\"}", FAIL_INPUT },
		{ "{\"id\":\"0192AAAA-0000-4000-8000-00000000C0DE\"}", FAIL_INPUT }, { "{\"id\":\"" ID "0\"}", FAIL_LIMIT },
		{ "{\"id\":\"" ID "\",\"printer\":\"lpt1\"}", FAIL_INPUT }, { "{\"id\":\"" ID "\",\"name\":7}", FAIL_INPUT },
		{ "{\"id\":\"" ID "\",\"outbox_pages\":255}", FAIL_LIMIT }, { "{\"id\":\"" ID "\",\"outbox_pages\":\"many\"}", FAIL_INPUT },
		{ "{\"id\":\"" ID "\",\"uids\":{\"ui\":-1}}", FAIL_LIMIT }, { "{\"id\":\"" ID "\",\"id\":\"" ID "\"}", FAIL_INPUT },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(read_text(given, wrong[i].text), wrong[i].fail);
		assert_non_null(strstr(fail_words(), "kiosk.json"));
	}
}

static void texts_have_maxima(void **state)
{
	struct given_config *given = *state;
	static const struct { const char *before, *after; size_t max; } texts[] = {
		{ "{\"id\":\"" ID "\",\"name\":\"", "\"}", CONFIG_NAME_MAX_BYTES },
		{ "{\"id\":\"" ID "\",\"backoffice\":{\"url\":\"", "\"}}", CONFIG_URL_MAX_BYTES },
		{ "{\"id\":\"" ID "\",\"backoffice\":{\"ca\":\"", "\"}}", CONFIG_CA_MAX_BYTES },
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		for (size_t over = 0; over <= 1; over++) {
			size_t before = strlen(texts[i].before), size = texts[i].max + over;
			char *text = calloc(1, before + size + strlen(texts[i].after) + 1);
			memcpy(text, texts[i].before, before);
			memset(text + before, 'a', size);
			memcpy(text + before + size, texts[i].after, strlen(texts[i].after));
			assert_int_equal(read_text(given, text), over ? FAIL_LIMIT : FAIL_NONE);
			free(text);
		}
	}
	char *large = calloc(1, CONFIG_MAX_BYTES + 2);
	memset(large, ' ', CONFIG_MAX_BYTES + 1);
	memcpy(large, "{\"id\":\"" ID "\"}", strlen("{\"id\":\"" ID "\"}"));
	assert_int_equal(read_text(given, large), FAIL_LIMIT);
	large[CONFIG_MAX_BYTES] = '\0';
	assert_int_equal(read_text(given, large), FAIL_NONE);
	free(large);
}

#define config_test(CASE) cmocka_unit_test_setup_teardown(CASE, setup, teardown)
#define DESK(NAME, HOST) "{\"name\":\"" NAME "\",\"listen\":\"" HOST ":8443\",\"peers\":\"" HOST ":8444\",\"key\":" KEY "}"
#define KEY "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"

/* A version's settings name the desks of the site in place of the file; wrong ones are none, and nothing else is lost by them. */
static void a_version_names_the_desks_of_the_site(void **state)
{
	struct given_config *given = *state;
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	assert_int_equal(read_text(given, "{\"id\":\"" ID "\",\"desks\":[" DESK("Kiosk 1", "10.0.0.5") "]}"), FAIL_NONE);
	assert_int_equal(given->config.desks.count, 1);
	assert_string_equal(given->config.desks.rows[0].listen, "10.0.0.5:8443");
	given_path(folder, given->folder, "settings");
	assert_int_equal(mkdir(folder, 0700), 0);
	given_path(path, folder, "settings.json");
	given_file(path, "{\"desks\":[" DESK("Kiosk 1", "10.0.0.6") "]}", 0600);
	config_overlay(&given->config, given->folder);
	assert_int_equal(given->config.desks.count, 1);
	assert_string_equal(given->config.desks.rows[0].listen, "10.0.0.6:8443");
	assert_int_equal(read_text(given, "{\"id\":\"" ID "\",\"desks\":[{}]}"), FAIL_NONE);
	assert_int_equal(given->config.desks.count, 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		config_test(an_absent_file_is_made_and_then_stays),
		config_test(every_member_is_read),
		config_test(a_key_that_cannot_seal_counts_as_none),
		config_test(what_is_wrong_is_refused_in_words),
		config_test(texts_have_maxima),
		config_test(a_version_names_the_desks_of_the_site),
	};
	return cmocka_run_group_tests_name("hub_config", cases, NULL, NULL);
}
