/* SPDX-License-Identifier: MIT */
/*
 * joined.c - the desk that helps. DESIGN: what it is sent is a screen of its own, built as a desk may see it; it goes only while somebody looks, only when it
 * says something else than before (a hidden answer that is being typed makes no sound there), the newest when the one before has arrived.
 */
#include "ui/stage/ui.h"

#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "ui/input/remote.h"
#include "ui/visit/join.h"

#include <string.h>

/* ---- what it sees ---- */

/* Its own keyboard is the desk's; of ours it would only learn which key is pressed. */
static bool left_out(const struct node *node)
{
	return node->role == NODE_ROLE_KEY || strncmp(node->id, "key-", 4) == 0 || strncmp(node->id, "suggested:", 10) == 0 || strcmp(node->id, "join-show") == 0;
}

static const struct node *next_of(const struct node *node, int *depth)
{
	if (node->child && !(node->state & NODE_DECOR) && !left_out(node)) {
		++*depth;
		return node->child;
	}
	while (node && !node->next) {
		node = node->parent;
		--*depth;
	}
	return node ? node->next : NULL;
}

static void put_text(json_t *object, const char *key, const char *text)
{
	if (text && text[0])
		json_object_set_new(object, key, json_string(text));
}

static void put_state(json_t *object, const struct node *node)
{
	json_t *state = json_array();
	if (node->state & NODE_CHECKED)
		json_array_append_new(state, json_string("checked"));
	if (node->state & NODE_DISABLED)
		json_array_append_new(state, json_string("disabled"));
	if (json_array_size(state) > 0)
		json_object_set(object, "state", state);
	json_decref(state);
}

/* What is hidden stands there by its state alone. */
static void put_hidden(json_t *object, const struct visit *visit, const struct node *node)
{
	if (strncmp(node->id, "show:", 5) == 0)
		json_object_set_new(object, "hidden", json_string(visit_join_hidden(visit, node->id + 5)));
}

static json_t *node_json(struct visit *visit, const struct tree *tree, const struct node *node, int depth)
{
	json_t *object = json_pack("{s:s, s:s, s:i}", "role", node_role_name(node->role), "name", node->name, "depth", depth);
	bool secret = node->state & NODE_SECRET;
	put_text(object, "id", node->id);
	put_text(object, "value", secret ? NULL : node->value);
	put_text(object, "hint", node->hint);
	put_text(object, "error", node->error);
	put_text(object, "lang", node->lang);
	put_text(object, "field", node->field);
	if (node->level > 0)
		json_object_set_new(object, "level", json_integer(node->level));
	put_state(object, node);
	put_hidden(object, visit, node);
	if (!node->id[0] || !node_focusable(tree, node))
		return object;
	json_object_set_new(object, "point", json_true());
	if (visit_join_may(visit, &node->action, node->id))
		json_object_set_new(object, "theirs", json_true());
	return object;
}

/* What staff type to sign in is no part of anybody's visit. */
static json_t *tree_json(struct visit *visit, const struct tree *tree)
{
	json_t *nodes = json_array();
	int depth = 0;
	for (const struct node *node = visit->sheet == SHEET_STAFF ? NULL : tree->root; node; node = next_of(node, &depth))
		if (!(node->state & NODE_DECOR) && !left_out(node) && (node->name[0] || node->id[0]))
			json_array_append_new(nodes, node_json(visit, tree, node, depth));
	return json_pack("{s:s, s:s, s:b, s:o}", "screen", tree->root ? tree->root->id : "", "lang", tree->lang, "rtl", tree->rtl, "nodes", nodes);
}

static void on_joined(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct ui *ui = context;
	(void)reply, (void)blob_fd;
	ui->join.flies = false;
	if (code == FAIL_NONE && ui->join.due)
		link_join(ui);
}

void link_join(struct ui *ui)
{
	if (!visit_join_sees(&ui->visit)) {
		json_decref(ui->join.sent);
		ui->join.sent = NULL;
		return;
	}
	ui->join.due = ui->join.flies;
	if (ui->join.flies || !ui->pictured || !ui->caller || !caller_is_up(ui->caller))
		return;
	enum fail code = stage_join(ui->stage, &ui->visit);
	json_t *tree = code == FAIL_NONE ? tree_json(&ui->visit, stage_joined(ui->stage)) : NULL;
	if (tree && !json_equal(tree, ui->join.sent)) {
		json_decref(ui->join.sent);
		ui->join.sent = json_incref(tree);
		code = caller_ask(ui->caller, json_pack("{s:s, s:O}", "verb", "join.screen", "tree", tree), -1, on_joined, ui);
		ui->join.flies = code == FAIL_NONE;
	}
	json_decref(tree);
	if (code != FAIL_NONE && code != FAIL_OFFLINE)
		log_fail("join.not-told", code);
}

/* ---- what it does ---- */

void bell_join(struct ui *ui, const json_t *frame)
{
	sleep_wake(ui);
	ui_apply(ui, visit_join_told(&ui->visit, frame));
	link_join(ui);
}

/* Here stands the answer itself where the desk sees that it is hidden. */
static const struct node *meant(const struct tree *tree, const char *id)
{
	const struct node *node = tree_find(tree, id);
	for (const struct node *at = strncmp(id, "show:", 5) == 0 ? tree->root : NULL; at && !node; at = node_next(at))
		if (at->field && strcmp(at->field, id + 5) == 0 && node_focusable(tree, at))
			node = at;
	return node && node_focusable(tree, node) ? node : NULL;
}

/* The ring goes there, and whoever listens hears what it is on. */
void bell_point(struct ui *ui, const json_t *frame)
{
	const struct tree *tree = stage_tree(ui->stage);
	const struct node *node = visit_join_sees(&ui->visit) ? meant(tree, json_text_or(frame, "node", "")) : NULL;
	if (!node)
		return;
	stage_focus_to(ui->stage, node);
	voice_awaited(ui);
	ui_show(ui);
}

/* By the rules of a finger, on what the desk sees: what is hidden from it is not there. */
void bell_drive(struct ui *ui, const json_t *frame)
{
	struct remote_act act;
	ui_events(ui); /* a touch that came before */
	if (!visit_join_types(&ui->visit) || stage_join(ui->stage, &ui->visit) != FAIL_NONE)
		return;
	enum fail code = remote_read(stage_joined(ui->stage), json_text_or(frame, "node", ""), json_text_or(frame, "action", ""), json_text_or(frame, "text", ""), &act);
	if (code != FAIL_NONE) {
		log_event("drive.refused", "fail=%s", fail_name(code)); /* the words name the node, and of a choice what would be chosen */
		fail_clear();
		return;
	}
	voice_hush(ui);
	unsigned effects = visit_join_act(&ui->visit, &act.first, act.node_id);
	if (act.then.what)
		effects |= visit_join_act(&ui->visit, &act.then, act.node_id);
	ui_apply(ui, effects);
	link_join(ui);
}
