/* SPDX-License-Identifier: MIT */
/*
 * room.c - DESIGN: a page is shown as a visit shows it, part by part, with nothing answered and then with what is wrong about that; so the
 * same code decides as on the kiosk. LIMITS: answers are not tried; the screens page what people type.
 */
#include "ui/fit/room.h"

#include "ui/screens/screens.h"
#include "ui/tree/audit.h"
#include "ui/visit/act.h"

#include <stdio.h>
#include <string.h>

enum { PARTS_MAX = 40, NOON_MS_FROM_MIDNIGHT = 12 * 60 * 60 * 1000 };
#define DAY_MS INT64_C(1795478400000) /* Tuesday 24 November 2026 */

static const struct { const char *name; struct layout_panel panel; } panels[] = {
	{ "portrait, 1080 by 1920", { 1080, 1920, 4.03, 100 } }, { "landscape, 1920 by 1080", { 1920, 1080, 4.03, 100 } }, { "small, 1024 by 768", { 1024, 768, 3.36, 100 } },
};

struct room {
	struct house *house;
	struct visit visit;
	struct tree tree;
	struct fitting fitting;
	struct arena arena;
	struct text *text;
	struct layout_panel panel;
	struct room_finding finding;
	room_told told; void *context;
	size_t count;
};

static bool inside_word(const char *text, int offset)
{
	static const char apart[] = " \n-";
	return offset > 0 && text[offset] && !strchr(apart, text[offset - 1]) && !strchr(apart, text[offset]) && strncmp(text + offset - 3, "\u2013", 3) != 0 && strncmp(text + offset - 3, "\u200b", 3) != 0;
}

/* A line that ends inside a word of @words; @words as it was set. */
static bool breaks_word(const struct paragraph *paragraph, const char *words)
{
	int length = (int)strlen(words);
	for (int i = 0; i + 1 < paragraph->line_count; i++) {
		int end = paragraph->line[i].end_bytes;
		if (end >= 3 && end < length && inside_word(words, end))
			return true;
	}
	return false;
}

static void keep_words(struct room *room, const char *words, bool broken)
{
	snprintf(room->finding.words, ROOM_WORDS_BYTES, "%.*s", ROOM_WORDS_BYTES - 1, words);
	room->finding.broken = broken;
}

/* The first words whose longest one is broken in two; only what stands as one text in its node can be told apart. */
static bool find_broken(struct room *room)
{
	for (const struct node *node = room->tree.root; node; node = node_next(node)) {
		const char *words[] = { node->label ? node->label : node->name, node->hint };
		struct content content;
		if (node->child || node->own_width_px <= 0 || node->role == NODE_ROLE_FIELD || node->role == NODE_ROLE_KEY)
			continue;
		layout_content(&room->tree, node, room->text, &room->panel, node->own_width_px, node->own_height_px, &room->arena, &content);
		for (int i = 0, k = 0; i < content.part_count && k < 2; i++) {
			if (content.part[i].kind != PART_TEXT)
				continue;
			while (k < 2 && (!words[k] || !*words[k]))
				k++;
			if (k < 2 && breaks_word(content.part[i].paragraph, words[k])) {
				keep_words(room, words[k], true);
				arena_reset(&room->arena);
				return true;
			}
			k++;
		}
		arena_reset(&room->arena);
	}
	return false;
}

static const char *words_of(const struct node *node)
{
	const char *name = node->label && *node->label ? node->label : node->name;
	return name && *name ? name : "";
}

/* The longest text inside @node. */
static const char *longest_in(const struct node *top)
{
	const char *longest = "";
	for (const struct node *node = top; node; node = node_next(node)) {
		const struct node *up = node;
		while (up && up != top)
			up = up->parent;
		if (up && strlen(words_of(node)) > strlen(longest))
			longest = words_of(node);
	}
	return longest;
}

/* What has no room: by the layout, which knows the node, else by the audit. */
static bool find_cramped(struct room *room, enum fail laid_out)
{
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	const struct node *cramped = NULL;
	int rules = audit_tree(&room->tree, room->panel.px_per_mm, room->panel.width_px, room->panel.height_px, broken);
	for (const struct node *node = room->tree.root; node; node = node_next(node))
		if (node->cramped)
			cramped = node;
	if (laid_out == FAIL_NONE && !rules)
		return false;
	const struct node *node = cramped ? cramped : rules ? broken[0].node : room->tree.root;
	keep_words(room, node ? longest_in(node) : "", false);
	return true;
}

static void look(struct room *room)
{
	fail_clear();
	room->fitting.panel = &room->panel;
	room->fitting.text = room->text;
	enum fail code = screen_fit(&room->visit, &room->tree, &room->fitting);
	if (find_cramped(room, code == FAIL_NONE ? room->fitting.room : code) || find_broken(room)) {
		room->told(room->context, &room->finding);
		room->count++;
	}
	fail_clear();
}

/* A page with all its parts; the first that does not fit is told. */
static void look_through(struct room *room)
{
	size_t before = room->count;
	room->visit.list_page = 0;
	room->fitting.spare = false;
	for (int part = 0; part < PARTS_MAX && room->count == before; part++) {
		look(room);
		if (!tree_find(&room->tree, "page-next"))
			break;
		(void)visit_act(&room->visit, ACTION_PAGE, 1, NULL, NULL);
	}
}

static void look_at_page(struct room *room, int page)
{
	struct visit *visit = &room->visit;
	size_t before = room->count;
	visit->place = PLACE_QUESTION;
	visit->page = page;
	visit->error_count = 0;
	visit->checked = false;
	visit->sheet = SHEET_NONE;
	visit->field[0] = '\0';
	snprintf(room->finding.page, ROOM_PAGE_BYTES, "page %.140s", visit->form->page[page].path);
	look_through(room);
	visit->list_page = 0;
	if (room->count == before && visit_act(visit, ACTION_CONTINUE, 0, NULL, NULL) & EFFECT_ERRORS)
		look_through(room);
}

/* On a panel as large as its text can be, in a language. */
static void look_at_form(struct room *room, const char *code, const char *language)
{
	struct visit *visit = &room->visit;
	visit_init(visit, room->house);
	visit_now(visit, DAY_MS + NOON_MS_FROM_MIDNIGHT, 1000);
	visit->hub_down = false;
	(void)visit_act(visit, ACTION_LANGUAGE, 0, language, NULL);
	(void)visit_act(visit, ACTION_START, 0, NULL, NULL);
	visit->text_percent = room->panel.text_percent;
	visit->panel = layout_class(&room->panel);
	visit->width_dp = layout_width_dp(&room->panel);
	visit->height_dp = layout_height_dp(&room->panel);
	(void)visit_act(visit, ACTION_SERVICE, 0, code, NULL);
	if (visit->form) {
		snprintf(room->finding.page, ROOM_PAGE_BYTES, "the start page");
		look_through(room);
		for (size_t i = 0; i < visit->form->page_count; i++)
			if (visit->form->page[i].kind != PAGE_SUMMARY)
				look_at_page(room, (int)i);
	}
	visit_done(visit);
}

size_t room_check(struct house *house, const char *code, struct text *text, room_told told, void *context)
{
	struct room room = { .house = house, .text = text, .told = told, .context = context };
	tree_init(&room.tree);
	arena_init(&room.arena, 2 * TEXT_ARENA_MAX_BYTES);
	for (size_t p = 0; p < sizeof panels / sizeof panels[0]; p++)
		for (size_t l = 0; l < house->language_count; l++) {
			room.panel = panels[p].panel;
			room.panel.text_percent = SCREEN_LARGEST_PERCENT;
			room.finding = (struct room_finding){ .language = house->language[l], .panel = panels[p].name, .percent = room.panel.text_percent };
			look_at_form(&room, code, house->language[l]);
		}
	arena_done(&room.arena);
	tree_done(&room.tree);
	return room.count;
}
