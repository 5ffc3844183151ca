/* SPDX-License-Identifier: MIT */
/* fuzz.content_file - a good content.db with bytes of it changed: it opens or is refused, and every look-up answers within its limits. */
/* DESIGN: the input is a list of {offset 3 bytes, value 1 byte} over a file that is built once: mutating 28 KiB whole finds nothing. */
#include "firmware/store/content_build.h"

#include "firmware/base/span.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FILE_MAX_BYTES = 1 << 20, CHANGES_MAX = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char addresses[] = "uprn,line1,town,postcode,rounds\n1,1 Mill Lane,Mereford,MF2 4QT,A\n2,2 Mill Lane,Mereford,MF2 4QT,A B\n3,3 Low Road,Mereford,MF3 1AA,\n";
static const char rounds[] = "{\"containers\":{\"refuse\":{\"name\":{\"en\":\"Black bin\"}}},\"rounds\":[{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\","
	"\"rule\":\"FREQ=WEEKLY\"},{\"code\":\"B\",\"container\":\"refuse\",\"start\":\"2026-11-03\",\"rule\":\"FREQ=DAILY\"}]}";
static const char areas[] = "outward,council,phone,web\nMF9,Eastwick,1,2\n";

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void hear(void *context, const struct content_problem *problem)
{
	(void)context;
	(void)problem;
}

static void put(const char *path, const char *text, size_t size)
{
	FILE *file = fopen(path, "we");
	must(file && fwrite(text, 1, size, file) == size && fclose(file) == 0);
}

static size_t build(char *ret)
{
	char folder[] = "/tmp/foyer-fuzz-XXXXXX", path[4][64];
	static const char *const names[] = { "addresses", "rounds", "areas", "content.db" };
	must(mkdtemp(folder) != NULL);
	for (int i = 0; i < 4; i++)
		snprintf(path[i], sizeof path[i], "%s/%s", folder, names[i]);
	put(path[0], addresses, sizeof addresses - 1);
	put(path[1], rounds, sizeof rounds - 1);
	put(path[2], areas, sizeof areas - 1);
	const struct content_sources sources = { .addresses = path[0], .rounds = path[1], .areas = path[2] };
	const struct content_listener listener = { hear, NULL };
	struct content_report report;
	must(content_build(&sources, path[3], &listener, &report) == FAIL_NONE && report.source[0].kept == 3);
	FILE *file = fopen(path[3], "re");
	must(file != NULL);
	size_t size = fread(ret, 1, FILE_MAX_BYTES, file);
	fclose(file);
	for (int i = 0; i < 4; i++)
		unlink(path[i]);
	rmdir(folder);
	return size;
}

static void ask(const char *path)
{
	static struct content_address found[CONTENT_PAGE_MAX];
	static struct round known[CONTENT_ROUNDS_MAX];
	struct content_area near[CONTENT_AREAS_MAX];
	struct content *content = NULL;
	struct postcode postcode;
	size_t count = 0;
	int64_t total = 0;
	if (content_open(path, &content) != FAIL_NONE)
		return;
	must(postcode_read(span_of("MF2 4QT"), &postcode));
	if (content_addresses(content, &postcode, 0, found, &count, &total) == FAIL_NONE)
		must(count <= CONTENT_PAGE_MAX);
	char names[CONTENT_NAMES_MAX][CONTENT_LINE_MAX_BYTES + 1];
	if (content_names(content, CONTENT_STREET, "mi", names, &count) == FAIL_NONE)
		must(count <= CONTENT_NAMES_MAX && (count == 0 || strlen(names[0]) <= CONTENT_LINE_MAX_BYTES));
	must(postcode_read(span_of("MF9 4QT"), &postcode));
	if (content_areas(content, &postcode, near, &count) == FAIL_NONE)
		must(count <= CONTENT_AREAS_MAX);
	if (content_rounds(content, 2, known, &count) == FAIL_NONE)
		must(count <= CONTENT_ROUNDS_MAX);
	content_close(content);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static char whole[FILE_MAX_BYTES], path[64];
	static size_t whole_size;
	static int fd = -1;
	if (fd < 0) {
		whole_size = build(whole);
		fd = memfd_create("content", MFD_CLOEXEC);
		must(fd >= 0 && write(fd, whole, whole_size) == (ssize_t)whole_size);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	size_t count = size / 4 < CHANGES_MAX ? size / 4 : CHANGES_MAX;
	for (int back = 0; back < 2; back++) {
		for (size_t i = 0; i < count; i++) {
			size_t at = ((size_t)bytes[i * 4] << 16 | (size_t)bytes[i * 4 + 1] << 8 | bytes[i * 4 + 2]) % whole_size;
			must(pwrite(fd, back ? &whole[at] : (const char *)&bytes[i * 4 + 3], 1, (off_t)at) == 1);
		}
		if (!back)
			ask(path);
		fail_clear();
	}
	return 0;
}
