// What every processor has.
#define NAME(function) kernels_##function##_plain
#define HAS_FMA 0
#include "body.h"
