/* SPDX-License-Identifier: MIT */
/*
 * All answers together must fit into one event. DESIGN: refused on the page that makes it too large, as if that field had a shorter
 * maximum, because that is what the person can act on; long before the end, where it would be a surprise.
 */
#include "ui/visit/parts.h"
#include "ui/visit/send.h"

#include "firmware/base/utf8.h"
#include "firmware/forms/review.h"

#include <string.h>

enum {
	EVENT_HEAD_BYTES = 1024,       /* what the event adds around the sealed body */
	RECORD_HEAD_BYTES = 1024,      /* id, source, type, time, reference inside it, and padding */
	ALWAYS_FITS_BYTES = 12 * 1024, /* so many bytes of answers never come near the limit */
};

/* The longest typed answer on @page; 0 when there is none. */
static size_t longest(const struct visit *visit, const struct form_page *page, struct field_place *ret, char name[static VISIT_FIELD_MAX_BYTES])
{
	size_t most = 0;
	char at[VISIT_FIELD_MAX_BYTES];
	struct field_place place;
	for (size_t i = 0; field_at(page, i, &place, at); i++) {
		const char *value = answers_get(visit->answers, at);
		if (value && strlen(value) > most) {
			most = strlen(value);
			*ret = place;
			memcpy(name, at, sizeof at);
		}
	}
	return most;
}

static void refuse(struct visit *visit, const struct form_component *component, const char *part, const char *field, double allowed)
{
	text_put(visit->error_field, sizeof visit->error_field, field);
	visit->error[0] = (struct form_error){ .component = component, .field = visit->error_field, .part = part,
	                                       .rule = RULE_MAX, .limit = allowed };
	visit->error_count = 1;
	visit->checked = true;
	visit->too_large = true;
}

/* How many bytes the answers would be over what an event carries; 0: it fits. The key is not needed for the answer, only for precision. */
size_t weigh_excess(const struct visit *visit)
{
	if (!visit->form || answers_bytes(visit->answers) < ALWAYS_FITS_BYTES)
		return 0;
	json_t *record = send_record(visit, "", "");
	size_t plain = json_dumpb(record, NULL, 0, JSON_COMPACT) + RECORD_HEAD_BYTES;
	size_t sealed = visit->council_key ? envelope_size(visit->council_key, record) : 0;
	json_decref(record);
	if (plain > ENVELOPE_PLAIN_MAX_BYTES)
		return plain - ENVELOPE_PLAIN_MAX_BYTES;
	if (sealed > ENVELOPE_EVENT_MAX_BYTES - EVENT_HEAD_BYTES)
		return sealed == SIZE_MAX ? RECORD_HEAD_BYTES : sealed - (ENVELOPE_EVENT_MAX_BYTES - EVENT_HEAD_BYTES);
	return 0;
}

bool weigh_refuses(struct visit *visit)
{
	size_t over = weigh_excess(visit);
	if (over == 0)
		return false;
	struct field_place place;
	char name[VISIT_FIELD_MAX_BYTES] = "";
	size_t most = longest(visit, visit_page(visit), &place, name);
	for (size_t i = 0; most == 0 && i < visit->form->page_count; i++) {
		if (visit->form->page[i].repeat || !longest(visit, &visit->form->page[i], &place, name))
			continue;
		page_show(visit, (int)i);
		most = longest(visit, visit_page(visit), &place, name);
	}
	if (most == 0)
		return false; /* choices alone cannot be too large: definitions have their own maximum */
	weigh_blame(visit, over);
	return true;
}

/* On a page of choices nothing is long: then its first question is where the message stands. */
void weigh_blame(struct visit *visit, size_t over)
{
	const struct form_page *page = visit_page(visit);
	struct field_place place = { .part = "" };
	char name[VISIT_FIELD_MAX_BYTES] = "";
	if (!longest(visit, page, &place, name)) {
		for (size_t i = 0; page && i < page->count && !place.component; i++)
			if (component_asks(page->component[i].kind))
				place.component = &page->component[i];
		if (place.component)
			refuse(visit, place.component, "", place.component->name, 0);
		return;
	}
	field_focus(visit, name);
	size_t allowed = utf8_length(field_value(visit));
	refuse(visit, place.component, place.part, visit->field, allowed > over ? (double)(allowed - over) : 0);
}

void weigh_full(struct visit *visit)
{
	struct field_place place;
	if (field_find(visit_page(visit), visit->field, &place))
		refuse(visit, place.component, place.part, visit->field, (double)utf8_length(field_value(visit)));
}
