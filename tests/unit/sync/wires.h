/* SPDX-License-Identifier: MIT */
/* wires.h - tests: a network of the test's own, with a cable that is plugged in and pulled. */
#pragma once

#include <stdbool.h>

/** wires_own_network - from here on this process has a network namespace of its own, where nothing is up; skips the case where that is not allowed. */
void wires_own_network(void);

/** wires_lay - a cable (veth) with both ends here, down; skips the case where the kernel has none. wires_plug - both ends up, or down. wires_loopback - 127.0.0.1 works. */
void wires_lay(void);
void wires_plug(bool in);
void wires_loopback(void);
