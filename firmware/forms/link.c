/* SPDX-License-Identifier: MIT */
/* Pages that lead to pages: the first link whose condition holds, else the last one without a condition. Links to nowhere are left out. */
#include "firmware/forms/load.h"

#include "firmware/base/json.h"

#include <string.h>
#include <strings.h>

enum { PATH_MAX_BYTES = 1000 };

/* "/a", "a" and "/a/" are one page. */
static bool same_path(const char *a, const char *b)
{
	a += *a == '/';
	b += *b == '/';
	size_t length = strlen(a), other = strlen(b);
	length -= length > 0 && a[length - 1] == '/';
	other -= other > 0 && b[other - 1] == '/';
	return length == other && strncasecmp(a, b, length) == 0;
}

static int page_at(const struct load *load, const char *path)
{
	for (size_t i = 0; i < load->page_count; i++)
		if (same_path(load->page[i].path, path))
			return (int)i;
	return -1;
}

static enum fail load_page_links(struct load *load, const json_t *json, struct form_page *page)
{
	const json_t *next;
	size_t count;
	TRY(load_array(json, "next", FORM_LINK_MAX, &next, &count));
	TRY(load_room(load, (count + 1) * sizeof(struct form_link) + 64));
	struct form_link *link = arena_new(load->arena, (count + 1) * sizeof *link);
	page->link = link;
	for (size_t i = 0; i < count; i++) {
		const json_t *to = json_array_get(next, i);
		const char *path = json_text_or(to, "path", "");
		int at = strlen(path) > PATH_MAX_BYTES ? -1 : page_at(load, path);
		if (json_object_get(to, "redirect"))
			load_warn(load, "The page %s leads away from the form; that is left out here", page->path);
		else if (at < 0)
			load_warn(load, "The page %s leads to \"%.60s\", which is not there", page->path, path);
		if (at < 0)
			continue;
		link[page->link_count].page = at;
		TRY(load_condition_of(load, to, "condition", &link[page->link_count].condition));
		page->link_count++;
	}
	return FAIL_NONE;
}

static bool always_leads(const struct form_page *page)
{
	for (size_t i = 0; i < page->link_count; i++)
		if (!page->link[i].condition)
			return true;
	return false;
}

/* Nobody is left on a page that leads nowhere: what asks something leads to the answers, what only says something ends the form. */
static void mend_end(struct load *load, struct form_page *page, int summary)
{
	bool says = page->kind == PAGE_CONTENT || page->kind == PAGE_START;
	page->otherwise = -1;
	if (page->kind == PAGE_SUMMARY || page->kind == PAGE_TERMINAL || always_leads(page))
		return;
	if (says && page->link_count == 0) {
		page->kind = PAGE_TERMINAL;
		return;
	}
	page->otherwise = summary;
	load_warn(load, "The page %s leads nowhere%s; then it leads to the answers here", page->path, page->link_count ? " when none of its conditions holds" : "");
}

static int summary_of(const struct load *load)
{
	for (size_t i = 0; i < load->page_count; i++)
		if (load->page[i].kind == PAGE_SUMMARY)
			return (int)i;
	return -1;
}

enum fail load_links(struct load *load, const json_t *root)
{
	const json_t *pages = json_object_get(root, "pages");
	const char *start = json_text_or(root, "startPage", "");
	struct form *form = load->form;
	size_t index;
	json_t *json;
	if (!form->by_links)
		return FAIL_NONE;
	json_array_foreach(pages, index, json) {
		int at = page_at(load, json_text_or(json, "path", ""));
		if (at < 0 || load->page[at].link)
			continue;
		enum fail code = load_page_links(load, json, &load->page[at]);
		if (code != FAIL_NONE)
			return fail_note(code, "the page %s", load->page[at].path);
	}
	for (size_t i = 0; i < load->page_count; i++)
		mend_end(load, &load->page[i], summary_of(load));
	form->start = *start ? page_at(load, start) : 0;
	if (form->start >= 0)
		return FAIL_NONE;
	load_warn(load, "The form begins at \"%.60s\", which is not there; it begins at its first page", start);
	form->start = 0;
	return FAIL_NONE;
}
