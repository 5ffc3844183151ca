/* SPDX-License-Identifier: MIT */
/* street.h - from the answers of a form to a report for GeoReport: which answer becomes what is a setting, for codes are each council's own. Pure. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/sync/open311.h"

#include <jansson.h>
#include <stdbool.h>

enum { STREET_TEXT_MAX_BYTES = 16 * 1024, STREET_NAME_MAX_BYTES = 500 };

/* What people call questions and options; each gives back what it was given where it does not know. */
struct street_words {
	const char *(*label)(const void *context, const char *name);
	const char *(*option)(const void *context, const char *name, const char *value);
	const void *context;
};

struct street_report {
	const json_t *setting;             /* {"url", "format", "api_key", "jurisdiction", "forms": {service: {"service", "where", "describe", …}}} */
	const json_t *answers;             /* a record's data.main */
	const char *service, *reference;
	const struct street_words *words;  /* NULL: as the record has them */
};

/** street_check - whether a report can be written by @setting. FAIL_INPUT names the member that is wrong. */
enum fail street_check(const json_t *setting);

/** street_office - where and as whom; borrows from @setting. */
struct open311_office street_office(const json_t *setting);

/** street_service - the service code for this report. FAIL_EMPTY it is not for this server · FAIL_INPUT no code is set. */
enum fail street_service(const struct street_report *report, const char **ret);

/** street_write - the body of POST requests, as open311_form(). FAIL_EMPTY, FAIL_INPUT as street_service() · FAIL_LIMIT. */
enum fail street_write(const struct street_report *report, struct buffer *ret);

/** street_answer - the answer @path ("street", "place.easting"); NULL where there is none or null. */
const json_t *street_answer(const json_t *answers, const char *path);

/**
 * street_value_add - an answer as one text: a date as 2024-12-25, a month as 2024-12, an address or a list with commas.
 * @name: whose it is, for @words, which may be NULL. FAIL_LIMIT.
 */
enum fail street_value_add(const json_t *value, const char *name, const struct street_words *words, struct buffer *ret);
