/* SPDX-License-Identifier: MIT */
/* unit.plurals - each language counts as CLDR says: its header gives the right form for 0 to 200, and every counted sentence has every form. */
/* SOURCE: Unicode CLDR 48, plural rules for whole numbers. A form's index is its category's place among those the language has. */
#include "firmware/base/plural.h"
#include "tests/lib/given.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum category { ZERO, ONE, TWO, FEW, MANY, OTHER };

static enum category of_one_other(long n) { return n == 1 ? ONE : OTHER; }
static enum category of_bengali(long n) { return n == 0 || n == 1 ? ONE : OTHER; }

static enum category of_welsh(long n)
{
	static const enum category first[] = { ZERO, ONE, TWO, FEW, OTHER, OTHER, MANY };
	return n <= 6 ? first[n] : OTHER;
}

static enum category of_polish(long n)
{
	long last = n % 10, two = n % 100;
	if (n == 1)
		return ONE;
	return last >= 2 && last <= 4 && !(two >= 12 && two <= 14) ? FEW : MANY;
}

static enum category of_romanian(long n)
{
	long two = n % 100;
	if (n == 1)
		return ONE;
	return n == 0 || (two >= 1 && two <= 19) ? FEW : OTHER;
}

static enum category of_arabic(long n)
{
	long two = n % 100;
	if (n <= 2)
		return (enum category)n;
	if (two >= 3 && two <= 10)
		return FEW;
	return two >= 11 ? MANY : OTHER;
}

static const struct rule { const char *language; enum category (*category)(long n); unsigned has; } rules[] = {
	{ "en", of_one_other, 1 << ONE | 1 << OTHER },
	{ "en-simple", of_one_other, 1 << ONE | 1 << OTHER },
	{ "cy", of_welsh, 1 << ZERO | 1 << ONE | 1 << TWO | 1 << FEW | 1 << MANY | 1 << OTHER },
	{ "pl", of_polish, 1 << ONE | 1 << FEW | 1 << MANY },
	{ "ro", of_romanian, 1 << ONE | 1 << FEW | 1 << OTHER },
	{ "ur", of_one_other, 1 << ONE | 1 << OTHER },
	{ "ar", of_arabic, 1 << ZERO | 1 << ONE | 1 << TWO | 1 << FEW | 1 << MANY | 1 << OTHER },
	{ "bn", of_bengali, 1 << ONE | 1 << OTHER },
};

static int forms_before(unsigned has, unsigned category)
{
	return __builtin_popcount(has & ((1U << category) - 1));
}

static void header_counts_as_cldr(const struct rule *rule, const char *po)
{
	const char *head = strstr(po, "\"Plural-Forms: nplurals=");
	const char *expression = head ? strstr(head, "; plural=") : NULL;
	if (!expression)
		fail_msg("%s has no plural forms", rule->language);
	assert_int_equal(strtol(head + strlen("\"Plural-Forms: nplurals="), NULL, 10), forms_before(rule->has, OTHER + 1));
	char own[PLURAL_MAX_BYTES];
	snprintf(own, sizeof own, "%.*s", (int)strcspn(expression + 9, ";\\\""), expression + 9);
	for (long n = 0; n <= 200; n++) {
		long form = -1;
		if (plural_form(own, n, &form) != FAIL_NONE || form != forms_before(rule->has, rule->category(n)))
			fail_msg("%s: %ld takes form %ld", rule->language, n, form);
	}
}

static void sentences_have_every_form(const struct rule *rule, const char *po)
{
	int needed = forms_before(rule->has, OTHER + 1), counted = 0;
	for (const char *at = po; (at = strstr(at, "\nmsgid_plural \"")) != NULL; counted++) {
		at += strlen("\nmsgid_plural \"");
		const char *key = at, *end = strstr(at, "\n\n");
		for (int form = 0; form < needed; form++) {
			char mark[32];
			snprintf(mark, sizeof mark, "\nmsgstr[%d] \"", form);
			const char *found = strstr(at, mark);
			if (!found || (end && found > end) || found[strlen(mark)] == '"')
				fail_msg("%s: %.*s has no form %d", rule->language, (int)strcspn(key, "\""), key, form);
		}
	}
	assert_in_range(counted, 20, 200);
}

static void every_language_counts_as_cldr_says(void **state)
{
	(void)state;
	char folder[GIVEN_PATH_BYTES], path[GIVEN_PATH_BYTES];
	given_source("assets/languages", folder);
	DIR *files = opendir(folder);
	assert_non_null(files);
	int seen = 0;
	for (const struct dirent *file; (file = readdir(files)) != NULL;) {
		size_t length = strlen(file->d_name);
		if (length < 4 || strcmp(file->d_name + length - 3, ".po") != 0)
			continue;
		const struct rule *rule = NULL;
		for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
			if (strlen(rules[i].language) == length - 3 && strncmp(rules[i].language, file->d_name, length - 3) == 0)
				rule = &rules[i];
		if (!rule)
			fail_msg("how does %s count?", file->d_name);
		given_path(path, folder, file->d_name);
		char *po = given_text(path);
		assert_non_null(po);
		header_counts_as_cldr(rule, po);
		sentences_have_every_form(rule, po);
		free(po);
		seen++;
	}
	closedir(files);
	assert_in_range(seen, 4, sizeof rules / sizeof rules[0]);
}

int main(void)
{
	const struct CMUnitTest cases[] = { cmocka_unit_test(every_language_counts_as_cldr_says) };
	return cmocka_run_group_tests_name("plurals", cases, NULL, NULL);
}
