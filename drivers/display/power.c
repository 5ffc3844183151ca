/* SPDX-License-Identifier: MIT */
/* SOURCE: Display Power Management Signaling, the X extension. Its own timers stay off: when to sleep is not the display's business. */
#include "drivers/display/power.h"

#include <X11/Xlib.h>
#include <X11/extensions/dpms.h>

void power_set(void *display, bool on)
{
	int event, error;
	if (!DPMSQueryExtension(display, &event, &error) || !DPMSCapable(display))
		return;
	if (on) {
		DPMSForceLevel(display, DPMSModeOn);
		DPMSDisable(display);
	} else {
		DPMSSetTimeouts(display, 0, 0, 0);
		DPMSEnable(display);
		DPMSForceLevel(display, DPMSModeOff);
	}
	XFlush(display);
}
