/* SPDX-License-Identifier: MIT */
/* theme_built_in.h - assets/themes/default.json as it was when this program was built; CMakeLists.txt writes the .c. */
#pragma once

#include <stddef.h>

extern const unsigned char theme_built_in[];
extern const size_t theme_built_in_bytes;
