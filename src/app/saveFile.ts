/** Long enough for any browser to start the download before its address goes away. */
const REVOKE_AFTER_MS = 60_000;

/** Offers bytes as a download under the given name. */
export function saveFile(
  fileName: string,
  bytes: Uint8Array<ArrayBuffer> | Blob,
  mimeType: string,
): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
