/* SPDX-License-Identifier: MIT */
/* peer.desk - the real foyer-desk and a real Chromium; what the browser does and asks for stands in desk.mjs. Its file "again" has the desk killed and begun anew. */
#include "tests/unit/desk/desk_test.h"

#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void a_browser_does_all_of_it(void **state)
{
	struct given_desk *given = *state;
	const char *peer = getenv("FOYER_PEER");
	char url[64], script[GIVEN_PATH_BYTES], again[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	assert_non_null(peer);
	snprintf(url, sizeof url, "http://127.0.0.1:%d/", given->port);
	given_path(script, peer, "desk.mjs");
	given_path(again, given->folder, "again");
	given_path(said, given->folder, "browser");
	struct process browser = { 0 };
	process_start(&browser, said, (char *[]){ "/usr/bin/env", "node", script, url, given->folder, NULL });
	struct deadline deadline = deadline_in(3 * PROCESS_WAIT_MS);
	siginfo_t ended = { 0 };
	while (waitid(P_PID, (id_t)browser.pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0) {
		if (access(again, F_OK) == 0) {
			desk_kill(given);
			unlink(again);
			desk_start(given);
		}
		assert_true(deadline_pause(deadline));
	}
	int status = process_wait(&browser);
	char *words = given_text(said);
	print_message("%s", words ? words : "");
	free(words);
	assert_int_equal(status, 0);
}

int main(void)
{
	setenv("FOYER_SCRIPT_SITE", "1", 1); /* the page of a site with more kiosks than one */
	const struct CMUnitTest tests[] = { desk_test(a_browser_does_all_of_it) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
