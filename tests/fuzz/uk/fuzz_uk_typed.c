/* SPDX-License-Identifier: MIT */
/* fuzz.uk_typed - every reader of typed text; what is read once reads the same again. */
#include "firmware/uk/account.h"
#include "firmware/uk/bacs.h"
#include "firmware/uk/email.h"
#include "firmware/uk/money.h"
#include "firmware/uk/name.h"
#include "firmware/uk/nino.h"
#include "firmware/uk/phone.h"
#include "firmware/uk/postcode.h"
#include "firmware/uk/property.h"
#include "firmware/uk/vehicle.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void read_postcode(struct span text)
{
	struct postcode first, again;
	if (!postcode_read(text, &first))
		return;
	must(postcode_read(span_of(first.text), &again));
	must(strcmp(first.text, again.text) == 0 && !again.mended && first.outward == again.outward && first.text[first.outward] == ' ');
}

static void read_money(struct span text)
{
	int64_t pence = -1, again = -1;
	char written[MONEY_BYTES];
	if (money_read(text, &pence) != MONEY_READ)
		return;
	money_write(pence, written);
	must(pence >= 0 && pence <= MONEY_MAX_PENCE && money_read(span_of(written), &again) == MONEY_READ && again == pence);
}

static void read_numbers(struct span text)
{
	char uprn[UPRN_DIGITS + 1], usrn[USRN_DIGITS + 1], nino[NINO_CHARACTERS + 1], sort_code[SORT_CODE_BYTES], account[ACCOUNT_BYTES];
	must(!uprn_read(text, uprn) || uprn[0] != '0');
	must(!usrn_read(text, usrn) || usrn[0] != '0');
	must((nino_check(text, nino) == NINO_GOOD) == (strlen(nino) == NINO_CHARACTERS));
	must(sort_code_read(text, sort_code) != ACCOUNT_READ || strlen(sort_code) == SORT_CODE_BYTES - 1);
	must(account_read(text, account) != ACCOUNT_READ || strlen(account) == ACCOUNT_BYTES - 1);
	struct vehicle vehicle = vehicle_check(text, true);
	must((vehicle.kind == VEHICLE_WRONG) == (vehicle.text[0] == '\0'));
	must(!vehicle.hint[0] || vehicle_check(span_of(vehicle.hint), false).kind != VEHICLE_WRONG);
}

static void fold_name(struct span text)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .-/&";
	char folded[BACS_CHARACTERS + 1], again[BACS_CHARACTERS + 1], reference[BACS_CHARACTERS + 1];
	bacs_fold(text, folded);
	bacs_fold(span_of(folded), again);
	must(strlen(folded) <= BACS_CHARACTERS && strspn(folded, allowed) == strlen(folded) && strcmp(folded, again) == 0);
	must(ddi_check(text, reference) != DDI_GOOD || (strlen(reference) >= DDI_LEAST && strlen(reference) <= BACS_CHARACTERS));
	(void)name_check(text, NAME_MAX_CHARACTERS, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *copy = strndup((const char *)bytes, size);
	struct span text = span_of(copy);
	read_postcode(text);
	read_money(text);
	fold_name(text);
	read_numbers(text);
	(void)email_valid(text);
	(void)phone_check(text);
	free(copy);
	return 0;
}
