import type { FollowedReferral } from '@interra/contracts'
import { Button, Group, Radio, Stack, Text, Textarea, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { instantDay } from '../../lib/dates.ts'
import type { DoorLocale } from '../../lib/door-language.ts'
import { problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { Notice } from '../../ui/notice.tsx'
import { Door, Said, Shut } from './ground.tsx'

/** What becomes of somebody one sent, by a link and without an account. */
export function FollowPage() {
  return <Door page="follow.title">{(token, locale) => <Opened token={token} locale={locale} />}</Door>
}

type Read = () => Promise<FollowedReferral>

function useFollowed(token: string) {
  const [followed, setFollowed] = useState<FollowedReferral | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const take = async (read: Read) => {
    setBusy(true)
    try {
      setFollowed(await read())
      setProblem(null)
      return true
    } catch (error) {
      setProblem(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  const reading: Read = () => call('readFollowLink', { body: { token } })
  useEffect(() => {
    void take(() => call('readFollowLink', { body: { token } }))
  }, [token])
  return { followed, problem, busy, take, again: () => void take(reading) }
}

function Opened({ token, locale }: { token: string; locale: DoorLocale }) {
  const { t } = useTranslation('refer-door')
  const { followed, problem, busy, take, again } = useFollowed(token)
  const code = problem === null ? null : problemOf(problem).code
  const takeBack = (
    <Withdraw busy={busy} act={(requestedBy) => take(() => call('withdrawByLink', { body: { token, requestedBy } }))} />
  )
  if (code === 'link-expired') return <Shut why={code} />
  if (code === 'agreement-missing')
    return (
      <Stack gap="lg">
        <Shut why={code} />
        {takeBack}
      </Stack>
    )
  if (followed === null)
    return problem === null ? (
      <Text role="status">{t('loading')}</Text>
    ) : (
      <Said title={t('failed.title')} text={t('failed.text')}>
        <Button size="lg" onClick={again}>
          {t('failed.retry')}
        </Button>
      </Said>
    )
  const over = followed.partnerStatus === 'ended' || followed.partnerStatus === 'declined'
  return (
    <Stack gap="lg">
      <Stands followed={followed} locale={locale} />
      {problem !== null && (
        <Notice tone="warn" role="alert">
          {t('follow.failed')}
        </Notice>
      )}
      {over ? (
        <Text>{t('follow.over')}</Text>
      ) : (
        <>
          <Inform
            busy={busy}
            say={(information) => take(() => call('informByLink', { body: { token, information } }))}
          />
          {takeBack}
        </>
      )}
    </Stack>
  )
}

function Stands({ followed, locale }: { followed: FollowedReferral; locale: DoorLocale }) {
  const { t } = useTranslation('refer-door')
  const { givenName, partnerName, partnerStatus, statusSince, reference, feedback, question } = followed
  return (
    <div role="status">
      <Title order={1} size="h2">
        {t(`follow.status.${partnerStatus}`)}
      </Title>
      <Text>{givenName === null ? t('follow.erased') : t('follow.of', { name: givenName, partner: partnerName })}</Text>
      <Text c="dimmed">
        {t('follow.since', { day: instantDay(statusSince, locale, 'Europe/Brussels', 'full') })}
        {', '}
        {t('follow.reference', { reference })}
      </Text>
      {!feedback && <Text mt="xs">{t('follow.quiet')}</Text>}
      {question !== null && (
        <Notice tone="info" title={t('follow.question')}>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{question}</Text>
        </Notice>
      )}
    </div>
  )
}

function Inform({ busy, say }: { busy: boolean; say: (information: string) => Promise<boolean> }) {
  const { t } = useTranslation('refer-door')
  const [text, setText] = useState('')
  const [given, setGiven] = useState(false)
  const give = async () => {
    const done = await say(text)
    setGiven(done)
    if (done) setText('')
  }
  return (
    <Stack gap="xs">
      <Textarea
        size="md"
        label={t('follow.more')}
        value={text}
        maxLength={1000}
        autosize
        minRows={2}
        dir="auto"
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Button size="lg" loading={busy} disabled={text.trim() === ''} onClick={() => void give()}>
        {t('follow.give')}
      </Button>
      {given && <Text role="status">{t('follow.given')}</Text>}
    </Stack>
  )
}

/** It cannot be taken back, so one slip of a thumb is not enough. */
function Withdraw({ busy, act }: { busy: boolean; act: (by: 'person' | 'partner') => Promise<boolean> }) {
  const { t } = useTranslation('refer-door')
  const [asking, setAsking] = useState(false)
  const [by, setBy] = useState<'person' | 'partner'>('person')
  if (!asking)
    return (
      <Button size="lg" variant="default" onClick={() => setAsking(true)}>
        {t('follow.withdraw')}
      </Button>
    )
  return (
    <Stack gap="sm" role="group" aria-label={t('follow.withdraw')}>
      <Text>{t('follow.withdrawWhy')}</Text>
      <Radio.Group
        size="md"
        label={t('follow.who')}
        value={by}
        onChange={(value) => setBy(value === 'partner' ? 'partner' : 'person')}
      >
        <Group mt="xs">
          <Radio size="md" value="person" label={t('follow.person')} />
          <Radio size="md" value="partner" label={t('follow.partner')} />
        </Group>
      </Radio.Group>
      <Button size="lg" color="red" loading={busy} onClick={() => void act(by)}>
        {t('follow.confirm')}
      </Button>
      <Button size="lg" variant="default" onClick={() => setAsking(false)}>
        {t('follow.back')}
      </Button>
    </Stack>
  )
}
