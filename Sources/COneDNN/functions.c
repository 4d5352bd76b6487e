#include "COneDNN.h"

#include "CDelayedLibrary.h"

#define TEXT(value) #value
#define VERSIONED(name, version) name "." TEXT(version)

static delayed_library onednn = {VERSIONED("libdnnl.so", DNNL_VERSION_MAJOR), "libdnnl2"};

DELAYED(onednn, dnnl_cpu_isa_t, dnnl_get_effective_cpu_isa, (void), ())
DELAYED(onednn, dnnl_status_t, dnnl_sgemm,
        (char transa, char transb, dnnl_dim_t m, dnnl_dim_t n, dnnl_dim_t k, float alpha,
         const float *a, dnnl_dim_t lda, const float *b, dnnl_dim_t ldb, float beta, float *c,
         dnnl_dim_t ldc),
        (transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc))
DELAYED(onednn, dnnl_status_t, dnnl_gemm_u8s8s32,
        (char transa, char transb, char offsetc, dnnl_dim_t m, dnnl_dim_t n, dnnl_dim_t k,
         float alpha, const uint8_t *a, dnnl_dim_t lda, uint8_t ao, const int8_t *b, dnnl_dim_t ldb,
         int8_t bo, float beta, int32_t *c, dnnl_dim_t ldc, const int32_t *co),
        (transa, transb, offsetc, m, n, k, alpha, a, lda, ao, b, ldb, bo, beta, c, ldc, co))
DELAYED(onednn, void, omp_set_num_threads, (int threads), (threads))
