/* SPDX-License-Identifier: MIT */
/* mask.c - DESIGN: class and field of an answer stand at every node that shows it or lets it be given, so the rule is asked in one place. */
#include "ui/tree/mask.h"

#include <string.h>

static bool revealed(const struct mask *mask, const char *field, int64_t now_ms)
{
	for (int i = 0; i < mask->reveals && field; i++)
		if (strcmp(mask->reveal[i].field, field) == 0)
			return now_ms < mask->reveal[i].until_ms;
	return false;
}

bool mask_hides(const struct mask *mask, enum privacy_class privacy, const char *field, int64_t now_ms)
{
	if (mask->viewer == VIEWER_RESIDENT || privacy == PRIVACY_PUBLIC)
		return false;
	if (privacy == PRIVACY_PERSONAL && (mask->viewer == VIEWER_STAFF || mask->personal))
		return false;
	return privacy == PRIVACY_SECRET || !revealed(mask, field, now_ms);
}

static void drop(struct mask *mask, int index)
{
	memmove(&mask->reveal[index], &mask->reveal[index + 1], (size_t)(--mask->reveals - index) * sizeof mask->reveal[0]);
	memset(&mask->reveal[mask->reveals], 0, sizeof mask->reveal[0]);
}

void mask_reveal(struct mask *mask, const char *field, int64_t until_ms)
{
	size_t length = strlen(field);
	if (length == 0 || length >= MASK_FIELD_BYTES)
		return;
	for (int i = mask->reveals - 1; i >= 0; i--)
		if (strcmp(mask->reveal[i].field, field) == 0)
			drop(mask, i);
	if (mask->reveals == MASK_REVEALS_MAX)
		drop(mask, 0);
	struct reveal *reveal = &mask->reveal[mask->reveals++];
	memcpy(reveal->field, field, length + 1);
	reveal->until_ms = until_ms;
}

void mask_cover(struct mask *mask)
{
	memset(mask->reveal, 0, sizeof mask->reveal);
	mask->reveals = 0;
}

bool mask_expire(struct mask *mask, int64_t now_ms)
{
	int before = mask->reveals;
	for (int i = mask->reveals - 1; i >= 0; i--)
		if (mask->reveal[i].until_ms <= now_ms)
			drop(mask, i);
	return mask->reveals != before;
}

int64_t mask_next_ms(const struct mask *mask)
{
	int64_t next = -1;
	for (int i = 0; i < mask->reveals; i++)
		if (next < 0 || mask->reveal[i].until_ms < next)
			next = mask->reveal[i].until_ms;
	return next;
}

/* Whose own words are those of the form: what is answered stands in their value or state. */
static bool named_by_form(const struct node *node)
{
	switch (node->role) {
	case NODE_ROLE_FIELD: case NODE_ROLE_RADIO: case NODE_ROLE_CHECKBOX: case NODE_ROLE_RADIO_GROUP: case NODE_ROLE_CHECKBOX_GROUP:
	case NODE_ROLE_SCREEN: case NODE_ROLE_GROUP: case NODE_ROLE_LIST: case NODE_ROLE_ITEM: case NODE_ROLE_DIALOG:
		return true;
	case NODE_ROLE_HEADING: case NODE_ROLE_TEXT: case NODE_ROLE_IMAGE: case NODE_ROLE_BUTTON: case NODE_ROLE_KEY: case NODE_ROLE_ALERT: case NODE_ROLE_STATUS:
	case NODE_ROLE_PROGRESS: case NODE_ROLE_TIMER: case NODE_ROLE_COUNT:
		break;
	}
	return false;
}

static void cover(struct node *node, const char *hidden, const char *wrong)
{
	node->state &= ~(unsigned)(NODE_CHECKED | NODE_SELECTED_TEXT);
	node->caret = node->select = -1;
	node->value = node->value ? "" : NULL;
	node->image = NULL;
	node->error = node->error && node->error[0] ? wrong : node->error;
	if (named_by_form(node))
		return;
	node->name = hidden;
	node->label = node->hint = node->lang = NULL;
	node->icon = "eye-off";
	node->icon_after = NULL;
	node->action = (struct node_action){ 0 };
}

int tree_mask(struct tree *tree, const struct mask *mask, int64_t now_ms, const char *hidden, const char *wrong)
{
	int covered = 0;
	if (mask->viewer == VIEWER_RESIDENT)
		return 0;
	hidden = arena_text(&tree->arena, hidden);
	wrong = arena_text(&tree->arena, wrong);
	for (struct node *node = tree->root; node; node = node_next(node))
		if (mask_hides(mask, node->privacy, node->field, now_ms)) {
			cover(node, hidden, wrong);
			covered++;
		}
	return covered;
}
