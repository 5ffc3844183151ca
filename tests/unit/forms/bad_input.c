/* SPDX-License-Identifier: MIT */
#include "tests/unit/forms/bad_input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUMMARY ",{\"path\":\"/summary\",\"title\":\"\",\"controller\":\"SummaryPageController\"}]"
#define ORDERED "{\"name\":\"Bad\",\"engine\":\"V2\",\"schema\":2,\"sections\":[],\"pages\":["
#define LINKED "{\"name\":\"Bad\",\"startPage\":\"/p0\",\"sections\":[],\"conditions\":[],\"lists\":[],\"pages\":["
#define CONDITIONS SUMMARY ",\"lists\":[],\"conditions\":["
#define LISTS SUMMARY ",\"conditions\":[],\"lists\":["
#define END CONDITIONS "]}"
#define QUESTION "{\"path\":\"/q\",\"title\":\"\",\"components\":[{\"id\":\"q\",\"type\":\"RadiosField\",\"name\":\"q\",\"title\":\"Q\",\"list\":\"l\",\"options\":{},\"schema\":{}}]}"
#define YES_NO "{\"path\":\"/y\",\"title\":\"\",\"components\":[{\"id\":\"y\",\"type\":\"YesNoField\",\"name\":\"y\",\"title\":\"Y\",\"options\":{},\"schema\":{}}]}"
#define CONTENT "{\"path\":\"/c\",\"title\":\"C\",\"components\":[{\"type\":\"Html\",\"name\":\"c\",\"options\":{},\"schema\":{},\"content\":\""
#define PATTERN "{\"path\":\"/r\",\"title\":\"\",\"components\":[{\"type\":\"TextField\",\"name\":\"r\",\"title\":\"R\",\"options\":{},\"schema\":{\"regex\":\""

/* @before, @many @times with its number for "%d", @after. */
static char *around(const char *before, const char *many, int times, const char *between, const char *after, size_t *ret_size)
{
	char *middle = given_repeated(many, times, between), *json = NULL;
	if (asprintf(&json, "%s%s%s", before, middle, after) < 0)
		abort();
	free(middle);
	*ret_size = strlen(json);
	return json;
}

static char *no_ids(size_t *ret)
{
	return around("{\"engine\":\"V2\",\"schema\":2,\"pages\":[", "{\"title\":\"T\",\"components\":[{\"type\":\"TextField\"}]}", 3, ",", "]}", ret);
}

static char *no_list_id(size_t *ret)
{
	return around(ORDERED QUESTION LISTS, "{\"title\":\"L\",\"items\":[{\"text\":\"A\"}]}", 1, "", "]}", ret);
}

static char *no_condition_id(size_t *ret)
{
	return around(ORDERED YES_NO CONDITIONS, "{\"displayName\":\"C\",\"items\":[{\"operator\":\"is\",\"value\":true}]}", 1, "", "]}", ret);
}

static char *all_lead_to_all(size_t *ret)
{
	size_t size;
	char *links = around("[", "{\"path\":\"/p%d\"}", FORM_LINK_MAX, ",", "]", &size), *page = NULL;
	if (asprintf(&page, "{\"path\":\"/p%%d\",\"title\":\"P\",\"next\":%s}", links) < 0)
		abort();
	free(links);
	char *json = around(LINKED, page, 150, ",", SUMMARY "}", ret);
	free(page);
	return json;
}

/* Each page leads to the next and the last to the first; nobody comes to the answers. */
static char *ring_of_pages(size_t *ret)
{
	enum { PAGES = FORM_PAGE_MAX - 1, PAGE_ROOM = 100 };
	char *pages = calloc(PAGES, PAGE_ROOM), *json = NULL;
	size_t size = 0;
	if (!pages)
		abort();
	for (int i = 0; i < PAGES; i++)
		size += (size_t)snprintf(pages + size, PAGE_ROOM, "%s{\"path\":\"/p%d\",\"title\":\"P\",\"next\":[{\"path\":\"/p%d\"}]}", i ? "," : "", i, (i + 1) % PAGES);
	if (asprintf(&json, LINKED "%s" SUMMARY "}", pages) < 0)
		abort();
	free(pages);
	*ret = strlen(json);
	return json;
}

static char *page_to_itself(size_t *ret)
{
	return around(LINKED, "{\"path\":\"/p%d\",\"title\":\"P\",\"next\":[{\"path\":\"/p0\"}]}", 1, "", SUMMARY "}", ret);
}

/* Each condition names the next one twice: worked out one by one there would be 2 to the 499th. @last: what the last names. */
static char *chain_of_conditions(const char *last, size_t *ret)
{
	enum { ROOM = 200 };
	char *chain = calloc(FORM_CONDITION_MAX, ROOM), *json = NULL;
	size_t size = 0;
	if (!chain)
		abort();
	for (int i = 0; i < FORM_CONDITION_MAX - 1; i++)
		size += (size_t)snprintf(chain + size, ROOM, "{\"id\":\"c%d\",\"displayName\":\"C\",\"coordinator\":\"and\",\"items\":[{\"id\":\"a\",\"conditionId\":\"c%d\"},{\"id\":\"b\",\"conditionId\":\"c%d\"}]},",
		                         i, i + 1, i + 1);
	if (asprintf(&json, ORDERED YES_NO ",{\"path\":\"/p\",\"title\":\"P\",\"condition\":\"c0\",\"components\":[]}" CONDITIONS "%s{\"id\":\"c%d\",\"displayName\":\"L\",\"items\":[%s]}]}", chain,
	             FORM_CONDITION_MAX - 1, last) < 0)
		abort();
	free(chain);
	*ret = strlen(json);
	return json;
}

static char *long_chain(size_t *ret)
{
	return chain_of_conditions("{\"id\":\"i\",\"componentId\":\"y\",\"operator\":\"is\",\"type\":\"BooleanValue\",\"value\":true}", ret);
}

static char *chain_in_a_circle(size_t *ret)
{
	return chain_of_conditions("{\"id\":\"i\",\"conditionId\":\"c0\"}", ret);
}

static char *most_options(size_t *ret)
{
	return around(ORDERED QUESTION LISTS "{\"id\":\"l\",\"name\":\"l\",\"title\":\"\",\"items\":[", "{\"text\":\"Option %d\"}", FORM_ITEM_MAX, ",", "]}]}", ret);
}

static char *too_many_options(size_t *ret)
{
	return around(ORDERED QUESTION LISTS "{\"id\":\"l\",\"name\":\"l\",\"title\":\"\",\"items\":[", "{\"text\":\"Option %d\"}", FORM_ITEM_MAX + 1, ",", "]}]}", ret);
}

static char *one_list_everywhere(size_t *ret)
{
	static const char list[] = LISTS "{\"id\":\"l\",\"name\":\"l\",\"title\":\"\",\"items\":[";
	size_t size;
	char *options = around(list, "{\"text\":\"%d\"}", FORM_ITEM_MAX, ",", "]}]}", &size);
	char *json = around(ORDERED, "{\"path\":\"/p%d\",\"title\":\"\",\"components\":[{\"type\":\"CheckboxesField\",\"name\":\"q\",\"title\":\"Q\",\"list\":\"l\"}]}", 40, ",", options, ret);
	free(options);
	return json;
}

static char *repeated_page(int most, size_t *ret)
{
	char *page = NULL;
	if (asprintf(&page, "{\"path\":\"/r\",\"title\":\"R\",\"controller\":\"RepeatPageController\",\"repeat\":{\"options\":{\"name\":\"r\",\"title\":\"R\"},\"schema\":{\"min\":%d,\"max\":%d}},"
	                    "\"components\":[{\"type\":\"TextField\",\"name\":\"a\",\"title\":\"A\"},{\"type\":\"UkAddressField\",\"name\":\"b\",\"title\":\"B\"}]}", most, most) < 0)
		abort();
	char *json = around(ORDERED, page, 1, "", END, ret);
	free(page);
	return json;
}

static char *most_repeats(size_t *ret)
{
	return repeated_page(FORM_REPEAT_MAX, ret);
}

static char *too_many_repeats(size_t *ret)
{
	return repeated_page(FORM_REPEAT_MAX + 1, ret);
}

static char *deep_lists(size_t *ret)
{
	return around("", "[", 200000, "", "", ret);
}

static char *deep_objects(size_t *ret)
{
	return around(ORDERED, "{\"components\":", 1000, "", "1", ret);
}

static char *deep_html(size_t *ret)
{
	return around(ORDERED CONTENT, "<div><ul><li>", 4000, "", "deep\"}]}" END, ret);
}

static char *deep_markdown(size_t *ret)
{
	return around(ORDERED "{\"path\":\"/c\",\"title\":\"C\",\"components\":[{\"type\":\"Markdown\",\"name\":\"c\",\"content\":\"", "> * [**_", 4000, "", "deep\"}]}" END, ret);
}

static char *deep_pattern(size_t *ret)
{
	return around(ORDERED PATTERN, "(a", 300, "", "\"}}]}" END, ret);
}

static char *exploding_pattern(size_t *ret)
{
	return around(ORDERED PATTERN, "(a+)+", 3, "", "$\"}}]}" END, ret);
}

static char *deep_expression(size_t *ret)
{
	return around("{\"name\":\"Bad\",\"version\":2,\"startPage\":\"/y\",\"lists\":[],\"sections\":[],\"pages\":[" YES_NO SUMMARY ",\"conditions\":[{\"name\":\"c\",\"value\":\"", "(", 400, "", "y\"}]}", ret);
}

static char *script(size_t *ret)
{
	return around(ORDERED CONTENT, "<script>alert('%d')</script><img src=x onerror=alert(1)><style>*{}</style><svg><script>x</script></svg>", 50, "", "Read this\"}]}" END, ret);
}

static char *open_script(size_t *ret)
{
	return around(ORDERED CONTENT, "<script>", 5000, "", "\"}]}" END, ret);
}

static char *broken_text(const char *bytes, size_t *ret)
{
	char *json = NULL;
	if (asprintf(&json, ORDERED "{\"path\":\"/c\",\"title\":\"%s\",\"components\":[]}" END, bytes) < 0)
		abort();
	*ret = strlen(json);
	return json;
}

static char *lone_byte(size_t *ret)
{
	return broken_text("\xff", ret);
}

static char *overlong(size_t *ret)
{
	return broken_text("\xc0\xaf", ret);
}

static char *surrogate(size_t *ret)
{
	return broken_text("\xed\xa0\x80", ret);
}

static char *half_surrogate(size_t *ret)
{
	return broken_text("\\ud800", ret);
}

static char *zero_character(size_t *ret)
{
	return broken_text("a\\u0000b", ret);
}

static char *cut_short(size_t *ret)
{
	return broken_text("caf\xc3", ret);
}

static char *padded(size_t size, size_t *ret)
{
	char *json = around(ORDERED YES_NO END, "", 0, "", "", ret), *whole = malloc(size + 1);
	if (!whole)
		abort();
	memset(whole, ' ', size);
	memcpy(whole, json, *ret);
	whole[size] = '\0';
	free(json);
	*ret = size;
	return whole;
}

static char *largest(size_t *ret)
{
	return padded(FORM_MAX_BYTES, ret);
}

static char *too_large(size_t *ret)
{
	return padded(FORM_MAX_BYTES + 1, ret);
}

static char *empty_objects(size_t *ret)
{
	return around("{\"pages\":[", "{}", FORM_OBJECT_MAX - 2, ",", "]}", ret);
}

static char *many_keys(size_t *ret)
{
	return around("{\"pages\":[{\"path\":\"/a\",\"title\":\"A\"}],\"metadata\":{", "\"%d\":0", 45000, ",", "}}", ret);
}

static char *many_unknown_keys(size_t *ret)
{
	return around("{\"engine\":\"V2\",\"schema\":2,\"pages\":[{\"path\":\"/a\",\"title\":\"A\"}],", "\"%d\":0", 45000, ",", "}", ret);
}

static char *many_languages(size_t *ret)
{
	return around(ORDERED YES_NO CONDITIONS "],\"metadata\":{\"translations\":{", "\"l%d\":{}", 30000, ",", "}}}", ret);
}

static char *many_pages(size_t *ret)
{
	return around(ORDERED, "{\"path\":\"/p%d\",\"title\":\"\"}", 14000, ",", END, ret);
}

static char *many_components(size_t *ret)
{
	return around(ORDERED "{\"path\":\"/a\",\"title\":\"\",\"components\":[", "{\"type\":\"YesNoField\",\"name\":\"y\"}", 12000, ",", "]}" END, ret);
}

static char *only_tags(size_t *ret)
{
	return around(ORDERED CONTENT, "<", 60000, "", "\"}]}" END, ret);
}

static char *only_entities(size_t *ret)
{
	return around(ORDERED CONTENT, "&#x10ffff;&amp", 4000, "", "\"}]}" END, ret);
}

static char *only_stars(size_t *ret)
{
	return around(ORDERED "{\"path\":\"/c\",\"title\":\"C\",\"components\":[{\"type\":\"Markdown\",\"name\":\"c\",\"content\":\"", "*_`[](", 10000, "", "\"}]}" END, ret);
}

static char *huge_numbers(size_t *ret)
{
	return around(ORDERED, "{\"path\":\"/n\",\"title\":\"\",\"components\":[{\"type\":\"NumberField\",\"name\":\"n\",\"title\":\"N\",\"schema\":{\"min\":-1e308,\"max\":1e308,\"precision\":99999}}]}", 1, "", END, ret);
}

static char *too_large_number(size_t *ret)
{
	return around(ORDERED, "{\"path\":\"/n\",\"title\":1e999}", 1, "", END, ret);
}

static char *nothing(size_t *ret)
{
	return around("", "", 0, "", "", ret);
}

static char *other_things(size_t *ret)
{
	return around("[", "null", 2, ",", "]", ret);
}

const struct bad_input bad_inputs[] = {
	{ "pages and questions without ids, paths and names", no_ids, BAD_INPUT_REFUSED, "no path" },
	{ "a list without an id", no_list_id, BAD_INPUT_REFUSED, "no list" },
	{ "a condition without an id", no_condition_id, BAD_INPUT_REFUSED, "no id" },
	{ "pages that all lead to all", all_lead_to_all, BAD_INPUT_LOADS, NULL },
	{ "pages in a ring", ring_of_pages, BAD_INPUT_LOADS, NULL },
	{ "a page that leads to itself", page_to_itself, BAD_INPUT_LOADS, NULL },
	{ "500 conditions that each name the next twice", long_chain, BAD_INPUT_EITHER, NULL },
	{ "conditions in a circle", chain_in_a_circle, BAD_INPUT_REFUSED, "depends on itself" },
	{ "a list of 10,000 options", most_options, BAD_INPUT_LOADS, NULL },
	{ "a list of 10,001 options", too_many_options, BAD_INPUT_REFUSED, "more than 10000" },
	{ "40 questions with a list of 10,000", one_list_everywhere, BAD_INPUT_EITHER, NULL },
	{ "200 repeats", most_repeats, BAD_INPUT_LOADS, NULL },
	{ "201 repeats", too_many_repeats, BAD_INPUT_REFUSED, "not 1 to 200" },
	{ "200,000 lists in each other", deep_lists, BAD_INPUT_REFUSED, NULL },
	{ "1,000 objects in each other", deep_objects, BAD_INPUT_REFUSED, NULL },
	{ "HTML 12,000 deep", deep_html, BAD_INPUT_EITHER, NULL },
	{ "Markdown 16,000 deep", deep_markdown, BAD_INPUT_EITHER, NULL },
	{ "a regular expression 300 deep", deep_pattern, BAD_INPUT_REFUSED, "regular expression" },
	{ "a regular expression that explodes", exploding_pattern, BAD_INPUT_LOADS, NULL },
	{ "an expression 400 deep", deep_expression, BAD_INPUT_REFUSED, "expression" },
	{ "script, style and handlers", script, BAD_INPUT_LOADS, NULL },
	{ "script that never ends", open_script, BAD_INPUT_LOADS, NULL },
	{ "a byte that is no character", lone_byte, BAD_INPUT_REFUSED, "UTF-8" },
	{ "a character written too long", overlong, BAD_INPUT_REFUSED, "UTF-8" },
	{ "a surrogate", surrogate, BAD_INPUT_REFUSED, "UTF-8" },
	{ "half a surrogate, escaped", half_surrogate, BAD_INPUT_REFUSED, "not JSON" },
	{ "the character 0, escaped", zero_character, BAD_INPUT_REFUSED, "not JSON" },
	{ "a character cut short", cut_short, BAD_INPUT_REFUSED, "UTF-8" },
	{ "512 KiB", largest, BAD_INPUT_LOADS, NULL },
	{ "512 KiB and a byte", too_large, BAD_INPUT_REFUSED, "larger than" },
	{ "40,000 empty objects", empty_objects, BAD_INPUT_REFUSED, NULL },
	{ "45,000 keys in metadata", many_keys, BAD_INPUT_LOADS, NULL },
	{ "45,000 keys that nobody knows", many_unknown_keys, BAD_INPUT_LOADS, NULL },
	{ "30,000 languages", many_languages, BAD_INPUT_LOADS, NULL },
	{ "14,000 pages", many_pages, BAD_INPUT_REFUSED, "more than 500" },
	{ "12,000 questions on a page", many_components, BAD_INPUT_REFUSED, "more than" },
	{ "nothing but tags", only_tags, BAD_INPUT_EITHER, NULL },
	{ "nothing but entities", only_entities, BAD_INPUT_EITHER, NULL },
	{ "nothing but Markdown's marks", only_stars, BAD_INPUT_EITHER, NULL },
	{ "numbers as large as can be", huge_numbers, BAD_INPUT_LOADS, NULL },
	{ "a number larger than can be", too_large_number, BAD_INPUT_REFUSED, "not JSON" },
	{ "no byte at all", nothing, BAD_INPUT_REFUSED, NULL },
	{ "a list, not an object", other_things, BAD_INPUT_REFUSED, "JSON object" },
};
const size_t bad_input_count = sizeof bad_inputs / sizeof bad_inputs[0];
