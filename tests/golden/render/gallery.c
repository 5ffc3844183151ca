/* SPDX-License-Identifier: MIT */
/* gallery.c - the sample screens as PNG files and tree dumps, for people to look at: foyer-gallery ASSETS FOLDER [NAME…]. */
#include "firmware/base/file.h"
#include "tests/golden/render/samples.h"
#include "ui/paint/paint.h"
#include "ui/paint/shot.h"
#include "ui/tree/audit.h"
#include "ui/tree/dump.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 10 };

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); /* other work on the machine does not count */
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void report(const struct tree *tree, const struct sample *sample)
{
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	int count = audit_tree(tree, sample->panel.px_per_mm, sample->panel.width_px, sample->panel.height_px, broken);
	for (int i = 0; i < count && i < AUDIT_BROKEN_MAX; i++)
		printf("  %s: %s\n", broken[i].rule, broken[i].words);
}

static enum fail show(const char *assets, const char *folder, const struct sample *sample, struct text *text)
{
	struct theme theme;
	struct tree tree;
	struct paint *paint = NULL;
	char path[PATH_MAX];
	TRY(theme_read(assets, sample->theme, &theme));
	TRY(paint_open(assets, text, &theme, &paint));
	tree_init(&tree);
	sample->build(&tree);
	TRY(tree_end(&tree));
	double start = now_ms();
	enum fail fits = layout_tree(&tree, text, &sample->panel);
	double laid = now_ms();
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, sample->panel.width_px, sample->panel.height_px, 32, SDL_PIXELFORMAT_RGB888);
	paint_tree(paint, &tree, &sample->panel, surface, NULL);
	double first = now_ms();
	(void)layout_tree(&tree, text, &sample->panel);
	double again = now_ms();
	for (int i = 0; i < ROUNDS; i++)
		paint_tree(paint, &tree, &sample->panel, surface, NULL);
	double end = now_ms();
	printf("%s: %d nodes, layout %.2f ms then %.2f, paint %.2f ms then %.2f%s%s\n", sample->name, tree.count, laid - start, again - first, first - laid, (end - again) / ROUNDS,
		fits == FAIL_NONE ? "" : ", cramped: ", fits == FAIL_NONE ? "" : fail_words());
	fail_clear();
	report(&tree, sample);
	snprintf(path, sizeof path, "%s/%s.png", folder, sample->name);
	TRY(shot_save(surface, path));
	SDL_FreeSurface(surface);
	paint_close(paint);
	tree_done(&tree);
	return FAIL_NONE;
}

int main(int count, char **argument)
{
	struct text *text = NULL;
	char fonts[PATH_MAX];
	if (count < 3) {
		fprintf(stderr, "use: %s ASSETS FOLDER [NAME…]\n", argument[0]);
		return 2;
	}
	enum fail code = file_path(fonts, sizeof fonts, argument[1], "fonts");
	if (code == FAIL_NONE)
		code = text_open(fonts, &text);
	for (int i = 0; i < sample_count && code == FAIL_NONE; i++) {
		bool wanted = count == 3;
		for (int a = 3; a < count; a++)
			wanted = wanted || strcmp(argument[a], samples[i].name) == 0;
		if (wanted)
			code = show(argument[1], argument[2], &samples[i], text);
	}
	if (code != FAIL_NONE)
		fprintf(stderr, "%s\n", fail_words());
	text_close(text);
	return code == FAIL_NONE ? 0 : 1;
}
