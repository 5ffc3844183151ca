/* SPDX-License-Identifier: MIT */
#include "tests/bench/office.h"

#include "firmware/base/file.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { URL_TRIES = 1000, TRY_MS = 10, LOOK_MS = 2, RATE_MOST_S = 60 };

static int text_read(const char *folder, const char *name, char *ret, size_t room)
{
	char path[PATH_MAX];
	BUFFER_AUTO text;
	buffer_init(&text, room - 1);
	if (file_path(path, sizeof path, folder, name) != FAIL_NONE || file_read(path, &text) != FAIL_NONE || text.size_bytes == 0)
		return -1;
	memcpy(ret, text.bytes, text.size_bytes + 1);
	return 0;
}

int office_start(struct office_run *office, const struct ground *ground, const char *name, const char *storage)
{
	*office = (struct office_run){ .ground = ground };
	if (ground_path(ground, name, office->folder) != 0 || ground_finish(GROUND_RUN(ground, "foyer-backoffice", "init", office->folder)) != 0 ||
	    text_read(office->folder, "ca.pem", office->ca, sizeof office->ca) != 0)
		return -1;
	office->pid = storage ? GROUND_RUN(ground, "foyer-backoffice", "serve", office->folder, "--accept-new", "--storage", storage)
	                      : GROUND_RUN(ground, "foyer-backoffice", "serve", office->folder, "--accept-new");
	for (int tries = 0; tries < URL_TRIES; tries++) {
		if (text_read(office->folder, "url", office->url, sizeof office->url) == 0)
			return storage_open(storage, office->folder, true, &office->looks) == FAIL_NONE ? 0 : -1;
		poll(NULL, 0, TRY_MS);
	}
	return -1;
}

void office_stop(struct office_run *office)
{
	storage_close(office->looks);
	office->looks = NULL;
	ground_kill(office->pid);
	office->pid = 0;
}

int64_t office_events(const struct office_run *office)
{
	struct storage_counts counts;
	return office->looks->engine->counts(office->looks, &counts) == FAIL_NONE ? counts.events : -1;
}

double office_rate(const struct office_run *office, int64_t count)
{
	int64_t before = office_events(office), from = before, now = before;
	double start_us = ground_us(), begun_us = start_us, now_us = start_us;
	while (before >= 0 && now >= 0 && now < before + count && now_us - start_us < RATE_MOST_S * 1e6) {
		poll(NULL, 0, LOOK_MS);
		now = office_events(office);
		now_us = ground_us();
		if (from == before && now > before) {
			from = now;
			begun_us = now_us;
		}
	}
	return now >= before + count && now > from ? (double)(now - from) / (now_us - begun_us) * 1e6 : -1;
}

double office_wrk(const struct office_run *office, const char *path, int connections, int64_t count)
{
	char script[PATH_MAX], many[16];
	const char *source = getenv("FOYER_SOURCE");
	snprintf(many, sizeof many, "%d", connections);
	if (file_path(script, sizeof script, source ? source : ".", "tests/bench/premade.lua") != FAIL_NONE)
		return -1;
	pid_t wrk = GROUND_RUN(office->ground, "wrk", "-t1", "-c", many, "-d120s", "--timeout", "30s", "-s", script, office->url, "--", path);
	double rate = office_rate(office, count);
	ground_kill(wrk); /* it would wait for the end of its time */
	return rate;
}
