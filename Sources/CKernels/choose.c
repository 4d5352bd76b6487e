// Which of the compiled versions runs here.
#include <string.h>

#include "CKernels.h"

#define DECLARE(version)                                                                            \
  void kernels_gelu_all_##version(float *, long);                                                   \
  void kernels_quantise_##version(const float *, long, long, uint8_t *, float *);                   \
  void kernels_normalise_##version(float *, const float *, long, long, const float *, const float *); \
  void kernels_attend_##version(const float *, const float *, const float *, long, long, float *,    \
                                long, float *);                                                  \
  void kernels_weigh_regions_##version(float *, long, float, const float *, long, const long *,      \
                                       const long *);

DECLARE(plain)

#if defined(__x86_64__)
DECLARE(avx2)
DECLARE(avx512)
void kernels_multiply_avx512(const uint8_t *, const float *, long, long, const int8_t *, const int32_t *,
                             const float *, const float *, long, kernels_finish, float *, long);

static bool has_avx512(void) {
  return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

static bool has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#define CALL(function, ...)                                        \
  if (has_avx512()) kernels_##function##_avx512(__VA_ARGS__);      \
  else if (has_avx2()) kernels_##function##_avx2(__VA_ARGS__);     \
  else kernels_##function##_plain(__VA_ARGS__)
#else
static bool has_avx512(void) { return false; }
#define CALL(function, ...) kernels_##function##_plain(__VA_ARGS__)
#endif

bool kernels_multiplies(void) { return has_avx512(); }

size_t kernels_packed_size(long outputs, long inputs) { return (outputs + 31) / 32 * 32 * inputs; }

void kernels_pack(const int8_t *weights, long outputs, long inputs, int8_t *packed) {
  for (long column = 0; column < outputs; column += 32)
    for (long k = 0; k < inputs; k += 4)
      for (long lane = 0; lane < 32; lane++, packed += 4)
        if (column + lane < outputs)
          memcpy(packed, weights + (column + lane) * inputs + k, 4);
        else
          memset(packed, 0, 4);
}

void kernels_multiply(const uint8_t *input, const float *row_scales, long rows, long inputs,
                      const int8_t *packed, const int32_t *correction, const float *scales,
                      const float *bias, long outputs, kernels_finish finish, float *output, long stride) {
#if defined(__x86_64__)
  kernels_multiply_avx512(input, row_scales, rows, inputs, packed, correction, scales, bias, outputs,
                          finish, output, stride);
#endif
}

void kernels_quantise(const float *input, long rows, long inputs, uint8_t *bytes, float *scales) {
  CALL(quantise, input, rows, inputs, bytes, scales);
}

void kernels_gelu_all(float *values, long count) { CALL(gelu_all, values, count); }

void kernels_normalise(float *rows, const float *update, long count, long width, const float *gamma,
                       const float *beta) {
  CALL(normalise, rows, update, count, width, gamma, beta);
}

void kernels_attend(const float *queries, const float *keys, const float *values, long stride,
                    long length, float *context, long context_stride, float *room) {
  CALL(attend, queries, keys, values, stride, length, context, context_stride, room);
}

void kernels_weigh_regions(float *scores, long count, float scale, const float *biases, long first,
                           const long *subject, const long *object) {
  CALL(weigh_regions, scores, count, scale, biases, first, subject, object);
}
