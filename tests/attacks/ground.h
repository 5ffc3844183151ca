/* SPDX-License-Identifier: MIT */
/* ground.h - where attacks happen: a whole kiosk whose desk listens over TLS, four people of its staff, and a second kiosk of the site whose key is in our hands. */
#pragma once

#include "firmware/envelope/device.h"
#include "tests/attacks/intruder.h"
#include "tests/attacks/tally.h"
#include "tests/lib/kiosk.h"

enum ground_person { VERA_VOLUNTEER, SAM_STAFF, SUE_SUPERVISOR, TOM_TECHNICIAN, GROUND_PEOPLE };

struct ground {
	struct kiosk kiosk;
	char listen[INTRUDER_ADDRESS_BYTES], peers[INTRUDER_ADDRESS_BYTES], nowhere[INTRUDER_ADDRESS_BYTES];
	int port, peers_port;
	int64_t wall_ms;                 /* what the kiosk's clock says, but for the seconds that went by of themselves */
	struct device *other;            /* the second kiosk's key */
	json_t *key, *other_key;         /* both public ones */
	struct intruder intruder;        /* at the desk's page, of no certificate */
};

/** Who there is: their number, PIN and id. */
extern const struct ground_member { const char *id, *number, *pin, *role; } ground_people[GROUND_PEOPLE];

/** Setup and teardown: open on a Monday at ten; the first has no screen, the second (_screen) has. */
int ground_set_up(void **state);
int ground_set_up_screen(void **state);
int ground_tear_down(void **state);

/** ground_pass - let time pass for the kiosk. */
void ground_pass(struct ground *ground, int64_t ms);
/** ground_until_open - wait until its pages answer. */
void ground_until_open(struct ground *ground);
/** ground_call - somebody at the screen wants a person; the ticket is A1 the first time. Needs a screen. */
void ground_call(struct ground *ground);
/** ground_rows - how many rows of the audit have @word ("\"event\":\"auth_pin_ok\""). */
long ground_rows(struct ground *ground, const char *word);
/** ground_acts - how many rows say that somebody of staff did something: what must not grow by any attack. */
long ground_acts(struct ground *ground);
/** ground_kid - the thumbprint of this kiosk's key, and of the second's. */
const char *ground_kid(const struct ground *ground);
const char *ground_other_kid(const struct ground *ground);
/** ground_door - take the door @name while nothing else holds it. ground_say - one request (stolen); @ret may be NULL. FAIL_OFFLINE: the hub closed the door. */
int ground_door(struct ground *ground, const char *name);
enum fail ground_say(int door, json_t *request, json_t **ret);
