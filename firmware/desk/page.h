/* SPDX-License-Identifier: MIT */
/* page.h - what the staff see: signing in, and the desk. Written whole here; the script only exchanges the living part. */
#pragma once

#include "firmware/base/words.h"
#include "firmware/desk/html.h"

#include <jansson.h>

enum { PAGE_MAX_BYTES = 96 * 1024, PAGE_CALLS_MAX = 30 };

struct page_place { const char *kiosk, *branch, *assets; }; /* names, as people know them; the assets' folder */

/** page_sign_in - the way in. @problem: a key of the words, or NULL; @time: for its {time}, or NULL. */
void page_sign_in(struct html *html, const struct words *words, const struct page_place *place, const char *token, const char *problem, const char *time);

/** page_desk - the whole page around @live. */
void page_desk(struct html *html, const struct words *words, const struct page_place *place, const char *token, const char *name, const char *live);

/**
 * page_live - the living part: kiosk and queue. @state: the hub's answer to desk.state; NULL: it does not answer. @calls: its list of calls; NULL: not to be
 * seen by this person. @name: whose page it is. One line, without line breaks.
 */
void page_live(struct html *html, const struct words *words, const struct page_place *place, const json_t *state, const json_t *calls, const char *name);
