/* SPDX-License-Identifier: MIT */
/* unit.open311_reply - what a GeoReport server says, and all the answers that only look like success. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/buffer.h"
#include "firmware/sync/open311_reply.h"
#include "firmware/sync/open311_xml.h"

#include <stdlib.h>
#include <string.h>

#define XML "text/xml; charset=utf-8"
#define JSON "application/json"
#define REFERENCE "ST 7K4 29Q XM3"
#define REQUESTS(INSIDE) "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests>\n <request>" INSIDE "</request>\n</service_requests>\n"

static json_t *read_of(const char *type, const char *text)
{
	json_t *reply = NULL;
	assert_int_equal(open311_read(type, text, strlen(text), &reply), FAIL_NONE);
	return reply;
}

static void taken_is_one_request_with_a_number_or_a_token(void **)
{
	static const struct { const char *type, *text, *id, *token; } replies[] = {
		{ XML, REQUESTS("<service_notice>Thanks</service_notice><service_request_id> 293944 </service_request_id>"), "293944", "" },
		{ XML, REQUESTS("<service_request_id/><token>12345</token>"), "", "12345" },
		{ "application/xml", "<service_requests><request><service_request_id>A&amp;1</service_request_id></request></service_requests>", "A&1", "" },
		{ JSON, "[{\"service_request_id\":293944,\"service_notice\":\"x\"}]", "293944", "" },
		{ JSON, "[{\"service_request_id\":\"CAS-1\"}]", "CAS-1", "" },
		{ "application/vnd.a+json", "[{\"token\":\"t\"}]", "", "t" },
	};
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
		struct open311_result result;
		open311_judge(OUTCOME_NET_ANSWERED, i % 2 ? 200 : 201, replies[i].type, replies[i].text, strlen(replies[i].text), REFERENCE, &result);
		assert_int_equal(result.verdict, OPEN311_CREATED);
		assert_string_equal(result.receipt.id, replies[i].id);
		assert_string_equal(result.receipt.token, replies[i].token);
	}
}

static void what_only_looks_like_success_may_have_been_taken_or_not(void **)
{
	static const struct { const char *type, *text; } replies[] = {
		{ XML, REQUESTS("<service_request_id>1</service_request_id><status>open</status>") },
		{ XML, REQUESTS("<service_request_id>1</service_request_id><requested_datetime>2026-01-01T00:00:00Z</requested_datetime>") },
		{ XML, REQUESTS("<service_request_id>1</service_request_id></request><request><service_request_id>2</service_request_id>") },
		{ XML, REQUESTS("<service_request_id></service_request_id><token/>") },
		{ XML, "<service_requests/>" },
		{ JSON, "[]" },
		{ JSON, "[{\"service_request_id\":1},{\"service_request_id\":2}]" },
		{ JSON, "{\"service_request_id\":1}" },
		{ JSON, "[{\"service_request_id\":1,\"service_request_id\":2}]" },
		{ JSON, "[{\"service_request_id\":1}" },
		{ "text/html", "<service_requests><request><service_request_id>1</service_request_id></request></service_requests>" },
		{ "application/xhtml+xml", "<service_requests><request><service_request_id>1</service_request_id></request></service_requests>" },
		{ NULL, "[{\"service_request_id\":1}]" },
		{ XML, "" },
	};
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
		struct open311_result result;
		open311_judge(OUTCOME_NET_ANSWERED, 200, replies[i].type, replies[i].text, strlen(replies[i].text), REFERENCE, &result);
		assert_int_equal(result.verdict, OPEN311_UNSURE);
		assert_string_equal(result.receipt.id, "");
	}
}

static void each_outcome_has_its_verdict(void **)
{
	static const char errors[] = "<errors><error><code>400</code><description>Attribute d\xc3\xa9pth is required</description></error></errors>";
	static const struct { enum outcome_net net; int status; bool said; enum open311_verdict verdict; } rows[] = {
		{ OUTCOME_NET_NAME, 0, false, OPEN311_LATER }, { OUTCOME_NET_CONNECT, 0, false, OPEN311_LATER }, { OUTCOME_NET_TLS, 0, false, OPEN311_LATER },
		{ OUTCOME_NET_PROXY, 0, false, OPEN311_LATER }, { OUTCOME_NET_TIMEOUT, 0, false, OPEN311_UNSURE }, { OUTCOME_NET_BROKEN, 0, false, OPEN311_UNSURE },
		{ OUTCOME_NET_LARGE, 0, false, OPEN311_UNSURE }, { OUTCOME_NET_ANSWERED, 302, false, OPEN311_UNSURE }, { OUTCOME_NET_ANSWERED, 400, true, OPEN311_REFUSED },
		{ OUTCOME_NET_ANSWERED, 400, false, OPEN311_REFUSED }, { OUTCOME_NET_ANSWERED, 403, true, OPEN311_LATER }, { OUTCOME_NET_ANSWERED, 404, true, OPEN311_REFUSED },
		{ OUTCOME_NET_ANSWERED, 404, false, OPEN311_LATER }, { OUTCOME_NET_ANSWERED, 408, false, OPEN311_UNSURE }, { OUTCOME_NET_ANSWERED, 429, false, OPEN311_LATER },
		{ OUTCOME_NET_ANSWERED, 500, true, OPEN311_UNSURE }, { OUTCOME_NET_ANSWERED, 501, false, OPEN311_LATER }, { OUTCOME_NET_ANSWERED, 503, false, OPEN311_UNSURE },
		{ OUTCOME_NET_ANSWERED, 200, true, OPEN311_UNSURE },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct open311_result result;
		open311_judge(rows[i].net, rows[i].status, rows[i].said ? XML : "text/html", rows[i].said ? errors : "<p>", rows[i].said ? strlen(errors) : 3, REFERENCE, &result);
		assert_int_equal(result.verdict, rows[i].verdict);
		assert_string_equal(result.note, rows[i].said ? "400: Attribute d??pth is required" : "");
	}
}

static void refused_because_it_is_there_is_as_good_as_taken(void **)
{
	static const char ours[] = "[{\"code\":400,\"description\":\"External system reference '" REFERENCE "' already exists\"}]";
	static const char other[] = "[{\"code\":400,\"description\":\"External system reference 'ST 111 111 111' already exists\"}]";
	struct open311_result result;
	open311_judge(OUTCOME_NET_ANSWERED, 400, JSON, ours, strlen(ours), REFERENCE, &result);
	assert_int_equal(result.verdict, OPEN311_KNOWN);
	open311_judge(OUTCOME_NET_ANSWERED, 500, JSON, ours, strlen(ours), REFERENCE, &result);
	assert_int_equal(result.verdict, OPEN311_KNOWN);
	open311_judge(OUTCOME_NET_ANSWERED, 400, JSON, other, strlen(other), REFERENCE, &result);
	assert_int_equal(result.verdict, OPEN311_REFUSED);
}

static void a_token_has_a_number_or_not_yet(void **)
{
	static const struct { const char *text; enum fail fail; } replies[] = {
		{ REQUESTS("<service_request_id>7</service_request_id><token>1</token>"), FAIL_NONE },
		{ REQUESTS("<service_request_id></service_request_id><token>1</token>"), FAIL_EMPTY },
		{ "<service_requests></service_requests>", FAIL_EMPTY },
		{ REQUESTS("<token>1</token></request><request><token>2</token>"), FAIL_INPUT },
		{ "<errors_of_another_kind><a/></errors_of_another_kind>", FAIL_INPUT },
	};
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
		struct open311_receipt receipt;
		json_t *reply = read_of(XML, replies[i].text);
		assert_int_equal(open311_token_read(reply, &receipt), replies[i].fail);
		if (replies[i].fail == FAIL_NONE)
			assert_string_equal(receipt.id, "7");
		json_decref(reply);
	}
}

static void a_report_is_found_by_its_reference_and_by_nothing_else(void **)
{
	static const struct { const char *text, *id; } replies[] = {
		{ "[{\"service_request_id\":1,\"description\":\"A hole\"},{\"service_request_id\":2,\"description\":\"A hole\\n\\n[" REFERENCE "]\"}]", "2" },
		{ "[{\"service_request_id\":3,\"external_id\":\"" REFERENCE "\"}]", "3" },
		{ "[{\"service_request_id\":4,\"attributes\":{\"fixmystreet_id\":\"" REFERENCE "\"}}]", "4" },
		{ "[{\"service_request_id\":5,\"extended_attributes\":{\"ref\":\"" REFERENCE "\"}}]", "5" },
		{ "[{\"service_request_id\":6,\"description\":\"see " REFERENCE " too\"}]", NULL },
		{ "[{\"description\":\"[" REFERENCE "]\"}]", NULL },
		{ "[]", NULL },
	};
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
		struct open311_receipt receipt;
		json_t *reply = read_of(JSON, replies[i].text);
		assert_int_equal(open311_find(reply, REFERENCE, &receipt), replies[i].id ? FAIL_NONE : FAIL_EMPTY);
		if (replies[i].id)
			assert_string_equal(receipt.id, replies[i].id);
		json_decref(reply);
	}
}

static void thirteen_statuses_are_five_words(void **)
{
	static const struct { const char *status, *word; } rows[] = {
		{ "open", "received" }, { "OPEN", "received" }, { "for_triage", "received" }, { "investigating", "looking-into-it" }, { "internal_referral", "looking-into-it" },
		{ "planned", "work-planned" }, { "action_scheduled", "work-planned" }, { "in_progress", "work-planned" }, { "closed", "done" }, { "fixed", "done" },
		{ "no_further_action", "done" }, { "duplicate", "done" }, { "cancelled", "done" }, { "not_councils_responsibility", "not-ours" }, { "vanished", NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		enum open311_stage stage;
		json_t *reply = json_pack("[{s:s, s:s}]", "service_request_id", "9", "status", rows[i].status);
		assert_int_equal(open311_stage_read(reply, "9", &stage), rows[i].word ? FAIL_NONE : FAIL_EMPTY);
		if (rows[i].word)
			assert_string_equal(open311_stage_name(stage), rows[i].word);
		assert_int_equal(open311_stage_read(reply, "8", &stage), FAIL_EMPTY);
		json_decref(reply);
	}
}

static bool fills_depth(void *context, const char *code)
{
	++*(int *)context;
	return strcmp(code, "depth") == 0;
}

static void says_what_a_service_asks_for(void **)
{
	static const char services[] = "<services><service><service_code>POT</service_code><metadata>true</metadata><groups><group>Roads</group></groups></service>"
		"<service><service_code>1</service_code><metadata>false</metadata></service></services>";
	static const char definition[] = "<service_definition><service_code>POT</service_code><attributes>"
		"<attribute><variable>true</variable><code>depth</code><required>true</required><values><value><key>1</key><name>One</name></value></values></attribute>"
		"<attribute><code>fixmystreet_id</code><required>true</required><automated>server_set</automated></attribute>"
		"<attribute><code>colour</code><required>false</required></attribute>%s</attributes></service_definition>";
	bool metadata = false;
	int asked = 0;
	json_t *list = read_of(XML, services);
	assert_int_equal(open311_service_find(list, "POT", &metadata), FAIL_NONE);
	assert_true(metadata);
	assert_int_equal(open311_service_find(list, "1", &metadata), FAIL_NONE);
	assert_false(metadata);
	assert_int_equal(open311_service_find(list, "2", &metadata), FAIL_EMPTY);
	json_decref(list);
	BUFFER_AUTO text;
	buffer_init(&text, 4096);
	for (int i = 0; i < 2; i++) {
		buffer_clear(&text);
		assert_int_equal(buffer_printf(&text, "%.*s%s%s", (int)(strstr(definition, "%s") - definition), definition,
			i ? "<attribute><code>easting</code><required>true</required></attribute>" : "", strstr(definition, "%s") + 2), FAIL_NONE);
		json_t *reply = read_of(XML, buffer_text(&text));
		assert_int_equal(open311_attributes_check(reply, fills_depth, &asked), i ? FAIL_INPUT : FAIL_NONE);
		json_decref(reply);
	}
	assert_int_equal(asked, 3);
}

static void xml_that_is_no_answer_is_refused(void **)
{
	static const struct { const char *text; enum fail fail; } rows[] = {
		{ "<a>", FAIL_INPUT }, { "<a></b>", FAIL_INPUT }, { "<a/><a/>", FAIL_INPUT }, { "", FAIL_INPUT }, { "<a>&b;</a>", FAIL_INPUT },
		{ "<!DOCTYPE a><a/>", FAIL_INPUT }, { "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", FAIL_INPUT }, { "<a><b/><b/></a>", FAIL_INPUT },
		{ "<a><b><c><d><e><f><g><h><i><j><k><l/></k></j></i></h></g></f></e></d></c></b></a>", FAIL_NONE },
		{ "<a><b><c><d><e><f><g><h><i><j><k><l><m/></l></k></j></i></h></g></f></e></d></c></b></a>", FAIL_LIMIT },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		json_t *value = NULL;
		assert_int_equal(open311_xml_read(rows[i].text, strlen(rows[i].text), 1000, &value), rows[i].fail);
		json_decref(value);
	}
}

/* <services>, @count times @element, with a text of @size in the last. */
static enum fail read_many(size_t count, size_t size)
{
	json_t *value = NULL;
	BUFFER_AUTO text;
	buffer_init(&text, OPEN311_REPLY_MAX_BYTES);
	assert_int_equal(buffer_printf(&text, "<services>"), FAIL_NONE);
	for (size_t i = 1; i < count; i++)
		assert_int_equal(buffer_add(&text, "<s/>", 4), FAIL_NONE);
	assert_int_equal(buffer_printf(&text, "<s>%*s</s></services>", (int)size, "x"), FAIL_NONE);
	enum fail fail = open311_read(XML, text.bytes, text.size_bytes, &value);
	json_decref(value);
	return fail;
}

static void has_its_maxima(void **)
{
	assert_int_equal(read_many(OPEN311_XML_ELEMENTS_MAX - 1, 1), FAIL_NONE);
	assert_int_equal(read_many(OPEN311_XML_ELEMENTS_MAX, 1), FAIL_LIMIT);
	assert_int_equal(read_many(1, OPEN311_XML_TEXT_MAX_BYTES), FAIL_NONE);
	assert_int_equal(read_many(1, OPEN311_XML_TEXT_MAX_BYTES + 1), FAIL_LIMIT);
	char *bytes = malloc(OPEN311_REPLY_MAX_BYTES + 1);
	json_t *value = NULL;
	memset(bytes, ' ', OPEN311_REPLY_MAX_BYTES + 1);
	memcpy(bytes, "[]", 2);
	assert_int_equal(open311_read(JSON, bytes, OPEN311_REPLY_MAX_BYTES, &value), FAIL_NONE);
	json_decref(value);
	assert_int_equal(open311_read(JSON, bytes, OPEN311_REPLY_MAX_BYTES + 1, &value), FAIL_LIMIT);
	memcpy(bytes, "<a/>", 4);
	assert_int_equal(open311_read(XML, bytes, OPEN311_REPLY_MAX_BYTES + 1, &value), FAIL_LIMIT);
	free(bytes);
	struct open311_receipt receipt;
	json_t *list = json_array();
	for (size_t i = 0; i <= OPEN311_LIST_MAX; i++) {
		json_array_append_new(list, json_object());
		assert_int_equal(open311_find(list, REFERENCE, &receipt), i < OPEN311_LIST_MAX ? FAIL_EMPTY : FAIL_LIMIT);
	}
	json_decref(list);
	BUFFER_AUTO name;
	buffer_init(&name, 1024);
	for (int more = 0; more < 2; more++) {
		buffer_clear(&name);
		assert_int_equal(buffer_printf(&name, "<a%0*d/>", OPEN311_XML_NAME_MAX_BYTES - 1 + more, 0), FAIL_NONE);
		assert_int_equal(open311_xml_read(name.bytes, name.size_bytes, 1000, &value), more ? FAIL_LIMIT : FAIL_NONE);
		if (!more)
			json_decref(value);
		json_t *reply = json_pack("[{s:s%}]", "service_request_id", buffer_text(&name) + 1, (size_t)OPEN311_ID_MAX_BYTES + (size_t)more);
		assert_int_equal(open311_token_read(reply, &receipt), more ? FAIL_EMPTY : FAIL_NONE);
		json_decref(reply);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(taken_is_one_request_with_a_number_or_a_token),
		cmocka_unit_test(what_only_looks_like_success_may_have_been_taken_or_not),
		cmocka_unit_test(each_outcome_has_its_verdict),
		cmocka_unit_test(refused_because_it_is_there_is_as_good_as_taken),
		cmocka_unit_test(a_token_has_a_number_or_not_yet),
		cmocka_unit_test(a_report_is_found_by_its_reference_and_by_nothing_else),
		cmocka_unit_test(thirteen_statuses_are_five_words),
		cmocka_unit_test(says_what_a_service_asks_for),
		cmocka_unit_test(xml_that_is_no_answer_is_refused),
		cmocka_unit_test(has_its_maxima),
	};
	return cmocka_run_group_tests_name("open311_reply", cases, NULL, NULL);
}
