import { Button, Group, Modal, Text } from '@mantine/core';
import { projectText } from '#text/project.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { useMessagePlace } from '#ui/messages/messagePlace.ts';
import classes from '#ui/project/ProjectsDialog.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Stands before the page once another tab has its project: what is drawn here could not be kept. */
export function LostDialog({ isHidden }: { readonly isHidden: boolean }) {
  const isLost = useAppStore((state) => state.project.save.kind === 'lost');
  if (!isLost || isHidden) return null;
  return <LostQuestion />;
}

function LostQuestion() {
  const title = useAppStore((state) => state.project.title);
  const { takeBack } = useActions();
  const projects = useCommand('showProjects');
  const { setElement } = useMessagePlace();
  return (
    <Modal
      opened
      onClose={() => undefined}
      title={projectText.lostTitle}
      centered
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Text size="sm">{projectText.lostText(title)}</Text>
      <div ref={setElement} className={classes['lostMessages']} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={projects.run}>
          {projectText.openAnother}
        </Button>
        <Button data-autofocus onClick={() => void takeBack()}>
          {projectText.takeBack}
        </Button>
      </Group>
    </Modal>
  );
}
