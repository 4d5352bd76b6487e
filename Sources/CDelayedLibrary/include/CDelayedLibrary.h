#ifndef CDELAYED_LIBRARY_H
#define CDELAYED_LIBRARY_H

/// A shared library that is loaded when a function of it is first called, as most commands need none of them and a
/// question to a graph file is answered sooner than they are loaded.
typedef struct {
  /// The name by which the loader finds it, with the version of its interface.
  const char *name;
  /// The Debian package that holds it.
  const char *package;
  /// Set once it is loaded.
  void *handle;
} delayed_library;

/// Loads a library; any thread may ask. Returns null, or why it can't be loaded: one line, valid until the thread asks
/// again.
const char *delayed_library_problem(delayed_library *library);

/// The address of a function or variable of a library, which is loaded if need be.
///
/// Where that fails the process ends with a message and exit code 2.
void *delayed_library_symbol(delayed_library *library, const char *name);

/// Defines a function of a library: its caller need not know that it is loaded on demand. The compiler holds the
/// declaration against the library's own header.
#define DELAYED(library, result, name, parameters, arguments)                                     \
  result name parameters {                                                                        \
    static __typeof__(&name) found;                                                               \
    __typeof__(&name) function = __atomic_load_n(&found, __ATOMIC_RELAXED);                       \
    if (!function) {                                                                              \
      function = (__typeof__(&name))delayed_library_symbol(&library, #name);                      \
      __atomic_store_n(&found, function, __ATOMIC_RELAXED);                                       \
    }                                                                                             \
    return function arguments;                                                                    \
  }
#endif
