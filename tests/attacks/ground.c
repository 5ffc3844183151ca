/* SPDX-License-Identifier: MIT */
#include "tests/attacks/ground.h"

#include "firmware/base/door.h"
#include "tests/lib/screen.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* 23 November 2026: the library is open, also to volunteers. */
#define MONDAY_AT_TEN_MS INT64_C(1795428000000)

enum { PLACES = 3 };

const struct ground_member ground_people[GROUND_PEOPLE] = {
	[VERA_VOLUNTEER] = { "vera", "1001", "482915", "volunteer" },
	[SAM_STAFF] = { "sam", "4471", "839205", "staff" },
	[SUE_SUPERVISOR] = { "sue", "3003", "716294", "supervisor" },
	[TOM_TECHNICIAN] = { "tom", "5005", "350982", "technician" },
};

/* Ports that are free now, all at once, so that no two are one; foyer-desk takes two a moment later, the third stays with nobody. */
static void take_places(struct ground *ground)
{
	char *const texts[PLACES] = { ground->listen, ground->peers, ground->nowhere };
	int ports[PLACES], fds[PLACES];
	for (int i = 0; i < PLACES; i++) {
		struct sockaddr_in where = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
		socklen_t size = sizeof where;
		fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(bind(fds[i], (struct sockaddr *)&where, size), 0);
		assert_int_equal(getsockname(fds[i], (struct sockaddr *)&where, &size), 0);
		ports[i] = ntohs(where.sin_port);
		snprintf(texts[i], INTRUDER_ADDRESS_BYTES, "127.0.0.1:%d", ports[i]);
	}
	for (int i = 0; i < PLACES; i++)
		close(fds[i]);
	ground->port = ground->intruder.port = ports[0];
	ground->peers_port = ports[1];
}

static struct device *device_at(const char *folder, const char *name)
{
	struct device *device = NULL;
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	assert_int_equal(device_open(path, &device), FAIL_NONE);
	return device;
}

static void name_desks(struct ground *ground)
{
	char path[GIVEN_PATH_BYTES];
	struct device *own = device_at(ground->kiosk.state, "device.pem");
	ground->key = device_jwk(own);
	device_close(own);
	ground->other = device_at(ground->kiosk.folder, "other.pem");
	ground->other_key = device_jwk(ground->other);
	given_path(path, ground->kiosk.state, "kiosk.json");
	json_t *file = json_load_file(path, 0, NULL);
	assert_non_null(file);
	json_object_set_new(file, "name", json_string("Kiosk 1"));
	json_object_set_new(file, "desks", json_pack("[{s:s, s:s, s:s, s:O}, {s:s, s:s, s:s, s:O}]", "name", "Kiosk 1", "listen", ground->listen, "peers", ground->peers, "key", ground->key,
		"name", "Kiosk 2", "listen", "127.0.0.2:1", "peers", ground->nowhere, "key", ground->other_key));
	assert_int_equal(json_dump_file(file, path, 0), 0);
	json_decref(file);
}

static void list_people(struct ground *ground)
{
	json_t *staff = json_array();
	for (int i = 0; i < GROUND_PEOPLE; i++)
		json_array_append_new(staff, json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", ground_people[i].id, "number", ground_people[i].number, "name", ground_people[i].id, "role", ground_people[i].role,
			"pin", ground_people[i].pin));
	staff_list(ground->kiosk.state, ground->kiosk.assets, 0, staff);
}

static int set_up(void **state, bool screen)
{
	struct ground *ground = calloc(1, sizeof *ground);
	char forms[GIVEN_PATH_BYTES];
	*state = ground;
	ground->wall_ms = MONDAY_AT_TEN_MS;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	given_built("assets/forms", forms);
	kiosk_start(&ground->kiosk, &(struct kiosk_plan){ .forms = forms, .begins_ms = MONDAY_AT_TEN_MS, .no_ui = !screen, .no_council = true, .no_printer = true });
	kiosk_pid(&ground->kiosk, "foyer-print"); /* the hub has made its key by then */
	kiosk_halt(&ground->kiosk);
	take_places(ground);
	name_desks(ground);
	list_people(ground);
	kiosk_run(&ground->kiosk);
	if (screen)
		screen_await(&ground->kiosk, "start");
	ground_until_open(ground);
	return 0;
}

int ground_set_up(void **state)
{
	return set_up(state, false);
}

int ground_set_up_screen(void **state)
{
	return set_up(state, true);
}

int ground_tear_down(void **state)
{
	struct ground *ground = *state;
	intruder_close(&ground->intruder);
	device_close(ground->other);
	json_decref(ground->key);
	json_decref(ground->other_key);
	kiosk_end(&ground->kiosk);
	free(ground);
	return 0;
}

void ground_until_open(struct ground *ground)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	struct intruder peers = { .port = ground->peers_port };
	while (!intruder_open(&ground->intruder) || !intruder_open(&peers))
		assert_true(deadline_pause(deadline));
	intruder_close(&ground->intruder);
	intruder_close(&peers);
}

void ground_pass(struct ground *ground, int64_t ms)
{
	ground->wall_ms += ms;
	kiosk_move_clock(&ground->kiosk, ms);
}

void ground_call(struct ground *ground)
{
	screen_touch(&ground->kiosk, "person");
	screen_await_words(&ground->kiosk, "Your number is ");
}

const char *ground_kid(const struct ground *ground)
{
	return json_string_value(json_object_get(ground->key, "kid"));
}

const char *ground_other_kid(const struct ground *ground)
{
	return json_string_value(json_object_get(ground->other_key, "kid"));
}

int ground_door(struct ground *ground, const char *name)
{
	char doors[GIVEN_PATH_BYTES];
	int door = -1;
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	given_path(doors, ground->kiosk.state, "doors");
	while (door_connect(doors, name, &door) != FAIL_NONE)
		assert_true(deadline_pause(deadline));
	return door;
}

enum fail ground_say(int door, json_t *request, json_t **ret)
{
	json_t *reply = NULL;
	int blob_fd = -1;
	enum fail fail = door_call(door, request, -1, PROCESS_WAIT_MS, &reply, &blob_fd);
	if (blob_fd >= 0)
		close(blob_fd);
	if (ret)
		*ret = reply;
	else
		json_decref(reply);
	json_decref(request);
	fail_clear();
	return fail;
}

/* Every line of the audit, one after the other. */
static long count_rows(struct ground *ground, bool (*counts)(const char *line, const void *context), const void *context)
{
	long count = 0;
	json_int_t after = 0;
	json_t *reply = NULL;
	int door = ground_door(ground, "admin");
	while (ground_say(door, json_pack("{s:s, s:I}", "verb", "audit.list", "after", after), &reply) == FAIL_NONE) {
		char *lines = strdup(json_string_value(json_object_get(reply, "lines"))), *rest = lines;
		for (char *line; (line = strsep(&rest, "\n"));)
			count += counts(line, context);
		free(lines);
		after = json_integer_value(json_object_get(reply, "last"));
		json_decref(reply);
		reply = NULL;
	}
	json_decref(reply);
	close(door);
	return count;
}

static bool has_word(const char *line, const void *context)
{
	return strstr(line, context) != NULL;
}

static bool is_act(const char *line, const void *context)
{
	static const char *const events[] = { "auth_pin_ok", "auth_code", "assist_taken", "assist_start", "assist_end", "assist_note", "remark", "push_offered", "push_ended", "join_asked", "join_point", "field_edit_by_staff",
		"press_by_staff", "site_act", "site_in", "training_start", "reveal", "print_again", "log_export", "submit" };
	(void)context;
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
		char word[64];
		snprintf(word, sizeof word, "\"event\":\"%s\"", events[i]);
		if (strstr(line, word))
			return true;
	}
	return false;
}

long ground_rows(struct ground *ground, const char *word)
{
	return count_rows(ground, has_word, word);
}

long ground_acts(struct ground *ground)
{
	return count_rows(ground, is_act, NULL);
}
