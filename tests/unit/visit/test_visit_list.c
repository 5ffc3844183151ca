/* SPDX-License-Identifier: MIT */
/* unit.visit_list - from home to the services of a need, through a life event in its order, and back. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"
#include "ui/visit/list.h"
#include "ui/visit/send.h"

#include <stdlib.h>
#include <string.h>

static size_t services_of(struct given *given, const char *id, const struct form *ret[static VISIT_SERVICE_MAX])
{
	return list_services(&given->visit, id, ret);
}

static void a_topic_has_the_services_that_name_it(void **state)
{
	struct given *given = *state;
	const struct form *form[VISIT_SERVICE_MAX];
	assert_true(list_by_need(&given->visit));
	assert_int_equal(services_of(given, "tests", form), 2);
	assert_string_equal(form[0]->service.code, "again");
	assert_string_equal(form[1]->service.code, "told");
	assert_int_equal(services_of(given, "empty", form), 0);
	assert_int_equal(services_of(given, "all", form), given->visit.service_count);
	assert_int_equal(services_of(given, "nobody", form), 0);
}

static void a_life_event_keeps_its_order_and_leaves_out_what_is_not_here(void **state)
{
	struct given *given = *state;
	const struct form *form[VISIT_SERVICE_MAX];
	assert_int_equal(services_of(given, "moved", form), 3);
	assert_string_equal(form[0]->service.code, "told");
	assert_string_equal(form[1]->service.code, "small");
	assert_string_equal(form[2]->service.code, "again");
}

static void home_leads_to_a_list_and_back(void **state)
{
	struct given *given = *state;
	assert_int_equal(do_text(given, ACTION_NEED, "moved"), 0); /* nobody is here */
	do_(given, ACTION_START);
	assert_int_equal(do_text(given, ACTION_NEED, "empty"), 0);
	assert_int_equal(do_text(given, ACTION_NEED, "nobody"), 0);
	assert_true(do_text(given, ACTION_NEED, "tests") & EFFECT_MOVED);
	assert_int_equal(given->visit.place, PLACE_LIST);
	do_text(given, ACTION_SERVICE, "told");
	assert_int_equal(given->visit.place, PLACE_SERVICE);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_LIST);
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_HOME);
	assert_string_equal(given->visit.need, "");
	do_text(given, ACTION_SERVICE, "small");
	do_(given, ACTION_BACK);
	assert_int_equal(given->visit.place, PLACE_HOME); /* it was not chosen from a list */
}

/* The service chosen is sent, as far as the visit can know. */
static void sent(struct given *given)
{
	struct visit *visit = &given->visit;
	do_(given, ACTION_BEGIN);
	visit->place = PLACE_SENDING;
	visit->id = id_new(visit->now_ms);
	visit->reference = reference_new("TO");
	visit->sealed = strdup("eyJ");
	visit_sent(visit, visit->id.text, FAIL_NONE);
	assert_int_equal(visit->place, PLACE_DONE);
}

static void what_comes_next_is_the_first_that_was_not_sent(void **state)
{
	struct given *given = *state;
	do_(given, ACTION_START);
	do_text(given, ACTION_NEED, "moved");
	assert_string_equal(list_next(&given->visit)->service.code, "told");
	do_text(given, ACTION_SERVICE, "small"); /* out of order, as people are */
	sent(given);
	do_(given, ACTION_ANOTHER);
	assert_int_equal(given->visit.place, PLACE_LIST);
	assert_string_equal(list_next(&given->visit)->service.code, "told");
	assert_true(list_sent(&given->visit, services_find(&given->house.services, "small")));
	do_text(given, ACTION_SERVICE, "told");
	sent(given);
	do_(given, ACTION_ANOTHER);
	assert_string_equal(list_next(&given->visit)->service.code, "again");
	do_text(given, ACTION_SERVICE, "again");
	sent(given);
	assert_null(list_next(&given->visit));
	do_(given, ACTION_ANOTHER);
	assert_int_equal(given->visit.place, PLACE_HOME);
}

static void a_topic_has_no_next(void **state)
{
	struct given *given = *state;
	do_(given, ACTION_START);
	do_text(given, ACTION_NEED, "tests");
	assert_null(list_next(&given->visit));
	do_text(given, ACTION_SERVICE, "told");
	sent(given);
	do_(given, ACTION_ANOTHER);
	assert_int_equal(given->visit.place, PLACE_HOME);
}

static void the_next_person_has_sent_nothing(void **state)
{
	struct given *given = *state;
	do_(given, ACTION_START);
	do_text(given, ACTION_NEED, "moved");
	do_text(given, ACTION_SERVICE, "told");
	sent(given);
	do_(given, ACTION_FINISH);
	assert_false(list_sent(&given->visit, services_find(&given->house.services, "told")));
	assert_string_equal(given->visit.need, "");
}

static void the_copy_knows_the_list_and_what_was_sent(void **state)
{
	struct given *given = *state;
	const struct copy_key key = { { 7 } };
	int fd = -1;
	do_(given, ACTION_START);
	do_text(given, ACTION_NEED, "moved");
	do_text(given, ACTION_SERVICE, "told");
	sent(given);
	do_(given, ACTION_ANOTHER);
	assert_int_equal(copy_to_fd(&given->visit, &key, &fd), FAIL_NONE);
	do_(given, ACTION_HOME);
	given->visit.sent_count = 0;
	assert_int_equal(copy_from_fd(&given->visit, &key, fd), FAIL_NONE);
	assert_int_equal(given->visit.place, PLACE_LIST);
	assert_string_equal(given->visit.need, "moved");
	assert_string_equal(list_next(&given->visit)->service.code, "small");
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit_needs, gone_visit)
	const struct CMUnitTest cases[] = {
		CASE(a_topic_has_the_services_that_name_it), CASE(a_life_event_keeps_its_order_and_leaves_out_what_is_not_here), CASE(home_leads_to_a_list_and_back),
		CASE(what_comes_next_is_the_first_that_was_not_sent), CASE(a_topic_has_no_next), CASE(the_next_person_has_sent_nothing),
		CASE(the_copy_knows_the_list_and_what_was_sent),
	};
	return cmocka_run_group_tests_name("visit_list", cases, NULL, NULL);
}
