/* SPDX-License-Identifier: MIT */
/* open311_xml.h - GeoReport's XML as the JSON that it stands for, so that everything behind reads one kind. */
#pragma once

#include "firmware/base/fail.h"

#include <jansson.h>
#include <stddef.h>

enum { OPEN311_XML_DEPTH_MAX = 12, OPEN311_XML_ELEMENTS_MAX = 20000, OPEN311_XML_NAME_MAX_BYTES = 64, OPEN311_XML_TEXT_MAX_BYTES = 16 * 1024 };

/**
 * open311_xml_read - one document → value: <services>, <service_requests>, <errors> and other plurals are lists, elements with elements
 * objects, all else texts without the white space around them. @ret: a new value.
 * FAIL_INPUT not well-formed, with a document type (no entities of anybody's), or a member twice · FAIL_LIMIT one of the maxima.
 */
enum fail open311_xml_read(const char *bytes, size_t size, size_t max_bytes, json_t **ret);
