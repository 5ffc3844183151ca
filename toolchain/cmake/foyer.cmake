# The three kinds of thing we build: a library, a program, a test. Flags are here and nowhere else.
find_package(PkgConfig REQUIRED)

pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(SSL REQUIRED IMPORTED_TARGET libssl)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(GNUTLS REQUIRED IMPORTED_TARGET gnutls)
pkg_check_modules(USB REQUIRED IMPORTED_TARGET libusb-1.0)
pkg_check_modules(SDL REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(SDL_TTF REQUIRED IMPORTED_TARGET SDL2_ttf)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz)
pkg_check_modules(SDL_IMAGE REQUIRED IMPORTED_TARGET SDL2_image)
find_library(FOYER_SVG libSDL2_image.a REQUIRED)
pkg_check_modules(FRIBIDI REQUIRED IMPORTED_TARGET fribidi)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
if(BUILD_TESTING)
	pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
	pkg_check_modules(PQ REQUIRED IMPORTED_TARGET libpq)
	pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)
endif()

# Of SDL2_image the screen needs one object, the SVG reader. The shared library brings seven others with it, for photographs, and the C++
# runtime: a third of the work of linking at start.
add_library(svg INTERFACE)
target_link_libraries(svg INTERFACE ${FOYER_SVG} PkgConfig::SDL)
target_include_directories(svg SYSTEM INTERFACE ${SDL_IMAGE_INCLUDE_DIRS})

option(FOYER_FUZZ "build the fuzz targets with libFuzzer (clang)" OFF)
set(FOYER_SANITIZE "" CACHE STRING "sanitizers for everything, e.g. address,undefined")

add_library(foyer_flags INTERFACE)
target_include_directories(foyer_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(foyer_flags INTERFACE _GNU_SOURCE)
target_compile_options(foyer_flags INTERFACE
	-Wall -Wextra -Wshadow -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wvla -Wundef
	-fno-common -fstack-protector-strong -fno-strict-aliasing)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
	# Out-parameters are set only on success (STYLE), which gcc cannot see through TRY: its guess is wrong there. clang's analyzer follows the paths.
	target_compile_options(foyer_flags INTERFACE -Wno-maybe-uninitialized)
endif()
if(FOYER_WERROR)
	target_compile_options(foyer_flags INTERFACE -Werror)
endif()
if(FOYER_SANITIZE)
	target_compile_options(foyer_flags INTERFACE -fsanitize=${FOYER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
	target_link_options(foyer_flags INTERFACE -fsanitize=${FOYER_SANITIZE})
endif()
if(FOYER_FUZZ)
	target_compile_options(foyer_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# foyer_library(NAME SOURCES … LIBS …): a static library, target NAME.
function(foyer_library name)
	cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
	add_library(${name} STATIC ${arg_SOURCES})
	target_link_libraries(${name} PUBLIC foyer_flags ${arg_LIBS})
endfunction()

# foyer_program(NAME SOURCES … LIBS …): build/PRESET/bin/NAME.
function(foyer_program name)
	cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
	add_executable(${name} ${arg_SOURCES})
	target_link_libraries(${name} PRIVATE foyer_flags ${arg_LIBS})
endfunction()

# foyer_test(LABEL NAME SOURCES … LIBS … [COMMAND …]): CTest LABEL.NAME, a cmocka program test_NAME.
function(foyer_test label name)
	cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
	add_executable(test_${name} ${arg_SOURCES})
	target_link_libraries(test_${name} PRIVATE foyer_flags ${arg_LIBS} PkgConfig::CMOCKA)
	set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
	add_test(NAME ${label}.${name} COMMAND test_${name})
	set(seconds 300)
	if(CMAKE_CROSSCOMPILING) # in an emulator
		set(seconds 1800)
	endif()
	set_tests_properties(${label}.${name} PROPERTIES LABELS "${label}" TIMEOUT ${seconds}
		ENVIRONMENT "FOYER_SOURCE=${CMAKE_SOURCE_DIR};FOYER_BUILD=${CMAKE_BINARY_DIR}")
endfunction()

# foyer_fuzz(NAME SOURCES … LIBS … SEEDS DIR): a libFuzzer target fuzz_NAME; nothing unless FOYER_FUZZ.
# fuzz.NAME goes the same bounded way every time; fuzz-long.NAME (slow) goes a new one.
function(foyer_fuzz name)
	cmake_parse_arguments(arg "" "SEEDS" "SOURCES;LIBS" ${ARGN})
	if(NOT FOYER_FUZZ)
		return()
	endif()
	add_executable(fuzz_${name} ${arg_SOURCES})
	target_link_libraries(fuzz_${name} PRIVATE foyer_flags ${arg_LIBS} -fsanitize=fuzzer)
	set_target_properties(fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
	set(folder ${CMAKE_BINARY_DIR}/fuzz/${name})
	file(MAKE_DIRECTORY ${folder}) # the long run goes on where the last one ended
	set(limits -timeout=20 -rss_limit_mb=512) # a hang, not a busy machine: the slowest known input takes 2 s
	add_test(NAME fuzz.${name} COMMAND sh -c "rm -rf \"$1\" && mkdir -p \"$1\" && exec \"$0\" -seed=1 -runs=200000 -max_total_time=7 \"$@\""
		$<TARGET_FILE:fuzz_${name}> ${CMAKE_BINARY_DIR}/fuzz-short/${name} ${limits} ${arg_SEEDS})
	set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
	add_test(NAME fuzz-long.${name} COMMAND fuzz_${name} -max_total_time=60 ${limits} ${folder} ${arg_SEEDS})
	set_tests_properties(fuzz-long.${name} PROPERTIES LABELS slow TIMEOUT 400)
endfunction()
