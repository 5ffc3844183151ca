/* SPDX-License-Identifier: MIT */
#include "tests/journeys/picture.h"

#include "tests/lib/wait.h"

#include <stdio.h>
#include <string.h>

void picture_of(struct kiosk *kiosk, char ret[static PICTURE_BYTES])
{
	char path[GIVEN_PATH_BYTES], panel[64];
	given_path(path, kiosk->folder, "screen.png");
	display_picture(&kiosk->display, path);
	snprintf(panel, sizeof panel, "%s+0+0", kiosk->plan.panel);
	assert_int_equal(process_run((char *[]){ "convert", path, "-crop", panel, "+repage", "-format", "%#", "info:", NULL }, ret, PICTURE_BYTES), 0);
}

void picture_await(struct kiosk *kiosk, const char *picture, const char *after)
{
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	char now[PICTURE_BYTES];
	for (picture_of(kiosk, now); strcmp(now, picture) != 0; picture_of(kiosk, now))
		if (!deadline_pause(deadline))
			fail_msg("after %s the picture never came back", after);
}
