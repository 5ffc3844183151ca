/* SPDX-License-Identifier: MIT */
/* blob.c - one pass over a file, in pieces. */
#include "firmware/bundle/blob.h"

#include "firmware/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE_BYTES = 64 * 1024 };

static enum fail open_plain(const char *path, int *ret_fd)
{
	struct stat about;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return errno == ENOENT ? FAIL(EMPTY, "%s is not there", path) : FAIL(IO, "%s cannot be opened: %s", path, strerror(errno));
	if (fstat(fd, &about) < 0 || !S_ISREG(about.st_mode)) {
		close(fd);
		return FAIL(INPUT, "%s is no plain file", path);
	}
	*ret_fd = fd;
	return FAIL_NONE;
}

/* Read @from to its end, hash it, and write it to @to unless that is -1. */
static enum fail pump(int from, int to, int64_t max_bytes, struct blob_hash *ret, int64_t *ret_size)
{
	crypto_hash_sha256_state state;
	unsigned char hash[crypto_hash_sha256_BYTES];
	char piece[PIECE_BYTES];
	int64_t size = 0;
	crypto_hash_sha256_init(&state);
	for (;;) {
		ssize_t got = read(from, piece, sizeof piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return FAIL(IO, "it cannot be read: %s", strerror(errno));
		if (got == 0)
			break;
		size += got;
		if (size > max_bytes)
			return FAIL(LIMIT, "it has more than %lld bytes", (long long)max_bytes);
		crypto_hash_sha256_update(&state, (const unsigned char *)piece, (unsigned long long)got);
		if (to >= 0 && !file_write_all(to, piece, (size_t)got))
			return FAIL(IO, "it cannot be written: %s", strerror(errno));
	}
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(ret->text, sizeof ret->text, hash, sizeof hash);
	*ret_size = size;
	return FAIL_NONE;
}

enum fail blob_hash(const char *path, int64_t max_bytes, struct blob_hash *ret, int64_t *ret_size)
{
	int fd = -1;
	TRY(open_plain(path, &fd));
	enum fail fail = pump(fd, -1, max_bytes, ret, ret_size);
	close(fd);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", path);
}

static enum fail copy_into(int from, int to, const char *hash, int64_t size)
{
	struct blob_hash got;
	int64_t length = 0;
	enum fail fail = pump(from, to, size, &got, &length);
	if (fail == FAIL_LIMIT || (fail == FAIL_NONE && (length != size || strcmp(got.text, hash) != 0)))
		return FAIL(SIGNATURE, "it is not what the manifest names");
	if (fail == FAIL_NONE && fsync(to) < 0)
		fail = FAIL(IO, "it cannot be synced: %s", strerror(errno));
	return fail;
}

enum fail blob_copy(const char *from, const char *to, mode_t mode, const char *hash, int64_t size)
{
	int in = -1;
	TRY(open_plain(from, &in));
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (out < 0) {
		enum fail fail = FAIL(IO, "%s cannot be made: %s", to, strerror(errno));
		close(in);
		return fail;
	}
	enum fail fail = fchmod(out, mode) == 0 ? copy_into(in, out, hash, size) : FAIL(IO, "its mode cannot be set: %s", strerror(errno));
	close(in);
	close(out);
	if (fail != FAIL_NONE)
		unlink(to);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", to);
}
