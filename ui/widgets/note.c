/* SPDX-License-Identifier: MIT */
/* note.c - no lip and no border: it cannot be pressed. */
#include "ui/widgets/note.h"

#include "ui/widgets/fit.h"
#include "ui/widgets/prose.h"

enum { ICON = 48, GAP = 20, ACROSS = 26, DOWN = 20 };

static const struct { enum node_look look; enum node_ink ink; } style[] = {
	[NOTE_PLAIN] = { LOOK_NOTE, INK_LOOK }, [NOTE_GOOD] = { LOOK_NOTE_OK, INK_OK }, [NOTE_WARNING] = { LOOK_NOTE, INK_ERROR },
};

static struct node note_of(enum note_kind kind, const char *icon, const char *strong, const char *text)
{
	bool two = strong && *strong && text && *text;
	return NODE(.role = NODE_ROLE_STATUS, .name = strong && *strong ? strong : text, .hint = two ? text : NULL, .icon = icon, .look = style[kind].look,
		.type = strong && *strong ? TYPE_BODY_STRONG : TYPE_SMALL, .ink = style[kind].ink);
}

void note_open(struct build *build, enum note_kind kind, const char *icon, const char *strong, const char *text)
{
	struct node node = note_of(kind, icon, strong, text);
	node.label = node.name;
	node.box = (struct box){ .flow = FLOW_ROW, .align = ALIGN_CENTRE, .gap = GAP };
	build_open(build, node);
}

void note_close(struct build *build)
{
	build_close(build);
}

void note_show(struct build *build, enum note_kind kind, const char *icon, const char *strong, const char *text)
{
	const struct node *column = build->tree->turn.column;
	if (column && note_height(build, strong, text, column->box.width) * 11 / 10 > column->box.height) {
		prose_text(build, TYPE_BODY_STRONG, strong); /* it goes on over the page */
		prose_text(build, TYPE_SMALL, text);
		return;
	}
	build_leaf(build, note_of(kind, icon, strong, text));
}

int note_height(const struct build *build, const char *strong, const char *text, int width)
{
	int room = width - 2 * ACROSS - ICON - GAP, words = 0;
	words += strong && *strong ? fit_height(build, TYPE_BODY_STRONG, strong, room) : 0;
	words += text && *text ? fit_height(build, TYPE_SMALL, text, room) : 0;
	return (words > ICON ? words : ICON) + 2 * DOWN;
}
