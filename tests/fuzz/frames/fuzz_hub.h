/* SPDX-License-Identifier: MIT */
/* fuzz_hub.h - a hub whose store lives in memory, with two addresses, made once before the first input (LLVMFuzzerInitialize is in the .c). */
#pragma once

#include "firmware/hub/verbs.h"

/** fuzz_hub_people - screen and desk are there, nobody practises, and a supervisor is signed in at both; the desk's session is 32 zeros. */
void fuzz_hub_people(void);
/** fuzz_hub - that hub. fuzz_hub_whole - stops the fuzzer when its store or its content is gone: nothing that is said through a door may harm them. */
struct hub *fuzz_hub(void);
void fuzz_hub_whole(void);
