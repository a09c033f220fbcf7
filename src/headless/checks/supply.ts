/** Licences under which others' code may be in the build. */
const ALLOWED_LICENCES: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Zlib',
  'CC0-1.0',
]);

/**
 * Packages with an install script that nothing here needs: they print a notice (core-js, protobufjs)
 * or check a binary that npm has installed beside them (esbuild). `npm ci --ignore-scripts` does as
 * well.
 */
const NEEDLESS_SCRIPTS: ReadonlySet<string> = new Set(['core-js', 'esbuild', 'protobufjs']);

/** What a lock file tells of one package. */
export interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
}

/** What is wrong with the packages of a lock file, one line each, by their paths in it. */
export function supplyFaults(packages: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, { license = 'none', dev = false, hasInstallScript, integrity }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return [
        ...(dev || isAllowed(license) ? [] : [`${name}: its licence is ${license}`]),
        ...(hasInstallScript && !NEEDLESS_SCRIPTS.has(name) ? [`${name} runs a script`] : []),
        ...(dev || integrity ? [] : [`${name} has no checksum`]),
      ];
    });
}

/** Whether an SPDX expression leaves a choice of allowed licences; parentheses bind one level only. */
export function isAllowed(expression: string): boolean {
  const alternatives = expression.replaceAll(/[()]/g, '').split(' OR ');
  return alternatives.some((all) =>
    all.split(' AND ').every((licence) => ALLOWED_LICENCES.has(licence)),
  );
}
