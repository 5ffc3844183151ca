/* SPDX-License-Identifier: MIT */
/* act.h - the one way into a visit: an action changes the model and says what must happen outside. */
#pragma once

#include "ui/visit/house.h"
#include "ui/visit/visit.h"

/* What the program must do after a change, as bits. */
enum visit_effect {
	EFFECT_REBUILD = 1 << 0,  /* what is shown has changed */
	EFFECT_KEEP = 1 << 1,     /* give the hub a new sealed copy */
	EFFECT_DROP = 1 << 2,     /* tell the hub to forget the copy */
	EFFECT_SEND = 1 << 3,     /* submit: see visit_submission() */
	EFFECT_PRINT = 1 << 4,    /* ask for the receipt once more */
	EFFECT_WIPE = 1 << 5,     /* answers are gone: forget ink, trees and pixels that show them */
	EFFECT_MOVED = 1 << 6,    /* another page or sheet: focus starts anew */
	EFFECT_ERRORS = 1 << 7,   /* new errors are shown: focus goes to the first */
	EFFECT_FIND = 1 << 8,     /* ask for addresses: see visit_lookup_request() */
	EFFECT_SUGGEST = 1 << 10, /* ask for names: see visit_suggest_request() */
	EFFECT_WHERE = 1 << 11,   /* ask where a form is: see visit_where_request() */
	EFFECT_OFFERS = 1 << 15,  /* ask what else may be printed: see visit_offers_request() */
	EFFECT_OFFER = 1 << 14,   /* have it printed: see visit_offer_paper() */
	EFFECT_HANDOUT = 1 << 16, /* have it printed: see handout_paper() */
	EFFECT_CALL = 1 << 19,    /* ask somebody to come, or take it back: see visit_call_request() */
	EFFECT_TICKET = 1 << 20,  /* print the number of the call: see visit_call_paper() */
	EFFECT_CONFIRM = 1 << 29, /* tell the hub whether they are in: see visit_confirm_request() */
	EFFECT_PUSH = 1 << 24,    /* open what the desk laid ready, or say that it is not wanted: see visit_push_request() */
	EFFECT_GUIDE = 1 << 12,   /* tell the hub how paper is put in: see visit_guide_request() */
	EFFECT_STAFF = 1 << 18,   /* tell the hub what staff do: see visit_staff_request() */
	EFFECT_TRAINING = 1 << 21, /* tell the hub what is chosen of training: see visit_training_request() */
	EFFECT_SEEN = 1 << 13,    /* tell the hub that the receipt came out */
	EFFECT_ASSIST = 1 << 17,  /* tell the hub what is done while somebody helps: see visit_assist_request() */
	EFFECT_PARK = 1 << 25,    /* have it kept for later: see park_request() */
	EFFECT_RESUME = 1 << 26,  /* ask for what was kept: see park_find() */
	EFFECT_RESUMED = 1 << 27, /* it is open here, and its copy kept: see park_opened() */
	EFFECT_PARK_PAPER = 1 << 28, /* print its ticket: see park_paper() */
	EFFECT_DATES = 1 << 9,    /* ask for days of collections: see visit_rounds_request() */
};

/** visit_init - an idle kiosk. @house: opened, outlives the visit. visit_done - wipes everything. */
void visit_init(struct visit *visit, struct house *house);
void visit_done(struct visit *visit);

/** visit_services - look at the house's services again (after house_load()). */
void visit_services(struct visit *visit);

/** visit_now - the time for everything that follows: @wall_ms since 1970 UTC for dates, @mono_ms steady for waiting. */
void visit_now(struct visit *visit, int64_t wall_ms, int64_t mono_ms);

/** visit_active - whether somebody is (or was) here: anything but the plain idle screen. */
bool visit_active(const struct visit *visit);

/**
 * visit_act - do @action. @number, @text (NULL as ""), @node_id (NULL as ""): see enum action.
 * What makes no sense where the visit is, or comes from a foreign value, changes nothing. Every action counts as a sign of a person.
 * Returns enum visit_effect bits.
 */
unsigned visit_act(struct visit *visit, enum action action, int number, const char *text, const char *node_id);
