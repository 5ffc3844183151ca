/* SPDX-License-Identifier: MIT */
/* list.h - home by need: which topics and life events there are, and the services of each. */
#pragma once

#include "ui/visit/needs.h"
#include "ui/visit/visit.h"

/** list_by_need - whether home groups services: some topic of the house has one. Else home lists them by name. */
bool list_by_need(const struct visit *visit);

/** list_need - the topic or life event @id; NULL: none, also for "all". list_need_at - the @index-th of the house; NULL after the last. */
const struct need *list_need(const struct visit *visit, const char *id);
const struct need *list_need_at(const struct visit *visit, size_t index);

/** list_services - of the need @id: a topic's by name, a life event's in its order, of "all" (or "all:M") by name. Services that are not on this kiosk are left out. Returns how many. */
size_t list_services(const struct visit *visit, const char *id, const struct form *ret[static VISIT_SERVICE_MAX]);

/** list_interpreter - the service by which a sign language interpreter is asked for; NULL. list_may_ask - whether it can be gone to from here without leaving another one half answered. */
const struct form *list_interpreter(const struct visit *visit);
bool list_may_ask(const struct visit *visit);
/** list_may_go - whether @form can be gone to so. list_form - the service @code of this kiosk; NULL. */
bool list_may_go(const struct visit *visit, const struct form *form);
const struct form *list_form(const struct visit *visit, const char *code);

/** list_sent - whether @form was sent in this visit. list_mark_sent - the service @code was; after VISIT_SENT_MAX of them they are not counted. list_next - the first of the life event shown or chosen from that was not sent; NULL. */
bool list_sent(const struct visit *visit, const struct form *form);
void list_mark_sent(struct visit *visit, const char *code);
const struct form *list_next(const struct visit *visit);
