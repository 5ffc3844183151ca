/* SPDX-License-Identifier: MIT */
/* peer.h - the reference engine on the same files, in a Node of its own. */
#pragma once

#include "tests/bench/said.h"

#include <stdbool.h>

/* Milliseconds; memory in MiB above that of the engine without a form. */
struct peer_figures { double load_ms, post_p95_ms, memory_mib; };

/** peer_fetch - the reference engine into @work, if it is not there. @ret_node: the Node to run it with. Returns false when it cannot be had, which was said on standard error. */
bool peer_fetch(const char *source, const char *work, char ret_node[static SAID_BYTES]);

/** peer_measure - time it on @folder/load.json, post.json and journey.json, and on the services of @source. Returns false when it failed, which it said on standard error. */
bool peer_measure(const char *node, const char *source, const char *work, const char *folder, struct peer_figures *ret);
