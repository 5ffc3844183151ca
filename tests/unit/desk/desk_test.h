/* SPDX-License-Identifier: MIT */
/* desk_test.h - a real foyer-desk at a door behind which a script answers, and a browser of bare sockets. */
#pragma once

#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <stdbool.h>
#include <stddef.h>

enum { DESK_ANSWER_MAX_BYTES = 256 * 1024, DESK_MARK_BYTES = 80 };

struct given_desk {
	char folder[GIVEN_PATH_BYTES], doors[GIVEN_PATH_BYTES], assets[GIVEN_PATH_BYTES], said[GIVEN_PATH_BYTES];
	struct process desk;
	pid_t hub;
	int port;
	char answer[DESK_ANSWER_MAX_BYTES]; /* the last one, with its head */
	char cookie[DESK_MARK_BYTES * 2], token[DESK_MARK_BYTES]; /* of who is signed in */
};

/**
 * Setup: the script at the door and foyer-desk on a port of 127.0.0.1. The script knows Sam (number 1001, PIN 482915), locks out number 1002, has one call for
 * help, A12, that can be taken, arrived at and finished, and after that has another, A13; "done A99" makes it forget all sessions, "done A98" warn Sam, "done A97" sign Sam out, "done A96" lock the page. a note "stuck" makes it one of somebody who is not in yet. "join" shows Sam a
 * screen with a field, two choices and something hidden, which follows what is done to it; "join A12" waits for an answer for ever.
 */
int desk_test_setup(void **state);
int desk_test_teardown(void **state);
#define desk_test(CASE) cmocka_unit_test_setup_teardown(CASE, desk_test_setup, desk_test_teardown)

/** desk_start, desk_kill - foyer-desk alone. hub_begin, hub_end - what answers at the door. */
void desk_start(struct given_desk *given);
void desk_kill(struct given_desk *given);
void script_begin(struct given_desk *given);
void script_end(struct given_desk *given);

/** desk_connect - a socket to it. desk_send - @bytes as they are. */
int desk_connect(const struct given_desk *given);
void desk_send(int fd, const char *bytes, size_t size);
/** desk_read - into given->answer until it is whole or the other side closes; its status, 0: none came. Closes @fd. */
int desk_read(struct given_desk *given, int fd);
/** desk_read_until - into given->answer until @words are in it; fails the case when they do not come. @fd stays open. */
void desk_read_until(struct given_desk *given, int fd, const char *words);

/** desk_get - its status. desk_post - with the cookie and the token of who is signed in and @more fields ("act=done%20A12"). */
int desk_get(struct given_desk *given, const char *path);
int desk_post(struct given_desk *given, const char *path, const char *more);
/** desk_raw - a request whose head and body are written by the case. */
int desk_raw(struct given_desk *given, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** desk_door - read the way in; @ret: its token, which its cookie has too. desk_sign_in - the status of that; as Sam unless @who, @pin say otherwise. desk_enter - as Sam, and read the page. */
void desk_door(struct given_desk *given, char ret[static DESK_MARK_BYTES]);
int desk_sign_in(struct given_desk *given, const char *who, const char *pin);
void desk_enter(struct given_desk *given);
