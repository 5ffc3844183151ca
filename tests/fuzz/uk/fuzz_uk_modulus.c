/* SPDX-License-Identifier: MIT */
/* fuzz.uk_modulus - a table of weights, "|", a list of substitutes, "|", a sort code and an account. */
#include "firmware/uk/account.h"
#include "firmware/uk/modulus.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(const struct modulus_table *table, char *typed)
{
	char sort_code[SORT_CODE_BYTES], account[ACCOUNT_BYTES], *rest = typed;
	const char *first = strsep(&rest, " ");
	bool read = rest && sort_code_read(span_of(first), sort_code) == ACCOUNT_READ && account_read(span_of(rest), account) == ACCOUNT_READ;
	(void)modulus_check(table, first, rest ? rest : "");
	if (read)
		(void)modulus_check(table, sort_code, account);
	for (size_t i = 0; read && i < table->count; i++) {
		size_t count = 0;
		const struct modulus_row *row = modulus_table_find(table, table->row[i].from, &count);
		if (!row || count < 1 || count > 2)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena arena;
	struct modulus_table table;
	char nothing[1] = "", *text = strndup((const char *)bytes, size), *rest = text;
	char *weights = strsep(&rest, "|"), *substitutes = strsep(&rest, "|");
	fail_clear();
	arena_init(&arena, MODULUS_ARENA_BYTES);
	if (modulus_table_read(weights, strlen(weights), &arena, &table) == FAIL_NONE) {
		if (substitutes && modulus_substitutes_read(substitutes, strlen(substitutes), &arena, &table) != FAIL_NONE && table.substitute_count != 0)
			abort();
		check(&table, rest ? rest : nothing);
	}
	arena_done(&arena);
	free(text);
	return 0;
}
