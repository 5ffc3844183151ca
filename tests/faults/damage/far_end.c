/* SPDX-License-Identifier: MIT */
#include "tests/faults/damage/far_end.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 1000 };

void far_end_done(struct far_end *end)
{
	for (size_t i = 0; i < sizeof end->frozen / sizeof end->frozen[0]; i++)
		free(end->frozen[i]);
}

int far_end_number(const struct event_id *id)
{
	for (int i = 1; i <= EVENTS + 1; i++)
		if (strcmp(store_test_id(i).text, id->text) == 0)
			return i;
	return 0;
}

static void arrive(struct far_end *end, const struct event_id *id, const struct buffer *body)
{
	int number = far_end_number(id);
	end->arrived[number]++;
	if (number == EVENTS + 1 && !end->frozen[number]) /* acknowledged, and set aside with its store before anybody could look: this is the first look */
		end->frozen[number] = strdup(buffer_text(body));
	else if (number == 0 || !end->frozen[number] || strcmp(end->frozen[number], buffer_text(body)) != 0)
		end->wrong++;
}

/* One claimed event: sent and proven, or parked. */
static void handle(struct far_end *end, struct store *store, const struct event_id *id)
{
	static const struct outbox_trouble trouble = { 0, "damaged on the disk" };
	BUFFER_AUTO body;
	buffer_init(&body, OUTBOX_EVENT_MAX_BYTES);
	enum fail fail = outbox_body(store, id, &body);
	if (fail == FAIL_NONE) {
		arrive(end, id, &body);
		fail = outbox_prove(store, id, 1, STORE_TEST_NOW_MS);
	} else if (fail == FAIL_SIGNATURE) {
		end->detected++;
		end->hit[far_end_number(id)] = true;
		fail = outbox_park(store, id, &trouble, STORE_TEST_NOW_MS);
	}
	if (fail != FAIL_NONE)
		fail_clear(); /* the keeper sees what that means */
}

int far_end_drain(struct far_end *end, struct keeper *keeper)
{
	int claims = 0;
	for (int round = 0; round < ROUNDS_MAX; round++) {
		struct outbox_item items[OUTBOX_CLAIM_MAX];
		struct store *store = NULL;
		size_t count = 0;
		if (keeper_store(keeper, &store) != FAIL_NONE)
			break;
		enum fail fail = outbox_claim(store, STORE_TEST_NOW_MS * 2, OUTBOX_CLAIM_MAX, items, &count);
		claims += fail == FAIL_NONE;
		for (size_t i = 0; fail == FAIL_NONE && i < count && keeper->store == store; i++) {
			handle(end, store, &items[i].id);
			(void)keeper_heal(keeper);
		}
		fail_clear();
		if (!keeper_heal(keeper) && keeper->store == store && fail == FAIL_EMPTY)
			break;
	}
	return claims;
}
