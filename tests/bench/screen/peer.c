/* SPDX-License-Identifier: MIT */
#include "tests/bench/screen/peer.h"

#include "firmware/base/json.h"
#include "tests/lib/screen.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static json_t *colours_of(struct kiosk *kiosk, const char *theme)
{
	char path[GIVEN_PATH_BYTES], name[64];
	json_t *file = NULL, *brand = NULL;
	snprintf(name, sizeof name, "themes/%s.json", theme);
	given_path(path, kiosk->assets, name);
	assert_int_equal(json_read(path, 64 * 1024, &file), FAIL_NONE);
	given_path(path, kiosk->assets, "themes/brand.json");
	assert_int_equal(json_read(path, 64 * 1024, &brand), FAIL_NONE);
	json_t *colours = json_pack("{s:O, s:s, s:s, s:s}", "primary", json_object_get(brand, "primary"), "tint", "#dfe7e7", "on_tint", "#1b2023", "on_primary", "#ffffff");
	json_object_update(colours, json_object_get(file, "colours"));
	json_decref(file);
	json_decref(brand);
	return colours;
}

static json_t *node_of(const json_t *node)
{
	const char *id = node_text(node, "id");
	bool act = json_is_true(json_object_get(node, "action"));
	return json_pack("{s:s, s:s, s:O, s:b, s:b, s:b, s:b}", "name", node_text(node, "name"), "hint", act ? node_text(node, "hint") : "", "rect", json_object_get(node, "rect"),
		"act", act, "on", node_is(node, "checked"), "main", strcmp(id, "continue") == 0, "title", json_integer_value(json_object_get(node, "level")) == 1);
}

/* What is pressed, and what is read outside it. */
void peer_record(json_t *states, struct kiosk *kiosk, const char *theme, int percent)
{
	static const char *const read[] = { "text", "heading", "status", "note" };
	json_t *nodes = json_array(), *node;
	size_t at;
	json_array_foreach(json_object_get(kiosk->screen, "nodes"), at, node) {
		bool shown = json_is_true(json_object_get(node, "action"));
		for (size_t i = 0; i < sizeof read / sizeof read[0]; i++)
			shown |= strcmp(node_text(node, "role"), read[i]) == 0;
		if (shown && *node_text(node, "name"))
			json_array_append_new(nodes, node_of(node));
	}
	json_array_append_new(states, json_pack("{s:s, s:b, s:i, s:o, s:o}", "lang", node_text(kiosk->screen, "lang"), "rtl", json_is_true(json_object_get(kiosk->screen, "rtl")),
		"percent", percent, "colours", colours_of(kiosk, theme), "nodes", nodes));
}

static void write_states(const char *path, const json_t *states)
{
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	fputs("const states = ", file);
	assert_int_equal(json_dumpf(states, file, JSON_COMPACT), 0);
	fputs(";\n", file);
	assert_int_equal(fclose(file), 0);
}

pid_t peer_start(struct kiosk *kiosk, const json_t *states)
{
	char page[GIVEN_PATH_BYTES], script[GIVEN_PATH_BYTES], profile[GIVEN_PATH_BYTES + 32], url[2 * GIVEN_PATH_BYTES + 16];
	given_source("tests/bench/screen/page/screen.html", page);
	given_path(script, kiosk->folder, "states.js");
	write_states(script, states);
	snprintf(profile, sizeof profile, "--user-data-dir=%s/profile", kiosk->folder);
	snprintf(url, sizeof url, "file://%s?%s", page, script);
	char *words[] = { "chromium", "--kiosk", "--no-sandbox", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-component-update",
		"--disable-background-networking", "--disable-sync", "--password-store=basic", "--allow-file-access-from-files", "--window-position=0,0", "--window-size=1080,1920", profile, url, NULL };
	pid_t parent = getpid(), pid = fork();
	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (getppid() != parent || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
		_exit(127);
	close_range(3, ~0u, 0);
	execvp(words[0], words);
	_exit(127);
}
