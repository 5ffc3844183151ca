/* SPDX-License-Identifier: MIT */
/* SOURCE: Extended Window Manager Hints, _NET_SUPPORTING_WM_CHECK. */
#include "drivers/display/manager.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

bool manager_runs(void)
{
	Display *display = XOpenDisplay(NULL);
	if (!display)
		return false;
	Atom mark = XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", True), type = None;
	int format = 0;
	unsigned long count = 0, left = 0;
	unsigned char *bytes = NULL;
	if (mark != None)
		XGetWindowProperty(display, DefaultRootWindow(display), mark, 0, 1, False, XA_WINDOW, &type, &format, &count, &left, &bytes);
	if (bytes)
		XFree(bytes);
	XCloseDisplay(display);
	return type == XA_WINDOW && count == 1;
}
