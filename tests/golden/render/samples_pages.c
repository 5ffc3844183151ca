/* SPDX-License-Identifier: MIT */
/* samples_pages.c - pages around a form: idle, home, done, still there, a person, parts. */
#include "tests/golden/render/samples.h"

#define AT(X, Y, W, H) .absolute = true, .x = (X), .y = (Y), .width = (W), .height = (H)
#define BUTTON(ID, NAME, ...) LEAF(tree, .role = NODE_ROLE_BUTTON, .id = ID, .name = NAME, .action.what = PRESS, __VA_ARGS__)

struct named_icon { const char *icon, *name; };

static const struct named_icon services[] = {
	{ "trash-2", "Bins and recycling" }, { "receipt-text", "Council Tax" }, { "hand-coins", "Help with money" }, { "house", "Housing and repairs" },
	{ "car", "Parking and travel" }, { "graduation-cap", "Schools and childcare" }, { "heart-handshake", "Care and support" }, { "book-open", "Libraries and leisure" },
};
static const struct named_icon life[] = { { "flower-2", "A death" }, { "baby", "A new baby" }, { "key-round", "A new home" }, { "briefcase", "No more job" } };

static void idle_poster(struct tree *tree)
{
	TREE(tree, .id = "poster", .look = LOOK_PRIMARY_PANEL, .box = { AT(0, 0, 1080, 1072), .flow = FLOW_STACK }) {
		TREE(tree, .id = "header", .box = { AT(56, 43, 968, 86), .flow = FLOW_ROW, .gap = 22, .align = ALIGN_CENTRE }) {
			LEAF(tree, .role = NODE_ROLE_IMAGE, .image = "logo", .state = NODE_DECOR, .box = { .width = 84, .height = 84 });
			TREE(tree, .box = { .grow = 1 }) {
				LEAF(tree, .role = NODE_ROLE_TEXT, .id = "council", .name = "Mereford Council", .type = TYPE_CONTROL_STRONG, .box = { .height = 44 });
				LEAF(tree, .role = NODE_ROLE_TEXT, .id = "place", .name = "Central Library", .type = TYPE_BODY, .box = { .height = 42 });
			}
			TREE(tree, .role = NODE_ROLE_STATUS, .id = "open", .name = "Open until 6 pm", .look = LOOK_PILL, .box = { .flow = FLOW_ROW, .gap = 16, .align = ALIGN_CENTRE, .pad_start = 32, .pad_end = 32 }) {
				LEAF(tree, .state = NODE_DECOR, .look = LOOK_DOT_HERE);
				LEAF(tree, .role = NODE_ROLE_TEXT, .name = "Open until 6 pm", .type = TYPE_BODY_STRONG, .state = NODE_DECOR);
			}
		}
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "headline", .name = "Let us help you", .level = 1, .type = TYPE_POSTER, .box = { AT(56, 196, 1000, 0) });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "promise", .name = "Ask a person, or do it on this screen.\nYou need no account.", .type = TYPE_CONTROL, .box = { AT(60, 338, 940, 0) });
		LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_ARCH_DEEP, .image = "resident-bun", .box = { AT(56, 614, 300, 458) });
		LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_ARCH_DEEP, .image = "resident-hijab", .box = { AT(724, 614, 300, 458) });
		LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_ARCH_ACCENT, .image = "staff", .box = { AT(372, 514, 336, 558) });
	}
	LEAF(tree, .state = NODE_DECOR, .look = LOOK_RULE, .box = { AT(0, 1072, 1080, 18) });
}

void sample_idle(struct tree *tree)
{
	static const struct named_icon facts[] = { { "megaphone", "Tell us" }, { "file-pen-line", "Apply" }, { "hand-coins", "Money help" }, { "search", "Look up" }, { "calendar-days", "Meet us" }, { "printer", "Paper receipt" } };
	static const struct { const char *lang, *name; } languages[] = { { "en", "English" }, { "cy", "Cymraeg" }, { "pl", "Polski" }, { "ro", "Română" }, { "ur", "اردو" }, { "ar", "العربية" }, { "bn", "বাংলা" } };
	sample_begin(tree, "idle", "Let us help you", &sample_english);
	idle_poster(tree);
	BUTTON("start", "Touch to begin", .icon = "hand", .look = LOOK_MAIN, .type = TYPE_BIG, .box = { AT(56, 1120, 968, 140) });
	LEAF(tree, .role = NODE_ROLE_HEADING, .id = "can", .name = "What is done here", .level = 3, .box = { AT(56, 1290, 968, 48) });
	TREE(tree, .role = NODE_ROLE_LIST, .id = "facts", .name = "What is done here", .box = { AT(56, 1342, 968, 180), .flow = FLOW_ROW, .wrap = true, .columns = 3, .gap = 20, .row_gap = 0 })
		for (int i = 0; i < 6; i++)
			TREE(tree, .role = NODE_ROLE_ITEM, .box = { .height = 80, .flow = FLOW_ROW, .gap = 16, .align = ALIGN_CENTRE }) {
				LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .icon = facts[i].icon, .ink = INK_PRIMARY, .box = { .width = 44, .height = 44 });
				LEAF(tree, .role = NODE_ROLE_TEXT, .name = facts[i].name, .box = { .grow = 1 });
			}
	TREE(tree, .id = "languages", .box = { AT(56, 1556, 968, 92), .flow = FLOW_ROW, .gap = 12 })
		for (int i = 0; i < 7; i++) {
			char id[] = { 'l', 'a', 'n', 'g', 'u', 'a', 'g', 'e', ':', languages[i].lang[0], languages[i].lang[1], '\0' };
			LEAF(tree, .role = NODE_ROLE_BUTTON, .id = id, .name = languages[i].name, .lang = languages[i].lang, .look = LOOK_LANGUAGE, .state = i == 0 ? NODE_CHECKED : 0, .action.what = PRESS, .box = { .grow = 1 });
		}
	sample_counter(tree, &sample_english);
}

static void service_tiles(struct tree *tree, int columns, int height, int row_gap)
{
	TREE(tree, .role = NODE_ROLE_LIST, .id = "services", .name = "Services", .box = { .flow = FLOW_ROW, .wrap = true, .columns = columns, .gap = 20, .row_gap = row_gap })
		for (int i = 0; i < 8; i++) {
			char id[] = { 's', 'e', 'r', 'v', 'i', 'c', 'e', ':', (char)('1' + i), '\0' };
			LEAF(tree, .role = NODE_ROLE_BUTTON, .id = id, .name = services[i].name, .icon = services[i].icon, .look = LOOK_TILE, .action.what = PRESS, .box = { .height = height });
		}
}

static void life_buttons(struct tree *tree, int height)
{
	LEAF(tree, .role = NODE_ROLE_HEADING, .id = "life", .name = "At turning points", .level = 3);
	TREE(tree, .id = "life-events", .box = { .flow = FLOW_ROW, .wrap = true, .columns = 2, .gap = 20, .row_gap = 22 })
		for (int i = 0; i < 4; i++) {
			char id[] = { 'l', 'i', 'f', 'e', ':', (char)('1' + i), '\0' };
			LEAF(tree, .role = NODE_ROLE_BUTTON, .id = id, .name = life[i].name, .icon = life[i].icon, .ink = INK_PRIMARY, .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .text_align = ALIGN_START, .action.what = PRESS, .box = { .height = height });
		}
}

void sample_home(struct tree *tree)
{
	sample_begin(tree, "home", "How may we help?", &sample_english);
	sample_header(tree, "Tuesday 24 November", "10.42 am");
	LEAF(tree, .role = NODE_ROLE_STATUS, .id = "notice", .name = "The bin lorries stay at home on Friday 25 December and come on Wednesday 30 December.", .icon = "bell", .look = LOOK_NOTE, .box = { AT(56, 136, 968, 0) });
	LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "How may we help?", .level = 1, .box = { AT(56, 284, 968, 0) });
	LEAF(tree, .role = NODE_ROLE_FIELD, .id = "search", .name = "Search", .label = "Search, perhaps for “blue badge”", .icon = "search", .look = LOOK_FIELD, .action.what = PRESS, .box = { AT(56, 386, 968, 100) });
	TREE(tree, .id = "touch", .box = { AT(56, 500, 968, 1164), .gap = 26, .pack = ALIGN_END }) {
		service_tiles(tree, 2, 154, 24);
		life_buttons(tree, 96);
		BUTTON("all", "Show all 46 services", .icon_after = "arrow-right", .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .box = { .height = 92 });
	}
	sample_counter(tree, &sample_english);
}

void sample_home_landscape(struct tree *tree)
{
	sample_begin(tree, "home", "How may we help?", &sample_english);
	TREE(tree, .id = "header", .box = { AT(48, 28, 1824, 68), .flow = FLOW_ROW, .gap = 20, .align = ALIGN_CENTRE }) {
		LEAF(tree, .role = NODE_ROLE_IMAGE, .image = "logo", .state = NODE_DECOR, .box = { .width = 68, .height = 68 });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "council", .name = "Mereford Council", .type = TYPE_BODY_STRONG, .box = { .grow = 1 });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "time", .name = "Tuesday 24 November, 10.42 am", .type = TYPE_SMALL);
	}
	TREE(tree, .id = "reading", .box = { AT(48, 136, 640, 0), .gap = 24 }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "How may\nwe help?", .level = 1);
		LEAF(tree, .role = NODE_ROLE_FIELD, .id = "search", .name = "Search", .label = "Search, try “blue badge”", .icon = "search", .look = LOOK_FIELD, .action.what = PRESS, .box = { .height = 100 });
		LEAF(tree, .role = NODE_ROLE_STATUS, .id = "notice", .name = "The bin lorries stay at home on Friday 25 December and come on Wednesday 30 December.", .icon = "bell", .look = LOOK_NOTE);
		LEAF(tree, .role = NODE_ROLE_STATUS, .id = "hours", .name = "Open until 6 pm", .hint = "Tomorrow 9 am to 8 pm", .icon = "clock", .type = TYPE_SMALL_STRONG, .look = LOOK_NOTE);
	}
	TREE(tree, .id = "touch", .box = { AT(744, 136, 1128, 748), .gap = 14 }) {
		service_tiles(tree, 3, 142, 22);
		LEAF(tree, .state = NODE_DECOR, .box = { .grow = 1 });
		life_buttons(tree, 80);
	}
	sample_counter_landscape(tree, &sample_english);
}

static void done_panel(struct tree *tree)
{
	TREE(tree, .id = "panel", .look = LOOK_PRIMARY_PANEL, .box = { AT(0, 0, 1080, 620), .flow = FLOW_STACK }) {
		LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_ARCH_ACCENT, .image = "staff", .box = { AT(724, 120, 300, 500) });
		LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_DISC, .icon = "check", .ink = INK_PRIMARY, .box = { AT(664, 150, 150, 150) });
		TREE(tree, .box = { AT(56, 44, 600, 72), .flow = FLOW_ROW, .gap = 20, .align = ALIGN_CENTRE }) {
			LEAF(tree, .role = NODE_ROLE_IMAGE, .image = "logo", .state = NODE_DECOR, .box = { .width = 72, .height = 72 });
			LEAF(tree, .role = NODE_ROLE_TEXT, .id = "council", .name = "Mereford Council", .type = TYPE_BODY_STRONG, .box = { .grow = 1 });
		}
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Thank you.\nIt is with us.", .level = 1, .box = { AT(56, 170, 600, 0) });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "reference-label", .name = "Your reference", .box = { AT(56, 388, 600, 44) });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "reference", .name = "MB 7K4 29Q", .type = TYPE_REFERENCE, .box = { AT(56, 432, 640, 124) });
	}
}

static void done_step(struct tree *tree, int number, const char *icon, const char *when, const char *what)
{
	TREE(tree, .role = NODE_ROLE_ITEM, .place = number, .of = 2, .box = { .flow = FLOW_ROW, .gap = 28, .align = ALIGN_START }) {
		LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_DISC, .icon = icon);
		TREE(tree, .box = { .grow = 1 }) {
			LEAF(tree, .role = NODE_ROLE_TEXT, .name = when, .type = TYPE_ANSWER);
			LEAF(tree, .role = NODE_ROLE_TEXT, .name = what);
		}
	}
}

void sample_done(struct tree *tree)
{
	sample_begin(tree, "done", "Thank you. It is with us.", &sample_english);
	done_panel(tree);
	TREE(tree, .id = "body", .box = { AT(56, 660, 968, 640), .gap = 24 }) {
		TREE(tree, .role = NODE_ROLE_STATUS, .id = "receipt", .name = "Your receipt is printed", .look = LOOK_NOTE_OK, .box = { .flow = FLOW_ROW, .gap = 22, .align = ALIGN_CENTRE, .pad_top = 18, .pad_bottom = 18, .pad_start = 26, .pad_end = 26 }) {
			LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .icon = "printer-check", .ink = INK_OK, .box = { .width = 60, .height = 60 });
			LEAF(tree, .role = NODE_ROLE_TEXT, .name = "Your receipt is printed. Take it.", .hint = "The reference stands on it too.", .type = TYPE_BODY_STRONG, .box = { .grow = 1 });
			BUTTON("print-again", "Print again", .look = LOOK_SMALL);
		}
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "next", .name = "From here on", .level = 2);
		TREE(tree, .role = NODE_ROLE_LIST, .id = "steps", .name = "From here on", .box = { .gap = 22 }) {
			done_step(tree, 1, "truck", "By Thursday 26 November", "The lorry comes again. Leave the bin at the kerb.");
			done_step(tree, 2, "message-square-text", "That same day", "A text goes to 07700 900 418 once it is empty.");
		}
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "easy", .name = "Was it easy?", .level = 3);
	}
	TREE(tree, .role = NODE_ROLE_RADIO_GROUP, .id = "faces", .name = "Was it easy?", .box = { AT(56, 1372, 968, 128), .flow = FLOW_ROW, .gap = 14 }) {
		static const struct named_icon face[] = { { "laugh", "Very" }, { "smile", "Yes" }, { "meh", "So so" }, { "frown", "No" }, { "angry", "Not at all" } };
		for (int i = 0; i < 5; i++) {
			char id[] = { 'r', 'a', 't', 'e', ':', (char)('1' + i), '\0' };
			LEAF(tree, .role = NODE_ROLE_BUTTON, .id = id, .name = face[i].name, .icon = face[i].icon, .look = LOOK_FACE, .state = i == 1 ? NODE_CHECKED : 0, .action.what = PRESS, .box = { .grow = 1, .equal = true });
		}
	}
	TREE(tree, .id = "actions", .box = { AT(56, 1544, 968, 112), .flow = FLOW_ROW, .gap = 24 }) {
		BUTTON("another", "Something else", .look = LOOK_SECOND, .box = { .width = 440 });
		BUTTON("finish-now", "Finish and clear", .icon_after = "log-out", .look = LOOK_MAIN, .box = { .grow = 1 });
	}
	sample_counter(tree, &sample_english);
}

void sample_waiting(struct tree *tree)
{
	sample_begin(tree, "waiting", "Is anybody there?", &sample_english);
	sample_header(tree, NULL, NULL);
	TREE(tree, .id = "reading", .box = { AT(56, 176, 968, 0), .gap = 26 }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Is anybody there?", .level = 1);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "hint", .name = "Your answers are hidden. Soon they are cleared, and nobody after you can see them.", .type = TYPE_CONTROL);
	}
	TREE(tree, .role = NODE_ROLE_TIMER, .id = "timer", .name = "34 seconds left", .look = LOOK_CARD, .box = { AT(56, 440, 968, 550), .gap = 26, .pad_top = 46, .pad_bottom = 50, .pad_start = 42, .pad_end = 42 }) {
		LEAF(tree, .role = NODE_ROLE_TEXT, .name = "Clearing in", .text_align = ALIGN_CENTRE, .state = NODE_DECOR);
		LEAF(tree, .role = NODE_ROLE_TEXT, .name = "34", .type = TYPE_COUNTDOWN, .text_align = ALIGN_CENTRE, .state = NODE_DECOR, .box = { .height = 250 });
		LEAF(tree, .role = NODE_ROLE_TEXT, .name = "seconds", .type = TYPE_CONTROL_STRONG, .text_align = ALIGN_CENTRE, .state = NODE_DECOR);
		TREE(tree, .state = NODE_DECOR, .box = { .flow = FLOW_ROW, .gap = 12 })
			for (int i = 0; i < 9; i++)
				LEAF(tree, .look = i < 7 ? LOOK_STEP_DONE : LOOK_STEP_TO_DO, .box = { .grow = 1, .equal = true, .height = 32 });
	}
	TREE(tree, .id = "touch", .box = { AT(56, 1100, 968, 400), .gap = 30, .pack = ALIGN_END }) {
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "longer", .name = "Ask for more time whenever you like. Under “Easier to use” it can be made longer for the whole visit.", .icon = "timer", .look = LOOK_NOTE);
		BUTTON("more-time", "I need more time", .icon = "hand", .look = LOOK_MAIN, .type = TYPE_BIG, .state = NODE_FOCUSED, .box = { .height = 176 });
	}
	BUTTON("finish-now", "Finish now and clear my answers", .icon = "log-out", .look = LOOK_SECOND, .box = { AT(56, 1544, 968, 112) });
	sample_counter(tree, &sample_english);
}

void sample_person(struct tree *tree)
{
	sample_radios_page(tree, -1);
	/* The page under the sheet is not read: only its picture stays. */
	for (struct node *node = tree->root->child; node; node = node->next)
		node->state |= NODE_DECOR;
	LEAF(tree, .state = NODE_DECOR, .look = LOOK_SCRIM, .box = { AT(0, 0, 1080, 1736) });
	TREE(tree, .role = NODE_ROLE_DIALOG, .id = "sheet", .name = "Somebody will help you", .look = LOOK_SHEET, .state = NODE_MODAL, .box = { AT(0, 300, 1080, 1436), .gap = 26 }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "sheet-title", .name = "Somebody will help you", .level = 1);
		TREE(tree, .id = "staff", .look = LOOK_NOTE, .box = { .flow = FLOW_ROW, .gap = 24, .align = ALIGN_END, .pad_top = 26, .pad_start = 30, .pad_end = 30 }) {
			LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_ARCH_ACCENT, .image = "staff", .box = { .width = 176, .height = 213 });
			LEAF(tree, .role = NODE_ROLE_IMAGE, .state = NODE_DECOR, .look = LOOK_ARCH, .image = "staff-bob", .box = { .width = 176, .height = 213 });
			TREE(tree, .box = { .grow = 1, .pad_bottom = 34 }) {
				LEAF(tree, .role = NODE_ROLE_HEADING, .name = "Sam and Priya", .level = 2);
				LEAF(tree, .role = NODE_ROLE_TEXT, .name = "At the desk by the stairs.\nLook for a green lanyard.");
			}
		}
		LEAF(tree, .role = NODE_ROLE_STATUS, .id = "private", .name = "What you typed stays hidden until you show it.", .icon = "shield-check", .look = LOOK_NOTE_OK);
		LEAF(tree, .state = NODE_DECOR, .box = { .grow = 1 });
		BUTTON("call", "Ask Sam to come", .hint = "The desk sees a light. Nothing is said aloud.", .icon = "bell-ring", .look = LOOK_PERSON_ACTION, .box = { .height = 172 });
		BUTTON("desk", "Finish it at the desk", .hint = "Your place is kept for half an hour.", .icon = "ticket", .icon_after = "arrow-right", .look = LOOK_TILE, .type = TYPE_CONTROL_STRONG, .box = { .height = 134 });
		BUTTON("phone", "Speak by telephone", .hint = "The handset beside the screen is free.", .icon = "phone", .icon_after = "arrow-right", .look = LOOK_TILE, .type = TYPE_CONTROL_STRONG, .box = { .height = 134 });
		BUTTON("close", "Return to my questions", .icon = "arrow-left", .look = LOOK_SECOND, .type = TYPE_BODY_STRONG, .box = { .height = 96 });
	}
	sample_counter(tree, &sample_english);
}

void sample_parts(struct tree *tree)
{
	static const struct { const char *id, *name; unsigned state; enum node_look look; } button[] = {
		{ "a", "Normal", 0, LOOK_MAIN }, { "b", "Pressed", NODE_PRESSED, LOOK_MAIN }, { "c", "Focused", NODE_FOCUSED, LOOK_MAIN }, { "d", "Disabled", NODE_DISABLED, LOOK_MAIN },
		{ "e", "Second", 0, LOOK_SECOND }, { "f", "Second down", NODE_PRESSED, LOOK_SECOND }, { "g", "Person", 0, LOOK_PERSON_ACTION }, { "h", "Small", 0, LOOK_SMALL },
	};
	sample_begin(tree, "parts", "Parts and states", &sample_english);
	TREE(tree, .id = "parts-body", .box = { AT(56, 40, 968, 1650), .gap = 32 }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Parts and states", .level = 1);
		TREE(tree, .id = "buttons", .box = { .flow = FLOW_ROW, .wrap = true, .columns = 3, .gap = 30, .row_gap = 34 })
			for (size_t i = 0; i < sizeof button / sizeof button[0]; i++)
				BUTTON(button[i].id, button[i].name, .state = button[i].state, .look = button[i].look);
		TREE(tree, .id = "boxes", .box = { .flow = FLOW_ROW, .wrap = true, .columns = 2, .gap = 30 }) {
			LEAF(tree, .role = NODE_ROLE_CHECKBOX, .id = "tick", .name = "Ticked", .hint = "One of several", .look = LOOK_CHOICE, .state = NODE_CHECKED, .action.what = PRESS);
			LEAF(tree, .role = NODE_ROLE_CHECKBOX, .id = "no-tick", .name = "Not ticked", .look = LOOK_CHOICE, .action.what = PRESS);
			LEAF(tree, .role = NODE_ROLE_FIELD, .id = "wrong", .name = "Wrong", .value = "13", .look = LOOK_FIELD, .state = NODE_INVALID, .action.what = PRESS);
			tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "secret", .name = "Secret", .value = "s3cret", .look = LOOK_FIELD, .state = NODE_SECRET, .caret = 6, .action.what = PRESS });
			tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "long", .name = "Long", .value = "Llanfairpwllgwyngyllgogerychwyrndrobwll", .look = LOOK_FIELD, .caret = 39, .action.what = PRESS });
			tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "arabic", .name = "Arabic", .lang = "ar", .value = "مكتبة البلدة 24", .look = LOOK_FIELD, .caret = 10, .action.what = PRESS });
		}
		tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "lines", .name = "Several lines", .value = "The bin stood at the kerb from six in the morning.\nNobody came, and the neighbours say the same of theirs.", .look = LOOK_FIELD, .state = NODE_MULTILINE, .caret = 51, .action.what = PRESS, .box = { .height = 280, .pad_top = 28, .pad_bottom = 28, .pad_start = 32, .pad_end = 32 } });
		LEAF(tree, .state = NODE_DECOR, .look = LOOK_RULE_DASHED);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "arabic-text", .name = "يمكنك الاتصال بالمكتبة على الرقم \u2066" "01632 960 140\u2069 حتى الساعة \u2066" "17:30\u2069 كل يوم عدا الأحد.", .lang = "ar");
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "bengali-text", .name = "সাহায্য চাইলে কর্মীরা এই পৃষ্ঠা দেখতে পান। ফোন ০১৬৩২ বা 01632 960 140।", .lang = "bn");
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "polish-text", .name = "Zażółć gęślą jaźń; ŵ ŷ Ŵ Ŷ â ê î ô û — § € ™ ½", .lang = "pl");
	}
	sample_counter(tree, &sample_english);
}
