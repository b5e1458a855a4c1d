import type { CourseSheetRow } from '@interra/contracts'
import { Button, Group, NumberInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { useHolderName } from './training-words.ts'

interface PartDialogProps {
  row: CourseSheetRow | null
  planned: number
  close: () => void
  mark: (minutes: number) => void
}

/** Who came late or left early: how many minutes they were there. */
export function PartDialog({ row, ...rest }: PartDialogProps) {
  const { t } = useTranslation('trainings')
  const nameOf = useHolderName()
  return (
    <Dialog opened={row !== null} close={rest.close} title={row && t('sheet.partOf', { name: nameOf(row) })} size="sm">
      {row && <Minutes {...rest} begin={row.minutes ?? rest.planned} />}
    </Dialog>
  )
}

function Minutes({ planned, close, mark, begin }: Omit<PartDialogProps, 'row'> & { begin: number }) {
  const { t } = useTranslation(['trainings', 'common'])
  const [minutes, setMinutes] = useState<number | string>(begin)
  const save = () => {
    if (typeof minutes !== 'number') return
    mark(minutes)
    close()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Stack>
        <NumberInput
          label={t('fields.presentMinutes')}
          value={minutes}
          onChange={setMinutes}
          min={0}
          max={planned}
          clampBehavior="strict"
          allowDecimal={false}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit">{t('common:save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
