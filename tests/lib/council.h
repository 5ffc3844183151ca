/* SPDX-License-Identifier: MIT */
/* council.h - the reference back office as a process beside the kiosk, and what has arrived there. */
#pragma once

#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <jansson.h>
#include <stdbool.h>

struct council {
	struct process process;
	char folder[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	int port, port_fd;          /* of 127.0.0.1; held from council_place() to council_end(), so that no other test's council gets it */
	const char *fault;          /* how it lies from the next start on: "503", "slow", …; NULL: not at all */
	bool strangers_out;         /* only kiosks that enrolled are let in */
	bool mtls;                  /* kiosks show a certificate as well */
	bool own_clock;             /* not the clock page of the kiosk */
	const char *fault_count;    /* so many requests only; NULL: all */
};

/** council_place - make its keys and database under @folder and take a port; nothing runs yet. End with council_end(), which stops it too. */
void council_place(struct council *council, const char *folder);
void council_end(struct council *council);
/** council_start, council_stop - the server alone; what it stored stays. It listens when council_start() returns. */
void council_start(struct council *council);
void council_stop(struct council *council);
/** council_command - run `foyer-backoffice @more[0] FOLDER @more[1…]`; @ret: what it printed. Fails the case when it fails. */
void council_command(struct council *council, const char *const *more, char *ret, size_t room);
/** council_get - GET @path (with the "/") as the operator, its status 200, as text in @ret. */
void council_get(struct council *council, const char *path, char *ret, size_t room);

/** council_metric - the number that /metrics says for @name; it must be there. */
double council_metric(struct council *council, const char *name);
/** council_config - write @state/kiosk.json: this council, the printer at @printer ("unix:/path"), @outbox_pages if not 0. */
void council_config(struct council *council, const char *state, const char *printer, int outbox_pages);
/** council_arrived - everything that arrived, opened with the council's key: a new array of {"meta", "data", "id", "source", "type", "time"}. */
json_t *council_arrived(struct council *council);
/** council_await - until exactly @count submissions have arrived; then the array of them, new. More, or the same twice, fails the case. */
json_t *council_await(struct council *council, size_t count);
