/* SPDX-License-Identifier: MIT */
/* What the staff desk may know of this kiosk. */
#include "firmware/hub/verbs.h"

enum fail answer_hello_desk(struct hub *hub, const struct request *request, struct reply *reply)
{
	(void)request;
	reply->body = json_pack("{s:s, s:s}", "id", hub->config.id, "name", hub->config.name);
	return FAIL_NONE;
}
