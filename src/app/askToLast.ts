/**
 * Asks the browser not to clear this page's storage when space gets short; some ask the user. True
 * once it has promised. Never fails.
 */
export async function askToLast(): Promise<boolean> {
  // Missing on pages that were not loaded over https, whatever the types say.
  const storage = navigator.storage as StorageManager | undefined;
  try {
    return (await storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
