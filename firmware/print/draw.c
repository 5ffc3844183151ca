/* SPDX-License-Identifier: MIT */
/* draw.c - everything a receipt is made of is read anew for each: they are few, and texts may have changed. */
#include "firmware/print/draw.h"

#include "firmware/base/buffer.h"
#include "firmware/base/file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS_ARENA_MAX_BYTES = 4 * 1024 * 1024 };

struct draw {
	char assets[PATH_MAX];
	struct raster_kit kit;
	struct profile profile;
	struct words *staff_words;
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

/* Only names that can be a file of ours: the row came through the hub, but from a program nonetheless. */
static bool is_service(const char *code)
{
	return code[0] != '\0' && code[0] != '-' && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(code);
}

static enum fail read_form(const struct draw *draw, const char *service, struct form **ret)
{
	char path[PATH_MAX], name[RECEIPT_SERVICE_MAX + 16];
	BUFFER_AUTO bytes = { 0 };

	if (!is_service(service))
		return FAIL(INPUT, "a service's code is of a-z, 0-9 and dashes");
	snprintf(name, sizeof name, "forms/%s.json", service);
	TRY(file_path(path, sizeof path, draw->assets, name));
	buffer_init(&bytes, FORM_MAX_BYTES);
	TRY(file_read(path, &bytes));
	return form_load(buffer_text(&bytes), bytes.size_bytes, service, ret);
}

static enum fail read_texts(struct draw *draw, struct receipt_job *job, struct texts *texts)
{
	arena_init(&texts->arena, TEXTS_ARENA_MAX_BYTES);
	TRY(read_site(draw, job->language, &texts->arena, &texts->site));
	enum fail code = open_words(draw, job->language, &texts->words);
	if (code == FAIL_EMPTY || code == FAIL_INPUT) {
		snprintf(job->language, sizeof job->language, "%s", texts->site.languages[0]);
		TRY(read_site(draw, job->language, &texts->arena, &texts->site));
		code = open_words(draw, job->language, &texts->words);
	}
	TRY(code);
	code = read_form(draw, job->service, &texts->form);
	if (code != FAIL_NONE)
		texts->form = NULL;
	return FAIL_NONE;
}

enum fail draw_job(struct draw *draw, const struct receipt_job *job, struct raster *ret_receipt, struct raster *ret_slip, bool *ret_bare)
{
	struct receipt_job own = *job;
	struct texts texts = { 0 };
	struct receipt receipt;

	enum fail code = read_texts(draw, &own, &texts);
	if (code == FAIL_NONE) {
		receipt_make(&own, texts.words, &texts.site, texts.form, &texts.arena, &receipt);
		code = raster_receipt(&draw->kit, &receipt, job->large, ret_receipt);
	}
	if (code == FAIL_NONE) {
		code = raster_void(&draw->kit, words_get(texts.words, "receipt.void"), words_get(texts.words, "receipt.void.why"),
		                   receipt.rtl, job->large, ret_slip);
		if (code != FAIL_NONE)
			raster_done(ret_receipt);
	}
	*ret_bare = !texts.form;
	texts_done(&texts);
	return code;
}

void draw_paper(struct draw *draw, int dots, int dpi)
{
	raster_kit_paper(&draw->kit, dots, dpi);
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
	draw->kit.letters = draw->profile.mode == MODE_TEXT ? &draw->profile : NULL;
	arena_init(&arena, TEXTS_ARENA_MAX_BYTES);
	enum fail code = read_site(draw, "en", &arena, &site);
	if (code == FAIL_NONE)
		code = open_words(draw, site.languages[0], &draw->staff_words);
	arena_done(&arena);
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
