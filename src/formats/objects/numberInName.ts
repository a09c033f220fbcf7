/**
 * Number of an object whose name is nothing but that number, as label images and tables give it.
 *
 * @returns an empty object where the name says something else
 */
export function numberInName(name: string | null): { readonly label?: number } {
  return /^\d{1,8}$/.test(name ?? '') ? { label: Number(name) } : {};
}
