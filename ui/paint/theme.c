/* SPDX-License-Identifier: MIT */
/* theme.c - colours read, mixed from the brand, and refused when somebody could not read them. SOURCE: WCAG 2.2 (contrast ratio). */
#include "ui/paint/theme.h"

#include "firmware/base/file.h"
#include "firmware/base/json.h"
#include "ui/paint/theme_built_in.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const uint32_t BLACK = 0x000000, WHITE = 0xffffff, BRAND_INK = 0x1b2023, PLAIN_PRIMARY = 0x0b4340, PLAIN_ACCENT = 0xffc24a;
static const double BRAND_CONTRAST = 10.0, DISABLED_CONTRAST = 4.5;

const char *colour_name(enum colour colour)
{
	static const char *const name[COLOUR_COUNT] = {
		[COLOUR_NONE] = "none", [COLOUR_PAPER] = "paper", [COLOUR_CARD] = "card", [COLOUR_SUNK] = "sunk", [COLOUR_INK] = "ink", [COLOUR_INK2] = "ink2",
		[COLOUR_LINE] = "line", [COLOUR_RULE] = "rule", [COLOUR_PRIMARY] = "primary", [COLOUR_ON_PRIMARY] = "on_primary", [COLOUR_PRIMARY_DEEP] = "primary_deep",
		[COLOUR_TINT] = "tint", [COLOUR_ON_TINT] = "on_tint", [COLOUR_ACCENT] = "accent", [COLOUR_ON_ACCENT] = "on_accent", [COLOUR_ACCENT_DEEP] = "accent_deep",
		[COLOUR_ERROR] = "error", [COLOUR_ERROR_TINT] = "error_tint", [COLOUR_OK] = "ok", [COLOUR_OK_TINT] = "ok_tint", [COLOUR_OK_DOT] = "ok_dot",
		[COLOUR_FOCUS] = "focus", [COLOUR_FOCUS_LINE] = "focus_line", [COLOUR_DISABLED] = "disabled", [COLOUR_ON_DISABLED] = "on_disabled",
		[COLOUR_COUNTER] = "counter", [COLOUR_ON_COUNTER] = "on_counter", [COLOUR_COUNTER_LINE] = "counter_line",
		[COLOUR_HELP] = "help", [COLOUR_ON_HELP] = "on_help", [COLOUR_HELP_DEEP] = "help_deep",
	};
	return (unsigned)colour < COLOUR_COUNT ? name[colour] : "unknown";
}

/* What the brand gives where a theme does not say otherwise: a mixture of one of its two colours with black or white, in per cent. */
static const struct { enum colour colour, from; const uint32_t *with; int percent; } derived[] = {
	{ COLOUR_PRIMARY_DEEP, COLOUR_PRIMARY, &BLACK, 42 }, { COLOUR_TINT, COLOUR_PRIMARY, &WHITE, 87 },
	{ COLOUR_ACCENT_DEEP, COLOUR_ACCENT, &BLACK, 38 },   { COLOUR_COUNTER, COLOUR_PRIMARY, &BLACK, 0 },
	{ COLOUR_COUNTER_LINE, COLOUR_PRIMARY, &WHITE, 62 }, { COLOUR_HELP, COLOUR_ACCENT, &BLACK, 0 },
	{ COLOUR_HELP_DEEP, COLOUR_ACCENT, &BLACK, 38 },     { COLOUR_FOCUS, COLOUR_ACCENT, &BLACK, 0 },
};

/* Everything the painter writes on everything else, and the edges that show where a control is. LIPPED: high contrast has no such pair. */
enum { WORDS = 0, EDGE = 1, LIPPED = 2 };

static const struct { enum colour ink, ground; int kind; } pairs[] = {
	{ COLOUR_INK, COLOUR_PAPER, WORDS },      { COLOUR_INK2, COLOUR_PAPER, WORDS },         { COLOUR_INK, COLOUR_CARD, WORDS },
	{ COLOUR_INK2, COLOUR_CARD, WORDS },      { COLOUR_INK, COLOUR_SUNK, WORDS },           { COLOUR_INK2, COLOUR_SUNK, WORDS },
	{ COLOUR_ON_PRIMARY, COLOUR_PRIMARY, WORDS }, { COLOUR_ON_PRIMARY, COLOUR_PRIMARY_DEEP, WORDS }, { COLOUR_ON_TINT, COLOUR_TINT, WORDS },
	{ COLOUR_ON_ACCENT, COLOUR_ACCENT, WORDS }, { COLOUR_ON_HELP, COLOUR_HELP, WORDS },     { COLOUR_ON_COUNTER, COLOUR_COUNTER, WORDS },
	{ COLOUR_ERROR, COLOUR_PAPER, WORDS },    { COLOUR_ERROR, COLOUR_CARD, WORDS },         { COLOUR_ERROR, COLOUR_ERROR_TINT, WORDS },
	{ COLOUR_INK, COLOUR_OK_TINT, WORDS },    { COLOUR_OK, COLOUR_OK_TINT, WORDS },
	{ COLOUR_LINE, COLOUR_CARD, EDGE },       { COLOUR_LINE, COLOUR_PAPER, EDGE },          { COLOUR_PRIMARY, COLOUR_PAPER, EDGE },
	{ COLOUR_PRIMARY, COLOUR_CARD, EDGE },    { COLOUR_FOCUS_LINE, COLOUR_PAPER, EDGE },    { COLOUR_COUNTER_LINE, COLOUR_COUNTER, EDGE },
	{ COLOUR_ERROR, COLOUR_CARD, EDGE },      { COLOUR_PRIMARY, COLOUR_SUNK, EDGE },        { COLOUR_PRIMARY, COLOUR_TINT, EDGE | LIPPED },
	{ COLOUR_ERROR, COLOUR_SUNK, EDGE },      { COLOUR_OK, COLOUR_PAPER, WORDS },           { COLOUR_ON_TINT, COLOUR_SUNK, WORDS | LIPPED },
	{ COLOUR_OK_DOT, COLOUR_HELP, EDGE },     { COLOUR_INK, COLOUR_DISABLED, EDGE },
};

static double channel(uint32_t value)
{
	double c = value / 255.0;
	return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * channel(rgb >> 16 & 255) + 0.7152 * channel(rgb >> 8 & 255) + 0.0722 * channel(rgb & 255);
}

double theme_contrast(uint32_t a, uint32_t b)
{
	double light = luminance(a), dark = luminance(b);
	return light > dark ? (light + 0.05) / (dark + 0.05) : (dark + 0.05) / (light + 0.05);
}

static uint32_t mixed(uint32_t from, uint32_t with, int percent)
{
	uint32_t rgb = 0;
	for (int shift = 0; shift <= 16; shift += 8) {
		int a = (int)(from >> shift & 255), b = (int)(with >> shift & 255);
		rgb |= (uint32_t)((a * (100 - percent) + b * percent + 50) / 100) << shift;
	}
	return rgb;
}

/* "#RRGGBB" and nothing else. */
static enum fail parse_colour(const char *text, const char *what, uint32_t *ret)
{
	uint32_t rgb = 0;
	bool good = strlen(text) == 7 && text[0] == '#';
	for (int i = 1; good && i < 7; i++) {
		const char *digits = "0123456789abcdefABCDEF", *digit = strchr(digits, text[i]);
		good = digit != NULL;
		if (good) {
			int value = (int)(digit - digits);
			rgb = rgb << 4 | (uint32_t)(value > 15 ? value - 6 : value);
		}
	}
	if (!good)
		return FAIL(INPUT, "the colour %s is not of the form #RRGGBB", what);
	*ret = rgb;
	return FAIL_NONE;
}

static enum fail read_colour(const json_t *object, const char *key, uint32_t *ret)
{
	const char *text = NULL;
	TRY(json_take_text(object, key, 16, &text));
	return parse_colour(text, key, ret);
}

static enum fail keep_text(const json_t *object, const char *key, size_t room, char *ret)
{
	const char *text = NULL;
	TRY(json_take_text(object, key, room - 1, &text));
	memcpy(ret, text, strlen(text) + 1);
	return FAIL_NONE;
}

/* A fifth key would be one that its author believes in and nobody reads. */
static enum fail only_the_brands_keys(const json_t *brand)
{
	static const char *const known[] = { "name", "primary", "accent", "logo" };
	const char *key;
	const json_t *value;
	json_object_foreach((json_t *)brand, key, value) {
		bool found = false;
		for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
			found = found || strcmp(key, known[i]) == 0;
		if (!found)
			return FAIL(INPUT, "a brand has name, primary, accent and logo; \"%.40s\" is none of them", key);
	}
	return FAIL_NONE;
}

static enum fail read_brand(const json_t *brand, struct theme *theme)
{
	TRY(only_the_brands_keys(brand));
	TRY(keep_text(brand, "name", sizeof theme->council, theme->council));
	TRY(keep_text(brand, "logo", sizeof theme->logo, theme->logo));
	TRY(read_colour(brand, "primary", &theme->rgb[COLOUR_PRIMARY]));
	TRY(read_colour(brand, "accent", &theme->rgb[COLOUR_ACCENT]));
	if (theme_contrast(theme->rgb[COLOUR_PRIMARY], WHITE) < BRAND_CONTRAST)
		return FAIL(INPUT, "the brand's primary colour is only %.1f:1 against white, %.0f:1 is needed", theme_contrast(theme->rgb[COLOUR_PRIMARY], WHITE), BRAND_CONTRAST);
	if (theme_contrast(theme->rgb[COLOUR_ACCENT], BRAND_INK) < BRAND_CONTRAST)
		return FAIL(INPUT, "the brand's accent colour is only %.1f:1 against dark text, %.0f:1 is needed", theme_contrast(theme->rgb[COLOUR_ACCENT], BRAND_INK), BRAND_CONTRAST);
	return FAIL_NONE;
}

static bool from_brand(enum colour colour)
{
	if (colour == COLOUR_PRIMARY || colour == COLOUR_ACCENT)
		return true;
	for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++)
		if (derived[i].colour == colour)
			return true;
	return false;
}

static enum fail read_tokens(const json_t *file, struct theme *theme)
{
	int64_t lip = 0, border = 0;
	TRY(keep_text(file, "name", sizeof theme->name, theme->name));
	TRY(json_take_int(file, "lip", 0, 12, &lip));
	TRY(json_take_int(file, "border", 1, 8, &border));
	theme->lip_dp = (int)lip;
	theme->border_dp = (int)border;
	theme->text_contrast = json_number_value(json_object_get(file, "text_contrast"));
	theme->edge_contrast = json_number_value(json_object_get(file, "edge_contrast"));
	if (theme->text_contrast < 4.5 || theme->edge_contrast < 3)
		return FAIL(INPUT, "a theme promises at least 4.5:1 for text and 3:1 for edges");

	const json_t *colours = json_object_get(file, "colours");
	for (int colour = 1; colour < COLOUR_COUNT; colour++) {
		const char *name = colour_name((enum colour)colour);
		if (json_object_get(colours, name))
			TRY(read_colour(colours, name, &theme->rgb[colour]));
		else if (!from_brand((enum colour)colour))
			return FAIL(INPUT, "the theme %s has no colour %s", theme->name, name);
	}
	for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++)
		if (!json_object_get(colours, colour_name(derived[i].colour)))
			theme->rgb[derived[i].colour] = mixed(theme->rgb[derived[i].from], *derived[i].with, derived[i].percent);
	return FAIL_NONE;
}

bool theme_checks(enum colour ink, enum colour ground)
{
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if ((pairs[i].ink == ink && pairs[i].ground == ground) || (pairs[i].ink == ground && pairs[i].ground == ink))
			return true;
	return ink == COLOUR_ON_DISABLED && ground == COLOUR_DISABLED;
}

enum fail theme_check(const struct theme *theme)
{
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		double is = theme_contrast(theme->rgb[pairs[i].ink], theme->rgb[pairs[i].ground]), least = pairs[i].kind & EDGE ? theme->edge_contrast : theme->text_contrast;
		if (is < least && !(pairs[i].kind & LIPPED && theme->lip_dp == 0))
			return FAIL(INPUT, "theme %s: %s on %s is %.2f:1, %.1f:1 is promised", theme->name, colour_name(pairs[i].ink), colour_name(pairs[i].ground), is, least);
	}
	double disabled = theme_contrast(theme->rgb[COLOUR_ON_DISABLED], theme->rgb[COLOUR_DISABLED]);
	return disabled < DISABLED_CONTRAST ? FAIL(INPUT, "theme %s: disabled text is %.2f:1", theme->name, disabled) : FAIL_NONE;
}

static enum fail read_file(const char *assets, const char *name, json_t **ret)
{
	char file[64], folder[PATH_MAX], path[PATH_MAX];
	if (name[0] == '\0' || name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0' || strlen(name) > sizeof file - 6)
		return FAIL(INPUT, "a theme cannot be called that");
	memcpy(file, name, strlen(name));
	memcpy(file + strlen(name), ".json", 6);
	TRY(file_path(folder, sizeof folder, assets, "themes"));
	TRY(file_path(path, sizeof path, folder, file));
	return json_read(path, THEME_MAX_BYTES, ret);
}

/* A brand that says nothing: the guide's two colours, no name and no logo, which would be another council's. */
static void take_plain_brand(struct theme *theme)
{
	theme->rgb[COLOUR_PRIMARY] = PLAIN_PRIMARY;
	theme->rgb[COLOUR_ACCENT] = PLAIN_ACCENT;
}

static enum fail take_brand(const char *assets, struct theme *theme)
{
	json_t *brand = NULL;
	enum fail code = read_file(assets, "brand", &brand);
	if (code == FAIL_NONE)
		code = read_brand(brand, theme);
	json_decref(brand);
	if (code != FAIL_NONE)
		fail_say("brand.json");
	return code;
}

static enum fail take_theme(const char *assets, const char *name, bool built_in, struct theme *theme)
{
	json_t *file = NULL;
	enum fail code = built_in ? json_parse((const char *)theme_built_in, theme_built_in_bytes, THEME_MAX_BYTES, &file) : read_file(assets, name, &file);
	if (code == FAIL_NONE)
		code = read_tokens(file, theme);
	if (code == FAIL_NONE)
		code = theme_check(theme);
	json_decref(file);
	return code;
}

enum fail theme_read(const char *assets, const char *name, struct theme *ret)
{
	struct theme theme = { 0 };
	TRY(take_brand(assets, &theme));
	TRY(take_theme(assets, name, false, &theme));
	*ret = theme;
	return FAIL_NONE;
}

enum fail theme_rescue(const char *assets, const char *name, char ret_words[static THEME_WORDS_BYTES], struct theme *ret)
{
	static const struct { bool plain, built_in; } ways[] = { { false, false }, { true, false }, { false, true }, { true, true } };
	size_t count = strcmp(name, "default") == 0 ? sizeof ways / sizeof ways[0] : 2;
	enum fail code = FAIL_NONE;
	ret_words[0] = '\0';
	fail_clear();
	for (size_t i = 0; i < count; i++) {
		struct theme theme = { 0 };
		code = FAIL_NONE;
		if (ways[i].plain)
			take_plain_brand(&theme);
		else
			code = take_brand(assets, &theme);
		if (code == FAIL_NONE)
			code = take_theme(assets, name, ways[i].built_in, &theme);
		if (code == FAIL_NONE) {
			*ret = theme;
			return FAIL_NONE;
		}
		if (i == 0)
			snprintf(ret_words, THEME_WORDS_BYTES, "%s", fail_words());
	}
	return code;
}
