/* SPDX-License-Identifier: MIT */
/* postgres_server.c - initdb and postgres of the Debian package, wherever it put them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/backoffice/postgres_server.h"

#include <ftw.h>
#include <glob.h>
#include <grp.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TRIES = 600, TRY_MS = 50 };

static void program_path(const char *name, char ret[static 128])
{
	char pattern[64];
	glob_t found;
	snprintf(pattern, sizeof pattern, "/usr/lib/postgresql/*/bin/%s", name);
	if (glob(pattern, 0, NULL, &found) != 0)
		fail_msg("no %s: install postgresql", pattern);
	snprintf(ret, 128, "%s", found.gl_pathv[found.gl_pathc - 1]);
	globfree(&found);
}

/* In the child: away from root, and gone with the test. */
static void child_run(const char *folder, char *const *words)
{
	const struct passwd *nobody = getpwnam("nobody");
	if (geteuid() == 0 && (!nobody || setgroups(0, NULL) != 0 || setgid(nobody->pw_gid) != 0 || setuid(nobody->pw_uid) != 0))
		_exit(126);
	prctl(PR_SET_PDEATHSIG, SIGQUIT);
	if (chdir(folder) != 0 || !freopen("log", "a", stdout) || dup2(1, 2) < 0)
		_exit(126);
	execv(words[0], words);
	_exit(127);
}

static pid_t child_begin(const struct postgres_server *server, const char *name, const char *const *words)
{
	char program[128], *all[24] = { program };
	program_path(name, program);
	for (int i = 0; words[i]; i++)
		all[i + 1] = (char *)(uintptr_t)words[i];
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		child_run(server->folder, all);
	return pid;
}

void postgres_server_run(struct postgres_server *server)
{
	char address[128];
	snprintf(address, sizeof address, "host=%s user=foyer dbname=postgres", server->folder);
	server->pid = child_begin(server, "postgres", (const char *[]){ "-D", "data", "-k", server->folder, "-c", "listen_addresses=", "-c", "shared_buffers=16MB",
		"-c", "max_connections=30", "-c", "dynamic_shared_memory_type=mmap", "-c", "fsync=off" /* a test kills it, but not the machine */, NULL });
	for (int i = 0; i < TRIES; i++) {
		if (PQping(address) == PQPING_OK)
			return;
		poll(NULL, 0, TRY_MS);
	}
	fail_msg("PostgreSQL does not start; its log is %s/log", server->folder);
}

void postgres_server_start(struct postgres_server *server)
{
	int status;
	snprintf(server->folder, sizeof server->folder, "/tmp/foyer-postgres-XXXXXX");
	assert_non_null(mkdtemp(server->folder));
	const struct passwd *nobody = getpwnam("nobody");
	if (geteuid() == 0)
		assert_int_equal(chown(server->folder, nobody->pw_uid, nobody->pw_gid), 0);
	pid_t made = child_begin(server, "initdb", (const char *[]){ "-D", "data", "-A", "trust", "-U", "foyer", "-E", "UTF8", "--locale=C", "--no-sync", NULL });
	assert_int_equal(waitpid(made, &status, 0), made);
	if (status != 0)
		fail_msg("initdb failed; its log is %s/log", server->folder);
	postgres_server_run(server);
}

static int forget(const char *path, const struct stat *, int, struct FTW *)
{
	return remove(path);
}

void postgres_server_kill(struct postgres_server *server)
{
	if (server->pid > 0) {
		kill(server->pid, SIGQUIT); /* the postmaster takes its children with it; what was committed is in the log */
		waitpid(server->pid, NULL, 0);
	}
	server->pid = 0;
}

void postgres_server_stop(struct postgres_server *server)
{
	postgres_server_kill(server);
	nftw(server->folder, forget, 16, FTW_DEPTH | FTW_PHYS);
}

void postgres_server_database(const struct postgres_server *server, const char *name, char ret[static 256])
{
	char address[128], sql[128];
	snprintf(address, sizeof address, "host=%s user=foyer dbname=postgres", server->folder);
	snprintf(sql, sizeof sql, "CREATE DATABASE \"%.60s\"", name);
	PGconn *connection = PQconnectdb(address);
	PGresult *made = PQexec(connection, sql);
	const char *state = PQresultErrorField(made, PG_DIAG_SQLSTATE);
	assert_true(PQresultStatus(made) == PGRES_COMMAND_OK || (state && strcmp(state, "42P04") == 0)); /* there is one */
	PQclear(made);
	PQfinish(connection);
	snprintf(ret, 256, "postgresql:///%.60s?host=%s&user=foyer", name, server->folder);
}
