import { Button, CopyButton, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { instantDay } from '../../lib/dates.ts'
import type { DoorLocale } from '../../lib/door-language.ts'
import { Notice } from '../../ui/notice.tsx'
import { Door, Said, Shut } from './ground.tsx'
import type { Sent } from './kept.ts'
import { Questions } from './questions.tsx'
import { useForm } from './use-form.ts'

/** The form of a partner: somebody who works there sends a person in two minutes. */
export function ReferPage() {
  return <Door page="title">{(token, locale) => <Opened token={token} locale={locale} />}</Door>
}

function Opened({ token, locale }: { token: string; locale: DoorLocale }) {
  const { t } = useTranslation('refer-door')
  const held = useForm(token, locale)
  const { kept } = held
  if (held.shut !== null) return <Shut why={held.shut} />
  if (kept === null)
    return held.hindered ? (
      <Said title={t('failed.title')} text={t('failed.text')}>
        <Button size="lg" onClick={() => location.reload()}>
          {t('failed.retry')}
        </Button>
      </Said>
    ) : (
      <Text role="status">{t('loading')}</Text>
    )
  if (kept.sent !== null) return <Done sent={kept.sent} locale={locale} again={held.restart} />
  if (kept.draft === null) return null
  if (held.waits)
    return held.hindered ? (
      <Notice tone="warn" role="status" icon="offline" title={t('waiting.title')}>
        {t('waiting.text')}
      </Notice>
    ) : (
      <Text role="status">{t('sending')}</Text>
    )
  return <Questions held={held} draft={kept.draft} partner={kept.partnerName} locale={locale} />
}

function Done({ sent, locale, again }: { sent: Sent; locale: DoorLocale; again: () => void }) {
  const { t } = useTranslation('refer-door')
  const address = new URL(`/follow?in=${locale}#${sent.followToken}`, location.origin).href
  const day = instantDay(sent.followUntil, locale, 'Europe/Brussels', 'full')
  return (
    <Stack>
      <Said title={t('sent.title')} text={t('sent.text')}>
        <Text size="xl" fw={700}>
          {sent.reference}
        </Text>
      </Said>
      <TextInput size="md" readOnly label={t('sent.follow', { day })} value={address} />
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="lg" onClick={copy}>
            {copied ? t('sent.copied') : t('sent.copy')}
          </Button>
        )}
      </CopyButton>
      <Button size="lg" variant="default" onClick={again}>
        {t('sent.another')}
      </Button>
    </Stack>
  )
}
