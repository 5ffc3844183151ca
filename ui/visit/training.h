/* SPDX-License-Identifier: MIT */
/* training.h - this kiosk is in training: nothing of what is done here is sent or counted. What the hub says of it, and what is chosen on its sheet. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdbool.h>

#define TRAINING_WORD "TRAINING" /* where a reference would stand: nobody can look for it */

enum practice_fault { PRACTICE_PAPER, PRACTICE_OFFLINE, PRACTICE_FULL, PRACTICE_FAULT_COUNT };
enum practice_stage { PRACTICE_MENU, PRACTICE_FAULTS, PRACTICE_ENDING, PRACTICE_STAGE_COUNT };

struct practice {
	bool on, fixed;                   /* fixed: the kiosk's settings say so, and nobody ends it here */
	bool fault[PRACTICE_FAULT_COUNT]; /* staff chose that this goes wrong */
	enum practice_stage stage;        /* of SHEET_TRAINING */
	const char *verb; int which;      /* what the hub is told next; static, NULL nothing */
};

struct visit;

/** visit_training_told - what "hello" says of it, or the bell: a visit that was begun as something else is gone. Effect bits. */
unsigned visit_training_told(struct visit *visit, const json_t *told);
/** visit_training_request - the request for EFFECT_TRAINING; new. NULL: there is none. */
json_t *visit_training_request(struct visit *visit);
/** practice_fault_name - as the hub and the sentences have it; static. */
const char *practice_fault_name(enum practice_fault fault);
