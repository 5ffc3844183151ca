/* SPDX-License-Identifier: MIT */
/* secret_file.h - a file with a secret in it is its owner's alone. */
#pragma once

#include "firmware/base/fail.h"

/** secret_file_check - FAIL_DENIED others than its owner may read or write @path, or it is neither ours nor root's · FAIL_EMPTY no such file · FAIL_IO. */
enum fail secret_file_check(const char *path);
