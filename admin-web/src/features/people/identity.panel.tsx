import { municipalityName, type Person } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { useLabel, useLanguages } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { FactGrid } from './fact-grid.tsx'
import { useShown } from './shown.ts'
import { phoneWords } from './words.ts'

/** Who somebody is and how to reach them. */
export function Identity({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'common'])
  const shown = useShown()
  const dates = useDates()
  const label = useLabel()
  const { nameOf } = useLanguages()
  const yesNo = (value: boolean) => (value ? t('common:yes') : t('common:no'))
  const { age } = person
  return (
    <Panel
      title={t('person.identity')}
      aside={(age === 'minor' || age === 'maybe_minor') && <StatusBadge tone="warn">{t(`ages.${age}`)}</StatusBadge>}
    >
      <FactGrid
        facts={[
          {
            label: t('fields.phone'),
            value: shown(person.phone, phoneWords),
            link: person.phone && `tel:${person.phone}`,
          },
          { label: t('fields.email'), value: shown(person.email), link: person.email && `mailto:${person.email}` },
          { label: t('fields.contactChannel'), value: shown(person.contactChannel, (one) => t(`channels.${one}`)) },
          { label: t('fields.contactLanguage'), value: shown(person.contactLanguage, nameOf) },
          { label: t('fields.birth'), value: shown(person.birth, dates.partial) },
          { label: t('fields.gender'), value: shown(person.gender, (one) => t(`genders.${one}`)) },
          { label: t('fields.municipality'), value: shown(person.municipalityNis, municipalityName) },
          { label: t('fields.lifelongResident'), value: shown(person.lifelongResident, yesNo) },
          { label: t('fields.isBelgian'), value: shown(person.isBelgian, yesNo) },
          { label: t('fields.referrerPartner'), value: shown(person.referrerPartnerName) },
          { label: t('fields.referrerName'), value: shown(person.referrerName) },
          { label: t('fields.heardThrough'), value: shown(person.heardThrough, ({ labels }) => label(labels)) },
        ]}
      />
    </Panel>
  )
}
