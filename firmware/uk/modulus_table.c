/* SPDX-License-Identifier: MIT */
/*
 * DESIGN: the table is data of the banks' scheme that changes several times a year, so it is read at run time and refused as a whole
 * when a line is not understood: half a table would call good accounts wrong.
 */
#include "firmware/uk/modulus_table.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SORT_CODE_DIGITS = 6, WORDS_MAX = 3 + MODULUS_DIGITS + 1, EXCEPTION_MAX = 14 };

struct line { int number; char text[MODULUS_LINE_MAX_BYTES + 1]; char *word[WORDS_MAX + 1]; size_t words; };
struct lines { const char *at, *end; int number; };

/* What the rules say about where an exception stands. */
enum place { ANYWHERE, ALONE, BEFORE /* the next row of the range has the partner */, BEHIND /* the row before has it */ };
struct exception_rule { enum place place; int partner; bool mod10, mod11, alternate; };
static const struct exception_rule rules[EXCEPTION_MAX + 1] = {
	[0] = { ANYWHERE, 0, true, true, true },
	[1] = { ANYWHERE, 0, false, false, true }, [2] = { BEFORE, 9, false, true, false }, [3] = { ANYWHERE, 0, false, false, true },
	[4] = { ANYWHERE, 0, false, true, false }, [5] = { ANYWHERE, 0, false, true, true }, [6] = { ANYWHERE, 0, true, true, true },
	[7] = { ANYWHERE, 0, true, true, true }, [8] = { ANYWHERE, 0, true, true, true }, [9] = { BEHIND, 2, false, true, false },
	[10] = { BEFORE, 11, true, true, true }, [11] = { BEHIND, 10, true, true, true }, [12] = { BEFORE, 13, true, true, true },
	[13] = { BEHIND, 12, true, true, true }, [14] = { ALONE, 0, true, true, false },
};

/* The next line with words in it. FAIL_EMPTY: none left. */
static enum fail next_line(struct lines *lines, struct line *ret)
{
	while (lines->at < lines->end) {
		const char *end = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
		size_t size = (size_t)((end ? end : lines->end) - lines->at);
		const char *text = lines->at;
		lines->at = end ? end + 1 : lines->end;
		*ret = (struct line){ .number = ++lines->number };
		if (size > MODULUS_LINE_MAX_BYTES)
			return FAIL(LIMIT, "line %d is longer than %d bytes", lines->number, MODULUS_LINE_MAX_BYTES);
		if (memchr(text, '\0', size))
			return FAIL(INPUT, "line %d is not text", lines->number);
		memcpy(ret->text, text, size);
		if (ret->text[0] == '#')
			continue;
		char *rest = ret->text, *word;
		while ((word = strsep(&rest, " \t\r"))) {
			if (*word && ret->words <= WORDS_MAX)
				ret->word[ret->words] = word;
			ret->words += *word != '\0';
			if (ret->words > WORDS_MAX)
				break;
		}
		if (ret->words > 0)
			return FAIL_NONE;
	}
	return FAIL_EMPTY;
}

static enum fail read_sort_code(const struct line *line, size_t word, int32_t *ret)
{
	const char *text = line->word[word];
	if (strlen(text) != SORT_CODE_DIGITS || strspn(text, "0123456789") != SORT_CODE_DIGITS)
		return FAIL(INPUT, "line %d: \"%.20s\" is not a sort code of six digits", line->number, text);
	*ret = (int32_t)strtol(text, NULL, 10);
	return FAIL_NONE;
}

static enum fail read_number(const struct line *line, size_t word, long least, long most, int *ret)
{
	char *end;
	const char *text = line->word[word];
	long value = strtol(text, &end, 10);
	if (*end || value < least || value > most || !(isdigit((unsigned char)*text) || *text == '-'))
		return FAIL(INPUT, "line %d: \"%.20s\" is not a number from %ld to %ld", line->number, text, least, most);
	*ret = (int)value;
	return FAIL_NONE;
}

static enum fail read_method(const struct line *line, enum modulus_method *ret)
{
	static const char *const names[] = { [METHOD_MOD10] = "MOD10", [METHOD_MOD11] = "MOD11", [METHOD_DOUBLE_ALTERNATE] = "DBLAL" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(line->word[2], names[i]) == 0) {
			*ret = (enum modulus_method)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "line %d: \"%.20s\" is not MOD10, MOD11 or DBLAL", line->number, line->word[2]);
}

static enum fail read_row(const struct line *line, struct modulus_row *row)
{
	if (line->words < WORDS_MAX - 1 || line->words > WORDS_MAX)
		return FAIL(INPUT, "line %d has not two sort codes, a method, %d weights and at most one exception", line->number, MODULUS_DIGITS);
	TRY(read_sort_code(line, 0, &row->from));
	TRY(read_sort_code(line, 1, &row->to));
	TRY(read_method(line, &row->method));
	for (size_t i = 0; i < MODULUS_DIGITS; i++) {
		int weight;
		TRY(read_number(line, 3 + i, row->method == METHOD_DOUBLE_ALTERNATE ? 0 : -MODULUS_WEIGHT_MAX, MODULUS_WEIGHT_MAX, &weight));
		row->weight[i] = (int16_t)weight;
	}
	if (line->words == WORDS_MAX)
		TRY(read_number(line, WORDS_MAX - 1, 1, EXCEPTION_MAX, &row->exception));
	if (row->to < row->from)
		return FAIL(INPUT, "line %d: the range ends before it begins", line->number);
	return FAIL_NONE;
}

static bool same_range(const struct modulus_row *a, const struct modulus_row *b)
{
	return a->from == b->from && a->to == b->to;
}

/* How @row follows the @count rows before it. */
static enum fail check_order(int line, const struct modulus_row *row, size_t count)
{
	const struct modulus_row *before = count > 0 ? row - 1 : NULL;
	const struct exception_rule *rule = &rules[row->exception];
	bool second = before && same_range(before, row);
	bool open = before && rules[before->exception].place == BEFORE && !(count > 1 && same_range(before - 1, before));
	bool methods[] = { [METHOD_MOD10] = rule->mod10, [METHOD_MOD11] = rule->mod11, [METHOD_DOUBLE_ALTERNATE] = rule->alternate };
	if (before && !second && row->from <= before->to)
		return FAIL(INPUT, "line %d: sort code %06d comes too late, or twice", line, row->from);
	if (second && count > 1 && same_range(before - 1, row))
		return FAIL(INPUT, "line %d: sort code %06d has a third row", line, row->from);
	if (!methods[row->method])
		return FAIL(INPUT, "line %d: exception %d is not for this method", line, row->exception);
	if (second && (rules[before->exception].place == ALONE || rule->place == ALONE || rule->place == BEFORE))
		return FAIL(INPUT, "line %d: exceptions %d and %d are not for the same range", line, before->exception, row->exception);
	if (rule->place == BEHIND && !(second && before->exception == rule->partner))
		return FAIL(INPUT, "line %d: exception %d does not follow exception %d", line, row->exception, rule->partner);
	if (open && !(second && row->exception == rules[before->exception].partner))
		return FAIL(INPUT, "line %d: exception %d is not followed by exception %d", line, before->exception, rules[before->exception].partner);
	return FAIL_NONE;
}

static size_t count_lines(const char *text, size_t size)
{
	size_t count = size > 0 && text[size - 1] != '\n';
	for (size_t i = 0; i < size; i++)
		count += text[i] == '\n';
	return count;
}

enum fail modulus_table_read(const char *text, size_t size, struct arena *arena, struct modulus_table *ret)
{
	struct lines lines = { text, text + size, 0 };
	struct line line;
	size_t count = 0;
	enum fail code;
	if (size > MODULUS_TABLE_MAX_BYTES)
		return FAIL(LIMIT, "the table of weights has more than %d bytes", MODULUS_TABLE_MAX_BYTES);
	size_t room = count_lines(text, size);
	struct modulus_row *row = arena_new(arena, ((room < MODULUS_ROW_MAX ? room : MODULUS_ROW_MAX) + 1) * sizeof *row);
	while ((code = next_line(&lines, &line)) == FAIL_NONE) {
		if (count == MODULUS_ROW_MAX)
			return FAIL(LIMIT, "line %d: the table of weights has more than %d rows", line.number, MODULUS_ROW_MAX);
		TRY(read_row(&line, &row[count]));
		TRY(check_order(line.number, &row[count], count));
		count++;
	}
	if (code != FAIL_EMPTY)
		return code;
	if (count == 0)
		return FAIL(EMPTY, "the table of weights has no row");
	if (rules[row[count - 1].exception].place == BEFORE)
		return FAIL(INPUT, "line %d: exception %d is not followed by exception %d", lines.number, row[count - 1].exception, rules[row[count - 1].exception].partner);
	*ret = (struct modulus_table){ .row = row, .count = count };
	return FAIL_NONE;
}

enum fail modulus_substitutes_read(const char *text, size_t size, struct arena *arena, struct modulus_table *table)
{
	struct lines lines = { text, text + size, 0 };
	struct line line;
	size_t count = 0;
	enum fail code;
	if (size > MODULUS_SUBSTITUTES_MAX_BYTES)
		return FAIL(LIMIT, "the list of substitutes has more than %d bytes", MODULUS_SUBSTITUTES_MAX_BYTES);
	size_t room = count_lines(text, size);
	struct modulus_substitute *all = arena_new(arena, ((room < MODULUS_SUBSTITUTE_MAX ? room : MODULUS_SUBSTITUTE_MAX) + 1) * sizeof *all);
	while ((code = next_line(&lines, &line)) == FAIL_NONE) {
		if (count == MODULUS_SUBSTITUTE_MAX)
			return FAIL(LIMIT, "line %d: the list has more than %d substitutes", line.number, MODULUS_SUBSTITUTE_MAX);
		if (line.words != 2)
			return FAIL(INPUT, "line %d is not a sort code and its substitute", line.number);
		TRY(read_sort_code(&line, 0, &all[count].from));
		TRY(read_sort_code(&line, 1, &all[count].to));
		if (count > 0 && all[count].from <= all[count - 1].from)
			return FAIL(INPUT, "line %d: sort code %06d comes too late, or twice", line.number, all[count].from);
		count++;
	}
	if (code != FAIL_EMPTY)
		return code;
	table->substitute = all;
	table->substitute_count = count;
	return FAIL_NONE;
}

const struct modulus_row *modulus_table_find(const struct modulus_table *table, int32_t sort_code, size_t *ret_count)
{
	size_t low = 0, high = table->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (table->row[middle].to < sort_code)
			low = middle + 1;
		else
			high = middle;
	}
	*ret_count = 0;
	while (low + *ret_count < table->count && table->row[low + *ret_count].from <= sort_code && table->row[low + *ret_count].to >= sort_code)
		(*ret_count)++;
	return *ret_count ? &table->row[low] : NULL;
}
