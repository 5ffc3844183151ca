/* SPDX-License-Identifier: MIT */
/* bench_audit - one row of the audit on the disk, against a bare program's COMMIT of as many bytes; and rows of an export checked a second. */
#include "tests/bench/figures.h"
#include "tests/bench/ground.h"

#include "firmware/envelope/chain_file.h"
#include "firmware/envelope/device.h"
#include "firmware/store/audit.h"
#include "firmware/store/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROWS = 2000, WARM = 100, A_FEW = 20, CHECKPOINT_EVERY = 64, CHECKED = 20000, NOW_MS = 1000000 };
static const double GOAL = 1.3, CHECK_GOAL = 100000; /* a kiosk keeps 120,000 rows at most */

struct bench { struct ground ground; struct store *store; struct device *device; sqlite3 *peer; sqlite3_stmt *insert; };

static struct chain_row row_of(int number)
{
	struct chain_row row = { .wall_ms = 1795255530123, .mono_ms = 25350044, .certain = true, .kiosk = "0192aaaa-0000-7000-8000-00000000c0de", .visit = "0123456789abcdef",
	                         .actor = "resident", .event = "submit", .subject = "missed-bin", .outcome = "kept" };
	if (number % CHECKPOINT_EVERY == 0)
		snprintf(row.event, sizeof row.event, "%s", CHAIN_CHECKPOINT);
	return row;
}

static int bench_open(struct bench *bench)
{
	static const char pragmas[] = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=200; PRAGMA secure_delete=ON;"
		"CREATE TABLE audit(seq INTEGER PRIMARY KEY, checkpoint INTEGER NOT NULL, wall_ms INTEGER NOT NULL, line TEXT NOT NULL) STRICT;"
		"CREATE INDEX audit_checkpoint ON audit(seq) WHERE checkpoint>0";
	char folder[PATH_MAX], path[PATH_MAX], uri[PATH_MAX + 32];
	struct store_opening opening;
	if (ground_open(&bench->ground, "audit") != 0 || ground_path(&bench->ground, "ours", folder) != 0 || mkdir(folder, 0700) != 0 ||
	    ground_path(&bench->ground, "device.pem", path) != 0 || device_open(path, &bench->device) != FAIL_NONE)
		return -1;
	const struct store_options options = { .folder = folder, .max_pages = STORE_PAGES_DEFAULT, .now_ms = NOW_MS };
	if (store_open(&options, &opening, &bench->store) != FAIL_NONE || ground_path(&bench->ground, "peer.db", path) != 0)
		return -1;
	snprintf(uri, sizeof uri, "file:%s?psow=0", path);
	if (sqlite3_open_v2(uri, &bench->peer, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
	    sqlite3_exec(bench->peer, pragmas, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(bench->peer, "INSERT INTO audit(seq, checkpoint, wall_ms, line) VALUES(?1, ?2, 1795255530123, ?3)", -1, &bench->insert, NULL) != SQLITE_OK)
		return -1;
	return 0;
}

static void bench_close(struct bench *bench)
{
	sqlite3_finalize(bench->insert);
	sqlite3_close(bench->peer);
	store_close(bench->store);
	device_close(bench->device);
	ground_close(&bench->ground);
}

/* negative: failed */
static double ours_once(struct bench *bench, int number)
{
	struct chain_row row = row_of(number);
	double start_us = ground_us();
	return audit_append(bench->store, bench->device, &row, 1) == FAIL_NONE ? ground_us() - start_us : -1;
}

static double peer_once(struct bench *bench, int number)
{
	static char line[390];
	memset(line, 'a', sizeof line);
	double start_us = ground_us();
	sqlite3_bind_int64(bench->insert, 1, number);
	sqlite3_bind_int64(bench->insert, 2, number % CHECKPOINT_EVERY == 0);
	sqlite3_bind_text(bench->insert, 3, line, sizeof line, SQLITE_STATIC);
	int code = sqlite3_step(bench->insert);
	sqlite3_reset(bench->insert);
	return code == SQLITE_DONE ? ground_us() - start_us : -1;
}

static int rows_compare(struct bench *bench)
{
	static double ours_us[ROWS], peer_us[ROWS];
	for (int i = -WARM; i < ROWS; i += A_FEW) /* a few of each in turn: a disk that is slow for a while is slow for both */
		for (int few = 0; few < 2 * A_FEW; few++) {
			int number = i + few % A_FEW, at = number < 0 ? 0 : number;
			double *ret = few < A_FEW ? &ours_us[at] : &peer_us[at];
			*ret = few < A_FEW ? ours_once(bench, number + WARM + 1) : peer_once(bench, number + WARM + 1);
			if (*ret < 0)
				return -1;
		}
	double ours = figures_part(ours_us, ROWS, .5), peer = figures_part(peer_us, ROWS, .5), ratio = ours / peer;
	printf("bench audit.row ours=%.1f peer=%.1f unit=us ratio=%.2f goal=%.1f %s\n", ours, peer, ratio, GOAL, ratio <= GOAL ? "ok" : "short");
	return ratio > GOAL;
}

static int check_measure(struct bench *bench)
{
	char line[CHAIN_LINE_MAX_BYTES + 1], prev[SHA256_TEXT_BYTES] = "", *all = malloc((size_t)CHECKED * (CHAIN_LINE_MAX_BYTES + 1));
	struct chain_head head = { .kiosk = "k", .first = 1, .last = CHECKED };
	struct chain_file file = { 0 };
	for (int i = 1; all && i <= CHECKED; i++) {
		struct chain_row row = row_of(i);
		row.seq = i;
		memcpy(row.prev, prev, sizeof prev);
		if (chain_write(&row, bench->device, all + (size_t)(i - 1) * sizeof line) != FAIL_NONE)
			return -1;
		memcpy(prev, row.hash, sizeof prev);
	}
	memcpy(head.last_hash, prev, sizeof prev);
	double start_us = ground_us();
	enum fail fail = all ? chain_head_write(&head, bench->device, line) : FAIL_LIMIT;
	if (fail == FAIL_NONE)
		fail = chain_file_begin(&file, line, strlen(line));
	for (int i = 0; i < CHECKED && fail == FAIL_NONE; i++)
		fail = chain_file_row(&file, all + (size_t)i * sizeof line, strlen(all + (size_t)i * sizeof line));
	if (fail == FAIL_NONE)
		fail = chain_file_end(&file);
	double rows_s = CHECKED / ((ground_us() - start_us) / 1e6);
	chain_file_done(&file);
	free(all);
	printf("bench audit.check ours=%.0f peer=- unit=rows/s ratio=- goal=%.0f %s\n", rows_s, CHECK_GOAL, rows_s >= CHECK_GOAL ? "ok" : "short");
	return fail != FAIL_NONE ? -1 : rows_s < CHECK_GOAL;
}

int main(void)
{
	struct bench bench = { 0 };
	int result = bench_open(&bench);
	if (result == 0)
		result = rows_compare(&bench);
	if (result >= 0)
		result |= check_measure(&bench);
	bench_close(&bench);
	if (result < 0)
		fprintf(stderr, "bench_audit: it could not be measured: %s\n", fail_words());
	return result == 0 ? 0 : 1;
}
