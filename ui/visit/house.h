/* SPDX-License-Identifier: MIT */
/* house.h - what this kiosk offers to every visit: the site's facts, its languages and their words, its services. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/base/site.h"
#include "firmware/base/words.h"
#include "firmware/uk/holidays.h"
#include "firmware/base/charter.h"
#include "ui/visit/needs.h"
#include "ui/visit/registers.h"
#include "ui/visit/services.h"

enum { HOUSE_LANGUAGE_MAX = SITE_LANGUAGE_MAX, HOUSE_TAG_BYTES = 16, HOUSE_SILENT_BYTES = 256 };

struct house {
	char assets[4096];                    /* the folder all of it comes from */
	struct arena arena;                   /* of site, made again when the language changes */
	struct site site;
	char renamed[96];                     /* the council as the brand names it, where site.json has another; "" */
	struct holidays holidays;             /* of the site's nation; one-offs from site/holidays.json */
	struct words *words;                  /* of the language in use */
	char tag[HOUSE_LANGUAGE_MAX][HOUSE_TAG_BYTES];
	const char *language[HOUSE_LANGUAGE_MAX]; size_t language_count; /* the site's languages whose words are here; the first is the default */
	char silent[HOUSE_LANGUAGE_MAX][HOUSE_SILENT_BYTES]; size_t silent_count; /* a sentence for each language of the site whose words cannot be read: it is not offered */
	struct services services; bool whole; /* all of them are read: house_load() */
	struct registers registers;           /* how the answers' numbers are checked: the services' forms point at it */
	struct needs needs;                   /* what home groups them by; empty: by name */
	struct arena needs_arena;             /* of needs */
	struct charter charter;               /* the council's notice and promise; nothing: it has none */
	struct arena charter_arena;           /* of charter */
	bool keypad, switches;                /* what is plugged in, by the maps it was started with */
	bool test;                            /* tests drive this kiosk: telephone numbers set aside for drama are good ones; set before house_load() */
};

/**
 * house_open - the site and the words of its first language that can be read: what the first screen needs. Services come with house_load().
 * @assets: folder with site/site.json and languages/TAG.mo.  @ret: end with house_close(), also after a failure.
 * Returns FAIL_NONE · FAIL_EMPTY no site or no words at all · FAIL_INPUT also an unknown nation · FAIL_IO · FAIL_LIMIT a path too long.
 */
enum fail house_open(struct house *ret, const char *assets);
void house_close(struct house *house);

/** house_load - read the services (the slow part), once: asked again, those it has stay. Languages whose words cannot be read are no longer offered. They are live unless the house is a test's. FAIL_IO the folder of
 * forms cannot be read; then there are none · FAIL_INPUT, FAIL_LIMIT in one of the registers, see registers_read(), in home/home.json, or in site/charter.json. */
enum fail house_load(struct house *house);

/**
 * house_service - the service with that code; until house_load() its own file alone is read, so that a visit goes on before the others
 * are there. @ret: owned by the house, the same after house_load(). NULL there is none.
 */
struct form *house_service(struct house *house, const char *code);

/** house_speak - from now on words and site in @tag. FAIL_EMPTY not one of the languages · FAIL_INPUT · FAIL_IO: all stays as it was. */
enum fail house_speak(struct house *house, const char *tag);
