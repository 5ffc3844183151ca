/* SPDX-License-Identifier: MIT */
/* Rows of a CSV file. */
/* DESIGN: a quote that never ends would make one row of the rest of the file; so a row is bounded, and after a broken one reading goes on
 * with the line after its first. */
#include "firmware/base/csv.h"

#include "firmware/base/span.h"
#include "firmware/base/utf8.h"

#include <errno.h>
#include <string.h>

enum ending { END_FIELD, END_ROW, END_FILE };

struct reading {
	struct csv *csv;
	int64_t lines;          /* ended inside this row */
	off_t second_line;      /* where reading goes on after a fault; -1 the row has only one line so far */
};

enum fail csv_start(struct csv *csv, FILE *file)
{
	static const char mark[] = "\xef\xbb\xbf";
	char first[3];
	*csv = (struct csv){ .file = file, .line = 1 };
	rewind(file);
	bool marked = fread(first, 1, 3, file) == 3 && memcmp(first, mark, 3) == 0;
	if (!marked)
		rewind(file);
	return ferror(file) ? FAIL(IO, "it cannot be read") : FAIL_NONE;
}

static int next_byte(struct reading *reading)
{
	int byte = getc_unlocked(reading->csv->file);
	if (byte == '\n') {
		reading->lines++;
		if (reading->second_line < 0)
			reading->second_line = ftello(reading->csv->file);
	}
	return byte;
}

static enum fail put(struct csv *csv, int byte)
{
	if (csv->size == CSV_ROW_MAX_BYTES)
		return FAIL(LIMIT, "the row is longer than %d bytes", CSV_ROW_MAX_BYTES);
	csv->text[csv->size++] = (char)byte;
	return FAIL_NONE;
}

/* the byte after a field, or after its closing quote */
static enum fail end_read(struct reading *reading, int byte, enum ending *ret)
{
	if (byte == '\r') {
		byte = next_byte(reading);
		if (byte != '\n' && byte != EOF)
			return FAIL(INPUT, "a line ends with a carriage return alone");
	}
	*ret = byte == ',' ? END_FIELD : byte == '\n' ? END_ROW : END_FILE;
	return byte == ',' || byte == '\n' || byte == EOF ? FAIL_NONE : FAIL(INPUT, "there is text behind a closing quote");
}

static enum fail quoted_read(struct reading *reading, enum ending *ret)
{
	for (;;) {
		int byte = next_byte(reading);
		if (byte == EOF)
			return FAIL(INPUT, "a quote is not closed");
		if (byte == '"') {
			byte = next_byte(reading);
			if (byte != '"')
				return end_read(reading, byte, ret);
		}
		TRY(put(reading->csv, byte));
	}
}

static enum fail field_read(struct reading *reading, enum ending *ret)
{
	int byte = next_byte(reading);
	if (byte == '"')
		return quoted_read(reading, ret);
	while (byte != ',' && byte != '\n' && byte != '\r' && byte != EOF) {
		if (byte == '"')
			return FAIL(INPUT, "a quote stands inside a field that has none around it");
		TRY(put(reading->csv, byte));
		byte = next_byte(reading);
	}
	return end_read(reading, byte, ret);
}

static enum fail row_read(struct reading *reading, struct csv_row *row, enum ending *ret)
{
	struct csv *csv = reading->csv;
	csv->size = row->count = 0;
	*ret = END_FIELD;
	while (*ret == END_FIELD) {
		if (row->count == CSV_FIELDS_MAX)
			return FAIL(LIMIT, "the row has more than %d fields", CSV_FIELDS_MAX);
		size_t begin = csv->size;
		TRY(field_read(reading, ret));
		if (!utf8_valid(csv->text + begin, csv->size - begin))
			return FAIL(INPUT, "the row is not UTF-8");
		TRY(put(csv, '\0'));
		row->field[row->count++] = csv->text + begin;
	}
	return FAIL_NONE;
}

/* to the line after the one that the row began on */
static enum fail recover(struct reading *reading)
{
	struct csv *csv = reading->csv;
	while (reading->second_line < 0)
		if (next_byte(reading) == EOF)
			break;
	csv->line++;
	if (reading->second_line >= 0 && fseeko(csv->file, reading->second_line, SEEK_SET) < 0)
		return FAIL(IO, "it cannot be wound back: %s", strerror(errno));
	return FAIL_NONE;
}

enum fail csv_next(struct csv *csv, struct csv_row *ret)
{
	for (;;) {
		struct reading reading = { .csv = csv, .second_line = -1 };
		enum ending ending = END_FILE;
		ret->line = csv->line;
		enum fail fail = row_read(&reading, ret, &ending);
		if (ferror(csv->file))
			return FAIL(IO, "it cannot be read");
		if (fail != FAIL_NONE) {
			TRY(recover(&reading));
			return fail;
		}
		csv->line += reading.lines;
		bool empty = ret->count == 1 && ret->field[0][0] == '\0';
		if (empty && ending == END_FILE)
			return FAIL_EMPTY;
		if (!empty)
			return FAIL_NONE;
	}
}

enum fail csv_header(const struct csv_row *row, struct csv_column *columns, size_t count, size_t *ret_unknown)
{
	*ret_unknown = row->count;
	for (size_t c = 0; c < count; c++) {
		columns[c].at = -1;
		for (size_t i = 0; i < row->count; i++) {
			if (!span_is_caseless(span_of(row->field[i]), columns[c].name))
				continue;
			if (columns[c].at >= 0)
				return FAIL(INPUT, "the header names \"%s\" twice", columns[c].name);
			columns[c].at = (int)i;
			(*ret_unknown)--;
		}
		if (columns[c].at < 0 && columns[c].needed)
			return FAIL(INPUT, "the header has no column \"%s\"", columns[c].name);
	}
	return FAIL_NONE;
}
