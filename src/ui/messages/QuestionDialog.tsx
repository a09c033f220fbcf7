import { Button, Group, Modal, Text } from '@mantine/core';
import type { Question } from '#store/slices/messagesSlice.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** The question that an action waits for; closing it declines. */
export function QuestionDialog() {
  const question = useAppStore((state) => state.question);
  const { answerQuestion } = useActions();
  return (
    <Modal
      // Never mounted open: the kit would not know where the focus came from.
      opened={question !== null}
      onClose={() => answerQuestion(false)}
      title={question?.title}
      centered
    >
      {question && <Contents question={question} />}
    </Modal>
  );
}

function Contents({ question }: { readonly question: Question }) {
  const { answerQuestion } = useActions();
  return (
    <>
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
    </>
  );
}
