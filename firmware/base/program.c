/* SPDX-License-Identifier: MIT */
#include "firmware/base/program.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

const char *program_version(void)
{
	return FOYER_VERSION;
}

static void print_help(const char *name, const struct program_option *options)
{
	printf("%s\n\nOptions:\n", name);
	for (; options->name; options++)
		printf("  --%s%s\n        %s\n", options->name, options->ret_value ? " VALUE" : "", options->meaning);
	printf("  --help\n        say this\n");
}

static const struct program_option *find_option(const struct program_option *options, const char *name, size_t length)
{
	for (; options->name; options++)
		if (strlen(options->name) == length && strncmp(options->name, name, length) == 0)
			return options;
	return NULL;
}

/* Reads the option at argv[*at], which may be "--name value" or "--name=value"; moves *at to its last word. */
static enum fail read_option(int argc, char **argv, int *at, const struct program_option *options)
{
	const char *word = argv[*at] + 2;
	size_t length = strcspn(word, "=");
	const struct program_option *option = find_option(options, word, length);
	if (!option)
		return FAIL(INPUT, "there is no option --%.*s; --help lists them", (int)length, word);
	if (option->ret_flag) {
		*option->ret_flag = true;
		return FAIL_NONE;
	}
	if (word[length] == '=')
		*option->ret_value = word + length + 1;
	else if (*at + 1 < argc)
		*option->ret_value = argv[++*at];
	else
		return FAIL(INPUT, "--%s needs a value", option->name);
	return FAIL_NONE;
}

enum fail program_options(const char *name, int argc, char **argv, const struct program_option *options, int *ret_rest)
{
	int at = 1;
	for (; at < argc && strncmp(argv[at], "--", 2) == 0; at++) {
		if (strcmp(argv[at], "--help") == 0) {
			print_help(name, options);
			return FAIL_EMPTY;
		}
		if (argv[at][2] == '\0') {
			at++;
			break;
		}
		TRY(read_option(argc, argv, &at, options));
	}
	*ret_rest = at;
	return FAIL_NONE;
}

static void harden(void)
{
	struct rlimit none = { 0, 0 };
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	umask(077);
}

enum fail program_start(const char *name, int argc, char **argv, const struct program_option *options)
{
	log_open(name);
	int rest = argc;
	TRY(program_options(name, argc, argv, options, &rest));
	if (rest < argc)
		return FAIL(INPUT, "\"%s\" is not an option; --help lists them", argv[rest]);
	harden();
	setenv("TZ", "Europe/London", 0);
	tzset();
	return clock_open();
}
