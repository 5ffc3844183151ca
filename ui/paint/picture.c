/* SPDX-License-Identifier: MIT */
/* picture.c - a list, searched by name, size and colours; when it is full it starts again. */
#include "ui/paint/picture.h"

#include "firmware/base/file.h"

#include <SDL_image.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = PICTURE_NAME_BYTES };

struct picture {
	char name[NAME_BYTES];
	bool icon;
	int width_px, height_px;       /* as asked */
	struct picture_layers layers;
	uint32_t primary, ink;         /* the theme it was made for */
	SDL_Surface *surface;          /* NULL: there is no such file */
	uint8_t *cover;                /* of an icon */
};

struct pictures {
	char assets[PATH_MAX];
	struct picture picture[PICTURES_MAX];
	int count;
	size_t bytes;
	char lacking[NAME_BYTES];      /* a picture that could not be read, until somebody asks */
};

struct pictures *pictures_new(const char *assets)
{
	struct pictures *pictures = calloc(1, sizeof *pictures);
	if (!pictures)
		abort();
	strncpy(pictures->assets, assets, sizeof pictures->assets - 1);
	return pictures;
}

static void pictures_clear(struct pictures *pictures)
{
	for (int i = 0; i < pictures->count; i++) {
		SDL_FreeSurface(pictures->picture[i].surface);
		free(pictures->picture[i].cover);
	}
	pictures->count = 0;
	pictures->bytes = 0;
}

void pictures_free(struct pictures *pictures)
{
	if (!pictures)
		return;
	pictures_clear(pictures);
	free(pictures);
}

static enum fail read_svg(const char *assets, const char *folder, const char *name, struct buffer *ret)
{
	char file[NAME_BYTES + 8], path[PATH_MAX], full[PATH_MAX];
	size_t length = strlen(name);
	if (length == 0 || length >= NAME_BYTES || name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
		return FAIL(INPUT, "a picture cannot be called that");
	memcpy(file, name, length);
	memcpy(file + length, ".svg", 5);
	TRY(file_path(path, sizeof path, assets, folder));
	TRY(file_path(full, sizeof full, path, file));
	return file_read(full, ret);
}

static bool is_token(const char *at, size_t length, const char *name)
{
	return strlen(name) == length && memcmp(at, name, length) == 0;
}

/* The colour a word in braces stands for. */
static bool token_colour(const char *at, size_t length, const struct theme *theme, const struct picture_layers *layers, uint32_t *ret)
{
	const struct { const char *name; uint32_t rgb; } own[] = { { "plate", layers->plate }, { "mark", layers->mark }, { "detail", layers->detail }, { "text", layers->text } };
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (is_token(at, length, own[i].name)) {
			*ret = own[i].rgb;
			return true;
		}
	for (int colour = 1; colour < COLOUR_COUNT; colour++)
		if (is_token(at, length, colour_name((enum colour)colour))) {
			*ret = theme->rgb[colour];
			return true;
		}
	return false;
}

static enum fail put_colours(const char *svg, const struct theme *theme, const struct picture_layers *layers, struct buffer *ret)
{
	while (*svg) {
		size_t plain = strcspn(svg, "{");
		TRY(buffer_add(ret, svg, plain));
		svg += plain;
		if (*svg == '\0')
			break;
		size_t length = strcspn(svg + 1, "}");
		uint32_t rgb = 0;
		if (svg[1 + length] == '}' && token_colour(svg + 1, length, theme, layers, &rgb)) {
			TRY(buffer_printf(ret, "#%06x", rgb & 0xffffff));
			svg += length + 2;
		} else {
			TRY(buffer_add(ret, svg++, 1));
		}
	}
	return FAIL_NONE;
}

/* Our line is a little heavier than the drawings' own, to stand beside semi-bold words. */
static enum fail put_stroke(const char *svg, struct buffer *ret)
{
	static const char thin[] = "stroke-width=\"2\"";
	for (const char *found; (found = strstr(svg, thin)); svg = found + sizeof thin - 1) {
		TRY(buffer_add(ret, svg, (size_t)(found - svg)));
		TRY(buffer_printf(ret, "stroke-width=\"2.2\""));
	}
	return buffer_add(ret, svg, strlen(svg));
}

static SDL_Surface *rasterise(const struct buffer *svg, int width_px, int height_px)
{
	SDL_RWops *bytes = SDL_RWFromConstMem(svg->bytes, (int)svg->size_bytes);
	SDL_Surface *surface = bytes ? IMG_LoadSizedSVG_RW(bytes, width_px, height_px) : NULL, *converted = NULL;
	if (bytes)
		SDL_RWclose(bytes);
	if (surface)
		converted = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0);
	SDL_FreeSurface(surface);
	return converted;
}

static struct picture *picture_find(struct pictures *pictures, const struct picture *like)
{
	for (int i = 0; i < pictures->count; i++) {
		struct picture *picture = &pictures->picture[i];
		if (picture->icon == like->icon && picture->width_px == like->width_px && picture->height_px == like->height_px && strcmp(picture->name, like->name) == 0
			&& memcmp(&picture->layers, &like->layers, sizeof like->layers) == 0 && picture->primary == like->primary && picture->ink == like->ink)
			return picture;
	}
	return NULL;
}

static struct picture *picture_keep(struct pictures *pictures, const struct picture *picture, size_t bytes)
{
	if (!picture->surface && !picture->cover)
		memcpy(pictures->lacking, picture->name, sizeof picture->name);
	if (pictures->count == PICTURES_MAX || pictures->bytes + bytes > PICTURES_MAX_BYTES)
		pictures_clear(pictures);
	pictures->bytes += bytes;
	pictures->picture[pictures->count] = *picture;
	return &pictures->picture[pictures->count++];
}

const char *pictures_lacks(struct pictures *pictures, char ret[static PICTURE_NAME_BYTES])
{
	memcpy(ret, pictures->lacking, NAME_BYTES);
	pictures->lacking[0] = '\0';
	return ret[0] ? ret : NULL;
}

static bool named(struct picture *picture, const char *name)
{
	if (strlen(name) >= sizeof picture->name)
		return false;
	memcpy(picture->name, name, strlen(name) + 1);
	return true;
}

static uint8_t *cover_of(SDL_Surface *surface, int side_px)
{
	uint8_t *cover = calloc((size_t)side_px, (size_t)side_px);
	if (!cover)
		abort();
	for (int y = 0; y < surface->h && y < side_px; y++) {
		const uint32_t *from = (const uint32_t *)(const void *)((const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch);
		for (int x = 0; x < surface->w && x < side_px; x++)
			cover[(size_t)y * (size_t)side_px + (size_t)x] = (uint8_t)(from[x] >> 24);
	}
	return cover;
}

const uint8_t *pictures_icon(struct pictures *pictures, const char *name, int side_px)
{
	struct picture like = { .icon = true, .width_px = side_px, .height_px = side_px };
	if (side_px < 1 || side_px > PICTURE_SIDE_MAX_PX || !named(&like, name))
		return NULL;
	struct picture *found = picture_find(pictures, &like);
	if (found)
		return found->cover;
	BUFFER_AUTO svg, heavier;
	buffer_init(&svg, PICTURE_FILE_MAX_BYTES);
	buffer_init(&heavier, PICTURE_FILE_MAX_BYTES + 1024);
	if (read_svg(pictures->assets, "icons", name, &svg) == FAIL_NONE && put_stroke(buffer_text(&svg), &heavier) == FAIL_NONE) {
		SDL_Surface *surface = rasterise(&heavier, side_px, side_px);
		if (surface)
			like.cover = cover_of(surface, side_px);
		SDL_FreeSurface(surface);
	}
	return picture_keep(pictures, &like, (size_t)side_px * (size_t)side_px)->cover;
}

SDL_Surface *pictures_figure(struct pictures *pictures, const struct theme *theme, const struct picture_layers *layers, const char *name, int width_px, int height_px)
{
	struct picture like = { .width_px = width_px, .height_px = height_px, .layers = *layers, .primary = theme->rgb[COLOUR_PRIMARY], .ink = theme->rgb[COLOUR_INK] };
	if (width_px < 0 || height_px < 0 || width_px + height_px < 1 || width_px > PICTURE_SIDE_MAX_PX || height_px > PICTURE_SIDE_MAX_PX || !named(&like, name))
		return NULL;
	struct picture *found = picture_find(pictures, &like);
	if (found)
		return found->surface;
	BUFFER_AUTO svg, coloured;
	buffer_init(&svg, PICTURE_FILE_MAX_BYTES);
	buffer_init(&coloured, PICTURE_FILE_MAX_BYTES * 2);
	if (read_svg(pictures->assets, "figures", name, &svg) == FAIL_NONE && put_colours(buffer_text(&svg), theme, layers, &coloured) == FAIL_NONE)
		like.surface = rasterise(&coloured, width_px, height_px);
	size_t bytes = like.surface ? (size_t)like.surface->h * (size_t)like.surface->pitch : 0;
	return picture_keep(pictures, &like, bytes)->surface;
}
