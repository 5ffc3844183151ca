/* SPDX-License-Identifier: MIT */
/* stage.h - deliver between a hub and a far end of the case's making; time moves when the case says so. */
#pragma once

#include "firmware/sync/deliver.h"
#include "tests/backoffice/scripted_hub.h"
#include "tests/unit/sync/place.h"

enum { FAR_IDS_MAX = 200 };

/* The far end: how it answers, and what it has. */
struct far_end {
	int status;                     /* other than 200: to everything */
	const char *retry_after;        /* with a status other than 200; NULL */
	const char *bad;                /* an id: any request with it gets bad_status, or "rejected" if that is 200 */
	int bad_status;
	size_t takes;                   /* more events than that are 413; 0: any number */
	int omits;                      /* so many times the first event is left out of the results */
	bool checks_tokens;
	int64_t ahead_s;                /* its clock before ours */
	json_t *jwk;
	char ids[FAR_IDS_MAX][ID_TEXT_BYTES];
	size_t count, duplicates;
	char url[64];
	int beats, beat_status;         /* heartbeats that came; what they are answered, 0 for 204 */
	json_t *beat;                   /* the last one; NULL */
	int enrols, enrol_status;       /* enrolments that were asked for; what they are answered */
	json_t *enrol;                  /* the last one; NULL */
};

struct stage {
	struct place place;
	struct far_end far;
	struct scripted_hub hub;
	struct device *device;
	struct deliver *deliver;
	int number;
};

/** stage_open, stage_close - cmocka's setup and teardown; *state is the stage. Nothing is delivered before stage_start(). */
int stage_open(void **state);
int stage_close(void **state);

/** stage_add - @count events more wait, without a bell. Returns the first one's id. */
const char *stage_add(struct stage *stage, int count);

/** stage_start, stage_ring, stage_pass - begin; ring the bell; let time pass: each until nothing more is to be done. */
void stage_start(struct stage *stage);
void stage_ring(struct stage *stage);
void stage_pass(struct stage *stage, int64_t by_ms);

/** stage_proved - how many events the hub has proof of. */
size_t stage_proved(const struct stage *stage);
