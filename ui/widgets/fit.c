/* SPDX-License-Identifier: MIT */
/*
 * fit.c - DESIGN: advance widths of the screen's Latin font, ASCII exactly, marked letters by their base, the rest by a generous guess; breaking at spaces
 * as the text engine does; two per cent on top. A guess that is too large costs a little air, one that is too small cuts a sentence.
 */
#include "ui/widgets/fit.h"

#include "firmware/base/utf8.h"
#include "ui/widgets/fit_arabic.h"

#include <ctype.h>
#include <string.h>

enum { FIRST = 32, LAST = 126, SLACK_PERCENT = 102 };

/* Thousandths of an em, from the font's own table: medium stands for regular too, bold for semibold. */
static const uint16_t medium[LAST - FIRST + 1] = {
	293, 293, 337, 697, 599, 939, 729, 180, 313, 313, 485, 601, 235, 366, 235, 408, 653, 420, 560,
	586, 618, 596, 609, 521, 619, 585, 235, 235, 560, 621, 560, 507, 779, 647, 625, 650, 677, 580,
	558, 704, 697, 405, 532, 644, 545, 838, 703, 727, 607, 737, 628, 599, 578, 688, 614, 868, 648,
	605, 612, 326, 408, 344, 564, 383, 261, 536, 578, 495, 577, 548, 335, 572, 559, 271, 251, 518,
	285, 860, 559, 559, 578, 584, 360, 486, 346, 551, 489, 707, 505, 478, 478, 359, 244, 359, 548,
};
static const uint16_t bold[LAST - FIRST + 1] = {
	312, 303, 390, 765, 610, 969, 725, 210, 335, 335, 485, 595, 271, 373, 272, 440, 659, 440, 579,
	600, 624, 607, 626, 537, 624, 571, 272, 272, 569, 612, 569, 547, 781, 678, 643, 658, 688, 597,
	566, 718, 701, 424, 561, 663, 552, 858, 717, 746, 629, 756, 650, 610, 607, 686, 644, 886, 685,
	650, 618, 340, 440, 344, 582, 400, 288, 552, 596, 510, 596, 563, 365, 593, 571, 300, 259, 555,
	318, 882, 571, 576, 596, 599, 376, 508, 376, 567, 530, 740, 539, 521, 505, 381, 254, 381, 537,
};

/* Nastaliq runs together more than the plain hand, its words begin higher; see compose_style() for what becomes of large words. */
enum { NASTALIQ_PERCENT = 88, NASTALIQ_START = 560, NASTALIQ_LINE_PERCENT = 210, REGULAR_PERCENT = 93, TALL_LINE_PERCENT = 150 };

struct ruler { const uint16_t *advance; int size, nastaliq_size, line, tracking; bool nastaliq; }; /* tracking: thousandths of an em */

/* Latin with marks, from À to ſ: each is as wide as this letter, or narrower. */
enum { MARKED_FIRST = 0xc0 };
static const char marked[] = "AAAAAA%CEEEEIIIIHNOOOOO=OUUUUYPRaaaaaa%ceeeeiiirbnooooo=ouuuuyb"
	"yAaAaAaCcCcCcCcDwHbEeEeEeEeEeGgGgGgGgHhHbIiIiIiIiIi%bJjKkkLlLlLtLlRtNnNnNnmNnOoOoOo%%RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzr";

/* The panel in the guide's pixels. */
static struct layout_panel guide_panel(const struct build *build)
{
	return (struct layout_panel){ .width_px = build->frame.width, .height_px = build->frame.height, .px_per_mm = 4.03, .text_percent = build->frame.percent };
}

static struct ruler ruler_of(const struct build *build, enum type_style type)
{
	struct layout_panel panel = guide_panel(build);
	struct text_style style = layout_type(&panel, type);
	struct ruler ruler = { style.weight >= TEXT_SEMIBOLD ? bold : medium, style.size_px, layout_nastaliq(&panel, style.size_px), style.line_px, style.tracking_milli_em, build->language && strcmp(build->language, "ur") == 0 };
	if (ruler.line <= 0)
		ruler.line = style.size_px * 5 / 4;
	return ruler;
}

/* Signs above and below take no room; joined letters take less than apart. */
static int bengali_advance(uint32_t character)
{
	static const struct { uint32_t first, last; int advance; } part[] = {
		{ 0x981, 0x981, 0 }, { 0x982, 0x983, 450 }, { 0x985, 0x986, 1210 }, { 0x98b, 0x98b, 910 }, { 0x990, 0x994, 940 }, { 0x99c, 0x99c, 910 }, { 0x99e, 0x99e, 1030 }, { 0x9bc, 0x9bc, 0 },
		{ 0x9be, 0x9c0, 290 }, { 0x9c1, 0x9c4, 0 }, { 0x9c7, 0x9c8, 400 }, { 0x9cb, 0x9cc, 690 }, { 0x9cd, 0x9cd, 0 }, { 0x9d7, 0x9d7, 290 }, { 0x9e2, 0x9e3, 0 },
	};
	for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
		if (character >= part[i].first && character <= part[i].last)
			return part[i].advance;
	return 840;
}

/* In thousandths of an em. */
static int advance_of(const struct ruler *ruler, uint32_t character)
{
	if (character >= FIRST && character <= LAST)
		return ruler->advance[character - FIRST];
	if (character >= MARKED_FIRST && character < MARKED_FIRST + sizeof marked - 1)
		return ruler->advance[marked[character - MARKED_FIRST] - FIRST] * (marked[character - MARKED_FIRST] == '%' ? 109 : 100) / 100; /* Œ is wider than any other */
	if (character < 0x250)
		return character >= 0x218 && character <= 0x21b ? ruler->advance["SsTt"[character - 0x218] - FIRST] : 720;
	if (character >= 0x2010 && character <= 0x203a)
		return character == 0x2014 || character == 0x2026 ? 832 : 520; /* dashes and quotes */
	if ((character >= 0x200b && character <= 0x200f) || (character >= 0x2066 && character <= 0x2069))
		return 0; /* joiners and isolates */
	if (character >= 0x980 && character < 0xa00)
		return bengali_advance(character);
	return character >= 0x300 && character < 0x370 ? 0 : 1100;
}

/* What follows @at without being eaten. */
static uint32_t peek(const char *at, const char *end)
{
	return at < end ? utf8_next(&at) : 0;
}

static int size_of(const struct ruler *ruler, bool arabic)
{
	return arabic && ruler->nastaliq ? ruler->nastaliq_size : ruler->size;
}

static int width_of(const struct ruler *ruler, const char *from, const char *end)
{
	int64_t sum = 0, arabic = 0;
	uint32_t before = 0;
	while (from < end) {
		uint32_t character = utf8_next(&from);
		if (character == 0)
			break;
		if (arabic_is(character))
			arabic += arabic_advance(before, character, peek(from, end));
		else
			sum += advance_of(ruler, character) + ruler->tracking;
		before = character;
	}
	if (arabic > 0)
		sum += ruler->nastaliq ? arabic * NASTALIQ_PERCENT / 100 + NASTALIQ_START : arabic * (ruler->advance == bold ? 100 : REGULAR_PERCENT) / 100;
	return (int)(sum * size_of(ruler, arabic > 0) * SLACK_PERCENT / 100 / 1000) + 1;
}

/* Where the piece that starts at @at may end: before a space or the end, or after a hyphen or dash that a letter follows. */
static const char *piece_end(const char *at)
{
	while (*at && *at != ' ' && *at != '\n') {
		uint32_t character = utf8_next(&at);
		bool hyphen = character == '-' || character == 0x2010 || character == 0x2013;
		if (hyphen && (isalpha((unsigned char)*at) || (unsigned char)*at >= 0xc3))
			break;
	}
	return at;
}

/* The end of the line that starts at @from: behind the last piece that fits, or inside a word that is too long; *@ret_next: the next line's start. */
static const char *line_end(const struct ruler *ruler, const char *from, int width, const char **ret_next)
{
	const char *good = NULL, *at = from;
	for (;;) {
		const char *end = piece_end(at);
		if (width_of(ruler, from, end) > width)
			break;
		good = end;
		if (*end == '\n' || *end == '\0') {
			*ret_next = *end ? end + 1 : end;
			return end;
		}
		at = *end == ' ' ? end + 1 : end;
	}
	if (good && good > from) {
		*ret_next = good + strspn(good, " ");
		return good;
	}
	const char *next = from;
	do { /* one word wider than the line */
		good = next;
		if (utf8_next(&next) == 0)
			break;
	} while (width_of(ruler, from, next) <= width);
	if (good == from && *from)
		good = next;
	*ret_next = good;
	return good;
}

static int lines_of(const struct ruler *ruler, const char *text, int width)
{
	int lines = 0;
	if (!text || !*text)
		return 0;
	for (const char *at = text;; lines++) {
		const char *next;
		const char *end = line_end(ruler, at, width, &next);
		if (*next == '\0')
			return lines + 1 + (*end == '\n');
		at = next;
	}
}

/* Arabic and Bengali stand higher than the style says. */
static int line_of(const struct ruler *ruler, const char *text)
{
	while (text && *text) {
		uint32_t character = utf8_next(&text);
		bool bengali = character >= 0x980 && character < 0xa00;
		if (!bengali && !arabic_is(character))
			continue;
		int high = (size_of(ruler, !bengali) * (bengali || !ruler->nastaliq ? TALL_LINE_PERCENT : NASTALIQ_LINE_PERCENT) + 50) / 100;
		return ruler->line > high ? ruler->line : high;
	}
	return ruler->line;
}

int fit_width(const struct build *build, enum type_style type, const char *text)
{
	struct ruler ruler = ruler_of(build, type);
	return text ? width_of(&ruler, text, text + strlen(text)) : 0;
}

int fit_icon(const struct build *build, enum type_style type)
{
	struct layout_panel panel = guide_panel(build);
	return layout_icon(&panel, type);
}

int fit_line(const struct build *build, enum type_style type)
{
	struct ruler ruler = ruler_of(build, type);
	static const int percent[] = { 0, TALL_LINE_PERCENT, NASTALIQ_LINE_PERCENT };
	int tall = fit_tall(build), high = size_of(&ruler, tall == 2) * percent[tall] / 100;
	return ruler.line > high ? ruler.line : high;
}

int fit_tall(const struct build *build)
{
	static const struct { const char *language; int tall; } scripts[] = { { "ar", 1 }, { "bn", 1 }, { "ur", 2 } };
	size_t length = build->language ? strcspn(build->language, "-") : 0; /* wherever it is spoken */
	for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++)
		if (length == strlen(scripts[i].language) && strncmp(build->language, scripts[i].language, length) == 0)
			return scripts[i].tall;
	return 0;
}

int fit_lines(const struct build *build, enum type_style type, const char *text, int width_dp)
{
	struct ruler ruler = ruler_of(build, type);
	return lines_of(&ruler, text, width_dp);
}

int fit_height(const struct build *build, enum type_style type, const char *text, int width_dp)
{
	struct ruler ruler = ruler_of(build, type);
	return lines_of(&ruler, text, width_dp) * line_of(&ruler, text);
}

int fit_take(const struct build *build, enum type_style type, const char *text, int width_dp, int lines)
{
	struct ruler ruler = ruler_of(build, type);
	const char *at = text, *end = text;
	for (int i = 0; i < lines && *at; i++)
		end = line_end(&ruler, at, width_dp, &at);
	return (int)((*at ? end : text + strlen(text)) - text);
}

const char *fit_shorten(const struct build *build, enum type_style type, const char *text, int width_dp, int lines)
{
	struct ruler ruler = ruler_of(build, type);
	if (lines_of(&ruler, text, width_dp) <= lines)
		return text;
	int room = fit_take(build, type, text, width_dp, lines);
	char *cut = arena_new(&build->tree->arena, (size_t)room + sizeof "…"); /* one for all tries: pages are laid out many times */
	memcpy(cut, text, (size_t)room);
	for (; room > 0; room--) {
		if (text[room] != ' ' && text[room] != '\n' && text[room] != '\0')
			continue;
		memcpy(cut + room, "…", sizeof "…");
		if (lines_of(&ruler, cut, width_dp) <= lines)
			return cut;
	}
	return "…";
}

bool fit_words_whole(const struct build *build, enum type_style type, const char *text, int width_dp)
{
	struct ruler ruler = ruler_of(build, type);
	while (text && *text) {
		const char *end = text + strcspn(text, " \n");
		if (width_of(&ruler, text, end) > width_dp)
			return false;
		text = end + strspn(end, " \n");
	}
	return true;
}
