/* SPDX-License-Identifier: MIT */
/* desk.c - the door: what the hub tells, and when to listen. */
#include "firmware/desk/desk_inside.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PEM_MAX_BYTES = 32 * 1024, ASKS_BURST = 240, ASK_EACH_MS = 25, TRIES_BURST = 10, TRY_EACH_MS = 6000, ACTS_BURST = 40, ACT_EACH_MS = 1000, NAMES_MAX_BYTES = SITE_LANGUAGE_MAX * SERVICES_MAX * SERVICES_EACH_BYTES };

static const struct web_events web_events = { routes_request, look_stream_gone };

/* The certificate and its key, or plain on this machine alone; what the hub does not name is not served. */
static enum fail listen_as(struct desk *desk, const json_t *told)
{
	struct web_options options = { 0 };
	const char *text = NULL;
	if (desk->options.plain_port >= 0) {
		options.place = (struct listen_place){ .address = "127.0.0.1", .port = desk->options.plain_port };
	} else {
		TRY(json_take_text(told, "listen", LISTEN_TEXT_MAX_BYTES, &text));
		TRY(listen_read(text, &options.place));
		TRY(json_take_text(told, "certificate", PEM_MAX_BYTES, &options.certificate));
		TRY(json_take_text(told, "key", PEM_MAX_BYTES, &options.key));
	}
	desk->secure = options.certificate != NULL;
	TRY(web_open(desk->loop, &options, &web_events, desk, &desk->web));
	log_event("desk.open", "url=%s://%s%s%s:%d/", desk->secure ? "https" : "http", options.place.six ? "[" : "", options.place.address, options.place.six ? "]" : "", web_port(desk->web));
	return FAIL_NONE;
}

static void hello_reply(void *context, enum fail code, const json_t *reply, int blob_fd)
{
	struct desk *desk = context;
	const json_t *told = json_object_get(reply, "desk");
	(void)blob_fd;
	if (code != FAIL_NONE) {
		log_fail("desk.hello", code);
		return;
	}
	snprintf(desk->kiosk, sizeof desk->kiosk, "%s", json_text_or(reply, "name", ""));
	if (!desk->web && (desk->options.plain_port >= 0 || json_is_object(told))) {
		enum fail fail = listen_as(desk, told);
		if (fail != FAIL_NONE)
			log_fail("desk.closed", fail);
	} else if (!desk->web) {
		log_event("desk.off", "why=\"neither kiosk.json nor the desks of the site name it\"");
	}
	peers_open(desk, json_object_get(reply, "site"));
	look_all(desk);
}

static void up_call(void *context)
{
	struct desk *desk = context;
	enum fail fail = caller_ask(desk->caller, json_pack("{s:s, s:I, s:b}", "verb", "hello", "version", (json_int_t)desk->options.assets->version, "plain", desk->options.plain_port >= 0), -1, hello_reply, desk);
	if (fail != FAIL_NONE)
		log_fail("desk.hello", fail);
}

static void down_call(void *context)
{
	look_all(context);
}

static void bell_call(void *context, const char *bell, const json_t *frame)
{
	struct desk *desk = context;
	if (strcmp(bell, "retire") == 0) {
		desk->retired = true;
		loop_stop(desk->loop);
	} else if (strcmp(bell, "staff") == 0) {
		look_staff(desk, frame);
	} else if (strcmp(bell, "join") == 0) {
		join_rung(desk, frame);
		peers_joined(desk->peers, frame);
	} else {
		look_all(desk); /* of whatever it rings, the page shows how it is now */
		peers_rung(desk->peers);
	}
}

static enum fail read_site(struct desk *desk)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, desk->options.assets->folder, "site/site.json"));
	TRY(site_read(path, "en", &desk->arena, &desk->site[0]));
	for (int i = 0; i < desk->site[0].language_count && i < SITE_LANGUAGE_MAX; i++)
		desk->languages[i] = desk->site[0].languages[i];
	desk->service_count = services_read(desk->options.assets->folder, &(struct services_page){ desk->languages, (size_t)desk->site[0].language_count, &desk->arena, desk->services });
	for (int i = 0; i < SITE_LANGUAGE_MAX && desk->languages[i]; i++) {
		TRY(site_read(path, desk->languages[i], &desk->arena, &desk->site[i]));
		desk->place[i] = (struct page_place){ .kiosk = desk->kiosk, .branch = desk->site[i].branch, .assets = desk->options.assets->folder, .services = desk->services[i], .service_count = desk->service_count };
	}
	TRY(file_path(path, sizeof path, desk->options.assets->folder, "languages"));
	for (int i = 0; i < SITE_LANGUAGE_MAX && desk->languages[i]; i++)
		TRY(words_open(path, desk->languages[i], &desk->words[i]));
	return desk->languages[0] ? FAIL_NONE : FAIL(INPUT, "%s names no language", "site/site.json");
}

static enum fail begin(struct desk *desk)
{
	static const struct caller_events events = { up_call, down_call, bell_call, NULL };
	TRY(read_site(desk));
	TRY(files_read(desk->options.assets->folder, &desk->files));
	TRY(caller_new(desk->loop, desk->options.doors, "desk", &events, desk, &desk->caller));
	look_beat(desk);
	return FAIL_NONE;
}

enum fail desk_new(struct loop *loop, const struct desk_options *options, struct desk **ret)
{
	struct desk *desk = calloc(1, sizeof *desk);
	if (!desk)
		abort();
	*desk = (struct desk){ .loop = loop, .options = *options, .asks.rule = { ASKS_BURST, ASK_EACH_MS }, .tries.rule = { TRIES_BURST, TRY_EACH_MS }, .acts.rule = { ACTS_BURST, ACT_EACH_MS } };
	arena_init(&desk->arena, SITE_MAX_BYTES * 2 * (SITE_LANGUAGE_MAX + 1) + NAMES_MAX_BYTES);
	enum fail fail = begin(desk);
	if (fail != FAIL_NONE) {
		desk_free(desk);
		return fail;
	}
	*ret = desk;
	return FAIL_NONE;
}

void desk_free(struct desk *desk)
{
	if (!desk)
		return;
	loop_timer_clear(desk->loop, look_beat, desk);
	web_close(desk->web);
	caller_free(desk->caller);
	peers_close(desk);
	routes_done(desk);
	for (int i = 0; i < SESSIONS_MAX; i++)
		session_done(&desk->sessions.at[i]);
	for (int i = 0; i < SITE_LANGUAGE_MAX; i++)
		words_close(desk->words[i]);
	files_done(&desk->files);
	arena_done(&desk->arena);
	for (int i = 0; i < LOOK_FACTS; i++)
		json_decref(desk->look.facts[i]);
	free(desk);
}

bool desk_retired(const struct desk *desk)
{
	return desk && desk->retired;
}
