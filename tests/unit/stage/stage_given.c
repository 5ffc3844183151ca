/* SPDX-License-Identifier: MIT */
/* DESIGN: ui and hub share one thread here; both are non-blocking, so turning one after the other is enough. */
#include "tests/unit/stage/stage_given.h"

#include "firmware/base/door.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 10 * 1000, QUIET_TURNS = 12 };

static int64_t real_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void link_into(const char *folder, const char *name, const char *target)
{
	char path[GIVEN_PATH_BYTES];
	given_path(path, folder, name);
	assert_int_equal(symlink(target, path), 0);
}

static void make_assets(struct kiosk_given *kiosk)
{
	static const char *const parts[] = { "fonts", "icons", "figures", "themes", "languages", "site", "keypads" };
	char built[GIVEN_PATH_BYTES], name[64];
	given_path(kiosk->assets, kiosk->folder, "assets");
	assert_int_equal(file_make_folder(kiosk->assets, 0700), FAIL_NONE);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		snprintf(name, sizeof name, "assets/%s", parts[i]);
		given_built(name, built);
		link_into(kiosk->assets, parts[i], built);
	}
	given_source("tests/unit/visit/fixtures", built);
	link_into(kiosk->assets, "forms", built);
}

void given_home(struct kiosk_given *kiosk)
{
	char from[GIVEN_PATH_BYTES];
	given_source("tests/unit/visit/fixtures/home", from);
	link_into(kiosk->assets, "home", from);
}

int given_kiosk(void **state)
{
	struct kiosk_given *kiosk = calloc(1, sizeof *kiosk);
	assert_non_null(kiosk);
	kiosk->hub.listen_fd = kiosk->hub.fd = kiosk->hub.kept_fd = -1;
	given_folder(kiosk->folder);
	given_path(kiosk->doors, kiosk->folder, "doors");
	assert_int_equal(file_make_folder(kiosk->doors, 0700), FAIL_NONE);
	make_assets(kiosk);
	kiosk->hub.council_key = json_pack("{s:s, s:s, s:s, s:s, s:s}", "kty", "EC", "crv", "P-256", "kid", "test", "x",
	                                   "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
	kiosk->key_fd = memfd_create("visit-key", 0);
	assert_int_equal(ftruncate(kiosk->key_fd, 32), 0);
	*state = kiosk;
	return 0;
}

int gone_kiosk(void **state)
{
	struct kiosk_given *kiosk = *state;
	if (kiosk->running)
		kiosk_kill(kiosk);
	hub_shut(kiosk);
	json_decref(kiosk->hub.council_key);
	json_decref(kiosk->hub.screen);
	json_decref(kiosk->hub.submitted);
	close(kiosk->key_fd);
	given_done(kiosk->folder);
	free(kiosk);
	return 0;
}

void kiosk_open(struct kiosk_given *kiosk)
{
	struct ui_options options = { .doors = kiosk->doors, .panel = { 1080, 1920, 4.03, false, BAND_EDGE_MM }, .awake_minutes = -1, .visit_key_fd = kiosk->key_fd, .test = true, .keypad = kiosk->keypad };
	assert_int_equal(assets_settle(NULL, kiosk->assets, &options.assets), FAIL_NONE);
	enum fail code = ui_open(&kiosk->ui, &options);
	if (code != FAIL_NONE)
		fail_msg("ui does not start: %s", fail_words());
	kiosk->running = true;
}

void kiosk_kill(struct kiosk_given *kiosk)
{
	ui_close(&kiosk->ui);
	kiosk->running = false;
}

void hub_open(struct kiosk_given *kiosk)
{
	assert_int_equal(door_listen(kiosk->doors, "ui", &kiosk->hub.listen_fd), FAIL_NONE);
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Its memory goes with it. */
void hub_shut(struct kiosk_given *kiosk)
{
	shut(&kiosk->hub.listen_fd);
	shut(&kiosk->hub.fd);
	shut(&kiosk->hub.kept_fd);
}

static void answer(struct played_hub *hub, json_t *reply, int blob_fd)
{
	assert_int_equal(door_send(hub->fd, reply, blob_fd), FAIL_NONE);
	json_decref(reply);
}

static void on_hello(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	hub->hellos++;
	json_t *key = hub->council_key ? json_incref(hub->council_key) : json_null();
	answer(hub, json_pack("{s:s, s:{s:s, s:s, s:s}, s:o, s:b, s:b, s:b}", "re", "hello", "kiosk", "id", "k", "name", "Kiosk 2", "source", "urn:uuid:k",
	                      "council_key", key, "visit", hub->kept_fd >= 0, "watch", hub->watch, "lookup", hub->lookup), hub->kept_fd);
}

static void on_keep(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	size_t size = 0;
	(void)frame;
	hub->keeps++;
	assert_int_equal(door_blob_check(blob_fd, 256 * 1024, &size), FAIL_NONE);
	shut(&hub->kept_fd);
	hub->kept_fd = dup(blob_fd);
	answer(hub, json_pack("{s:s}", "re", "visit.keep"), -1);
}

static void on_drop(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)blob_fd;
	hub->drops++;
	snprintf(hub->how, sizeof hub->how, "%s", json_text_or(frame, "how", ""));
	shut(&hub->kept_fd);
	answer(hub, json_pack("{s:s}", "re", "visit.drop"), -1);
}

static void on_submit(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)blob_fd;
	hub->submits++;
	json_decref(hub->submitted);
	hub->submitted = json_deep_copy(frame);
	if (hub->mute)
		return;
	if (hub->submit_code == FAIL_NONE)
		answer(hub, json_pack("{s:s, s:i, s:b}", "re", "submit", "sequence", 1, "again", 0), -1);
	else
		answer(hub, json_pack("{s:s, s:s, s:s}", "re", "submit", "fail", fail_name(hub->submit_code), "words", "no"), -1);
}

static void on_people(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	answer(hub, json_pack("{s:s, s:s, s:s, s:i}", "re", "status.people", "printer", "ready", "network", "up", "queue", 0), -1);
}

static void on_begin(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	answer(hub, json_pack("{s:s}", "re", "visit.begin"), -1);
}

/* One address in each postcode that ends in T; what ends in X is never answered. */
static void on_find(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	const char *postcode = json_text_or(frame, "postcode", " ");
	(void)blob_fd;
	hub->finds++;
	switch (postcode[strlen(postcode) - 1]) {
	case 'T':
		answer(hub, json_pack("{s:s, s:s, s:[{s:s, s:[s], s:s}]}", "re", "address.find", "postcode", postcode, "addresses", "uprn", "900000000001",
		                      "lines", "1 Mill Lane", "town", "Mereford"), -1);
		break;
	case 'X':
		break;
	default:
		answer(hub, json_pack("{s:s, s:s, s:s}", "re", "address.find", "fail", "store", "words", "broken"), -1);
	}
}

static void on_suggest(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)blob_fd;
	answer(hub, json_pack("{s:s, s:s, s:[s, s]}", "re", "place.suggest", "begins", json_text_or(frame, "begins", ""), "names", "Mill Lane", "Minster Close"), -1);
}

static void on_said(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	hub->saids++;
	answer(hub, json_pack("{s:s}", "re", "said"), -1);
}

static void on_paper(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	answer(hub, json_pack("{s:s, s:i}", "re", "print", "job", 7), -1);
}

static void on_print(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	hub->prints++;
	answer(hub, json_pack("{s:s}", "re", "print.again"), -1);
}

static void on_screen(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)blob_fd;
	hub->screens++;
	json_decref(hub->screen);
	hub->screen = json_incref(json_object_get(frame, "tree"));
	answer(hub, json_pack("{s:s}", "re", "screen"), -1);
}

static void on_call(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)blob_fd;
	answer(hub, json_pack("{s:s, s:s, s:s, s:s}", "re", "help.call", "ticket", "A12", "state", "waiting", "visit", json_text_or(frame, "visit", "")), -1);
}

static void on_call_off(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	answer(hub, json_pack("{s:s}", "re", "help.cancel"), -1);
}

static void on_confirm(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)frame, (void)blob_fd;
	answer(hub, json_pack("{s:s}", "re", "help.confirm"), -1);
}

/* What this hub has nothing for: the screen is told so, and has to go on with that. */
static void on_other(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	(void)blob_fd;
	answer(hub, json_pack("{s:s, s:s, s:s}", "re", json_text_or(frame, "verb", ""), "fail", "store", "words", "broken"), -1);
}

static bool is_other(const char *verb)
{
	static const char *const others[] = { "park.keep", "park.find", "park.opened", "push.open", "push.refuse", "help.done", "help.type", "remark.add", "staff.enter", "staff.badge", "staff.seen",
		"staff.leave", "staff.again", "staff.print", "print.seen", "print.states", "printer.guide", "rounds.dates", "where" };
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (strcmp(others[i], verb) == 0)
			return true;
	return false;
}

static void take(struct played_hub *hub, const json_t *frame, int blob_fd)
{
	static const struct { const char *verb; void (*on)(struct played_hub *hub, const json_t *frame, int blob_fd); } verbs[] = {
		{ "hello", on_hello }, { "visit.begin", on_begin }, { "visit.keep", on_keep }, { "visit.drop", on_drop }, { "submit", on_submit },
		{ "status.people", on_people }, { "print.again", on_print }, { "screen", on_screen },
		{ "print", on_paper }, { "address.find", on_find }, { "place.suggest", on_suggest }, { "said", on_said }, { "help.call", on_call }, { "help.cancel", on_call_off }, { "help.confirm", on_confirm },
	};
	const char *verb = json_text_or(frame, "verb", "");
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(verbs[i].verb, verb) == 0) {
			verbs[i].on(hub, frame, blob_fd);
			return;
		}
	if (is_other(verb)) {
		on_other(hub, frame, blob_fd);
		return;
	}
	fail_msg("ui says \"%s\", which is no verb", verb);
}

/* Everything that waits at the hub's door; whether there was anything. */
static bool hub_turn(struct played_hub *hub)
{
	uid_t uid;
	bool any = false;
	if (hub->listen_fd >= 0 && hub->fd < 0 && door_accept(hub->listen_fd, &hub->fd, &uid) == FAIL_NONE)
		any = true;
	while (hub->fd >= 0) {
		json_t *frame = NULL;
		int blob_fd = -1;
		enum fail code = door_receive(hub->fd, DOOR_FRAME_MAX_BYTES, &frame, &blob_fd);
		if (code == FAIL_EMPTY)
			break;
		if (code != FAIL_NONE) {
			shut(&hub->fd);
			break;
		}
		take(hub, frame, blob_fd);
		json_decref(frame);
		shut(&blob_fd);
		any = true;
	}
	return any;
}

void hub_step(struct kiosk_given *kiosk)
{
	hub_turn(&kiosk->hub);
}

void hub_ring(struct kiosk_given *kiosk, json_t *bell)
{
	assert_non_null(bell);
	answer(&kiosk->hub, bell, -1);
}

void hub_act(struct kiosk_given *kiosk, const char *node, const char *text)
{
	hub_ring(kiosk, json_pack("{s:s, s:s, s:s, s:s*}", "bell", "act", "node", node, "action", text ? "set" : "press", "text", text));
	settle(kiosk);
}

void until(struct kiosk_given *kiosk, bool (*done)(struct kiosk_given *kiosk), const char *what)
{
	int64_t end = real_ms() + PATIENCE_MS;
	while (!done(kiosk)) {
		if (real_ms() > end)
			fail_msg("it never came that %s; the screen is %s", what, root_id(kiosk));
		assert_int_equal(loop_once(kiosk->ui.loop, 5), FAIL_NONE);
		hub_turn(&kiosk->hub);
	}
}

void settle(struct kiosk_given *kiosk)
{
	for (int quiet = 0; quiet < QUIET_TURNS; quiet++) {
		assert_int_equal(loop_once(kiosk->ui.loop, 1), FAIL_NONE);
		if (hub_turn(&kiosk->hub))
			quiet = 0;
	}
}

bool shown(struct kiosk_given *kiosk, const char *id)
{
	return tree_find(stage_tree(kiosk->ui.stage), id) != NULL;
}

const char *root_id(struct kiosk_given *kiosk)
{
	const struct tree *tree = stage_tree(kiosk->ui.stage);
	return tree->root ? tree->root->id : "";
}

void press_on(struct kiosk_given *kiosk, const char *id)
{
	const struct node *node = tree_find(stage_tree(kiosk->ui.stage), id);
	if (!node) {
		fail_msg("there is no \"%s\" on %s", id, root_id(kiosk));
		return;
	}
	int x = node->left_px + node->width_px / 2, y = node->top_px + node->height_px / 2;
	SDL_Event down = { .button = { .type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .state = SDL_PRESSED, .x = x, .y = y } };
	SDL_Event up = { .button = { .type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .state = SDL_RELEASED, .x = x, .y = y } };
	assert_int_equal(SDL_PushEvent(&down), 1);
	assert_int_equal(SDL_PushEvent(&up), 1);
	ui_now(&kiosk->ui);
	ui_settle(&kiosk->ui);
	settle(kiosk);
}
