/* SPDX-License-Identifier: MIT */
/* unit.fake_printer_product - what the driver writes as letters and codes is what lies on the paper, by tables that share nothing with it. */
#include "drivers/printer/escpos.h" /* ours before cmocka.h, which has a macro called fail */
#include "drivers/printer/escpos_text.h"

#include "tests/unit/fake_printer/given_printer.h"

#include <string.h>

enum { RUN_MAX = 64 * 1024, COLUMNS = 48 };

static const char *const sentences[] = {
	"Your receipt: £3.50, “paid” – keep it.", "Café, crème brûlée, 20 °C, ½ hour", "Zażółć gęślą jaźń za £5", "Grüße aus Köln, ß and Ä",
	"Příliš žluťoučký kůň", "Mañana, ¿qué? €12",
};

static const struct profile profile = { .name = "test", .dots = FAKE_DOTS, .rows_per_second = 1000, .strip_rows = 64, .feed_units = 1, .cut = true };

static struct given_printer *printed(const char *map, const struct fake_options *options, size_t *ret_lost)
{
	struct given_printer *given = given_printer(options);
	struct escpos_text text;
	BUFFER_AUTO run = { 0 };

	buffer_init(&run, RUN_MAX);
	assert_int_equal(escpos_start(&run), FAIL_NONE);
	assert_int_equal(escpos_text_begin(&text, &run, pages_map(map), COLUMNS), FAIL_NONE);
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
		assert_int_equal(escpos_text_put(&text, sentences[i], NULL), FAIL_NONE);
	assert_int_equal(escpos_text_qr(&text, "MB 7K4 29Q XM3", 4, ESCPOS_LEVEL_M, ESCPOS_CENTRE), FAIL_NONE);
	assert_int_equal(escpos_text_code128(&text, "MB{7", 60, 3, ESCPOS_LEFT), FAIL_NONE);
	assert_int_equal(escpos_cut(&run, &profile), FAIL_NONE);
	print_bytes(given, run.bytes, run.size_bytes);
	*ret_lost = text.lost;
	return given;
}

static void letters_come_out_as_they_were_meant(void **state)
{
	static const struct fake_options kinds[] = { { 0 }, { .chinese = true }, { .dots = 576, .cutter_rows = 100, .buffer_bytes = 100 } };
	char want[1024] = "";
	size_t lost;

	(void)state;
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
		size_t used = strlen(want), size = strlen(sentences[i]);
		assert_true(used + size + 2 < sizeof want);
		memcpy(want + used, sentences[i], size);
		memcpy(want + used + size, "\n", 2);
	}
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct given_printer *given = printed("epson", &kinds[i], &lost);
		assert_int_equal(lost, 0);
		assert_int_equal(given->cuts, 1);
		given->cut[0].text[strlen(want)] = '\0'; /* the bars' own words follow */
		assert_string_equal(given->cut[0].text, want);
		assert_string_equal(given->cut[0].receipt.unknown_names, "");
		assert_string_equal(given->cut[0].receipt.ignored_names, "");
		given_printer_done(given);
	}
}

static void codes_are_read_back(void **state)
{
	size_t lost;
	struct given_printer *given = printed("common", NULL, &lost);

	(void)state;
	assert_reads(given, "MB 7K4 29Q XM3\n");
	assert_reads(given, "MB{7\n");
	given_printer_done(given);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(letters_come_out_as_they_were_meant),
		cmocka_unit_test(codes_are_read_back),
	};
	return cmocka_run_group_tests_name("fake_printer_product", cases, NULL, NULL);
}
