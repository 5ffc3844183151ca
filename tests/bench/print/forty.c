/* SPDX-License-Identifier: MIT */
#include "tests/bench/print/forty.h"

#include "drivers/printer/escpos.h"
#include "drivers/printer/escpos_text.h"

enum { COLUMNS = 48, MODULE = 6 };

static const struct profile profile = { .dots = 576, .strip_rows = 128, .feed_units = 1, .cut = true, .cut_feed_lines = 4, .columns = COLUMNS };

int forty_read(const char *path, struct forty *ret)
{
	*ret = (struct forty){ .file = json_load_file(path, 0, NULL) };
	for (size_t i = 0; i < json_array_size(ret->file) && i < FORTY_LINE_MAX; i++) {
		const json_t *line = json_array_get(ret->file, i);
		ret->line[ret->count++] = (struct forty_line){ .text = json_string_value(json_object_get(line, "text")), .bold = json_is_true(json_object_get(line, "bold")),
			.large = json_is_true(json_object_get(line, "large")), .centre = json_is_true(json_object_get(line, "centre")), .rule = json_is_true(json_object_get(line, "rule")) };
		if (!ret->line[i].text)
			return -1;
	}
	return ret->count > 0 ? 0 : -1;
}

void forty_done(struct forty *forty)
{
	json_decref(forty->file);
	*forty = (struct forty){ 0 };
}

static enum fail encode(const struct forty *forty, struct buffer *run)
{
	struct escpos_text text;

	TRY(escpos_start(run));
	TRY(escpos_text_begin(&text, run, pages_map("common"), profile.columns));
	for (size_t i = 0; i < forty->count; i++) {
		const struct forty_line *line = &forty->line[i];
		const struct escpos_style style = { .bold = line->bold, .wide = line->large ? 2 : 1, .high = line->large ? 2 : 1,
			.align = line->centre ? ESCPOS_CENTRE : ESCPOS_LEFT };
		TRY(line->rule ? escpos_text_rule(&text) : escpos_text_put(&text, line->text, &style));
	}
	TRY(escpos_text_qr(&text, "MB 7K4 29Q XM3", MODULE, ESCPOS_LEVEL_M, ESCPOS_CENTRE));
	return escpos_cut(run, &profile);
}

int forty_encode(const struct forty *forty, struct buffer *run)
{
	buffer_clear(run);
	return encode(forty, run) == FAIL_NONE ? 0 : -1;
}
