/* SPDX-License-Identifier: MIT */
/*
 * page_join.c - the person's screen for who helps from afar: the same tree as elements that a screen reader and a keyboard know. DESIGN: nothing is hidden
 * here, because nothing that has to be hidden ever gets here; what who helps may press, the screen says of each node.
 */
#include "firmware/desk/page.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <string.h>

enum { ARENA_BYTES = 256 * 1024, SETS_MAX = 8, TYPED_MAX_CHARACTERS = 300, LEVEL_FIRST = 3, LEVEL_LAST = 6, NODES_MAX = 400 /* as many as a screen of ours has: it may be another kiosk that says so */ };

struct joined {
	struct html *html;
	const struct words *words;
	const char *token;
	bool acts;                    /* they may type and press */
	struct arena arena;
	int level;                    /* of the last heading */
	int set[SETS_MAX], sets;      /* depths of the sets that are open */
	int inside;                   /* what lies deeper is a control's own; 0 nothing is */
};

static const char *say(const struct joined *joined, const char *key)
{
	return words_get(joined->words, key);
}

static bool has(const json_t *node, const char *state)
{
	size_t i;
	const json_t *one;
	json_array_foreach(json_object_get(node, "state"), i, one)
		if (json_is_string(one) && strcmp(json_string_value(one), state) == 0)
			return true;
	return false;
}

static bool role_is(const json_t *node, const char *const *roles)
{
	const char *role = json_text_or(node, "role", "");
	while (*roles && strcmp(*roles, role) != 0)
		roles++;
	return *roles != NULL;
}

/* ---- parts of a node ---- */

static void put_point(struct joined *joined, const json_t *node)
{
	const char *id = json_text_or(node, "id", ""), *what = json_text_or(node, "name", "");
	if (!json_bool_or(node, "point", false))
		return;
	html_put(joined->html, "<button form=\"joined\" name=\"act\" value=\"point $\" id=\"point-$\" class=\"point\" aria-label=\"$\">$</button>", id, id,
		words_fill(joined->words, &joined->arena, "deskpage.point_at", WORDS_VALUES({ "what", what })), say(joined, "deskpage.point"), NULL);
}

static void put_more(struct joined *joined, const json_t *node)
{
	const char *hint = json_text_or(node, "hint", ""), *error = json_text_or(node, "error", "");
	if (*hint)
		html_put(joined->html, "<p class=\"hint\">$</p>", hint, NULL);
	if (*error)
		html_put(joined->html, "<p class=\"wrong\">$</p>", error, NULL);
}

static const char *lang_of(const json_t *node, struct joined *joined)
{
	const char *lang = json_text_or(node, "lang", "");
	return *lang ? arena_printf(&joined->arena, " lang=\"%s\"", strspn(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen(lang) ? lang : "") : "";
}

static void put_control(struct joined *joined, const json_t *node)
{
	const char *id = json_text_or(node, "id", ""), *name = json_text_or(node, "name", "");
	bool chosen = has(node, "checked"), choice = role_is(node, (const char *const[]){ "radio", "checkbox", NULL });
	html_raw(joined->html, "<div class=\"node\"");
	html_raw(joined->html, lang_of(node, joined));
	html_raw(joined->html, ">");
	if (joined->acts && json_bool_or(node, "theirs", false))
		html_put(joined->html, choice ? chosen ? "<button form=\"joined\" name=\"act\" value=\"press $\" id=\"press-$\" class=\"press\" aria-pressed=\"true\">$</button>"
			: "<button form=\"joined\" name=\"act\" value=\"press $\" id=\"press-$\" class=\"press\" aria-pressed=\"false\">$</button>"
			: "<button form=\"joined\" name=\"act\" value=\"press $\" id=\"press-$\" class=\"press\">$</button>", id, id, name, NULL);
	else
		html_put(joined->html, chosen ? "<p class=\"control chosen\">$ <strong>$</strong></p>" : "<p class=\"control\">$</p>", name, say(joined, "deskpage.chosen"), NULL);
	put_point(joined, node);
	put_more(joined, node);
	html_raw(joined->html, "</div>");
}

static void put_field(struct joined *joined, const json_t *node)
{
	const char *id = json_text_or(node, "id", ""), *name = json_text_or(node, "name", ""), *value = json_text_or(node, "value", "");
	html_raw(joined->html, "<div class=\"node\">");
	if (joined->acts && json_bool_or(node, "theirs", false))
		html_put(joined->html, "<form class=\"type\" method=\"post\" action=\"/join\" autocomplete=\"off\"><input type=\"hidden\" name=\"token\" value=\"$\"><input type=\"hidden\" name=\"node\" value=\"$\">"
			"<label for=\"set-$\">$</label><input id=\"set-$\" name=\"text\" type=\"text\" value=\"$\" maxlength=\"$\" spellcheck=\"false\"><button name=\"act\" value=\"set\">$</button></form>",
			joined->token, id, id, name, id, value, arena_printf(&joined->arena, "%d", TYPED_MAX_CHARACTERS), say(joined, "deskpage.set"), NULL);
	else
		html_put(joined->html, "<p class=\"control\">$: <strong>$</strong></p>", name, *value ? value : say(joined, "deskpage.empty"), NULL);
	put_point(joined, node);
	put_more(joined, node);
	html_raw(joined->html, "</div>");
}

/* An answer that is not theirs to see: whether there is one, and whether it is right. */
static void put_hidden(struct joined *joined, const json_t *node)
{
	static const char *const keys[][2] = { { "filled", "deskpage.hidden.filled" }, { "wrong", "deskpage.hidden.wrong" }, { "empty", "deskpage.hidden.empty" } };
	size_t i = 0;
	while (i < 2 && strcmp(json_text_or(node, "hidden", ""), keys[i][0]) != 0)
		i++;
	html_put(joined->html, "<div class=\"node\"><p class=\"control masked\" lang=\"$\">$</p>", words_language(joined->words), say(joined, keys[i][1]), NULL);
	put_point(joined, node);
	html_raw(joined->html, "</div>");
}

/* The first is below the section's own; none is left out on the way down. */
static void put_heading(struct joined *joined, const json_t *node)
{
	int64_t said = json_int_or(node, "level", 1);
	int level = said < 1 || said > LEVEL_LAST ? LEVEL_LAST : LEVEL_FIRST + (int)said - 1;
	level = level > joined->level + 1 ? joined->level + 1 : level < LEVEL_FIRST ? LEVEL_FIRST : level;
	joined->level = level > LEVEL_LAST ? LEVEL_LAST : level;
	const char *number = arena_printf(&joined->arena, "%d", joined->level);
	html_put(joined->html, "<h$", number, NULL);
	html_raw(joined->html, lang_of(node, joined));
	html_put(joined->html, ">$</h$>", json_text_or(node, "name", ""), number, NULL);
}

static void put_text(struct joined *joined, const json_t *node)
{
	const char *name = json_text_or(node, "name", "");
	if (!*name)
		return;
	html_raw(joined->html, has(node, "invalid") || strcmp(json_text_or(node, "role", ""), "alert") == 0 ? "<p class=\"wrong\"" : "<p");
	html_raw(joined->html, lang_of(node, joined));
	html_put(joined->html, ">$</p>", name, NULL);
}

/* ---- the tree ---- */

static void close_sets(struct joined *joined, int depth)
{
	while (joined->sets > 0 && joined->set[joined->sets - 1] >= depth) {
		html_raw(joined->html, "</fieldset>");
		joined->sets--;
	}
}

static void open_set(struct joined *joined, const json_t *node, int depth)
{
	const char *name = json_text_or(node, "name", "");
	if (!*name || joined->sets == SETS_MAX)
		return;
	html_put(joined->html, "<fieldset><legend>$</legend>", name, NULL);
	joined->set[joined->sets++] = depth;
}

static void put_node(struct joined *joined, const json_t *node)
{
	static const char *const controls[] = { "button", "radio", "checkbox", NULL }, *const sets[] = { "radio-group", "checkbox-group", NULL }, *const texts[] = { "text", "alert", "status", "timer", "image", NULL };
	int depth = (int)json_int_or(node, "depth", 0);
	close_sets(joined, depth);
	if (joined->inside && depth > joined->inside)
		return; /* a control says its own name */
	joined->inside = 0;
	if (json_object_get(node, "hidden")) {
		put_hidden(joined, node);
	} else if (role_is(node, controls)) {
		put_control(joined, node);
		joined->inside = depth;
	} else if (strcmp(json_text_or(node, "role", ""), "field") == 0) {
		put_field(joined, node);
		joined->inside = depth;
	} else if (role_is(node, sets)) {
		open_set(joined, node, depth);
	} else if (strcmp(json_text_or(node, "role", ""), "heading") == 0) {
		put_heading(joined, node);
	} else if (role_is(node, texts)) {
		put_text(joined, node);
	}
}

static void put_screen(struct joined *joined, const json_t *tree)
{
	size_t i;
	const json_t *node;
	const char *lang = json_text_or(tree, "lang", "en");
	html_put(joined->html, "<div class=\"screen\" lang=\"$\" dir=\"$\">", words_english(lang) ? "en-GB" : lang, json_bool_or(tree, "rtl", false) ? "rtl" : "ltr", NULL);
	json_array_foreach(json_object_get(tree, "nodes"), i, node)
		if (i < NODES_MAX)
			put_node(joined, node);
	close_sets(joined, 0);
	html_raw(joined->html, "</div>");
}

/* Words that are not there are no reason to say nothing. */
static const char *over_words(const struct joined *joined, const char *over)
{
	char key[48];
	snprintf(key, sizeof key, "deskpage.over.%.24s", over);
	const char *words = say(joined, key);
	return strcmp(words, key) == 0 ? say(joined, "deskpage.over.left") : words;
}

void page_join(struct html *html, const struct words *words, const char *token, const json_t *view, const char *over)
{
	struct joined joined = { .html = html, .words = words, .token = token, .level = LEVEL_FIRST - 1 };
	const char *state = json_text_or(view, "state", "");
	const json_t *tree = json_object_get(view, "tree");
	if (!view && !*over)
		return;
	arena_init(&joined.arena, ARENA_BYTES);
	joined.acts = strcmp(state, "types") == 0;
	html_put(html, "<div class=\"top\"><h2 id=\"join-title\" tabindex=\"-1\">$</h2>", say(&joined, "deskpage.join_title"), NULL);
	if (view)
		html_put(html, "<button form=\"joined\" name=\"act\" value=\"leave\" id=\"leave\">$</button>", say(&joined, "deskpage.join_leave"), NULL);
	html_put(html, "</div><p class=\"join-state\" data-state=\"$\">$</p>", view ? state : "over",
		!view ? over_words(&joined, over) : strcmp(state, "asked") == 0 ? say(&joined, "deskpage.join_asked") : say(&joined, joined.acts ? "deskpage.join_types" : "deskpage.join_looks"), NULL);
	if (tree)
		put_screen(&joined, tree);
	else if (view && strcmp(state, "asked") != 0)
		html_put(html, "<p>$</p>", say(&joined, "deskpage.join_waits"), NULL);
	arena_done(&joined.arena);
}
