/* SPDX-License-Identifier: MIT */
/* shape.h - the shapes in which a council's other systems take a submission: one row each. Pure: no network, no clock, no store. */
#pragma once

#include "firmware/base/buffer.h"
#include "firmware/base/fail.h"
#include "firmware/forms/form.h"
#include "firmware/sync/open311_reply.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	SHAPE_BODY_MAX_BYTES = 256 * 1024,
	SHAPE_LINES_MAX_BYTES = 8 * 1024,
	SHAPE_KEY_MAX_BYTES = 256,
	SHAPE_NAMES_MAX = 32, /* in one list of a setting */
};

struct shape_input {
	const json_t *setting;     /* the target's, checked */
	const json_t *record;      /* as review_record() writes it, with id, source, type and time */
	const struct form *form;   /* its definition; NULL: nobody has it */
	const char *service, *reference, *language, *id; /* of the record */
	int64_t now_ms;
};

struct shape_request {
	struct buffer url, body;
	struct buffer lines;       /* header lines, each with its NUL */
	const char *content_type;
};

typedef enum fail shape_check(const json_t *setting);
typedef enum fail shape_write(const struct shape_input *input, struct shape_request *ret);
typedef void shape_judge(enum outcome_net net, int status, const char *content_type, const char *bytes, size_t size, const char *reference,
	struct open311_result *ret);
typedef enum fail shape_look_up(const struct shape_input *input, int64_t since_ms, struct shape_request *ret);
typedef enum fail shape_found(const json_t *reply, const char *id, const char *reference, struct open311_receipt *ret);

struct shape {
	const char *name;
	shape_check *check;     /* what the shape needs of a setting is there. FAIL_INPUT names the member */
	shape_write *write;     /* FAIL_EMPTY nothing of this record is for this target · FAIL_INPUT it cannot be written, and why · FAIL_LIMIT */
	shape_judge *judge;     /* what an answer to it came to */
	shape_look_up *look_up; /* where to ask whether it arrived, after an answer was lost; NULL: nowhere */
	shape_found *found;     /* what is answered there. FAIL_EMPTY it did not arrive · FAIL_INPUT that is no answer */
};

/** shape_find - "xgov", "defra", "open311" or "notify". FAIL_INPUT with all names in words. */
enum fail shape_find(const char *name, const struct shape **ret);

/** shape_request_init - empty, with its maxima. */
void shape_request_init(struct shape_request *request);
void shape_request_done(struct shape_request *request);
#define SHAPE_REQUEST_AUTO [[gnu::cleanup(shape_request_done)]] struct shape_request

/** shape_text - @setting's member @name, "" where there is none. */
const char *shape_text(const json_t *setting, const char *name);

/** shape_form - what @setting says about @service under "forms"; NULL where there is none. */
const json_t *shape_form(const json_t *setting, const char *service);

/** shape_line - one header line more. FAIL_LIMIT. */
enum fail shape_line(struct shape_request *request, const char *name, const char *value);

/** shape_json - @value, which is taken over, as the body. FAIL_LIMIT. */
enum fail shape_json(struct shape_request *request, json_t *value);

extern const struct shape shape_xgov, shape_defra, shape_open311, shape_notify;
