/* SPDX-License-Identifier: MIT */
/* What a version would do to a kiosk, looked at before it is signed: each part read by what reads it there. */
#include "firmware/cli/bundle.h"

#include "firmware/base/arena.h"
#include "firmware/base/charter.h"
#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/site.h"
#include "firmware/bundle/settings.h"
#include "firmware/cli/forms.h"
#include "firmware/cli/helper.h"
#include "firmware/envelope/open.h"
#include "firmware/staff/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t wrong(const char *path, enum fail fail)
{
	if (fail == FAIL_NONE)
		return 0;
	printf("%s: %s\n", path, fail_words());
	fail_clear();
	return 1;
}

static bool has_kind(const struct bundle_tree *tree, enum part_kind kind)
{
	for (size_t i = 0; i < tree->count; i++)
		if (tree->parts[i].kind == kind)
			return true;
	return false;
}

/* The firmware's themes with the bundle's over them, as they would lie on the kiosk. */
static enum fail lay_themes(const struct bundle_tree *tree, const char *assets, const char *folder)
{
	static const char *const names[] = { "brand", "default", "white-on-black", "black-on-white", "soft-and-dim" };
	char themes[PATH_MAX], path[PATH_MAX], from[PATH_MAX], name[64];
	TRY(file_path(themes, sizeof themes, folder, "themes"));
	TRY(file_make_folder(themes, 0755));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(name, sizeof name, "themes/%s.json", names[i]);
		TRY(file_path(path, sizeof path, folder, name));
		TRY(file_path(from, sizeof from, tree->root, name));
		if (access(from, F_OK) != 0)
			TRY(file_path(from, sizeof from, assets, name));
		char *whole = realpath(from, NULL);
		int made = whole ? symlink(whole, path) : -1;
		free(whole);
		if (made < 0)
			return FAIL(IO, "%s cannot be looked at", name);
	}
	return FAIL_NONE;
}

static size_t check_themes(const struct bundle_tree *tree, const char *assets)
{
	char folder[PATH_MAX];
	if (!has_kind(tree, PART_THEMES))
		return 0;
	enum fail fail = file_path(folder, sizeof folder, tree->root, "../looked-at");
	if (fail == FAIL_NONE)
		fail = lay_themes(tree, assets, folder);
	int status = fail == FAIL_NONE ? helper_run("foyer-themes", (const char *const[]){ folder, NULL }) : 0;
	bundle_remove(folder);
	if (status < 0)
		printf("themes: foyer-themes is not beside this program\n");
	return wrong("themes", fail) + (status != 0);
}

static size_t check_words(const struct bundle_tree *tree, const struct manifest_part *part, const char *assets)
{
	char english[PATH_MAX], path[PATH_MAX];
	enum fail fail = file_path(path, sizeof path, tree->root, part->path);
	if (fail == FAIL_NONE)
		fail = file_path(english, sizeof english, tree->root, "languages/en.mo");
	if (fail == FAIL_NONE && access(english, F_OK) != 0)
		fail = file_path(english, sizeof english, assets, "languages/en.mo");
	return fail == FAIL_NONE ? bundle_words_check(english, path) : wrong(part->path, fail);
}

/* The firmware's English decides which sentences there must be: the programs ask for those. */
static size_t check_english(const struct bundle_tree *tree, const char *assets)
{
	char english[PATH_MAX], path[PATH_MAX];
	bool ours = file_path(path, sizeof path, tree->root, "languages/en.mo") == FAIL_NONE && access(path, F_OK) == 0;
	return ours && file_path(english, sizeof english, assets, "languages/en.mo") == FAIL_NONE ? bundle_words_check(english, path) : 0;
}

/* A screen without words does not come up: each language of the site has them here, or in the firmware that this program came with. */
static enum fail words_there(const struct bundle_tree *tree, const struct site *site, const char *assets)
{
	for (int i = 0; i < site->language_count; i++) {
		char name[64], here[PATH_MAX], ours[PATH_MAX];
		if (snprintf(name, sizeof name, "languages/%s.mo", site->languages[i]) >= (int)sizeof name)
			return FAIL(LIMIT, "\"languages\", number %d, is no name of a language", i + 1);
		TRY(file_path(here, sizeof here, tree->root, name));
		TRY(file_path(ours, sizeof ours, assets, name));
		if (access(here, F_OK) != 0 && access(ours, F_OK) != 0)
			return FAIL(INPUT, "\"languages\" has \"%.32s\", whose words are neither in this bundle (\"words\") nor in the firmware", site->languages[i]);
	}
	return FAIL_NONE;
}

/* A text may be well in one language and too long in another. */
static enum fail read_site_in(const char *path, const char *language)
{
	struct arena arena;
	struct site site;
	arena_init(&arena, 2 * SITE_MAX_BYTES);
	enum fail fail = site_read(path, language, &arena, &site);
	arena_done(&arena);
	return fail;
}

static size_t check_site(const struct bundle_tree *tree, const char *assets)
{
	static const char name[] = "site/site.json";
	char path[PATH_MAX];
	struct arena arena;
	struct site site;
	enum fail fail = file_path(path, sizeof path, tree->root, name);
	if (fail == FAIL_NONE && access(path, F_OK) != 0)
		return 0;
	arena_init(&arena, 2 * SITE_MAX_BYTES);
	if (fail == FAIL_NONE)
		fail = site_read(path, "en", &arena, &site);
	if (fail == FAIL_NONE)
		fail = words_there(tree, &site, assets);
	for (int i = 0; fail == FAIL_NONE && i < site.language_count; i++)
		fail = read_site_in(path, site.languages[i]);
	arena_done(&arena);
	return wrong(name, fail);
}

static size_t check_charter(const struct bundle_tree *tree)
{
	static const char name[] = "site/charter.json";
	char path[PATH_MAX];
	struct arena arena;
	struct charter charter;
	arena_init(&arena, CHARTER_ARENA_BYTES);
	enum fail fail = file_path(path, sizeof path, tree->root, name);
	if (fail == FAIL_NONE)
		fail = charter_read(path, &arena, &charter);
	arena_done(&arena);
	return fail == FAIL_EMPTY ? 0 : wrong(name, fail);
}

static enum fail read_json(const char *path)
{
	json_t *value = NULL;
	enum fail fail = json_read(path, 1024 * 1024, &value);
	json_decref(value);
	return fail;
}

static enum fail read_settings(const char *path)
{
	struct settings_part settings;
	enum fail fail = settings_part_read(path, &settings);
	settings_part_done(&settings);
	return fail;
}

static enum fail read_keys(const char *path)
{
	json_t *keys = NULL;
	enum fail fail = keys_part_read(path, clock_wall_ms(), &keys);
	json_decref(keys);
	return fail;
}

/* Sealed to a kiosk, which this is not: that it is sealed, and under its key's name, is all that can be seen. */
static enum fail read_staff(const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	char kid[JWK_KID_MAX_BYTES + 1];
	BUFFER_AUTO sealed;
	buffer_init(&sealed, ROSTER_SEALED_MAX_BYTES);
	TRY(file_read(path, &sealed));
	TRY(jwe_kid(buffer_text(&sealed), kid));
	size_t length = strlen(kid);
	return length > 0 && strncmp(name, kid, length) == 0 && strcmp(name + length, ".jwe") == 0 ? FAIL_NONE : FAIL(INPUT, "it is not named after the key that it is sealed to");
}

static enum fail read_part(const struct manifest_part *part, const char *path)
{
	static enum fail (*const read[PART_COUNT])(const char *path) = {
		[PART_THEMES] = read_json, [PART_SETTINGS] = read_settings, [PART_KEYS] = read_keys, [PART_SITE] = read_json, [PART_HOME] = read_json,
		[PART_STAFF] = read_staff,
	};
	return read[part->kind] ? read[part->kind](path) : FAIL_NONE;
}

/* What a kiosk takes is signed; what an author may still mend is said. */
static size_t check_form(const char *path)
{
	bool refused = false;
	forms_say(path, &refused);
	return refused;
}

size_t bundle_tree_check(const struct bundle_tree *tree, const char *assets)
{
	size_t found = check_english(tree, assets);
	for (size_t i = 0; i < tree->count; i++) {
		char path[PATH_MAX];
		const struct manifest_part *part = &tree->parts[i];
		enum fail fail = file_path(path, sizeof path, tree->root, part->path);
		if (fail == FAIL_NONE)
			fail = read_part(part, path);
		found += wrong(part->path, fail);
		if (part->kind == PART_WORDS)
			found += check_words(tree, part, assets);
		if (part->kind == PART_FORMS)
			found += check_form(path);
	}
	return found + check_site(tree, assets) + check_charter(tree) + check_themes(tree, assets);
}
