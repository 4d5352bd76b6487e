#ifndef CGRAPHVIZ_H
#define CGRAPHVIZ_H
#include <graphviz/gvc.h>
#include <sys/prctl.h>
#include <signal.h>

/// Why libgraphviz can't be loaded, in one line; null where it can.
const char *cgv_problem(void);

/// Opens a graph with the usual discipline but that it grants the ID that is asked for: see ClusterNames.swift.
Agraph_t *cgv_open(const char *name, int directed);

/// Grows the buffer of messages: see Messages.swift.
void cgv_grow_message_buffer(const char *without_percent);

// cgraph takes char * where it means const char *: Swift bridges a String only to the latter.
static inline Agnode_t *cgv_node(Agraph_t *g, const char *name, int create) {
  return agnode(g, (char *)name, create);
}
static inline Agedge_t *cgv_edge(Agraph_t *g, Agnode_t *tail, Agnode_t *head, const char *key) {
  return agedge(g, tail, head, (char *)key, 1);
}
static inline Agsym_t *cgv_attribute(Agraph_t *g, int kind, const char *name, const char *value) {
  return agattr(g, kind, (char *)name, (char *)value);
}
static inline int cgv_set(void *object, Agsym_t *symbol, const char *value) {
  return agxset(object, symbol, (char *)value);
}
static inline const char *cgv_get(void *object, const char *name) {
  return agget(object, (char *)name);
}

// The pair of calls that makes a string markup must share one pointer.
static inline char *cgv_markup(Agraph_t *g, const char *html) {
  return agstrdup_html(g, (char *)html);
}

// These are function-like macros, which Swift does not import.
static inline Agnode_t *cgv_tail(Agedge_t *e) { return agtail(e); }
static inline Agnode_t *cgv_head(Agedge_t *e) { return aghead(e); }
static inline unsigned long cgv_sequence(void *object) { return AGSEQ(object); }
static inline boxf cgv_bounds(Agraph_t *g) { return GD_bb(g); }
static inline layout_t *cgv_drawing(Agraph_t *g) { return GD_drawing(g); }

// prctl is variadic. A child must not outlive whoever waits for its picture.
static inline int cgv_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }
#endif
