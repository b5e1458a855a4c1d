import { ageStateAt, consentTextVersion, languageLevels, type Person } from '@interra/contracts'
import { Checkbox, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { PartialDate } from '../../ui/form/partial-date.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { Alike, useAlike } from './alike.tsx'
import css from './form.module.css'
import { IdentityFields } from './identity-fields.tsx'
import { stalePerson } from './people.queries.ts'
import { ProfileFields } from './profile-fields.tsx'
import { arrivalKinds, emptyFile, registerBody, registerFieldOf, type RegisterValues } from './register-values.ts'
import type { Prefill } from './typed.ts'

/** Whoever the form ends with: somebody new, or somebody who was known already. */
export type Settled = Pick<Person, 'id' | 'givenName' | 'familyName'>

interface RegisterFormProps {
  start: Prefill
  cancel: () => void
  onDone: (person: Settled) => void
  /** It turns out to be somebody known. */
  onKnown: (person: Settled) => void
  guard?: boolean
}

/** A new file: a name is enough, a few fields in sight, the rest folded; whoever looks alike is shown while one types. */
export function RegisterForm({ start, cancel, onDone, onKnown, guard = true }: RegisterFormProps) {
  const { t } = useTranslation('people')
  const siteId = useSite().site?.id ?? ''
  const shown = useRef<readonly string[]>([])
  const form = useActForm('registerPerson', {
    initial: emptyFile(start),
    toBody: (values) => registerBody(values, siteId, shown.current),
    fieldOf: registerFieldOf,
    stale: stalePerson,
    onDone,
  })
  const alike = useAlike(form, siteId)
  shown.current = alike.map(({ id }) => id)
  return (
    <ActForm form={form} submit={t('new.register')} cancel={cancel} guard={guard}>
      <IdentityFields form={form} />
      <Guardian form={form} />
      <Checkbox
        {...form.field('informed', t('fields.informed'), 'checkbox')}
        description={t('fields.informedHint', { version: consentTextVersion })}
      />
      <details className={css['more']}>
        <summary>{t('new.more')}</summary>
        <Stack>
          <Text c="dimmed">{t('new.moreHint')}</Text>
          <ProfileFields form={form} siteId={siteId} />
          <ArrivalFields form={form} />
        </Stack>
      </details>
      {alike.length > 0 && <Alike form={form} people={alike} use={onKnown} />}
    </ActForm>
  )
}

/** Asked only of those who are, or may be, under 18. */
function Guardian({ form }: { form: Form<RegisterValues> }) {
  const { t } = useTranslation('people')
  const today = useDates().now().date
  const age = /^\d{4}/.test(form.values.birth) ? ageStateAt(form.values.birth, today) : 'unknown'
  if (age !== 'minor' && age !== 'maybe_minor') return null
  return (
    <Notice tone="warn">
      <Stack gap="sm">
        <Text>{t(`new.guardian.${age}`)}</Text>
        <TextInput {...form.field('guardianName', t('fields.guardianName'))} autoComplete="off" />
      </Stack>
    </Notice>
  )
}

function ArrivalFields({ form }: { form: Form<RegisterValues> }) {
  const { t } = useTranslation(['people', 'common'])
  const { arrivalKind } = form.values
  const levels = languageLevels.slice(1).map((value) => ({ value, label: t(`levels.${value}`) }))
  return (
    <>
      <div className={css['pair']}>
        <NativeSelect
          {...form.field('frenchLevel', t('fields.frenchLevel'))}
          data={[{ value: '', label: t('common:unknown') }, ...levels]}
        />
        <NativeSelect
          {...form.field('arrivalKind', t('fields.arrival'))}
          data={arrivalKinds.map((value) => ({ value, label: t(`arrival.${value}`) }))}
        />
      </div>
      {arrivalKind === 'known' && <PartialDate {...form.field('arrivalDate', t('arrival.date'))} />}
      {arrivalKind === 'aboutYear' && (
        <TextInput {...form.field('arrivalDate', t('arrival.year'))} inputMode="numeric" maxLength={4} w="10rem" />
      )}
    </>
  )
}
