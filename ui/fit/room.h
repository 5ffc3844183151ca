/* SPDX-License-Identifier: MIT */
/* room.h - whether what a form says fits on the screens of a kiosk, in every language, at the largest size of every panel. */
#pragma once

#include "ui/layout/layout.h"
#include "ui/visit/visit.h"

enum { ROOM_WORDS_BYTES = 200, ROOM_PAGE_BYTES = 160 };

/* One place where it does not. */
struct room_finding {
	char page[ROOM_PAGE_BYTES];      /* "page /which-bin", "the start page" */
	const char *language, *panel;    /* "cy"; "portrait, 1080 by 1920" */
	int percent;
	char words[ROOM_WORDS_BYTES];    /* that have no room, or whose longest word is broken in two */
	bool broken;                     /* the latter */
};
typedef void (*room_told)(void *context, const struct room_finding *finding);

/**
 * room_check - go through the pages of the form @code in every language of the house, and tell what does not fit: @told, once for each page, language and panel.
 * @house: opened, with the form among its services. Returns how much was told.
 */
size_t room_check(struct house *house, const char *code, struct text *text, room_told told, void *context);
