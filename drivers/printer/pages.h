/* SPDX-License-Identifier: MIT */
/* pages.h - the code pages of receipt printers, and by which number each make knows them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum page { PAGE_437, PAGE_850, PAGE_852, PAGE_858, PAGE_1250, PAGE_1252, PAGE_8859_2, PAGE_8859_15, PAGE_COUNT };

enum { PAGES_MAP_MAX = 12 };

/* A make's pages in the order in which they are tried, with the n of its ESC t n. */
struct pages_map {
	const char *name;
	int count;
	struct { uint8_t number; enum page page; } place[PAGES_MAP_MAX];
};

/** pages_map - the map that a profile names: "epson", "star", "star-escpos", "citizen", "bixolon", "common" (what nearly every clone has). NULL: nobody's. */
const struct pages_map *pages_map(const char *name);

/**
 * pages_byte - the byte of @character on @page, 20h..FFh; -1: it is not there. Every page has ASCII. Romanian's letters with a comma
 * below are where the page has them with a cedilla, as all text before 2001 wrote them.
 */
int pages_byte(enum page page, uint32_t character);

/** pages_find - the first place of @map whose page has @character; -1: none. Every map has all of Latin-1 and the euro sign. */
int pages_find(const struct pages_map *map, uint32_t character);

/* What is printed for a character that no page has; never longer than the character in UTF-8. */
struct pages_stand_in {
	char ascii[4];  /* "" is left out */
	bool lost;      /* a reader misses something: an accent, a sign */
};

/**
 * pages_stand_in - @ret for @character. Dashes, quotes and spaces lose nothing; a letter without its accent does, so does "?" for a sign.
 * False: of a script that text mode cannot write (joined, reordered or of another alphabet).
 */
bool pages_stand_in(uint32_t character, struct pages_stand_in *ret);
