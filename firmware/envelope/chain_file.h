/* SPDX-License-Identifier: MIT */
/* chain_file.h - an exported audit: a head that the kiosk signed, then the rows from the oldest to the newest, one a line. Checked without the kiosk. */
/*
 * The head is, in this form only:
 *   {"foyer-audit":1,"kiosk":"…","written_ms":…,"first":N,"last":N,"last_hash":"…","kid":"…","x":"…","y":"…","signature":"…"}
 * first and last are the numbers of the rows that follow (0, 0 and "" for none), last_hash is the newest's; kid, x and y are the kiosk's public key
 * (P-256, RFC 7518) and its thumbprint (RFC 7638), by which the council knows the kiosk; signature is its ES256 over the bytes before ,"signature":.
 * All four are "" where the kiosk has no key. The last hash stands for every byte of every row, so that the head's signature does too.
 */
#pragma once

#include "firmware/envelope/chain.h"

#include <jansson.h>

enum { CHAIN_FILE_ROWS_MAX = 10 * 1000 * 1000, CHAIN_POINT_BYTES = 44 };

struct chain_head {
	char kiosk[CHAIN_KIOSK_MAX_BYTES + 1];
	int64_t written_ms, first, last;
	char last_hash[SHA256_TEXT_BYTES];
	char kid[SHA256_TEXT_BYTES], x[CHAIN_POINT_BYTES], y[CHAIN_POINT_BYTES], signature[SIGN_TEXT_BYTES];
};

/** chain_head_write - @head, of which the key and the signature are filled in, as a line. @device: NULL there is no key. FAIL_INPUT · FAIL_IO. */
enum fail chain_head_write(struct chain_head *head, const struct device *device, char ret[static CHAIN_LINE_MAX_BYTES + 1]);
/** chain_head_read - one line back. FAIL_INPUT it is none · FAIL_LIMIT · FAIL_SIGNATURE its key is not the one that it names, or has not signed it. */
enum fail chain_head_read(const char *line, size_t size, struct chain_head *ret);

/* How far a check has come. */
struct chain_file {
	struct chain_head head;
	json_t *jwk;                      /* of the head; NULL it is not signed */
	struct chain_row row;             /* the newest that was good; seq 0: none yet */
	int64_t rows, checkpoints;        /* so far; checkpoints that this key signed */
	int64_t foreign;                  /* checkpoints that another key signed, or none: the head's signature holds them all the same */
	int64_t known_seq;                /* a row that somebody knows from elsewhere, and its hash; 0 none */
	char known_hash[SHA256_TEXT_BYTES];
};

/** chain_file_begin - with the first line. As chain_head_read(). End with chain_file_done(), also after a failure. */
enum fail chain_file_begin(struct chain_file *file, const char *line, size_t size);
void chain_file_done(struct chain_file *file);
/** chain_file_row - with each further line, without its newline. FAIL_SIGNATURE this is the first that is wrong, and how, in words · FAIL_LIMIT too long. */
enum fail chain_file_row(struct chain_file *file, const char *line, size_t size);
/** chain_file_end - after the last line: whether it is the one that the head names. FAIL_SIGNATURE. */
enum fail chain_file_end(const struct chain_file *file);
