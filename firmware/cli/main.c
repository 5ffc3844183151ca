/* SPDX-License-Identifier: MIT */
/* `foyer`: a table of commands. */
#include "firmware/cli/commands.h"

#include <stdio.h>
#include <string.h>

struct command {
	const char *name;
	const char *meaning;
	int (*run)(int argc, char **argv);
};

static const struct command commands[] = {
	{ "run", "start the kiosk on this machine and keep it running", command_run },
	{ "forms", "check, walk and draw form definitions, or replay recorded journeys", command_forms },
	{ "bundle", "make, sign and check what a council sends to its kiosks", command_bundle },
	{ "staff", "who may sign in at a council's kiosks, and the help desk's codes", command_staff },
	{ "themes", "check a council's brand and the themes", command_themes },
	{ "receipt", "print a receipt that somebody left without, within a day", command_receipt },
	{ "enrol", "make this kiosk known to the back office by a one-time code", command_enrol },
	{ "queue", "carry the sealed queue away on a stick, or send again what was set aside", command_queue },
	{ "audit", "who did what on this kiosk: read it, carry it away, or check that it is whole", command_audit },
	{ "printer", "put paper in, step by step, and look at a test page", command_printer },
	{ "status", "show how the running kiosk is", command_status },
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void print_help(FILE *out)
{
	fprintf(out, "foyer COMMAND [OPTIONS]\n\nCommands:\n");
	for (int i = 0; i < COMMANDS; i++)
		fprintf(out, "  %-8s %s\n", commands[i].name, commands[i].meaning);
	fprintf(out, "\n\"foyer COMMAND --help\" lists a command's options.\n");
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		print_help(stdout);
		return 0;
	}
	for (int i = 0; argc > 1 && i < COMMANDS; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	if (argc > 1)
		fprintf(stderr, "foyer: there is no command \"%s\"\n\n", argv[1]);
	print_help(stderr);
	return 2;
}
