/* SPDX-License-Identifier: MIT */
/* flow.h - somebody who submits without a pause at the hub's ui door, can be killed at any moment, and remembers what was acknowledged. */
#pragma once

#include "tests/lib/process.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { FLOW_MAX = 1200000 };
enum flow_fate { FLOW_UNSENT, FLOW_SENT, FLOW_ACKNOWLEDGED };

/* Shared memory: it outlives whoever submits. */
struct flow {
	_Atomic int next;                  /* the number at hand */
	_Atomic int acknowledged, refused; /* so many; refusals are asked again */
	_Atomic bool over;
	_Atomic unsigned char fate[FLOW_MAX];
};

struct flow *flow_new(void);
void flow_free(struct flow *flow);

struct flow_way { const char *doors, *jwk, *kiosk; }; /* the hub's doors; files: the council's key, kiosk.json */

/** flow_start - submit until @flow->over, each sealed to the council. It dies with the test. */
void flow_start(struct flow *flow, const struct flow_way *way, struct process *ret);
