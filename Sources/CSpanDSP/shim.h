#include <spandsp.h>
#include <spandsp/version.h>
