/* SPDX-License-Identifier: MIT */
/* session.c - the operator signs in with the one secret. The cookie goes to this site alone; a form must also bring back what its page gave it. */
#include "tests/backoffice/answer.h"
#include "tests/backoffice/pages/form.h"
#include "tests/backoffice/pages/html.h"
#include "tests/backoffice/pages/pages.h"

#include "firmware/base/clock.h"
#include "firmware/base/log.h"
#include "firmware/base/secret.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

static void go_to(struct https_answer *answer, const char *path)
{
	answer->status = 303;
	answer->content_type = "text/plain";
	answer_header(answer, "Location", path);
}

struct viewer viewer_find(const struct office *office, const struct https_request *request)
{
	struct viewer viewer = { .signed_in = false };
	viewer.signed_in = operator_session(&office->operator, https_header(request, "Cookie"), clock_wall_ms() / 1000, viewer.session);
	if (viewer.signed_in)
		operator_form(&office->operator, viewer.session, viewer.form);
	return viewer;
}

const char *viewer_form(const struct viewer *viewer)
{
	return viewer->signed_in ? viewer->form : NULL;
}

bool viewer_allowed(const struct office *office, const struct viewer *viewer, struct https_answer *answer)
{
	if (!viewer->signed_in && !office->pages_open)
		go_to(answer, "/sign-in");
	return viewer->signed_in || office->pages_open;
}

/* Browsers say where a request comes from; another site's is none of ours. */
static bool from_here(const struct https_request *request)
{
	const char *site = https_header(request, "Sec-Fetch-Site");
	return !site || strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
}

bool viewer_acts(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	struct viewer viewer = viewer_find(office, request);
	char form[SHA256_TEXT_BYTES + 1] = "";
	if (!viewer.signed_in) {
		go_to(answer, "/sign-in");
		return false;
	}
	if (from_here(request) && !request->too_large && form_value(request->bytes, request->size_bytes, "form", form, sizeof form) == FAIL_NONE &&
	    strlen(form) == strlen(viewer.form) && CRYPTO_memcmp(form, viewer.form, strlen(viewer.form)) == 0)
		return true;
	log_event("operator.form.foreign", "path=%s", request->path);
	answer_problem(answer, 403, "This form is not from this site");
	return false;
}

static void form_show(struct https_answer *answer, const char *wrong)
{
	html_begin(answer, "Sign in", "For the people who look after the kiosks.", NULL);
	if (wrong)
		html_wrap(&answer->body, "<p class=\"none bad\" role=\"alert\" id=\"wrong\">", wrong, "</p>\n");
	html_add(&answer->body, "<form method=\"post\" action=\"/sign-in\"><label for=\"secret\">The operator’s secret</label>"
		"<p class=\"hint\" id=\"hint\">It is in the file operator.token in the server’s folder.</p>"
		"<input id=\"secret\" name=\"secret\" type=\"password\" autocomplete=\"current-password\" required maxlength=\"128\" aria-describedby=\"hint");
	html_add(&answer->body, wrong ? " wrong\" aria-invalid=\"true\">" : "\">");
	html_add(&answer->body, "<br><button>Sign in</button></form>\n");
	html_end(answer);
}

void sign_in_page(const struct office *, const struct https_request *, struct https_answer *answer)
{
	form_show(answer, NULL);
}

void sign_in_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	char secret[OPERATOR_SECRET_MAX_BYTES + 1] = "", session[OPERATOR_COOKIE_BYTES], cookie[OPERATOR_COOKIE_BYTES + 96];
	if (office->operator_limiter && !limiter_open(office->operator_limiter, clock_mono_ms())) {
		answer->status = 429;
		answer_header(answer, "Retry-After", "60");
		form_show(answer, "The secret was wrong too often. Wait a minute, then try again.");
		return;
	}
	bool right = from_here(request) && !request->too_large && form_value(request->bytes, request->size_bytes, "secret", secret, sizeof secret) == FAIL_NONE &&
		operator_is(&office->operator, secret);
	secret_wipe(secret, sizeof secret);
	if (!right) {
		if (office->operator_limiter)
			limiter_missed(office->operator_limiter);
		log_event("operator.denied", "path=%s", request->path);
		answer->status = 403;
		form_show(answer, "That is not the secret.");
		return;
	}
	operator_cookie(&office->operator, clock_wall_ms() / 1000, session);
	snprintf(cookie, sizeof cookie, "foyer_operator=%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=Strict", session, OPERATOR_COOKIE_LIFE_S);
	answer_header(answer, "Set-Cookie", cookie);
	log_event("operator.signed-in", "path=%s", request->path);
	go_to(answer, "/");
}

void sign_out_answer(const struct office *office, const struct https_request *request, struct https_answer *answer)
{
	if (!viewer_acts(office, request, answer))
		return;
	answer_header(answer, "Set-Cookie", "foyer_operator=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
	go_to(answer, "/sign-in");
}
