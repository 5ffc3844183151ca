/* SPDX-License-Identifier: MIT */
/*
 * golden.paper_eyes - what is printed, read by programs that nobody here wrote, from the raster as it would lie on the paper. tesseract reads the receipts of
 * five languages: the reference and every digit exactly, of all characters at most 2 in 100 wrong. It reads each page in several ways (as a column or a block, with
 * and without English beside the language, as a finer scanner sees it), under a white card over the QR code, and each sentence counts as it was read best: a page of
 * words, icons and codes is not what it was made for. zbarimg reads every code. FOYER_EYES=1 tells each sentence that was not read whole.
 */
#include "tests/golden/paper/eyes.h"
#include "tests/golden/paper/papers.h" /* ours before cmocka.h, which has a macro called fail */

#include "tests/lib/given.h"
#include "tests/lib/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MARGIN = 64, SAID_BYTES = 64 * 1024, READINGS = 7, ENGLISH = 4, EYE = 7 * 7, CODE = 25 * 7 /* dots of a receipt's code */, WRONG_PER_1000 = 20, LINES_MAX = 96 };

struct expected { const char *line[LINES_MAX]; int count; };

static void expect(struct expected *expected, const char *line)
{
	if (line && line[0] != '\0' && expected->count < LINES_MAX)
		expected->line[expected->count++] = line;
}

/* What should stand there, from the model, without a dot of the drawing. */
static void expect_blocks(struct expected *expected, const struct paper_list *list)
{
	for (int i = 0; i < list->count; i++) {
		expect(expected, list->block[i].head);
		expect(expected, list->block[i].text);
		expect(expected, list->block[i].more);
	}
}

static struct form *given_form(void)
{
	char path[GIVEN_PATH_BYTES];
	struct form *form = NULL;

	given_built("assets/forms/missed-bin.json", path);
	char *text = given_text(path);
	assert_non_null(text);
	assert_int_equal(form_load(text, strlen(text), "missed-bin", &form), FAIL_NONE);
	free(text);
	return form;
}

struct model { struct arena arena; struct words *words; struct site site; struct form *form; struct receipt receipt; struct paper_list list; };

static void given_model(struct model *model, const char *language)
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	struct receipt_job job = { .number = 1, .reference = { "MB 7K4 29Q XM3" }, .submitted_ms = INT64_C(1795517460000), .due = { 2026, 11, 26 }, .delivered = true };

	snprintf(job.language, sizeof job.language, "%s", language);
	given_built("assets/languages", folder);
	given_built("assets/site/site.json", path);
	arena_init(&model->arena, 1024 * 1024);
	model->form = given_form();
	assert_int_equal(words_open(folder, language, &model->words), FAIL_NONE);
	assert_int_equal(site_read(path, language, &model->arena, &model->site), FAIL_NONE);
	receipt_make(&job, model->words, &model->site, model->form, &model->arena, &model->receipt);
	paper_list_init(&model->list, &model->arena, model->receipt.rtl);
	receipt_blocks(&model->receipt, &model->list);
}

static void model_done(struct model *model)
{
	form_free(model->form);
	words_close(model->words);
	arena_done(&model->arena);
}

static const struct paper *paper_of(const char *language)
{
	for (int i = 0; i < paper_count; i++)
		if (strcmp(papers[i].kind, "receipt") == 0 && strcmp(papers[i].language, language) == 0 && strcmp(papers[i].state, "received") == 0 && !papers[i].large)
			return &papers[i];
	return NULL;
}

static void read_page(const char *picture, const char *model, const char *columns, struct eyes_text *ret)
{
	char *said = malloc(SAID_BYTES), language[16];

	assert_non_null(said);
	snprintf(language, sizeof language, "%s", model);
	assert_int_equal(process_run((char *[]){ "/usr/bin/tesseract", (char *)picture, "stdout", "--dpi", "203", "--psm", (char *)columns, "-l", language, NULL }, said, SAID_BYTES), 0);
	eyes_text_of(said, ret);
	free(said);
}

/* How many characters of @line are wrong in the best of the readings; its digits must be right in one of them. */
static int judge(const char *language, const char *line, const struct eyes_text *reading, int *ret_count)
{
	static struct eyes_text wanted[2];
	int best = INT32_MAX;
	bool digits = false;

	eyes_text_of(line, &wanted[0]);
	eyes_turn(&wanted[0], &wanted[1]);
	for (int i = 0; i < 2 * READINGS; i++) {
		int from = 0, to = 0, wrong = eyes_distance(&wanted[i % 2], &reading[i / 2], &from, &to);
		digits |= eyes_same_digits(&wanted[i % 2], &reading[i / 2], from, to);
		best = wrong < best ? wrong : best;
	}
	if (!digits)
		fail_msg("%s: the digits of \"%s\" are read wrongly", language, line);
	if (best > 0 && getenv("FOYER_EYES"))
		print_message("%s: %d wrong in \"%s\"\n", language, best, line);
	*ret_count = wanted[0].count;
	return best;
}

static bool is_ink(const struct raster *raster, int x, int y)
{
	return x >= 0 && x < raster->dots && raster->bits[y * (raster->dots / 8) + x / 8] & 0x80 >> x % 8;
}

/* Whether the top edge of one of a code's eyes is there, and nothing more. */
static bool is_eye(const struct raster *raster, int x, int y)
{
	for (int i = 0; i < EYE; i++)
		if (!is_ink(raster, x + i, y))
			return false;
	return !is_ink(raster, x - 1, y) && !is_ink(raster, x + EYE, y);
}

/* A white card over the code, from eye to eye: tesseract takes it for words otherwise, and the words beside it for part of it. */
static bool cover_code(struct raster *raster)
{
	for (int y = 0; y + CODE < raster->rows; y++)
		for (int x = 0; x + CODE <= raster->dots; x++) {
			if (!is_eye(raster, x, y) || !is_eye(raster, x + CODE - EYE, y))
				continue;
			for (int row = y; row < y + CODE; row++)
				for (int column = x; column < x + CODE; column++)
					raster->bits[row * (raster->dots / 8) + column / 8] &= (uint8_t)~(0x80 >> column % 8);
			return true;
		}
	return false;
}

/* Four dots for each: what a finer scanner sees. */
static void double_size(const struct raster *from, struct raster *ret)
{
	*ret = (struct raster){ .dots = 2 * from->dots, .rows = 2 * from->rows };
	ret->bits = calloc((size_t)ret->rows, (size_t)ret->dots / 8);
	assert_non_null(ret->bits);
	for (int y = 0; y < ret->rows; y++)
		for (int x = 0; x < ret->dots; x++)
			if (is_ink(from, x / 2, y / 2))
				ret->bits[y * (ret->dots / 8) + x / 8] |= (uint8_t)(0x80 >> x % 8);
}

static void read_receipt(struct draw *draw, const char *language, const char *model, struct eyes_text reading[static READINGS])
{
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], both[32];
	struct raster raster, twice;

	given_folder(folder);
	given_path(path, folder, "receipt.png");
	assert_int_equal(paper_draw(draw, paper_of(language), &raster), FAIL_NONE);
	assert_true(cover_code(&raster));
	assert_int_equal(paper_write(path, &raster, MARGIN), FAIL_NONE);
	snprintf(both, sizeof both, "%s+eng", model);
	read_page(path, model, "4", &reading[0]);
	read_page(path, model, "6", &reading[1]);
	read_page(path, both, "4", &reading[2]);
	read_page(path, both, "6", &reading[3]);
	read_page(path, "eng", "4", &reading[ENGLISH]);
	double_size(&raster, &twice);
	assert_int_equal(paper_write(path, &twice, MARGIN), FAIL_NONE);
	read_page(path, model, "6", &reading[5]);
	read_page(path, both, "4", &reading[6]);
	raster_done(&twice);
	raster_done(&raster);
	given_done(folder);
}

static void assert_reads(struct draw *draw, const char *language, const char *model)
{
	static struct eyes_text reading[READINGS], reference;
	struct expected expected = { .count = 0 };
	struct model made;
	int all = 0, wrong = 0, from = 0, to = 0;

	read_receipt(draw, language, model, reading);
	given_model(&made, language);
	expect_blocks(&expected, &made.list);
	for (int i = 0; i < expected.count; i++) {
		int count = 0;
		wrong += judge(language, expected.line[i], reading, &count);
		all += count;
	}
	eyes_text_of("MB 7K4 29Q XM3", &reference);
	if (eyes_distance(&reference, &reading[ENGLISH], &from, &to) != 0)
		fail_msg("%s: the reference is not read exactly", language);
	print_message("%s: %d of %d characters wrong, %d.%d in 100\n", language, wrong, all, wrong * 100 / all, wrong * 1000 / all % 10);
	assert_true(wrong * 1000 <= all * WRONG_PER_1000);
	model_done(&made);
}

static void others_read_the_words(void **state)
{
	static const char *const languages[][2] = { { "cy", "cym" }, { "pl", "pol" }, { "ar", "ara" }, { "ur", "urd" }, { "bn", "ben" } };

	setenv("OMP_THREAD_LIMIT", "1", 1);
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
		assert_reads(*state, languages[i][0], languages[i][1]);
}

static int codes_on(const struct paper *paper)
{
	if (strcmp(paper->kind, "receipt") == 0)
		return strcmp(paper->state, "void") != 0;
	if (strcmp(paper->kind, "test") == 0)
		return 2;
	if (strcmp(paper->kind, "container-label") == 0)
		return strcmp(paper->state, "food") != 0;
	return strcmp(paper->kind, "parked-ticket") == 0 || strcmp(paper->kind, "bin-calendar") == 0 || strcmp(paper->kind, "directory-entry") == 0;
}

static void assert_code(const char *said, const char *wanted, const char *name)
{
	if (!strstr(said, wanted))
		fail_msg("%s: no code says %s but:\n%s", name, wanted, said);
}

static void others_read_every_code(void **state)
{
	static const struct { const char *kind, *code; } codes[] = {
		{ "receipt", "MB 7K4 29Q XM3\n" }, { "parked-ticket", "FOYER:7K429Q:MZXW6YTBOI4DQNRTGEZDGNBVGY\n" }, { "bin-calendar", "https://mereford.example/bins\n" },
		{ "container-label", "MFR0041872\n" }, { "directory-entry", "https://mereford.example/d/1042\n" }, { "test", "FO 7K4 29Q XM3\n" }, { "test", "FO7K429QXM3\n" },
	};
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES], name[128], *said = malloc(SAID_BYTES);
	int read = 0;

	assert_non_null(said);
	given_folder(folder);
	given_path(path, folder, "paper.png");
	for (int i = 0; i < paper_count; i++) {
		struct raster raster;
		if (codes_on(&papers[i]) == 0)
			continue;
		paper_name(&papers[i], name);
		assert_int_equal(paper_draw(*state, &papers[i], &raster), FAIL_NONE);
		assert_int_equal(paper_write(path, &raster, MARGIN), FAIL_NONE);
		raster_done(&raster);
		if (process_run((char *[]){ "/usr/bin/zbarimg", "--quiet", "--raw", path, NULL }, said, SAID_BYTES) != 0)
			fail_msg("%s: no code is read", name);
		for (size_t code = 0; code < sizeof codes / sizeof codes[0]; code++)
			if (strcmp(codes[code].kind, papers[i].kind) == 0) {
				assert_code(said, strcmp(papers[i].kind, "receipt") == 0 && strcmp(papers[i].state, "training") == 0 ? "TRAINING\n" : codes[code].code, name);
				read++;
			}
	}
	print_message("%d codes read\n", read);
	given_done(folder);
	free(said);
}

static int given_draw(void **state)
{
	char assets[GIVEN_PATH_BYTES];
	struct draw *draw = NULL;

	given_built("assets", assets);
	assert_int_equal(draw_open(assets, &draw), FAIL_NONE);
	*state = draw;
	return 0;
}

static int gone_draw(void **state)
{
	draw_close(*state);
	return 0;
}

int main(void)
{
	setenv("TZ", "Europe/London", 1);
	tzset();
	const struct CMUnitTest cases[] = { cmocka_unit_test(others_read_the_words), cmocka_unit_test(others_read_every_code) };
	return cmocka_run_group_tests_name("paper eyes", cases, given_draw, gone_draw);
}
