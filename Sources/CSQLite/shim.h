#include <sqlite3.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// sqlite3_db_config is variadic, which Swift does not call.
static inline int graphgen_sqlite_set(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

// sqlite3_config is variadic, which Swift does not call. Counting what is allocated takes a lock each time.
static inline int graphgen_sqlite_stop_counting_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// Swift does not import malloc.h. What was freed stays with the process, and would count beside SQLite's own.
static inline void graphgen_give_back_freed_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
