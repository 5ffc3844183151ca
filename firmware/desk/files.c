/* SPDX-License-Identifier: MIT */
#include "firmware/desk/files.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { STYLE, SCRIPT, JOIN, BRAND, LOGO };

static const struct { const char *path, *type, *name; } table[FILES_MAX] = {
	[STYLE] = { "/desk.css", "text/css; charset=utf-8", "desk/desk.css" },
	[SCRIPT] = { "/desk.js", "text/javascript; charset=utf-8", "desk/desk.js" },
	[JOIN] = { "/join.js", "text/javascript; charset=utf-8", "desk/join.js" },
	[BRAND] = { "/brand.css", "text/css; charset=utf-8", NULL },
	[LOGO] = { "/logo.svg", "image/svg+xml", NULL },
};

static enum fail take_colour(const json_t *brand, const char *member, char ret[static 8])
{
	const char *text = NULL;
	TRY(json_take_text(brand, member, 7, &text));
	if (strlen(text) != 7 || text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
		return FAIL(INPUT, "\"%s\" is not a colour like #0B4340", member);
	snprintf(ret, 8, "%s", text);
	return FAIL_NONE;
}

/* A logo names its layers, which get the council's colours: {plate}, {mark}, {detail}. Other braces stay. */
static enum fail paint_logo(const char *svg, const char *primary, const char *accent, struct buffer *ret)
{
	const struct { const char *layer, *colour; } layers[] = { { "{plate}", primary }, { "{mark}", "#FFFFFF" }, { "{detail}", accent } };
	while (*svg) {
		size_t size = strcspn(svg, "{");
		TRY(buffer_add(ret, svg, size));
		svg += size;
		size_t i = 0, count = sizeof layers / sizeof layers[0];
		while (i < count && strncmp(svg, layers[i].layer, strlen(layers[i].layer)) != 0)
			i++;
		if (i < count) {
			TRY(buffer_add(ret, layers[i].colour, strlen(layers[i].colour)));
			svg += strlen(layers[i].layer);
		} else if (*svg) {
			TRY(buffer_add(ret, svg++, 1));
		}
	}
	return FAIL_NONE;
}

static enum fail read_brand(const char *folder, const json_t *brand, struct files *files)
{
	char path[PATH_MAX], primary[8], accent[8], name[96];
	const char *logo = NULL;
	TRY(take_colour(brand, "primary", primary));
	TRY(take_colour(brand, "accent", accent));
	TRY(buffer_printf(&files->at[BRAND].buffer, ":root{--primary:%s;--accent:%s}\n", primary, accent));
	TRY(json_take_text(brand, "logo", 64, &logo));
	if (strchr(logo, '/'))
		return FAIL(INPUT, "the logo is no file of figures");
	snprintf(name, sizeof name, "figures/%s", logo);
	TRY(file_path(path, sizeof path, folder, name));
	BUFFER_AUTO svg;
	buffer_init(&svg, FILE_MAX_BYTES);
	TRY(file_read(path, &svg));
	return paint_logo(buffer_text(&svg), primary, accent, &files->at[LOGO].buffer);
}

/* FNV-1a: tells one build of a file from the next. */
static void write_tag(struct file *file)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < file->buffer.size_bytes; i++)
		hash = (hash ^ (unsigned char)file->buffer.bytes[i]) * UINT64_C(1099511628211);
	snprintf(file->tag, sizeof file->tag, "\"%016" PRIx64 "\"", hash);
}

enum fail files_read(const char *folder, struct files *ret)
{
	char path[PATH_MAX];
	json_t *brand = NULL;
	for (int i = 0; i < FILES_MAX; i++) {
		ret->at[i] = (struct file){ .path = table[i].path, .type = table[i].type };
		buffer_init(&ret->at[i].buffer, FILE_MAX_BYTES);
	}
	for (int i = 0; i < FILES_MAX; i++) {
		if (!table[i].name)
			continue;
		TRY(file_path(path, sizeof path, folder, table[i].name));
		enum fail fail = file_read(path, &ret->at[i].buffer);
		if (fail != FAIL_NONE)
			return fail_note(fail, "%s", path);
	}
	TRY(file_path(path, sizeof path, folder, "themes/brand.json"));
	enum fail fail = json_read(path, FILE_MAX_BYTES, &brand);
	if (fail == FAIL_NONE)
		fail = read_brand(folder, brand, ret);
	json_decref(brand);
	if (fail != FAIL_NONE)
		return fail_note(fail, "%s", path);
	for (int i = 0; i < FILES_MAX; i++)
		write_tag(&ret->at[i]);
	return FAIL_NONE;
}

void files_done(struct files *files)
{
	for (int i = 0; i < FILES_MAX; i++)
		buffer_done(&files->at[i].buffer);
}

const struct file *files_find(const struct files *files, const char *path)
{
	for (int i = 0; i < FILES_MAX; i++)
		if (strcmp(files->at[i].path, path) == 0)
			return &files->at[i];
	return NULL;
}
