import { Button, Group, Modal, Text } from '@mantine/core';
import { pageText } from '#text/page.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** The question that an action waits for; closing it declines. */
export function QuestionDialog() {
  const question = useAppStore((state) => state.question);
  const { answerQuestion } = useActions();
  if (!question) return null;
  return (
    <Modal
      opened
      onClose={() => answerQuestion(false)}
      title={question.title}
      centered
      closeButtonProps={{ 'aria-label': pageText.close }}
      transitionProps={{ duration: 0 }}
    >
      <Text size="sm">{question.message}</Text>
      <Group justify="flex-end" mt="lg">
        <Button
          variant="default"
          data-autofocus={question.isDestructive || undefined}
          onClick={() => answerQuestion(false)}
        >
          {question.declineLabel}
        </Button>
        <Button
          data-autofocus={!question.isDestructive || undefined}
          {...(question.isDestructive ? { color: 'red' } : {})}
          onClick={() => answerQuestion(true)}
        >
          {question.confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
