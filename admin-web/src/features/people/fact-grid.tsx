import { Anchor, Text } from '@mantine/core'
import css from './person.module.css'

interface GridFact {
  readonly label: string
  readonly value: string
  /** `tel:` or `mailto:`. */
  readonly link?: string | null | undefined
}

/** Facts side by side where there is room. */
export function FactGrid({ facts }: { facts: readonly GridFact[] }) {
  return (
    <dl className={css['grid']}>
      {facts.map(({ label, value, link }) => (
        <div key={label}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <dd>
            <bdi>{link ? <Anchor href={link}>{value}</Anchor> : value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
