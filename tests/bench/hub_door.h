/* SPDX-License-Identifier: MIT */
/* hub_door.h - the ui door of a hub that was just started. */
#pragma once

/** hub_door - waits up to five minutes (it reads its whole store first) for the hub of @state; the door, whose recv() waits, or -1. */
int hub_door(const char *state);
