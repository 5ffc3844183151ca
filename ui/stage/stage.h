/* SPDX-License-Identifier: MIT */
/* stage.h - the picture: the visit's screen built, laid out, compared with the last one, and only the difference painted. */
#pragma once

#include "drivers/display/window.h"
#include "ui/input/press.h"
#include "ui/tree/node.h"
#include "ui/visit/visit.h"

#include <jansson.h>

struct stage;

struct stage_panel { int width_px, height_px; double px_per_mm; bool full_screen; int edge_mm; /* of the lower edge above the floor */ };

/** stage_open - the window, fonts, colours and painter. @assets outlives it. FAIL_DEVICE no display · FAIL_IO · FAIL_INPUT · FAIL_EMPTY assets. */
enum fail stage_open(const char *assets, const struct stage_panel *panel, struct stage **ret);
void stage_close(struct stage *stage);

/** stage_band - whether the controls can stand within everybody's reach on this panel: see layout_band(). */
bool stage_band(const struct stage *stage);
struct window *stage_window(struct stage *stage);

/**
 * stage_show - build the screen of @visit and paint what changed. Sets the visit's panel first.
 * @press: whose control is shown pressed.
 * Returns FAIL_NONE, also when the screen did not change · FAIL_LIMIT something does not fit (shown all the same; said once a screen) ·
 * FAIL_INPUT the tree is broken: the last picture stays; or shown in colours that are built in (said once) · FAIL_EMPTY shown without a font, a picture or a theme
 * that is missing or broken (said once each) · FAIL_DEVICE.
 */
enum fail stage_show(struct stage *stage, struct visit *visit, const struct press *press);

/** stage_expose - the window lost its pixels: show ours again. FAIL_EMPTY we have lost them too: stage_show() paints everything · FAIL_DEVICE. */
enum fail stage_expose(struct stage *stage);

/** stage_sleep - a black picture, and the panel off where the display can; @on false: the panel is on again, and stage_show() paints everything. FAIL_DEVICE. */
enum fail stage_sleep(struct stage *stage, bool on);

/** stage_join - build the screen of @visit once more, as the desk that helps may see it. stage_joined - that; borrowed until the next one. FAIL_INPUT · FAIL_LIMIT. */
enum fail stage_join(struct stage *stage, struct visit *visit);
const struct tree *stage_joined(const struct stage *stage);

/** stage_forget - answers were wiped: no ink, tree or pixel of them stays. Call before stage_show() of the next screen. */
void stage_forget(struct stage *stage);

/** stage_tree - what is on the screen now; borrowed until the next stage_show(). */
const struct tree *stage_tree(const struct stage *stage);

/** stage_text_at - which byte of the value of @node, a field of the tree shown, is at a point. @ret_on: on its letters. */
int stage_text_at(struct stage *stage, const struct node *node, int x_px, int y_px, bool *ret_on);

/** stage_focus_step - move the focus ring by @steps controls; the one it is on now, NULL none. Show the tree afterwards. */
const struct node *stage_focus_step(struct stage *stage, int steps);
/** stage_focus_to - the ring on @node of the tree shown, or on a row of its keyboard. Show the tree afterwards. */
void stage_focus_to(struct stage *stage, const struct node *node);
/** stage_focus_on - put the ring on the first node whose id begins with @prefix; nowhere if there is none. */
void stage_focus_on(struct stage *stage, const char *prefix);
/** stage_unfocus - a finger was used, or the page changed: the ring is only on the field that types. */
void stage_unfocus(struct stage *stage);
/** stage_ringed - whether keys moved the ring somewhere. */
bool stage_ringed(const struct stage *stage);
/** stage_focused - the node that keys act on; NULL. Borrowed like stage_tree(). */
const struct node *stage_focused(const struct stage *stage);

/** stage_changed - whether the last stage_show() changed what the tree says; stage_dump - the tree for the hub, new object. */
bool stage_changed(const struct stage *stage);
json_t *stage_dump(const struct stage *stage);
