/* SPDX-License-Identifier: MIT */
/* batch.c - DESIGN: no stack of halves. Each event remembers the largest company it may keep, which halves whenever a group is refused. */
#include "firmware/sync/batch.h"

#include <string.h>

void batch_init(struct batch *batch)
{
	*batch = (struct batch){ .max_events = BATCH_EVENTS_MAX, .max_bytes = BATCH_BODY_MAX_BYTES, .extra_bytes = 1 };
}

void batch_limit(struct batch *batch, size_t max_events, size_t max_bytes, size_t extra_bytes)
{
	batch->max_events = max_events;
	batch->max_bytes = max_bytes;
	batch->extra_bytes = extra_bytes;
}

void batch_forget(struct batch *batch)
{
	batch->count = batch->group_count = 0;
}

enum fail batch_add(struct batch *batch, const struct event_id *id, int64_t sequence, int64_t attempts, size_t size_bytes)
{
	if (batch->count == BATCH_EVENTS_MAX)
		return FAIL(LIMIT, "%d events are held already", BATCH_EVENTS_MAX);
	if (size_bytes == 0 || size_bytes > BATCH_BODY_MAX_BYTES)
		return FAIL(INPUT, "an event of %zu bytes fits no request", size_bytes);
	for (size_t i = 0; i < batch->count; i++)
		if (strcmp(batch->item[i].id.text, id->text) == 0)
			return FAIL(INPUT, "the event is held already");
	batch->item[batch->count++] = (struct batch_item){
		.id = *id, .sequence = sequence, .attempts = attempts, .size_bytes = size_bytes, .company = BATCH_EVENTS_MAX,
	};
	return FAIL_NONE;
}

/* Fill the group from the items that are suspects or not. */
static void group_fill(struct batch *batch, bool suspects)
{
	size_t bytes = BATCH_FRAME_BYTES, company = suspects ? 1 : batch->max_events;
	for (size_t i = 0; i < batch->count && batch->group_count < company; i++) {
		const struct batch_item *item = &batch->item[i];
		if (item->suspect != suspects)
			continue;
		company = item->company < company ? item->company : company;
		bytes += item->size_bytes + batch->extra_bytes;
		if (batch->group_count > 0 && (batch->group_count >= company || bytes > batch->max_bytes))
			return;
		batch->group[batch->group_count++] = i;
	}
}

bool batch_pick(struct batch *batch)
{
	batch->group_count = 0;
	group_fill(batch, false);
	if (batch->group_count == 0)
		group_fill(batch, true);
	return batch->group_count > 0;
}

struct batch_item *batch_group_item(struct batch *batch, size_t index)
{
	return &batch->item[batch->group[index]];
}

size_t batch_suspects(const struct batch *batch)
{
	size_t count = 0;
	for (size_t i = 0; i < batch->count; i++)
		count += batch->item[i].suspect;
	return count;
}

void batch_drop(struct batch *batch, const char *id)
{
	for (size_t i = 0; i < batch->count; i++) {
		if (strcmp(batch->item[i].id.text, id) != 0)
			continue;
		memmove(&batch->item[i], &batch->item[i + 1], (batch->count - i - 1) * sizeof batch->item[0]);
		batch->count--;
		batch->group_count = 0;
		return;
	}
}

void batch_split(struct batch *batch)
{
	size_t half = (batch->group_count + 1) / 2;
	for (size_t i = 0; i < batch->group_count; i++)
		batch_group_item(batch, i)->company = half;
}

void batch_smaller(struct batch *batch)
{
	size_t bytes = BATCH_FRAME_BYTES;
	for (size_t i = 0; i < batch->group_count; i++)
		bytes += batch_group_item(batch, i)->size_bytes + batch->extra_bytes;
	batch->max_events = batch->group_count > 1 ? batch->group_count / 2 : 1;
	batch->max_bytes = bytes / 2 + BATCH_FRAME_BYTES; /* half of the events still need what is around all of them */
}
