/* SPDX-License-Identifier: MIT */
/* unit.visit_monkey - ten thousand things nobody would do in that order: always somewhere, never somebody else's answers. */
#include "tests/unit/visit/visit_given.h"

#include "tests/unit/visit/monkey.h"
#include "ui/visit/copy.h"
#include "ui/visit/send.h"

#include <limits.h>
#include <string.h>

enum { STEPS = 10000, STEPS_MAX = 10 * STEPS /* some seeds take long to find a place */ };

static const char *const texts[] = { "", "a", "Ŵ", "\n", "\xff", "7", "2026-11-20", "en", "cy", "xx", "walk", "MF2 4QT", "1", "animals", "small", "long", "told", "again", "moved", "all", "tests", "nobody", "me", "other", "true",
                                     "false", "bag", "s7", "field:home__town", "home__town", "when__day", "notes", "e\xcc\x81", "white-on-black", "default" };
static const char *const nodes[] = { "", "choice:who:other", "choice:who:me", "choice:local:true", "choice:local:false", "choice:extras:bag",
                                     "choice:street:s7", "choice:home:1", "choice:agree:true", "choice:when:2026-11-20", "field:home__addressLine1", "field:home__town",
                                     "field:home__postcode", "field:when__day", "field:count", "field:one", "choice:", "field:", "choice:who" };
static const int numbers[] = { 0, 1, -1, 2, 3, 4, 5, 6, 7, 100, 200, 150, INT_MAX, INT_MIN, 12 };

#define PICK(MONKEY, LIST) LIST[monkey_pick(MONKEY, sizeof LIST / sizeof LIST[0])]

static void check_sense(struct given *given)
{
	const struct visit *visit = &given->visit;
	assert_in_range(visit->place, 0, PLACE_COUNT - 1);
	assert_in_range(visit->sheet, 0, SHEET_COUNT - 1);
	assert_true(visit->error_count <= FORM_ERROR_MAX);
	if (visit->place >= PLACE_SERVICE)
		assert_non_null(visit->form);
	if (visit->form)
		assert_ptr_equal(visit->form, visit->answered);
	if (visit->place == PLACE_QUESTION)
		assert_true(visit->seen[visit->page] && (size_t)visit->page < visit->form->page_count);
	if (visit->place == PLACE_IDLE || visit->place == PLACE_DONE) {
		assert_int_equal(answers_bytes(visit->answers), 0);
		assert_null(visit->sealed);
	}
	if (visit->place == PLACE_IDLE)
		assert_int_equal(answers_bytes(visit->wallet), 0);
	if (visit->place == PLACE_LIST)
		assert_string_not_equal(visit->need, "");
	if (visit->place == PLACE_DONE)
		assert_true(visit->reference.text[0]);
	if (visit->place == PLACE_SENDING)
		assert_non_null(visit->sealed);
	if (visit->place == PLACE_IDLE)
		assert_string_equal(visit->search, "");
	const char *typed = visit->place == PLACE_SEARCH ? visit->search : visit->place == PLACE_WHERE ? visit->where.typed : visit->field[0] ? value(given, visit->field) : "";
	assert_in_range(visit->caret, 0, strlen(typed));
	assert_true(((unsigned char)typed[visit->caret] & 0xc0) != 0x80);
	assert_int_equal(visit_active(visit) || visit->hidden || visit->clean_until_ms != 0 || visit->voice.on, visit_next_ms(visit) >= 0);
}

static void check_copy(struct given *given)
{
	BUFFER_AUTO plain;
	buffer_init(&plain, VISIT_COPY_MAX_BYTES);
	if (!visit_active(&given->visit))
		return;
	enum place place = given->visit.place;
	enum sheet sheet = given->visit.sheet;
	size_t bytes = answers_bytes(given->visit.answers), wallet = answers_bytes(given->visit.wallet);
	char need[VISIT_NEED_BYTES];
	memcpy(need, given->visit.need, sizeof need);
	assert_int_equal(copy_write(&given->visit, &plain), FAIL_NONE);
	if (copy_read(&given->visit, buffer_text(&plain), plain.size_bytes) != FAIL_NONE)
		fail_msg("a copy of %s is not taken back: %s", place_name(place), fail_words());
	assert_int_equal(given->visit.place, place);
	assert_int_equal(given->visit.sheet, sheet);
	assert_int_equal(answers_bytes(given->visit.answers), bytes);
	assert_int_equal(answers_bytes(given->visit.wallet), wallet);
	assert_string_equal(given->visit.need, need);
}

/* Also what nobody asked for, and what has no shape. */
static void addresses_come(struct visit *visit, enum fail code, struct monkey *monkey)
{
	static const char *const replies[] = {
		"{\"postcode\":\"MF2 4QT\",\"addresses\":[{\"uprn\":\"12\",\"lines\":[\"1 Mill Lane\"],\"town\":\"Mereford\"},{\"uprn\":\"13\",\"lines\":[\"2 Mill Lane\",\"a\"],\"town\":\"\"}]}",
		"{\"postcode\":\"MF2 4QT\",\"addresses\":[],\"elsewhere\":[{\"council\":\"Eastwick\",\"phone\":\"1\",\"web\":\"\"}]}", "{\"postcode\":\"MF2 4QT\",\"addresses\":[{}]}", "{}", "[]",
	};
	json_t *request = visit_lookup_request(visit), *reply = json_loads(PICK(monkey, replies), 0, NULL);
	assert_non_null(reply);
	if (request) /* most of the time it comes well */
		code = monkey_pick(monkey, 4) ? FAIL_NONE : code;
	visit_found(visit, code, reply);
	json_decref(request);
	json_decref(reply);
}

static void outside_world(struct given *given, struct monkey *monkey)
{
	static const enum fail codes[] = { FAIL_NONE, FAIL_OFFLINE, FAIL_FULL, FAIL_STORE, FAIL_LIMIT, FAIL_INPUT };
	static const char *const states[] = { "printing", "done", "unsure", "waiting", "nonsense" };
	static const char *const printers[] = { "ready", "unknown", "none", "paper", "cover", "error", "" };
	struct visit *visit = &given->visit;
	switch (monkey_pick(monkey, 8)) {
	case 0: visit_sent(visit, visit->id.text, PICK(monkey, codes)); break;
	case 1: visit_print_state(visit, visit->reference.text, PICK(monkey, states), PICK(monkey, printers)); break;
	case 2: visit_hub_down(visit); break;
	case 3: visit_hub_up(visit, visit->council_key, visit->source); break;
	case 4: visit_network(visit, PICK(monkey, printers)); break;
	case 5: visit_lookup_here(visit, monkey_pick(monkey, 4)); break;
	case 6: case 7: addresses_come(visit, PICK(monkey, codes), monkey); break;
	}
}

/* Now and then everything on the page right, so that the far pages are met too. */
static void right_answers(struct given *given, struct monkey *monkey)
{
	static const char *const services[] = { "walk", "animals" };
	if (given->visit.place == PLACE_HOME && given->visit.sheet == SHEET_NONE) {
		do_text(given, ACTION_SERVICE, services[monkey_pick(monkey, 2)]);
		do_(given, ACTION_BEGIN);
	}
	bool asks = given->visit.place == PLACE_QUESTION && given->visit.sheet == SHEET_NONE;
	for (int pages = 0; asks && pages < 6; pages++) {
		answer_page(given);
		do_(given, ACTION_CONTINUE);
	}
}

static struct envelope_key *read_key(void)
{
	struct envelope_key *key = NULL;
	json_t *jwk = json_pack("{s:s, s:s, s:s, s:s, s:s}", "kty", "EC", "crv", "P-256", "kid", "test",
	                        "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
	assert_int_equal(envelope_key_read(jwk, &key), FAIL_NONE);
	json_decref(jwk);
	return key;
}

static bool missed(const unsigned *been)
{
	for (enum place place = 0; place < PLACE_CHECK; place++)
		if (been[place] == 0)
			return true;
	return false;
}

static void whatever_is_done_the_visit_makes_sense(void **state)
{
	struct given *given = *state;
	struct monkey monkey = monkey_new();
	struct envelope_key *key = read_key();
	unsigned been[PLACE_COUNT] = { 0 };
	visit_hub_up(&given->visit, key, "urn:uuid:01890f3e-7b2a-7cc1-8f00-000000000001");
	for (int step = 0; step < STEPS || (step < STEPS_MAX && missed(been)); step++) {
		unsigned what = monkey_pick(&monkey, 100);
		if (what < 4) {
			for (unsigned seconds = monkey_pick(&monkey, 130); seconds > 0; seconds--) { /* the program's timer is never late by minutes */
				pass(given, 1000);
				tick(given);
			}
		} else if (what < 12) {
			outside_world(given, &monkey);
		} else if (what < 14) {
			right_answers(given, &monkey);
		} else {
			enum action action = (enum action)monkey_pick(&monkey, ACTION_COUNT + 1);
			if (action == ACTION_FINISH && monkey_pick(&monkey, 8))
				action = ACTION_CONTINUE; /* not too short a visit */
			visit_act(&given->visit, action, PICK(&monkey, numbers), PICK(&monkey, texts), PICK(&monkey, nodes));
		}
		check_sense(given);
		if (step % 10 == 0)
			check_copy(given);
		been[given->visit.place]++;
	}
	assert_false(missed(been));
	visit_hub_up(&given->visit, NULL, "");
	envelope_key_free(key);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(whatever_is_done_the_visit_makes_sense, given_visit_needs, gone_visit) };
	return cmocka_run_group_tests_name("visit_monkey", cases, NULL, NULL);
}
