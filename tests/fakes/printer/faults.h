/* SPDX-License-Identifier: MIT */
/* faults.h - a script of faults: what happens to the printer, and after what. */
#pragma once

#include "firmware/base/fail.h"

#include <stdint.h>

enum { FAULTS_MAX = 256, FAULTS_MAX_BYTES = 32 * 1024, FAULTS_WORDS_BYTES = 64, FAULTS_COUNT_MAX = 1000000000 };

enum faults_after { FAULTS_AFTER_BYTES, FAULTS_AFTER_MS, FAULTS_AFTER_RECEIPTS };

struct faults_step { enum faults_after after; long count; char words[FAULTS_WORDS_BYTES]; };

struct faults {
	struct faults_step step[FAULTS_MAX];
	int steps, next;
	long bytes, receipts;     /* since the last step */
	int64_t since_ms;         /* when it was */
};

/**
 * faults_read - lines "after 2000 bytes: paper out", "after 500 ms: paper in", "after 2 receipts: power"; each counts from the line before.
 * "#" begins a remark. FAIL_INPUT names the line · FAIL_LIMIT more than FAULTS_MAX. Whether the words are a switch, the switches say.
 */
enum fail faults_read(const char *text, struct faults *ret);

/** faults_load - faults_read() of the file @path. FAIL_EMPTY no such file · FAIL_LIMIT · FAIL_INPUT. */
enum fail faults_load(const char *path, struct faults *ret);

/** faults_count - this happened. */
void faults_count(struct faults *faults, long bytes, long receipts);

/** faults_due - the words of the next step if its time has come, which ends it; else NULL, and @ret_wait_ms: when to ask again, -1: after something happens. */
const char *faults_due(struct faults *faults, int64_t now_ms, int64_t *ret_wait_ms);
