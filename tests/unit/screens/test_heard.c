/* SPDX-License-Identifier: MIT */
/* unit.screens_heard - every scene in every language as it is said: what is shown is heard, whole, with its role and its state. */
#include "tests/unit/screens/screens_given.h"

#include "firmware/base/utf8.h"
#include "ui/speech/utter.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEARD_BYTES = 256 * 1024 };

struct hearing { struct given *given; const char *scene, *language; struct arena arena; char heard[HEARD_BYTES]; };

typedef void (*check)(struct hearing *hearing);

/* What is cut into sentences loses spaces and marks at its seams: only letters and digits count. Marks of direction are silent. */
static void add_letters(char *to, size_t room, const char *text)
{
	size_t end = strlen(to);
	for (const char *at = text; *at && end + 5 < room;) {
		const char *from = at;
		uint32_t c = utf8_next(&at);
		bool silent = (c >= 0x2000 && c <= 0x206f) || c == 0xad || c == 0xa0 || c == 0x2026;
		if (c < 0x80 ? isalnum((int)c) : !silent)
			while (from < at)
				to[end++] = c < 0x80 ? (char)tolower(*from++) : *from++;
	}
	to[end] = '\0';
}

static struct listener listener_of(const struct hearing *hearing)
{
	return (struct listener){ hearing->given->house.visit.words, true };
}

static void hear(struct hearing *hearing, const struct utterances *list)
{
	for (int i = 0; i < list->count; i++)
		add_letters(hearing->heard, sizeof hearing->heard, list->one[i].text);
}

/* What is said when the ring comes to @node, or when it is read on its own; how many sentences. */
static int hear_node(struct hearing *hearing, const struct node *node)
{
	struct utterances list;
	const struct listener listener = listener_of(hearing);
	arena_reset(&hearing->arena);
	utter_begin(&list, &hearing->arena);
	utter_node(&list, &listener, &hearing->given->tree, node);
	hear(hearing, &list);
	return list.count;
}

static bool covers(const char *heard, const char *text)
{
	static char letters[HEARD_BYTES];
	letters[0] = '\0';
	add_letters(letters, sizeof letters, text ? text : "");
	return strstr(heard, letters) != NULL;
}

static void everywhere(struct given *given, check look)
{
	static struct hearing hearing;
	arena_init(&hearing.arena, UTTER_ARENA_MAX_BYTES);
	hearing.given = given;
	for (int i = 0; i < scene_count; i++)
		for (int l = 0; l < STAGE_LANGUAGES; l++) {
			hearing.scene = scenes[i].name;
			hearing.language = stage_languages[l];
			hearing.heard[0] = '\0';
			build_only(given, &scenes[i], stage_languages[l], &stage_panels[0].panel);
			look(&hearing);
		}
	arena_done(&hearing.arena);
}

static bool decoration(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->state & NODE_DECOR)
			return true;
	return false;
}

/* ---- the set of words that are shown, less the set of words that are heard, is empty ---- */

static void hear_screen(struct hearing *hearing)
{
	struct utterances list;
	const struct tree *tree = &hearing->given->tree;
	const struct listener listener = listener_of(hearing);
	arena_reset(&hearing->arena);
	utter_begin(&list, &hearing->arena);
	utter_screen(&list, &listener, tree);
	hear(hearing, &list);
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		if (node_focusable(tree, node))
			hear_node(hearing, node);
		if (!node->child)
			continue;
		arena_reset(&hearing->arena);
		utter_begin(&list, &hearing->arena);
		utter_group(&list, &listener, tree, node);
		hear(hearing, &list);
	}
}

/* A key with one sign is heard by the sign's name: unit.speech_utter. */
static bool is_sign(const struct node *node)
{
	return node->role == NODE_ROLE_KEY && utf8_length(node->name) == 1 && !isalnum((unsigned char)node->name[0]);
}

static void must_hear(struct hearing *hearing, const struct node *node, const char *text)
{
	if (text && !is_sign(node) && !covers(hearing->heard, text))
		fail_msg("%s, %s: nobody hears \"%s\" of %s #%s", hearing->scene, hearing->language, text, node_role_name(node->role), node->id);
}

static void all_is_heard(struct hearing *hearing)
{
	const struct tree *tree = &hearing->given->tree;
	const struct node *sheet = NULL;
	for (const struct node *node = tree->root; node; node = node_next(node))
		sheet = node->state & NODE_MODAL ? node : sheet;
	hear_screen(hearing);
	for (const struct node *node = sheet ? sheet : tree->root, *end = sheet ? utter_skip(sheet) : NULL; node && node != end; node = node_next(node)) {
		if (decoration(node) || node->state & NODE_DISABLED)
			continue;
		must_hear(hearing, node, node->name);
		must_hear(hearing, node, node->hint);
		must_hear(hearing, node, node->error);
		if (node->role == NODE_ROLE_FIELD && !(node->state & NODE_SECRET))
			must_hear(hearing, node, node->value);
	}
}

static void what_is_shown_is_heard(void **state)
{
	everywhere(*state, all_is_heard);
}

/* ---- each control ---- */

static void each_control_speaks(struct hearing *hearing)
{
	const struct tree *tree = &hearing->given->tree;
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		if (!node_focusable(tree, node))
			continue;
		hearing->heard[0] = '\0';
		if (hear_node(hearing, node) == 0)
			fail_msg("%s, %s: %s #%s says nothing", hearing->scene, hearing->language, node_role_name(node->role), node->id);
		must_hear(hearing, node, node->name); /* of a field that asks for something personal: what for */
	}
}

static void every_control_says_what_it_is(void **state)
{
	everywhere(*state, each_control_speaks);
}

static void each_state_speaks(struct hearing *hearing)
{
	static char on[HEARD_BYTES];
	const struct tree *tree = &hearing->given->tree;
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		bool toggles = node->role == NODE_ROLE_RADIO || node->role == NODE_ROLE_CHECKBOX || strcmp(node->id, "key-shift") == 0;
		if (!toggles || !node_focusable(tree, node))
			continue;
		struct node other = *node;
		other.state ^= NODE_CHECKED;
		hearing->heard[0] = '\0';
		hear_node(hearing, node);
		snprintf(on, sizeof on, "%s", hearing->heard);
		hearing->heard[0] = '\0';
		hear_node(hearing, &other);
		if (strcmp(on, hearing->heard) == 0)
			fail_msg("%s, %s: #%s sounds the same on and off", hearing->scene, hearing->language, node->id);
	}
}

static void every_toggle_says_its_state(void **state)
{
	everywhere(*state, each_state_speaks);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(what_is_shown_is_heard),
		cmocka_unit_test(every_control_says_what_it_is),
		cmocka_unit_test(every_toggle_says_its_state),
	};
	return cmocka_run_group_tests_name("screens_heard", cases, given_screens, gone_screens);
}
