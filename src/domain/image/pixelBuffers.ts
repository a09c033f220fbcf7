/** The memory behind planes, each part once: planes may share one. For handing them over. */
export function pixelBuffers(planes: readonly { readonly buffer: ArrayBuffer }[]): ArrayBuffer[] {
  return [...new Set(planes.map(({ buffer }) => buffer))];
}
