// Compiled once for each set of instructions: NAME gives the functions their names, HAS_FMA says whether products
// are added without rounding between. A vector has 16 lanes whatever the processor's are, so that sums are taken in
// one order.

#include <stdint.h>
#include <string.h>

#include "CKernels.h"

#pragma STDC FP_CONTRACT OFF
// Every function with vectors among its parameters is inlined.
#pragma clang diagnostic ignored "-Wpsabi"

// A loop whose variables are to stay in registers.
#define UNROLL _Pragma("clang loop unroll(full)")
#define INLINE static inline __attribute__((always_inline))

typedef float Lanes __attribute__((vector_size(64)));
typedef int32_t Integers __attribute__((vector_size(64)));
typedef uint32_t Bits __attribute__((vector_size(64)));
typedef uint8_t Bytes __attribute__((vector_size(16)));

INLINE Lanes load(const float *from) {
  Lanes lanes;
  memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

INLINE void store(Lanes lanes, float *to) { memcpy(to, &lanes, sizeof lanes); }

INLINE Lanes all(float v) {
  return (Lanes){v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v};
}

INLINE Lanes choose(Integers mask, Lanes yes, Lanes no) {
  return (Lanes)(((Integers)yes & mask) | ((Integers)no & ~mask));
}

#if HAS_FMA
INLINE Lanes multiply_add(Lanes a, Lanes b, Lanes c) { return __builtin_elementwise_fma(a, b, c); }
#else
INLINE Lanes multiply_add(Lanes a, Lanes b, Lanes c) { return a * b + c; }
#endif

INLINE Lanes greater(Lanes a, Lanes b) { return choose(a > b, a, b); }
INLINE Lanes lesser(Lanes a, Lanes b) { return choose(a < b, a, b); }

typedef float Half __attribute__((vector_size(32)));
typedef float Quarter __attribute__((vector_size(16)));

INLINE float sum(Lanes v) {
  Half h = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
           __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
  Quarter q = __builtin_shufflevector(h, h, 0, 1, 2, 3) + __builtin_shufflevector(h, h, 4, 5, 6, 7);
  return (q[0] + q[2]) + (q[1] + q[3]);
}

INLINE float largest(Lanes v) {
  v = greater(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  v = greater(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  v = greater(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  return v[0] > v[1] ? v[0] : v[1];
}

// Adding 1.5 · 2²³ rounds to the nearest integer, halves to even, and leaves it in the low bits.
static const float rounder = 12582912;

/// e to the power of each lane, at most 88; nearly zero below -87.
INLINE Lanes power(Lanes argument) {
  Lanes x = greater(argument, all(-87));
  Lanes shifted = multiply_add(x, all(1.44269504f), all(rounder));
  Lanes n = shifted - rounder;
  Lanes r = multiply_add(n, all(-0.693359375f), x);
  r = multiply_add(n, all(2.12194440e-4f), r);
  Lanes p = multiply_add(r, all(1.98756915e-4f), all(1.39819995e-3f));
  p = multiply_add(p, r, all(8.3334519e-3f));
  p = multiply_add(p, r, all(4.1665796e-2f));
  p = multiply_add(p, r, all(1.66666655e-1f));
  p = multiply_add(p, r, all(5.0000001e-1f));
  Lanes y = multiply_add(p, r * r, r) + 1;
  return (Lanes)((Bits)y + ((Bits)shifted << 23));
}

// erf(x)/x as a polynomial of x²/6.845 - 1, the highest power first, fitted by least squares with weights that even out
// GELU's error (below 2e-6); |x| ≤ 3.7, where erf is 1 but for 2e-7. Cheaper than a quotient.
static const float error_function[] = {
    -1.211027615e-03f, 3.676021937e-03f, -4.428372718e-03f, 5.869242363e-03f, -1.337169390e-02f,
    2.453198284e-02f, -3.656278551e-02f, 5.174015835e-02f, -7.035805285e-02f, 9.057427943e-02f,
    -1.126524433e-01f, 1.407929808e-01f, -1.904675812e-01f, 3.821374774e-01f,
};

/// x/2 · (1 + erf(x/√2)).
INLINE Lanes gelu(Lanes value) {
  Lanes x = greater(lesser(value * 0.70710677f, all(3.7f)), all(-3.7f));
  Lanes t = multiply_add(x * x, all(0.146092038f), all(-1));
  Lanes p = all(error_function[0]);
  UNROLL
  for (int power = 1; power < 14; power++) p = multiply_add(p, t, all(error_function[power]));
  return value * 0.5f * multiply_add(x, p, all(1));
}

void NAME(gelu_all)(float *values, long count) {
  long whole = count & ~15L;
  for (long index = 0; index < whole; index += 16) store(gelu(load(values + index)), values + index);
  if (whole < count) {
    float rest[16] = {0};
    memcpy(rest, values + whole, (count - whole) * sizeof(float));
    store(gelu(load(rest)), rest);
    memcpy(values + whole, rest, (count - whole) * sizeof(float));
  }
}

INLINE Bytes round_to_bytes(Lanes values) {
  // The low byte of the rounded value's bits, moved to be around 128.
  Bits bits = (Bits)(values + (rounder + 128));
  return __builtin_convertvector(bits, Bytes);
}

/// Floats without a sign, which are ordered as their bits are.
INLINE Bits size(Lanes v) { return (Bits)v & 0x7FFFFFFF; }

INLINE Bits most_of(Bits a, Bits b) { return __builtin_elementwise_max(a, b); }

void NAME(quantise)(const float *input, long rows, long inputs, uint8_t *bytes, float *scales) {
  long whole = inputs & ~15L;
  for (long row = 0; row < rows; row++, input += inputs, bytes += inputs) {
    float rest[16] = {0};
    memcpy(rest, input + whole, (inputs - whole) * sizeof(float));
    Bits tops[4] = {size(load(rest))};
    long index = 0;
    for (; index + 64 <= whole; index += 64)
      UNROLL
      for (int part = 0; part < 4; part++)
        tops[part] = most_of(tops[part], size(load(input + index + 16 * part)));
    for (; index < whole; index += 16) tops[0] = most_of(tops[0], size(load(input + index)));
    float most = largest((Lanes)most_of(most_of(tops[0], tops[1]), most_of(tops[2], tops[3])));
    if (!(most > 0)) {
      memset(bytes, 128, inputs);
      scales[row] = 0;
      continue;
    }
    scales[row] = most / 127;
    Lanes inverse = all(127 / most);
    for (long index = 0; index < whole; index += 16) {
      Bytes narrow = round_to_bytes(load(input + index) * inverse);
      memcpy(bytes + index, &narrow, sizeof narrow);
    }
    Bytes narrow = round_to_bytes(load(rest) * inverse);
    memcpy(bytes + whole, &narrow, inputs - whole);
  }
}

void NAME(normalise)(float *rows, const float *update, long count, long width, const float *gamma,
                     const float *beta) {
  for (long row = 0; row < count; row++, rows += width) {
    Lanes total = {};
    for (long index = 0; index < width; index += 16) {
      Lanes x = load(rows + index);
      if (update) {
        x += load(update + row * width + index);
        store(x, rows + index);
      }
      total += x;
    }
    float mean = sum(total) / width;
    Lanes squares = {};
    for (long index = 0; index < width; index += 16) {
      Lanes d = load(rows + index) - mean;
      squares = multiply_add(d, d, squares);
    }
    float inverse = 1 / __builtin_sqrtf(sum(squares) / width + 1e-12f);
    for (long index = 0; index < width; index += 16) {
      Lanes x = (load(rows + index) - mean) * inverse;
      store(multiply_add(x, load(gamma + index), load(beta + index)), rows + index);
    }
  }
}

// The width of a head; how many queries share what is loaded of keys and values; from one dimension of the keys to
// the next.
enum { head_width = 32, together = 12, stride = kernels_longest };

/// Scores 12 queries against 16 · `blocks` keys from `first`.
INLINE void score(int blocks, const float *queries, const float *keys, long first, float *scores) {
  keys += first;
  Lanes sums[together][2] = {};
  for (long d = 0; d < head_width; d++) {
    Lanes key[2];
    UNROLL
    for (int block = 0; block < blocks; block++) key[block] = load(keys + d * stride + 16 * block);
    UNROLL
    for (int row = 0; row < together; row++) {
      Lanes query = all(queries[row * head_width + d]);
      UNROLL
      for (int block = 0; block < blocks; block++)
        sums[row][block] = multiply_add(query, key[block], sums[row][block]);
    }
  }
  UNROLL
  for (int row = 0; row < together; row++)
    UNROLL
    for (int block = 0; block < blocks; block++)
      store(sums[row][block], scores + row * stride + 16 * block);
}

/// Scores of 12 queries to shares of attention, but for the factors; `last` is added to the last 16 of each.
///
/// The queries take turns, as each waits for its own sums.
INLINE void weigh(float *scores, long padded, Lanes last, float *factors) {
  Lanes tops[together], totals[together] = {};
  UNROLL
  for (int row = 0; row < together; row++) {
    tops[row] = load(scores + row * stride + padded - 16) + last;
    store(tops[row], scores + row * stride + padded - 16);
  }
  for (long key = 0; key < padded - 16; key += 16)
    UNROLL
    for (int row = 0; row < together; row++)
      tops[row] = greater(tops[row], load(scores + row * stride + key));
  UNROLL
  for (int row = 0; row < together; row++) tops[row] = all(largest(tops[row]));
  for (long key = 0; key < padded; key += 16)
    UNROLL
    for (int row = 0; row < together; row++) {
      Lanes share = power(load(scores + row * stride + key) - tops[row]);
      store(share, scores + row * stride + key);
      totals[row] += share;
    }
  UNROLL
  for (int row = 0; row < together; row++) factors[row] = 1 / sum(totals[row]);
}

/// Attention of 12 neighbouring queries, of which the first `count` are kept.
static void attend_together(long count, const float *queries, const float *keys, const float *values,
                            long length, float *scores, float *context, long context_stride) {
  long padded = (length + 15) & ~15L, first = 0;
  for (; first + 32 <= padded; first += 32) score(2, queries, keys, first, scores + first);
  if (first < padded) score(1, queries, keys, first, scores + first);
  // Places after the last key have no share.
  float last[16];
  for (long lane = 0; lane < 16; lane++) last[lane] = padded - 16 + lane < length ? 0 : -1e38f;
  float factors[together];
  weigh(scores, padded, load(last), factors);
  Lanes sums[together][2] = {};
  for (long key = 0; key < length; key++) {
    Lanes low = load(values + key * head_width), high = load(values + key * head_width + 16);
    UNROLL
    for (int row = 0; row < together; row++) {
      Lanes share = all(scores[row * stride + key]);
      sums[row][0] = multiply_add(share, low, sums[row][0]);
      sums[row][1] = multiply_add(share, high, sums[row][1]);
    }
  }
  float found[together * head_width];
  UNROLL
  for (int row = 0; row < together; row++) {
    store(sums[row][0] * factors[row], found + row * head_width);
    store(sums[row][1] * factors[row], found + row * head_width + 16);
  }
  for (long row = 0; row < count; row++)
    memcpy(context + row * context_stride, found + row * head_width, head_width * sizeof(float));
}

void NAME(weigh_regions)(float *scores, long count, float scale, const float *biases, long first,
                         const long *subject, const long *object) {
  static const Integers steps = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  int begin = (int)(subject[0] < object[0] ? subject[0] : object[0]);
  int end = (int)(subject[1] > object[1] ? subject[1] : object[1]);
  long padded = (count + 15) & ~15L;
  Lanes top = all(-1e38f);
  for (long index = 0; index < padded; index += 16) {
    Integers word = steps + (int)(first + index);
    Lanes bias = choose(word < begin, all(biases[0]), choose(word > end, all(biases[4]), all(biases[2])));
    bias = choose((word >= (int)object[0]) & (word <= (int)object[1]), all(biases[3]), bias);
    bias = choose((word >= (int)subject[0]) & (word <= (int)subject[1]), all(biases[1]), bias);
    Lanes score = multiply_add(load(scores + index), all(scale), bias);
    score = choose(word < (int)(first + count), score, all(-1e38f));
    store(score, scores + index);
    top = greater(top, score);
  }
  Lanes shift = all(largest(top)), total = {};
  for (long index = 0; index < padded; index += 16) {
    Lanes share = power(load(scores + index) - shift);
    store(share, scores + index);
    total += share;
  }
  Lanes factor = all(1 / sum(total));
  for (long index = 0; index < padded; index += 16) store(load(scores + index) * factor, scores + index);
}

void NAME(attend)(const float *queries, const float *keys, const float *values, long from_stride,
                  long length, float *context, long context_stride, float *room) {
  float *own_queries = room, *own_keys = own_queries + kernels_longest * head_width,
        *own_values = own_keys + stride * head_width,
        *scores = own_values + kernels_longest * head_width;
  const float scale = 0.17677669529f;  // 1/√32
  long padded = (length + 15) & ~15L, whole = (length + together - 1) / together * together;
  for (long row = 0; row < length; row++) {
    const float *query = queries + row * from_stride, *key = keys + row * from_stride;
    store(load(query) * scale, own_queries + row * head_width);
    store(load(query + 16) * scale, own_queries + row * head_width + 16);
    for (long d = 0; d < head_width; d++) own_keys[d * stride + row] = key[d];
    memcpy(own_values + row * head_width, values + row * from_stride, head_width * sizeof(float));
  }
  // What is computed past the end is finite and not kept.
  memset(own_queries + length * head_width, 0, (whole - length) * head_width * sizeof(float));
  for (long d = 0; d < head_width; d++)
    for (long row = length; row < padded; row++) own_keys[d * stride + row] = 0;
  for (long row = 0; row < length; row += together)
    attend_together(length - row < together ? length - row : together,
                    own_queries + row * head_width, own_keys, own_values, length, scores,
                    context + row * context_stride, context_stride);
}
