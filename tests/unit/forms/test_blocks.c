/* SPDX-License-Identifier: MIT */
/* unit.forms_blocks - foreign HTML and Markdown become words in blocks; what acts, draws or points elsewhere does not come through. */
#include "tests/unit/forms/forms_given.h"

#include "firmware/base/buffer.h"
#include "firmware/forms/blocks.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct buffer said;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, 16 * 1024 * 1024);
	buffer_init(&said, 1024 * 1024);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_done(&arena);
	buffer_done(&said);
	return 0;
}

/* "P words | H heading | B bullet | 2 second | Q quote" */
static const char *say(struct form_blocks blocks)
{
	static const char letters[] = { [BLOCK_PARAGRAPH] = 'P', [BLOCK_HEADING] = 'H', [BLOCK_BULLET] = 'B', [BLOCK_QUOTE] = 'Q' };
	buffer_clear(&said);
	for (size_t i = 0; i < blocks.count; i++) {
		const char *between = i ? " | " : "";
		if (blocks.block[i].kind == BLOCK_NUMBERED)
			assert_int_equal(buffer_printf(&said, "%s%d %s", between, blocks.block[i].number, blocks.block[i].text), FAIL_NONE);
		else
			assert_int_equal(buffer_printf(&said, "%s%c %s", between, letters[blocks.block[i].kind], blocks.block[i].text), FAIL_NONE);
	}
	return buffer_text(&said);
}

static const char *html(const char *text)
{
	return say(blocks_from_html(text, &arena));
}

static const char *markdown(const char *text)
{
	return say(blocks_from_markdown(text, &arena));
}

static void html_is_divided_by_its_tags(void **state)
{
	(void)state;
	assert_string_equal(html("<h2 class=\"x\">One</h2><p>Two\n  three</p>four<div>five</div>"), "H One | P Two three | P four | P five");
	assert_string_equal(html("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>"), "B a | B b\nc");
	assert_string_equal(html("<ol><li>a<li>b</ol><ol><li>c</ol>"), "1 a | 2 b | 1 c");
	assert_string_equal(html("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"), "B a | 1 b | B c");
	assert_string_equal(html("<blockquote><p>said</p></blockquote><p>so</p>"), "Q said | P so");
	assert_string_equal(html("one<br>two<br/>three"), "P one\ntwo\nthree");
	assert_string_equal(html("<details><summary>More</summary>less</details>"), "H More | P less");
	assert_string_equal(html("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>"), "P a b | P c");
}

static void an_html_heading_closed_by_another_tag_still_ends(void **state)
{
	(void)state;
	assert_string_equal(html("<h2 class=\"l\">Your age</h1> <p>We say</p>"), "H Your age | P We say");
}

static void what_acts_or_draws_is_dropped_with_its_inside(void **state)
{
	(void)state;
	assert_string_equal(html("a<script>alert('<p>x</p>')</script>b"), "P ab");
	assert_string_equal(html("<style>p{}</style>a<SVG><text>x</text></svg>b<!-- <p>c</p> -->d"), "P abd");
	assert_string_equal(html("a<iframe src=x>y</iframe><object>z</object>"), "P a");
	assert_string_equal(html("a<script>never closed"), "P a");
	assert_string_equal(html("a<img src=x onerror='alert(1)'>b"), "P ab");
}

static void links_keep_their_words_and_lose_their_targets(void **state)
{
	(void)state;
	assert_string_equal(html("See <a href=\"https://example.org\" onclick=\"x()\">our page</a>."), "P See our page.");
	assert_string_equal(markdown("See [our page](https://example.org \"t\") and [this][ref].\n\n[ref]: https://example.org"), "P See our page and this.");
	assert_string_equal(markdown("![A map](map.png) <https://example.org> <mailto:a@example.org>"), "P A map https://example.org a@example.org");
	assert_string_equal(markdown("[a [b](c) d](e)"), "P a b d");
	assert_string_equal(markdown("[not a link] (really)"), "P [not a link] (really)");
}

static void entities_become_characters(void **state)
{
	(void)state;
	assert_string_equal(html("&pound;5 &amp; &lt;b&gt; &#233; &#xe9; &eacute; &rsquo;"), "P \xc2\xa3" "5 & <b> \xc3\xa9 \xc3\xa9 \xc3\xa9 \xe2\x80\x99");
	assert_string_equal(html("AT&T &nosuch; &#xd800; &#; &"), "P AT&T &nosuch; \xef\xbf\xbd &#; &");
	assert_string_equal(markdown("5&nbsp;km &ndash; 6"), "P 5\xc2\xa0km \xe2\x80\x93 6");
}

static void a_less_than_sign_is_a_character(void **state)
{
	(void)state;
	assert_string_equal(html("5 < 6 and <3 and a<"), "P 5 < 6 and <3 and a<");
	assert_string_equal(markdown("5 < 6, <3>, a<"), "P 5 < 6, <3>, a<");
}

static void control_characters_and_templates_do_not_come_through(void **state)
{
	(void)state;
	assert_string_equal(html("a\x01\x1b[31mb{% if x %}c{% endif %}{{ name }}"), "P a[31mbc{{ name }}");
	assert_string_equal(markdown("a{% if x %}b {{ name }}"), "P ab {{ name }}");
	assert_string_equal(html("{% never closed"), "P {% never closed");
}

static void markdown_is_divided_by_its_lines(void **state)
{
	(void)state;
	assert_string_equal(markdown("# One\n\nTwo\nthree\r\n\r\nfour"), "H One | P Two three | P four");
	assert_string_equal(markdown("One\n===\ntwo\n---\nthree"), "H One | H two | P three");
	assert_string_equal(markdown("- a\n* b\n+ c\n  more"), "B a | B b | B c more");
	assert_string_equal(markdown("1. a\n1. b\n\n   more\n2. c\n\nthen\n\n5) d"), "1 a | 2 b | P more | 3 c | P then | 5 d");
	assert_string_equal(markdown("> said\n> so\n\nthen"), "Q said so | P then");
	assert_string_equal(markdown("a\n***\nb\n- - -\nc"), "P a | P b | P c");
	assert_string_equal(markdown("one  \ntwo\\\nthree"), "P one\ntwo\nthree");
	assert_string_equal(markdown("| a | b |\n|---|:-:|\n| c | d |"), "P a, b | P c, d");
	assert_string_equal(markdown("```\ncode\n```\nwords"), "P code | P words");
	assert_string_equal(markdown("#hash\n####### seven"), "P #hash ####### seven");
}

static void markdown_marks_fall_away_and_look_alikes_stay(void **state)
{
	(void)state;
	assert_string_equal(markdown("**bold** _it_ *em* ***both*** `co*de` ~~gone~~"), "P bold it em both co*de gone");
	assert_string_equal(markdown("2 * 3 * 4, snake_case_name, a*, *b, 5~6"), "P 2 * 3 * 4, snake_case_name, a*, *b, 5~6");
	assert_string_equal(markdown("\\*plain\\* \\[x\\]"), "P *plain* [x]");
	assert_string_equal(markdown("`never closed and ``two ends"), "P `never closed and ``two ends");
	assert_string_equal(markdown("It was\n2026. It rained"), "P It was 2026. It rained");
}

static void html_inside_markdown_keeps_its_words(void **state)
{
	(void)state;
	assert_string_equal(markdown("<p class=x>One</p><ul><li>a</li><li>**b**</li></ul>\n\nTwo<br>three<script>x</script>"), "P One | B a | B b | P Two\nthree");
}

static void either_reader_is_chosen_by_what_is_written(void **state)
{
	(void)state;
	assert_string_equal(say(blocks_from_either("<p># not a heading</p>", &arena)), "P # not a heading");
	assert_string_equal(say(blocks_from_either("# A <b>heading</b>", &arena)), "H A heading");
	assert_string_equal(say(blocks_as_quotes(blocks_from_either("# H\n\nwords\n\n- b", &arena), &arena)), "H H | Q words | B b");
}

static void nothing_gives_no_blocks(void **state)
{
	(void)state;
	assert_int_equal(blocks_from_html("", &arena).count, 0);
	assert_int_equal(blocks_from_html(" <p> </p>\n<ul></ul>", &arena).count, 0);
	assert_int_equal(blocks_from_markdown("\n\n \n#\n", &arena).count, 0);
}

static void more_blocks_than_the_maximum_join_the_last(void **state)
{
	(void)state;
	char *text = given_repeated("<p>%d", FORM_BLOCK_MAX + 1, "");
	struct form_blocks blocks = blocks_from_html(text, &arena);
	assert_int_equal(blocks.count, FORM_BLOCK_MAX);
	assert_string_equal(blocks.block[FORM_BLOCK_MAX - 2].text, "998");
	assert_string_equal(blocks.block[FORM_BLOCK_MAX - 1].text, "999\n1000");
	free(text);
}

static void text_made_to_be_slow_is_quick(void **state)
{
	(void)state;
	static const char *const parts[] = { "<a ", "[", "*a", "{%", "`", "``a", "<!--", "<script>", "](", "_a ", "&", "![", "<x y='" };
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		char *text = given_repeated(parts[i], FORM_CONTENT_MAX_BYTES / (int)strlen(parts[i]), "");
		blocks_from_html(text, &arena);
		blocks_from_markdown(text, &arena);
		arena_reset(&arena);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(html_is_divided_by_its_tags, begin, end),
		cmocka_unit_test_setup_teardown(an_html_heading_closed_by_another_tag_still_ends, begin, end),
		cmocka_unit_test_setup_teardown(what_acts_or_draws_is_dropped_with_its_inside, begin, end),
		cmocka_unit_test_setup_teardown(links_keep_their_words_and_lose_their_targets, begin, end),
		cmocka_unit_test_setup_teardown(entities_become_characters, begin, end),
		cmocka_unit_test_setup_teardown(a_less_than_sign_is_a_character, begin, end),
		cmocka_unit_test_setup_teardown(control_characters_and_templates_do_not_come_through, begin, end),
		cmocka_unit_test_setup_teardown(markdown_is_divided_by_its_lines, begin, end),
		cmocka_unit_test_setup_teardown(markdown_marks_fall_away_and_look_alikes_stay, begin, end),
		cmocka_unit_test_setup_teardown(html_inside_markdown_keeps_its_words, begin, end),
		cmocka_unit_test_setup_teardown(either_reader_is_chosen_by_what_is_written, begin, end),
		cmocka_unit_test_setup_teardown(nothing_gives_no_blocks, begin, end),
		cmocka_unit_test_setup_teardown(more_blocks_than_the_maximum_join_the_last, begin, end),
		cmocka_unit_test_setup_teardown(text_made_to_be_slow_is_quick, begin, end),
	};
	return cmocka_run_group_tests_name("forms_blocks", cases, NULL, NULL);
}
