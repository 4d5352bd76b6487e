#ifndef CLIBXML2_SHIM_H
#define CLIBXML2_SHIM_H
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

// A handler has variadic members for messages, which Swift can't leave empty. No tree is built, so depth
// costs no recursion; nothing is loaded that the bytes name. Returns 0, or -1 where memory is short.
static inline int clx_read_html(const char *bytes, int count, void *reader,
                                startElementSAXFunc start, endElementSAXFunc end,
                                charactersSAXFunc text) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, count);
  if (!parser) return -1;
  xmlSAXHandler handler = {0};
  handler.startElement = start;
  handler.endElement = end;
  handler.characters = text;
  handler.ignorableWhitespace = text;
  handler.cdataBlock = text;
  *parser->sax = handler;
  parser->userData = reader;
  htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                 HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser);
  int failed = parser->errNo == XML_ERR_NO_MEMORY;
  htmlFreeParserCtxt(parser);
  return failed ? -1 : 0;
}
#endif
