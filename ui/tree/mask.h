/* SPDX-License-Identifier: MIT */
/* mask.h - a screen as somebody who helps may see it: what is not theirs is not in the tree, so nothing that paints, speaks or sends it can tell. */
#pragma once

#include "ui/tree/node.h"

enum { MASK_FIELD_BYTES = 128, MASK_REVEALS_MAX = 8 };

/* Who looks: the resident alone; staff beside them, on the same screen; staff at the desk, on a screen of their own. */
enum viewer { VIEWER_RESIDENT, VIEWER_STAFF, VIEWER_DESK, VIEWER_COUNT };

struct reveal { char field[MASK_FIELD_BYTES]; int64_t until_ms; /* steady */ };

struct mask {
	enum viewer viewer;
	bool personal; /* the resident lets the desk see what is personal */
	struct reveal reveal[MASK_REVEALS_MAX]; int reveals; /* what the resident shows them just now */
};

/** mask_hides - whether what belongs to @field, of class @privacy, is hidden from the viewer now. What is secret is never shown to anybody else. */
bool mask_hides(const struct mask *mask, enum privacy_class privacy, const char *field, int64_t now_ms);

/** mask_reveal - show @field until @until_ms; the oldest gives way when there are too many. A name that is too long, or of nothing, shows nothing. */
void mask_reveal(struct mask *mask, const char *field, int64_t until_ms);

/** mask_cover - hide everything that was shown. mask_expire - hide what was shown until now or before; whether there was any. mask_next_ms - when that is next; -1: nothing is shown. */
void mask_cover(struct mask *mask);
bool mask_expire(struct mask *mask, int64_t now_ms);
int64_t mask_next_ms(const struct mask *mask);

/**
 * tree_mask - take out of @tree what @mask hides, before it is laid out, so that no size or place tells how long it was: value, caret, whether something is
 * chosen, images and messages; of a text its words. Screens build what is hidden in another form already; this is for what one of them forgot.
 * @hidden: the words instead; @wrong: instead of a message. Both are copied. Returns how many nodes had something to hide.
 */
int tree_mask(struct tree *tree, const struct mask *mask, int64_t now_ms, const char *hidden, const char *wrong);
