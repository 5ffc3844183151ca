/* SPDX-License-Identifier: MIT */
/* samples_questions.c - pages of a form: choices, a keyboard, an error, check answers. */
#include "tests/golden/render/samples.h"

#include <string.h>

#define AT(X, Y, W, H) .absolute = true, .x = (X), .y = (Y), .width = (W), .height = (H)
#define BUTTON(ID, NAME, ...) LEAF(tree, .role = NODE_ROLE_BUTTON, .id = ID, .name = NAME, .action.what = PRESS, __VA_ARGS__)

struct choice_words { const char *id, *name, *hint, *image; };

static const struct choice_words english[] = {
	{ "choice:black", "Rubbish", "Black lid", "bin-black" }, { "choice:blue", "Recycling", "Blue lid", "bin-blue" },
	{ "choice:brown", "Garden waste", "Brown lid", "bin-brown" }, { "choice:green", "Food waste", "Small green one", "caddy-green" },
	{ "choice:other", "I cannot tell", "The crew will know", NULL },
};
static const struct choice_words welsh[] = {
	{ "choice:black", "Sbwriel", "Caead du", "bin-black" }, { "choice:blue", "Ailgylchu", "Caead glas", "bin-blue" },
	{ "choice:brown", "Gwastraff gardd", "Caead brown", "bin-brown" }, { "choice:green", "Gwastraff bwyd", "Cadi bach gwyrdd", "caddy-green" },
	{ "choice:other", "Dydw i ddim yn siŵr", "Byddwn yn holi’r criw am y tŷ hwn", NULL },
};
static const struct choice_words urdu[] = {
	{ "choice:black", "عام کوڑا", "سیاہ ڈھکن", "bin-black" }, { "choice:blue", "ری سائیکلنگ", "نیلا ڈھکن", "bin-blue" },
	{ "choice:brown", "باغ کا کچرا", "بھورا ڈھکن", "bin-brown" }, { "choice:green", "کھانے کا کچرا", "چھوٹا سبز ڈبہ", "caddy-green" },
	{ "choice:other", "معلوم نہیں", "ہم عملے سے پوچھیں گے", NULL },
};

static void choices(struct tree *tree, const struct choice_words *words, int count, int focus, int height)
{
	for (int i = 0; i < count; i++)
		LEAF(tree, .role = NODE_ROLE_RADIO, .id = words[i].id, .name = words[i].name, .hint = words[i].hint, .image = words[i].image, .look = LOOK_CHOICE, .place = i + 1, .of = count,
			.state = (i == 1 ? NODE_CHECKED : 0u) | (i == focus ? NODE_FOCUSED : 0u), .action.what = PRESS, .box = { .min_height = height });
}

static void reading(struct tree *tree, const char *question, const char *hint, const char *why, const char *skip)
{
	TREE(tree, .id = "reading", .box = { AT(56, 190, 968, 0), .gap = 24 }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = question, .level = 1);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "hint", .name = hint, .ink = INK_QUIET);
		TREE(tree, .id = "asides", .box = { .flow = FLOW_ROW, .gap = 20 }) {
			BUTTON("why", why, .icon = "circle-help", .look = LOOK_SMALL);
			if (skip)
				BUTTON("skip", skip, .icon = "skip-forward", .look = LOOK_SMALL);
		}
	}
}

void sample_radios_page(struct tree *tree, int focus)
{
	sample_begin(tree, "question", "Which bin was left full?", &sample_english);
	sample_header(tree, "Report a missed bin", "Question 2 of 6");
	sample_progress(tree, 2, 6);
	reading(tree, "Which bin was left full?", "Pick one. There may be more than one report.", "Why we ask", NULL);
	TREE(tree, .role = NODE_ROLE_RADIO_GROUP, .id = "choices", .name = "Which bin was left full?", .box = { AT(56, 600, 968, 900), .gap = 28, .pack = ALIGN_END })
		choices(tree, english, 5, focus, 0);
	sample_actions(tree, &sample_english, NULL, NULL);
}

void sample_radios(struct tree *tree)
{
	sample_radios_page(tree, -1);
	sample_counter(tree, &sample_english);
}

void sample_radios_focus(struct tree *tree)
{
	sample_radios_page(tree, 2);
	sample_counter(tree, &sample_english);
}

void sample_radios_welsh(struct tree *tree)
{
	const char *question = "Pa fin na chafodd ei wagio gennym ni yr wythnos hon?";
	sample_begin(tree, "question", question, &sample_welsh);
	sample_header(tree, "Rhoi gwybod am fin", "Cwestiwn 2 o 6");
	sample_progress(tree, 2, 6);
	reading(tree, question, "Dewiswch un. Cewch roi gwybod am ragor wedyn.", "Pam rydym yn gofyn", NULL);
	TREE(tree, .role = NODE_ROLE_RADIO_GROUP, .id = "choices", .name = question, .box = { AT(56, 600, 968, 900), .gap = 28, .pack = ALIGN_END })
		choices(tree, welsh, 5, -1, 0);
	sample_actions(tree, &sample_welsh, NULL, NULL);
	sample_counter(tree, &sample_welsh);
}

void sample_radios_urdu(struct tree *tree)
{
	const char *question = "کون سا کوڑے دان خالی نہیں ہوا؟";
	sample_begin(tree, "question", question, &sample_urdu);
	sample_header(tree, NULL, "\u20666\u2069 میں سے سوال \u20662\u2069");
	sample_progress(tree, 2, 6);
	TREE(tree, .id = "reading", .box = { AT(56, 172, 968, 0), .gap = 4, .align = ALIGN_START }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = question, .level = 1);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "hint", .name = "ایک چنیں۔ بعد میں دوسرا بھی بتا سکتے ہیں۔", .ink = INK_QUIET);
		BUTTON("why", "ہم کیوں پوچھتے ہیں", .icon = "circle-help", .look = LOOK_SMALL);
	}
	TREE(tree, .role = NODE_ROLE_RADIO_GROUP, .id = "choices", .name = question, .box = { AT(56, 600, 968, 900), .gap = 20, .pack = ALIGN_END })
		choices(tree, urdu, 5, -1, 136);
	sample_actions(tree, &sample_urdu, NULL, NULL);
	sample_counter(tree, &sample_urdu);
}

void sample_radios_large(struct tree *tree)
{
	sample_begin(tree, "question", "Which bin was left full?", &sample_english);
	TREE(tree, .id = "header", .box = { AT(56, 32, 968, 84), .flow = FLOW_ROW, .align = ALIGN_CENTRE }) {
		LEAF(tree, .role = NODE_ROLE_IMAGE, .image = "logo", .state = NODE_DECOR, .box = { .width = 84, .height = 84 });
		LEAF(tree, .state = NODE_DECOR, .box = { .grow = 1 });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "how-far", .name = "Question 2 of 6", .type = TYPE_SMALL_STRONG);
	}
	sample_progress(tree, 2, 6);
	LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Which bin was left full?", .level = 1, .box = { AT(56, 176, 968, 0) });
	TREE(tree, .role = NODE_ROLE_RADIO_GROUP, .id = "choices", .name = "Which bin was left full?", .box = { AT(56, 400, 968, 916), .gap = 24, .pack = ALIGN_END }) {
		choices(tree, english, 3, -1, 0);
		TREE(tree, .id = "pages", .box = { .flow = FLOW_ROW, .gap = 24 }) {
			BUTTON("page-previous", "Up", .icon = "arrow-up", .look = LOOK_SECOND, .state = NODE_DISABLED, .box = { .width = 350, .height = 128 });
			BUTTON("page-next", "2 more bins", .icon = "arrow-down", .look = LOOK_SECOND, .box = { .grow = 1, .height = 128 });
		}
	}
	TREE(tree, .id = "actions", .box = { AT(56, 1356, 968, 136), .flow = FLOW_ROW, .gap = 24 }) {
		BUTTON("back", "Back", .icon = "arrow-left", .look = LOOK_SECOND, .box = { .width = 320 });
		BUTTON("continue", "Continue", .icon_after = "arrow-right", .look = LOOK_MAIN, .box = { .grow = 1 });
	}
	sample_counter_large(tree, &sample_english);
}

void sample_radios_small(struct tree *tree)
{
	sample_begin(tree, "question", "Which bin was left full?", &sample_english);
	TREE(tree, .id = "header", .box = { AT(40, 24, 1148, 64), .flow = FLOW_ROW, .gap = 20, .align = ALIGN_CENTRE }) {
		LEAF(tree, .role = NODE_ROLE_IMAGE, .image = "logo", .state = NODE_DECOR, .box = { .width = 60, .height = 60 });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "council", .name = "Mereford Council", .type = TYPE_BODY_STRONG, .box = { .grow = 1 });
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "where", .name = "Report a missed bin", .type = TYPE_SMALL);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "how-far", .name = "2 of 6", .type = TYPE_SMALL_STRONG);
	}
	TREE(tree, .role = NODE_ROLE_PROGRESS, .id = "progress", .name = "Question 2 of 6", .box = { AT(40, 104, 1148, 14), .flow = FLOW_ROW, .gap = 10 })
		for (int i = 1; i <= 6; i++)
			LEAF(tree, .state = NODE_DECOR, .look = i < 2 ? LOOK_STEP_DONE : i == 2 ? LOOK_STEP_NOW : LOOK_STEP_TO_DO, .box = { .grow = 1, .equal = true });
	TREE(tree, .id = "reading", .box = { AT(40, 146, 430, 0), .gap = 20, .align = ALIGN_START }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Which bin was left full?", .level = 1);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "hint", .name = "Pick one. There may be more than one report.", .ink = INK_QUIET);
		BUTTON("why", "Why we ask", .icon = "circle-help", .look = LOOK_SMALL);
	}
	TREE(tree, .role = NODE_ROLE_RADIO_GROUP, .id = "choices", .name = "Which bin was left full?", .box = { AT(500, 146, 688, 0), .gap = 16 })
		for (int i = 0; i < 5; i++)
			LEAF(tree, .role = NODE_ROLE_RADIO, .id = english[i].id, .name = english[i].name, .hint = english[i].hint, .image = english[i].image, .look = LOOK_CHOICE,
				.state = i == 1 ? NODE_CHECKED : 0u, .action.what = PRESS, .box = { .height = 80 });
	TREE(tree, .id = "actions", .box = { AT(500, 646, 688, 88), .flow = FLOW_ROW, .gap = 20 }) {
		BUTTON("back", "Back", .icon = "arrow-left", .look = LOOK_SECOND, .box = { .width = 200, .height = 88 });
		BUTTON("continue", "Continue", .icon_after = "arrow-right", .look = LOOK_MAIN, .box = { .grow = 1, .height = 88 });
	}
	sample_counter_small(tree, &sample_english);
}

static void key_row(struct tree *tree, const char *id, const char *keys, const char *const before[3], const char *const after[3], int before_share, int after_share)
{
	TREE(tree, .id = id, .box = { .flow = FLOW_ROW, .gap = 12 }) {
		if (before)
			LEAF(tree, .role = NODE_ROLE_KEY, .id = before[0], .name = before[1], .icon = before[2], .look = LOOK_KEY_FUNCTION, .action.what = PRESS, .box = { .grow = before_share, .equal = true });
		for (; *keys; keys++) {
			char name[] = { *keys, '\0' }, key[] = { 'k', 'e', 'y', ':', *keys, '\0' };
			LEAF(tree, .role = NODE_ROLE_KEY, .id = key, .name = name, .label = *keys == '\'' ? "’" : NULL, .look = LOOK_KEY, .action.what = PRESS,
				.state = *keys == 'n' ? NODE_PRESSED : 0, .box = { .grow = 100, .equal = true });
		}
		if (after)
			LEAF(tree, .role = NODE_ROLE_KEY, .id = after[0], .name = after[1], .icon = after[2], .look = LOOK_KEY_FUNCTION, .action.what = PRESS, .box = { .grow = after_share, .equal = true });
	}
}

static void last_row(struct tree *tree)
{
	static const struct { const char *id, *name; enum node_look look; int share; } key[] = {
		{ "key-layer", "& £ @", LOOK_KEY_FUNCTION, 162 }, { "key:-", "-", LOOK_KEY, 100 }, { "key-space", "Space", LOOK_KEY, 440 },
		{ "key:,", ",", LOOK_KEY, 100 }, { "key:.", ".", LOOK_KEY, 100 }, { "key-clear", "Clear", LOOK_KEY_FUNCTION, 175 },
	};
	TREE(tree, .id = "keys-5", .box = { .flow = FLOW_ROW, .gap = 12 })
		for (size_t i = 0; i < sizeof key / sizeof key[0]; i++)
			LEAF(tree, .role = NODE_ROLE_KEY, .id = key[i].id, .name = key[i].name, .look = key[i].look, .type = i == 2 ? TYPE_KEY_WORD : TYPE_BODY, .action.what = PRESS,
				.box = { .grow = key[i].share, .equal = true });
}

void sample_keyboard(struct tree *tree)
{
	static const char *const shift[] = { "key-shift", "ABC", "arrow-big-up" }, *const erase[] = { "key-delete", "Delete", "delete" };
	const char *value = "Siân O’Con";
	sample_begin(tree, "name", "Who are you?", &sample_english);
	sample_header(tree, "Report a missed bin", "Question 4 of 6");
	sample_progress(tree, 4, 6);
	reading(tree, "Who are you?", "Only so that we can ask you about the bin.", "Why we ask", "Skip this question");
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "label", .name = "Full name", .type = TYPE_CONTROL_STRONG, .state = NODE_DECOR, .box = { AT(56, 684, 968, 48) });
	tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = "field:name", .name = "Full name", .value = value, .caret = (int)strlen(value), .look = LOOK_FIELD, .state = NODE_FOCUSED,
		.action.what = PRESS, .box = { AT(56, 758, 968, 116) } });
	TREE(tree, .id = "keyboard", .role = NODE_ROLE_GROUP, .name = "Keyboard", .box = { AT(32, 934, 1016, 566), .gap = 14, .keep_left = true }) {
		key_row(tree, "keys-1", "1234567890", NULL, NULL, 0, 0);
		key_row(tree, "keys-2", "qwertyuiop", NULL, NULL, 0, 0);
		key_row(tree, "keys-3", "asdfghjkl'", NULL, NULL, 0, 0);
		key_row(tree, "keys-4", "zxcvbnm", shift, erase, 155, 200);
		last_row(tree);
	}
	sample_actions(tree, &sample_english, NULL, NULL);
	sample_counter(tree, &sample_english);
}

static void date_part(struct tree *tree, const char *id, const char *name, const char *value, int width, bool wrong)
{
	TREE(tree, .box = { .width = width, .gap = 20 }) {
		LEAF(tree, .role = NODE_ROLE_TEXT, .name = name, .type = TYPE_BODY_STRONG, .state = NODE_DECOR, .box = { .height = 44 });
		tree_leaf(tree, (struct node){ .role = NODE_ROLE_FIELD, .id = id, .name = name, .value = value, .look = LOOK_FIELD, .type = TYPE_ENTRY, .state = wrong ? NODE_INVALID | NODE_FOCUSED : 0,
			.error = wrong ? "There are only twelve months" : NULL, .caret = wrong ? 2 : -1, .action.what = PRESS, .box = { .height = 112 } });
	}
}

static void keypad(struct tree *tree)
{
	static const char *const key[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL, "0", NULL };
	TREE(tree, .id = "keypad", .role = NODE_ROLE_GROUP, .name = "Digits", .box = { AT(56, 998, 968, 502), .flow = FLOW_ROW, .wrap = true, .columns = 3, .gap = 18, .keep_left = true })
		for (int i = 0; i < 12; i++) {
			char id[] = { 'k', 'e', 'y', ':', key[i] ? key[i][0] : '\0', '\0' };
			if (key[i])
				LEAF(tree, .role = NODE_ROLE_KEY, .id = id, .name = key[i], .look = LOOK_KEY, .type = TYPE_ENTRY, .action.what = PRESS, .box = { .height = 112 });
			else
				LEAF(tree, .role = NODE_ROLE_KEY, .id = i == 9 ? "key-delete" : "key-next", .name = i == 9 ? "Delete" : "Next box", .icon = i == 9 ? "delete" : NULL,
					.icon_after = i == 9 ? NULL : "arrow-right", .look = LOOK_KEY_FUNCTION, .action.what = PRESS, .box = { .height = 112 });
		}
}

void sample_error(struct tree *tree)
{
	sample_begin(tree, "date", "Check the date: which day was it?", &sample_english);
	sample_header(tree, "Report a missed bin", "Question 3 of 6");
	sample_progress(tree, 3, 6);
	TREE(tree, .role = NODE_ROLE_ALERT, .id = "errors", .name = "The date is not right yet", .look = LOOK_ERROR_BOX, .box = { AT(56, 176, 968, 0), .gap = 20 }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "errors-title", .name = "The date is not right yet", .level = 2, .icon = "triangle-alert", .ink = INK_ERROR);
		BUTTON("error:date", "There are only twelve months", .icon_after = "arrow-down", .look = LOOK_ERROR_LINK);
	}
	LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Which day should we have come by?", .level = 1, .type = TYPE_QUESTION_SMALL, .box = { AT(56, 456, 968, 0) });
	TREE(tree, .id = "answer", .box = { AT(56, 640, 968, 298), .gap = 26, .pack = ALIGN_END }) {
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "message", .name = "You typed 13. There are only twelve months, and November is number eleven.", .icon = "circle-alert", .type = TYPE_BODY_STRONG, .ink = INK_ERROR, .state = NODE_DECOR);
		TREE(tree, .id = "boxes", .box = { .flow = FLOW_ROW, .gap = 34 }) {
			date_part(tree, "field:date:day", "Day", "23", 210, false);
			date_part(tree, "field:date:month", "Month", "13", 210, true);
			date_part(tree, "field:date:year", "Year", "2026", 280, false);
		}
	}
	keypad(tree);
	sample_actions(tree, &sample_english, NULL, NULL);
	sample_counter(tree, &sample_english);
}

void sample_check(struct tree *tree)
{
	static const char *const row[][2] = {
		{ "Where does the bin stand?", "14 Mill Lane, Mereford MF2 4QT" }, { "Which bin was left full?", "Recycling, blue lid" }, { "Which day was it?", "Monday 23 November 2026" },
		{ "Your name", "Siân O’Connor" }, { "How may we reach you?", "Text message, 07700 900 418" }, { "Are others affected too?", "Yes, the whole of Mill Lane" },
	};
	sample_begin(tree, "check", "Look through your answers", &sample_english);
	sample_header(tree, "Report a missed bin", "Check and send");
	sample_progress(tree, 7, 6);
	TREE(tree, .id = "reading", .box = { AT(56, 180, 968, 0), .gap = 14 }) {
		LEAF(tree, .role = NODE_ROLE_HEADING, .id = "title", .name = "Look through your answers", .level = 1);
		LEAF(tree, .role = NODE_ROLE_TEXT, .id = "hint", .name = "Put right whatever is wrong, and then send.", .ink = INK_QUIET);
	}
	TREE(tree, .role = NODE_ROLE_LIST, .id = "answers", .name = "Answers", .box = { AT(56, 452, 968, 900) })
		for (int i = 0; i < 6; i++) {
			char id[] = { 'c', 'h', 'a', 'n', 'g', 'e', ':', (char)('1' + i), '\0' };
			TREE(tree, .role = NODE_ROLE_ITEM, .look = LOOK_RULE, .place = i + 1, .of = 6, .box = { .height = 150, .flow = FLOW_ROW, .gap = 24, .align = ALIGN_CENTRE, .pad_bottom = 3 }) {
				TREE(tree, .box = { .grow = 1 }) {
					LEAF(tree, .role = NODE_ROLE_TEXT, .name = row[i][0], .type = TYPE_SMALL, .ink = INK_QUIET);
					LEAF(tree, .role = NODE_ROLE_TEXT, .name = row[i][1], .type = TYPE_ANSWER);
				}
				LEAF(tree, .role = NODE_ROLE_BUTTON, .id = id, .name = row[i][0], .label = "Change", .icon = "pencil", .look = LOOK_SMALL, .action.what = PRESS, .box = { .width = 214, .height = 80 });
			}
		}
	LEAF(tree, .role = NODE_ROLE_TEXT, .id = "true", .name = "By sending this you tell us that the answers are true as far as you can know.", .icon = "info", .look = LOOK_NOTE, .box = { AT(56, 1380, 968, 0) });
	sample_actions(tree, &sample_english, "Send to Mereford Council", "send");
	sample_counter(tree, &sample_english);
}
