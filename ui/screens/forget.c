/* SPDX-License-Identifier: MIT */
/* forget.c - whoever gave details sees that they are kept for this visit only, and can have them forgotten at once. */
#include "ui/screens/parts.h"
#include "ui/visit/wallet.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"

enum { AROUND = 116 /* icon, gap, padding */, GAP = 20 };

static int button_width(const struct build *build)
{
	return fit_width(build, TYPE_SMALL_STRONG, say(build, "wallet.forget")) + AROUND;
}

/* Beside the words if there is room for both, else below them; on the lowest panel where that is not higher. */
static bool beside(const struct build *build, int width)
{
	const char *kept = say(build, "wallet.kept");
	bool narrow = build->frame.low && note_height(build, NULL, kept, width - button_width(build) - GAP) > note_height(build, NULL, kept, width) + GAP + part_small_height(build);
	return !build->frame.split && build->frame.percent <= 100 && !narrow;
}

void part_forget_button(struct build *build)
{
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = "forget", .name = say(build, "wallet.forget"), .icon = "trash-2", .look = LOOK_SMALL, .type = TYPE_SMALL_STRONG,
		.action = ACT(ACTION_FORGET), .box = { .height = part_small_height(build) }));
}

int part_forget_height(const struct build *build, int width)
{
	if (build->visit->forgotten)
		return note_height(build, NULL, say(build, "wallet.forgotten"), width);
	if (wallet_empty(build->visit))
		return 0;
	const char *kept = say(build, "wallet.kept");
	if (build->frame.apart)
		return note_height(build, NULL, kept, width);
	if (!beside(build, width))
		return note_height(build, NULL, kept, width) + GAP + part_small_height(build) + 6;
	int words = note_height(build, NULL, kept, width - button_width(build) - GAP), button = part_small_height(build) + 40;
	return words > button ? words : button;
}

void part_forget(struct build *build)
{
	if (build->visit->forgotten) {
		note_show(build, NOTE_GOOD, "check", NULL, say(build, "wallet.forgotten"));
		return;
	}
	if (wallet_empty(build->visit))
		return;
	if (beside(build, columns_reading_width(build))) {
		note_open(build, NOTE_PLAIN, "user-round", NULL, say(build, "wallet.kept"));
		part_forget_button(build);
		note_close(build);
		return;
	}
	build_group(build, (struct box){ .gap = GAP });
	note_show(build, NOTE_PLAIN, "user-round", NULL, say(build, "wallet.kept"));
	if (build->frame.apart) { /* the way is on the shelf */
		build_close(build);
		return;
	}
	build_group(build, (struct box){ .flow = FLOW_ROW });
	part_forget_button(build);
	build_close(build);
	build_close(build);
}
