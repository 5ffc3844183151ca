/* SPDX-License-Identifier: MIT */
/* panel.c - sizes: design pixels to pixels, the type scale, text larger than usual. SOURCE: the design guide, sections 4 and 6. */
#include "ui/layout/layout.h"

#include <string.h>

static const double DP_PER_MM = 4.03;

enum { STEP_COUNT = 3, SMALL_HEIGHT_DP = 1000, LOW_HEIGHT_DP = 700 };

/* Size and line at 100, 150 and 200 %; between them they grow evenly. Posters and numbers are large enough as they are. */
static const struct { int size[STEP_COUNT], line[STEP_COUNT]; enum text_weight weight; int tracking_milli_em; int icon; } types[TYPE_COUNT] = {
	[TYPE_BODY]           = { { 34, 45, 55 }, { 46, 58, 66 }, TEXT_REGULAR, 0, 44 },
	[TYPE_SMALL]          = { { 30, 45, 55 }, { 40, 56, 66 }, TEXT_REGULAR, 0, 40 },
	[TYPE_SMALL_STRONG]   = { { 30, 45, 55 }, { 40, 56, 66 }, TEXT_SEMIBOLD, 0, 40 },
	[TYPE_BODY_STRONG]    = { { 34, 45, 55 }, { 46, 58, 66 }, TEXT_SEMIBOLD, 0, 44 },
	[TYPE_CONTROL]        = { { 38, 48, 60 }, { 48, 58, 68 }, TEXT_MEDIUM, 0, 44 },
	[TYPE_CONTROL_STRONG] = { { 38, 48, 60 }, { 48, 58, 68 }, TEXT_SEMIBOLD, 0, 44 },
	[TYPE_ENTRY]          = { { 44, 52, 62 }, { 54, 62, 74 }, TEXT_MEDIUM, 0, 48 },
	[TYPE_HEADING]        = { { 42, 52, 64 }, { 52, 62, 74 }, TEXT_BOLD, 0, 60 },
	[TYPE_QUESTION]       = { { 72, 80, 92 }, { 80, 88, 100 }, TEXT_BOLD, -8, 72 },
	[TYPE_QUESTION_SMALL] = { { 52, 60, 70 }, { 60, 68, 78 }, TEXT_BOLD, -6, 64 },
	[TYPE_POSTER]         = { { 122, 122, 122 }, { 128, 128, 128 }, TEXT_BOLD, -25, 122 },
	[TYPE_REFERENCE]      = { { 100, 100, 100 }, { 124, 124, 124 }, TEXT_BOLD, 0, 100 },
	[TYPE_COUNTDOWN]      = { { 320, 320, 320 }, { 244, 244, 244 }, TEXT_BOLD, -12, 244 },
	[TYPE_KEY]            = { { 42, 46, 55 }, { 50, 54, 60 }, TEXT_MEDIUM, 0, 40 },
	[TYPE_PERSON]         = { { 34, 45, 60 }, { 38, 50, 64 }, TEXT_BOLD, 0, 44 },
	[TYPE_ANSWER]         = { { 36, 46, 56 }, { 46, 56, 66 }, TEXT_SEMIBOLD, 0, 44 },
	[TYPE_KEY_WORD]       = { { 30, 45, 45 }, { 36, 48, 48 }, TEXT_MEDIUM, 0, 38 },
	[TYPE_BIG]            = { { 52, 60, 70 }, { 60, 68, 78 }, TEXT_SEMIBOLD, 0, 64 },
};

static int round_px(double px)
{
	return px < 0 ? -(int)(-px + 0.5) : (int)(px + 0.5);
}

int layout_px(const struct layout_panel *panel, int dp)
{
	return round_px(dp * panel->px_per_mm / DP_PER_MM);
}

int layout_border_px(const struct layout_panel *panel, int dp)
{
	int px = (int)(dp * panel->px_per_mm / DP_PER_MM + 0.001);
	return dp > 0 && px < 1 ? 1 : px;
}

int layout_width_dp(const struct layout_panel *panel)
{
	return round_px(panel->width_px * DP_PER_MM / panel->px_per_mm);
}

int layout_height_dp(const struct layout_panel *panel)
{
	return round_px(panel->height_px * DP_PER_MM / panel->px_per_mm);
}

enum panel_class layout_class(const struct layout_panel *panel)
{
	if (panel->width_px < panel->height_px)
		return PANEL_PORTRAIT;
	return layout_height_dp(panel) < SMALL_HEIGHT_DP ? PANEL_SMALL : PANEL_LANDSCAPE;
}

bool layout_low(const struct layout_panel *panel)
{
	return layout_height_dp(panel) < LAYOUT_LOW_DP;
}

static int text_percent(const struct layout_panel *panel)
{
	return panel->text_percent < 100 ? 100 : panel->text_percent > 200 ? 200 : panel->text_percent;
}

static double between(const int step[STEP_COUNT], int percent)
{
	int low = percent < 150 ? 0 : 1;
	return step[low] + (step[low + 1] - step[low]) * (percent - 100 - 50 * low) / 50.0;
}

struct text_style layout_type(const struct layout_panel *panel, enum type_style type)
{
	double scale = panel->px_per_mm / DP_PER_MM;
	int percent = text_percent(panel);
	return (struct text_style){
		.size_px = round_px(between(types[type].size, percent) * scale), .line_px = round_px(between(types[type].line, percent) * scale),
		.weight = types[type].weight, .tracking_milli_em = types[type].tracking_milli_em,
	};
}

int layout_nastaliq(const struct layout_panel *panel, int size_px)
{
	/* Its own capitals are 0.714 em: 7.33 mm from 150 % on, 9 mm at 200 % where the panel is not too low for such lines. */
	int percent = text_percent(panel), least = layout_px(panel, percent >= 200 && layout_height_dp(panel) >= LOW_HEIGHT_DP ? 51 : percent >= 150 ? 42 : 0), smaller = size_px * 4 / 5;
	if (size_px <= layout_px(panel, 48))
		return size_px;
	return smaller > least ? smaller : least;
}

int layout_grown(const struct layout_panel *panel, int dp, int grow_percent)
{
	return round_px(dp * (1 + grow_percent * (text_percent(panel) - 100) / 10000.0) * panel->px_per_mm / DP_PER_MM);
}

int layout_icon(const struct layout_panel *panel, enum type_style type)
{
	int percent = text_percent(panel);
	double grown = between(types[type].size, percent) / types[type].size[0];
	/* Icons grow less than words: at 200 % they would crowd them out. */
	return round_px(types[type].icon * (1 + (grown - 1) * 0.6) * panel->px_per_mm / DP_PER_MM);
}

static bool language_rtl(const char *lang)
{
	static const char *const rtl[] = { "ar", "ur", "fa", "he", "ps", "ku-Arab", "ckb", "sd", "ug", "yi" };
	for (size_t i = 0; i < sizeof rtl / sizeof rtl[0]; i++) {
		size_t length = strlen(rtl[i]);
		if (strncmp(lang, rtl[i], length) == 0 && (lang[length] == '\0' || lang[length] == '-'))
			return true;
	}
	return false;
}

static bool kept_left(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->box.keep_left)
			return true;
	return false;
}

bool layout_mirrored(const struct tree *tree, const struct node *node)
{
	return tree->rtl && !kept_left(node);
}

const char *layout_language(const struct tree *tree, const struct node *node)
{
	for (const struct node *at = node; at; at = at->parent)
		if (at->lang && (at == node || at->parent))
			return at->lang;
	return tree->lang;
}

bool layout_text_rtl(const struct tree *tree, const struct node *node)
{
	/* Numbers and what is typed with left-to-right keys stay so, but the counter's words are words. */
	bool typed = node->role == NODE_ROLE_FIELD || node->role == NODE_ROLE_KEY;
	if (typed && kept_left(node))
		return false;
	const char *language = layout_language(tree, node);
	return language == tree->lang ? tree->rtl : language_rtl(language);
}
