/* SPDX-License-Identifier: MIT */
/* `foyer forms show`: the graph of pages on standard output, and as a picture. */
#include "firmware/cli/forms.h"

#include "firmware/base/file.h"
#include "firmware/forms/author/graph.h"

#include <stdio.h>
#include <string.h>

enum { PICTURE_MODE = 0644 };

static enum fail draw(const struct graph *graph, const char *path)
{
	BUFFER_AUTO svg;
	buffer_init(&svg, GRAPH_DRAWING_MAX_BYTES);
	TRY(graph_svg(graph, &svg));
	return file_replace(path, buffer_text(&svg), svg.size_bytes, PICTURE_MODE);
}

static enum fail show(const char *path, const char *picture)
{
	struct form *form = NULL;
	struct graph graph;
	BUFFER_AUTO bytes, dot;
	buffer_init(&bytes, FORM_MAX_BYTES);
	buffer_init(&dot, GRAPH_DRAWING_MAX_BYTES);
	TRY(forms_read(path, &bytes, &form));
	graph_init(&graph, form);
	enum fail code = graph_dot(&graph, &dot);
	if (code == FAIL_NONE && picture)
		code = draw(&graph, picture);
	if (code == FAIL_NONE)
		printf("%s", buffer_text(&dot));
	graph_done(&graph);
	form_free(form);
	return code;
}

int forms_show(int argc, char **argv)
{
	const char *path = NULL, *picture = NULL;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--svg") == 0 && i + 1 < argc && !picture)
			picture = argv[++i];
		else if (!path && strncmp(argv[i], "--", 2) != 0)
			path = argv[i];
		else
			return forms_wrong("name one definition to draw, and perhaps one picture with --svg");
	}
	if (!path)
		return forms_wrong("name a definition to draw");
	if (show(path, picture) == FAIL_NONE)
		return 0;
	fprintf(stderr, "foyer: %s\n", fail_words());
	return 1;
}
