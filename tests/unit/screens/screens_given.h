/* SPDX-License-Identifier: MIT */
/* screens_given.h - a visit on the fixture forms, the text engine, one tree; what a case needs to look at screens. */
#pragma once

#include "tests/golden/screens/scene.h"
#include "tests/golden/screens/stage_panels.h"
#include "tests/lib/given.h"
#include "ui/text/text.h"

struct given { struct stage_house house; struct text *text; struct tree tree; char assets[GIVEN_PATH_BYTES]; };

/** stage_walked - whether panel @p in language @l is looked at in this build: all are, but with sanitizers, five times slower, every seventh. */
bool stage_walked(int p, int l);

/** given_screens, gone_screens - setup and teardown of a group; *state is a struct given. given_screens_of - with the assets in the folder @assets of the build. */
int given_screens(void **state);
int given_screens_of(void **state, const char *assets);
int gone_screens(void **state);

/** show - the scene @name in @language on @panel, built and laid out. build_only - without the layout. show_again - the same visit after an act. */
void show(struct given *given, const char *name, const char *language, const struct layout_panel *panel);
void build_only(struct given *given, const struct scene *scene, const char *language, const struct layout_panel *panel);
void show_again(struct given *given, const struct layout_panel *panel);

/** press - what a finger on the node @id does; then the screen is built and laid out again. The node must be there and focusable. */
void press(struct given *given, const char *id, const struct layout_panel *panel);

/** turn_page - on to the next page, as a finger turns it; it is not built yet. False on the last. */
bool turn_page(struct given *given);

/** node - the node @id; the case fails when it is not there. */
const struct node *node(const struct given *given, const char *id);
