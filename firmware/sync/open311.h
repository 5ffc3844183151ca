/* SPDX-License-Identifier: MIT */
/* open311.h - Open311 GeoReport v2 as a client: what is asked, and the body of a report. What is answered: open311_reply.h. */
/*
 * THE RULE: GeoReport has no idempotency. Whoever sends commits "sending" before the POST; after a lost answer it looks the report up by
 * its reference before it sends the same again. Where a server can be asked, a report arrives once; where it cannot, at least once.
 */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	OPEN311_URL_MAX_BYTES = 1024,
	OPEN311_BODY_MAX_BYTES = 32 * 1024,
	OPEN311_DESCRIPTION_MAX_CHARACTERS = 2000, /* the least of what UK back offices take, with the reference */
	OPEN311_ATTRIBUTES_MAX = 64,
};

struct open311_office {
	const char *url;          /* https://…/open311/v2, without a slash at the end */
	const char *api_key;      /* "" none */
	const char *jurisdiction; /* "" none */
	bool json;                /* else XML, which every UK server speaks */
};

struct open311_attribute { const char *code, *value; bool many; /* of a multivaluelist: one for each value */ };

/* A NULL or "" stands for nothing and is not sent. */
struct open311_report {
	const char *service_code, *reference;
	const char *lat, *lon, *address; /* where: both of the first two, or the third */
	const char *description;         /* longer ones are cut, so that the reference always follows */
	const char *first_name, *last_name, *email, *phone;
	const struct open311_attribute *attributes;
	size_t attribute_count;
};

/**
 * open311_form - @report as the form-encoded body of POST requests, into @ret. The reference goes in square brackets at the end of the
 * description, and as attribute[fixmystreet_id]; besides GeoReport's own parameters there are only attributes, for servers refuse others.
 * FAIL_INPUT no service, no reference or no place · FAIL_LIMIT.
 */
enum fail open311_form(const struct open311_office *office, const struct open311_report *report, struct buffer *ret);

/** open311_services_url, open311_service_url, open311_requests_url, open311_request_url, open311_token_url - where to ask. FAIL_LIMIT. */
enum fail open311_services_url(const struct open311_office *office, struct buffer *ret);
enum fail open311_service_url(const struct open311_office *office, const char *code, struct buffer *ret);
enum fail open311_requests_url(const struct open311_office *office, struct buffer *ret);
enum fail open311_request_url(const struct open311_office *office, const char *id, struct buffer *ret);
enum fail open311_token_url(const struct open311_office *office, const char *token, struct buffer *ret);

/** open311_look_up_url - the requests of @service_code made between two moments, to be searched with open311_find(). FAIL_LIMIT. */
enum fail open311_look_up_url(const struct open311_office *office, const char *service_code, int64_t from_ms, int64_t to_ms, struct buffer *ret);
