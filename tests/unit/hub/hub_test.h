/* SPDX-License-Identifier: MIT */
/* hub_test.h - a real foyer-hub, its doors, and the requests that most cases make. */
#pragma once

#include "firmware/base/door.h"
#include "firmware/base/id.h"
#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct given_hub {
	char folder[GIVEN_PATH_BYTES], state[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	struct process process;
	bool no_test_door;
};

/** Setup: a folder and a running hub with a test door. hub_test_setup_stopped: the folder only; write kiosk.json, then hub_test_start(). */
int hub_test_setup(void **state);
int hub_test_setup_stopped(void **state);
int hub_test_teardown(void **state);
#define hub_test(CASE) cmocka_unit_test_setup_teardown(CASE, hub_test_setup, hub_test_teardown)
#define hub_test_stopped(CASE) cmocka_unit_test_setup_teardown(CASE, hub_test_setup_stopped, hub_test_teardown)

/** hub_test_start - start foyer-hub and wait until its doors are open. hub_test_kill - SIGKILL, and wait until it is gone. */
void hub_test_start(struct given_hub *given);
void hub_test_kill(struct given_hub *given);
/** hub_test_config - write kiosk.json: a fixed id and the members of @extra (stolen; may be NULL). */
void hub_test_config(struct given_hub *given, json_t *extra);

/** hub_test_enter - a connection to @door; the caller closes it. */
int hub_test_enter(struct given_hub *given, const char *door);

/** hub_test_ask - send @request (stolen), skip bells, return the whole reply; end with json_decref(). @ret_blob_fd may be NULL. Fails the case when the door closes. */
json_t *hub_test_ask(int fd, json_t *request, int blob_fd, int *ret_blob_fd);
/** hub_test_tell - ask, and fail the case unless the answer is a success. hub_test_refused - ask, and fail the case unless it is refused with @code. */
void hub_test_tell(int fd, json_t *request);
void hub_test_refused(int fd, json_t *request, const char *code);
/** hub_test_bell - the next frame, which must be the bell @name; end with json_decref(). */
json_t *hub_test_bell(int fd, const char *name);
/** hub_test_closed - fail the case unless the hub closes this door (frames before that are dropped). Closes @fd. */
void hub_test_closed(int fd);
/** hub_test_silent - fail the case if a frame is waiting after the hub has answered a request through @other. */
void hub_test_silent(int fd, int other_ui);

/** hub_test_reference - the reference of submission @number, as printed. hub_test_id - its id. hub_test_time_ms - when it was sent: today. */
int64_t hub_test_time_ms(int number);
struct reference hub_test_reference(int number);
struct event_id hub_test_id(int number);
/** hub_test_submission - the request that submits number @number with a sealed body of about @jwe_bytes. */
json_t *hub_test_submission(int number, size_t jwe_bytes);
