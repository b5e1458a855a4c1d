import type { CourseSheetRow } from '@interra/contracts'
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../ui/icons.tsx'
import marks from '../../ui/mark-row.module.css'
import css from './course-sheet.module.css'
import { useHolderName, useLength } from './training-words.ts'

type Presence = 'unknown' | 'present' | 'partly' | 'absent'
const icons: Readonly<Record<Presence, IconName>> = {
  unknown: 'minus',
  present: 'check',
  partly: 'clock',
  absent: 'close',
}

const tones: Readonly<Record<Presence, string>> = { unknown: 'neutral', present: 'good', partly: 'warn', absent: 'bad' }

function presenceOf(minutes: number | null, planned: number): Presence {
  if (minutes === null) return 'unknown'
  if (minutes === 0) return 'absent'
  return minutes < planned ? 'partly' : 'present'
}

interface LineProps {
  readonly row: CourseSheetRow
  /** Minutes of the session. */
  readonly planned: number
  readonly open: boolean
  readonly mark: (minutes: number | null) => void
  readonly part: () => void
}

/** A tap goes from unknown to present, to absent, and back. */
export function CourseSheetLine({ row, planned, open, mark, part }: LineProps) {
  const { t } = useTranslation('trainings')
  const length = useLength()
  const name = useHolderName()(row)
  const presence = presenceOf(row.minutes, planned)
  const next = { unknown: planned, present: 0, partly: 0, absent: null }[presence]
  const partly = t('sheet.partly', { done: length(row.minutes ?? 0), planned: length(planned) })
  return (
    <li className={css['line']}>
      <UnstyledButton
        className={marks['row'] ?? ''}
        data-presence={presence}
        data-enrolment={row.enrolmentId}
        disabled={!open}
        title={t('sheet.tap')}
        onClick={() => mark(next)}
      >
        <span className={marks['name']}>
          <bdi>{name}</bdi>
          {row.partner && <span className={marks['details']}>{row.partner.name}</span>}
        </span>
        <span className={marks['state']} data-tone={tones[presence]}>
          <Icon name={icons[presence]} size={18} />
          {presence === 'partly' ? partly : t(`sheet.${presence}`)}
        </span>
      </UnstyledButton>
      {open && (
        <ActionIcon variant="default" size={52} aria-label={t('sheet.partOf', { name })} onClick={part}>
          <Icon name="clock" />
        </ActionIcon>
      )}
    </li>
  )
}
