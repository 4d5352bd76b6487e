// Processors from 2013 on.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME(function) kernels_##function##_avx2
#define HAS_FMA 1
#include "body.h"
#pragma clang attribute pop
#endif
