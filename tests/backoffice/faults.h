/* SPDX-License-Identifier: MIT */
/* faults.h - the ways in which networks and servers lie, on purpose, for tests. */
#pragma once

#include "firmware/base/fail.h"
#include "tests/backoffice/https.h"

#include <stdint.h>

enum fault {
	FAULT_NONE,
	FAULT_DROP_REPLY,  /* keep the events, then close without a word */
	FAULT_BUSY,        /* 503 with Retry-After, nothing kept */
	FAULT_HTML,        /* a portal's page with status 200, nothing kept */
	FAULT_REDIRECT,    /* 302 to a sign-in page, nothing kept */
	FAULT_SLOW,        /* keep the events, answer late */
	FAULT_WRONG_IDS,   /* a proper answer about other events, nothing kept */
	FAULT_TRUNCATE,    /* keep the events, cut the answer in the middle */
	FAULT_COUNT
};

struct faults {
	uint32_t kinds;         /* bits 1 << enum fault */
	int64_t percent;        /* of the requests, by chance */
	int64_t left;           /* how many requests more may be hit; -1: any number */
	int64_t slow_ms;
};

/** faults_read - names joined by commas, as in --fault. FAIL_INPUT with all names in words. */
enum fail faults_read(const char *names, struct faults *ret);

/** faults_draw - what shall go wrong with this request. */
enum fault faults_draw(struct faults *faults);

/** faults_before - whether @fault answers instead of the server; then @answer is it. */
bool faults_before(enum fault fault, struct https_answer *answer);

/** faults_after - spoil the server's own @answer. */
void faults_after(enum fault fault, const struct faults *faults, struct https_answer *answer);
