/* SPDX-License-Identifier: MIT */
/* The test door sees what the resident sees and presses what the resident presses. */
#include "firmware/hub/verbs.h"

#include "firmware/base/json.h"

#include <string.h>

enum { NODE_MAX_BYTES = 512 /* a choice is named by its value */, TEXT_MAX_BYTES = 4096, SAID_MAX = 40 /* a screen tells no more at once */ };

enum fail answer_screen(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	json_t *tree = json_object_get(request->frame, "tree");
	if (!json_is_object(tree))
		return FAIL(INPUT, "\"tree\" is not an object");
	if (!doors_is_open(hub->doors, DOORWAY_TEST))
		return FAIL_NONE; /* nobody watches any more: do not keep it */
	json_decref(hub->screen);
	hub->screen = json_incref(tree);
	doors_ring(hub->doors, DOORWAY_TEST, json_pack("{s:s, s:O}", "bell", "screen", "tree", tree));
	return FAIL_NONE;
}

enum fail answer_screen_get(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	if (!hub->screen)
		return FAIL(EMPTY, "no screen has been seen yet");
	reply->body = json_pack("{s:O}", "tree", hub->screen);
	return FAIL_NONE;
}

/* What became of each sentence that was spoken: passed on, never kept, because it may be somebody's answer. */
enum fail answer_said(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	json_t *said = json_object_get(request->frame, "said"), *one;
	int64_t lost = 0;
	size_t at;
	if (!json_is_array(said))
		return FAIL(INPUT, "\"said\" is not a list");
	if (json_array_size(said) > SAID_MAX)
		return FAIL(LIMIT, "more than %d sentences at once", SAID_MAX);
	json_array_foreach(said, at, one)
		if (!json_is_object(one))
			return FAIL(INPUT, "a sentence is not an object");
	if (json_object_get(request->frame, "lost"))
		TRY(json_take_int(request->frame, "lost", 0, INT32_MAX, &lost));
	doors_ring(hub->doors, DOORWAY_TEST, json_pack("{s:s, s:O, s:I}", "bell", "said", "said", said, "lost", (json_int_t)lost));
	return FAIL_NONE;
}

enum fail answer_act(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)reply;
	const char *node = "", *action = NULL, *text = NULL;
	TRY(json_take_text(request->frame, "action", NODE_MAX_BYTES, &action));
	bool set = strcmp(action, "set") == 0, look = strcmp(action, "look") == 0, speech = strcmp(action, "speech") == 0;
	if (!set && !look && !speech && strcmp(action, "press") != 0)
		return FAIL(INPUT, "\"action\" is not press, set, look or speech");
	if (!look && !speech)
		TRY(json_take_text(request->frame, "node", NODE_MAX_BYTES, &node));
	if (set || json_object_get(request->frame, "text"))
		TRY(json_take_text(request->frame, "text", TEXT_MAX_BYTES, &text));
	if (!doors_is_open(hub->doors, DOORWAY_UI))
		return FAIL(OFFLINE, "no screen is connected");
	json_int_t turn = json_integer_value(json_object_get(request->frame, "turn")); /* comes back in the tree that shows what came of it */
	doors_ring(hub->doors, DOORWAY_UI, json_pack("{s:s, s:s, s:s, s:s*, s:I}", "bell", "act", "node", node, "action", action, "text", text, "turn", turn));
	return FAIL_NONE;
}
