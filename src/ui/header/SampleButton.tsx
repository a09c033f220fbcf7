import { Button, Menu } from '@mantine/core';
import { ChevronDown, FlaskConical } from 'lucide-react';
import { imagesText } from '#text/images.ts';
import classes from '#ui/header/Header.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** Opens the first simulated sample at once; a menu beside it offers the others. */
export function SampleButton() {
  const { openSample, samples } = useActions();
  const others = samples.slice(1);
  if (samples.length === 0) return null;
  return (
    <div className={classes['split']}>
      <Button
        size="xs"
        variant="default"
        className={others.length > 0 ? classes['splitMain'] : undefined}
        leftSection={<FlaskConical size={15} aria-hidden="true" />}
        onClick={() => openSample({})}
      >
        <span className={classes['words']}>{imagesText.trySample}</span>
      </Button>
      {others.length > 0 && (
        <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              className={classes['splitMore']}
              aria-label={imagesText.moreSamples}
            >
              <ChevronDown size={15} aria-hidden="true" />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((sample) => (
              <Menu.Item key={sample.id} onClick={() => openSample({ sampleId: sample.id })}>
                {sample.title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
