/* SPDX-License-Identifier: MIT */
/* notice.c - nodes are matched by key, as the painter does it. LIMITS: at most 400 nodes against 400, compared only when something is shown. */
#include "ui/speech/notice.h"

#include "firmware/base/secret.h"
#include "firmware/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { TIMER_STEP = 10, TIMER_LAST = 5 };

#define STAFF_SCREEN "staff/" /* how the ids of their screens begin */

struct look {
	struct notice *notice;
	const struct notice *before;
	const struct listener *listener;
	const struct tree *tree;
	struct utterances *ret;
	bool typed; /* a field that types has changed */
};

static uint64_t hash_text(uint64_t hash, const char *text)
{
	for (const char *at = text ? text : ""; *at; at++)
		hash = (hash ^ (unsigned char)*at) * 0x100000001b3ull;
	return (hash ^ 0xff) * 0x100000001b3ull;
}

/* All that is said of a node. */
static uint64_t hash_node(const struct node *node)
{
	uint64_t hash = 0xcbf29ce484222325ull;
	const char *const text[] = { node->name, node->role == NODE_ROLE_FIELD || node->role == NODE_ROLE_TIMER ? node->value : NULL, node->hint, node->error, node->lang };
	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
		hash = hash_text(hash, text[i]);
	return hash ^ (node->state & (NODE_CHECKED | NODE_DISABLED));
}

static uint64_t hash_screen(const struct tree *tree)
{
	return hash_text(tree->root->key | 1, tree->lang);
}

static const struct notice_item *find(const struct notice *notice, uint64_t key)
{
	for (int i = 0; i < notice->count; i++)
		if (notice->item[i].key == key)
			return &notice->item[i];
	return NULL;
}

static void learn(struct notice *notice, const struct tree *tree)
{
	secret_wipe(notice, sizeof *notice);
	notice->screen = hash_screen(tree);
	notice->staff = strncmp(tree->root->id, STAFF_SCREEN, strlen(STAFF_SCREEN)) == 0;
	for (const struct node *node = tree->root; node && notice->count < NODE_MAX; node = node_next(node)) {
		notice->item[notice->count++] = (struct notice_item){ node->key, hash_node(node), node->state & NODE_CHECKED };
		if (node->state & NODE_FOCUSED)
			notice->focus = node->key;
		if (node->role == NODE_ROLE_FIELD && node->caret >= 0) {
			notice->typing = node->key;
			notice->typed = utf8_length(node->value ? node->value : "");
			notice->caret = node->caret;
			notice->select = node->state & NODE_SELECTED_TEXT ? node->select : node->caret;
		}
	}
}

static bool changed(const struct look *look, const struct node *node)
{
	const struct notice_item *before = find(look->before, node->key);
	return !before || before->words != hash_node(node);
}

static void echo(struct look *look, const struct node *field)
{
	size_t before = look->before->typed, now = look->notice->typed;
	look->typed = true;
	utter_part(look->ret);
	if (now == before + 1)
		utter_typed(look->ret, look->listener, look->tree, field);
	else if (now < before)
		utter_words(look->ret, look->listener, now == 0 ? "speech.cleared" : "speech.deleted");
	else
		utter_value(look->ret, look->listener, look->tree, field);
}

/* The caret went on, or something was marked. */
static void move(struct look *look, const struct node *field)
{
	look->typed = true;
	utter_part(look->ret);
	utter_caret(look->ret, look->listener, look->tree, field);
}

static void look_at_alerts(struct look *look)
{
	for (const struct node *node = look->tree->root; node; node = node_next(node))
		if (node->role == NODE_ROLE_ALERT && utter_reads(look->tree, node) && changed(look, node))
			utter_alert(look->ret, look->listener, look->tree, node);
}

static bool is_choice(const struct node *node)
{
	return node->role == NODE_ROLE_RADIO || node->role == NODE_ROLE_CHECKBOX || node->role == NODE_ROLE_KEY || node->role == NODE_ROLE_BUTTON;
}

/* A choice that was made is said, wherever the focus is; the one that it took the place of is not. */
static void look_at_choices(struct look *look, const struct node *focus)
{
	for (const struct node *node = look->tree->root; node; node = node_next(node)) {
		const struct notice_item *before = find(look->before, node->key);
		bool on = node->state & NODE_CHECKED;
		if (!before || before->checked == on || !is_choice(node) || node == focus)
			continue;
		if (on || node->role == NODE_ROLE_CHECKBOX || node->role == NODE_ROLE_KEY)
			utter_node(look->ret, look->listener, look->tree, node);
		if ((node->state & NODE_PERSONAL) && !look->listener->alone)
			utter_words(look->ret, look->listener, "speech.chosen");
	}
}

/* Whoever comes into a set from outside hears what it is. */
static void enter(struct look *look, const struct node *focus)
{
	const struct node *from = tree_find_key(look->tree, look->before->focus);
	for (const struct node *at = focus->parent; at && at->parent; at = at->parent) {
		bool inside = false;
		for (const struct node *was = from; was && !inside; was = was->parent)
			inside = was == at;
		if (inside)
			return;
		utter_group(look->ret, look->listener, look->tree, at);
	}
}

/* From the last thing to the first, or back: whoever sees no ring hears that it went round. Of two things that would say nothing. */
static void go_round(struct look *look, const struct node *focus)
{
	const struct node *first = NULL, *last = NULL;
	int count = 0;
	for (const struct node *node = look->tree->root; node; node = node_next(node))
		if (node_focusable(look->tree, node)) {
			first = first ? first : node;
			last = node;
			count++;
		}
	if (count <= 2)
		return;
	if (look->before->focus == last->key && focus == first)
		utter_words(look->ret, look->listener, "speech.from_beginning");
	else if (look->before->focus == first->key && focus == last)
		utter_words(look->ret, look->listener, "speech.from_end");
}

static void look_at_focus(struct look *look, const struct node *focus)
{
	if (!focus)
		return;
	bool moved = look->before->focus != focus->key;
	if (moved && focus->role == NODE_ROLE_FIELD && look->typed)
		return;
	if (moved) {
		go_round(look, focus);
		enter(look, focus);
	}
	if (moved || (changed(look, focus) && focus->role != NODE_ROLE_FIELD))
		utter_node(look->ret, look->listener, look->tree, focus);
	if (!moved && changed(look, focus) && (focus->state & NODE_PERSONAL) && focus->role != NODE_ROLE_FIELD && !look->listener->alone)
		utter_words(look->ret, look->listener, "speech.chosen");
}

static bool inside_alert(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->role == NODE_ROLE_ALERT)
			return true;
	return false;
}

/* More of a list, an address that was found, a date said back. While somebody types, what only counts characters has no id, and is left out. */
static void look_at_reading(struct look *look)
{
	for (const struct node *node = look->tree->root; node; node = node_next(node))
		if (utter_reads(look->tree, node) && !inside_alert(node) && changed(look, node) && (!look->typed || node->id[0]))
			utter_node(look->ret, look->listener, look->tree, node);
}

static bool is_time_to_say(const struct node *timer)
{
	long left = timer->value ? strtol(timer->value, NULL, 10) : 0;
	return left % TIMER_STEP == 0 || left == TIMER_LAST;
}

/* Not there before, neither here nor elsewhere on the screen: a clock that goes on is not new, a step that the receipt made room for is. */
static bool is_new(const struct look *look, const struct node *node)
{
	uint64_t words = hash_node(node);
	if (node->role == NODE_ROLE_TIMER)
		return false;
	for (int i = 0; i < look->before->count; i++)
		if (look->before->item[i].key == node->key || look->before->item[i].words == words)
			return false;
	return true;
}

static void look_at_live(struct look *look)
{
	for (const struct node *node = look->tree->root; node; node = node_next(node)) {
		bool live = node->role == NODE_ROLE_STATUS || (node->role == NODE_ROLE_TIMER && is_time_to_say(node)) || is_new(look, node);
		if (live && !inside_alert(node) && utter_reads(look->tree, node) && changed(look, node))
			utter_node(look->ret, look->listener, look->tree, node);
	}
}

static enum notice_kind look_around(struct look *look, bool by_person)
{
	const struct node *focus = look->notice->focus ? tree_find_key(look->tree, look->notice->focus) : NULL;
	const struct node *field = look->notice->typing ? tree_find_key(look->tree, look->notice->typing) : NULL;
	look_at_alerts(look);
	if (look->ret->count > 0) {
		if (focus)
			utter_node(look->ret, look->listener, look->tree, focus);
		return NOTICE_NOW;
	}
	if (!by_person) {
		look_at_live(look);
		return look->ret->count > 0 ? NOTICE_AFTER : NOTICE_NOTHING;
	}
	if (field && look->before->typing == field->key && changed(look, field))
		echo(look, field);
	else if (field && look->before->typing == field->key && (look->before->caret != look->notice->caret || look->before->select != look->notice->select))
		move(look, field);
	look_at_choices(look, focus);
	look_at_reading(look);
	look_at_focus(look, focus);
	return look->ret->count > 0 ? NOTICE_NOW : NOTICE_NOTHING;
}

enum notice_kind notice_look(struct notice *notice, const struct listener *listener, const struct tree *tree, bool by_person, struct utterances *ret)
{
	struct notice before = *notice;
	if (!tree->root)
		return NOTICE_NOTHING;
	learn(notice, tree);
	if (before.screen != notice->screen) {
		if (notice->staff && !before.staff) {
			utter_part(ret);
			utter_words(ret, listener, "speech.staff"); /* what is read next is not for them */
		}
		utter_screen(ret, listener, tree);
		return NOTICE_NOW;
	}
	return look_around(&(struct look){ .notice = notice, .before = &before, .listener = listener, .tree = tree, .ret = ret }, by_person);
}

void notice_forget(struct notice *notice)
{
	secret_wipe(notice, sizeof *notice);
}
