/* SPDX-License-Identifier: MIT */
#include "tests/bench/premade.h"

#include "firmware/base/clock.h"
#include "firmware/envelope/envelope.h"
#include "tests/bench/queue.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BODY_MAX_BYTES = 256 * 1024 };

int premade_open(struct premade *premade, const char *id, const char *key)
{
	*premade = (struct premade){ 0 };
	snprintf(premade->source, sizeof premade->source, "urn:uuid:%s", id);
	return device_open(key, &premade->device) == FAIL_NONE ? 0 : -1;
}

static void events_forget(struct premade *premade)
{
	for (size_t i = 0; i < premade->count; i++) {
		storage_event_done(&premade->events[i]);
		json_decref(premade->parsed[i]);
	}
	free(premade->events);
	free(premade->parsed);
	premade->events = NULL;
	premade->parsed = NULL;
	premade->count = 0;
}

void premade_close(struct premade *premade)
{
	events_forget(premade);
	if (premade->device)
		device_close(premade->device);
}

static int event_make(struct premade *premade, const char *jwe, struct buffer *event)
{
	int64_t now_ms = clock_wall_ms();
	struct reference reference = reference_new("MB");
	const struct envelope_head head = { .id = id_new(now_ms), .source = premade->source, .type = "uk.foyer.submission.v1", .time_ms = now_ms, .subject = reference.text };
	json_t **parsed = &premade->parsed[premade->count];
	buffer_clear(event);
	if (envelope_event(&head, ++premade->sequence, "synced", jwe, event) != FAIL_NONE || envelope_event_check(event->bytes, event->size_bytes, parsed) != FAIL_NONE)
		return -1;
	premade->events[premade->count++] = storage_event_of(*parsed);
	return 0;
}

int premade_events(struct premade *premade, size_t count)
{
	char jwe[QUEUE_JWE_BYTES + 1];
	BUFFER_AUTO event;
	buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
	queue_jwe(jwe);
	events_forget(premade);
	premade->events = calloc(count, sizeof *premade->events);
	premade->parsed = calloc(count, sizeof(json_t *));
	if (!premade->events || !premade->parsed)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (event_make(premade, jwe, &event) != 0)
			return -1;
	return 0;
}

static enum fail body_write(const struct storage_event *events, size_t count, struct buffer *body)
{
	for (size_t i = 0; i < count; i++) {
		TRY(buffer_add(body, i == 0 ? "[" : ",", 1));
		TRY(buffer_add(body, events[i].text, strlen(events[i].text)));
	}
	return buffer_add(body, "]", 1);
}

static int request_write(const struct premade *premade, const char *url, const struct buffer *body, FILE *file)
{
	char digest[SHA256_TEXT_BYTES], token[DEVICE_TOKEN_MAX_BYTES], head[DEVICE_TOKEN_MAX_BYTES + 512];
	sha256_text(body->bytes, body->size_bytes, digest);
	if (device_token(premade->device, premade->source, url, digest, clock_wall_ms() / 1000, token, sizeof token) != FAIL_NONE)
		return -1;
	int size = snprintf(head, sizeof head, "POST /v1/events HTTP/1.1\r\nHost: %s\r\nContent-Type: application/cloudevents-batch+json\r\nAuthorization: Bearer %s\r\n"
		"Content-Length: %zu\r\n\r\n", url + strlen("https://"), token, body->size_bytes);
	fprintf(file, "%08zu%s", (size_t)size + body->size_bytes, head);
	return fwrite(body->bytes, 1, body->size_bytes, file) == body->size_bytes ? 0 : -1;
}

int premade_requests(const struct premade *premade, size_t batch, const char *url, const char *path)
{
	FILE *file = fopen(path, "we");
	BUFFER_AUTO body;
	buffer_init(&body, BODY_MAX_BYTES);
	int failed = file ? 0 : -1;
	for (size_t at = 0; failed == 0 && at < premade->count; at += batch) {
		size_t count = premade->count - at < batch ? premade->count - at : batch;
		buffer_clear(&body);
		failed = body_write(&premade->events[at], count, &body) == FAIL_NONE ? request_write(premade, url, &body, file) : -1;
	}
	return file && fclose(file) == 0 ? failed : -1;
}
