/* SPDX-License-Identifier: MIT */
/* Pages in their order: what kind each is, and what stands on it. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { PATH_MAX_BYTES = 1000, WHAT_BYTES = 1100, CONTROLLER_BYTES = 80 };

enum controller { CONTROLLER_PAGE, CONTROLLER_START, CONTROLLER_TERMINAL, CONTROLLER_SUMMARY, CONTROLLER_STATUS, CONTROLLER_REPEAT, CONTROLLER_SUMS_UP, CONTROLLER_UNKNOWN };

static const struct { const char *name; enum controller controller; } controllers[] = {
	{ "", CONTROLLER_PAGE }, { "PageController", CONTROLLER_PAGE }, { "StartPageController", CONTROLLER_START },
	{ "TerminalPageController", CONTROLLER_TERMINAL }, { "SummaryPageController", CONTROLLER_SUMMARY },
	{ "SummaryPageWithConfirmationEmailController", CONTROLLER_SUMMARY }, { "StatusPageController", CONTROLLER_STATUS },
	{ "RepeatPageController", CONTROLLER_REPEAT }, { "FileUploadPageController", CONTROLLER_PAGE }, { "UploadPageController", CONTROLLER_PAGE },
	{ "HomePageController", CONTROLLER_START }, { "MultiStartPageController", CONTROLLER_PAGE }, { "MiniSummaryPageController", CONTROLLER_SUMS_UP },
};

/* "./pages/summary.js" is an older way to write "SummaryPageController". */
static void controller_name(const char *written, char ret[static CONTROLLER_BYTES])
{
	const char *slash = strrchr(written, '/'), *stem = slash ? slash + 1 : written;
	size_t length = strlen(stem);
	bool file = length > 3 && (strcmp(stem + length - 3, ".js") == 0 || strcmp(stem + length - 3, ".ts") == 0);
	if (file && length < CONTROLLER_BYTES / 2) {
		snprintf(ret, CONTROLLER_BYTES, "%.*sPageController", (int)(length - 3), stem);
		if (ret[0] >= 'a' && ret[0] <= 'z')
			ret[0] -= 'a' - 'A';
	} else {
		snprintf(ret, CONTROLLER_BYTES, "%s", written);
	}
}

static enum controller controller_of(const char *name)
{
	for (size_t i = 0; i < sizeof controllers / sizeof controllers[0]; i++)
		if (strcmp(controllers[i].name, name) == 0)
			return controllers[i].controller;
	return CONTROLLER_UNKNOWN;
}

static bool has(const struct form_page *page, bool (*property)(enum component_kind kind))
{
	for (size_t i = 0; i < page->count; i++)
		if (property(page->component[i].kind))
			return true;
	return false;
}

/* A page that ends the form asks nothing: its questions are left out. */
static void only_content(struct load *load, struct form_page *page)
{
	struct form_component *component = &load->component[page->component - load->component];
	size_t kept = 0;
	for (size_t i = 0; i < page->count; i++)
		if (!component_keeps(component[i].kind))
			component[kept++] = component[i];
	if (kept < page->count)
		load_warn(load, "The page %s asks something and ends the form; its questions are left out", page->path);
	load->component_count -= page->count - kept;
	page->count = kept;
}

static enum fail decide_kind(struct load *load, const json_t *json, const char *name, struct form_page *ret)
{
	bool question = has(ret, component_asks), desk = has(ret, component_at_desk);
	enum controller controller = controller_of(name);
	ret->kind = question ? PAGE_QUESTION : desk ? PAGE_DESK : PAGE_CONTENT;
	switch (controller) {
	case CONTROLLER_PAGE:
	case CONTROLLER_STATUS: /* left out before it gets here */
		return FAIL_NONE;
	case CONTROLLER_SUMS_UP:
		ret->sums_up = true;
		return FAIL_NONE;
	case CONTROLLER_UNKNOWN:
		load_warn(load, "The page %s asks for \"%s\", which this kiosk does not know; it is shown as a %s page", ret->path, name, question ? "question" : "content");
		return FAIL_NONE;
	case CONTROLLER_REPEAT:
		return question || desk ? load_repeat(load, json, ret) : FAIL_NONE;
	case CONTROLLER_START:
		if (ret->kind == PAGE_CONTENT)
			ret->kind = PAGE_START;
		return FAIL_NONE;
	case CONTROLLER_TERMINAL:
		if (load->form->by_links) /* nothing but a page there */
			return FAIL_NONE;
		ret->kind = PAGE_TERMINAL;
		break;
	case CONTROLLER_SUMMARY:
		ret->kind = PAGE_SUMMARY;
		break;
	}
	only_content(load, ret);
	return FAIL_NONE;
}

/* A page names its section by id, and by name in the older dialects. */
static enum fail find_section(struct load *load, const json_t *json, struct form_page *ret)
{
	const char *id;
	TRY(load_text(load, json, "section", FORM_TEXT_MAX_BYTES, "the page", &id));
	ret->section = ret->section_id = "";
	for (size_t i = 0; i < load->table->section_count && *id; i++)
		if (strcmp(load->table->section[i].id, id) == 0) {
			ret->section = load->table->section[i].title;
			ret->section_id = load->table->section[i].id;
			return FAIL_NONE;
		}
	if (*id)
		load_warn(load, "The page %s names the section \"%.40s\", which is not there", ret->path, id);
	return FAIL_NONE;
}

static enum fail load_path(struct load *load, const json_t *json, size_t index, struct form_page *ret)
{
	char what[WHAT_BYTES];
	snprintf(what, sizeof what, "page %zu", index + 1);
	if (!json_is_object(json))
		return FAIL(INPUT, "%s is not an object", what);
	TRY(load_text(load, json, "path", PATH_MAX_BYTES, what, &ret->path));
	if (!*ret->path)
		return FAIL(INPUT, "%s has no path", what);
	for (size_t i = 0; i < load->page_count; i++)
		if (strcmp(load->page[i].path, ret->path) == 0)
			return FAIL(INPUT, "two pages have the path %s", ret->path);
	load->page_path = ret->path;
	return FAIL_NONE;
}

static enum fail load_page(struct load *load, const json_t *json, const char *controller, struct form_page *ret)
{
	static const char *const keys[] = { "id", "path", "title", "section", "controller", "components", "repeat", "condition", "next", "events", "view", NULL };
	char what[WHAT_BYTES];
	snprintf(what, sizeof what, "The page %s", ret->path);
	if (load->form->dialect != DIALECT_XGOV)
		load_known_keys(load, json, keys, what);
	if (json_object_get(json, "events"))
		load_warn(load, "%s calls another computer when it is shown or saved; that is left out here", what);
	TRY(load_text(load, json, "id", FORM_NAME_MAX_BYTES, what, &ret->id));
	TRY(load_text(load, json, "title", FORM_TEXT_MAX_BYTES, what, &ret->title));
	TRY(find_section(load, json, ret));
	enum fail code = load_condition_of(load, json, "condition", &ret->condition);
	if (code != FAIL_NONE)
		return fail_note(code, "%s", what);
	TRY(load_components(load, json, ret));
	return decide_kind(load, json, controller, ret);
}

/* Every walk ends at a page that checks the answers. */
static enum fail add_summary(struct load *load)
{
	bool taken = false;
	for (size_t i = 0; i < load->page_count; i++) {
		taken |= strcmp(load->page[i].path, "/summary") == 0;
		if (load->page[i].kind != PAGE_SUMMARY)
			continue;
		if (i + 1 < load->page_count && !load->form->by_links)
			load_warn(load, "The pages behind %s can never be reached", load->page[i].path);
		return FAIL_NONE;
	}
	if (load->page_count == FORM_PAGE_MAX)
		return FAIL(LIMIT, "there is no page to check the answers, and no room to add one");
	load_warn(load, "The form has no page to check the answers; one is added");
	load->page[load->page_count++] = (struct form_page){ .id = "", .path = taken ? "/check" : "/summary", .title = "", .section = "", .section_id = "",
	                                                     .kind = PAGE_SUMMARY, .component = load->component };
	return FAIL_NONE;
}

static enum fail count_components(const json_t *pages, size_t count, size_t *ret)
{
	*ret = 0;
	for (size_t i = 0; i < count; i++)
		*ret += json_array_size(json_object_get(json_array_get(pages, i), "components"));
	if (*ret > FORM_COMPONENTS_MAX)
		return FAIL(LIMIT, "the pages have more than %d components", FORM_COMPONENTS_MAX);
	return FAIL_NONE;
}

enum fail load_pages(struct load *load, const json_t *root)
{
	const json_t *pages;
	size_t count, components;
	TRY(load_array(root, "pages", FORM_PAGE_MAX, &pages, &count));
	TRY(count_components(pages, count, &components));
	load->page = arena_new(load->arena, (count + 1) * sizeof *load->page);
	load->component = arena_new(load->arena, (components + 1) * sizeof *load->component);
	for (size_t i = 0; i < count; i++) {
		char controller[CONTROLLER_BYTES];
		const json_t *json = json_array_get(pages, i);
		controller_name(json_text_or(json, "controller", ""), controller);
		if (controller_of(controller) == CONTROLLER_STATUS)
			continue;
		TRY(load_path(load, json, i, &load->page[load->page_count]));
		load->page[load->page_count].component = &load->component[load->component_count];
		TRY(load_page(load, json, controller, &load->page[load->page_count]));
		load->page_count++;
	}
	if (load->page_count == 0)
		return FAIL(INPUT, "there are no pages");
	TRY(add_summary(load));
	load->form->page = load->page;
	load->form->page_count = load->page_count;
	return FAIL_NONE;
}
