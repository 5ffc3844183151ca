/* SPDX-License-Identifier: MIT */
/* metadata.kiosk: what a counter needs to know beside the questions. Absent: a form like any other, with modest defaults. */
#include "firmware/forms/load.h"

#include "firmware/base/id.h"
#include "firmware/base/json.h"

#include <ctype.h>
#include <string.h>

enum { KIOSK_VERSION = 1, MINUTES_MAX = 600, STANDARD_MAX = 3650 };

static enum fail load_lines(struct load *load, const json_t *object, const char *key, const char *const **ret, size_t *ret_count)
{
	const json_t *lines;
	TRY(load_array(object, key, FORM_LINE_MAX, &lines, ret_count));
	const char **line = arena_new(load->arena, (*ret_count + 1) * sizeof *line);
	for (size_t i = 0; i < *ret_count; i++) {
		const json_t *text = json_array_get(lines, i);
		if (!json_is_string(text) || json_string_length(text) > FORM_TEXT_MAX_BYTES)
			return FAIL(INPUT, "an entry of \"%s\" is not a text of at most %d bytes", key, FORM_TEXT_MAX_BYTES);
		TRY(load_room(load, json_string_length(text) + 64));
		line[i] = arena_text(load->arena, json_string_value(text));
	}
	*ret = line;
	return FAIL_NONE;
}

static bool code_well_made(const char *code)
{
	for (const char *at = code; *at; at++)
		if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '-')
			return false;
	return *code != '\0';
}

static enum fail load_interaction(const json_t *json, struct form_service *ret)
{
	static const char *const names[FORM_INTERACTION_COUNT] = { "simple", "assisted", "complex" };
	const char *name = json_text_or(json, "interaction", names[FORM_INTERACTION_SIMPLE]);
	int at = 0;
	while (at < FORM_INTERACTION_COUNT && strcmp(names[at], name) != 0)
		at++;
	if (at == FORM_INTERACTION_COUNT)
		return FAIL(INPUT, "the service's interaction is \"%.20s\", not simple, assisted or complex", name);
	ret->interaction = (enum form_interaction)at;
	return FAIL_NONE;
}

static enum fail load_service(struct load *load, const json_t *json, struct form_service *ret)
{
	static const char *const keys[] = { "code", "topic", "icon", "minutes", "summary", "who", "needs", "keywords", "otherNames", "interaction", "decided", "internalOnly", "confirms", NULL };
	const char *code;
	load_known_keys(load, json, keys, "metadata.kiosk.service");
	TRY(load_text(load, json, "code", FORM_NAME_MAX_BYTES - 1, "the service", &code));
	if (*code && !code_well_made(code))
		return FAIL(INPUT, "the service's code \"%s\" is not small letters, digits and dashes", code);
	if (*code)
		ret->code = code;
	TRY(load_text(load, json, "topic", FORM_NAME_MAX_BYTES, "the service", &ret->topic));
	TRY(load_text(load, json, "icon", FORM_NAME_MAX_BYTES, "the service", &ret->icon));
	TRY(load_text(load, json, "summary", FORM_TEXT_MAX_BYTES, "the service", &ret->summary));
	TRY(load_text(load, json, "who", FORM_TEXT_MAX_BYTES, "the service", &ret->who));
	ret->internal_only = json_bool_or(json, "internalOnly", false);
	ret->decided = json_bool_or(json, "decided", false);
	ret->confirms = json_bool_or(json, "confirms", false);
	TRY(load_interaction(json, ret));
	int64_t minutes = json_int_or(json, "minutes", 0);
	if (minutes < 0 || minutes > MINUTES_MAX)
		return FAIL(LIMIT, "the service takes %lld minutes, which is not 0 to %d", (long long)minutes, MINUTES_MAX);
	ret->minutes = (int)minutes;
	TRY(load_lines(load, json, "keywords", &ret->keyword, &ret->keyword_count));
	TRY(load_lines(load, json, "otherNames", &ret->other_name, &ret->other_name_count));
	if (ret->other_name_count > FORM_OTHER_NAMES_MAX)
		return FAIL(LIMIT, "the service has more than %d other names", FORM_OTHER_NAMES_MAX);
	return load_lines(load, json, "needs", &ret->need, &ret->need_count);
}

static enum fail load_timescale(const json_t *json, struct form_service *ret)
{
	const char *unit = json_text_or(json, "unit", "days");
	int64_t value = json_int_or(json, "value", 0);
	if (value < 0 || value > STANDARD_MAX)
		return FAIL(LIMIT, "the service's time scale is not 0 to %d days", STANDARD_MAX);
	ret->standard_value = (int)value;
	ret->standard_working_days = strcmp(unit, "workingDays") == 0;
	if (!ret->standard_working_days && strcmp(unit, "days") != 0)
		return FAIL(INPUT, "the service's time scale is in \"%.20s\", not in days or workingDays", unit);
	return FAIL_NONE;
}

static enum fail load_standard(struct load *load, const json_t *json, struct form_service *ret)
{
	static const char *const keys[] = { "timescale", "promise", "nextSteps", "contact", "ifLate", NULL };
	const json_t *contact = json_object_get(json, "contact");
	load_known_keys(load, json, keys, "metadata.kiosk.standard");
	TRY(load_timescale(json_object_get(json, "timescale"), ret));
	TRY(load_text(load, json, "promise", FORM_TEXT_MAX_BYTES, "the service", &ret->standard_promise));
	TRY(load_text(load, json, "ifLate", FORM_TEXT_MAX_BYTES, "the service", &ret->if_late));
	TRY(load_text(load, contact, "phone", FORM_TEXT_MAX_BYTES, "the contact", &ret->contact_phone));
	TRY(load_text(load, contact, "email", FORM_TEXT_MAX_BYTES, "the contact", &ret->contact_email));
	TRY(load_text(load, contact, "place", FORM_TEXT_MAX_BYTES, "the contact", &ret->contact_place));
	return load_lines(load, json, "nextSteps", &ret->next_step, &ret->next_step_count);
}

static enum fail load_receipt(struct load *load, const json_t *json, struct form_service *ret)
{
	static const char *const keys[] = { "print", "show", "answers", "qr", "copies", NULL };
	static const char *const names[] = { [RECEIPT_PRINT_ASK] = "ask", [RECEIPT_PRINT_ALWAYS] = "always", [RECEIPT_PRINT_NEVER] = "never" };
	const char *print = json_text_or(json, "print", "ask");
	load_known_keys(load, json, keys, "metadata.kiosk.receipt");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], print) == 0) {
			ret->receipt_print = (enum receipt_print)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "the receipt is printed \"%.20s\", which is not ask, always or never", print);
}

static enum fail set_class(struct load *load, const char *id, const char *class)
{
	struct form_component *component = load_component_find(load, id, NULL);
	if (!component)
		load_warn(load, "metadata.kiosk.privacy names \"%.60s\", which is no question", id);
	for (int i = 0; i < PRIVACY_COUNT; i++)
		if (strcmp(privacy_name((enum privacy_class)i), class) == 0) {
			if (component)
				component->privacy = (enum privacy_class)i;
			return FAIL_NONE;
		}
	return FAIL(INPUT, "the privacy class \"%.20s\" of \"%.60s\" is not public, personal, sensitive or secret", class, id);
}

static enum fail load_privacy(struct load *load, const json_t *json, struct form_service *ret)
{
	static const char *const keys[] = { "class", "line", "mask", "noPrint", "wipeAfterSeconds", NULL };
	const char *id;
	json_t *class;
	load_known_keys(load, json, keys, "metadata.kiosk.privacy");
	json_object_foreach(json_object_get(json, "class"), id, class)
		TRY(set_class(load, id, json_is_string(class) ? json_string_value(class) : ""));
	return load_text(load, json, "line", FORM_TEXT_MAX_BYTES, "the service", &ret->privacy_line);
}

static void set_format(struct load *load, const char *id, const char *format, struct form_component *component)
{
	bool typed = component->kind == COMPONENT_TEXT;
	for (int i = 0; i < FORMAT_COUNT; i++)
		if (strcmp(answer_format_name((enum answer_format)i), format) == 0) {
			component->answer_format = typed ? (enum answer_format)i : FORMAT_NONE;
			if (!typed)
				load_warn(load, "metadata.kiosk.input gives \"%.60s\" a format, but it is not a question for text", id);
			return;
		}
	load_warn(load, "metadata.kiosk.input gives \"%.60s\" the format \"%.20s\", which is not known", id, format);
}

static enum fail load_input(struct load *load, const json_t *json)
{
	static const char *const names[] = { "text", "digits", "postcode", "email", "upper" };
	const char *id;
	json_t *input;
	json_object_foreach((json_t *)json, id, input) {
		struct form_component *component = load_component_find(load, id, NULL);
		const char *keyboard = json_text_or(input, "keyboard", "text"), *known = NULL;
		for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
			if (strcmp(names[i], keyboard) == 0)
				known = names[i];
		if (!component || !known)
			load_warn(load, "metadata.kiosk.input names \"%.60s\" with the keyboard \"%.20s\"; one of them is not known", id, keyboard);
		else
			component->keyboard = known;
		const char *format = json_text_or(input, "format", "");
		if (component && *format)
			set_format(load, id, format, component);
	}
	return FAIL_NONE;
}

/* A closed list: two services mean the same by the same word. */
static const char *reuse_known(const char *word)
{
	static const char *const words[] = {
		"person.title", "person.givenName", "person.familyName", "person.fullName", "person.dateOfBirth", "person.niNumber", "contact.email", "contact.phone",
		"contact.preferred", "address.home", "address.site", "account.councilTax", "account.rent", "library.card", "access.needs",
	};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i], word) == 0)
			return words[i];
	return NULL;
}

static void load_reuse(struct load *load, const json_t *json)
{
	const char *id;
	json_t *value;
	json_object_foreach((json_t *)json, id, value) {
		struct form_component *component = load_component_find(load, id, NULL);
		const char *word = json_is_string(value) ? json_string_value(value) : "", *known = reuse_known(word);
		if (component && known)
			component->reuse = known;
		else
			load_warn(load, "metadata.kiosk.reuse names \"%.60s\" as \"%.20s\"; one of them is not known", id, word);
	}
}

static void load_prefix(struct load *load, const json_t *metadata)
{
	const char *prefix = json_text_or(metadata, "referenceNumberPrefix", "");
	size_t length = strlen(prefix);
	bool letters = length >= 1 && length <= REFERENCE_PREFIX_MAX;
	for (size_t i = 0; i < length; i++)
		letters &= isalpha((unsigned char)prefix[i]) != 0;
	load->form->reference_prefix = "FO";
	if (*prefix && !letters)
		load_warn(load, "The reference's prefix \"%.20s\" is not 1 to %d letters; \"FO\" is used", prefix, REFERENCE_PREFIX_MAX);
	if (!letters)
		return;
	char *upper = arena_text(load->arena, prefix);
	for (char *at = upper; *at; at++)
		*at = (char)toupper((unsigned char)*at);
	load->form->reference_prefix = upper;
}

enum fail load_kiosk(struct load *load, const json_t *metadata, const char *code)
{
	static const char *const keys[] = { "version", "service", "assist", "standard", "receipt", "reuse", "speech", "input", "privacy", "offline", "fallback", "slots", "languages", "rounds", "prints", "raise", "interpreter", "signVideo", NULL };
	const json_t *kiosk = json_object_get(metadata, "kiosk");
	struct form_service *service = &load->form->service;
	*service = (struct form_service){ .code = arena_text(load->arena, code) };
	load_prefix(load, metadata);
	load_known_keys(load, kiosk, keys, "metadata.kiosk");
	if (json_int_or(kiosk, "version", KIOSK_VERSION) != KIOSK_VERSION)
		load_warn(load, "metadata.kiosk is of version %lld; this kiosk knows %d", (long long)json_int_or(kiosk, "version", 0), KIOSK_VERSION);
	TRY(load_service(load, json_object_get(kiosk, "service"), service));
	TRY(load_lines(load, kiosk, "languages", &service->language, &service->language_count));
	TRY(load_standard(load, json_object_get(kiosk, "standard"), service));
	TRY(load_receipt(load, json_object_get(kiosk, "receipt"), service));
	TRY(load_privacy(load, json_object_get(kiosk, "privacy"), service));
	TRY(load_assist(load, json_object_get(kiosk, "assist")));
	TRY(load_fallback(load, json_object_get(kiosk, "fallback")));
	TRY(load_interpreter(load, json_object_get(kiosk, "interpreter"), service));
	TRY(load_sign_video(load, json_object_get(kiosk, "signVideo"), service));
	load_reuse(load, json_object_get(kiosk, "reuse"));
	TRY(load_rounds(load, json_object_get(kiosk, "rounds")));
	TRY(load_prints(load, json_object_get(kiosk, "prints")));
	TRY(load_raise(load, kiosk));
	return load_input(load, json_object_get(kiosk, "input"));
}
