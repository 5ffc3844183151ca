/* SPDX-License-Identifier: MIT */
/* pages.h - what people see of the back office in a browser. What residents wrote is sealed and on none of them. */
#pragma once

#include "tests/backoffice/https.h"
#include "tests/backoffice/office.h"

enum { PAGE_ROWS_MAX = 200, PAGE_FOUND_MAX = 50, PAGE_QUERY_MAX_BYTES = 64 };

/* Where a page's viewer stands. */
struct viewer { bool signed_in; char session[OPERATOR_COOKIE_BYTES], form[SHA256_TEXT_BYTES]; };

/** viewer_find - from the request's cookie. viewer_form - what html_begin() wants of it. */
struct viewer viewer_find(const struct office *office, const struct https_request *request);
const char *viewer_form(const struct viewer *viewer);
/** viewer_allowed - whether @viewer may see pages; else @answer leads to the sign-in page. */
bool viewer_allowed(const struct office *office, const struct viewer *viewer, struct https_answer *answer);
/** viewer_acts - whether this form was sent from a page of ours by somebody who is signed in; else @answer says so. */
bool viewer_acts(const struct office *office, const struct https_request *request, struct https_answer *answer);

/** GET and POST /sign-in, POST /sign-out. */
void sign_in_page(const struct office *office, const struct https_request *request, struct https_answer *answer);
void sign_in_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);
void sign_out_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);

/** days_add - what @heartbeat says of its kiosk's last days, as a table; nothing where it says nothing. */
void days_add(struct buffer *page, const char *heartbeat);

/** GET / - the fleet. GET /kiosks/ID - one of it. POST /kiosks/ID/revoke. */
void fleet_page(const struct office *office, const struct https_request *request, struct https_answer *answer);
void kiosk_page(const struct office *office, const struct https_request *request, struct https_answer *answer);
void revoke_answer(const struct office *office, const struct https_request *request, struct https_answer *answer);

/** GET /events - the newest PAGE_ROWS_MAX events, or with ?q= those of a reference or an id. */
void events_page(const struct office *office, const struct https_request *request, struct https_answer *answer);
/** events_found - the search form, and what @query (NULL: nothing yet) finds: @answer is a page that was begun. FAIL_STORE. */
enum fail events_found(const struct office *office, const char *query, struct https_answer *answer);
