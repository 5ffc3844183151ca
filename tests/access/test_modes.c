/* SPDX-License-Identifier: MIT */
/*
 * access.modes - each journey by touch, by keypad and speech, by two switches, by keypad and large text: the council gets the same record.
 * test_modes GROUP [SERVICE]: the journeys of that group.
 */
#include "tests/access/journeys.h"
#include "tests/lib/mode.h"
#include "tests/lib/voice.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { JOURNEYS_MAX = 60, VISIT_FORMS = 2, REFERENCE_BYTES = 64, NOON_HOUR = 12 };

struct given {
	struct kiosk kiosk;
	char forms[GIVEN_PATH_BYTES];
	const char *group, *service;
	char reference[MODE_COUNT][JOURNEYS_MAX][VISIT_FORMS][REFERENCE_BYTES];
};

/* A Wednesday of its own, so that no day that is chosen is another one in the next mode, or next month. */
static int64_t ahead_ms(void)
{
	struct tm noon = { .tm_year = 2031 - 1900, .tm_mon = 5, .tm_mday = 18, .tm_hour = NOON_HOUR };
	return ((int64_t)timegm(&noon) - (int64_t)time(NULL)) * 1000;
}

static int set_up(void **state)
{
	struct given *given = *state;
	given_folder(given->forms);
	journeys_place(given->forms);
	struct kiosk_plan plan = mode_plan(given->forms);
	plan.ahead_ms = ahead_ms();
	kiosk_start(&given->kiosk, &plan);
	return 0;
}

static int tear_down(void **state)
{
	struct given *given = *state;
	kiosk_end(&given->kiosk);
	given_done(given->forms);
	return 0;
}

/* On whichever part of the page it is. */
static void press_where_it_is(struct kiosk *kiosk, walker_press press, const char *id)
{
	(void)screen_await(kiosk, "person");
	while (!screen_find(kiosk, id) && screen_find(kiosk, "page-next")) {
		press(kiosk, "page-next");
		(void)screen_await(kiosk, "person");
	}
	press(kiosk, id);
}

static void choose_language(struct kiosk *kiosk, walker_press press, const char *language)
{
	char id[32];
	snprintf(id, sizeof id, "language:%s", language);
	press(kiosk, "language");
	press(kiosk, id);
	screen_await_named(kiosk, "home");
	assert_string_equal(node_text(kiosk->screen, "lang"), language);
}

/* From home to the confirmation, with nothing pressed but by @press. */
static void report(struct kiosk *kiosk, const struct journey *journey, const char *service, walker_press press, char ret[static REFERENCE_BYTES])
{
	char id[160];
	snprintf(id, sizeof id, "service:%s", service);
	screen_turn_by(kiosk, service, press);
	press(kiosk, id);
	press_where_it_is(kiosk, press, "begin");
	screen_await(kiosk, "back");
	if (journey->stumbles) {
		press(kiosk, "continue");
		screen_await(kiosk, "errors");
	}
	walk_with(kiosk, journey->answers, press);
	press(kiosk, "send");
	snprintf(ret, REFERENCE_BYTES, "%s", node_text(screen_await(kiosk, "reference"), "name"));
	(void)screen_await(kiosk, "print-again"); /* the receipt is out: nothing changes any more */
}

static void visit(struct given *given, enum mode mode, size_t index)
{
	const struct journey *journey = journey_at(index);
	struct kiosk *kiosk = &given->kiosk;
	int64_t began_ms = real_ms();
	long keys = kiosk->keys_pressed;
	mode_begin(mode, kiosk);
	if (journey->language)
		choose_language(kiosk, mode_press(mode), journey->language);
	report(kiosk, journey, journey->service, mode_press(mode), given->reference[mode][index][0]);
	if (journey->then) {
		press_where_it_is(kiosk, mode_press(mode), "another");
		report(kiosk, journey, journey->then, mode_press(mode), given->reference[mode][index][1]);
	}
	mode_check(mode, kiosk);
	press_where_it_is(kiosk, mode_press(mode), "finish-clear");
	(void)screen_await(kiosk, "start");
	print_message("%s, %s: %.1f s, %ld keys\n", journey->service, mode_name(mode), (double)(real_ms() - began_ms) / 1000, kiosk->keys_pressed - keys);
}

/* All but ids, times, and how much it took of others: who types box by box may be told twice of the next one. */
static json_t *record_of(const json_t *all, const char *reference)
{
	size_t at;
	json_t *one;
	json_array_foreach(all, at, one) {
		const json_t *meta = json_object_get(one, "meta");
		if (strcmp(node_text(meta, "referenceNumber"), reference) != 0)
			continue;
		json_t *record = json_deep_copy(one);
		json_object_del(record, "id");
		json_object_del(record, "time");
		json_object_del(json_object_get(record, "meta"), "referenceNumber");
		json_object_del(json_object_get(record, "meta"), "timestamp");
		json_object_del(json_object_get(record, "meta"), "interaction");
		return record;
	}
	fail_msg("%s did not arrive", reference);
	return NULL;
}

static void assert_same(const json_t *all, struct given *given, enum mode mode, size_t index, int form)
{
	json_t *touched = record_of(all, given->reference[MODE_TOUCH][index][form]), *record = record_of(all, given->reference[mode][index][form]);
	const json_t *data = json_object_get(json_object_get(record, "data"), "main");
	assert_true(json_object_size(data) > 0);
	if (!json_equal(touched, record)) {
		char *text = json_dumps(record, JSON_INDENT(1) | JSON_SORT_KEYS), *wanted = json_dumps(touched, JSON_INDENT(1) | JSON_SORT_KEYS);
		fail_msg("%s by %s:\n%s\nis not what came by touch:\n%s", journey_at(index)->service, mode_name(mode), text, wanted);
	}
	json_decref(touched);
	json_decref(record);
}

static bool is_ours(const struct given *given, const struct journey *journey)
{
	return strcmp(journey->group, given->group) == 0 && (!given->service || strcmp(given->service, journey->service) == 0);
}

static void every_way_of_using_it_leads_to_the_same_record(void **state)
{
	struct given *given = *state;
	int gone = 0;
	for (enum mode mode = 0; mode < MODE_COUNT; mode++)
		for (size_t i = 0; journey_at(i); i++)
			if (is_ours(given, journey_at(i)))
				visit(given, mode, i);
	kiosk_await_queue(&given->kiosk, 0);
	json_t *all = council_arrived(&given->kiosk.council);
	for (enum mode mode = 0; mode < MODE_COUNT; mode++)
		for (size_t i = 0; journey_at(i); i++)
			for (int form = 0; is_ours(given, journey_at(i)) && form < (journey_at(i)->then ? 2 : 1); form++, gone++)
				assert_same(all, given, mode, i, form);
	assert_int_equal(json_array_size(all), gone);
	assert_true(gone >= MODE_COUNT);
	json_decref(all);
}

int main(int argc, char **argv)
{
	static struct given given;
	given.group = argc > 1 ? argv[1] : "everyday";
	given.service = argc > 2 ? argv[2] : NULL;
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_prestate_setup_teardown(every_way_of_using_it_leads_to_the_same_record, set_up, tear_down, &given),
	};
	return cmocka_run_group_tests_name("modes", cases, NULL, NULL);
}
