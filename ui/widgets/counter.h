/* SPDX-License-Identifier: MIT */
/* counter.h - the bottom of every screen, always at the same place: easier to use, language, finish, and a person. */
#pragma once

#include "ui/widgets/build.h"

/** counter_show - @finish: whether there is anything to finish here (not on the idle screen). */
void counter_show(struct build *build, bool finish);

/** counter_person_status - "Here now" or when the desk opens again; @ret_here says which. The tree's memory. */
const char *counter_person_status(const struct build *build, bool *ret_here);

/** counter_call_name - who comes, in a length that sentences have room for: "Sam", or "Somebody". */
const char *counter_call_name(const struct build *build);
