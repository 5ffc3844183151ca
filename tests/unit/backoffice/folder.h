/* SPDX-License-Identifier: MIT */
/* folder.h - a folder of its own for each case, gone afterwards; *state is its path. */
#pragma once

/** folder_make, folder_drop - cmocka's setup and teardown. */
int folder_make(void **state);
int folder_drop(void **state);

#define FOLDER_CASE(NAME) cmocka_unit_test_setup_teardown(NAME, folder_make, folder_drop)
