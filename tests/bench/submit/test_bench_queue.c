/* SPDX-License-Identifier: MIT */
/* unit.bench_queue - the rows that the benches write themselves fit the store as it is now: a bench that cannot run measures nothing. */
#include "tests/bench/queue.h"
#include "tests/bench/submit/peer.h"
#include "tests/lib/given.h"

#include "firmware/store/store.h"

#define SOURCE "urn:uuid:019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"

static void a_filled_queue_is_a_store_and_takes_the_peers_rows(void **state)
{
	char folder[GIVEN_PATH_BYTES], inside[GIVEN_PATH_BYTES];
	struct store_opening opening;
	struct store *store = NULL;
	(void)state;
	given_folder(folder);
	given_path(inside, folder, "state");
	if (queue_fill(inside, SOURCE, 3) != 0)
		fail_msg("%s", fail_words());
	struct peer *peer = peer_open(inside);
	assert_non_null(peer);
	assert_int_equal(peer_commit(peer, 4, "01a20a24-41d5-712b-804f-a21d6ae1af70", "MB 000 004 XXX", "{}", 2), 0);
	peer_close(peer);
	const struct store_options options = { .folder = inside, .max_pages = 4096 };
	assert_int_equal(store_open(&options, &opening, &store), FAIL_NONE);
	store_close(store);
	given_done(folder);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(a_filled_queue_is_a_store_and_takes_the_peers_rows) };
	return cmocka_run_group_tests_name("bench_queue", cases, NULL, NULL);
}
