import { Text } from '@mantine/core'
import css from './person.module.css'

/** Facts side by side where there is room. */
export function FactGrid({ facts }: { facts: readonly { readonly label: string; readonly value: string }[] }) {
  return (
    <dl className={css['grid']}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
