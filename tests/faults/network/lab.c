/* SPDX-License-Identifier: MIT */
/* lab.c - one process for the kiosk's side and the proxy, one for the back office, one clock for both. */
#include "tests/faults/network/lab.h"
#include "tests/faults/network/seam.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/envelope.h"
#include "firmware/envelope/open.h"
#include "tests/backoffice/council.h"
#include "tests/lib/given.h"
#include "tests/lib/shared_clock.h"

#include <ftw.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#define TYPE "uk.foyer.submission.v1"

enum { PATIENCE_S = 60, QUIET_TURNS = 12, PASS_MAX_MS = 3 * 24 * 3600 * 1000 };


static void must(enum fail code)
{
	if (code != FAIL_NONE)
		fprintf(stderr, "%s\n", fail_words());
	assert_int_equal(code, FAIL_NONE);
}

void lab_seed(struct lab *lab)
{
	const char *asked = getenv("FOYER_SEED");
	lab->random = asked ? strtoull(asked, NULL, 10) : 0;
	if (lab->random == 0)
		assert_int_equal(getrandom(&lab->random, sizeof lab->random, 0), sizeof lab->random);
	print_message("FOYER_SEED=%llu\n", (unsigned long long)lab->random);
}

size_t lab_below(struct lab *lab, size_t count)
{
	uint64_t mixed = lab->random += 0x9e3779b97f4a7c15u;
	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
	return (size_t)((mixed ^ mixed >> 31) % count);
}

bool lab_long(void)
{
	return getenv("FOYER_FAULT_LONG") != NULL;
}

static void path_in(const struct lab *lab, const char *name, char ret[static 128])
{
	must(file_path(ret, 128, lab->folder, name));
}

static void keys_open(struct lab *lab)
{
	char path[128], key[128];
	json_t *jwk;
	path_in(lab, "device.pem", path);
	must(device_open(path, &lab->device));
	path_in(lab, "council.jwk", path);
	must(json_read(path, 4096, &jwk));
	must(envelope_key_read(jwk, &lab->council));
	json_decref(jwk);
	must(council_key_read(lab->folder, &lab->opener));
	path_in(lab, "ca.pem", path);
	buffer_init(&lab->ca, 16 * 1024);
	must(file_read(path, &lab->ca));
	path_in(lab, "server.pem", path);
	path_in(lab, "server.key", key);
	lab->tls = proxy_tls(path, key);
}

void lab_office_start(struct lab *lab)
{
	char line[128], url[64], port[8];
	snprintf(url, sizeof url, "https://127.0.0.1:%d", lab->proxy.port);
	snprintf(port, sizeof port, "%d", lab->proxy.office_port);
	lab->office = CHILD("foyer-backoffice", "serve", lab->folder, "--port", port, "--accept-new", "--url", url);
	child_line(&lab->office, line, sizeof line);
	lab->proxy.office_port = (int)strtol(strrchr(line, ':') + 1, NULL, 10);
}

int lab_open(void **state)
{
	char url[64];
	struct lab *lab = calloc(1, sizeof *lab);
	assert_non_null(lab);
	shared_clock();
	lab->office.output_fd = -1;
	snprintf(lab->folder, sizeof lab->folder, "/tmp/foyer-network-XXXXXX");
	assert_non_null(mkdtemp(lab->folder));
	struct child init = CHILD("foyer-backoffice", "init", lab->folder);
	BUFFER_AUTO said;
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&init, &said), 0);
	must(loop_new(&lab->loop));
	keys_open(lab);
	proxy_open(&lab->proxy, lab->loop, 0);
	lab_office_start(lab);
	must(storage_open(NULL, lab->folder, true, &lab->storage));
	snprintf(url, sizeof url, "https://127.0.0.1:%d", lab->proxy.port);
	hub_open(&lab->hub, lab->loop, lab->folder, url, buffer_text(&lab->ca), LAB_SOURCE, lab->device);
	*state = lab;
	return 0;
}

static int forget(const char *path, const struct stat *, int, struct FTW *)
{
	return remove(path);
}

int lab_close(void **state)
{
	struct lab *lab = *state;
	lab_deliver_end(lab);
	proxy_close(&lab->proxy);
	seam = (struct seam){ 0 };
	child_kill(&lab->office);
	hub_close(&lab->hub);
	storage_close(lab->storage);
	SSL_CTX_free(lab->tls);
	loop_free(lab->loop);
	device_close(lab->device);
	envelope_key_free(lab->council);
	EVP_PKEY_free(lab->opener);
	buffer_done(&lab->ca);
	nftw(lab->folder, forget, 8, FTW_DEPTH | FTW_PHYS);
	free(lab);
	return 0;
}

void lab_deliver(struct lab *lab)
{
	must(deliver_new(lab->loop, lab->folder, &lab->deliver));
	lab_rest(lab);
}

void lab_deliver_end(struct lab *lab)
{
	deliver_free(lab->deliver);
	lab->deliver = NULL;
}

static void submit(struct lab *lab, size_t count, const char *source)
{
	for (size_t i = 0; i < count; i++) {
		const struct envelope_head head = { .id = id_new(clock_wall_ms()), .source = source, .type = TYPE, .time_ms = clock_wall_ms() };
		json_t *record = json_pack("{s:{s:I}}", "data", "number", (json_int_t)lab->numbers);
		BUFFER_AUTO jwe;
		BUFFER_AUTO event;
		buffer_init(&jwe, ENVELOPE_JWE_MAX_BYTES);
		buffer_init(&event, ENVELOPE_EVENT_MAX_BYTES);
		must(envelope_seal(lab->council, &head, record, &jwe));
		must(envelope_event(&head, (int64_t)++lab->numbers, "synced", buffer_text(&jwe), &event));
		hub_add(&lab->hub, &head.id, buffer_text(&event));
		json_decref(record);
	}
	hub_ring(&lab->hub);
}

size_t lab_submit(struct lab *lab, size_t count)
{
	size_t first = lab->hub.event_count;
	submit(lab, count, LAB_SOURCE);
	return first;
}

size_t lab_submit_strange(struct lab *lab)
{
	submit(lab, 1, "urn:uuid:00000000-4a77-4a0e-9a0b-5d2a0c9e1b42");
	return lab->hub.event_count - 1;
}

void lab_rest(struct lab *lab)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	time_t end = now.tv_sec + PATIENCE_S;
	for (int turns = 0; turns < QUIET_TURNS; turns++) {
		bool rests = deliver_rests(lab->deliver);
		must(loop_once(lab->loop, rests ? 0 : 100));
		if (rests)
			continue;
		turns = 0;
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec > end)
			fail_msg("a request has no end");
	}
}

void lab_pass(struct lab *lab, int64_t by_ms)
{
	shared_clock_pass(by_ms);
	lab_rest(lab);
}

size_t lab_open_events(const struct lab *lab)
{
	return lab->hub.event_count - hub_in_state(&lab->hub, HUB_EVENT_PROVED) - hub_in_state(&lab->hub, HUB_EVENT_PARKED);
}

/* First in the steps of a wait after one failure, then in longer ones. */
int64_t lab_until_proved(struct lab *lab)
{
	int64_t passed_ms = 0;
	for (int64_t step_ms = 5001; lab_open_events(lab) > 0; step_ms = step_ms < 900 * 1000 ? step_ms * 2 : 900 * 1000) {
		if (passed_ms > PASS_MAX_MS)
			fail_msg("%zu events were not delivered in days", lab_open_events(lab));
		lab_pass(lab, step_ms);
		passed_ms += step_ms;
	}
	return passed_ms;
}

static enum fail row_seen(void *context, const struct storage_row *)
{
	++*(size_t *)context;
	return FAIL_NONE;
}

static size_t rows_of(struct lab *lab, const char *id)
{
	size_t rows = 0;
	const struct storage_query query = { .order = STORAGE_BY_ID, .text = id, .max = STORAGE_ROWS_MAX };
	must(lab->storage->engine->each(lab->storage, &query, row_seen, &rows));
	return rows;
}

size_t lab_proved(struct lab *lab)
{
	size_t proved = 0;
	for (size_t i = 0; i < lab->hub.event_count; i++) {
		const struct hub_event *event = &lab->hub.events[i];
		if (event->state != HUB_EVENT_PROVED)
			continue;
		proved++;
		if (lab->storage && rows_of(lab, event->id.text) != 1)
			fail_msg("event %s was deleted, and the back office does not have it", event->id.text);
	}
	return proved;
}

/* Its sequence, as it travels with it, is the number within and one. */
static size_t number_in(const char *event)
{
	static const char before[] = "\"sequence\":\"";
	const char *at = strstr(event, before);
	assert_non_null(at);
	return (size_t)strtoull(at + sizeof before - 1, NULL, 10) - 1;
}

void lab_forget(struct lab *lab)
{
	for (size_t i = 0; i < lab->hub.event_count; i++)
		if (lab->hub.events[i].state == HUB_EVENT_PARKED)
			lab->parked[number_in(lab->hub.events[i].text)] = true;
	hub_forget(&lab->hub);
}

void lab_nudge(struct lab *lab, int64_t by_ms)
{
	lab_pass(lab, by_ms);
	hub_ring(&lab->hub);
	lab_rest(lab);
}

/* ---- counting ---- */

struct counting { struct lab *lab; struct lab_count count; struct storage_cursor last; unsigned char *seen; };

static bool number_of(struct lab *lab, const char *text, size_t *ret)
{
	json_t *event = NULL, *record = NULL;
	int64_t number = -1;
	if (envelope_event_check(text, strlen(text), &event) == FAIL_NONE && event_open(event, lab->opener, &record) == FAIL_NONE)
		number = json_int_or(json_object_get(record, "data"), "number", -1);
	json_decref(event);
	json_decref(record);
	*ret = (size_t)number;
	return number >= 0 && number < (int64_t)lab->numbers;
}

static enum fail row_count(void *context, const struct storage_row *row)
{
	struct counting *counting = context;
	size_t number;
	counting->count.there++;
	counting->last.received_ms = row->received_ms;
	snprintf(counting->last.source, sizeof counting->last.source, "%s", row->source);
	snprintf(counting->last.id, sizeof counting->last.id, "%s", row->id);
	if (!number_of(counting->lab, row->event, &number))
		counting->count.unreadable++;
	else if (counting->seen[number] < 255)
		counting->seen[number]++;
	return FAIL_NONE;
}

struct lab_count lab_count(struct lab *lab)
{
	struct counting counting = { .lab = lab, .seen = calloc(1, lab->numbers + 1) };
	struct storage_query query = { .order = STORAGE_NEWEST, .max = STORAGE_ROWS_MAX };
	for (size_t before = SIZE_MAX; before != counting.count.there; query.from = &counting.last) {
		before = counting.count.there;
		must(lab->storage->engine->each(lab->storage, &query, row_count, &counting));
	}
	for (size_t i = 0; i < lab->numbers; i++) {
		counting.count.lost += counting.seen[i] == 0 && !lab->parked[i];
		counting.count.doubled += counting.seen[i] > 1 ? counting.seen[i] - 1u : 0;
	}
	free(counting.seen);
	return counting.count;
}

void lab_all_once(struct lab *lab, const char *what)
{
	assert_int_equal(lab_open_events(lab), 0);
	lab_forget(lab);
	const struct lab_count count = lab_count(lab);
	size_t parked = 0;
	for (size_t i = 0; i < lab->numbers; i++)
		parked += lab->parked[i];
	print_message("%s: %zu events, %zu set aside: lost %zu, doubled %zu, unreadable %zu\n", what, lab->numbers, parked, count.lost, count.doubled, count.unreadable);
	assert_int_equal(count.lost + count.doubled + count.unreadable, 0);
	assert_int_equal(count.there, lab->numbers - parked);
}
