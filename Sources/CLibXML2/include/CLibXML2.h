#ifndef CLIBXML2_H
#define CLIBXML2_H
#include <iconv.h>

/// An element begins: its name, and names and values of its attributes in turn up to a null, or null.
typedef void (*clx_start)(void *reader, const unsigned char *name, const unsigned char **attributes);
/// An element ends.
typedef void (*clx_end)(void *reader, const unsigned char *name);
/// Text stands here.
typedef void (*clx_text)(void *reader, const unsigned char *bytes, int count);

/// Makes libxml2's tables: once, before any thread parses.
void clx_prepare(void);

/// Hands a page of UTF-8 over to a reader. Returns 0, or -1 where memory is short.
int clx_read_html(const char *bytes, int count, void *reader, clx_start start, clx_end end, clx_text text);

/// The character of an entity's name as HTML has it; 0 for one that it does not have.
unsigned int clx_character(const char *entity);
#endif
