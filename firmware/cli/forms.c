/* SPDX-License-Identifier: MIT */
/* `foyer forms`: what people who write form definitions need, and who compare this engine with another. */
#include "firmware/cli/commands.h"
#include "firmware/cli/replay.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"

#include <stdio.h>
#include <string.h>

static const char usage[] =
	"foyer forms check FILE…\n"
	"  load each definition: says why it is refused, or what in it this kiosk does not know\n\n"
	"foyer forms replay --corpus DIR RECORDING…\n"
	"  answer recorded journeys again through the definitions under DIR/SET/DEF, and compare\n"
	"  each step; prints agreed/total and the first differences, exits 1 on any\n";

static int wrong(const char *words)
{
	fprintf(stderr, "foyer: %s\n\n%s", words, usage);
	return 2;
}

/* Returns whether it loads. */
static bool check_file(const char *path)
{
	struct form *form = NULL;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	fail_clear();
	enum fail code = file_read(path, &bytes);
	if (code == FAIL_NONE)
		code = form_load(buffer_text(&bytes), bytes.size_bytes, "form", &form);
	if (code != FAIL_NONE) {
		printf("%s: refused: %s\n", path, fail_words());
		return false;
	}
	printf("%s: %zu pages, %zu warning%s\n", path, form->page_count, form->warning_count, form->warning_count == 1 ? "" : "s");
	for (size_t i = 0; i < form->warning_count; i++)
		printf("  %s\n", form->warning[i]);
	form_free(form);
	return true;
}

static int check(int argc, char **argv)
{
	size_t refused = 0;
	if (argc < 2)
		return wrong("name a definition to check");
	for (int i = 1; i < argc; i++)
		refused += !check_file(argv[i]);
	printf("%d definition%s, %zu refused\n", argc - 1, argc == 2 ? "" : "s", refused);
	return refused > 0;
}

static int replay(int argc, char **argv)
{
	static struct replay all;
	const char *corpus = NULL;
	int recordings = 0;
	all.today = date_of_ms(clock_wall_ms(), NULL);
	for (int i = 1; i < argc && !corpus; i++)
		if (strcmp(argv[i], "--corpus") == 0 && i + 1 < argc)
			corpus = argv[i + 1];
	if (!corpus)
		return wrong("name the folder of the definitions with --corpus");
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--corpus") == 0) {
			i++;
			continue;
		}
		recordings++;
		if (replay_recording(&all, corpus, argv[i]) != FAIL_NONE) {
			fprintf(stderr, "foyer: %s\n", fail_words());
			return 2;
		}
	}
	if (recordings == 0)
		return wrong("name a recording to replay");
	replay_print(&all);
	return replay_agrees(&all) ? 0 : 1;
}

int command_forms(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "check") == 0)
		return check(argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "replay") == 0)
		return replay(argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		printf("%s", usage);
		return 0;
	}
	return wrong("say what to do with forms");
}
