/* SPDX-License-Identifier: MIT */
/* unit.hub_join - somebody at the desk looks with a person: by whose leave, at what, what is written down, and each way in which it ends. */
#include "firmware/base/json.h"
#include "firmware/hub/verbs.h"
#include "tests/unit/hub/hub_test.h"

#include "tests/lib/shared_clock.h"
#include "tests/lib/staff_list.h"

#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>

static const char mark[] = "00112233445566aa", other_mark[] = "ffeeddccbbaa9988";

struct side { int ui, desk; char session[33], val[33]; };

static void sign_in(int desk, const char *number, const char *pin, char session[static 33])
{
	json_t *reply = hub_test_ask(desk, json_pack("{s:s, s:s, s:s, s:s}", "verb", "staff.enter", "how", "number", "who", number, "pin", pin), -1, NULL);
	assert_null(json_object_get(reply, "fail"));
	snprintf(session, 33, "%s", json_string_value(json_object_get(reply, "session")));
	json_decref(reply);
}

static json_t *by(const char *session, const char *verb)
{
	return json_pack("{s:s, s:s}", "verb", verb, "session", session);
}

static json_t *with(json_t *request, const char *key, const char *value)
{
	json_object_set_new(request, key, json_string(value));
	return request;
}

static json_t *note(const char *event, const char *subject)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "verb", "join.note", "event", event, "subject", subject, "language", "en", "text", "join-1");
}

static json_t *tree(void)
{
	return json_pack("{s:s, s:{s:s, s:[{s:s, s:s}, {s:s, s:s, s:s, s:b}, {s:s, s:s, s:s, s:b}, {s:s, s:s}]}}", "verb", "join.screen", "tree", "screen", "question/name", "nodes", "id", "continue", "name", "Continue",
		"id", "field:name", "name", "Your name", "field", "name", "theirs", 1, "id", "choice:bin:brown", "name", "Brown", "field", "bin", "theirs", 1, "id", "person", "name", "Stop");
}

/* Val beside Sam; a volunteer may help, but not type, and only while the place is open: it always is. */
static json_t *sam_and_val(const char *role)
{
	json_t *list = staff_list_sam();
	json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", "val", "number", "5582", "badge", "04A2B3C5", "name", "Val", "role", role, "pin", "620418"));
	return list;
}

static void open_all_day(struct given_hub *given)
{
	static const char site[] = "{\"council\":\"M\",\"branch\":\"C\",\"phone\":\"1\",\"desk\":\"there\",\"languages\":[\"en\"],\"hours\":{"
		"\"sun\":[\"00:00\",\"24:00\"],\"mon\":[\"00:00\",\"24:00\"],\"tue\":[\"00:00\",\"24:00\"],\"wed\":[\"00:00\",\"24:00\"],\"thu\":[\"00:00\",\"24:00\"],\"fri\":[\"00:00\",\"24:00\"],\"sat\":[\"00:00\",\"24:00\"]}}";
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_path(folder, given->folder, "site");
	mkdir(folder, 0700);
	given_path(path, folder, "site.json");
	given_file(path, site, 0600);
}

static struct side begin_with(struct given_hub *given, const char *role)
{
	struct side side;
	shared_clock();
	hub_test_config(given, NULL);
	staff_list(given->state, given->folder, 0, sam_and_val(role));
	open_all_day(given);
	hub_test_start(given);
	side.ui = hub_test_enter(given, "ui");
	side.desk = hub_test_enter(given, "desk");
	sign_in(side.desk, "4471", "839205", side.session);
	hub_test_tell(side.desk, json_pack("{s:s, s:s, s:b}", "verb", "staff.hears", "session", side.session, "on", true)); /* a page of theirs is open */
	sign_in(side.desk, "5582", "620418", side.val);
	return side;
}

static struct side begin(struct given_hub *given)
{
	return begin_with(given, "supervisor");
}

static void visit_begins(const struct side *side, const char *visit)
{
	hub_test_tell(side->ui, json_pack("{s:s, s:s}", "verb", "visit.begin", "visit", visit));
}

/* The bell "join" at the screen, after others. */
static void screen_hears(const struct side *side, const char *state, const char *why)
{
	json_t *bell = hub_test_bell(side->ui, "join");
	assert_string_equal(json_string_value(json_object_get(bell, "state")), state);
	assert_string_equal(json_string_value(json_object_get(bell, "name")), "Sam");
	if (why)
		assert_string_equal(json_string_value(json_object_get(bell, "why")), why);
	json_decref(bell);
}

static void state_is(const struct side *side, const char *state, bool seen)
{
	json_t *reply = hub_test_ask(side->desk, by(side->session, "join.view"), -1, NULL);
	assert_string_equal(json_string_value(json_object_get(reply, "state")), state);
	assert_int_equal(json_object_get(reply, "tree") != NULL, seen);
	json_decref(reply);
}

/* What the hub has to say of an answered request it has said. */
static void hears_nothing(int fd)
{
	struct pollfd state = { .fd = fd, .events = POLLIN };
	assert_int_equal(poll(&state, 1, 0), 0);
}

static struct side joined(struct given_hub *given, const char *way)
{
	struct side side = begin(given);
	visit_begins(&side, mark);
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	screen_hears(&side, "asked", NULL);
	hub_test_tell(side.ui, note("permission_given", way));
	hub_test_tell(side.ui, tree());
	state_is(&side, way, true);
	return side;
}

static void over(const struct side *side)
{
	hub_test_refused(side->desk, by(side->session, "join.view"), "empty");
	hub_test_refused(side->desk, with(by(side->session, "join.point"), "node", "continue"), "empty");
	hub_test_refused(side->ui, note("permission_given", "types"), "empty");
	hub_test_tell(side->ui, tree()); /* and it is kept nowhere */
	hub_test_refused(side->desk, by(side->session, "join.view"), "empty");
}

static void nothing_is_seen_before_it_is_allowed(void **state)
{
	struct side side = begin(*state);
	hub_test_refused(side.desk, by(side.session, "join.ask"), "empty"); /* nobody is at the kiosk */
	visit_begins(&side, mark);
	hub_test_refused(side.desk, by("00000000000000000000000000000000", "join.ask"), "denied");
	hub_test_refused(side.desk, json_pack("{s:s}", "verb", "join.ask"), "input");
	hub_test_refused(side.desk, with(by(side.session, "join.ask"), "ticket", "A1"), "empty");
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	screen_hears(&side, "asked", NULL);
	hub_test_refused(side.desk, by(side.val, "join.ask"), "busy");
	hub_test_tell(side.ui, tree());
	state_is(&side, "asked", false);
	hub_test_refused(side.desk, with(by(side.session, "join.point"), "node", "continue"), "denied");
	hub_test_refused(side.desk, with(with(by(side.session, "join.act"), "node", "field:name"), "action", "press"), "denied");
	hub_test_tell(side.ui, note("permission_given", "looks"));
	state_is(&side, "looks", false);
	hub_test_tell(side.ui, tree());
	state_is(&side, "looks", true);
	hub_test_refused(side.desk, by(side.val, "join.view"), "empty"); /* for her eyes it is not */
	hub_test_refused(side.ui, note("permission_given", "types"), "empty"); /* it was answered */
	hub_test_refused(side.ui, note("declared", ""), "input");
	close(side.ui), close(side.desk);
}

static void who_looks_points_and_does_no_more(void **state)
{
	struct side side = joined(*state, "looks");
	hub_test_tell(side.desk, with(by(side.session, "join.point"), "node", "continue"));
	json_t *bell = hub_test_bell(side.ui, "point");
	assert_string_equal(json_string_value(json_object_get(bell, "node")), "continue");
	json_decref(bell);
	hub_test_refused(side.desk, with(by(side.session, "join.point"), "node", "send"), "empty");
	hub_test_refused(side.desk, with(by(side.session, "join.point"), "node", ""), "empty");
	hub_test_refused(side.desk, with(with(by(side.session, "join.act"), "node", "field:name"), "action", "press"), "denied");
	hears_nothing(side.ui);
	close(side.ui), close(side.desk);
}

static void who_types_reaches_what_is_theirs(void **state)
{
	struct side side = joined(*state, "types");
	hub_test_tell(side.desk, with(with(with(by(side.session, "join.act"), "node", "field:name"), "action", "set"), "text", "Mary Llwyd"));
	json_t *bell = hub_test_bell(side.ui, "drive");
	assert_string_equal(json_string_value(json_object_get(bell, "text")), "Mary Llwyd");
	json_decref(bell);
	hub_test_tell(side.desk, with(with(by(side.session, "join.act"), "node", "choice:bin:brown"), "action", "press"));
	json_decref(hub_test_bell(side.ui, "drive"));
	hub_test_refused(side.desk, with(with(by(side.session, "join.act"), "node", "person"), "action", "press"), "denied"); /* Stop is not theirs */
	hub_test_refused(side.desk, with(with(by(side.session, "join.act"), "node", "continue"), "action", "press"), "denied");
	hub_test_refused(side.desk, with(with(by(side.session, "join.act"), "node", "field:name"), "action", "look"), "input");
	char *long_text = malloc(JOIN_TEXT_MAX_BYTES + 2);
	memset(long_text, 'x', JOIN_TEXT_MAX_BYTES + 1);
	long_text[JOIN_TEXT_MAX_BYTES + 1] = '\0';
	hub_test_refused(side.desk, with(with(with(by(side.session, "join.act"), "node", "field:name"), "action", "set"), "text", long_text), "limit");
	free(long_text);
	hears_nothing(side.ui);
	int refused = 0;
	for (int i = 0; i < 2 * JOIN_SECOND_MAX; i++) {
		json_t *reply = hub_test_ask(side.desk, with(by(side.session, "join.point"), "node", "continue"), -1, NULL);
		refused += strcmp(json_text_or(reply, "fail", ""), "busy") == 0;
		json_decref(reply);
	}
	assert_in_range(refused, JOIN_SECOND_MAX, 2 * JOIN_SECOND_MAX); /* the clock stands still */
	close(side.ui), close(side.desk);
}

static void a_volunteer_may_not_type(void **state)
{
	struct side side = begin_with(*state, "volunteer");
	visit_begins(&side, mark);
	hub_test_tell(side.desk, by(side.val, "join.ask"));
	json_t *bell = hub_test_bell(side.ui, "join");
	assert_true(json_is_false(json_object_get(bell, "types")));
	json_decref(bell);
	hub_test_refused(side.ui, note("permission_given", "types"), "denied");
	hub_test_tell(side.ui, note("permission_given", "looks"));
	hub_test_tell(side.ui, tree());
	hub_test_refused(side.desk, with(with(by(side.val, "join.act"), "node", "field:name"), "action", "press"), "denied");
	close(side.ui), close(side.desk);
}

static void each_end_is_told(void **state)
{
	struct side side = joined(*state, "types");
	hub_test_tell(side.desk, by(side.session, "join.leave"));
	screen_hears(&side, "ended", "left");
	over(&side);
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	screen_hears(&side, "asked", NULL);
	hub_test_tell(side.ui, note("permission_refused", ""));
	over(&side);
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	screen_hears(&side, "asked", NULL);
	hub_test_tell(side.ui, note("permission_given", "looks"));
	hub_test_tell(side.ui, note("permission_withdrawn", "looks"));
	over(&side);
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	screen_hears(&side, "asked", NULL);
	shared_clock_pass(JOIN_ASK_MS);
	screen_hears(&side, "ended", "unanswered");
	over(&side);
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	screen_hears(&side, "asked", NULL);
	visit_begins(&side, other_mark);
	over(&side);
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	screen_hears(&side, "asked", NULL);
	hub_test_tell(side.ui, note("permission_given", "looks"));
	hub_test_tell(side.desk, by(side.session, "staff.leave"));
	screen_hears(&side, "ended", "left");
	close(side.ui), close(side.desk);
}

static int64_t asks(const struct side *side, const char *session, const char *name)
{
	hub_test_tell(side->desk, by(session, "join.ask"));
	json_t *bell = hub_test_bell(side->ui, "join");
	int64_t number = json_int_or(bell, "number", 0);
	assert_string_equal(json_text_or(bell, "name", ""), name);
	json_decref(bell);
	return number;
}

static json_t *about(json_t *note, int64_t number)
{
	json_object_set_new(note, "number", json_integer(number));
	return note;
}

/* The answer to Sam, who went, comes when Val has just asked: it lets nobody else in, nor out. */
static void what_was_said_of_one_is_not_about_the_next(void **state)
{
	struct side side = begin(*state);
	visit_begins(&side, mark);
	int64_t sams = asks(&side, side.session, "Sam");
	hub_test_tell(side.desk, by(side.session, "join.leave"));
	screen_hears(&side, "ended", "left");
	int64_t vals = asks(&side, side.val, "Val");
	static const char *const said[] = { "permission_given", "permission_refused", "assist_end" };
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		hub_test_refused(side.ui, about(note(said[i], "types"), sams), "empty");
	json_t *view = hub_test_ask(side.desk, by(side.val, "join.view"), -1, NULL);
	assert_string_equal(json_text_or(view, "state", ""), "asked");
	hub_test_tell(side.ui, about(note("permission_given", "looks"), vals));
	json_decref(view);
	view = hub_test_ask(side.desk, by(side.val, "join.view"), -1, NULL);
	assert_string_equal(json_text_or(view, "state", ""), "looks");
	json_decref(view);
	close(side.ui), close(side.desk);
}

/* Whoever says no goes on with what they do: no question lies over it again and again. */
static void nobody_is_asked_over_and_over(void **state)
{
	struct side side = begin(*state);
	visit_begins(&side, mark);
	for (int i = 0; i < JOIN_VISIT_ASKS_MAX; i++) {
		hub_test_tell(side.desk, by(side.session, "join.ask"));
		hub_test_tell(side.ui, note("permission_refused", ""));
		if (i % JOIN_MINUTE_ASKS_MAX < JOIN_MINUTE_ASKS_MAX - 1)
			continue;
		hub_test_refused(side.desk, by(side.session, "join.ask"), "busy");
		hub_test_refused(side.desk, by(side.val, "join.ask"), "busy"); /* nor by somebody else */
		shared_clock_pass(60 * 1000);
		hub_test_tell(side.desk, by(side.session, "staff.seen")), hub_test_tell(side.desk, by(side.val, "staff.seen"));
	}
	hub_test_refused(side.desk, by(side.session, "join.ask"), "busy");
	visit_begins(&side, other_mark);
	hub_test_tell(side.desk, by(side.session, "join.ask"));
	close(side.ui), close(side.desk);
}

static void ten_minutes_without_an_act_end_it_and_nothing_sooner(void **state)
{
	struct side side = joined(*state, "looks");
	shared_clock_pass(JOIN_IDLE_MS - 2000); /* longer than anybody stays signed in who does nothing */
	hub_test_tell(side.desk, with(by(side.session, "join.point"), "node", "continue"));
	json_decref(hub_test_bell(side.ui, "point"));
	shared_clock_pass(JOIN_IDLE_MS - 2000);
	state_is(&side, "looks", true); /* to look is no act */
	shared_clock_pass(2000);
	screen_hears(&side, "ended", "idle");
	over(&side);
	close(side.ui), close(side.desk);
}

static void a_desk_that_dies_ends_it(void **state)
{
	struct side side = joined(*state, "types");
	close(side.desk);
	screen_hears(&side, "ended", "desk-gone");
	side.desk = hub_test_enter(*state, "desk");
	over(&side);
	close(side.ui), close(side.desk);
}

static void a_screen_that_dies_finds_them_again(void **state)
{
	struct side side = joined(*state, "types");
	close(side.ui);
	side.ui = hub_test_enter(*state, "ui");
	json_t *hello = hub_test_ask(side.ui, json_pack("{s:s, s:s}", "verb", "hello", "visit", mark), -1, NULL), *join = json_object_get(hello, "join");
	assert_string_equal(json_text_or(join, "state", ""), "types");
	assert_string_equal(json_text_or(join, "name", ""), "Sam");
	json_decref(hello);
	state_is(&side, "types", false);
	hub_test_tell(side.ui, tree());
	state_is(&side, "types", true);
	close(side.ui), close(side.desk);
}

static json_t *help_call(void)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.call", "from", "question", "language", "cy", "visit", mark);
}

static void who_asked_for_help_has_it(void **state)
{
	struct side side = begin(*state);
	hub_test_tell(side.ui, help_call());
	hub_test_tell(side.desk, with(by(side.session, "join.ask"), "ticket", "A1"));
	screen_hears(&side, "asked", NULL);
	hub_test_tell(side.ui, note("permission_given", "looks"));
	json_t *call = hub_test_ask(side.ui, help_call(), -1, NULL);
	assert_string_equal(json_text_or(call, "state", ""), "here");
	assert_string_equal(json_text_or(call, "name", ""), "Sam");
	json_decref(call);
	json_t *now = hub_test_ask(side.desk, by(side.val, "desk.state"), -1, NULL);
	assert_string_equal(json_text_or(json_object_get(now, "join"), "name", ""), "Sam");
	json_decref(now);
	close(side.ui), close(side.desk);
}

/* Every row, as it stands on the disk. */
static char *rows(struct given_hub *given)
{
	char foyer[GIVEN_PATH_BYTES], *said = calloc(1, 64 * 1024);
	given_built("bin/foyer", foyer);
	assert_int_equal(process_run((char *[]){ foyer, "audit", "list", "--state", given->state, NULL }, said, 64 * 1024), 0);
	return said;
}

static void all_of_it_is_written_down_and_no_answer(void **state)
{
	struct side side = joined(*state, "types");
	hub_test_tell(side.desk, with(by(side.session, "join.point"), "node", "continue"));
	json_decref(hub_test_bell(side.ui, "point"));
	hub_test_tell(side.desk, with(with(with(by(side.session, "join.act"), "node", "field:name"), "action", "set"), "text", "Mary Llwyd"));
	json_decref(hub_test_bell(side.ui, "drive"));
	hub_test_tell(side.desk, with(with(by(side.session, "join.act"), "node", "choice:bin:brown"), "action", "press"));
	json_decref(hub_test_bell(side.ui, "drive"));
	hub_test_tell(side.ui, note("reveal", "nino"));
	hub_test_tell(side.ui, note("permission_withdrawn", "types"));
	static const char *const words[] = { "join_asked", "permission_given", "join_point", "field_edit_by_staff", "reveal", "permission_withdrawn", "assist_end", "question/name", "bin", "nino", "stopped" };
	char *said = rows(*state);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strstr(said, words[i]))
			fail_msg("the audit does not say %s: %s", words[i], said);
	assert_null(strstr(said, "Mary"));
	assert_null(strstr(said, "brown"));
	free(said);
	close(side.ui), close(side.desk);
}

static void a_choice_is_named_without_what_would_be_chosen(void **state)
{
	char word[JOIN_SCREEN_MAX_BYTES + 1];
	static const struct { const char *id, *word; } cases[] = {
		{ "choice:bin:brown bin", "choice:bin" }, { "choice:bin", "choice:bin" }, { "field:date__day", "field:date__day" }, { "two words", "two-words" }, { "", "" }, { "question/which-bin", "question/which-bin" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		join_word(cases[i].id, word);
		assert_string_equal(word, cases[i].word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		hub_test_stopped(nothing_is_seen_before_it_is_allowed),
		hub_test_stopped(who_looks_points_and_does_no_more),
		hub_test_stopped(who_types_reaches_what_is_theirs),
		hub_test_stopped(a_volunteer_may_not_type),
		hub_test_stopped(each_end_is_told), hub_test_stopped(nobody_is_asked_over_and_over), hub_test_stopped(what_was_said_of_one_is_not_about_the_next),
		hub_test_stopped(ten_minutes_without_an_act_end_it_and_nothing_sooner),
		hub_test_stopped(a_desk_that_dies_ends_it),
		hub_test_stopped(a_screen_that_dies_finds_them_again),
		hub_test_stopped(who_asked_for_help_has_it),
		hub_test_stopped(all_of_it_is_written_down_and_no_answer),
		cmocka_unit_test(a_choice_is_named_without_what_would_be_chosen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
