/* SPDX-License-Identifier: MIT */
/* main.c - foyer-desk: the page that staff see on their own computers, and nothing else. */
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/base/secret.h"
#include "firmware/desk/desk.h"

#include <stdio.h>
#include <stdlib.h>

static enum fail port_read(const char *text, int *ret)
{
	char *end = NULL;
	long port = text ? strtol(text, &end, 10) : -1;
	if (text && (end == text || *end || port < 0 || port > 65535))
		return FAIL(INPUT, "--plain is a port, 0 to 65535");
	*ret = (int)port;
	return FAIL_NONE;
}

static enum fail serve(const char *doors, const char *builtin, const char *current, const char *plain, bool *ret_retired)
{
	static struct assets assets;
	struct desk_options options = { .doors = doors, .assets = &assets };
	struct loop *loop = NULL;
	struct desk *desk = NULL;
	TRY(port_read(plain, &options.plain_port));
	enum fail fail = assets_settle(current, builtin, &assets);
	if (fail == FAIL_NONE)
		fail = loop_new(&loop);
	if (fail == FAIL_NONE)
		fail = desk_new(loop, &options, &desk);
	if (fail == FAIL_NONE)
		fail = loop_run(loop);
	*ret_retired = desk_retired(desk);
	desk_free(desk);
	loop_free(loop);
	return fail;
}

int main(int argc, char **argv)
{
	const char *doors = NULL, *assets = NULL, *current = NULL, *plain = NULL;
	bool retired = false;
	const struct program_option options[] = {
		{ "doors", "the folder of the hub's doors", &doors, NULL },
		{ "assets", "words, the page and the council's colours", &assets, NULL },
		{ "current", "the link to the version in use", &current, NULL },
		{ "plain", "without TLS, for this machine alone, at this port (0: any), whatever kiosk.json says", &plain, NULL },
		{ NULL, NULL, NULL, NULL },
	};
	secret_json(); /* PINs go through as JSON */
	enum fail fail = program_start("foyer-desk", argc, argv, options);
	if (fail == FAIL_EMPTY)
		return EXIT_SUCCESS;
	if (fail == FAIL_NONE && (!doors || !assets))
		fail = FAIL(INPUT, "--doors and --assets are needed");
	if (fail == FAIL_NONE)
		fail = serve(doors, assets, current, plain, &retired);
	if (fail == FAIL_NONE)
		return retired ? PROGRAM_RETIRED : EXIT_SUCCESS;
	log_fail("desk.ended", fail);
	return EXIT_FAILURE;
}
