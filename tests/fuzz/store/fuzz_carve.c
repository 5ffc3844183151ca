/* SPDX-License-Identifier: MIT */
/* fuzz.carve - a good store with bytes of it changed: whatever comes out of it is what went in, to the byte. */
/* DESIGN: the input is a list of {offset 3 bytes, value 1 byte} over a file that is made once, as in fuzz.content_file. */
#include "firmware/store/carve.h"

#include "firmware/store/store.h"
#include "firmware/store/submission.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EVENTS = 12, FILE_MAX_BYTES = 1 << 19, CHANGES_MAX = 64, JWE_MAX_BYTES = 24 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static char place[] = "/tmp/foyer-fuzz-XXXXXX", path[64], good[FILE_MAX_BYTES];
static size_t good_bytes;
static struct buffer events[EVENTS + 1]; /* by sequence */

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void submit(struct store *store, int number)
{
	static char jwe[JWE_MAX_BYTES + 32];
	size_t length = (size_t)(number % 3 == 0 ? JWE_MAX_BYTES : 1000 * number) / 4 * 4;
	size_t head = (size_t)snprintf(jwe, sizeof jwe, "eyJh..%08x.", (unsigned)number);
	memset(jwe + head, 'A' + number, length);
	snprintf(jwe + head + length, sizeof jwe - head - length, ".tagg");
	struct submission submission = { .service = "missed-bin", .language = "en", .due = "", .source = "urn:uuid:01920000-0000-7000-8000-00000000aaaa",
		.type = "uk.foyer.submission.v1", .kiosk_clock = "synced", .jwe = jwe, .time_ms = 1000000 + number };
	struct submitted submitted;
	snprintf(submission.id.text, sizeof submission.id.text, "01920000-0000-7000-8000-%012x", (unsigned)number);
	snprintf(submission.reference.text, sizeof submission.reference.text, "MB 000 %03d XXX", number);
	must(submission_add(store, &submission, 1000000, &submitted) == FAIL_NONE && submitted.sequence == number);
}

static void file_take(void)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	must(fd >= 0);
	ssize_t got = read(fd, good, sizeof good);
	must(got > 0 && got < (ssize_t)sizeof good);
	close(fd);
	good_bytes = (size_t)got;
}

static void file_put(const char *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	must(fd >= 0 && write(fd, bytes, good_bytes) == (ssize_t)good_bytes);
	close(fd);
}

/* Everything in the file at hand, where an event may come twice. @learn: keep it; else it must be what was learned. Returns how many were learned. */
static int carve_all(bool learn)
{
	struct carve *carve;
	struct carved found = { 0 };
	int64_t damaged = 0;
	int count = 0;
	buffer_init(&found.event, 64 * 1024);
	must(carve_open(place, &carve) == FAIL_NONE);
	while (carve_at(carve) < carve_pages(carve)) {
		if (carve_next(carve, 1, &found, &damaged) != FAIL_NONE)
			continue;
		must(found.sequence >= 1 && found.sequence <= EVENTS);
		struct buffer *known = &events[found.sequence];
		if (learn && known->size_bytes == 0) {
			must(buffer_add(known, found.event.bytes, found.event.size_bytes) == FAIL_NONE);
			count++;
		}
		must(known->size_bytes == found.event.size_bytes && memcmp(known->bytes, found.event.bytes, known->size_bytes) == 0);
	}
	carve_close(carve);
	buffer_done(&found.event);
	fail_clear();
	return count;
}

static void begin(void)
{
	must(mkdtemp(place) != NULL);
	snprintf(path, sizeof path, "%s/store.db", place);
	const struct store_options options = { .folder = place, .max_pages = STORE_PAGES_DEFAULT, .now_ms = 1000000 };
	struct store_opening opening;
	struct store *store;
	must(store_open(&options, &opening, &store) == FAIL_NONE);
	for (int i = 1; i <= EVENTS; i++) {
		buffer_init(&events[i], 64 * 1024);
		submit(store, i);
	}
	store_close(store);
	file_take();
	must(carve_all(true) == EVENTS);
}

static void end(void)
{
	unlink(path);
	rmdir(place);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static char changed[FILE_MAX_BYTES];
	if (good_bytes == 0) {
		begin();
		must(atexit(end) == 0);
	}
	memcpy(changed, good, good_bytes);
	for (size_t i = 0; i + 4 <= size && i < CHANGES_MAX * 4; i += 4)
		changed[((size_t)bytes[i] << 16 | (size_t)bytes[i + 1] << 8 | bytes[i + 2]) % good_bytes] = (char)bytes[i + 3];
	file_put(changed);
	carve_all(false);
	return 0;
}
