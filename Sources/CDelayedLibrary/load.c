#include "CDelayedLibrary.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

const char *delayed_library_problem(delayed_library *library) {
  if (__atomic_load_n(&library->handle, __ATOMIC_ACQUIRE)) return NULL;
  // Two threads that load it at once get one handle. Its names are for all, as if it were linked: plugins use them.
  void *handle = dlopen(library->name, RTLD_LAZY | RTLD_GLOBAL);
  if (!handle) return dlerror();
  __atomic_store_n(&library->handle, handle, __ATOMIC_RELEASE);
  return NULL;
}

void *delayed_library_symbol(delayed_library *library, const char *name) {
  const char *problem = delayed_library_problem(library);
  void *symbol = problem ? NULL : dlsym(library->handle, name);
  if (symbol) return symbol;
  fprintf(stderr, "graphgen: error: %s: apt-get install %s\n", problem ? problem : dlerror(),
          library->package);
  exit(2);
}
