/* SPDX-License-Identifier: MIT */
/* quarantine.h - inside firmware/store only: a broken file is put aside whole, for people to salvage, never deleted. */
#pragma once

#include "firmware/base/fail.h"

#include <stddef.h>
#include <stdint.h>

/**
 * quarantine_move - move store.db and what belongs to it from @folder to @folder/quarantine/<UTC time>/, durably.
 * @ret_place: PATH_MAX bytes, the new folder. FAIL_EMPTY there is nothing to move · FAIL_LIMIT path too long · FAIL_IO.
 */
enum fail quarantine_move(const char *folder, int64_t now_ms, char *ret_place, size_t room);

/** quarantine_place - a fresh folder @folder/quarantine/<UTC time>, durable. @ret: PATH_MAX bytes. FAIL_LIMIT · FAIL_IO. */
enum fail quarantine_place(const char *folder, int64_t now_ms, char *ret, size_t room);

/** quarantine_any - whether a store was ever put aside in @folder. */
int quarantine_any(const char *folder);

/** quarantine_orphans - whether @folder has a log without its database: a move that a power cut stopped half way. */
int quarantine_orphans(const char *folder);
