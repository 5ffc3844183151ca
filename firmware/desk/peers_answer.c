/* SPDX-License-Identifier: MIT */
/* peers_answer.c - tables of what there may be. */
#include "firmware/desk/peers_answer.h"

#include "firmware/base/json.h"

#include <stdbool.h>
#include <string.h>

enum kind { WORD, TEXT, NUMBER, TRUTH };
struct member { const char *key; enum kind kind; int64_t most; /* bytes, or the number */ };

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:+/-";

static bool holds(const struct member *member, const json_t *value)
{
	const char *text = json_string_value(value);
	switch (member->kind) {
	case WORD:
		return text && json_string_length(value) <= (size_t)member->most && strspn(text, letters) == json_string_length(value);
	case TEXT:
		return text && json_string_length(value) <= (size_t)member->most;
	case NUMBER:
		return json_is_integer(value) && json_integer_value(value) >= 0 && json_integer_value(value) <= member->most;
	case TRUTH:
		return json_is_boolean(value);
	}
	return false;
}

/* What @members name, of @said. New. */
static json_t *take(const json_t *said, const struct member *members)
{
	json_t *taken = json_object();
	for (; members->key; members++) {
		json_t *value = json_object_get(said, members->key);
		if (value && holds(members, value))
			json_object_set(taken, members->key, value);
	}
	return taken;
}

json_t *peers_answer_state(const json_t *said)
{
	static const struct member state[] = {
		{ "kiosk", TEXT, PEERS_TEXT_MAX_BYTES }, { "visit", TRUTH, 0 }, { "visit_s", NUMBER, PEERS_AGE_MAX_S }, { "service", WORD, 16 }, { "network", WORD, 16 }, { "queue", NUMBER, INT32_MAX },
		{ "locked", TRUTH, 0 }, { "training", TRUTH, 0 }, { NULL, TEXT, 0 },
	}, printer[] = { { "state", WORD, 16 }, { "key", WORD, 48 }, { "low", TRUTH, 0 }, { NULL, TEXT, 0 } }, join[] = { { "state", WORD, 16 }, { "name", TEXT, PEERS_TEXT_MAX_BYTES }, { NULL, TEXT, 0 } };
	if (!json_is_object(said))
		return NULL;
	json_t *taken = take(said, state);
	json_object_set_new(taken, "printer", take(json_object_get(said, "printer"), printer));
	if (json_object_get(said, "join"))
		json_object_set_new(taken, "join", take(json_object_get(said, "join"), join));
	return taken;
}

static json_t *take_notes(const json_t *said)
{
	static const struct member members[] = { { "name", TEXT, PEERS_TEXT_MAX_BYTES }, { "text", TEXT, PEERS_NOTE_MAX_BYTES }, { "since_s", NUMBER, PEERS_AGE_MAX_S }, { NULL, TEXT, 0 } };
	json_t *notes = json_array();
	const json_t *note;
	size_t i;
	json_array_foreach((json_t *)said, i, note)
		if (i < PEERS_NOTES_MAX && json_is_object(note))
			json_array_append_new(notes, take(note, members));
	return notes;
}

json_t *peers_answer_calls(const json_t *said)
{
	static const struct member members[] = {
		{ "ticket", WORD, 3 }, { "since_s", NUMBER, PEERS_AGE_MAX_S }, { "language", WORD, 16 }, { "from", WORD, 64 }, { "service", WORD, 128 }, { "state", WORD, 16 },
		{ "name", TEXT, PEERS_TEXT_MAX_BYTES }, { "minutes", NUMBER, 60 }, { "by", WORD, 36 }, { "mine", TRUTH, 0 }, { "confirm", WORD, 12 }, { NULL, TEXT, 0 },
	};
	json_t *calls = json_is_array(said) ? json_array() : NULL;
	const json_t *call;
	size_t i;
	int open = 0, left = 0;
	json_array_foreach((json_t *)said, i, call) {
		json_t *taken = take(call, members);
		bool gone = strcmp(json_text_or(taken, "state", ""), "left") == 0, room = gone ? left < PEERS_LEFT_MAX : open < PEERS_OPEN_MAX;
		if (json_text_or(taken, "ticket", "")[0] && room) {
			*(gone ? &left : &open) += 1;
			json_object_set_new(taken, "notes", take_notes(json_object_get(call, "notes")));
			json_array_append(calls, taken);
		}
		json_decref(taken);
	}
	return calls;
}

json_t *peers_answer_kept(const json_t *said)
{
	static const struct member members[] = {
		{ "service", WORD, 128 }, { "language", WORD, 16 }, { "since_s", NUMBER, PEERS_AGE_MAX_S }, { "left_s", NUMBER, PEERS_AGE_MAX_S }, { "state", WORD, 16 }, { "name", TEXT, PEERS_TEXT_MAX_BYTES }, { NULL, TEXT, 0 },
	};
	json_t *list = json_is_array(said) ? json_array() : NULL;
	const json_t *kept;
	size_t i;
	json_array_foreach((json_t *)said, i, kept)
		if (i < PEERS_KEPT_MAX && json_is_object(kept))
			json_array_append_new(list, take(kept, members));
	return list;
}

json_t *peers_answer_push(const json_t *said)
{
	static const struct member members[] = {
		{ "ticket", WORD, 3 }, { "service", WORD, 128 }, { "name", TEXT, PEERS_TEXT_MAX_BYTES }, { "state", WORD, 16 }, { "since_s", NUMBER, PEERS_AGE_MAX_S }, { "code", WORD, 6 }, { NULL, TEXT, 0 },
	};
	return json_is_object(said) ? take(said, members) : NULL;
}
