import { Checkbox, Switch } from '@mantine/core';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { hintText } from '#text/hints.ts';
import { runText } from '#text/run.ts';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** What is needed of an image to choose its channels. */
export type InputEntry = Pick<ImageEntry, 'id' | 'channels' | 'input'>;

/** Which channels the network sees, and whether bright means dark. */
export function InputChoice({ entry }: { readonly entry: InputEntry }) {
  const { setChannelInput, copyInputToAll } = useActions();
  const hasTwins = useAppStore((state) =>
    state.images.some(
      ({ id, channels }) => id !== entry.id && channels.length === entry.channels.length,
    ),
  );
  const { channels, invert } = entry.input;
  const toggle = (channel: number, isOn: boolean): void => {
    const next = entry.channels
      .map((_, index) => index)
      .filter((index) => (index === channel ? isOn : channels.includes(index)));
    if (next.length > 0) setChannelInput(entry.id, { channels: next });
  };
  return (
    <>
      {entry.channels.length > 1 && (
        <fieldset className={classes['field']}>
          <legend className={classes['legend']}>
            {channels.length > 1 ? runText.channelsMean : runText.channels}
          </legend>
          <div className={classes['choices']}>
            {entry.channels.map(withIndex).map(({ channel, name }) => (
              <Checkbox
                key={channel}
                size="xs"
                label={name}
                checked={channels.includes(channel)}
                onChange={(event) => toggle(channel, event.currentTarget.checked)}
              />
            ))}
          </div>
        </fieldset>
      )}
      <SettingHint text={hintText.invert}>
        <Switch
          size="xs"
          label={runText.invert}
          checked={invert}
          onChange={(event) => setChannelInput(entry.id, { invert: event.currentTarget.checked })}
        />
      </SettingHint>
      {hasTwins && (entry.channels.length > 1 || invert) && (
        <button type="button" className={classes['link']} onClick={() => copyInputToAll(entry.id)}>
          {runText.copyChannels}
        </button>
      )}
    </>
  );
}

/** Channels are known by their index: two may bear the same name. */
function withIndex({ name }: { readonly name: string }, channel: number) {
  return { channel, name };
}
