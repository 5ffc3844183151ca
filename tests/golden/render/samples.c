/* SPDX-License-Identifier: MIT */
/* samples.c - the list of sample screens, and what all of them have: header, progress, actions, counter. */
#include "tests/golden/render/samples.h"

#define PORTRAIT(PERCENT) { 1080, 1920, 4.03, PERCENT }

const struct sample samples[] = {
	{ "idle", "default", sample_idle, PORTRAIT(100) },
	{ "home", "default", sample_home, PORTRAIT(100) },
	{ "radios", "default", sample_radios, PORTRAIT(100) },
	{ "radios-welsh", "default", sample_radios_welsh, PORTRAIT(100) },
	{ "radios-urdu", "default", sample_radios_urdu, PORTRAIT(100) },
	{ "radios-150", "default", sample_radios_large, PORTRAIT(150) },
	{ "radios-200", "default", sample_radios_large, PORTRAIT(200) },
	{ "radios-white-on-black", "white-on-black", sample_radios_focus, PORTRAIT(100) },
	{ "radios-black-on-white", "black-on-white", sample_radios_focus, PORTRAIT(100) },
	{ "radios-soft-and-dim", "soft-and-dim", sample_radios_focus, PORTRAIT(100) },
	{ "radios-small", "default", sample_radios_small, { 1024, 768, 3.36, 100 } },
	{ "keyboard", "default", sample_keyboard, PORTRAIT(100) },
	{ "error", "default", sample_error, PORTRAIT(100) },
	{ "check", "default", sample_check, PORTRAIT(100) },
	{ "done", "default", sample_done, PORTRAIT(100) },
	{ "waiting", "default", sample_waiting, PORTRAIT(100) },
	{ "person", "default", sample_person, PORTRAIT(100) },
	{ "home-landscape", "default", sample_home_landscape, { 1920, 1080, 4.03, 100 } },
	{ "parts", "default", sample_parts, PORTRAIT(100) },
};
const int sample_count = sizeof samples / sizeof samples[0];

const struct sample_words sample_english = { "en", "Easier to use", "Language", "Finish", "A person can help you", "Here now", "Back", "Continue" };
const struct sample_words sample_welsh = { "cy", "Hygyrchedd", "Iaith", "Gorffen", "Gall rhywun eich helpu", "Yma nawr", "Yn ôl", "Parhau" };
const struct sample_words sample_urdu = { "ur", "آسان بنائیں", "زبان", "ختم کریں", "عملے سے مدد لیں", "ابھی موجود", "واپس", "جاری رکھیں" };

#define AT(X, Y, W, H) .absolute = true, .x = (X), .y = (Y), .width = (W), .height = (H)

void sample_begin(struct tree *tree, const char *id, const char *title, const struct sample_words *words)
{
	struct node *root = tree_begin(tree, id, title, words->lang, words == &sample_urdu);
	root->box.flow = FLOW_STACK;
}

void sample_header(struct tree *tree, const char *first, const char *second)
{
	TREE(tree, .id = "header", .role = NODE_ROLE_GROUP, .box = { AT(56, 34, 968, 80), .flow = FLOW_ROW, .gap = 20, .align = ALIGN_CENTRE }) {
		LEAF(tree, .role = NODE_ROLE_IMAGE, .image = "logo", .state = NODE_DECOR, .box = { .width = 72, .height = 72 });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "council", .name = "Mereford Council", .lang = "en", .type = TYPE_BODY_STRONG, .box = { .grow = 1 });
		TREE(tree, .role = NODE_ROLE_GROUP, .box = { .align = ALIGN_END }) {
			if (first)
				LEAF(tree, .role = NODE_ROLE_TEXT, .id = "where", .name = first, .type = TYPE_SMALL, .text_align = ALIGN_END);
			if (second)
				LEAF(tree, .role = NODE_ROLE_TEXT, .id = "how-far", .name = second, .type = TYPE_SMALL_STRONG, .text_align = ALIGN_END);
		}
	}
}

void sample_progress(struct tree *tree, int now, int of)
{
	TREE(tree, .role = NODE_ROLE_PROGRESS, .id = "progress", .name = "How far you are", .place = now, .of = of, .box = { AT(56, 136, 968, 14), .flow = FLOW_ROW, .gap = 10 })
		for (int i = 1; i <= of; i++)
			LEAF(tree, .state = NODE_DECOR, .look = i < now ? LOOK_STEP_DONE : i == now ? LOOK_STEP_NOW : LOOK_STEP_TO_DO, .box = { .grow = 1, .equal = true });
}

void sample_actions(struct tree *tree, const struct sample_words *words, const char *main, const char *icon)
{
	TREE(tree, .role = NODE_ROLE_GROUP, .id = "actions", .box = { AT(56, 1544, 968, 112), .flow = FLOW_ROW, .gap = 24 }) {
		LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "back", .name = words->back, .icon = tree->rtl ? "arrow-right" : "arrow-left", .look = LOOK_SECOND, .action.what = PRESS, .box = { .width = 270 });
		LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "continue", .name = main ? main : words->next, .icon_after = icon ? icon : tree->rtl ? "arrow-left" : "arrow-right",
			.look = LOOK_MAIN, .action.what = PRESS, .box = { .grow = 1 });
	}
}

struct place { int x, y, width, height; };

static void counter(struct tree *tree, const struct sample_words *words, const struct place *bar, const struct place button[3], const struct place *person, bool finish)
{
	const char *const icon[] = { "accessibility", "globe", finish ? "log-out" : "headphones" };
	const char *const id[] = { "easier", "language", finish ? "finish" : "listen" };
	const char *const name[] = { words->easier, words->language, finish ? words->finish : "Listen" };
	TREE(tree, .role = NODE_ROLE_GROUP, .id = "counter", .look = LOOK_COUNTER, .box = { AT(bar->x, bar->y, bar->width, bar->height), .keep_left = true }) {
		for (int i = 0; i < 3; i++)
			LEAF(tree, .role = NODE_ROLE_BUTTON, .id = id[i], .name = name[i], .icon = icon[i], .look = LOOK_COUNTER_BUTTON, .action.what = PRESS,
				.box = { AT(button[i].x, button[i].y - bar->y, button[i].width, button[i].height) });
		LEAF(tree, .role = NODE_ROLE_BUTTON, .id = "person", .name = words->person, .hint = words->status, .look = LOOK_PERSON, .action.what = PRESS,
			.box = { AT(person->x, person->y - bar->y, person->width, person->height) });
	}
}

void sample_counter(struct tree *tree, const struct sample_words *words)
{
	static const struct place button[] = { { 32, 1768, 232, 116 }, { 280, 1768, 190, 116 }, { 486, 1768, 190, 116 } };
	counter(tree, words, &(struct place){ 0, 1736, 1080, 184 }, button, &(struct place){ 692, 1704, 356, 174 }, tree->root->id[0] != 'i');
}

void sample_counter_large(struct tree *tree, const struct sample_words *words)
{
	static const struct place button[] = { { 32, 1740, 372, 152 }, { 420, 1740, 292, 152 }, { 728, 1740, 320, 152 } };
	counter(tree, words, &(struct place){ 0, 1564, 1080, 356 }, button, &(struct place){ 32, 1540, 1016, 180 }, true);
}

void sample_counter_landscape(struct tree *tree, const struct sample_words *words)
{
	static const struct place button[] = { { 48, 966, 320, 88 }, { 388, 966, 270, 88 }, { 678, 966, 250, 88 } };
	counter(tree, words, &(struct place){ 0, 940, 1920, 140 }, button, &(struct place){ 1312, 912, 560, 142 }, true);
}

void sample_counter_small(struct tree *tree, const struct sample_words *words)
{
	static const struct place button[] = { { 32, 811, 270, 84 }, { 318, 811, 220, 84 }, { 554, 811, 210, 84 } };
	struct sample_words low = *words;
	low.status = NULL; /* no room for it */
	counter(tree, &low, &(struct place){ 0, 789, 1228, 132 }, button, &(struct place){ 796, 769, 400, 128 }, true);
}
