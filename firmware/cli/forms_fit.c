/* SPDX-License-Identifier: MIT */
/* Whether a form's words fit is asked of foyer-fit, which has the kiosk's screens; this program has none of them. */
#include "firmware/cli/forms.h"

#include "firmware/cli/helper.h"
#include "firmware/cli/place.h"

#include <limits.h>

int forms_fit(const char *path)
{
	char assets[PATH_MAX];
	fail_clear();
	bool here = place_assets(assets, sizeof assets) == FAIL_NONE;
	fail_clear();
	int status = here ? helper_run("foyer-fit", (const char *const[]){ assets, path, NULL }) : -1;
	return status == 0 || status == 1 ? status : -1;
}
