/* SPDX-License-Identifier: MIT */
/* A British address in five lines; each line is a field of its own and may have an error of its own. */
#include "firmware/forms/check_kind.h"
#include "firmware/uk/postcode.h"

enum { LINE_MAX_CHARACTERS = 100 };

void check_address(struct checking *checking)
{
	static const struct { const char *part; bool needed, postcode; } lines[] = {
		{ "addressLine1", true, false }, { "addressLine2", false, false }, { "town", true, false }, { "county", false, false },
		{ "postcode", true, true },
	};
	struct postcode postcode;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct span text = value_text(checking->scope->answers, checking->component->field[i]);
		if (text.size == 0) {
			if (lines[i].needed && checking->component->required)
				checking_add(checking, RULE_REQUIRED, i, lines[i].part);
		} else if (span_length(text) > LINE_MAX_CHARACTERS) {
			checking_add(checking, RULE_MAX, i, lines[i].part)->limit = LINE_MAX_CHARACTERS;
		} else if (lines[i].postcode && !checking_as_xgov(checking) && !postcode_read(text, &postcode)) {
			checking_add(checking, RULE_POSTCODE, i, lines[i].part);
		}
	}
}
