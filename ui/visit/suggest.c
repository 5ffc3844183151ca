/* SPDX-License-Identifier: MIT */
#include "ui/visit/suggest.h"

#include "firmware/base/json.h"
#include "firmware/base/secret.h"
#include "firmware/base/utf8.h"
#include "ui/visit/edit.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum suggest_kind suggest_kind_of(const struct visit *visit, const char *field)
{
	static const struct { const char *part; enum suggest_kind kind; } parts[] = { { "addressLine1", SUGGEST_STREET }, { "addressLine2", SUGGEST_STREET }, { "town", SUGGEST_TOWN } };
	struct field_place place;
	if (!visit->lookup.here || !field_find(visit_page(visit), field, &place) || place.component->kind != COMPONENT_ADDRESS)
		return SUGGEST_NOTHING;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (strcmp(parts[i].part, place.part) == 0)
			return parts[i].kind;
	return SUGGEST_NOTHING;
}

/* Where in @value the name begins: of a street behind the flat and the number. */
static const char *name_in(const char *value, enum suggest_kind kind)
{
	const char *comma = strrchr(value, ',');
	if (kind == SUGGEST_STREET && comma)
		value = comma + 1;
	value += strspn(value, " ");
	size_t number = strcspn(value, " ");
	if (kind == SUGGEST_STREET && isdigit((unsigned char)*value) && value[number])
		value += number + strspn(value + number, " ");
	return value;
}

static void forget(struct suggest *suggest)
{
	secret_wipe(suggest, sizeof *suggest);
}

void suggest_follow(struct visit *visit)
{
	struct suggest *suggest = &visit->suggest;
	const char *value = field_value(visit);
	enum suggest_kind kind = visit->sheet == SHEET_NONE && visit->place == PLACE_QUESTION ? suggest_kind_of(visit, visit->field) : SUGGEST_NOTHING;
	struct selection at = selection_of(visit);
	bool ends = at.from == at.to && at.to == strlen(value);
	const char *begins = kind != SUGGEST_NOTHING && ends ? name_in(value, kind) : "";
	if (utf8_length(begins) < SUGGEST_LEAST || strlen(begins) > SUGGEST_BEGINS_MAX_BYTES) {
		forget(suggest);
		return;
	}
	if (kind == suggest->kind && strcmp(begins, suggest->begins) == 0)
		return;
	forget(suggest);
	suggest->kind = kind;
	text_put(suggest->begins, sizeof suggest->begins, begins);
	suggest->due_ms = visit->mono_ms + SUGGEST_PAUSE_MS;
}

int64_t suggest_next_ms(const struct visit *visit)
{
	const struct suggest *suggest = &visit->suggest;
	return suggest->due_ms ? suggest->due_ms : suggest->asked_ms ? suggest->asked_ms + SUGGEST_WAIT_MS : -1;
}

unsigned suggest_tick(struct visit *visit)
{
	struct suggest *suggest = &visit->suggest;
	bool asks = suggest->due_ms && !visit->hub_down;
	suggest->asked_ms = asks ? visit->mono_ms : 0;
	suggest->due_ms = 0;
	return asks ? EFFECT_SUGGEST : 0;
}

json_t *visit_suggest_request(const struct visit *visit)
{
	const struct suggest *suggest = &visit->suggest;
	if (!suggest->asked_ms)
		return NULL;
	return json_pack("{s:s, s:s, s:s}", "verb", "place.suggest", "kind", suggest->kind == SUGGEST_TOWN ? "town" : "street", "begins", suggest->begins);
}

static enum fail take_names(struct suggest *suggest, const json_t *names)
{
	const json_t *entry;
	size_t at;
	if (!json_is_array(names))
		return FAIL(INPUT, "there is no list of names");
	json_array_foreach(names, at, entry) {
		const char *name = json_string_value(entry);
		if (!name || !*name || strlen(name) > SUGGEST_NAME_MAX_BYTES)
			return FAIL(INPUT, "a name is not a text of 1 to %d bytes", SUGGEST_NAME_MAX_BYTES);
		if (suggest->count < SUGGEST_MAX && strcmp(name, suggest->begins) != 0) /* which is there already */
			text_put(suggest->name[suggest->count++], sizeof suggest->name[0], name);
	}
	return FAIL_NONE;
}

unsigned visit_suggested(struct visit *visit, enum fail code, const json_t *reply)
{
	struct suggest *suggest = &visit->suggest;
	if (!suggest->asked_ms || (code == FAIL_NONE && strcmp(json_text_or(reply, "begins", ""), suggest->begins) != 0))
		return 0;
	suggest->asked_ms = 0;
	suggest->count = 0;
	if (code == FAIL_NONE && take_names(suggest, json_object_get(reply, "names")) != FAIL_NONE) {
		suggest->count = 0;
		fail_clear();
	}
	return suggest->count ? EFFECT_REBUILD : 0;
}

/* .number: which of those shown. */
unsigned act_suggested(struct visit *visit, const struct act *act)
{
	struct suggest *suggest = &visit->suggest;
	if (visit->sheet != SHEET_NONE || act->number < 0 || act->number >= suggest->count)
		return 0;
	char kept[EDIT_ROOM];
	snprintf(kept, sizeof kept, "%s", field_value(visit));
	bool done = edit_write(visit, kept, (size_t)(name_in(kept, suggest->kind) - kept), suggest->name[act->number], "");
	secret_wipe(kept, sizeof kept);
	return done ? EFFECT_REBUILD : 0;
}
