/* SPDX-License-Identifier: MIT */
/* unit.stage_monkey - ten thousand random touches on real screens: a person and a way out are on every one of them. */
#include "tests/unit/stage/stage_given.h"

#include "tests/unit/visit/monkey.h"
#include "ui/screens/screens.h"
#include "ui/visit/idle.h"
#include "ui/visit/send.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 18000, CHOICES_MAX = NODE_MAX, SHOW_EVERY = 64 /* painting is the slow part, and not what is in question here */ };

static const struct node *by_id(const struct tree *tree, const char *id)
{
	const struct node *node = tree_find(tree, id);
	return node && node_focusable(tree, node) ? node : NULL;
}

/* Something that leads somewhere else than forward; on the idle screen, start is that. */
static bool way_out(const struct tree *tree)
{
	static const char *const ways[] = { "back", "close", "finish", "start", "another", "more-time", "assist-no" };
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
		if (by_id(tree, ways[i]))
			return true;
	return false;
}

static void check_screen(const struct visit *visit, const struct tree *tree)
{
	const char *where = tree->root->id;
	if (!tree_find(tree, "person"))
		fail_msg("nobody can be asked for on %s", where);
	if (visit->place != PLACE_SENDING && visit->clean_seconds == 0 && !way_out(tree)) /* both end by themselves */
		fail_msg("no way out of %s", where);
}

/* A random control; keys of the keyboard less often than the rest. */
static const struct node *pick(const struct tree *tree, struct monkey *monkey)
{
	const struct node *choice[CHOICES_MAX];
	unsigned count = 0;
	bool keys = monkey_pick(monkey, 3) == 0;
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		bool ends = strncmp(node->id, "finish", 6) == 0 && monkey_pick(monkey, 6) != 0; /* not too short a visit */
		if (node_focusable(tree, node) && !ends && (keys || node->role != NODE_ROLE_KEY))
			choice[count++] = node;
	}
	return count ? choice[monkey_pick(monkey, count)] : NULL;
}

/* Whoever asks is let in, or is not, or is signed out again. */
static void door_of_staff(struct visit *visit, struct monkey *monkey)
{
	static const char *const why[] = { "wrong", "locked", "dead", "expired" };
	json_t *in = json_pack("{s:s, s:[s, s, s, s, s]}", "name", "Sam", "rights", "print", "mend", "help", "drive", "supervise"), *no = json_pack("{s:s, s:i}", "why", why[monkey_pick(monkey, 4)], "wait_s", 15);
	json_t *gone = json_pack("{s:s}", "state", monkey_pick(monkey, 2) ? "left" : "warning");
	bool lets = monkey_pick(monkey, 2);
	if (visit->staff.waits)
		visit_staff_answered(visit, lets ? FAIL_NONE : FAIL_DENIED, lets ? in : no);
	else if (visit->staff.in)
		visit_staff_told(visit, gone);
	json_decref(in), json_decref(no), json_decref(gone);
}

/* Somebody at the desk asks, is let in or not, and goes. */
static void desk_of_staff(struct visit *visit, struct monkey *monkey)
{
	bool awaited;
	json_t *asked = json_pack("{s:s, s:s, s:b}", "state", "asked", "name", "Sam", "types", 1), *ended = json_pack("{s:s, s:s, s:s}", "state", "ended", "why", "left", "name", "Sam"), *note;
	unsigned what = monkey_pick(monkey, 8);
	while ((note = visit_assist_request(visit, &awaited)))
		json_decref(note);
	if (visit->assist.asked != ASSIST_ALONE || visit->assist.sends != WHY_NONE)
		visit_assist_answered(visit, what == 0 ? FAIL_DENIED : FAIL_NONE, NULL);
	else if (what == 0)
		visit_join_told(visit, asked);
	else if (what == 1 || visit_join_sees(visit))
		visit_join_told(visit, ended);
	json_decref(asked), json_decref(ended);
}

/* What the hub says of kept answers, and of a form that the desk lays ready; and now and then all this is training. */
static void hub_says(struct visit *visit, struct monkey *monkey)
{
	unsigned what = monkey_pick(monkey, 24);
	json_t *until = json_pack("{s:I}", "until_ms", (json_int_t)visit->now_ms + 1800000), *ready = json_pack("{s:s}", "ticket", what % 2 ? "A12" : "");
	json_t *training = json_pack("{s:b, s:b}", "on", what == 0 || (visit->training.on && what > 4), "desk", 1);
	if (visit->park.keeping == PARK_KEEP_ASKING)
		visit_park_kept(visit, what % 4 ? FAIL_NONE : FAIL_FULL, until);
	if (visit->park.stage == PARK_ASKING)
		visit_park_found(visit, what % 2 ? FAIL_EMPTY : FAIL_OFFLINE, NULL, NULL, 0);
	visit_parked_here(visit, true);
	if (what == 7) /* where nobody is, or not at all */
		visit_brought(visit, "K7M4QX", "walk", "cy");
	if (visit->push.waits)
		visit_push_answered(visit, what % 3 ? FAIL_DENIED : FAIL_EMPTY, NULL);
	else
		visit_push_told(visit, ready);
	visit_training_told(visit, training);
	json_decref(until), json_decref(ready), json_decref(training);
}

static void outside_world(struct visit *visit, struct monkey *monkey)
{
	static const enum fail codes[] = { FAIL_NONE, FAIL_NONE, FAIL_OFFLINE, FAIL_FULL };
	static const char *const printers[] = { "ready", "none", "paper", "cover" };
	door_of_staff(visit, monkey);
	desk_of_staff(visit, monkey);
	hub_says(visit, monkey);
	if (visit->place == PLACE_SENDING)
		visit_sent(visit, visit->id.text, codes[monkey_pick(monkey, 4)]);
	else
		visit_printer(visit, printers[monkey_pick(monkey, 4)]);
}

/* Several, so that one can be taken away. */
static unsigned answer_list(struct ui *ui)
{
	static const char *const fields[] = { "kind", "hive" };
	unsigned effects = visit_act(&ui->visit, ACTION_CLOSE, 0, "", "") | visit_act(&ui->visit, ACTION_ITEM_REMOVE, 0, "", "");
	if (ui->visit.sheet == SHEET_REMOVE)
		return effects;
	effects |= visit_act(&ui->visit, ACTION_ITEM_ADD, 0, "", "");
	for (size_t i = 0; i < 2; i++) {
		char node[64];
		snprintf(node, sizeof node, "field:%s", fields[i]);
		visit_act(&ui->visit, ACTION_SET, 0, "Cat", node);
	}
	return effects | visit_act(&ui->visit, ACTION_CONTINUE, 0, "", "");
}

/* Any service; with @lists one that asks for several of something. */
static const struct form *service_pick(const struct visit *visit, struct monkey *monkey, bool lists)
{
	for (size_t i = 0; lists && i < visit->service_count; i++)
		for (size_t k = 0; k < visit->service[i]->page_count; k++)
			if (visit->service[i]->page[k].repeat)
				return visit->service[i];
	return visit->service[monkey_pick(monkey, (unsigned)visit->service_count)];
}

/* Everything that the page wants, so that the far screens are met too. */
static unsigned answer(struct ui *ui, struct monkey *monkey, bool lists)
{
	static const char *const texts[] = { "3", "Siân O'Neill", "ada@example.org", "01632 960 001", "MF2 4QT", "2026-01-02" };
	const struct form_page *page = ui->visit.place == PLACE_QUESTION ? &ui->visit.form->page[ui->visit.page] : NULL;
	if (ui->visit.place == PLACE_ITEMS)
		return answer_list(ui);
	if (ui->visit.sheet != SHEET_NONE)
		return visit_act(&ui->visit, ACTION_CLOSE, 0, "", ""); /* nobody fills in what is covered */
	if (ui->visit.place == PLACE_HOME && ui->visit.sheet == SHEET_NONE && ui->visit.service_count) {
		const struct form *form = service_pick(&ui->visit, monkey, lists);
		return visit_act(&ui->visit, ACTION_SERVICE, 0, form->service.code, "") | visit_act(&ui->visit, ACTION_BEGIN, 0, "", "");
	}
	if (ui->visit.place == PLACE_CHECK)
		return visit_act(&ui->visit, ACTION_SEND, 0, "", "");
	if (ui->visit.place == PLACE_DONE) /* its button is there for some printers only */
		return visit_act(&ui->visit, ACTION_OPEN, SHEET_PHOTO, "", "");
	if (!page)
		return 0;
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		char node[512];
		if (component->list && component->list->count) {
			const char *value = component->list->item[monkey_pick(monkey, (unsigned)component->list->count)].value;
			snprintf(node, sizeof node, "choice:%s:%s", component->name, value);
			visit_act(&ui->visit, ACTION_CHOOSE, 0, value, node);
		} else if (component_asks(component->kind)) {
			snprintf(node, sizeof node, "choice:%s:true", component->name);
			visit_act(&ui->visit, ACTION_CHOOSE, 0, "true", node);
			visit_act(&ui->visit, ACTION_SET, 0, texts[monkey_pick(monkey, 6)], "");
			visit_act(&ui->visit, ACTION_NEXT_FIELD, 0, "", "");
		}
	}
	return visit_act(&ui->visit, ACTION_CONTINUE, 0, "", "");
}

/* Larger words or not, controls within reach of a hand or not, in the middle of it. */
static unsigned easier(struct visit *visit, struct monkey *monkey)
{
	static const int sizes[] = { 100, 150, 200 };
	return visit_act(visit, ACTION_TEXT_SIZE, sizes[monkey_pick(monkey, 3)], "", "") | visit_act(visit, ACTION_REACH, (int)monkey_pick(monkey, REACH_COUNT), "", "");
}

/* Sam types for them as soon as they allow it, by a touch or aloud, or has typed and sends, or is stopped. */
static unsigned helped(struct ui *ui, struct monkey *monkey, bool lists)
{
	struct visit *visit = &ui->visit;
	if (visit->assist.way == ASSIST_TYPES && behalf_offered(visit))
		return visit_act(visit, ACTION_ASSIST, 0, "behalf", "") | visit_act(visit, ACTION_ASSIST, monkey_pick(monkey, 2) ? WHY_SEE : WHY_NONE, "send", "");
	if (visit->assist.way == ASSIST_TYPES)
		return answer(ui, monkey, lists) | visit_act(visit, ACTION_ASSIST, 0, "stop", "");
	json_t *in = json_pack("{s:s, s:[s, s]}", "name", "Sam", "rights", "help", "drive");
	unsigned effects = visit_helper(visit, in);
	json_decref(in);
	if (monkey_pick(monkey, 3) == 0) /* nobody has chosen why yet */
		return effects | visit_act(visit, ACTION_ASSIST, 0, "spoken", "");
	effects |= visit_act(visit, ACTION_ASSIST, 0, "ask", "") | visit_act(visit, ACTION_ASSIST, 0, "types", "");
	effects |= visit_assist_answered(visit, FAIL_NONE, NULL);
	return effects | visit_act(visit, ACTION_ASSIST, 0, "behalf", ""); /* where all is answered */
}

/* One thing that happens: the clock, the world outside, a page filled in, another way to show it, or a random touch. */
static unsigned step_once(struct ui *ui, const struct tree *tree, struct monkey *monkey, unsigned what, bool lists)
{
	unsigned effects = visit_tick(&ui->visit);
	if (effects & EFFECT_MOVED)
		return effects; /* the tree is another one now */
	const struct node *node = pick(tree, monkey);
	if (what < 12)
		outside_world(&ui->visit, monkey);
	else if (what < (ui->visit.place == PLACE_ITEMS ? 60 : 24)) /* lists are rare */
		effects |= answer(ui, monkey, lists);
	else if (what < (ui->visit.place == PLACE_CHECK ? 60 : 28)) /* and so is that all is answered */
		effects |= helped(ui, monkey, lists);
	else if (what > 97)
		effects |= easier(&ui->visit, monkey);
	else if (node)
		effects |= visit_act(&ui->visit, (enum action)node->action.what, node->action.number, node->action.text, node->id);
	return effects;
}

static void every_screen_has_a_person_and_a_way_out(void **state)
{
	struct kiosk_given *kiosk = *state;
	struct monkey monkey = monkey_new();
	unsigned been[PLACE_COUNT] = { 0 }, sheets[SHEET_COUNT] = { 0 }, large_for[REACH_COUNT] = { 0 };
	struct ui *ui = &kiosk->ui;
	struct tree tree;
	int64_t passed = 0;
	given_home(kiosk);
	kiosk->keypad = "nine-keys,two-switches";
	kiosk_open(kiosk);
	ui_picture(ui);
	assert_int_equal(envelope_key_read(kiosk->hub.council_key, &ui->council_key), FAIL_NONE);
	visit_hub_up(&ui->visit, ui->council_key, "urn:uuid:k");
	json_t *staff = json_pack("{s:b, s:i}", "ready", 1, "number", 1);
	visit_staff_hello(&ui->visit, staff);
	visit_desk_here(&ui->visit, true);
	visit_parking(&ui->visit, &(struct draft_key){ "the key of this run, in memory.." });
	json_decref(staff);
	for (size_t i = 0; i < ui->visit.service_count; i++)
		ui->visit.service[i]->service.confirms = true; /* whoever is helped with one is asked whether they are in */
	tree_init(&tree);
	for (int step = 0; step < STEPS; step++) {
		ui_now(ui);
		assert_int_equal(screen_build(&ui->visit, &tree), FAIL_NONE);
		check_screen(&ui->visit, &tree);
		been[ui->visit.place]++;
		sheets[ui->visit.sheet]++;
		large_for[ui->visit.reach] += ui->visit.text_percent == 200;
		unsigned what = monkey_pick(&monkey, 100);
		passed += what < 3 ? VISIT_IDLE_MS : 100;
		visit_now(&ui->visit, ui->visit.now_ms + passed, ui->visit.mono_ms + passed);
		unsigned effects = step_once(ui, &tree, &monkey, what, step > STEPS / 4 && been[PLACE_ITEMS] == 0); /* by chance alone some seeds meet none */
		if (effects & EFFECT_WIPE || step % SHOW_EVERY == 0)
			ui_apply(ui, (effects | EFFECT_REBUILD) & ~(unsigned)EFFECT_SEND);
	}
	tree_done(&tree);
	for (enum place place = 0; place < PLACE_COUNT; place++)
		print_message("%s: %u\n", place_name(place), been[place]);
	for (enum place place = 0; place < PLACE_COUNT; place++)
		assert_true(been[place] > 0);
	for (enum reach hand = REACH_OFF; hand < REACH_COUNT; hand++)
		assert_true(large_for[hand] > 0);
	for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++)
		print_message("%s: %u\n", sheet_name(sheet), sheets[sheet]);
	for (enum sheet sheet = 0; sheet < SHEET_COUNT; sheet++)
		assert_true(sheets[sheet] > 0 || sheet == SHEET_WHY || sheet == SHEET_DOUBT); /* these forms never ask why, random typing is no near miss, and nobody practises here */
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(every_screen_has_a_person_and_a_way_out, given_kiosk, gone_kiosk) };
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	return cmocka_run_group_tests_name("stage_monkey", cases, NULL, NULL);
}
