/* SPDX-License-Identifier: MIT */
/* A code that a person carried here makes the kiosk known to the council. It is kept until the council has answered, and no longer. */
#include "firmware/hub/verbs.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/base/secret.h"
#include "firmware/store/settings.h"

#include <limits.h>
#include <string.h>

enum { CODE_MAX_BYTES = 32, CODE_MIN_BYTES = 8, STATE_MAX_BYTES = 32, PEM_MAX_BYTES = 4096 };

static const char code_setting[] = "enrol.code", state_setting[] = "enrol.state", certificate_setting[] = "client.certificate";

static void setting_read(struct hub *hub, const char *name, size_t max_bytes, struct buffer *ret)
{
	buffer_init(ret, max_bytes);
	if (hub->keeper.store && settings_get(hub->keeper.store, name, ret) != FAIL_NONE)
		buffer_clear(ret);
	fail_clear();
}

/*
 * The way out has a key pair of its own, made here and certified when the kiosk enrols: it proves connections and nothing else, and whoever takes over
 * that program has not got the key that signs. @ret_jwk: its public half; NULL there is none.
 */
static void client_key(struct hub *hub, char path[static PATH_MAX], json_t **ret_jwk)
{
	struct device *client = NULL;
	*ret_jwk = NULL;
	if (!hub->config.client_certificate)
		return;
	enum fail fail = file_path(path, PATH_MAX, hub->options->state, "client.pem");
	if (fail == FAIL_NONE)
		fail = device_open(path, &client);
	if (fail == FAIL_NONE)
		*ret_jwk = device_jwk(client);
	else
		log_fail("client.closed", fail);
	device_close(client);
}

json_t *enrol_client(struct hub *hub)
{
	char path[PATH_MAX];
	json_t *jwk = NULL, *client = NULL;
	BUFFER_AUTO certificate;
	BUFFER_AUTO key;
	setting_read(hub, certificate_setting, PEM_MAX_BYTES, &certificate);
	buffer_init(&key, PEM_MAX_BYTES);
	client_key(hub, path, &jwk);
	if (jwk && certificate.size_bytes > 0 && file_read(path, &key) == FAIL_NONE) {
		client = json_pack("{s:s, s:s}", "certificate", buffer_text(&certificate), "key", buffer_text(&key));
		secret_wipe(key.bytes, key.size_bytes);
	}
	json_decref(jwk);
	return client;
}

json_t *enrol_wanted(struct hub *hub)
{
	BUFFER_AUTO code;
	setting_read(hub, code_setting, CODE_MAX_BYTES, &code);
	if (code.size_bytes == 0 || !hub->device)
		return NULL;
	char path[PATH_MAX];
	json_t *client = NULL, *wanted = json_pack("{s:s, s:o}", "code", buffer_text(&code), "jwk", device_jwk(hub->device));
	client_key(hub, path, &client);
	if (client)
		json_object_set_new(wanted, "tls", client);
	return wanted;
}

json_t *enrol_json(struct hub *hub)
{
	BUFFER_AUTO code;
	BUFFER_AUTO state;
	setting_read(hub, code_setting, CODE_MAX_BYTES, &code);
	setting_read(hub, state_setting, STATE_MAX_BYTES, &state);
	return json_string(code.size_bytes > 0 ? "asking" : state.size_bytes > 0 ? buffer_text(&state) : "none");
}

enum fail answer_enrol(struct hub *hub, const struct request *request, struct reply *reply)
{
	const char *code = NULL;
	struct store *store = NULL;
	TRY(json_take_text(request->frame, "code", CODE_MAX_BYTES, &code));
	if (strlen(code) < CODE_MIN_BYTES || strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789- ") != strlen(code))
		return FAIL(INPUT, "a code has %d to %d letters, digits and dashes", CODE_MIN_BYTES, CODE_MAX_BYTES);
	if (*hub->config.url == '\0')
		return FAIL(EMPTY, "this kiosk has no back office yet: kiosk.json names it");
	if (!hub->device)
		return FAIL(DEVICE, "this kiosk has no key to be known by");
	TRY(keeper_store(&hub->keeper, &store));
	TRY(settings_set(store, code_setting, code));
	doors_ring(hub->doors, DOORWAY_SYNC, json_pack("{s:s, s:o}", "bell", "enrol", "enrol", enrol_wanted(hub)));
	audit_note(hub, &(struct audit_entry){ .actor = "admin", .event = "enrol", .outcome = "asked" });
	reply_log(reply, "enrol.asked", "sync=%d", doors_is_open(hub->doors, DOORWAY_SYNC));
	return FAIL_NONE;
}

enum fail answer_enrol_done(struct hub *hub, const struct request *request, struct reply *reply)
{
	static const char begin[] = "-----BEGIN CERTIFICATE-----";
	const char *result = NULL, *certificate = NULL;
	struct store *store = NULL;
	if (json_object_get(request->frame, "certificate"))
		TRY(json_take_text(request->frame, "certificate", PEM_MAX_BYTES - 1, &certificate));
	if (certificate && strncmp(certificate, begin, sizeof begin - 1) != 0)
		return FAIL(INPUT, "\"certificate\" is none");
	TRY(json_take_text(request->frame, "result", STATE_MAX_BYTES, &result));
	if (strcmp(result, "known") != 0 && strcmp(result, "refused") != 0)
		return FAIL(INPUT, "\"result\" is neither known nor refused");
	TRY(keeper_store(&hub->keeper, &store));
	if (certificate)
		TRY(settings_set(store, certificate_setting, certificate));
	TRY(settings_set(store, state_setting, result));
	TRY(settings_set(store, code_setting, ""));
	audit_note(hub, &(struct audit_entry){ .actor = "system", .event = "enrol", .outcome = result, .visit = "" });
	reply_log(reply, "enrol.done", "result=%s", result);
	return FAIL_NONE;
}
