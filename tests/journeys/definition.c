/* SPDX-License-Identifier: MIT */
#include "tests/journeys/definition.h"

#include <stdio.h>
#include <string.h>

static void note_heading(void *context, struct kiosk *kiosk)
{
	struct definition_way *way = context;
	size_t used = strlen(way->headings);
	snprintf(way->headings + used, sizeof way->headings - used, "%s%s", used ? "|" : "", screen_heading(kiosk));
}

void definition_begin(struct kiosk *kiosk, const char *code)
{
	screen_press(kiosk, "start");
	screen_service(kiosk, code);
	screen_press(kiosk, "begin");
}

static const char *reference_of(const json_t *record)
{
	return json_string_value(json_object_get(json_object_get(record, "meta"), "referenceNumber"));
}

json_t *definition_record(struct kiosk *kiosk, const char *reference)
{
	kiosk_await_queue(kiosk, 0);
	json_t *all = council_arrived(&kiosk->council), *found = NULL, *one;
	size_t at;
	json_array_foreach(all, at, one)
		if (strcmp(reference_of(one), reference) == 0) {
			assert_null(found);
			found = json_incref(one);
		}
	json_decref(all);
	if (!found)
		fail_msg("%s did not arrive", reference);
	return found;
}

void definition_walk(struct kiosk *kiosk, const char *code, const struct walker_answer *answers, struct definition_way *ret)
{
	char reference[64];
	*ret = (struct definition_way){ 0 };
	definition_begin(kiosk, code);
	walk_to_check(kiosk, answers, note_heading, ret);
	note_heading(ret, kiosk);
	screen_press(kiosk, "send");
	snprintf(reference, sizeof reference, "%s", node_text(screen_await(kiosk, "reference"), "name"));
	ret->record = definition_record(kiosk, reference);
	assert_string_equal(json_string_value(json_object_get(json_object_get(ret->record, "meta"), "formId")), code);
	screen_press(kiosk, "finish-clear");
	screen_await(kiosk, "start");
}

void definition_done(struct definition_way *way)
{
	json_decref(way->record);
	way->record = NULL;
}

const json_t *definition_answers(const struct definition_way *way)
{
	return json_object_get(json_object_get(way->record, "data"), "main");
}
