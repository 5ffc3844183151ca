/* SPDX-License-Identifier: MIT */
/* unit.print_raster - the receipt as paper: its code, its words read back by others, its edges, both directions. */
#include "drivers/printer/escpos.h" /* ours before cmocka.h, which has a macro called fail */
#include "firmware/print/raster.h"
#include "tests/fakes/printer/picture.h"

#include "tests/lib/process.h"
#include "tests/unit/print/given_receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DOTS = 576, STRIDE = DOTS / 8, MARGIN = 24, READ_MAX_BYTES = 16 * 1024 };

static void given_raster(const char *language, bool copy, const char *reference, struct raster *ret)
{
	char assets[GIVEN_PATH_BYTES];
	struct raster_kit kit;
	struct given given;
	struct form *form = given_form();

	given_language(&given, language);
	given.job.copy = copy;
	snprintf(given.job.reference.text, sizeof given.job.reference.text, "%s", reference);
	given_make(&given, form);
	given_built("tests/print-assets", assets);
	assert_int_equal(raster_kit_open(assets, DOTS, &kit), FAIL_NONE);
	assert_int_equal(raster_receipt(&kit, &given.receipt, false, ret), FAIL_NONE);
	raster_kit_close(&kit);
	form_free(form);
	given_end(&given);
}

static bool is_ink(const struct raster *raster, int x, int y)
{
	return raster->bits[y * STRIDE + x / 8] & 0x80 >> x % 8;
}

static int ink_in(const struct raster *raster, int x, int y, int width, int height)
{
	int count = 0;

	for (int row = y; row < y + height; row++)
		for (int column = x; column < x + width; column++)
			count += is_ink(raster, column, row);
	return count;
}

/* The picture of @raster in a folder of its own. */
static void given_picture(const struct raster *raster, char folder[static GIVEN_PATH_BYTES], char path[static GIVEN_PATH_BYTES])
{
	struct fake_receipt receipt = { .number = 1, .rows = raster->rows, .bits = raster->bits };

	given_folder(folder);
	given_path(path, folder, "receipt.png");
	assert_int_equal(picture_write(path, &receipt), FAIL_NONE);
}

static void nothing_stands_in_the_margins(void **state)
{
	struct raster raster;

	(void)state;
	given_raster("en", true, "MB 7K4 29Q XM3", &raster);
	assert_int_equal(raster.dots, DOTS);
	assert_true(raster.rows > 1000 && raster.rows < 2400);
	assert_int_equal(ink_in(&raster, 0, 0, MARGIN, raster.rows), 0);
	assert_int_equal(ink_in(&raster, DOTS - MARGIN, 0, MARGIN, raster.rows), 0);
	assert_true(ink_in(&raster, 0, 0, DOTS, raster.rows) > 40000);
	raster_done(&raster);
}

static void the_printer_would_obey_nothing_in_it(void **state)
{
	struct raster raster;

	(void)state;
	given_raster("cy", false, "MB 7K4 29Q XM3", &raster);
	assert_int_equal(escpos_guard(raster.bits, (size_t)raster.rows * STRIDE), 0);
	raster_done(&raster);
}

static void the_code_is_the_reference(void **state)
{
	static const char *const references[] = { "MB 7K4 29Q XM3", "ABCDEF 000 111 ZZZ", "X ABC DEF GHJ" };

	(void)state;
	for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
		char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], said[READ_MAX_BYTES], expected[64];
		struct raster raster;
		given_raster(i == 1 ? "ar" : "en", false, references[i], &raster);
		given_picture(&raster, folder, path);
		assert_int_equal(process_run((char *[]){ "/usr/bin/zbarimg", "--quiet", "--raw", path, NULL }, said, sizeof said), 0);
		snprintf(expected, sizeof expected, "%s\n", references[i]);
		assert_string_equal(said, expected);
		given_done(folder);
		raster_done(&raster);
	}
}

static void assert_reads(const char *language, const char *const *phrases)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], said[READ_MAX_BYTES];
	struct raster raster;

	given_raster(language, true, "MB 7K4 29Q XM3", &raster);
	given_picture(&raster, folder, path);
	setenv("OMP_THREAD_LIMIT", "1", 1);
	assert_int_equal(process_run((char *[]){ "/usr/bin/tesseract", path, "stdout", "--dpi", "203", "--psm", "4", "-l", "eng+cym", NULL },
	                             said, sizeof said), 0);
	for (; *phrases; phrases++)
		if (!strstr(said, *phrases))
			fail_msg("\"%s\" cannot be read on the paper:\n%s", *phrases, said);
	given_done(folder);
	raster_done(&raster);
}

static void its_words_can_be_read(void **state)
{
	static const char *const english[] = {
		"Mereford Council", "Central Library", "Report a missed bin", "Your reference", "What happens next", "By Thursday 26 November",
		"We will collect your bin.", "Leave it out.", "Need a person?", "Monday to Friday", "are not\nprinted on this receipt.", NULL,
	};
	static const char *const welsh[] = {
		"Cyngor Mereford", "Y Llyfrgell Ganolog", "Eich cyfeirnod", "digwydd nesaf", "Erbyn Dydd Iau 26 Tachwedd", "Angen siarad", NULL,
	};

	(void)state;
	if (access("/usr/bin/tesseract", X_OK) != 0)
		skip();
	assert_reads("en", english);
	assert_reads("cy", welsh);
}

/* Right to left: logo, bullets and code stand on the right, the reference still reads from the left. */
static void right_to_left_is_mirrored(void **state)
{
	struct raster left, right;

	(void)state;
	given_raster("en", false, "MB 7K4 29Q XM3", &left);
	given_raster("ar", false, "MB 7K4 29Q XM3", &right);
	for (int y = 20; y < 70; y++)
		for (int x = MARGIN; x < MARGIN + 76; x++)
			assert_int_equal(is_ink(&left, x, y), is_ink(&right, DOTS - MARGIN - 76 + x - MARGIN, y));
	raster_done(&left);
	raster_done(&right);
}

static void a_copy_says_so(void **state)
{
	struct raster first, copy;
	int changed = 0;

	(void)state;
	given_raster("en", false, "MB 7K4 29Q XM3", &first);
	given_raster("en", true, "MB 7K4 29Q XM3", &copy);
	assert_int_equal(first.rows, copy.rows);
	for (int y = 0; y < first.rows; y++)
		for (int x = 0; x < DOTS; x++) {
			bool differs = is_ink(&first, x, y) != is_ink(&copy, x, y);
			changed += differs;
			assert_false(differs && x < DOTS / 2);
		}
	assert_true(changed > 1000);
	raster_done(&first);
	raster_done(&copy);
}

static void a_receipt_without_end_is_refused(void **state)
{
	char assets[GIVEN_PATH_BYTES];
	char *words = malloc(12001);
	struct raster_kit kit;
	struct raster raster;

	(void)state;
	assert_non_null(words);
	for (int i = 0; i < 12000; i++)
		words[i] = i % 6 == 5 ? ' ' : 'w';
	words[12000] = '\0';
	given_built("tests/print-assets", assets);
	assert_int_equal(raster_kit_open(assets, DOTS, &kit), FAIL_NONE);
	assert_int_equal(raster_void(&kit, "Title", words, false, false, &raster), FAIL_LIMIT);
	words[600] = '\0';
	assert_int_equal(raster_void(&kit, "Title", words, false, false, &raster), FAIL_NONE);
	raster_done(&raster);
	raster_kit_close(&kit);
	free(words);
}

int main(void)
{
	setenv("TZ", "Europe/London", 1);
	tzset();
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(nothing_stands_in_the_margins),
		cmocka_unit_test(the_printer_would_obey_nothing_in_it),
		cmocka_unit_test(the_code_is_the_reference),
		cmocka_unit_test(its_words_can_be_read),
		cmocka_unit_test(right_to_left_is_mirrored),
		cmocka_unit_test(a_copy_says_so),
		cmocka_unit_test(a_receipt_without_end_is_refused),
	};
	return cmocka_run_group_tests_name("print_raster", cases, NULL, NULL);
}
