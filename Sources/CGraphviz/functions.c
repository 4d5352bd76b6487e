#include "CGraphviz.h"

#include "CDelayedLibrary.h"

// libgvc brings libcgraph with it.
static delayed_library graphviz = {"libgvc.so.6", "libgvc6"};

DELAYED(graphviz, GVC_t *, gvContext, (void), ())
DELAYED(graphviz, char *, gvcVersion, (GVC_t *context), (context))
DELAYED(graphviz, char **, gvPluginList, (GVC_t *context, const char *kind, int *count, char *unused),
        (context, kind, count, unused))
DELAYED(graphviz, int, gvLayout, (GVC_t *context, graph_t *graph, const char *engine), (context, graph, engine))
DELAYED(graphviz, int, gvFreeLayout, (GVC_t *context, graph_t *graph), (context, graph))
DELAYED(graphviz, int, gvRenderData,
        (GVC_t *context, graph_t *graph, const char *format, char **result, unsigned int *length),
        (context, graph, format, result, length))
DELAYED(graphviz, void, gvFreeRenderData, (char *data), (data))

DELAYED(graphviz, Agraph_t *, agopen, (char *name, Agdesc_t kind, Agdisc_t *discipline), (name, kind, discipline))
DELAYED(graphviz, int, agclose, (Agraph_t *graph), (graph))
DELAYED(graphviz, Agraph_t *, agmemread, (const char *text), (text))
DELAYED(graphviz, void, agreadline, (int line), (line))
DELAYED(graphviz, void, agsetfile, (char *name), (name))
DELAYED(graphviz, int, agisdirected, (Agraph_t *graph), (graph))
DELAYED(graphviz, char *, agnameof, (void *object), (object))

DELAYED(graphviz, Agnode_t *, agnode, (Agraph_t *graph, char *name, int create), (graph, name, create))
DELAYED(graphviz, Agnode_t *, agsubnode, (Agraph_t *graph, Agnode_t *node, int create), (graph, node, create))
DELAYED(graphviz, Agnode_t *, agfstnode, (Agraph_t *graph), (graph))
DELAYED(graphviz, Agnode_t *, agnxtnode, (Agraph_t *graph, Agnode_t *node), (graph, node))
DELAYED(graphviz, Agedge_t *, agedge,
        (Agraph_t *graph, Agnode_t *tail, Agnode_t *head, char *name, int create),
        (graph, tail, head, name, create))
DELAYED(graphviz, Agedge_t *, agfstout, (Agraph_t *graph, Agnode_t *node), (graph, node))
DELAYED(graphviz, Agedge_t *, agnxtout, (Agraph_t *graph, Agedge_t *edge), (graph, edge))
DELAYED(graphviz, Agraph_t *, agidsubg, (Agraph_t *graph, IDTYPE id, int create), (graph, id, create))
DELAYED(graphviz, Agraph_t *, agfstsubg, (Agraph_t *graph), (graph))
DELAYED(graphviz, Agraph_t *, agnxtsubg, (Agraph_t *graph), (graph))

DELAYED(graphviz, Agsym_t *, agattr, (Agraph_t *graph, int kind, char *name, char *value),
        (graph, kind, name, value))
DELAYED(graphviz, Agsym_t *, agnxtattr, (Agraph_t *graph, int kind, Agsym_t *symbol), (graph, kind, symbol))
DELAYED(graphviz, char *, agget, (void *object, char *name), (object, name))
DELAYED(graphviz, char *, agxget, (void *object, Agsym_t *symbol), (object, symbol))
DELAYED(graphviz, int, agxset, (void *object, Agsym_t *symbol, char *value), (object, symbol, value))
DELAYED(graphviz, char *, agstrdup_html, (Agraph_t *graph, char *markup), (graph, markup))
DELAYED(graphviz, int, aghtmlstr, (char *text), (text))
DELAYED(graphviz, int, agstrfree, (Agraph_t *graph, char *text), (graph, text))

DELAYED(graphviz, int, agerrors, (void), ())
DELAYED(graphviz, int, agreseterrors, (void), ())
DELAYED(graphviz, agusererrf, agseterrf, (agusererrf listener), (listener))

const char *cgv_problem(void) { return delayed_library_problem(&graphviz); }

static long grant_id(void *state, int kind, IDTYPE id) { return 1; }

Agraph_t *cgv_open(const char *name, int directed) {
  static Agiddisc_t ids;
  static Agdisc_t disciplines;
  ids = *(Agiddisc_t *)delayed_library_symbol(&graphviz, "AgIdDisc");
  ids.alloc = grant_id;
  disciplines = *(Agdisc_t *)delayed_library_symbol(&graphviz, "AgDefaultDisc");
  disciplines.id = &ids;
  Agdesc_t *kind = delayed_library_symbol(&graphviz, directed ? "Agdirected" : "Agundirected");
  return agopen((char *)name, *kind, &disciplines);
}

void cgv_grow_message_buffer(const char *without_percent) {
  int (*report)(agerrlevel_t, const char *, ...) = delayed_library_symbol(&graphviz, "agerr");
  report(AGWARN, without_percent);
}
