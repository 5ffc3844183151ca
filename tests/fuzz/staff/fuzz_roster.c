/* SPDX-License-Identifier: MIT */
/* fuzz.roster - any list of staff: taken or refused; who is in it is found by number, and nobody is found by nothing. */
#include "firmware/staff/roster.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct roster roster;
	fail_clear();
	if (roster_parse((const char *)bytes, size, size % 2, &roster) != FAIL_NONE)
		return 0;
	for (size_t i = 0; i < roster.count; i++) {
		const struct roster_member *member = &roster.members[i];
		must(roster_by_number(&roster, member->number) == member && roster_by_id(&roster, member->id) == member);
		must(!member->pin[0] || pin_verifier_check(member->pin) == FAIL_NONE);
		must(member->role != STAFF_ROLE_CODE);
	}
	must(!roster_by_badge(&roster, "") && !roster_by_number(&roster, ""));
	return 0;
}
