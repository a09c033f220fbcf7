import { formatBytes } from '#text/format.ts';
import { projectText } from '#text/project.ts';
import classes from '#ui/project/ProjectsDialog.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

/** How much room there is for projects, and whether the browser promised to keep them. */
export function SpaceLine() {
  const space = useAppStore((state) => state.project.space);
  if (!space) return null;
  if (space.kind === 'memory') {
    return <p className={classes['warning']}>{projectText.memoryOnly(space.reason)}</p>;
  }
  const { usedBytes, quotaBytes, isPersistent } = space;
  return (
    <section className={classes['space']} aria-label={projectText.space}>
      {usedBytes === null ? (
        <p>{projectText.spaceUnknown}</p>
      ) : (
        <SpaceUsed usedBytes={usedBytes} quotaBytes={quotaBytes} />
      )}
      <p>{isPersistent ? projectText.persistent : projectText.notPersistent}</p>
    </section>
  );
}

interface SpaceUsedProps {
  readonly usedBytes: number;
  readonly quotaBytes: number | null;
}

function SpaceUsed({ usedBytes, quotaBytes }: SpaceUsedProps) {
  const used = formatBytes(usedBytes);
  if (quotaBytes === null) return <p>{projectText.used(used)}</p>;
  // A sliver shows even a small share.
  const percent = Math.min(100, Math.max(1, (100 * usedBytes) / Math.max(1, quotaBytes)));
  return (
    <>
      <div className={classes['track']} aria-hidden="true">
        <div className={classes['fill']} style={{ width: `${percent}%` }} />
      </div>
      <p className={classes['spaceFigures']}>
        <span>{projectText.usedOf(used, formatBytes(quotaBytes))}</span>
        <span>{projectText.free(formatBytes(Math.max(0, quotaBytes - usedBytes)))}</span>
      </p>
    </>
  );
}
