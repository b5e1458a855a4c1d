import type { Session, SessionFeedback } from '@interra/contracts'
import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Await } from '../../ui/states.tsx'

/** How people found the session, in counts, and the code by which they say it, to show at the door. */
export function FeedbackPanel({ session: { id: sessionId, siteId } }: { session: Session }) {
  const { t } = useTranslation('sessions')
  const can = useCan()
  const feedback = useQuery(query('getSessionFeedback', { params: { sessionId } }))
  return (
    <Panel title={t('feedback.title')}>
      <Await query={feedback}>{(counted) => <Counts counted={counted} />}</Await>
      {can('makeFeedbackLink', siteId) && <CodeToShow sessionId={sessionId} />}
    </Panel>
  )
}

function Counts({ counted: { answers, feeling, welcome, metSomeone, toldFrom } }: { counted: SessionFeedback }) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  if (Date.parse(toldFrom) > Date.now()) return <Text>{t('feedback.later', { day: dates.dayOf(toldFrom) })}</Text>
  if (answers === null) return <Text>{t('feedback.few')}</Text>
  if (answers === 0) return <Text>{t('feedback.none')}</Text>
  const steps = (counts: number[] | null) =>
    counts === null
      ? t('feedback.few')
      : t('feedback.steps', { good: counts[2] ?? 0, soSo: counts[1] ?? 0, bad: counts[0] ?? 0 })
  return (
    <Stack gap="xs">
      <Text>{t('feedback.answers', { count: answers })}</Text>
      <Text size="sm">{t('feedback.feeling', { counts: steps(feeling) })}</Text>
      <Text size="sm">{t('feedback.welcome', { counts: steps(welcome) })}</Text>
      <Text size="sm">
        {t('feedback.metSomeone', {
          counts:
            metSomeone === null
              ? t('feedback.few')
              : t('feedback.yesNo', { yes: metSomeone[1] ?? 0, no: metSomeone[0] ?? 0 }),
        })}
      </Text>
    </Stack>
  )
}

function CodeToShow({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation(['sessions', 'common'])
  const { mutate, data, isPending } = useAct('makeFeedbackLink', { stale: [] })
  if (!data)
    return (
      <Button variant="default" loading={isPending} onClick={() => mutate({ params: { sessionId } })}>
        {t('sessions:feedback.show')}
      </Button>
    )
  return (
    <Stack align="center">
      <QrCode text={data.url} label={t('sessions:feedback.qr')} />
      <Code block maw="100%" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
        {data.url}
      </Code>
      <CopyButton value={data.url}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? t('common:copied') : t('common:copy')}
          </Button>
        )}
      </CopyButton>
    </Stack>
  )
}
