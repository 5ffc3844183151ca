/* SPDX-License-Identifier: MIT */
/* hidden.h - a row that stands for an answer which who helps may not see: that it is hidden, whether it is there, and how the resident shows it. */
#pragma once

#include "ui/widgets/build.h"

/** hidden_words - "Filled in. Touch to show it …", or what else is true of @component's answer: nothing that would tell what it is. */
const char *hidden_words(const struct build *build, const struct form_component *component);

/** hidden_show - the row: @label is that it is hidden, @hint hidden_words() or "". hidden_height - the room it takes. What is secret is a note, nothing to press. */
void hidden_show(struct build *build, const struct form_component *component, const char *label, const char *hint);
int hidden_height(const struct build *build, const struct form_component *component, const char *label, const char *hint);
