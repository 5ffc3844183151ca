/* SPDX-License-Identifier: MIT */
/* walker.h - somebody who fills in any form from what the screen shows: answers that are given, else the first that is accepted. */
#pragma once

#include "tests/lib/screen.h"

/* @node: "field:NAME" and the text to type, or "choice:NAME" and the value to choose. A list ends with a NULL node. */
struct walker_answer { const char *node, *value; };

/** Called on each page when it is answered, and on parts of check answers before the last; NULL: nothing. */
typedef void (*walker_look)(void *context, struct kiosk *kiosk);

/**
 * walk_to_check - from a first page to check answers. What @answers (may be NULL) does not name gets the first choice, or one
 * text after another until no error stands at it; a page that leads nowhere is left by Back and its last choice taken otherwise.
 * What was given to an earlier service is not used, unless @answers names "use" (whatever its value). Fails the case after 200 pages.
 */
void walk_to_check(struct kiosk *kiosk, const struct walker_answer *answers, walker_look look, void *context);

/** How a node is pressed: screen_touch(), keypad_press(), … */
typedef void (*walker_press)(struct kiosk *kiosk, const char *id);

/** walk_with - as walk_to_check(), but each choice, box and key of the keyboard on the screen is pressed by @press, none through the test door. */
void walk_with(struct kiosk *kiosk, const struct walker_answer *answers, walker_press press);

/** walk_page - answer only the page that is shown, without Continue. */
void walk_page(struct kiosk *kiosk, const struct walker_answer *answers);
