/* SPDX-License-Identifier: MIT */
/* evidence.c - a ring of refused events. What falls out of it is judged more slowly, never more harshly. */
#include "firmware/sync/evidence.h"

#include <string.h>

void evidence_accepted(struct evidence *evidence, unsigned events)
{
	evidence->accepted += events;
}

bool evidence_refused(struct evidence *evidence, const struct event_id *id)
{
	for (unsigned i = 0; i < evidence->count; i++) {
		if (strcmp(evidence->refused[i].id.text, id->text) != 0)
			continue;
		bool evident = evidence->accepted > evidence->refused[i].accepted;
		evidence->refused[i].accepted = evidence->accepted;
		return evident;
	}
	bool evident = evidence->accepted > evidence->floor;
	unsigned at = evidence->next;
	if (evidence->count == EVIDENCE_EVENTS_MAX) {
		if (evidence->refused[at].accepted > evidence->floor)
			evidence->floor = evidence->refused[at].accepted;
	} else {
		evidence->count++;
	}
	evidence->refused[at].id = *id;
	evidence->refused[at].accepted = evidence->accepted;
	evidence->next = (at + 1) % EVIDENCE_EVENTS_MAX;
	return evident;
}
