/* SPDX-License-Identifier: MIT */
/* unit.staff_known - browsers that somebody has signed in with: theirs, nobody else's, and not after a new PIN. */
#include "tests/lib/given.h"

#include "firmware/staff/known.h"

#include <stdio.h>
#include <string.h>

static const struct roster_member sam = { .id = "sam", .pin = "$argon2id$one" }, kim = { .id = "kim", .pin = "$argon2id$two" };

static void a_browser_is_known_for_whom_it_is(void **state)
{
	static struct roster roster = { .pepper = "pepper" }, other = { .pepper = "salt" };
	struct roster_member anew = sam;
	char list[KNOWN_LIST_MAX_BYTES + 1], both[KNOWN_LIST_MAX_BYTES + 1], name[KNOWN_NAME_BYTES], again[KNOWN_NAME_BYTES];
	(void)state;
	known_add(&roster, &sam, "", list);
	assert_int_equal(strlen(list), KNOWN_TOKEN_BYTES);
	assert_true(known_find(&roster, &sam, list, name));
	assert_int_equal(strlen(name), KNOWN_NAME_BYTES - 1);
	assert_false(known_find(&roster, &kim, list, again));
	assert_false(known_find(&other, &sam, list, again)); /* another council's kiosk */
	snprintf(anew.pin, sizeof anew.pin, "$argon2id$three");
	assert_false(known_find(&roster, &anew, list, again));
	known_add(&roster, &kim, list, both);
	assert_true(known_find(&roster, &kim, both, again) && known_find(&roster, &sam, both, again));
	assert_string_equal(again, name);
	known_add(&roster, &sam, both, list);
	assert_true(known_find(&roster, &sam, list, again));
	assert_string_not_equal(again, name); /* each sign-in is a new name, and the old one is gone */
	assert_int_equal(strlen(list), 2 * KNOWN_TOKEN_BYTES + 1);
}

static void what_was_changed_is_nobodys(void **state)
{
	static struct roster roster = { .pepper = "pepper" };
	char list[KNOWN_LIST_MAX_BYTES + 1], forged[KNOWN_LIST_MAX_BYTES + 2], name[KNOWN_NAME_BYTES];
	static const char *const wrong[] = { "", ".", "0", "0000000000000000000000000000000000000000000000000000000000000000", "zz" };
	(void)state;
	known_add(&roster, &sam, "", list);
	for (size_t i = 0; i < KNOWN_TOKEN_BYTES; i++) {
		snprintf(forged, sizeof forged, "%s", list);
		forged[i] = forged[i] == 'a' ? 'b' : 'a';
		assert_false(known_find(&roster, &sam, forged, name));
	}
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(known_find(&roster, &sam, wrong[i], name));
	snprintf(forged, sizeof forged, "%.63s", list);
	assert_false(known_find(&roster, &sam, forged, name));
	snprintf(forged, sizeof forged, "%s0", list);
	assert_false(known_find(&roster, &sam, forged, name));
}

static void four_share_a_browser_and_the_fifth_takes_a_place(void **state)
{
	static struct roster roster = { .pepper = "pepper" };
	struct roster_member member = sam;
	char list[KNOWN_LIST_MAX_BYTES + 1] = "", next[KNOWN_LIST_MAX_BYTES + 1], name[KNOWN_NAME_BYTES];
	(void)state;
	for (int i = 0; i < KNOWN_MAX + 1; i++) {
		snprintf(member.id, sizeof member.id, "person-%d", i);
		known_add(&roster, &member, list, next);
		memcpy(list, next, sizeof list);
	}
	assert_int_equal(strlen(list), KNOWN_LIST_MAX_BYTES);
	for (int i = 0; i < KNOWN_MAX + 1; i++) {
		snprintf(member.id, sizeof member.id, "person-%d", i);
		assert_int_equal(known_find(&roster, &member, list, name), i > 0);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(a_browser_is_known_for_whom_it_is), cmocka_unit_test(what_was_changed_is_nobodys), cmocka_unit_test(four_share_a_browser_and_the_fifth_takes_a_place) };
	return cmocka_run_group_tests_name("staff_known", cases, NULL, NULL);
}
