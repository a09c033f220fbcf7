import { Moon, Sun } from 'lucide-react';
import { useEffect } from 'react';
import { headerText } from '#text/header.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { useTheme } from '#ui/header/useTheme.ts';
import { usePageHandles } from '#ui/pageHandles.ts';

/** Dark suits fluorescence, light suits a bright room. */
export function ThemeToggle() {
  const theme = useTheme();
  const handles = usePageHandles();
  useEffect(() => {
    handles.setTheme = theme.set;
  }, [handles, theme.set]);
  return (
    <IconButton
      label={theme.isDark ? headerText.lightTheme : headerText.darkTheme}
      onClick={() => theme.set('toggled')}
    >
      {theme.isDark ? <Sun size={17} /> : <Moon size={17} />}
    </IconButton>
  );
}
