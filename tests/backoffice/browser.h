/* SPDX-License-Identifier: MIT */
/* browser.h - tests: a real Chromium, told what to do over the pipe of its DevTools protocol. It dies with the test. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

struct browser { pid_t pid; int to_fd, from_fd, last_id; char session[64]; char *room; size_t used, size; };

/** browser_start - one empty page; its profile lies in @folder. It takes any certificate. Stops the test if it cannot. */
void browser_start(struct browser *browser, const char *folder);
void browser_stop(struct browser *browser);

/** browser_call - a method of the protocol with @params (taken over; may be NULL). Its result, a new object. Stops the test on an error. */
json_t *browser_call(struct browser *browser, const char *method, json_t *params);
/** browser_eval - the value of a JavaScript expression in the page, as text; @ret has room for @room bytes. "" where it throws, as in a page that is just changing. */
void browser_eval(struct browser *browser, const char *expression, char *ret, size_t room);
/** browser_go - load @url and wait for it. */
void browser_go(struct browser *browser, const char *url);
/** browser_until - wait until @expression is true, half a minute at most. */
bool browser_until(struct browser *browser, const char *expression);
/** browser_shot - a PNG of the whole page as @name in the folder that FOYER_SHOTS names; without it nothing. */
void browser_shot(struct browser *browser, const char *name);
