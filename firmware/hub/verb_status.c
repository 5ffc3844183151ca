/* SPDX-License-Identifier: MIT */
/* How the kiosk is: for technicians and tests whole, for residents in three facts. */
#include "firmware/hub/verbs.h"

#include "firmware/store/outbox.h"

static json_t *told_json(const struct told *told)
{
	return json_pack("{s:s, s:s}", "state", told->state, "words", told->words);
}

static json_t *programs_json(const struct hub *hub)
{
	return json_pack("{s:b, s:b, s:b, s:b, s:b}", "ui", doors_is_open(hub->doors, DOORWAY_UI), "print", doors_is_open(hub->doors, DOORWAY_PRINT),
	                 "sync", doors_is_open(hub->doors, DOORWAY_SYNC), "provision", doors_is_open(hub->doors, DOORWAY_PROVISION),
	                 "desk", doors_is_open(hub->doors, DOORWAY_DESK));
}

enum fail answer_status(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	struct store *store = hub->keeper.store;
	struct store_counters counters = { 0 };
	struct store_usage usage = { .max_pages = hub->config.max_pages };
	int64_t oldest_ms = 0;
	if (store) {
		counters = store_counters(store);
		TRY(store_usage(store, &usage));
		TRY(outbox_oldest_ms(store, &oldest_ms));
	}
	json_t *key = hub->device ? device_jwk(hub->device) : json_null();
	reply->body = json_pack("{s:o, s:{s:I, s:I, s:I, s:I}, s:{s:I}, s:o, s:I, s:o, s:{s:I, s:I, s:b, s:s}, s:{s:s, s:s}, s:o, s:o, s:o, s:o, s:o, s:o}",
		"programs", programs_json(hub),
		"queue", "waiting", (json_int_t)counters.waiting, "parked", (json_int_t)counters.parked, "delivered", (json_int_t)counters.delivered,
		"oldest_ms", (json_int_t)oldest_ms,
		"spool", "waiting", (json_int_t)counters.spool_waiting,
		"printer", printer_json(hub),
		"last_delivery_ms", (json_int_t)counters.last_delivery_ms,
		"network", told_json(&hub->network),
		"store", "used_pages", (json_int_t)usage.used_pages, "max_pages", (json_int_t)usage.max_pages, "full", usage.full,
		"words", hub->keeper.words,
		"kiosk", "id", hub->config.id, "name", hub->config.name,
		"device_key", key,
		"desk", desk_json(hub), "lookup", lookup_json(hub), "bundle", version_json(hub), "enrolment", enrol_json(hub), "audit", audit_json(hub));
	json_object_set_new(reply->body, "training", training_json(hub));
	return FAIL_NONE;
}

enum fail answer_status_people(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	int64_t waiting = hub->keeper.store ? store_counters(hub->keeper.store).waiting : 0;
	reply->body = json_pack("{s:s, s:s, s:s, s:I, s:s}", "printer", training_printer(hub), "key", training_printer_key(hub), "network", training_network(hub), "queue", (json_int_t)waiting,
		"service", training_service(hub));
	return FAIL_NONE;
}
