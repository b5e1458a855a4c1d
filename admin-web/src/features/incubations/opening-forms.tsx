import { openingOutcomes, type CircleOpening, type Incubation } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleOpenings } from './incubation-words.ts'

interface FormProps {
  incubation: Incubation
  close: () => void
}
interface Values extends Record<string, unknown> {
  toWhom: string
  forWhat: string
  openedOn: string
  outcome: string
}

/** Coaches and the team say whose address book it is; experts and mentors note their own. */
export function AddOpeningForm({ incubation, close }: FormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const { id: incubationId, circle, whole, today } = incubation
  const around = circle.filter(({ startsOn }) => startsOn <= today)
  const initial: Values & { circleMemberId?: string } = {
    toWhom: '',
    forWhat: '',
    openedOn: today < incubation.endsOn ? today : incubation.endsOn,
    outcome: 'unknown',
    ...(whole && { circleMemberId: around[0]?.id ?? '' }),
  }
  const form = useActForm('addOpening', {
    initial,
    input: { params: { incubationId } },
    stale: staleOpenings,
    onDone: () => {
      close()
      say(t('openings.done'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      {whole && (
        <NativeSelect
          {...form.field('circleMemberId', t('openings.who'))}
          data={around.map(({ id, person, role }) => ({
            value: id,
            label: t('openings.member', { name: person.name ?? t('hidden'), role: t(`circleRoles.${role}`) }),
          }))}
        />
      )}
      <Fields form={form} incubation={incubation} />
    </ActForm>
  )
}

export function ChangeOpeningForm({ incubation, opening, close }: FormProps & { opening: CircleOpening }) {
  const { t } = useTranslation(['incubations', 'common'])
  const { id: openingId, version: ifMatch, toWhom = '', forWhat = '', openedOn, outcome } = opening
  const initial: Values = { toWhom, forWhat, openedOn, outcome }
  const form = useActForm('changeOpening', {
    initial,
    input: { params: { incubationId: incubation.id, openingId }, ifMatch },
    stale: staleOpenings,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <Fields form={form} incubation={incubation} />
    </ActForm>
  )
}

function Fields<V extends Values>({ form, incubation }: { form: Form<V>; incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  return (
    <>
      <TextInput
        {...form.field('toWhom', t('openings.toWhom'))}
        description={t('openings.toWhomHint')}
        data-autofocus
      />
      <TextInput {...form.field('forWhat', t('openings.forWhat'))} />
      <TextInput
        type="date"
        {...form.field('openedOn', t('openings.openedOn'))}
        min={incubation.startsOn}
        max={incubation.today}
      />
      <NativeSelect
        {...form.field('outcome', t('openings.outcome'))}
        data={openingOutcomes.map((value) => ({ value, label: t(`openingOutcomes.${value}`) }))}
      />
    </>
  )
}
