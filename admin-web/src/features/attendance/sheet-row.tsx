import type { AttendanceState } from '@interra/contracts'
import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../ui/icons.tsx'
import marks from '../../ui/mark-row.module.css'
import { isWalkIn, nameOf, nextStatus, stateOf, type ShownRow } from './queue.ts'
import css from './sheet.module.css'
import { useTellApart } from './tell-apart.ts'
import type { SheetActs } from './use-sheet-acts.ts'

const icons: Readonly<Record<AttendanceState, IconName>> = {
  unknown: 'minus',
  present: 'check',
  unexcused: 'close',
  excused: 'clock',
}

const tones: Readonly<Record<AttendanceState, string>> = {
  unknown: 'neutral',
  present: 'good',
  unexcused: 'bad',
  excused: 'warn',
}

interface SheetRowProps {
  readonly row: ShownRow
  readonly closed: boolean
  /** The day of the session is to come. */
  readonly early: boolean
  /** Somebody else on the sheet bears the same name. */
  readonly namesake: boolean
  readonly acts: SheetActs
}

/** One person, one line, one thumb: a tap goes to the next state. */
export function SheetLine({ row, closed, early, namesake, acts }: SheetRowProps) {
  const { t } = useTranslation('attendance')
  const name = nameOf(row)
  const tellApart = useTellApart()
  const details = [
    namesake ? tellApart(row) || null : null,
    row.part === 'participant' ? null : t(`parts.${row.part}`),
    row.place === 'waitlisted' || row.place === 'offered' || row.place === 'requested'
      ? t(`places.${row.place}`)
      : null,
    row.walkIn && row.part === 'participant' ? t('walkIn') : null,
  ].filter((detail) => detail !== null)
  return (
    <li className={css['person']}>
      <UnstyledButton
        className={`${marks['row']} ${css['row']}`}
        data-status={row.status}
        data-person={row.personId}
        disabled={closed}
        onClick={() => acts.mark(row, nextStatus(row, early))}
      >
        <span className={marks['name']}>
          <bdi>{name}</bdi>
          {row.ownScriptName && (
            <bdi className={css['script']} lang="und">
              {row.ownScriptName}
            </bdi>
          )}
          {details.length > 0 && <span className={marks['details']}>{details.join(' · ')}</span>}
        </span>
        <span className={marks['state']} data-tone={tones[row.status]}>
          <Icon name={icons[row.status]} size={18} />
          {t(`states.${stateOf(row, closed)}`)}
          <span className={css['unsent']}>
            {row.waiting && (
              <>
                <Icon name="up" size={14} />
                <VisuallyHidden>{t('notSent')}</VisuallyHidden>
              </>
            )}
          </span>
        </span>
      </UnstyledButton>
      {isWalkIn(row) && !closed && (
        <ActionIcon variant="default" size={48} aria-label={t('remove', { name })} onClick={() => acts.remove(row)}>
          <Icon name="close" size={18} />
        </ActionIcon>
      )}
    </li>
  )
}
