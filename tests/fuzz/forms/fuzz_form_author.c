/* SPDX-License-Identifier: MIT */
/* fuzz.form_author - a definition of any bytes that loads is walked at random, spoken about and drawn; any text is read as a sentence and as an expression to sample. */
#include "firmware/base/utf8.h"
#include "firmware/forms/author/advice.h"
#include "firmware/forms/author/graph.h"
#include "firmware/forms/author/reading.h"
#include "firmware/forms/author/sample.h"
#include "firmware/forms/author/walker.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLE_ROOM = 200, JOURNEYS = 3 };
static const struct date today = { 2026, 11, 21 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_as_text(const char *text)
{
	char sample[SAMPLE_ROOM];
	struct reading all = { 0 };
	uint32_t seed = 7;
	if (!sample_pattern(text, &seed, sizeof sample, sample) && *sample)
		abort();
	if (!utf8_valid(sample, strlen(sample)))
		abort();
	reading_add(&all, text);
	if (all.words < all.sentences || all.syllables < all.words)
		abort();
}

static void draw(const struct form *form)
{
	struct graph graph;
	BUFFER_AUTO dot, svg;
	buffer_init(&dot, GRAPH_DRAWING_MAX_BYTES);
	buffer_init(&svg, GRAPH_DRAWING_MAX_BYTES);
	graph_init(&graph, form);
	if (graph_dot(&graph, &dot) != FAIL_NONE || graph_svg(&graph, &svg) != FAIL_NONE || !utf8_valid(buffer_text(&svg), svg.size_bytes))
		abort();
	graph_done(&graph);
}

static void walk(const struct form *form)
{
	struct walker walker;
	walker_init(&walker, form, today, 7);
	for (int i = 0; i < JOURNEYS; i++)
		walker_go(&walker);
	walker_done(&walker);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct form *form = NULL;
	struct arena arena;
	const struct advice *advice;
	char *text = malloc(size + 1);
	if (!text)
		abort();
	memcpy(text, bytes, size);
	text[size] = '\0';
	read_as_text(text);
	free(text);
	fail_clear();
	if (form_load((const char *)bytes, size, "fuzz", &form) != FAIL_NONE)
		return *advice_for_sentence(fail_words()) ? 0 : (abort(), 0);
	walk(form);
	draw(form);
	arena_init(&arena, ADVICE_ARENA_BYTES);
	if (advise(form, today, &arena, &advice) > ADVICE_MAX + 1)
		abort();
	arena_done(&arena);
	form_free(form);
	return 0;
}
