/* SPDX-License-Identifier: MIT */
/*
 * unit.screens_masked - what who helps may not see is not in the tree: in the shipped services, filled in at random, no word of a hidden answer is dumped,
 * said or painted, and two different answers make the same screen to the byte, so that neither length nor state tells.
 */
#include "tests/unit/screens/screens_given.h"

#include "firmware/forms/author/walker.h"
#include "firmware/forms/review.h"
#include "ui/paint/paint.h"
#include "ui/speech/utter.h"
#include "ui/tree/dump.h"
#include "ui/visit/privacy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOURNEYS = 3, SEED = 20261123, DUMP_MAX = 512 * 1024, PARTS_MAX = 60, CANARY_YEAR = 1903 };
#define CANARY "Zqxv7"

static const struct stage_panel *const panels[] = { &stage_panels[0], &stage_panels[3], &stage_panels[6], &stage_panels[8], &stage_panels[9] };
enum { PANELS = sizeof panels / sizeof panels[0] };

struct easel { struct given *given; struct theme theme; struct paint *paint; SDL_Surface *surface; struct walker walker; int compared, hidden; bool wrong; };

static int given_easel(void **state)
{
	static struct easel easel;
	easel = (struct easel){ 0 };
	*state = &easel;
	if (given_screens((void **)&easel.given) != 0)
		return -1;
	easel.surface = SDL_CreateRGBSurfaceWithFormat(0, 1080, 1920, 32, SDL_PIXELFORMAT_ARGB8888);
	return theme_read(easel.given->assets, "default", &easel.theme) == FAIL_NONE && paint_open(easel.given->assets, easel.given->text, &easel.theme, &easel.paint) == FAIL_NONE ? 0 : -1;
}

static int gone_easel(void **state)
{
	struct easel *easel = *state;
	SDL_FreeSurface(easel->surface);
	paint_close(easel->paint);
	return gone_screens((void **)&easel->given);
}

/* ---- two answers to everything that is hidden ---- */

static void set(struct visit *visit, const char *name, const char *value)
{
	assert_int_equal(answers_set(visit->answers, name, value), FAIL_NONE);
}

static void choose(struct visit *visit, const struct form_component *component, bool second)
{
	const struct form_list *list = component->list;
	answers_remove(visit->answers, component->name);
	if (component->kind == COMPONENT_YES_NO)
		set(visit, component->name, second ? "true" : "false");
	else if (component->kind == COMPONENT_DECLARATION)
		set(visit, component->name, "true");
	else if (component->kind != COMPONENT_CHECKBOXES)
		set(visit, component->name, list->item[second ? list->count - 1 : 0].value);
	for (size_t i = 0; component->kind == COMPONENT_CHECKBOXES && i < (second ? list->count : 1); i++)
		assert_int_equal(answers_add(visit->answers, component->name, list->item[i].value), FAIL_NONE);
}

static void type_in(struct visit *visit, const struct form_component *component, bool second)
{
	char text[64];
	for (size_t i = 0; i < component->field_count; i++) {
		const char *field = component->field[i];
		size_t length = strlen(field);
		bool year = length > 6 && strcmp(field + length - 6, "__year") == 0, part = component->field_count > 1 && component->kind != COMPONENT_ADDRESS;
		snprintf(text, sizeof text, CANARY "%s%zu", second ? " and much more of it, to be longer " : "", i);
		set(visit, field, year ? (second ? "1988" : "1903") : part ? (second ? "11" : "2") : component->kind == COMPONENT_NUMBER ? (second ? "1903" : "7") : text);
	}
}

static void answer(struct visit *visit, const struct form_component *component, bool second)
{
	if (component->list || component->kind == COMPONENT_YES_NO || component->kind == COMPONENT_DECLARATION)
		choose(visit, component, second);
	else
		type_in(visit, component, second);
}

static int answer_hidden(struct visit *visit, const struct form_page *page, bool second)
{
	int count = 0;
	for (size_t i = 0; i < page->count; i++)
		if (visit_hides(visit, &page->component[i])) {
			answer(visit, &page->component[i], second);
			count++;
		}
	return count;
}

/* ---- what is dumped, said and painted of a screen ---- */

static void say_all(struct easel *easel, struct buffer *ret)
{
	struct arena arena;
	struct utterances list;
	const struct tree *tree = &easel->given->tree;
	const struct listener listener = { easel->given->house.visit.words, true };
	arena_init(&arena, UTTER_ARENA_MAX_BYTES);
	for (const struct node *node = tree->root; node; node = node_next(node)) {
		arena_reset(&arena);
		utter_begin(&list, &arena);
		if (node == tree->root)
			utter_screen(&list, &listener, tree);
		else
			utter_node(&list, &listener, tree, node);
		for (int i = 0; i < list.count; i++)
			assert_int_equal(buffer_printf(ret, "said %s\n", list.one[i].text), FAIL_NONE);
	}
	arena_done(&arena);
}

static void look(struct easel *easel, const struct layout_panel *panel, struct buffer *ret)
{
	struct given *given = easel->given;
	struct fitting fitting = { .text = given->text, .panel = panel };
	if (screen_fit(&given->house.visit, &given->tree, &fitting) != FAIL_NONE || fitting.room != FAIL_NONE)
		fail_msg("%s %dx%d %d %s: %s", given->tree.root->id, panel->width_px, panel->height_px, panel->text_percent, given->house.visit.language_tag, fail_words());
	assert_int_equal(dump_text(&given->tree, true, ret), FAIL_NONE);
	json_t *json = dump_json(&given->tree);
	char *text = json_dumps(json, JSON_INDENT(1));
	assert_int_equal(buffer_printf(ret, "%s\n", text), FAIL_NONE);
	free(text);
	json_decref(json);
	say_all(easel, ret);
}

/* The pixels, as a sum: what differs in one of them differs here. */
static uint64_t painted(struct easel *easel, const struct layout_panel *panel)
{
	uint64_t sum = UINT64_C(14695981039346656037);
	const uint32_t *pixel = easel->surface->pixels;
	if (panel->width_px != easel->surface->w)
		return 0;
	paint_tree(easel->paint, &easel->given->tree, panel, easel->surface, NULL);
	for (size_t i = 0; i < (size_t)easel->surface->w * (size_t)easel->surface->h; i++)
		sum = (sum ^ pixel[i]) * UINT64_C(1099511628211);
	return sum;
}

static void no_canary(const char *seen, const char *where)
{
	const char *found = strstr(seen, CANARY) ? strstr(seen, CANARY) : strstr(seen, "1903");
	if (found)
		fail_msg("%s tells it: %.60s", where, found);
}

/* Wrong, each in a way of its own. */
static void go_wrong(struct visit *visit, const struct form_page *page, bool second)
{
	visit->error_count = 0;
	for (size_t k = 0; k < page->count; k++)
		if (visit_hides(visit, &page->component[k]))
			for (size_t i = 0; i < (second ? page->component[k].field_count : 1); i++)
				visit->error[visit->error_count++] = (struct form_error){ .component = &page->component[k], .field = page->component[k].field[i], .part = second ? "month" : "",
					.rule = second ? RULE_MAX : RULE_REQUIRED, .limit = 1903 };
}

/* Both answers on every part of the page; @page NULL: check answers. */
static void compare(struct easel *easel, const struct form_page *page, const struct stage_panel *panel)
{
	struct visit *visit = &easel->given->house.visit;
	bool paints = panel == panels[0];
	for (visit->list_page = 0; visit->list_page < PARTS_MAX; visit->list_page++) {
		struct buffer first, second;
		uint64_t sum[2];
		buffer_init(&first, DUMP_MAX);
		buffer_init(&second, DUMP_MAX);
		for (int which = 0; which < 2; which++) {
			for (size_t i = 0; i < visit->form->page_count; i++)
				if (!page || page == &visit->form->page[i])
					answer_hidden(visit, &visit->form->page[i], which);
			if (easel->wrong)
				go_wrong(visit, page, which);
			look(easel, &panel->panel, which ? &second : &first);
			sum[which] = paints ? painted(easel, &panel->panel) : 0;
		}
		no_canary(buffer_text(&first), easel->given->tree.root->id);
		if (strcmp(buffer_text(&first), buffer_text(&second)) != 0 || sum[0] != sum[1])
			fail_msg("%s %s on %s tells two answers apart", visit->form->service.code, easel->given->tree.root->id, panel->name);
		bool more = tree_find(&easel->given->tree, "page-next");
		buffer_done(&first);
		buffer_done(&second);
		easel->compared++;
		if (!more)
			break;
	}
	visit->list_page = 0;
}

/* Whether both answers lead the same way and cost the same: what is asked is no secret, only what was said. */
static bool same_way(struct visit *visit)
{
	struct review_fee fee[FORM_FEE_MAX];
	struct review_desk brought[REVIEW_DESK_MAX];
	const struct review_row *row;
	struct arena arena;
	uint64_t way[2] = { 1, 1 };
	arena_init(&arena, 1024 * 1024);
	for (int which = 0; which < 2; which++) {
		for (size_t i = 0; i < visit->form->page_count; i++)
			answer_hidden(visit, &visit->form->page[i], which);
		size_t rows = review_rows(visit->form, visit->answers, visit->today, "en", &arena, &row);
		for (size_t i = 0; i < rows; i++)
			way[which] = way[which] * 31 + (uint64_t)(uintptr_t)row[i].component + row[i].blank;
		way[which] = (way[which] * 31 + review_fees(visit->form, visit->answers, visit->today, fee)) * 31 + review_at_desk(visit->form, visit->answers, visit->today, brought);
	}
	arena_done(&arena);
	return way[0] == way[1];
}

static void blank_all_but(struct visit *visit, const struct form *form, const struct answers *from)
{
	visit->form = visit->answered = form;
	answers_copy(visit->answers, from);
	visit->error_count = 0;
	visit->field[0] = '\0';
	visit->list_page = 0;
}

static void compare_journey(struct easel *easel, const struct form *form, const struct stage_panel *panel, const char *language)
{
	struct visit *visit = &easel->given->house.visit;
	scene_set(&easel->given->house, &scenes[0], language, &panel->panel);
	visit->mask.viewer = VIEWER_STAFF;
	for (size_t i = 0; i < form->page_count; i++) {
		const struct form_page *page = &form->page[i];
		blank_all_but(visit, form, easel->walker.answers);
		int hidden = page->kind == PAGE_SUMMARY ? 0 : answer_hidden(visit, page, false);
		if (!hidden)
			continue;
		easel->hidden += hidden;
		visit->place = PLACE_QUESTION;
		visit->page = (int)i;
		compare(easel, page, panel);
		easel->wrong = true;
		compare(easel, page, panel);
		easel->wrong = false;
	}
	blank_all_but(visit, form, easel->walker.answers);
	visit->place = PLACE_CHECK;
	if (same_way(visit))
		compare(easel, NULL, panel);
	visit->form = visit->answered = NULL;
}

static void two_answers_make_one_screen(void **state)
{
	struct easel *easel = *state;
	char folder[GIVEN_PATH_BYTES];
	struct services shipped = { 0 };
	given_source("assets/forms", folder);
	assert_int_equal(services_load(folder, &shipped), FAIL_NONE);
	assert_true(shipped.count >= 16);
	for (size_t i = 0; i < shipped.count; i++) {
		walker_init(&easel->walker, shipped.form[i], easel->given->house.visit.today, SEED + (uint32_t)i);
		for (int j = 0; j < JOURNEYS; j++) {
			(void)walker_go(&easel->walker);
			for (int p = 0; p < PANELS; p++)
				if (stage_walked(p, (int)i + j))
					compare_journey(easel, shipped.form[i], panels[p], stage_languages[(i + (size_t)j + (size_t)p) % STAGE_LANGUAGES]);
		}
		walker_done(&easel->walker);
	}
	print_message("%d screens compared, %d hidden questions on them\n", easel->compared, easel->hidden);
	assert_true(easel->compared > 100 && easel->hidden > 50);
	services_done(&shipped);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(two_answers_make_one_screen) };
	return cmocka_run_group_tests_name("screens masked", cases, given_easel, gone_easel);
}
