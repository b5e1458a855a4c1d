import type { Group } from '@interra/contracts'
import { Checkbox, MultiSelect, NativeSelect, NumberInput, Select, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTerms } from '../../lib/choices.ts'
import type { ActForm } from '../../ui/form/use-act-form.ts'
import { SlotGrid } from './slot-grid.tsx'
import type { WishValues } from './wish-values.ts'

interface WishFieldsProps {
  form: ActForm<WishValues>
  siteId: string
  group: Group | undefined
  /** No birth date is known: somebody says that the person is of age. */
  ageUnknown: boolean
}

/** What somebody wishes of a duo. All of it may be left for the interview. */
export function WishFields({ form, siteId, group, ageUnknown }: WishFieldsProps) {
  const { t } = useTranslation('duos')
  const areas = useTerms(siteId, 'area')
  const goals = useTerms(siteId, 'duo_goal')
  const lives = useTerms(siteId, 'life_situation')
  const { values } = form
  const local = group === 'local' || values.chosenSide === 'local'
  form.field('slots', t('fields.slots'))
  return (
    <>
      <SlotGrid
        label={t('fields.slots')}
        description={t('fields.slotsHint')}
        value={values.slots}
        onChange={(slots) => form.set('slots', slots)}
      />
      <Select {...form.field('areaId', t('fields.area'))} data={areas} clearable searchable />
      <NumberInput
        {...form.field('maxTravelMinutes', t('fields.maxTravelMinutes'))}
        min={0}
        max={240}
        step={5}
        suffix={t('fields.minutes')}
      />
      <Checkbox {...form.field('online', t('fields.online'), 'checkbox')} />
      <Checkbox {...form.field('sameGenderOnly', t('fields.sameGenderOnly'), 'checkbox')} />
      <Checkbox {...form.field('ageMatters', t('fields.ageMatters'), 'checkbox')} />
      <MultiSelect {...form.field('goalIds', t('fields.goalIds'))} data={goals} clearable />
      <MultiSelect {...form.field('lifeSituationIds', t('fields.lifeSituationIds'))} data={lives} clearable />
      <Textarea {...form.field('limits', t('fields.limits'))} description={t('fields.limitsHint')} />
      {group === 'in_between' && (
        <NativeSelect
          {...form.field('chosenSide', t('fields.chosenSide'))}
          data={[
            { value: '', label: t('fields.sideOpen') },
            { value: 'newcomer', label: t('sides.newcomer') },
            { value: 'local', label: t('sides.local') },
          ]}
        />
      )}
      {local && <NativeSelect {...form.field('places', t('fields.places'))} data={['1', '2']} />}
      {(ageUnknown || values.adultConfirmed) && (
        <Checkbox {...form.field('adultConfirmed', t('fields.adultConfirmed'), 'checkbox')} />
      )}
    </>
  )
}
