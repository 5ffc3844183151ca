/* SPDX-License-Identifier: MIT */
/* field.h - a box to type into, with its label above and its message between them. */
#pragma once

#include "ui/widgets/build.h"

struct field {
	const char *name;          /* of the answer: "when__month" */
	const char *label, *hint;
	const char *shown;         /* what is seen of the label when it had to be shortened, or gives way to something else; else NULL */
	bool hint_shown;           /* else it is spoken only: the page draws it */
	bool label_inside /* in the box, until something is typed */, label_hidden;         /* the page's heading says it already */
	bool small;                /* one of several: a smaller label */
	const char *value, *error; /* error: "" or NULL none */
	bool error_hidden;         /* spoken, but drawn elsewhere */
	const char *prefix, *suffix;
	int width, height;         /* 0: as wide as the column, as high as usual */
	int grow;                  /* in a row of fields */
	int part;                  /* 1..: the part of a long page it stands on; 0: the page has one part */
	int padding;               /* inside the box; 0: as usual */
	bool lines, secret, personal;
};

/** field_show - label, message and box in the open group, pressed by ACTION_FIELD. */
void field_show(struct build *build, const struct field *field);

/** field_height - the room it takes in @width. */
int field_height(const struct build *build, const struct field *field, int width);
