/* SPDX-License-Identifier: MIT */
/* echo.h - the peer: a page that shows each word of a stream, and a server that does nothing but pass words on. */
#pragma once

#include <sys/types.h>

struct echo { pid_t pid; int port, to_fd; };

/** echo_start - at a port of 127.0.0.1, in a process of its own, for one browser. echo_say - one more word goes out. echo_stop ends it. */
void echo_start(struct echo *echo);
void echo_say(struct echo *echo);
void echo_stop(struct echo *echo);
