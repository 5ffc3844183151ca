/* SPDX-License-Identifier: MIT */
/* desk_script.h - what desk_test.h says of the script, in a process of its own: it never returns. */
#pragma once

/** desk_script - open the doors in @folder and answer at them until killed. */
void desk_script(const char *folder);
