#ifndef CONEDNN_H
#define CONEDNN_H
#include <oneapi/dnnl/dnnl.h>

// oneDNN runs its products on OpenMP; a document has one thread, so a product gets one. The compiler's own
// omp.h is not on the module's path.
extern void omp_set_num_threads(int threads);
#endif
