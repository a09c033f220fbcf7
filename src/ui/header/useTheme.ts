import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useCallback } from 'react';

/** The theme of the page: that of the system until one is chosen, which is then remembered. */
export interface Theme {
  readonly isDark: boolean;
  readonly set: (theme: 'toggled' | 'auto') => void;
}

/** The theme, and how to change it. */
export function useTheme(): Theme {
  // Else the kit would hold transitions back by a <style> element, which the policy refuses.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const isDark = useComputedColorScheme('dark') === 'dark';
  const set = useCallback(
    (theme: 'toggled' | 'auto') => {
      if (theme === 'auto') setColorScheme('auto');
      else setColorScheme(isDark ? 'light' : 'dark');
    },
    [setColorScheme, isDark],
  );
  return { isDark, set };
}
