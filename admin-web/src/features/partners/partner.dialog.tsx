import { partnerTypes, type Partner } from '@interra/contracts'
import { Checkbox, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { doorLocales } from '../../lib/door-language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { stalePartners } from './partner-words.ts'

interface DialogProps {
  opened: boolean
  close: () => void
}
interface Values extends Record<string, unknown> {
  name: string
  types: string[]
  contactName: string
  email: string
  phone: string
  contactLanguage: string
  address: string
  website: string
  note: string
}
const blank: Values = {
  name: '',
  types: [],
  contactName: '',
  email: '',
  phone: '',
  contactLanguage: 'fr',
  address: '',
  website: '',
  note: '',
}

export function AddPartnerDialog({ siteId, opened, close }: DialogProps & { siteId: string }) {
  const { t } = useTranslation('partners')
  return (
    <Dialog opened={opened} close={close} title={t('add')} size="lg">
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: { siteId: string; close: () => void }) {
  const { t } = useTranslation(['partners', 'common'])
  const navigate = useNavigate()
  const form = useActForm('addPartner', {
    initial: blank,
    toBody: (values) => ({ siteId, ...values }),
    stale: stalePartners,
    onDone: ({ id }) => {
      say(t('done.added'))
      void navigate({ to: '/partners/$partnerId', params: { partnerId: id } })
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <PartnerFields form={form} />
    </ActForm>
  )
}

export function ChangePartnerDialog({ partner, opened, close }: DialogProps & { partner: Partner }) {
  const { t } = useTranslation('partners')
  return (
    <Dialog opened={opened} close={close} title={t('editPartner')} size="lg">
      <ChangeForm partner={partner} close={close} />
    </Dialog>
  )
}

function ChangeForm({ partner, close }: { partner: Partner; close: () => void }) {
  const { t } = useTranslation(['partners', 'common'])
  const { name, types, contactLanguage, active } = partner
  const { contactName, email, phone, address, website, note } = partner
  const form = useActForm('changePartner', {
    initial: {
      name,
      types: [...types] as string[],
      contactLanguage,
      active,
      contactName: contactName ?? '',
      email: email ?? '',
      phone: phone ?? '',
      address: address ?? '',
      website: website ?? '',
      note: note ?? '',
    },
    input: { params: { partnerId: partner.id }, ifMatch: partner.version },
    stale: stalePartners,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <PartnerFields form={form} />
      <Checkbox {...form.field('active', t('fields.active'), 'checkbox')} description={t('fields.activeHint')} />
    </ActForm>
  )
}

function PartnerFields<V extends Values>({ form }: { form: Form<V> }) {
  const { t } = useTranslation('partners')
  const { nameOf } = useLanguages()
  return (
    <>
      <TextInput {...form.field('name', t('fields.name'))} autoComplete="off" data-autofocus />
      <MultiSelect
        {...form.field('types', t('fields.types'))}
        data={partnerTypes.map((value) => ({ value, label: t(`types.${value}`) }))}
      />
      <TextInput {...form.field('contactName', t('fields.contactName'))} autoComplete="off" />
      <TextInput {...form.field('email', t('fields.email'))} type="email" autoComplete="off" />
      <TextInput {...form.field('phone', t('fields.phone'))} type="tel" autoComplete="off" />
      <NativeSelect
        {...form.field('contactLanguage', t('fields.contactLanguage'))}
        data={doorLocales.map((value) => ({ value, label: nameOf(value) }))}
      />
      <TextInput {...form.field('address', t('fields.address'))} autoComplete="off" />
      <TextInput {...form.field('website', t('fields.website'))} autoComplete="off" />
      <Textarea {...form.field('note', t('fields.note'))} autosize minRows={2} />
    </>
  )
}
