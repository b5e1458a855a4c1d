import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'

interface PageTabsProps<T extends string> {
  readonly label: string
  readonly tabs: readonly T[]
  readonly value: T
  readonly name: (tab: T) => string
  /** What each of them shows. */
  readonly parts: Readonly<Record<T, ReactNode>>
  /** Behind the name of one: a count. */
  readonly asides?: Readonly<Partial<Record<T, ReactNode>>>
  readonly choose: (tab: T) => void
}

/** The parts of a page of which one is shown; which one stands in the address. */
export function PageTabs<T extends string>({ label, tabs, value, name, parts, asides, choose }: PageTabsProps<T>) {
  const onChange = (chosen: string | null) => {
    const tab = tabs.find((one) => one === chosen)
    if (tab !== undefined) choose(tab)
  }
  return (
    <Tabs value={value} onChange={onChange} keepMounted={false}>
      <Tabs.List mb="lg" aria-label={label}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab} value={tab} h={48} px={{ base: 'xs', sm: 'md' }} rightSection={asides?.[tab]}>
            {name(tab)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab} value={tab}>
          {parts[tab]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
