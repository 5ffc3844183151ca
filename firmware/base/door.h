/* SPDX-License-Identifier: MIT */
/* door.h - how the programs speak: one JSON object a frame over a SOCK_SEQPACKET Unix socket, perhaps with one descriptor. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stddef.h>
#include <sys/types.h>

enum {
	DOOR_FRAME_MAX_BYTES = 64 * 1024, /* a longer frame closes the door it came through */
	DOOR_BLOB_MAX_BYTES = 4 * 1024 * 1024,
};

/**
 * door_listen - make the socket @name in folder @doors (mode 0660) and listen, non-blocking. A stale socket is replaced.
 * @ret_fd: caller closes. Long folder paths are fine. FAIL_IO.
 */
enum fail door_listen(const char *doors, const char *name, int *ret_fd);

/** door_accept - the next waiting caller, non-blocking, with its uid. FAIL_EMPTY nobody waits · FAIL_IO. */
enum fail door_accept(int listen_fd, int *ret_fd, uid_t *ret_uid);

/** door_connect - go to the door @name in @doors. @ret_fd: non-blocking, caller closes. FAIL_OFFLINE nobody listens · FAIL_IO. */
enum fail door_connect(const char *doors, const char *name, int *ret_fd);

/**
 * door_send - one frame. @blob_fd: a descriptor to pass along, or -1 (it stays the caller's).
 * Returns FAIL_NONE · FAIL_LIMIT larger than DOOR_FRAME_MAX_BYTES, nothing sent · FAIL_BUSY the other side's
 * queue is full: drop the door · FAIL_OFFLINE the other side is gone · FAIL_IO. The frame's text is wiped afterwards.
 */
enum fail door_send(int fd, const json_t *frame, int blob_fd);

/**
 * door_receive - the next frame. @max_bytes: at most DOOR_FRAME_MAX_BYTES.
 * @ret_frame: a new object, end with json_decref(). @ret_blob_fd: -1 or a descriptor the caller closes.
 * Returns FAIL_NONE · FAIL_EMPTY no frame yet · FAIL_OFFLINE the other side is gone · FAIL_LIMIT too large ·
 * FAIL_INPUT not UTF-8, not JSON, not an object, or nested deeper than 32 · FAIL_IO.
 */
enum fail door_receive(int fd, size_t max_bytes, json_t **ret_frame, int *ret_blob_fd);

/**
 * door_receive_bytes - the next frame unread, for who reads it itself. @ret_size: 0..@room. @ret_blob_fd: as in door_receive(), also
 * set (and the caller's to close) with FAIL_LIMIT. Returns as door_receive() without FAIL_INPUT. Bytes are the caller's to wipe.
 */
enum fail door_receive_bytes(int fd, char *bytes, size_t room, size_t *ret_size, int *ret_blob_fd);

/**
 * door_call - for programs without a loop (the command line, tests): send @request, wait for its reply up to @timeout_ms.
 * Bells that come first are dropped. @ret_reply as in door_receive(); a reply with "fail" gives that code and its words.
 */
enum fail door_call(int fd, const json_t *request, int blob_fd, int timeout_ms, json_t **ret_reply, int *ret_blob_fd);

/** door_frame_parse - the frame rules alone, for the fuzzer: @bytes → object. FAIL_LIMIT · FAIL_INPUT. */
enum fail door_frame_parse(const char *bytes, size_t size, json_t **ret_frame);

/**
 * door_blob_make - a sealed memfd (no more writes, growth or shrinking) holding @size bytes; caller closes. FAIL_LIMIT · FAIL_IO.
 * door_blob_check - whether @fd is such a sealed memfd of at most @max_bytes; @ret_size its size. FAIL_INPUT · FAIL_LIMIT.
 */
enum fail door_blob_make(const char *name, const void *bytes, size_t size, int *ret_fd);
enum fail door_blob_check(int fd, size_t max_bytes, size_t *ret_size);
/** door_blob_read - check, then copy the bytes into @ret (room for @max_bytes); *@ret_size bytes. */
enum fail door_blob_read(int fd, void *ret, size_t max_bytes, size_t *ret_size);
