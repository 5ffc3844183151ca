/* SPDX-License-Identifier: MIT */
#include "tests/bench/site/browsers.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WINDOWS_MAX = 64, RELOAD_S = 10, BATCH = 5 /* opened at once */, FIELD_BYTES = 128 };

struct text { char *bytes; size_t size, room; char cookie[BROWSERS_COOKIE_BYTES]; };

static size_t body_call(char *bytes, size_t, size_t count, void *context)
{
	struct text *text = context;
	size_t left = text->room - text->size, size = count < left ? count : left;
	memcpy(text->bytes + text->size, bytes, size);
	text->size += size;
	return count;
}

/* The last cookie that is set and not taken away, but for what a browser is known by: that lets nobody in. */
static size_t head_call(char *line, size_t, size_t size, void *context)
{
	struct text *text = context;
	static const char name[] = "set-cookie: ";
	if (size > sizeof name && strncasecmp(line, name, sizeof name - 1) == 0 && !memmem(line, size, "Max-Age=0", 9) && !memmem(line, size, "foyer-known=", 12))
		snprintf(text->cookie, sizeof text->cookie, "%.*s", (int)strcspn(line + sizeof name - 1, ";\r\n"), line + sizeof name - 1);
	return size;
}

static CURL *request(const char *url, const char *path, const char *cookie, struct text *text)
{
	CURL *easy = curl_easy_init();
	char whole[256];
	snprintf(whole, sizeof whole, "%s%s", url, path);
	curl_easy_setopt(easy, CURLOPT_URL, whole);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	if (cookie && cookie[0])
		curl_easy_setopt(easy, CURLOPT_COOKIE, cookie);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body_call);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, text);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, head_call);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, text);
	return easy;
}

/* Its status, 0: none; @form: NULL: GET. @ret_wire: what came, with its head. */
static long run(const char *url, const char *path, const char *cookie, const char *form, struct text *text, long *ret_wire)
{
	long status = 0, head = 0;
	curl_off_t body = 0;
	CURL *easy = request(url, path, cookie, text);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, 20L);
	if (form)
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, form);
	if (curl_easy_perform(easy) == CURLE_OK)
		curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &head);
	curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &body);
	if (ret_wire)
		*ret_wire = head + (long)body;
	curl_easy_cleanup(easy);
	return status;
}

/* The token that forms of @page carry. */
static int token_of(const char *page, char ret[static FIELD_BYTES])
{
	const char *at = strstr(page, "name=\"token\" value=\"");
	return at && sscanf(at, "name=\"token\" value=\"%100[0-9a-f]", ret) == 1 ? 0 : -1;
}

int browsers_seen(const char *url, const char *cookie, const char *page)
{
	char form[FIELD_BYTES + 8] = "token=", nothing[16];
	struct text text = { .bytes = nothing, .room = sizeof nothing };
	return token_of(page, form + strlen("token=")) == 0 && run(url, "/seen", cookie, form, &text, NULL) == 204 ? 0 : -1;
}

int browsers_sign_in(const char *url, const char *number, const char *pin, char ret_cookie[static BROWSERS_COOKIE_BYTES])
{
	static char page[BROWSERS_PAGE_BYTES];
	struct text text = { .bytes = page, .room = sizeof page - 1 };
	char form[512], token[FIELD_BYTES] = "";
	if (run(url, "/", NULL, NULL, &text, NULL) != 200)
		return -1;
	page[text.size] = '\0';
	if (token_of(page, token) != 0)
		return -1;
	char door[BROWSERS_COOKIE_BYTES];
	snprintf(door, sizeof door, "%s", text.cookie);
	snprintf(form, sizeof form, "token=%s&how=number&who=%s&pin=%s", token, number, pin);
	text = (struct text){ .bytes = page, .room = sizeof page - 1 };
	if (run(url, "/in", door, form, &text, NULL) != 303 || !text.cookie[0])
		return -1;
	snprintf(ret_cookie, BROWSERS_COOKIE_BYTES, "%s", text.cookie);
	return 0;
}

long browsers_load(const char *url, const char *cookie, int whole, char ret_page[static BROWSERS_PAGE_BYTES])
{
	static const char *const files[] = { "/brand.css", "/desk.css", "/desk.js", "/logo.svg" };
	struct text text = { .bytes = ret_page, .room = BROWSERS_PAGE_BYTES - 1 };
	long wire = 0, all = 0;
	if (run(url, "/", cookie, NULL, &text, &wire) != 200)
		return -1;
	ret_page[text.size] = '\0';
	all = wire;
	for (size_t i = 0; whole && i < sizeof files / sizeof files[0]; i++) {
		static char room[BROWSERS_PAGE_BYTES];
		struct text file = { .bytes = room, .room = sizeof room };
		if (run(url, files[i], cookie, NULL, &file, &wire) != 200)
			return -1;
		all += wire;
	}
	return all;
}

/* ---- windows ---- */

struct window { CURL *stream, *load; struct text heard, page; const char *cookie; int loading; time_t loaded; };

static void reload(CURLM *multi, struct window *window, const char *url)
{
	window->page.size = 0;
	window->load = request(url, "/", window->cookie, &window->page);
	curl_easy_setopt(window->load, CURLOPT_PRIVATE, window);
	curl_multi_add_handle(multi, window->load);
	window->loaded = time(NULL);
}

static void settle(CURLM *multi)
{
	CURLMsg *message;
	int left;
	while ((message = curl_multi_info_read(multi, &left))) {
		struct window *window = NULL;
		CURL *easy = message->easy_handle;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &window);
		if (message->msg != CURLMSG_DONE || !window || window->load != easy) { /* a window does not listen any more */
			long status = 0;
			curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
			fprintf(stderr, "a window was closed: %s, status %ld\n", curl_easy_strerror(message->data.result), status);
			_exit(3);
		}
		curl_multi_remove_handle(multi, easy);
		curl_easy_cleanup(easy);
		window->load = NULL;
	}
}

static void open_stream(CURLM *multi, struct window *window, const char *url)
{
	window->stream = request(url, "/events", window->cookie, &window->heard);
	curl_easy_setopt(window->stream, CURLOPT_PRIVATE, window);
	curl_multi_add_handle(multi, window->stream);
}

[[gnu::noreturn]] static void live(const char *url, const char (*cookies)[BROWSERS_COOKIE_BYTES], size_t cookie_count, int count, int ready_fd)
{
	static struct window windows[WINDOWS_MAX];
	static char room[WINDOWS_MAX][2][BROWSERS_PAGE_BYTES];
	CURLM *multi = curl_multi_init();
	int running, listening = 0;
	int opened = 0;
	for (int i = 0; i < count; i++)
		windows[i] = (struct window){ .cookie = cookies[(size_t)i % cookie_count], .heard = { .bytes = room[i][0], .room = BROWSERS_PAGE_BYTES }, .page = { .bytes = room[i][1], .room = BROWSERS_PAGE_BYTES },
			.loaded = time(NULL) - RELOAD_S * i / count };
	for (;;) {
		for (int i = 0; i < BATCH && opened < count && (opened == 0 || windows[opened - 1].heard.size > 0); i++, opened++)
			open_stream(multi, &windows[opened], url);
		curl_multi_perform(multi, &running);
		settle(multi);
		int heard = 0;
		for (int i = 0; i < count; i++) {
			heard += windows[i].heard.size > 0;
			if (heard == count && !windows[i].load && time(NULL) - windows[i].loaded >= RELOAD_S)
				reload(multi, &windows[i], url);
		}
		if (heard == count && !listening && write(ready_fd, "r", 1) == 1)
			listening = 1;
		curl_multi_poll(multi, NULL, 0, 500, NULL);
	}
}

pid_t browsers_open(const char *url, const char (*cookies)[BROWSERS_COOKIE_BYTES], size_t cookie_count, int count)
{
	int ends[2];
	char ready = 0;
	if (count > WINDOWS_MAX || pipe(ends) < 0)
		return -1;
	pid_t parent = getpid(), pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
		close(ends[0]);
		if (getppid() == parent)
			live(url, cookies, cookie_count, count, ends[1]);
		_exit(1);
	}
	close(ends[1]);
	if (pid > 0 && read(ends[0], &ready, 1) != 1) {
		browsers_close(pid);
		pid = -1;
	}
	close(ends[0]);
	return pid;
}

void browsers_close(pid_t pid)
{
	if (pid <= 0)
		return;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}
