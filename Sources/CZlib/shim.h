// The system's zlib (Debian: zlib1g-dev). Only the target Archive imports this module.
#include <zlib.h>
