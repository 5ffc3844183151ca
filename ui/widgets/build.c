/* SPDX-License-Identifier: MIT */
/* build.c - small things that keep the screens short. */
#include "ui/widgets/build.h"

#include "ui/visit/privacy.h"
#include "ui/widgets/fit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool reads_right_to_left(const char *language)
{
	static const char *const tags[] = { "ar", "ur", "fa", "he", "ps" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strncmp(language, tags[i], 2) == 0)
			return true;
	return false;
}

enum { TALL_BLOCK = 70 /* beside a box that types, two such words stand in a row */, TALL_FIELD = 12 /* what stands in a box of a small panel is higher in Nastaliq */ };

void build_begin(struct build *build, const struct visit *visit, struct tree *tree, const char *id)
{
	const char *language = words_language(visit->words);
	*build = (struct build){ .visit = visit, .tree = tree, .language = language };
	bool rtl = reads_right_to_left(language);
	bool holds = visit->reach_here && frame_reach_holds(visit->band, visit->height_dp, visit->text_percent);
	if (visit->reach != REACH_OFF && holds && visit->place != PLACE_IDLE)
		build->frame = frame_reach(visit->panel, visit->width_dp, visit->band, visit->text_percent, (visit->reach == REACH_LEFT) != rtl);
	else
		build->frame = frame_of(visit->panel, visit->width_dp, visit->height_dp, visit->text_percent);
	if (build->frame.reach && build->frame.shape != PANEL_SMALL && fit_tall(build) > 1)
		build->frame.field_height += TALL_FIELD;
	if (build->frame.low && visit->text_percent > 150 && fit_tall(build) > 1) {
		build->frame.typing.width -= TALL_BLOCK;
		build->frame.typing_action.x -= TALL_BLOCK;
		build->frame.typing_action.width += TALL_BLOCK;
	}
	struct node *root = tree_begin(tree, id, "", language, rtl);
	build->lent = arena_new(&tree->arena, sizeof *build->lent);
	build->lent->count = 0;
	if (visit->mask.viewer != VIEWER_RESIDENT && visit->form)
		build->shown = visit_shown_answers(visit);
	root->box.flow = FLOW_STACK;
}

enum fail build_end(struct build *build)
{
	if (build->visit->mask.viewer != VIEWER_RESIDENT)
		tree_mask(build->tree, &build->visit->mask, build->visit->mono_ms, say(build, "mask.tag"), say(build, "mask.error"));
	answers_free(build->shown);
	build->shown = NULL;
	return tree_end(build->tree);
}

enum { PART_MIN_BYTES = 16 }; /* a shorter part may be a word of the other language */

const char *build_lend(const struct build *build, const char *text)
{
	struct lent *lent = build->lent;
	if (!text || !*text || words_english(build->language))
		return text;
	for (int i = 0; i < lent->count; i++)
		if (lent->text[i] == text)
			return text;
	if (lent->count < LENT_MAX)
		lent->text[lent->count++] = text;
	return text;
}

/* The same text, a page of it, or its beginning before "…". */
static bool is_of(const char *part, const char *whole)
{
	size_t length = strlen(part), dots = strlen("…");
	if (part == whole || strcmp(part, whole) == 0)
		return true;
	if (length > dots && strcmp(part + length - dots, "…") == 0)
		return strncmp(part, whole, length - dots) == 0;
	return length >= PART_MIN_BYTES && strstr(whole, part);
}

static bool is_lent(const struct build *build, const char *text)
{
	for (int i = 0; text && *text && i < build->lent->count; i++)
		if (is_of(text, build->lent->text[i]))
			return true;
	return false;
}

void build_title(struct build *build, const char *title)
{
	build->tree->root->name = arena_text(&build->tree->arena, title);
	build->tree->root->lang = is_lent(build, title) ? "en" : NULL;
}

static const char *said(const struct build *build, const char *key, const char *text)
{
	return words_has(build->visit->words, key) ? text : build_lend(build, text);
}

void build_about(struct build *build, enum privacy_class privacy, const char *field)
{
	build->privacy = privacy;
	build->field = field;
}

void build_about_none(struct build *build)
{
	build_about(build, PRIVACY_PUBLIC, NULL);
}

bool build_hides(const struct build *build, const struct form_component *component)
{
	return visit_hides(build->visit, component);
}

const struct answers *build_answers(const struct build *build)
{
	return build->shown ? build->shown : build->visit->answers;
}

void build_personal(struct build *build, const char *id)
{
	struct node *node = tree_find(build->tree, id), *root = build->tree->root;
	if (!node)
		return;
	node->state |= NODE_PERSONAL;
	if (strcmp(node->name, root->name) == 0)
		root->state |= NODE_PERSONAL;
}

const char *say(const struct build *build, const char *key)
{
	return said(build, key, words_get(build->visit->words, key));
}

/* English values among @values carry their mark; the others are as they are. */
static const struct words_value *tongued(const struct build *build, const struct words_value *values)
{
	enum { MOST = 15 };
	if (!values || build->lent->count == 0)
		return values; /* a long list asks for its title's height once a row */
	struct words_value *marked = arena_new(&build->tree->arena, (MOST + 1) * sizeof *marked);
	int count = 0;
	for (; values && values->name && count < MOST; values++, count++) {
		marked[count] = *values;
		for (int i = 0; values->text && i < build->lent->count; i++)
			if (strcmp(build->lent->text[i], values->text) == 0) {
				marked[count].text = build_text(build, WORDS_ENGLISH_BEGIN "%s" WORDS_ENGLISH_END, values->text);
				break;
			}
	}
	return marked;
}

const char *say_with(const struct build *build, const char *key, const struct words_value *values)
{
	return said(build, key, words_fill(build->visit->words, &build->tree->arena, key, words_has(build->visit->words, key) ? tongued(build, values) : values));
}

const char *say_count(const struct build *build, const char *key, long count, const struct words_value *values)
{
	return said(build, key, words_fill_count(build->visit->words, &build->tree->arena, key, count, words_has(build->visit->words, key) ? tongued(build, values) : values));
}

const char *build_text(const struct build *build, const char *format, ...)
{
	va_list values, again;
	va_start(values, format);
	va_copy(again, values);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	char *text = arena_new(&build->tree->arena, (size_t)(length > 0 ? length : 0) + 1);
	vsnprintf(text, (size_t)(length > 0 ? length : 0) + 1, format, values);
	va_end(values);
	return text;
}

static struct node marked(const struct build *build, struct node node)
{
	if (!node.lang && (is_lent(build, node.name) || is_lent(build, node.label)))
		node.lang = "en";
	if (build->field && !node.field) {
		node.privacy = build->privacy;
		node.field = build->field;
	}
	return node;
}

struct node *build_open(struct build *build, struct node node)
{
	return tree_open(build->tree, marked(build, node));
}

struct node *build_leaf(struct build *build, struct node node)
{
	return tree_leaf(build->tree, marked(build, node));
}

void build_close(struct build *build)
{
	tree_close(build->tree);
}

struct node *build_group(struct build *build, struct box box)
{
	return tree_open(build->tree, NODE(.role = NODE_ROLE_GROUP, .box = box));
}

void build_space(struct build *build)
{
	tree_leaf(build->tree, NODE(.role = NODE_ROLE_GROUP, .state = NODE_DECOR, .box = { .grow = 1 }));
}

void build_icon(struct build *build, const char *icon, int size_dp, enum node_ink ink)
{
	tree_leaf(build->tree, NODE(.role = NODE_ROLE_IMAGE, .icon = icon, .state = NODE_DECOR, .ink = ink, .box = { .width = size_dp, .height = size_dp }));
}
