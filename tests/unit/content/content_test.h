/* SPDX-License-Identifier: MIT */
/* content_test.h - a folder with a council's files, and the content.db made of them. */
#pragma once

#include "firmware/store/content_build.h"
#include "tests/lib/given.h"

struct given_content {
	char folder[GIVEN_PATH_BYTES], addresses[GIVEN_PATH_BYTES], rounds[GIVEN_PATH_BYTES], areas[GIVEN_PATH_BYTES], file[GIVEN_PATH_BYTES];
	struct content_report report;
	char problems[16384];     /* "addresses 3: words" each on a line; "note" before those that left nothing out */
	int64_t max_addresses;
};

#define ADDRESS_HEADER "uprn,line1,line2,line3,line4,town,postcode,easting,northing,rounds\n"
#define TWO_ROUNDS \
	"{\"shifts\":{\"slip\":{\"off\":[\"bank\"],\"days\":1,\"moves\":\"week\"}},\"containers\":{\"refuse\":{\"name\":{\"en\":\"Black bin\"}}," \
	"\"paper\":{\"name\":{\"en\":\"Blue bin\"}}},\"rounds\":[" \
	"{\"code\":\"A\",\"container\":\"refuse\",\"start\":\"2026-11-02\",\"rule\":\"FREQ=WEEKLY\",\"shift\":\"slip\"}," \
	"{\"code\":\"B\",\"container\":\"paper\",\"start\":\"2026-11-03\",\"rule\":\"FREQ=WEEKLY;INTERVAL=2\"}]}"

int content_test_setup(void **state);
int content_test_teardown(void **state);
#define content_test(CASE) cmocka_unit_test_setup_teardown(CASE, content_test_setup, content_test_teardown)

/** content_test_build - write the files (@rounds, @areas may be NULL) and build; the code. */
enum fail content_test_build(struct given_content *given, const char *addresses, const char *rounds, const char *areas);

/** content_test_open - build as above, which must work, and open; end with content_close(). */
struct content *content_test_open(struct given_content *given, const char *addresses, const char *rounds, const char *areas);
