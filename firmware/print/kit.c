/* SPDX-License-Identifier: MIT */
/* kit.c - what drawing needs, from the assets. */
#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "firmware/print/raster.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { BRAND_MAX_BYTES = 16 * 1024 };

static void read_stamp(const char *assets, const char *name, struct ink_stamp *ret)
{
	char path[PATH_MAX], file[256];

	snprintf(file, sizeof file, "receipt/%s.pbm", name);
	/* A picture that is not there is no reason not to print. */
	if (file_path(path, sizeof path, assets, file) != FAIL_NONE || ink_stamp_read(path, ret) != FAIL_NONE)
		*ret = (struct ink_stamp){ 0 };
}

/* The brand names its logo for the screen, "mereford.svg"; on paper it is receipt/mereford.pbm. */
static void read_logo(const char *assets, struct ink_stamp *ret)
{
	char path[PATH_MAX], name[64];
	json_t *brand = NULL;

	if (file_path(path, sizeof path, assets, "themes/brand.json") != FAIL_NONE || json_read(path, BRAND_MAX_BYTES, &brand) != FAIL_NONE)
		return;
	const char *logo = json_text_or(brand, "logo", "");
	snprintf(name, sizeof name, "%.*s", (int)strcspn(logo, "./"), logo);
	if (name[0] != '\0')
		read_stamp(assets, name, ret);
	json_decref(brand);
}

enum fail raster_kit_open(const char *assets, int dots, struct raster_kit *ret)
{
	char fonts[PATH_MAX];
	struct raster_kit kit = { .dots = dots };

	TRY(file_path(fonts, sizeof fonts, assets, "fonts"));
	TRY(text_open(fonts, &kit.text));
	read_logo(assets, &kit.logo);
	read_stamp(assets, "by", &kit.by);
	read_stamp(assets, "late", &kit.late);
	*ret = kit;
	return FAIL_NONE;
}

void raster_kit_close(struct raster_kit *kit)
{
	text_close(kit->text);
	ink_stamp_done(&kit->logo);
	ink_stamp_done(&kit->by);
	ink_stamp_done(&kit->late);
	*kit = (struct raster_kit){ 0 };
}
