/* SPDX-License-Identifier: MIT */
#include "tests/journeys/missed_bin.h"

#include <stdio.h>
#include <string.h>

const struct walker_answer missed_bin_answers[] = {
	{ NULL, NULL },
};

void missed_bin_begin(struct kiosk *kiosk)
{
	screen_press(kiosk, "start");
	screen_press(kiosk, "service:missed-bin");
	screen_press(kiosk, "begin");
	screen_await(kiosk, "continue");
}

void missed_bin_check(struct kiosk *kiosk)
{
	missed_bin_begin(kiosk);
	walk_to_check(kiosk, missed_bin_answers, NULL, NULL);
}

/* A reference is the prefix and groups of three, four groups in all: "MB 7K4 29Q XM3". */
static bool is_reference(const char *text)
{
	return strlen(text) == 14 && strncmp(text, "MB ", 3) == 0 && text[6] == ' ' && text[10] == ' ';
}

void missed_bin_reference(struct kiosk *kiosk, char ret[static 32])
{
	screen_await(kiosk, "finish");
	screen_await_words(kiosk, "MB ");
	size_t at;
	json_t *node;
	ret[0] = '\0';
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node)
		if (is_reference(node_text(node, "name")) || is_reference(node_text(node, "value")))
			snprintf(ret, 32, "%s", is_reference(node_text(node, "name")) ? node_text(node, "name") : node_text(node, "value"));
	if (!ret[0]) {
		screen_dump(kiosk);
		fail_msg("the confirmation shows no reference");
	}
}

void missed_bin_send(struct kiosk *kiosk, char ret[static 32])
{
	missed_bin_check(kiosk);
	screen_press(kiosk, "send");
	missed_bin_reference(kiosk, ret);
}
