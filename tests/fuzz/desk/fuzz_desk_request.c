/* SPDX-License-Identifier: MIT */
/* fuzz_desk_request.c - what a browser may send, each way it is read; and any text in a page. What is found is where it was said, and never more. */
#include "firmware/base/utf8.h"
#include "firmware/desk/acts.h"
#include "firmware/desk/html.h"
#include "firmware/desk/request.h"
#include "firmware/desk/session.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool is)
{
	if (!is)
		abort();
}

static void read_all(const char *text, size_t size)
{
	static const char *const known[] = { "en", "cy", "en-simple", NULL };
	char cookie[SESSION_MARK_BYTES], field[40];
	struct listen_place place;
	if (request_cookie(text, "foyer", cookie, sizeof cookie) == FAIL_NONE)
		must(strstr(text, "foyer=") && strlen(cookie) < sizeof cookie && !strchr(cookie, ';') && strstr(text, cookie));
	if (request_field(text, size, "who", field, sizeof field) == FAIL_NONE)
		must(strlen(field) < sizeof field && utf8_valid(field, strlen(field)) && strcspn(field, "\n\r\t\177") == strlen(field));
	must(request_language(text, known) != NULL);
	if (request_same_site(true, "desk:8443", text, NULL))
		must(size >= 9 && strstr(text, "://"));
	if (listen_read(text, &place) == FAIL_NONE)
		must(place.port >= 0 && place.port <= 65535 && place.address[0]);
	if (session_mark_like(text))
		must(session_same(text, text));
}

/* What is asked for is a verb of the desk's, in the name of who asks and of nobody else. */
static void act(const char *body, size_t size)
{
	static const char *const verbs[] = { "help.take", "help.arrive", "help.done", "help.confirmed", "help.note", "help.type", "push.offer", "push.end", "park.pick", "remark.add", "join.ask", NULL };
	static const struct session session = { .hub = "0123456789abcdef" };
	char at[ACTS_AT_BYTES] = "";
	json_t *verb = acts_verb(body, size, &session, at);
	const char *name = json_string_value(json_object_get(verb, "verb"));
	size_t i = 0;
	if (!verb)
		return;
	while (verbs[i] && name && strcmp(verbs[i], name) != 0)
		i++;
	must(verbs[i] && strlen(at) < sizeof at && strcmp(json_string_value(json_object_get(verb, "session")), session.hub) == 0);
	json_decref(verb);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct html html;
	char *text = malloc(size + 1);
	memcpy(text, bytes, size);
	text[size] = '\0';
	read_all(text, size);
	act(text, size);
	html_init(&html, 4096);
	html_put(&html, "$", text, NULL);
	must(strpbrk(buffer_text(&html.buffer), "<>\"'\n") == NULL && html.buffer.size_bytes <= 4096);
	html_done(&html);
	fail_clear();
	free(text);
	return 0;
}
