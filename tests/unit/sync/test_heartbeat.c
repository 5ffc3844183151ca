/* SPDX-License-Identifier: MIT */
/* unit.heartbeat - how the kiosk is, told in time, to whom it belongs, and to nobody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/envelope/instant.h"
#include "firmware/sync/heartbeat.h"
#include "tests/unit/sync/stage.h"

#include <string.h>

enum { LATEST_MS = HEARTBEAT_EVERY_MS * (100 + HEARTBEAT_SPREAD_PERCENT) / 100, EARLIEST_MS = HEARTBEAT_EVERY_MS * (100 - HEARTBEAT_SPREAD_PERCENT) / 100 };

static void managed(struct stage *stage)
{
	stage->hub.way = json_pack("{s:s}", "management", stage->place.url);
}

/* Errands end beside the turns: give them the real moments that a request takes. */
static bool beaten(void *context)
{
	const struct stage *stage = context;
	return stage->far.beats >= stage->number;
}

static void await_beats(struct stage *stage, int beats)
{
	stage->number = beats;
	assert_true(place_until(&stage->place, beaten, stage));
	stage_pass(stage, 0);
}

static void it_says_who_and_how_and_when(void **state)
{
	struct stage *stage = *state;
	int64_t time_ms;
	managed(stage);
	stage_start(stage);
	assert_int_equal(stage->far.beats, 0); /* kiosks that woke together are spread */
	stage_pass(stage, HEARTBEAT_FIRST_MS);
	await_beats(stage, 1);
	const json_t *beat = stage->far.beat, *data = json_object_get(beat, "data");
	assert_string_equal(json_text_or(beat, "specversion", ""), "1.0");
	assert_string_equal(json_text_or(beat, "type", ""), "uk.foyer.heartbeat.v1");
	assert_string_equal(json_text_or(beat, "source", ""), stage->hub.source);
	assert_int_equal(instant_read(json_text_or(beat, "time", ""), &time_ms), FAIL_NONE);
	assert_string_equal(json_text_or(data, "name", ""), "a kiosk");
	assert_string_equal(json_text_or(data, "sink", ""), "batch");
	assert_string_equal(json_text_or(data, "portal", ""), "unknown");
}

static void it_comes_again_neither_early_nor_late(void **state)
{
	struct stage *stage = *state;
	managed(stage);
	stage_start(stage);
	stage_pass(stage, HEARTBEAT_FIRST_MS);
	await_beats(stage, 1);
	for (int i = 2; i < 12; i++) {
		stage_pass(stage, EARLIEST_MS - 1);
		assert_int_equal(stage->far.beats, i - 1);
		stage_pass(stage, LATEST_MS - EARLIEST_MS + 1);
		await_beats(stage, i);
		assert_int_equal(stage->far.beats, i);
	}
}

static void nobody_hears_it_where_no_address_is(void **state)
{
	struct stage *stage = *state;
	stage_start(stage);
	stage_pass(stage, 3600 * 1000);
	assert_int_equal(stage->hub.heartbeats, 0);
	assert_int_equal(stage->place.requests, 0);
}

static void a_wrong_clock_is_no_lock(void **state)
{
	struct stage *stage = *state;
	managed(stage);
	stage->far.ahead_s = 40 * 365 * 24 * 3600L;
	stage_start(stage);
	stage_pass(stage, HEARTBEAT_FIRST_MS);
	await_beats(stage, 2); /* refused, and once more by the council's own clock */
	assert_int_equal(stage->hub.tokens, 2);
	assert_int_equal(stage->far.beats, 2);
}

/* A council that hears a heartbeat again may take events again, long before a backed-off turn would try. */
static void an_answer_wakes_what_backs_off(void **state)
{
	struct stage *stage = *state;
	managed(stage);
	stage_add(stage, 2);
	stage->far.status = 503;
	stage->far.beat_status = 503;
	stage_start(stage);
	for (int i = 0; i < 12; i++)
		stage_pass(stage, 900 * 1000);
	assert_int_equal(stage_proved(stage), 0);
	stage->far.status = 200;
	stage->far.beat_status = 0;
	int beats = stage->far.beats;
	for (int i = 0; i < 20 && stage->far.beats == beats; i++)
		stage_pass(stage, 30 * 1000);
	await_beats(stage, beats + 1);
	assert_int_equal(stage_proved(stage), 2);
}

static void a_hub_that_goes_takes_it_along(void **state)
{
	struct stage *stage = *state;
	managed(stage);
	stage_start(stage);
	hub_door_shut(&stage->hub);
	stage_pass(stage, 1000);
	stage_pass(stage, 3600 * 1000);
	assert_int_equal(stage->far.beats, 0);
	hub_door_reopen(&stage->hub);
	stage_pass(stage, 1000);
	stage_pass(stage, HEARTBEAT_FIRST_MS);
	await_beats(stage, 1);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, stage_open, stage_close)
	const struct CMUnitTest cases[] = {
		CASE(it_says_who_and_how_and_when),
		CASE(it_comes_again_neither_early_nor_late),
		CASE(nobody_hears_it_where_no_address_is),
		CASE(a_wrong_clock_is_no_lock),
		CASE(an_answer_wakes_what_backs_off),
		CASE(a_hub_that_goes_takes_it_along),
	};
	return cmocka_run_group_tests_name("heartbeat", cases, NULL, NULL);
}
