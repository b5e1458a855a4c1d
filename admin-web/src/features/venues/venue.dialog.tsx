import type { VenueDetail } from '@interra/contracts'
import { Stack, Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findPartners } from '../../lib/partners.ts'
import { query } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { inWords } from '../../ui/form/in-words.ts'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleVenues } from './venue-words.ts'

interface Values extends Record<string, unknown> {
  name: string
  address: string
  own: boolean
  partner: Found | null
  contactName: string
  email: string
  phone: string
  accessNote: string
  costNote: string
}
const blank: Values = {
  name: '',
  address: '',
  own: false,
  partner: null,
  contactName: '',
  email: '',
  phone: '',
  accessNote: '',
  costNote: '',
}
const toBody = ({ partner, ...values }: Values) => ({
  ...values,
  partnerId: values.own ? null : (partner?.value ?? null),
})
const fieldOf = (path: string) => (path === 'partnerId' ? 'partner' : path)

interface AddVenueProps {
  siteId: string
  opened: boolean
  close: () => void
}

export function AddVenueDialog({ siteId, opened, close }: AddVenueProps) {
  const { t } = useTranslation('venues')
  return (
    <Dialog opened={opened} close={close} title={t('add')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: Omit<AddVenueProps, 'opened'>) {
  const { t } = useTranslation(['venues', 'common'])
  const navigate = useNavigate()
  const form = useActForm('addVenue', {
    initial: blank,
    toBody: (values) => ({ ...toBody(values), siteId }),
    fieldOf,
    stale: staleVenues,
    onDone: ({ id, name }) => {
      say(t('done.added', { name }))
      void navigate({ to: '/venues/$venueId', params: { venueId: id } })
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <VenueFields form={form} />
    </ActForm>
  )
}

interface ChangeVenueProps {
  venue: VenueDetail
  opened: boolean
  close: () => void
}

export function ChangeVenueDialog({ venue, opened, close }: ChangeVenueProps) {
  const { t } = useTranslation('venues')
  return (
    <Dialog opened={opened} close={close} title={t('editTitle', { name: venue.name })}>
      <ChangeForm venue={venue} close={close} />
    </Dialog>
  )
}

const valuesOf = (venue: VenueDetail): Values & { active: boolean } => ({
  name: venue.name,
  address: venue.address ?? '',
  own: venue.own,
  partner: venue.partnerId === null ? null : { value: venue.partnerId, label: venue.partnerName ?? '' },
  contactName: venue.contactName ?? '',
  email: venue.email ?? '',
  phone: venue.phone ?? '',
  accessNote: venue.accessNote ?? '',
  costNote: venue.costNote ?? '',
  active: venue.active,
})

function ChangeForm({ venue, close }: Omit<ChangeVenueProps, 'opened'>) {
  const { t } = useTranslation(['venues', 'common'])
  const client = useQueryClient()
  const form = useActForm('changeVenue', {
    initial: valuesOf(venue),
    input: { params: { venueId: venue.id }, ifMatch: venue.version },
    toBody,
    fieldOf,
    stale: staleVenues,
    reread: async () => {
      const read = query('getVenue', { params: { venueId: venue.id } })
      const present = await client.fetchQuery({ ...read, staleTime: 0 })
      return { values: valuesOf(present), version: present.version }
    },
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} show={(_field, value) => inWords(value)}>
      <VenueFields form={form} />
      <Switch {...form.field('active', t('fields.active'), 'checkbox')} />
    </ActForm>
  )
}

function VenueFields({ form }: { form: Pick<Form<Values>, 'field' | 'set' | 'values'> }) {
  const { t } = useTranslation('venues')
  const partner = form.field('partner', t('fields.partner'))
  return (
    <Stack>
      <TextInput {...form.field('name', t('fields.name'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('address', t('fields.address'))} autoComplete="off" />
      <Switch {...form.field('own', t('fields.own'), 'checkbox')} description={t('fields.ownHint')} />
      {!form.values.own && (
        <>
          <SearchSelect
            label={t('fields.partner')}
            description={t('fields.partnerHint')}
            name="partner"
            value={form.values.partner}
            onChange={(chosen) => form.set('partner', chosen)}
            find={findPartners}
            error={partner['error'] as string | undefined}
          />
          <TextInput {...form.field('contactName', t('fields.contactName'))} autoComplete="off" />
          <TextInput {...form.field('email', t('fields.email'))} type="email" autoComplete="off" />
          <TextInput {...form.field('phone', t('fields.phone'))} type="tel" autoComplete="off" />
        </>
      )}
      <TextInput {...form.field('accessNote', t('fields.accessNote'))} description={t('fields.accessHint')} />
      <TextInput {...form.field('costNote', t('fields.costNote'))} />
    </Stack>
  )
}
