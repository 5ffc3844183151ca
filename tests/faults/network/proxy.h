/* SPDX-License-Identifier: MIT */
/* proxy.h - tests: what stands between libcurl and the back office, and does to their bytes whatever a network, a proxy or a bad server may do. */
#pragma once

#include "tests/faults/network/wire.h"

enum { PROXY_CONNECTIONS_MAX = 8 };

enum proxy_side { PROXY_NEITHER, PROXY_REQUEST, PROXY_REPLY, PROXY_SIDES };

/* What becomes of one whole request. */
enum proxy_verdict {
	PROXY_PASS,        /* to the back office, and its reply back */
	PROXY_ANSWER,      /* not passed on; the judge's reply instead */
	PROXY_PASS_ANSWER, /* passed on; its reply is lost, the judge's comes instead */
	PROXY_TWICE,       /* passed on twice; only the second reply comes back */
	PROXY_SILENT,      /* not passed on, never answered */
	PROXY_PASS_SILENT, /* passed on, never answered */
	PROXY_VERDICT_COUNT
};

/* @request: its head and body as they came. @ret_reply: from empty; head and body. */
typedef enum proxy_verdict proxy_judge(void *context, const char *request, size_t size, struct buffer *ret_reply);

/* From when it is given on. */
struct proxy_plan {
	SSL_CTX *tls;         /* the server it plays: it sees the HTTP inside. NULL: TLS goes through it, and it sees that one's bytes */
	enum proxy_side side; /* cut once, when so many bytes have passed on that side; after that nobody is let in until the next plan */
	size_t at;
	enum wire_end how;
	size_t slice[PROXY_SIDES]; /* so many bytes at a time; 0: as they come */
	int64_t gap_ms;       /* between two slices */
	proxy_judge *judge;   /* with @tls; NULL: bytes pass as they come, whole or not */
	void *context;
	const char *password; /* "user:password" in base64: it is an HTTP proxy, and has to be asked with CONNECT; NULL: it is none */
};

struct proxy_connection {
	struct proxy *proxy;
	struct wire client, office;
	struct buffer request, reply, said, late[PROXY_SIDES];
	bool tunnel;          /* CONNECT was said */
	bool hole;            /* nothing passes any more */
	bool office_gone;
	bool swallows, again; /* the judge's words come instead of the reply; the request goes out once more */
};

struct proxy {
	struct loop *loop;
	SSL_CTX *office_tls;  /* how the back office is spoken to, where TLS ends here */
	int listen_fd, port, office_port; /* office_port 0: there is none */
	struct proxy_plan plan;
	bool down;                        /* since a cut */
	size_t passed[PROXY_SIDES];       /* since the plan was given */
	long connections, cuts, refused;  /* refused: asked without the password */
	struct proxy_connection connection[PROXY_CONNECTIONS_MAX];
};

/** proxy_open - listen on a port of its own, before the back office at @office_port, which may be set later. */
void proxy_open(struct proxy *proxy, struct loop *loop, int office_port);
void proxy_close(struct proxy *proxy);

/** proxy_set - do so from now on; the counts begin again. */
void proxy_set(struct proxy *proxy, const struct proxy_plan *plan);

/** proxy_hang_up - end all connections, so that the next request comes on a new one. */
void proxy_hang_up(struct proxy *proxy);

/** proxy_tls - a server with the certificate and key of these PEM files. End with SSL_CTX_free(). Stops the test if it cannot. */
SSL_CTX *proxy_tls(const char *certificate_path, const char *key_path);
