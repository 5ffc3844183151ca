/* SPDX-License-Identifier: MIT */
/* roster.c - what is not known by name is refused: a slip of a pen must not leave somebody in who was meant to be out. */
#include "firmware/staff/roster.h"

#include "firmware/base/json.h"
#include "firmware/base/utf8.h"
#include "firmware/envelope/base64url.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static enum fail members_check(const json_t *object, const char *const *known)
{
	const char *name;
	json_t *value;
	if (!json_is_object(object))
		return FAIL(INPUT, "it is no object");
	json_object_foreach((json_t *)object, name, value) {
		const char *const *at = known;
		while (*at && strcmp(*at, name) != 0)
			at++;
		if (!*at)
			return FAIL(INPUT, "there is no member \"%.64s\"", name);
	}
	return FAIL_NONE;
}

/* What a member may be made of: @extra beside digits. */
static enum fail word_take(const json_t *object, const char *key, const char *extra, size_t min, size_t max, char *ret)
{
	const char *text = NULL;
	TRY(json_take_text(object, key, max, &text));
	for (const char *at = text; *at; at++)
		if (!isdigit((unsigned char)*at) && !strchr(extra, *at))
			return FAIL(INPUT, "\"%s\" has a character that it may not have", key);
	if (strlen(text) < min)
		return FAIL(INPUT, "\"%s\" is shorter than %zu", key, min);
	snprintf(ret, max + 1, "%s", text);
	return FAIL_NONE;
}

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define LARGE "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

static enum fail name_take(const json_t *object, char ret[static ROSTER_NAME_MAX_BYTES + 1])
{
	const char *name = NULL;
	TRY(json_take_text(object, "name", ROSTER_NAME_MAX_BYTES, &name));
	if (!*name || !utf8_valid(name, strlen(name)))
		return FAIL(INPUT, "\"name\" is empty, or no text");
	for (const char *at = name; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7f)
			return FAIL(INPUT, "\"name\" has a character that no name may have");
	snprintf(ret, ROSTER_NAME_MAX_BYTES + 1, "%s", name);
	return FAIL_NONE;
}

static enum fail day_take(const json_t *object, const char *key, struct date *ret)
{
	const char *text = NULL;
	if (!json_object_get(object, key))
		return FAIL_NONE;
	TRY(json_take_text(object, key, 10, &text));
	enum fail fail = date_parse(text, ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "\"%s\"", key);
}

static enum fail optional_take(const json_t *object, struct roster_member *ret)
{
	const char *text = NULL;
	if (json_object_get(object, "badge"))
		TRY(word_take(object, "badge", SMALL LARGE, ROSTER_BADGE_MIN_BYTES, ROSTER_BADGE_MAX_BYTES, ret->badge));
	if (json_object_get(object, "pin")) {
		TRY(json_take_text(object, "pin", PIN_VERIFIER_MAX_BYTES, &text));
		TRY(pin_verifier_check(text));
		snprintf(ret->pin, sizeof ret->pin, "%s", text);
	}
	TRY(day_take(object, "from", &ret->from));
	TRY(day_take(object, "until", &ret->until));
	if (json_object_get(object, "ends")) {
		TRY(json_take_text(object, "ends", 16, &text));
		if (strcmp(text, "closing") != 0)
			return FAIL(INPUT, "\"ends\" is not \"closing\"");
		ret->ends_at_closing = true;
	}
	ret->ends_at_closing |= ret->role == STAFF_ROLE_VOLUNTEER;
	return FAIL_NONE;
}

static enum fail member_take(const json_t *object, struct roster_member *ret)
{
	static const char *const known[] = { "id", "number", "badge", "name", "role", "pin", "from", "until", "ends", NULL };
	const char *role = NULL;
	TRY(members_check(object, known));
	TRY(word_take(object, "id", SMALL "-", 1, ROSTER_ID_MAX_BYTES, ret->id));
	TRY(word_take(object, "number", "", ROSTER_NUMBER_MIN_DIGITS, ROSTER_NUMBER_MAX_DIGITS, ret->number));
	TRY(name_take(object, ret->name));
	TRY(json_take_text(object, "role", 16, &role));
	TRY(staff_role_find(role, &ret->role));
	return optional_take(object, ret);
}

static enum fail key_take(const json_t *json, const char *key, unsigned char ret[static PIN_PEPPER_BYTES])
{
	const char *text = NULL;
	size_t size = 0;
	TRY(json_take_text(json, key, 64, &text));
	enum fail fail = base64url_read(text, strlen(text), ret, PIN_PEPPER_BYTES, &size);
	return fail == FAIL_NONE && size == PIN_PEPPER_BYTES ? FAIL_NONE : FAIL(INPUT, "\"%s\" is not %d bytes in base64url", key, PIN_PEPPER_BYTES);
}

static enum fail head_take(const json_t *json, bool own, struct roster *ret)
{
	static const char *const known[] = { "format", "pepper", "code_key", "unlock", "staff", NULL }, *const known_own[] = { "format", "pepper", "code_key", "unlock", "staff", "kiosks", NULL };
	const char *format = NULL;
	TRY(members_check(json, own ? known_own : known));
	TRY(json_take_text(json, "format", 32, &format));
	if (strcmp(format, ROSTER_FORMAT) != 0)
		return FAIL(INPUT, "\"format\" is not \"" ROSTER_FORMAT "\"");
	TRY(key_take(json, "pepper", ret->pepper));
	TRY(key_take(json, "code_key", ret->code_key));
	return json_take_int(json, "unlock", 0, INT32_MAX, &ret->unlock);
}

static bool is_twice(const struct roster *roster, const struct roster_member *member)
{
	return roster_by_id(roster, member->id) || roster_by_number(roster, member->number) || (member->badge[0] && roster_by_badge(roster, member->badge));
}

enum fail roster_take(const json_t *json, bool own, struct roster *ret)
{
	*ret = (struct roster){ 0 };
	TRY(head_take(json, own, ret));
	const json_t *list = json_object_get(json, "staff"), *object;
	size_t index;
	if (!json_is_array(list))
		return FAIL(INPUT, "\"staff\" is no list");
	if (json_array_size(list) > ROSTER_MEMBERS_MAX)
		return FAIL(LIMIT, "there are %zu staff, the most is %d", json_array_size(list), ROSTER_MEMBERS_MAX);
	json_array_foreach(list, index, object) {
		struct roster_member member = { 0 };
		enum fail fail = member_take(object, &member);
		if (fail == FAIL_NONE && is_twice(ret, &member))
			fail = FAIL(INPUT, "somebody before has the same id, number or badge");
		if (fail != FAIL_NONE)
			return fail_note(fail, "\"staff\", number %zu", index + 1);
		ret->members[ret->count++] = member;
	}
	return FAIL_NONE;
}

enum fail roster_parse(const char *bytes, size_t size, bool own, struct roster *ret)
{
	json_t *json = NULL;
	*ret = (struct roster){ 0 };
	TRY(json_parse(bytes, size, ROSTER_MAX_BYTES, &json));
	enum fail fail = roster_take(json, own, ret);
	json_decref(json);
	return fail;
}

const struct roster_member *roster_by_number(const struct roster *roster, const char *number)
{
	for (size_t i = 0; i < roster->count; i++)
		if (strcmp(roster->members[i].number, number) == 0)
			return &roster->members[i];
	return NULL;
}

const struct roster_member *roster_by_badge(const struct roster *roster, const char *badge)
{
	for (size_t i = 0; i < roster->count; i++)
		if (roster->members[i].badge[0] && strcasecmp(roster->members[i].badge, badge) == 0)
			return &roster->members[i];
	return NULL;
}

const struct roster_member *roster_by_id(const struct roster *roster, const char *id)
{
	for (size_t i = 0; i < roster->count; i++)
		if (strcmp(roster->members[i].id, id) == 0)
			return &roster->members[i];
	return NULL;
}

bool roster_holds(const struct roster_member *member, struct date today)
{
	return (date_none(member->from) || date_compare(member->from, today) <= 0) && (date_none(member->until) || date_compare(today, member->until) <= 0);
}
