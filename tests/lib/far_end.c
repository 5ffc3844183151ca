/* SPDX-License-Identifier: MIT */
#include "tests/lib/far_end.h"

#include "firmware/base/file.h"
#include "tests/lib/wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 16 };

void far_end_place(struct far_end *far, const char *parent)
{
	*far = (struct far_end){ 0 };
	given_path(far->folder, parent, "far");
	assert_int_equal(file_make_folder(far->folder, 0700), FAIL_NONE);
}

static void await_address(struct far_end *far)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	for (bool listens = false; !listens;) {
		char *said = given_text(far->process.said), *at = said ? strstr(said, "listening ") : NULL;
		listens = at && strchr(at, '\n');
		if (listens)
			snprintf(far->url, sizeof far->url, "%.*s", (int)strcspn(at + 10, "\n"), at + 10);
		free(said);
		if (!listens && !deadline_pause(deadline))
			fail_msg("the far end does not start");
	}
}

void far_end_start(struct far_end *far, const char *program, const char *const *options)
{
	char path[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES], port[8] = "0";
	char *argv[WORDS_MAX] = { path, (char *)"--dir", far->folder, (char *)"--port", port };
	const char *known = strrchr(far->url, ':');
	if (known)
		snprintf(port, sizeof port, "%.*s", (int)strspn(known + 1, "0123456789"), known + 1);
	for (int i = 5; options && *options; options++, i++) {
		assert_true(i < WORDS_MAX - 1);
		argv[i] = (char *)*options;
	}
	snprintf(said, sizeof said, "bin/%s", program);
	given_built(said, path);
	given_path(said, far->folder, "said");
	unlink(said);
	process_start(&far->process, said, argv);
	await_address(far);
}

void far_end_stop(struct far_end *far)
{
	process_stop(&far->process);
}

char *far_end_ca(const struct far_end *far)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, far->folder, "ca.pem");
	char *ca = given_text(path);
	assert_non_null(ca);
	return ca;
}

size_t far_end_taken(const struct far_end *far, const char *word)
{
	char path[GIVEN_PATH_BYTES];
	size_t count = 0;
	given_path(path, far->folder, "taken.ndjson");
	char *text = given_text(path);
	for (char *line = text, *end; line && (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		count += !word || strstr(line, word);
	}
	free(text);
	return count;
}
