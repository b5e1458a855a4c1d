import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The members of a person that make a name; those that the reader may not see are absent. */
export interface Named {
  readonly givenName?: string
  readonly familyName?: string | null
  readonly usualName?: string | null
  readonly ownScriptName?: string | null
}

/** Given and family name, as given. */
export const fullName = ({ givenName = '', familyName }: Named) => [givenName, familyName].filter(Boolean).join(' ')

/** A name with what else somebody is called; a script written from right to left does not turn the line around. */
export function Name({ person }: { person: Named }) {
  const { t } = useTranslation('people')
  const others = [
    ...(person.usualName ? [t('called', { name: person.usualName })] : []),
    ...(person.ownScriptName ? [person.ownScriptName] : []),
  ]
  return (
    <>
      <bdi>{fullName(person)}</bdi>
      {others.map((other) => (
        <Text key={other} span size="sm" fw={400} c="dimmed" ms={8}>
          <bdi>{other}</bdi>
        </Text>
      ))}
    </>
  )
}
