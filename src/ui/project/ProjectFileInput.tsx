import { useEffect, useRef } from 'react';
import { projectText } from '#text/project.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions } from '#ui/useAppStore.ts';

/** The hidden file input behind `Open project file`. */
export function ProjectFileInput() {
  const { importProject } = useActions();
  const handles = usePageHandles();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    handles.pickProjectFile = () => input.current?.click();
  }, [handles]);
  return (
    <input
      ref={input}
      type="file"
      accept=".zip,application/zip"
      hidden
      aria-label={projectText.fileInput}
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) void importProject(file, file.name);
        // The same file may be chosen again.
        event.target.value = '';
      }}
    />
  );
}
