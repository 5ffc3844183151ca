/* SPDX-License-Identifier: MIT */
/* times.h - how long a kiosk waits for people and for the council: the constants that a council may set, with what they may be. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdint.h>

enum times_which {
	TIMES_IDLE, TIMES_IDLE_AIDED,       /* nobody touches anything: then the warning; aided: with any help for access, or more time asked for */
	TIMES_WARNING, TIMES_WARNING_AIDED, /* the countdown that is shown and spoken: then all is cleared */
	TIMES_CONFIRMATION,                 /* the page with the reference; longer while it prints or speaks */
	TIMES_REVEAL,                       /* what is secret stays in sight */
	TIMES_HEARTBEAT,                    /* between two words to the council about the kiosk, ± 20 % */
	TIMES_COUNT
};

/* What holds without a setting, in seconds. */
enum {
	TIMES_IDLE_S = 120, TIMES_IDLE_AIDED_S = 300, TIMES_WARNING_S = 45, TIMES_WARNING_AIDED_S = 60, TIMES_CONFIRMATION_S = 30, TIMES_REVEAL_S = 60,
	TIMES_HEARTBEAT_S = 300,
};

struct times { int64_t ms[TIMES_COUNT]; };

/** times_usual - without a setting. */
struct times times_usual(void);
/** times_read - the setting @json (NULL: none), {"idle_s": 120, …}, each from its minimum to its maximum, the others as usual. FAIL_INPUT which one, and what it may be. */
enum fail times_read(const json_t *json, struct times *ret);
/** times_json - as times_read() takes it, all of them. New object. */
json_t *times_json(const struct times *times);
