/* SPDX-License-Identifier: MIT */
/* push.c - the code of the ticket that the desk laid a form ready for. */
#include "ui/screens/entry.h"
#include "ui/screens/parts.h"

static const char *trouble(const struct build *build)
{
	static const char *const keys[PUSH_TROUBLE_COUNT] = { [PUSH_SHORT] = "push.short", [PUSH_WRONG] = "push.wrong", [PUSH_GONE] = "push.gone", [PUSH_NOT_NOW] = "push.not_now" };
	const char *key = keys[build->visit->push.trouble];
	return key ? say(build, key) : NULL;
}

const char *push_words(const struct build *build)
{
	return say_with(build, "push.for", WORDS_VALUES({ "ticket", build->visit->push.ticket }));
}

void push_screen(struct build *build)
{
	const struct push *push = &build->visit->push;
	entry_show(build, &(struct entry){ .keyboard = { .kind = KEYBOARD_UPPER }, .finish = true,
		.field = { .name = PUSH_FIELD, .label = say(build, "push.code"), .hint = say(build, "push.hint"), .label_hidden = true, .value = push->typed, .error = trouble(build) },
		.actions = { .back = ACT(ACTION_BACK), .main_id = "continue", .main_words = say(build, "action.continue"), .main = ACT(ACTION_CONTINUE) } });
}
