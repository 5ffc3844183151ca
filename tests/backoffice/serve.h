/* SPDX-License-Identifier: MIT */
/* serve.h - the running back office. */
#pragma once

#include "firmware/base/fail.h"
#include "tests/backoffice/faults.h"

#include <stdbool.h>

struct serve_options {
	const char *folder;
	const char *storage;         /* "postgresql://…"; NULL: a file in the folder */
	int port;                    /* 0: any free one */
	bool accept_new, pages_open, share_port;
	bool mtls;                   /* kiosks show a certificate as well, which they get when they enrol */
	const char *url;             /* what kiosks call this server by, where a proxy stands before it; may be NULL */
	const char *bind;            /* an IPv4 address of this machine; NULL: 127.0.0.1 */
	const char *const *kiosks;   /* files with a public JWK each; ends with NULL */
	struct faults faults;
};

/** serve - listen until SIGTERM; prints "listening https://127.0.0.1:PORT" and leaves the address in FOLDER/url. */
enum fail serve(struct serve_options *options);
