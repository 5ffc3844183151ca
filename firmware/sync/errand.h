/* SPDX-License-Identifier: MIT */
/* errand.h - what is asked of the council's management address beside carrying events: heartbeat, enrolment, manifest, blobs. One at a time. */
#pragma once

#include "firmware/base/caller.h"
#include "firmware/sync/office.h"
#include "firmware/sync/send.h"
#include "firmware/sync/signer.h"

enum { ERRANDS_WAITING_MAX = 4 };

struct errands;

struct errand {
	const char *path;             /* behind the management address: "/v1/heartbeat"; or a whole http:// address, asked in plain; copied */
	const char *content_type;     /* static; NULL: a GET */
	const char *bytes;            /* the caller keeps them until @done */
	size_t size_bytes;
	const struct buffer *lines;   /* more header lines, each with its NUL; NULL for none; kept by the caller until @done */
	send_take take;               /* as in send_request, with @context */
	send_done done;               /* called once, later; OUTCOME_NET_BROKEN also when the hub did not sign or went away */
	void *context;
};

/** errands_new - requests by @office's way, signed through @caller by the time that @moment knows. All four are kept by the caller. @ret: end with errands_free(). FAIL_IO. */
enum fail errands_new(struct loop *loop, struct caller *caller, const struct office *office, struct moment *moment, struct errands **ret);
void errands_free(struct errands *errands);

/** errands_open - the office was read: begin. FAIL_INPUT as send_configure(). errands_shut - it is gone: what is under way is given up, done is not called. */
enum fail errands_open(struct errands *errands);
void errands_shut(struct errands *errands);

/** errands_send - FAIL_EMPTY there is no management address, or no hub · FAIL_BUSY ERRANDS_WAITING_MAX wait already · FAIL_LIMIT the path is too long. */
enum fail errands_send(struct errands *errands, const struct errand *errand);
