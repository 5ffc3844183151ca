/* SPDX-License-Identifier: MIT */
/* helper.h - one run of espeak-ng that speaks one sentence: told by its standard input, stopped by SIGKILL, waited for in the loop. */
#pragma once

#include "firmware/base/loop.h"

#include <sys/types.h>

enum { HELPER_COMPLAINT_MAX_BYTES = 1024, HELPER_GRACE_MS = 5000, HELPER_CHARACTER_MS = 400 /* the slowest voice takes half of that */ };

/** Called once after each start that succeeded, when the process is gone. FAIL_NONE it spoke to the end · FAIL_DEVICE it could not be heard, or took far too long · FAIL_BUSY it was stopped. */
typedef void (*helper_ended)(void *context, enum fail code);

struct helper {
	struct loop *loop;
	pid_t pid;                 /* 0: none runs */
	int end_fd, complaint_fd, late_fd; /* -1: none */
	bool stopped, late, complained;
	int64_t patience_ms;
	helper_ended ended;
	void *context;
};

struct helper_voice { const char *language, *device /* NULL: the usual one */; int amplitude, words_per_minute; };

/** helper_init - nothing runs. helper_done - kills what runs and waits for it; nobody is called. */
void helper_init(struct helper *helper, struct loop *loop, helper_ended ended, void *context);
void helper_done(struct helper *helper);

/** helper_start - speak @text; nothing must be running. FAIL_EMPTY there is no espeak-ng · FAIL_IO · FAIL_LIMIT. A process that cannot be started is found out here. */
enum fail helper_start(struct helper *helper, const char *text, const struct helper_voice *voice);
/** helper_stop - silent at once; the end is called as soon as the process is gone. */
void helper_stop(struct helper *helper);
/** helper_pause - hold the voice, or let it go on where it was. */
void helper_pause(struct helper *helper, bool hold);
bool helper_runs(const struct helper *helper);

/** helper_language - the voice for a language tag: English of any kind is British here. Static or @tag. */
const char *helper_language(const char *tag);
