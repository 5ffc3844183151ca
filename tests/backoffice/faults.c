/* SPDX-License-Identifier: MIT */
/* faults.c - a table of lies. */
#include "tests/backoffice/faults.h"

#include "firmware/base/clock.h"
#include "firmware/base/id.h"
#include "tests/backoffice/answer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static const char *const fault_names[FAULT_COUNT] = {
	[FAULT_NONE] = "none", [FAULT_DROP_REPLY] = "drop-reply-after-commit", [FAULT_BUSY] = "503", [FAULT_HTML] = "html-200",
	[FAULT_REDIRECT] = "redirect", [FAULT_SLOW] = "slow", [FAULT_WRONG_IDS] = "wrong-ids", [FAULT_TRUNCATE] = "truncate",
};

static enum fault fault_of(const char *name, size_t length)
{
	for (int i = 1; i < FAULT_COUNT; i++)
		if (strlen(fault_names[i]) == length && strncmp(fault_names[i], name, length) == 0)
			return (enum fault)i;
	return FAULT_NONE;
}

enum fail faults_read(const char *names, struct faults *ret)
{
	for (const char *at = names;; at++) {
		size_t length = strcspn(at, ",");
		enum fault fault = fault_of(at, length);
		if (fault == FAULT_NONE)
			return FAIL(INPUT, "--fault knows drop-reply-after-commit, 503, html-200, redirect, slow, wrong-ids and truncate, not %.*s", (int)length, at);
		ret->kinds |= 1u << fault;
		at += length;
		if (*at == '\0')
			return FAIL_NONE;
	}
}

/* A number below @count by chance. */
static uint32_t chance(uint32_t count)
{
	uint32_t bits;
	if (getrandom(&bits, sizeof bits, 0) != (ssize_t)sizeof bits)
		abort();
	return (uint32_t)((uint64_t)bits * count >> 32);
}

enum fault faults_draw(struct faults *faults)
{
	if (faults->kinds == 0 || faults->left == 0 || chance(100) >= faults->percent)
		return FAULT_NONE;
	if (faults->left > 0)
		faults->left--;
	uint32_t nth = chance((uint32_t)__builtin_popcount(faults->kinds));
	for (int i = 1; i < FAULT_COUNT; i++)
		if ((faults->kinds & 1u << i) != 0 && nth-- == 0)
			return (enum fault)i;
	return FAULT_NONE;
}

static void text_set(struct https_answer *answer, int status, const char *content_type, const char *text)
{
	answer->status = status;
	answer->content_type = content_type;
	if (buffer_add(&answer->body, text, strlen(text)) != FAIL_NONE)
		abort();
}

static void wrong_ids_set(struct https_answer *answer)
{
	char text[160];
	snprintf(text, sizeof text, "{\"results\":[{\"id\":\"%s\",\"status\":\"accepted\"}]}", id_new(clock_wall_ms()).text);
	text_set(answer, 200, "application/json", text);
}

bool faults_before(enum fault fault, struct https_answer *answer)
{
	switch (fault) {
	case FAULT_BUSY:
		answer_problem(answer, 503, "The server is busy");
		answer_header(answer, "Retry-After", "1");
		return true;
	case FAULT_HTML:
		text_set(answer, 200, "text/html", "<!DOCTYPE html><title>Welcome</title><h1>Please sign in to use this network</h1>");
		return true;
	case FAULT_REDIRECT:
		text_set(answer, 302, "text/html", "Moved");
		answer_header(answer, "Location", "https://portal.invalid/sign-in");
		return true;
	case FAULT_WRONG_IDS:
		wrong_ids_set(answer);
		return true;
	case FAULT_NONE:
	case FAULT_DROP_REPLY:
	case FAULT_SLOW:
	case FAULT_TRUNCATE:
	case FAULT_COUNT:
		break;
	}
	return false;
}

void faults_after(enum fault fault, const struct faults *faults, struct https_answer *answer)
{
	if (fault == FAULT_DROP_REPLY)
		answer->end = HTTPS_END_DROPPED;
	else if (fault == FAULT_TRUNCATE)
		answer->end = HTTPS_END_CUT;
	else if (fault == FAULT_SLOW)
		answer->after_ms = faults->slow_ms;
}
