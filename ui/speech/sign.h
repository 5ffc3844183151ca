/* SPDX-License-Identifier: MIT */
/* sign.h - one character said by its name: the voice is silent about a comma, and says a capital as any letter. */
#pragma once

#include "ui/speech/utter.h"

/** sign_words - what is said for @text, one character as it is read, on @tree: a sign by its name, a capital as one where the keyboard has both cases; else @text. In @arena or borrowed. */
const char *sign_words(const struct listener *listener, struct arena *arena, const struct tree *tree, const char *text);
