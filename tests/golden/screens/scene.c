/* SPDX-License-Identifier: MIT */
/* scene.c - a scene is what a person did to get there. */
#include "tests/golden/screens/scene.h"
#include "tests/golden/screens/scene_handout.h"
#include "tests/golden/screens/scene_call.h"
#include "tests/golden/screens/scene_helped.h"
#include "tests/golden/screens/scene_items.h"
#include "tests/golden/screens/scene_join.h"
#include "tests/golden/screens/scene_lookup.h"
#include "tests/golden/screens/scene_masked.h"
#include "tests/golden/screens/scene_push.h"
#include "tests/golden/screens/scene_pair.h"
#include "tests/golden/screens/scene_staff.h"
#include "tests/golden/screens/scene_training.h"
#include "tests/golden/screens/scene_ways.h"
#include "tests/golden/screens/scene_park.h"
#include "tests/golden/screens/scene_where.h"

#include "firmware/base/file.h"
#include "ui/visit/guide.h"
#include "ui/visit/list.h"
#include "ui/visit/paper.h"
#include "ui/visit/send.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static void act(struct visit *visit, enum action action, int number, const char *text, const char *node)
{
	(void)visit_act(visit, action, number, text, node);
}

static void set(struct visit *visit, const char *name, const char *value)
{
	if (answers_set(visit->answers, name, value) != FAIL_NONE)
		fail_clear();
}

static void begin(struct visit *visit, const char *code)
{
	act(visit, ACTION_START, 0, NULL, NULL);
	act(visit, ACTION_SERVICE, 0, code, NULL);
	act(visit, ACTION_BEGIN, 0, NULL, NULL);
}

/* Straight to a page, with its first box typing if that is what it asks first. */
static void at(struct visit *visit, const char *code, const char *path, const char *field)
{
	begin(visit, code);
	visit->page = form_page_at(visit->form, path);
	visit->list_page = 0;
	visit->error_count = 0;
	act(visit, ACTION_FIELD, 0, field, NULL);
}

static void bin(struct visit *visit, const char *path, const char *field)
{
	at(visit, "missed-bin", path, field);
}

static void good_answers(struct visit *visit)
{
	static const char *const answers[][2] = {
		{ "bin", "v1" }, { "fullName", "Amina O’Connor" }, { "due__day", "23" }, { "due__month", "11" }, { "due__year", "2026" },
		{ "place__addressLine1", "14 Mill Lane" }, { "place__town", "Mereford" }, { "place__postcode", "MF2 4QT" },
		{ "story", "The bin was out at 6 am. The lorry went past the whole street and did not stop." }, { "bins", "3" }, { "cost", "24.50" },
		{ "email", "amina@example.com" }, { "phone", "020 7946 0018" }, { "others", "true" }, { "help", "v4" }, { "agree", "true" },
	};
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		set(visit, answers[i][0], answers[i][1]);
}

static void make_idle(struct visit *visit) { (void)visit; }
static void make_home(struct visit *visit) { act(visit, ACTION_START, 0, NULL, NULL); }
static void make_idle_no_paper(struct visit *visit) { (void)visit_trouble(visit, "printer.paper", "paper"); }
static void guide(struct visit *visit, const char *step, const char *key)
{
	char language[sizeof visit->language_tag];
	snprintf(language, sizeof language, "%s", visit->language_tag);
	(void)visit_guide(visit, step, key, language);
}
static void make_guide_open(struct visit *visit) { guide(visit, "open", "printer.paper"); }
static void make_guide_ready(struct visit *visit) { guide(visit, "open", "printer.low"); }
static void make_guide_roll(struct visit *visit) { guide(visit, "roll", "printer.cover"); }
static void make_guide_empty(struct visit *visit) { guide(visit, "empty", "printer.paper"); }
static void make_guide_trouble(struct visit *visit) { guide(visit, "trouble", "printer.cutter"); }
static void make_guide_printing(struct visit *visit) { guide(visit, "printing", "printer.ready"); }
static void make_guide_look(struct visit *visit) { guide(visit, "look", "printer.ready"); }
static void make_guide_passed(struct visit *visit) { guide(visit, "passed", "printer.ready"); }
static void make_guide_failed(struct visit *visit) { guide(visit, "failed", "printer.ready"); }
static void make_idle_started(struct visit *visit) { (void)visit_trouble(visit, "printer.unknown", "unknown"); }
static void make_home_no_paper(struct visit *visit) { make_home(visit); make_idle_no_paper(visit); }
static void make_home_early(struct visit *visit) { make_home(visit); visit->now_minutes = 60; }
static void make_home_down(struct visit *visit) { make_home(visit); visit->hub_down = true; }
static void make_home_names(struct visit *visit) { make_home(visit); visit->house->needs.count = 0; }
static void told(struct visit *visit)
{
	static const char *const details[][2] = {
		{ "person.fullName", "Margaret Jones" }, { "contact.phone", "01632 960 217" }, { "address.home__addressLine1", "14 Mill Lane" }, { "address.home__town", "Mereford" },
		{ "address.home__postcode", "MF2 4QT" }, { "access.needs", "v0" }, { "person.givenName", "Margaret" }, { "person.familyName", "Jones" },
	};
	for (size_t i = 0; i < sizeof details / sizeof details[0]; i++)
		if (answers_set(visit->wallet, details[i][0], details[i][1]) != FAIL_NONE)
			fail_clear();
}
static void make_home_told(struct visit *visit) { make_home(visit); told(visit); }
static void make_home_forgotten(struct visit *visit) { make_home_told(visit); act(visit, ACTION_FORGET, 0, NULL, NULL); }
static void make_search(struct visit *visit) { make_home(visit); act(visit, ACTION_SEARCH, 0, NULL, NULL); }
static void make_search_found(struct visit *visit) { make_search(visit); act(visit, ACTION_TYPE, 0, "bin", NULL); }
static void make_search_many(struct visit *visit) { make_search(visit); act(visit, ACTION_TYPE, 0, "re", NULL); }
static void make_search_nothing(struct visit *visit) { make_search(visit); act(visit, ACTION_TYPE, 0, "Llanfairpwllgwyngyllgogerych xylophone", NULL); }
static void make_list_topic(struct visit *visit) { make_home(visit); act(visit, ACTION_NEED, 0, "bins", NULL); }
static void make_list_all(struct visit *visit) { make_home(visit); act(visit, ACTION_NEED, 0, "all", NULL); }
static void make_list_letter(struct visit *visit) { make_list_all(visit); act(visit, ACTION_NEED, 0, "all:R", NULL); }
static void make_list_moved(struct visit *visit) { make_home(visit); act(visit, ACTION_NEED, 0, "moved", NULL); }
static void make_list_moved_second(struct visit *visit) { make_list_moved(visit); list_mark_sent(visit, "service-2"); }
static void make_list_died(struct visit *visit) { make_home(visit); act(visit, ACTION_NEED, 0, "someone-died", NULL); }
static void make_list_died_last(struct visit *visit) { make_list_died(visit); visit->list_page = 9; }
static void make_home_empty(struct visit *visit) { make_home(visit); visit->service_count = 0; }
static void make_service(struct visit *visit) { make_home(visit); act(visit, ACTION_SERVICE, 0, "missed-bin", NULL); }
static void make_service_film(struct visit *visit) { make_home(visit); act(visit, ACTION_SERVICE, 0, "service-3", NULL); }
static void make_service_full(struct visit *visit) { make_service(visit); visit->out_of_service = true; }
static void make_service_blocked(struct visit *visit) { make_service(visit); visit->sending_blocked = true; }
static void make_service_foreign(struct visit *visit) { make_home(visit); act(visit, ACTION_SERVICE, 0, "foreign", NULL); }
static void make_radios(struct visit *visit) { bin(visit, "/which-bin", ""); act(visit, ACTION_CHOOSE, 0, "v1", "choice:bin:v1"); }
static void make_radios_wrong(struct visit *visit) { bin(visit, "/which-bin", ""); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_text(struct visit *visit) { bin(visit, "/name", "fullName"); set(visit, "fullName", "Amina O’Con"); visit->caret = (int)strlen("Amina O’Con"); }
static void make_text_other(struct visit *visit) { make_text(visit); set(visit, "fullName", "بيت أمينة বাড়ি"); }
static void make_text_upper(struct visit *visit) { make_text(visit); visit->layer = LAYER_UPPER; }
static void make_text_symbols(struct visit *visit) { make_text(visit); visit->layer = LAYER_SYMBOLS; }
static void make_text_marked(struct visit *visit) { make_text(visit); visit->layer = LAYER_MARKED; }
static void make_text_own(struct visit *visit) { make_text(visit); visit->layer = LAYER_OWN; }
static void make_text_own_more(struct visit *visit) { make_text(visit); visit->layer = LAYER_OWN_MORE; }
static void make_text_selected(struct visit *visit) { make_text(visit); act(visit, ACTION_SELECT_WORD, 0, NULL, NULL); }
static void make_text_cleared(struct visit *visit) { make_text(visit); act(visit, ACTION_CLEAR, 0, NULL, NULL); }
static void make_text_alphabet(struct visit *visit) { make_text(visit); visit->key_order = KEY_ORDER_ALPHABET; }
static void make_text_own_alphabet(struct visit *visit) { make_text_own(visit); visit->key_order = KEY_ORDER_ALPHABET; }
static void make_text_idle(struct visit *visit) { bin(visit, "/name", ""); }
static void make_date(struct visit *visit) { bin(visit, "/when", "due__month"); set(visit, "due__day", "23"); set(visit, "due__month", "11"); set(visit, "due__year", "2026"); visit->caret = 2; }
static void make_date_wrong(struct visit *visit) { make_date(visit); set(visit, "due__month", "13"); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_address(struct visit *visit) { bin(visit, "/where", "place__town"); set(visit, "place__addressLine1", "14 Mill Lane"); set(visit, "place__town", "Mere"); visit->caret = 4; }
static void make_postcode(struct visit *visit) { make_address(visit); act(visit, ACTION_FIELD, 0, "place__postcode", NULL); }
static void make_address_wrong(struct visit *visit) { bin(visit, "/where", "place__addressLine1"); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_lines(struct visit *visit)
{
	bin(visit, "/story", "story");
	set(visit, "story", "The bin was out at 6 am. The lorry went past the whole street and did not stop.\nMy neighbour saw it too. We have rung twice and nobody came, so the bin is still there and it smells.");
	visit->caret = (int)strlen(answers_get(visit->answers, "story"));
}
static void make_number(struct visit *visit) { bin(visit, "/count", "bins"); set(visit, "bins", "3"); visit->caret = 1; }
static void make_number_wrong(struct visit *visit) { make_number(visit); set(visit, "bins", "12"); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void offer(struct visit *visit, const char *code, const char *path)
{
	at(visit, code, path, "");
	told(visit);
}
static void make_offer(struct visit *visit) { offer(visit, "missed-bin", "/name"); }
static void make_offer_address(struct visit *visit) { offer(visit, "missed-bin", "/where"); }
static void make_offer_needs(struct visit *visit) { offer(visit, "missed-bin", "/help"); }
static void make_offer_two(struct visit *visit) { offer(visit, "foreign", "/two"); }
static void make_money(struct visit *visit) { bin(visit, "/cost", "cost"); set(visit, "cost", "24.5"); visit->caret = 4; }
static void make_email(struct visit *visit) { bin(visit, "/email", "email"); set(visit, "email", "amina@exam"); visit->caret = 10; }
static void make_email_wrong(struct visit *visit) { make_email(visit); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_phone(struct visit *visit) { bin(visit, "/phone", "phone"); set(visit, "phone", "020 7946"); visit->caret = 8; }
static void make_yes_no(struct visit *visit) { bin(visit, "/others", ""); }
static void make_checkboxes(struct visit *visit) { bin(visit, "/help", ""); act(visit, ACTION_CHOOSE, 0, "v0", "choice:help:v0"); act(visit, ACTION_CHOOSE, 0, "v3", "choice:help:v3"); }
static void make_declaration(struct visit *visit) { bin(visit, "/agree", ""); }
static void make_long_title(struct visit *visit) { at(visit, "foreign", "/long-title", ""); }
static void make_many(struct visit *visit) { at(visit, "foreign", "/many", ""); }
static void make_many_second(struct visit *visit) { make_many(visit); act(visit, ACTION_PAGE, 1, NULL, NULL); }
static void make_many_wrong(struct visit *visit) { make_many(visit); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_select(struct visit *visit) { at(visit, "foreign", "/country", ""); act(visit, ACTION_PAGE, 1, NULL, NULL); }
static void make_read(struct visit *visit) { at(visit, "foreign", "/read", ""); }
static void make_read_second(struct visit *visit) { make_read(visit); act(visit, ACTION_PAGE, 1, NULL, NULL); }
static void make_several(struct visit *visit) { at(visit, "foreign", "/several", "first"); }
static void make_several_second(struct visit *visit) { make_several(visit); act(visit, ACTION_PAGE, 1, NULL, NULL); }
static void make_several_wrong(struct visit *visit) { make_several(visit); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_two(struct visit *visit) { at(visit, "foreign", "/two", "one"); }
static void make_two_wrong(struct visit *visit) { make_two(visit); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_content_first(struct visit *visit) { at(visit, "foreign", "/content-then-text", "after"); set(visit, "first", "Sam"); set(visit, "last", "Lee"); }
static void make_declare_long(struct visit *visit) { at(visit, "foreign", "/declare", ""); }
static void make_terminal(struct visit *visit) { at(visit, "foreign", "/end", ""); }
static void make_check(struct visit *visit) { bin(visit, "/which-bin", ""); good_answers(visit); visit->place = PLACE_CHECK; }
static void make_pair_check(struct visit *visit)
{
	make_pair_question(visit);
	good_answers(visit);
	visit->place = PLACE_CHECK;
	visit->list_page = 9; /* its end */
}
static void make_check_second(struct visit *visit) { make_check(visit); visit->list_page = 1; }
static void make_check_long(struct visit *visit)
{
	char text[4001];
	make_check(visit);
	for (size_t i = 0; i + 1 < sizeof text; i++)
		text[i] = i % 9 == 8 ? ' ' : (char)('a' + i % 26);
	text[sizeof text - 1] = '\0';
	set(visit, "story", text);
	visit->list_page = 1;
}
static void make_check_no_paper(struct visit *visit) { make_check_second(visit); (void)visit_trouble(visit, "printer.cover", "cover"); }
static void make_sending(struct visit *visit) { make_check(visit); visit->place = PLACE_SENDING; }
static void make_done(struct visit *visit)
{
	make_check(visit);
	visit->place = PLACE_DONE;
	snprintf(visit->reference.text, sizeof visit->reference.text, "MB 7K4 29Q XM3");
	visit->due = (struct date){ 2026, 11, 26 };
	visit->receipt = RECEIPT_DONE;
	visit->delivered = true;
}
static void make_done_printing(struct visit *visit) { make_done(visit); visit->receipt = RECEIPT_PRINTING; visit->rated = 2; }
static void make_done_offers(struct visit *visit)
{
	make_done(visit);
	visit->offers.offered[FORM_PRINT_CALENDAR] = visit->offers.offered[FORM_PRINT_LABELS] = true;
	visit->offers.containers = json_pack("[{s:s, s:{}, s:[s]}]", "container", "refuse", "name", "dates", "2026-12-01");
}
static void make_done_offers_said(struct visit *visit) { make_done_offers(visit); visit->offers.state[FORM_PRINT_CALENDAR] = OFFER_DONE; visit->offers.state[FORM_PRINT_LABELS] = OFFER_PRINTING; }
static void make_done_saved(struct visit *visit) { make_done(visit); visit->delivered = false; visit->receipt = RECEIPT_PRINTING; }
static void make_done_offline(struct visit *visit) { make_done_saved(visit); visit->network_down = true; visit->receipt = RECEIPT_UNSURE; }
static void make_done_no_paper(struct visit *visit) { make_done(visit); visit->receipt = RECEIPT_PAPER; }
static void make_done_ask(struct visit *visit) { make_done(visit); visit->receipt = RECEIPT_ASK; }
static void make_done_unsure(struct visit *visit) { make_done(visit); visit->receipt = RECEIPT_UNSURE; }
static void make_done_stuck(struct visit *visit) { make_done(visit); visit->receipt = RECEIPT_STUCK; }
static void make_done_withdrawn(struct visit *visit) { make_done(visit); visit->receipt = RECEIPT_WITHDRAWN; }
static void make_photo(struct visit *visit) { make_done_no_paper(visit); act(visit, ACTION_OPEN, SHEET_PHOTO, NULL, NULL); }
static void make_done_trying(struct visit *visit) { make_done(visit); visit->confirm.state = CONFIRM_TRYING; }
static void make_confirm(struct visit *visit) { make_done_trying(visit); act(visit, ACTION_CONFIRM, CONFIRM_NONE, NULL, NULL); }
static void make_done_next(struct visit *visit) { make_done(visit); snprintf(visit->need, sizeof visit->need, "moved"); }
static void make_done_plain(struct visit *visit) { begin(visit, "foreign"); visit->place = PLACE_DONE; visit->delivered = true; snprintf(visit->reference.text, sizeof visit->reference.text, "ABCDEF 7K4 29Q XM3"); visit->receipt = RECEIPT_NO_PRINTER; }
static void problem(struct visit *visit, enum sending_problem what) { make_check(visit); visit->place = PLACE_PROBLEM; visit->problem = what; }
static void make_problem_full(struct visit *visit) { problem(visit, SENDING_FULL); }
static void make_problem_store(struct visit *visit) { problem(visit, SENDING_STORE); }
static void make_problem_set_up(struct visit *visit) { problem(visit, SENDING_NOT_SET_UP); }
static void make_problem_large(struct visit *visit) { problem(visit, SENDING_TOO_LARGE); }
static void make_problem_hub(struct visit *visit) { problem(visit, SENDING_NO_HUB); }
static void make_problem_unsure(struct visit *visit) { problem(visit, SENDING_NO_HUB); visit->maybe_sent = true; }
static void make_person(struct visit *visit) { make_radios(visit); act(visit, ACTION_OPEN, SHEET_PERSON, NULL, NULL); }
static void make_person_away(struct visit *visit) { make_person(visit); visit->now_minutes = 19 * 60; }
static void make_person_idle(struct visit *visit) { act(visit, ACTION_OPEN, SHEET_PERSON, NULL, NULL); }
static void make_language(struct visit *visit) { make_radios(visit); act(visit, ACTION_OPEN, SHEET_LANGUAGE, NULL, NULL); }
static void make_doubt(struct visit *visit) { bin(visit, "/email", "email"); set(visit, "email", "amina.khan@hotmial.com"); act(visit, ACTION_CONTINUE, 0, NULL, NULL); }
static void make_doubt_plate(struct visit *visit)
{
	make_doubt(visit);
	set(visit, "email", "AB1O CDE");
	visit->doubt = (struct doubt){ .kind = DOUBT_PLATE, .field = "email", .hint = "AB10 CDE" };
}
static void make_easier(struct visit *visit) { make_radios(visit); act(visit, ACTION_OPEN, SHEET_EASIER, NULL, NULL); }
static void make_hands(struct visit *visit) { make_radios(visit); visit->keypad_here = visit->switches_here = true; act(visit, ACTION_OPEN, SHEET_HANDS, NULL, NULL); act(visit, ACTION_STEADY, 0, NULL, NULL); }
static void make_learn(struct visit *visit) { make_radios(visit); act(visit, ACTION_OPEN, SHEET_LEARN, NULL, NULL); }
static void make_learn_next(struct visit *visit) { make_learn(visit); act(visit, ACTION_LEARN, PAD_NEXT, NULL, NULL); }
static void make_learn_select(struct visit *visit) { make_learn(visit); act(visit, ACTION_LEARN, PAD_SELECT, NULL, NULL); }
static void switches(struct visit *visit, const char *pressed)
{
	make_radios(visit);
	for (; *pressed; pressed++)
		act(visit, ACTION_SWITCH, *pressed - '0', NULL, NULL);
}
static void make_switches(struct visit *visit) { switches(visit, "1"); }
static void make_switches_once(struct visit *visit) { switches(visit, "11"); }
static void make_switches_taken(struct visit *visit) { switches(visit, "1111"); }
static void make_switches_ready(struct visit *visit) { switches(visit, "11122"); }
static void make_listen(struct visit *visit) { make_radios(visit); act(visit, ACTION_SPEECH, SPEECH_ON, NULL, "listen"); }
static void make_sign(struct visit *visit) { make_radios(visit); act(visit, ACTION_OPEN, SHEET_SIGN, NULL, NULL); }
static void make_sign_home(struct visit *visit) { make_home(visit); act(visit, ACTION_OPEN, SHEET_SIGN, NULL, NULL); }
static void make_finish(struct visit *visit) { make_radios(visit); act(visit, ACTION_OPEN, SHEET_FINISH, NULL, NULL); }
/* On a kiosk whose reports go straight to an Open311 server. */
static void make_why_direct(struct visit *visit)
{
	static json_t *codes;
	codes = codes ? codes : json_array();
	make_radios(visit);
	(void)visit_direct(visit, codes);
	act(visit, ACTION_OPEN, SHEET_WHY, NULL, NULL);
}

static void make_why(struct visit *visit) { make_radios(visit); act(visit, ACTION_OPEN, SHEET_WHY, NULL, NULL); }
static void make_still(struct visit *visit) { make_radios(visit); visit->sheet = SHEET_STILL_THERE; visit->warn_seconds = 34; }
static void make_idle_closed(struct visit *visit) { visit->now_minutes = 21 * 60; }

static void make_easier_second(struct visit *visit)
{
	begin(visit, "missed-bin");
	act(visit, ACTION_OPEN, SHEET_EASIER, NULL, NULL);
	act(visit, ACTION_PAGE, 1, NULL, NULL);
}

static void make_easier_idle(struct visit *visit)
{
	act(visit, ACTION_OPEN, SHEET_EASIER, NULL, NULL);
	act(visit, ACTION_PAGE, 1, NULL, NULL);
}

static void make_hidden(struct visit *visit)
{
	begin(visit, "missed-bin");
	char language[sizeof visit->language_tag];
	snprintf(language, sizeof language, "%s", visit->language_tag);
	int percent = visit->text_percent;
	act(visit, ACTION_HIDE, 0, NULL, NULL);
	act(visit, ACTION_LANGUAGE, 0, language, NULL); /* as somebody may choose who comes along */
	visit->place = PLACE_IDLE;
	visit->text_percent = percent;
	visit->hidden = true;
}

static void make_clean(struct visit *visit)
{
	char language[sizeof visit->language_tag];
	snprintf(language, sizeof language, "%s", visit->language_tag);
	int percent = visit->text_percent;
	act(visit, ACTION_CLEAN, 1, NULL, NULL);
	int64_t until_ms = visit->clean_until_ms;
	act(visit, ACTION_LANGUAGE, 0, language, NULL);
	visit->place = PLACE_IDLE;
	visit->text_percent = percent;
	visit->clean_until_ms = until_ms;
}

const struct scene scenes[] = {
	{ "idle", make_idle, false }, { "idle-closed", make_idle_closed, false }, { "idle-no-paper", make_idle_no_paper, false }, { "idle-started", make_idle_started, false }, { "home-no-paper", make_home_no_paper, true },
	{ "guide-open", make_guide_open, false }, { "guide-ready", make_guide_ready, false }, { "guide-roll", make_guide_roll, false }, { "guide-empty", make_guide_empty, false }, { "guide-trouble", make_guide_trouble, false },
	{ "guide-printing", make_guide_printing, false }, { "guide-look", make_guide_look, false }, { "guide-passed", make_guide_passed, false }, { "guide-failed", make_guide_failed, false }, { "home", make_home, true }, { "home-early", make_home_early, true }, { "home-down", make_home_down, true }, { "home-empty", make_home_empty, true },
	{ "home-by-name", make_home_names, true }, { "home-told", make_home_told, true }, { "home-forgotten", make_home_forgotten, true }, { "search", make_search, true }, { "search-found", make_search_found, true }, { "search-many", make_search_many, true }, { "search-nothing", make_search_nothing, true },
	{ "staff-nothing", make_staff_nothing, true }, { "staff-number", make_staff_number, true }, { "staff-reader", make_staff_reader, true }, { "staff-pin", make_staff_pin, true }, { "staff-pin-wrong", make_staff_pin_wrong, true }, { "staff-unread", make_staff_unread, true }, { "staff-locked", make_staff_locked, true },
	{ "staff-reason", make_staff_reason, true }, { "staff-code", make_staff_code, true }, { "staff-menu", make_staff_menu, true }, { "staff-menu-soon", make_staff_menu_soon, true }, { "staff-menu-overall", make_staff_menu_overall, true },
	{ "staff-reference", make_staff_reference, true }, { "staff-no-receipt", make_staff_no_receipt, true }, { "staff-printed", make_staff_printed, true },
	{ "training-menu", make_training_menu, true }, { "training-idle", make_training_idle, false }, { "training-home", make_training_home, true }, { "training-question", make_training_question, true },
	{ "pair-language", make_pair_language, true }, { "pair-who", make_pair_who, true }, { "pair-sheet", make_pair_sheet, true }, { "pair-question", make_pair_question, true }, { "pair-turned", make_pair_turned, true }, { "pair-check", make_pair_check, true },
	{ "training-sheet", make_training_sheet, true }, { "training-fixed", make_training_fixed, true }, { "training-faults", make_training_faults, true }, { "training-ending", make_training_ending, true },
	{ "staff-idle", make_staff_idle, false }, { "staff-home", make_staff_home, true }, { "staff-person", make_staff_person, true },
	{ "push-idle", make_push_idle, false }, { "push-home", make_push_home, true }, { "push", make_push, true }, { "push-typed", make_push_typed, true }, { "push-wrong", make_push_wrong, true }, { "push-gone", make_push_gone, true },
	{ "where", make_where, true }, { "where-typed", make_where_typed, true }, { "where-wrong", make_where_wrong, true }, { "where-asking", make_where_asking, true }, { "where-waiting", make_where_waiting, true },
	{ "where-held", make_where_held, true }, { "where-received", make_where_received, true }, { "where-unasked", make_where_unasked, true }, { "where-looking", make_where_looking, true },
	{ "where-planned", make_where_planned, true }, { "where-done", make_where_done, true }, { "where-not-ours", make_where_not_ours, true }, { "where-unknown", make_where_unknown, true },
	{ "where-offline", make_where_offline, true }, { "where-busy", make_where_busy, true },
	{ "park-offer", make_park_offer, true }, { "park-failed", make_park_failed, true }, { "parked", make_parked, true }, { "parked-printed", make_parked_printed, true }, { "parked-photo", make_parked_photo, true },
	{ "resume-home", make_resume_home, true }, { "resume", make_resume, true }, { "resume-missing", make_resume_missing, true }, { "resume-asking", make_resume_asking, true }, { "resume-wrong", make_resume_wrong, true },
	{ "resume-often", make_resume_often, true }, { "resume-not-now", make_resume_not_now, true }, { "resume-brought", make_resume_brought, true },
	{ "list-topic", make_list_topic, true },
	{ "list-all", make_list_all, true }, { "list-letter", make_list_letter, true }, { "list-moved", make_list_moved, true }, { "list-moved-second", make_list_moved_second, true }, { "list-died", make_list_died, true },
	{ "list-died-last", make_list_died_last, true }, { "offer", make_offer, true }, { "offer-address", make_offer_address, true }, { "offer-needs", make_offer_needs, true },
	{ "offer-two", make_offer_two, true },
	{ "service", make_service, true }, { "service-film", make_service_film, true }, { "service-blocked", make_service_blocked, true }, { "service-full", make_service_full, true }, { "service-foreign", make_service_foreign, true }, { "service-no-printer", make_service_no_printer, true }, { "charter", make_charter, true },
	{ "service-assisted", make_service_assisted, true }, { "service-complex", make_service_complex, true }, { "ways", make_ways, true }, { "ways-assisted", make_ways_assisted, true }, { "ways-complex", make_ways_complex, true }, { "ways-turned", make_ways_turned, true },
	{ "handout", make_handout, true }, { "handout-done", make_handout_done, true }, { "handout-no-paper", make_handout_no_paper, true }, { "handout-unsure", make_handout_unsure, true }, { "handout-gone", make_handout_gone, true },
	{ "radios", make_radios, true }, { "radios-wrong", make_radios_wrong, true }, { "text", make_text, true }, { "text-other", make_text_other, true }, { "text-upper", make_text_upper, true },
	{ "text-symbols", make_text_symbols, true }, { "text-marked", make_text_marked, true }, { "text-own", make_text_own, true }, { "text-own-more", make_text_own_more, true }, { "text-selected", make_text_selected, true }, { "text-cleared", make_text_cleared, true }, { "text-alphabet", make_text_alphabet, true },
	{ "text-own-alphabet", make_text_own_alphabet, true }, { "text-no-focus", make_text_idle, true }, { "date", make_date, true }, { "date-wrong", make_date_wrong, true },
	{ "address", make_address, true }, { "address-postcode", make_postcode, true }, { "address-wrong", make_address_wrong, true }, { "lines", make_lines, true },
	{ "lookup", make_lookup, true }, { "lookup-wrong", make_lookup_wrong, true }, { "lookup-slow", make_lookup_slow, true }, { "lookup-list", make_lookup_list, true },
	{ "lookup-list-second", make_lookup_list_second, true }, { "lookup-list-wrong", make_lookup_list_wrong, true }, { "lookup-few", make_lookup_few, true },
	{ "lookup-elsewhere", make_lookup_elsewhere, true }, { "lookup-several", make_lookup_several, true }, { "lookup-nobody", make_lookup_nobody, true },
	{ "lookup-chosen", make_lookup_chosen, true }, { "lookup-typed", make_lookup_typed, true }, { "lookup-failed", make_lookup_failed, true }, { "suggested", make_suggested, true }, { "suggested-long", make_suggested_long, true }, { "days", make_days, true }, { "days-end", make_days_end, true },
	{ "number", make_number, true }, { "number-wrong", make_number_wrong, true }, { "money", make_money, true }, { "email", make_email, true }, { "email-wrong", make_email_wrong, true },
	{ "phone", make_phone, true }, { "yes-no", make_yes_no, true }, { "checkboxes", make_checkboxes, true }, { "declaration", make_declaration, true },
	{ "long-title", make_long_title, true }, { "many", make_many, true }, { "many-second", make_many_second, true }, { "many-wrong", make_many_wrong, true },
	{ "select", make_select, true }, { "read", make_read, true }, { "read-second", make_read_second, true }, { "several", make_several, true },
	{ "several-second", make_several_second, true }, { "several-wrong", make_several_wrong, true }, { "two", make_two, true }, { "two-wrong", make_two_wrong, true },
	{ "content-first", make_content_first, true }, { "declare-long", make_declare_long, true }, { "terminal", make_terminal, true },
	{ "check", make_check, true }, { "check-second", make_check_second, true }, { "check-no-paper", make_check_no_paper, true }, { "check-long", make_check_long, true }, { "sending", make_sending, false },
	{ "done", make_done, true }, { "done-printing", make_done_printing, true }, { "done-offers", make_done_offers, true }, { "done-offers-said", make_done_offers_said, true }, { "done-saved", make_done_saved, true }, { "done-offline", make_done_offline, true }, { "done-no-paper", make_done_no_paper, true },
	{ "done-ask", make_done_ask, true }, { "done-unsure", make_done_unsure, true }, { "done-stuck", make_done_stuck, true }, { "done-withdrawn", make_done_withdrawn, true }, { "photo", make_photo, true },
	{ "done-plain", make_done_plain, true }, { "done-next", make_done_next, true }, { "done-trying", make_done_trying, true }, { "confirm", make_confirm, true }, { "problem-full", make_problem_full, true }, { "problem-store", make_problem_store, true }, { "problem-not-set-up", make_problem_set_up, true },
	{ "problem-too-large", make_problem_large, true }, { "problem-no-hub", make_problem_hub, true }, { "problem-unsure", make_problem_unsure, true },
	{ "person", make_person, true }, { "person-away", make_person_away, true }, { "person-idle", make_person_idle, true }, { "call-asking", make_call_asking, true }, { "call-down", make_call_down, true }, { "call-waiting", make_call_waiting, true }, { "call-coming", make_call_coming, true }, { "call-coming-idle", make_call_coming_idle, true }, { "call-printed", make_call_printed, true }, { "call-here", make_call_here, true }, { "call-here-trying", make_call_here_trying, true }, { "call-alone", make_call_alone, true }, { "call-alone-home", make_call_alone_home, true }, { "call-done", make_call_done, true }, { "call-under", make_call_under, true }, { "call-under-alone", make_call_under_alone, true }, { "language", make_language, true },
	{ "item", make_item, true }, { "item-next", make_item_next, true }, { "items", make_items, true }, { "items-wrong", make_items_wrong, true }, { "items-full", make_items_full, true },
	{ "items-last", make_items_last, true }, { "item-remove", make_item_remove, true }, { "month", make_month, true }, { "month-wrong", make_month_wrong, true },
	{ "moment", make_moment, true }, { "moment-wrong", make_moment_wrong, true }, { "desk", make_desk, true }, { "person-assist", make_person_assist, true }, { "check-items", make_check_items, true },
	{ "sums-up", make_sums_up, true }, { "check-fees", make_check_fees, true }, { "check-undeclared", make_check_undeclared, true }, { "done-desk", make_done_desk, true },
	{ "easier", make_easier, true }, { "easier-second", make_easier_second, true }, { "easier-idle", make_easier_idle, true }, { "hidden", make_hidden, false }, { "clean", make_clean, false }, { "listen", make_listen, true }, { "hands", make_hands, true }, { "learn", make_learn, true }, { "learn-next", make_learn_next, true }, { "learn-select", make_learn_select, true },
	{ "switches", make_switches, true }, { "switches-once", make_switches_once, true }, { "switches-taken", make_switches_taken, true }, { "switches-ready", make_switches_ready, true },
	{ "sign", make_sign, true }, { "sign-home", make_sign_home, true }, { "finish", make_finish, true }, { "why", make_why, true }, { "why-direct", make_why_direct, true },
	{ "masked-choice", make_masked_choice, true }, { "masked-date", make_masked_date, true }, { "masked-wrong", make_masked_wrong, true }, { "masked-shown", make_masked_shown, true }, { "masked-check", make_masked_check, true },
	{ "staff-helps", make_staff_helps, true }, { "assist", make_assist, true }, { "assist-not-now", make_assist_not_now, true }, { "helped-home", make_helped_home, true }, { "helped-choice", make_helped_choice, true },
	{ "helped-name", make_helped_name, true }, { "helped-check", make_helped_check, true },
	{ "spoken", make_spoken, true }, { "spoken-not-now", make_spoken_not_now, true }, { "behalf", make_behalf, true },
	{ "handback", make_handback, true }, { "handback-hidden", make_handback_hidden, true }, { "handback-shown", make_handback_shown, true },
	{ "join", make_join, true }, { "join-long", make_join_long, true }, { "joined-choice", make_joined_choice, true }, { "joined-shown", make_joined_shown, true }, { "joined-name", make_joined_name, true },
	{ "joined-check", make_joined_check, true }, { "join-left", make_join_left, true }, { "join-lost", make_join_lost, true },
	{ "doubt", make_doubt, true }, { "doubt-plate", make_doubt_plate, true }, { "still-there", make_still, true },
	{ "staff-more", make_staff_more, true }, { "staff-type", make_staff_type, true }, { "staff-word", make_staff_word, true }, { "staff-kind", make_staff_kind, true }, { "staff-remark", make_staff_remark, true }, { "staff-unsent", make_staff_unsent, true }, { "staff-noted", make_staff_noted, true }, { "staff-codes", make_staff_codes, true }, { "staff-easier", make_staff_easier, true },
};
const int scene_count = sizeof scenes / sizeof scenes[0];

enum fail scene_house(struct stage_house *ret, const char *assets, const char *forms)
{
	TRY(house_open(&ret->house, assets));
	char path[PATH_MAX];
	TRY(services_load(forms, &ret->house.services));
	TRY(file_path(path, sizeof path, forms, "../home/home.json"));
	arena_init(&ret->house.needs_arena, NEEDS_ARENA_BYTES);
	TRY(needs_read(path, &ret->house.needs_arena, &ret->needs));
	TRY(file_path(path, sizeof path, assets, "site/charter.json"));
	arena_init(&ret->house.charter_arena, CHARTER_ARENA_BYTES);
	TRY(charter_read(path, &ret->house.charter_arena, &ret->house.charter));
	visit_init(&ret->visit, &ret->house);
	return FAIL_NONE;
}

void scene_house_done(struct stage_house *house)
{
	visit_done(&house->visit);
	house_close(&house->house);
}

void scene_set(struct stage_house *house, const struct scene *scene, const char *language, const struct layout_panel *panel)
{
	visit_done(&house->visit);
	visit_init(&house->visit, &house->house);
	struct visit *visit = &house->visit;
	house->house.needs = house->needs;
	visit->hub_down = false;
	visit->has_desk = true;
	visit_now(visit, SCENE_WALL_MS, 1000);
	act(visit, ACTION_LANGUAGE, 0, language, NULL);
	visit->place = PLACE_IDLE;
	visit->text_percent = panel->text_percent;
	visit->panel = layout_class(panel);
	visit->width_dp = layout_width_dp(panel);
	visit->height_dp = layout_height_dp(panel);
	visit->reach_here = layout_band(panel, BAND_EDGE_MM, &visit->band);
	visit->reach = house->reach;
	scene->make(visit);
}

bool scene_turn(struct visit *visit, const struct tree *tree)
{
	const struct node *next = tree_find(tree, "page-next");
	enum keyboard_layer layer = visit->layer;
	char text[256] = "";
	if (!next)
		return false;
	if (next->action.text)
		snprintf(text, sizeof text, "%s", next->action.text);
	size_t whole = strcspn(text, "_");
	if (text[whole] == '_' && strncmp(visit->field, text, whole + 1) == 0)
		snprintf(text, sizeof text, "%s", visit->field);
	(void)visit_act(visit, (enum action)next->action.what, next->action.number, text, "page-next");
	visit->layer = layer;
	return true;
}
