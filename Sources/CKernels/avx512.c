// Processors with 512-bit vectors and products of bytes.
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,fma,avx2"))), apply_to = function)
#define NAME(function) kernels_##function##_avx512
#define HAS_FMA 1
#include "body.h"

// A tile of the product, whose sums stay in registers.
enum { tile_rows = 12, tile_columns = 32 };

typedef struct {
  const int32_t *correction;
  const float *scales, *bias;
  long outputs, stride;
  kernels_finish finish;
} Finishing;

/// Rows of sums, `tile_columns` a row, to outputs.
static void finish(int rows, const int32_t *sums, const float *row_scales, const Finishing *how,
                   long column, float *output) {
  for (long part = 0; part < tile_columns && column + part < how->outputs; part += 16) {
    long left = how->outputs - column - part;
    __mmask16 mask = left >= 16 ? 0xFFFF : (1 << left) - 1;
    Integers correction = (Integers)_mm512_maskz_loadu_epi32(mask, how->correction + column + part);
    Lanes scale = (Lanes)_mm512_maskz_loadu_ps(mask, how->scales + column + part);
    Lanes bias = (Lanes)_mm512_maskz_loadu_ps(mask, how->bias + column + part);
    for (int row = 0; row < rows; row++) {
      Integers whole = (Integers)_mm512_load_si512(sums + row * tile_columns + part) + correction;
      Lanes value = __builtin_convertvector(whole, Lanes) * (scale * row_scales[row]) + bias;
      if (how->finish == kernels_gelu) value = gelu(value);
      _mm512_mask_storeu_ps(output + row * how->stride + part, mask, (__m512)value);
    }
  }
}

/// Multiplies a tile, and on the way fetches the weights from `ahead` on, `pace` bytes a step.
INLINE void tile(int rows, const uint8_t *input, long inputs, const int8_t *packed,
                 const int8_t *ahead, long pace, int32_t *sums) {
  __m512i sum[tile_rows][2];
  UNROLL
  for (int row = 0; row < rows; row++) sum[row][0] = sum[row][1] = _mm512_setzero_si512();
  // Three bases and three strides address twelve rows.
  const uint8_t *base[3] = {input, input + 4 * inputs, input + 8 * inputs};
  for (long k = 0; k < inputs; k += 4, packed += 4 * tile_columns, ahead += pace) {
    _mm_prefetch(ahead, _MM_HINT_T1);
    __m512i left = _mm512_load_si512(packed), right = _mm512_load_si512(packed + 64);
    UNROLL
    for (int row = 0; row < rows; row++) {
      int32_t four;
      memcpy(&four, base[row / 4] + (row % 4) * inputs + k, 4);
      __m512i bytes = _mm512_set1_epi32(four);
      sum[row][0] = _mm512_dpbusd_epi32(sum[row][0], bytes, left);
      sum[row][1] = _mm512_dpbusd_epi32(sum[row][1], bytes, right);
    }
  }
  UNROLL
  for (int row = 0; row < rows; row++) {
    _mm512_store_si512(sums + row * tile_columns, sum[row][0]);
    _mm512_store_si512(sums + row * tile_columns + 16, sum[row][1]);
  }
}

void kernels_multiply_avx512(const uint8_t *input, const float *row_scales, long rows, long inputs,
                             const int8_t *packed, const int32_t *correction, const float *scales,
                             const float *bias, long outputs, kernels_finish finishing, float *output,
                             long stride) {
  Finishing how = {correction, scales, bias, outputs, stride, finishing};
  int32_t sums[tile_rows * tile_columns] __attribute__((aligned(64)));
  for (long column = 0; column < outputs; column += tile_columns, packed += tile_columns * inputs) {
    // The next columns' weights come while these are multiplied.
    const int8_t *ahead = packed + tile_columns * inputs;
    long tiles = (rows + tile_rows - 1) / tile_rows, pace = (4 * tile_columns + tiles - 1) / tiles;
    for (long row = 0; row < rows; row += tile_rows, ahead += pace * inputs / 4) {
      int count = rows - row < tile_rows ? (int)(rows - row) : tile_rows;
      const uint8_t *first = input + row * inputs;
      switch (count) {
#define ROWS(count) case count: tile(count, first, inputs, packed, ahead, pace, sums); break;
        ROWS(1) ROWS(2) ROWS(3) ROWS(4) ROWS(5) ROWS(6)
        ROWS(7) ROWS(8) ROWS(9) ROWS(10) ROWS(11) ROWS(12)
#undef ROWS
      }
      finish(count, sums, row_scales + row, &how, column, output + row * stride + column);
    }
  }
}
#pragma clang attribute pop
#endif
