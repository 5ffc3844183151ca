/* SPDX-License-Identifier: MIT */
/* kit.c - what drawing needs, from the assets. */
#include "firmware/print/kit.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

enum { BRAND_MAX_BYTES = 16 * 1024 };

/* The brand names its logo for the screen, "mereford.svg"; on paper it is receipt/mereford.pbm. */
static void logo_name(const char *assets, char ret[static KIT_NAME_MAX + 1])
{
	char path[PATH_MAX];
	json_t *brand = NULL;

	ret[0] = '\0';
	if (file_path(path, sizeof path, assets, "themes/brand.json") != FAIL_NONE || json_read(path, BRAND_MAX_BYTES, &brand) != FAIL_NONE)
		return;
	const char *logo = json_text_or(brand, "logo", "");
	snprintf(ret, KIT_NAME_MAX + 1, "%.*s", (int)strcspn(logo, "./"), logo);
	json_decref(brand);
}

/* A picture that is not there is no reason not to print: it is of no size. */
static struct stamp read_stamp(const char *assets, const char *name, int height)
{
	char path[PATH_MAX], file[64], own[KIT_NAME_MAX + 1];
	struct stamp whole = { 0 }, stamp = { 0 };

	snprintf(own, sizeof own, "%s", name);
	if (strcmp(name, "logo") == 0)
		logo_name(assets, own);
	if (own[0] == '\0' || strspn(own, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(own))
		return stamp;
	snprintf(file, sizeof file, "receipt/%s.pbm", own);
	if (file_path(path, sizeof path, assets, file) != FAIL_NONE || stamp_read(path, &whole) != FAIL_NONE)
		return stamp;
	stamp = stamp_scale(&whole, height);
	stamp_done(&whole);
	return stamp;
}

const struct stamp *raster_kit_stamp(struct raster_kit *kit, const char *name, int height)
{
	for (int i = 0; i < kit->stamp_count; i++)
		if (kit->stamp[i].height == height && strcmp(kit->stamp[i].name, name) == 0)
			return kit->stamp[i].stamp.dot ? &kit->stamp[i].stamp : NULL;
	if (kit->stamp_count == KIT_STAMPS)
		stamp_done(&kit->stamp[--kit->stamp_count].stamp); /* more than that many are on no paper of ours */
	struct kit_stamp *made = &kit->stamp[kit->stamp_count++];
	snprintf(made->name, sizeof made->name, "%s", name);
	made->height = height;
	made->stamp = read_stamp(kit->assets, made->name, height);
	return made->stamp.dot ? &made->stamp : NULL;
}

void raster_kit_forget(struct raster_kit *kit)
{
	text_forget(kit->text);
}

void raster_kit_rest(struct raster_kit *kit)
{
	raster_kit_forget(kit);
	malloc_trim(0); /* what a sheet took is not wanted again for hours */
}

enum fail raster_kit_open(const char *assets, int dots, struct raster_kit *ret)
{
	struct raster_kit kit = { .dots = dots, .dpi = KIT_DPI };
	char fonts[PATH_MAX];

	if ((size_t)snprintf(kit.assets, sizeof kit.assets, "%s", assets) >= sizeof kit.assets)
		return FAIL(LIMIT, "the assets' path is too long");
	TRY(file_path(fonts, sizeof fonts, assets, "fonts"));
	TRY(text_open_paper(fonts, &kit.text));
	*ret = kit;
	return FAIL_NONE;
}

void raster_kit_paper(struct raster_kit *kit, int dots, int dpi)
{
	kit->dots = dots;
	kit->dpi = dpi;
}

void raster_kit_close(struct raster_kit *kit)
{
	text_close(kit->text);
	while (kit->stamp_count > 0)
		stamp_done(&kit->stamp[--kit->stamp_count].stamp);
	*kit = (struct raster_kit){ 0 };
}
