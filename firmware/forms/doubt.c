/* SPDX-License-Identifier: MIT */
/* What is doubted is what firmware/uk knows a likely slip of; every other answer is the person's word. */
#include "firmware/forms/doubt.h"

#include "firmware/uk/email_near.h"
#include "firmware/uk/vehicle.h"

#include <string.h>

static enum doubt_kind doubt_of(const struct form_component *component, const char *text, char hint[static DOUBT_HINT_BYTES])
{
	_Static_assert((int)DOUBT_HINT_BYTES >= (int)EMAIL_NEAR_BYTES && (int)DOUBT_HINT_BYTES >= (int)VEHICLE_BYTES, "a hint has room");
	struct span span = span_of(text);
	if (component->kind == COMPONENT_EMAIL)
		return email_near(span, hint) ? DOUBT_EMAIL : DOUBT_NONE;
	if (component->answer_format != FORMAT_VEHICLE)
		return DOUBT_NONE;
	struct vehicle vehicle = vehicle_check(span, false);
	memcpy(hint, vehicle.hint, sizeof vehicle.hint);
	return vehicle.kind == VEHICLE_WRONG ? DOUBT_PLATE : DOUBT_NONE;
}

bool doubt_find(const struct form_page *page, const struct answers *answers, size_t index, struct doubt *ret)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct form_component *component = &page->component[i];
		const char *text = component->field_count ? answers_get(answers, component->field[0]) : NULL;
		*ret = (struct doubt){ 0 };
		if (!text || !*text)
			continue;
		ret->kind = doubt_of(component, text, ret->hint);
		ret->field = component->field[0];
		if (ret->kind != DOUBT_NONE && index-- == 0)
			return true;
	}
	*ret = (struct doubt){ 0 };
	return false;
}
