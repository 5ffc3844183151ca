/* SPDX-License-Identifier: MIT */
/* unit.office_doors - binary mode's headers, the export's cursor, a browser's forms, the operator's secret and sessions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/export.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/json.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/binary.h"
#include "tests/backoffice/operator.h"
#include "tests/backoffice/pages/form.h"
#include "tests/unit/backoffice/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"
#define SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define JOSE "application/jose"

static enum fail read_one(const char *name, const char *value, json_t **ret)
{
	const struct https_header header = { name, value };
	return binary_event(&header, 1, JOSE, "a.b.c", 5, ret);
}

static void binary_mode_is_the_same_event(void **)
{
	BUFFER_AUTO text;
	json_t *event, *structured;
	struct https_header headers[16];
	size_t count = 0;
	const struct envelope_head head = { .id = { ID }, .source = SOURCE, .type = "uk.foyer.submission.v1", .time_ms = 1795255530123 };
	buffer_init(&text, ENVELOPE_EVENT_MAX_BYTES);
	assert_int_equal(envelope_event(&head, 7, "synced", "ey..AA.BB.CC", &text), FAIL_NONE);
	assert_int_equal(envelope_event_check(buffer_text(&text), text.size_bytes, &structured), FAIL_NONE);
	char names[16][40];
	const char *name;
	json_t *value;
	headers[count++] = (struct https_header){ "Host", "council" };
	json_object_foreach(structured, name, value) {
		if (strcmp(name, "data") == 0 || strcmp(name, "datacontenttype") == 0)
			continue;
		snprintf(names[count], sizeof names[count], "%s%s", count % 2 ? "Ce-" : "ce-", name);
		headers[count] = (struct https_header){ names[count], json_string_value(value) };
		count++;
	}
	assert_int_equal(binary_event(headers, count, JOSE "; x=y", "ey..AA.BB.CC", 12, &event), FAIL_NONE);
	assert_true(json_equal(event, structured));
	json_decref(event);
	json_decref(structured);
}

static void binary_headers_are_percent_encoded(void **)
{
	json_t *event;
	static const char *const wrong[] = { "a b", "\"", "%", "%4", "%zz", "%00", "%ff", "caf\xc3\xa9" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(read_one("ce-subject", wrong[i], &event), FAIL_INPUT);
	assert_int_equal(read_one("ce-subject", "caf%C3%A9%20%22%25", &event), FAIL_NONE);
	assert_string_equal(json_text_or(event, "subject", ""), "caf\xc3\xa9 \"%");
	json_decref(event);
	assert_int_equal(read_one("ce-datacontenttype", "x", &event), FAIL_INPUT);
	assert_int_equal(read_one("ce-data", "x", &event), FAIL_INPUT);
	assert_int_equal(read_one("ce-", "x", &event), FAIL_INPUT);
	assert_int_equal(read_one("Host", "x", &event), FAIL_INPUT);
	assert_int_equal(read_one("ce-0123456789012345678901234567890", "x", &event), FAIL_NONE);
	json_decref(event);
	assert_int_equal(read_one("ce-01234567890123456789012345678901", "x", &event), FAIL_INPUT);
	const struct https_header twice[] = { { "ce-id", "1" }, { "CE-ID", "2" } };
	assert_int_equal(binary_event(twice, 2, JOSE, "", 0, &event), FAIL_INPUT);
}

static void binary_mode_has_maxima(void **)
{
	json_t *event;
	struct https_header headers[BINARY_ATTRIBUTES_MAX + 1];
	char names[BINARY_ATTRIBUTES_MAX + 1][8], *value = calloc(1, BINARY_VALUE_MAX_BYTES + 2), *data = calloc(1, ENVELOPE_JWE_MAX_BYTES + 2);
	for (int i = 0; i <= BINARY_ATTRIBUTES_MAX; i++) {
		snprintf(names[i], sizeof names[i], "ce-x%d", i);
		headers[i] = (struct https_header){ names[i], "1" };
	}
	memset(value, 'v', BINARY_VALUE_MAX_BYTES + 1);
	memset(data, 'd', ENVELOPE_JWE_MAX_BYTES + 1);
	assert_int_equal(binary_event(headers, BINARY_ATTRIBUTES_MAX + 1, JOSE, "", 0, &event), FAIL_LIMIT);
	assert_int_equal(binary_event(headers, BINARY_ATTRIBUTES_MAX, JOSE, data, ENVELOPE_JWE_MAX_BYTES + 1, &event), FAIL_LIMIT);
	assert_int_equal(read_one("ce-id", value, &event), FAIL_LIMIT);
	value[BINARY_VALUE_MAX_BYTES] = '\0';
	headers[0].value = value;
	assert_int_equal(binary_event(headers, BINARY_ATTRIBUTES_MAX, JOSE, data, ENVELOPE_JWE_MAX_BYTES, &event), FAIL_NONE);
	json_decref(event);
	free(value);
	free(data);
}

static void a_cursor_comes_back_as_it_went(void **)
{
	struct storage_cursor cursor = { .received_ms = 1795255530123, .source = SOURCE, .id = ID }, back;
	char text[EXPORT_CURSOR_BYTES], wrong[EXPORT_CURSOR_BYTES + 1];
	export_cursor_write(&cursor, text);
	assert_int_equal(export_cursor_read(text, &back), FAIL_NONE);
	assert_int_equal(back.received_ms, cursor.received_ms);
	assert_string_equal(back.source, cursor.source);
	assert_string_equal(back.id, cursor.id);
	static const char *const plain[] = { "", "1", "x " ID " " SOURCE, "-1 " ID " " SOURCE, " 1 " ID " " SOURCE, "1 " ID, "1 " ID " me", "1 x " SOURCE,
		"99999999999999999999 " ID " " SOURCE };
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
		base64url_write(plain[i], strlen(plain[i]), wrong);
		assert_int_equal(export_cursor_read(wrong, &back), FAIL_INPUT);
	}
	memset(wrong, 'A', EXPORT_CURSOR_BYTES);
	wrong[EXPORT_CURSOR_BYTES] = '\0';
	assert_int_equal(export_cursor_read(wrong, &back), FAIL_LIMIT);
	wrong[EXPORT_CURSOR_BYTES - 1] = '\0';
	assert_int_not_equal(export_cursor_read(wrong, &back), FAIL_NONE);
}

static void the_operators_secret_is_made_once(void **state)
{
	struct operator operator, again;
	char bearer[OPERATOR_SECRET_MAX_BYTES + 16];
	assert_int_equal(operator_open(*state, &operator), FAIL_EMPTY);
	assert_int_equal(operator_make(*state), FAIL_NONE);
	assert_int_equal(operator_open(*state, &operator), FAIL_NONE);
	assert_int_equal(operator_make(*state), FAIL_NONE);
	assert_int_equal(operator_open(*state, &again), FAIL_NONE);
	assert_string_equal(operator.secret, again.secret);
	assert_int_equal(strlen(operator.secret), 43);
	snprintf(bearer, sizeof bearer, "Bearer %s", operator.secret);
	assert_true(operator_bearer(&operator, bearer));
	bearer[7] ^= 1;
	assert_false(operator_bearer(&operator, bearer));
	assert_false(operator_bearer(&operator, NULL));
	assert_false(operator_bearer(&operator, operator.secret));
	const struct operator nobody = { 0 };
	assert_false(operator_is(&nobody, ""));
}

static void a_session_holds_for_eight_hours_and_one_secret(void **state)
{
	struct operator operator, other = { "another secret of the council" };
	char session[OPERATOR_COOKIE_BYTES], found[OPERATOR_COOKIE_BYTES], header[256], form[SHA256_TEXT_BYTES], wrong[SHA256_TEXT_BYTES];
	assert_int_equal(operator_make(*state), FAIL_NONE);
	assert_int_equal(operator_open(*state, &operator), FAIL_NONE);
	operator_cookie(&operator, 1000, session);
	snprintf(header, sizeof header, "a=b; foyer_operator=%s; c=d", session);
	assert_true(operator_session(&operator, header, 1000, found));
	assert_string_equal(found, session);
	assert_true(operator_session(&operator, header, 1000 + OPERATOR_COOKIE_LIFE_S - 1, found));
	assert_false(operator_session(&operator, header, 1000 + OPERATOR_COOKIE_LIFE_S, found));
	assert_false(operator_session(&other, header, 1000, found));
	operator_form(&operator, session, form);
	operator_form(&other, session, wrong);
	assert_string_not_equal(form, wrong);
	header[5 + strlen("foyer_operator=")] = header[5 + strlen("foyer_operator=")] == '9' ? '8' : '9'; /* a later expiry */
	assert_false(operator_session(&operator, header, 1000, found));
	static const char *const broken[] = { "", "foyer_operator=", "foyer_operator=.", "foyer_operator=1.2.3", ";;;", "foyer_operator", "=;=" };
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		assert_false(operator_session(&operator, broken[i], 1000, found));
}

static void a_form_is_read_field_by_field(void **)
{
	static const char form[] = "secret=a%20b+c%C3%A9&reason=&long=12345&broken=%4&nul=%00&bytes=%FF";
	char value[6], *large = calloc(1, FORM_MAX_BYTES + 2);
	assert_int_equal(form_value(form, sizeof form - 1, "reason", value, sizeof value), FAIL_NONE);
	assert_string_equal(value, "");
	assert_int_equal(form_value(form, sizeof form - 1, "long", value, 6), FAIL_NONE);
	assert_string_equal(value, "12345");
	assert_int_equal(form_value(form, sizeof form - 1, "long", value, 5), FAIL_LIMIT);
	assert_int_equal(form_value(form, sizeof form - 1, "secret", value, sizeof value), FAIL_LIMIT);
	assert_int_equal(form_value(form, sizeof form - 1, "broken", value, sizeof value), FAIL_INPUT);
	assert_int_equal(form_value(form, sizeof form - 1, "nul", value, sizeof value), FAIL_INPUT);
	assert_int_equal(form_value(form, sizeof form - 1, "bytes", value, sizeof value), FAIL_INPUT);
	assert_int_equal(form_value(form, sizeof form - 1, "other", value, sizeof value), FAIL_EMPTY);
	assert_int_equal(form_value(form, sizeof form - 1, "ecret", value, sizeof value), FAIL_EMPTY);
	memset(large, '&', FORM_MAX_BYTES + 1);
	memcpy(large, "a=b", 3);
	assert_int_equal(form_value(large, FORM_MAX_BYTES + 1, "a", value, sizeof value), FAIL_LIMIT);
	assert_int_equal(form_value(large, FORM_MAX_BYTES, "a", value, sizeof value), FAIL_NONE);
	free(large);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(binary_mode_is_the_same_event),
		cmocka_unit_test(binary_headers_are_percent_encoded),
		cmocka_unit_test(binary_mode_has_maxima),
		cmocka_unit_test(a_cursor_comes_back_as_it_went),
		cmocka_unit_test(a_form_is_read_field_by_field),
		FOLDER_CASE(the_operators_secret_is_made_once),
		FOLDER_CASE(a_session_holds_for_eight_hours_and_one_secret),
	};
	return cmocka_run_group_tests_name("office_doors", cases, NULL, NULL);
}
