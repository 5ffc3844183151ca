/* SPDX-License-Identifier: MIT */
/* service_tile.h - one service as a tile that leads to its start page. */
#pragma once

#include "ui/widgets/tile.h"

/** service_tile - of @form; what was sent in this visit says so. Its texts are the tree's or the form's. */
struct tile service_tile(const struct build *build, const struct form *form);

/** resume_tile - the way to go on with what was kept. */
struct tile resume_tile(const struct build *build);

/** where_tile - the way to "Where is my form?". */
struct tile where_tile(const struct build *build);
