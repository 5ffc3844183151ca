/* SPDX-License-Identifier: MIT */
/* person.h - what the two files of the person's sheet share. */
#pragma once

#include "ui/widgets/build.h"

/** person_contacts - the ways to reach somebody who is not here. @brief: numbers without their icons. @numbers: without what they are for. */
void person_contacts(struct build *build, bool brief, bool numbers);

/** person_ask - the button that asks somebody to come. person_call - the sheet while a call is open, or was just ended. */
void person_ask(struct build *build);
void person_call(struct build *build);
