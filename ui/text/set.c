/* SPDX-License-Identifier: MIT */
/*
 * set.c - DESIGN: a line is as many words as fit when its runs are measured whole, so a text set again in the width it was given
 * breaks in the same places. Words are measured alone only to guess. LIMITS: see text.h.
 * SOURCE: Unicode UAX #9 (rule L2), UAX #14 (reduced to spaces and hyphens).
 */
#include "ui/text/set.h"

#include "firmware/base/utf8.h"

#include <string.h>

static const uint32_t REPLACEMENT = 0xfffd, ZERO_WIDTH_SPACE = 0x200b;

static bool is_space(uint32_t character)
{
	return character == ' ' || character == ZERO_WIDTH_SPACE;
}

enum { BENGALI_VIRAMA = 0x9cd /* joins the letters on both its sides */, NASTALIQ_RISE_PERCENT = 12 /* words have their middle lower than the font has its own */ };

static bool is_mark(uint32_t c) /* drawn on the character before it: never the first of a line */
{
	return (c >= 0x300 && c <= 0x36f) || (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670 || (c >= 0x6d6 && c <= 0x6ed)
		|| (c >= 0x981 && c <= 0x983) || (c >= 0x9bc && c <= 0x9cd && c != 0x9bd) || c == 0x9d7 || (c >= 0x200c && c <= 0x200f) || (c >= 0xfe00 && c <= 0xfe0f);
}

static bool is_bidi_control(uint32_t c)
{
	return (c >= 0x200c && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xc0;
}

int set_tracking(const struct text_style *style, int characters)
{
	int each = style->tracking_px * 1000 + style->tracking_milli_em * style->size_px;
	return each * characters / 1000;
}

static void set_read(struct set *set, const char *utf8)
{
	const char *at = utf8;
	int clean = 0;
	set->count = 0;
	for (;;) {
		const char *before = at;
		uint32_t character = utf8_next(&at);
		if (character == 0 || set->count == SET_CHARS)
			break;
		if ((character < ' ' && character != '\n') || character == 0x7f || character == 0x2028 || character == 0x2029)
			character = ' ';
		if (character == 0x202f) /* a font that lacks one of these would make the line higher */
			character = 0xa0;
		else if (character == 0x2010 || character == 0x2011)
			character = '-';
		set->character[set->count] = character;
		set->source_at[set->count] = (int)(before - utf8);
		set->clean_at[set->count++] = clean;
		char bytes[5];
		size_t size = utf8_put(character, bytes);
		memcpy(set->clean + clean, bytes, size);
		clean += (int)size;
	}
	set->source_at[set->count] = (int)strlen(utf8);
	set->clean_at[set->count] = clean;
	set->clean[clean] = '\0';
}

/* A sign that the neighbouring script's font lacks is drawn by one that has it. */
static enum script script_having(const struct set *set, enum script wanted, uint32_t character)
{
	if (character < 0x80 || is_space(character) || is_bidi_control(character) || character == REPLACEMENT || faces_have(set->faces, wanted, character))
		return wanted;
	for (int other = 0; other < SCRIPT_COUNT; other++)
		if (faces_have(set->faces, (enum script)other, character))
			return (enum script)other;
	return wanted;
}

static void set_scripts(struct set *set)
{
	int current = -1;
	for (int i = 0; i < set->count && current < 0; i++)
		current = script_of(set->character[i], set->style.hand);
	if (current < 0)
		current = SCRIPT_LATIN;
	for (int i = 0; i < set->count; i++) {
		int own = script_of(set->character[i], set->style.hand);
		if (own >= 0)
			current = own;
		set->script[i] = (uint8_t)(own >= 0 ? (enum script)own : script_having(set, (enum script)current, set->character[i]));
	}
}

/* Directions of one paragraph, first..end without its line break. */
static void set_levels(struct set *set, int first, int end)
{
	FriBidiStrIndex count = end - first;
	FriBidiParType base = set->rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	if (count == 0)
		return;
	fribidi_get_bidi_types(set->character + first, count, set->type + first);
	fribidi_get_bracket_types(set->character + first, count, set->type + first, set->bracket + first);
	if (fribidi_get_par_embedding_levels_ex(set->type + first, set->bracket + first, count, &base, set->level + first) == 0)
		memset(set->level + first, set->rtl ? 1 : 0, (size_t)count);
}

/* Where the run that starts at @first ends: same script, same level, and not so long that its ink would be huge. */
static int run_end(const struct set *set, int first, int end)
{
	int longest = 12000 / (set->style.size_px > 0 ? set->style.size_px : 1), at = first + 1;
	if (longest < 16)
		longest = 16;
	while (at < end && set->script[at] == set->script[first] && set->level[at] == set->level[first])
		at++;
	if (at - first <= longest)
		return at;
	for (int cut = first + longest; cut > first + longest / 2; cut--)
		if (is_space(set->character[cut - 1]))
			return cut;
	return first + longest;
}

static int run_width(struct set *set, int first, int end)
{
	int face = face_number((enum script)set->script[first], set->style.weight, set->style.size_px);
	int width = ink_width(set->ink, face, set->level[first] & 1, set->clean + set->clean_at[first], set->clean_at[end] - set->clean_at[first]);
	return set->script[first] == SCRIPT_LATIN ? width + set_tracking(&set->style, end - first) : width;
}

/* Exact up to the line's width; beyond it only that it is too wide. */
static int span_width(struct set *set, int first, int end)
{
	int width = 0;
	for (int at = first; at < end && width <= set->max_width_px;) {
		int next = run_end(set, at, end);
		width += run_width(set, at, next);
		at = next;
	}
	return width;
}

static int trim(const struct set *set, int first, int end)
{
	while (end > first && is_space(set->character[end - 1]))
		end--;
	return end;
}

/* The end of the unbreakable piece that starts at @first, with the spaces after it. */
static int piece_end(const struct set *set, int first, int end)
{
	int at = first;
	while (at < end && !is_space(set->character[at])) {
		uint32_t character = set->character[at++];
		bool hyphen = character == '-' || character == 0x2010 || character == 0x2013;
		if (hyphen && at < end && at - 1 > first && is_letter(set->character[at]))
			return at;
	}
	while (at < end && is_space(set->character[at]))
		at++;
	return at;
}

static bool fits(struct set *set, int first, int end)
{
	return span_width(set, first, trim(set, first, end)) <= set->max_width_px;
}

/* An address is torn where it has a joint, "amina@" and "example.com", if that takes no line more: the rest, up to @last, has room on one. */
static int joint_before(struct set *set, int first, int cut, int last)
{
	for (int at = cut; at > first + 1; at--) {
		uint32_t before = set->character[at - 1];
		if (before == '@' || before == '/' || before == '.' || before == '_')
			return fits(set, at, last) ? at : cut;
	}
	return cut;
}

/* A word wider than the line: as many characters as fit, at least one. @last: where the paragraph ends. */
static int broken_word_end(struct set *set, int first, int end, int last)
{
	int low = first + 1, high = low;
	for (int step = 8; high < end && fits(set, first, high); step *= 2) {
		low = high;
		high = first + step < end ? first + step : end;
	}
	while (low + 1 < high) {
		int middle = low + (high - low) / 2;
		if (fits(set, first, middle))
			low = middle;
		else
			high = middle;
	}
	int cut = low;
	while (cut > first + 1 && (is_mark(set->character[cut]) || set->character[cut - 1] == BENGALI_VIRAMA))
		cut--;
	return end == last ? joint_before(set, first, cut, last) : cut;
}

/* The piece ends on one line are guessed from the pieces' own widths, then put right with whole runs. */
static int line_end(struct set *set, int first, int end)
{
	if (set->max_width_px <= 0 || fits(set, first, end))
		return end;
	int guess = first, before = first, width = 0;
	while (guess < end) {
		int next = piece_end(set, guess, end);
		width += span_width(set, guess, next);
		if (width > set->max_width_px && guess > first)
			break;
		before = guess;
		guess = next;
	}
	while (guess < end) {
		int next = piece_end(set, guess, end);
		if (!fits(set, first, next))
			break;
		before = guess;
		guess = next;
	}
	while (guess > first && !fits(set, first, guess)) {
		guess = before;
		before = first;
		for (int at = first; at < guess; at = piece_end(set, at, guess))
			before = at;
		if (before == guess)
			break;
	}
	return guess > first ? guess : broken_word_end(set, first, trim(set, first, piece_end(set, first, end)), trim(set, first, end));
}

static void reverse(struct set *set, int first, int end)
{
	for (int a = first, b = end - 1; a < b; a++, b--) {
		struct text_run run = set->run[a];
		set->run[a] = set->run[b];
		set->run[b] = run;
		FriBidiLevel level = set->run_level[a];
		set->run_level[a] = set->run_level[b];
		set->run_level[b] = level;
	}
}

/* UAX #9 L2: from the highest level to the lowest odd one, turn round each stretch at that level or above. */
static void order_runs(struct set *set, int first)
{
	FriBidiLevel highest = 0;
	for (int i = first; i < set->run_count; i++)
		if (set->run_level[i] > highest)
			highest = set->run_level[i];
	for (FriBidiLevel level = highest; level > 0; level--) {
		for (int i = first; i < set->run_count; i++) {
			int end = i;
			while (end < set->run_count && set->run_level[end] >= level)
				end++;
			if (end > i)
				reverse(set, i, end);
			i = end;
		}
	}
}

static void line_add(struct set *set, int first, int end, int shown_end)
{
	struct text_line *line = &set->line[set->line_count++];
	*line = (struct text_line){ .first_run = set->run_count, .start_bytes = set->source_at[first], .end_bytes = set->source_at[end] };
	for (int at = first; at < shown_end;) {
		int next = run_end(set, at, shown_end);
		set->run_level[set->run_count] = set->level[at];
		set->run[set->run_count++] = (struct text_run){
			.face = face_number((enum script)set->script[at], set->style.weight, set->style.size_px),
			.bytes = set->clean + set->clean_at[at], .size_bytes = set->clean_at[next] - set->clean_at[at],
			.start_bytes = set->source_at[at], .rtl = set->level[at] & 1, .width_px = run_width(set, at, next),
		};
		at = next;
	}
	line->run_count = set->run_count - line->first_run;
	order_runs(set, line->first_run);
	for (int i = line->first_run; i < set->run_count; i++) {
		set->run[i].x_px = line->width_px;
		line->width_px += set->run[i].width_px;
	}
	if (line->width_px > set->width_px)
		set->width_px = line->width_px;
}

/* Only the last line keeps its spaces, because a caret may stand behind them; those that do not fit go all the same. */
static int shown_end(struct set *set, int first, int next, int end)
{
	int shown = trim(set, first, next);
	if (next < end || set->max_width_px <= 0)
		return next < end ? shown : next;
	while (shown < next && span_width(set, first, shown + 1) <= set->max_width_px)
		shown++;
	return shown;
}

static void paragraph_lines(struct set *set, int first, int end)
{
	set_levels(set, first, end);
	if (first == end)
		line_add(set, first, end, end);
	while (first < end) {
		int next = line_end(set, first, end);
		line_add(set, first, next, shown_end(set, first, next, end));
		first = next;
	}
}

static int rounded(int value, int by)
{
	return (value + by / 2) / by;
}

/* Line height and baseline come from the script that needs most. */
static void set_heights(struct set *set)
{
	static const int percent[SCRIPT_COUNT] = { [SCRIPT_LATIN] = 130, [SCRIPT_ARABIC] = 150, [SCRIPT_NASTALIQ] = 210, [SCRIPT_BENGALI] = 150 };
	bool there[SCRIPT_COUNT] = { false };
	for (int i = 0; i < set->count; i++)
		there[set->script[i]] = true;
	enum script tallest = SCRIPT_LATIN;
	for (int script = 0; script < SCRIPT_COUNT; script++)
		if (there[script] && percent[script] > percent[tallest])
			tallest = (enum script)script;

	set->line_px = set->style.line_px;
	int least = (set->style.size_px * percent[tallest] + 50) / 100;
	if (set->line_px <= 0 || (tallest != SCRIPT_LATIN && set->line_px < least && !set->style.tight))
		set->line_px = least;
	/* At its own size a font's ascent is rounded up; at the largest it is nearly exact. */
	int ascent = 0, descent = 0;
	faces_extent(set->faces, face_number(tallest, TEXT_REGULAR, TEXT_SIZE_MAX), &ascent, &descent);
	ascent = rounded(ascent * set->style.size_px, TEXT_SIZE_MAX);
	descent = rounded(descent * set->style.size_px, TEXT_SIZE_MAX);
	int leading = set->line_px - (ascent + descent);
	set->baseline_px = (leading - (leading < 0)) / 2 + ascent;
	if (tallest == SCRIPT_NASTALIQ)
		set->baseline_px -= rounded(set->style.size_px * NASTALIQ_RISE_PERCENT, 100);
}

static void place_runs(struct set *set)
{
	int within = set->max_width_px > 0 ? set->max_width_px : set->width_px;
	for (int i = 0; i < set->line_count; i++) {
		struct text_line *line = &set->line[i];
		line->top_px = i * set->line_px;
		bool left = set->align == (set->rtl ? TEXT_END : TEXT_START);
		int slack = within - line->width_px, shift = set->align == TEXT_CENTRE ? slack / 2 : left ? 0 : slack;
		for (int r = line->first_run; r < line->first_run + line->run_count; r++) {
			struct text_run *run = &set->run[r];
			int ascent = 0, descent = 0;
			faces_extent(set->faces, run->face, &ascent, &descent);
			run->x_px += shift;
			run->y_px = line->top_px + set->baseline_px - ascent;
		}
	}
}

void set_lines(struct set *set, const char *utf8)
{
	set->line_count = set->run_count = set->width_px = 0;
	set_read(set, utf8);
	set_scripts(set);
	for (int first = 0;;) {
		int end = first;
		while (end < set->count && set->character[end] != '\n')
			end++;
		paragraph_lines(set, first, end);
		if (end == set->count)
			break;
		first = end + 1;
	}
	set_heights(set);
	place_runs(set);
}

void set_wipe(struct set *set)
{
	explicit_bzero(set->clean, (size_t)set->clean_at[set->count]);
	explicit_bzero(set->character, (size_t)set->count * sizeof set->character[0]);
	set->count = 0;
}
