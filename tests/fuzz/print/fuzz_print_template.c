/* SPDX-License-Identifier: MIT */
/* fuzz.print_template - any bytes as a template: refused, or within every limit; and then as what is to be filled into it. */
#include "firmware/print/template_fill.h"

#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int count(const struct template_block *block, int blocks, int depth)
{
	int all = blocks;

	if (blocks > 0 && depth > TEMPLATE_DEPTH_MAX)
		abort();
	for (int i = 0; i < blocks; i++)
		all += count(block[i].block, block[i].block_count, depth + 1);
	return all;
}

/* "TEMPLATE\0DATA" */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct template template;
	struct site site = { .council = "", .branch = "", .kiosk = "", .phone = "", .web = "", .desk = "" };
	json_t *data = NULL;
	size_t end = 0;

	while (end < size && bytes[end] != '\0')
		end++;
	fail_clear();
	if (template_parse((const char *)bytes, end, &template) != FAIL_NONE)
		return 0;
	if (count(template.block, template.block_count, 1) > TEMPLATE_BLOCKS_MAX)
		abort();
	if (end < size && json_parse((const char *)bytes + end + 1, size - end - 1, TEMPLATE_MAX_BYTES, &data) == FAIL_NONE) {
		struct arena arena;
		struct paper_list list;
		struct words *words = NULL;
		const char *folder = getenv("FOYER_BUILD");
		char path[4096];
		snprintf(path, sizeof path, "%s/assets/languages", folder ? folder : ".");
		if (words_open(path, "en", &words) == FAIL_NONE) {
			const struct template_place place = { .words = words, .site = &site };
			arena_init(&arena, 256 * 1024 * 1024);
			paper_list_init(&list, &arena, false);
			if (template_fill(&template, data, &place, &list) == FAIL_NONE && list.count > PAPER_LIST_MAX)
				abort();
			arena_done(&arena);
		}
		words_close(words);
		json_decref(data);
	}
	template_done(&template);
	return 0;
}
