/**
 * Gives what `load` loads, the same each time. After a failure the next call tries again: a connection
 * that broke must not keep it from succeeding.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    loaded ??= load();
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  };
}
