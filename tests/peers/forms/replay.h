/* SPDX-License-Identifier: MIT */
/* replay.h - one recorded journey through a form, answered again here, compared step by step with what the reference engine did. */
#pragma once

#include "firmware/forms/answers.h"
#include "firmware/forms/form.h"

#include <jansson.h>

struct replay_count { size_t agreed, total; };

enum replay_aspect { REPLAY_ERRORS, REPLAY_NEXT, REPLAY_PATHS, REPLAY_STATE, REPLAY_ROWS, REPLAY_MACHINE, REPLAY_SUBMIT, REPLAY_ASPECTS };

/** replay_journey - count agreements in @count; each disagreement is printed, up to a few. @journey: one line of the recording. */
void replay_journey(const struct form *form, const json_t *journey, struct replay_count count[static REPLAY_ASPECTS]);

/** replay_aspect_name - "errors", "next", … */
const char *replay_aspect_name(enum replay_aspect aspect);

/** replay_errors - what is wrong with @page now, in the recording's terms: [{"name", "rule", "limits"?}], new. */
json_t *replay_errors(const struct form *form, const struct form_page *page, const struct answers *answers, struct date today);

/** replay_state - the answers of @page as the recording keeps them, added to @state. replay_rows, replay_machine, replay_submit - its summary, new. */
void replay_state(const struct form *form, const struct form_page *page, const struct answers *answers, struct date today, json_t *state);
json_t *replay_rows(const struct form *form, const struct answers *answers, struct date today);
json_t *replay_machine(const struct form *form, const struct answers *answers, struct date today);
json_t *replay_submit(const struct form *form, const struct answers *answers, struct date today);
/** replay_plain - a recorded row's value without its HTML: lines divided by "\n". New. */
json_t *replay_plain(const char *html);
