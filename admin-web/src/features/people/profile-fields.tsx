import { contactChannels, genders, municipalities, municipalityName } from '@interra/contracts'
import { NativeSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerms } from '../../lib/choices.ts'
import { call } from '../../lib/query.ts'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import type { FormPart } from './file-values.ts'
import css from './form.module.css'

interface ProfileFieldsProps {
  form: FormPart
  siteId: string
  /** The word chosen before, which may no longer be offered. */
  heardThrough?: Parameters<typeof useTerms>[2]
}

/** What may be asked as well: nothing of it is needed. */
export function ProfileFields({ form, siteId, heardThrough }: ProfileFieldsProps) {
  const { t } = useTranslation(['people', 'common'])
  const channels = useTerms(siteId, 'channel', heardThrough)
  const unknown = { value: '', label: t('common:unknown') }
  const yesOrNo = [unknown, { value: 'yes', label: t('common:yes') }, { value: 'no', label: t('common:no') }]
  return (
    <div className={css['pair']}>
      <TextInput {...form.field('usualName', t('fields.usualName'))} autoComplete="off" />
      <TextInput
        {...form.field('ownScriptName', t('fields.ownScriptName'))}
        description={t('fields.ownScriptHint')}
        dir="auto"
        autoComplete="off"
      />
      <TextInput {...form.field('email', t('fields.email'))} type="email" autoComplete="off" />
      <NativeSelect
        {...form.field('contactChannel', t('fields.contactChannel'))}
        data={[unknown, ...contactChannels.map((value) => ({ value, label: t(`channels.${value}`) }))]}
      />
      <ReferrerInput form={form} siteId={siteId} />
      <TextInput {...form.field('referrerName', t('fields.referrerName'))} autoComplete="off" />
      <NativeSelect
        {...form.field('gender', t('fields.gender'))}
        data={[unknown, ...genders.map((value) => ({ value, label: t(`genders.${value}`) }))]}
      />
      <Select
        {...form.field('heardThroughId', t('fields.heardThrough'))}
        data={channels}
        clearable
        placeholder={t('common:unknown')}
        clearButtonProps={{ 'aria-label': t('fields.clear') }}
      />
      <Select
        {...form.field('municipalityNis', t('fields.municipality'))}
        data={municipalityChoices(form.values.municipalityNis)}
        searchable
        limit={30}
        nothingFoundMessage={t('fields.noMunicipality')}
        clearable
        placeholder={t('common:unknown')}
        clearButtonProps={{ 'aria-label': t('fields.clear') }}
      />
      <NativeSelect {...form.field('lifelongResident', t('fields.lifelongResident'))} data={yesOrNo} />
      <NativeSelect {...form.field('isBelgian', t('fields.isBelgian'))} data={yesOrNo} />
    </div>
  )
}

/** In the order of the alphabet; also one that is not listed, when it is the one known. */
function municipalityChoices(known: string | null) {
  const listed = [...municipalities()].map(([value, label]) => ({ value, label }))
  const other = known === null || municipalities().has(known) ? [] : [{ value: known, label: municipalityName(known) }]
  return [...listed, ...other].toSorted((a, b) => a.label.localeCompare(b.label, 'fr'))
}

/** A partner of the site, by a few letters. */
function ReferrerInput({ form, siteId }: { form: FormPart; siteId: string }) {
  const { t } = useTranslation('people')
  const { error } = form.field('referrerPartner', t('fields.referrerPartner'))
  const find = async (text: string): Promise<Found[]> => {
    if (text.length < 2) return []
    const { items } = await call('search', { body: { text } })
    const partners = items.filter((hit) => hit.entity === 'partner' && hit.siteId === siteId)
    return partners.map(({ id, title }) => ({ value: id, label: title ?? '' }))
  }
  return (
    <SearchSelect
      label={t('fields.referrerPartner')}
      name={`partners ${siteId}`}
      find={find}
      value={form.values.referrerPartner}
      onChange={(found) => form.set('referrerPartner', found)}
      error={typeof error === 'string' ? error : ''}
    />
  )
}
