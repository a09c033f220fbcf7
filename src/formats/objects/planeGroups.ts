import type { FileObject, ObjectFilePlane } from '#domain/outline/objectFile.ts';

/** What tells planes apart within a file. */
export type PlaneKey = Partial<Omit<ObjectFilePlane, 'objects'>>;

/** Sorts objects by the plane that they belong to, in the order in which planes are met. */
export class PlaneGroups {
  readonly #planes = new Map<string, ObjectFilePlane & { readonly objects: FileObject[] }>();
  #skippedCount = 0;

  /** Counts an entry that encloses nothing. */
  skip(): void {
    this.#skippedCount++;
  }

  add(
    { imageName = null, z = null, t = null, pageIndex = null, size = null }: PlaneKey,
    object: FileObject,
  ): void {
    const key = JSON.stringify([imageName, z, t, pageIndex]);
    const plane = this.#planes.get(key) ?? { imageName, z, t, pageIndex, size, objects: [] };
    plane.objects.push(object);
    this.#planes.set(key, plane);
  }

  finish(): { readonly planes: readonly ObjectFilePlane[]; readonly skippedCount: number } {
    return { planes: [...this.#planes.values()], skippedCount: this.#skippedCount };
  }
}
