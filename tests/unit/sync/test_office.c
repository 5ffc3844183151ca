/* SPDX-License-Identifier: MIT */
/* unit.office - the way to the council as the settings say it; what is wrong with them is said in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/json.h"
#include "firmware/sync/office.h"

#include <string.h>

#define HELLO(MORE) "{\"url\":\"https://c.example/base//\",\"ca\":\"PEM\"" MORE "}"
#define PIN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

static enum fail read_as(const char *text, struct office *ret)
{
	json_t *hello;
	assert_int_equal(json_parse(text, strlen(text), 128 * 1024, &hello), FAIL_NONE);
	enum fail fail = office_read(hello, ret);
	json_decref(hello);
	return fail;
}

static void expect(const char *text, enum fail code, const char *words)
{
	struct office office;
	assert_int_equal(read_as(text, &office), code);
	assert_non_null(strstr(fail_words(), words));
	office_done(&office);
}

static void an_address_is_enough(void **)
{
	struct office office;
	assert_int_equal(read_as(HELLO(""), &office), FAIL_NONE);
	assert_string_equal(office.audience, "https://c.example/base");
	assert_string_equal(office.way.url, "https://c.example/base/v1/events");
	assert_string_equal(office.way.ca, "PEM");
	assert_string_equal(office.way.proxy, "");
	assert_string_equal(office.way.pins, "");
	assert_int_equal(office.lines.size_bytes, 0);
	assert_false(office.authorized);
	office_done(&office);
	expect("{\"url\":\"\",\"ca\":\"\"}", FAIL_EMPTY, "no back office");
	expect("{\"url\":\"///\",\"ca\":\"\"}", FAIL_EMPTY, "no back office");
}

static void all_of_it_is_taken(void **)
{
	struct office office;
	assert_int_equal(read_as(HELLO(",\"sink\":{\"profile\":\"kafka-json\",\"path\":\"/topics/forms\"},\"headers\":{\"X-Key\":\"k 1\",\"authorization\":\"Basic eA==\"},"
		"\"pins\":[\"" PIN "\",\"" PIN "\"],\"proxy\":{\"url\":\"http://proxy:3128\",\"user\":\"kiosk\",\"password\":\"p:w\"}"), &office), FAIL_NONE);
	assert_string_equal(office.target, "https://c.example/base/topics/forms");
	assert_memory_equal(office.lines.bytes, "X-Key: k 1\0authorization: Basic eA==", office.lines.size_bytes);
	assert_true(office.authorized);
	assert_string_equal(office.way.pins, "sha256//" PIN ";sha256//" PIN);
	assert_string_equal(office.way.proxy, "http://proxy:3128");
	assert_string_equal(office.way.proxy_user, "kiosk");
	assert_string_equal(office.way.proxy_password, "p:w");
	office_done(&office);
}

static void a_server_of_street_reports_has_its_setting(void **)
{
	struct office office;
	assert_int_equal(read_as(HELLO(",\"sink\":{\"profile\":\"open311\",\"forms\":{\"a\":{\"service\":{\"by\":\"what\"},\"where\":[\"street\"]}}}"), &office), FAIL_NONE);
	assert_string_equal(json_text_or(office.street, "url", ""), "https://c.example/base");
	assert_string_equal(office.management, ""); /* such a server takes no heartbeats */
	assert_int_equal(office.sink.max_events, 1);
	office_done(&office);
}

static void what_is_wrong_is_named(void **)
{
	expect("{\"ca\":\"\"}", FAIL_INPUT, "url");
	expect("{\"url\":\"https://c\"}", FAIL_INPUT, "ca");
	expect(HELLO(",\"sink\":{\"profile\":\"pigeon\"}"), FAIL_INPUT, "profile");
	expect(HELLO(",\"sink\":{\"profile\":\"open311\"}"), FAIL_INPUT, "forms");
	expect(HELLO(",\"sink\":{\"profile\":\"open311\",\"forms\":{\"a\":{\"service\":{\"by\":\"what\"}}}}"), FAIL_INPUT, "where");
	expect(HELLO(",\"sink\":{\"profile\":\"open311\",\"format\":\"fax\",\"forms\":{}}"), FAIL_INPUT, "format");
	expect(HELLO(",\"sink\":{\"profile\":\"open311\",\"proof\":\"status\"}"), FAIL_INPUT, "proof");
	expect(HELLO(",\"headers\":[]"), FAIL_INPUT, "headers");
	expect(HELLO(",\"headers\":{\"a\":\"\",\"b\":\"\",\"c\":\"\",\"d\":\"\",\"e\":\"\",\"f\":\"\",\"g\":\"\",\"h\":\"\",\"i\":\"\"}"), FAIL_INPUT, "headers");
	expect(HELLO(",\"headers\":{\"a b\":\"\"}"), FAIL_INPUT, "name");
	expect(HELLO(",\"headers\":{\"\":\"\"}"), FAIL_INPUT, "name");
	expect(HELLO(",\"headers\":{\"a\":1}"), FAIL_INPUT, "\"a\"");
	expect(HELLO(",\"headers\":{\"a\":\"x\\r\\nHost: y\"}"), FAIL_INPUT, "character");
	expect(HELLO(",\"pins\":[\"" PIN "\"]"), FAIL_INPUT, "reserve");
	expect(HELLO(",\"pins\":[\"" PIN "\",\"sha256\"]"), FAIL_INPUT, "SHA-256");
	expect(HELLO(",\"pins\":[\"" PIN "\",\"" PIN "\",\"" PIN "\",\"" PIN "\",\"" PIN "\"]"), FAIL_INPUT, "pins");
	expect(HELLO(",\"proxy\":{}"), FAIL_INPUT, "url");
	expect(HELLO(",\"proxy\":{\"url\":\"socks5://p\"}"), FAIL_INPUT, "http://");
}

/* The settings with a certificate of @size bytes. */
static enum fail with_ca(size_t size)
{
	struct office office;
	BUFFER_AUTO text;
	buffer_init(&text, OFFICE_CA_MAX_BYTES + 128);
	assert_int_equal(buffer_printf(&text, "{\"url\":\"https://c\",\"ca\":\""), FAIL_NONE);
	for (size_t i = 0; i < size; i++)
		assert_int_equal(buffer_add(&text, "a", 1), FAIL_NONE);
	assert_int_equal(buffer_printf(&text, "\"}"), FAIL_NONE);
	enum fail fail = read_as(buffer_text(&text), &office);
	office_done(&office);
	return fail;
}

static void everything_has_its_limit(void **)
{
	assert_int_equal(with_ca(OFFICE_CA_MAX_BYTES), FAIL_NONE);
	assert_int_equal(with_ca(OFFICE_CA_MAX_BYTES + 1), FAIL_LIMIT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(an_address_is_enough),
		cmocka_unit_test(all_of_it_is_taken),
		cmocka_unit_test(a_server_of_street_reports_has_its_setting),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(everything_has_its_limit),
	};
	return cmocka_run_group_tests_name("office", cases, NULL, NULL);
}
