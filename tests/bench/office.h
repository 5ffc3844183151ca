/* SPDX-License-Identifier: MIT */
/* office.h - the council's server as a bench runs it, and how fast events come to be kept there. */
#pragma once

#include "tests/bench/ground.h"

#include "tests/backoffice/storage.h"

struct office_run {
	const struct ground *ground;
	char folder[PATH_MAX], url[64], ca[4096];
	pid_t pid;
	struct storage *looks;          /* at the storage, from beside */
};

/** office_start - foyer-backoffice in the folder @name, with @storage ("postgresql://…") or NULL for its own file; it knows any kiosk. 0, or -1. */
int office_start(struct office_run *office, const struct ground *ground, const char *name, const char *storage);
void office_stop(struct office_run *office);

/** office_events - how many are kept. -1: it cannot be said. */
int64_t office_events(const struct office_run *office);

/** office_rate - until @count more events are kept: how many a second, from the first of them on. -1 when that takes more than a minute. */
double office_rate(const struct office_run *office, int64_t count);

/** office_wrk - the same while wrk sends the requests of the file @path over @connections connections. @count: the events in it but those of its last requests. */
double office_wrk(const struct office_run *office, const char *path, int connections, int64_t count);
