import type { Person, SituationRecord } from '@interra/contracts'
import { Button, CloseButton, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { stalePerson } from './people.queries.ts'
import css from './person.module.css'
import { SituationDialog } from './situation.dialog.tsx'

/** Whether the person was told about European funds, and nothing later says otherwise. */
const wasTold = ({ consents }: Person) => {
  const latest = consents?.find(({ purpose }) => purpose === 'eu_fund_reporting_notice')
  return latest !== undefined && latest.given && latest.withdrawnAt === null
}

/** What European funds ask, of those alone who were told what it is for. */
export function Situation({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const [noting, setNoting] = useState(false)
  const mayNote = person.status === 'active' && can('recordSituation', person.siteId)
  const { situations } = person
  if (!wasTold(person) || situations === undefined) return null
  return (
    <Panel
      title={t('situation.title')}
      aside={
        mayNote && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setNoting(true)}>
            {t('situation.record')}
          </Button>
        )
      }
    >
      {situations.length === 0 && <Text>{t('situation.none')}</Text>}
      <ul className={css['list']}>
        {situations.map((one) => (
          <Statement key={one.id} one={one} personId={person.id} mayRemove={mayNote} />
        ))}
      </ul>
      {mayNote && <SituationDialog person={person} opened={noting} close={() => setNoting(false)} />}
    </Panel>
  )
}

function Statement({ one, personId, mayRemove }: { one: SituationRecord; personId: string; mayRemove: boolean }) {
  const { t } = useTranslation(['people', 'common'])
  const dates = useDates()
  const add = useAct('recordSituation', { stale: stalePerson })
  const { id, statedOn, recordedAt: _recordedAt, ...answers } = one
  const { nationality, employment, schooling, isEuFamily, hasLongPermit, legalStaySince } = answers
  const day = dates.day(statedOn)
  const remove = useAct('removeSituation', {
    stale: stalePerson,
    done: () =>
      offerUndo(t('situation.removed', { day }), () =>
        add.mutate({ params: { personId }, body: { ...answers, statedOn } }),
      ),
  })
  const line = (label: 'nationality' | 'employment' | 'schooling', value: string) =>
    t('situation.line', { label: t(`situation.${label}`), value })
  const yesNo = (answer: boolean) => t(answer ? 'common:yes' : 'common:no')
  const lines = [
    nationality && line('nationality', t(`situation.nationalities.${nationality}`)),
    typeof isEuFamily === 'boolean' && `${t('situation.isEuFamily')} ${yesNo(isEuFamily)}`,
    typeof hasLongPermit === 'boolean' && `${t('situation.hasLongPermit')} ${yesNo(hasLongPermit)}`,
    legalStaySince && t('situation.since', { day: dates.day(legalStaySince) }),
    employment && line('employment', t(`situation.employments.${employment}`)),
    schooling && line('schooling', t(`situation.schoolings.${schooling}`)),
  ].filter((words) => typeof words === 'string')
  return (
    <li className={css['row']}>
      <div>
        {lines.map((words) => (
          <Text key={words}>{words}</Text>
        ))}
        <Text size="sm" c="dimmed">
          {t('situation.said', { day })}
        </Text>
      </div>
      {mayRemove && (
        <CloseButton
          size="lg"
          aria-label={t('situation.remove', { day })}
          disabled={remove.isPending}
          onClick={() => remove.mutate({ params: { personId, situationId: id } })}
        />
      )}
    </li>
  )
}
