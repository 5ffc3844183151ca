/* SPDX-License-Identifier: MIT */
/* unit.forms_replay - the journeys recorded from the reference engine, if FOYER_CONFORMANCE names the folder that holds them. */
#include "tests/lib/given.h"
#include "tests/peers/forms/replay.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/forms/condition.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { LINE_MAX_BYTES = 4 * 1024 * 1024, DEFINITION_MAX = 200 };

/* These must agree in everything. The others of the same dialect are counted. */
static const char *const wanted[] = {
	"page-events", "conditions-complex-cond-order-1", "conditions-complex-cond-order-2", "conditions-relative-dates-v2",
	"joined-conditions-complex-v2", "joined-conditions-simple-v2", "plugin-options", "postcode-lookup",
};

struct definition { char path[PATH_MAX]; struct form *form; bool wanted; size_t journeys; };
struct corpus {
	const char *folder;
	struct definition definition[DEFINITION_MAX]; size_t count;
	struct replay_count wanted[REPLAY_ASPECTS], others[REPLAY_ASPECTS];
	size_t refused;
};

static bool is_wanted(const char *file)
{
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		size_t length = strlen(file), name = strlen(wanted[i]);
		if (length > name + 7 && strncmp(file + length - name - 5, wanted[i], name) == 0 && strncmp(file + length - name - 7, "__", 2) == 0)
			return true;
	}
	return false;
}

static struct definition *definition_of(struct corpus *corpus, const json_t *journey)
{
	char path[PATH_MAX];
	const char *file = json_text_or(journey, "def", "");
	snprintf(path, sizeof path, "%s/corpus/%s/%s", corpus->folder, json_text_or(journey, "set", ""), file);
	for (size_t i = 0; i < corpus->count; i++)
		if (strcmp(corpus->definition[i].path, path) == 0)
			return &corpus->definition[i];
	assert_true(corpus->count < DEFINITION_MAX);
	struct definition *definition = &corpus->definition[corpus->count++];
	*definition = (struct definition){ .wanted = is_wanted(file) };
	snprintf(definition->path, sizeof definition->path, "%s", path);
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	assert_int_equal(file_read(path, &bytes), FAIL_NONE);
	fail_clear();
	if (form_load(buffer_text(&bytes), bytes.size_bytes, "recorded", &definition->form) != FAIL_NONE) {
		assert_false(definition->wanted);
		corpus->refused++;
		return definition;
	}
	condition_mirror_peer(definition->form, true);
	return definition;
}

static void replay_line(struct corpus *corpus, const char *line)
{
	json_t *journey = NULL;
	assert_int_equal(json_parse(line, strlen(line), LINE_MAX_BYTES, &journey), FAIL_NONE);
	struct definition *definition = definition_of(corpus, journey);
	definition->journeys++;
	if (definition->form)
		replay_journey(definition->form, journey, definition->wanted ? corpus->wanted : corpus->others);
	json_decref(journey);
}

static void say(const char *which, const struct replay_count count[static REPLAY_ASPECTS])
{
	size_t agreed = 0, total = 0;
	for (int i = 0; i < REPLAY_ASPECTS; i++) {
		printf("%s: %-8s %zu/%zu\n", which, replay_aspect_name((enum replay_aspect)i), count[i].agreed, count[i].total);
		agreed += count[i].agreed;
		total += count[i].total;
	}
	printf("%s: agreed %zu/%zu\n", which, agreed, total);
}

static void recorded_journeys_go_the_same_way_here(void **state)
{
	(void)state;
	char path[PATH_MAX];
	static struct corpus corpus;
	corpus.folder = getenv("FOYER_CONFORMANCE");
	if (!corpus.folder) {
		printf("skipped: FOYER_CONFORMANCE does not name a folder with recorded journeys\n");
		skip();
	}
	snprintf(path, sizeof path, "%s/traces/defra.jsonl.gz", corpus.folder);
	gzFile file = gzopen(path, "rb");
	assert_non_null(file);
	char *line = malloc(LINE_MAX_BYTES);
	assert_non_null(line);
	while (gzgets(file, line, LINE_MAX_BYTES))
		replay_line(&corpus, line);
	free(line);
	gzclose(file);
	size_t seen = 0;
	for (size_t i = 0; i < corpus.count; i++) {
		seen += corpus.definition[i].wanted && corpus.definition[i].journeys > 0;
		form_free(corpus.definition[i].form);
	}
	say("wanted", corpus.wanted);
	say("others", corpus.others);
	printf("%zu definitions are of another dialect or ask what this kiosk cannot\n", corpus.refused);
	assert_int_equal(seen, sizeof wanted / sizeof wanted[0]);
	for (int i = 0; i < REPLAY_ASPECTS; i++) {
		assert_int_equal(corpus.wanted[i].agreed, corpus.wanted[i].total);
		assert_int_equal(corpus.others[i].agreed, corpus.others[i].total);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(recorded_journeys_go_the_same_way_here) };
	return cmocka_run_group_tests_name("forms_replay", cases, NULL, NULL);
}
