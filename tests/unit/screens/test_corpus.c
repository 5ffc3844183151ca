/* SPDX-License-Identifier: MIT */
/* unit.screens_corpus - the shipped services, in English and Welsh, and other people's definitions: every page that loads fits every panel. The others are read from the folder FOYER_CONFORMANCE names; without it they are skipped. */
#include "firmware/base/file.h"
#include "tests/unit/screens/screens_given.h"
#include "ui/screens/screens.h"
#include "ui/tree/audit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAID_MAX = 30, PARTS_MAX = 60 };

struct tally { int forms, pages, refused, wrong; struct fitting fitting; };

/* One view that breaks something: all are counted, the first are said. */
static void wrong(struct given *given, const struct stage_panel *panel, const char *path, struct tally *tally, const char *rule, const char *words)
{
	const struct visit *visit = &given->house.visit;
	if (tally->wrong++ < SAID_MAX)
		print_message("%s %s, %s, %s, part %d: %s: %s\n", path, visit->form->page[visit->page].path, visit->language_tag, panel->name, visit->list_page, rule, words);
}

static void check_view(struct given *given, const struct stage_panel *panel, const char *path, struct tally *tally)
{
	struct audit_rule_broken broken[AUDIT_BROKEN_MAX];
	const struct visit *visit = &given->house.visit;
	tally->fitting.text = given->text, tally->fitting.panel = &panel->panel;
	if (screen_fit(visit, &given->tree, &tally->fitting) != FAIL_NONE || tally->fitting.room != FAIL_NONE)
		wrong(given, panel, path, tally, "fit", fail_words());
	fail_clear();
	if (audit_tree(&given->tree, panel->panel.px_per_mm, panel->panel.width_px, panel->panel.height_px, broken))
		wrong(given, panel, path, tally, broken[0].rule, broken[0].words);
}

/* Untouched and with the first box typing, on every part; and with everything wrong that can be. */
static void check_page_on(struct given *given, const struct stage_panel *panel, const char *path, struct tally *tally)
{
	struct visit *visit = &given->house.visit;
	bool more = true;
	tally->fitting.spare = false;
	for (visit->list_page = 0; more && visit->list_page < PARTS_MAX; visit->list_page++) {
		check_view(given, panel, path, tally);
		more = tree_find(&given->tree, "page-next");
		for (const struct node *at = given->tree.root; at; at = node_next(at))
			if (at->role == NODE_ROLE_FIELD) {
				(void)visit_act(visit, ACTION_FIELD, 0, at->action.text, at->id);
				break;
			}
		check_view(given, panel, path, tally);
	}
	visit->list_page = 0;
	visit->error_count = check_page(visit->form, &visit->form->page[visit->page], visit->answers, visit->today, visit->error);
	check_view(given, panel, path, tally);
	visit->error_count = 0;
	visit->field[0] = '\0';
}

static void check_form(struct given *given, const struct form *form, const char *language, const char *path, struct tally *tally)
{
	struct visit *visit = &given->house.visit;
	for (int p = 0; p < STAGE_ALL_PANELS; p++) {
		if (p >= STAGE_PANELS && !stage_walked(p, 0))
			continue;
		scene_set(&given->house, &scenes[0], language, &stage_panels[p].panel);
		visit->form = form;
		visit->page = 0;
		visit->place = PLACE_SERVICE;
		check_view(given, &stage_panels[p], path, tally);
		visit->place = PLACE_QUESTION;
		for (size_t page = 0; page < form->page_count; page++) {
			visit->page = (int)page;
			if (form->page[page].kind != PAGE_SUMMARY)
				check_page_on(given, &stage_panels[p], path, tally);
			tally->pages++;
		}
		visit->form = NULL;
	}
}

static void check_file(struct given *given, const char *language, const char *path, struct tally *tally)
{
	struct form *form = NULL;
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	if (file_read(path, &bytes) != FAIL_NONE || form_load(buffer_text(&bytes), bytes.size_bytes, "foreign", &form) != FAIL_NONE) {
		fail_clear();
		tally->refused++;
		return;
	}
	check_form(given, form, language, path, tally);
	tally->forms++;
	form_free(form);
}

static void check_folder(struct given *given, const char *language, const char *folder, struct tally *tally)
{
	DIR *open = opendir(folder);
	char path[GIVEN_PATH_BYTES];
	for (struct dirent *entry = open ? readdir(open) : NULL; entry; entry = readdir(open)) {
		given_path(path, folder, entry->d_name);
		if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
			check_folder(given, language, path, tally);
		else if (strstr(entry->d_name, ".json") && !strstr(entry->d_name, ".schema."))
			check_file(given, language, path, tally);
	}
	if (open)
		closedir(open);
}

static void every_page_of_the_corpus_fits(void **state)
{
	char corpus[GIVEN_PATH_BYTES];
	struct tally tally = { 0 };
	const char *folder = getenv("FOYER_CONFORMANCE");
	if (!folder) {
		print_message("FOYER_CONFORMANCE is not set: skipped\n");
		skip();
	}
	given_path(corpus, folder, "corpus");
	check_folder(*state, "en", corpus, &tally);
	print_message("%d forms, %d pages shown, %d files refused\n", tally.forms, tally.pages, tally.refused);
	assert_true(tally.forms > 0);
	assert_int_equal(tally.wrong, 0);
}

static void every_page_of_the_shipped_services_fits(void **state)
{
	char forms[GIVEN_PATH_BYTES];
	struct tally tally = { 0 };
	given_source("assets/forms", forms);
	check_folder(*state, "en", forms, &tally);
	check_folder(*state, "cy", forms, &tally);
	print_message("%d forms, %d pages shown\n", tally.forms, tally.pages);
	assert_int_equal(tally.refused, 0);
	assert_int_equal(tally.wrong, 0);
}

/* Each box of every kind is asked for by every other: the screen's memory is enough for a page of them. */
static void a_page_of_as_many_boxes_as_there_may_be_fits(void **state)
{
	static const char *const kinds[] = { "TextField", "DatePartsField", "UkAddressField", "NumberField", "DateTimeField", "MultilineTextField", "EmailAddressField", "TelephoneNumberField", "MonthYearField", "YesNoField" };
	enum { KINDS = sizeof kinds / sizeof kinds[0] };
	struct tally tally = { 0 };
	struct form *form = NULL;
	BUFFER_AUTO json;
	buffer_init(&json, FORM_MAX_BYTES);
	assert_int_equal(buffer_printf(&json, "{ \"conditions\": [], \"lists\": [], \"sections\": [], \"startPage\": \"/all\", \"pages\": [{ \"path\": \"/all\", \"title\": \"All that can be asked\", \"next\": [], \"components\": ["), FAIL_NONE);
	for (int i = 0; i < FORM_COMPONENT_MAX; i++)
		assert_int_equal(buffer_printf(&json, "%s{ \"type\": \"%s\", \"name\": \"box%d\", \"title\": \"Number %d, with words that take their time\", \"hint\": \"Help text\", \"options\": {}, \"schema\": {} }", i ? ", " : "", kinds[i % KINDS], i, i), FAIL_NONE);
	assert_int_equal(buffer_printf(&json, "] }] }"), FAIL_NONE);
	if (form_load(buffer_text(&json), json.size_bytes, "foreign", &form) != FAIL_NONE)
		fail_msg("%s", fail_words());
	check_form(*state, form, "en", "all", &tally);
	form_free(form);
	assert_int_equal(tally.wrong, 0);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(a_page_of_as_many_boxes_as_there_may_be_fits), cmocka_unit_test(every_page_of_the_shipped_services_fits), cmocka_unit_test(every_page_of_the_corpus_fits) };
	return cmocka_run_group_tests_name("screens corpus", cases, given_screens, gone_screens);
}
