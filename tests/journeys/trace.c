/* SPDX-License-Identifier: MIT */
#include "tests/journeys/trace.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

/* Calls by what they do; of the path calls the first quoted text is the path, unless "result" (the descriptor names it better). */
static const struct { const char *call, *kind; } path_calls[] = {
	{ "execve", "exec" }, { "execveat", "exec" }, { "inotify_add_watch", "read" },
	{ "unlink", "write" }, { "unlinkat", "write" }, { "rename", "write" }, { "renameat", "write" }, { "renameat2", "write" },
	{ "mkdir", "write" }, { "mkdirat", "write" }, { "rmdir", "write" }, { "chmod", "write" }, { "fchmodat", "write" }, { "fchmodat2", "write" },
	{ "chown", "write" }, { "lchown", "write" }, { "fchownat", "write" }, { "link", "write" }, { "linkat", "write" }, { "symlink", "write" },
	{ "symlinkat", "write" }, { "truncate", "write" }, { "mknod", "write" }, { "mknodat", "write" }, { "utimensat", "write" },
	{ "mount", "mount" }, { "umount2", "mount" }, { "chroot", "mount" }, { "pivot_root", "mount" },
};

static bool call_is(const char *line, const char *call)
{
	size_t length = strlen(call);
	return strncmp(line, call, length) == 0 && line[length] == '(';
}

/* The text behind the last " = ": the result. */
static const char *result_of(const char *line)
{
	const char *result = NULL;
	for (const char *at = line; (at = strstr(at, " = ")); at++)
		result = at + 3;
	return result;
}

static void copy_until(const char *from, const char *ends, char *ret, size_t room)
{
	snprintf(ret, room, "%.*s", (int)strcspn(from, ends), from);
}

/* The descriptor's own name: "3</etc/hosts>" */
static bool name_of_result(const char *result, char *ret, size_t room)
{
	const char *open = strchr(result, '<');
	if (!open)
		return false;
	const char *close = strrchr(result, '>');
	snprintf(ret, room, "%.*s", close ? (int)(close - open - 1) : 0, open + 1);
	char *deleted = strstr(ret, "(deleted)"); /* "name (deleted)" or "name<…>(deleted)" */
	if (deleted)
		*deleted = '\0';
	return true;
}

/* The first quoted path; a relative one is put behind the folder descriptor in front of it. */
static bool quoted_path(const char *line, char *ret, size_t room)
{
	const char *quote = strchr(line, '"');
	if (!quote)
		return false;
	char path[TRACE_WHAT_BYTES], folder[TRACE_WHAT_BYTES] = "";
	copy_until(quote + 1, "\"", path, sizeof path);
	const char *angle = strchr(line, '<');
	if (path[0] != '/' && angle && angle < quote)
		copy_until(angle + 1, ">", folder, sizeof folder);
	int size = snprintf(ret, room, "%s%s%s", folder, folder[0] ? "/" : "", path);
	if (size < 0 || (size_t)size >= room)
		ret[0] = '\0'; /* no list names so long a path: it shows as one that is not allowed */
	return true;
}

static bool opened(const char *line, const char *result, struct access *ret)
{
	bool writes = strstr(line, "O_WRONLY") || strstr(line, "O_RDWR") || strstr(line, "O_CREAT") || strstr(line, "O_TRUNC") || call_is(line, "creat");
	ret->kind = writes ? "write" : "read";
	return name_of_result(result, ret->what, sizeof ret->what) || quoted_path(line, ret->what, sizeof ret->what);
}

/* connect(5, {sa_family=AF_UNIX, sun_path="/x"}, …): "unix:/x"; an abstract name keeps its @. AF_INET: "inet:127.0.0.1". Others: the family. */
static void address_of(const char *line, char *ret, size_t room)
{
	char text[TRACE_WHAT_BYTES] = "";
	const char *at = strstr(line, "sun_path=");
	if (at) {
		at += strlen("sun_path=");
		bool abstract = *at == '@';
		copy_until(at + abstract + 1, "\"", text, sizeof text);
		snprintf(ret, room, "unix:%s%s", abstract ? "@" : "", text);
		return;
	}
	at = strstr(line, "inet_addr(\"");
	if (at) {
		copy_until(at + strlen("inet_addr(\""), "\"", text, sizeof text);
		snprintf(ret, room, "inet:%s", text);
		return;
	}
	at = strstr(line, "sa_family=");
	copy_until(at ? at + strlen("sa_family=") : "unknown", ",}", text, sizeof text);
	snprintf(ret, room, "%s", text);
}

/* connect and bind, and a message that names where it goes instead of following a connection. */
static bool addressed(const char *line, struct access *ret)
{
	bool sent = call_is(line, "sendto") || call_is(line, "sendmsg") || call_is(line, "sendmmsg");
	if (!call_is(line, "connect") && !call_is(line, "bind") && !(sent && strstr(line, "sa_family=")))
		return false;
	ret->kind = line[0] == 'b' ? "bind" : "connect";
	address_of(line, ret->what, sizeof ret->what);
	return true;
}

bool trace_access(const char *line, struct access *ret)
{
	const char *result = result_of(line);
	if (!result)
		return false;
	bool failed = (result[0] == '-' && !strstr(result, "EINPROGRESS")) || result[0] == '?'; /* ?: it was killed inside the call */
	if (failed)
		return false;
	if (call_is(line, "open") || call_is(line, "openat") || call_is(line, "openat2") || call_is(line, "creat"))
		return opened(line, result, ret);
	if (call_is(line, "socket") || call_is(line, "socketpair")) {
		ret->kind = "socket";
		copy_until(strchr(line, '(') + 1, ",)", ret->what, sizeof ret->what);
		return true;
	}
	if (addressed(line, ret))
		return true;
	for (size_t i = 0; i < sizeof path_calls / sizeof path_calls[0]; i++)
		if (call_is(line, path_calls[i].call)) {
			ret->kind = path_calls[i].kind;
			return quoted_path(line, ret->what, sizeof ret->what);
		}
	return false;
}

/* A pattern's name, also behind "unix:", becomes what it stands for. */
static void fill_name(const char *word, const struct powers_name *names, char *ret, size_t room)
{
	const char *before = strncmp(word, "unix:", 5) == 0 ? "unix:" : "";
	const char *rest = word + strlen(before);
	for (; names->name; names++) {
		size_t length = strlen(names->name);
		if (strncmp(rest, names->name, length) == 0 && (rest[length] == '/' || rest[length] == '\0')) {
			snprintf(ret, room, "%s%s%s", before, names->value, rest + length);
			return;
		}
	}
	snprintf(ret, room, "%s", word);
}

bool powers_read(const char *text, const struct powers_name *names, struct powers *ret)
{
	ret->count = 0;
	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		char kind[16], word[512], one[600];
		copy_until(line, "\n", one, sizeof one);
		if (one[0] == '#' || one[strspn(one, " \t")] == '\0')
			continue;
		if (sscanf(one, "%15s %511s", kind, word) != 2 || ret->count == TRACE_RULES_MAX)
			return false;
		snprintf(ret->rule[ret->count].kind, sizeof ret->rule[0].kind, "%s", kind);
		fill_name(word, names, ret->rule[ret->count++].pattern, sizeof ret->rule[0].pattern);
	}
	return true;
}

bool powers_allow(const struct powers *powers, const struct access *access)
{
	for (int i = 0; i < powers->count; i++)
		if (strcmp(powers->rule[i].kind, access->kind) == 0 && fnmatch(powers->rule[i].pattern, access->what, 0) == 0)
			return true;
	return false;
}
