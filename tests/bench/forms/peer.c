/* SPDX-License-Identifier: MIT */
#include "tests/bench/forms/peer.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>

bool peer_fetch(const char *source, const char *work, char ret_node[static SAID_BYTES])
{
	char script[PATH_MAX];
	snprintf(script, sizeof script, "%s/tests/peers/forms/peer", source);
	return said_by((char *[]){ script, (char *)work, NULL }, NULL, ret_node);
}

bool peer_measure(const char *node, const char *source, const char *work, const char *folder, struct peer_figures *ret)
{
	char bench[PATH_MAX], said[SAID_BYTES];
	snprintf(bench, sizeof bench, "%s/bench.mjs", work);
	bool ran = said_by((char *[]){ (char *)node, "--expose-gc", bench, (char *)source, (char *)folder, NULL }, work, said);
	json_t *figures = ran ? json_loads(said, 0, NULL) : NULL;
	ran = figures && json_unpack(figures, "{s:F, s:F, s:F}", "load_ms", &ret->load_ms, "post_p95_ms", &ret->post_p95_ms, "memory_mib", &ret->memory_mib) == 0;
	json_decref(figures);
	if (!ran)
		fprintf(stderr, "bench_forms: the reference engine did not run\n");
	return ran;
}
