/* SPDX-License-Identifier: MIT */
/* DESIGN: sockets are reached through /proc/self/fd/N/name, so that a long state folder never meets the 108 bytes of sun_path. */
#include "firmware/base/door.h"

#include "firmware/base/json_quick.h"
#include "firmware/base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { DEPTH_MAX = 32, QUEUE_BYTES = 512 * 1024, LISTEN_MAX = 8 };

/* Opens @doors and writes the short path of @name in it. @ret_folder: caller closes. */
static enum fail short_path(const char *doors, const char *name, int *ret_folder, struct sockaddr_un *ret)
{
	int folder = open(doors, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return FAIL(OFFLINE, "the folder of doors %s is not there: %s", doors, strerror(errno));
	*ret = (struct sockaddr_un){ .sun_family = AF_UNIX };
	int written = snprintf(ret->sun_path, sizeof ret->sun_path, "/proc/self/fd/%d/%s", folder, name);
	if (written < 0 || (size_t)written >= sizeof ret->sun_path) {
		close(folder);
		return FAIL(LIMIT, "the door's name %s is too long", name);
	}
	*ret_folder = folder;
	return FAIL_NONE;
}

enum fail door_listen(const char *doors, const char *name, int *ret_fd)
{
	struct sockaddr_un where;
	int folder = -1;
	TRY(short_path(doors, name, &folder, &where));
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	unlinkat(folder, name, 0);
	bool done = fd >= 0 && bind(fd, (struct sockaddr *)&where, sizeof where) == 0 && fchmodat(folder, name, 0660, 0) == 0 &&
	            listen(fd, LISTEN_MAX) == 0;
	int why = errno;
	close(folder);
	if (done) {
		*ret_fd = fd;
		return FAIL_NONE;
	}
	if (fd >= 0)
		close(fd);
	return FAIL(IO, "the door %s cannot be opened: %s", name, strerror(why));
}

static void widen_queue(int fd)
{
	int bytes = QUEUE_BYTES;
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

enum fail door_accept(int listen_fd, int *ret_fd, uid_t *ret_uid)
{
	int fd = accept4(listen_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd < 0)
		return errno == EAGAIN || errno == ECONNABORTED || errno == EINTR ? FAIL_EMPTY : FAIL(IO, "no caller could be let in: %s", strerror(errno));
	struct ucred peer;
	socklen_t size = sizeof peer;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0) {
		close(fd);
		return FAIL(IO, "a caller has no name: %s", strerror(errno));
	}
	widen_queue(fd);
	*ret_fd = fd;
	*ret_uid = peer.uid;
	return FAIL_NONE;
}

enum fail door_connect(const char *doors, const char *name, int *ret_fd)
{
	struct sockaddr_un where;
	int folder = -1;
	TRY(short_path(doors, name, &folder, &where));
	int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	bool done = fd >= 0 && connect(fd, (struct sockaddr *)&where, sizeof where) == 0;
	int why = errno;
	close(folder);
	if (done) {
		widen_queue(fd);
		*ret_fd = fd;
		return FAIL_NONE;
	}
	if (fd >= 0)
		close(fd);
	if (why == ENOENT || why == ECONNREFUSED || why == EAGAIN)
		return FAIL(OFFLINE, "nobody is behind the door %s", name);
	return FAIL(IO, "the door %s cannot be reached: %s", name, strerror(why));
}

static enum fail send_bytes(int fd, const char *bytes, size_t size, int blob_fd)
{
	struct iovec part = { .iov_base = (void *)bytes, .iov_len = size };
	union { struct cmsghdr head; char room[CMSG_SPACE(sizeof(int))]; } control = { 0 };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	if (blob_fd >= 0) {
		message.msg_control = control.room;
		message.msg_controllen = sizeof control.room;
		struct cmsghdr *head = CMSG_FIRSTHDR(&message);
		*head = (struct cmsghdr){ .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int)) };
		memcpy(CMSG_DATA(head), &blob_fd, sizeof blob_fd);
	}
	if (sendmsg(fd, &message, MSG_NOSIGNAL) == (ssize_t)size)
		return FAIL_NONE;
	if (errno == EAGAIN || errno == ENOBUFS)
		return FAIL(BUSY, "the other side does not read");
	if (errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN)
		return FAIL(OFFLINE, "the other side is gone");
	return FAIL(IO, "a frame could not be sent: %s", strerror(errno));
}

enum fail door_send(int fd, const json_t *frame, int blob_fd)
{
	BUFFER_AUTO bytes;
	buffer_init(&bytes, DOOR_FRAME_MAX_BYTES);
	enum fail code = json_quick_write(frame, false, &bytes);
	return code == FAIL_NONE ? send_bytes(fd, bytes.bytes, bytes.size_bytes, blob_fd) : FAIL(LIMIT, "a frame is larger than %d bytes", DOOR_FRAME_MAX_BYTES);
}

/* jansson's own limit is 2048 levels; ours is far lower, and counted before anything is built. */
static bool too_deep(const char *bytes, size_t size)
{
	int depth = 0;
	bool in_text = false;
	for (size_t i = 0; i < size; i++) {
		if (in_text && bytes[i] == '\\')
			i++;
		else if (bytes[i] == '"')
			in_text = !in_text;
		else if (!in_text && (bytes[i] == '{' || bytes[i] == '['))
			depth++;
		else if (!in_text && (bytes[i] == '}' || bytes[i] == ']'))
			depth--;
		if (depth > DEPTH_MAX)
			return true;
	}
	return false;
}

enum fail door_frame_parse(const char *bytes, size_t size, json_t **ret_frame)
{
	if (size > DOOR_FRAME_MAX_BYTES)
		return FAIL(LIMIT, "a frame is larger than %d bytes", DOOR_FRAME_MAX_BYTES);
	if (!utf8_valid(bytes, size))
		return FAIL(INPUT, "a frame is not UTF-8");
	if (too_deep(bytes, size))
		return FAIL(INPUT, "a frame is nested deeper than %d", DEPTH_MAX);
	json_error_t where;
	json_t *frame = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &where);
	if (!frame)
		return FAIL(INPUT, "a frame is not JSON at byte %d", where.position);
	if (!json_is_object(frame)) {
		json_decref(frame);
		return FAIL(INPUT, "a frame is not an object");
	}
	*ret_frame = frame;
	return FAIL_NONE;
}

/* The quick way for what the hub writes; the words for everything else are door_frame_parse()'s. */
static enum fail frame_read(const char *bytes, size_t size, json_t **ret)
{
	size_t where;
	json_t *frame = json_quick(bytes, size, DEPTH_MAX, &where);
	if (json_is_object(frame)) {
		*ret = frame;
		return FAIL_NONE;
	}
	json_decref(frame);
	return door_frame_parse(bytes, size, ret);
}

/* Takes the one descriptor that may have come along; closes any that should not have. */
static int take_blob(struct msghdr *message)
{
	int kept = -1;
	for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
		if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
			continue;
		size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < count; i++) {
			int fd;
			memcpy(&fd, CMSG_DATA(head) + i * sizeof fd, sizeof fd);
			if (kept < 0)
				kept = fd;
			else
				close(fd);
		}
	}
	return kept;
}

enum fail door_receive_bytes(int fd, char *bytes, size_t room, size_t *ret_size, int *ret_blob_fd)
{
	struct iovec part = { .iov_base = bytes, .iov_len = room };
	union { struct cmsghdr head; char room[CMSG_SPACE(4 * sizeof(int))]; } control;
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room };
	ssize_t size = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
	if (size < 0 && (errno == EAGAIN || errno == EINTR))
		return FAIL_EMPTY;
	if (size == 0 || (size < 0 && errno == ECONNRESET))
		return FAIL(OFFLINE, "the other side is gone");
	if (size < 0)
		return FAIL(IO, "a frame could not be received: %s", strerror(errno));
	*ret_blob_fd = take_blob(&message);
	*ret_size = (size_t)size;
	if (message.msg_flags & MSG_TRUNC)
		return FAIL(LIMIT, "a frame is larger than %zu bytes", room);
	return FAIL_NONE;
}

enum fail door_receive(int fd, size_t max_bytes, json_t **ret_frame, int *ret_blob_fd)
{
	if (max_bytes > DOOR_FRAME_MAX_BYTES)
		max_bytes = DOOR_FRAME_MAX_BYTES;
	char *bytes = malloc(max_bytes);
	if (!bytes)
		abort();
	size_t size = 0;
	int blob_fd = -1;
	enum fail code = door_receive_bytes(fd, bytes, max_bytes, &size, &blob_fd);
	if (code == FAIL_NONE)
		code = frame_read(bytes, size, ret_frame);
	explicit_bzero(bytes, size);
	free(bytes);
	if (code == FAIL_NONE)
		*ret_blob_fd = blob_fd;
	else if (blob_fd >= 0)
		close(blob_fd);
	return code;
}

static enum fail reply_code(const json_t *reply)
{
	const char *name = json_string_value(json_object_get(reply, "fail"));
	const char *words = json_string_value(json_object_get(reply, "words"));
	return name ? fail_note(fail_from_name(name), "%s", words ? words : "the hub said no") : FAIL_NONE;
}

enum fail door_call(int fd, const json_t *request, int blob_fd, int timeout_ms, json_t **ret_reply, int *ret_blob_fd)
{
	TRY(door_send(fd, request, blob_fd));
	for (;;) {
		struct pollfd ready = { .fd = fd, .events = POLLIN };
		if (poll(&ready, 1, timeout_ms) == 0)
			return FAIL(TIMEOUT, "no answer came through the door");
		json_t *reply = NULL;
		int blob = -1;
		enum fail code = door_receive(fd, DOOR_FRAME_MAX_BYTES, &reply, &blob);
		if (code == FAIL_EMPTY)
			continue;
		TRY(code);
		bool is_reply = json_object_get(reply, "re") != NULL;
		code = is_reply ? reply_code(reply) : FAIL_NONE;
		if (is_reply && code == FAIL_NONE) {
			*ret_reply = reply;
			*ret_blob_fd = blob;
			return FAIL_NONE;
		}
		json_decref(reply);
		if (blob >= 0)
			close(blob);
		TRY(code);
	}
}
