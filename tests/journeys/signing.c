/* SPDX-License-Identifier: MIT */
#include "tests/journeys/signing.h"

#include "tests/lib/screen.h"
#include "tests/lib/staff_list.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The kiosk has made its key when it is up; the list that is sealed to it is there when it starts again. */
static int set_up_as(void **state, const char *role)
{
	json_t *staff = staff_list_sam();
	struct signing *signing = calloc(1, sizeof *signing);
	assert_non_null(signing);
	given_folder(signing->assets);
	given_links("assets", signing->assets);
	*state = signing;
	kiosk_start(&signing->kiosk, &(struct kiosk_plan){ .assets = signing->assets });
	kiosk_halt(&signing->kiosk);
	json_object_set_new(json_array_get(staff, 0), "role", json_string(role));
	staff_list(signing->kiosk.state, signing->assets, 0, staff);
	kiosk_run(&signing->kiosk);
	screen_await(&signing->kiosk, "start");
	return 0;
}

int signing_set_up(void **state)
{
	return set_up_as(state, "staff");
}

int signing_set_up_supervisor(void **state)
{
	return set_up_as(state, "supervisor");
}

int signing_tear_down(void **state)
{
	struct signing *signing = *state;
	kiosk_end(&signing->kiosk);
	given_done(signing->assets);
	free(signing);
	return 0;
}

void signing_digits(struct kiosk *kiosk, const char *digits)
{
	for (; *digits; digits++)
		screen_touch(kiosk, (char[]){ 'k', 'e', 'y', ':', *digits, '\0' });
}

void signing_in(struct kiosk *kiosk, const char *pin)
{
	screen_touch(kiosk, "person");
	screen_await(kiosk, "staff");
	screen_touch(kiosk, "staff");
	screen_await_named(kiosk, "staff/number");
	signing_digits(kiosk, "4471");
	screen_touch(kiosk, "staff-next");
	screen_await_named(kiosk, "staff/pin");
	signing_digits(kiosk, pin);
	screen_touch(kiosk, "staff-next");
}
