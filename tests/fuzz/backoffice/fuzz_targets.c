/* SPDX-License-Identifier: MIT */
/* fuzz.office_targets - any setting of where submissions go on to: taken as a whole or refused; what is taken leads nowhere but to https, under names of their own. */
#include "firmware/base/json.h"
#include "tests/backoffice/forward/targets.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check(const struct targets *targets)
{
	must(targets->count > 0 && targets->count <= STORAGE_TARGETS_MAX);
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *target = &targets->list[i];
		must(target->shape && *target->name && strlen(target->name) <= TARGETS_NAME_MAX_BYTES);
		must(strncmp(shape_text(target->setting, "url"), "https://", 8) == 0);
		for (size_t k = 0; k < i; k++)
			must(strcmp(targets->list[k].name, target->name) != 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	json_t *file = NULL;
	struct targets targets;
	fail_clear();
	if (json_parse((const char *)bytes, size, TARGETS_FILE_MAX_BYTES, &file) != FAIL_NONE)
		return 0;
	if (targets_take("/nowhere", file, &targets) == FAIL_NONE)
		check(&targets);
	targets_done(&targets);
	return 0;
}
