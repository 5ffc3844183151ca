/* SPDX-License-Identifier: MIT */
/* place.c - the fixture of the tests that need a far end. */
#include "tests/unit/sync/place.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "tests/backoffice/council.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_S = 20 };

static char clock_path[32];

static void must(enum fail fail)
{
	if (fail == FAIL_NONE)
		return;
	fprintf(stderr, "the test's place failed: %s\n", fail_words());
	abort();
}

static void pem_take(const struct place *place, const char *name, struct buffer *ret)
{
	char path[128];
	buffer_init(ret, 16 * 1024);
	must(file_path(path, sizeof path, place->folder, name));
	must(file_read(path, ret));
}

static void answer(void *context, const struct https_request *request, struct https_answer *ret)
{
	struct place *place = context;
	place->requests++;
	place->call(place->context, request, ret);
}

/* A program maps one clock page for its life, so all cases share it: in memory, with nothing to clean up. */
static void clock_share(void)
{
	if (getenv("FOYER_CLOCK"))
		return;
	snprintf(clock_path, sizeof clock_path, "/proc/self/fd/%d", memfd_create("clock", 0));
	must(clock_page_create(clock_path, 0));
	setenv("FOYER_CLOCK", clock_path, 1);
	must(clock_open());
}

void place_open(struct place *place, https_call call, void *context)
{
	*place = (struct place){ .call = call, .context = context };
	snprintf(place->folder, sizeof place->folder, "/tmp/foyer-sync-XXXXXX");
	if (!mkdtemp(place->folder))
		abort();
	clock_share();
	must(certificate_make(place->folder));
	pem_take(place, "ca.pem", &place->ca);
	pem_take(place, "server.pem", &place->certificate);
	pem_take(place, "server.key", &place->key);
	must(loop_new(&place->loop));
	must(https_open(place->loop, 0, buffer_text(&place->certificate), buffer_text(&place->key), answer, place, &place->https));
	snprintf(place->url, sizeof place->url, "https://127.0.0.1:%d", https_port(place->https));
}

static int forget(const char *path, const struct stat *, int, struct FTW *)
{
	return remove(path);
}

void place_close(struct place *place)
{
	https_close(place->https);
	loop_free(place->loop);
	buffer_done(&place->ca);
	buffer_done(&place->certificate);
	buffer_done(&place->key);
	nftw(place->folder, forget, 8, FTW_DEPTH | FTW_PHYS);
}

static time_t real_s(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

bool place_until(struct place *place, bool (*holds)(void *context), void *context)
{
	for (time_t end = real_s() + PATIENCE_S; real_s() < end;) {
		if (holds(context))
			return true;
		must(loop_once(place->loop, 100));
	}
	return holds(context);
}

void place_pass(int64_t by_ms)
{
	must(clock_page_move(clock_path, by_ms));
}
