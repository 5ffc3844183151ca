/* SPDX-License-Identifier: MIT */
/* journey.margaret - her way: calendar and labels, then help with the bins. Every question is counted, and nothing is asked twice. */
#include "tests/lib/walker.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

enum { ASKED_MAX = 64, THING_BYTES = 160, PAGES_MAX = 40, CONTAINERS_LEAST = 2 };

/* What she was asked to type or choose, and what was only offered: by reuse word, else by the question's own words. */
struct way {
	struct kiosk kiosk;
	json_t *form;              /* the definition of the service she is in */
	char asked[ASKED_MAX][THING_BYTES]; int asked_count;
	char offered[ASKED_MAX][THING_BYTES]; int offered_count;
};

static const struct walker_answer calendar[] = {
	{ "field:home__addressLine1", "14 Quarnfold Lane" }, { "field:home__addressLine2", "" }, { "field:home__town", "Plimbourneham" }, { "field:home__county", "" },
	{ "field:home__postcode", "MB7 3QZ" }, { "choice:what", "calendar" }, { "choice:bins", "rubbish" }, { "choice:labelWords", "both" }, { "choice:size", "large" },
	{ "choice:how", "post" }, { "field:fullName", "Margaret Crabtreevale" }, { NULL, NULL },
};
static const struct walker_answer assisted[] = {
	{ "field:home__addressLine1", "14 Quarnfold Lane" }, { "field:home__town", "Plimbourneham" }, { "field:home__postcode", "MB7 3QZ" }, { "field:fullName", "Margaret Crabtreevale" },
	{ "choice:onBehalf", "me" }, { "choice:homeKind", "house" }, { "choice:already", "new" }, { "field:adults", "1" }, { "choice:reason", "body" }, { "choice:howLong", "noEnd" },
	{ "choice:bins", "rubbish" }, { "field:whereTheyStand", "Behind the gate" }, { "choice:inTheWay", "steps" }, { "choice:contact", "phone" }, { "field:phone", "01632 960 217" },
	{ "choice:safe", "true" }, { "choice:accessNeeds", "large" }, { NULL, NULL },
};

static int set_up(void **state)
{
	struct way *way = calloc(1, sizeof *way);
	assert_non_null(way);
	*state = way;
	kiosk_start(&way->kiosk, &(struct kiosk_plan){ 0 });
	return 0;
}

static int tear_down(void **state)
{
	struct way *way = *state;
	kiosk_end(&way->kiosk);
	json_decref(way->form);
	free(way);
	return 0;
}

static void read_definition(struct way *way, const char *code)
{
	char path[GIVEN_PATH_BYTES], name[THING_BYTES];
	snprintf(name, sizeof name, "assets/forms/%s.json", code);
	given_built(name, path);
	json_decref(way->form);
	assert_int_equal(json_read(path, 512 * 1024, &way->form), FAIL_NONE);
}

/* Home, the topic, the service, and its first page. */
static void go_to(struct way *way, const char *topic, const char *code)
{
	char id[THING_BYTES];
	read_definition(way, code);
	screen_press(&way->kiosk, topic);
	snprintf(id, sizeof id, "service:%s", code);
	screen_press(&way->kiosk, id);
	screen_press(&way->kiosk, "begin");
	screen_await(&way->kiosk, "back");
}

/* What the question @name is about: "person.fullName", else its title. */
static void thing_of(const struct way *way, const char *name, char ret[static THING_BYTES])
{
	const json_t *reuse = json_object_get(json_object_get(json_object_get(way->form, "metadata"), "kiosk"), "reuse"), *page, *component;
	size_t at, k;
	json_array_foreach(json_object_get(way->form, "pages"), at, page)
		json_array_foreach(json_object_get(page, "components"), k, component)
			if (strcmp(json_text_or(component, "name", ""), name) == 0) {
				const char *id = json_text_or(component, "id", "");
				snprintf(ret, THING_BYTES, "%s", json_text_or(reuse, id, json_text_or(component, "title", name)));
				return;
			}
	fail_msg("%s is not a question of this service", name);
}

static bool add(char list[][THING_BYTES], int *count, const char *thing)
{
	for (int i = 0; i < *count; i++)
		if (strcmp(list[i], thing) == 0)
			return false;
	assert_true(*count < ASKED_MAX);
	snprintf(list[(*count)++], THING_BYTES, "%s", thing);
	return true;
}

/* Each box and choice on this page is one question; parts and options of it count once. */
static void note_asked(struct way *way)
{
	char here[ASKED_MAX][THING_BYTES], thing[THING_BYTES], name[THING_BYTES];
	int count = 0;
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(way->kiosk.screen, "nodes"), at, node) {
		const char *id = node_text(node, "id"), *colon = strchr(id, ':');
		if (!colon || (strncmp(id, "field:", 6) != 0 && strncmp(id, "choice:", 7) != 0))
			continue;
		snprintf(name, sizeof name, "%s", colon + 1);
		name[strcspn(name, ":")] = '\0';
		char *part = strstr(name, "__");
		if (part)
			*part = '\0';
		thing_of(way, name, thing);
		if (!add(here, &count, thing))
			continue;
		if (!add(way->asked, &way->asked_count, thing))
			fail_msg("\"%s\" is asked a second time, on %s", thing, screen_id(&way->kiosk));
	}
}

/* What stands under "You told us" is taken by one touch, and is no box before it. */
static void take_offer(struct way *way)
{
	struct kiosk *kiosk = &way->kiosk;
	size_t at;
	json_t *node;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node)
		assert_true(strncmp(node_text(node, "id"), "field:", 6) != 0 && strncmp(node_text(node, "id"), "choice:", 7) != 0);
	assert_true(add(way->offered, &way->offered_count, node_text(screen_await(kiosk, "told:1"), "name")));
	screen_press(kiosk, "use");
	screen_await(kiosk, "person");
}

static void walk(struct way *way, const struct walker_answer *answers)
{
	struct kiosk *kiosk = &way->kiosk;
	for (int pages = 0; strcmp(screen_id(kiosk), "check") != 0; pages++) {
		assert_true(pages < PAGES_MAX);
		if (screen_find(kiosk, "use")) {
			take_offer(way);
			continue;
		}
		note_asked(way);
		walk_page(kiosk, answers);
		screen_press(kiosk, "continue");
		screen_await(kiosk, "person");
		if (screen_says(kiosk, "There is a problem"))
			fail_msg("an answer of hers is not taken on %s", screen_id(kiosk));
	}
	while (!screen_find(kiosk, "send")) {
		screen_press(kiosk, "page-next");
		screen_await(kiosk, "person");
	}
}

static bool was_offered(const struct way *way, const char *words)
{
	for (int i = 0; i < way->offered_count; i++)
		if (strstr(way->offered[i], words))
			return true;
	return false;
}

/* Her address, picked from the council's list, is one question on three screens: her days are shown, and she wants both. @ret_street: what she picked. */
static void look_up_and_choose_both(struct way *way, char ret_street[static THING_BYTES])
{
	struct kiosk *kiosk = &way->kiosk;
	note_asked(way);
	screen_set(kiosk, "field:home__postcode", "MF2 4QT");
	screen_press(kiosk, "continue");
	snprintf(ret_street, THING_BYTES, "%s", node_text(screen_await(kiosk, "choice:home:2"), "name"));
	ret_street[strcspn(ret_street, ",")] = '\0';
	screen_press(kiosk, "choice:home:2");
	screen_await(kiosk, "choice:home:2");
	screen_press(kiosk, "continue");
	screen_await_words(kiosk, "Green caddy, food waste");
	screen_press(kiosk, "continue");
	screen_await(kiosk, "choice:what:labels");
	screen_press(kiosk, "choice:what:labels"); /* the walker ticks the other */
	screen_await(kiosk, "person");
}

/* The part of the confirmation page that offers it: what is said of the receipt decides where that is. */
static void have_printed(struct kiosk *kiosk, const char *id)
{
	screen_await(kiosk, "person");
	for (int pages = 0; !screen_find(kiosk, id); pages++) {
		assert_true(pages < PAGES_MAX);
		screen_press(kiosk, "page-next");
		screen_await(kiosk, "person");
	}
	screen_press(kiosk, id);
}

static void assert_on_paper(struct kiosk *kiosk, int number, const char *words, bool there)
{
	char *text = printer_text(&kiosk->printer, number);
	if (!strstr(text, words) == there)
		fail_msg("paper %d says: %s", number, text);
	free(text);
}

/* Her bin days, and a label for each container, are in her hand before she goes on; it took two touches and no question. */
static void take_the_paper(struct way *way, const char *reference)
{
	struct kiosk *kiosk = &way->kiosk;
	int asked = way->asked_count;
	screen_await_words(kiosk, "Your receipt is ready. Take it with you.");
	printer_await(&kiosk->printer, 1);
	have_printed(kiosk, "print-calendar");
	screen_await_words(kiosk, "It is printed. Take it with you.");
	printer_await(&kiosk->printer, 2);
	have_printed(kiosk, "print-labels");
	printer_await(&kiosk->printer, 2 + CONTAINERS_LEAST);
	assert_int_equal(way->asked_count, asked);
	if (access("/usr/bin/tesseract", X_OK) != 0)
		return;
	assert_on_paper(kiosk, 1, reference, true);
	assert_on_paper(kiosk, 2, "Your bin days", true);
	assert_on_paper(kiosk, 2, "Mill Lane", true);
	assert_on_paper(kiosk, 2, "Green caddy, food waste: every week", true);
	assert_on_paper(kiosk, 2, "Margaret", false); /* it hangs in a kitchen */
	for (int label = 3; label < 3 + CONTAINERS_LEAST; label++) {
		assert_on_paper(kiosk, label, "Lane", true);
		assert_on_paper(kiosk, label, "Margaret", false);
	}
}

static void send_and_note(struct way *way, char ret_reference[static THING_BYTES])
{
	screen_press(&way->kiosk, "send");
	snprintf(ret_reference, THING_BYTES, "%s", node_text(screen_await(&way->kiosk, "reference"), "name"));
}

static void send(struct way *way)
{
	char reference[THING_BYTES];
	send_and_note(way, reference);
}

static const json_t *answers_of(const json_t *record)
{
	return json_object_get(json_object_get(record, "data"), "main");
}

static void nothing_is_asked_twice(void **state)
{
	struct way *way = *state;
	struct kiosk *kiosk = &way->kiosk;
	char street[THING_BYTES], reference[THING_BYTES];
	screen_press(kiosk, "start");
	go_to(way, "topic:bins", "bin-calendar");
	look_up_and_choose_both(way, street);
	walk(way, calendar);
	send_and_note(way, reference);
	take_the_paper(way, reference);
	screen_press(kiosk, "another");
	screen_await(kiosk, "forget"); /* home says that details are kept, and how to have them forgotten */
	int first = way->asked_count;
	go_to(way, "topic:bins", "assisted-bin");
	walk(way, assisted);
	send(way);
	print_message("asked %d and %d questions, offered %d\n", first, way->asked_count - first, way->offered_count);
	assert_int_equal(way->offered_count, 2);
	assert_true(was_offered(way, "Margaret Crabtreevale"));
	assert_true(was_offered(way, street));
	json_t *all = council_await(&kiosk->council, 2);
	const json_t *one = answers_of(json_array_get(all, 0)), *other = answers_of(json_array_get(all, 1));
	assert_true(json_equal(json_object_get(one, "fullName"), json_object_get(other, "fullName")));
	assert_true(json_is_string(json_object_get(one, "fullName")));
	assert_true(json_equal(json_object_get(one, "home"), json_object_get(other, "home")));
	assert_true(json_is_string(json_object_get(json_object_get(other, "home"), "uprn"))); /* the office knows whose door it is */
	json_decref(all);
}

/* Kept through the death of the screen's program; the next person is told nothing of her. */
static void details_outlive_the_program_but_not_the_visit(void **state)
{
	struct way *way = *state;
	struct kiosk *kiosk = &way->kiosk;
	screen_press(kiosk, "start");
	go_to(way, "topic:bins", "bin-calendar");
	walk(way, calendar);
	send(way);
	screen_press(kiosk, "another");
	go_to(way, "topic:bins", "bin-calendar");
	screen_await(kiosk, "use");
	kiosk_kill(kiosk, "foyer-ui");
	screen_await(kiosk, "use");
	assert_true(screen_says(kiosk, "14 Quarnfold Lane"));
	screen_press(kiosk, "different");
	screen_await(kiosk, "continue");
	assert_false(screen_says(kiosk, "14 Quarnfold Lane"));
	screen_press(kiosk, "back");
	screen_press(kiosk, "forget");
	screen_await(kiosk, "continue");
	screen_press(kiosk, "finish");
	screen_press(kiosk, "finish-clear");
	screen_press(kiosk, "start");
	screen_await(kiosk, "topic:bins");
	assert_null(screen_find(kiosk, "forget"));
	go_to(way, "topic:bins", "bin-calendar");
	assert_null(screen_find(kiosk, "use"));
}

/* "I need help at home" leads from one service to the next. */
static void a_life_event_leads_from_one_service_to_the_next(void **state)
{
	struct way *way = *state;
	struct kiosk *kiosk = &way->kiosk;
	screen_press(kiosk, "start");
	screen_press(kiosk, "event:help-at-home");
	screen_await_named(kiosk, "list/help-at-home");
	while (!screen_find(kiosk, "next")) {
		screen_press(kiosk, "page-next");
		screen_await(kiosk, "back");
	}
	screen_press(kiosk, "next");
	screen_await_named(kiosk, "service/assisted-bin");
	screen_press(kiosk, "begin");
	read_definition(way, "assisted-bin");
	screen_await(kiosk, "continue");
	walk(way, assisted);
	send(way);
	screen_press(kiosk, "another");
	screen_await_named(kiosk, "list/help-at-home");
	assert_true(screen_says(kiosk, "Sent: "));
	screen_press(kiosk, "next");
	screen_await_named(kiosk, "service/blue-badge");
	screen_press(kiosk, "back");
	screen_await_named(kiosk, "list/help-at-home");
	screen_press(kiosk, "back");
	screen_await_named(kiosk, "home");
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, set_up, tear_down)
	const struct CMUnitTest cases[] = { CASE(nothing_is_asked_twice), CASE(details_outlive_the_program_but_not_the_visit), CASE(a_life_event_leads_from_one_service_to_the_next) };
	return cmocka_run_group_tests_name("margaret", cases, NULL, NULL);
}
