/* SPDX-License-Identifier: MIT */
/* commands.h - what `foyer` can be told; one file each, listed in main.c. */
#pragma once

/** command_run - start the whole kiosk under one folder and keep it running until SIGTERM or SIGINT. @argv[0]: "foyer run". Returns the exit status: 0 ended as asked · 1 could not start · 2 wrong options. */
int command_run(int argc, char **argv);

/** command_bundle - a council's parts → a signed version, and its keys. Returns the exit status: 0 · 1 nothing was built · 2 wrong options. */
int command_bundle(int argc, char **argv);

/** command_status - print how a running kiosk is. Returns the exit status: 0 · 1 no answer, or none runs there · 2 wrong options. */
int command_status(int argc, char **argv);

/** command_receipt - print the receipt of a reference for who stands at the desk. Returns the exit status: 0 · 1 no such receipt here, or no kiosk · 2 wrong options. */
int command_receipt(int argc, char **argv);
/** command_enrol - make the running kiosk known to the back office by a one-time code. Returns the exit status: 0 · 1 refused, or no kiosk runs there · 2 wrong options. */
int command_enrol(int argc, char **argv);

/** command_queue - the sealed queue onto a stick. Returns the exit status: 0 · 1 it could not be written, or no kiosk runs there · 2 wrong options. */
int command_queue(int argc, char **argv);

/** command_audit - list, export or verify the audit. Returns the exit status: 0 whole and signed · 1 not whole, or no kiosk runs there · 2 wrong options · 3 whole, and not signed. */
int command_audit(int argc, char **argv);

/** command_printer - guide somebody through putting paper in. Returns the exit status: 0 · 1 the test page was not right, or no kiosk runs there · 2 wrong options. */
int command_printer(int argc, char **argv);

/** command_forms - check, walk or draw definitions, or replay recordings through them. Returns the exit status: 0 · 1 something is wrong, or differs · 2 wrong options. */
int command_forms(int argc, char **argv);

/** command_themes - say what is wrong with a council's brand and the themes. Returns the exit status: 0 nothing · 1 something is · 2 it cannot be looked at. */
int command_themes(int argc, char **argv);

/** command_staff - a council's list of staff: people, PINs, the kiosks it is sealed to, codes. Returns the exit status: 0 · 1 something is wrong with what was given · 2 wrong options. */
int command_staff(int argc, char **argv);
