#ifndef CPCRE2_H
#define CPCRE2_H
#include <stddef.h>

/// A regular expression, compiled.
typedef struct cpc_expression cpc_expression;

/// What came of a match.
typedef enum { cpc_no_match, cpc_match, cpc_limit, cpc_failure } cpc_result;

/// Compiles UTF-8; an empty text may be null. Where that fails it returns null, and says why and at which byte.
cpc_expression *cpc_compile(const unsigned char *text, size_t count, char *problem, size_t capacity, size_t *place);

/// Whether an expression matches a whole text of UTF-8; `cpc_limit` where that takes too many steps to tell.
cpc_result cpc_matches(const cpc_expression *expression, const unsigned char *text, size_t count);

void cpc_free(cpc_expression *expression);
#endif
