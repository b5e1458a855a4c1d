import { continueAnswers, type CheckIn, type Duo } from '@interra/contracts'
import { NativeSelect, NumberInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleDuos } from './duos.queries.ts'

interface CheckInDialogProps {
  duo: Duo
  checkIn: CheckIn | null
  close: () => void
}

/** What one side told somebody of the team; each question may be left open. */
export function CheckInDialog({ duo, checkIn, close }: CheckInDialogProps) {
  const { t } = useTranslation('duos')
  return (
    <Dialog
      opened={checkIn !== null}
      close={close}
      title={
        checkIn &&
        t('checkIns.of', { kind: t(`checkIns.kinds.${checkIn.kind}`), name: duo[checkIn.side].person.name ?? '' })
      }
    >
      {checkIn && <CheckInForm duoId={duo.id} checkIn={checkIn} close={close} />}
    </Dialog>
  )
}

const said = (value: string) => (value === '' ? null : value === 'yes')
const written = (value: boolean | null | undefined) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : '')
const count = (value: number | string) => (value === '' ? null : Number(value))

function CheckInForm({ duoId, checkIn, close }: { duoId: string; checkIn: CheckIn; close: () => void }) {
  const { t } = useTranslation(['duos', 'common'])
  const { kind, side, answer, version } = checkIn
  const form = useActForm('answerCheckIn', {
    initial: {
      met: written(answer?.met),
      times: answer?.times ?? '',
      wellbeing: String(answer?.wellbeing ?? ''),
      wantsCall: written(answer?.wantsCall),
      goesOn: answer?.goesOn ?? '',
      feelsUnsafe: written(answer?.feelsUnsafe),
      note: answer?.note ?? '',
    },
    input: { params: { duoId, kind, side }, ifMatch: version },
    toBody: ({ met, times, wellbeing, wantsCall, goesOn, feelsUnsafe, note }) => ({
      met: said(met),
      times: count(times),
      wellbeing: count(wellbeing),
      wantsCall: said(wantsCall),
      goesOn: goesOn === '' ? null : goesOn,
      feelsUnsafe: said(feelsUnsafe),
      note,
    }),
    stale: staleDuos,
    onDone: close,
  })
  const open = { value: '', label: t('checkIns.notAsked') }
  const yesNo = [open, { value: 'yes', label: t('common:yes') }, { value: 'no', label: t('common:no') }]
  const scale = [open, ...[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: String(value) }))]
  const goes = [open, ...continueAnswers.map((value) => ({ value, label: t(`checkIns.goesOn.${value}`) }))]
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <NativeSelect {...form.field('met', t('checkIns.fields.met'))} data={yesNo} data-autofocus />
      <NumberInput {...form.field('times', t('checkIns.fields.times'))} min={0} max={100} />
      <NativeSelect {...form.field('wellbeing', t('checkIns.fields.wellbeing'))} data={scale} />
      <NativeSelect {...form.field('goesOn', t('checkIns.fields.goesOn'))} data={goes} />
      <NativeSelect {...form.field('wantsCall', t('checkIns.fields.wantsCall'))} data={yesNo} />
      <NativeSelect {...form.field('feelsUnsafe', t('checkIns.fields.feelsUnsafe'))} data={yesNo} />
      <Textarea {...form.field('note', t('fields.note'))} />
    </ActForm>
  )
}
