import type { LanguageRecord, Person } from '@interra/contracts'
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { LanguageDialog } from './language.dialog.tsx'
import css from './person.module.css'
import { capitalised } from './words.ts'

/** The level of each language today, and those before it. */
export function Languages({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const [noting, setNoting] = useState(false)
  const mayNote = person.status === 'active' && can('recordLanguage', person.siteId)
  const records = person.languages
  const languages = [...new Set(records?.map(({ language }) => language))]
  return (
    <Panel
      title={t('language.title')}
      aside={
        mayNote && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setNoting(true)}>
            {t('language.record')}
          </Button>
        )
      }
    >
      {records === undefined && <Text>{t('masked')}</Text>}
      {records?.length === 0 && <Text>{t('language.none')}</Text>}
      <ul className={css['list']}>
        {languages.map((language) => (
          <Language key={language} records={records?.filter((one) => one.language === language) ?? []} />
        ))}
      </ul>
      {mayNote && <LanguageDialog personId={person.id} opened={noting} close={() => setNoting(false)} />}
    </Panel>
  )
}

function Language({ records: [latest, ...earlier] }: { records: readonly LanguageRecord[] }) {
  const { t } = useTranslation('people')
  const { nameOf } = useLanguages()
  if (!latest) return null
  return (
    <li>
      <Text fw={600}>
        {t('timeline.language', { language: capitalised(nameOf(latest.language)), level: t(`levels.${latest.level}`) })}
      </Text>
      <Assessment record={latest} />
      {earlier.length > 0 && (
        <details className={css['earlier']}>
          <summary>{t('language.earlier')}</summary>
          {earlier.map((record) => (
            <div key={record.id} className={css['line']}>
              <Text size="sm">{t(`levels.${record.level}`)}</Text>
              <Assessment record={record} />
            </div>
          ))}
        </details>
      )}
    </li>
  )
}

function Assessment({ record }: { record: LanguageRecord }) {
  const { t } = useTranslation('people')
  const dates = useDates()
  return (
    <Text size="sm" c="dimmed">
      {t('language.line', { by: t(`language.assessors.${record.assessedBy}`), day: dates.day(record.assessedOn) })}
    </Text>
  )
}
