/* SPDX-License-Identifier: MIT */
/* hand.c - a finger, a keyboard, a keypad, two switches: each event becomes an action, and the ring stands where it should afterwards. */
#include "ui/stage/ui.h"

#include "ui/input/keys.h"
#include "ui/input/pad.h"
#include "ui/visit/idle.h"

#include <string.h>

/* ---- a finger ---- */

/* In the box that types already, a finger says where; in another one, that it types now. */
static void touched(struct ui *ui, const struct node *node, const struct window_event *event)
{
	bool field = node->role == NODE_ROLE_FIELD && strncmp(node->id, "field:", 6) == 0, on = false;
	if (!field || strcmp(node->id + 6, ui->visit.field) != 0) {
		ui_do(ui, &node->action, node->id);
		return;
	}
	struct node_action place = { .what = ACTION_PLACE, .number = stage_text_at(ui->stage, node, event->x_px, event->y_px, &on) };
	place.text = on ? "on" : "";
	ui_do(ui, &place, node->id);
}

void ui_touch(struct ui *ui, const struct window_event *event)
{
	const struct node *node = NULL;
	if (ui->visit.clean_until_ms && event->kind == WINDOW_DOWN) {
		press_swallow(&ui->press);
		return;
	}
	bool again = press_again(&ui->press, event, ui->visit.mono_ms, ui->near_px);
	if (event->kind == WINDOW_DOWN) {
		voice_hush(ui);
		stage_unfocus(ui->stage);
		ui->by_pad = false;
	}
	if (again && ui->visit.steady) {
		press_swallow(&ui->press);
		return;
	}
	switch (press_event(&ui->press, stage_tree(ui->stage), event, &node)) {
	case PRESS_LOOKS:
		ui_show(ui);
		break;
	case PRESS_FIRES:
		touched(ui, node, event);
		ui_show(ui); /* also when nothing happened: the control springs back */
		break;
	case PRESS_ELSEWHERE:
		if (!visit_active(&ui->visit))
			ui_do(ui, &(struct node_action){ .what = ACTION_START }, NULL);
		break;
	case PRESS_NOTHING:
		break;
	}
}

/* ---- the ring ---- */

/* A field types as soon as the ring is on it. */
static void ring_on(struct ui *ui, const struct node *node)
{
	if (node) {
		stage_focus_to(ui->stage, node);
		if (node->role == NODE_ROLE_FIELD)
			ui_do(ui, &node->action, node->id);
	}
	ui_show(ui);
}

static void ring_on_id(struct ui *ui, const char *id)
{
	const struct tree *tree = stage_tree(ui->stage);
	const struct node *node = tree_find(tree, id);
	if (node && node_focusable(tree, node))
		ring_on(ui, node);
}

/* ---- keys ---- */

static unsigned press_by_key(struct ui *ui, const struct node *node)
{
	bool part = strncmp(node->id, "page-", 5) == 0;
	unsigned effects = ui_act(ui, &node->action, node->id);
	if (part)
		stage_unfocus(ui->stage); /* another part of the page: from its beginning */
	ui_apply(ui, effects);
	return effects;
}

static void on_meaning(struct ui *ui, const struct key_meaning *meaning)
{
	switch (meaning->kind) {
	case KEY_FOCUS:
		voice_hush(ui);
		ring_on(ui, stage_focus_step(ui->stage, meaning->steps));
		break;
	case KEY_GO:
		voice_hush(ui);
		ring_on(ui, meaning->node);
		break;
	case KEY_PRESS:
		press_by_key(ui, meaning->node);
		break;
	case KEY_EDIT:
		ui_do(ui, &meaning->action, NULL);
		break;
	case KEY_NOTHING:
		break;
	}
}

/* Two switches have a long way to everything, so what was chosen says where they go on. */
static void choose_by_switch(struct ui *ui, const struct node *node)
{
	struct pad_chosen chosen = { .role = node->role, .what = node->action.what };
	unsigned effects = press_by_key(ui, node);
	chosen.moved = effects & EFFECT_MOVED;
	if (!(effects & EFFECT_ERRORS))
		ring_on(ui, pad_follow(&ui->visit, stage_tree(ui->stage), &chosen));
}

static void on_pad(struct ui *ui, enum pad pad)
{
	bool ready = switches_ready(&ui->visit);
	struct key_meaning meaning = pad_read(&ui->visit, stage_tree(ui->stage), stage_focused(ui->stage), pad);
	ui->by_pad = true;
	if (meaning.kind == KEY_PRESS && (pad == PAD_SWITCH_1 || pad == PAD_SWITCH_2))
		choose_by_switch(ui, meaning.node);
	else
		on_meaning(ui, &meaning);
	if (!ready && switches_ready(&ui->visit))
		ring_on_id(ui, "close");
	if (visit_active(&ui->visit) && pad != PAD_SWITCH_1 && pad != PAD_SWITCH_2)
		ui->visit.keys = true;
}

/*
 * A key that is held down acts once, whatever it is: nobody types a row of letters because a hand rests on the keyboard. What a key of the
 * keypad types besides is not text.
 */
void ui_key(struct ui *ui, const struct window_event *event)
{
	if (event->kind == WINDOW_TEXT && ui->pad_types)
		return;
	if (ui->visit.clean_until_ms) { /* who has keys need not wait for who wipes */
		ui_do(ui, &(struct node_action){ .what = ACTION_CLEAN }, NULL);
		return;
	}
	enum pad pad = event->kind == WINDOW_KEY ? keymap_find(&ui->keymap, event->text) : PAD_NONE;
	ui->pad_types = pad != PAD_NONE;
	if (pad != PAD_NONE) {
		on_pad(ui, pad);
		return;
	}
	struct key_meaning meaning = key_read(&ui->visit, stage_tree(ui->stage), stage_focused(ui->stage), event);
	on_meaning(ui, &meaning);
}
