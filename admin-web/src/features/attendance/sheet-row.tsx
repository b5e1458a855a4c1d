import type { AttendanceState } from '@interra/contracts'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { nameOf, nextStatus, stateOf, type ShownRow } from './queue.ts'
import css from './sheet.module.css'
import { useTellApart } from './tell-apart.ts'

const icons: Readonly<Record<AttendanceState, IconName>> = {
  unknown: 'minus',
  present: 'check',
  unexcused: 'close',
  excused: 'clock',
}

interface SheetRowProps {
  readonly row: ShownRow
  readonly closed: boolean
  /** Somebody else on the sheet bears the same name. */
  readonly namesake: boolean
  readonly mark: (row: ShownRow, status: AttendanceState) => void
}

/** One person, one line, one thumb: a tap goes to the next state. */
export function SheetLine({ row, closed, namesake, mark }: SheetRowProps) {
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
    row.waiting ? t('notSent') : null,
  ].filter((detail) => detail !== null)
  return (
    <li>
      <UnstyledButton
        className={css['row']}
        data-status={row.status}
        data-person={row.personId}
        disabled={closed}
        title={t('tapToChange')}
        onClick={() => mark(row, nextStatus(row.status))}
      >
        <span className={css['name']}>
          <bdi>{name}</bdi>
          {row.ownScriptName && (
            <bdi className={css['script']} lang="und">
              {row.ownScriptName}
            </bdi>
          )}
          {details.length > 0 && <span className={css['details']}>{details.join(' · ')}</span>}
        </span>
        <span className={css['state']}>
          <Icon name={icons[row.status]} size={18} />
          {t(`states.${stateOf(row, closed)}`)}
        </span>
      </UnstyledButton>
    </li>
  )
}
