/* SPDX-License-Identifier: MIT */
/* summary_row.h - one answer on check answers: the question, what was said, and Change. */
#pragma once

#include "ui/widgets/build.h"

struct summary_row {
	const char *id, *question, *answer, *lang;
	int page;
	bool blank, personal, secret /* and in clear */;
	enum privacy_class privacy; const char *field; /* of the answer */
	bool hidden;  /* it is not the answer that stands there */
	const char *show; /* the field that the button shows, instead of changing it; NULL: Change */
};

/** summary_row_show - the row in the open group. summary_row_height - the room it takes in @width, in dp. */
void summary_row_show(struct build *build, const struct summary_row *row, int width);
int summary_row_height(const struct build *build, const struct summary_row *row, int width);

/** summary_row_answer - @answer as a row that is at most a page shows it: whole, or its beginning and then @shortened. */
const char *summary_row_answer(const struct build *build, const char *question, const char *answer, const char *shortened, int width);
