/* SPDX-License-Identifier: MIT */
/* unit.proxy - through a real proxy that wants a name and a password, and with a council's key pinned. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "firmware/base/file.h"
#include "firmware/sync/send.h"
#include "tests/lib/process.h"
#include "tests/unit/sync/place.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIN_BYTES = 64, READY_STEPS = 200, READY_STEP_MS = 50 };

struct scene {
	struct place place;
	struct process proxy;
	char proxy_url[32];
	struct send *send;
	int calls;
	struct send_result result;
};

static void ok(void *context, const struct https_request *request, struct https_answer *answer)
{
	(void)context;
	answer->status = 200;
	answer->content_type = "application/json";
	assert_int_equal(buffer_add(&answer->body, request->bytes, request->size_bytes), FAIL_NONE);
}

static void done(void *context, const struct send_result *result)
{
	struct scene *scene = context;
	scene->calls++;
	scene->result = *result;
}

static bool called(void *context)
{
	return ((struct scene *)context)->calls > 0;
}

static int socket_to(int port, bool listening)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int there = listening ? bind(fd, (struct sockaddr *)&address, sizeof address) : connect(fd, (struct sockaddr *)&address, sizeof address);
	if (there != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* A port that was free a moment ago. */
static int free_port(void)
{
	struct sockaddr_in address;
	socklen_t size = sizeof address;
	int fd = socket_to(0, true);
	assert_true(fd >= 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
	close(fd);
	return ntohs(address.sin_port);
}

static void proxy_start(struct scene *scene)
{
	char path[128], said[128], config[256];
	int port = free_port();
	assert_int_equal(file_path(path, sizeof path, scene->place.folder, "proxy.conf"), FAIL_NONE);
	assert_int_equal(file_path(said, sizeof said, scene->place.folder, "proxy.log"), FAIL_NONE);
	int length = snprintf(config, sizeof config, "Port %d\nListen 127.0.0.1\nTimeout 60\nAllow 127.0.0.1\nBasicAuth kiosk secret\nDisableViaHeader Yes\n", port);
	assert_int_equal(file_replace(path, config, (size_t)length, 0600), FAIL_NONE);
	process_start(&scene->proxy, said, (char *[]){ "tinyproxy", "-d", "-c", path, NULL });
	snprintf(scene->proxy_url, sizeof scene->proxy_url, "http://127.0.0.1:%d", port);
	int fd = -1;
	for (int i = 0; i < READY_STEPS && fd < 0; i++) {
		fd = socket_to(port, false);
		if (fd < 0)
			nanosleep(&(struct timespec){ .tv_nsec = READY_STEP_MS * 1000L * 1000 }, NULL);
	}
	assert_true(fd >= 0);
	close(fd);
}

static int scene_open(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);
	assert_non_null(scene);
	place_open(&scene->place, ok, NULL);
	assert_int_equal(send_new(scene->place.loop, &scene->send), FAIL_NONE);
	*state = scene;
	return 0;
}

static int scene_close(void **state)
{
	struct scene *scene = *state;
	send_free(scene->send);
	process_stop(&scene->proxy);
	place_close(&scene->place);
	free(scene);
	return 0;
}

/* One request by this way; how far it got. */
static enum outcome_net requested(struct scene *scene, const char *pins, const char *proxy, const char *user, const char *password)
{
	static const struct send_request request = { .content_type = "application/json", .token = "t", .bytes = "{\"a\":1}", .size_bytes = 7 };
	const struct send_way way = { scene->place.url, buffer_text(&scene->place.ca), pins, proxy, user, password, "", "" };
	scene->calls = 0;
	assert_int_equal(send_configure(scene->send, &way), FAIL_NONE);
	assert_int_equal(send_start(scene->send, &request, done, scene), FAIL_NONE);
	assert_true(place_until(&scene->place, called, scene));
	return scene->result.net;
}

static void a_request_goes_through_the_proxy_whole(void **state)
{
	struct scene *scene = *state;
	proxy_start(scene);
	assert_int_equal(requested(scene, "", scene->proxy_url, "kiosk", "secret"), OUTCOME_NET_ANSWERED);
	assert_int_equal(scene->result.status, 200);
	assert_int_equal(scene->result.size_bytes, 7); /* the far end's echo: no byte of the body was lost on the way */
}

static void a_proxy_that_does_not_know_us_is_told_apart(void **state)
{
	struct scene *scene = *state;
	proxy_start(scene);
	assert_int_equal(requested(scene, "", scene->proxy_url, "kiosk", "wrong"), OUTCOME_NET_SIGN_IN);
	assert_int_equal(requested(scene, "", scene->proxy_url, "", ""), OUTCOME_NET_SIGN_IN);
	assert_int_equal(scene->place.requests, 0);
	assert_int_equal(requested(scene, "", "http://proxy.invalid:3128", "", ""), OUTCOME_NET_PROXY);
}

static void a_proxy_of_the_environment_is_not_used(void **state)
{
	struct scene *scene = *state;
	setenv("https_proxy", "http://127.0.0.1:1", 1);
	assert_int_equal(requested(scene, "", "", "", ""), OUTCOME_NET_ANSWERED);
	unsetenv("https_proxy");
}

/* The SHA-256 of the server's public key, as curl wants it. */
static void pin_of(const struct place *place, char ret[static PIN_BYTES])
{
	BIO *bio = BIO_new_mem_buf(buffer_text(&place->certificate), -1);
	X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	unsigned char *key = NULL, digest[32];
	int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &key);
	assert_true(size > 0);
	assert_int_equal(EVP_Digest(key, (size_t)size, digest, NULL, EVP_sha256(), NULL), 1);
	EVP_EncodeBlock((unsigned char *)ret, digest, sizeof digest);
	OPENSSL_free(key);
	X509_free(certificate);
	BIO_free(bio);
}

static void only_a_pinned_key_is_spoken_to(void **state)
{
	static const char other[] = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
	struct scene *scene = *state;
	char pin[PIN_BYTES], pins[2 * PIN_BYTES + 24];
	pin_of(&scene->place, pin);
	snprintf(pins, sizeof pins, "%s;sha256//%s", other, pin);
	assert_int_equal(requested(scene, pins, "", "", ""), OUTCOME_NET_ANSWERED);
	assert_int_equal(requested(scene, other, "", "", ""), OUTCOME_NET_TLS);
	assert_int_equal(scene->place.requests, 1);
}

#define CASE(NAME) cmocka_unit_test_setup_teardown(NAME, scene_open, scene_close)

int main(void)
{
	const struct CMUnitTest cases[] = {
		CASE(a_request_goes_through_the_proxy_whole),
		CASE(a_proxy_that_does_not_know_us_is_told_apart),
		CASE(a_proxy_of_the_environment_is_not_used),
		CASE(only_a_pinned_key_is_spoken_to),
	};
	return cmocka_run_group_tests_name("proxy", cases, NULL, NULL);
}
