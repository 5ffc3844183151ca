/* SPDX-License-Identifier: MIT */
/* node.c - building the semantic tree in one arena, and walking it. */
#include "ui/tree/node.h"

#include <stddef.h>
#include <string.h>

enum {
	TREE_KEEP_BYTES = 8 * 1024, /* of the arena, so that the tree itself can always be finished */
	ID_SLOTS = 1024,            /* a power of two above NODE_MAX × 2 */
};

static const uint64_t HASH_START = UINT64_C(14695981039346656037);

static uint64_t hash_text(uint64_t hash, const char *text)
{
	for (const unsigned char *at = (const unsigned char *)text; *at; at++)
		hash = (hash ^ *at) * UINT64_C(1099511628211);
	return (hash ^ 0xff) * UINT64_C(1099511628211);
}

static uint64_t hash_number(uint64_t hash, uint64_t number)
{
	return (hash ^ number) * UINT64_C(1099511628211);
}

void tree_init(struct tree *tree)
{
	*tree = (struct tree){ 0 };
	arena_init(&tree->arena, TREE_ARENA_MAX_BYTES);
}

void tree_done(struct tree *tree)
{
	arena_done(&tree->arena);
	*tree = (struct tree){ 0 };
}

/* The texts of a node, in one place so that none is forgotten when they are copied or measured. */
static const size_t text_at[] = {
	offsetof(struct node, id), offsetof(struct node, name), offsetof(struct node, label), offsetof(struct node, value),
	offsetof(struct node, hint), offsetof(struct node, error), offsetof(struct node, lang), offsetof(struct node, field), offsetof(struct node, icon),
	offsetof(struct node, icon_after), offsetof(struct node, image), offsetof(struct node, action) + offsetof(struct node_action, text),
};
enum { TEXT_COUNT = sizeof text_at / sizeof text_at[0] };

static const char **node_text(struct node *node, size_t which)
{
	return (const char **)(void *)((char *)node + text_at[which]);
}

static size_t node_bytes(struct node *node)
{
	size_t bytes = sizeof *node + 64;
	for (size_t i = 0; i < TEXT_COUNT; i++)
		if (*node_text(node, i))
			bytes += strlen(*node_text(node, i)) + 32;
	return bytes;
}

static struct node *node_copy(struct tree *tree, struct node *from)
{
	struct node *node = arena_new(&tree->arena, sizeof *node);
	*node = *from;
	for (size_t i = 0; i < TEXT_COUNT; i++)
		if (*node_text(node, i))
			*node_text(node, i) = arena_text(&tree->arena, *node_text(node, i));
	if (!node->id)
		node->id = "";
	if (!node->name)
		node->name = "";
	node->parent = node->child = node->last = node->next = NULL;
	node->left_px = node->top_px = node->width_px = node->height_px = 0;
	node->cramped = false;
	return node;
}

struct node *tree_begin(struct tree *tree, const char *id, const char *title, const char *lang, bool rtl)
{
	arena_reset(&tree->arena);
	struct node screen = { .role = NODE_ROLE_SCREEN, .id = id, .name = title, .look = LOOK_PAPER, .caret = -1 };
	tree->root = node_copy(tree, &screen);
	tree->root->key = hash_text(HASH_START, tree->root->id);
	tree->open = tree->root;
	tree->count = 1;
	tree->lang = arena_text(&tree->arena, lang);
	tree->rtl = rtl;
	tree->broken = false;
	tree->spare = arena_new(&tree->arena, sizeof *tree->spare);
	tree->lost = 0;
	tree->turn = (struct turn){ 0 };
	return tree->root;
}

/* A node too many still gives its caller something to hold, but it is never part of the tree. */
static struct node *tree_lose(struct tree *tree, const struct node *node)
{
	tree->broken = true;
	tree->lost++;
	*tree->spare = *node;
	tree->spare->parent = tree->spare->child = tree->spare->last = tree->spare->next = NULL;
	tree->spare->id = tree->spare->name = "";
	return tree->spare;
}

static int child_count(const struct node *parent)
{
	int count = 0;
	for (const struct node *child = parent->child; child; child = child->next)
		count++;
	return count;
}

struct node *tree_open(struct tree *tree, struct node node)
{
	if (tree->lost > 0 || tree->count >= NODE_MAX || tree->arena.used_bytes + node_bytes(&node) > TREE_ARENA_MAX_BYTES - TREE_KEEP_BYTES)
		return tree_lose(tree, &node);

	struct node *added = node_copy(tree, &node);
	struct node *parent = tree->open;
	added->parent = parent;
	if (added->role == NODE_ROLE_SCREEN)
		added->role = NODE_ROLE_GROUP; /* there is one screen, the root */
	/* Without an id of its own a node is known by its place among its parent's children. */
	added->key = added->id[0] ? hash_text(hash_number(parent->key, 31), added->id)
	                          : hash_number(hash_number(parent->key, 37), (uint64_t)child_count(parent) + 1);
	if (parent->last)
		parent->last->next = added;
	else
		parent->child = added;
	parent->last = added;
	tree->open = added;
	tree->count++;
	return added;
}

void tree_close(struct tree *tree)
{
	if (tree->lost > 0)
		tree->lost--;
	else if (tree->open->parent)
		tree->open = tree->open->parent;
}

struct node *tree_leaf(struct tree *tree, struct node node)
{
	struct node *leaf = tree_open(tree, node);
	tree_close(tree);
	return leaf;
}

/* The first node whose id was there before, or NULL. */
static const struct node *tree_twice(const struct tree *tree)
{
	const struct node *slot[ID_SLOTS] = { NULL };
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		if (!node->id[0])
			continue;
		size_t at = hash_text(HASH_START, node->id) % ID_SLOTS;
		for (; slot[at]; at = (at + 1) % ID_SLOTS)
			if (strcmp(slot[at]->id, node->id) == 0)
				return node;
		slot[at] = node;
	}
	return NULL;
}

enum fail tree_end(struct tree *tree)
{
	if (tree->broken)
		return FAIL(LIMIT, "screen %s has more than %d nodes or %d bytes", tree->root->id, NODE_MAX, TREE_ARENA_MAX_BYTES);
	const struct node *twice = tree_twice(tree);
	if (twice) {
		tree->broken = true;
		return FAIL(INPUT, "screen %s has two nodes with the id %s", tree->root->id, twice->id);
	}
	return FAIL_NONE;
}

struct node *tree_find(const struct tree *tree, const char *id)
{
	if (!id[0])
		return NULL;
	for (struct node *node = tree->root; node; node = node_next(node))
		if (strcmp(node->id, id) == 0)
			return node;
	return NULL;
}

struct node *tree_find_key(const struct tree *tree, uint64_t key)
{
	for (struct node *node = tree->root; node; node = node_next(node))
		if (node->key == key)
			return node;
	return NULL;
}

struct node *node_next(const struct node *node)
{
	if (node->child)
		return node->child;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static bool node_inside(const struct node *node, const struct node *outer)
{
	for (; node; node = node->parent)
		if (node == outer)
			return true;
	return false;
}

/* The counter (help, access) stays in reach whatever lies over the page. */
static bool node_on_counter(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->look == LOOK_COUNTER)
			return true;
	return false;
}

const struct node *tree_modal(const struct tree *tree)
{
	const struct node *modal = NULL;
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (node->state & NODE_MODAL)
			modal = node;
	return modal;
}

bool node_focusable(const struct tree *tree, const struct node *node)
{
	if (node->action.what == 0)
		return false;
	for (const struct node *at = node; at; at = at->parent)
		if (at->state & NODE_DECOR)
			return false;
	const struct node *modal = tree_modal(tree);
	return !modal || node_inside(node, modal) || node_on_counter(node);
}

const char *node_role_name(enum node_role role)
{
	static const char *const name[NODE_ROLE_COUNT] = {
		[NODE_ROLE_SCREEN] = "screen",   [NODE_ROLE_GROUP] = "group",       [NODE_ROLE_HEADING] = "heading",
		[NODE_ROLE_TEXT] = "text",       [NODE_ROLE_IMAGE] = "image",       [NODE_ROLE_BUTTON] = "button",
		[NODE_ROLE_KEY] = "key",         [NODE_ROLE_RADIO] = "radio",       [NODE_ROLE_CHECKBOX] = "checkbox",
		[NODE_ROLE_FIELD] = "field",     [NODE_ROLE_RADIO_GROUP] = "radio-group", [NODE_ROLE_CHECKBOX_GROUP] = "checkbox-group",
		[NODE_ROLE_LIST] = "list",       [NODE_ROLE_ITEM] = "item",         [NODE_ROLE_ALERT] = "alert",
		[NODE_ROLE_STATUS] = "status",   [NODE_ROLE_DIALOG] = "dialog",     [NODE_ROLE_PROGRESS] = "progress",
		[NODE_ROLE_TIMER] = "timer",
	};
	return (unsigned)role < NODE_ROLE_COUNT ? name[role] : "unknown";
}

const char *node_look_name(enum node_look look)
{
	static const char *const name[LOOK_COUNT] = {
		[LOOK_PLAIN] = "plain",                 [LOOK_PAPER] = "paper",                   [LOOK_PRIMARY_PANEL] = "primary-panel",
		[LOOK_CARD] = "card",                   [LOOK_NOTE] = "note",                     [LOOK_NOTE_OK] = "note-ok",
		[LOOK_ERROR_BOX] = "error-box",         [LOOK_SHEET] = "sheet",                   [LOOK_SCRIM] = "scrim",
		[LOOK_COUNTER] = "counter",             [LOOK_RULE] = "rule",                     [LOOK_RULE_DASHED] = "rule-dashed",
		[LOOK_MAIN] = "main",                   [LOOK_SECOND] = "second",                 [LOOK_SMALL] = "small",
		[LOOK_PERSON_ACTION] = "person-action", [LOOK_COUNTER_BUTTON] = "counter-button", [LOOK_PERSON] = "person",
		[LOOK_TILE] = "tile",                   [LOOK_CHOICE] = "choice",                 [LOOK_FIELD] = "field",
		[LOOK_KEY] = "key",                     [LOOK_KEY_FUNCTION] = "key-function",     [LOOK_LANGUAGE] = "language",
		[LOOK_PILL] = "pill",                   [LOOK_ERROR_LINK] = "error-link",         [LOOK_ARCH] = "arch",
		[LOOK_ARCH_ACCENT] = "arch-accent",     [LOOK_ARCH_DEEP] = "arch-deep",           [LOOK_DISC] = "disc",
		[LOOK_STEP_DONE] = "step-done",         [LOOK_STEP_NOW] = "step-now",             [LOOK_STEP_TO_DO] = "step-to-do",
		[LOOK_DOT_HERE] = "dot-here",           [LOOK_DOT_AWAY] = "dot-away",               [LOOK_FACE] = "face",       [LOOK_WATERMARK] = "watermark",
	};
	return (unsigned)look < LOOK_COUNT ? name[look] : "unknown";
}
