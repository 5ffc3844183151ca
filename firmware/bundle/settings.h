/* SPDX-License-Identifier: MIT */
/* settings.h - what a version says of a kiosk beside its pictures: settings/settings.json and keys/council.json. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stdint.h>

enum { SETTINGS_PART_MAX_BYTES = 64 * 1024 };

struct settings_part {
	json_t *file;              /* owns the rest */
	const json_t *backoffice;  /* in place of kiosk.json's; NULL: that stays */
	const json_t *times;       /* times_read(); NULL: as usual */
	const json_t *desks;       /* desks_take(); NULL: as kiosk.json says */
	int64_t requeue_before_ms; /* what was set aside before then is sent again, once; 0: nothing is */
};

/** settings_part_read - @path → @ret; end with settings_part_done(), also after a failure. FAIL_EMPTY no such file · FAIL_INPUT which member and why · FAIL_LIMIT · FAIL_IO. */
enum fail settings_part_read(const char *path, struct settings_part *ret);
void settings_part_done(struct settings_part *settings);

/** requeue_read - member "requeue_parked_before" of @settings: a moment as instant.h has it; 0 without one. FAIL_INPUT · FAIL_LIMIT. */
enum fail requeue_read(const json_t *settings, int64_t *ret_before_ms);

/** keys_part_read - the council's key set at @path, of which one seals at @now_ms or later. @ret: new. FAIL_EMPTY no such file, or all have expired · FAIL_INPUT · FAIL_LIMIT · FAIL_IO. */
enum fail keys_part_read(const char *path, int64_t now_ms, json_t **ret);
