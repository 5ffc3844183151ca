/* SPDX-License-Identifier: MIT */
/* privacy.h - how carefully an answer is handled, from the form's definition to whoever looks at a screen. */
#pragma once

/* PUBLIC: anybody may see it · PERSONAL: people who help at the kiosk too · SENSITIVE: the resident, and whom they show it to · SECRET: nobody but the resident. */
enum privacy_class { PRIVACY_PUBLIC, PRIVACY_PERSONAL, PRIVACY_SENSITIVE, PRIVACY_SECRET, PRIVACY_COUNT };

/** privacy_name - "public", "personal", "sensitive", "secret"; static. */
const char *privacy_name(enum privacy_class privacy);
