/* SPDX-License-Identifier: MIT */
/* Other names stand here only in the person's own language: an English word among foreign ones leads nobody. */
#include "ui/visit/az.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct az *az, const struct form *form, int other, const char *name, bool own)
{
	int letter = alphabet_place(&az->alphabet, name);
	if (*name && az->count < AZ_ENTRY_MAX)
		az->entry[az->count++] = (struct az_entry){ .form = form, .name = name, .own = own, .other = other, .letter = letter >= 0 ? letter : az->alphabet.count - 1 };
}

static void add_service(struct az *az, const struct form *form, const char *language)
{
	bool own = false;
	const char *name = form_text(form, language, "form", "", "title", form->name, &own);
	add(az, form, -1, name, own);
	for (size_t i = 0; i < form->service.other_name_count && i < FORM_OTHER_NAMES_MAX; i++) {
		char id[40];
		snprintf(id, sizeof id, "otherNames.%zu", i);
		const char *other = form_text(form, language, "kiosk", id, "", form->service.other_name[i], &own);
		if (own)
			add(az, form, (int)i, other, true);
	}
}

static int by_alphabet(const void *a, const void *b, void *alphabet)
{
	const struct az_entry *first = a, *second = b;
	int order = alphabet_compare(alphabet, first->name, second->name);
	if (order == 0)
		order = strcmp(first->name, second->name);
	return order ? order : strcmp(first->form ? first->form->service.code : "", second->form ? second->form->service.code : "");
}

void az_collect(const struct visit *visit, struct az *ret)
{
	ret->count = 0;
	alphabet_read(words_get(visit->words, "az.letters"), &ret->alphabet);
	alphabet_add(&ret->alphabet, AZ_OTHER);
	for (size_t i = 0; i < visit->service_count && i < VISIT_SERVICE_MAX; i++)
		add_service(ret, visit->service[i], visit->language_tag);
	add(ret, NULL, -1, words_get(visit->words, "where.name"), true);
	qsort_r(ret->entry, ret->count, sizeof ret->entry[0], by_alphabet, &ret->alphabet);
}

size_t az_count(const struct az *az, int letter)
{
	size_t count = 0;
	for (size_t i = 0; i < az->count; i++)
		count += az->entry[i].letter == letter;
	return count;
}

bool az_here(const char *need)
{
	size_t length = strlen(AZ_NEED);
	return strncmp(need, AZ_NEED, length) == 0 && (need[length] == '\0' || need[length] == ':');
}

int az_chosen(const struct visit *visit, const struct alphabet *alphabet)
{
	const char *colon = az_here(visit->need) ? strchr(visit->need, ':') : NULL;
	for (int i = 0; colon && i < alphabet->count; i++)
		if (strcmp(alphabet->letter[i], colon + 1) == 0)
			return i;
	return -1;
}
