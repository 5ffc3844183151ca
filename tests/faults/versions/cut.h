/* SPDX-License-Identifier: MIT */
/* cut.h - the power goes at one file operation of this process; what was not synced is lost, or only its contents, or nothing. */
#pragma once

/*
 * The calls that change files are wrapped by the linker. A new name, a rename or a removal is pending until its folder is synced; a file's
 * contents until the file is. Not modelled: half of a file's contents.
 */
enum cut_kind {
	CUT_NOTHING_LOST,   /* the process was killed */
	CUT_PENDING_LOST,   /* every pending operation is undone, the last first */
	CUT_CONTENTS_LOST,  /* names are as they were last, files that were not synced are empty */
	CUT_KINDS,
};

/** cut_at - from now on operations count, and the process ends with status CUT_STATUS just before operation @number (0: never). @saved: a folder on the same disk. @lies: the disk says it has synced and has not. */
enum { CUT_STATUS = 42 };
void cut_at(long number, enum cut_kind kind, const char *saved, int lies);

/** cut_operations - so far. cut_stop - they count no more. */
long cut_operations(void);
void cut_stop(void);
