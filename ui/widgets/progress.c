/* SPDX-License-Identifier: MIT */
/* progress.c - at most so many segments that each is still seen; longer forms are shown in proportion. */
#include "ui/widgets/progress.h"

enum { SEGMENT_MAX = 14, GAP = 10, GAP_LOW = 6 };

void progress_show(struct build *build, size_t done, size_t of, const char *words, bool decor)
{
	if (of == 0 || build->frame.progress.height == 0)
		return;
	if (of > SEGMENT_MAX) {
		done = done >= of ? SEGMENT_MAX : done * SEGMENT_MAX / of;
		of = SEGMENT_MAX;
	}
	build_open(build, NODE(.role = NODE_ROLE_PROGRESS, .id = "progress", .name = words, .label = "", .state = decor ? NODE_DECOR : 0,
		.box = frame_box(build->frame.progress, FLOW_ROW, build->frame.low && build->frame.split ? GAP_LOW : GAP)));
	for (size_t i = 0; i < of; i++)
		build_leaf(build, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .look = i < done ? LOOK_STEP_DONE : i == done ? LOOK_STEP_NOW : LOOK_STEP_TO_DO,
			.box = { .grow = 1, .equal = true, .height = build->frame.progress.height }));
	build_close(build);
}
