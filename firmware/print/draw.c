/* SPDX-License-Identifier: MIT */
/* draw.c - everything a receipt is made of is read anew for each: they are few, and texts may have changed. */
#include "firmware/print/draw.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"
#include "firmware/print/template_fill.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS_ARENA_MAX_BYTES = 32 * 1024 * 1024 };

struct draw {
	char assets[PATH_MAX];
	struct raster_kit kit;
	struct profile profile;
	struct words *staff_words;
	bool training;
};

/* The texts of one receipt. */
struct texts { struct arena arena; struct words *words; struct site site; struct form *form; };

static void texts_done(struct texts *texts)
{
	form_free(texts->form);
	words_close(texts->words);
	arena_done(&texts->arena);
}

static enum fail open_words(const struct draw *draw, const char *language, struct words **ret)
{
	char folder[PATH_MAX];

	TRY(file_path(folder, sizeof folder, draw->assets, "languages"));
	return words_open(folder, language, ret);
}

static enum fail read_site(const struct draw *draw, const char *language, struct arena *arena, struct site *ret)
{
	char path[PATH_MAX];

	TRY(file_path(path, sizeof path, draw->assets, "site/site.json"));
	return site_read(path, language, arena, ret);
}

/* Only names that can be a file of ours: they came through the hub, but from a program nonetheless. */
static bool is_file(const char *code)
{
	return code[0] != '\0' && code[0] != '-' && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(code);
}

static enum fail read_form(const struct draw *draw, const char *service, struct form **ret)
{
	char path[PATH_MAX], name[RECEIPT_SERVICE_MAX + 16];
	BUFFER_AUTO bytes = { 0 };

	if (!is_file(service))
		return FAIL(INPUT, "a service's code is of a-z, 0-9 and dashes");
	snprintf(name, sizeof name, "forms/%s.json", service);
	TRY(file_path(path, sizeof path, draw->assets, name));
	buffer_init(&bytes, FORM_MAX_BYTES);
	TRY(file_read(path, &bytes));
	return form_load(buffer_text(&bytes), bytes.size_bytes, service, ret);
}

/* A language that the kiosk does not have becomes the site's first, in @language too. */
static enum fail read_texts(struct draw *draw, char language[static RECEIPT_LANGUAGE_MAX + 1], struct texts *texts)
{
	arena_init(&texts->arena, TEXTS_ARENA_MAX_BYTES);
	TRY(read_site(draw, language, &texts->arena, &texts->site));
	enum fail code = open_words(draw, language, &texts->words);
	if (code == FAIL_EMPTY || code == FAIL_INPUT) {
		snprintf(language, RECEIPT_LANGUAGE_MAX + 1, "%s", texts->site.languages[0]);
		TRY(read_site(draw, language, &texts->arena, &texts->site));
		code = open_words(draw, language, &texts->words);
	}
	return code;
}

/* In the words of what is printed. */
static void mark(struct draw *draw, const struct words *words)
{
	draw->kit.mark.head = draw->training ? words_get(words, "training.paper") : NULL;
	draw->kit.mark.text = draw->training ? words_get(words, "training.paper_text") : NULL;
}

static void unmark(struct draw *draw)
{
	draw->kit.mark.head = draw->kit.mark.text = NULL;
}

enum fail draw_job(struct draw *draw, const struct receipt_job *job, struct raster *ret, bool *ret_bare)
{
	struct receipt_job own = *job;
	struct texts texts = { 0 };
	struct receipt receipt;

	enum fail code = read_texts(draw, own.language, &texts);
	if (code == FAIL_NONE && read_form(draw, own.service, &texts.form) != FAIL_NONE)
		texts.form = NULL;
	own.training = draw->training;
	if (code == FAIL_NONE) {
		receipt_make(&own, texts.words, &texts.site, texts.form, &texts.arena, &receipt);
		mark(draw, texts.words);
		code = raster_receipt(&draw->kit, &receipt, job->large, ret);
		unmark(draw);
	}
	*ret_bare = !texts.form;
	texts_done(&texts);
	raster_kit_forget(&draw->kit);
	return code;
}

/* A line in each of the site's languages, for the page that shows whether all of them print. */
static int read_samples(const struct draw *draw, struct texts *texts, const char *ret[static SITE_LANGUAGE_MAX])
{
	int count = 0;

	for (int i = 0; i < texts->site.language_count; i++) {
		struct words *words = NULL;
		if (open_words(draw, texts->site.languages[i], &words) == FAIL_NONE)
			ret[count++] = arena_text(&texts->arena, words_get(words, "print.test.sample"));
		words_close(words);
	}
	return count;
}

/* @data with what the template wants made; end with json_decref(). */
static json_t *with_fresh(const struct template *template, const json_t *data)
{
	json_t *whole = data ? json_copy((json_t *)data) : json_object();

	for (int i = 0; i < template->member_count; i++)
		if (template->member[i].fresh && !json_object_get(whole, template->member[i].name))
			json_object_set_new(whole, template->member[i].name, json_string(reference_new("FO").text));
	return whole;
}

static enum fail fill_print(struct draw *draw, const struct template *template, const json_t *data, struct texts *texts, bool large, struct raster *ret)
{
	const char *samples[SITE_LANGUAGE_MAX];
	struct template_place place = { .words = texts->words, .site = &texts->site, .sample = samples };
	struct paper_list list;

	for (int i = 0; i < template->block_count; i++)
		if (template->block[i].kind == TEMPLATE_SAMPLES)
			place.sample_count = read_samples(draw, texts, samples);
	paper_list_init(&list, &texts->arena, words_rtl(texts->words));
	json_t *whole = with_fresh(template, data);
	enum fail code = template_fill(template, whole, &place, &list);
	if (code == FAIL_NONE)
		code = raster_blocks(&draw->kit, &list, large, RASTER_LONG_ROWS_MAX, ret);
	json_decref(whole);
	return code;
}

enum fail draw_print(struct draw *draw, const char *kind, const char *language, bool large, const json_t *data, struct raster *ret)
{
	char path[PATH_MAX], name[RECEIPT_SERVICE_MAX + 16], own[RECEIPT_LANGUAGE_MAX + 1];
	struct template template = { 0 };
	struct texts texts = { 0 };

	if (!is_file(kind) || strlen(kind) > RECEIPT_SERVICE_MAX)
		return FAIL(INPUT, "a print's kind is of a-z, 0-9 and dashes");
	snprintf(name, sizeof name, "prints/%s.json", kind);
	TRY(file_path(path, sizeof path, draw->assets, name));
	TRY(template_read(path, &template));
	snprintf(own, sizeof own, "%s", language);
	enum fail code = read_texts(draw, own, &texts);
	if (code == FAIL_NONE) {
		mark(draw, texts.words);
		code = fill_print(draw, &template, data, &texts, large, ret);
		unmark(draw);
	}
	texts_done(&texts);
	template_done(&template);
	raster_kit_forget(&draw->kit);
	return code;
}

enum fail draw_void(struct draw *draw, const char *language, bool large, struct raster *ret)
{
	char own[RECEIPT_LANGUAGE_MAX + 1];
	struct texts texts = { 0 };

	snprintf(own, sizeof own, "%s", language);
	enum fail code = read_texts(draw, own, &texts);
	if (code == FAIL_NONE)
		code = raster_void(&draw->kit, words_get(texts.words, "receipt.void"), words_get(texts.words, "receipt.void.why"), words_rtl(texts.words), large, ret);
	texts_done(&texts);
	raster_kit_forget(&draw->kit);
	return code;
}

void draw_paper(struct draw *draw, int dots, int dpi)
{
	raster_kit_paper(&draw->kit, dots, dpi);
}

void draw_training(struct draw *draw, bool on)
{
	draw->training = on;
}

void draw_letters(struct draw *draw, const struct profile *profile)
{
	draw->kit.letters = profile->mode == MODE_TEXT ? profile : NULL;
}

void draw_rest(struct draw *draw)
{
	raster_kit_rest(&draw->kit);
}

const struct profile *draw_profile(const struct draw *draw)
{
	return &draw->profile;
}

const char *draw_words(struct draw *draw, const char *key)
{
	return words_get(draw->staff_words, key);
}

static enum fail read_all(struct draw *draw)
{
	char path[PATH_MAX];
	struct arena arena;
	struct site site;

	TRY(file_path(path, sizeof path, draw->assets, "profiles/generic-80mm.json"));
	TRY(profile_read(path, &draw->profile));
	TRY(raster_kit_open(draw->assets, draw->profile.dots, &draw->kit));
	draw_letters(draw, &draw->profile);
	arena_init(&arena, TEXTS_ARENA_MAX_BYTES);
	enum fail code = read_site(draw, "en", &arena, &site);
	if (code == FAIL_NONE)
		code = open_words(draw, site.languages[0], &draw->staff_words);
	arena_done(&arena);
	draw_rest(draw);
	return code;
}

enum fail draw_open(const char *assets, struct draw **ret)
{
	struct draw *draw = calloc(1, sizeof *draw);

	if (!draw)
		abort();
	enum fail code = FAIL_NONE;
	if ((size_t)snprintf(draw->assets, sizeof draw->assets, "%s", assets) >= sizeof draw->assets)
		code = FAIL(LIMIT, "the assets' path is too long");
	if (code == FAIL_NONE)
		code = read_all(draw);
	if (code != FAIL_NONE) {
		draw_close(draw);
		return code;
	}
	*ret = draw;
	return FAIL_NONE;
}

void draw_close(struct draw *draw)
{
	if (!draw)
		return;
	words_close(draw->staff_words);
	raster_kit_close(&draw->kit);
	free(draw);
}
