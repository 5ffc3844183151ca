/* SPDX-License-Identifier: MIT */
/* DESIGN: the first screen needs one language and the site; everything else waits until people can see something. */
#include "ui/visit/house.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "ui/paint/theme.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum fail path_of(const struct house *house, const char *name, char ret[static PATH_MAX])
{
	return file_path(ret, PATH_MAX, house->assets, name);
}

/* The site's nation decides which days are bank holidays. */
static enum fail find_holidays(struct house *house, const struct site *site)
{
	char path[PATH_MAX];
	enum nation nation = NATION_ENGLAND_AND_WALES;
	if (*site->nation)
		TRY(nation_from_name(site->nation, &nation));
	TRY(path_of(house, "site/holidays.json", path));
	return holidays_read(path, nation, &house->holidays);
}

/* A language of the site counts when its words are here. */
static enum fail find_languages(struct house *house, const struct site *site)
{
	for (int i = 0; i < site->language_count && house->language_count < HOUSE_LANGUAGE_MAX; i++) {
		char name[HOUSE_TAG_BYTES + 16], path[PATH_MAX];
		if (strlen(site->languages[i]) >= HOUSE_TAG_BYTES || strchr(site->languages[i], '/'))
			continue;
		snprintf(name, sizeof name, "languages/%s.mo", site->languages[i]);
		TRY(path_of(house, name, path));
		if (access(path, R_OK) != 0)
			continue;
		memcpy(house->tag[house->language_count], site->languages[i], strlen(site->languages[i]) + 1);
		house->language[house->language_count] = house->tag[house->language_count];
		house->language_count++;
	}
	return house->language_count ? FAIL_NONE : FAIL(EMPTY, "there are no words in %s/languages for any language of the site", house->assets);
}

/*
 * The brand names the council. What site.json calls it in other languages counts while both call it the same in English, and where the brand
 * cannot be read, which is said with the first picture.
 */
static void find_name(struct house *house, const struct site *english)
{
	char path[PATH_MAX];
	json_t *brand = NULL;
	if (path_of(house, "themes/brand.json", path) != FAIL_NONE || json_read(path, THEME_MAX_BYTES, &brand) != FAIL_NONE)
		fail_clear();
	const char *name = json_text_or(brand, "name", english->council);
	if (strcmp(name, english->council) != 0)
		snprintf(house->renamed, sizeof house->renamed, "%s", name);
	json_decref(brand);
}

static enum fail speak(struct house *house, const char *tag)
{
	char path[PATH_MAX];
	struct words *words = NULL;
	struct arena arena;
	struct site site;
	TRY(path_of(house, "site/site.json", path));
	arena_init(&arena, 2 * SITE_MAX_BYTES);
	enum fail code = site_read(path, tag, &arena, &site);
	if (code == FAIL_NONE)
		code = path_of(house, "languages", path);
	if (code == FAIL_NONE)
		code = words_open(path, tag, &words);
	if (code != FAIL_NONE) {
		arena_done(&arena);
		return code;
	}
	words_close(house->words);
	arena_done(&house->arena);
	house->words = words;
	house->arena = arena;
	house->site = site;
	if (house->renamed[0])
		house->site.council = house->renamed;
	return FAIL_NONE;
}

/* It is not offered, and the sentence for staff says why. */
static void drop_language(struct house *house, size_t index)
{
	if (house->silent_count < HOUSE_LANGUAGE_MAX)
		snprintf(house->silent[house->silent_count++], HOUSE_SILENT_BYTES, "%s: %.200s", house->language[index], fail_words());
	fail_clear();
	for (size_t i = index; i + 1 < house->language_count; i++)
		memcpy(house->tag[i], house->tag[i + 1], HOUSE_TAG_BYTES);
	house->language_count--;
}

/* The site's first language whose words can be read; a damaged file takes its language away, and no more. */
static enum fail speak_first(struct house *house)
{
	enum fail code = FAIL_NONE;
	while (house->language_count > 0) {
		fail_clear();
		code = speak(house, house->language[0]);
		if (code == FAIL_NONE || code == FAIL_EMPTY)
			return code;
		drop_language(house, 0);
	}
	return FAIL(EMPTY, "the words of no language can be read; %s", house->silent_count ? house->silent[0] : "there are none");
}

static void try_languages(struct house *house)
{
	char path[PATH_MAX];
	enum fail code = path_of(house, "languages", path);
	for (size_t i = house->language_count; code == FAIL_NONE && i-- > 0;) {
		struct words *words = NULL;
		fail_clear();
		if (strcmp(words_language(house->words), house->language[i]) != 0 && words_open(path, house->language[i], &words) != FAIL_NONE)
			drop_language(house, i);
		words_close(words);
	}
	fail_clear();
}

enum fail house_open(struct house *ret, const char *assets)
{
	char path[PATH_MAX];
	struct arena arena;
	struct site site;
	*ret = (struct house){ 0 };
	if (strlen(assets) >= sizeof ret->assets)
		return FAIL(LIMIT, "the path of the assets is too long");
	memcpy(ret->assets, assets, strlen(assets) + 1);
	TRY(path_of(ret, "site/site.json", path));
	arena_init(&arena, 2 * SITE_MAX_BYTES);
	enum fail code = site_read(path, "en", &arena, &site);
	if (code == FAIL_NONE)
		find_name(ret, &site);
	if (code == FAIL_NONE)
		code = find_languages(ret, &site);
	if (code == FAIL_NONE)
		code = find_holidays(ret, &site);
	arena_done(&arena);
	return code == FAIL_NONE ? speak_first(ret) : code;
}

/* Without topics the first page lists services by name. */
static enum fail find_needs(struct house *house)
{
	char path[PATH_MAX];
	TRY(path_of(house, "home/home.json", path));
	if (house->needs.count) /* read once, like the services */
		return FAIL_NONE;
	arena_done(&house->needs_arena);
	arena_init(&house->needs_arena, NEEDS_ARENA_BYTES);
	enum fail code = needs_read(path, &house->needs_arena, &house->needs);
	return code == FAIL_EMPTY ? FAIL_NONE : code;
}

/* Without it nothing of it is offered. */
static enum fail find_charter(struct house *house)
{
	char path[PATH_MAX];
	TRY(path_of(house, "site/charter.json", path));
	if (charter_there(&house->charter))
		return FAIL_NONE;
	arena_done(&house->charter_arena);
	arena_init(&house->charter_arena, CHARTER_ARENA_BYTES);
	enum fail code = charter_read(path, &house->charter_arena, &house->charter);
	return code == FAIL_EMPTY ? FAIL_NONE : code;
}

/* What the definitions leave to the house. */
static void furnish(struct house *house)
{
	for (size_t i = 0; i < house->services.count; i++) {
		house->services.form[i]->live = !house->test;
		registers_give(&house->registers, house->services.form[i]);
	}
}

enum fail house_load(struct house *house)
{
	char path[PATH_MAX];
	TRY(path_of(house, "forms", path));
	if (!house->whole)
		try_languages(house);
	if (!house->whole) /* a visit stays on the definition it began with, whatever is on the disk by now */
		TRY(services_load(path, &house->services));
	house->whole = true;
	registers_done(&house->registers);
	enum fail needs = find_needs(house), charter = find_charter(house), code = registers_read(house->assets, &house->registers);
	furnish(house);
	return code != FAIL_NONE ? code : needs != FAIL_NONE ? needs : charter;
}

struct form *house_service(struct house *house, const char *code)
{
	char path[PATH_MAX];
	struct form *form = services_find(&house->services, code);
	if (form || house->whole)
		return form;
	bool early = path_of(house, "forms", path) == FAIL_NONE && services_load_one(path, code, &house->services) == FAIL_NONE;
	if (early)
		(void)registers_read(house->assets, &house->registers); /* house_load() reads them again and says what is wrong */
	else
		(void)house_load(house); /* the code is not the file's name: all of them are looked through */
	furnish(house);
	fail_clear();
	return services_find(&house->services, code);
}

void house_close(struct house *house)
{
	services_done(&house->services);
	words_close(house->words);
	arena_done(&house->arena);
	registers_done(&house->registers);
	arena_done(&house->needs_arena);
	arena_done(&house->charter_arena);
	*house = (struct house){ 0 };
}

enum fail house_speak(struct house *house, const char *tag)
{
	for (size_t i = 0; i < house->language_count; i++)
		if (strcmp(house->language[i], tag) == 0)
			return house->words && strcmp(words_language(house->words), tag) == 0 ? FAIL_NONE : speak(house, tag);
	return FAIL(EMPTY, "\"%.20s\" is not a language of this kiosk", tag);
}
