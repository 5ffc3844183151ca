/* SPDX-License-Identifier: MIT */
/* desk_script.h - what desk_test.h says of the script, in a process of its own: it never returns. */
#pragma once

#define DESK_TOO_LARGE "too-large" /* the file in the folder of doors that says which frame the hub would have shut the door for */

/** desk_script - open the doors in @folder and answer at them until killed. */
void desk_script(const char *folder);
