import type { ApiProblem } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../lib/problems.ts'
import { Dialog } from './dialog.tsx'
import { RequestId } from './request-id.tsx'

/** Why something was not done, and the number to quote when asking for help. */
export function ProblemDialog({ problem, close }: { problem: ApiProblem; close: () => void }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  return (
    <Dialog opened close={close} title={t('notDone')}>
      <Stack>
        <Text>{words.title(problem)}</Text>
        {problem.extra.errors?.map((error) => (
          <Text key={error.pointer} size="sm">
            {words.field({ pointer: error.pointer, code: error.code, params: error.params ?? {} })}
          </Text>
        ))}
        {problem.instance !== undefined && <RequestId id={problem.instance} />}
        <Group justify="flex-end">
          <Button data-autofocus onClick={close}>
            {t('understood')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
