/* SPDX-License-Identifier: MIT */
/* pad.h - what a keypad's key or one of two switches does on the screen that is shown. */
/*
 * Keypad: up and down go through the things on the screen, round its ends; previous and next through the screens. On an on-screen keyboard the
 * four go through its rows and the keys of a row; above the first and below the last row the other things follow. Nothing is sent by "next".
 * Switches: the one that moves goes through all things; of a keyboard it stops at the rows, and inside a row that was chosen at its keys.
 */
#pragma once

#include "ui/input/keys.h"
#include "ui/visit/hands.h"

/** pad_read - @pad on @tree (laid out), whose focus is on @focus (NULL: nowhere). Texts and nodes are borrowed from the tree. */
struct key_meaning pad_read(const struct visit *visit, const struct tree *tree, const struct node *focus, enum pad pad);

/** What a switch chose, by what matters afterwards. */
struct pad_chosen { enum node_role role; int what; bool moved; /* another page or sheet came of it */ };

/** pad_follow - where two switches go on in @tree after @chosen: to Continue from an answer, to the first row from a key; NULL: they stay. */
const struct node *pad_follow(const struct visit *visit, const struct tree *tree, const struct pad_chosen *chosen);
