/** Name of a class in files of other tools. @param classIndex from 1 */
export function classNameOf(classIndex: number): string {
  return `Class ${classIndex}`;
}
