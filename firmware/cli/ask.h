/* SPDX-License-Identifier: MIT */
/* ask.h - a command's question to the hub of a running kiosk, through the admin door. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stddef.h>

/** ask_place - where *@state is NULL, the state folder of this machine, in @room. FAIL_INPUT · FAIL_LIMIT. */
enum fail ask_place(const char **state, char *room, size_t size);

/** ask_hub - @request (stolen) to the kiosk in @state. @ret_answer: new object, unset on failure. FAIL_OFFLINE none runs there · as the hub answered, with its words. */
enum fail ask_hub(const char *state, json_t *request, json_t **ret_answer);

/** ask_exit - the exit status of a command that ended with @code: 0 · 1 · 2 wrong options; what went wrong is said. */
int ask_exit(enum fail code);
