/* SPDX-License-Identifier: MIT */
/* kiosk.h - a whole kiosk in a folder of its own: display, council, printer, `foyer run`, and a finger on the test door. */
#pragma once

#include "tests/lib/council.h"
#include "tests/lib/display.h"
#include "tests/lib/given.h"
#include "tests/lib/printer.h"
#include "tests/lib/process.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct kiosk_plan {
	const char *forms;        /* a folder of definitions in place of ours; NULL: ours */
	const char *assets;       /* a folder in place of the built assets; NULL: those */
	const char *panel;        /* NULL: "1080x1920" */
	bool panels;              /* a display with more panels that come and go: display_start_panels() */
	const char *keypad;       /* what is plugged in; NULL: nothing */
	const char *awake;        /* as `foyer run --awake`; NULL: always */
	int64_t ahead_ms;         /* how far ahead of the machine's clock the kiosk begins; 0: not */
	int64_t begins_ms;        /* what its wall clock says then, past or future; 0: the machine's */
	int outbox_pages;         /* cap of the store; 0: the hub's own */
	bool no_council;          /* nobody listens at the council's address (start it later with council_start) */
	bool no_printer;
	bool hasty_printer;       /* see printer.h */
	struct kiosk *beside;     /* a second one in the same building: its clock, display and council are those of this one, which ends after it */
	bool no_ui;               /* the case starts foyer-ui itself */
	bool real_time;           /* no clock page */
	bool voice;               /* with a voice that nobody hears: see voice.h */
	const char *const *more;  /* more words for "foyer run"; NULL; ends with NULL */
	const char *const *wrap;  /* words in front of "foyer run", e.g. strace; NULL; ends with NULL */
};

struct kiosk {
	char folder[GIVEN_PATH_BYTES], state[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES], clock[GIVEN_PATH_BYTES];
	struct kiosk_plan plan;
	struct display display;
	struct council council;
	struct printer printer;
	struct process run;
	int door_fd;              /* the test door; -1 */
	json_t *screen;           /* the newest tree seen; NULL */
	struct { size_t from; char page[512]; } ear; /* somebody who only hears: the page they are on, and how many sentences had begun before it: mode.h */
	json_t *said;             /* with a voice: each sentence that began, with what became of it; NULL */
	bool fresh;               /* it came since the last act, and shows what came of it */
	long keys_pressed;        /* by hands without a finger: hand.h */
	int64_t acts;             /* so far; each has its number */
	int64_t awaited_act;      /* only screens that name this act or a later one count; 0: those of a program that has seen none */
};

/** kiosk_start - everything up, the idle screen shown. @plan is copied. End with kiosk_end(), also after a failed case. */
void kiosk_start(struct kiosk *kiosk, const struct kiosk_plan *plan);
/** kiosk_end - stop everything; fails the case when a program of ours met a sanitizer on the way. */
void kiosk_end(struct kiosk *kiosk);

/** kiosk_set_up, kiosk_tear_down - setup and teardown of cases whose state is a plain kiosk; the second also of one that was started otherwise. */
int kiosk_set_up(void **state);
/** kiosk_set_up_later - a kiosk that the case starts by its own plan. */
int kiosk_set_up_later(void **state);
int kiosk_tear_down(void **state);

/** kiosk_run - `foyer run` again after kiosk_halt(), on the same state. kiosk_halt - stop it alone. */
void kiosk_run(struct kiosk *kiosk);
void kiosk_halt(struct kiosk *kiosk);

/** kiosk_cut_power - kill -9 of `foyer run` and every program of it, all at once; kiosk_run() is when the power comes back. */
void kiosk_cut_power(struct kiosk *kiosk);

/** kiosk_pid - of a running program "foyer-ui"; waits until it runs. */
pid_t kiosk_pid(struct kiosk *kiosk, const char *program);
/** kiosk_kill - kill -9 that program and wait until its successor runs. */
void kiosk_kill(struct kiosk *kiosk, const char *program);
/** kiosk_kill_while - the same, with @meanwhile done before the successor starts. */
void kiosk_kill_while(struct kiosk *kiosk, const char *program, void (*meanwhile)(void *context), void *context);

/** kiosk_move_clock - move the time of all programs on. */
void kiosk_move_clock(struct kiosk *kiosk, int64_t by_ms);

/** kiosk_ask - one request at the test door; new reference. FAIL_… as the hub answered. */
enum fail kiosk_ask(struct kiosk *kiosk, json_t *request, json_t **ret_reply);

/** kiosk_status - the hub's status, new reference. kiosk_await_queue - until @waiting submissions wait to be delivered. */
json_t *kiosk_status(struct kiosk *kiosk);
void kiosk_await_queue(struct kiosk *kiosk, int waiting);
