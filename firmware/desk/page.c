/* SPDX-License-Identifier: MIT */
#include "firmware/desk/page.h"

static void begin(struct html *html, const struct words *words, const char *title, const struct page_place *place)
{
	const char *language = words_language(words);
	html_put(html, "<!doctype html>\n<html lang=\"$\" dir=\"$\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
		"<title>$, $</title><link rel=\"icon\" href=\"/logo.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"/brand.css\"><link rel=\"stylesheet\" href=\"/desk.css\">",
		words_english(language) ? "en-GB" : language, words_rtl(words) ? "rtl" : "ltr", title, place->branch, NULL);
}

static void brand(struct html *html, const struct words *words, const struct page_place *place, bool title)
{
	html_put(html, "<div class=\"brand\"><img src=\"/logo.svg\" alt=\"\" width=\"48\" height=\"48\">", NULL);
	html_put(html, title ? "<h1>$</h1><p>$</p></div>" : "<p class=\"product\">$</p><p>$</p></div>", words_get(words, "deskpage.title"), place->branch, NULL);
}

void page_sign_in(struct html *html, const struct words *words, const struct page_place *place, const char *token, const char *problem, const char *time)
{
	struct arena arena;
	arena_init(&arena, 8 * 1024);
	begin(html, words, words_get(words, "deskpage.signin"), place);
	html_raw(html, "</head><body class=\"door\"><header>");
	brand(html, words, place, false);
	html_put(html, "</header><main><h1>$</h1>", words_get(words, "deskpage.signin"), NULL);
	if (problem)
		html_put(html, "<p class=\"problem\" role=\"alert\" id=\"problem\">$</p>", words_fill(words, &arena, problem, WORDS_VALUES({ "time", time ? time : "" })), NULL);
	html_put(html, "<form method=\"post\" action=\"/in\" autocomplete=\"off\"><input type=\"hidden\" name=\"token\" value=\"$\"><fieldset><legend>$</legend>"
		"<label class=\"choice\"><input type=\"radio\" name=\"how\" value=\"number\" checked> $</label>"
		"<label class=\"choice\"><input type=\"radio\" name=\"how\" value=\"badge\"> $</label></fieldset>",
		token, words_get(words, "deskpage.how"), words_get(words, "deskpage.number"), words_get(words, "deskpage.badge"), NULL);
	html_put(html, "<label for=\"who\">$</label><input id=\"who\" name=\"who\" type=\"text\" maxlength=\"64\" required autofocus autocapitalize=\"none\" spellcheck=\"false\"$>",
		words_get(words, "deskpage.who"), "", NULL);
	html_put(html, "<label for=\"pin\">$</label><input id=\"pin\" name=\"pin\" type=\"password\" inputmode=\"numeric\" maxlength=\"32\" required autocomplete=\"off\">"
		"<button class=\"first\">$</button></form></main></body></html>\n", words_get(words, "deskpage.pin"), words_get(words, "deskpage.enter"), NULL);
	arena_done(&arena);
}

/* Outside of the living part, so that a PIN that is half typed stays. */
static void put_lock(struct html *html, const struct words *words, struct arena *arena, const char *token, const struct page_lock *lock)
{
	html_put(html, lock->on ? "<section id=\"lock\" class=\"lock\" aria-labelledby=\"lock-title\">" : "<section id=\"lock\" class=\"lock\" aria-labelledby=\"lock-title\" hidden>", NULL);
	html_put(html, "<h2 id=\"lock-title\" tabindex=\"-1\">$</h2><p>$</p>", words_get(words, "deskpage.locked_page"), words_get(words, "deskpage.locked_words"), NULL);
	if (lock->problem)
		html_put(html, "<p class=\"problem\" role=\"alert\">$</p>", words_fill(words, arena, lock->problem, WORDS_VALUES({ "time", lock->time })), NULL);
	html_put(html, "<form method=\"post\" action=\"/again\" autocomplete=\"off\"><input type=\"hidden\" name=\"token\" value=\"$\"><label for=\"again\">$</label>"
		"<input id=\"again\" name=\"pin\" type=\"password\" inputmode=\"numeric\" maxlength=\"32\" required autocomplete=\"off\"><button class=\"first\">$</button></form></section>",
		token, words_get(words, "deskpage.pin"), words_get(words, "deskpage.unlock"), NULL);
}

void page_desk(struct html *html, const struct words *words, const struct page_place *place, const char *token, const char *name, const struct page_lock *lock, const char *live, const char *join)
{
	struct arena arena;
	arena_init(&arena, 8 * 1024);
	begin(html, words, words_get(words, "deskpage.title"), place);
	html_put(html, "<script src=\"/join.js\" defer></script><script src=\"/desk.js\" defer></script></head><body class=\"$\" data-lost=\"$\" data-found=\"$\"><a class=\"skip\" href=\"#queue-title\">$</a><header>",
		lock->on ? "locked" : "", words_get(words, "deskpage.lost"), words_get(words, "deskpage.found"), words_get(words, "deskpage.skip"), NULL);
	brand(html, words, place, true);
	html_put(html, "<div class=\"me\"><p>$</p><button type=\"button\" id=\"sound\" hidden>$</button><button type=\"button\" id=\"notify\" hidden>$</button>",
		words_fill(words, &arena, "deskpage.me", WORDS_VALUES({ "name", name })), words_get(words, "deskpage.sound"), words_get(words, "deskpage.notify"), NULL);
	html_put(html, "<form method=\"post\" action=\"/out\"><input type=\"hidden\" name=\"token\" value=\"$\"><button>$</button></form></div></header>",
		token, words_get(words, "deskpage.out"), NULL);
	html_put(html, "<p id=\"lost\" class=\"problem\" role=\"alert\"></p><div id=\"soon\" class=\"problem\" role=\"alert\" hidden><p>$</p><button type=\"button\" id=\"stay\">$</button></div>",
		words_get(words, "deskpage.soon_out"), words_get(words, "deskpage.stay"), NULL);
	put_lock(html, words, &arena, token, lock);
	html_put(html, "<p id=\"say\" class=\"unseen\" role=\"status\"></p><form id=\"act\" method=\"post\" action=\"/act\"><input type=\"hidden\" name=\"token\" value=\"$\"></form>"
		"<form id=\"joined\" method=\"post\" action=\"/join\"><input type=\"hidden\" name=\"token\" value=\"$\"></form><main><div id=\"live\">", token, token, NULL);
	html_raw(html, live);
	html_put(html, *join ? "</div><section id=\"join\" aria-label=\"$\">" : "</div><section id=\"join\" aria-label=\"$\" hidden>", words_get(words, "deskpage.join_title"), NULL);
	html_raw(html, join);
	html_raw(html, "</section></main></body></html>\n");
	arena_done(&arena);
}
