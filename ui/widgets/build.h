/* SPDX-License-Identifier: MIT */
/* build.h - what every widget needs while one screen is built: the visit, the tree, the frame, and words in the person's language. */
#pragma once

#include "ui/tree/node.h"
#include "ui/visit/visit.h"
#include "ui/widgets/frame.h"

enum { LENT_MAX = 256 }; /* those beyond are said as if they were in the language of the screen */
struct lent { const char *text[LENT_MAX]; int count; }; /* English texts that stand in for missing ones */

struct build {
	const struct visit *visit;
	struct tree *tree;
	struct frame frame;
	const char *language; /* of the words in use */
	struct lent *lent;    /* on this screen */
	enum privacy_class privacy; const char *field; /* of the answer that is shown now: see build_about() */
	struct answers *shown; /* what may stand in sentences, while somebody helps; NULL: all of the visit's */
};

/** build_begin - start the screen @id; its title is set later with build_title(), because texts live in the arena that begins here. */
void build_begin(struct build *build, const struct visit *visit, struct tree *tree, const char *id);

/** build_title - what is said first on this screen. */
void build_title(struct build *build, const char *title);

/** build_end - check the finished tree: see tree_end(). */
enum fail build_end(struct build *build);

/**
 * build_about - what is built until build_about_none() shows an answer of @field (NULL: nobody's), or lets it be given.
 * build_hides - whether who looks at the screen may not see @component's answer. build_answers - the answers that may stand in sentences: never a hidden one.
 */
void build_about(struct build *build, enum privacy_class privacy, const char *field);
void build_about_none(struct build *build);
bool build_hides(const struct build *build, const struct form_component *component);
const struct answers *build_answers(const struct build *build);

/** build_personal - the heading @id says what somebody answered; so does the title of the screen, if it is the same. */
void build_personal(struct build *build, const char *id);

/**
 * say - the sentence of @key. say_with - with its {names} filled (@values ends with a NULL name). say_count - the plural form for @count. Borrowed or the tree's.
 * An English value in a sentence of another language is marked as English: see WORDS_ENGLISH_BEGIN.
 * A sentence that the language lacks comes in English; the node it becomes the name or the label of is marked as English. */
const char *say(const struct build *build, const char *key);
const char *say_with(const struct build *build, const char *key, const struct words_value *values);
const char *say_count(const struct build *build, const char *key, long count, const struct words_value *values);

/** build_lend - @text, or a long part of it, is English wherever it becomes a node's name or label. Returns @text. */
const char *build_lend(const struct build *build, const char *text);

/** build_text - formatted text in the tree's arena, for ids and joined lines. */
[[gnu::format(printf, 2, 3)]]
const char *build_text(const struct build *build, const char *format, ...);

/** A node with no caret; the other members as given. */
#define NODE(...) ((struct node){ .caret = -1, __VA_ARGS__ })

/** build_open, build_leaf - as tree_open() and tree_leaf(). build_close - one level up. */
struct node *build_open(struct build *build, struct node node);
struct node *build_leaf(struct build *build, struct node node);
void build_close(struct build *build);

/** build_group - open a plain container. build_space - what is left along the flow stays empty here. */
struct node *build_group(struct build *build, struct box box);
void build_space(struct build *build);

/** build_icon - an icon in a square of @size_dp, for eyes only. */
void build_icon(struct build *build, const char *icon, int size_dp, enum node_ink ink);

#define ACT(WHAT, ...) { .what = (WHAT), __VA_ARGS__ }
