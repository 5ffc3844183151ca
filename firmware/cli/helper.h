/* SPDX-License-Identifier: MIT */
/* helper.h - another program of ours, that has what this one lacks: asked, and waited for. */
#pragma once

enum { HELPER_ARGUMENTS_MAX = 4 };

/**
 * helper_run - run @name, which stands beside this program, with @arguments (at most 4, then NULL). What it prints goes where we print.
 * Returns its exit status; -1 it cannot be run, or did not end by itself.
 */
int helper_run(const char *name, const char *const *arguments);
