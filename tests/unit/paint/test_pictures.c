/* SPDX-License-Identifier: MIT */
/* unit.pictures - every icon and figure that is shipped can be drawn, in the theme's colours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/paint/picture.h"

#include <dirent.h>
#include <string.h>

static struct theme theme;
static const struct picture_layers layers = { 0x111111, 0x222222, 0x333333, 0x444444 };

static int read_theme(void **state)
{
	(void)state;
	return theme_read(ASSETS, "default", &theme) == FAIL_NONE ? 0 : -1;
}

/* Each file of a folder that ends in .svg, by name. */
static int each_svg(const char *folder, void (*look)(struct pictures *, const char *))
{
	struct pictures *pictures = pictures_new(ASSETS);
	DIR *open = opendir(folder);
	int count = 0;
	assert_non_null(open);
	for (const struct dirent *entry; (entry = readdir(open));) {
		size_t length = strlen(entry->d_name);
		char name[64];
		if (length < 5 || length - 4 >= sizeof name || strcmp(entry->d_name + length - 4, ".svg") != 0)
			continue;
		memcpy(name, entry->d_name, length - 4);
		name[length - 4] = '\0';
		look(pictures, name);
		count++;
	}
	closedir(open);
	pictures_free(pictures);
	return count;
}

static void look_at_icon(struct pictures *pictures, const char *name)
{
	enum { SIDE = 48 };
	const uint8_t *cover = pictures_icon(pictures, name, SIDE);
	int inked = 0, edge = 0;
	if (!cover)
		fail_msg("no icon %s", name);
	for (int i = 0; i < SIDE * SIDE; i++) {
		inked += cover[i] > 128;
		edge += cover[i] > 128 && (i % SIDE == 0 || i % SIDE == SIDE - 1 || i < SIDE || i >= SIDE * (SIDE - 1));
	}
	/* A path that is read wrongly runs out of its square or is not there. */
	if (inked < 60 || inked > 1200 || edge > 0)
		fail_msg("icon %s has %d inked pixels, %d of them at the edge", name, inked, edge);
}

static void every_icon_can_be_drawn(void **state)
{
	(void)state;
	assert_true(each_svg(ASSETS "/icons", look_at_icon) > 30);
}

static void look_at_figure(struct pictures *pictures, const char *name)
{
	SDL_Surface *figure = pictures_figure(pictures, &theme, &layers, name, 150, 0);
	if (!figure)
		fail_msg("no figure %s", name);
	assert_int_equal(figure->w, 150);
	int opaque = 0;
	for (int y = 0; y < figure->h; y++)
		for (int x = 0; x < figure->w; x++)
			opaque += ((const uint32_t *)figure->pixels)[y * figure->pitch / 4 + x] >> 24 == 255;
	assert_true(opaque > figure->w * figure->h / 5);
}

static void every_figure_can_be_drawn(void **state)
{
	(void)state;
	assert_true(each_svg(ASSETS "/figures", look_at_figure) > 8);
}

static void smiles_have_their_mouth(void **state)
{
	(void)state;
	struct pictures *pictures = pictures_new(ASSETS);
	const uint8_t *cover = pictures_icon(pictures, "smile", 48);
	int inked = 0;
	for (int y = 30; y < 38; y++)
		for (int x = 14; x < 34; x++)
			inked += cover[y * 48 + x] > 128;
	assert_true(inked > 20);
	pictures_free(pictures);
}

static void figures_take_the_colours_they_name(void **state)
{
	(void)state;
	struct pictures *pictures = pictures_new(ASSETS);
	SDL_Surface *bust = pictures_figure(pictures, &theme, &layers, "bust", 72, 72);
	assert_non_null(bust);
	assert_int_equal(((const uint32_t *)bust->pixels)[20 * bust->pitch / 4 + 36], 0xff444444);
	const struct picture_layers other = { 0, 0, 0, 0xabcdef };
	bust = pictures_figure(pictures, &theme, &other, "bust", 72, 72);
	assert_int_equal(((const uint32_t *)bust->pixels)[20 * bust->pitch / 4 + 36], 0xffabcdef);
	pictures_free(pictures);
}

static void names_and_sizes_have_limits(void **state)
{
	(void)state;
	struct pictures *pictures = pictures_new(ASSETS);
	assert_null(pictures_icon(pictures, "no-such-icon", 40));
	assert_null(pictures_icon(pictures, "../figures/bust", 40));
	assert_null(pictures_icon(pictures, "", 40));
	assert_null(pictures_icon(pictures, "a-name-that-is-much-longer-than-any-icon-has-ever-been", 40));
	assert_null(pictures_icon(pictures, "check", 0));
	assert_null(pictures_icon(pictures, "check", PICTURE_SIDE_MAX_PX + 1));
	assert_null(pictures_figure(pictures, &theme, &layers, "bust", 0, 0));
	pictures_free(pictures);
	fail_clear();
}

static void more_pictures_than_are_kept_still_come(void **state)
{
	(void)state;
	struct pictures *pictures = pictures_new(ASSETS);
	for (int round = 0; round < 2; round++)
		for (int side = 10; side < 10 + PICTURES_MAX + 20; side++)
			assert_non_null(pictures_icon(pictures, "check", side));
	pictures_free(pictures);
}

int main(void)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(every_icon_can_be_drawn), cmocka_unit_test(every_figure_can_be_drawn), cmocka_unit_test(smiles_have_their_mouth),
		cmocka_unit_test(figures_take_the_colours_they_name), cmocka_unit_test(names_and_sizes_have_limits), cmocka_unit_test(more_pictures_than_are_kept_still_come),
	};
	return cmocka_run_group_tests_name("pictures", cases, read_theme, NULL);
}
