import type { PublishCondition, Workshop } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { useConditionWords } from './condition-words.ts'
import { staleWorkshops } from './workshop-words.ts'

interface WaiveDialogProps {
  workshop: Workshop
  condition: PublishCondition | null
  close: () => void
}

/** Publishes without a condition, on somebody's own word. */
export function WaiveDialog({ workshop, condition, close }: WaiveDialogProps) {
  const { t } = useTranslation('workshops')
  const words = useConditionWords(workshop)
  return (
    <Dialog opened={condition !== null} close={close} title={t('waive.title')}>
      {condition && (
        <>
          <Text mb="md">{words(condition).missing}</Text>
          <ReasonForm
            act="waiveCondition"
            input={{ params: { workshopId: workshop.id, condition } }}
            stale={staleWorkshops}
            label={t('waive.reason')}
            description={t('waive.hint')}
            submit={t('waive.submit')}
            close={close}
          />
        </>
      )}
    </Dialog>
  )
}
