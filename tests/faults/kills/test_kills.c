/* SPDX-License-Identifier: MIT */
/* fault.kills - kill -9 of every program while submissions flow: each acknowledged one is in the back office exactly once, and opens there. */
#include "tests/faults/kills/crew.h"
#include "tests/lib/wait.h"
#include "tests/unit/hub/hub_test.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

enum { STEP_MS = 10, STALL_MS = 3000, DRAIN_MS = 30 * 60 * 1000, FASTER = 10, PAUSE_MAX_MS = 20, UI_TURN_MAX_MS = 400, A_DAY = 50000, DAY_MS = 26 * 60 * 60 * 1000 };

static long asked_for(const char *name, long otherwise)
{
	const char *asked = getenv(name);
	long count = asked ? strtol(asked, NULL, 10) : 0;
	return count > 0 ? count : otherwise;
}

static uint64_t random_next(uint64_t *state)
{
	*state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
	return *state;
}

/* Whoever has more to do is killed more often. */
static enum member whom(uint64_t *random)
{
	static const int share[MEMBER_COUNT] = { [MEMBER_HUB] = 30, [MEMBER_SYNC] = 25, [MEMBER_OFFICE] = 20, [MEMBER_SESSION] = 10,
	                                         [MEMBER_PRINT] = 6, [MEMBER_PROVISION] = 6, [MEMBER_UI] = 3 };
	int at = (int)(random_next(random) % 100);
	for (int i = 0; i < MEMBER_COUNT; i++)
		if ((at -= share[i]) < 0)
			return (enum member)i;
	return MEMBER_HUB;
}

/* Until so many are acknowledged, or nothing has come through for a while; time goes faster for the programs than for us. */
static void let_flow(struct crew *crew, int acknowledged)
{
	struct deadline stalled = deadline_in(STALL_MS);
	while (crew->flow->acknowledged < acknowledged && !deadline_over(stalled)) {
		poll(NULL, 0, STEP_MS);
		crew_time(crew, STEP_MS * FASTER);
	}
}

static void kill_and_submit(struct crew *crew, long kills, long submissions)
{
	uint64_t random = 20261123;
	int days = 0;
	for (long i = 0; i < kills; i++) {
		if (crew->flow->acknowledged / A_DAY > days) { /* rows of receipts are kept for a day: nobody submits a million in one */
			days++;
			crew_time(crew, DAY_MS);
		}
		let_flow(crew, (int)(submissions * i / kills));
		poll(NULL, 0, (int)(random_next(&random) % PAUSE_MAX_MS));
		crew_kill(crew, whom(&random), (int)(random_next(&random) % UI_TURN_MAX_MS));
	}
	while (crew->flow->acknowledged < submissions)
		let_flow(crew, (int)submissions);
	crew->flow->over = true;
}

static struct crew_queue drain(struct crew *crew)
{
	struct crew_queue queue = { .waiting = -1 };
	struct deadline deadline = deadline_in(DRAIN_MS);
	while (!crew_queue(crew, &queue) || queue.waiting != 0) {
		if (deadline_over(deadline))
			fail_msg("%lld submissions still wait", (long long)queue.waiting);
		poll(NULL, 0, STEP_MS);
		crew_time(crew, STEP_MS * FASTER);
	}
	return queue;
}

struct arrived { long lines, unreadable, doubled; unsigned char *times; };

/* One record as the council's key opened it: it must be the one whose number it says. */
static void count_record(struct arrived *arrived, const char *line)
{
	json_t *record = json_loads(line, 0, NULL);
	const json_t *value = json_object_get(json_object_get(record, "data"), "number");
	const char *reference = json_string_value(json_object_get(json_object_get(record, "meta"), "referenceNumber"));
	const char *id = json_string_value(json_object_get(record, "id"));
	json_int_t number = json_is_integer(value) ? json_integer_value(value) : -1;
	arrived->lines++;
	if (number < 0 || number >= FLOW_MAX || !reference || strcmp(reference, hub_test_reference((int)number).text) != 0 || !id ||
	    strcmp(id, hub_test_id((int)number).text) != 0)
		arrived->unreadable++;
	else if (arrived->times[number]++ > 0)
		arrived->doubled++;
	json_decref(record);
}

static void read_arrived(struct crew *crew, struct arrived *arrived)
{
	char program[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], *line = NULL;
	size_t room = 0;
	struct process decrypt;
	given_built("bin/foyer-backoffice", program);
	given_path(path, crew->folder, "opened");
	process_start(&decrypt, path, (char *[]){ program, "decrypt", crew->council.folder, "--all", NULL });
	struct pollfd ended = { .fd = decrypt.pid_fd, .events = POLLIN };
	assert_int_equal(poll(&ended, 1, DRAIN_MS), 1);
	assert_int_equal(process_wait(&decrypt), 0);
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	while (getline(&line, &room, file) > 0)
		count_record(arrived, line);
	fclose(file);
	free(line);
}

/* The audit as it is carried away: whole, over all those deaths. How many submissions stand in it; -1: the oldest rows went in their time. */
static long audit_of(struct crew *crew)
{
	char program[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], said[1024], *line = NULL;
	size_t room = 0;
	long submitted = 0;
	given_built("bin/foyer", program);
	given_path(path, crew->folder, "audit.jsonl");
	assert_int_equal(process_run((char *[]){ program, "audit", "export", "--state", crew->state, path, NULL }, said, sizeof said), 0);
	assert_int_equal(process_run((char *[]){ program, "audit", "verify", path, NULL }, said, sizeof said), 0);
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	bool cut = getline(&line, &room, file) < 0 || !strstr(line, "\"first\":1,");
	while (getline(&line, &room, file) > 0)
		submitted += strstr(line, "\"event\":\"submit\"") != NULL;
	fclose(file);
	free(line);
	return cut ? -1 : submitted;
}

static void say_kills(const struct crew *crew)
{
	print_message("killed:");
	for (int i = 0; i < MEMBER_COUNT; i++)
		print_message(" %s %ld", member_name((enum member)i), crew->kills[i]);
	print_message("\n");
}

static void whoever_is_killed_nothing_is_lost_and_nothing_doubled(void **state)
{
	struct crew *crew = *state;
	long kills = asked_for("FOYER_KILLS", 200), submissions = asked_for("FOYER_SUBMISSIONS", 1000), lost = 0, in_doubt = 0;
	struct arrived arrived = { .times = calloc(FLOW_MAX, 1) };
	int64_t began_ms = real_ms();
	kill_and_submit(crew, kills, submissions);
	struct crew_queue queue = drain(crew);
	long audited = audit_of(crew);
	crew_halt(crew);
	int64_t ended_ms = real_ms();
	read_arrived(crew, &arrived);
	for (int i = 0; i < FLOW_MAX; i++) {
		lost += crew->flow->fate[i] == FLOW_ACKNOWLEDGED && arrived.times[i] == 0;
		in_doubt += crew->flow->fate[i] == FLOW_SENT;
		arrived.unreadable += crew->flow->fate[i] == FLOW_UNSENT && arrived.times[i] > 0;
	}
	say_kills(crew);
	print_message("kills %ld, acknowledged %d, lost %ld, doubled %ld, unreadable %ld; in doubt %ld, refused %d, parked %lld, arrived %ld, %lld s\n", kills,
		crew->flow->acknowledged, lost, arrived.doubled, arrived.unreadable, in_doubt, crew->flow->refused, (long long)queue.parked, arrived.lines,
		(long long)(ended_ms - began_ms) / 1000);
	free(arrived.times);
	print_message("audit: whole, %ld submissions in it\n", audited);
	if (audited >= 0)
		assert_int_equal(audited, arrived.lines - arrived.doubled + queue.parked);
	assert_int_equal(lost + arrived.doubled + arrived.unreadable, 0);
}

static int set_up(void **state)
{
	struct crew *crew = calloc(1, sizeof *crew);
	*state = crew;
	crew_begin(crew);
	return 0;
}

static int tear_down(void **state)
{
	crew_end(*state);
	free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test_setup_teardown(whoever_is_killed_nothing_is_lost_and_nothing_doubled, set_up, tear_down) };
	return cmocka_run_group_tests_name("kills", cases, NULL, NULL);
}
