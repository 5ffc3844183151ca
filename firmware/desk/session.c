/* SPDX-License-Identifier: MIT */
/* The table of sessions. */
#include "firmware/desk/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { RANDOM_BYTES = (SESSION_MARK_BYTES - 1) / 2 };

void session_mark(char ret[static SESSION_MARK_BYTES])
{
	unsigned char bytes[RANDOM_BYTES];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		abort();
	for (int i = 0; i < RANDOM_BYTES; i++)
		snprintf(ret + i * 2, 3, "%02x", bytes[i]);
	explicit_bzero(bytes, sizeof bytes);
}

bool session_mark_like(const char *text)
{
	return strlen(text) == SESSION_MARK_BYTES - 1 && strspn(text, "0123456789abcdef") == SESSION_MARK_BYTES - 1;
}

bool session_same(const char *a, const char *b)
{
	unsigned char differs = 0;
	if (!session_mark_like(a) || !session_mark_like(b))
		return false;
	for (int i = 0; i < SESSION_MARK_BYTES - 1; i++)
		differs |= (unsigned char)(a[i] ^ b[i]);
	return differs == 0;
}

struct session *session_new(struct sessions *sessions)
{
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct session *session = &sessions->at[i];
		if (session->number)
			continue;
		*session = (struct session){ .number = ++sessions->last, .stale = true };
		session_mark(session->mark);
		session_mark(session->token);
		buffer_init(&session->live, SESSION_LIVE_MAX_BYTES);
		buffer_init(&session->join.markup, SESSION_JOIN_MAX_BYTES);
		return session;
	}
	return NULL;
}

struct session *session_find(struct sessions *sessions, const char *mark)
{
	struct session *found = NULL;
	for (int i = 0; i < SESSIONS_MAX; i++) /* all of them, whichever it is */
		if (sessions->at[i].number && session_same(sessions->at[i].mark, mark))
			found = &sessions->at[i];
	return found;
}

struct session *session_numbered(struct sessions *sessions, uint64_t number)
{
	for (int i = 0; i < SESSIONS_MAX; i++)
		if (number && sessions->at[i].number == number)
			return &sessions->at[i];
	return NULL;
}

void session_done(struct session *session)
{
	buffer_done(&session->live);
	buffer_done(&session->join.markup);
	explicit_bzero(session, sizeof *session);
}
