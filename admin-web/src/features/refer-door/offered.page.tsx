import { outgoingOutcomes, type AnswerOutgoing, type OfferedReferral, type OutgoingAnswer } from '@interra/contracts'
import { Button, Radio, Stack, Text, Textarea, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayWords } from '../../lib/dates.ts'
import type { DoorLocale } from '../../lib/door-language.ts'
import { problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { Notice } from '../../ui/notice.tsx'
import { Door, Said, Shut } from './ground.tsx'

type Answer = AnswerOutgoing['answer']

/** Somebody whom Interra would send to a partner: what they agreed to share, and what its agent answers. */
export function OfferedPage() {
  return <Door page="offered.title">{(token, locale) => <Opened token={token} locale={locale} />}</Door>
}

function useOffered(token: string) {
  const [offered, setOffered] = useState<OfferedReferral | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const take = async (read: () => Promise<OfferedReferral>) => {
    setBusy(true)
    try {
      setOffered(await read())
      setProblem(null)
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    void take(() => call('readOffered', { body: { token } }))
  }, [token])
  return {
    offered,
    problem,
    busy,
    answer: (said: Answer) => void take(() => call('answerOffered', { body: { token, answer: said } })),
    again: () => void take(() => call('readOffered', { body: { token } })),
  }
}

function Opened({ token, locale }: { token: string; locale: DoorLocale }) {
  const { t } = useTranslation('refer-door')
  const { offered, problem, busy, answer, again } = useOffered(token)
  const code = problem === null ? null : problemOf(problem).code
  if (code === 'link-expired' || code === 'agreement-missing') return <Shut why={code} />
  if (offered === null)
    return problem === null ? (
      <Text role="status">{t('loading')}</Text>
    ) : (
      <Said title={t('failed.title')} text={t('failed.text')}>
        <Button size="lg" onClick={again}>
          {t('failed.retry')}
        </Button>
      </Said>
    )
  return (
    <Stack gap="lg">
      <Shown offered={offered} locale={locale} />
      {problem !== null && (
        <Notice tone="warn" role="alert">
          {t('offered.failed')}
        </Notice>
      )}
      <Answers key={offered.status} possible={offered.possible} busy={busy} answer={answer} />
    </Stack>
  )
}

function Shown({ offered, locale }: { offered: OfferedReferral; locale: DoorLocale }) {
  const { t } = useTranslation('refer-door')
  const { status, siteName, partnerName, service, shared, answerDueOn } = offered
  const language = shared?.language && new Intl.DisplayNames([locale], { type: 'language' }).of(shared.language)
  const lines = [
    ['service', service],
    ['name', shared?.name],
    ['phone', shared?.phone],
    ['email', shared?.email],
    ['language', language],
    ['message', shared?.message],
  ] as const
  return (
    <div role="status">
      <Title order={1} size="h2">
        {t(`offered.status.${status as 'sent'}`)}
      </Title>
      <Text>{t('offered.of', { site: `Interra ${siteName}`, partner: partnerName })}</Text>
      <Stack component="dl" gap="xs" my="md">
        {lines.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <Text component="dt" size="sm" c="dimmed">
                  {t(`offered.${name}`)}
                </Text>
                <Text component="dd" m={0} style={{ whiteSpace: 'pre-wrap' }}>
                  <bdi>{value}</bdi>
                </Text>
              </div>
            ),
        )}
      </Stack>
      {shared === null && <Text>{t('offered.ended')}</Text>}
      {status === 'sent' && (
        <Text c="dimmed">{t('offered.until', { day: dayWords(answerDueOn, locale, 'full') })}</Text>
      )}
    </div>
  )
}

interface AnswersProps {
  possible: readonly OutgoingAnswer[]
  busy: boolean
  answer: (said: Answer) => void
}
/** A no and an end cannot be taken back, and are said with a word of why. */
function Answers({ possible, busy, answer }: AnswersProps) {
  const { t } = useTranslation('refer-door')
  const [asking, setAsking] = useState<'decline' | 'close' | null>(null)
  const [reason, setReason] = useState('')
  const [outcome, setOutcome] = useState<(typeof outgoingOutcomes)[number]>('served')
  if (asking === null)
    return possible.map((act) => (
      <Button
        key={act}
        size="lg"
        loading={busy}
        variant={act === 'accept' || act === 'start' ? 'filled' : 'default'}
        onClick={() => (act === 'decline' || act === 'close' ? setAsking(act) : answer({ act }))}
      >
        {t(`offered.acts.${act}`)}
      </Button>
    ))
  return (
    <Stack gap="sm" role="group" aria-label={t(`offered.acts.${asking}`)}>
      {asking === 'decline' ? (
        <Textarea
          size="md"
          label={t('offered.reason')}
          value={reason}
          maxLength={300}
          autosize
          minRows={2}
          dir="auto"
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      ) : (
        <Radio.Group
          size="md"
          label={t('offered.outcome')}
          value={outcome}
          onChange={(value) => setOutcome(outgoingOutcomes.find((one) => one === value) ?? 'served')}
        >
          <Stack gap="xs" mt="xs">
            {outgoingOutcomes.map((one) => (
              <Radio key={one} size="md" value={one} label={t(`offered.outcomes.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Button
        size="lg"
        loading={busy}
        disabled={asking === 'decline' && reason.trim() === ''}
        onClick={() =>
          answer(
            asking === 'decline' ? { act: 'decline', reason: reason.replaceAll('\n', ' ') } : { act: 'close', outcome },
          )
        }
      >
        {t('offered.confirm')}
      </Button>
      <Button size="lg" variant="default" onClick={() => setAsking(null)}>
        {t('offered.back')}
      </Button>
    </Stack>
  )
}
