/* SPDX-License-Identifier: MIT */
/* `foyer forms`: what people who write form definitions need, and who compare this engine with another. */
#include "firmware/cli/commands.h"
#include "firmware/cli/forms.h"
#include "firmware/cli/replay.h"

#include "firmware/base/clock.h"

#include <stdio.h>
#include <string.h>

static const char usage[] =
	"foyer forms check FILE…\n"
	"  load each definition and say what is wrong, where, and what to do: why it is refused, what this kiosk\n"
	"  does not know, pages that nobody reaches or leaves, conditions that never hold, missing translations,\n"
	"  missing standard and privacy lines, what is hard to read, and what does not fit on a\n"
	"  panel at its largest text in each language; exits 1 on any\n\n"
	"foyer forms walk [--seed N] [--journeys N] [--today YYYY-MM-DD] FILE\n"
	"  play random journeys and print which pages and conditions they met; exits 1 when one is stuck\n\n"
	"foyer forms show [--svg FILE] FILE\n"
	"  print the graph of pages in Graphviz's language, and draw it as a picture\n\n"
	"foyer forms replay --corpus DIR RECORDING…\n"
	"  answer recorded journeys again through the definitions under DIR/SET/DEF, and compare\n"
	"  each step; prints agreed/total and the first differences, exits 1 on any\n";

int forms_wrong(const char *words)
{
	fprintf(stderr, "foyer: %s\n\n%s", words, usage);
	return 2;
}

/* Where "--corpus" stands with its folder behind it; 0 nowhere. */
static int corpus_at(int argc, char **argv)
{
	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], "--corpus") == 0)
			return i;
	return 0;
}

static int replay(int argc, char **argv)
{
	static struct replay all;
	int recordings = 0, at = corpus_at(argc, argv);
	all.today = date_of_ms(clock_wall_ms(), NULL);
	if (!at)
		return forms_wrong("name the folder of the definitions with --corpus");
	for (int i = 1; i < argc; i++) {
		if (i == at || i == at + 1)
			continue;
		recordings++;
		if (replay_recording(&all, argv[at + 1], argv[i]) != FAIL_NONE) {
			fprintf(stderr, "foyer: %s\n", fail_words());
			return 2;
		}
	}
	if (recordings == 0)
		return forms_wrong("name a recording to replay");
	replay_print(&all);
	return replay_agrees(&all) ? 0 : 1;
}

static const struct { const char *name; int (*run)(int argc, char **argv); } verbs[] = {
	{ "check", forms_check }, { "walk", forms_walk }, { "show", forms_show }, { "replay", replay },
};

int command_forms(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		printf("%s", usage);
		return 0;
	}
	for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return verbs[i].run(argc - 1, argv + 1);
	return forms_wrong("say what to do with forms");
}
