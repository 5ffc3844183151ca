/* SPDX-License-Identifier: MIT */
/* `foyer forms walk`: random journeys, and what they met. */
#include "firmware/cli/forms.h"

#include "firmware/base/clock.h"
#include "firmware/forms/author/walker.h"
#include "firmware/forms/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { JOURNEYS = 1000, JOURNEYS_MAX = 1000000 };

struct options { const char *path; uint32_t seed; size_t journeys; struct date today; };

static bool number(const char *text, unsigned long least, unsigned long most, unsigned long *ret)
{
	char *end;
	*ret = strtoul(text, &end, 10);
	return *text >= '0' && *text <= '9' && !*end && *ret >= least && *ret <= most;
}

static bool take_option(struct options *options, const char *name, const char *value)
{
	unsigned long read;
	if (strcmp(name, "--today") == 0)
		return date_parse(value, &options->today) == FAIL_NONE;
	if (strcmp(name, "--seed") == 0 && number(value, 1, UINT32_MAX, &read))
		options->seed = (uint32_t)read;
	else if (strcmp(name, "--journeys") == 0 && number(value, 1, JOURNEYS_MAX, &read))
		options->journeys = read;
	else
		return false;
	return true;
}

static bool take_options(int argc, char **argv, struct options *ret)
{
	*ret = (struct options){ .journeys = JOURNEYS, .today = date_of_ms(clock_wall_ms(), NULL) };
	if (getrandom(&ret->seed, sizeof ret->seed, 0) != sizeof ret->seed || ret->seed == 0)
		ret->seed = 1;
	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--", 2) == 0) {
			if (i + 1 == argc || !take_option(ret, argv[i], argv[i + 1]))
				return false;
			i++;
		} else if (ret->path) {
			return false;
		} else {
			ret->path = argv[i];
		}
	}
	return ret->path != NULL;
}

static void print_pages(const struct walker *walker)
{
	const struct form *form = walker->form;
	size_t met = 0;
	for (size_t i = 0; i < form->page_count; i++)
		met += walker->met[i] > 0;
	printf("pages: %zu of %zu met\n", met, form->page_count);
	for (size_t i = 0; i < form->page_count; i++) {
		const struct walker_stuck *stuck = &walker->stuck[i];
		printf("  %7zu  %s", walker->met[i], form->page[i].path);
		if (stuck->journeys && stuck->component)
			printf("  (stuck %zu times: nothing answers \"%s\", %s)", stuck->journeys, stuck->component->written, rule_name(stuck->rule));
		else if (stuck->journeys)
			printf("  (stuck %zu times: the answers are more than a visit holds)", stuck->journeys);
		printf("\n");
	}
}

static void print_conditions(const struct walker *walker)
{
	const struct form_table *table = walker->form->table;
	size_t both = 0;
	for (size_t i = 0; i < table->condition_count; i++)
		both += walker->held[i] && walker->failed[i];
	printf("conditions: %zu of %zu both held and did not\n", both, table->condition_count);
	for (size_t i = 0; i < table->condition_count; i++)
		printf("  %7zu held %7zu did not  %s\n", walker->held[i], walker->failed[i], table->condition[i].name);
}

int forms_walk(int argc, char **argv)
{
	struct options options;
	struct walker walker;
	struct form *form = NULL;
	char day[11];
	BUFFER_AUTO bytes;
	buffer_init(&bytes, FORM_MAX_BYTES);
	if (!take_options(argc, argv, &options))
		return forms_wrong("name one definition to walk; a seed is 1 to 4294967295, journeys 1 to 1000000, a day like 2026-03-27");
	if (forms_read(options.path, &bytes, &form) != FAIL_NONE) {
		printf("%s: refused: %s\n", options.path, fail_words());
		return 1;
	}
	walker_init(&walker, form, options.today, options.seed);
	for (size_t i = 0; i < options.journeys; i++)
		walker_go(&walker);
	date_write(options.today, day);
	printf("%s: seed %u, %zu journeys on %s\n", options.path, options.seed, options.journeys, day);
	printf("ends: %zu at the answers, %zu at a page that ends the form, %zu stuck, %zu in a circle\n", walker.ended[WALKER_SUMMARY],
	       walker.ended[WALKER_TERMINAL], walker.ended[WALKER_STUCK], walker.ended[WALKER_ROUND]);
	print_pages(&walker);
	print_conditions(&walker);
	int stuck = walker.ended[WALKER_STUCK] + walker.ended[WALKER_ROUND] > 0;
	walker_done(&walker);
	form_free(form);
	return stuck;
}
