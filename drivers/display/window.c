/* SPDX-License-Identifier: MIT */
/*
 * window.c - SDL's window surface. DESIGN: only SDL's video part is started: joysticks poll, and audio wakes 22 times a second.
 * LIMITS: under X11 the framebuffer goes through shared memory, not OpenGL (62 MB less, and 0.5 ms instead of 8 a frame); Wayland has
 * no such path in SDL 2.26, so the hint is for X11 alone. Only X11 hands out a descriptor to wait on.
 */
#include "drivers/display/window.h"

#include "drivers/display/manager.h"
#include "drivers/display/power.h"

#include <SDL_syswm.h>
#include <stdlib.h>
#include <string.h>

struct window {
	SDL_Window *window;
	bool x11, full_screen;
	int width_px, height_px;    /* as it was asked for */
	bool held;                  /* the key whose text comes next repeats itself */
};

/* What SDL would choose is not known before it has chosen: so the driver is started first, and the hint set before the surface. */
static enum fail video_start(bool *ret_x11)
{
	/* SDL would ask the message bus to keep the screen on, and start a bus if there is none: a screen needs neither. */
	setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
	setenv("DBUS_SYSTEM_BUS_ADDRESS", "disabled:", 1);
	SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "1");
	SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
	SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); /* the first touch counts too */
	SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
	SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
	SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
	if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
		return FAIL(DEVICE, "no display: %s", SDL_GetError());
	const char *driver = SDL_GetCurrentVideoDriver();
	*ret_x11 = driver && strcmp(driver, "x11") == 0;
	SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, *ret_x11 ? "0" : "1");
	return FAIL_NONE;
}

enum fail window_screen(int *ret_width_px, int *ret_height_px)
{
	bool x11 = false;
	SDL_DisplayMode mode;
	TRY(video_start(&x11));
	if (SDL_GetDesktopDisplayMode(0, &mode) != 0)
		return FAIL(DEVICE, "the display has no size: %s", SDL_GetError());
	*ret_width_px = mode.w;
	*ret_height_px = mode.h;
	return FAIL_NONE;
}

/*
 * Without a window manager a borderless window at the corner is the whole screen; asking SDL for full screen there makes it wait a
 * tenth of a second for a manager's answer, longer than everything else before the first picture.
 */
static Uint32 window_flags(bool full_screen, bool x11)
{
	if (!full_screen)
		return 0;
	return x11 && !manager_runs() ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS;
}

enum fail window_open(const char *title, int width_px, int height_px, bool full_screen, struct window **ret)
{
	bool x11 = false;
	TRY(video_start(&x11));
	struct window *window = calloc(1, sizeof *window);
	if (!window)
		abort();
	*window = (struct window){ .x11 = x11, .full_screen = full_screen, .width_px = width_px, .height_px = height_px };
	Uint32 flags = window_flags(full_screen, x11);
	window->window = SDL_CreateWindow(title, full_screen ? 0 : (int)SDL_WINDOWPOS_UNDEFINED, full_screen ? 0 : (int)SDL_WINDOWPOS_UNDEFINED, width_px, height_px, flags);
	if (!window->window || !SDL_GetWindowSurface(window->window)) {
		enum fail code = FAIL(DEVICE, "no window: %s", SDL_GetError());
		window_close(window);
		return code;
	}
	if (full_screen)
		SDL_ShowCursor(SDL_DISABLE);
	SDL_StartTextInput();
	*ret = window;
	return FAIL_NONE;
}

void window_close(struct window *window)
{
	if (!window)
		return;
	if (window->window)
		SDL_DestroyWindow(window->window);
	SDL_QuitSubSystem(SDL_INIT_VIDEO);
	free(window);
}

SDL_Surface *window_surface(struct window *window)
{
	return SDL_GetWindowSurface(window->window);
}

enum fail window_show(struct window *window, const SDL_Rect *area, int count)
{
	SDL_Surface *surface = SDL_GetWindowSurface(window->window);
	if (!surface)
		return FAIL(DEVICE, "the window has lost its surface: %s", SDL_GetError());
	SDL_Rect whole = { 0, 0, surface->w, surface->h }, cut[32];
	int shown = 0;
	for (int i = 0; i < count && shown < 32; i++)
		shown += SDL_IntersectRect(&area[i], &whole, &cut[shown]) == SDL_TRUE;
	bool all = count == 0 || count > 32;
	if (!all && shown == 0)
		return FAIL_NONE;
	if (SDL_UpdateWindowSurfaceRects(window->window, all ? &whole : cut, all ? 1 : shown) != 0)
		return FAIL(DEVICE, "the picture cannot be shown: %s", SDL_GetError());
	return FAIL_NONE;
}

/* Over the connection that SDL has; a display without power management stays black. */
static void panel_power(struct window *window, bool on)
{
	SDL_SysWMinfo info;
	SDL_VERSION(&info.version);
	if (window->x11 && SDL_GetWindowWMInfo(window->window, &info) && info.subsystem == SDL_SYSWM_X11)
		power_set(info.info.x11.display, on);
}

enum fail window_sleep(struct window *window, bool on)
{
	SDL_Surface *surface = SDL_GetWindowSurface(window->window);
	if (!on) {
		panel_power(window, true);
		return FAIL_NONE;
	}
	if (!surface || SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, 0, 0, 0)) != 0)
		return FAIL(DEVICE, "the window cannot be made black: %s", SDL_GetError());
	surface->userdata = NULL;
	TRY(window_show(window, NULL, 0));
	panel_power(window, false);
	return FAIL_NONE;
}

int window_fd(struct window *window)
{
	if (!window->x11)
		return -1;
	SDL_SysWMinfo info;
	SDL_VERSION(&info.version);
	if (SDL_GetWindowWMInfo(window->window, &info) && info.subsystem == SDL_SYSWM_X11)
		return ConnectionNumber(info.info.x11.display);
	return -1;
}

/* Keys with a name of our own; all others go by SDL's. What they type arrives as text besides. */
static const struct { SDL_Keycode code; const char *name; } keys[] = {
	{ SDLK_TAB, "Tab" },       { SDLK_RETURN, "Return" }, { SDLK_KP_ENTER, "Return" }, { SDLK_BACKSPACE, "BackSpace" },
	{ SDLK_LEFT, "Left" },     { SDLK_RIGHT, "Right" },   { SDLK_UP, "Up" },           { SDLK_DOWN, "Down" },
	{ SDLK_ESCAPE, "Escape" }, { SDLK_DELETE, "Delete" }, { SDLK_HOME, "Home" },       { SDLK_END, "End" },
};

static bool take_key(const SDL_Event *event, struct window_event *ret)
{
	const char *name = SDL_GetKeyName(event->key.keysym.sym);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (event->key.keysym.sym == keys[i].code)
			name = keys[i].name;
	size_t length = strlen(name);
	if (length == 0 || length >= sizeof ret->text)
		return false;
	ret->kind = WINDOW_KEY;
	ret->shift = event->key.keysym.mod & KMOD_SHIFT;
	ret->control = event->key.keysym.mod & KMOD_CTRL;
	ret->alt = event->key.keysym.mod & KMOD_LALT;
	memcpy(ret->text, name, length + 1);
	return true;
}

static bool take_text(const SDL_Event *event, struct window_event *ret)
{
	size_t length = strnlen(event->text.text, sizeof event->text.text);
	SDL_Keymod held = SDL_GetModState();
	bool command = (held & (KMOD_CTRL | KMOD_LALT)) && !(held & (KMOD_RALT | KMOD_MODE)); /* AltGr may come as Ctrl and the right Alt */
	if (length == 0 || length >= sizeof ret->text || command)
		return false;
	ret->kind = WINDOW_TEXT;
	memcpy(ret->text, event->text.text, length);
	return true;
}

/* Everything after which the picture may be gone, or stand elsewhere. */
static bool take_window(const SDL_Event *event, struct window_event *ret)
{
	static const Uint8 exposing[] = { SDL_WINDOWEVENT_EXPOSED, SDL_WINDOWEVENT_SIZE_CHANGED, SDL_WINDOWEVENT_SHOWN, SDL_WINDOWEVENT_RESTORED, SDL_WINDOWEVENT_DISPLAY_CHANGED };
	if (event->window.event == SDL_WINDOWEVENT_CLOSE) {
		ret->kind = WINDOW_CLOSED;
		return true;
	}
	ret->kind = WINDOW_EXPOSED;
	return memchr(exposing, event->window.event, sizeof exposing) != NULL;
}

/* A screen came, went or turned: what it showed is shown again. */
static bool take_display(const SDL_Event *event, struct window_event *ret)
{
	(void)event;
	ret->kind = WINDOW_EXPOSED;
	return true;
}

/*
 * Nobody at a kiosk hides, shrinks or moves its window; if something does, a display server that lost its panel or a stray tool, it comes back.
 * Full screen under a manager is the manager's business.
 */
static void put_back(struct window *window, const SDL_Event *event)
{
	if (event->type == SDL_DISPLAYEVENT && window->full_screen)
		SDL_SetWindowPosition(window->window, 0, 0);
	if (event->type != SDL_WINDOWEVENT || SDL_GetWindowFlags(window->window) & SDL_WINDOW_FULLSCREEN)
		return;
	int width = 0, height = 0;
	SDL_GetWindowSize(window->window, &width, &height);
	if (event->window.event == SDL_WINDOWEVENT_HIDDEN)
		SDL_ShowWindow(window->window);
	else if (event->window.event == SDL_WINDOWEVENT_MINIMIZED)
		SDL_RestoreWindow(window->window);
	else if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED && (width != window->width_px || height != window->height_px))
		SDL_SetWindowSize(window->window, window->width_px, window->height_px);
}

static bool take_button(const SDL_Event *event, struct window_event *ret)
{
	ret->kind = event->type == SDL_MOUSEBUTTONDOWN ? WINDOW_DOWN : WINDOW_UP;
	ret->x_px = event->button.x;
	ret->y_px = event->button.y;
	return event->button.button == SDL_BUTTON_LEFT;
}

static bool take_motion(const SDL_Event *event, struct window_event *ret)
{
	ret->kind = WINDOW_MOVE;
	ret->x_px = event->motion.x;
	ret->y_px = event->motion.y;
	return event->motion.state & SDL_BUTTON_LMASK;
}

static bool take_quit(const SDL_Event *event, struct window_event *ret)
{
	(void)event;
	ret->kind = WINDOW_CLOSED;
	return true;
}

/* Touch arrives as the mouse (SDL synthesises it), so there is one way in. */
static const struct { Uint32 type; bool (*take)(const SDL_Event *, struct window_event *); } kinds[] = {
	{ SDL_MOUSEBUTTONDOWN, take_button }, { SDL_MOUSEBUTTONUP, take_button }, { SDL_MOUSEMOTION, take_motion },
	{ SDL_KEYDOWN, take_key }, { SDL_TEXTINPUT, take_text }, { SDL_WINDOWEVENT, take_window }, { SDL_DISPLAYEVENT, take_display }, { SDL_QUIT, take_quit },
};

/* Whether the event is one of ours. */
static bool take(const SDL_Event *event, struct window_event *ret)
{
	*ret = (struct window_event){ 0 };
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (kinds[i].type == event->type)
			return kinds[i].take(event, ret);
	return false;
}

/*
 * SDL_PollEvent() ends a round at a mark in its queue, without looking at the connection again. What showing a picture made Xlib read
 * in that round would then wait in memory, behind a descriptor that stays silent: a finger's release came with the next touch.
 */
static bool next_of_sdl(SDL_Event *ret)
{
	if (SDL_PeepEvents(ret, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1)
		return true;
	SDL_PumpEvents();
	return SDL_PeepEvents(ret, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1;
}

enum fail window_next(struct window *window, struct window_event *ret)
{
	SDL_Event event;
	while (next_of_sdl(&event)) {
		if (event.type == SDL_KEYDOWN)
			window->held = event.key.repeat != 0;
		put_back(window, &event);
		if (!take(&event, ret))
			continue;
		ret->repeat = window->held && (ret->kind == WINDOW_KEY || ret->kind == WINDOW_TEXT);
		return FAIL_NONE;
	}
	return FAIL_EMPTY;
}
