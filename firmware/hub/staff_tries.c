/* SPDX-License-Identifier: MIT */
/*
 * Against whom and where a try at a PIN goes. DESIGN: what comes over the network keeps nobody out at the kiosk, and an address that guesses keeps nobody out at
 * another; a person is shut out at the desk by guesses from anywhere, but not at a browser that they have signed in with before.
 */
#include "firmware/hub/verbs.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static void subject_set(struct staff_subject *ret, const char *kind, const char *text, const char *mark, bool mild)
{
	*ret = (struct staff_subject){ .mild = mild };
	snprintf(ret->text, sizeof ret->text, "%s%s", kind, text);
	snprintf(ret->mark, sizeof ret->mark, "%s", mark);
}

void staff_subject_unlock(const struct hub *hub, const char *text, struct staff_subject *ret)
{
	char mark[24];
	snprintf(mark, sizeof mark, "%" PRId64, hub->staff.roster->unlock);
	subject_set(ret, "", text, mark, false);
}

/* What was typed, or where from, is kept as a hash, and only until others have come after it ("?…": see staff.h of the store). */
static void subject_passing(const struct hub *hub, const char *kind, const char *what, const char *mark, bool mild, struct staff_subject *ret)
{
	unsigned char hash[crypto_generichash_BYTES_MIN];
	char text[2 * sizeof hash + 1];
	crypto_generichash(hash, sizeof hash, (const unsigned char *)what, strlen(what), hub->staff.roster->pepper, PIN_PEPPER_BYTES);
	subject_set(ret, kind, sodium_bin2hex(text, sizeof text, hash, sizeof hash), mark, mild);
}

/* Of somebody of the list: a new PIN begins anew. Of nobody: as if it were somebody. */
static void subject_person(const struct hub *hub, const struct roster_member *member, const char *who, bool desk, struct staff_subject *ret)
{
	const char *last = member ? strrchr(member->pin, '$') : NULL;
	if (member)
		subject_set(ret, desk ? "desk:" : "id:", member->id, last ? last + 1 : "", false);
	else
		subject_passing(hub, desk ? "?desk:" : "?", who, "", false, ret);
}

static void subject_source(const struct hub *hub, const char *from, struct staff_subject *ret)
{
	struct staff_subject unlock;
	staff_subject_unlock(hub, "", &unlock);
	subject_passing(hub, "?at:", from, unlock.mark, true, ret);
}

enum fail staff_left_most(struct hub *hub, const struct staff_subject *subjects, size_t count, int64_t *ret)
{
	*ret = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t left_ms = 0;
		TRY(staff_left_ms(hub, &subjects[i], &left_ms));
		*ret = left_ms > *ret ? left_ms : *ret;
	}
	return FAIL_NONE;
}

enum fail staff_subjects(struct hub *hub, const struct roster_member *member, const char *who, const char *from, struct staff_check *check)
{
	char name[KNOWN_NAME_BYTES];
	int64_t left_ms = 0;
	bool desk = check->at == DOORWAY_DESK;
	if (desk && member && known_find(hub->staff.roster, member, check->known, name)) {
		subject_set(&check->subjects[0], "known:", name, "", false);
		check->subject_count = 1;
		TRY(staff_left_most(hub, check->subjects, 1, &left_ms));
		if (left_ms < INT64_MAX)
			return FAIL_NONE;
	}
	subject_person(hub, member, who, desk, &check->subjects[0]);
	if (desk)
		subject_source(hub, from, &check->subjects[1]);
	else
		staff_subject_unlock(hub, "kiosk", &check->subjects[1]);
	check->subject_count = 2;
	return FAIL_NONE;
}
