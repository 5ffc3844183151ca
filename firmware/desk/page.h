/* SPDX-License-Identifier: MIT */
/* page.h - what the staff see: signing in, and the desk. Written whole here; the script only exchanges the living part. */
#pragma once

#include "firmware/base/words.h"
#include "firmware/desk/html.h"

#include <jansson.h>
#include <stdbool.h>

enum { PAGE_MAX_BYTES = 96 * 1024, PAGE_CALLS_MAX = 30 };

struct page_service { const char *code, *name; bool english; /* the page's language has no name for it */ };

/* Names, as people know them; the assets' folder; what can be done here, by name. */
struct page_place { const char *kiosk, *branch, *assets; const struct page_service *services; size_t service_count; };

/** page_sign_in - the way in. @problem: a key of the words, or NULL; @time: for its {time}, or NULL. */
void page_sign_in(struct html *html, const struct words *words, const struct page_place *place, const char *token, const char *problem, const char *time);

/* Whether the page does nothing without the PIN, and what was wrong with the last one: a key of the words, or NULL; its {time}. */
struct page_lock { bool on; const char *problem; const char *time; };

/** page_desk - the whole page around @live and @join. */
void page_desk(struct html *html, const struct words *words, const struct page_place *place, const char *token, const char *name, const struct page_lock *lock, const char *live, const char *join);

struct page_who { const char *token, *id, *said; bool helps; }; /* whose page it is: what their forms carry, and their staff id; a key of what came of the last form, or NULL; they help somebody from here */

/**
 * What the hub says of this kiosk: its answer to desk.state (NULL: it does not answer), its list of calls and of what is kept for later, of push.state and figures (NULL: not to be seen by this person, or not known). @others: a row
 * for each other kiosk of the site, as peers_json() has them; NULL there are none. @place: how many of them are shown before this one.
 */
struct page_facts { const json_t *state, *calls, *kept, *push, *figures, *others; int place; };

/** page_confirm - whether staff may say @word of a call whose person has not said that they are in. */
bool page_confirm(const char *word);
/** page_code - whether the page offers @text as why a person was needed. */
bool page_code(const char *text);
/** page_type - whether it offers @type, and @word as why a case is of that type. */
bool page_type(const char *type, const char *word);

/** page_live - the living part: kiosk and queue. One line, without line breaks. */
void page_live(struct html *html, const struct words *words, const struct page_place *place, const struct page_facts *facts, const struct page_who *who);

/** page_join - the screen of the person whom somebody helps from here: @view is the hub's answer to join.view, NULL: they have not joined; @over: why not any more, "" they never had. One line. */
void page_join(struct html *html, const struct words *words, const char *token, const json_t *view, const char *over);
