/* SPDX-License-Identifier: MIT */
/* guide.c - paper is put in: one step, its picture, and large words; what was done is felt at the printer. */
#include "firmware/base/trouble.h"
#include "ui/screens/parts.h"
#include "ui/visit/paper.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/header.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/steps.h"

#include <string.h>

enum { PICTURE = 400, PICTURE_LEAST = 160, ROLL_STEPS = 3 };

static bool at(const struct build *build, const char *step)
{
	return strcmp(build->visit->guide, step) == 0;
}

static const char *picture(const struct build *build)
{
	static const struct { const char *step, *image; } pictures[] = {
		{ "open", "load-open" }, { "empty", "load-open" }, { "roll", "load-roll" }, { "printing", "load-page" }, { "look", "load-page" }, { "passed", "load-page" },
	};
	for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++)
		if (at(build, pictures[i].step))
			return pictures[i].image;
	return NULL;
}

/* What the printer itself says, where that is not what the step says. */
static const char *printer_says(const struct build *build)
{
	bool said = at(build, "open") || at(build, "trouble") || (at(build, "printing") && !paper_comes(build->visit));
	return said ? say(build, trouble_row(build->visit->trouble)->key) : NULL;
}

static struct step *roll_steps(const struct build *build)
{
	static const char *const icons[ROLL_STEPS] = { "arrow-up", "arrow-down", "check" };
	struct step *step = arena_new(&build->tree->arena, ROLL_STEPS * sizeof *step);
	for (int i = 0; i < ROLL_STEPS; i++)
		step[i] = (struct step){ icons[i], NULL, say(build, build_text((struct build *)build, "guide.roll.%d", i + 1)), NULL };
	return step;
}

static const char *words(const struct build *build)
{
	if (at(build, "roll") && build->frame.panel == PANEL_SMALL)
		return NULL; /* they see that it is open */
	return at(build, "trouble") ? NULL : say(build, build_text((struct build *)build, "guide.%s", build->visit->guide));
}

static void show_actions(struct build *build)
{
	struct action_row row = { .back = ACT(ACTION_GUIDE, .text = "stop"), .back_id = "guide-stop", .back_words = say(build, "guide.stop"), .back_plain = true };
	if (at(build, "look")) {
		row.back = (struct node_action)ACT(ACTION_GUIDE, .text = "fail");
		row.back_id = "guide-fail";
		row.back_words = say(build, "answer.no");
		row.main = (struct node_action)ACT(ACTION_GUIDE, .text = "pass");
		row.main_id = "guide-pass";
		row.main_words = say(build, "answer.yes");
	} else if ((at(build, "open") || (at(build, "failed") && !(build->frame.low && build->frame.percent > 150))) && paper_comes(build->visit)) {
		row.main = (struct node_action)ACT(ACTION_GUIDE, .text = "page");
		row.main_id = "guide-page";
		row.main_words = say(build, "guide.page");
		row.main_brief = say(build, "action.print");
	}
	if (row.main.what == ACTION_NONE) /* the only one */
		row = (struct action_row){ .main = row.back, .main_id = row.back_id, .main_words = say(build, at(build, "passed") ? "counter.finish" : "guide.stop") };
	action_row_show(build, &row);
}

/* As large as what is read leaves room for; none where that is too little. */
static void show_picture(struct build *build, int read)
{
	int room = (build->frame.split ? build->frame.touch.height : columns_room(build, 0) - read) - 24, width = columns_touch_width(build);
	int size = room < PICTURE ? room : PICTURE;
	const char *image = picture(build);
	size = width < size ? width : size;
	if (!image || size < PICTURE_LEAST || build->frame.pages)
		return;
	build_group(build, (struct box){ .flow = FLOW_ROW, .align = ALIGN_CENTRE });
	build_space(build);
	build_leaf(build, NODE(.role = NODE_ROLE_IMAGE, .image = image, .state = NODE_DECOR, .box = { .width = size, .height = size }));
	build_space(build);
	build_close(build);
}

void guide_screen(struct build *build)
{
	frame_pages_if_large(&build->frame);
	frame_apart(&build->frame);
	const char *title = say(build, "guide.title"), *printer = printer_says(build), *text = words(build);
	bool small = build->frame.panel == PANEL_SMALL || build->frame.percent > 100;
	int width = columns_reading_width(build), gap = columns_gap(build);
	int read = prose_title_height(build, title, small, width) + gap + (text ? fit_height(build, TYPE_CONTROL, text, width) + gap : 0) + (printer ? note_height(build, NULL, printer, width) + gap : 0);
	header_show(build, NULL, NULL, false);
	columns_reading(build, 0);
	prose_title(build, title, small);
	if (printer)
		note_show(build, NOTE_PLAIN, "printer", NULL, printer);
	if (text)
		prose_text(build, small ? TYPE_BODY_STRONG : TYPE_CONTROL_STRONG, text);
	if (at(build, "roll")) {
		struct step *step = roll_steps(build);
		read += steps_height(build, step, ROLL_STEPS, width) + gap;
		steps_show(build, step, ROLL_STEPS);
	}
	columns_touch(build, 0);
	show_picture(build, read);
	columns_end(build);
	show_actions(build);
	counter_show(build, false);
}
