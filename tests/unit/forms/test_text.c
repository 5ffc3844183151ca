/* SPDX-License-Identifier: MIT */
/* unit.forms_text - translations in either shape, metadata.kiosk and its defaults. */
#include "tests/unit/forms/forms_given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void translations_are_found_flat_nested_or_mixed(void **state)
{
	(void)state;
	static const struct { const char *kind, *id, *key, *text; } samples[] = {
		{ "form", "", "title", "Pob math" }, { "pages", "p-words", "title", "Geiriau" }, { "components", "c-name", "title", "Enw llawn" },
		{ "components", "c-name", "shortDescription", "Enw" }, { "listItems", "i-red", "text", "Coch" }, { "listItems", "i-blue", "hint", "fel yr awyr" },
		{ "sections", "s-you", "title", "Amdanoch chi" }, { "kiosk", "summary", "", "Pob math o gwestiwn." }, { "kiosk", "nextSteps.1", "", "Ail" },
		{ "kiosk", "need.0", "", "Eich cod post" },
	};
	struct form *form = given_fixture("every-kind");
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		bool own = false;
		assert_string_equal(form_text(form, "cy", samples[i].kind, samples[i].id, samples[i].key, "English", &own), samples[i].text);
		assert_true(own);
		assert_string_equal(form_text(form, "cy-GB", samples[i].kind, samples[i].id, samples[i].key, "English", NULL), samples[i].text);
	}
	form_free(form);
}

static void what_is_not_translated_is_english_and_says_so(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	bool own = true;
	assert_string_equal(form_text(form, "cy", "kiosk", "nextSteps.2", "", "Third", &own), "Third");
	assert_false(own);
	assert_string_equal(form_text(form, "ur", "pages", "p-words", "title", "Words", &own), "Words");
	assert_false(own);
	assert_string_equal(form_text(form, "en", "pages", "p-words", "title", "Words", &own), "Words");
	assert_true(own);
	assert_string_equal(form_text(form, "cy", "pages", "", "title", "", &own), "");
	form_free(form);
}

static void an_empty_translation_counts_as_none(void **state)
{
	(void)state;
	struct form *form = given_form("{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'metadata':{'translations':{'cy':{'pages.p.title':'','pages':{'p':{'title':7}}}}}}");
	bool own = true;
	assert_string_equal(form_text(form, "cy", "pages", "p", "title", "English", &own), "English");
	assert_false(own);
	form_free(form);
}

static void content_is_read_in_the_persons_language(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	const struct form_page *page = &form->page[form_page_at(form, "/content")];
	struct arena arena;
	arena_init(&arena, 64 * 1024);
	struct form_blocks blocks = form_blocks_of(form, "cy", &page->component[1], &arena);
	assert_int_equal(blocks.count, 2);
	assert_string_equal(blocks.block[0].text, "Pennawd");
	assert_int_equal(blocks.block[1].kind, BLOCK_BULLET);
	assert_ptr_equal(form_blocks_of(form, "en", &page->component[1], &arena).block, page->component[1].blocks.block);
	assert_ptr_equal(form_blocks_of(form, "cy", &page->component[0], &arena).block, page->component[0].blocks.block);
	arena_done(&arena);
	form_free(form);
}

static void content_of_a_page_is_limited_in_each_language(void **state)
{
	(void)state;
	for (int more = 0; more < 2; more++) {
		char *text = given_repeated("a", FORM_CONTENT_MAX_BYTES + more, ""), *json = NULL;
		assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'Html','id':'h','content':'x'}]}],"
		                            "'metadata':{'translations':{'cy':{'components':{'h':{'content':'%s'}}}}}}", text) > 0);
		if (more)
			assert_non_null(strstr(given_refusal(json, FAIL_LIMIT), "bytes of content in \"cy\""));
		else
			form_free(given_form(json));
		free(text), free(json);
	}
}

static void the_kiosks_keys_are_read(void **state)
{
	(void)state;
	struct form *form = given_fixture("every-kind");
	const struct form_service *service = &form->service;
	assert_string_equal(form->reference_prefix, "EV");
	assert_string_equal(service->code, "every-kind");
	assert_string_equal(service->topic, "tests");
	assert_string_equal(service->icon, "leaf");
	assert_int_equal(service->minutes, 3);
	assert_int_equal(service->need_count, 1);
	assert_string_equal(service->need[0], "Your postcode");
	assert_int_equal(service->next_step_count, 3);
	assert_string_equal(service->next_step[2], "Third");
	assert_int_equal(service->standard_value, 5);
	assert_true(service->standard_working_days);
	assert_string_equal(service->standard_promise, "We will answer");
	assert_string_equal(service->if_late, "Ring us.");
	assert_string_equal(service->contact_phone, "01632 960 100");
	assert_string_equal(service->contact_place, "Town Hall");
	assert_string_equal(service->privacy_line, "We keep this for a year.");
	assert_int_equal(form_component_at(form, "fullName", NULL)->privacy, PRIVACY_SENSITIVE);
	assert_int_equal(form_component_at(form, "colour", NULL)->privacy, PRIVACY_PUBLIC);
	assert_int_equal(form_component_at(form, "email", NULL)->privacy, PRIVACY_PERSONAL);
	assert_string_equal(form_component_at(form, "fullName", NULL)->keyboard, "upper");
	assert_string_equal(form_component_at(form, "fullName", NULL)->reuse, "person.fullName");
	assert_string_equal(form_component_at(form, "colour", NULL)->reuse, "access.needs");
	assert_string_equal(form_component_at(form, "email", NULL)->reuse, "");
	form_free(form);
}

static void a_form_without_them_has_modest_defaults(void **state)
{
	(void)state;
	struct form *form = given_question("{'type':'TextField','name':'a','title':'A'}");
	assert_string_equal(form->service.code, "given");
	assert_string_equal(form->service.topic, "");
	assert_string_equal(form->service.contact_phone, "");
	assert_int_equal(form->service.standard_value, 0);
	assert_int_equal(form->service.need_count, 0);
	assert_string_equal(form->reference_prefix, "FO");
	assert_int_equal(form->warning_count, 0);
	form_free(form);
}

static struct form *with_metadata(const char *metadata)
{
	char *json = NULL;
	assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[{'path':'/p','components':[{'type':'TextField','name':'a','id':'ida','title':''}]}],'metadata':%s}", metadata) > 0);
	struct form *form = given_form(json);
	free(json);
	return form;
}

static void keys_that_mean_nothing_here_are_warned_of(void **state)
{
	(void)state;
	struct form *form = with_metadata("{'referenceNumberPrefix':'BIN7','kiosk':{'version':2,'colour':1,'service':{'size':1},'standard':{'x':1},"
	                                  "'privacy':{'class':{'nobody':'public','a':'secret'}},'input':{'a':{'keyboard':'piano'}},"
	                                  "'reuse':{'a':'bank.account','nobody':'person.fullName'}}}");
	assert_true(given_warning(form, "prefix \"BIN7\""));
	assert_true(given_warning(form, "of version 2"));
	assert_true(given_warning(form, "metadata.kiosk has \"colour\""));
	assert_true(given_warning(form, "metadata.kiosk.service has \"size\""));
	assert_true(given_warning(form, "metadata.kiosk.standard has \"x\""));
	assert_true(given_warning(form, "privacy names \"nobody\""));
	assert_true(given_warning(form, "\"piano\""));
	assert_true(given_warning(form, "reuse names \"a\" as \"bank.account\""));
	assert_true(given_warning(form, "reuse names \"nobody\""));
	assert_string_equal(form->page[0].component[0].reuse, "");
	assert_string_equal(form->reference_prefix, "FO");
	assert_int_equal(form->page[0].component[0].privacy, PRIVACY_SECRET);
	assert_string_equal(form->page[0].component[0].keyboard, "");
	form_free(form);
}

static void values_that_would_mislead_are_refused(void **state)
{
	(void)state;
	static const struct { const char *metadata, *words; enum fail code; } samples[] = {
		{ "{'kiosk':{'privacy':{'class':{'a':'secrte'}}}}", "privacy class \"secrte\"", FAIL_INPUT },
		{ "{'kiosk':{'service':{'code':'Missed Bin'}}}", "code \"Missed Bin\"", FAIL_INPUT },
		{ "{'kiosk':{'service':{'minutes':601}}}", "601 minutes", FAIL_LIMIT },
		{ "{'kiosk':{'service':{'interaction':'easy'}}}", "interaction is \"easy\"", FAIL_INPUT },
		{ "{'kiosk':{'service':{'needs':[1]}}}", "an entry of \"needs\"", FAIL_INPUT },
		{ "{'kiosk':{'standard':{'timescale':{'value':2,'unit':'weeks'}}}}", "in \"weeks\"", FAIL_INPUT },
		{ "{'kiosk':{'standard':{'timescale':{'value':3651}}}}", "time scale", FAIL_LIMIT },
		{ "{'translations':[]}", "\"translations\" is not an object", FAIL_INPUT },
		{ "{'translations':{'cy':1}}", "translation \"cy\" is not an object", FAIL_INPUT },
	};
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char *json = NULL;
		assert_true(asprintf(&json, "{'schema':2,'engine':'V2','pages':[{'path':'/p'}],'metadata':%s}", samples[i].metadata) > 0);
		if (!strstr(given_refusal(json, samples[i].code), samples[i].words))
			fail_msg("%s: %s", samples[i].metadata, fail_words());
		free(json);
	}
	form_free(with_metadata("{'kiosk':{'service':{'minutes':600},'standard':{'timescale':{'value':3650,'unit':'days'}}}}"));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(translations_are_found_flat_nested_or_mixed),
		cmocka_unit_test(what_is_not_translated_is_english_and_says_so),
		cmocka_unit_test(an_empty_translation_counts_as_none),
		cmocka_unit_test(content_is_read_in_the_persons_language),
		cmocka_unit_test(content_of_a_page_is_limited_in_each_language),
		cmocka_unit_test(the_kiosks_keys_are_read),
		cmocka_unit_test(a_form_without_them_has_modest_defaults),
		cmocka_unit_test(keys_that_mean_nothing_here_are_warned_of),
		cmocka_unit_test(values_that_would_mislead_are_refused),
	};
	return cmocka_run_group_tests_name("forms_text", cases, NULL, NULL);
}
