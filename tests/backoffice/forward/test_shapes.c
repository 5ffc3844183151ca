/* SPDX-License-Identifier: MIT */
/* unit.forward_shapes - what each kind of system gets, byte by byte (golden/; FOYER_GOLDEN=write renews it), and what its answers prove. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "tests/backoffice/forward/shape.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"
#define NOW_MS 1768212000000
#define REFERENCE "ST 7K4 29Q XM3"

static json_t *example; /* targets.example.json */

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		fprintf(stderr, "%s\n", fail_words());
	assert_int_equal(code, FAIL_NONE);
}

static void path_of(const char *name, char ret[static PATH_MAX])
{
	snprintf(ret, PATH_MAX, "%s/%s", getenv("FOYER_SOURCE"), name);
}

static json_t *json_of(const char *name)
{
	char path[PATH_MAX];
	json_t *value;
	path_of(name, path);
	must(json_read(path, 64 * 1024, &value));
	return value;
}

static struct form *form_of(const char *code)
{
	char name[128], path[PATH_MAX];
	struct form *form;
	BUFFER_AUTO text;
	buffer_init(&text, FORM_MAX_BYTES);
	snprintf(name, sizeof name, "assets/forms/%s.json", code);
	path_of(name, path);
	must(file_read(path, &text));
	must(form_load(text.bytes, text.size_bytes, code, &form));
	return form;
}

static json_t *target_of(const char *name)
{
	json_t *target;
	size_t i;
	json_array_foreach(json_object_get(example, "targets"), i, target)
		if (strcmp(json_text_or(target, "name", ""), name) == 0)
			return target;
	fail_msg("no target %s", name);
	return NULL;
}

struct given { json_t *record; struct form *form; struct shape_input input; };

static struct given given(const char *target, const char *record)
{
	struct given given;
	char name[128];
	snprintf(name, sizeof name, "tests/backoffice/forward/golden/%s.record.json", record);
	given.record = json_of(name);
	const json_t *meta = json_object_get(given.record, "meta");
	given.form = form_of(json_text_or(meta, "formId", ""));
	given.input = (struct shape_input){ .setting = target_of(target), .record = given.record, .form = given.form, .service = json_text_or(meta, "formId", ""),
		.reference = json_text_or(meta, "referenceNumber", ""), .language = json_text_or(meta, "language", ""), .id = ID, .now_ms = NOW_MS };
	return given;
}

static void given_done(struct given *given)
{
	json_decref(given->record);
	form_free(given->form);
}

static const struct shape *shape_of(const char *target)
{
	const struct shape *shape;
	must(shape_find(json_text_or(target_of(target), "shape", ""), &shape));
	must(shape->check(target_of(target)));
	return shape;
}

/* A request as people read it. */
static void show(const struct shape_request *request, struct buffer *ret)
{
	must(buffer_printf(ret, "POST %s\nContent-Type: %s\n", buffer_text(&request->url), request->content_type));
	for (size_t at = 0; at < request->lines.size_bytes; at += strlen(request->lines.bytes + at) + 1)
		must(buffer_printf(ret, "%s\n", request->lines.bytes + at));
	json_t *body = json_loadb(buffer_text(&request->body), request->body.size_bytes, 0, NULL);
	char *text = body ? json_dumps(body, JSON_INDENT(2)) : strdup(buffer_text(&request->body));
	for (char *at = text; !body && *at; at++)
		if (*at == '&')
			*at = '\n';
	must(buffer_printf(ret, "\n%s\n", text));
	free(text);
	json_decref(body);
}

static void looks_like(const char *target, const char *record)
{
	char name[128], path[PATH_MAX];
	struct given it = given(target, record);
	SHAPE_REQUEST_AUTO request;
	BUFFER_AUTO shown;
	BUFFER_AUTO agreed;
	shape_request_init(&request);
	buffer_init(&shown, SHAPE_BODY_MAX_BYTES);
	buffer_init(&agreed, SHAPE_BODY_MAX_BYTES);
	must(shape_of(target)->write(&it.input, &request));
	show(&request, &shown);
	snprintf(name, sizeof name, "tests/backoffice/forward/golden/%s-%s.txt", target, record);
	path_of(name, path);
	if (getenv("FOYER_GOLDEN"))
		must(file_replace(path, shown.bytes, shown.size_bytes, 0644));
	must(file_read(path, &agreed));
	assert_string_equal(buffer_text(&shown), buffer_text(&agreed));
	given_done(&it);
}

static void a_webhook_of_questions(void **) { looks_like("crm", "street"); }
static void a_webhook_with_dates_and_addresses(void **) { looks_like("crm", "appointment"); }
static void an_adapter_message(void **) { looks_like("adapter", "street"); }
static void a_pothole_for_open311(void **) { looks_like("streets", "street"); }
static void rubbish_with_many_values_for_open311(void **) { looks_like("streets", "rubbish"); }
static void a_confirmation_by_email(void **) { looks_like("confirm", "street"); }
static void a_confirmation_by_text_in_welsh(void **) { looks_like("confirm", "rubbish"); }

static enum fail written(const char *target, const struct given *it)
{
	SHAPE_REQUEST_AUTO request;
	shape_request_init(&request);
	return shape_of(target)->write(&it->input, &request);
}

static void nobody_is_written_to_who_did_not_ask_or_is_not_safe(void **)
{
	struct given it = given("confirm", "appointment");
	json_t *answers = json_object_get(json_object_get(it.record, "data"), "main");
	assert_int_equal(written("confirm", &it), FAIL_EMPTY); /* "safe" is answered with no */
	json_object_set_new(answers, "safe", json_true());
	assert_int_equal(written("confirm", &it), FAIL_NONE);
	json_object_set_new(answers, "contact", json_string("phone"));
	assert_int_equal(written("confirm", &it), FAIL_EMPTY);
	json_object_set_new(answers, "contact", json_string("email")); /* and no address was given */
	assert_int_equal(written("confirm", &it), FAIL_EMPTY);
	it.input.form = NULL;
	assert_int_equal(written("confirm", &it), FAIL_INPUT);
	given_done(&it);
}

static void a_report_goes_where_its_kind_says(void **)
{
	struct given it = given("streets", "street");
	json_t *answers = json_object_get(json_object_get(it.record, "data"), "main");
	json_object_set_new(answers, "what", json_string("tree"));
	assert_int_equal(written("streets", &it), FAIL_EMPTY);
	json_object_set_new(answers, "what", json_string("dog"));
	assert_int_equal(written("streets", &it), FAIL_NONE);
	it.input.service = "appointment";
	assert_int_equal(written("streets", &it), FAIL_EMPTY);
	assert_int_equal(written("crm", &it), FAIL_NONE);
	given_done(&it);
}

static struct open311_result judged(const char *target, int status, const char *type, const char *text)
{
	struct open311_result result;
	shape_of(target)->judge(OUTCOME_NET_ANSWERED, status, type, text, strlen(text), REFERENCE, &result);
	return result;
}

static void only_the_systems_own_words_are_proof(void **)
{
	static const char json[] = "application/json";
	static const struct { const char *target; int status; const char *type, *text; enum open311_verdict verdict; const char *id; } rows[] = {
		{ "crm", 200, json, "{\"reference\":\"CRM-7\"}", OPEN311_CREATED, "CRM-7" },
		{ "crm", 200, json, "{\"reference\":\"UNKNOWN\"}", OPEN311_UNSURE, "" },
		{ "crm", 200, json, "{\"reference\":\"\"}", OPEN311_UNSURE, "" },
		{ "crm", 200, "text/html", "{\"reference\":\"CRM-7\"}", OPEN311_UNSURE, "" },
		{ "crm", 202, json, "{}", OPEN311_UNSURE, "" },
		{ "crm", 422, json, "{\"reference\":\"CRM-7\"}", OPEN311_REFUSED, "" },
		{ "crm", 409, json, "{}", OPEN311_LATER, "" },
		{ "crm", 429, json, "{}", OPEN311_LATER, "" },
		{ "crm", 500, json, "{\"reference\":\"CRM-7\"}", OPEN311_UNSURE, "" },
		{ "adapter", 204, NULL, "", OPEN311_CREATED, "status 204" },
		{ "adapter", 200, "text/html; charset=utf-8", "<p>Sign in", OPEN311_UNSURE, "" },
		{ "adapter", 400, json, "{}", OPEN311_REFUSED, "" },
		{ "adapter", 401, json, "{}", OPEN311_LATER, "" },
		{ "confirm", 201, json, "{\"id\":\"740e5834-3a29-46b4-9a6f-16142fde533a\",\"reference\":\"" ID "\"}", OPEN311_CREATED, "740e5834-3a29-46b4-9a6f-16142fde533a" },
		{ "confirm", 200, json, "{\"id\":\"740e5834-3a29-46b4-9a6f-16142fde533a\"}", OPEN311_UNSURE, "" },
		{ "confirm", 400, json, "{\"errors\":[{\"error\":\"ValidationError\",\"message\":\"phone_number is not valid\"}],\"status_code\":400}", OPEN311_REFUSED, "" },
		{ "confirm", 403, json, "{}", OPEN311_LATER, "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct open311_result result = judged(rows[i].target, rows[i].status, rows[i].type, rows[i].text);
		assert_int_equal(result.verdict, rows[i].verdict);
		assert_string_equal(result.receipt.id, rows[i].id);
	}
	assert_string_equal(judged("confirm", 400, json, rows[15].text).note, "phone_number is not valid");
}

static void a_confirmation_is_found_by_its_id(void **)
{
	static const struct { const char *text; enum fail fail; } rows[] = {
		{ "{\"notifications\":[{\"id\":\"1\",\"reference\":\"other\"},{\"id\":\"2\",\"reference\":\"" ID "\"}]}", FAIL_NONE },
		{ "{\"notifications\":[{\"id\":\"1\",\"reference\":\"other\"}]}", FAIL_EMPTY },
		{ "{\"notifications\":[{\"reference\":\"" ID "\"}]}", FAIL_EMPTY },
		{ "{\"other\":[]}", FAIL_INPUT },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct open311_receipt receipt;
		json_t *reply = json_loads(rows[i].text, 0, NULL);
		assert_int_equal(shape_of("confirm")->found(reply, ID, REFERENCE, &receipt), rows[i].fail);
		if (rows[i].fail == FAIL_NONE)
			assert_string_equal(receipt.id, "2");
		json_decref(reply);
	}
}

static void a_setting_that_lacks_something_is_refused(void **)
{
	static const struct { const char *target, *member; } rows[] = {
		{ "adapter", "notificationEmail" }, { "streets", "forms" }, { "confirm", "api_key" }, { "confirm", "templates" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		json_t *setting = json_deep_copy(target_of(rows[i].target));
		json_object_del(setting, rows[i].member);
		assert_int_equal(shape_of(rows[i].target)->check(setting), FAIL_INPUT);
		json_decref(setting);
	}
	const struct shape *shape;
	assert_int_equal(shape_find("fax", &shape), FAIL_INPUT);
}

static int example_read(void **)
{
	example = json_of("tests/backoffice/forward/targets.example.json");
	return 0;
}

static int example_done(void **)
{
	json_decref(example);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_webhook_of_questions),
		cmocka_unit_test(a_webhook_with_dates_and_addresses),
		cmocka_unit_test(an_adapter_message),
		cmocka_unit_test(a_pothole_for_open311),
		cmocka_unit_test(rubbish_with_many_values_for_open311),
		cmocka_unit_test(a_confirmation_by_email),
		cmocka_unit_test(a_confirmation_by_text_in_welsh),
		cmocka_unit_test(nobody_is_written_to_who_did_not_ask_or_is_not_safe),
		cmocka_unit_test(a_report_goes_where_its_kind_says),
		cmocka_unit_test(only_the_systems_own_words_are_proof),
		cmocka_unit_test(a_confirmation_is_found_by_its_id),
		cmocka_unit_test(a_setting_that_lacks_something_is_refused),
	};
	return cmocka_run_group_tests_name("forward_shapes", cases, example_read, example_done);
}
