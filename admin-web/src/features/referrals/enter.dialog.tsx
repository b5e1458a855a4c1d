import {
  consentTextVersion,
  referralConsentMethods,
  referralConsentScopes,
  referralContactWays,
  referralReasons,
  referralServices,
} from '@interra/contracts'
import { sensitiveTopicsIn } from '@interra/contracts/sensitive-words'
import { Checkbox, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { findPartners } from '../../lib/partners.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleReferrals } from './referral-words.ts'

const route = getRouteApi('/in/referrals')

interface EnterProps {
  siteId: string
  opened: boolean
  close: () => void
}

/** What a partner told by telephone or letter: who sends, who is sent, and what that person agreed to. */
export function EnterReferralDialog({ siteId, opened, close }: EnterProps) {
  const { t } = useTranslation('referrals')
  return (
    <Dialog opened={opened} close={close} size="lg" title={t('enter.title')}>
      <EnterForm siteId={siteId} close={close} />
    </Dialog>
  )
}

interface Values extends Record<string, unknown> {
  partner: Found | null
  referrer: { name: string; email: string; phone: string }
  givenName: string
  familyName: string
  birthYear: string
  preference: string
  phone: string
  email: string
  language: string
  service: string
  reason: string
  message: string
  method: string
  scopes: string[]
}
const initial: Values = {
  partner: null,
  referrer: { name: '', email: '', phone: '' },
  givenName: '',
  familyName: '',
  birthYear: '',
  preference: 'phone',
  phone: '',
  email: '',
  language: 'fr',
  service: 'unsure',
  reason: 'isolation',
  message: '',
  method: 'oral',
  scopes: [],
}

function toBody(siteId: string, values: Values): unknown {
  const { partner, referrer, preference, phone, email, language, service, reason, message, method, scopes } = values
  const now = new Date().toISOString()
  return {
    siteId,
    partnerId: partner?.value ?? '',
    referredAt: now,
    referrer,
    person: {
      givenName: values.givenName,
      familyName: values.familyName,
      birthYear: values.birthYear === '' ? null : Number(values.birthYear),
      contact: { preference, phone, email },
      languages: [{ code: language, level: 'native' }],
    },
    requestedServices: [service],
    reasonCodes: [reason],
    message,
    consent: { givenAt: now, method, language, textVersion: consentTextVersion, scopes },
  }
}
/** A broken member of the body -> the field that holds it. */
const fieldOf = (path: string): string => {
  if (path === 'partnerId') return 'partner'
  if (path.startsWith('person.languages')) return 'language'
  if (path.startsWith('requestedServices')) return 'service'
  if (path.startsWith('reasonCodes')) return 'reason'
  return path.startsWith('referrer') ? path : path.replace(/^(person\.contact|person|consent)\./, '')
}

function EnterForm({ siteId, close }: Omit<EnterProps, 'opened'>) {
  const { t } = useTranslation('referrals')
  const navigate = route.useNavigate()
  const { choices } = useLanguages()
  const form = useActForm('enterReferral', {
    initial,
    toBody: (values) => toBody(siteId, values),
    fieldOf,
    stale: staleReferrals,
    onDone: ({ id }) => {
      say(t('enter.done'))
      void navigate({ to: '/referrals/$referralId', params: { referralId: id }, search: {} })
    },
  })
  const topics = sensitiveTopicsIn(form.values.message)
  const partner = form.field('partner', t('enter.partner'))
  const choose = (field: string, label: string, values: readonly { value: string; label: string }[]) => (
    <NativeSelect {...form.field(field, label)} data={[...values]} />
  )
  return (
    <ActForm form={form} submit={t('enter.submit')} cancel={close}>
      <SearchSelect
        label={t('enter.partner')}
        name="partners"
        find={findPartners}
        value={form.values.partner}
        onChange={(found) => form.set('partner', found)}
        error={partner['error'] as string}
        data-path="partner"
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput {...form.field('referrer.name', t('referrer'))} autoComplete="off" />
        <TextInput {...form.field('referrer.email', t('enter.theirEmail'))} type="email" autoComplete="off" />
        <TextInput {...form.field('referrer.phone', t('enter.theirPhone'))} type="tel" autoComplete="off" />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput {...form.field('givenName', t('enter.givenName'))} autoComplete="off" />
        <TextInput {...form.field('familyName', t('enter.familyName'))} autoComplete="off" />
        <TextInput {...form.field('birthYear', t('enter.birthYear'))} inputMode="numeric" autoComplete="off" />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {choose(
          'preference',
          t('contact'),
          referralContactWays.map((value) => ({ value, label: t(`ways.${value}`) })),
        )}
        <TextInput
          {...form.field('phone', t('enter.phone'))}
          description={t('enter.phoneHint')}
          type="tel"
          autoComplete="off"
        />
        <TextInput {...form.field('email', t('enter.email'))} type="email" autoComplete="off" />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {choose('language', t('enter.language'), choices)}
        {choose(
          'service',
          t('enter.service'),
          referralServices.map((value) => ({ value, label: t(`services.${value}`) })),
        )}
        {choose(
          'reason',
          t('why'),
          referralReasons.map((value) => ({ value, label: t(`reasons.${value}`) })),
        )}
      </SimpleGrid>
      <Textarea {...form.field('message', t('message'))} autosize minRows={2} maxLength={500} />
      <Text size="sm" role="status">
        {topics.length > 0 && t('enter.sensitive', { topics: topics.map((one) => t(`topics.${one}`)).join(', ') })}
      </Text>
      {choose(
        'method',
        t('enter.method'),
        referralConsentMethods.map((value) => ({ value, label: t(`methods.${value}`) })),
      )}
      <Checkbox.Group {...form.field('scopes', t('enter.scopes'))}>
        <Stack gap="xs" mt="xs">
          {referralConsentScopes.map((value) => (
            <Checkbox key={value} value={value} label={t(`scopes.${value}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </ActForm>
  )
}
