/* SPDX-License-Identifier: MIT */
/* `foyer staff check`, `unlock`, `card`, `kiosk`, `seal`, `break-glass`: the kiosks that a council's staff sign in at. */
#include "firmware/cli/staff.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/cli/ask.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/jwe.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CARD_MAX_BYTES = 4096, NAME_MAX_BYTES = 64 };

/* A card: {"id", "name", "key": its public JWK}. */
static enum fail card_check(const json_t *card, struct envelope_key **ret_key)
{
	const char *id = NULL, *name = NULL;
	char source[64];
	TRY(json_take_text(card, "id", ID_TEXT_BYTES - 1, &id));
	TRY(json_take_text(card, "name", NAME_MAX_BYTES, &name));
	snprintf(source, sizeof source, "urn:uuid:%s", id);
	if (!envelope_source_valid(source))
		return FAIL(INPUT, "\"id\" is no kiosk's");
	return envelope_key_read(json_object_get(card, "key"), ret_key);
}

enum fail staff_check(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL, *card;
	size_t index;
	enum fail fail = FAIL_NONE;
	(void)words, (void)options;
	if (count > 0)
		return FAIL(INPUT, "check needs nothing but the file");
	TRY(staff_file_read(path, &file, &roster));
	json_array_foreach(json_object_get(file, "kiosks"), index, card) {
		struct envelope_key *key = NULL;
		if (fail == FAIL_NONE && (fail = card_check(card, &key)) != FAIL_NONE)
			fail = fail_note(fail, "\"kiosks\", number %zu", index + 1);
		envelope_key_free(key);
	}
	if (fail == FAIL_NONE)
		printf("%zu people, %zu kiosks: good.\n", roster.count, json_array_size(json_object_get(file, "kiosks")));
	for (size_t i = 0; i < roster.count && fail == FAIL_NONE; i++)
		if (!roster.members[i].pin[0])
			printf("%s has no PIN and cannot sign in: foyer staff pin\n", roster.members[i].id);
	json_decref(file);
	return fail;
}

enum fail staff_unlock(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL;
	(void)words, (void)options;
	if (count > 0)
		return FAIL(INPUT, "unlock needs nothing but the file; somebody who is locked gets another PIN");
	TRY(staff_file_read(path, &file, &roster));
	json_object_set_new(file, "unlock", json_integer(roster.unlock + 1));
	enum fail fail = staff_file_write(path, file);
	json_decref(file);
	if (fail == FAIL_NONE)
		printf("Kiosks and desks take PINs again where the next bundle with this list is in use.\n");
	return fail;
}

enum fail staff_card(const char *path, int count, char **words, const struct staff_options *options)
{
	const char *state = options->state;
	char room[PATH_MAX];
	json_t *status = NULL;
	(void)path, (void)words;
	if (count > 0)
		return FAIL(INPUT, "card needs nothing but --state");
	TRY(ask_place(&state, room, sizeof room));
	TRY(ask_hub(state, json_pack("{s:s}", "verb", "status"), &status));
	const json_t *kiosk = json_object_get(status, "kiosk"), *key = json_object_get(status, "device_key");
	json_t *card = json_pack("{s:O?, s:O?, s:O?}", "id", json_object_get(kiosk, "id"), "name", json_object_get(kiosk, "name"), "key", key);
	struct envelope_key *parsed = NULL;
	enum fail fail = card_check(card, &parsed);
	envelope_key_free(parsed);
	char *text = fail == FAIL_NONE ? json_dumps(card, JSON_INDENT(1)) : NULL;
	if (text)
		printf("%s\n", text);
	free(text);
	json_decref(card);
	json_decref(status);
	return fail;
}

static enum fail kiosk_put(json_t *file, const char *card_path)
{
	json_t *card = NULL, *kiosks = json_object_get(file, "kiosks"), *other;
	struct envelope_key *key = NULL;
	size_t index;
	TRY(json_read(card_path, CARD_MAX_BYTES, &card));
	enum fail fail = card_check(card, &key);
	envelope_key_free(key);
	if (fail != FAIL_NONE) {
		json_decref(card);
		return fail_note(fail, "%s", card_path);
	}
	json_array_foreach(kiosks, index, other)
		if (strcmp(json_text_or(other, "id", ""), json_text_or(card, "id", "")) == 0)
			break;
	printf("%s\n", json_text_or(card, "name", ""));
	return (index < json_array_size(kiosks) ? json_array_set_new(kiosks, index, card) : json_array_append_new(kiosks, card)) == 0 ? FAIL_NONE : FAIL(INPUT, "%s is no card", card_path);
}

enum fail staff_kiosk(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL;
	(void)options;
	if (count != 1)
		return FAIL(INPUT, "kiosk needs the file that \"foyer staff card\" gave there");
	TRY(staff_file_read(path, &file, &roster));
	enum fail fail = kiosk_put(file, words[0]);
	if (fail == FAIL_NONE)
		fail = staff_file_write(path, file);
	json_decref(file);
	return fail;
}

/* What goes to one kiosk: no other kiosk's card, and its own key for codes. */
static json_t *part_of(const json_t *file, const struct roster *roster, const char *id)
{
	json_t *part = json_deep_copy(file);
	unsigned char key[CODE_KEY_BYTES];
	char text[2 * CODE_KEY_BYTES];
	code_key(roster->code_key, id, key);
	base64url_write(key, sizeof key, text);
	json_object_del(part, "kiosks");
	json_object_set_new(part, "code_key", json_string(text));
	return part;
}

static enum fail seal_one(const json_t *file, const struct roster *roster, const json_t *card, const char *folder)
{
	struct envelope_key *key = NULL;
	char name[128], path[PATH_MAX];
	BUFFER_AUTO sealed;
	buffer_init(&sealed, ROSTER_SEALED_MAX_BYTES);
	TRY(card_check(card, &key));
	json_t *part = part_of(file, roster, json_text_or(card, "id", ""));
	char *text = json_dumps(part, JSON_COMPACT);
	json_decref(part);
	snprintf(name, sizeof name, "%s.jwe", envelope_key_name(key));
	enum fail fail = !text ? FAIL(INPUT, "it cannot be written as text") : strlen(text) > ROSTER_MAX_BYTES ? FAIL(LIMIT, "the list has more than %d bytes", ROSTER_MAX_BYTES) : FAIL_NONE;
	if (fail == FAIL_NONE)
		fail = jwe_seal(key, text, strlen(text), &sealed);
	if (fail == FAIL_NONE)
		fail = file_path(path, sizeof path, folder, name);
	if (fail == FAIL_NONE)
		fail = file_replace(path, sealed.bytes, sealed.size_bytes, 0644);
	free(text);
	envelope_key_free(key);
	return fail;
}

enum fail staff_seal(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL, *card;
	size_t index, kiosks;
	(void)words;
	if (count > 0 || !options->out)
		return FAIL(INPUT, "seal needs --out, the folder for bundle.json's \"staff\"");
	TRY(file_make_folder(options->out, 0755));
	TRY(staff_file_read(path, &file, &roster));
	kiosks = json_array_size(json_object_get(file, "kiosks"));
	enum fail fail = kiosks > 0 ? FAIL_NONE : FAIL(INPUT, "%s has no kiosk: foyer staff kiosk", path);
	json_array_foreach(json_object_get(file, "kiosks"), index, card)
		if (fail == FAIL_NONE)
			fail = seal_one(file, &roster, card, options->out);
	json_decref(file);
	if (fail == FAIL_NONE)
		printf("%zu people, sealed to %zu kiosks, in %s\n", roster.count, kiosks, options->out);
	return fail;
}

static const json_t *kiosk_named(const json_t *file, const char *name)
{
	const json_t *card;
	size_t index;
	json_array_foreach(json_object_get(file, "kiosks"), index, card)
		if (strcmp(json_text_or(card, "name", ""), name) == 0 || strcmp(json_text_or(card, "id", ""), name) == 0)
			return card;
	return NULL;
}

enum fail staff_break_glass(const char *path, int count, char **words, const struct staff_options *options)
{
	struct roster roster;
	json_t *file = NULL;
	struct date day = date_of_ms(clock_wall_ms(), NULL);
	unsigned char key[CODE_KEY_BYTES];
	char code[CODE_DIGITS + 1], *end = NULL, text[11];
	long long number = count == 1 ? strtoll(words[0], &end, 10) : 0;
	if (number < 1 || *end || !options->kiosk)
		return FAIL(INPUT, "break-glass needs the number that the kiosk shows, and --kiosk");
	if (options->day)
		TRY(date_parse(options->day, &day));
	TRY(staff_file_read(path, &file, &roster));
	const json_t *card = kiosk_named(file, options->kiosk);
	if (card) {
		code_key(roster.code_key, json_text_or(card, "id", ""), key);
		code_make(key, date_number(day), number, code);
		date_write(day, text);
		printf("%.5s %s\nFor %s, number %lld, on %s: once. It opens the printer and the machine, and nobody's answers. The kiosk records that it was used, and why.\n",
			code, code + 5, json_text_or(card, "name", ""), number, text);
	}
	json_decref(file);
	return card ? FAIL_NONE : FAIL(INPUT, "no kiosk of the list is called \"%s\"", options->kiosk);
}
