import type { ArrivalFact, Person } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ArrivalDialog } from './arrival.dialog.tsx'
import css from './person.module.css'

/** The arrival in force, as far as it is known, and what was noted before. */
export function Arrival({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const [noting, setNoting] = useState(false)
  const mayNote = person.status === 'active' && can('recordArrival', person.siteId)
  const { arrivals } = person
  const current = arrivals?.find(({ supersededAt }) => supersededAt === null)
  const earlier = arrivals?.filter(({ supersededAt }) => supersededAt !== null) ?? []
  return (
    <Panel
      anchor="arrival"
      title={t('arrival.title')}
      aside={
        mayNote && (
          <Button
            variant="light"
            leftSection={<Icon name={current ? 'edit' : 'plus'} size={18} />}
            onClick={() => setNoting(true)}
          >
            {current ? t('arrival.replace') : t('arrival.record')}
          </Button>
        )
      }
    >
      {arrivals === undefined && <Text>{t('masked')}</Text>}
      {arrivals && !current && <Text>{t('arrival.none')}</Text>}
      {current && <Fact fact={current} strong />}
      {earlier.length > 0 && (
        <details className={css['earlier']}>
          <summary>{t('arrival.earlier')}</summary>
          {earlier.map((fact) => (
            <div key={fact.id} className={css['line']}>
              <Fact fact={fact} />
            </div>
          ))}
        </details>
      )}
      {mayNote && <ArrivalDialog personId={person.id} opened={noting} close={() => setNoting(false)} />}
    </Panel>
  )
}

function Fact({ fact, strong = false }: { fact: ArrivalFact; strong?: boolean }) {
  const { t } = useTranslation('people')
  const dates = useDates()
  const { arrivedOn, precision, declaredOn, source, recordedAt } = fact
  const words = () => {
    if (arrivedOn === null) return t('arrival.declared', { day: declaredOn === null ? '' : dates.day(declaredOn) })
    const day = dates.partial(arrivedOn)
    return precision === 'approximate' ? t('arrival.about', { day }) : day
  }
  return (
    <div>
      <Text fw={strong ? 600 : 400}>{words()}</Text>
      <Text size="sm" c="dimmed">
        {t('arrival.source', { source: t(`arrival.sources.${source}`), day: dates.dayOf(recordedAt) })}
      </Text>
    </div>
  )
}
