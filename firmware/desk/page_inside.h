/* SPDX-License-Identifier: MIT */
/* page_inside.h - what the parts of the living page share; page_live.c puts them together, each has a file of its own. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/desk/page.h"

enum { LIVE_KIOSKS_MAX = 25 };

/* A kiosk of the site, in the order that they are named in; what is not known of it, or not for whose page it is, is NULL. */
struct live_kiosk {
	const char *mark, *name, *how;      /* "" this one; how: of another one, see peers_json() */
	const json_t *state, *calls, *kept, *push;
	int64_t off_s;
};

struct live {
	struct html *html;
	const struct words *words;
	const struct page_place *place;
	const struct page_who *who; /* whose page it is */
	struct live_kiosk kiosk[LIVE_KIOSKS_MAX]; size_t kiosks;
	struct arena arena;
};

/** live_say - @key in the page's language. live_since - its {time}: when that was, @since_s ago. live_count - its {count}. live_service - what a service is called: as its definition says; what is no name of one stays as it is. */
const char *live_say(const struct live *live, const char *key);
const char *live_since(struct live *live, const char *key, int64_t since_s);
const char *live_count(struct live *live, const char *key, int64_t count);
const char *live_service(struct live *live, const char *service);

/** live_form - begin a form that says @act; the fields and buttons that follow are the caller's, and its end. @id: what its parts' ids end with. */
void live_form(struct live *live, const char *look, const char *act, const char *id);

/** live_id - of @call in the page's ids and in what its buttons say: its ticket, of another kiosk with that one's mark. Borrowed. */
const char *live_id(const json_t *call);

/** live_joins - whether whose page it is can ask to help who is at @kiosk (NULL: none such). */
bool live_joins(const struct live *live, const struct live_kiosk *kiosk);

/** live_kiosks - how each kiosk is. live_where - a list of those that @fits to choose from, called @id; nothing where there is no choice. */
void live_kiosks(struct live *live);
typedef bool (*live_fits)(const struct live_kiosk *kiosk);
void live_where(struct live *live, const char *id, live_fits fits);

/** live_confirm - whether who is helped is in, and to who has @call (@mine) what else may be said of it. live_unconfirmed - whether that comes before its end. */
void live_confirm(struct live *live, const json_t *call, bool mine);
bool live_unconfirmed(const json_t *call);

/** live_codes - why a person was needed, in one touch, which ends @call. live_notes - what staff tell each other of @call. */
void live_codes(struct live *live, const json_t *call);
void live_type(struct live *live, const json_t *call);
void live_notes(struct live *live, const json_t *call);

/** live_push - a form laid ready at a kiosk. live_park - whose answers are kept for later. Nothing where whose page it is may not see it. */
void live_push(struct live *live);
void live_park(struct live *live);
/** live_services - a list to choose from, called @id. live_remark - what is wrong with one, or could be better. */
void live_services(struct live *live, const char *id);
void live_remark(struct live *live);

/** live_figures - how the day is so far: @figures is the hub's answer, NULL: nobody knows. live_code_words - what a code means. */
void live_figures(struct live *live, const json_t *figures);
const char *live_code_words(const struct live *live, const char *code);
