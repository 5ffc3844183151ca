/* SPDX-License-Identifier: MIT */
/* golden.render - every sample screen's tree, with its rectangles, is what was looked at and found good. FOYER_GOLDEN=write makes them anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "tests/golden/render/samples.h"
#include "ui/paint/paint.h"
#include "ui/tree/audit.h"
#include "ui/tree/dump.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOLDEN_MAX_BYTES = 64 * 1024 };

static struct text *text;

static int open_text(void **state)
{
	(void)state;
	return text_open(ASSETS "/fonts", &text) == FAIL_NONE ? 0 : -1;
}

static int close_text(void **state)
{
	(void)state;
	text_close(text);
	return 0;
}

static void given_sample(const struct sample *sample, struct tree *tree)
{
	tree_init(tree);
	sample->build(tree);
	if (tree_end(tree) != FAIL_NONE || layout_tree(tree, text, &sample->panel) != FAIL_NONE)
		fail_msg("%s: %s", sample->name, fail_words());
}

static void first_difference(const char *name, const char *golden, const char *is)
{
	int line = 1;
	while (*golden && *golden == *is) {
		line += *golden == '\n';
		golden++;
		is++;
	}
	fail_msg("%s.txt differs in line %d: \"%.60s\" became \"%.60s\"", name, line, golden, is);
}

static void trees_are_what_was_agreed(void **state)
{
	(void)state;
	const char *mode = getenv("FOYER_GOLDEN");
	for (int i = 0; i < sample_count; i++) {
		char path[PATH_MAX];
		struct tree tree;
		BUFFER_AUTO is, golden;
		buffer_init(&is, GOLDEN_MAX_BYTES);
		buffer_init(&golden, GOLDEN_MAX_BYTES);
		given_sample(&samples[i], &tree);
		assert_int_equal(dump_text(&tree, true, &is), FAIL_NONE);
		snprintf(path, sizeof path, TREES "/%s.txt", samples[i].name);
		if (mode && strcmp(mode, "write") == 0)
			assert_int_equal(file_replace(path, is.bytes, is.size_bytes, 0644), FAIL_NONE);
		assert_int_equal(file_read(path, &golden), FAIL_NONE);
		if (strcmp(buffer_text(&golden), buffer_text(&is)) != 0)
			first_difference(samples[i].name, buffer_text(&golden), buffer_text(&is));
		tree_done(&tree);
	}
}

static void every_sample_passes_the_audit(void **state)
{
	(void)state;
	for (int i = 0; i < sample_count; i++) {
		struct tree tree;
		struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
		given_sample(&samples[i], &tree);
		const struct layout_panel *panel = &samples[i].panel;
		if (audit_tree(&tree, panel->px_per_mm, panel->width_px, panel->height_px, broken) > 0)
			fail_msg("%s: %s", samples[i].name, broken[0].words);
		tree_done(&tree);
	}
}

/* Not which pixels, but that there are some: paper, and ink on it, and the same again the second time. */
static void every_sample_can_be_painted(void **state)
{
	(void)state;
	for (int i = 0; i < sample_count; i++) {
		struct tree tree;
		struct theme theme;
		struct paint *paint = NULL;
		const struct layout_panel *panel = &samples[i].panel;
		given_sample(&samples[i], &tree);
		assert_int_equal(theme_read(ASSETS, samples[i].theme, &theme), FAIL_NONE);
		assert_int_equal(paint_open(ASSETS, text, &theme, &paint), FAIL_NONE);
		SDL_Surface *once = SDL_CreateRGBSurfaceWithFormat(0, panel->width_px, panel->height_px, 32, SDL_PIXELFORMAT_RGB888), *twice = SDL_ConvertSurface(once, once->format, 0);
		paint_tree(paint, &tree, panel, once, NULL);
		text_forget(text);
		paint_tree(paint, &tree, panel, twice, NULL);
		assert_memory_equal(once->pixels, twice->pixels, (size_t)once->pitch * (size_t)once->h);
		size_t ink = 0, pixels = (size_t)once->w * (size_t)once->h;
		for (size_t p = 0; p < pixels; p++)
			ink += (((const uint32_t *)once->pixels)[p] & 0xffffff) != theme.rgb[COLOUR_PAPER];
		assert_true(ink > pixels / 20);
		SDL_FreeSurface(once);
		SDL_FreeSurface(twice);
		paint_close(paint);
		tree_done(&tree);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(trees_are_what_was_agreed), cmocka_unit_test(every_sample_passes_the_audit), cmocka_unit_test(every_sample_can_be_painted),
	};
	return cmocka_run_group_tests_name("render", cases, open_text, close_text);
}
