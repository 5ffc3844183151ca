/* SPDX-License-Identifier: MIT */
/* fake_codes.c - codes that the printer draws itself: QR (GS ( k) and Code 128 (GS k 73). SOURCE: Epson's ESC/POS command reference. */
#include "tests/fakes/printer/fake_code128.h"
#include "tests/fakes/printer/fake_printer_inside.h"

#include <qrencode.h>
#include <string.h>

enum { QR = 49, MODEL = 65, DOTS = 67, LEVEL = 69, STORE = 80, PRINT = 81, CODE_128 = 73, ABOVE = 1, BELOW = 2 };

void fake_code_reset(struct fake_printer *printer)
{
	printer->code.dots = 3;
	printer->code.level = 48;
	printer->code.bar_dots = 3;
	printer->code.bar_rows = 162;
	printer->code.words = 0;
	printer->code.model_1 = printer->code.words_b = false;
	printer->code.size = 0;
}

static bool print_qr(struct fake_printer *printer)
{
	struct fake_code *code = &printer->code;
	uint8_t row[FAKE_STRIDE];

	if (code->size == 0 || code->model_1)
		return false;
	QRcode *qr = QRcode_encodeData((int)code->size, code->data, 0, (QRecLevel)(code->level - 48));
	if (!qr || qr->width * code->dots > fake_area(printer)) {
		QRcode_free(qr);
		return false;
	}
	fake_line_end(printer, 0);
	for (int y = 0; y < qr->width; y++) {
		memset(row, 0, sizeof row);
		for (int x = 0; x < qr->width; x++)
			if (qr->data[y * qr->width + x] & 1)
				row[x / 8] |= (uint8_t)(0x80 >> x % 8);
		fake_burn(printer, row, qr->width, code->dots, code->dots);
	}
	QRcode_free(qr);
	return true;
}

void fake_qr(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_code *code = &printer->code;
	uint8_t kind = size > 6 ? bytes[5] : 0, function = size > 6 ? bytes[6] : 0, value = size > 7 ? bytes[7] : 0;
	bool well = false;

	if (kind != QR) {
		fake_unknown(printer, bytes, size > 6 ? 6 : size);
		return;
	}
	if (function == MODEL && (value == 49 || value == 50)) {
		code->model_1 = value == 49;
		well = true;
	} else if (function == DOTS && value >= 1 && value <= 16) {
		code->dots = value;
		well = true;
	} else if (function == LEVEL && value >= 48 && value <= 51) {
		code->level = value;
		well = true;
	} else if (function == STORE && size > 8 && size - 8 <= FAKE_CODE_MAX_BYTES) {
		code->size = size - 8;
		memcpy(code->data, bytes + 8, code->size);
		well = true;
	} else if (function == PRINT) {
		well = print_qr(printer);
	}
	if (!well)
		fake_ignored(printer, bytes + 2, size - 2);
}

/* GS h, w, H, f */
void fake_set_bars(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_code *code = &printer->code;
	uint8_t value = bytes[2];

	if (bytes[1] == 'h' && value > 0)
		code->bar_rows = value;
	else if (bytes[1] == 'w' && value >= 2 && value <= 6)
		code->bar_dots = value;
	else if (bytes[1] == 'H' && value % 48 <= 3)
		code->words = value % 48;
	else if (bytes[1] == 'f' && value % 48 <= 1)
		code->words_b = value % 48 == 1;
	else
		fake_ignored(printer, bytes, size);
}

void fake_bars(struct fake_printer *printer, const uint8_t *bytes, size_t size)
{
	struct fake_code *code = &printer->code;
	uint8_t modules[FAKE_BARS_MAX_MODULES], row[FAKE_STRIDE] = { 0 };
	char words[FAKE_BARS_WORDS_MAX];

	if (bytes[2] != CODE_128) {
		fake_unknown(printer, bytes, 3);
		return;
	}
	int count = (int)fake_code128(bytes + 4, size - 4, modules, words), width = count * code->bar_dots;
	if (count == 0 || width > fake_area(printer) || printer->line.begun) {
		fake_ignored(printer, bytes, size);
		return;
	}
	for (int x = 0; x < count; x++)
		row[x / 8] |= (uint8_t)(modules[x] ? 0x80 >> x % 8 : 0);
	int left = fake_shift(printer, width) - printer->mode.left;
	if (code->words & ABOVE)
		fake_words(printer, words, code->words_b, left, width);
	fake_burn(printer, row, count, code->bar_dots, code->bar_rows);
	if (code->words & BELOW)
		fake_words(printer, words, code->words_b, left, width);
}
