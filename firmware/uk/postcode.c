/* SPDX-License-Identifier: MIT */
/* SOURCE: BS 7666 and Royal Mail's rules for the letters in each place; GIR 0AA is the one exception. */
#include "firmware/uk/postcode.h"
#include "firmware/uk/packed.h"

#include <string.h>

enum { LONGEST = 7, SHORTEST = 5, INWARD = 3 };

static const char *const shapes[] = { "A9", "A99", "AA9", "A9A", "AA99", "AA9A" };

static bool has(const char *set, char letter)
{
	return letter && strchr(set, letter);
}

/* Letters that a place never has. */
static bool placed(const char *shape, const char *outward, const char *inward)
{
	size_t last = strlen(shape) - 1;
	if (has("QVX", outward[0]) || (shape[1] == 'A' && has("IJZ", outward[1])))
		return false;
	if (shape[last] == 'A' && !has(last == 2 ? "ABCDEFGHJKPSTUW" : "ABEHMNPRVWXY", outward[last]))
		return false;
	return !has("CIKMOV", inward[1]) && !has("CIKMOV", inward[2]);
}

/* The shape that needs the fewest characters changed; how many. */
static int fit_outward(const char *typed, const char *inward, char ret[static LONGEST])
{
	int best = -1;
	if (strcmp(typed, "GIR") == 0 && strcmp(inward, "0AA") == 0) {
		memcpy(ret, "GIR", sizeof "GIR");
		return 0;
	}
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		char fitted[LONGEST] = "";
		int changed = packed_fit(typed, shapes[i], fitted);
		if (changed < 0 || !placed(shapes[i], fitted, inward) || (best >= 0 && changed >= best))
			continue;
		memcpy(ret, fitted, sizeof fitted);
		best = changed;
	}
	return best;
}

bool postcode_read(struct span text, struct postcode *ret)
{
	struct packed packed;
	char typed[LONGEST] = "", outward[LONGEST] = "", inward[INWARD + 1] = "";
	if (!packed_read(text, LONGEST, &packed) || packed.size < SHORTEST)
		return false;
	size_t count = packed.size - INWARD;
	memcpy(typed, packed.text, count);
	int changed_inward = packed_fit(packed.text + count, "9AA", inward);
	int changed_outward = changed_inward < 0 ? -1 : fit_outward(typed, inward, outward);
	if (changed_outward < 0)
		return false;
	*ret = (struct postcode){ .outward = count, .mended = changed_outward + changed_inward > 0 };
	memcpy(ret->text, outward, count);
	ret->text[count] = ' ';
	memcpy(ret->text + count + 1, inward, INWARD);
	return true;
}
