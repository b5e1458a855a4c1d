import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { PartialDate } from '../../ui/form/partial-date.tsx'
import type { FormPart } from './file-values.ts'
import css from './form.module.css'

/** The few things asked first. */
export function IdentityFields({ form }: { form: FormPart }) {
  const { t } = useTranslation(['people', 'common'])
  const languages = useLanguages()
  return (
    <>
      <div className={css['pair']}>
        <TextInput {...form.field('givenName', t('fields.givenName'))} autoComplete="off" data-autofocus />
        <TextInput {...form.field('familyName', t('fields.familyName'))} autoComplete="off" />
        <TextInput {...form.field('phone', t('fields.phone'))} type="tel" autoComplete="off" />
        <Select
          {...form.field('contactLanguage', t('fields.contactLanguage'))}
          data={languages.choices}
          searchable
          clearable
          placeholder={t('common:unknown')}
          clearButtonProps={{ 'aria-label': t('fields.clear') }}
        />
      </div>
      <PartialDate {...form.field('birth', t('fields.birth'))} description={t('fields.birthHint')} />
    </>
  )
}
