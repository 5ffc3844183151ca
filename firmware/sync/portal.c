/* SPDX-License-Identifier: MIT */
/* portal.c - one question, three answers. */
#include "firmware/sync/portal.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/sync/deliver_state.h"

enum { STATUS_NOTHING = 204 };

static const char sign_in[] = "The network wants somebody to sign in: its own page answers in place of the council";

void portal_init(struct portal *portal, struct deliver *deliver)
{
	*portal = (struct portal){ .deliver = deliver, .asked_ms = clock_mono_ms() - PORTAL_EVERY_MS };
}

void portal_stop(struct portal *portal)
{
	portal_init(portal, portal->deliver);
}

static void answered(void *context, const struct send_result *result)
{
	struct portal *portal = context;
	portal->asking = false;
	if (result->net != OUTCOME_NET_ANSWERED && result->net != OUTCOME_NET_LARGE) {
		portal->state = PORTAL_UNKNOWN;
		return;
	}
	bool nothing = result->net == OUTCOME_NET_ANSWERED && result->status == STATUS_NOTHING && result->size_bytes == 0;
	enum portal_state state = nothing ? PORTAL_CLEAR : PORTAL_SIGN_IN;
	if (state != portal->state)
		log_event("portal.asked", "status=%d state=%s", result->status, nothing ? "clear" : "sign-in");
	portal->state = state;
	if (state == PORTAL_SIGN_IN)
		line_failed(&portal->deliver->line, clock_mono_ms(), sign_in);
}

void portal_ask(struct portal *portal)
{
	const char *address = portal->deliver->office.portal;
	int64_t now_ms = clock_mono_ms();
	if (portal->asking || *address == '\0' || now_ms - portal->asked_ms < PORTAL_EVERY_MS)
		return;
	const struct errand errand = { .path = address, .done = answered, .context = portal };
	if (errands_send(portal->deliver->errands, &errand) != FAIL_NONE)
		return; /* the next failure asks again */
	portal->asking = true;
	portal->asked_ms = now_ms;
}

void portal_clear(struct portal *portal)
{
	portal->state = PORTAL_CLEAR;
}

const char *portal_words(const struct portal *portal, const char *words)
{
	return portal->state == PORTAL_SIGN_IN ? sign_in : words;
}

const char *portal_name(const struct portal *portal)
{
	static const char *const names[] = { [PORTAL_UNKNOWN] = "unknown", [PORTAL_CLEAR] = "clear", [PORTAL_SIGN_IN] = "sign-in" };
	return names[portal->state];
}
