/* SPDX-License-Identifier: MIT */
/* content_write.h - inside firmware/store only: a content.db that is being made. */
#pragma once

#include "firmware/store/content_row.h"

struct content_writer;

/** content_write_begin - an empty file @path, taking what was there. @ret: end with content_write_done(). FAIL_STORE. */
enum fail content_write_begin(const char *path, struct content_writer **ret);

/** content_write_address - one address. FAIL_BUSY its UPRN is there already · FAIL_STORE · FAIL_FULL. */
enum fail content_write_address(struct content_writer *writer, const struct address_row *row);

/** content_write_area - one neighbour. FAIL_BUSY the same council has that outward code already · FAIL_STORE · FAIL_FULL. */
enum fail content_write_area(struct content_writer *writer, const struct area_row *row);

/** content_write_round - one round's JSON. FAIL_BUSY its code is there already · FAIL_STORE · FAIL_FULL. */
enum fail content_write_round(struct content_writer *writer, const char *code, const char *definition);

/** content_write_has_round - whether there is a round @code. FAIL_EMPTY there is none · FAIL_STORE. */
enum fail content_write_has_round(struct content_writer *writer, const char *code);

/** content_write_fact - something about the whole. FAIL_STORE · FAIL_FULL. */
enum fail content_write_fact(struct content_writer *writer, const char *name, const char *value);

/** content_write_end - sort the addresses into place and commit; @ret_postcodes: how many there are. FAIL_STORE · FAIL_FULL. */
enum fail content_write_end(struct content_writer *writer, int64_t *ret_postcodes);

/** content_write_done - let go of the file, whatever state it is in. Accepts NULL. */
void content_write_done(struct content_writer *writer);
