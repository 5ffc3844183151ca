/* SPDX-License-Identifier: MIT */
#include "tests/unit/forms/mutate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 20000, LONG_BYTES = 9000, COPIED_MAX = 50000 };

/* Every member and entry of the definition, with what holds it. */
struct node { json_t *parent; const char *key; size_t index; json_t *value; };
struct nodes { struct node *node; size_t count; };

uint32_t mutate_any(uint32_t *seed, uint32_t count)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return count ? *seed % count : 0;
}

static void collect(struct nodes *nodes, json_t *parent)
{
	const char *key;
	size_t index;
	json_t *value;
	if (json_is_object(parent))
		json_object_foreach(parent, key, value) {
			if (nodes->count < NODES_MAX)
				nodes->node[nodes->count++] = (struct node){ parent, key, 0, value };
			collect(nodes, value);
		}
	json_array_foreach(parent, index, value) {
		if (nodes->count < NODES_MAX)
			nodes->node[nodes->count++] = (struct node){ parent, NULL, index, value };
		collect(nodes, value);
	}
}

static void put(const struct node *at, json_t *value)
{
	if (at->key)
		json_object_set_new(at->parent, at->key, value);
	else
		json_array_set_new(at->parent, at->index, value);
}

static const struct node *any_node(const struct nodes *nodes, uint32_t *seed)
{
	return &nodes->node[mutate_any(seed, (uint32_t)nodes->count)];
}

static void take_out(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	(void)nodes, (void)seed;
	if (at->key)
		json_object_del(at->parent, at->key);
	else
		json_array_remove(at->parent, at->index);
}

static size_t parts(json_t *value)
{
	const char *key;
	size_t index, count = 1;
	json_t *part;
	if (json_is_object(value))
		json_object_foreach(value, key, part)
			count += parts(part);
	json_array_foreach(value, index, part)
		count += parts(part);
	return count;
}

static void double_it(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	static const int times[] = { 1, 2, 70, 201, 600, MUTATE_COPIES_MAX };
	size_t wanted = (size_t)times[mutate_any(seed, sizeof times / sizeof times[0])], most = COPIED_MAX / (1 + parts(at->value));
	(void)nodes;
	for (size_t i = 0; i < wanted && i < most && !at->key; i++)
		json_array_append_new(at->parent, json_deep_copy(at->value));
}

static void replace_by_another(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	const struct node *other = any_node(nodes, seed);
	for (int i = 0; i < 20 && json_typeof(other->value) != json_typeof(at->value); i++)
		other = any_node(nodes, seed);
	put(at, json_deep_copy(other->value));
}

static void swap(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	const struct node *other = any_node(nodes, seed);
	json_t *here = json_deep_copy(at->value), *there = json_deep_copy(other->value), *parent = json_incref(at->parent); /* one may be inside the other */
	put(other, here);
	put(at, there);
	json_decref(parent);
}

static json_t *long_text(void)
{
	char text[LONG_BYTES + 1];
	memset(text, 'x', LONG_BYTES);
	text[LONG_BYTES] = '\0';
	return json_string(text);
}

static json_t *deep(bool arrays)
{
	json_t *value = json_string("deep");
	for (int i = 0; i < MUTATE_DEPTH; i++)
		value = arrays ? json_pack("[o]", value) : json_pack("{s:o}", "conditions", value);
	return value;
}

static json_t *odd_value(uint32_t *seed)
{
	static const char *const texts[] = {
		"", " ", "<script>alert('1')</script>", "<div><p><b>{{ name }}", "javascript:alert(1)", "../../etc/passwd", "/summary", "%s%n", "\xc2\xa0", "\xef\xbf\xbf",
		"((((((a+)+)+)+)+)+)$", "SummaryPageController", "TerminalPageController", "RepeatPageController", "TextField", "CheckboxesField", "DatePartsField", "MultiInputField",
		"9999-99-99", "1e999", "> > > > > > * * *", "&#x110000;&notathing;", "$$__referenceNumber", "a.b.c", "length(", "not not not x",
	};
	static const double numbers[] = { 0, -1, 1, 200, 201, 1e9, -1e300, 1e308, 0.5, 4294967296.0, 9007199254740993.0 };
	switch (mutate_any(seed, 9)) {
	case 0: return json_null();
	case 1: return json_true();
	case 2: return json_real(numbers[mutate_any(seed, sizeof numbers / sizeof numbers[0])]);
	case 3: return json_integer(mutate_any(seed, 2) ? INT64_MAX : INT64_MIN);
	case 4: return json_array();
	case 5: return json_object();
	case 6: return mutate_any(seed, 2) ? long_text() : deep(mutate_any(seed, 2));
	default: return json_string(texts[mutate_any(seed, sizeof texts / sizeof texts[0])]);
	}
}

static void replace_by_odd(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	(void)nodes;
	put(at, odd_value(seed));
}

static void rename_key(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	const struct node *other = any_node(nodes, seed);
	if (!at->key || !other->key)
		return;
	if (strcmp(at->key, other->key) == 0)
		return;
	json_t *kept = json_incref(at->value); /* the other key may be inside it */
	json_object_set(at->parent, other->key, kept);
	json_object_del(at->parent, at->key);
	json_decref(kept);
}

/* A page leads to any page, itself too; in a form of links that makes circles. */
static void link_pages(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	const struct node *page = any_node(nodes, seed);
	const char *path = json_string_value(json_object_get(page->value, "path"));
	json_t *next = json_object_get(at->value, "next");
	if (json_is_array(next) && path)
		json_array_append_new(next, json_pack("{s:s}", "path", path));
	else if (json_is_object(at->value) && path)
		json_object_set_new(at->value, "next", json_pack("[{s:s}]", "path", path));
}

static void lose_ids(const struct nodes *nodes, const struct node *at, uint32_t *seed)
{
	static const char *const keys[] = { "id", "name", "path", "type", "value", "list", "componentId", "conditionId", "items", "components" };
	const char *key = keys[mutate_any(seed, sizeof keys / sizeof keys[0])];
	size_t index;
	json_t *value;
	(void)nodes;
	json_array_foreach(at->value, index, value)
		json_object_del(value, key);
}

void mutate(json_t *root, uint32_t *seed)
{
	static void (*const ways[])(const struct nodes *nodes, const struct node *at, uint32_t *seed) = {
		take_out, take_out, double_it, replace_by_another, replace_by_another, swap, replace_by_odd, replace_by_odd, rename_key, link_pages, lose_ids,
	};
	for (uint32_t times = 1 + mutate_any(seed, 4); times > 0; times--) {
		struct nodes nodes = { calloc(NODES_MAX, sizeof(struct node)), 0 };
		if (!nodes.node)
			abort();
		collect(&nodes, root);
		if (nodes.count > 0)
			ways[mutate_any(seed, sizeof ways / sizeof ways[0])](&nodes, any_node(&nodes, seed), seed);
		free(nodes.node);
	}
}
