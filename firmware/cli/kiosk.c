/* SPDX-License-Identifier: MIT */
#include "firmware/cli/kiosk.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/id.h"
#include "firmware/base/json.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *kiosk_new(void)
{
	return json_pack("{s:s, s:s}", "id", id_new(clock_wall_ms()).text, "name", "Kiosk");
}

enum fail kiosk_set_printer(const char *state, const char *printer)
{
	if (strcmp(printer, "auto") != 0 && strncmp(printer, "unix:/", 6) != 0)
		return FAIL(INPUT, "the printer is \"auto\" or \"unix:/path\", not \"%s\"", printer);
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, state, "kiosk.json"));
	json_t *kiosk = NULL;
	enum fail code = json_read(path, KIOSK_JSON_MAX_BYTES, &kiosk);
	if (code == FAIL_EMPTY)
		kiosk = kiosk_new();
	else if (code != FAIL_NONE)
		return code;
	char *text = NULL;
	if (json_is_object(kiosk) && json_object_set_new(kiosk, "printer", json_string(printer)) == 0)
		text = json_dumps(kiosk, JSON_INDENT(2));
	json_decref(kiosk);
	if (!text)
		return FAIL(INPUT, "%s does not hold a kiosk", path);
	code = file_replace(path, text, strlen(text), 0600);
	free(text);
	return code;
}

static enum fail kiosk_read(const char *state, json_t **ret)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, state, "kiosk.json"));
	enum fail code = json_read(path, KIOSK_JSON_MAX_BYTES, ret);
	if (code == FAIL_EMPTY) {
		fail_clear();
		*ret = NULL;
		return FAIL_NONE;
	}
	return code == FAIL_NONE ? FAIL_NONE : fail_note(code, "%s", path);
}

enum fail kiosk_text(const char *state, const char *member, struct kiosk_text *ret)
{
	json_t *kiosk = NULL;
	const char *text = "";
	enum fail code = FAIL_NONE;
	TRY(kiosk_read(state, &kiosk));
	if (json_object_get(kiosk, member))
		code = json_take_text(kiosk, member, KIOSK_TEXT_MAX_BYTES, &text);
	if (code == FAIL_NONE)
		snprintf(ret->text, sizeof ret->text, "%s", text);
	json_decref(kiosk);
	return code == FAIL_NONE ? FAIL_NONE : fail_note(code, "%s/kiosk.json", state);
}
