/* SPDX-License-Identifier: MIT */
/* html.h - pages without scripts, piece by piece into an answer. Every value is escaped. They stay far below the answer's maximum, or the program stops. */
#pragma once

#include "firmware/base/buffer.h"
#include "tests/backoffice/https.h"

#include <stdint.h>

/** html_begin - head, banner and the way to other pages; @form (may be NULL): somebody is signed in and gets the way out. html_end - the rest; status 200 unless there is one. */
void html_begin(struct https_answer *answer, const char *title, const char *intro, const char *form);
void html_end(struct https_answer *answer);

/** html_add - @html as it is; html_text - any text, escaped; html_wrap - @text between @before and @after. */
void html_add(struct buffer *page, const char *html);
void html_text(struct buffer *page, const char *text);
void html_wrap(struct buffer *page, const char *before, const char *text, const char *after);
/** html_number - between @before and @after. */
void html_number(struct buffer *page, const char *before, int64_t number, const char *after);
/** html_time - a moment as people here write it, in a <time>; "never" for 0. */
void html_time(struct buffer *page, int64_t time_ms);
/** html_span - how long: "3 minutes", "2 days". */
void html_span(struct buffer *page, int64_t seconds);

/** html_style_answer - GET /style.css. */
void html_style_answer(struct https_answer *answer);
