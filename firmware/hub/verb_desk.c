/* SPDX-License-Identifier: MIT */
/* What the staff desk may know of this kiosk, and where it may listen: nowhere unless kiosk.json says "desk": {"listen": "10.0.0.5:8443"}, or this kiosk is among the "desks". */
#include "firmware/hub/verbs.h"

#include "firmware/base/clock.h"
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/log.h"
#include "firmware/envelope/desk_certificate.h"

#include <limits.h>
#include <string.h>

enum { LISTEN_MAX_BYTES = 64, PEM_MAX_BYTES = 24 * 1024 };

/* The address of "10.0.0.5:8443" or "[::1]:8443", for its certificate; foyer-desk reads it whole. */
static void address_of(const char *listen, char ret[static LISTEN_MAX_BYTES + 1])
{
	const char *end = strrchr(listen, ':');
	size_t from = listen[0] == '[', size = end ? (size_t)(end - listen) : strlen(listen);
	size -= size >= 2 * from ? 2 * from : size;
	memcpy(ret, listen + from, size);
	ret[size] = '\0';
}

/* What kiosk.json says of a desk here, else what the desks of the site do; NULL neither does. New. */
static json_t *desk_told(const struct hub *hub)
{
	json_t *own = json_object_get(hub->config.file, "desk");
	const struct desks_row *row = peer_own(hub);
	if (own)
		return json_incref(own);
	return row ? json_pack("{s:s}", "listen", row->listen) : NULL;
}

bool desk_is_there(const struct hub *hub)
{
	json_t *told = desk_told(hub);
	bool there = json_is_object(told) || (hub->desk_plain && doors_is_open(hub->doors, DOORWAY_DESK));
	json_decref(told);
	return there;
}

/* The council's certificate with its key, or one of our own. @ret: its new members. */
static enum fail desk_tls(const struct hub *hub, const json_t *told, json_t **ret, char fingerprint[static DESK_FINGERPRINT_BYTES])
{
	const char *certificate = NULL, *key = NULL, *listen = NULL;
	char path[PATH_MAX], address[LISTEN_MAX_BYTES + 1];
	struct desk_certificate own;
	TRY(json_take_text(told, "listen", LISTEN_MAX_BYTES, &listen));
	if (json_object_get(told, "certificate")) {
		TRY(json_take_text(told, "certificate", PEM_MAX_BYTES, &certificate));
		TRY(json_take_text(told, "key", PEM_MAX_BYTES, &key));
		TRY(desk_fingerprint(certificate, strlen(certificate), fingerprint));
		*ret = json_pack("{s:s, s:s, s:s}", "listen", listen, "certificate", certificate, "key", key);
		return FAIL_NONE;
	}
	address_of(listen, address);
	TRY(file_path(path, sizeof path, hub->options->state, "desk.pem"));
	TRY(desk_certificate_open(path, hub->config.name, address, &own));
	memcpy(fingerprint, own.fingerprint, sizeof own.fingerprint);
	*ret = json_pack("{s:s, s:s, s:s}", "listen", listen, "certificate", own.certificate, "key", own.key);
	explicit_bzero(&own, sizeof own);
	return FAIL_NONE;
}

enum fail answer_hello_desk(struct hub *hub, const struct request *request, struct reply *reply)
{
	json_t *told = desk_told(hub), *tls = NULL;
	char fingerprint[DESK_FINGERPRINT_BYTES];
	version_heard(hub, request);
	hub->desk_plain = json_bool_or(request->frame, "plain", false);
	if (told) {
		enum fail fail = desk_tls(hub, told, &tls, fingerprint);
		if (fail != FAIL_NONE)
			log_fail("desk.settings", fail);
	}
	json_decref(told);
	reply->body = json_pack("{s:s, s:s, s:o, s:o}", "id", hub->config.id, "name", hub->config.name, "desk", tls ? tls : json_null(), "site", peer_json(hub));
	return FAIL_NONE;
}

json_t *desk_json(const struct hub *hub)
{
	json_t *told = desk_told(hub), *tls = NULL, *json = NULL;
	char fingerprint[DESK_FINGERPRINT_BYTES];
	if (!told)
		return json_null();
	if (desk_tls(hub, told, &tls, fingerprint) == FAIL_NONE)
		json = json_pack("{s:s, s:s}", "listen", json_text_or(told, "listen", ""), "fingerprint", fingerprint);
	else
		json = json_pack("{s:s, s:s}", "listen", json_text_or(told, "listen", ""), "words", fail_words());
	fail_clear();
	json_decref(tls);
	json_decref(told);
	return json ? json : json_null();
}

bool desk_hears(const struct hub *hub)
{
	return !hub->training.on && desk_is_there(hub);
}

void desk_ring(struct hub *hub)
{
	doors_ring(hub->doors, DOORWAY_DESK, json_pack("{s:s}", "bell", "desk"));
}

/* {"session"}: what staff see of a kiosk from afar. Nothing of who uses it, or for what. */
enum fail answer_desk_state(struct hub *hub, const struct request *request, struct reply *reply)
{
	int64_t waiting = hub->keeper.store ? store_counters(hub->keeper.store).waiting : 0;
	const struct staff_session *session = NULL;
	TRY(staff_hears(hub, request, STAFF_SEE, &session));
	reply->body = json_pack("{s:s, s:b, s:s, s:{s:s, s:s, s:b}, s:s, s:I}", "kiosk", hub->config.name, "visit", hub->visit_fd >= 0, "service", hub->service,
		"printer", "state", hub->printer.state, "key", trouble_row(hub->told_printer.trouble)->key, "low", hub->told_printer.low, "network", hub->network.state, "queue", (json_int_t)waiting);
	json_object_set_new(reply->body, "locked", json_boolean(session->locked));
	json_object_set_new(reply->body, "training", json_boolean(hub->training.on));
	if (hub->join.state != JOIN_NONE)
		json_object_set_new(reply->body, "join", json_pack("{s:s, s:s}", "state", join_state_name(hub->join.state), "name", hub->join.name));
	if (hub->visit_fd >= 0)
		json_object_set_new(reply->body, "visit_s", json_integer((clock_mono_ms() - hub->visit_began_ms) / 1000));
	return FAIL_NONE;
}
