/* SPDX-License-Identifier: MIT */
/* notice.h - what has changed for the ear since it was last told: keeps hashes only, never words. */
#pragma once

#include "ui/speech/utter.h"

struct notice_item { uint64_t key, words; bool checked; };
struct notice {
	uint64_t screen, focus, typing;  /* keys; 0: none */
	size_t typed;                    /* characters in the field that types */
	int caret, select;               /* where its caret is, and the other end of what is marked */
	bool staff;                      /* one of theirs, over the person's page */
	struct notice_item item[NODE_MAX];
	int count;
};

enum notice_kind {
	NOTICE_NOTHING,
	NOTICE_NOW,    /* in place of what is being said */
	NOTICE_AFTER,  /* when that is over */
};

/**
 * notice_look - what @tree says that the one before did not, in @ret (begun by the caller); @notice then knows @tree. A zeroed @notice knows nothing: the whole screen is told. Before a screen of staff's, who listens is told whose it is.
 * @by_person: somebody did something; else only what is live is told: alerts, statuses, and of a countdown each ten seconds and the last five.
 */
enum notice_kind notice_look(struct notice *notice, const struct listener *listener, const struct tree *tree, bool by_person, struct utterances *ret);

/** notice_forget - the next look tells the whole screen. */
void notice_forget(struct notice *notice);
