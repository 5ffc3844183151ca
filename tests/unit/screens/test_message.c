/* SPDX-License-Identifier: MIT */
/* unit.message - a sentence for every broken rule, in words that help. */
#include "tests/unit/screens/screens_given.h"

#include <string.h>

static struct form_component component_of(enum component_kind kind, const char *title)
{
	return (struct form_component){ .kind = kind, .id = "", .name = "field", .title = title, .hint = "", .short_title = "", .error_title = "", .confirm_label = "", .prefix = "", .suffix = "" };
}

static const char *message(struct given *given, const struct form_component *component, enum rule rule, const char *part, double limit)
{
	const struct form_error error = { .component = component, .field = "field", .part = part, .rule = rule, .limit = limit, .limit_high = limit + 10, .date = { 2026, 11, 23 } };
	return screen_message(&given->house.visit, &given->tree.arena, &error);
}

static void in_language(struct given *given, const char *language)
{
	show(given, "radios", language, &stage_panels[0].panel);
}

static void every_rule_has_a_sentence_for_every_kind_of_question(void **state)
{
	struct given *given = *state;
	for (int l = 0; l < STAGE_LANGUAGES; l++)
		for (int kind = 0; kind < COMPONENT_KIND_COUNT; kind++)
			for (int rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
				for (int limit = 0; limit < 8 && component_asks((enum component_kind)kind); limit++) {
					if (limit == 0) /* the sentences' memory begins anew */
						in_language(given, stage_languages[l]);
					struct form_component component = component_of((enum component_kind)kind, "Full name");
					const char *words = message(given, &component, (enum rule)rule, "", limit);
					if (strncmp(words, "error.", 6) == 0 || strchr(words, '{') || strlen(words) < 8)
						fail_msg("%s %s %s: \"%s\"", stage_languages[l], rule_name((enum rule)rule), component_kind_name((enum component_kind)kind), words);
				}
}

static void parts_have_sentences_of_their_own(void **state)
{
	struct given *given = *state;
	in_language(given, "en");
	struct form_component date = component_of(COMPONENT_DATE, "When?"), address = component_of(COMPONENT_ADDRESS, "Where?");
	assert_string_equal(message(given, &date, RULE_DATE_PART, "month", 0), "The date must have a month");
	assert_string_equal(message(given, &date, RULE_DATE_EARLIEST, "", 0), "The date must be 23 November 2026 or later");
	assert_string_equal(message(given, &address, RULE_REQUIRED, "town", 0), "Enter a town or city");
	assert_string_equal(message(given, &address, RULE_MAX, "town", 100), "Town or city must be 100 characters or fewer");
	in_language(given, "cy");
	assert_string_equal(message(given, &date, RULE_DATE_PART, "month", 0), "Rhaid i'r dyddiad gynnwys mis");
}

static void a_label_stands_in_the_sentence_as_one_would_say_it(void **state)
{
	struct given *given = *state;
	in_language(given, "en");
	struct form_component name = component_of(COMPONENT_TEXT, "Full name"), number = component_of(COMPONENT_TEXT, "National Insurance number");
	struct form_component question = component_of(COMPONENT_TEXT, "What is your name?"), short_name = component_of(COMPONENT_TEXT, "What is your name?");
	short_name.short_title = "Your name";
	assert_string_equal(message(given, &name, RULE_REQUIRED, "", 0), "Enter full name");
	assert_string_equal(message(given, &number, RULE_REQUIRED, "", 0), "Enter National Insurance number");
	assert_string_equal(message(given, &question, RULE_REQUIRED, "", 0), "Enter your answer");
	assert_string_equal(message(given, &short_name, RULE_REQUIRED, "", 0), "Enter your name");
}

static void numbers_of_things_take_their_plural(void **state)
{
	struct given *given = *state;
	struct form_component text = component_of(COMPONENT_TEXT, "Code"), boxes = component_of(COMPONENT_CHECKBOXES, "Help"), number = component_of(COMPONENT_NUMBER, "Bins");
	in_language(given, "en");
	assert_string_equal(message(given, &text, RULE_MAX, "", 1), "Code must be 1 character or fewer");
	assert_string_equal(message(given, &text, RULE_MAX, "", 5), "Code must be 5 characters or fewer");
	assert_string_equal(message(given, &boxes, RULE_CHOICES_MIN, "", 2), "Choose at least 2 answers");
	assert_string_equal(message(given, &number, RULE_MAX, "", 2.5), "Bins must be 2.5 or less");
	in_language(given, "cy");
	assert_string_equal(message(given, &text, RULE_WORDS, "", 2), WORDS_ENGLISH_BEGIN "Code" WORDS_ENGLISH_END ": dim mwy na 2 air");
}

static void a_definition_may_bring_its_own_words(void **state)
{
	struct given *given = *state;
	in_language(given, "en");
	struct form_component text = component_of(COMPONENT_TEXT, "Code");
	text.custom_message = "Look on the back of your card";
	assert_string_equal(message(given, &text, RULE_PATTERN, "", 0), "Look on the back of your card");
}

static void its_own_words_are_said_in_the_language_of_the_visit(void **state)
{
	struct given *given = *state;
	static const char json[] = "{\"engine\":\"V2\",\"schema\":2,\"pages\":[{\"path\":\"/a\",\"title\":\"A\"}],"
		"\"metadata\":{\"translations\":{\"cy\":{\"components.code.customValidationMessage\":\"Edrychwch ar gefn eich cerdyn\"}}}}";
	struct form *form = NULL;
	assert_int_equal(form_load(json, sizeof json - 1, "own", &form), FAIL_NONE);
	struct form_component text = component_of(COMPONENT_TEXT, "Code");
	text.id = "code";
	text.custom_message = "Look on the back of your card";
	const struct form *shown = given->house.visit.form;
	in_language(given, "cy");
	given->house.visit.form = form;
	assert_string_equal(message(given, &text, RULE_PATTERN, "", 0), "Edrychwch ar gefn eich cerdyn");
	text.id = "other";
	assert_string_equal(message(given, &text, RULE_PATTERN, "", 0), "Look on the back of your card");
	given->house.visit.form = shown;
	form_free(form);
}

static void too_much_altogether_is_said_so(void **state)
{
	struct given *given = *state;
	in_language(given, "en");
	struct form_component text = component_of(COMPONENT_TEXT, "Code");
	given->house.visit.too_large = true;
	assert_non_null(strstr(message(given, &text, RULE_MAX, "", 5), "too long to send"));
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_rule_has_a_sentence_for_every_kind_of_question),
		cmocka_unit_test(parts_have_sentences_of_their_own),
		cmocka_unit_test(a_label_stands_in_the_sentence_as_one_would_say_it),
		cmocka_unit_test(numbers_of_things_take_their_plural),
		cmocka_unit_test(a_definition_may_bring_its_own_words),
		cmocka_unit_test(its_own_words_are_said_in_the_language_of_the_visit),
		cmocka_unit_test(too_much_altogether_is_said_so),
	};
	return cmocka_run_group_tests_name("message", cases, given_screens, gone_screens);
}
