/* SPDX-License-Identifier: MIT */
/* join.h - somebody helps from the desk: what they see of this visit on their own screen, what they may do to it, and that it is over. */
/*
 * DESIGN: asking, the three answers, the banner and Stop are those of assist.h; what differs is that the helper has a screen of their own. So this one stays
 * the person's: nothing is masked on it, and the desk is sent a screen that was built for a desk's eyes. What the person shows of it there, they show by their own touch.
 */
#pragma once

#include "ui/tree/mask.h"

#include <jansson.h>
#include <stdbool.h>

#define JOIN_TEXT "join-1" /* which words permission was asked in: another number when join.* of the languages mean something else */

enum { JOIN_OVER_NAME_MAX_BYTES = 40 };

/* Why it is over, where the person did not end it. */
enum join_over { JOIN_NOT_OVER, JOIN_OVER_LEFT /* they went, or did nothing for long */, JOIN_OVER_LOST /* the line, their computer, or ours */, JOIN_OVER_COUNT };

struct join {
	int64_t number;          /* of their ask, as the hub has it */
	bool on;                 /* who asks, or helps, is at the desk */
	struct mask mask;        /* what they may see; its viewer is the desk while they help */
	enum join_over over;     /* SHEET_JOIN says so */
	char over_name[JOIN_OVER_NAME_MAX_BYTES + 1];
};

struct visit;
struct node_action;
struct form_component;

/** visit_join_sees - whether a desk is to be sent what is shown. visit_join_types - whether it may act, too. */
bool visit_join_sees(const struct visit *visit);
bool visit_join_types(const struct visit *visit);

/** visit_join_told - the bell: asked, or ended. visit_join_hello - what "hello" says of it, NULL nobody has joined; @again: this program was not begun anew, and has told the person that it is over. visit_join_lost - the hub is gone, and the line with it. Effect bits. */
unsigned visit_join_told(struct visit *visit, const json_t *bell);
unsigned visit_join_hello(struct visit *visit, const json_t *join, bool again);
unsigned visit_join_lost(struct visit *visit);
/** visit_join_beside - somebody helps at the screen itself from now on: the desk does not any more. */
unsigned visit_join_beside(struct visit *visit);

/** visit_join_may - whether the desk may do @action with the node @node_id: what helps to fill in, and is not hidden from it; sending, settings, Stop and what belongs to staff never. */
bool visit_join_may(struct visit *visit, const struct node_action *action, const char *node_id);
/** visit_join_act - the desk does it. It is no sign that the person is still here. Effect bits; 0 it may not. */
unsigned visit_join_act(struct visit *visit, const struct node_action *action, const char *node_id);

/** visit_join_hides - whether the desk cannot see the answer of @component now. visit_join_page - what it cannot see of the page shown: 0 nothing, 1 what the person may show, 2 also what nobody is ever shown. */
bool visit_join_hides(const struct visit *visit, const struct form_component *component);
int visit_join_page(const struct visit *visit);
/** visit_join_hidden - of an answer, by its component's name: "filled", "empty" or "wrong"; static. */
const char *visit_join_hidden(const struct visit *visit, const char *name);
