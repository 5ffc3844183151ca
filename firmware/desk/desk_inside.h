/* SPDX-License-Identifier: MIT */
/* desk_inside.h - what the parts of the desk share: desk.c (the door), routes.c (what a browser may ask), look.c (what it is shown). */
#pragma once

#include "firmware/base/caller.h"
#include "firmware/base/site.h"
#include "firmware/base/words.h"
#include "firmware/desk/desk.h"
#include "firmware/desk/files.h"
#include "firmware/desk/page.h"
#include "firmware/desk/peers.h"
#include "firmware/desk/rate.h"
#include "firmware/desk/services.h"
#include "firmware/desk/session.h"
#include "firmware/desk/web.h"

enum { LOOK_STATE, LOOK_CALLS, LOOK_PARK, LOOK_PUSH, LOOK_FIGURES, LOOK_FACTS };

struct desk {
	struct loop *loop;
	struct desk_options options;
	struct caller *caller;
	struct web *web;
	bool secure, retired, met;                              /* met: the hub said which other kiosks there are */
	char kiosk[SESSION_NAME_MAX_BYTES + 1];
	struct arena arena;                                     /* of the site's facts */
	struct site site[SITE_LANGUAGE_MAX];
	struct page_place place[SITE_LANGUAGE_MAX];
	struct page_service services[SITE_LANGUAGE_MAX][SERVICES_MAX]; size_t service_count; /* in each language */
	struct words *words[SITE_LANGUAGE_MAX];
	const char *languages[SITE_LANGUAGE_MAX + 1];           /* ends with NULL */
	struct files files;
	struct sessions sessions;
	struct rate asks, tries, acts;                          /* requests; sign-ins; of a person, what is written down of them */
	struct peers *peers;                                    /* other kiosks of the site; NULL: none */
	struct asked *asked;                                    /* browsers that wait for the hub's answer */
	struct { uint64_t number; json_t *facts[LOOK_FACTS]; int at; bool going; } look; /* whose page is being made, and of what; which is being asked for */
	uint64_t joining;                                       /* whose view of a screen is being fetched; 0 nobody's */
};

/** routes_request - answer what a browser asks; of struct web_events. routes_done - forget who waits for the hub. */
void routes_request(void *context, struct exchange *exchange, const struct web_request *request);
void routes_done(struct desk *desk);
/** routes_say - say @verb (stolen) to the hub for @session, to that of the kiosk with the mark @at ("" this one); @exchange is then sent to the page, which shows how it is. */
void routes_say(struct desk *desk, struct exchange *exchange, const struct session *session, json_t *verb, const char *at);

/** post_join - the route of who helps from here. */
void post_join(struct desk *desk, struct exchange *exchange, const struct web_request *request, struct session *session);
/** join_rung - the hub says that what somebody sees of a screen may have changed. join_stream - @stream shows it too. join_beat - look again, in case a bell was missed. */
void join_rung(struct desk *desk, const json_t *bell);
void join_stream(const struct session *session, struct stream *stream);
void join_beat(struct desk *desk);
/** join_show - @view of somebody's screen for @session; NULL: it is over, and @why; "" they never joined. */
void join_show(struct desk *desk, struct session *session, const json_t *view, const char *why);

/** peers_rung - something changed here: other kiosks that wait for news hear of it. peers_joined - the same of the screen that somebody of there sees. */
void peers_rung(struct peers *peers);
void peers_joined(struct peers *peers, const json_t *bell);
/** peers_view - @session has asked to help at the kiosk with that @mark: from now on they see what they may of the screen there. */
void peers_view(struct desk *desk, struct session *session, const char *mark);

/** look_all - what everybody sees may have changed. look_at - what @session sees. look_wait - @exchange is answered with its page once that is made. */
void look_all(struct desk *desk);
void look_at(struct desk *desk, struct session *session);
void look_wait(struct desk *desk, struct session *session, struct exchange *exchange);
/** look_stream - @exchange hears of changes from now on. look_stream_gone - of struct web_events. */
void look_stream(struct desk *desk, struct session *session, struct exchange *exchange);
void look_stream_gone(void *context, struct stream *stream);
/** look_end - @session is over: its streams hear so, and who waits is sent to the way in. */
void look_end(struct desk *desk, struct session *session);
/** look_staff - the hub says of a session that it ended, or soon will. */
void look_staff(struct desk *desk, const json_t *bell);
/** look_hears - the hub hears whether any window of @session listens. */
void look_hears(struct desk *desk, struct session *session);
/** look_beat - a sign of life to all streams, again and again, and a look in case a bell was missed. */
void look_beat(void *context);
