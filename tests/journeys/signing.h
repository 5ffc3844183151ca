/* SPDX-License-Identifier: MIT */
/* signing.h - a kiosk that has a list of staff, with Sam on it, who signs in by its keys. */
#pragma once

#include "tests/lib/kiosk.h"

struct signing { struct kiosk kiosk; char assets[GIVEN_PATH_BYTES]; };

/** signing_set_up, signing_tear_down - setup and teardown of cases whose state is a struct signing, on the idle screen. */
int signing_set_up(void **state);
int signing_set_up_supervisor(void **state); /* Sam may supervise */
int signing_tear_down(void **state);

/** signing_in - from the screen with the counter to the staff's menu, if @pin is right. signing_digits - on the screen's own keys. */
void signing_in(struct kiosk *kiosk, const char *pin);
void signing_digits(struct kiosk *kiosk, const char *digits);
