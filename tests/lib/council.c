/* SPDX-License-Identifier: MIT */
#include "tests/lib/council.h"

#include "firmware/base/buffer.h"
#include "tests/lib/wait.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ANSWER_MAX_BYTES = 32 * 1024 * 1024, METRICS_MAX_BYTES = 64 * 1024 };

/* A port that nobody else on this machine is given while @ret_fd holds it; the server shares it, as both say SO_REUSEADDR. */
static int held_port(int *ret_fd)
{
	const int one = 1;
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one), 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
	*ret_fd = fd;
	return ntohs(address.sin_port);
}

void council_command(struct council *council, const char *const *more, char *ret, size_t room)
{
	char program[GIVEN_PATH_BYTES];
	given_built("bin/foyer-backoffice", program);
	char *words[16] = { program, (char *)more[0], council->folder };
	for (int i = 1; more[i]; i++)
		words[i + 2] = (char *)more[i];
	if (process_run(words, ret, room) != 0)
		fail_msg("foyer-backoffice %s failed", more[0]);
}

void council_place(struct council *council, const char *folder)
{
	char said[1024];
	given_path(council->folder, folder, "council");
	given_path(council->said, folder, "council.said");
	council->port = held_port(&council->port_fd);
	council_command(council, (const char *[]){ "init", NULL }, said, sizeof said);
}

/* How often the server has said that it listens: once a start. */
static int listened(struct council *council)
{
	int times = 0;
	char *text = given_text(council->said);
	for (const char *at = text; at && (at = strstr(at, "listening ")); at++)
		times++;
	free(text);
	return times;
}

void council_start(struct council *council)
{
	char program[GIVEN_PATH_BYTES], port[16];
	int before = listened(council);
	given_built("bin/foyer-backoffice", program);
	snprintf(port, sizeof port, "%d", council->port);
	char *words[16] = { program, "serve", council->folder, "--port", port, "--pages-open" };
	int count = 6;
	if (!council->strangers_out)
		words[count++] = "--accept-new";
	if (council->mtls)
		words[count++] = "--mtls";
	if (council->fault) {
		words[count++] = "--fault";
		words[count++] = (char *)council->fault;
	}
	if (council->fault_count) {
		words[count++] = "--fault-count";
		words[count++] = (char *)council->fault_count;
	}
	char *page = getenv("FOYER_CLOCK") ? strdup(getenv("FOYER_CLOCK")) : NULL;
	if (council->own_clock)
		unsetenv("FOYER_CLOCK");
	process_start(&council->process, council->said, words);
	if (page)
		setenv("FOYER_CLOCK", page, 1);
	free(page);
	struct deadline deadline = deadline_in(PROCESS_WAIT_MS);
	while (listened(council) == before)
		if (!deadline_pause(deadline))
			fail_msg("the back office did not come up; its words are in %s", council->said);
}

static size_t page_take(char *bytes, size_t, size_t count, void *context)
{
	return buffer_add(context, bytes, count) == FAIL_NONE ? count : 0;
}

void council_get(struct council *council, const char *path, char *ret, size_t room)
{
	BUFFER_AUTO page;
	char url[256], ca[GIVEN_PATH_BYTES], token[GIVEN_PATH_BYTES], header[256];
	long status = 0;
	CURL *curl = curl_easy_init();
	given_path(token, council->folder, "operator.token");
	char *secret = given_text(token);
	snprintf(header, sizeof header, "Authorization: Bearer %s", secret ? secret : "");
	free(secret);
	struct curl_slist *headers = curl_slist_append(NULL, header);
	buffer_init(&page, room - 1);
	snprintf(url, sizeof url, "https://127.0.0.1:%d%s", council->port, path);
	given_path(ca, council->folder, "ca.pem");
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_CAINFO, ca);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, page_take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &page);
	assert_int_equal(curl_easy_perform(curl), CURLE_OK);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(curl);
	curl_slist_free_all(headers);
	assert_int_equal(status, 200);
	snprintf(ret, room, "%s", buffer_text(&page));
}

double council_metric(struct council *council, const char *name)
{
	static char page[METRICS_MAX_BYTES];
	char line[96];
	double value = -1;
	council_get(council, "/metrics", page, sizeof page);
	snprintf(line, sizeof line, "\n%s ", name);
	const char *at = strstr(page, line);
	assert_non_null(at);
	assert_int_equal(sscanf(at + strlen(line), "%lf", &value), 1);
	return value;
}

void council_stop(struct council *council)
{
	process_stop(&council->process);
}

void council_end(struct council *council)
{
	council_stop(council);
	if (council->port > 0)
		close(council->port_fd);
	council->port = 0;
}

void council_config(struct council *council, const char *state, const char *printer, int outbox_pages)
{
	static char text[64 * 1024];
	char url[64], path[GIVEN_PATH_BYTES];
	snprintf(url, sizeof url, "https://127.0.0.1:%d", council->port);
	council_command(council, (const char *[]){ "config", "--name", "Kiosk 2", "--url", url, "--printer", printer, NULL }, text, sizeof text);
	given_path(path, state, "kiosk.json");
	json_t *kiosk = json_loads(text, 0, NULL);
	assert_non_null(kiosk);
	if (outbox_pages)
		json_object_set_new(kiosk, "outbox_pages", json_integer(outbox_pages));
	char *whole = json_dumps(kiosk, JSON_INDENT(2));
	given_file(path, whole, 0600);
	free(whole);
	json_decref(kiosk);
}

json_t *council_arrived(struct council *council)
{
	char path[GIVEN_PATH_BYTES];
	json_t *all = json_array();
	given_path(path, council->folder, "inbox.db");
	if (access(path, F_OK) != 0)
		return all; /* the server has never run */
	char *text = malloc(ANSWER_MAX_BYTES), *rest = text;
	assert_non_null(text);
	council_command(council, (const char *[]){ "decrypt", "--all", NULL }, text, ANSWER_MAX_BYTES);
	for (char *line; (line = strsep(&rest, "\n")) && rest;) {
		json_t *record = json_loads(line, 0, NULL);
		assert_non_null(record);
		json_array_append_new(all, record);
	}
	free(text);
	return all;
}

json_t *council_await(struct council *council, size_t count)
{
	struct deadline deadline = deadline_in(2 * PROCESS_WAIT_MS);
	for (;;) {
		json_t *all = council_arrived(council);
		if (json_array_size(all) == count)
			return all;
		size_t now = json_array_size(all);
		json_decref(all);
		if (now > count || !deadline_pause(deadline))
			fail_msg("%zu submissions arrived, not %zu", now, count);
	}
}
