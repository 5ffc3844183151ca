/* SPDX-License-Identifier: MIT */
/* reader.h - what a picture says: its words by tesseract and its QR code by zbarimg, when they are installed. */
#pragma once

#include "firmware/base/loop.h"
#include "tests/fakes/printer/fake_printer.h"

struct reader;

/** reader_new - reads one picture at a time, as processes beside the loop; @read is called when receipt @number has its text. */
struct reader *reader_new(struct loop *loop, const char *folder, void (*read)(void *context, int number), void *context);
void reader_free(struct reader *reader);

/** reader_add - receipt-N.png is written; write receipt-N.txt beside it: size, commands, QR code, words. */
void reader_add(struct reader *reader, const struct fake_receipt *receipt);
