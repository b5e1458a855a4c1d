import { charterChannels, charterLanguages, sides, type Duo } from '@interra/contracts'
import { NativeSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useColleagues, useLanguages } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'

export interface DuoFormProps {
  duo: Duo
  close: () => void
}
const inputOf = ({ id, version }: Duo) => ({ params: { duoId: id }, ifMatch: version })

/** When and where the two meet first, with somebody of the team. */
export function FirstMeetingForm({ duo, close }: DuoFormProps) {
  const { t } = useTranslation(['duos', 'common'])
  const colleagues = useColleagues(duo.siteId)
  const languages = useLanguages()
  const today = useDates().now().date
  const { firstMeeting } = duo
  const form = useActForm('planFirstMeeting', {
    initial: {
      on: firstMeeting?.on ?? today,
      time: firstMeeting?.time ?? '',
      place: firstMeeting?.place ?? '',
      hostId: firstMeeting?.host?.id ?? null,
      interpreterLanguage: firstMeeting?.interpreterLanguage ?? null,
    },
    input: inputOf(duo),
    stale: staleDuos,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <TextInput {...form.field('on', t('fields.on'))} type="date" data-autofocus />
      <TextInput {...form.field('time', t('fields.time'))} type="time" />
      <TextInput {...form.field('place', t('fields.place'))} />
      <Select {...form.field('hostId', t('fields.host'))} data={colleagues} clearable searchable />
      <Select
        {...form.field('interpreterLanguage', t('fields.interpreterLanguage'))}
        data={languages.choices}
        clearable
        searchable
      />
    </ActForm>
  )
}

/** One side signs the charter: in which language, and how it was understood. */
export function CharterForm({ duo, close }: DuoFormProps) {
  const { t } = useTranslation('duos')
  const { nameOf } = useLanguages()
  const today = useDates().now().date
  const open = sides.filter((side) => !duo.charter.some((signature) => signature.side === side))
  const form = useActForm('signCharter', {
    initial: { side: open[0] ?? 'newcomer', signedOn: today, language: 'fr', channel: 'read', interpreter: '' },
    input: inputOf(duo),
    stale: staleDuos,
    onDone: ({ charter }) => {
      say(t('duoDone.signed'))
      if (charter.length >= sides.length) close()
    },
  })
  return (
    <ActForm form={form} submit={t('charter.submit')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('side', t('charter.who'))}
        data={open.map((side) => ({ value: side, label: duo[side].person.name ?? t(`sides.${side}`) }))}
      />
      <NativeSelect
        {...form.field('language', t('charter.language'))}
        data={charterLanguages.map((value) => ({ value, label: nameOf(value) }))}
      />
      <NativeSelect
        {...form.field('channel', t('charter.channel'))}
        data={charterChannels.map((value) => ({ value, label: t(`charter.channels.${value}`) }))}
      />
      {form.values.channel === 'interpreter' && <TextInput {...form.field('interpreter', t('charter.interpreter'))} />}
      <TextInput {...form.field('signedOn', t('charter.signedOn'))} type="date" max={today} />
    </ActForm>
  )
}

/** The duo begins: from when, what for, how long and how often. */
export function StartForm({ duo, close }: DuoFormProps) {
  const { t } = useTranslation('duos')
  const today = useDates().now().date
  const form = useActForm('startDuo', {
    initial: { startsOn: today, goal: duo.goal ?? '', weeks: duo.weeks, rhythmDays: duo.rhythmDays },
    input: inputOf(duo),
    stale: staleDuos,
    onDone: () => {
      say(t('duoDone.start'))
      close()
    },
  })
  return (
    <ActForm form={form} submit={t('duoActs.start')} cancel={close}>
      <TextInput {...form.field('startsOn', t('fields.startsOn'))} type="date" />
      <Textarea {...form.field('goal', t('fields.goal'))} description={t('fields.goalHint')} data-autofocus />
      <NumberInput {...form.field('weeks', t('fields.weeks'))} min={1} max={104} />
      <NumberInput {...form.field('rhythmDays', t('fields.rhythmDays'))} min={1} max={31} />
    </ActForm>
  )
}
