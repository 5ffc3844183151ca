/* SPDX-License-Identifier: MIT */
/* Each file by itself: a broken table of the banks never takes the council's references with it. */
#include "ui/visit/registers.h"

#include "firmware/base/file.h"

#include <limits.h>

static enum fail read_council_tax(const char *assets, struct registers *registers)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, assets, "site/council-tax.json"));
	enum fail code = council_tax_read(path, "en", &registers->arena, &registers->council_tax);
	registers->taxed = code == FAIL_NONE;
	return code == FAIL_EMPTY ? FAIL_NONE : code;
}

static enum fail read_text(const char *assets, const char *name, struct buffer *ret)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, assets, name));
	enum fail code = file_read(path, ret);
	return code == FAIL_NONE || code == FAIL_EMPTY ? code : fail_note(code, "%s", name);
}

static enum fail read_substitutes(const char *assets, struct registers *registers)
{
	BUFFER_AUTO bytes;
	buffer_init(&bytes, MODULUS_SUBSTITUTES_MAX_BYTES);
	enum fail code = read_text(assets, "bank/substitutes.txt", &bytes);
	if (code != FAIL_NONE)
		return code == FAIL_EMPTY ? FAIL_NONE : code;
	code = modulus_substitutes_read(buffer_text(&bytes), bytes.size_bytes, &registers->arena, &registers->modulus);
	return code == FAIL_NONE ? FAIL_NONE : fail_note(code, "bank/substitutes.txt");
}

/* A table without its substitutes would call good accounts impossible: both or neither. */
static enum fail read_banks(const char *assets, struct registers *registers)
{
	BUFFER_AUTO bytes;
	buffer_init(&bytes, MODULUS_TABLE_MAX_BYTES);
	enum fail code = read_text(assets, "bank/weights.txt", &bytes);
	if (code != FAIL_NONE)
		return code == FAIL_EMPTY ? FAIL_NONE : code;
	code = modulus_table_read(buffer_text(&bytes), bytes.size_bytes, &registers->arena, &registers->modulus);
	if (code != FAIL_NONE)
		return fail_note(code, "bank/weights.txt");
	TRY(read_substitutes(assets, registers));
	registers->banked = true;
	return FAIL_NONE;
}

enum fail registers_read(const char *assets, struct registers *ret)
{
	*ret = (struct registers){ 0 };
	arena_init(&ret->arena, COUNCIL_TAX_ARENA_BYTES + MODULUS_ARENA_BYTES);
	enum fail tax = read_council_tax(assets, ret);
	enum fail banks = read_banks(assets, ret);
	return tax == FAIL_NONE ? banks : tax;
}

void registers_done(struct registers *registers)
{
	arena_done(&registers->arena);
	*registers = (struct registers){ 0 };
}

void registers_give(const struct registers *registers, struct form *form)
{
	form->council_tax = registers->taxed ? &registers->council_tax : NULL;
	form->modulus = registers->banked ? &registers->modulus : NULL;
}
