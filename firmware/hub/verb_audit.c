/* SPDX-License-Identifier: MIT */
/* The audit for whoever looks at it or carries it away: `foyer audit`. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/chain_file.h"
#include "firmware/store/audit.h"

#include <stdio.h>
#include <string.h>

enum { PAGE_MAX_BYTES = 40 * 1024 /* in a frame each quote takes two bytes */ };

/* A store without room has an audit all the same. */
static void export_note(struct hub *hub)
{
	enum fail fail = audit_write(hub, &(struct audit_entry){ .actor = "admin", .event = "log_export", .subject = "audit", .outcome = "begun" });
	if (fail != FAIL_NONE)
		log_fail("audit.unwritten", fail);
	fail_clear();
	audit_seal(hub);
}

/* {"export"?: true, somebody carries it away, which is a row too}: {"head": the line that chain_file.h describes}; it is signed now, over what is there now. */
enum fail answer_audit_head(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	char line[CHAIN_LINE_MAX_BYTES + 1];
	struct chain_head head = { .written_ms = clock_wall_ms() };
	TRY(keeper_store(&hub->keeper, &store));
	if (json_bool_or(request->frame, "export", false)) {
		export_note(hub);
		reply_log(reply, "audit.exported", "last=%lld", (long long)audit_head(store).last);
	}
	audit_flush(hub);
	const struct audit_head at = audit_head(store);
	head.first = at.first;
	head.last = at.last;
	memcpy(head.last_hash, at.hash, sizeof head.last_hash);
	audit_kiosk(hub, head.kiosk);
	TRY(chain_head_write(&head, hub->device, line));
	reply->body = json_pack("{s:s}", "head", line);
	return FAIL_NONE;
}

/* {"after": row}: {"lines": each with its newline, "last": the number of the last of them}; "empty" behind the newest. */
enum fail answer_audit_list(struct hub *hub, const struct request *request, struct reply *reply)
{
	struct store *store = NULL;
	int64_t after = 0, last = 0;
	BUFFER_AUTO page;
	buffer_init(&page, PAGE_MAX_BYTES);
	TRY(json_take_int(request->frame, "after", 0, INT64_MAX, &after));
	TRY(keeper_store(&hub->keeper, &store));
	TRY(audit_read(store, after, AUDIT_READ_MAX, &page, &last));
	reply->body = json_pack("{s:s%, s:I}", "lines", page.bytes, page.size_bytes, "last", (json_int_t)last);
	return FAIL_NONE;
}
