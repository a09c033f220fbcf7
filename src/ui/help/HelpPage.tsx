import { Button, Modal } from '@mantine/core';
import { Footprints, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { keyNames } from '#text/buttons.ts';
import { helpBodies } from '#text/help/helpBodies.ts';
import { type HelpSectionId, helpSections, helpText } from '#text/help/helpSections.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import classes from '#ui/help/Help.module.css';
import { HelpBlocks } from '#ui/help/HelpBlocks.tsx';
import { hashOfSection } from '#ui/help/helpAddress.ts';

export interface HelpPageProps {
  /** The one that the address asks for. */
  readonly section: HelpSectionId;
  readonly onClose: () => void;
}

/** The help: contents on the left, all sections one below the other. Work goes on behind it. */
export function HelpPage({ section, onClose }: HelpPageProps) {
  const tour = useCommand('tour');
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      withCloseButton={false}
      returnFocus={false}
      attributes={{ content: { 'aria-label': helpText.title } }}
      padding={0}
      radius={0}
      classNames={{ content: classes['content'] ?? '', body: classes['page'] ?? '' }}
    >
      <div className={classes['head']}>
        <h2 className={classes['pageTitle']}>{helpText.title}</h2>
        <Button
          size="xs"
          variant="default"
          leftSection={<Footprints size={15} aria-hidden="true" />}
          onClick={() => {
            onClose();
            tour.run();
          }}
        >
          {helpText.tour}
        </Button>
        <IconButton label={helpText.close} shortcut={keyNames.escape} onClick={onClose}>
          <X size={18} />
        </IconButton>
      </div>
      <nav className={classes['contents']} aria-label={helpText.contents}>
        <ul>
          {helpSections.map(({ id, title }) => (
            <li key={id}>
              <a href={hashOfSection(id)} aria-current={id === section ? 'true' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Article section={section} />
    </Modal>
  );
}

/** All sections; a part of its own, so that it stands when the first one is scrolled to. */
function Article({ section }: { readonly section: HelpSectionId }) {
  const article = useRef<HTMLDivElement>(null);
  const [isUnasked, setUnasked] = useState(true);
  useScrollTo(article, section);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only its look follows from the focus
    <div
      ref={article}
      className={classes['article']}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is scrolled by keys
      tabIndex={0}
      data-autofocus
      // The focus that it begins with was not looked for: no frame around the whole page.
      data-unasked={isUnasked || undefined}
      onBlur={() => setUnasked(false)}
    >
      <div className={classes['column']}>
        {helpSections.map(({ id, title }) => (
          <section key={id} id={`help/${id}`} data-section={id} aria-labelledby={`help-${id}`}>
            <h3 id={`help-${id}`} className={classes['title']}>
              {title}
              <a href={hashOfSection(id)} aria-label={helpText.linkTo(title)}>
                #
              </a>
            </h3>
            <HelpBlocks blocks={helpBodies[id]} />
          </section>
        ))}
      </div>
    </div>
  );
}

/** Brings a section to the top, as its address is opened or changed. */
function useScrollTo(article: RefObject<HTMLElement | null>, section: HelpSectionId): void {
  const hasScrolled = useRef(false);
  useEffect(() => {
    // Where the page opens nobody was before: there is no way to be shown.
    const behavior = hasScrolled.current ? 'auto' : 'instant';
    hasScrolled.current = true;
    const target = article.current?.querySelector(`[data-section=${section}]`);
    if (section === helpSections[0]?.id) article.current?.scrollTo({ top: 0, behavior });
    else target?.scrollIntoView({ block: 'start', behavior });
  }, [article, section]);
}
