// The one C source of the project: hooks into the Swift concurrency runtime, the current cell of a
// thread, and the system's headers, so that no Swift file imports the C library by itself.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
