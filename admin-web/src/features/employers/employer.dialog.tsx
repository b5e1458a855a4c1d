import type { Employer } from '@interra/contracts'
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { doorLocales } from '../../lib/door-language.ts'
import { findPartners } from '../../lib/partners.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleEmployers } from './employer-words.ts'

interface AddProps {
  siteId: string
  opened: boolean
  close: () => void
}

/** A new organisation, or a partner that is known already. */
export function AddEmployerDialog({ siteId, opened, close }: AddProps) {
  const { t } = useTranslation('employers')
  return (
    <Dialog opened={opened} close={close} title={t('add')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

const whos = ['other', 'partner'] as const
interface Contact extends Record<string, unknown> {
  name: string
  contactName: string
  email: string
  phone: string
  contactLanguage: string
}
interface Values extends Contact {
  who: string
  partner: Found | null
}
const blank: Values = {
  who: 'other',
  partner: null,
  name: '',
  contactName: '',
  email: '',
  phone: '',
  contactLanguage: 'fr',
}

function AddForm({ siteId, close }: Omit<AddProps, 'opened'>) {
  const { t } = useTranslation(['employers', 'common'])
  const navigate = useNavigate()
  const form = useActForm('addEmployer', {
    initial: blank,
    toBody: ({ who, partner, name, ...contact }) => ({
      siteId,
      // of a partner that is known, what is not said stays as it is
      ...(who === 'other' ? { name, ...contact } : { partnerId: partner?.value ?? '' }),
    }),
    fieldOf: (path) => (path === 'partnerId' ? 'partner' : path),
    stale: staleEmployers,
    onDone: ({ id }) => {
      say(t('done.added'))
      void navigate({ to: '/employers/$employerId', params: { employerId: id } })
    },
  })
  const partner = form.field('partner', t('fields.partner'))
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <SegmentedControl
        aria-label={t('fields.who')}
        value={form.values.who}
        data={whos.map((value) => ({ value, label: t(`fields.${value}`) }))}
        onChange={(who) => form.set('who', who)}
      />
      {form.values.who === 'partner' ? (
        <SearchSelect
          label={t('fields.partner')}
          name="partner"
          value={form.values.partner}
          onChange={(chosen) => form.set('partner', chosen)}
          find={findPartners}
          error={partner['error'] as string | undefined}
        />
      ) : (
        <ContactFields form={form} />
      )}
    </ActForm>
  )
}

function ContactFields<V extends Contact>({ form }: { form: Form<V> }) {
  const { t } = useTranslation('employers')
  const { nameOf } = useLanguages()
  return (
    <>
      <TextInput {...form.field('name', t('fields.name'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('contactName', t('fields.contactName'))} autoComplete="off" />
      <TextInput {...form.field('email', t('fields.email'))} type="email" autoComplete="off" />
      <TextInput {...form.field('phone', t('fields.phone'))} type="tel" autoComplete="off" />
      <NativeSelect
        {...form.field('contactLanguage', t('fields.contactLanguage'))}
        data={doorLocales.map((value) => ({ value, label: nameOf(value) }))}
      />
    </>
  )
}

interface ChangeProps {
  employer: Employer
  opened: boolean
  close: () => void
}

export function ChangeEmployerDialog({ employer, opened, close }: ChangeProps) {
  const { t } = useTranslation('employers')
  return (
    <Dialog opened={opened} close={close} title={t('editEmployer')}>
      <ChangeForm employer={employer} close={close} />
    </Dialog>
  )
}

function ChangeForm({ employer, close }: Omit<ChangeProps, 'opened'>) {
  const { t } = useTranslation('common')
  const { name, contactName, email, phone, contactLanguage = 'fr' } = employer
  const form = useActForm('changeEmployer', {
    initial: { name, contactName: contactName ?? '', email: email ?? '', phone: phone ?? '', contactLanguage },
    input: { params: { employerId: employer.id }, ifMatch: employer.version },
    stale: staleEmployers,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('save')} cancel={close}>
      <ContactFields form={form} />
    </ActForm>
  )
}
