/* SPDX-License-Identifier: MIT */
/* template.h - what else is printed, as data (assets/prints): blocks, sentences by their keys, and the members that may be filled in. */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/fail.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	TEMPLATE_MAX_BYTES = 32 * 1024, TEMPLATE_BLOCKS_MAX = 64, TEMPLATE_MEMBERS_MAX = 24, TEMPLATE_DEPTH_MAX = 3,
	TEMPLATE_TEXT_MAX_BYTES = 2000, /* of one member */
	TEMPLATE_LIST_MAX = 400,        /* entries of one list */
	TEMPLATE_NUMBER_MAX = 1000000,
	TEMPLATE_CHOICES_MAX = 12,
};

enum template_kind {
	TEMPLATE_TEXT,   /* words in the person's language, at most max bytes */
	TEMPLATE_CODE,   /* printable ASCII: what is scanned or typed */
	TEMPLATE_NUMBER, /* 0..max */
	TEMPLATE_DATE,   /* "YYYY-MM-DD" */
	TEMPLATE_TIME,   /* milliseconds since 1970 */
	TEMPLATE_FLAG,
	TEMPLATE_CHOICE, /* one of choice */
	TEMPLATE_TEXTS,  /* at most most of them, each of at most max bytes */
	TEMPLATE_LIST,   /* at most most objects of members */
	TEMPLATE_KIND_COUNT
};

/* What a member is about. Nothing of bank or health is ever printed, nor name, address and account on one paper. */
enum template_about {
	ABOUT_PUBLIC, ABOUT_TOKEN /* means something to us alone */, ABOUT_CONTACT, ABOUT_NAME, ABOUT_ADDRESS, ABOUT_ACCOUNT, ABOUT_BANK, ABOUT_HEALTH, ABOUT_COUNT
};

struct template_member {
	const char *name;
	enum template_kind kind;
	enum template_about about;
	bool optional, fresh; /* fresh: a new one is made where none is given */
	int max, most;
	const char *choice[TEMPLATE_CHOICES_MAX]; int choice_count;
	const struct template_member *member; int member_count;
};

/* "print.help.show" is a sentence's key, "{place}" a member; with count the sentence is a plural's. */
struct template_field { const char *text, *count; };

/* Beyond the kinds of paper.h. */
enum { TEMPLATE_EACH = 100 /* its blocks once for every entry of a list */, TEMPLATE_DAYS /* a calendar's months and rows */, TEMPLATE_SAMPLES /* a line in every language */ };

struct template_block {
	int kind;                        /* of paper.h, or one above */
	int role, number, size;
	bool dashed, inverted;
	struct template_field icon, head, text, more, tag, code;
	const char *given;               /* a member without which it is left out; "" */
	const char *when, *is;           /* a member that has to be this; "" */
	const char *of;                  /* the list it goes through; "" */
	const struct template_block *block; int block_count;
};

struct template {
	struct arena arena;
	const struct template_member *member; int member_count;
	const struct template_block *block; int block_count;
};

/**
 * template_parse - @bytes of JSON → @ret, to end with template_done(). FAIL_INPUT with what is wrong: an unknown member, kind or field, a
 * list that is not there, a paper that would carry bank details, health, or name, address and account together · FAIL_LIMIT.
 */
enum fail template_parse(const char *bytes, size_t size, struct template *ret);

/** template_read - the same from a file; FAIL_EMPTY there is none · FAIL_IO. */
enum fail template_read(const char *path, struct template *ret);
void template_done(struct template *template);

/** template_member_of - the member called @name; NULL. */
const struct template_member *template_member_of(const struct template_member *member, int count, const char *name);
