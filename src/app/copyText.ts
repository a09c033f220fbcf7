/** Puts a text on the clipboard; false where the browser does not let the page do it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Not there on pages that were not loaded over HTTPS or from this machine.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
