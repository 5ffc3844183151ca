/* SPDX-License-Identifier: MIT */
/* lab.h - the sending half of a kiosk, libcurl in it, through the proxy to the real foyer-backoffice; and the counting at the end. */
#pragma once

#include "firmware/sync/deliver.h"
#include "tests/backoffice/children.h"
#include "tests/backoffice/scripted_hub.h"
#include "tests/backoffice/storage.h"
#include "tests/faults/network/proxy.h"

#define LAB_SOURCE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"

enum { LAB_NUMBERS_MAX = 1000 * 1000 };

struct lab {
	char folder[64];
	struct loop *loop;
	struct child office;
	struct proxy proxy;
	SSL_CTX *tls;             /* the back office's own certificate, for a proxy that plays it */
	struct buffer ca;
	struct scripted_hub hub;
	struct deliver *deliver;  /* NULL until lab_deliver() */
	struct device *device;
	struct envelope_key *council;
	EVP_PKEY *opener;         /* the council's */
	struct storage *storage;  /* the back office's, to look into; NULL: there is no such */
	size_t numbers;           /* how many events were submitted: each has a number of its own inside */
	bool parked[LAB_NUMBERS_MAX];
	uint64_t random;
};

/** lab_seed - FOYER_SEED if it is a number, else a new one; printed. lab_below - the next of the random numbers, below @count. */
void lab_seed(struct lab *lab);
size_t lab_below(struct lab *lab, size_t count);

/** lab_long - whether the long set was asked for: FOYER_FAULT_LONG. */
bool lab_long(void);

/** lab_open, lab_close - cmocka's: a back office with its keys, the proxy before it. Nothing is delivered before lab_deliver(). */
int lab_open(void **state);
int lab_close(void **state);

/** lab_office_start - the back office, which must not run, with @fault ("503"; NULL none) in all its answers. */
void lab_office_start(struct lab *lab);

/** lab_deliver - the kiosk begins; "sink" and so on may be set in lab->hub.way before. lab_deliver_end - it ends at once. */
void lab_deliver(struct lab *lab);
void lab_deliver_end(struct lab *lab);

/** lab_submit - @count events more, sealed and frozen, and the bell. Returns the first one's index in the hub. */
size_t lab_submit(struct lab *lab, size_t count);
/** lab_submit_strange - one that the back office rejects: it says it is another kiosk's. */
size_t lab_submit_strange(struct lab *lab);

/** lab_rest - turn until nothing more is to be done now. lab_pass - let @by_ms pass, then the same. */
void lab_rest(struct lab *lab);
void lab_pass(struct lab *lab, int64_t by_ms);
/** lab_nudge - the same, and then the bell: once a minute it goes past a wait. */
void lab_nudge(struct lab *lab, int64_t by_ms);

/** lab_until_proved - let time pass until all that waits is proved or parked; fails the case after three days. Returns how much has passed. */
int64_t lab_until_proved(struct lab *lab);

/** lab_proved - how many are; those that the back office does not have fail the case. */
size_t lab_proved(struct lab *lab);

/** lab_open_events - how many are neither proved nor parked. */
size_t lab_open_events(const struct lab *lab);

/** lab_forget - the hub forgets what is proved or parked. */
void lab_forget(struct lab *lab);

struct lab_count { size_t there, lost, doubled, unreadable; };

/** lab_count - open every event that the back office has with the council's key and compare them with what was submitted and not parked. */
struct lab_count lab_count(struct lab *lab);

/** lab_all_once - print the counts as "lost 0, doubled 0, unreadable 0", after @what; others fail the case. */
void lab_all_once(struct lab *lab, const char *what);
