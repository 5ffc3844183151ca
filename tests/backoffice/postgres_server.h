/* SPDX-License-Identifier: MIT */
/* postgres_server.h - tests: a real PostgreSQL of one's own, in its own folder, on a socket in it. It dies with the test. */
#pragma once

#include <sys/types.h>

struct postgres_server { char folder[64]; pid_t pid; };

/** postgres_server_start - make a cluster and run it; as nobody where we are root, whom it refuses. Stops the test if it cannot. */
void postgres_server_start(struct postgres_server *server);
/** postgres_server_stop - end it, and forget all it held. */
void postgres_server_stop(struct postgres_server *server);
/** postgres_server_kill - as a power cut would; postgres_server_run: again, over the same files. */
void postgres_server_kill(struct postgres_server *server);
void postgres_server_run(struct postgres_server *server);

/** postgres_server_database - the address of database @name (letters, digits, dashes), made if need be. */
void postgres_server_database(const struct postgres_server *server, const char *name, char ret[static 256]);
