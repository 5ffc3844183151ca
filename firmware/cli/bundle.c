/* SPDX-License-Identifier: MIT */
/* `foyer bundle`: what a council sends to its kiosks, made, signed and looked at. */
#include "firmware/cli/bundle.h"

#include "firmware/cli/commands.h"

#include <stdio.h>
#include <string.h>

static const struct verb {
	const char *name, *meaning;
	int (*run)(int argc, char **argv);
} verbs[] = {
	{ "keys", "keys new: a key pair that signs, in minisign's format", bundle_keys },
	{ "build", "build DIR --key FILE -o OUT: a signed version from DIR/bundle.json", bundle_build },
	{ "check", "check BUNDLE --public FILE: signature and every part of a bundle", bundle_check },
	{ "content", "content.db alone, from addresses, rounds and neighbours", bundle_content },
};

static void print_help(FILE *out)
{
	fprintf(out, "foyer bundle VERB [OPTIONS]\n\nVerbs:\n");
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		fprintf(out, "  %-8s %s\n", verbs[i].name, verbs[i].meaning);
	fprintf(out, "\n\"foyer bundle VERB --help\" lists a verb's options.\n");
}

int command_bundle(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		print_help(stdout);
		return 0;
	}
	for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(verbs[i].name, argv[1]) == 0)
			return verbs[i].run(argc - 1, argv + 1);
	if (argc > 1)
		fprintf(stderr, "foyer: there is no verb \"bundle %s\"\n\n", argv[1]);
	print_help(stderr);
	return 2;
}
