/* SPDX-License-Identifier: MIT */
/* Bytes to a JSON object. */
#include "firmware/hub/frame.h"

#include "firmware/base/door.h"
#include "firmware/base/utf8.h"

enum fail frame_parse(const char *bytes, size_t size, json_t **ret)
{
	size_t where = 0;
	if (size > DOOR_FRAME_MAX_BYTES)
		return FAIL(LIMIT, "a frame is larger than %d bytes", DOOR_FRAME_MAX_BYTES);
	json_t *frame = json_quick(bytes, size, FRAME_DEPTH_MAX, &where);
	if (!frame)
		return utf8_valid(bytes, size) ? FAIL(INPUT, "a frame is not JSON at byte %zu", where) : FAIL(INPUT, "a frame is not UTF-8");
	if (!json_is_object(frame)) {
		json_decref(frame);
		return FAIL(INPUT, "a frame is not an object");
	}
	*ret = frame;
	return FAIL_NONE;
}
