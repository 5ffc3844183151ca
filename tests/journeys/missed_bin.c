/* SPDX-License-Identifier: MIT */
#include "tests/journeys/missed_bin.h"

#include "firmware/base/id.h"

#include <stdio.h>
#include <string.h>

/* Words that stand nowhere else, so that a search for them finds answers and nothing but answers. */
const struct walker_answer missed_bin_answers[] = {
	{ "field:place__addressLine1", "14 Zwblywick Terrace" },
	{ "field:place__addressLine2", "Quarnfold" },
	{ "field:place__town", "Plimbourneham" },
	{ "field:place__county", "Wexlevshire" },
	{ "field:place__postcode", "MB7 3QZ" },
	{ "choice:bin", "recycling" },
	{ "choice:assisted", "false" },
	{ "choice:outInTime", "true" },
	{ "choice:tagged", "true" },
	{ "field:inTheWay", "A skip by ravelbrock" },
	{ "field:fullName", "Ottoline Crabtreevale" },
	{ "choice:contact", "email" },
	{ "field:email", "zephyrwick@example.org" },
	{ NULL, NULL },
};

void missed_bin_begin(struct kiosk *kiosk)
{
	screen_press(kiosk, "start");
	screen_service(kiosk, "missed-bin");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "back");
}

void missed_bin_check(struct kiosk *kiosk)
{
	missed_bin_begin(kiosk);
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
}

bool at_check(struct kiosk *kiosk)
{
	return strcmp(screen_id(kiosk), "check") == 0;
}

void missed_bin_reference(struct kiosk *kiosk, char ret[static 32])
{
	const json_t *node = screen_await(kiosk, "reference");
	snprintf(ret, 32, "%s", node_text(node, "name"));
	struct reference read;
	if (strncmp(ret, "MB ", 3) != 0 || reference_parse(ret, &read) != FAIL_NONE)
		fail_msg("\"%s\" is not a reference", ret);
}

void missed_bin_send(struct kiosk *kiosk, char ret[static 32])
{
	missed_bin_check(kiosk);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, ret);
}

void print_at_the_desk(struct kiosk *kiosk, const char *reference)
{
	char foyer[GIVEN_PATH_BYTES], said[1024], words[32];
	snprintf(words, sizeof words, "%s", reference);
	given_built("bin/foyer", foyer);
	if (process_run((char *[]){ foyer, "receipt", "--state", kiosk->state, words, NULL }, said, sizeof said) != 0)
		fail_msg("foyer receipt %s: %s", reference, said);
}
