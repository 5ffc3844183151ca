/* SPDX-License-Identifier: MIT */
/* unit.keyboard - what can be typed, and on which keys. */
#include "tests/unit/screens/screens_given.h"

#include <string.h>

static const struct layout_panel *const panel = &stage_panels[0].panel;

static void must_type(const struct given *given, const char *characters)
{
	char id[16];
	for (const char *at = characters; *at;) {
		int size = (unsigned char)*at < 0x80 ? 1 : 2;
		snprintf(id, sizeof id, "key:%.*s", size, at);
		const struct node *key = node(given, id);
		assert_int_equal(key->role, NODE_ROLE_KEY);
		assert_int_equal(key->action.what, ACTION_TYPE);
		assert_memory_equal(key->action.text, at, (size_t)size);
		at += size;
	}
}

static void letters_in_three_layers_with_the_welsh_ones(void **state)
{
	struct given *given = *state;
	show(given, "text", "en", panel);
	must_type(given, "1234567890qwertyuiopasdfghjkl'zxcvbnm-,.");
	press(given, "key-shift", panel);
	must_type(given, "QWERTYUIOPASDFGHJKL'ZXCVBNM");
	assert_true(node(given, "key-shift")->state & NODE_CHECKED);
	press(given, "key-shift", panel);
	press(given, "key-layer", panel);
	must_type(given, "&£@#%+=/()!?:;\"_ŵŷâêîôûïöéá");
	press(given, "key-layer", panel);
	must_type(given, "qwerty");
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
		cmocka_unit_test(letters_in_three_layers_with_the_welsh_ones),
		cmocka_unit_test(keys_type_at_the_caret),
		cmocka_unit_test(each_kind_has_its_keys),
		cmocka_unit_test(next_box_leads_through_a_date),
		cmocka_unit_test(a_likely_day_fills_the_date),
		cmocka_unit_test(no_keyboard_without_a_box_that_types),
	};
	return cmocka_run_group_tests_name("keyboard", cases, given_screens, gone_screens);
}
