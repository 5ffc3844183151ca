/* SPDX-License-Identifier: MIT */
/* site_given.h - two hubs of a site, each with a desk and a screen at its doors. */
#pragma once

#include "firmware/envelope/voucher.h"
#include "tests/unit/hub/hub_test.h"

#define VISIT "0123456789abcdef"

struct device;
struct site_hub { struct given_hub *hub; json_t *key; int desk, ui; char session[64], nonce[VOUCHER_NONCE_BYTES]; };
struct given_site { struct site_hub one, two; };

/** site_set_up - setup: two of them, not started. site_tear_down ends them. */
int site_set_up(void **state);
int site_tear_down(void **state);
/** site_begin - start @at with @staff (stolen) in its list. site_both - both, with Sam in both. site_member - somebody for such a list; new. */
void site_begin(const struct given_site *given, struct site_hub *at, json_t *staff);
void site_both(struct given_site *given);
json_t *site_member(const char *id, const char *number, const char *role);
/** site_kid - the thumbprint of its key. site_device - the key; end with device_close(). */
const char *site_kid(const struct site_hub *at);
struct device *site_device(const struct site_hub *at);
/** site_sign_in - whoever has the number 4471 signs in at its desk. */
void site_sign_in(struct site_hub *at);
/** site_voucher - the voucher of who is signed in at @from for @act (stolen) at @to, as the request "site.do" there; NULL: refused, and why. site_watch - such an act; new. */
json_t *site_voucher(struct site_hub *from, struct site_hub *to, json_t *act);
json_t *site_watch(void);
/** site_expect - @request (stolen) at @to; what it answers is @why ("" it was done). The next nonce is kept. @ret: new, may be NULL. site_greet - @from comes by its first nonce. */
void site_expect(struct site_hub *to, json_t *request, const char *why, json_t **ret);
void site_greet(struct site_hub *from, struct site_hub *to);
