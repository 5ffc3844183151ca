/* SPDX-License-Identifier: MIT */
/* site.h - facts about this place: council, branch, opening hours, phone numbers (assets/site/site.json). */
#pragma once

#include "firmware/base/arena.h"
#include "firmware/base/date.h"
#include "firmware/base/fail.h"

#include <stdbool.h>

enum { SITE_MAX_BYTES = 64 * 1024, SITE_LANGUAGE_MAX = 12, SITE_TEXT_MAX_BYTES = 600 /* of one text: it also goes on paper */ };

struct site_hours { bool open; int from_minutes, to_minutes; }; /* since midnight; one span a day */
struct site {
	const char *council, *branch, *kiosk;      /* "Mereford Council", "Central Library", "Kiosk 2" */
	const char *phone, *phone_hours, *text_relay, *email, *address, *web; /* shown as written */
	const char *sign_relay;                    /* how to reach the council in sign language now, by a video relay service: a sentence or two */
	const char *desk;                          /* where staff are: "The help desk is to the left of the entrance" */
	const char *partner;                       /* who else helps, and how to reach them: a sentence */
	const char *call_back, *paper_form;        /* codes of the services by which somebody asks to be rung, and for a form on paper; "" none */
	const char *nation;                        /* whose bank holidays: "scotland"; "" England and Wales. Known or not is for firmware/uk/holidays.h to say */
	struct site_hours hours[7];                /* by weekday, 0 Sunday */
	const char *languages[SITE_LANGUAGE_MAX]; int language_count; /* of the screen, the first is the default */
};

/** site_read - @path → @ret with all text in @arena; optional members are "" when absent. @language picks translated members ("desk": {"en":…,"cy":…}). FAIL_EMPTY · FAIL_INPUT · FAIL_LIMIT · FAIL_IO. */
enum fail site_read(const char *path, const char *language, struct arena *arena, struct site *ret);
