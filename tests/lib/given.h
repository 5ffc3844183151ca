/* SPDX-License-Identifier: MIT */
/* given.h - cmocka with what it needs, a folder of the case's own, and paths of what was built. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { GIVEN_PATH_BYTES = 4096 };

/** given_folder - a fresh folder (0700) under the system's temporary one; remove it with given_done(). @ret: its path. */
void given_folder(char ret[static GIVEN_PATH_BYTES]);

/** given_done - remove @folder and all in it. Kept, and named on standard error, when FOYER_KEEP is set. */
void given_done(const char *folder);

/** given_program - the path of a program or file of this build: @part "bin/foyer". */
void given_built(const char *part, char ret[static GIVEN_PATH_BYTES]);

/** given_links - each entry of the built folder @part ("assets") as a link in @folder, beside which a test may lay its own. */
void given_links(const char *part, const char *folder);

/** given_source - the path of a file of the source: @part "tests/journeys/powers". */
void given_source(const char *part, char ret[static GIVEN_PATH_BYTES]);

/** given_path - @folder and @name joined. */
void given_path(char ret[static GIVEN_PATH_BYTES], const char *folder, const char *name);

/** given_file - write @text as the file @path with @mode. */
void given_file(const char *path, const char *text, unsigned mode);

/** given_copy - the file @part of the source, under its own name in @folder. */
void given_copy(const char *part, const char *folder);

/** given_text - the file @path as text; ends with free(). NULL when it is not there. */
char *given_text(const char *path);
