import { employments, nationalities, schoolings, type Person } from '@interra/contracts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { yesOrNo } from './file-values.ts'
import { stalePerson } from './people.queries.ts'

interface SituationDialogProps {
  person: Person
  opened: boolean
  close: () => void
}

export function SituationDialog({ person, opened, close }: SituationDialogProps) {
  const { t } = useTranslation('people')
  return (
    <Dialog opened={opened} close={close} title={t('situation.record')}>
      <SituationForm person={person} close={close} />
    </Dialog>
  )
}

function SituationForm({ person, close }: Omit<SituationDialogProps, 'opened'>) {
  const { t } = useTranslation(['people', 'common'])
  const today = useDates().now().date
  const form = useActForm('recordSituation', {
    initial: {
      nationality: '',
      isEuFamily: '',
      hasLongPermit: '',
      legalStaySince: '',
      employment: '',
      schooling: '',
      statedOn: today,
    },
    input: { params: { personId: person.id } },
    toBody: ({ isEuFamily, hasLongPermit, ...said }) => ({
      ...said,
      isEuFamily: yesOrNo(isEuFamily),
      hasLongPermit: yesOrNo(hasLongPermit),
    }),
    stale: stalePerson,
    onDone: () => {
      say(t('situation.done'))
      close()
    },
  })
  const unsaid = { value: '', label: t('situation.unsaid') }
  const choice = [unsaid, { value: 'yes', label: t('common:yes') }, { value: 'no', label: t('common:no') }]
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      {person.isBelgian !== true && (
        <>
          <NativeSelect
            {...form.field('nationality', t('situation.nationality'))}
            description={t('situation.why')}
            data={[unsaid, ...nationalities.map((value) => ({ value, label: t(`situation.nationalities.${value}`) }))]}
            data-autofocus
          />
          <NativeSelect {...form.field('isEuFamily', t('situation.isEuFamily'))} data={choice} />
          <NativeSelect {...form.field('hasLongPermit', t('situation.hasLongPermit'))} data={choice} />
          <TextInput {...form.field('legalStaySince', t('situation.legalStaySince'))} type="date" max={today} />
        </>
      )}
      <NativeSelect
        {...form.field('employment', t('situation.employment'))}
        data={[unsaid, ...employments.map((value) => ({ value, label: t(`situation.employments.${value}`) }))]}
      />
      <NativeSelect
        {...form.field('schooling', t('situation.schooling'))}
        description={t('situation.schoolingHint')}
        data={[unsaid, ...schoolings.map((value) => ({ value, label: t(`situation.schoolings.${value}`) }))]}
      />
      <TextInput {...form.field('statedOn', t('situation.statedOn'))} type="date" max={today} />
    </ActForm>
  )
}
