/* SPDX-License-Identifier: MIT */
/* forward.h - the command that passes submissions on. */
#pragma once

#include "firmware/base/fail.h"

/** forward_command - "foyer-backoffice forward DIR [OPTIONS]": deliver to the targets of DIR/targets.json until told to end, or --once. */
enum fail forward_command(const char *folder, int argc, char **argv);
