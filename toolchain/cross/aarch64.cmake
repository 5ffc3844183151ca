# SPDX-License-Identifier: MIT
# CMake toolchain: 64-bit ARM with Debian's cross compiler and the sysroot of toolchain/cross/sysroot; tests run in qemu-user.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

get_filename_component(foyer_sysroot ${CMAKE_CURRENT_LIST_DIR}/../../build/sysroot/aarch64 ABSOLUTE)
set(CMAKE_SYSROOT ${foyer_sysroot})
set(CMAKE_CROSSCOMPILING_EMULATOR "qemu-aarch64;-L;${foyer_sysroot}")

# pkg-config is asked while configuring only, which is when these hold.
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${foyer_sysroot})
set(ENV{PKG_CONFIG_LIBDIR} ${foyer_sysroot}/usr/lib/aarch64-linux-gnu/pkgconfig:${foyer_sysroot}/usr/share/pkgconfig)
set(ENV{PKG_CONFIG_PATH} "")

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
