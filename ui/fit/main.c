/* SPDX-License-Identifier: MIT */
/* foyer-fit ASSETS FILE: a line for each place where a form's words have no room; 0 none · 1 some · 2 it cannot be looked at. */
#include "firmware/base/file.h"
#include "ui/fit/room.h"
#include "ui/visit/house.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static void tell(void *context, const struct room_finding *finding)
{
	const char *file = context;
	printf("%s: %s: In \"%s\" on a panel (%s) at %d %% %s: \"%s\". Use shorter words.\n", file, finding->page, finding->language, finding->panel, finding->percent,
		finding->broken ? "a word is too long for its line" : "this does not fit", finding->words);
}

/* The form alone is what the kiosk offers. */
static enum fail load(struct house *house, const char *assets, const char *file, char code[static FORM_NAME_MAX_BYTES])
{
	char folder[PATH_MAX];
	const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
	snprintf(code, FORM_NAME_MAX_BYTES, "%.*s", (int)strcspn(name, "."), name);
	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - file) : 1, slash ? file : ".");
	TRY(house_open(house, assets));
	TRY(services_load_one(folder, code, &house->services));
	house->whole = true;
	(void)house_load(house);
	fail_clear();
	return FAIL_NONE;
}

int main(int count, char **argument)
{
	char fonts[PATH_MAX], code[FORM_NAME_MAX_BYTES];
	struct house house = { 0 };
	struct text *text = NULL;
	if (count != 3)
		return fprintf(stderr, "use: %s ASSETS FILE\n", argument[0]), 2;
	enum fail fail = file_path(fonts, sizeof fonts, argument[1], "fonts");
	if (fail == FAIL_NONE)
		fail = text_open(fonts, &text);
	if (fail == FAIL_NONE)
		fail = load(&house, argument[1], argument[2], code);
	size_t found = fail == FAIL_NONE ? room_check(&house, code, text, tell, argument[2]) : 0;
	if (fail != FAIL_NONE && fail != FAIL_EMPTY) /* EMPTY: not for residents, so on no screen */
		fprintf(stderr, "foyer-fit: %s\n", fail_words());
	house_close(&house);
	text_close(text);
	return fail != FAIL_NONE && fail != FAIL_EMPTY ? 2 : found > 0;
}
