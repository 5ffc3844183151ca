/* SPDX-License-Identifier: MIT */
/* browser.c - messages are JSON with a NUL behind each; what is not an answer to the last call is passed over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/backoffice/browser.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_MS = 30 * 1000, MESSAGE_MAX_BYTES = 32 * 1024 * 1024, TURN_MS = 30, IN_FD = 3, OUT_FD = 4, HIGH_FD = 20 };

static void child_run(int in_fd, int out_fd, const char *folder)
{
	char profile[160];
	int in = fcntl(in_fd, F_DUPFD, HIGH_FD), out = fcntl(out_fd, F_DUPFD, HIGH_FD), nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	snprintf(profile, sizeof profile, "--user-data-dir=%s/browser", folder);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setenv("HOME", folder, 1);
	if (dup2(in, IN_FD) < 0 || dup2(out, OUT_FD) < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
		_exit(126);
	execlp("chromium", "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--ignore-certificate-errors",
		"--remote-debugging-pipe", "--window-size=1280,900", profile, "about:blank", NULL);
	_exit(127);
}

static void message_send(const struct browser *browser, json_t *message)
{
	char *text = json_dumps(message, JSON_COMPACT);
	size_t size = strlen(text) + 1, at = 0;
	while (at < size) {
		ssize_t wrote = write(browser->to_fd, text + at, size - at);
		if (wrote <= 0)
			fail_msg("the browser has ended");
		at += (size_t)wrote;
	}
	free(text);
	json_decref(message);
}

/* The next message; more may have come with it and stay. */
static json_t *message_next(struct browser *browser)
{
	char *end;
	while (!(end = memchr(browser->room, '\0', browser->used))) {
		struct pollfd waiting = { .fd = browser->from_fd, .events = POLLIN };
		if (browser->used == browser->size || poll(&waiting, 1, WAIT_MS) <= 0)
			fail_msg("the browser does not answer");
		ssize_t got = read(browser->from_fd, browser->room + browser->used, browser->size - browser->used);
		if (got <= 0)
			fail_msg("the browser has ended");
		browser->used += (size_t)got;
	}
	json_t *message = json_loads(browser->room, 0, NULL);
	size_t whole = (size_t)(end - browser->room) + 1;
	memmove(browser->room, browser->room + whole, browser->used - whole);
	browser->used -= whole;
	assert_non_null(message);
	return message;
}

static json_t *asked(struct browser *browser, const char *method, json_t *params, json_t **ret_error)
{
	int id = ++browser->last_id;
	json_t *message = json_pack("{s:i, s:s, s:o}", "id", id, "method", method, "params", params ? params : json_object());
	if (browser->session[0])
		json_object_set_new(message, "sessionId", json_string(browser->session));
	message_send(browser, message);
	for (;;) {
		json_t *answer = message_next(browser);
		if (json_integer_value(json_object_get(answer, "id")) == id) {
			json_t *result = json_incref(json_object_get(answer, "result"));
			*ret_error = json_incref(json_object_get(answer, "error"));
			json_decref(answer);
			return result;
		}
		json_decref(answer);
	}
}

json_t *browser_call(struct browser *browser, const char *method, json_t *params)
{
	json_t *error = NULL, *result = asked(browser, method, params, &error);
	if (error)
		fail_msg("%s: %s", method, json_dumps(error, JSON_COMPACT));
	return result;
}

void browser_start(struct browser *browser, const char *folder)
{
	int to[2], from[2];
	*browser = (struct browser){ .room = malloc(MESSAGE_MAX_BYTES), .size = MESSAGE_MAX_BYTES };
	assert_int_equal(pipe2(to, O_CLOEXEC), 0);
	assert_int_equal(pipe2(from, O_CLOEXEC), 0);
	browser->pid = fork();
	assert_true(browser->pid >= 0);
	if (browser->pid == 0)
		child_run(to[0], from[1], folder);
	close(to[0]);
	close(from[1]);
	browser->to_fd = to[1];
	browser->from_fd = from[0];
	json_t *target = browser_call(browser, "Target.createTarget", json_pack("{s:s}", "url", "about:blank"));
	json_t *session = browser_call(browser, "Target.attachToTarget", json_pack("{s:O, s:b}", "targetId", json_object_get(target, "targetId"), "flatten", 1));
	snprintf(browser->session, sizeof browser->session, "%s", json_string_value(json_object_get(session, "sessionId")));
	json_decref(target);
	json_decref(session);
}

void browser_stop(struct browser *browser)
{
	if (browser->pid > 0) {
		kill(browser->pid, SIGKILL);
		waitpid(browser->pid, NULL, 0);
		close(browser->to_fd);
		close(browser->from_fd);
	}
	free(browser->room);
	*browser = (struct browser){ 0 };
}

void browser_eval(struct browser *browser, const char *expression, char *ret, size_t room)
{
	json_t *error = NULL, *params = json_pack("{s:s, s:b}", "expression", expression, "returnByValue", 1), *result = asked(browser, "Runtime.evaluate", params, &error);
	const json_t *value = json_object_get(result, "exceptionDetails") ? NULL : json_object_get(json_object_get(result, "result"), "value");
	char *text = value && !json_is_string(value) ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
	snprintf(ret, room, "%s", text ? text : json_string_value(value) ? json_string_value(value) : "");
	free(text);
	json_decref(error);
	json_decref(result);
}

bool browser_until(struct browser *browser, const char *expression)
{
	struct timespec now;
	char value[16] = "";
	clock_gettime(CLOCK_MONOTONIC, &now);
	for (time_t end = now.tv_sec + WAIT_MS / 1000; now.tv_sec < end; clock_gettime(CLOCK_MONOTONIC, &now)) {
		browser_eval(browser, expression, value, sizeof value);
		if (strcmp(value, "true") == 0)
			return true;
		poll(NULL, 0, TURN_MS);
	}
	return false;
}

void browser_go(struct browser *browser, const char *url)
{
	json_decref(browser_call(browser, "Page.navigate", json_pack("{s:s}", "url", url)));
	assert_true(browser_until(browser, "document.readyState === 'complete'"));
}

void browser_shot(struct browser *browser, const char *name)
{
	const char *folder = getenv("FOYER_SHOTS");
	char path[256];
	if (!folder)
		return;
	json_t *shot = browser_call(browser, "Page.captureScreenshot", json_pack("{s:b}", "captureBeyondViewport", 1));
	const char *text = json_string_value(json_object_get(shot, "data"));
	size_t size = strlen(text);
	unsigned char *bytes = malloc(size);
	int written = EVP_DecodeBlock(bytes, (const unsigned char *)text, (int)size);
	snprintf(path, sizeof path, "%s/%s.png", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, (size_t)written, file), (size_t)written);
	fclose(file);
	free(bytes);
	json_decref(shot);
}
