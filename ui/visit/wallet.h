/* SPDX-License-Identifier: MIT */
/* wallet.h - what the person told one service, to be offered where another asks for the same; never filled in unseen, gone with the visit. */
#pragma once

#include "ui/visit/visit.h"

enum { WALLET_MAX_BYTES = 16 * 1024, WALLET_OFFER_MAX = 4 /* details on one page that can still be read at a glance */ };

/**
 * wallet_take - remember what the visit's form was told: answers of pages that were shown, are walked and right, and whose component says
 * what they can be reused for. The newest wins; what would not fit is left out. Nothing sensitive or secret, but for "access.needs" and "person.dateOfBirth".
 * Kept in locked memory, under the reuse word and the part: "address.home__town".
 */
void wallet_take(struct visit *visit);

/** wallet_forget - wipe all of it. wallet_empty - whether there is nothing to offer. */
void wallet_forget(struct visit *visit);
bool wallet_empty(const struct visit *visit);

/**
 * wallet_offers - whether the page shown is one to offer: it only asks, nothing on it is answered, the wallet can answer something of it (at most
 * WALLET_OFFER_MAX), and the person has not asked to give something different.
 */
bool wallet_offers(const struct visit *visit);

/** wallet_fills - whether the wallet can answer @component, on a page of the visit's form: every choice in it must be offered here. */
bool wallet_fills(const struct visit *visit, const struct form_component *component);

/** wallet_fill - the wallet's answer of @component, under its names there, into @to. FAIL_LIMIT no room. */
enum fail wallet_fill(const struct visit *visit, const struct form_component *component, struct answers *to);
