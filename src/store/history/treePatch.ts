/** What one place of a tree of plain objects was and became; `undefined` = not there. */
export interface LeafChange {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Where two trees of plain objects differ. Arrays and all else that is no plain object are leaves;
 * parts that are the same object are not looked into.
 */
export function diffTrees(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): readonly LeafChange[] {
  if (isSameLeaf(before, after)) return [];
  if (!isTree(before) || !isTree(after)) return [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => diffTrees(before[key], after[key], [...path, key]));
}

/**
 * A copy of a tree with one side of some changes in their places; untouched parts stay the same
 * objects. A change below a part that is not there any more is left out.
 */
export function patchTree<T extends object>(
  tree: T,
  changes: readonly LeafChange[],
  side: 'before' | 'after',
): T {
  return changes.reduce<T>((patched, change) => {
    return (isTree(patched) ? withLeaf(patched, change.path, change[side]) : patched) as T;
  }, tree);
}

/** The names of the changed places, in order: equal for changes of the same control. */
export function pathsOf(changes: readonly LeafChange[]): string {
  return changes
    .map(({ path }) => path.join('/'))
    .sort()
    .join(' ');
}

/** Whether all of it is numbers or colours: what a drag changes step by step. */
export function isContinuous(changes: readonly LeafChange[]): boolean {
  return (
    changes.length > 0 && changes.every((one) => isGradual(one.before) && isGradual(one.after))
  );
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function withLeaf(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): Tree {
  if (rest.length > 0) {
    const child = tree[key];
    return isTree(child) ? { ...tree, [key]: withLeaf(child, rest, value) } : tree;
  }
  const { [key]: _former, ...others } = tree;
  return value === undefined ? others : { ...tree, [key]: value };
}

function isSameLeaf(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((item, index) => diffTrees(item, other[index]).length === 0);
}

function isGradual(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isGradual);
  return typeof value === 'number' || (typeof value === 'string' && value.startsWith('#'));
}
