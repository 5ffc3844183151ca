/* SPDX-License-Identifier: MIT */
/* `foyer bundle build` and `check`: a folder of parts becomes a signed version, and is looked at again. */
#include "firmware/cli/bundle.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/base/program.h"
#include "firmware/bundle/blob.h"
#include "firmware/cli/place.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct build { const char *folder, *key, *password, *out, *assets; char assets_room[PATH_MAX], beside[PATH_MAX]; };

static enum fail read_secret(const struct build *build, struct minisign_secret *ret)
{
	BUFFER_AUTO password;
	BUFFER_AUTO text;
	buffer_init(&text, MINISIGN_FILE_MAX_BYTES);
	TRY(bundle_password(build->password, &password));
	TRY(file_read(build->key, &text));
	enum fail fail = minisign_secret_read(buffer_text(&text), text.size_bytes, buffer_text(&password), ret);
	return fail == FAIL_NONE ? fail : fail_note(fail, "%s", build->key);
}

/* What lies at @folder already, as bytes; FAIL_EMPTY nothing does. */
static enum fail read_manifest(const char *folder, struct buffer *bytes, struct manifest *ret)
{
	char path[PATH_MAX];
	buffer_init(bytes, MANIFEST_MAX_BYTES);
	*ret = (struct manifest){ 0 };
	TRY(file_path(path, sizeof path, folder, "manifest.json"));
	TRY(file_read(path, bytes));
	return manifest_read(buffer_text(bytes), bytes->size_bytes, ret);
}

/* Versions only rise, and a number stands for one thing for ever: a kiosk takes no number twice. */
static enum fail weigh_version(const struct build *build, const struct manifest *next, const struct buffer *bytes)
{
	BUFFER_AUTO there;
	struct manifest last;
	enum fail fail = read_manifest(build->out, &there, &last);
	bool same = fail == FAIL_NONE && there.size_bytes == bytes->size_bytes && memcmp(there.bytes, bytes->bytes, there.size_bytes) == 0;
	int64_t version = fail == FAIL_NONE ? last.version : 0;
	manifest_done(&last);
	if (fail == FAIL_EMPTY) {
		fail_clear();
		return access(build->out, F_OK) != 0 ? FAIL_NONE : rmdir(build->out) == 0 ? FAIL_NONE : FAIL(INPUT, "%s is there and is no bundle: it is left alone", build->out);
	}
	TRY(fail);
	if (!same && next->version <= version && !next->force)
		return FAIL(INPUT, "%s holds version %lld: raise \"version\" in bundle.json above it", build->out, (long long)version);
	return FAIL_NONE;
}

static enum fail write_file(const char *folder, const char *name, const struct buffer *bytes)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, name));
	return file_replace(path, bytes->bytes, bytes->size_bytes, 0644);
}

static enum fail write_blobs(const struct build *build, const struct bundle_tree *tree)
{
	char blobs[PATH_MAX];
	TRY(file_path(blobs, sizeof blobs, build->beside, "blobs"));
	TRY(file_make_folder(blobs, 0755));
	for (size_t i = 0; i < tree->count; i++) {
		char from[PATH_MAX], to[PATH_MAX];
		TRY(file_path(from, sizeof from, tree->root, tree->parts[i].path));
		TRY(file_path(to, sizeof to, blobs, tree->parts[i].sha256));
		if (access(to, F_OK) != 0)
			TRY(blob_copy(from, to, 0644, tree->parts[i].sha256, tree->parts[i].size_bytes));
	}
	return FAIL_NONE;
}

/* A bundle with two parts of the same bytes has one blob for both. */
static enum fail sign_and_write(const struct build *build, const struct minisign_secret *secret, struct manifest *manifest, const struct bundle_tree *tree)
{
	char comment[128];
	BUFFER_AUTO bytes;
	BUFFER_AUTO signature;
	buffer_init(&bytes, MANIFEST_MAX_BYTES);
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	manifest->parts = tree->parts;
	manifest->part_count = tree->count;
	enum fail fail = manifest_write(manifest, &bytes);
	manifest->parts = NULL; /* the tree's own */
	TRY(fail);
	TRY(weigh_version(build, manifest, &bytes));
	snprintf(comment, sizeof comment, "foyer bundle, version %lld", (long long)manifest->version);
	TRY(minisign_sign(secret, bytes.bytes, bytes.size_bytes, comment, &signature));
	TRY(write_blobs(build, tree));
	TRY(write_file(build->beside, "manifest.json.minisig", &signature));
	return write_file(build->beside, "manifest.json", &bytes);
}

static enum fail settle(const struct build *build)
{
	char tree[PATH_MAX];
	TRY(file_path(tree, sizeof tree, build->beside, "tree"));
	bundle_remove(tree);
	bundle_remove(build->out);
	return rename(build->beside, build->out) == 0 ? FAIL_NONE : FAIL(IO, "%s cannot be made: %s", build->out, strerror(errno));
}

static enum fail build_parts(const struct build *build, const struct minisign_secret *secret, struct bundle_input *input, struct bundle_tree *tree)
{
	char root[PATH_MAX];
	TRY(file_path(root, sizeof root, build->beside, "tree"));
	TRY(bundle_tree_make(input, root, tree));
	size_t found = bundle_tree_check(tree, build->assets);
	if (found > 0)
		return FAIL(INPUT, "nothing is signed: see what is said above");
	TRY(sign_and_write(build, secret, &input->head, tree));
	TRY(settle(build));
	printf("%s: version %lld, %zu parts\n", build->out, (long long)input->head.version, tree->count);
	return FAIL_NONE;
}

static enum fail build_all(struct build *build)
{
	struct minisign_secret secret;
	struct bundle_input input;
	struct bundle_tree tree = { 0 };
	if (!build->assets) {
		TRY(place_assets(build->assets_room, sizeof build->assets_room));
		build->assets = build->assets_room;
	}
	if (snprintf(build->beside, sizeof build->beside, "%s.new", build->out) >= (int)sizeof build->beside)
		return FAIL(LIMIT, "the path %s is too long", build->out);
	TRY(read_secret(build, &secret));
	bundle_remove(build->beside);
	enum fail fail = bundle_input_read(build->folder, &input);
	if (fail == FAIL_NONE)
		fail = build_parts(build, &secret, &input, &tree);
	bundle_remove(build->beside);
	bundle_tree_done(&tree);
	bundle_input_done(&input);
	minisign_secret_done(&secret);
	return fail;
}

int bundle_build(int argc, char **argv)
{
	struct build build = { 0 };
	const struct program_option options[] = {
		{ "key", "the secret key that signs: foyer bundle keys new makes one, minisign -G too", &build.key, NULL },
		{ "password-file", "a file whose first line opens the key", &build.password, NULL },
		{ "out", "the folder that the bundle becomes; also -o", &build.out, NULL },
		{ "assets", "the firmware's own assets, which the bundle goes over (those beside this program)", &build.assets, NULL },
		{ 0 },
	};
	int rest = 1;
	bool foldered = argc > 1 && argv[1][0] != '-';
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "-o") == 0)
			argv[i] = "--out";
	build.folder = foldered ? argv[1] : NULL;
	enum fail fail = program_options("foyer bundle build DIR --key FILE -o OUT", argc - foldered, argv + foldered, options, &rest);
	if (fail == FAIL_EMPTY)
		return 0;
	if (fail == FAIL_NONE && (!build.folder || !build.key || !build.out || rest < argc - foldered))
		fail = FAIL(INPUT, "it is: foyer bundle build DIR --key FILE -o OUT");
	bool asked_wrongly = fail != FAIL_NONE;
	if (fail == FAIL_NONE)
		fail = build_all(&build);
	if (fail == FAIL_NONE)
		return 0;
	fprintf(stderr, "foyer bundle build: %s\n", fail_words());
	return asked_wrongly ? 2 : 1;
}

/* ---- check ---- */

static enum fail check_blobs(const char *bundle, const struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->part_count; i++) {
		const struct manifest_part *part = &manifest->parts[i];
		char name[80], path[PATH_MAX];
		struct blob_hash hash;
		int64_t size = 0;
		snprintf(name, sizeof name, "blobs/%s", part->sha256);
		TRY(file_path(path, sizeof path, bundle, name));
		TRY(blob_hash(path, MANIFEST_PART_MAX_BYTES, &hash, &size));
		if (size != part->size_bytes || strcmp(hash.text, part->sha256) != 0)
			return FAIL(SIGNATURE, "%s is not what the manifest names", part->path);
	}
	return FAIL_NONE;
}

static enum fail check_signature(const char *bundle, const char *public, const struct buffer *bytes)
{
	char path[PATH_MAX];
	struct minisign_public key;
	BUFFER_AUTO text;
	BUFFER_AUTO signature;
	buffer_init(&text, MINISIGN_FILE_MAX_BYTES);
	buffer_init(&signature, MINISIGN_FILE_MAX_BYTES);
	TRY(file_read(public, &text));
	TRY(minisign_public_read(buffer_text(&text), text.size_bytes, &key));
	TRY(file_path(path, sizeof path, bundle, "manifest.json.minisig"));
	TRY(file_read(path, &signature));
	return minisign_verify(&key, bytes->bytes, bytes->size_bytes, buffer_text(&signature), signature.size_bytes);
}

int bundle_check(int argc, char **argv)
{
	const char *public = NULL;
	const struct program_option options[] = { { "public", "the public key it must be signed with", &public, NULL }, { 0 } };
	int rest = 1;
	bool foldered = argc > 1 && argv[1][0] != '-';
	struct manifest manifest = { 0 };
	BUFFER_AUTO bytes = { 0 };
	enum fail fail = program_options("foyer bundle check BUNDLE --public FILE", argc - foldered, argv + foldered, options, &rest);
	if (fail == FAIL_EMPTY)
		return 0;
	if (fail == FAIL_NONE && (!foldered || !public || rest < argc - foldered))
		fail = FAIL(INPUT, "it is: foyer bundle check BUNDLE --public FILE");
	bool asked_wrongly = fail != FAIL_NONE;
	if (fail == FAIL_NONE)
		fail = read_manifest(argv[1], &bytes, &manifest);
	if (fail == FAIL_NONE)
		fail = check_signature(argv[1], public, &bytes);
	if (fail == FAIL_NONE)
		fail = check_blobs(argv[1], &manifest);
	if (fail == FAIL_NONE)
		printf("%s: version %lld, %zu parts, signed\n", argv[1], (long long)manifest.version, manifest.part_count);
	else
		fprintf(stderr, "foyer bundle check: %s\n", fail_words());
	manifest_done(&manifest);
	return fail == FAIL_NONE ? 0 : asked_wrongly ? 2 : 1;
}
