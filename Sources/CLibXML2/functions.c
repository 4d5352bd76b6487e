#include "CLibXML2.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "CDelayedLibrary.h"

static delayed_library libxml2 = {"libxml2.so.2", "libxml2"};

DELAYED(libxml2, void, xmlInitParser, (void), ())
DELAYED(libxml2, const htmlEntityDesc *, htmlEntityLookup, (const xmlChar *name), (name))
DELAYED(libxml2, htmlParserCtxtPtr, htmlCreateMemoryParserCtxt, (const char *bytes, int count), (bytes, count))
DELAYED(libxml2, int, htmlCtxtUseOptions, (htmlParserCtxtPtr parser, int options), (parser, options))
DELAYED(libxml2, int, xmlSwitchEncoding, (xmlParserCtxtPtr parser, xmlCharEncoding encoding), (parser, encoding))
DELAYED(libxml2, int, htmlParseDocument, (htmlParserCtxtPtr parser), (parser))
DELAYED(libxml2, void, htmlFreeParserCtxt, (htmlParserCtxtPtr parser), (parser))

void clx_prepare(void) { xmlInitParser(); }

unsigned int clx_character(const char *entity) {
  const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)entity);
  return found ? found->value : 0;
}

// No tree is built, so depth costs no recursion; nothing is loaded that the bytes name.
int clx_read_html(const char *bytes, int count, void *reader, clx_start start, clx_end end, clx_text text) {
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
