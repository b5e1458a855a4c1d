import { Button, Card, Code, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, type AnswerOf } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { QrCode } from '../../ui/qr-code.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { useSessionRefresh } from './profile.queries.ts'

/** The second factor: off, being set up, in force. */
export function SecondFactorCard() {
  const { t } = useTranslation('profile')
  const { enrolled, required } = useSession().secondFactor
  return (
    <Card component="section">
      <Stack gap="sm" align="flex-start">
        <Group>
          <Title order={2}>{t('factor.title')}</Title>
          {enrolled && <StatusBadge tone="good">{t('factor.on')}</StatusBadge>}
        </Group>
        {!enrolled && <Text>{required ? t('factor.required') : t('factor.off')}</Text>}
        {enrolled ? <TurnOff /> : <SetUp />}
      </Stack>
    </Card>
  )
}

function SetUp() {
  const { t } = useTranslation('profile')
  const [secret, setSecret] = useState<AnswerOf<'startSecondFactor'> | null>(null)
  const start = useAct('startSecondFactor', { stale: [] })
  if (secret !== null) return <Confirm secret={secret} />
  return (
    <Button loading={start.isPending} onClick={() => start.mutate({}, { onSuccess: setSecret })}>
      {t('factor.start')}
    </Button>
  )
}

function Confirm({ secret }: { secret: AnswerOf<'startSecondFactor'> }) {
  const { t } = useTranslation('profile')
  const form = useCodeForm('confirmSecondFactor', t('factor.started'))
  return (
    <ActForm form={form} submit={t('factor.confirm')} guard={false}>
      <Text>{t('factor.scan')}</Text>
      <QrCode text={secret.uri} label={t('factor.qr')} />
      <Text size="sm">
        {t('factor.secret')} <Code>{secret.secret}</Code>
      </Text>
      <CodeInput form={form} />
    </ActForm>
  )
}

function TurnOff() {
  const { t } = useTranslation('profile')
  const [asked, setAsked] = useState(false)
  const form = useCodeForm('removeSecondFactor', t('factor.removed'))
  if (!asked)
    return (
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('factor.remove')}
      </Button>
    )
  return (
    <ActForm form={form} submit={t('factor.remove')} cancel={() => setAsked(false)} guard={false}>
      <CodeInput form={form} />
    </ActForm>
  )
}

function useCodeForm(act: 'confirmSecondFactor' | 'removeSecondFactor', done: string) {
  const refresh = useSessionRefresh()
  return useActForm(act, {
    initial: { code: '' },
    stale: [],
    onDone: () => {
      say(done)
      void refresh()
    },
  })
}

function CodeInput({ form }: { form: ReturnType<typeof useCodeForm> }) {
  const { t } = useTranslation('profile')
  return (
    <TextInput
      {...form.field('code', t('factor.code'))}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      maw="14rem"
    />
  )
}
