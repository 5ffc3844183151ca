/* SPDX-License-Identifier: MIT */
/* open311_reply.h - what a GeoReport server says, read with suspicion: whether a report was made is the question, "perhaps" one of the answers. Pure. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/sync/outcome.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum {
	OPEN311_REPLY_MAX_BYTES = 1024 * 1024,
	OPEN311_ID_MAX_BYTES = 64,
	OPEN311_LIST_MAX = 2000, /* services, requests or attributes in one reply */
	OPEN311_NOTE_BYTES = 161,
};

/* A number that people can quote, or a token that will become one; "" where there is none. */
struct open311_receipt { char id[OPEN311_ID_MAX_BYTES + 1], token[OPEN311_ID_MAX_BYTES + 1]; };

enum open311_verdict {
	OPEN311_CREATED, /* taken, with a receipt */
	OPEN311_KNOWN,   /* refused because our reference is there already: as good as taken */
	OPEN311_REFUSED, /* surely not taken, and the same request never will be */
	OPEN311_LATER,   /* surely not taken: the way there, the key or the server */
	OPEN311_UNSURE,  /* may have been taken: look it up before trying again */
	OPEN311_VERDICT_COUNT
};

struct open311_result {
	enum open311_verdict verdict;
	struct open311_receipt receipt;
	char note[OPEN311_NOTE_BYTES]; /* the server's reason in printable ASCII, or "" */
};

/* What the council does about a report, in the five words that people are told. */
enum open311_stage { OPEN311_RECEIVED, OPEN311_LOOKING, OPEN311_PLANNED, OPEN311_DONE, OPEN311_NOT_OURS, OPEN311_STAGE_COUNT };

/** open311_stage_name - "received", "looking-into-it", "work-planned", "done", "not-ours". Static. */
const char *open311_stage_name(enum open311_stage stage);

/**
 * open311_read - a reply's body, JSON or XML by @content_type, as the JSON of GeoReport v2. @ret: a new value, a list or an object.
 * FAIL_INPUT neither, or not well-formed · FAIL_LIMIT more than OPEN311_REPLY_MAX_BYTES, or as open311_xml_read().
 */
enum fail open311_read(const char *content_type, const char *bytes, size_t size, json_t **ret);

/**
 * open311_judge - what a POST of one request came to. Taken means: 2xx, exactly one request, with a service_request_id or a token and
 * neither status nor requested_datetime, which only lists of older requests have. @reference: ours, for OPEN311_KNOWN.
 */
void open311_judge(enum outcome_net net, int status, const char *content_type, const char *bytes, size_t size, const char *reference,
	struct open311_result *ret);

/** open311_token_read - the answer to GET tokens/…: exactly one request. FAIL_EMPTY no number yet · FAIL_INPUT. */
enum fail open311_token_read(const json_t *reply, struct open311_receipt *ret);

/**
 * open311_find - the first of the listed requests that carries @reference: in its description, as open311_form() puts it there, or as the
 * value of a member, also of "attributes" and "extended_attributes". FAIL_EMPTY none does · FAIL_INPUT not such a list · FAIL_LIMIT.
 */
enum fail open311_find(const json_t *reply, const char *reference, struct open311_receipt *ret);

/** open311_stage_read - how far the one request with @id is. FAIL_EMPTY it is not in the reply, or has a status we do not know · FAIL_INPUT. */
enum fail open311_stage_read(const json_t *reply, const char *id, enum open311_stage *ret);

/** open311_service_find - whether @code is among the services, and whether it has attributes to ask for. FAIL_EMPTY it is not · FAIL_INPUT · FAIL_LIMIT. */
enum fail open311_service_find(const json_t *reply, const char *code, bool *ret_metadata);

typedef bool open311_fills(void *context, const char *code);

/**
 * open311_attributes_check - whether @fills says yes to every attribute that the definition requires, but for those that say about
 * themselves that the server sets them. FAIL_INPUT names the first that is not filled, or not a definition · FAIL_LIMIT.
 */
enum fail open311_attributes_check(const json_t *reply, open311_fills *fills, void *context);
