/* SPDX-License-Identifier: MIT */
/* at_desk.h - journeys: a kiosk whose desk listens on this machine, and Sam at it in a real Chromium. */
#pragma once

#include "tests/backoffice/browser.h"
#include "tests/lib/kiosk.h"

struct at_desk { struct kiosk kiosk; struct browser browser; char url[64]; };

/** at_desk_set_up - setup: a kiosk on a Monday at ten with our forms, Sam in its list of staff, and a browser. at_desk_tear_down ends all of it. */
int at_desk_set_up(void **state);
int at_desk_tear_down(void **state);

/** at_desk_sign_in - Sam signs in. at_desk_words - wait until the page says @words. at_desk_press - wait for the element @id, then press it. */
void at_desk_sign_in(struct at_desk *given);
void at_desk_words(struct at_desk *given, const char *words);
void at_desk_press(struct at_desk *given, const char *id);
/** at_desk_until - wait until the JavaScript @expression is true. at_desk_is - whether it is now. */
void at_desk_until(struct at_desk *given, const char *expression);
bool at_desk_is(struct at_desk *given, const char *expression);
