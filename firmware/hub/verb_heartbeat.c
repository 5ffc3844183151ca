/* SPDX-License-Identifier: MIT */
/* What the council hears of this kiosk every few minutes: flat but for lists (what is set aside, the last days), named with its unit, and nothing of any person. */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/program.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwk.h"
#include "firmware/hub/machine.h"
#include "firmware/store/outbox.h"
#include "firmware/store/queue.h"
#include "firmware/store/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(json_t *data, json_t *facts)
{
	json_object_update(data, facts);
	json_decref(facts);
}

/* Why the oldest of those set aside were: what an operator looks for first. */
static json_t *parked_json(struct store *store)
{
	struct queue_parked parked[QUEUE_PARKED_MAX];
	size_t count = 0;
	json_t *list = json_array();
	if (queue_parked(store, 0, QUEUE_PARKED_MAX, parked, &count) != FAIL_NONE)
		count = 0;
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:I, s:s}", "id", parked[i].id.text, "reference", parked[i].reference.text,
			"submitted_ms", (json_int_t)parked[i].created_ms, "code", (json_int_t)parked[i].code, "note", parked[i].note));
	return list;
}

static enum fail store_facts(struct hub *hub, json_t *data)
{
	struct store *store = hub->keeper.store;
	struct store_counters counters = { 0 };
	struct store_usage usage = { .max_pages = hub->config.max_pages };
	int64_t oldest_ms = 0, now_ms = clock_wall_ms();
	if (store) {
		counters = store_counters(store);
		TRY(store_usage(store, &usage));
		TRY(outbox_oldest_ms(store, &oldest_ms));
	}
	add(data, json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:I}",
		"queue_waiting", (json_int_t)counters.waiting, "queue_parked", (json_int_t)counters.parked, "queue_delivered", (json_int_t)counters.delivered,
		"queue_oldest_s", (json_int_t)(oldest_ms > 0 && oldest_ms < now_ms ? (now_ms - oldest_ms) / 1000 : 0),
		"last_delivery_ms", (json_int_t)counters.last_delivery_ms, "sequence", (json_int_t)counters.sequence,
		"parked", store ? parked_json(store) : json_array(), "paper_waiting", (json_int_t)counters.spool_waiting));
	add(data, json_pack("{s:b, s:s, s:I, s:I, s:b, s:b, s:s}", "store_open", store != NULL, "store_words", hub->keeper.words,
		"store_used_pages", (json_int_t)usage.used_pages, "store_max_pages", (json_int_t)usage.max_pages, "store_full", usage.full,
		"salvaging", hub->keeper.salvage != NULL, "service", hub->service));
	return FAIL_NONE;
}

/*
 * For which key submissions are sealed, and since when at the latest: a council lets go of the key before it only when nothing that waits anywhere is older.
 * The moment is kept, for a restart must not make it later than it was.
 */
static void sealing_facts(struct hub *hub, json_t *data)
{
	struct envelope_key *key = NULL;
	BUFFER_AUTO kept;
	char now[JWK_KID_MAX_BYTES + 32];
	int64_t until_ms, now_ms = clock_wall_ms(), since_ms = 0;
	size_t length = 0;
	buffer_init(&kept, SETTINGS_VALUE_MAX_BYTES);
	if (!hub->keeper.store || !hub->config.council_key || envelope_key_pick(hub->config.council_key, now_ms, &key, &until_ms) != FAIL_NONE)
		return;
	const char *kid = envelope_key_name(key);
	if (settings_get(hub->keeper.store, "sealing", &kept) == FAIL_NONE && (length = strcspn(buffer_text(&kept), " ")) == strlen(kid) &&
	    strncmp(buffer_text(&kept), kid, length) == 0)
		since_ms = strtoll(buffer_text(&kept) + length, NULL, 10);
	snprintf(now, sizeof now, "%s %lld", kid, (long long)now_ms);
	if (since_ms <= 0 && settings_set(hub->keeper.store, "sealing", now) == FAIL_NONE)
		since_ms = now_ms;
	if (since_ms > 0)
		add(data, json_pack("{s:s, s:I}", "sealing_key", kid, "sealing_since_ms", (json_int_t)since_ms));
	envelope_key_free(key);
}

static void program_facts(const struct hub *hub, json_t *data)
{
	add(data, json_pack("{s:b, s:b, s:b, s:I, s:I, s:I}", "ui_runs", doors_is_open(hub->doors, DOORWAY_UI), "print_runs", doors_is_open(hub->doors, DOORWAY_PRINT),
		"sync_runs", doors_is_open(hub->doors, DOORWAY_SYNC), "ui_starts", (json_int_t)hub->opened[DOORWAY_UI],
		"print_starts", (json_int_t)hub->opened[DOORWAY_PRINT], "sync_starts", (json_int_t)hub->opened[DOORWAY_SYNC]));
	add(data, json_pack("{s:s, s:s, s:s, s:b, s:s, s:s}", "printer", hub->printer.state, "printer_words", hub->printer.words,
		"printer_key", trouble_row(hub->told_printer.trouble)->key, "printer_low", hub->told_printer.low, "network", hub->network.state,
		"network_words", hub->network.words));
}

static void machine_facts(struct hub *hub, json_t *data)
{
	const struct machine machine = machine_look(hub->options->state);
	add(data, json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b}", "uptime_s", (json_int_t)machine.uptime_s,
		"hub_uptime_s", (json_int_t)((clock_mono_ms() - hub->born_ms) / 1000), "load_percent", (json_int_t)machine.load_percent,
		"memory_free_kib", (json_int_t)machine.memory_free_kib, "disk_bytes", (json_int_t)machine.disk_bytes,
		"disk_free_bytes", (json_int_t)machine.disk_free_bytes, "temperature_millidegrees", (json_int_t)machine.temperature_millidegrees,
		"time_ms", (json_int_t)clock_wall_ms(), "clock_synced", clock_synced()));
}

enum fail answer_heartbeat(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	json_t *key = hub->device ? device_jwk(hub->device) : NULL, *lookup = lookup_json(hub);
	json_t *kid = key ? json_incref(json_object_get(key, "kid")) : json_null();
	json_t *data = json_pack("{s:s, s:s, s:s, s:o, s:b, s:o, s:b, s:o}", "name", hub->config.name, "kiosk", hub->config.id, "firmware", program_version(),
		"device_key", kid, "council_key", hub->config.council_key != NULL, "lookup", lookup, "visit", hub->visit_fd >= 0,
		"enrolment", enrol_json(hub));
	json_object_set_new(data, "training", json_boolean(hub->training.on));
	json_decref(key);
	enum fail fail = store_facts(hub, data);
	sealing_facts(hub, data);
	program_facts(hub, data);
	machine_facts(hub, data);
	version_facts(hub, data);
	audit_clock(hub);
	audit_facts(hub, data);
	figures_look(hub);
	if (hub->figures.whole)
		json_object_set_new(data, "days", figures_days(hub));
	park_facts(hub, data);
	reply->body = json_pack("{s:o}", "data", data);
	return fail;
}
