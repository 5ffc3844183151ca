/* SPDX-License-Identifier: MIT */
/* `foyer bundle keys new`: the pair that signs versions. The secret half never leaves the place where bundles are built. */
#include "firmware/cli/bundle.h"

#include "firmware/base/file.h"
#include "firmware/base/program.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PASSWORD_MAX_BYTES = 1024 };

enum fail bundle_password(const char *path, struct buffer *ret)
{
	buffer_init(ret, PASSWORD_MAX_BYTES);
	if (!path)
		return buffer_add(ret, "", 0);
	TRY(file_read(path, ret));
	size_t length = strcspn(buffer_text(ret), "\r\n");
	if (length == 0)
		return FAIL(INPUT, "%s has no password in its first line", path);
	ret->bytes[length] = '\0';
	return FAIL_NONE;
}

static enum fail write_key(const char *folder, const char *name, const struct buffer *bytes, mode_t mode)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, name));
	if (access(path, F_OK) == 0)
		return FAIL(INPUT, "%s is there already: a key is never written over", path);
	TRY(file_replace(path, bytes->bytes, bytes->size_bytes, mode));
	printf("%s\n", path);
	return FAIL_NONE;
}

static enum fail write_pair(const char *folder, const char *password, const struct minisign_secret *secret, const struct minisign_public *public)
{
	BUFFER_AUTO open_half, secret_half;
	char line[MINISIGN_PUBLIC_TEXT_BYTES + 1];
	buffer_init(&open_half, MINISIGN_FILE_MAX_BYTES);
	buffer_init(&secret_half, MINISIGN_FILE_MAX_BYTES);
	TRY(minisign_secret_write(secret, password, &secret_half));
	TRY(minisign_public_write(public, &open_half));
	TRY(file_make_folder(folder, 0700));
	TRY(write_key(folder, "bundle.key", &secret_half, 0600));
	TRY(write_key(folder, "bundle.pub", &open_half, 0644));
	minisign_public_text(public, line);
	printf("for kiosk.json: \"bundle_keys\": [\"%s\"]\n", line);
	return FAIL_NONE;
}

static enum fail make(const char *folder, const char *password_file)
{
	struct minisign_secret secret;
	struct minisign_public public;
	BUFFER_AUTO password;
	TRY(bundle_password(password_file, &password));
	TRY(minisign_new(&secret, &public));
	enum fail fail = write_pair(folder, buffer_text(&password), &secret, &public);
	minisign_secret_done(&secret);
	return fail;
}

int bundle_keys(int argc, char **argv)
{
	const char *folder = ".", *password = NULL;
	const struct program_option options[] = {
		{ "out", "the folder that bundle.key and bundle.pub are put in (here)", &folder, NULL },
		{ "password-file", "a file whose first line seals bundle.key (none: it lies open, readable by you alone)", &password, NULL },
		{ 0 },
	};
	int rest = 0;
	bool named = argc > 1 && strcmp(argv[1], "new") == 0;
	enum fail fail = named || (argc > 1 && strcmp(argv[1], "--help") == 0) ? FAIL_NONE : FAIL(INPUT, "the one thing to do with keys is \"keys new\"");
	if (fail == FAIL_NONE)
		fail = program_options("foyer bundle keys new", argc - named, argv + named, options, &rest);
	if (fail == FAIL_EMPTY)
		return 0;
	if (fail == FAIL_NONE && rest < argc - named)
		fail = FAIL(INPUT, "nothing but options follows");
	bool asked_wrongly = fail != FAIL_NONE;
	if (fail == FAIL_NONE)
		fail = make(folder, password);
	if (fail == FAIL_NONE)
		return 0;
	fprintf(stderr, "foyer bundle keys: %s\n", fail_words());
	return asked_wrongly ? 2 : 1;
}
