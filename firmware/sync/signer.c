/* SPDX-License-Identifier: MIT */
/* signer.c - a clock that is wrong by more than a token's tolerance would lock the kiosk out; the server's own time helps. */
#include "firmware/sync/signer.h"

#include "firmware/base/json.h"
#include "firmware/envelope/base64url.h"
#include "firmware/envelope/device.h"
#include "firmware/sync/outcome.h"

enum { AHEAD_MIN_S = 60 };

void signer_learn(struct moment *moment, const struct send_result *result)
{
	int64_t server_s;
	if (result->net == OUTCOME_NET_TLS)
		moment_doubt(moment);
	else if (result->net == OUTCOME_NET_ANSWERED && result->date && outcome_http_date(result->date, &server_s) == FAIL_NONE)
		moment_learn(moment, server_s * 1000);
}

json_t *signer_request(const struct moment *moment, const char *audience, const char *bytes, size_t size_bytes)
{
	char digest[SHA256_TEXT_BYTES];
	sha256_text(bytes, size_bytes, digest);
	json_t *request = json_pack("{s:s, s:s, s:s}", "verb", "token", "audience", audience, "body_sha256", digest);
	int64_t ahead_s = moment_ahead_s(moment);
	if (ahead_s > AHEAD_MIN_S || ahead_s < -AHEAD_MIN_S)
		json_object_set_new(request, "ahead_s", json_integer(ahead_s));
	return request;
}

enum fail signer_token(enum fail code, const json_t *reply, const char **ret)
{
	TRY(code);
	return json_take_text(reply, "token", DEVICE_TOKEN_MAX_BYTES, ret);
}
