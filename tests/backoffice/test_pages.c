/* SPDX-License-Identifier: MIT */
/* journey.pages - the back office's pages in a real Chromium that runs no scripts of theirs: sign in, look, find, revoke. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/backoffice/storage.h" /* before cmocka.h, which has a macro called fail */

#include <cmocka.h>

#include "firmware/base/clock.h"
#include "firmware/envelope/envelope.h"
#include "tests/backoffice/browser.h"
#include "tests/backoffice/children.h"
#include "tests/backoffice/operator.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FINE "urn:uuid:6f1c2b7e-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define STOLEN "urn:uuid:00000000-4a77-4a0e-9a0b-5d2a0c9e1b42"
#define ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a1"
#define OTHER_ID "019aa7c4-6b1e-7c3a-9f42-0c6d1b7e55a2"

struct scene {
	char folder[64], url[64];
	struct operator operator;
	struct reference reference;
	struct child office;
	struct browser browser;
};

static void must(enum fail code)
{
	if (code != FAIL_NONE)
		fail_msg("%s", fail_words());
}

/* Two kiosks, one of them in trouble, and a form that arrived. */
static void fleet_make(struct scene *scene)
{
	struct storage *s;
	json_t *jwk = json_pack("{s:s}", "kty", "EC"), *json;
	enum storage_verdict verdict;
	struct buffer text;
	int64_t now_ms = clock_wall_ms();
	must(storage_open(NULL, scene->folder, false, &s));
	must(s->engine->kiosk_add(s, "key-one", FINE, jwk, now_ms));
	must(s->engine->kiosk_add(s, "key-two", STOLEN, jwk, now_ms));
	must(s->engine->kiosk_beat(s, "key-one", "{\"name\":\"Central library, ground floor\",\"firmware\":\"0.5.0\",\"queue_waiting\":0,\"printer\":\"ready\",\"printer_words\":\"put in a new roll soon\",\"printer_low\":true}", now_ms - 90000));
	must(s->engine->kiosk_beat(s, "key-two", "{\"name\":\"<b>Moor & Sea</b>\",\"firmware\":\"0.4.9\",\"queue_waiting\":12,\"queue_oldest_s\":190000,\"queue_parked\":1,\"audit_alarm\":{\"words\":\"row 64 of its audit is another one than it was: a fork\"},\"bundle_version\":12,\"bundle_refused_words\":\"its signature is another's\",\"printer\":\"paper\","
		"\"printer_words\":\"no paper\",\"parked\":[{\"id\":\"" ID "\",\"reference\":\"MB 7K4 29Q XM3\",\"note\":\"the form is not known there\"},7],\"days\":[7,{\"date\":\"2026-11-22\"},{\"date\":\"2026-11-23\",\"visits\":41,\"sent\":17,\"calls\":9,\"came\":4,\"left\":1,\"wait_s\":500,\"remarks\":2,"
		"\"codes\":{\"V\":3,\"A2\":2,\"A4L\":1,\"U\":2}}]}", now_ms - 3600000));
	scene->reference = reference_new("MB");
	for (int i = 0; i < 2; i++) {
		const struct reference other = reference_new("MB");
		const struct event_id id[] = { { ID }, { OTHER_ID } };
		const struct envelope_head head = { .id = id[i], .source = FINE, .type = "uk.foyer.submission.v1", .time_ms = now_ms, .subject = i ? other.text : scene->reference.text, .by = i ? "staff_on_behalf" : "resident_assisted" };
		buffer_init(&text, ENVELOPE_EVENT_MAX_BYTES);
		must(envelope_event(&head, 7 + i, "synced", "ey..AA.BB.CC", &text));
		must(envelope_event_check(buffer_text(&text), text.size_bytes, &json));
		struct storage_event event = storage_event_of(json);
		must(s->engine->put(s, &(struct storage_put){ .events = &event, .count = 1, .now_ms = now_ms }, &verdict));
		storage_event_done(&event);
		json_decref(json);
		buffer_done(&text);
	}
	json_decref(jwk);
	storage_close(s);
}

static int scene_open(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);
	char line[128];
	BUFFER_AUTO said;
	snprintf(scene->folder, sizeof scene->folder, "/tmp/foyer-pages-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	struct child init = CHILD("foyer-backoffice", "init", scene->folder);
	buffer_init(&said, 4096);
	assert_int_equal(child_all(&init, &said), 0);
	must(operator_open(scene->folder, &scene->operator));
	fleet_make(scene);
	scene->office = CHILD("foyer-backoffice", "serve", scene->folder);
	child_line(&scene->office, line, sizeof line);
	assert_int_equal(sscanf(line, "listening %63s", scene->url), 1);
	browser_start(&scene->browser, scene->folder);
	json_decref(browser_call(&scene->browser, "Emulation.setScriptExecutionDisabled", json_pack("{s:b}", "value", 1)));
	*state = scene;
	return 0;
}

static int forget(const char *path, const struct stat *, int, struct FTW *)
{
	return remove(path);
}

static int scene_close(void **state)
{
	struct scene *scene = *state;
	browser_stop(&scene->browser);
	child_kill(&scene->office);
	for (int i = 0; i < 3; i++) /* the browser's own children may still write for a moment */
		nftw(scene->folder, forget, 16, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

static void go(struct scene *scene, const char *path)
{
	char url[160];
	snprintf(url, sizeof url, "%s%s", scene->url, path);
	browser_go(&scene->browser, url);
}

static void holds(struct scene *scene, const char *expression)
{
	if (!browser_until(&scene->browser, expression)) {
		char text[2048];
		browser_eval(&scene->browser, "location.href + '\\n' + document.body.innerText", text, sizeof text);
		fail_msg("not so: %s\n%s", expression, text);
	}
}

static void filled(struct scene *scene, const char *selector, const char *value, const char *button)
{
	char script[512], said[64];
	snprintf(script, sizeof script, "!!document.querySelector('%s') && !!document.querySelector('%s')", selector, button);
	holds(scene, script);
	snprintf(script, sizeof script, "document.querySelector('%s').value = '%s'; document.querySelector('%s').click()", selector, value, button);
	browser_eval(&scene->browser, script, said, sizeof said);
}

static void signed_in(struct scene *scene)
{
	go(scene, "/sign-in");
	filled(scene, "#secret", scene->operator.secret, "main button");
	holds(scene, "location.pathname === '/' && document.querySelector('h1').textContent === 'Kiosks'");
}

static void only_the_operator_gets_in(void **state)
{
	struct scene *scene = *state;
	go(scene, "/");
	holds(scene, "location.pathname === '/sign-in'");
	browser_shot(&scene->browser, "sign-in");
	filled(scene, "#secret", "not the secret", "main button");
	holds(scene, "document.querySelector('[role=alert]')?.textContent === 'That is not the secret.'");
	go(scene, "/events");
	holds(scene, "location.pathname === '/sign-in'");
	signed_in(scene);
	holds(scene, "document.cookie === ''"); /* no script may read it */
	holds(scene, "document.scripts.length === 0");
	filled(scene, "nav input", "a foreign form", "nav button"); /* as another site would have to guess it */
	holds(scene, "document.body.innerText.includes('This form is not from this site')");
	go(scene, "/");
	filled(scene, "nav input + button", "", "nav button");
	holds(scene, "location.pathname === '/sign-in'");
	go(scene, "/");
	holds(scene, "location.pathname === '/sign-in'");
}

static void the_fleet_is_seen_and_a_form_found(void **state)
{
	struct scene *scene = *state;
	char line[256];
	signed_in(scene);
	browser_shot(&scene->browser, "fleet");
	holds(scene, "document.querySelectorAll('tbody tr').length === 2");
	holds(scene, "document.querySelector('tbody').innerText.includes('Central library, ground floor')");
	holds(scene, "document.querySelector('tbody').innerText.includes('<b>Moor & Sea</b>')"); /* as it was written, and no more */
	holds(scene, "document.querySelector('tbody').innerText.includes('2 days') && document.querySelector('tbody').innerText.includes('no paper')");
	holds(scene, "[...document.querySelectorAll('tbody td.bad')].some(e => e.innerText === 'put in a new roll soon')");
	holds(scene, "document.querySelector('tbody').innerText.includes('the form is not known there')");
	holds(scene, "document.querySelector('tbody').innerText.includes('content 12') && document.querySelector('tbody').innerText.includes('did not take a new one') && document.querySelector('tbody').innerText.includes('row 64 of its audit is another one')");
	holds(scene, "[...document.querySelectorAll('.sum b')].map(b => b.textContent).join() === '2,1,1,1,12,1,0'");
	filled(scene, "#q", scene->reference.text, "main form button");
	holds(scene, "document.querySelector('h2')?.textContent.includes('" ID "')");
	browser_shot(&scene->browser, "found");
	snprintf(line, sizeof line, "document.querySelector('h2').textContent.includes('%s')", scene->reference.text);
	holds(scene, line);
	holds(scene, "document.querySelector('h2').textContent.includes('with help from staff')");
	filled(scene, "#q", "MB 000 000 001", "main form button");
	holds(scene, "document.querySelector('.none')?.textContent.includes('neither a reference nor an id')");
	go(scene, "/events");
	holds(scene, "document.querySelectorAll('tbody tr').length === 2");
	holds(scene, "[...document.querySelectorAll('tbody em')].map(e => e.textContent).sort().join() === 'by staff, for a person,with help from staff'");
	browser_shot(&scene->browser, "events");
}

static void a_stolen_kiosk_is_revoked(void **state)
{
	struct scene *scene = *state;
	struct storage *s;
	json_t *jwk;
	bool revoked = false;
	signed_in(scene);
	go(scene, "/kiosks/" STOLEN);
	holds(scene, "[...document.querySelectorAll('table tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText).join('|')).join() === "
		"'2026-11-22|0|0|0|0|0|–|–|0,2026-11-23|41|17|9|4|1|3 min|50 % (25 % unknown)|2'");
	holds(scene, "document.querySelector('main').innerText.includes('the form is not known there')");
	browser_shot(&scene->browser, "kiosk");
	filled(scene, "#reason", "stolen on Sunday night", "button.stop");
	holds(scene, "document.querySelector('main').innerText.includes('Revoked: stolen on Sunday night')");
	holds(scene, "!document.querySelector('button.stop')");
	browser_shot(&scene->browser, "revoked");
	must(storage_open(NULL, scene->folder, true, &s));
	must(s->engine->kiosk_find(s, "key-two", &jwk, &revoked));
	json_decref(jwk);
	storage_close(s);
	assert_true(revoked);
}

/* Everything a person can reach has a name, and each page one heading at the top and one main part. */
static void tree_is_named(struct scene *scene)
{
	static const char *const roles[] = { "link", "button", "textbox", "searchbox", "table", "region", "main", "heading" };
	json_t *tree = browser_call(&scene->browser, "Accessibility.getFullAXTree", NULL), *node;
	size_t index, mains = 0;
	json_array_foreach(json_object_get(tree, "nodes"), index, node) {
		const char *role = json_string_value(json_object_get(json_object_get(node, "role"), "value"));
		const char *name = json_string_value(json_object_get(json_object_get(node, "name"), "value"));
		mains += role && strcmp(role, "main") == 0;
		for (size_t i = 0; role && i < sizeof roles / sizeof roles[0]; i++)
			if (strcmp(role, roles[i]) == 0 && strcmp(role, "main") != 0 && (!name || !*name))
				fail_msg("a %s has no name", role);
	}
	assert_int_equal(mains, 1);
	json_decref(tree);
	holds(scene, "document.querySelectorAll('h1').length === 1 && document.documentElement.lang === 'en-GB'");
	holds(scene, "[...document.querySelectorAll('td, th')].every(c => c.tagName === 'TD' || c.scope)");
}

static void pages_are_accessible_and_fit_a_phone(void **state)
{
	struct scene *scene = *state;
	static const char *const pages[] = { "/", "/events", "/events?q=MB", ("/kiosks/" FINE), "/sign-in" };
	signed_in(scene);
	json_decref(browser_call(&scene->browser, "Emulation.setDeviceMetricsOverride", json_pack("{s:i, s:i, s:i, s:b}", "width", 320, "height", 800, "deviceScaleFactor", 2, "mobile", 0)));
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		char name[16];
		go(scene, pages[i]);
		tree_is_named(scene);
		holds(scene, "document.documentElement.scrollWidth <= 320");
		snprintf(name, sizeof name, "phone-%zu", i);
		browser_shot(&scene->browser, name);
	}
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test_setup_teardown(only_the_operator_gets_in, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(the_fleet_is_seen_and_a_form_found, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(a_stolen_kiosk_is_revoked, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(pages_are_accessible_and_fit_a_phone, scene_open, scene_close),
	};
	return cmocka_run_group_tests_name("pages", cases, NULL, NULL);
}
