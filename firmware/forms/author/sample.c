/* SPDX-License-Identifier: MIT */
/* One pass over the expression: each part is written as often as its count says, an alternative is chosen before it is written. ASCII is enough. */
#include "firmware/forms/author/sample.h"

#include "firmware/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 30, COUNT_MAX = 1000, STEPS_MAX = 100000, FIRST_CHARACTER = ' ', LAST_CHARACTER = '~' };

struct sampler { const char *at; uint32_t *seed; char *ret; size_t size, room; int depth, steps; bool quiet /* read on, write nothing */, broken; };
struct set { bool has[LAST_CHARACTER + 1]; };

static void alternatives(struct sampler *sampler);

static int any(struct sampler *sampler, int count)
{
	*sampler->seed ^= *sampler->seed << 13;
	*sampler->seed ^= *sampler->seed >> 17;
	*sampler->seed ^= *sampler->seed << 5;
	return (int)(*sampler->seed % (uint32_t)count);
}

static void put(struct sampler *sampler, char c)
{
	if (sampler->quiet)
		return;
	sampler->broken |= sampler->size + 1 >= sampler->room;
	if (!sampler->broken)
		sampler->ret[sampler->size++] = c;
}

static void put_one_of(struct sampler *sampler, const struct set *set)
{
	int count = 0;
	char chosen = '\0';
	for (int c = FIRST_CHARACTER; c <= LAST_CHARACTER; c++)
		if (set->has[c] && any(sampler, ++count) == 0)
			chosen = (char)c;
	if (chosen)
		put(sampler, chosen);
}

static void add_range(struct set *set, int from, int to)
{
	for (int c = from; c <= to && c <= LAST_CHARACTER; c++)
		if (c >= FIRST_CHARACTER)
			set->has[c] = true;
}

/* What stands behind a backslash; false: a character that is meant as it is. */
static bool add_escape(struct set *set, char c)
{
	struct set all = { 0 };
	add_range(&all, c == 'd' || c == 'D' ? '0' : 'A', c == 'd' || c == 'D' ? '9' : c == 'w' || c == 'W' ? 'Z' : 'A' - 1);
	if (c == 'w' || c == 'W') {
		add_range(&all, 'a', 'z');
		add_range(&all, '0', '9');
		all.has['_'] = true;
	}
	all.has[' '] = c == 's' || c == 'S';
	if (!strchr("dDwWsS", c))
		return false;
	for (int i = FIRST_CHARACTER; i <= LAST_CHARACTER; i++)
		set->has[i] |= all.has[i] == (c >= 'a');
	return true;
}

/* [a-z\d_] behind its bracket */
static struct set class(struct sampler *sampler)
{
	struct set set = { 0 };
	bool negated = *sampler->at == '^';
	sampler->at += negated;
	for (bool first = true; *sampler->at && (first || *sampler->at != ']'); first = false) {
		unsigned char from = (unsigned char)*sampler->at++;
		if (from == '\\' && *sampler->at) {
			from = (unsigned char)*sampler->at++;
			if (add_escape(&set, (char)from))
				continue;
		}
		bool range = sampler->at[0] == '-' && sampler->at[1] && sampler->at[1] != ']';
		unsigned char to = range ? (unsigned char)sampler->at[1] : from;
		sampler->at += range ? 2 : 0;
		if (range && to == '\\' && *sampler->at)
			to = (unsigned char)*sampler->at++;
		add_range(&set, from, to);
	}
	sampler->at += *sampler->at == ']';
	for (int c = FIRST_CHARACTER; c <= LAST_CHARACTER; c++)
		set.has[c] ^= negated;
	return set;
}

static void escape(struct sampler *sampler)
{
	struct set set = { 0 };
	char c = *sampler->at;
	if (!c)
		return;
	sampler->at++;
	if (add_escape(&set, c))
		put_one_of(sampler, &set);
	else if (!strchr("bBAzZ", c) && (c < '1' || c > '9'))
		put(sampler, c);
}

/* A group behind its bracket: one that looks around is read, not written. */
static void group(struct sampler *sampler)
{
	bool quiet = sampler->quiet;
	if (sampler->at[0] == '?') {
		sampler->at++;
		if (*sampler->at == '=' || *sampler->at == '!' || (*sampler->at == '<' && (sampler->at[1] == '=' || sampler->at[1] == '!')))
			sampler->quiet = true;
		const char *name = strchr(sampler->at, '>');
		sampler->at += *sampler->at == '<' && !sampler->quiet && name ? name - sampler->at + 1 : *sampler->at ? 1 : 0;
		if (sampler->quiet && (*sampler->at == '=' || *sampler->at == '!'))
			sampler->at++;
	}
	if (++sampler->depth > DEPTH_MAX)
		sampler->broken = true;
	else
		alternatives(sampler);
	sampler->depth--;
	sampler->at += *sampler->at == ')';
	sampler->quiet = quiet;
}

static void atom(struct sampler *sampler)
{
	static const struct set letters = { .has = { ['a'] = true, ['b'] = true, ['c'] = true, ['X'] = true, ['7'] = true } };
	char c = *sampler->at++;
	struct set set;
	sampler->broken |= ++sampler->steps > STEPS_MAX;
	switch (c) {
	case '^': case '$': return;
	case '(': group(sampler); return;
	case '\\': escape(sampler); return;
	case '.': put_one_of(sampler, &letters); return;
	case '[':
		set = class(sampler);
		put_one_of(sampler, &set);
		return;
	default: put(sampler, c);
	}
}

/* How often the part before is there: {2,5} ? * + or once. */
static int count(struct sampler *sampler)
{
	long least = 1, most = 1;
	char *end;
	switch (*sampler->at) {
	case '?': least = 0; break;
	case '*': least = 0; most = SAMPLE_REPEAT_MAX; break;
	case '+': most = 1 + SAMPLE_REPEAT_MAX; break;
	case '{':
		least = strtol(sampler->at + 1, &end, 10);
		if (end == sampler->at + 1 || (*end != ',' && *end != '}'))
			return 1;
		most = *end == '}' ? least : end[1] == '}' ? least + SAMPLE_REPEAT_MAX : strtol(end + 1, &end, 10);
		sampler->at = end + strcspn(end, "}") - (*end == '\0');
		break;
	default: return 1;
	}
	sampler->at += *sampler->at != '\0';
	sampler->at += *sampler->at == '?' || *sampler->at == '+'; /* as few, or as many, as can be */
	if (least < 0 || least > COUNT_MAX || most < least)
		sampler->broken = true;
	most = most > COUNT_MAX ? COUNT_MAX : most;
	return sampler->broken ? 0 : (int)least + any(sampler, (int)(most - least) + 1);
}

/* A part is read once to find its count, then written that often. */
static void part(struct sampler *sampler)
{
	const char *begins = sampler->at;
	bool quiet = sampler->quiet;
	sampler->quiet = true;
	atom(sampler);
	sampler->quiet = quiet;
	int times = count(sampler);
	const char *ends = sampler->at;
	for (int i = 0; i < times && !quiet && !sampler->broken; i++) {
		sampler->at = begins;
		atom(sampler);
	}
	sampler->at = ends;
}

static void sequence(struct sampler *sampler)
{
	while (*sampler->at && *sampler->at != '|' && *sampler->at != ')' && !sampler->broken)
		part(sampler);
}

/* All are read to count them, then one is written. */
static void alternatives(struct sampler *sampler)
{
	const char *begins = sampler->at;
	bool quiet = sampler->quiet;
	int choices = 1;
	sampler->quiet = true;
	for (sequence(sampler); *sampler->at == '|' && !sampler->broken; choices++) {
		sampler->at++;
		sequence(sampler);
	}
	sampler->quiet = quiet;
	const char *ends = sampler->at;
	if (quiet || sampler->broken)
		return;
	sampler->at = begins;
	for (int chosen = any(sampler, choices), i = 0; i <= chosen; i++) {
		sampler->quiet = i < chosen;
		sequence(sampler);
		sampler->at += *sampler->at == '|' && i < chosen;
	}
	sampler->quiet = quiet;
	sampler->at = ends;
}

bool sample_pattern(const char *pattern, uint32_t *seed, size_t room, char *ret)
{
	struct sampler sampler = { .at = pattern, .seed = seed, .ret = ret, .room = room };
	alternatives(&sampler);
	sampler.broken |= !utf8_valid(ret, sampler.size);
	ret[sampler.broken ? 0 : sampler.size] = '\0';
	return !sampler.broken;
}
