/* SPDX-License-Identifier: MIT */
/* staff.h - the verbs of `foyer staff` and the council's own file of its staff, which they change. */
#pragma once

#include "firmware/base/fail.h"
#include "firmware/staff/roster.h"

#include <jansson.h>

enum { STAFF_FILE_MAX_BYTES = 512 * 1024 /* with its kiosks' keys */, STAFF_ARGUMENTS_MAX = 8 };

struct staff_options { const char *id, *number, *name, *role, *badge, *from, *until, *out, *kiosk, *day, *state; };

/** staff_file_read - the council's file at @path, checked. @ret: new; FAIL_EMPTY there is none. FAIL_INPUT · FAIL_LIMIT · FAIL_IO. */
enum fail staff_file_read(const char *path, json_t **ret, struct roster *ret_roster);
/** staff_file_new - one with fresh secrets and nobody in it. New object. */
json_t *staff_file_new(void);
/** staff_file_write - checked before, readable by its owner alone. As staff_file_read(). */
enum fail staff_file_write(const char *path, const json_t *file);

/* The verbs. @words: what follows the file's name; @count of them. FAIL_INPUT what was asked wrongly. */
enum fail staff_add(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_pin(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_end(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_list(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_check(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_unlock(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_card(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_kiosk(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_seal(const char *path, int count, char **words, const struct staff_options *options);
enum fail staff_break_glass(const char *path, int count, char **words, const struct staff_options *options);
