/* SPDX-License-Identifier: MIT */
/* fuzz.copy - whatever stands in an opened copy, the visit is at a place that exists, or untouched. */
#include "ui/visit/copy.h"

#include <stdlib.h>
#include <string.h>

static const char definition[] =
	"{\"name\":\"F\",\"engine\":\"V2\",\"schema\":2,\"pages\":[{\"id\":\"a1\",\"path\":\"/a\",\"title\":\"A\",\"components\":"
	"[{\"id\":\"c1\",\"type\":\"TextField\",\"name\":\"a\",\"title\":\"A\",\"options\":{},\"schema\":{}}]},"
	"{\"id\":\"a2\",\"path\":\"/summary\",\"title\":\"\",\"controller\":\"SummaryPageController\",\"components\":[]}],"
	"\"lists\":[],\"conditions\":[],\"sections\":[],\"metadata\":{}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct form *form;
	if (!form && form_load(definition, sizeof definition - 1, "f", &form) != FAIL_NONE)
		abort();
	struct house house = { .services = { .form = &form, .count = 1 } };
	struct visit visit;
	visit_init(&visit, &house);
	visit_now(&visit, INT64_C(1795428000000), 1000000);

	/* seeds cannot know the version: let them say "*" */
	char *text = malloc(size + 64);
	if (!text)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	char *star = memmem(text, size, "\"version\":\"*\"", 13);
	if (star && strlen(form->version) == 16) {
		memmove(star + 28, star + 13, size - (size_t)(star + 13 - text) + 1);
		memcpy(star + 11, form->version, 16);
		star[27] = '"';
		size += 15;
	}
	if (copy_read(&visit, text, size) == FAIL_NONE) {
		bool somewhere = visit.place < PLACE_COUNT && visit_active(&visit);
		bool on_a_page = visit.place != PLACE_QUESTION || (visit.form && (size_t)visit.page < visit.form->page_count);
		if (!somewhere || !on_a_page)
			abort();
		for (int action = 0; action < ACTION_COUNT; action++)
			visit_act(&visit, (enum action)action, action % 3 - 1, "a", "field:a");
	} else if (visit_active(&visit)) {
		abort();
	}
	free(text);
	visit_done(&visit);
	return 0;
}
