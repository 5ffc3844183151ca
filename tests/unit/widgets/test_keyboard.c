/* SPDX-License-Identifier: MIT */
/* unit.keyboard - what can be typed, and on which keys. */
#include "firmware/base/utf8.h"
#include "tests/golden/screens/stage_panels.h"
#include "tests/unit/screens/screens_given.h"
#include "ui/tree/audit.h"

#include <string.h>

static const struct layout_panel *const panel = &stage_panels[0].panel;

static void must_type(const struct given *given, const char *characters)
{
	char id[24];
	for (const char *at = characters; *at;) {
		const char *next = at;
		utf8_next(&next);
		int size = (int)(next - at);
		snprintf(id, sizeof id, "key:%.*s", size, at);
		const struct node *key = node(given, id);
		assert_int_equal(key->role, NODE_ROLE_KEY);
		assert_int_equal(key->action.what, ACTION_TYPE);
		assert_memory_equal(key->action.text, at, (size_t)size);
		at += size;
	}
}

static void letters_in_two_cases_and_symbols(void **state)
{
	struct given *given = *state;
	show(given, "text", "en", panel);
	must_type(given, "1234567890qwertyuiopasdfghjkl'zxcvbnm-,.");
	press(given, "key-shift", panel);
	must_type(given, "QWERTYUIOPASDFGHJKL'ZXCVBNM");
	assert_true(node(given, "key-shift")->state & NODE_CHECKED);
	press(given, "key-shift", panel);
	press(given, "key-layer", panel);
	must_type(given, "&£@#%+=/()!?:;\"_*€°½[]<>~^|");
	press(given, "key-layer", panel);
	must_type(given, "qwerty");
}

static void letters_with_marks_are_a_list_and_go_after_one(void **state)
{
	struct given *given = *state;
	show(given, "text", "en", panel);
	press(given, "key-marked", panel);
	must_type(given, "âêîôûŵŷ" "ąćęłńóśźż" "ăâîșț" "áàäçéèëíìïñöúùüý");
	press(given, "key-shift", panel);
	must_type(given, "ÂÊÎÔÛŴŶ" "ĄĆĘŁŃÓŚŹŻ" "ĂÂÎȘȚ");
	press(given, "key:Ł", panel);
	assert_string_equal(node(given, "field:fullName")->value, "Amina O’ConŁ");
	must_type(given, "qwerty"); /* one letter, and back */
	press(given, "key-marked", panel);
	press(given, "key-marked", panel);
	must_type(given, "qwerty");
}

static void a_language_has_its_own_letters_one_key_away(void **state)
{
	static const struct { const char *language, *letters, *more; } own[] = {
		{ "ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة،", NULL },
		{ "ur", "ابپتجچحدرزسشطعفقکگلمنوہھءیے،۔1234567890", "آٹثخڈذڑژصضظغںؤئۃ؟" },
		{ "bn", "অআইএওকখগচছজটডতথদধনপফবভমযরলশসহািীুো্।", "ঈউঊঋঐঔঘঙঝঞঠঢণষৎংঃঁূৃৈৌ1234567890" },
	};
	struct given *given = *state;
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		show(given, "text", own[i].language, panel);
		must_type(given, "qwertyuiopasdfghjklzxcvbnm"); /* names in forms are in Latin letters, most often */
		press(given, "key-own", panel);
		must_type(given, own[i].letters);
		assert_string_equal(node(given, "key:-")->lang ? node(given, "key:-")->lang : "", "");
		assert_null(tree_find(&given->tree, "key:q"));
		if (own[i].more) {
			press(given, "key-shift", panel);
			must_type(given, own[i].more);
			press(given, "key-shift", panel);
		}
		press(given, "key-own", panel);
		must_type(given, "qwerty");
	}
	show(given, "text-own", "en", panel); /* the visit came from another language */
	must_type(given, "qwerty");
	assert_null(tree_find(&given->tree, "key-own"));
}

static void bengali_is_deleted_as_it_is_read(void **state)
{
	struct given *given = *state;
	show(given, "text-own", "bn", panel);
	press(given, "key-clear", panel);
	static const char *const keys[] = { "key:স", "key:্", "key:ত", "key:্", "key:র", "key:ী" };
	press(given, "key:ব", panel);
	press(given, "key:া", panel);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		press(given, keys[i], panel);
	assert_string_equal(node(given, "field:fullName")->value, "বাস্ত্রী");
	press(given, "key-delete", panel);
	assert_string_equal(node(given, "field:fullName")->value, "বা");
	press(given, "key-delete", panel);
	assert_string_equal(node(given, "field:fullName")->value, "");
}

static void no_box_but_words_gets_other_letters(void **state)
{
	static const char *const scenes_without[] = { "email", "number", "phone", "address-postcode" };
	struct given *given = *state;
	for (size_t i = 0; i < sizeof scenes_without / sizeof scenes_without[0]; i++) {
		show(given, scenes_without[i], "ur", panel);
		assert_null(tree_find(&given->tree, "key-own"));
		assert_null(tree_find(&given->tree, "key-marked"));
	}
}

/* The keyboard may be on a later part of the page. */
static bool turn_to_keys(struct given *given, const struct scene *scene, const char *language, const struct layout_panel *one)
{
	build_only(given, scene, language, one);
	enum keyboard_layer layer = given->house.visit.layer;
	while (!tree_find(&given->tree, "keyboard")) {
		if (!turn_page(given))
			return false;
		given->house.visit.layer = layer;
		show_again(given, one);
	}
	show_again(given, one);
	return true;
}

static void one_layer_keeps_the_rules(struct given *given, const struct scene *scene, const char *language, const struct stage_panel *on)
{
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	if (!turn_to_keys(given, scene, language, &on->panel))
		fail_msg("%s in %s, %s: no part of it has keys", scene->name, language, on->name);
	const struct node *first = node(given, "row:1"), *fourth = node(given, "row:4"); /* two switches begin at the first of them */
	assert_true(first->top_px < fourth->top_px && first->child->left_px < first->last->left_px); /* never mirrored */
	if (audit_tree(&given->tree, on->panel.px_per_mm, on->panel.width_px, on->panel.height_px, broken) > 0)
		fail_msg("%s in %s, %s: %s: %s", scene->name, language, on->name, broken[0].rule, broken[0].words);
}

static void every_layer_keeps_the_rules_on_every_panel(void **state)
{
	static const char *const layers[] = { "text", "text-upper", "text-symbols", "text-marked", "text-own", "text-own-more", "text-own-alphabet", "text-selected", "text-cleared" };
	for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++)
		for (int s = 0; s < scene_count; s++)
			for (int p = 0; strcmp(scenes[s].name, layers[i]) == 0 && p < STAGE_ALL_PANELS; p++)
				for (int language = 0; language < STAGE_LANGUAGES; language++)
					one_layer_keeps_the_rules(*state, &scenes[s], stage_languages[language], &stage_panels[p]);
}

/* On the panel of 10 inches four rows hold all letters of every language that a larger one shows in five, and its keys stay in their place. */
static void four_rows_of_the_lowest_panel_hold_every_letter(void **state)
{
	static const struct { const char *language, *letters; } own[] = {
		{ "ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة؟،." }, { "bn", "অআইএওকখগচছজটডতথদধনপফবভমযরলশসহািীুো্," },
	};
	struct given *given = *state;
	for (int p = STAGE_PANELS; p < STAGE_ALL_PANELS; p++) {
		const struct layout_panel *low = &stage_panels[p].panel;
		for (int s = 0; s < scene_count; s++) {
			bool marked = strcmp(scenes[s].name, "text-marked") == 0;
			for (size_t i = 0; (marked || strcmp(scenes[s].name, "text-own") == 0) && i < sizeof own / sizeof own[0]; i++) {
				assert_true(turn_to_keys(given, &scenes[s], own[i].language, low));
				must_type(given, marked ? "âêîôûŵŷ" "ąćęłńóśźż" "ăâîșț" "áàäçéèëíìïñöúùüý" : own[i].letters);
				assert_null(tree_find(&given->tree, "row:5"));
				(void)node(given, "key-delete"), (void)node(given, marked ? "key-marked" : "key-space");
			}
		}
		int top = 0;
		for (int s = 0; s < scene_count; s++)
			if (strcmp(scenes[s].name, "text") == 0 || strcmp(scenes[s].name, "text-marked") == 0) {
				assert_true(turn_to_keys(given, &scenes[s], "en", low));
				assert_true(top == 0 || top == node(given, "keyboard")->top_px);
				top = node(given, "keyboard")->top_px;
			}
	}
}

static void keys_type_at_the_caret(void **state)
{
	struct given *given = *state;
	show(given, "text", "en", panel);
	press(given, "key:n", panel);
	press(given, "key-space", panel);
	press(given, "key-delete", panel);
	assert_string_equal(node(given, "field:fullName")->value, "Amina O’Conn");
	assert_int_equal(node(given, "field:fullName")->caret, (int)strlen("Amina O’Conn"));
	press(given, "key-clear", panel);
	assert_string_equal(node(given, "field:fullName")->value, "");
}

static void letters_stand_by_the_alphabet_for_who_wants_it(void **state)
{
	struct given *given = *state;
	show(given, "text", "en", panel);
	press(given, "key-order", panel);
	const char *letters = "abcdefghijklmnopqrstuvwxyz'", *row[] = { "row:2", "row:3", "row:4" };
	for (size_t i = 0; i < 3; i++)
		for (const struct node *key = node(given, row[i])->child; key; key = key->next)
			if (key->look == LOOK_KEY)
				assert_memory_equal(key->name, letters++, 1);
	assert_string_equal(letters, "");
	must_type(given, "1234567890-,.");
	press(given, "key-shift", panel);
	must_type(given, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	press(given, "key-order", panel);
	must_type(given, "QWERTY");
	assert_string_equal(node(given, "row:2")->child->name, "Q");
	given->house.visit.voice.on = true; /* whoever listens, before they choose */
	given->house.visit.key_order = KEY_ORDER_AUTO;
	press(given, "key-shift", panel);
	assert_string_equal(node(given, "row:2")->child->name, "a");
}

static void other_alphabets_keep_all_their_letters(void **state)
{
	static const struct { const char *language, *letters, *more; } own[] = {
		{ "ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة؟،.", NULL },
		{ "ur", "ابپتجچحدرزسشطعفقکگلمنوہھءیے،۔1234567890", "آٹثخڈذڑژصضظغںؤۂۓ؟ئ؛ۃ'()!:/&" },
	};
	struct given *given = *state;
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		show(given, "text-own-alphabet", own[i].language, panel);
		must_type(given, own[i].letters);
		if (own[i].more) {
			press(given, "key-shift", panel);
			must_type(given, own[i].more);
		}
	}
	show(given, "address-postcode", "en", panel);
	press(given, "key-order", panel);
	must_type(given, "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890");
	show(given, "email", "en", panel);
	press(given, "key-order", panel);
	must_type(given, "abcdefghijklmnopqrstuvwxyz'@.-_+");
}

static void keys_move_mark_and_undo(void **state)
{
	struct given *given = *state;
	show(given, "text", "en", panel);
	press(given, "key-word", panel);
	const struct node *field = node(given, "field:fullName");
	assert_true(field->state & NODE_SELECTED_TEXT);
	assert_int_equal(field->select, (int)strlen("Amina "));
	press(given, "key:x", panel);
	assert_string_equal(node(given, "field:fullName")->value, "Amina x");
	press(given, "key-left", panel);
	press(given, "key:y", panel);
	press(given, "key-right", panel);
	press(given, "key:z", panel);
	assert_string_equal(node(given, "field:fullName")->value, "Amina yxz");
	press(given, "key-clear", panel);
	assert_string_equal(node(given, "field:fullName")->value, "");
	assert_null(tree_find(&given->tree, "key-clear"));
	press(given, "key-undo", panel);
	assert_string_equal(node(given, "field:fullName")->value, "Amina yxz");
	press(given, "key-clear", panel);
	press(given, "key:q", panel);
	assert_null(tree_find(&given->tree, "key-undo"));
}

static void in_urdu_left_leads_on(void **state)
{
	struct given *given = *state;
	show(given, "text-own", "ur", panel);
	press(given, "key-clear", panel);
	static const char *const keys[] = { "key:ب", "key:ی", "key:گ" };
	for (size_t i = 0; i < 3; i++)
		press(given, keys[i], panel);
	press(given, "key-right", panel); /* back over the last letter */
	press(given, "key:ن", panel);
	assert_string_equal(node(given, "field:fullName")->value, "بینگ");
	press(given, "key-left", panel);
	assert_int_equal(node(given, "field:fullName")->caret, (int)strlen("بینگ"));
}

static void each_kind_has_its_keys(void **state)
{
	struct given *given = *state;
	show(given, "email", "en", panel);
	must_type(given, "@.-_+");
	assert_string_equal(node(given, "key:.co.uk")->action.text, ".co.uk");
	show(given, "number", "en", panel);
	must_type(given, "0123456789");
	assert_null(tree_find(&given->tree, "key:.")); /* whole numbers only */
	assert_null(tree_find(&given->tree, "key:q"));
	show(given, "money", "en", panel);
	must_type(given, "0123456789.");
	show(given, "phone", "en", panel);
	must_type(given, "0123456789+");
	show(given, "address-postcode", "en", panel);
	must_type(given, "MFQT240");
	assert_null(tree_find(&given->tree, "key:q"));
	show(given, "lines", "en", panel);
	assert_string_equal(node(given, "key-line")->action.text, "\n");
}

/* 10 inches: at the largest text too all keys stand below the box; digits wait behind one of them. */
static void an_email_on_a_low_panel_keeps_digits_behind_a_key(void **state)
{
	struct given *given = *state;
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	for (int percent = 100; percent <= 200; percent += 50) {
		struct layout_panel low = { 800, 480, 3.64, percent };
		show(given, "email", "en", &low);
		for (int page = 1; !tree_find(&given->tree, "key:q"); page++) {
			assert_in_range(page, 1, 9);
			press(given, "page-next", &low);
		}
		must_type(given, "qwertyuiopasdfghjkl'zxcvbnm@.-_+");
		assert_null(tree_find(&given->tree, "key:1"));
		press(given, "key-layer", &low);
		must_type(given, "1234567890/:?#&=%!@.-_+");
		assert_int_equal(audit_tree(&given->tree, low.px_per_mm, low.width_px, low.height_px, broken), 0);
		press(given, "key-layer", &low);
		must_type(given, "qwerty");
		assert_int_equal(audit_tree(&given->tree, low.px_per_mm, low.width_px, low.height_px, broken), 0);
	}
}

static void next_box_leads_through_a_date(void **state)
{
	struct given *given = *state;
	show(given, "date", "en", panel);
	assert_string_equal(given->house.visit.field, "due__month");
	press(given, "key-next", panel);
	assert_string_equal(given->house.visit.field, "due__year");
	assert_null(tree_find(&given->tree, "key-next")); /* the last box */
}

static void a_likely_day_fills_the_date(void **state)
{
	struct given *given = *state;
	show(given, "date", "en", panel);
	press(given, "choice:due:2026-11-24", panel);
	assert_string_equal(node(given, "field:due__day")->value, "24");
	assert_string_equal(node(given, "said")->name, "Tuesday 24 November 2026, today");
}

static void no_keyboard_without_a_box_that_types(void **state)
{
	struct given *given = *state;
	show(given, "text-no-focus", "en", panel);
	assert_null(tree_find(&given->tree, "keyboard"));
	press(given, "field:fullName", panel);
	assert_non_null(tree_find(&given->tree, "keyboard"));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(letters_in_two_cases_and_symbols),
		cmocka_unit_test(letters_with_marks_are_a_list_and_go_after_one),
		cmocka_unit_test(a_language_has_its_own_letters_one_key_away),
		cmocka_unit_test(bengali_is_deleted_as_it_is_read),
		cmocka_unit_test(no_box_but_words_gets_other_letters),
		cmocka_unit_test(every_layer_keeps_the_rules_on_every_panel), cmocka_unit_test(four_rows_of_the_lowest_panel_hold_every_letter),
		cmocka_unit_test(keys_type_at_the_caret),
		cmocka_unit_test(letters_stand_by_the_alphabet_for_who_wants_it),
		cmocka_unit_test(other_alphabets_keep_all_their_letters),
		cmocka_unit_test(keys_move_mark_and_undo),
		cmocka_unit_test(in_urdu_left_leads_on),
		cmocka_unit_test(each_kind_has_its_keys),
		cmocka_unit_test(an_email_on_a_low_panel_keeps_digits_behind_a_key),
		cmocka_unit_test(next_box_leads_through_a_date),
		cmocka_unit_test(a_likely_day_fills_the_date),
		cmocka_unit_test(no_keyboard_without_a_box_that_types),
	};
	return cmocka_run_group_tests_name("keyboard", cases, given_screens, gone_screens);
}
