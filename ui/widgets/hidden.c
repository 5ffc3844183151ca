/* SPDX-License-Identifier: MIT */
/* hidden.c - DESIGN: three states and no more: filled, empty, wrong. What is secret has no way to be shown; who wants to change it ends the help. */
#include "ui/widgets/hidden.h"

#include "ui/visit/privacy.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/note.h"

#include <string.h>

static bool wrong(const struct visit *visit, const struct form_component *component)
{
	for (size_t i = 0; i < visit->error_count; i++)
		if (visit->error[i].component == component)
			return true;
	return false;
}

const char *hidden_words(const struct build *build, const struct form_component *component)
{
	static const char *const keys[][2] = { { "mask.empty", "mask.secret_empty" }, { "mask.filled", "mask.secret_filled" }, { "mask.wrong", "mask.secret_wrong" } };
	int state = wrong(build->visit, component) ? 2 : visit_answered(build->visit, component) ? 1 : 0;
	return say(build, keys[state][component->privacy == PRIVACY_SECRET]);
}

static struct choice row_of(const char *label, const char *hint)
{
	return (struct choice){ .label = label, .hint = hint, .told = true };
}

int hidden_height(const struct build *build, const struct form_component *component, const char *label, const char *hint)
{
	struct choice row = row_of(label, hint);
	return component->privacy == PRIVACY_SECRET ? note_height(build, label, hint, choice_width(build)) : choice_height(build, &row, choice_width(build));
}

void hidden_show(struct build *build, const struct form_component *component, const char *label, const char *hint)
{
	struct choice row = row_of(label, hint);
	if (component->privacy == PRIVACY_SECRET) {
		note_show(build, NOTE_PLAIN, "eye-off", label, hint);
		return;
	}
	build_leaf(build, NODE(.role = NODE_ROLE_BUTTON, .id = build_text(build, "show:%s", component->name), .name = label, .hint = *hint ? hint : NULL, .icon = "eye-off", .look = LOOK_CHOICE,
		.type = TYPE_CONTROL, .text_align = ALIGN_START, .action = ACT(ACTION_REVEAL, .text = component->name), .box = choice_box(build, &row)));
}
