/* SPDX-License-Identifier: MIT */
/* bad_input_load.h - what is done with a bad definition. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/** bad_input_loads - load, walk and show it; aborts when a refusal or a warning is not one sentence. */
bool bad_input_loads(const char *json, size_t size);
