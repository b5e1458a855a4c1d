import { publishConditions, type ApiProblem, type PublishCondition, type Workshop } from '@interra/contracts'
import { Button, Group, List, Stack, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../lib/problems.ts'
import { useAct } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { useConditionWords } from './condition-words.ts'
import { staleWorkshops } from './workshop-words.ts'

const route = getRouteApi('/in/workshops/$workshopId')

interface PublishDialogProps {
  workshop: Workshop
  opened: boolean
  close: () => void
}

/** Publishes, or says in words what is missing and leads to where it is put right. */
export function PublishDialog({ workshop, opened, close }: PublishDialogProps) {
  const { t } = useTranslation('workshops')
  return (
    <Dialog opened={opened} close={close} title={t('publish.title', { title: workshop.title })}>
      <Publish workshop={workshop} close={close} />
    </Dialog>
  )
}

function Publish({ workshop, close }: Omit<PublishDialogProps, 'opened'>) {
  const { t } = useTranslation(['workshops', 'common'])
  const navigate = route.useNavigate()
  const problems = useProblemWords()
  const [refusal, setRefusal] = useState<ApiProblem | null>(null)
  const publish = useAct('publishWorkshop', { stale: staleWorkshops, quiet: true })
  const missing = missingOf(workshop, refusal)
  const start = () =>
    publish.mutate(
      { params: { workshopId: workshop.id }, ifMatch: workshop.version },
      {
        onSuccess: ({ title }) => {
          say(t('done.publish', { title }))
          close()
        },
        onError: setRefusal,
      },
    )
  const checklist = () => {
    close()
    void navigate({ search: { tab: 'checklist' } })
  }
  return (
    <Stack>
      {refusal && refusal.code !== 'conditions-unmet' && (
        <Notice tone="bad" role="alert">
          {problems.title(refusal)}
        </Notice>
      )}
      {missing.length > 0 ? <Missing workshop={workshop} missing={missing} /> : <Text>{t('publish.ready')}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common:cancel')}
        </Button>
        {missing.length > 0 ? (
          <Button onClick={checklist}>{t('publish.checklist')}</Button>
        ) : (
          <Button loading={publish.isPending} onClick={start}>
            {t('acts.publish')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Missing({ workshop, missing }: { workshop: Workshop; missing: readonly PublishCondition[] }) {
  const { t } = useTranslation('workshops')
  const words = useConditionWords(workshop)
  return (
    <>
      <Text>{t('publish.missing', { count: missing.length })}</Text>
      <List>
        {missing.map((condition) => (
          <List.Item key={condition}>{words(condition).missing}</List.Item>
        ))}
      </List>
    </>
  )
}

/** What the server refused last stands above what the page knew. */
function missingOf(workshop: Workshop, refusal: ApiProblem | null): PublishCondition[] {
  const told = refusal?.code === 'conditions-unmet' ? refusal.extra.params?.['missing'] : undefined
  if (Array.isArray(told)) return publishConditions.filter((condition) => told.includes(condition))
  return workshop.conditions.flatMap(({ condition, state }) => (state === 'missing' ? [condition] : []))
}
