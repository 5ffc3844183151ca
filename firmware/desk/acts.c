/* SPDX-License-Identifier: MIT */
/* acts.c - a table: the first word of "act" says what is done; the hub decides whether that may be. LIMITS: no verb here is larger than the hub's door takes it, whatever was written. */
#include "firmware/desk/acts.h"

#include "firmware/base/fail.h"
#include "firmware/base/json.h"
#include "firmware/desk/page.h"
#include "firmware/desk/request.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { TICKET_BYTES = 8, CODE_BYTES = 4, WHY_BYTES = 12, MINUTES_MAX = 60, SERVICE_MAX_BYTES = 128, REMARK_MAX_BYTES = 600, TYPED_MAX_BYTES = 64 };

struct asked { const char *body; size_t size; const char *words; /* behind the first */ };

/* Whether @format, which ends with %n into @end, took all of @words. */
#define ALL(WORDS, COUNT, FORMAT, ...) (sscanf(WORDS, FORMAT "%n", __VA_ARGS__, &end) == (COUNT) && (WORDS)[end] == '\0')

static json_t *take(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "";
	int minutes = 0, end = 0;
	if (!ALL(asked->words, 2, "%2d %7[A-Z0-9]", &minutes, ticket) || minutes < 1 || minutes > MINUTES_MAX)
		return NULL;
	return json_pack("{s:s, s:s, s:i}", "verb", "help.take", "ticket", ticket, "minutes", minutes);
}

static json_t *arrive(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "";
	int end = 0;
	return ALL(asked->words, 1, "%7[A-Z0-9]", ticket) ? json_pack("{s:s, s:s}", "verb", "help.arrive", "ticket", ticket) : NULL;
}

static json_t *done(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "", code[CODE_BYTES] = "";
	int end = 0;
	if (ALL(asked->words, 1, "%7[A-Z0-9]", ticket))
		return json_pack("{s:s, s:s}", "verb", "help.done", "ticket", ticket);
	if (ALL(asked->words, 2, "%7[A-Z0-9] %3[A-Z0-9]", ticket, code) && page_code(code))
		return json_pack("{s:s, s:s, s:s}", "verb", "help.done", "ticket", ticket, "code", code);
	return NULL;
}

/* Why a call ends although the person has not said that they are in. */
static json_t *confirmed(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "", why[WHY_BYTES] = "";
	int end = 0;
	if (!ALL(asked->words, 2, "%7[A-Z0-9] %11[a-z-]", ticket, why) || !page_confirm(why))
		return NULL;
	return json_pack("{s:s, s:s, s:s}", "verb", "help.confirmed", "ticket", ticket, "why", why);
}

static json_t *note(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "", text[ACTS_TEXT_MAX_BYTES + 1];
	int end = 0;
	if (!ALL(asked->words, 1, "%7[A-Z0-9]", ticket) || request_field(asked->body, asked->size, "text", text, sizeof text) != FAIL_NONE || !text[0])
		return NULL;
	return json_pack("{s:s, s:s, s:s}", "verb", "help.note", "ticket", ticket, "text", text);
}

/* A service as forms name themselves. */
static bool is_service(const char *text)
{
	return *text && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

static json_t *type(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "", as[16], word[16];
	int end = 0;
	if (!ALL(asked->words, 1, "%7[A-Z0-9]", ticket) || request_field(asked->body, asked->size, "type", as, sizeof as) != FAIL_NONE ||
	    request_field(asked->body, asked->size, "word", word, sizeof word) != FAIL_NONE || !page_type(as, word))
		return NULL;
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "help.type", "ticket", ticket, "type", as, "why", word);
}

static json_t *offer(const struct asked *asked)
{
	char service[SERVICE_MAX_BYTES + 1];
	if (asked->words[0] || request_field(asked->body, asked->size, "service", service, sizeof service) != FAIL_NONE || !is_service(service))
		return NULL;
	return json_pack("{s:s, s:s}", "verb", "push.offer", "service", service);
}

static json_t *unoffer(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "";
	int end = 0;
	return ALL(asked->words, 1, "%7[A-Z0-9]", ticket) ? json_pack("{s:s, s:s}", "verb", "push.end", "ticket", ticket) : NULL;
}

/* What is typed or read of a ticket; the hub says whether it is one. */
static json_t *pick(const struct asked *asked)
{
	char ticket[TYPED_MAX_BYTES + 1];
	if (asked->words[0] || request_field(asked->body, asked->size, "ticket", ticket, sizeof ticket) != FAIL_NONE || !ticket[0])
		return NULL;
	json_t *verb = json_pack("{s:s, s:s}", "verb", "park.pick", "ticket", ticket);
	explicit_bzero(ticket, sizeof ticket);
	return verb;
}

static json_t *remark(const struct asked *asked)
{
	char kind[8], about[SERVICE_MAX_BYTES + 1], text[REMARK_MAX_BYTES + 1];
	const struct { const char *name; char *at; size_t room; } fields[] = { { "kind", kind, sizeof kind }, { "about", about, sizeof about }, { "text", text, sizeof text } };
	if (asked->words[0])
		return NULL;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (request_field(asked->body, asked->size, fields[i].name, fields[i].at, fields[i].room) != FAIL_NONE || !fields[i].at[0])
			return NULL;
	if (!is_service(about))
		return NULL;
	return json_pack("{s:s, s:s, s:s, s:s}", "verb", "remark.add", "kind", kind, "about", about, "text", text);
}

/* "join" whoever is there, or who has the ticket. */
static json_t *join(const struct asked *asked)
{
	char ticket[TICKET_BYTES] = "";
	int end = 0;
	if (!asked->words[0])
		return json_pack("{s:s}", "verb", "join.ask");
	return ALL(asked->words, 1, "%7[A-Z0-9]", ticket) ? json_pack("{s:s, s:s}", "verb", "join.ask", "ticket", ticket) : NULL;
}

static const struct { const char *word; json_t *(*verb)(const struct asked *asked); } acts[] = {
	{ "take", take }, { "arrive", arrive }, { "done", done }, { "confirmed", confirmed }, { "note", note }, { "type", type }, { "offer", offer }, { "unoffer", unoffer }, { "pick", pick }, { "remark", remark }, { "join", join },
};

/* Take "@k7Xq2a" behind the ticket out of @words. */
static bool take_at(char *words, char ret[static ACTS_AT_BYTES])
{
	char *at = strchr(words, '@');
	size_t size = at ? strcspn(at + 1, " ") : 0;
	ret[0] = '\0';
	if (!at)
		return true;
	if (size != ACTS_AT_BYTES - 1)
		return false;
	memcpy(ret, at + 1, size);
	ret[size] = '\0';
	memmove(at, at + 1 + size, strlen(at + 1 + size) + 1);
	return true;
}

/* The same of a list to choose from, beside the words. */
static bool take_choice(const char *body, size_t size, char ret[static ACTS_AT_BYTES])
{
	char at[ACTS_AT_BYTES] = "";
	enum fail fail = ret[0] ? FAIL_EMPTY : request_field(body, size, "at", at, sizeof at);
	if (fail == FAIL_EMPTY)
		return true;
	if (fail != FAIL_NONE || (at[0] && strlen(at) != ACTS_AT_BYTES - 1))
		return false;
	memcpy(ret, at, sizeof at);
	return true;
}

json_t *acts_verb(const char *body, size_t size, const struct session *session, char ret_at[static ACTS_AT_BYTES])
{
	char words[ACTS_WORDS_MAX_BYTES + 1];
	json_t *verb = NULL;
	if (request_field(body, size, "act", words, sizeof words) == FAIL_NONE && take_at(words, ret_at) && take_choice(body, size, ret_at)) {
		size_t first = strcspn(words, " ");
		const struct asked asked = { body, size, words + first + (words[first] == ' ') };
		for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
			if (strlen(acts[i].word) == first && memcmp(words, acts[i].word, first) == 0)
				verb = acts[i].verb(&asked);
	}
	if (verb)
		json_object_set_new(verb, "session", json_string(session->hub));
	fail_clear();
	return verb;
}

const char *acts_done(const json_t *verb)
{
	const char *name = json_text_or(verb, "verb", "");
	if (strcmp(name, "help.type") == 0)
		return "staff.noted";
	return strcmp(name, "remark.add") == 0 ? "deskpage.remark.kept" : strcmp(name, "park.pick") == 0 ? "deskpage.park.done" : NULL;
}

const char *acts_refused(const json_t *reply)
{
	static const struct { const char *why, *said; } whys[] = {
		{ "wrong", "deskpage.park.wrong" }, { "often", "deskpage.park.often" }, { "in-use", "deskpage.park.in_use" }, { "training", "deskpage.park.training" }, { "no-screen", "deskpage.park.no_screen" },
	};
	const char *why = json_text_or(reply, "why", "");
	for (size_t i = 0; i < sizeof whys / sizeof whys[0]; i++)
		if (strcmp(whys[i].why, why) == 0)
			return whys[i].said;
	return "deskpage.not_done";
}
