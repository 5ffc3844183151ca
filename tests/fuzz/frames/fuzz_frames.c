/* SPDX-License-Identifier: MIT */
/* fuzz.frames - whatever comes through a door: both readers agree, and no verb falls over. */
/*
 * The first byte chooses the door; with its highest bit somebody who may everything is signed in at the screen and, as the session of 32 zeros, at the desk, and both of these programs are
 * there. A 0x1e byte ends one frame and begins the next; one that begins with a byte below 7 comes through that door from then on.
 */
#include "firmware/base/door.h"
#include "firmware/hub/frame.h"
#include "tests/fuzz/frames/fuzz_hub.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* numbers too long for our reader are the one difference that is meant */
static int has_long_number(const char *bytes, size_t size)
{
	size_t run = 0;
	for (size_t i = 0; i < size; i++) {
		run = memchr("0123456789.eE+-", bytes[i], 15) ? run + 1 : 0;
		if (run >= FRAME_NUMBER_MAX_BYTES)
			return 1;
	}
	return 0;
}

static json_t *read_both_ways(const char *bytes, size_t size)
{
	json_t *ours = NULL, *theirs = NULL;
	int we_take = frame_parse(bytes, size, &ours) == FAIL_NONE;
	int they_take = door_frame_parse(bytes, size, &theirs) == FAIL_NONE;
	if (we_take && (!they_take || !json_equal(ours, theirs)))
		abort();
	if (!we_take && they_take && !has_long_number(bytes, size))
		abort();
	json_decref(theirs);
	return ours;
}

/* what is written is what jansson writes */
static void write_both_ways(const json_t *frame, bool sorted)
{
	BUFFER_AUTO ours;
	buffer_init(&ours, 8 * DOOR_FRAME_MAX_BYTES);
	char *theirs = json_dumps(frame, JSON_COMPACT | (sorted ? JSON_SORT_KEYS : 0));
	if (!theirs || json_quick_write(frame, sorted, &ours) != FAIL_NONE || strcmp(theirs, buffer_text(&ours)) != 0)
		abort();
	free(theirs);
}

static void say(enum doorway at, const char *bytes, size_t size)
{
	struct reply reply = { .blob_fd = -1 };
	json_t *frame = read_both_ways(bytes, size), *answer = NULL;
	const struct request request = { .at = at, .frame = frame, .blob_fd = -1 };
	if (frame) {
		write_both_ways(frame, false);
		write_both_ways(frame, true);
	}
	if (frame && verb_answer(fuzz_hub(), &request, size, &reply, &answer) == FAIL_NONE) {
		if (!json_is_string(json_object_get(answer, "re")))
			abort();
		fuzz_hub_whole();
	}
	json_decref(answer);
	json_decref(frame);
	fail_clear();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size < 1 || size > DOOR_FRAME_MAX_BYTES + 100)
		return 0;
	enum doorway at = (enum doorway)((bytes[0] & 0x7f) % DOORWAY_COUNT);
	const char *from = (const char *)bytes + 1, *end = (const char *)bytes + size;
	if (bytes[0] & 0x80)
		fuzz_hub_people();
	while (from < end) {
		const char *stop = memchr(from, 0x1e, (size_t)(end - from));
		stop = stop ? stop : end;
		if (stop > from && (unsigned char)*from < DOORWAY_COUNT)
			at = (enum doorway)*from++;
		say(at, from, (size_t)(stop - from));
		from = stop + 1;
	}
	return 0;
}
