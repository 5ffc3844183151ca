/* SPDX-License-Identifier: MIT */
/* The audit's part of what is left. */
#include "tests/faults/store/check_audit.h"

#include "firmware/store/audit.h"

#include <stdio.h>
#include <stdlib.h>

struct walk { struct run *run; struct chain_row before; bool told; int rows[RUN_EVENTS_MAX]; char words[200]; };

/* Returns whether the row is good. */
static bool row_walk(struct walk *walk, const char *line, size_t size)
{
	struct chain_row row;
	const struct run_audit *audit = &walk->run->audit;
	if (chain_read(line, size, &row) != FAIL_NONE || (walk->before.seq && chain_follows(&walk->before, &row) != FAIL_NONE))
		snprintf(walk->words, sizeof walk->words, "the audit: %.150s", fail_words());
	else if (!walk->before.seq && row.seq > 1 && !chain_is_checkpoint(&row))
		snprintf(walk->words, sizeof walk->words, "the audit was cut before row %lld, which is no checkpoint", (long long)row.seq);
	else if (row.seq == audit->seq && strcmp(row.hash, audit->hash) != 0)
		snprintf(walk->words, sizeof walk->words, "row %lld of the audit is another one than was promised", (long long)row.seq);
	walk->told |= row.seq == audit->seq;
	long number = strcmp(row.event, "submit") == 0 ? strtol(row.subject + 1, NULL, 10) : -1;
	if (number >= 0 && number < RUN_EVENTS_MAX)
		walk->rows[number]++;
	walk->before = row;
	return walk->words[0] == '\0';
}

static void submissions_compare(struct walk *walk, const bool *there)
{
	for (int i = 0; i < RUN_EVENTS_MAX && !walk->words[0]; i++)
		if (walk->rows[i] != there[i])
			snprintf(walk->words, sizeof walk->words, "submission %d is %s the store, and %d times in the audit", i, there[i] ? "in" : "not in", walk->rows[i]);
}

const char *check_audit(struct run *run, const bool there[static RUN_EVENTS_MAX])
{
	static struct walk walk;
	int64_t after = 0;
	bool good = true;
	BUFFER_AUTO page;
	buffer_init(&page, 32 * 1024);
	walk = (struct walk){ .run = run };
	while (good && audit_read(run->store, after, AUDIT_READ_MAX, &page, &after) == FAIL_NONE) {
		for (const char *line = page.bytes, *end; good && (end = strchr(line, '\n')); line = end + 1)
			good = row_walk(&walk, line, (size_t)(end - line));
		buffer_clear(&page);
	}
	const struct audit_head head = audit_head(run->store);
	if (good && run->audit.seq > 0 && !walk.told)
		snprintf(walk.words, sizeof walk.words, "row %lld of the audit was promised, and row %lld is the newest", (long long)run->audit.seq, (long long)head.last);
	if (good && head.last != walk.before.seq)
		snprintf(walk.words, sizeof walk.words, "the audit says %lld rows, and has %lld", (long long)head.last, (long long)walk.before.seq);
	if (head.first <= 1) /* else some of them went in their time */
		submissions_compare(&walk, there);
	run->audit.seq = head.last;
	memcpy(run->audit.hash, head.hash, sizeof run->audit.hash);
	fail_clear();
	return walk.words;
}
