/* SPDX-License-Identifier: MIT */
/* hold_test.h - a screen and a printing program at a real hub's doors, and what they say about whose paper it is. */
#pragma once

#include "tests/unit/hub/hub_test.h"

#define FIRST "00000000000000a1"
#define SECOND "00000000000000b2"

struct spokes { int ui, print; };

int hold_test_setup(void **state);
#define hold_test(CASE) cmocka_unit_test_setup_teardown(CASE, hold_test_setup, hub_test_teardown)

/** enter - both say hello, of no visit. leave - both go. */
struct spokes enter(struct given_hub *given);
void leave(struct spokes spokes);

/** What the screen says: submit - transaction @number of @visit; keep - a copy of it; drop - it is over. printer_is - and print of its printer. */
void submit(struct spokes spokes, int number, const char *visit);
void keep(struct spokes spokes, const char *visit);
void drop(struct spokes spokes);
void printer_is(struct spokes spokes, const char *printer);

/** claim - new reference. claims - it is the receipt of transaction @number. claims_nothing - there is none. */
json_t *claim(struct spokes spokes);
void claims(struct spokes spokes, int number);
void claims_nothing(struct spokes spokes);

/** writing, done - requests of print. */
json_t *writing(int64_t job);
json_t *done(int64_t job, const char *outcome, const char *reason);

/** asked_back - the next bell but "work" that print hears is "withdraw" of @job. not_asked_back - the visit ends, and there is none. */
void asked_back(struct spokes spokes, int64_t job);
void not_asked_back(struct spokes spokes);

/** again_at_the_desk - staff print transaction @number, which is the original: none exists. */
void again_at_the_desk(struct given_hub *given, struct spokes spokes, int number);
