/* SPDX-License-Identifier: MIT */
/* What metadata.kiosk says of pages: where a person may or must help, and what becomes of one that is for the desk. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <string.h>

/* Pages are named by id; NULL with a warning. */
static struct form_page *find(struct load *load, const char *id, const char *key)
{
	for (size_t i = 0; i < load->page_count; i++)
		if (strcmp(load->page[i].id, id) == 0)
			return &load->page[i];
	load_warn(load, "metadata.kiosk.%s names \"%.60s\", which is no page", key, id);
	return NULL;
}

enum fail load_assist(struct load *load, const json_t *json)
{
	static const char *const keys[] = { "pages", "staffPages", "resumeDays", NULL };
	const char *id;
	json_t *assist;
	load_known_keys(load, json, keys, "metadata.kiosk.assist");
	json_object_foreach(json_object_get(json, "pages"), id, assist) {
		struct form_page *page = find(load, id, "assist.pages");
		const char *mode = json_text_or(assist, "mode", "");
		bool offer = strcmp(mode, "offer") == 0;
		if (!offer && strcmp(mode, "require") != 0)
			return FAIL(INPUT, "metadata.kiosk.assist says \"%.20s\" of the page \"%.60s\", which is not offer or require", mode, id);
		if (!page)
			continue;
		page->assist = offer ? ASSIST_OFFER : ASSIST_REQUIRE;
		TRY(load_text(load, assist, "why", FORM_TEXT_MAX_BYTES, "metadata.kiosk.assist", &page->assist_why));
	}
	return FAIL_NONE;
}

/* Nobody is led to a page that is left out; one that others lead to stays. */
static void leave_out(struct load *load, struct form_page *page)
{
	if (load->form->by_links || !load->never)
		load_warn(load, "metadata.kiosk.fallback leaves out the page %s, but other pages lead to it; it stays", page->path);
	else
		page->condition = load->never;
}

enum fail load_fallback(struct load *load, const json_t *json)
{
	const char *id;
	json_t *value;
	json_object_foreach((json_t *)json, id, value) {
		struct form_page *page = find(load, id, "fallback");
		const char *way = json_is_string(value) ? json_string_value(value) : "";
		bool skip = strcmp(way, "skip") == 0, paper = strcmp(way, "paper") == 0;
		if (!skip && !paper && strcmp(way, "assist") != 0)
			return FAIL(INPUT, "metadata.kiosk.fallback says \"%.20s\" of the page \"%.60s\", which is not assist, skip or paper", way, id);
		if (page && page->kind != PAGE_DESK)
			load_warn(load, "metadata.kiosk.fallback names the page %s, which this kiosk can show", page->path);
		else if (page && skip)
			leave_out(load, page);
		else if (page)
			page->on_paper = paper;
	}
	return FAIL_NONE;
}

enum fail load_interpreter(struct load *load, const json_t *json, struct form_service *ret)
{
	struct form_preset *preset = arena_new(load->arena, FORM_PRESET_MAX * sizeof *preset);
	const char *id;
	json_t *value;
	if (json_object_size(json) > FORM_PRESET_MAX)
		return FAIL(LIMIT, "metadata.kiosk.interpreter has more than %d answers", FORM_PRESET_MAX);
	ret->interpreter = preset;
	json_object_foreach((json_t *)json, id, value) {
		struct form_component *component = load_component_find(load, id, NULL);
		if (!json_is_string(value) || json_string_length(value) >= FORM_NAME_MAX_BYTES)
			return FAIL(INPUT, "the answer to \"%.60s\" in metadata.kiosk.interpreter is not a text shorter than %d bytes", id, FORM_NAME_MAX_BYTES);
		if (component)
			preset[ret->interpreter_count++] = (struct form_preset){ component->name, arena_text(load->arena, json_string_value(value)) };
		else
			load_warn(load, "metadata.kiosk.interpreter names \"%.60s\", which is no question", id);
	}
	return FAIL_NONE;
}

enum fail load_sign_video(struct load *load, const json_t *json, struct form_service *ret)
{
	static const char *const keys[] = { "text", "file", NULL };
	load_known_keys(load, json, keys, "metadata.kiosk.signVideo");
	TRY(load_text(load, json, "text", FORM_TEXT_MAX_BYTES, "metadata.kiosk.signVideo", &ret->sign_video));
	if (json && !*ret->sign_video)
		return FAIL(INPUT, "metadata.kiosk.signVideo does not say how to get the film");
	return FAIL_NONE;
}
