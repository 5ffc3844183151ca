/* SPDX-License-Identifier: MIT */
#include "firmware/hub/figures.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/hub/verbs.h"
#include "firmware/store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MS = 24 * 60 * 60 * 1000, SECOND_MS = 1000, UNKNOWN = FIGURES_CODES - 1 };

static const char *const codes[FIGURES_CODES + 1] = { "V", "A1", "A2", "A3", "A4", "A4L", "A5", "A6", "U", NULL };

const char *figures_code(int index)
{
	return codes[index];
}

/* ---- one row ---- */

/* That of @wall_ms; the oldest gives way. */
static struct figures_day *day_of(struct figures *figures, int64_t wall_ms)
{
	int minutes;
	struct date date = date_of_ms(wall_ms, &minutes);
	struct figures_day *oldest = &figures->day[0];
	for (size_t i = 0; i < FIGURES_DAYS; i++) {
		struct figures_day *day = &figures->day[i];
		if (!date_none(day->date) && date_compare(day->date, date) == 0)
			return day;
		if (!date_none(oldest->date) && (date_none(day->date) || date_compare(day->date, oldest->date) < 0))
			oldest = day;
	}
	if (!date_none(oldest->date) && date_compare(oldest->date, date) > 0)
		return NULL; /* older than all that are kept */
	*oldest = (struct figures_day){ .date = date };
	return oldest;
}

static void asked(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	int at = figures->next++ % FIGURES_OPEN_MAX;
	memcpy(figures->open[at].ticket, row->outcome, sizeof figures->open[at].ticket); /* it is a ticket: no longer than one */
	figures->open[at].wall_ms = row->wall_ms;
	day->calls++;
}

/* How long that ticket waited; 0 nobody knows. */
static int64_t waited_s(struct figures *figures, const struct chain_row *row)
{
	for (int i = 0; i < FIGURES_OPEN_MAX; i++) {
		if (strcmp(figures->open[i].ticket, row->outcome) != 0)
			continue;
		int64_t waited_ms = row->wall_ms - figures->open[i].wall_ms;
		memset(&figures->open[i], 0, sizeof figures->open[i]);
		return waited_ms > 0 && waited_ms < DAY_MS ? waited_ms / SECOND_MS : 0;
	}
	return 0;
}

static void came(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	int64_t wait_s = waited_s(figures, row);
	day->came++;
	day->wait_s += wait_s;
	if (wait_s > day->longest_s)
		day->longest_s = wait_s;
}

static void ended(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	int code = 0;
	(void)figures;
	while (code < UNKNOWN && strcmp(codes[code], row->reason) != 0)
		code++;
	day->codes[code]++;
}

static void left(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	(void)figures, (void)row;
	day->left++;
}

static void began(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	(void)figures;
	day->visits += strcmp(row->outcome, "begun") == 0;
}

static void sent(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	(void)figures;
	day->sent += strcmp(row->outcome, "kept") == 0;
}

static void remarked(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	(void)figures, (void)row;
	day->remarks++;
}

static const char *const types[FIGURES_TYPES] = { "simple", "assisted", "complex" };

static void took(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	(void)figures;
	for (int i = 0; i < FIGURES_TYPES; i++)
		day->types[i] += strcmp(types[i], row->outcome) == 0;
	day->raised += strcmp(row->event, "interaction_raised") == 0;
}

static void was_set(struct figures *figures, struct figures_day *day, const struct chain_row *row)
{
	(void)figures, (void)row;
	day->set++;
}

static const struct { const char *event; bool ticket; void (*count)(struct figures *figures, struct figures_day *day, const struct chain_row *row); } counted[] = {
	{ "visit_begin", false, began }, { "submit", false, sent }, { "assist_requested", true, asked }, { "assist_start", true, came }, { "assist_left", true, left }, { "assist_end", true, ended }, { "remark", false, remarked }, { "interaction", false, took }, { "interaction_raised", false, took }, { "interaction_set", false, was_set },
};

void figures_row(struct figures *figures, const struct chain_row *row)
{
	figures->seen = row->seq;
	if (!clock_believable(row->wall_ms) || strcmp(row->reason, "training") == 0)
		return;
	for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++) {
		bool of_call = !counted[i].ticket || help_number(row->outcome) >= 0;
		struct figures_day *day = strcmp(counted[i].event, row->event) == 0 && of_call ? day_of(figures, row->wall_ms) : NULL;
		if (day)
			counted[i].count(figures, day, row);
	}
}

/* ---- the audit as it grows ---- */

static bool row_at(struct store *store, int64_t seq, struct chain_row *ret)
{
	int64_t last = 0;
	BUFFER_AUTO line;
	buffer_init(&line, CHAIN_LINE_MAX_BYTES + 2);
	bool read = audit_read(store, seq - 1, 1, &line, &last) == FAIL_NONE && line.size_bytes > 1 && chain_read(buffer_text(&line), line.size_bytes - 1, ret) == FAIL_NONE;
	fail_clear();
	return read;
}

/* The row before the first of the days that are kept. */
static int64_t begin_before(struct store *store)
{
	struct audit_head head = audit_head(store);
	int64_t low = head.first > 0 ? head.first - 1 : 0, high = head.last, from_ms = clock_wall_ms() - (int64_t)FIGURES_DAYS * DAY_MS;
	struct chain_row row;
	while (low < high) {
		int64_t middle = low + (high - low) / 2;
		if (!row_at(store, middle + 1, &row) || row.wall_ms >= from_ms)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void take_lines(struct figures *figures, const struct buffer *lines)
{
	struct chain_row row;
	for (const char *at = buffer_text(lines), *end; (end = strchr(at, '\n')); at = end + 1)
		if (chain_read(at, (size_t)(end - at), &row) == FAIL_NONE)
			figures_row(figures, &row);
	fail_clear(); /* what is wrong with a row the audit says itself */
}

void figures_look(struct hub *hub)
{
	struct figures *figures = &hub->figures;
	struct store *store = hub->keeper.store;
	int64_t last = 0;
	BUFFER_AUTO lines;
	buffer_init(&lines, AUDIT_READ_MAX * (CHAIN_LINE_MAX_BYTES + 1));
	if (!store)
		return;
	audit_flush(hub);
	if (figures->seen == 0 || figures->seen > audit_head(store).last) /* at the start; or the store was put aside */
		*figures = (struct figures){ .seen = begin_before(store) };
	for (int rows = 0; rows < FIGURES_ROWS_AT_ONCE && figures->seen < audit_head(store).last; rows += AUDIT_READ_MAX) {
		buffer_clear(&lines);
		if (audit_read(store, figures->seen, AUDIT_READ_MAX, &lines, &last) != FAIL_NONE)
			break;
		take_lines(figures, &lines);
		figures->seen = last;
	}
	figures->whole = figures->seen >= audit_head(store).last;
	fail_clear();
}

/* ---- who is told ---- */

json_t *figures_json(const struct figures_day *day)
{
	char date[11];
	date_write(day->date, date);
	json_t *whys = json_object(), *json = json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "date", date, "visits", (json_int_t)day->visits, "sent", (json_int_t)day->sent,
		"calls", (json_int_t)day->calls, "came", (json_int_t)day->came, "left", (json_int_t)day->left, "wait_s", (json_int_t)day->wait_s, "longest_s", (json_int_t)day->longest_s, "remarks", (json_int_t)day->remarks);
	for (int i = 0; i < FIGURES_CODES; i++)
		if (day->codes[i] > 0)
			json_object_set_new(whys, codes[i], json_integer(day->codes[i]));
	json_object_set_new(json, "codes", whys);
	for (int i = 0; i < FIGURES_TYPES; i++)
		json_object_set_new(json, types[i], json_integer(day->types[i]));
	json_object_set_new(json, "raised", json_integer(day->raised));
	json_object_set_new(json, "set", json_integer(day->set));
	return json;
}

static int by_date(const void *a, const void *b)
{
	return date_compare((*(const struct figures_day *const *)a)->date, (*(const struct figures_day *const *)b)->date);
}

json_t *figures_days(const struct hub *hub)
{
	const struct figures_day *days[FIGURES_DAYS];
	size_t count = 0;
	json_t *json = json_array();
	for (size_t i = 0; i < FIGURES_DAYS; i++)
		if (!date_none(hub->figures.day[i].date))
			days[count++] = &hub->figures.day[i];
	qsort(days, count, sizeof(void *), by_date);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(json, figures_json(days[i]));
	return json;
}

enum fail answer_figures(struct hub *hub, const struct request *request, struct reply *reply)
{
	int minutes;
	struct figures_day today = { .date = date_of_ms(clock_wall_ms(), &minutes) };
	TRY(staff_hears(hub, request, STAFF_SEE, NULL));
	figures_look(hub);
	if (!hub->figures.whole || !clock_believable(clock_wall_ms()))
		return FAIL_EMPTY;
	for (size_t i = 0; i < FIGURES_DAYS; i++)
		if (!date_none(hub->figures.day[i].date) && date_compare(hub->figures.day[i].date, today.date) == 0)
			today = hub->figures.day[i];
	reply->body = figures_json(&today);
	return FAIL_NONE;
}
