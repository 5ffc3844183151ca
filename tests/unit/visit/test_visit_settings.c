/* SPDX-License-Identifier: MIT */
/* unit.visit_settings - whatever a person sets for themselves lasts for their visit, and however that ends, the next one finds nothing of it. */
#include "tests/unit/visit/visit_given.h"

#include "ui/visit/copy.h"
#include "ui/visit/parts.h"

#include <string.h>

static void act_on(struct visit *visit, enum action action, int number, const char *text)
{
	(void)visit_act(visit, action, number, text, NULL);
}

/* ---- what can be set ---- */

static void set_size(struct visit *visit) { act_on(visit, ACTION_TEXT_SIZE, 200, NULL); }
static bool usual_size(const struct visit *visit) { return visit->text_percent == 100; }
static void set_theme(struct visit *visit) { act_on(visit, ACTION_THEME, 0, "white-on-black"); }
static bool usual_theme(const struct visit *visit) { return strcmp(visit->theme, "default") == 0; }
static void set_language(struct visit *visit) { act_on(visit, ACTION_LANGUAGE, 0, "cy"); }
static bool usual_language(const struct visit *visit) { return strcmp(visit->language_tag, "en") == 0 && strcmp(words_language(visit->words), "en") == 0 && !visit->language_chosen; }
static void set_speech(struct visit *visit) { act_on(visit, ACTION_SPEECH, SPEECH_ON, NULL); }
static bool usual_speech(const struct visit *visit) { return !visit->voice.on; }
static void set_aloud(struct visit *visit) { act_on(visit, ACTION_SPEECH, SPEECH_ALOUD, NULL); }
static bool usual_aloud(const struct visit *visit) { return !visit->voice.aloud; }
static void set_volume(struct visit *visit) { act_on(visit, ACTION_SPEECH, SPEECH_LOUDER, NULL); }
static bool usual_volume(const struct visit *visit) { return visit->voice.volume == VOICE_VOLUME_DEFAULT; }
static void set_rate(struct visit *visit) { act_on(visit, ACTION_SPEECH, SPEECH_FASTER, NULL); }
static bool usual_rate(const struct visit *visit) { return visit->voice.rate == VOICE_RATE_DEFAULT; }
static void set_reach(struct visit *visit) { act_on(visit, ACTION_REACH, REACH_LEFT, NULL); }
static bool usual_reach(const struct visit *visit) { return visit->reach == REACH_OFF; }
static void set_time(struct visit *visit) { act_on(visit, ACTION_MORE_TIME_ALWAYS, 0, NULL); }
static bool usual_time(const struct visit *visit) { return !visit->more_time; }
static void set_calm(struct visit *visit) { act_on(visit, ACTION_CALM, 0, NULL); }
static bool usual_calm(const struct visit *visit) { return !visit->calm; }
static void set_steady(struct visit *visit) { act_on(visit, ACTION_STEADY, 0, NULL); }
static bool usual_steady(const struct visit *visit) { return !visit->steady; }
static void set_keys(struct visit *visit) { visit->keys = true; }
static bool usual_keys(const struct visit *visit) { return !visit->keys; }

static void set_order(struct visit *visit) { act_on(visit, ACTION_KEY_ORDER, KEY_ORDER_ALPHABET, NULL); }
static bool usual_order(const struct visit *visit) { return visit->key_order == KEY_ORDER_AUTO; }

static void set_learned(struct visit *visit)
{
	act_on(visit, ACTION_OPEN, SHEET_LEARN, NULL);
	act_on(visit, ACTION_LEARN, PAD_HELP, NULL);
	act_on(visit, ACTION_CLOSE, 0, NULL);
}

static bool usual_learned(const struct visit *visit) { return visit->learn.pad == PAD_NONE; }

static void set_switches(struct visit *visit)
{
	for (int i = 0; i < 3; i++)
		act_on(visit, ACTION_SWITCH, 1, NULL);
	act_on(visit, ACTION_SWITCH, 2, NULL);
	act_on(visit, ACTION_SWITCH, 2, NULL);
	act_on(visit, ACTION_CLOSE, 0, NULL);
}

static bool usual_switches(const struct visit *visit) { return visit->switches.step == SWITCHES_UNKNOWN; }

static const struct { const char *name; void (*set)(struct visit *visit); bool (*usual)(const struct visit *visit); bool kept; /* by a copy, over a crash */ } settings[] = {
	{ "text size", set_size, usual_size, true },    { "colours", set_theme, usual_theme, true },       { "language", set_language, usual_language, true },
	{ "speech", set_speech, usual_speech, false },  { "read aloud", set_aloud, usual_aloud, false },   { "volume", set_volume, usual_volume, false },
	{ "rate", set_rate, usual_rate, false },        { "reach and hand", set_reach, usual_reach, true }, { "more time", set_time, usual_time, true },
	{ "fewer movements", set_calm, usual_calm, true }, { "steady touch", set_steady, usual_steady, true }, { "keypad", set_keys, usual_keys, true }, { "order of keys", set_order, usual_order, true },
	{ "keys learned", set_learned, usual_learned, false }, { "switches", set_switches, usual_switches, true },
};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

/* ---- how a visit ends ---- */

static void by_finish(struct given *given) { act_on(&given->visit, ACTION_FINISH, 0, NULL); }
static void by_hiding(struct given *given) { act_on(&given->visit, ACTION_HIDE, 0, NULL); }

static void by_nobody(struct given *given)
{
	given->visit.voice.on = false; /* who listens is here */
	for (int i = 0; i < 200 && visit_active(&given->visit); i++) {
		pass(given, visit_next_ms(&given->visit) - given->visit.mono_ms);
		tick(given);
	}
}

static void by_leaving_the_confirmation(struct given *given)
{
	given->visit.place = PLACE_DONE;
	pass(given, VISIT_IDLE_AIDED_MS);
	tick(given);
}

/* The supervisor starts the screen anew with another key: no copy can be read. */
static void by_a_restart_of_all(struct given *given)
{
	visit_done(&given->visit);
	assert_int_equal(house_speak(&given->house, given->house.language[0]), FAIL_NONE); /* as house_open() leaves it */
	visit_init(&given->visit, &given->house);
}

static const struct { const char *name; void (*end)(struct given *given); } ends[] = {
	{ "finish", by_finish }, { "hide", by_hiding }, { "nobody is there", by_nobody }, { "leaving the confirmation", by_leaving_the_confirmation }, { "restart of all", by_a_restart_of_all },
};

static void set_all(struct given *given)
{
	struct visit *visit = &given->visit;
	visit->reach_here = true;
	begin(given, "walk");
	for (int i = 0; i < SETTINGS; i++) {
		settings[i].set(visit);
		if (settings[i].usual(visit))
			fail_msg("%s was not set", settings[i].name);
	}
	for (int i = 0; i < SETTINGS; i++)
		if (settings[i].usual(visit))
			fail_msg("%s did not last", settings[i].name);
}

static void every_setting_ends_with_the_visit_however_it_ends(void **state)
{
	struct given *given = *state;
	for (size_t e = 0; e < sizeof ends / sizeof ends[0]; e++) {
		set_all(given);
		ends[e].end(given);
		assert_false(visit_active(&given->visit));
		for (int i = 0; i < SETTINGS; i++)
			if (!settings[i].usual(&given->visit))
				fail_msg("%s outlives the visit that ended by: %s", settings[i].name, ends[e].name);
	}
}

static void crash_keeps_what_the_person_needs_and_is_silent(void **state)
{
	struct given *given = *state;
	struct buffer copy;
	set_all(given);
	buffer_init(&copy, VISIT_COPY_MAX_BYTES);
	assert_int_equal(copy_write(&given->visit, &copy), FAIL_NONE);
	by_a_restart_of_all(given);
	visit_now(&given->visit, WALL_MS + given->passed_ms, MONO_MS + given->passed_ms);
	assert_int_equal(copy_read(&given->visit, buffer_text(&copy), copy.size_bytes), FAIL_NONE);
	buffer_done(&copy);
	for (int i = 0; i < SETTINGS; i++)
		if (settings[i].usual(&given->visit) == settings[i].kept)
			fail_msg("%s is %s after a crash", settings[i].name, settings[i].kept ? "lost" : "kept");
	by_finish(given);
	for (int i = 0; i < SETTINGS; i++)
		if (!settings[i].usual(&given->visit))
			fail_msg("%s outlives the visit that was restored", settings[i].name);
}

/* ---- hide, and the cleaning ---- */

static void hiding_shows_a_screen_of_nobody_and_keeps_nothing(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->visit;
	begin(given, "walk");
	choose(given, "who", "me");
	unsigned effects = visit_act(visit, ACTION_HIDE, 0, NULL, NULL);
	assert_true(effects & EFFECT_WIPE);
	assert_true(effects & EFFECT_DROP);
	assert_false(effects & EFFECT_KEEP);
	assert_true(visit->hidden);
	assert_false(visit_active(visit));
	assert_int_equal(answers_bytes(visit->answers), 0);
	assert_null(visit->form);
	assert_false(visit_act(visit, ACTION_START, 0, NULL, NULL) & EFFECT_KEEP); /* the way back is to idle, not into a visit */
	assert_false(visit->hidden);
	assert_int_equal(visit->place, PLACE_IDLE);
}

static void hidden_screen_becomes_the_idle_one_by_itself(void **state)
{
	struct given *given = *state;
	act_on(&given->visit, ACTION_HIDE, 0, NULL);
	pass(given, VISIT_HIDDEN_MS - 1);
	assert_int_equal(tick(given), 0);
	pass(given, 1);
	assert_true(tick(given) & EFFECT_REBUILD);
	assert_false(given->visit.hidden);
	assert_int_equal(visit_next_ms(&given->visit), -1);
}

static void cleaning_lasts_half_a_minute_and_ends_by_itself(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->visit;
	begin(given, "walk");
	assert_int_equal(visit_act(visit, ACTION_CLEAN, 1, NULL, NULL) & EFFECT_REBUILD, 0); /* only where nobody has begun */
	act_on(visit, ACTION_FINISH, 0, NULL);
	act_on(visit, ACTION_CLEAN, 1, NULL);
	assert_false(visit_active(visit));
	for (int left = 29; left > 0; left--) {
		assert_int_equal(visit_next_ms(visit) - visit->mono_ms, 1000);
		pass(given, 1000);
		assert_true(tick(given) & EFFECT_REBUILD);
		assert_int_equal(visit->clean_seconds, left);
	}
	pass(given, 1000);
	assert_true(tick(given) & EFFECT_REBUILD);
	assert_int_equal(visit->clean_until_ms, 0);
	assert_int_equal(visit_next_ms(visit), -1);
}

static void who_listens_hears_the_cleaning_and_is_forgotten_after_it(void **state)
{
	struct given *given = *state;
	struct visit *visit = &given->visit;
	visit->voice.on = true;
	act_on(visit, ACTION_CLEAN, 1, NULL);
	assert_true(visit->voice.on);
	pass(given, VISIT_CLEAN_MS);
	assert_true(tick(given) & EFFECT_REBUILD);
	assert_true(visit->voice.on && visit_next_ms(visit) > 0);
	pass(given, visit_next_ms(visit) - visit->mono_ms);
	(void)tick(given);
	assert_false(visit->voice.on);
}

static void countdown_goes_in_steps_of_five_where_movement_is_unwanted(void **state)
{
	struct given *given = *state;
	begin(given, "walk");
	act_on(&given->visit, ACTION_CALM, 0, NULL);
	pass(given, VISIT_IDLE_AIDED_MS);
	tick(given);
	for (int left = 55; left > 0; left -= 5) {
		pass(given, 4999);
		assert_int_equal(tick(given), 0);
		pass(given, 1);
		assert_int_equal(tick(given), EFFECT_REBUILD);
		assert_int_equal(given->visit.warn_seconds, left);
	}
	pass(given, 5000);
	assert_true(tick(given) & EFFECT_WIPE);
}

#define VISIT_CASE(NAME) cmocka_unit_test_setup_teardown(NAME, given_visit, gone_visit)

int main(void)
{
	const struct CMUnitTest cases[] = {
		VISIT_CASE(every_setting_ends_with_the_visit_however_it_ends), VISIT_CASE(crash_keeps_what_the_person_needs_and_is_silent),
		VISIT_CASE(hiding_shows_a_screen_of_nobody_and_keeps_nothing), VISIT_CASE(hidden_screen_becomes_the_idle_one_by_itself),
		VISIT_CASE(cleaning_lasts_half_a_minute_and_ends_by_itself), VISIT_CASE(who_listens_hears_the_cleaning_and_is_forgotten_after_it), VISIT_CASE(countdown_goes_in_steps_of_five_where_movement_is_unwanted),
	};
	return cmocka_run_group_tests_name("visit_settings", cases, NULL, NULL);
}
