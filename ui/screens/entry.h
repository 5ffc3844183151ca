/* SPDX-License-Identifier: MIT */
/* entry.h - a page with one box of our own, no form's: its title, the box, the keys, and what goes on. */
#pragma once

#include "ui/widgets/action_row.h"
#include "ui/widgets/field.h"
#include "ui/widgets/keyboard.h"

struct entry {
	struct keyboard keyboard;
	struct field field;        /* its label is the page's title */
	struct action_row actions;
	bool bare;                 /* the header says nothing of where the visit is */
	bool finish;               /* as counter_show() */
};

/** entry_show - all of it, between build_begin() and build_end(). */
void entry_show(struct build *build, const struct entry *entry);
