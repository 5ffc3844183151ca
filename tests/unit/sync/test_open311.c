/* SPDX-License-Identifier: MIT */
/* unit.open311 - the addresses and the body that a GeoReport server gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/sync/open311.h"

#include <stdlib.h>
#include <string.h>

static const struct open311_office xml = { .url = "https://a.example/v2", .api_key = "key+1", .jurisdiction = "any town" };
static const struct open311_office json = { .url = "https://a.example/v2", .api_key = "", .jurisdiction = "", .json = true };

static void must(enum fail code)
{
	assert_int_equal(code, FAIL_NONE);
}

static void asks_where_the_specification_says(void **)
{
	BUFFER_AUTO url;
	buffer_init(&url, OPEN311_URL_MAX_BYTES);
	must(open311_services_url(&xml, &url));
	assert_string_equal(buffer_text(&url), "https://a.example/v2/services.xml?jurisdiction_id=any%20town");
	buffer_clear(&url);
	must(open311_service_url(&json, "A/1?", &url));
	assert_string_equal(buffer_text(&url), "https://a.example/v2/services/A%2F1%3F.json");
	buffer_clear(&url);
	must(open311_requests_url(&xml, &url));
	assert_string_equal(buffer_text(&url), "https://a.example/v2/requests.xml");
	buffer_clear(&url);
	must(open311_token_url(&json, "12", &url));
	assert_string_equal(buffer_text(&url), "https://a.example/v2/tokens/12.json");
	buffer_clear(&url);
	must(open311_request_url(&json, "9", &url));
	assert_string_equal(buffer_text(&url), "https://a.example/v2/requests/9.json");
	buffer_clear(&url);
	must(open311_look_up_url(&json, "POT", 0, 1000, &url));
	assert_string_equal(buffer_text(&url),
		"https://a.example/v2/requests.json?service_code=POT&start_date=1970-01-01T00%3A00%3A00Z&end_date=1970-01-01T00%3A00%3A01Z");
}

static void writes_a_whole_report(void **)
{
	const struct open311_attribute attributes[] = { { "depth", "10 cm", false }, { "what is there", "bags & <tyres>", true }, { "none", "", false } };
	const struct open311_report report = {
		.service_code = "POT", .reference = "ST 7K4 29Q XM3", .lat = "51.50735", .lon = "-0.12776", .address = "High St",
		.description = "Deep – tüf", .first_name = "Jane", .email = "jane@example.org", .attributes = attributes, .attribute_count = 3,
	};
	BUFFER_AUTO body;
	buffer_init(&body, OPEN311_BODY_MAX_BYTES);
	must(open311_form(&xml, &report, &body));
	assert_string_equal(buffer_text(&body),
		"api_key=key%2B1&jurisdiction_id=any+town&service_code=POT&lat=51.50735&long=-0.12776&address_string=High+St&first_name=Jane&email=jane%40example.org"
		"&description=Deep+%E2%80%93+t%C3%BCf%0A%0A%5BST+7K4+29Q+XM3%5D&attribute%5Bdepth%5D=10+cm&attribute%5Bwhat+is+there%5D%5B%5D=bags+%26+%3Ctyres%3E"
		"&attribute%5Bfixmystreet_id%5D=ST+7K4+29Q+XM3");
}

static void the_reference_stays_behind_a_description_that_is_too_long(void **)
{
	char *words = calloc(1, 3 * 3000 + 1);
	for (size_t i = 0; i < 3000; i++)
		memcpy(words + 3 * i, "–", 3);
	const struct open311_report report = { .service_code = "POT", .reference = "ST 7K4 29Q XM3", .address = "High St", .description = words };
	BUFFER_AUTO body;
	buffer_init(&body, OPEN311_BODY_MAX_BYTES);
	must(open311_form(&json, &report, &body));
	free(words);
	size_t characters = 0;
	for (const char *at = buffer_text(&body); (at = strstr(at, "%E2%80%93")); at += 9)
		characters++;
	assert_int_equal(characters + strlen("\n\n[ST 7K4 29Q XM3]"), OPEN311_DESCRIPTION_MAX_CHARACTERS);
	assert_non_null(strstr(buffer_text(&body), "%93%0A%0A%5BST+7K4+29Q+XM3%5D&"));
}

static void a_reference_of_somebody_elses_choice_is_sent_once(void **)
{
	const struct open311_attribute own = { "fixmystreet_id", "other", false };
	const struct open311_report report = { .service_code = "P", .reference = "R", .address = "A", .attributes = &own, .attribute_count = 1 };
	BUFFER_AUTO body;
	buffer_init(&body, OPEN311_BODY_MAX_BYTES);
	must(open311_form(&json, &report, &body));
	assert_string_equal(buffer_text(&body), "service_code=P&address_string=A&description=%5BR%5D&attribute%5Bfixmystreet_id%5D=other");
}

static void nothing_goes_without_service_reference_and_place(void **)
{
	const struct open311_report reports[] = {
		{ .reference = "R", .address = "A" },
		{ .service_code = "P", .address = "A" },
		{ .service_code = "P", .reference = "R" },
		{ .service_code = "P", .reference = "R", .lat = "51" },
	};
	BUFFER_AUTO body;
	buffer_init(&body, OPEN311_BODY_MAX_BYTES);
	for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++)
		assert_int_equal(open311_form(&json, &reports[i], &body), FAIL_INPUT);
}

static void has_its_maxima(void **)
{
	struct open311_attribute many[OPEN311_ATTRIBUTES_MAX + 1];
	for (size_t i = 0; i <= OPEN311_ATTRIBUTES_MAX; i++)
		many[i] = (struct open311_attribute){ "a", "b", false };
	struct open311_report report = { .service_code = "P", .reference = "R", .address = "A", .attributes = many, .attribute_count = OPEN311_ATTRIBUTES_MAX };
	BUFFER_AUTO body;
	buffer_init(&body, OPEN311_BODY_MAX_BYTES);
	must(open311_form(&json, &report, &body));
	buffer_clear(&body);
	report.attribute_count++;
	assert_int_equal(open311_form(&json, &report, &body), FAIL_LIMIT);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(asks_where_the_specification_says),
		cmocka_unit_test(writes_a_whole_report),
		cmocka_unit_test(the_reference_stays_behind_a_description_that_is_too_long),
		cmocka_unit_test(a_reference_of_somebody_elses_choice_is_sent_once),
		cmocka_unit_test(nothing_goes_without_service_reference_and_place),
		cmocka_unit_test(has_its_maxima),
	};
	return cmocka_run_group_tests_name("open311", cases, NULL, NULL);
}
