/* SPDX-License-Identifier: MIT */
/* utter.h - what is said of a node and of a screen: pure functions from the tree to sentences. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/words.h"
#include "ui/tree/node.h"

enum { UTTER_MAX = 200, UTTER_TEXT_MAX_BYTES = 400, UTTER_ARENA_MAX_BYTES = 256 * 1024 };

/* One sentence in one language. */
struct utterance {
	const char *text;
	const char *lang;          /* BCP 47 */
	int part;                  /* sentences about one thing have one number: a repeat begins with the first of them */
};

struct utterances {
	struct arena *arena;
	struct utterance one[UTTER_MAX];
	int count, parts;          /* what is beyond UTTER_MAX is not said; no screen of ours comes near */
};

/* Who hears it. */
struct listener {
	const struct words *words; /* of the screen's language */
	bool alone;                /* nobody else hears it, or the person does not mind: what is personal may be said */
};

/** utter_begin - an empty list whose texts go into @arena, which outlives it. utter_part - what follows is about another thing. */
void utter_begin(struct utterances *list, struct arena *arena);
void utter_part(struct utterances *list);

/** utter_text - @text in @lang, sentence by sentence. utter_words - the product's own sentence @key; in English, and marked so, where the language lacks it. */
void utter_text(struct utterances *list, const char *lang, const char *text);
void utter_words(struct utterances *list, const struct listener *listener, const char *key);

/**
 * utter_node - all about one node: "Surname, text box." "Empty." its hint, its error. A node that is decoration, or has nothing to say, adds nothing.
 * What is secret is never said, what is personal only to a listener who is alone; else that it is not said, and once a list how it can be heard.
 */
void utter_node(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *node);

/** utter_group - the name of a set of controls; nothing when it has none, or the screen's title is the same. */
void utter_group(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *group);

/** utter_screen - what opens a screen: its title, errors, then what is to be read, in reading order, and what has the focus. Controls wait for the focus. */
void utter_screen(struct utterances *list, const struct listener *listener, const struct tree *tree);

/** utter_alert - the title of an alert and each of its lines. */
void utter_alert(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *alert);

/** utter_value - what stands in a field; utter_typed - the character before its caret; utter_caret - what is marked, or the character behind the caret. Masked as for utter_node(). */
void utter_value(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *field);
void utter_typed(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *field);
void utter_caret(struct utterances *list, const struct listener *listener, const struct tree *tree, const struct node *field);

/** utter_reads - whether @node is read on its own, without the focus: text, status, alert, timer … that is no part of a control. */
bool utter_reads(const struct tree *tree, const struct node *node);
/** utter_skip - the next node in reading order behind all that is in @node; NULL at the end. */
const struct node *utter_skip(const struct node *node);
