/* SPDX-License-Identifier: MIT */
/*
 * bench_forms - load and validate, and a post (check the page, walk, next), against the reference engine on the same definitions and steps; how a
 * post grows with the pages; what the services take when they are compiled. ratio: of times, the peer's by ours; of growth and memory, ours by the goal's base.
 */
#include "tests/bench/figures.h"
#include "tests/bench/forms/long_form.h"
#include "tests/bench/forms/peer.h"

#include "firmware/base/file.h"
#include "firmware/forms/answers.h"
#include "firmware/forms/check.h"
#include "firmware/forms/route.h"

#include <dirent.h>
#include <limits.h>
#include <malloc.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LOAD_PAGES = 42, POST_PAGES = 60, GROWN_PAGES = 240, LOADS = 200, JOURNEYS = 200, GROWN_JOURNEYS = 200, SERVICE_MAX = 100 };
static const double LOAD_GOAL = 20, POST_GOAL = 100, GROWTH_GOAL = 1.25, MEMORY_GOAL_MIB = 4;
static const struct date today = { 2026, 11, 23 };

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void must(bool fine, const char *words)
{
	if (fine)
		return;
	fprintf(stderr, "bench_forms could not run: %s: %s\n", words, fail_words());
	exit(1);
}

static struct form *load(const char *text)
{
	struct form *form = NULL;
	must(form_load(text, strlen(text), "bench", &form) == FAIL_NONE, "a definition is refused");
	return form;
}

static char *text_of(int pages)
{
	json_t *json = long_form(pages);
	char *text = json_dumps(json, JSON_INDENT(2));
	json_decref(json);
	must(text != NULL, "no definition");
	return text;
}

/* ---- ours ---- */

static double load_ms(const char *text)
{
	static double times[LOADS];
	for (int i = 0; i < LOADS; i++) {
		double start = now_ms();
		struct form *form = load(text);
		times[i] = now_ms() - start;
		form_free(form);
	}
	return figures_part(times, LOADS, .5);
}

/* What a resident's Continue does: the fields, the page's rules, the walk from the start, the next page. */
static double post(const struct form *form, struct answers *answers, int page, json_t *payload)
{
	struct form_error error[FORM_ERROR_MAX];
	struct form_route route;
	const char *field;
	json_t *value;
	double start = now_ms();
	json_object_foreach(payload, field, value)
		must(answers_set(answers, field, json_string_value(value)) == FAIL_NONE, "an answer is refused");
	size_t wrong = check_page(form, &form->page[page], answers, today, error);
	route_walk(form, answers, today, &route);
	int next = route_next(form, answers, today, page);
	double took = now_ms() - start;
	must(wrong == 0 && next == page + 1 && route.page[route.count - 1] == next, "a post leads elsewhere");
	return took;
}

/* @part of the times of all posts; of the last one alone when @last. */
static double posts_ms(int pages, int journeys, double part, bool last)
{
	char *text = text_of(pages);
	struct form *form = load(text);
	json_t *steps = long_form_journey(pages);
	double *times = calloc((size_t)journeys * (size_t)pages, sizeof *times);
	size_t count = 0;
	must(times != NULL, "no memory");
	for (int i = 0; i < journeys; i++) {
		struct answers *answers = answers_new();
		for (int page = 0; page < pages; page++) {
			double took = post(form, answers, page, json_object_get(json_array_get(steps, (size_t)page), "payload"));
			if (!last || page == pages - 1)
				times[count++] = took;
		}
		answers_free(answers);
	}
	double figure = figures_part(times, count, part);
	free(times);
	json_decref(steps);
	form_free(form);
	free(text);
	return figure;
}

/* All that the allocator gave out for the services, and has not got back. */
static double services_mib(const char *source)
{
	static struct form *forms[SERVICE_MAX];
	char folder[PATH_MAX], path[PATH_MAX];
	size_t count = 0;
	snprintf(folder, sizeof folder, "%s/assets/forms", source);
	DIR *services = opendir(folder);
	must(services != NULL, "there are no services");
	size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
	for (const struct dirent *entry; (entry = readdir(services)) && count < SERVICE_MAX; ) {
		const char *dot = strchr(entry->d_name, '.');
		BUFFER_AUTO bytes;
		if (!dot || dot == entry->d_name || strcmp(dot, ".json") != 0)
			continue;
		buffer_init(&bytes, FORM_MAX_BYTES);
		must(file_path(path, sizeof path, folder, entry->d_name) == FAIL_NONE && file_read(path, &bytes) == FAIL_NONE, "a service cannot be read");
		forms[count++] = load(buffer_text(&bytes));
	}
	size_t taken = mallinfo2().uordblks + mallinfo2().hblkhd - before;
	closedir(services);
	for (size_t i = 0; i < count; i++)
		form_free(forms[i]);
	must(count == 16, "there are not sixteen services");
	return (double)taken / (1024 * 1024);
}

/* ---- both ---- */

static void write_text(const char *folder, const char *name, const char *text)
{
	char path[PATH_MAX];
	must(file_path(path, sizeof path, folder, name) == FAIL_NONE && file_replace(path, text, strlen(text), 0600) == FAIL_NONE, "a file cannot be written");
}

static void write_files(const char *folder, const char *definition)
{
	json_t *journey = long_form_journey(POST_PAGES);
	char *other = text_of(POST_PAGES), *steps = json_dumps(journey, 0);
	must(file_make_folder(folder, 0700) == FAIL_NONE, "no folder");
	write_text(folder, "load.json", definition);
	write_text(folder, "post.json", other);
	write_text(folder, "journey.json", steps);
	json_decref(journey);
	free(other);
	free(steps);
}

/* @peer 0: it could not be had. Returns whether the goal is met. */
static bool say(const char *name, double ours, double peer, const char *unit, double goal)
{
	bool fine = peer > 0 && peer / ours >= goal;
	if (peer > 0)
		printf("bench %s ours=%.4f peer=%.4f unit=%s ratio=%.0f goal=%.0f %s\n", name, ours, peer, unit, peer / ours, goal, fine ? "ok" : "short");
	else
		printf("bench %s ours=%.4f peer=none unit=%s ratio=none goal=%.0f short\n", name, ours, unit, goal);
	return fine;
}

/* This program and the peer that it starts: what else the machine does is in neither's times. Where that is allowed (root). */
static void before_all_others(void)
{
	sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){ .sched_priority = 1 });
}

static bool measure(const char *source, const char *build)
{
	char node[SAID_BYTES], work[PATH_MAX], folder[PATH_MAX], *definition = text_of(LOAD_PAGES);
	struct peer_figures peer = { 0 };
	must(snprintf(work, sizeof work, "%s/peer-forms", build) < PATH_MAX && snprintf(folder, sizeof folder, "%s/bench-forms", build) < PATH_MAX, "a path is too long");
	write_files(folder, definition);
	printf("# a definition of %d pages, %d conditions, %.1f kB; a journey of %d posts\n", LOAD_PAGES, LONG_FORM_CONDITIONS, (double)strlen(definition) / 1000, POST_PAGES);
	fflush(stdout);
	bool fetched = peer_fetch(source, work, node);
	before_all_others();
	if (!fetched || !peer_measure(node, source, work, folder, &peer))
		fprintf(stderr, "bench_forms: without the reference engine nothing is compared, and the goals are not met\n");
	double loaded = load_ms(definition), posted = posts_ms(POST_PAGES, JOURNEYS, .95, false), memory = services_mib(source);
	double at_60 = posts_ms(POST_PAGES, JOURNEYS, .5, true), at_240 = posts_ms(GROWN_PAGES, GROWN_JOURNEYS, .5, true), linear = at_60 * GROWN_PAGES / POST_PAGES;
	free(definition);
	bool fine = say("forms-load", loaded, peer.load_ms, "ms", LOAD_GOAL);
	fine &= say("forms-post-p95", posted, peer.post_p95_ms, "ms", POST_GOAL);
	printf("bench forms-growth ours=%.4f peer=%.4f unit=ms ratio=%.2f goal=%.2f %s\n", at_240, linear, at_240 / linear, GROWTH_GOAL, at_240 / linear <= GROWTH_GOAL ? "ok" : "short");
	printf("bench forms-memory ours=%.2f peer=%.2f unit=MiB ratio=%.2f goal=%.0f %s\n", memory, peer.memory_mib, memory / MEMORY_GOAL_MIB, MEMORY_GOAL_MIB,
	       memory <= MEMORY_GOAL_MIB ? "ok" : "short");
	return fine && at_240 / linear <= GROWTH_GOAL && memory <= MEMORY_GOAL_MIB;
}

int main(void)
{
	const char *source = getenv("FOYER_SOURCE"), *build = getenv("FOYER_BUILD");
	if (!source || !build) {
		fprintf(stderr, "bench_forms: run it through toolchain/bench\n");
		return 2;
	}
	return measure(source, build) ? 0 : 1;
}
