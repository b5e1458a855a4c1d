import { Button, Group, Stack, Text } from '@mantine/core'
import type { ApiProblem } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { problemOf, useProblemWords } from '../lib/problems.ts'
import { signal } from '../lib/signal.ts'
import { RequestId } from './request-id.tsx'
import { Dialog } from './dialog.tsx'

const refused = signal<ApiProblem | null>(null)

/** Opens the dialog that says why something was not done. */
export function showProblem(error: unknown): void {
  refused.set(problemOf(error))
}

/** The place of that dialog; once, in the app. */
export function ProblemDialog() {
  const { t } = useTranslation()
  const words = useProblemWords()
  const problem = refused.use()
  const close = () => refused.set(null)
  return (
    <Dialog opened={problem !== null} close={close} title={t('notDone')}>
      {problem && (
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
      )}
    </Dialog>
  )
}
