import { dayParts, weekDays, weekSlots, type WeekSlot } from '@interra/contracts'
import { Input } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icons.tsx'
import css from './duos.module.css'
import { useSlot } from './use-words.ts'

interface SlotGridProps {
  label: string
  description?: string
  value: readonly WeekSlot[]
  onChange: (slots: WeekSlot[]) => void
}

/** The parts of a week in which somebody is free, in the order of the week. */
export function SlotGrid({ label, description, value, onChange }: SlotGridProps) {
  const { t } = useTranslation('duos')
  const slot = useSlot()
  const flip = (one: WeekSlot) =>
    onChange(weekSlots.filter((known) => (known === one ? !value.includes(one) : value.includes(known))))
  return (
    <Input.Wrapper labelElement="div" label={label} description={description}>
      <table className={css['week']} aria-label={label}>
        <thead>
          <tr>
            <td />
            {weekDays.map((day) => (
              <th key={day} scope="col">
                {t(`shortDays.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dayParts.map((part) => (
            <tr key={part}>
              <th scope="row">{t(`parts.${part}`)}</th>
              {weekDays.map((day) => {
                const one: WeekSlot = `${day}-${part}`
                const chosen = value.includes(one)
                return (
                  <td key={day}>
                    <button
                      type="button"
                      className={css['slot']}
                      aria-pressed={chosen}
                      aria-label={slot(one)}
                      onClick={() => flip(one)}
                    >
                      {chosen && <Icon name="check" size={18} />}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Input.Wrapper>
  )
}
