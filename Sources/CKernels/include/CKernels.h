#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The loops in which the encoder spends its time, in the widest instructions that the processor has: what Swift
// cannot be told to compile more than once, and what oneDNN 2.6 does not do in one pass. Every function computes a
// row from that row alone, so a row's bits depend neither on its neighbours nor on their number.

/// What follows a product.
typedef enum { kernels_plain, kernels_gelu } kernels_finish;

/// Whether `kernels_multiply` works here: it needs AVX-512 VNNI.
bool kernels_multiplies(void);

/// The size of a matrix of bytes once packed, in bytes.
size_t kernels_packed_size(long outputs, long inputs);

/// Packs `outputs` rows of `inputs` bytes, a multiple of 4, for `kernels_multiply`; `packed` is aligned to 64 bytes.
void kernels_pack(const int8_t *weights, long outputs, long inputs, int8_t *packed);

/// y = finish((W x) · column scale · row scale + bias) for rows of bytes around 128.
///
/// `correction` holds -128 times the sum of each row of W; `stride` floats lie from one row of the output to the next.
/// Outputs from a multiple of 32 on are computed alone where all that is per output begins with the first of them,
/// `packed` after `inputs` bytes for each before.
void kernels_multiply(const uint8_t *input, const float *row_scales, long rows, long inputs,
                      const int8_t *packed, const int32_t *correction, const float *scales,
                      const float *bias, long outputs, kernels_finish finish, float *output, long stride);

/// Rounds rows of floats, `inputs` a multiple of 4, to bytes around 128, each with the size of its step.
void kernels_quantise(const float *input, long rows, long inputs, uint8_t *bytes, float *scales);

/// GELU of each float, with the error function, in place.
void kernels_gelu_all(float *values, long count);

/// Adds `update`, if there is one, to each row, and normalises it to mean 0 and variance 1, then scales and shifts it;
/// `width` is a multiple of 16.
void kernels_normalise(float *rows, const float *update, long count, long width,
                       const float *gamma, const float *beta);

enum {
  /// The most rows of a window.
  kernels_longest = 192,
  /// The room that `kernels_attend` needs, in floats.
  kernels_attention_room = kernels_longest * (3 * 32 + 12),
};

/// Softmax attention of one head in one window of at most `kernels_longest` rows.
///
/// A query, key and value are 32 floats, and `stride` floats lie from one row of them to the next; the context's rows
/// lie `context_stride` apart. `room` is aligned to 64 bytes.
void kernels_attend(const float *queries, const float *keys, const float *values, long stride,
                    long length, float *context, long context_stride, float *room);

/// Softmax of `count` scores of words from `first` on, each times `scale` plus a bias for where its word lies: 0 before
/// both of two ranges of words, 1 in the subject, 2 between, 3 in the object, 4 after both.
///
/// Ranges are a first and a last word. The scores' memory reaches to the next multiple of 16, and is finite there.
void kernels_weigh_regions(float *scores, long count, float scale, const float *biases, long first,
                           const long *subject, const long *object);

#endif
