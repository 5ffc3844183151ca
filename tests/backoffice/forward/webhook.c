/* SPDX-License-Identifier: MIT */
/* webhook.c - DESIGN: a webhook cannot be asked what it has, so what may have arrived is simply sent again, with the same key. */
#include "tests/backoffice/forward/webhook.h"

#include <string.h>

enum fail webhook_begin(const struct shape_input *input, struct shape_request *ret)
{
	const json_t *services = json_object_get(input->setting, "services"), *headers = json_object_get(input->setting, "headers");
	bool ours = !services;
	for (size_t i = 0; i < json_array_size(services) && !ours; i++)
		ours = strcmp(json_string_value(json_array_get(services, i)), input->service) == 0;
	if (!ours)
		return FAIL(EMPTY, "%s is not for this target", input->service);
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)headers, name, value)
		TRY(shape_line(ret, name, json_string_value(value)));
	TRY(shape_line(ret, "Idempotency-Key", input->id));
	return buffer_printf(&ret->url, "%s", shape_text(input->setting, "url"));
}

enum open311_verdict webhook_verdict(enum outcome_net net, int status)
{
	const struct outcome *row = outcome_of(net, status);
	if (net == OUTCOME_NET_TIMEOUT || net == OUTCOME_NET_BROKEN || net == OUTCOME_NET_LARGE || (net == OUTCOME_NET_ANSWERED && (status < 400 || status >= 500)))
		return OPEN311_UNSURE;
	return row->one == OUTCOME_BLAME && status != 409 ? OPEN311_REFUSED : OPEN311_LATER;
}
