/* SPDX-License-Identifier: MIT */
/* foyer-ui - the screen in front of the resident. */
#include "drivers/display/edid.h"
#include "drivers/display/window.h"
#include "firmware/base/log.h"
#include "firmware/base/program.h"
#include "firmware/base/secret.h"
#include "ui/stage/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double PANEL_PX_PER_MM = 4.03; /* 21.5 inch, 1080 × 1920 */

enum { PANEL_MIN_PX = 320, PANEL_MAX_PX = 8192, FD_MAX = 1 << 20, EDGE_MAX_MM = 3000, AWAKE_MINUTES = 30, AWAKE_MAX_MINUTES = 720 };

static enum fail read_panel(const char *panel, const char *density, struct stage_panel *ret)
{
	char rest;
	char *end = NULL;
	bool sizes = !panel || sscanf(panel, "%5dx%5d%c", &ret->width_px, &ret->height_px, &rest) == 2;
	if (!sizes || (panel && (ret->width_px < PANEL_MIN_PX || ret->height_px < PANEL_MIN_PX || ret->width_px > PANEL_MAX_PX || ret->height_px > PANEL_MAX_PX)))
		return FAIL(INPUT, "--panel is WIDTHxHEIGHT in pixels, such as 1080x1920");
	if (!density)
		return FAIL_NONE;
	ret->px_per_mm = strtod(density, &end);
	if (*end || !(ret->px_per_mm >= 1 && ret->px_per_mm <= 20))
		return FAIL(INPUT, "--density is pixels per millimetre, such as 4.03");
	return FAIL_NONE;
}

static enum fail read_edge(const char *text, int *ret)
{
	char *end = NULL;
	long edge = text ? strtol(text, &end, 10) : BAND_EDGE_MM;
	if (text && (*end || !*text || edge < 0 || edge > EDGE_MAX_MM))
		return FAIL(INPUT, "--edge is millimetres above the floor, 0 to %d", EDGE_MAX_MM);
	*ret = (int)edge;
	return FAIL_NONE;
}

static enum fail read_awake(const char *text, int *ret)
{
	char *end = NULL;
	long minutes = text ? strtol(text, &end, 10) : AWAKE_MINUTES;
	if (text && strcmp(text, "always") == 0)
		minutes = -1;
	else if (text && (*end || !*text || minutes < 0 || minutes > AWAKE_MAX_MINUTES))
		return FAIL(INPUT, "--awake is minutes around the opening hours, 0 to %d, or always", AWAKE_MAX_MINUTES);
	*ret = (int)minutes;
	return FAIL_NONE;
}

/* What was not configured: pixels as the display is set, millimetres as the panel says itself; a panel that says nothing to be believed is the guide's. */
static void settle_panel(struct stage_panel *panel, const char *panels)
{
	if (panel->width_px == 0 && (!panel->full_screen || window_screen(&panel->width_px, &panel->height_px) != FAIL_NONE || panel->width_px < PANEL_MIN_PX || panel->height_px < PANEL_MIN_PX)) {
		fail_clear();
		panel->width_px = 1080;
		panel->height_px = 1920;
	}
	if (panel->px_per_mm > 0)
		return;
	struct edid edid;
	enum fail code = edid_find(panels, panel->width_px, panel->height_px, &edid);
	panel->px_per_mm = code == FAIL_NONE ? edid.px_per_mm : PANEL_PX_PER_MM;
	if (code != FAIL_NONE)
		log_fail("panel.unknown", code);
	fail_clear();
	log_event("panel.size", "width_px=%d height_px=%d px_per_mm=%.2f by=%s", panel->width_px, panel->height_px, panel->px_per_mm, code == FAIL_NONE ? "panel" : "guess");
}

static enum fail read_fd(const char *text, int *ret)
{
	char *end = NULL;
	long fd = text ? strtol(text, &end, 10) : -1;
	if (text && (*end || !*text || fd < 0 || fd > FD_MAX))
		return FAIL(INPUT, "--visit-key is the number of an open descriptor");
	*ret = (int)fd;
	return FAIL_NONE;
}

static enum fail read_options(int argc, char **argv, struct ui_options *ret)
{
	const char *panel = NULL, *density = NULL, *panels = "/sys/class/drm", *visit_key = NULL, *edge = NULL, *awake = NULL, *assets = NULL, *current = NULL;
	bool window = false;
	const struct program_option options[] = {
		{ "doors", "folder of the hub's sockets", &ret->doors, NULL },
		{ "assets", "folder of forms, words, fonts, themes", &assets, NULL },
		{ "current", "link to the version in use, which goes before it", &current, NULL },
		{ "panel", "the panel's size in pixels, such as 1080x1920 (as the display is set)", &panel, NULL },
		{ "density", "the panel's pixels per millimetre (as its EDID says, else 4.03)", &density, NULL },
		{ "panels", "folder of what panels say of themselves (/sys/class/drm)", &panels, NULL },
		{ "edge", "the panel's lower edge above the floor in millimetres (890)", &edge, NULL },
		{ "awake", "minutes before opening and after closing that the screen is lit, or always (30)", &awake, NULL },
		{ "still", "the idle screen does not change by itself", NULL, &ret->still },
		{ "window", "in a window instead of the whole screen", NULL, &window },
		{ "keypad", "what is plugged in, by the maps in the assets' keypads: nine-keys,two-switches", &ret->keypad, NULL },
		{ "headphones", "espeak-ng's name of the device that one person hears", &ret->devices.headphones, NULL },
		{ "speaker", "and of the one that everybody hears", &ret->devices.speaker, NULL },
		{ "jack", "input device that feels headphones go in, such as /dev/foyer-headphones", &ret->jack, NULL },
		{ "badge", "USB ids of the badge readers, which nobody else hears: 08ff:0009,0c27:3bfa", &ret->badge, NULL },
		{ "no-keyboard", "keys of no keypad mean nothing: whoever plugs a keyboard in types nothing", NULL, &ret->no_keyboard },
		{ "visit-key", "descriptor of 32 bytes that seal the running visit's copy", &visit_key, NULL },
		{ "test", "tests drive it: telephone numbers set aside for drama are good ones", NULL, &ret->test },
		{ 0 },
	};
	TRY(program_start("foyer-ui", argc, argv, options));
	if (!ret->doors || !assets)
		return FAIL(INPUT, "--doors and --assets are needed");
	TRY(assets_settle(current, assets, &ret->assets));
	TRY(read_panel(panel, density, &ret->panel));
	TRY(read_awake(awake, &ret->awake_minutes));
	TRY(read_edge(edge, &ret->panel.edge_mm));
	ret->panel.full_screen = !window;
	TRY(read_fd(visit_key, &ret->visit_key_fd));
	settle_panel(&ret->panel, panels);
	return FAIL_NONE;
}

int main(int argc, char **argv)
{
	static struct ui_options options;
	struct ui ui;
	enum fail code = read_options(argc, argv, &options);
	if (code == FAIL_EMPTY)
		return 0;
	if (code != FAIL_NONE) {
		log_fail("options.wrong", code);
		return 2;
	}
	secret_json();
	/* X reads its tables for the locale's input: in a UTF-8 locale that takes longer than all our own work before the first picture */
	setenv("LC_ALL", "C", 1);
	code = ui_open(&ui, &options);
	if (code == FAIL_NONE)
		code = loop_run(ui.loop);
	if (code != FAIL_NONE)
		log_fail("ui.ended", code);
	bool retired = ui.retired;
	ui_close(&ui);
	return code != FAIL_NONE ? 1 : retired ? PROGRAM_RETIRED : 0;
}
