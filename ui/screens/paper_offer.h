/* SPDX-License-Identifier: MIT */
/* paper_offer.h - on the confirmation page: what else can be printed for this address, and how that goes. */
#pragma once

#include "ui/widgets/build.h"

/** paper_offer_height - of the block in @width; 0: nothing is offered. paper_offer_show - the block, in the open group. */
int paper_offer_height(const struct build *build, int width);
void paper_offer_show(struct build *build, int width);
