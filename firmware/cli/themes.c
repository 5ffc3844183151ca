/* SPDX-License-Identifier: MIT */
/* `foyer themes`: asks foyer-themes, which reads a brand and the themes as the screen does. */
#include "firmware/cli/commands.h"

#include "firmware/cli/helper.h"
#include "firmware/cli/place.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
	"foyer themes [ASSETS]\n"
	"  read themes/brand.json and each theme as a kiosk does, and say what nobody could read or is broken;\n"
	"  exits 1 on any. A kiosk with such a brand starts all the same, in colours that are built in.\n";

int command_themes(int argc, char **argv)
{
	char assets[PATH_MAX];
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		printf("%s", usage);
		return 0;
	}
	if (argc > 2) {
		fprintf(stderr, "foyer: name one folder of assets\n\n%s", usage);
		return 2;
	}
	if (argc < 2 && place_assets(assets, sizeof assets) != FAIL_NONE) {
		fprintf(stderr, "foyer: %s\n", fail_words());
		return 2;
	}
	int status = helper_run("foyer-themes", (const char *const[]){ argc > 1 ? argv[1] : assets, NULL });
	if (status < 0)
		fprintf(stderr, "foyer: foyer-themes is not beside this program\n");
	return status < 0 ? 2 : status;
}
