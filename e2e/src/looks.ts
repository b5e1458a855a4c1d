import { expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, shot, type OpenApp, type OpenOptions } from './browser.ts'

export interface Place {
  readonly name: string
  readonly address: string
  /** Waits for what is to be seen, or unfolds it. Without it, until the network is quiet. */
  readonly ready?: (page: Page) => Promise<unknown>
}

const everyLook: readonly OpenOptions[] = [
  { width: 1280, scheme: 'light', locale: 'fr-BE' },
  { width: 390, scheme: 'dark', locale: 'en-GB' },
  { width: 1280, scheme: 'dark', locale: 'en-GB' },
  { width: 390, scheme: 'light', locale: 'fr-BE' },
]
const full = process.env['INTERRA_PROVE'] === 'full'
const taking = process.env['SHOTS'] === '1'

/**
 * Looks at places as people with a desk or a phone, by day or by night, in French or in English see them: axe finds
 * nothing, nothing is wider than the window, nothing goes wrong unseen. Each place in one look, the first two in turn; in
 * `pnpm prove`, and with SHOTS=1, which leaves pictures named after `group`, in every look.
 */
export async function lookAt(
  group: string,
  places: readonly Place[],
  open: (look: OpenOptions) => Promise<OpenApp>,
): Promise<void> {
  for (const [turn, look] of everyLook.entries()) {
    const seen = places.filter((_, at) => full || taking || at % 2 === turn)
    if (seen.length === 0) continue
    const { page, faults } = await open(look)
    for (const { name, address, ready } of seen) {
      await page.goto(address)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await (ready ? ready(page) : page.waitForLoadState('networkidle'))
      expect([name, await axe(page)]).toEqual([name, []])
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
      expect([name, look.width, wide]).toEqual([name, look.width, false])
      await shot(page, `${group}-${name}-${look.width}-${look.scheme}-${look.locale}`)
    }
    expect(faults).toEqual([])
  }
}
