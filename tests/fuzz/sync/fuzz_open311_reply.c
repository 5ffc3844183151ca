/* SPDX-License-Identifier: MIT */
/* fuzz.open311_reply - replies in XML and JSON from anybody: a report counts as taken only by a number that stands in the reply. */
#include "firmware/sync/open311_reply.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool none(void *, const char *)
{
	return false;
}

static void judge(const char *type, const char *bytes, size_t size)
{
	struct open311_result result;
	open311_judge(OUTCOME_NET_ANSWERED, 200, type, bytes, size, "ST 7K4 29Q XM3", &result);
	if (result.verdict != OPEN311_CREATED && result.verdict != OPEN311_UNSURE)
		abort();
	const char *proof = result.receipt.id[0] ? result.receipt.id : result.receipt.token;
	if ((result.verdict == OPEN311_CREATED) != (proof[0] != '\0'))
		abort();
	/* Unless written with escapes or in 16 bits, it stands there as it is. */
	bool coded = memchr(bytes, '\\', size) || memchr(bytes, '&', size) || memchr(bytes, '\0', size) || memmem(bytes, size, "CDATA", 5) ||
		memmem(bytes, size, "<!--", 4) || memmem(bytes, size, "<?", 2) || memchr(bytes, '\r', size) || memmem(bytes, size, "-0", 2);
	if (proof[0] && !coded && !memmem(bytes, size, proof, strlen(proof)))
		abort();
}

static void ask(const char *type, const char *bytes, size_t size)
{
	json_t *reply = NULL;
	struct open311_receipt receipt;
	enum open311_stage stage;
	bool metadata;
	if (open311_read(type, bytes, size, &reply) != FAIL_NONE)
		return;
	if ((open311_token_read(reply, &receipt) == FAIL_NONE && !receipt.id[0]) || (open311_find(reply, "R", &receipt) == FAIL_NONE && !receipt.id[0]))
		abort();
	(void)!open311_stage_read(reply, "1", &stage);
	(void)!open311_service_find(reply, "POT", &metadata);
	(void)!open311_attributes_check(reply, none, NULL);
	json_decref(reply);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const types[] = { "text/xml", "application/json" };
	for (int i = 0; i < 2; i++) {
		fail_clear();
		judge(types[i], (const char *)bytes, size);
		ask(types[i], (const char *)bytes, size);
	}
	return 0;
}
