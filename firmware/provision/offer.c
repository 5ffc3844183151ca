/* SPDX-License-Identifier: MIT */
#include "firmware/provision/offer.h"

#include "firmware/base/file.h"

#include <sodium.h>
#include <string.h>

static enum fail read_beside(const char *inbox, const char *name, struct buffer *ret)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, inbox, name));
	return file_read(path, ret);
}

enum fail offer_read(const char *inbox, const json_t *keys, struct offer *ret)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	*ret = (struct offer){ 0 };
	buffer_init(&ret->bytes, MANIFEST_MAX_BYTES);
	buffer_init(&ret->signature, MINISIGN_FILE_MAX_BYTES);
	TRY(read_beside(inbox, "manifest.json", &ret->bytes));
	TRY(read_beside(inbox, "manifest.json.minisig", &ret->signature));
	TRY(manifest_trust(keys, ret->bytes.bytes, ret->bytes.size_bytes, buffer_text(&ret->signature), ret->signature.size_bytes));
	crypto_hash_sha256(hash, (const unsigned char *)ret->bytes.bytes, ret->bytes.size_bytes);
	sodium_bin2hex(ret->hash, sizeof ret->hash, hash, sizeof hash);
	return manifest_read(ret->bytes.bytes, ret->bytes.size_bytes, &ret->manifest);
}

void offer_done(struct offer *offer)
{
	manifest_done(&offer->manifest);
	buffer_done(&offer->bytes);
	buffer_done(&offer->signature);
}

enum fail offer_weigh(const struct offer *offer, const char *id, const struct versions_record *record, int64_t now_ms)
{
	const struct manifest *manifest = &offer->manifest;
	if (manifest->version == record->good || strcmp(offer->hash, record->refused.hash) == 0)
		return FAIL_EMPTY;
	if (!manifest_is_for(manifest, id))
		return FAIL(DENIED, "version %lld is for other kiosks", (long long)manifest->version);
	if (manifest->version < record->good && !manifest->force)
		return FAIL(DENIED, "version %lld is lower than %lld, which is in use, and is not signed to be forced", (long long)manifest->version, (long long)record->good);
	if (now_ms >= manifest->until_ms)
		return FAIL(DENIED, "version %lld is no longer valid", (long long)manifest->version);
	if (now_ms < manifest->from_ms)
		return FAIL(BUSY, "version %lld is not valid yet", (long long)manifest->version);
	return FAIL_NONE;
}
