import { Contrast, Maximize } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { AppState } from '#store/appState.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { displayText } from '#text/display.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { Panel } from '#ui/controls/Panel.tsx';
import { ChannelRow } from '#ui/display/ChannelRow.tsx';
import classes from '#ui/display/DisplayPanel.module.css';
import { PixelSizeField } from '#ui/display/PixelSizeField.tsx';
import { imageSizeText } from '#ui/images/imageText.ts';
import { latePart } from '#ui/latePart.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** Most images have a single plane. */
const StackSliders = latePart(
  async () => (await import('#ui/images/StackSliders.tsx')).StackSliders,
);

/** How the current image is shown; absent while none is open. */
export function DisplayPanel() {
  const entry = useAppStore(useShallow(selectShown));
  const auto = useCommand('autoContrast');
  const fit = useCommand('fitImage');
  if (!entry?.info) return null;
  return (
    <Panel
      title={displayText.title}
      actions={
        <>
          <IconButton label={fit.title} shortcut={fit.shortcut} onClick={fit.run}>
            <Maximize size={16} />
          </IconButton>
          <IconButton label={auto.title} shortcut={auto.shortcut} onClick={auto.run}>
            <Contrast size={16} />
          </IconButton>
        </>
      }
    >
      {entry.info.pageCount > 1 && <StackSliders key={entry.id} entry={entry} />}
      {channelsOf(entry).map(({ channel, summary, display }) => (
        <ChannelRow
          key={channel}
          imageId={entry.id}
          channel={channel}
          summary={summary}
          display={display}
          isRgb={entry.info?.isRgb === true}
        />
      ))}
      <div className={classes['facts']}>
        <span>
          {displayText.facts(
            imageSizeText(entry.info),
            entry.info.bitsPerSample,
            entry.info.formatName,
          )}
          {entry.info.fullSize && displayText.reducedFrom(entry.info.fullSize)}
        </span>
        <PixelSizeField key={entry.id} entry={entry} />
      </div>
    </Panel>
  );
}

type ShownEntry = Pick<ImageEntry, 'id' | 'info' | 'channels' | 'display' | 'pixelSizeUm'>;

/** What the panel shows of the current image: new objects leave it as it is. */
function selectShown(state: AppState): ShownEntry | null {
  const entry = selectCurrentEntry(state);
  if (!entry) return null;
  const { id, info, channels, display, pixelSizeUm } = entry;
  return { id, info, channels, display, pixelSizeUm };
}

/** Channels with their index, which is how they are known: two may bear the same name. */
function channelsOf({ channels, display }: ShownEntry) {
  return channels.flatMap((summary, channel) => {
    const shown = display[channel];
    return shown ? [{ channel, summary, display: shown }] : [];
  });
}
