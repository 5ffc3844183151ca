/* SPDX-License-Identifier: MIT */
/* problem.c - it could not be sent: what happened, what became of the answers, what to do now. */
#include "ui/screens/parts.h"
#include "ui/widgets/action_row.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/counter.h"
#include "ui/widgets/fit.h"
#include "ui/widgets/note.h"
#include "ui/widgets/prose.h"

/* Keys problem.<name>.title, .what, .answers and .next; whether trying again can help. */
struct setback { const char *name; bool again; };

static struct setback trouble_of(enum sending_problem problem)
{
	static const struct setback troubles[] = {
		[SENDING_OK] = { "no_hub", true }, [SENDING_FULL] = { "full", true }, [SENDING_STORE] = { "store", true },
		[SENDING_NOT_SET_UP] = { "not_set_up", false }, [SENDING_TOO_LARGE] = { "too_large", false }, [SENDING_NO_HUB] = { "no_hub", true },
	};
	return troubles[problem];
}

static const char *part(const struct build *build, const struct setback *trouble, const char *what)
{
	return say_with(build, build_text(build, "problem.%s.%s", trouble->name, what), WORDS_VALUES({ "council", build->visit->site->council }, { "phone", build->visit->site->phone }));
}

void problem_screen(struct build *build)
{
	const struct visit *visit = build->visit;
	struct setback trouble = trouble_of(visit->problem);
	if (visit->maybe_sent)
		trouble = (struct setback){ "unsure", true };
	struct action_row row = { .back = ACT(ACTION_BACK), .back_words = NULL, .main_id = "try-again", .main_words = say(build, "action.try_again"), .main_icon = "rotate-ccw", .main = ACT(ACTION_TRY_AGAIN) };
	if (visit->maybe_sent) /* nothing may change any more */
		row.back = (struct node_action){ 0 };
	if (!trouble.again) {
		row.main_id = "ask";
		row.main_words = say(build, "person.help");
		row.main_brief = say(build, "counter.brief.person");
		row.main_icon = NULL;
		row.main = (struct node_action)ACT(ACTION_PERSON);
	}

	frame_pages_if_large(&build->frame);
	frame_apart(&build->frame);
	frame_whole(&build->frame);
	part_header(build, false);
	columns_reading(build, 0);
	prose_title(build, part(build, &trouble, "title"), build->frame.panel != PANEL_PORTRAIT && (build->frame.panel == PANEL_SMALL || build->frame.percent > 100));
	prose_text(build, build->frame.panel == PANEL_SMALL && fit_tall(build) ? TYPE_SMALL : TYPE_CONTROL, part(build, &trouble, "what"));
	note_show(build, NOTE_GOOD, "shield-check", NULL, part(build, &trouble, "answers"));
	note_show(build, NOTE_PLAIN, "info", NULL, part(build, &trouble, "next"));
	columns_touch(build, 0);
	columns_end(build);
	action_row_show(build, &row);
	counter_show(build, true);
}
