/* SPDX-License-Identifier: MIT */
/* unit.visit_copy - the visit that comes back is the one that went, or none. */
#include "tests/unit/visit/visit_given.h"

#include "firmware/base/door.h"
#include "ui/visit/copy.h"
#include "ui/visit/send.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct copy_key key = { { 1, 2, 3 } }, other_key = { { 3, 2, 1 } };

/* A fresh program's visit, on the same assets and clock. */
struct second { struct house house; struct visit visit; };

static void second_start(struct second *second, const struct given *given)
{
	assert_int_equal(house_open(&second->house, given->folder), FAIL_NONE);
	visit_init(&second->visit, &second->house);
	visit_now(&second->visit, given->visit.now_ms, given->visit.mono_ms);
}

static void second_end(struct second *second)
{
	visit_done(&second->visit);
	house_close(&second->house);
}

static enum fail over(struct given *given, struct second *second)
{
	int fd = -1;
	assert_int_equal(copy_to_fd(&given->visit, &key, &fd), FAIL_NONE);
	second_start(second, given);
	enum fail code = copy_from_fd(&second->visit, &key, fd);
	close(fd);
	return code;
}

static void a_question_comes_back_with_everything(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	advance_to(given, "/home");
	do_text(given, ACTION_LANGUAGE, "cy");
	do_number(given, ACTION_TEXT_SIZE, 150);
	do_text(given, ACTION_TYPE, "1 Heol Ŵyn");
	do_number(given, ACTION_CARET, -2);
	do_(given, ACTION_SHIFT);
	assert_int_equal(over(given, &second), FAIL_NONE);
	assert_int_equal(second.visit.place, PLACE_QUESTION);
	assert_int_equal(second.visit.page, given->visit.page);
	assert_string_equal(second.visit.field, "home__addressLine1");
	assert_int_equal(second.visit.caret, given->visit.caret);
	assert_int_equal(second.visit.layer, LAYER_UPPER);
	assert_string_equal(second.visit.language_tag, "cy");
	assert_string_equal(words_language(second.visit.words), "cy");
	assert_int_equal(second.visit.text_percent, 150);
	assert_string_equal(answers_get(second.visit.answers, "home__addressLine1"), "1 Heol Ŵyn");
	assert_string_equal(answers_get(second.visit.answers, "street"), "s7");
	assert_memory_equal(second.visit.seen, given->visit.seen, sizeof given->visit.seen);
	assert_int_equal(strlen(second.visit.mark), 16);
	assert_string_equal(second.visit.mark, given->visit.mark);
	assert_ptr_equal(second.visit.form, services_find(&second.house.services, "walk"));
	second_end(&second);
}

static void errors_shown_are_shown_again(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	do_(given, ACTION_CONTINUE);
	assert_int_equal(over(given, &second), FAIL_NONE);
	assert_int_equal(second.visit.error_count, 1);
	assert_int_equal(second.visit.error[0].rule, RULE_REQUIRED);
	second_end(&second);
}

static void home_after_back_still_holds_the_answers(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	choose(given, "who", "me");
	do_(given, ACTION_HOME);
	assert_int_equal(over(given, &second), FAIL_NONE);
	assert_int_equal(second.visit.place, PLACE_HOME);
	assert_null(second.visit.form);
	visit_act(&second.visit, ACTION_SERVICE, 0, "walk", NULL);
	assert_string_equal(answers_get(second.visit.answers, "who"), "me");
	second_end(&second);
}

static void the_countdown_begins_again(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	pass(given, VISIT_IDLE_MS);
	tick(given);
	pass(given, 30 * 1000);
	tick(given);
	assert_int_equal(over(given, &second), FAIL_NONE);
	assert_int_equal(second.visit.sheet, SHEET_STILL_THERE);
	assert_int_equal(second.visit.warn_seconds, 45);
	visit_now(&second.visit, given->visit.now_ms, given->visit.mono_ms + VISIT_WARN_MS);
	visit_tick(&second.visit);
	assert_false(visit_active(&second.visit));
	second_end(&second);
}

static void a_sealed_transaction_goes_on_with_the_same_id(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	advance_to(given, "check");
	given->visit.place = PLACE_SENDING;
	given->visit.id = id_new(given->visit.now_ms);
	given->visit.reference = reference_new("WA");
	given->visit.sealed = strdup("eyJhbGciOiJFQ0RILUVTIn0....");
	given->visit.sent_ms = given->visit.now_ms;
	given->visit.due = (struct date){ 2026, 11, 26 };
	assert_int_equal(over(given, &second), FAIL_NONE);
	assert_int_equal(second.visit.place, PLACE_SENDING);
	assert_true(visit_hub_up(&second.visit, NULL, "urn:uuid:x") & EFFECT_SEND);
	json_t *before = visit_submission(&given->visit), *after = visit_submission(&second.visit);
	assert_non_null(before);
	assert_true(json_equal(before, after));
	json_decref(before);
	json_decref(after);
	second_end(&second);
}

static void the_confirmation_page_comes_back(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	advance_to(given, "check");
	given->visit.place = PLACE_SENDING;
	given->visit.id = id_new(given->visit.now_ms);
	given->visit.reference = reference_new("WA");
	given->visit.sealed = strdup("eyJ");
	visit_sent(&given->visit, given->visit.id.text, FAIL_NONE);
	assert_int_equal(over(given, &second), FAIL_NONE);
	assert_int_equal(second.visit.place, PLACE_DONE);
	assert_string_equal(second.visit.reference.text, given->visit.reference.text);
	second_end(&second);
}

static void every_changed_byte_is_noticed(void **state)
{
	struct given *given = *state;
	BUFFER_AUTO plain;
	BUFFER_AUTO sealed;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	buffer_init(&sealed, COPY_SEALED_MAX_BYTES);
	begin(given, "small");
	put(given, "count", "4");
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	assert_int_equal(copy_seal(&key, &plain, &sealed), FAIL_NONE);
	for (size_t i = 0; i < sealed.size_bytes; i++) {
		BUFFER_AUTO opened;
		buffer_init(&opened, VISIT_COPY_MAX_BYTES);
		sealed.bytes[i] ^= 1;
		enum fail code = copy_open(&key, sealed.bytes, sealed.size_bytes, &opened);
		assert_int_equal(code, i < 8 ? FAIL_INPUT : FAIL_SIGNATURE);
		assert_int_equal(opened.size_bytes, 0);
		sealed.bytes[i] ^= 1;
	}
	BUFFER_AUTO opened;
	buffer_init(&opened, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_open(&other_key, sealed.bytes, sealed.size_bytes, &opened), FAIL_SIGNATURE);
	assert_int_equal(copy_open(&key, sealed.bytes, sealed.size_bytes - 1, &opened), FAIL_SIGNATURE);
	assert_int_equal(copy_open(&key, sealed.bytes, 20, &opened), FAIL_INPUT);
	assert_int_equal(copy_open(&key, sealed.bytes, COPY_SEALED_MAX_BYTES + 1, &opened), FAIL_LIMIT);
	assert_int_equal(copy_open(&key, sealed.bytes, sealed.size_bytes, &opened), FAIL_NONE);
	assert_memory_equal(opened.bytes, plain.bytes, plain.size_bytes);
}

static void no_answer_stands_in_the_sealed_copy(void **state)
{
	struct given *given = *state;
	char bytes[4096];
	int fd = -1;
	begin(given, "long");
	do_text(given, ACTION_TYPE, "Llanfairpwllgwyngyll");
	assert_int_equal(copy_to_fd(&given->visit, &key, &fd), FAIL_NONE);
	ssize_t got = pread(fd, bytes, sizeof bytes, 0);
	assert_true(got > 100);
	assert_null(memmem(bytes, (size_t)got, "Llanfair", 8));
	close(fd);
}

static void a_foreign_descriptor_changes_nothing(void **state)
{
	struct given *given = *state;
	int open_fd = memfd_create("not-sealed", MFD_CLOEXEC), fd = -1;
	assert_int_equal(write(open_fd, "foyer/1", 8), 8);
	assert_int_equal(copy_from_fd(&given->visit, &key, open_fd), FAIL_INPUT);
	close(open_fd);
	assert_int_equal(door_blob_make("rubbish", "rubbish", 7, &fd), FAIL_NONE);
	assert_int_equal(copy_from_fd(&given->visit, &key, fd), FAIL_INPUT);
	assert_false(visit_active(&given->visit));
	close(fd);
}

/* A copy whose one member is something else. */
static enum fail read_with(struct given *given, struct visit *visit, const char *member, json_t *instead)
{
	BUFFER_AUTO plain;
	json_t *copy = NULL;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	copy = json_loads(buffer_text(&plain), 0, NULL);
	assert_non_null(copy);
	if (instead)
		json_object_set_new(copy, member, instead);
	else
		json_object_del(copy, member);
	char *text = json_dumps(copy, 0);
	enum fail code = copy_read(visit, text, strlen(text));
	free(text);
	json_decref(copy);
	return code;
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	advance_to(given, "/home");
	second_start(&second, given);
	static const char *const needed[] = { "format", "place", "sheet", "page", "caret", "layer", "language", "theme", "field", "answers", "wallet", "need", "search", "sent", "different",
	                                      "seen", "id", "reference", "sealed", "due", "service", "version", "percent", "touched_ms" };
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		assert_int_equal(read_with(given, &second.visit, needed[i], NULL), FAIL_INPUT);
		assert_int_not_equal(read_with(given, &second.visit, needed[i], json_real(1.5)), FAIL_NONE);
		assert_false(visit_active(&second.visit));
	}
	assert_int_not_equal(read_with(given, &second.visit, "place", json_integer(PLACE_COUNT)), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "place", json_integer(PLACE_SENDING)), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "place", json_integer(PLACE_DONE)), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "page", json_integer(400)), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "page", json_integer(FORM_PAGE_MAX)), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "percent", json_integer(99)), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "id", json_string("not an id")), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "seen", json_pack("[i]", FORM_PAGE_MAX)), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "answers", json_pack("{s:s}", "a", "b")), FAIL_NONE);
	assert_int_not_equal(read_with(given, &second.visit, "in_form", json_false()), FAIL_NONE);
	assert_false(visit_active(&second.visit));
	assert_int_equal(read_with(given, &second.visit, "caret", json_integer(ANSWERS_VALUE_MAX_BYTES)), FAIL_NONE);
	assert_int_equal(second.visit.caret, 0);
	second_end(&second);
}

static void a_caret_in_a_field_that_is_not_there_stands_nowhere(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "long");
	do_text(given, ACTION_TYPE, "some words");
	second_start(&second, given);
	assert_int_equal(answers_set(given->visit.answers, "elsewhere", "other words"), FAIL_NONE);
	assert_int_equal(read_with(given, &second.visit, "field", json_string("elsewhere")), FAIL_NONE);
	assert_string_equal(second.visit.field, "");
	assert_int_equal(second.visit.caret, 0);
	second_end(&second);
}

static void a_form_of_another_version_leads_home_with_nothing(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	do_text(given, ACTION_LANGUAGE, "cy");
	choose(given, "who", "me");
	second_start(&second, given);
	assert_int_equal(read_with(given, &second.visit, "version", json_string("0123456789abcdef")), FAIL_NONE);
	assert_int_equal(second.visit.place, PLACE_HOME);
	assert_null(second.visit.form);
	assert_int_equal(answers_bytes(second.visit.answers), 0);
	assert_string_equal(second.visit.language_tag, "cy");
	assert_int_equal(read_with(given, &second.visit, "service", json_string("gone")), FAIL_NONE);
	assert_int_equal(second.visit.place, PLACE_HOME);
	second_end(&second);
}

static void a_copy_left_alone_too_long_is_refused(void **state)
{
	struct given *given = *state;
	struct second second;
	begin(given, "walk");
	choose(given, "who", "me");
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	pass(given, VISIT_IDLE_MS + VISIT_WARN_MS + 1);
	second_start(&second, given);
	assert_int_equal(copy_read(&second.visit, buffer_text(&plain), plain.size_bytes), FAIL_TIMEOUT);
	assert_false(visit_active(&second.visit));
	second_end(&second);
}

static void the_fullest_visit_fits_into_a_copy(void **state)
{
	static const char *const pages[] = { "/one", "/two", "/three", "/four", "/five" };
	struct given *given = *state;
	struct second second;
	char text[ANSWERS_VALUE_MAX_BYTES + 1];
	memset(text, '"', sizeof text - 1); /* twice as long in JSON */
	text[sizeof text - 1] = '\0';
	begin(given, "long");
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		given->visit.page = form_page_at(given->visit.form, pages[i]);
		put(given, pages[i] + 1, text);
		assert_int_equal(strlen(value(given, pages[i] + 1)), ANSWERS_VALUE_MAX_BYTES);
	}
	given->visit.id = id_new(given->visit.now_ms);
	given->visit.reference = reference_new("LO");
	given->visit.sealed = calloc(1, 60 * 1024);
	memset(given->visit.sealed, 'A', 60 * 1024 - 1);
	assert_int_equal(over(given, &second), FAIL_NONE);
	assert_string_equal(answers_get(second.visit.answers, "five"), text);
	second_end(&second);
}

static void a_key_is_exactly_32_bytes(void **state)
{
	struct copy_key read;
	unsigned char bytes[33] = { 7, 8, 9 };
	int fd = memfd_create("key", MFD_CLOEXEC);
	(void)state;
	assert_int_equal(write(fd, bytes, 31), 31);
	assert_int_equal(copy_key_read(fd, &read), FAIL_INPUT);
	assert_int_equal(pwrite(fd, bytes, 33, 0), 33);
	assert_int_equal(copy_key_read(fd, &read), FAIL_INPUT);
	assert_int_equal(ftruncate(fd, 32), 0);
	assert_int_equal(copy_key_read(fd, &read), FAIL_NONE);
	assert_memory_equal(read.bytes, bytes, 32);
	close(fd);
	assert_int_equal(copy_key_read(fd, &read), FAIL_IO);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_question_comes_back_with_everything), CASE(errors_shown_are_shown_again), CASE(home_after_back_still_holds_the_answers),
		CASE(the_countdown_begins_again), CASE(a_sealed_transaction_goes_on_with_the_same_id), CASE(the_confirmation_page_comes_back),
		CASE(every_changed_byte_is_noticed), CASE(no_answer_stands_in_the_sealed_copy), CASE(a_foreign_descriptor_changes_nothing),
		CASE(what_makes_no_sense_is_refused), CASE(a_caret_in_a_field_that_is_not_there_stands_nowhere),
		CASE(a_form_of_another_version_leads_home_with_nothing),
		CASE(a_copy_left_alone_too_long_is_refused), CASE(the_fullest_visit_fits_into_a_copy), CASE(a_key_is_exactly_32_bytes),
	};
	return cmocka_run_group_tests_name("visit_copy", cases, NULL, NULL);
}
