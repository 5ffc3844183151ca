/* SPDX-License-Identifier: MIT */
/* utter.c - DESIGN: name, role, state and position are one sentence, because that is what moving along a list is heard by; the rest follows, and can be cut off. */
#include "ui/speech/utter.h"

#include "firmware/base/utf8.h"
#include "ui/speech/sign.h"

#include <ctype.h>
#include <string.h>

/* ---- sentences ---- */

void utter_begin(struct utterances *list, struct arena *arena)
{
	*list = (struct utterances){ .arena = arena };
}

void utter_part(struct utterances *list)
{
	list->parts++;
}

static bool has(const char *text)
{
	return text && *text;
}

/* Marks of direction are for the eye; "[[" would be phonemes to the helper. */
static bool silent_character(uint32_t c)
{
	return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || c == 0xad || c == '[' || c == ']' || (c < ' ' && c != '\t');
}

static bool ends_sentence(uint32_t c, const char *after)
{
	static const uint32_t always[] = { 0x61f /* ؟ */, 0x6d4 /* ۔ */, 0x964 /* । */, '\n' };
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		if (c == always[i])
			return true;
	return (c == '.' || c == '?' || c == '!' || c == 0x2026) && (*after == ' ' || *after == '\n' || *after == '\0');
}

static void put(struct utterances *list, const char *lang, const char *text)
{
	bool says_something = false;
	for (const char *at = text; *at; at++)
		says_something |= (unsigned char)*at > ' ';
	if (says_something && list->count < UTTER_MAX)
		list->one[list->count++] = (struct utterance){ arena_text(list->arena, text), arena_text(list->arena, lang), list->parts };
}

/* Whether an English part begins or ends at *@at, which then moves behind the mark. @inner: where it ends, while inside. */
static bool turns(const char **at, const char **inner)
{
	size_t begin = strlen(WORDS_ENGLISH_BEGIN), end = strlen(WORDS_ENGLISH_END);
	if (!*inner && strncmp(*at, WORDS_ENGLISH_BEGIN, begin) == 0 && (*inner = strstr(*at, WORDS_ENGLISH_END))) {
		*at += begin;
		return true;
	}
	if (!*inner || *at != *inner)
		return false;
	*at += end;
	*inner = NULL;
	return true;
}

void utter_text(struct utterances *list, const char *lang, const char *text)
{
	char line[UTTER_TEXT_MAX_BYTES + 8];
	size_t length = 0;
	if (!has(text))
		return;
	const char *inner = NULL; /* the end of an English part */
	for (const char *at = text; *at;) {
		const char *from = at;
		if (turns(&at, &inner)) {
			line[length] = '\0';
			put(list, inner ? lang : "en", line); /* what stood before the turn */
			length = 0;
			continue;
		}
		uint32_t c = utf8_next(&at);
		if (!silent_character(c) && (length > 0 || c != ' ')) {
			memcpy(line + length, from, (size_t)(at - from));
			length += (size_t)(at - from);
		}
		bool full = length >= UTTER_TEXT_MAX_BYTES || (length >= UTTER_TEXT_MAX_BYTES / 2 && c == ' ');
		if (!*at || full || ends_sentence(c, at)) {
			line[length] = '\0';
			put(list, inner ? "en" : lang, line);
			length = 0;
		}
	}
}

static const char *lang_of_words(const struct listener *listener, const char *key)
{
	return words_has(listener->words, key) ? words_language(listener->words) : "en";
}

void utter_words(struct utterances *list, const struct listener *listener, const char *key)
{
	utter_text(list, lang_of_words(listener, key), words_get(listener->words, key));
}

/* ---- what may be said ---- */

static bool masked(const struct listener *listener, const struct node *node)
{
	return (node->state & NODE_SECRET) || ((node->state & NODE_PERSONAL) && !listener->alone);
}

/* Once a list: how it can be heard. */
static void say_masked(struct utterances *list, const struct listener *listener, const struct node *node, const char *key)
{
	const char *how = words_get(listener->words, "speech.how");
	utter_words(list, listener, key);
	for (int i = 0; i < list->count; i++)
		if (strncmp(list->one[i].text, how, strlen(list->one[i].text)) == 0)
			return;
	if (!(node->state & NODE_SECRET))
		utter_words(list, listener, "speech.how");
}

/* While something secret is typed for everybody to hear, no key says its letter. */
static bool types_secretly(const struct listener *listener, const struct tree *tree, const struct node *key)
{
	for (const struct node *node = tree->root; node && !listener->alone && key->role == NODE_ROLE_KEY; node = node_next(node))
		if (node->role == NODE_ROLE_FIELD && node->caret >= 0)
			return (node->state & NODE_SECRET) && utf8_length(key->name) == 1;
	return false;
}

/* ---- one node ---- */

static bool is_control(const struct node *node)
{
	return node->action.what != 0 && !(node->state & NODE_DECOR);
}

static const char *role_key(enum node_role role)
{
	static const char *const key[NODE_ROLE_COUNT] = {
		[NODE_ROLE_BUTTON] = "speech.button", [NODE_ROLE_RADIO] = "speech.radio", [NODE_ROLE_CHECKBOX] = "speech.checkbox", [NODE_ROLE_FIELD] = "speech.field",
	};
	return key[role];
}

static const char *state_key(const struct listener *listener, const struct node *node)
{
	bool on = node->state & NODE_CHECKED;
	if (masked(listener, node))
		return NULL;
	if (node->role == NODE_ROLE_RADIO)
		return on ? "speech.selected" : "speech.not_selected";
	if (node->role == NODE_ROLE_CHECKBOX)
		return on ? "speech.ticked" : "speech.not_ticked";
	if (node->role == NODE_ROLE_KEY && strcmp(node->id, "key-shift") == 0)
		return on ? "speech.key_on" : "speech.key_off";
	return on ? "speech.selected" : NULL;
}

/* "Blue bin, option, selected, 2 of 5"; what is in another language than the screen's is a sentence of its own. */
static void say_name(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *node, const char *name)
{
	const char *lang = has(node->lang) ? node->lang : tree->lang, *about[4];
	const char *own = words_language(listener->words);
	int count = 0;
	if (role_key(node->role))
		about[count++] = words_get(listener->words, role_key(node->role));
	if (state_key(listener, node))
		about[count++] = words_get(listener->words, state_key(listener, node));
	if (node->state & NODE_DISABLED)
		about[count++] = words_get(listener->words, "speech.disabled");
	if (node->place > 0)
		about[count++] = words_fill(listener->words, list->arena, "speech.place",
			WORDS_VALUES({ "place", arena_printf(list->arena, "%d", node->place) }, { "of", arena_printf(list->arena, "%d", node->of) }));
	bool apart = strcmp(lang, own) != 0;
	const char *line = apart ? "" : name;
	if (apart || count == 0)
		utter_text(list, lang, name);
	for (int i = 0; i < count; i++)
		line = has(line) ? arena_printf(list->arena, "%s, %s", line, about[i]) : about[i];
	if (count > 0)
		utter_text(list, own, line);
}

/* References are read letter by letter, in their groups. */
static const char *spelled(struct utterances *list, const char *text)
{
	const char *line = "";
	for (const char *at = text; *at;) {
		char one[5];
		uint32_t c = utf8_next(&at);
		utf8_put(c, one);
		line = c == ' ' ? arena_printf(list->arena, "%s,", line) : arena_printf(list->arena, "%s%s%s", line, *line ? " " : "", one);
	}
	return line;
}

void utter_value(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *field)
{
	if (!has(field->value))
		utter_words(list, listener, "speech.empty");
	else if (field->state & NODE_SECRET)
		utter_words(list, listener, "speech.secret");
	else if (masked(listener, field))
		say_masked(list, listener, field, "speech.filled");
	else
		utter_text(list, tree->lang, field->value);
}

void utter_typed(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *field)
{
	if (masked(listener, field)) {
		utter_words(list, listener, "speech.star");
		return;
	}
	size_t end = field->caret > 0 ? (size_t)field->caret : 0, length = has(field->value) ? strlen(field->value) : 0;
	if (end > length || end == 0)
		end = length;
	size_t from = end > 0 ? utf8_back(field->value, end) : 0;
	if (end > from)
		put(list, tree->lang, sign_words(listener, list->arena, tree, arena_text_n(list->arena, field->value + from, end - from)));
}

void utter_caret(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *field)
{
	size_t length = has(field->value) ? strlen(field->value) : 0, caret = field->caret > 0 ? (size_t)field->caret : 0, other = field->select > 0 ? (size_t)field->select : 0;
	bool marked = field->state & NODE_SELECTED_TEXT && caret <= length && other <= length;
	size_t from = marked && other < caret ? other : caret, to = marked ? (other < caret ? caret : other) : from < length ? utf8_after(field->value, from) : from;
	if (from >= to)
		utter_words(list, listener, "speech.text_end");
	else if (masked(listener, field))
		utter_words(list, listener, "speech.star");
	else if (marked)
		utter_text(list, tree->lang, arena_text_n(list->arena, field->value + from, to - from));
	else
		put(list, tree->lang, sign_words(listener, list->arena, tree, arena_text_n(list->arena, field->value + from, to - from)));
	if (marked)
		utter_words(list, listener, "speech.selected");
}

/* What stands inside a control and is not in its name. */
static void say_inside(struct utterances *list, const struct tree *tree, const struct node *control)
{
	const struct node *end = utter_skip(control);
	for (const struct node *node = control->child ? node_next(control) : end; node && node != end; node = node->state & NODE_DECOR ? utter_skip(node) : node_next(node))
		if (!(node->state & NODE_DECOR) && has(node->name) && !strstr(control->name, node->name))
			utter_text(list, has(node->lang) ? node->lang : tree->lang, node->name);
}

void utter_node(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *node)
{
	const char *lang = has(node->lang) ? node->lang : tree->lang;
	bool content = node->role != NODE_ROLE_FIELD && !is_control(node); /* of a field the value is personal, its label is not; of a choice its state */
	if (node->state & NODE_DECOR)
		return;
	utter_part(list);
	if (types_secretly(listener, tree, node)) {
		utter_words(list, listener, "speech.secret_key");
		return;
	}
	if (content && masked(listener, node) && has(node->name)) {
		say_masked(list, listener, node, node->state & NODE_SECRET ? "speech.secret" : "speech.hidden");
		return;
	}
	const char *name = node->name;
	if (node->type == TYPE_REFERENCE && node->role == NODE_ROLE_STATUS)
		name = spelled(list, name);
	else if (node->role == NODE_ROLE_TIMER && has(node->value))
		name = arena_printf(list->arena, "%s %s", node->value, name);
	else if (node->role == NODE_ROLE_KEY)
		name = sign_words(listener, list->arena, tree, name);
	say_name(list, listener, tree, node, name);
	if (node->role == NODE_ROLE_FIELD)
		utter_value(list, listener, tree, node);
	if (has(node->error))
		utter_text(list, tree->lang, words_fill(listener->words, list->arena, "speech.error", WORDS_VALUES({ "message", node->error })));
	utter_text(list, lang, node->hint);
	if (is_control(node))
		say_inside(list, tree, node);
}

void utter_group(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *group)
{
	static const bool set[NODE_ROLE_COUNT] = { [NODE_ROLE_GROUP] = true, [NODE_ROLE_RADIO_GROUP] = true, [NODE_ROLE_CHECKBOX_GROUP] = true, [NODE_ROLE_LIST] = true };
	if (!set[group->role] || (group->state & NODE_DECOR) || !has(group->name) || strcmp(group->name, tree->root->name) == 0 || masked(listener, group))
		return;
	utter_part(list);
	utter_text(list, has(group->lang) ? group->lang : tree->lang, group->name);
}

/* ---- a screen ---- */

const struct node *utter_skip(const struct node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static const struct node *inside(const struct node *node, enum node_role role)
{
	for (const struct node *at = node->parent; at; at = at->parent)
		if (at->role == role)
			return at;
	return NULL;
}

bool utter_reads(const struct tree *tree, const struct node *node)
{
	static const bool read[NODE_ROLE_COUNT] = {
		[NODE_ROLE_HEADING] = true, [NODE_ROLE_TEXT] = true, [NODE_ROLE_IMAGE] = true, [NODE_ROLE_ALERT] = true, [NODE_ROLE_STATUS] = true,
		[NODE_ROLE_PROGRESS] = true, [NODE_ROLE_TIMER] = true, [NODE_ROLE_ITEM] = true,
	};
	const struct node *modal = tree_modal(tree);
	bool reached = !modal;
	if (!read[node->role] || is_control(node))
		return false;
	for (const struct node *at = node; at; at = at->parent) {
		if ((at->state & NODE_DECOR) || (at != node && is_control(at)))
			return false;
		reached |= at == modal;
	}
	return reached;
}

void utter_alert(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *alert)
{
	const struct node *end = utter_skip(alert);
	utter_part(list);
	utter_text(list, tree->lang, alert->name);
	for (const struct node *node = alert->child ? node_next(alert) : end; node && node != end; node = node_next(node))
		if (!(node->state & NODE_DECOR) && has(node->name) && strcmp(node->name, alert->name) != 0 && !(node->role == NODE_ROLE_HEADING && strstr(alert->name, node->name)))
			utter_text(list, has(node->lang) ? node->lang : tree->lang, node->name);
	(void)listener;
}

static const char *heading_of(const struct tree *tree)
{
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (node->role == NODE_ROLE_HEADING && node->level == 1 && !(node->state & NODE_DECOR))
			return node->name;
	return "";
}

static void say_title(struct utterances *list, const struct listener *listener, const struct tree *tree)
{
	const char *title = has(tree->root->name) ? tree->root->name : heading_of(tree), *lang = has(tree->root->lang) ? tree->root->lang : tree->lang;
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (node->role == NODE_ROLE_HEADING && node->level == 1 && strcmp(node->name, title) == 0 && has(node->lang))
			lang = node->lang; /* the heading knows whose words they are */
	if (masked(listener, tree->root))
		say_masked(list, listener, tree->root, "speech.hidden");
	else
		utter_text(list, lang, title);
}

static bool is_title(const struct tree *tree, const struct node *node)
{
	return node->role == NODE_ROLE_HEADING && node->level == 1 && (!has(tree->root->name) || strcmp(node->name, tree->root->name) == 0);
}

void utter_screen(struct utterances *list, const struct listener *listener, const struct tree *tree)
{
	const struct node *focus = NULL;
	utter_part(list);
	say_title(list, listener, tree);
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		if (node->role == NODE_ROLE_ALERT && utter_reads(tree, node))
			utter_alert(list, listener, tree, node);
		if (node->state & NODE_FOCUSED)
			focus = node;
	}
	for (const struct node *node = tree->root; node; node = node_next(node))
		if (node->role != NODE_ROLE_ALERT && !inside(node, NODE_ROLE_ALERT) && !is_title(tree, node) && utter_reads(tree, node))
			utter_node(list, listener, tree, node);
	if (focus)
		utter_node(list, listener, tree, focus);
}
