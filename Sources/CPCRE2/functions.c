#include "CPCRE2.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "CDelayedLibrary.h"

static delayed_library pcre2 = {"libpcre2-8.so.0", "libpcre2-8-0"};

// The library's names end in the width of a unit.
DELAYED(pcre2, pcre2_code *, pcre2_compile_8,
        (PCRE2_SPTR text, PCRE2_SIZE count, uint32_t options, int *code, PCRE2_SIZE *place, pcre2_compile_context *context),
        (text, count, options, code, place, context))
DELAYED(pcre2, int, pcre2_get_error_message_8, (int code, PCRE2_UCHAR *message, PCRE2_SIZE capacity),
        (code, message, capacity))
DELAYED(pcre2, pcre2_match_data *, pcre2_match_data_create_8, (uint32_t pairs, pcre2_general_context *context),
        (pairs, context))
DELAYED(pcre2, pcre2_match_context *, pcre2_match_context_create_8, (pcre2_general_context *context), (context))
DELAYED(pcre2, int, pcre2_set_match_limit_8, (pcre2_match_context *context, uint32_t limit), (context, limit))
DELAYED(pcre2, int, pcre2_set_heap_limit_8, (pcre2_match_context *context, uint32_t limit), (context, limit))
DELAYED(pcre2, int, pcre2_match_8,
        (const pcre2_code *code, PCRE2_SPTR text, PCRE2_SIZE count, PCRE2_SIZE start, uint32_t options,
         pcre2_match_data *data, pcre2_match_context *context),
        (code, text, count, start, options, data, context))
DELAYED(pcre2, void, pcre2_code_free_8, (pcre2_code * code), (code))
DELAYED(pcre2, void, pcre2_match_data_free_8, (pcre2_match_data * data), (data))
DELAYED(pcre2, void, pcre2_match_context_free_8, (pcre2_match_context * context), (context))

struct cpc_expression {
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *context;
};

static const unsigned char nothing[1];

// A match that goes wrong ways for long ends after so many steps, and so many for each byte of its text.
enum { steps = 200000, steps_per_byte = 32, kilobytes = 131072 };

cpc_expression *cpc_compile(const unsigned char *text, size_t count, char *problem, size_t capacity, size_t *place) {
  int code;
  PCRE2_SIZE offset;
  pcre2_code *compiled = pcre2_compile(
      text ? text : nothing, count, PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C | PCRE2_ANCHORED | PCRE2_ENDANCHORED, &code,
      &offset, NULL);
  if (!compiled) {
    *place = offset;
    pcre2_get_error_message(code, (PCRE2_UCHAR *)problem, capacity);
    return NULL;
  }
  cpc_expression *expression = malloc(sizeof *expression);
  expression->code = compiled;
  expression->data = pcre2_match_data_create(1, NULL);
  expression->context = pcre2_match_context_create(NULL);
  pcre2_set_heap_limit(expression->context, kilobytes);
  return expression;
}

cpc_result cpc_matches(const cpc_expression *expression, const unsigned char *text, size_t count) {
  size_t limit = steps + steps_per_byte * (count < (1u << 26) ? count : 1u << 26);
  pcre2_set_match_limit(expression->context, (uint32_t)limit);
  int code = pcre2_match(expression->code, text ? text : nothing, count, 0, PCRE2_NO_UTF_CHECK, expression->data,
                         expression->context);
  if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_HEAPLIMIT || code == PCRE2_ERROR_DEPTHLIMIT) return cpc_limit;
  return code >= 0 ? cpc_match : code == PCRE2_ERROR_NOMATCH ? cpc_no_match : cpc_failure;
}

void cpc_free(cpc_expression *expression) {
  pcre2_match_context_free(expression->context);
  pcre2_match_data_free(expression->data);
  pcre2_code_free(expression->code);
  free(expression);
}
