/* SPDX-License-Identifier: MIT */
/* template.c - from JSON to a template: a whitelist at every step, so that what is not understood is refused when it is made. */
#include "firmware/print/template.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/print/paper.h"

#include <string.h>

enum { ARENA_MAX_BYTES = 1024 * 1024, NAME_MAX_BYTES = 64, CHECKED_MEMBERS = 3 };

/* Members that are in reach of a block: those of the list it stands in, then those of the paper. */
struct reach { const struct template_member *member; int count; bool item; const struct reach *outer; };

struct maker { struct arena *arena; int blocks, members; bool about[ABOUT_COUNT]; };

const struct template_member *template_member_of(const struct template_member *member, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(member[i].name, name) == 0)
			return &member[i];
	return NULL;
}

static int index_of(const char *const *names, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

/* Every key of @object has to be one of @names. */
static enum fail check_keys(const json_t *object, const char *const *names, int count)
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return FAIL(INPUT, "not an object");
	json_object_foreach((json_t *)object, key, value)
		if (index_of(names, count, key) < 0)
			return FAIL(INPUT, "\"%.40s\" is not known here", key);
	return FAIL_NONE;
}

static enum fail take_word(struct maker *maker, const json_t *object, const char *key, const char **ret)
{
	const char *text = "";

	if (json_object_get(object, key))
		TRY(json_take_text(object, key, NAME_MAX_BYTES, &text));
	*ret = arena_text(maker->arena, text);
	return FAIL_NONE;
}

static enum fail take_limits(struct maker *maker, const json_t *object, struct template_member *member)
{
	bool list = member->kind == TEMPLATE_TEXTS || member->kind == TEMPLATE_LIST, sized = member->kind <= TEMPLATE_CODE || member->kind == TEMPLATE_TEXTS;
	int64_t max = 0, most = 0;

	if (sized)
		TRY(json_take_int(object, "max", 1, TEMPLATE_TEXT_MAX_BYTES, &max));
	if (member->kind == TEMPLATE_NUMBER)
		TRY(json_take_int(object, "max", 1, TEMPLATE_NUMBER_MAX, &max));
	if (list)
		TRY(json_take_int(object, "most", 1, TEMPLATE_LIST_MAX, &most));
	member->max = (int)max;
	member->most = (int)most;
	const json_t *choices = json_object_get(object, "choices");
	if ((member->kind == TEMPLATE_CHOICE) != (json_array_size(choices) > 0) || json_array_size(choices) > TEMPLATE_CHOICES_MAX)
		return FAIL(INPUT, "%s: choices, 1 to %d of them, are for a choice", member->name, TEMPLATE_CHOICES_MAX);
	for (size_t i = 0; i < json_array_size(choices); i++) {
		const char *choice = json_string_value(json_array_get(choices, i));
		if (!choice || strlen(choice) > NAME_MAX_BYTES)
			return FAIL(INPUT, "%s: a choice is a short text", member->name);
		member->choice[member->choice_count++] = arena_text(maker->arena, choice);
	}
	return FAIL_NONE;
}

static enum fail take_members(struct maker *maker, const json_t *object, int depth, const struct template_member **ret, int *ret_count);

static enum fail take_member(struct maker *maker, const char *name, const json_t *object, int depth, struct template_member *ret)
{
	static const char *const keys[] = { "kind", "about", "max", "most", "optional", "fresh", "choices", "members" };
	static const char *const kinds[TEMPLATE_KIND_COUNT] = { "text", "code", "number", "date", "time", "flag", "choice", "texts", "list" };
	static const char *const abouts[ABOUT_COUNT] = { "public", "token", "contact", "name", "address", "account", "bank", "health" };
	const char *kind = NULL, *about = NULL;
	struct template_member member = { .name = arena_text(maker->arena, name) };

	TRY(check_keys(object, keys, sizeof keys / sizeof keys[0]));
	TRY(json_take_text(object, "kind", NAME_MAX_BYTES, &kind));
	int found = index_of(kinds, TEMPLATE_KIND_COUNT, kind);
	if (name[0] == '\0' || strlen(name) > NAME_MAX_BYTES || strspn(name, "abcdefghijklmnopqrstuvwxyz_") != strlen(name) || found < 0)
		return FAIL(INPUT, "a member %.40s of kind %s cannot be", name, kind);
	member.kind = (enum template_kind)found;
	member.fresh = member.kind == TEMPLATE_CODE && json_bool_or(object, "fresh", false);
	member.optional = member.fresh || json_bool_or(object, "optional", false);
	TRY(take_limits(maker, object, &member));
	if (member.kind == TEMPLATE_LIST)
		TRY(take_members(maker, json_object_get(object, "members"), depth + 1, &member.member, &member.member_count));
	else if (json_object_get(object, "members"))
		return FAIL(INPUT, "%s: only a list has members", name);
	if (member.kind != TEMPLATE_LIST) {
		TRY(json_take_text(object, "about", NAME_MAX_BYTES, &about));
		found = index_of(abouts, ABOUT_COUNT, about);
		if (found < 0)
			return FAIL(INPUT, "%s: nothing is known to be about %s", name, about);
		member.about = (enum template_about)found;
		maker->about[found] = true;
	}
	*ret = member;
	return FAIL_NONE;
}

static enum fail take_members(struct maker *maker, const json_t *object, int depth, const struct template_member **ret, int *ret_count)
{
	struct template_member *members = arena_new(maker->arena, TEMPLATE_MEMBERS_MAX * sizeof *members);
	const char *name;
	json_t *value;
	int count = 0;

	if (!json_is_object(object) || depth > TEMPLATE_DEPTH_MAX)
		return FAIL(INPUT, "members are an object, at most %d deep", TEMPLATE_DEPTH_MAX);
	json_object_foreach((json_t *)object, name, value) {
		if (maker->members++ == TEMPLATE_MEMBERS_MAX)
			return FAIL(LIMIT, "more than %d members", TEMPLATE_MEMBERS_MAX);
		TRY(take_member(maker, name, value, depth, &members[count++]));
	}
	*ret = members;
	*ret_count = count;
	return FAIL_NONE;
}

static const struct template_member *reached(const struct reach *reach, const char *name)
{
	for (; reach; reach = reach->outer) {
		const struct template_member *member = template_member_of(reach->member, reach->count, name);
		if (member)
			return member;
	}
	return NULL;
}

static enum fail check_member(const struct reach *reach, const char *name)
{
	static const char *const places[] = { "site_council", "site_branch", "site_kiosk", "site_phone", "site_web", "site_desk" };

	for (const struct reach *at = reach; at; at = at->outer)
		if (at->item && strcmp(name, "item") == 0)
			return FAIL_NONE;
	if (reached(reach, name) || index_of(places, sizeof places / sizeof places[0], name) >= 0)
		return FAIL_NONE;
	return FAIL(INPUT, "there is no member %.40s", name);
}

static enum fail check_field(const struct reach *reach, const struct template_field *field)
{
	char name[NAME_MAX_BYTES + 1];
	size_t length = strlen(field->text);

	if (field->count[0] != '\0') {
		const struct template_member *member = reached(reach, field->count);
		if (!member || member->kind != TEMPLATE_NUMBER)
			return FAIL(INPUT, "%.40s cannot be counted", field->count);
	}
	if (field->text[0] != '{')
		return FAIL_NONE;
	if (length < 3 || field->text[length - 1] != '}')
		return FAIL(INPUT, "%.40s is neither a member nor a key", field->text);
	memcpy(name, field->text + 1, length - 2);
	name[length - 2] = '\0';
	return check_member(reach, name);
}

/* "key", "{member}" or {"key": …, "count": "member"}. */
static enum fail take_field(struct maker *maker, const struct reach *reach, const json_t *object, const char *key, struct template_field *ret)
{
	const json_t *value = json_object_get(object, key);
	struct template_field field = { "", "" };

	if (json_is_object(value)) {
		TRY(check_keys(value, (const char *const[]){ "key", "count" }, 2));
		TRY(take_word(maker, value, "key", &field.text));
		TRY(take_word(maker, value, "count", &field.count));
	} else {
		TRY(take_word(maker, object, key, &field.text));
	}
	TRY(check_field(reach, &field));
	*ret = field;
	return FAIL_NONE;
}

static enum fail take_blocks(struct maker *maker, const json_t *array, const struct reach *reach, int depth, const struct template_block **ret, int *ret_count);

/* What a list's own blocks can reach, and those blocks. */
static enum fail take_inner(struct maker *maker, const json_t *object, const struct reach *reach, int depth, struct template_block *block)
{
	const struct template_member *list = block->of[0] != '\0' ? reached(reach, block->of) : NULL;

	if (block->kind != TEMPLATE_EACH && block->kind != TEMPLATE_DAYS)
		return block->of[0] != '\0' ? FAIL(INPUT, "only each and days go through a list") : FAIL_NONE;
	if (!list || (list->kind != TEMPLATE_LIST && (list->kind != TEMPLATE_TEXTS || block->kind == TEMPLATE_DAYS)))
		return FAIL(INPUT, "%.40s is no list", block->of);
	const struct reach inner = { list->member, list->member_count, list->kind == TEMPLATE_TEXTS, reach };
	if (block->kind == TEMPLATE_DAYS) {
		const struct template_member *date = template_member_of(list->member, list->member_count, "date"), *what = template_member_of(list->member, list->member_count, "what");
		const struct template_member *name = what && what->kind == TEMPLATE_LIST ? template_member_of(what->member, what->member_count, "name") : NULL;
		bool whole = date && date->kind == TEMPLATE_DATE && name && name->kind == TEMPLATE_TEXT;
		return whole ? FAIL_NONE : FAIL(INPUT, "days are a list of date and what, which has a name");
	}
	return take_blocks(maker, json_object_get(object, "blocks"), &inner, depth + 1, &block->block, &block->block_count);
}

static int kind_from(const char *name)
{
	int kind = paper_kind_from(name);

	if (kind >= 0)
		return kind;
	return strcmp(name, "each") == 0 ? TEMPLATE_EACH : strcmp(name, "days") == 0 ? TEMPLATE_DAYS : strcmp(name, "samples") == 0 ? TEMPLATE_SAMPLES : -1;
}

static enum fail take_block(struct maker *maker, const json_t *object, const struct reach *reach, int depth, struct template_block *ret)
{
	static const char *const keys[] = { "block", "role", "number", "size", "dashed", "inverted", "icon", "head", "text", "more", "tag", "code", "if", "when", "is", "of", "blocks" };
	struct template_block block = { .dashed = json_bool_or(object, "dashed", false), .inverted = json_bool_or(object, "inverted", false) };
	const char *kind = NULL, *role = NULL;

	TRY(check_keys(object, keys, sizeof keys / sizeof keys[0]));
	TRY(json_take_text(object, "block", NAME_MAX_BYTES, &kind));
	TRY(take_word(maker, object, "role", &role));
	block.kind = kind_from(kind);
	block.role = role[0] != '\0' ? paper_role_from(role) : 0;
	if (block.kind < 0 || block.role < 0)
		return FAIL(INPUT, "there is no block %.40s in the role %.40s", kind, role);
	int64_t number = json_int_or(object, "number", 0), size = json_int_or(object, "size", 0);
	if (number < 0 || number > 99 || size < -99 || size > 999)
		return FAIL(INPUT, "a number of 0 to 99, a size of -99 to 999");
	block.number = (int)number;
	block.size = (int)size;
	TRY(take_field(maker, reach, object, "icon", &block.icon));
	TRY(take_field(maker, reach, object, "head", &block.head));
	TRY(take_field(maker, reach, object, "text", &block.text));
	TRY(take_field(maker, reach, object, "more", &block.more));
	TRY(take_field(maker, reach, object, "tag", &block.tag));
	TRY(take_field(maker, reach, object, "code", &block.code));
	TRY(take_word(maker, object, "if", &block.given));
	TRY(take_word(maker, object, "when", &block.when));
	TRY(take_word(maker, object, "is", &block.is));
	TRY(take_word(maker, object, "of", &block.of));
	if (block.given[0] != '\0')
		TRY(check_member(reach, block.given));
	if (block.when[0] != '\0')
		TRY(check_member(reach, block.when));
	TRY(take_inner(maker, object, reach, depth, &block));
	*ret = block;
	return FAIL_NONE;
}

static enum fail take_blocks(struct maker *maker, const json_t *array, const struct reach *reach, int depth, const struct template_block **ret, int *ret_count)
{
	size_t count = json_array_size(array);

	if (!json_is_array(array) || count == 0 || depth > TEMPLATE_DEPTH_MAX)
		return FAIL(INPUT, "blocks are an array, at most %d deep", TEMPLATE_DEPTH_MAX);
	maker->blocks += (int)(count > TEMPLATE_BLOCKS_MAX ? TEMPLATE_BLOCKS_MAX + 1 : count);
	if (maker->blocks > TEMPLATE_BLOCKS_MAX)
		return FAIL(LIMIT, "more than %d blocks", TEMPLATE_BLOCKS_MAX);
	struct template_block *blocks = arena_new(maker->arena, count * sizeof *blocks);
	for (size_t i = 0; i < count; i++)
		TRY(take_block(maker, json_array_get(array, i), reach, depth, &blocks[i]));
	*ret = blocks;
	*ret_count = (int)count;
	return FAIL_NONE;
}

static enum fail check_privacy(const bool about[ABOUT_COUNT])
{
	if (about[ABOUT_BANK])
		return FAIL(INPUT, "bank details are never printed");
	if (about[ABOUT_HEALTH])
		return FAIL(INPUT, "nothing of anybody's health is ever printed");
	if (about[ABOUT_NAME] && about[ABOUT_ADDRESS] && about[ABOUT_ACCOUNT])
		return FAIL(INPUT, "name, address and account are never on one paper");
	return FAIL_NONE;
}

static enum fail take_template(const json_t *json, struct template *ret)
{
	struct maker maker = { .arena = &ret->arena };

	TRY(check_keys(json, (const char *const[]){ "about", "members", "blocks" }, CHECKED_MEMBERS));
	TRY(take_members(&maker, json_object_get(json, "members"), 1, &ret->member, &ret->member_count));
	TRY(check_privacy(maker.about));
	const struct reach reach = { ret->member, ret->member_count, false, NULL };
	return take_blocks(&maker, json_object_get(json, "blocks"), &reach, 1, &ret->block, &ret->block_count);
}

enum fail template_parse(const char *bytes, size_t size, struct template *ret)
{
	struct template template = { 0 };
	json_t *json = NULL;

	TRY(json_parse(bytes, size, TEMPLATE_MAX_BYTES, &json));
	arena_init(&template.arena, ARENA_MAX_BYTES);
	enum fail code = take_template(json, &template);
	json_decref(json);
	if (code != FAIL_NONE) {
		template_done(&template);
		return code;
	}
	*ret = template;
	return FAIL_NONE;
}

enum fail template_read(const char *path, struct template *ret)
{
	BUFFER_AUTO bytes = { 0 };

	buffer_init(&bytes, TEMPLATE_MAX_BYTES);
	TRY(file_read(path, &bytes));
	return template_parse(buffer_text(&bytes), bytes.size_bytes, ret);
}

void template_done(struct template *template)
{
	arena_done(&template->arena);
	*template = (struct template){ 0 };
}
