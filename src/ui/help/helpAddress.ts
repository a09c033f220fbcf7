import { useCallback, useSyncExternalStore } from 'react';
import { type HelpSectionId, helpSections } from '#text/help/helpSections.ts';

const PREFIX = '#help';

/** The section that an address names: `#help/trust`; the first for `#help`, `null` for others. */
export function sectionOfHash(hash: string): HelpSectionId | null {
  if (hash !== PREFIX && !hash.startsWith(`${PREFIX}/`)) return null;
  const wanted = hash.slice(PREFIX.length + 1);
  return (helpSections.find(({ id }) => id === wanted) ?? helpSections[0])?.id ?? null;
}

/** Address of a section of the help, for links. */
export function hashOfSection(id: HelpSectionId): string {
  return `${PREFIX}/${id}`;
}

function listen(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The part of the help that the page's address asks for, and how to change that. */
export interface HelpAddress {
  /** `null` while the help is closed. */
  readonly section: HelpSectionId | null;
  readonly open: (sectionId?: string) => void;
  readonly close: () => void;
}

/** Help is part of the address, so that it can be linked to, and the browser's Back closes it. */
export function useHelpAddress(): HelpAddress {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  const open = useCallback((sectionId?: string) => {
    window.location.hash = sectionId === undefined ? PREFIX : `${PREFIX}/${sectionId}`;
  }, []);
  const close = useCallback(() => {
    const { pathname, search } = window.location;
    window.history.pushState(null, '', `${pathname}${search}`);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return { section: sectionOfHash(hash), open, close };
}
