/* SPDX-License-Identifier: MIT */
/* paper.c - a list that doubles in its arena. */
#include "firmware/print/paper.h"

#include <string.h>

enum { ROOM_FIRST = 32 };

int paper_kind_from(const char *name)
{
	static const char *const names[PAPER_KIND_COUNT] = {
		"logo", "text", "pair", "rule", "line", "box", "code", "barcode", "row", "banner", "number", "item", "space", "ruler", "pattern",
	};

	for (int i = 0; i < PAPER_KIND_COUNT; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

int paper_role_from(const char *name)
{
	static const char *const names[ROLE_COUNT] = { "body", "strong", "small", "small-strong", "lead", "subtitle", "title", "huge" };

	for (int i = 0; i < ROLE_COUNT; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

void paper_list_init(struct paper_list *list, struct arena *arena, bool rtl)
{
	*list = (struct paper_list){ .arena = arena, .rtl = rtl };
}

bool paper_add(struct paper_list *list, struct paper_block block)
{
	if (list->count >= PAPER_LIST_MAX)
		return false;
	if (list->count == list->room) {
		int room = list->room > 0 ? 2 * list->room : ROOM_FIRST;
		struct paper_block *grown = arena_new(list->arena, (size_t)room * sizeof *grown);
		if (list->count > 0)
			memcpy(grown, list->block, (size_t)list->count * sizeof *grown);
		list->block = grown;
		list->room = room;
	}
	list->block[list->count++] = block;
	return true;
}

bool paper_text(struct paper_list *list, enum paper_role role, const char *text)
{
	return !text || text[0] == '\0' || paper_add(list, (struct paper_block){ .kind = PAPER_TEXT, .role = role, .text = text });
}

bool paper_space(struct paper_list *list, int size)
{
	return paper_add(list, (struct paper_block){ .kind = PAPER_SPACE, .size = size });
}

bool paper_rule(struct paper_list *list, bool dashed)
{
	return paper_add(list, (struct paper_block){ .kind = PAPER_RULE, .dashed = dashed });
}
