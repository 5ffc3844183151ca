/* SPDX-License-Identifier: MIT */
/* face.c - font files are mapped once; each size is its own TTF_Font, because changing a size flushes its glyphs. */
#include "ui/text/face.h"

#include "firmware/base/file.h"
#include "ui/text/dots.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_MAX = 32, SIZE_STEPS = TEXT_SIZE_MAX + 1, FILE_COUNT = 9, PROBE_PX = 32 };

static const struct { const char *name; enum script script; enum text_weight weight; const char *paper; /* in its place there; NULL the same */ } files[FILE_COUNT] = {
	{ "AtkinsonHyperlegibleNext_400Regular.ttf",  SCRIPT_LATIN,    TEXT_REGULAR, NULL },
	{ "AtkinsonHyperlegibleNext_500Medium.ttf",   SCRIPT_LATIN,    TEXT_MEDIUM, "AtkinsonHyperlegibleNextPlainZero_500Medium.ttf" },
	{ "AtkinsonHyperlegibleNext_600SemiBold.ttf", SCRIPT_LATIN,    TEXT_SEMIBOLD, "AtkinsonHyperlegibleNextPlainZero_600SemiBold.ttf" },
	{ "AtkinsonHyperlegibleNext_700Bold.ttf",     SCRIPT_LATIN,    TEXT_BOLD, "AtkinsonHyperlegibleNextPlainZero_700Bold.ttf" },
	{ "NotoSansArabic_400Regular.ttf",            SCRIPT_ARABIC,   TEXT_REGULAR, NULL },
	{ "NotoSansArabic_700Bold.ttf",               SCRIPT_ARABIC,   TEXT_BOLD, NULL },
	{ "NotoNastaliqUrdu_400Regular.ttf",          SCRIPT_NASTALIQ, TEXT_REGULAR, NULL },
	{ "NotoSansBengali_400Regular.ttf",           SCRIPT_BENGALI,  TEXT_REGULAR, NULL },
	{ "NotoSansBengali_700Bold.ttf",              SCRIPT_BENGALI,  TEXT_BOLD, NULL },
};

/* ISO 15924; "Bng2", the newer OpenType tag, makes HarfBuzz shape Bengali wrongly through SDL_ttf. */
static const char *const script_tag[SCRIPT_COUNT] = { "Latn", "Arab", "Arab", "Beng" };

struct font_file { void *bytes; size_t size; bool unusable, told; }; /* bytes stay mapped while fonts of them are open */
struct open_font { int face; TTF_Font *font; unsigned long used; bool rtl; };

struct faces {
	struct font_file file[FILE_COUNT];
	struct open_font open[OPEN_MAX];
	int open_count;
	unsigned long clock;
	struct dots *dots; /* on paper; else NULL, and fonts are in open[] */
	double capital[SCRIPT_COUNT]; /* of an em; 0: no such file */
};

int face_number(enum script script, enum text_weight weight, int size_px)
{
	if (size_px < TEXT_SIZE_MIN)
		size_px = TEXT_SIZE_MIN;
	if (size_px > TEXT_SIZE_MAX)
		size_px = TEXT_SIZE_MAX;
	return ((int)script * TEXT_WEIGHT_COUNT + (int)faces_weight(script, weight)) * SIZE_STEPS + size_px;
}

enum script face_script(int face)
{
	return (enum script)(face / SIZE_STEPS / TEXT_WEIGHT_COUNT);
}

enum text_weight faces_weight(enum script script, enum text_weight weight)
{
	static const enum text_weight have[SCRIPT_COUNT][TEXT_WEIGHT_COUNT] = {
		[SCRIPT_LATIN] = { TEXT_REGULAR, TEXT_MEDIUM, TEXT_SEMIBOLD, TEXT_BOLD },
		[SCRIPT_ARABIC] = { TEXT_REGULAR, TEXT_REGULAR, TEXT_BOLD, TEXT_BOLD },
		[SCRIPT_NASTALIQ] = { TEXT_REGULAR, TEXT_REGULAR, TEXT_BOLD, TEXT_BOLD }, /* bold is drawn by widening the strokes */
		[SCRIPT_BENGALI] = { TEXT_REGULAR, TEXT_REGULAR, TEXT_BOLD, TEXT_BOLD },
	};
	return have[script][weight];
}

static enum fail file_map(const char *folder, const char *name, struct font_file *ret)
{
	char path[PATH_MAX];
	TRY(file_path(path, sizeof path, folder, name));
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? FAIL_EMPTY : FAIL(IO, "font %s: %s", path, strerror(errno));
	struct stat status;
	void *bytes = MAP_FAILED;
	if (fstat(fd, &status) == 0 && status.st_size > 0)
		bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		return FAIL(IO, "font %s cannot be mapped", path);
	*ret = (struct font_file){ .bytes = bytes, .size = (size_t)status.st_size };
	return FAIL_NONE;
}

static unsigned word_at(const struct font_file *file, size_t at)
{
	const uint8_t *bytes = file->bytes;
	return at + 2 <= file->size ? (unsigned)bytes[at] << 8 | bytes[at + 1] : 0;
}

static size_t table_at(const struct font_file *file, const char *tag)
{
	for (size_t i = 0, at = 12; i < word_at(file, 4) && at + 16 <= file->size; i++, at += 16)
		if (memcmp((const char *)file->bytes + at, tag, 4) == 0)
			return (size_t)word_at(file, at + 8) << 16 | word_at(file, at + 10);
	return file->size;
}

/* SOURCE: OpenType, OS/2 sCapHeight and head unitsPerEm. */
static double capital_of(const struct font_file *file)
{
	unsigned units = word_at(file, table_at(file, "head") + 18), capital = word_at(file, table_at(file, "OS/2") + 88);
	return units > 0 ? (double)capital / units : 0;
}

double faces_capital(const struct faces *faces, enum script script)
{
	return faces->capital[script];
}

enum fail faces_open(const char *folder, bool paper, struct faces **ret)
{
	if (TTF_Init() != 0)
		return FAIL(IO, "fonts cannot be used: %s", TTF_GetError());
	struct faces *faces = calloc(1, sizeof *faces);
	if (!faces)
		abort();
	int there = 0;
	faces->dots = paper ? dots_new() : NULL;
	for (size_t i = 0; i < FILE_COUNT; i++) {
		bool own = paper && files[i].paper && file_map(folder, files[i].paper, &faces->file[i]) == FAIL_NONE;
		faces->file[i].unusable = !own && file_map(folder, files[i].name, &faces->file[i]) != FAIL_NONE;
		there += !faces->file[i].unusable;
		if (!faces->file[i].unusable)
			faces->capital[files[i].script] = capital_of(&faces->file[i]);
	}
	fail_clear(); /* what is missing is told by faces_lacks() */
	if (there == 0) {
		faces_close(faces);
		return FAIL(EMPTY, "there is no font in %s", folder);
	}
	*ret = faces;
	return FAIL_NONE;
}

void faces_close(struct faces *faces)
{
	if (!faces)
		return;
	for (int i = 0; i < faces->open_count; i++)
		if (faces->open[i].font)
			TTF_CloseFont(faces->open[i].font);
	dots_free(faces->dots);
	for (size_t i = 0; i < FILE_COUNT; i++)
		if (faces->file[i].bytes)
			munmap(faces->file[i].bytes, faces->file[i].size);
	free(faces);
	TTF_Quit();
}

/* The nearest of the script's own, else any font at all: most of ours have Latin letters. NULL: none is left. */
static struct font_file *file_for(struct faces *faces, enum script script, enum text_weight weight)
{
	struct font_file *near = NULL, *any = NULL;
	for (size_t i = 0; i < FILE_COUNT; i++) {
		struct font_file *file = &faces->file[i];
		if (file->unusable)
			continue;
		any = any ? any : file;
		if (files[i].script != script)
			continue;
		near = file;
		if (files[i].weight == weight)
			break;
	}
	return near ? near : any;
}

static TTF_Font *font_open(struct faces *faces, int face)
{
	enum script script = face_script(face);
	enum text_weight weight = (enum text_weight)(face / SIZE_STEPS % TEXT_WEIGHT_COUNT);
	TTF_Font *font = NULL;
	for (struct font_file *file; !font && (file = file_for(faces, script, weight)); file->unusable = !font) {
		SDL_RWops *bytes = SDL_RWFromConstMem(file->bytes, (int)file->size);
		font = bytes ? TTF_OpenFontRW(bytes, 1, face % SIZE_STEPS) : NULL;
	}
	if (!font)
		return NULL;
	TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
	TTF_SetFontScriptName(font, script_tag[script]);
	TTF_SetFontDirection(font, TTF_DIRECTION_LTR);
	if (script == SCRIPT_NASTALIQ && weight == TEXT_BOLD)
		TTF_SetFontStyle(font, TTF_STYLE_BOLD);
	return font;
}

const char *faces_lacks(struct faces *faces)
{
	for (size_t i = 0; i < FILE_COUNT; i++)
		if (faces->file[i].unusable && !faces->file[i].told) {
			faces->file[i].told = true;
			return files[i].name;
		}
	return NULL;
}

/* A free place, or that of the font that was not used for longest. */
static struct open_font *place_for(struct faces *faces)
{
	if (faces->open_count < OPEN_MAX)
		return &faces->open[faces->open_count++];
	struct open_font *oldest = &faces->open[0];
	for (int i = 1; i < OPEN_MAX; i++)
		if (faces->open[i].used < oldest->used)
			oldest = &faces->open[i];
	if (oldest->font)
		TTF_CloseFont(oldest->font);
	return oldest;
}

TTF_Font *faces_font(struct faces *faces, int face, bool rtl)
{
	struct open_font *open = NULL;
	for (int i = 0; i < faces->open_count && !open; i++)
		if (faces->open[i].face == face)
			open = &faces->open[i];
	if (!open) {
		open = place_for(faces);
		*open = (struct open_font){ .face = face, .font = font_open(faces, face) };
	}
	open->used = ++faces->clock;
	if (open->font && open->rtl != rtl) {
		TTF_SetFontDirection(open->font, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
		open->rtl = rtl;
	}
	return open->font;
}

int script_of(uint32_t character, enum text_hand hand)
{
	static const struct { uint32_t first, last; enum script script; } ranges[] = {
		{ '0', '9', SCRIPT_LATIN }, { 'A', 'Z', SCRIPT_LATIN }, { 'a', 'z', SCRIPT_LATIN },
		{ 0xa3, 0xa3, SCRIPT_LATIN }, { 0xc0, 0x24f, SCRIPT_LATIN }, { 0x1e00, 0x1eff, SCRIPT_LATIN },
		{ 0x600, 0x77f, SCRIPT_ARABIC }, { 0x8a0, 0x8ff, SCRIPT_ARABIC }, { 0xfb50, 0xfdff, SCRIPT_ARABIC }, { 0xfe70, 0xfefe, SCRIPT_ARABIC },
		{ 0x980, 0x9ff, SCRIPT_BENGALI },
	};
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return ranges[i].script == SCRIPT_ARABIC && hand == TEXT_HAND_NASTALIQ ? SCRIPT_NASTALIQ : (int)ranges[i].script;
	return -1;
}

/* Which file the letters of @face are drawn from on paper; -1 none. */
static int paper_file(struct faces *faces, int face)
{
	enum script script = face_script(face);
	struct font_file *file;
	while ((file = file_for(faces, script, (enum text_weight)(face / SIZE_STEPS % TEXT_WEIGHT_COUNT)))) {
		int at = (int)(file - faces->file);
		if (dots_open(faces->dots, at, file->bytes, file->size, script_tag[script]))
			return at;
		file->unusable = true;
	}
	return -1;
}

bool faces_have(struct faces *faces, enum script script, uint32_t character)
{
	int face = face_number(script, TEXT_REGULAR, PROBE_PX);
	if (faces->dots) {
		int file = paper_file(faces, face);
		return file >= 0 && dots_has(faces->dots, file, character);
	}
	TTF_Font *font = faces_font(faces, face, false);
	return font && TTF_GlyphIsProvided32(font, character) != 0;
}

void faces_extent(struct faces *faces, int face, int *ret_ascent_px, int *ret_descent_px)
{
	int file = faces->dots ? paper_file(faces, face) : -1;
	TTF_Font *font = faces->dots ? NULL : faces_font(faces, face, false);
	*ret_ascent_px = font ? TTF_FontAscent(font) : 0;
	*ret_descent_px = font ? -TTF_FontDescent(font) : 0;
	if (file >= 0)
		dots_extent(faces->dots, file, face % SIZE_STEPS, ret_ascent_px, ret_descent_px);
}

bool faces_on_paper(const struct faces *faces)
{
	return faces->dots;
}

int faces_dots_width(struct faces *faces, int face, bool rtl, const char *bytes, int size)
{
	int file = paper_file(faces, face);
	return file < 0 ? 0 : dots_width(faces->dots, file, face % SIZE_STEPS, rtl, bytes, size);
}

void faces_dots_draw(struct faces *faces, int face, bool rtl, const char *bytes, int size, const struct text_paper *paper, int x_px, int y_px, bool ink)
{
	int file = paper_file(faces, face);
	if (file >= 0)
		dots_draw(faces->dots, file, face % SIZE_STEPS, rtl, bytes, size, paper, x_px, y_px, ink);
}
