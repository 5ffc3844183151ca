/* SPDX-License-Identifier: MIT */
#include "tests/journeys/at_desk.h"

#include "tests/lib/screen.h"
#include "tests/lib/staff_list.h"
#include "tests/lib/wait.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* 23 November 2026: the library is open. */
#define MONDAY_AT_TEN_MS INT64_C(1795428000000)

/* One that is free now; foyer-desk takes it a moment later. */
static int free_port(void)
{
	struct sockaddr_in where = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof where;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&where, size), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&where, &size), 0);
	close(fd);
	return ntohs(where.sin_port);
}

static void name_desk(struct at_desk *given)
{
	char path[GIVEN_PATH_BYTES], listen[32];
	snprintf(listen, sizeof listen, "127.0.0.1:%d", free_port());
	snprintf(given->url, sizeof given->url, "https://%s/", listen);
	given_path(path, given->kiosk.state, "kiosk.json");
	json_t *file = json_load_file(path, 0, NULL);
	assert_non_null(file);
	json_object_set_new(file, "desk", json_pack("{s:s}", "listen", listen));
	assert_int_equal(json_dump_file(file, path, 0), 0);
	json_decref(file);
}

int at_desk_set_up(void **state)
{
	struct at_desk *given = calloc(1, sizeof *given);
	char forms[GIVEN_PATH_BYTES];
	*state = given;
	given_built("assets/forms", forms);
	kiosk_start(&given->kiosk, &(struct kiosk_plan){ .forms = forms, .begins_ms = MONDAY_AT_TEN_MS });
	kiosk_halt(&given->kiosk);
	name_desk(given);
	staff_list(given->kiosk.state, given->kiosk.assets, 0, staff_list_sam());
	kiosk_run(&given->kiosk);
	screen_await(&given->kiosk, "start");
	browser_start(&given->browser, given->kiosk.folder);
	return 0;
}

int at_desk_tear_down(void **state)
{
	struct at_desk *given = *state;
	browser_stop(&given->browser);
	kiosk_end(&given->kiosk);
	free(given);
	return 0;
}

bool at_desk_is(struct at_desk *given, const char *expression)
{
	char script[1024], said[16];
	snprintf(script, sizeof script, "String(!!(%s))", expression);
	browser_eval(&given->browser, script, said, sizeof said);
	return strcmp(said, "true") == 0;
}

void at_desk_until(struct at_desk *given, const char *expression)
{
	char page[16384];
	if (browser_until(&given->browser, expression))
		return;
	browser_eval(&given->browser, "document.body.innerText", page, sizeof page);
	fail_msg("%s is not so at the desk, but: %s", expression, page);
}

void at_desk_words(struct at_desk *given, const char *words)
{
	char script[512];
	snprintf(script, sizeof script, "document.body.innerText.includes(\"%s\")", words);
	at_desk_until(given, script);
}

void at_desk_sign_in(struct at_desk *given)
{
	char nothing[8];
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	do {
		browser_go(&given->browser, given->url);
	} while (!at_desk_is(given, "document.querySelector('#pin')") && deadline_pause(deadline)); /* it may not listen yet */
	browser_eval(&given->browser, "document.querySelector('#who').value = '4471', document.querySelector('#pin').value = '839205', document.querySelector('main form').submit(), ''", nothing, sizeof nothing);
	at_desk_words(given, "Signed in as Sam");
	at_desk_until(given, "document.readyState === 'complete'"); /* its script has run: from here on it follows by itself */
}

void at_desk_press(struct at_desk *given, const char *id)
{
	char script[256], nothing[8];
	snprintf(script, sizeof script, "!!document.getElementById('%s')", id);
	at_desk_until(given, script);
	snprintf(script, sizeof script, "document.getElementById('%s').click(), ''", id);
	browser_eval(&given->browser, script, nothing, sizeof nothing);
}
