/* SPDX-License-Identifier: MIT */
/* unit.portal - a network that answers in place of the council is named as what it is; nothing is decided by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/sync/portal.h"
#include "tests/unit/sync/stage.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* A plain web server that says one thing to everybody. */
struct plain {
	struct loop *loop;
	int fd, guest, asked;
	const char *answer;
	char request[512], url[64];
};

static void plain_heard(void *context, int fd, uint32_t)
{
	struct plain *plain = context;
	ssize_t size = read(fd, plain->request, sizeof plain->request - 1);
	plain->request[size > 0 ? size : 0] = '\0';
	if (size > 0) {
		plain->asked++;
		assert_int_equal(write(fd, plain->answer, strlen(plain->answer)), strlen(plain->answer));
	}
	loop_unwatch(plain->loop, fd);
	close(fd);
	plain->guest = -1;
}

static void plain_knocked(void *context, int fd, uint32_t)
{
	struct plain *plain = context;
	plain->guest = accept(fd, NULL, NULL);
	assert_int_equal(loop_watch(plain->loop, plain->guest, EPOLLIN, plain_heard, plain), FAIL_NONE);
}

static void plain_open(struct plain *plain, struct loop *loop, const char *answer)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	*plain = (struct plain){ .loop = loop, .fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), .guest = -1, .answer = answer };
	assert_int_equal(bind(plain->fd, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(plain->fd, 4), 0);
	assert_int_equal(getsockname(plain->fd, (struct sockaddr *)&at, &size), 0);
	assert_int_equal(loop_watch(loop, plain->fd, EPOLLIN, plain_knocked, plain), FAIL_NONE);
	snprintf(plain->url, sizeof plain->url, "http://127.0.0.1:%d/generate_204", ntohs(at.sin_port));
}

static void plain_close(struct plain *plain)
{
	loop_unwatch(plain->loop, plain->fd);
	close(plain->fd);
}

static void elsewhere(void *, const struct https_request *, struct https_answer *answer)
{
	answer->status = 302; /* what a portal does to https, if it can */
}

static bool was_asked(void *context)
{
	return ((struct plain *)context)->asked > 0;
}

/* A kiosk with something to send whose far end is not the council, and what it told the hub. */
static void tried(struct stage *stage, struct plain *plain, const char *answer)
{
	plain_open(plain, stage->place.loop, answer);
	stage->hub.way = json_pack("{s:s}", "portal", plain->url);
	stage->place.call = elsewhere;
	stage_add(stage, 1);
	stage_start(stage);
	assert_true(place_until(&stage->place, was_asked, plain));
	stage_pass(stage, 0);
	stage_pass(stage, 3000);
	assert_string_equal(stage->hub.network, "down");
	assert_int_equal(stage_proved(stage), 0);
}

static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 21\r\nConnection: close\r\n\r\n<h1>Free WiFi</h1>...";
static const char moved[] = "HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
static const char nothing[] = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

static void a_sign_in_page_is_named(void **state)
{
	struct stage *stage = *state;
	struct plain plain;
	tried(stage, &plain, page);
	assert_non_null(strstr(stage->hub.words, "sign in: its own page answers"));
	assert_non_null(strstr(plain.request, "GET /generate_204"));
	assert_null(strstr(plain.request, "Authorization")); /* nothing of ours goes out in plain */
	plain_close(&plain);
}

static void so_is_one_that_sends_elsewhere(void **state)
{
	struct stage *stage = *state;
	struct plain plain;
	tried(stage, &plain, moved);
	assert_non_null(strstr(stage->hub.words, "its own page answers"));
	plain_close(&plain);
}

static void a_clear_way_changes_no_words(void **state)
{
	struct stage *stage = *state;
	struct plain plain;
	tried(stage, &plain, nothing);
	assert_null(strstr(stage->hub.words, "its own page answers"));
	assert_string_not_equal(stage->hub.words, "");
	plain_close(&plain);
}

static void it_is_not_asked_at_every_try(void **state)
{
	struct stage *stage = *state;
	struct plain plain;
	tried(stage, &plain, nothing);
	for (int i = 0; i < 20; i++)
		stage_pass(stage, PORTAL_EVERY_MS / 40);
	assert_int_equal(plain.asked, 1);
	plain_close(&plain);
}

int main(void)
{
#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, stage_open, stage_close)
	const struct CMUnitTest cases[] = {
		CASE(a_sign_in_page_is_named),
		CASE(so_is_one_that_sends_elsewhere),
		CASE(a_clear_way_changes_no_words),
		CASE(it_is_not_asked_at_every_try),
	};
	return cmocka_run_group_tests_name("portal", cases, NULL, NULL);
}
