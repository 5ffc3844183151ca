/* SPDX-License-Identifier: MIT */
/* An answer that goes on: its connection sleeps in the server while there is nothing to say. */
#include "firmware/desk/web_inside.h"

#include <stdlib.h>
#include <string.h>

struct stream {
	struct web *web;
	struct MHD_Connection *connection;
	struct buffer owed;
	size_t sent;
	bool asleep, ending;
	struct stream *before, *after;
};

static ssize_t read_call(void *context, uint64_t at, char *room, size_t max)
{
	struct stream *stream = context;
	size_t left = stream->owed.size_bytes - stream->sent;
	(void)at;
	if (left == 0 && stream->ending)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (left == 0) {
		stream->asleep = true;
		MHD_suspend_connection(stream->connection);
		return 0;
	}
	size_t size = left < max ? left : max;
	memcpy(room, stream->owed.bytes + stream->sent, size);
	stream->sent += size;
	if (stream->sent == stream->owed.size_bytes) {
		buffer_clear(&stream->owed);
		stream->sent = 0;
	}
	return (ssize_t)size;
}

static void free_call(void *context)
{
	struct stream *stream = context;
	*(stream->before ? &stream->before->after : &stream->web->streams) = stream->after;
	if (stream->after)
		stream->after->before = stream->before;
	stream->web->events->stream_gone(stream->web->context, stream);
	buffer_done(&stream->owed);
	free(stream);
}

struct stream *web_stream(struct exchange *exchange)
{
	struct stream *stream = calloc(1, sizeof *stream);
	struct MHD_Response *response = stream ? MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, read_call, stream, free_call) : NULL;
	if (!response)
		abort();
	*stream = (struct stream){ .web = exchange->web, .connection = exchange->connection, .after = exchange->web->streams };
	if (stream->after)
		stream->after->before = stream;
	exchange->web->streams = stream;
	buffer_init(&stream->owed, WEB_STREAM_ROOM_BYTES);
	web_heads(response);
	MHD_add_response_header(response, "Content-Type", "text/event-stream");
	exchange_answer(exchange, MHD_HTTP_OK, response);
	return stream;
}

static void wake(struct stream *stream)
{
	if (!stream->asleep)
		return;
	stream->asleep = false;
	MHD_resume_connection(stream->connection);
	web_turn(stream->web);
}

bool stream_send(struct stream *stream, const char *text, size_t size)
{
	if (stream->ending)
		return false;
	if (buffer_add(&stream->owed, text, size) != FAIL_NONE)
		stream->ending = true;
	wake(stream);
	return !stream->ending;
}

void stream_end(struct stream *stream)
{
	stream->ending = true;
	wake(stream);
}

void web_streams_end(struct web *web)
{
	for (struct stream *stream = web->streams; stream; stream = stream->after)
		stream_end(stream);
}
