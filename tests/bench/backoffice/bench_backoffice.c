/* SPDX-License-Identifier: MIT */
/*
 * bench_backoffice - events a second that the council keeps of wrk's requests (signed, over TLS, batches of 50), against the rows a second of a bare loop that inserts
 * the same batches into the same engine: SQLite, and a PostgreSQL of our own. Client, server and database on the same processors; the two take turns.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/bench/backoffice/bare.h"
#include "tests/bench/figures.h"
#include "tests/bench/ground.h"
#include "tests/bench/office.h"
#include "tests/bench/premade.h"

#include "firmware/base/clock.h"

#include <cmocka.h>

#include "tests/backoffice/postgres_server.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { TURNS = 5, A_TURN = 5000, BATCH = 50, CONNECTIONS = 8 };
static const double GOAL = .3;

struct bench { struct ground ground; struct premade premade; struct postgres_server postgres; };

/* One engine: a council and a loop, each with its own tables. */
struct engine { const char *name; struct office_run office; struct bare *bare; double ours[TURNS], peer[TURNS]; };

static int engine_open(const struct bench *bench, struct engine *engine, const char *office_where, const char *bare_where)
{
	char folder[PATH_MAX], name[64];
	snprintf(name, sizeof name, "%s-bare", engine->name);
	if (ground_path(&bench->ground, name, folder) != 0 || mkdir(folder, 0700) != 0)
		return -1;
	engine->bare = bare_open(bare_where, folder);
	return engine->bare ? office_start(&engine->office, &bench->ground, engine->name, office_where) : -1;
}

static void engine_close(struct engine *engine)
{
	office_stop(&engine->office);
	bare_close(engine->bare);
}

static int turn_of(struct bench *bench, struct engine *engine, int turn)
{
	char path[PATH_MAX];
	size_t spare = (size_t)(1 + CONNECTIONS) * BATCH; /* the request that wrk only asks for, and those under way when it ends */
	if (premade_events(&bench->premade, A_TURN + spare) != 0 || ground_path(&bench->ground, "requests", path) != 0 ||
	    premade_requests(&bench->premade, BATCH, engine->office.url, path) != 0)
		return -1;
	engine->ours[turn] = office_wrk(&engine->office, path, CONNECTIONS, A_TURN);
	engine->peer[turn] = bare_insert(engine->bare, bench->premade.events, A_TURN, BATCH);
	return engine->ours[turn] > 0 && engine->peer[turn] > 0 ? 0 : -1;
}

static void figure_print(struct engine *engine, bool *ret_fine)
{
	double ours = figures_part(engine->ours, TURNS, .5), peer = figures_part(engine->peer, TURNS, .5);
	printf("bench backoffice.%s ours=%.0f peer=%.0f unit=events/s ratio=%.2f goal=%.1f %s\n", engine->name, ours, peer, ours / peer, GOAL, ours >= GOAL * peer ? "ok" : "short");
	*ret_fine &= ours >= GOAL * peer;
}

static int measure(struct bench *bench, bool *ret_fine)
{
	static struct engine engines[] = { { .name = "sqlite" }, { .name = "postgresql" } };
	char ours[256], theirs[256];
	postgres_server_start(&bench->postgres);
	postgres_server_database(&bench->postgres, "ours", ours);
	postgres_server_database(&bench->postgres, "bare", theirs);
	int failed = engine_open(bench, &engines[0], NULL, NULL) == 0 ? engine_open(bench, &engines[1], ours, theirs) : -1;
	for (int turn = 0; turn < TURNS && failed == 0; turn++)
		failed = turn_of(bench, &engines[0], turn) == 0 ? turn_of(bench, &engines[1], turn) : -1;
	for (int i = 0; i < 2; i++) {
		if (failed == 0)
			figure_print(&engines[i], ret_fine);
		engine_close(&engines[i]);
	}
	postgres_server_stop(&bench->postgres);
	return failed;
}

int main(void)
{
	static struct bench bench;
	char key[PATH_MAX];
	bool fine = true;
	int failed = clock_open() == FAIL_NONE && ground_open(&bench.ground, "backoffice") == 0 && ground_path(&bench.ground, "wrk.pem", key) == 0 ?
		premade_open(&bench.premade, "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a3", key) : -1;
	if (failed == 0)
		failed = measure(&bench, &fine);
	premade_close(&bench.premade);
	ground_close(&bench.ground);
	if (failed != 0)
		fprintf(stderr, "bench_backoffice could not run: %s\n", fail_words());
	return failed != 0 || !fine;
}
