/* SPDX-License-Identifier: MIT */
/* unit.print_letters - blocks in the printer's own letters, read back from the paper of a printer that wakes up Chinese. */
#include "drivers/printer/escpos.h" /* ours before cmocka.h, which has a macro called fail */
#include "drivers/printer/escpos_text.h"
#include "firmware/print/draw.h"
#include "firmware/print/letters.h"
#include "tests/fakes/printer/fake_printer.h"

#include "tests/unit/print/given_receipt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COLUMNS = 48, SMALL_PIECE = 1280 };

static struct profile given_profile(void)
{
	return (struct profile){ .dots = FAKE_DOTS, .strip_rows = 128, .feed_units = 1, .cut = true, .mode = MODE_TEXT, .columns = COLUMNS, .qr = true, .code128 = true, .pages = pages_map("common") };
}

struct seen { int cuts, unknown, ignored, rows, strips; char text[FAKE_TEXT_MAX_BYTES + 1], names[FAKE_NAMES_MAX_BYTES]; };

static void keep(void *context, const struct fake_receipt *receipt)
{
	struct seen *seen = context;

	seen->cuts++;
	seen->unknown = receipt->unknown;
	seen->ignored = receipt->ignored;
	snprintf(seen->names, sizeof seen->names, "%s", receipt->unknown_names);
	seen->rows = receipt->rows;
	seen->strips = receipt->strips;
	snprintf(seen->text, sizeof seen->text, "%s", receipt->text);
}

/* What lies on the paper of a printer that @lacks. */
static void print_lacking(const struct letters *letters, unsigned lacks, struct seen *seen)
{
	const struct fake_options options = { .buffer_bytes = 64 * 1024, .chinese = true, .lacks = lacks, .cut = keep, .context = seen };
	const struct profile profile = given_profile();
	struct fake_printer *printer = fake_printer_new(&options);
	BUFFER_AUTO run = { 0 };

	*seen = (struct seen){ 0 };
	buffer_init(&run, LETTERS_MAX_BYTES);
	assert_int_equal(escpos_start(&run), FAIL_NONE);
	assert_int_equal(buffer_add(&run, letters->bytes.bytes, letters->bytes.size_bytes), FAIL_NONE);
	assert_int_equal(escpos_cut(&run, &profile), FAIL_NONE);
	for (size_t at = 0; at < run.size_bytes;) {
		at += fake_printer_take(printer, (const uint8_t *)run.bytes + at, run.size_bytes - at);
		while (fake_printer_work(printer, 4096) > 0)
			continue;
	}
	fake_printer_free(printer);
	assert_int_equal(seen->cuts, 1);
	if (seen->unknown != 0)
		fail_msg("unknown: %s", seen->names);
}

static void print(const struct letters *letters, struct seen *seen)
{
	print_lacking(letters, 0, seen);
}

static enum fail make_receipt(const char *language, bool large, struct letters *ret)
{
	const struct profile profile = given_profile();
	struct form *form = given_form();
	struct paper_list list;
	struct given given;

	given_language(&given, language);
	given_make(&given, form);
	paper_list_init(&list, &given.arena, given.receipt.rtl);
	receipt_blocks(&given.receipt, &list);
	enum fail code = letters_make(&profile, &list, large, ret);
	form_free(form);
	given_end(&given);
	return code;
}

static void a_receipt_reads_from_the_top_down(void **state)
{
	static const char *const lines[] = {
		"Mereford Council\n", "Central Library\n", "------------------------------------------------\n", "Report a missed bin\n", "Your reference\n", "MB 7K4 29Q XM3\n",
		"What happens next\n", "By Thursday 26 November\n", "1. We tell the crew that collects in your\n   street.\n", "If it is late\n", "Staff can scan this code", "Need a person?\n",
		"Phone: 01632 960 140\n", "on this receipt.\n",
	};
	struct letters letters;
	struct seen seen;

	(void)state;
	assert_int_equal(make_receipt("en", false, &letters), FAIL_NONE);
	assert_int_equal(letters.lost, 0);
	print(&letters, &seen);
	const char *at = seen.text;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		const char *found = strstr(at, lines[i]);
		if (!found)
			fail_msg("\"%s\" is not after what is before it in:\n%s", lines[i], seen.text);
		at = found + strlen(lines[i]);
	}
	assert_true(letters.bytes.size_bytes < 2000);
	assert_in_range(letters.rows, seen.rows * 2 / 3, seen.rows * 3 / 2);
	letters_done(&letters);
}

static void large_print_is_twice_as_large(void **state)
{
	struct letters plain, large;
	struct seen small_seen, large_seen;

	(void)state;
	assert_int_equal(make_receipt("en", false, &plain), FAIL_NONE);
	assert_int_equal(make_receipt("en", true, &large), FAIL_NONE);
	print(&plain, &small_seen);
	print(&large, &large_seen);
	assert_true(large_seen.rows > small_seen.rows * 3 / 2);
	assert_in_range(large.rows, large_seen.rows * 2 / 3, large_seen.rows * 3 / 2);
	assert_non_null(strstr(large_seen.text, "Report a missed bin\n"));
	assert_non_null(strstr(large_seen.text, "MB 7K4 29Q\nXM3\n"));
	letters_done(&plain);
	letters_done(&large);
}

/* A list of one block, made. */
static enum fail make_block(struct paper_block block, struct letters *ret)
{
	const struct profile profile = given_profile();
	struct arena arena;
	struct paper_list list;

	arena_init(&arena, 64 * 1024);
	paper_list_init(&list, &arena, false);
	assert_true(paper_add(&list, (struct paper_block){ .kind = PAPER_TEXT, .text = "before" }));
	assert_true(paper_add(&list, block));
	enum fail code = letters_make(&profile, &list, false, ret);
	arena_done(&arena);
	return code;
}

static void welsh_and_arabic_want_dots(void **state)
{
	struct letters letters = { 0 };

	(void)state;
	assert_int_equal(make_block((struct paper_block){ .kind = PAPER_TEXT, .text = "Tŷ dŵr" }, &letters), FAIL_NONE);
	assert_int_equal(letters.lost, 2);
	letters_done(&letters);
	assert_int_equal(make_block((struct paper_block){ .kind = PAPER_TEXT, .text = "محفوظ" }, &letters), FAIL_INPUT);
	assert_int_equal(make_receipt("ar", false, &letters), FAIL_INPUT);
	assert_int_equal(letters.bytes.size_bytes, 0);
}

static void each_kind_is_said(void **state)
{
	const struct paper_entry entries[] = { { .icon = "rubbish", .name = "Rubbish", .more = "black lid" }, { .name = "Food" } };
	const struct { struct paper_block block; const char *text; } kinds[] = {
		{ { .kind = PAPER_LOGO, .head = "Mereford", .text = "Library" }, "Mereford\nLibrary\n" },
		{ { .kind = PAPER_TEXT, .role = ROLE_TITLE, .text = "Zażółć £5" }, "Zażółć £5\n" },
		{ { .kind = PAPER_PAIR, .number = 2, .text = "Second step" }, "2. Second step\n" },
		{ { .kind = PAPER_PAIR, .icon = "by", .head = "By Friday", .text = "We come" }, "By Friday\nWe come\n" },
		{ { .kind = PAPER_RULE }, "------------------------------------------------\n" },
		{ { .kind = PAPER_LINE }, "" },
		{ { .kind = PAPER_BOX, .text = "Your reference", .head = "MB 7K4", .tag = "COPY 1" }, "COPY 1\nYour reference\nMB 7K4\n" },
		{ { .kind = PAPER_CODE, .code = "MB 7K4", .text = "Scan", .head = "Or say", .more = "More" }, "Scan\nOr say\nMore\n" },
		{ { .kind = PAPER_ROW, .head = "Mon 2 Nov", .tag = "Changed day", .inverted = true, .entry = entries, .entry_count = 2 },
			"* Mon 2 Nov  Rubbish black lid; Food (Changed\n  day)\n" },
		{ { .kind = PAPER_BANNER, .icon = "rubbish", .head = "Rubbish", .text = "black lid" }, "Rubbish\nblack lid\n" },
		{ { .kind = PAPER_NUMBER, .head = "12a", .text = "Mill Lane" }, "12a\nMill Lane\n" },
		{ { .kind = PAPER_ITEM, .icon = "yes", .text = "Glass" }, "+ Glass\n" },
		{ { .kind = PAPER_ITEM, .icon = "no", .text = "Ash" }, "x Ash\n" },
		{ { .kind = PAPER_ITEM, .text = "A bill" }, "- A bill\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct letters letters;
		struct seen seen;
		assert_int_equal(make_block(kinds[i].block, &letters), FAIL_NONE);
		print(&letters, &seen);
		const char *rest = strstr(seen.text, "before\n");
		assert_non_null(rest);
		assert_string_equal(rest + strlen("before\n"), kinds[i].text);
		letters_done(&letters);
	}
}

static void a_day_has_a_limit(void **state)
{
	static char name[2048 + 1];
	const struct paper_entry entry = { .name = name };
	struct letters letters = { 0 };

	(void)state;
	memset(name, 'x', sizeof name - 1);
	assert_int_equal(make_block((struct paper_block){ .kind = PAPER_ROW, .head = "", .entry = &entry, .entry_count = 1 }, &letters), FAIL_LIMIT);
	name[2045] = '\0'; /* and two spaces before it */
	assert_int_equal(make_block((struct paper_block){ .kind = PAPER_ROW, .head = "", .entry = &entry, .entry_count = 1 }, &letters), FAIL_NONE);
	letters_done(&letters);
}

static void pictures_want_dots(void **state)
{
	static const enum paper_kind kinds[] = { PAPER_RULER, PAPER_PATTERN };
	struct letters letters = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		assert_int_equal(make_block((struct paper_block){ .kind = kinds[i] }, &letters), FAIL_INPUT);
	assert_int_equal(make_block((struct paper_block){ .kind = PAPER_BARCODE, .code = "MB7K4" }, &letters), FAIL_NONE);
	assert_non_null(memmem(letters.bytes.bytes, letters.bytes.size_bytes, "{BMB7K4", 7));
	letters_done(&letters);
}

/* Each end is a place between two commands: what stands before it is lines, codes, and strips that a small buffer takes. */
static void assert_ends(const struct letters *letters)
{
	size_t before = 0, at = 0;

	for (size_t i = 0; i < letters->ends.size_bytes; i += sizeof at) {
		memcpy(&at, letters->ends.bytes + i, sizeof at);
		assert_true(at > before && at - before <= SMALL_PIECE);
		before = at;
	}
	assert_int_equal(at, letters->bytes.size_bytes);
}

static void codes_that_the_printer_lacks_are_dots(void **state)
{
	const struct paper_block code = { .kind = PAPER_CODE, .code = "MB 7K4 29Q XM3", .text = "Scan" }, bars = { .kind = PAPER_BARCODE, .code = "MB7K429QXM3" };
	static const char lines[] = "Scan\nMB7K429QXM3\nend\n";

	(void)state;
	for (int lacks = 0; lacks < 4; lacks++) {
		struct profile profile = given_profile();
		struct paper_list list;
		struct letters letters;
		struct arena arena;
		struct seen seen;
		profile.qr = !(lacks & 1);
		profile.code128 = !(lacks & 2);
		arena_init(&arena, 64 * 1024);
		paper_list_init(&list, &arena, false);
		assert_true(paper_add(&list, code) && paper_add(&list, bars) && paper_text(&list, ROLE_BODY, "end"));
		assert_int_equal(letters_make(&profile, &list, false, &letters), FAIL_NONE);
		assert_ends(&letters);
		print_lacking(&letters, (lacks & 1 ? FAKE_LACK_QR : 0) | (lacks & 2 ? FAKE_LACK_BARCODE : 0), &seen);
		assert_int_equal(seen.ignored, 0);
		assert_int_equal(seen.strips > 0, lacks != 0);
		assert_true(seen.rows > 300);
		if (lacks == 3)
			assert_string_equal(seen.text, lines);
		letters_done(&letters);
		arena_done(&arena);
	}
}

static void a_code_wider_than_the_paper_wants_dots(void **state)
{
	struct profile profile = given_profile();
	struct paper_list list;
	struct letters letters;
	struct arena arena;

	(void)state;
	profile.code128 = false;
	arena_init(&arena, 64 * 1024);
	paper_list_init(&list, &arena, false);
	assert_true(paper_add(&list, (struct paper_block){ .kind = PAPER_BARCODE, .code = "a bar code of forty-eight letters, all of them." }));
	assert_int_equal(letters_make(&profile, &list, false, &letters), FAIL_LIMIT);
	arena_done(&arena);
}

static void the_last_line_can_be_held_back(void **state)
{
	struct letters letters;

	(void)state;
	assert_int_equal(make_block((struct paper_block){ .kind = PAPER_TEXT, .role = ROLE_STRONG, .text = "the last line" }, &letters), FAIL_NONE);
	assert_memory_equal(letters.bytes.bytes + letters.last_at, "\x1b" "E\x01" "the last line\n", letters.bytes.size_bytes - letters.last_at);
	letters_done(&letters);
}

static void too_many_words_are_refused(void **state)
{
	static char words[ESCPOS_TEXT_MAX_BYTES + 1];
	const struct profile profile = given_profile();
	struct letters letters = { 0 };
	struct arena arena;
	struct paper_list list;

	(void)state;
	memset(words, 'x', ESCPOS_TEXT_MAX_BYTES);
	arena_init(&arena, 1024 * 1024);
	paper_list_init(&list, &arena, false);
	for (int i = 0; i < LETTERS_MAX_BYTES / ESCPOS_TEXT_MAX_BYTES; i++)
		assert_true(paper_text(&list, ROLE_BODY, words));
	assert_int_equal(letters_make(&profile, &list, false, &letters), FAIL_LIMIT); /* with the ends of its lines */
	assert_int_equal(letters.bytes.size_bytes, 0);
	list.count /= 2;
	assert_int_equal(letters_make(&profile, &list, false, &letters), FAIL_NONE);
	letters_done(&letters);
	arena_done(&arena);
}

/* The assets of these tests with a profile of a slow link. */
static void given_slow_assets(char folder[static GIVEN_PATH_BYTES])
{
	static const char *const same[] = { "fonts", "forms", "languages", "prints", "receipt", "site", "themes" };
	char assets[GIVEN_PATH_BYTES], from[GIVEN_PATH_BYTES], to[GIVEN_PATH_BYTES];

	given_folder(folder);
	given_built("tests/print-assets", assets);
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		given_path(from, assets, same[i]);
		given_path(to, folder, same[i]);
		assert_int_equal(symlink(from, to), 0);
	}
	given_path(to, folder, "profiles");
	assert_int_equal(mkdir(to, 0755), 0);
	given_path(to, folder, "profiles/generic-80mm.json");
	given_path(from, assets, "profiles/generic-80mm.json");
	char *profile = given_text(from), *mode = profile ? strstr(profile, "\"raster\",\n\t\"columns\"") : NULL;
	assert_non_null(mode);
	memcpy(mode, "\"text\"  ", strlen("\"raster\""));
	given_file(to, profile, 0600);
	free(profile);
}

static void a_slow_link_gets_letters_where_they_say_all(void **state)
{
	static const struct { const char *language; bool letters; } jobs[] = { { "en", true }, { "ar", false } };
	char folder[GIVEN_PATH_BYTES];
	struct draw *draw = NULL;

	(void)state;
	given_slow_assets(folder);
	assert_int_equal(draw_open(folder, &draw), FAIL_NONE);
	for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
		struct receipt_job job = { .number = 1, .reference = { "MB 7K4 29Q XM3" }, .service = "missed-bin", .submitted_ms = 1795517460000 };
		struct raster receipt = { 0 }, slip = { 0 };
		bool bare = false;
		snprintf(job.language, sizeof job.language, "%s", jobs[i].language);
		assert_int_equal(draw_job(draw, &job, &receipt, &bare), FAIL_NONE);
		assert_int_equal(draw_void(draw, job.language, false, &slip), FAIL_NONE);
		assert_int_equal(receipt.letters != NULL, jobs[i].letters);
		assert_int_equal(receipt.bits == NULL, jobs[i].letters);
		assert_int_equal(slip.letters != NULL, jobs[i].letters);
		assert_true(receipt.rows > 300 && slip.rows > 60);
		raster_done(&receipt);
		raster_done(&slip);
	}
	draw_close(draw);
	given_done(folder);
}

static void rested_it_prints_the_same(void **state)
{
	struct receipt_job job = { .number = 1, .reference = { "MB 7K4 29Q XM3" }, .service = "missed-bin", .language = "ar", .submitted_ms = 1795517460000 };
	struct raster first = { 0 }, second = { 0 };
	char assets[GIVEN_PATH_BYTES];
	struct draw *draw = NULL;
	bool bare = false;

	(void)state;
	given_built("tests/print-assets", assets);
	assert_int_equal(draw_open(assets, &draw), FAIL_NONE);
	assert_int_equal(draw_job(draw, &job, &first, &bare), FAIL_NONE);
	draw_rest(draw);
	draw_rest(draw);
	assert_int_equal(draw_job(draw, &job, &second, &bare), FAIL_NONE);
	assert_int_equal(first.rows, second.rows);
	assert_memory_equal(first.bits, second.bits, (size_t)first.rows * (size_t)first.dots / 8);
	raster_done(&first);
	raster_done(&second);
	draw_close(draw);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_receipt_reads_from_the_top_down),
		cmocka_unit_test(large_print_is_twice_as_large),
		cmocka_unit_test(welsh_and_arabic_want_dots),
		cmocka_unit_test(each_kind_is_said),
		cmocka_unit_test(a_day_has_a_limit),
		cmocka_unit_test(pictures_want_dots),
		cmocka_unit_test(codes_that_the_printer_lacks_are_dots),
		cmocka_unit_test(a_code_wider_than_the_paper_wants_dots),
		cmocka_unit_test(the_last_line_can_be_held_back),
		cmocka_unit_test(too_many_words_are_refused),
		cmocka_unit_test(a_slow_link_gets_letters_where_they_say_all),
		cmocka_unit_test(rested_it_prints_the_same),
	};
	return cmocka_run_group_tests_name("print_letters", cases, NULL, NULL);
}
