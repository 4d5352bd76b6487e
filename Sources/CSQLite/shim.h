#include <sqlite3.h>

// sqlite3_db_config is variadic, which Swift does not call.
static inline int graphgen_sqlite_set(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

// sqlite3_config is variadic, which Swift does not call. Counting what is allocated takes a lock each time.
static inline int graphgen_sqlite_stop_counting_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
