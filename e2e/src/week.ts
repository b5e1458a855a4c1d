import { addDays } from '@interra/contracts'
import type { Locator, Page } from 'playwright-core'

/** Where it is decided what day and hour it is: the browsers of the tests live there too. */
const zone = 'Europe/Brussels'

/** Today's local date (`YYYY-MM-DD`), or that of so many days from now. */
export const localDay = (days = 0) => addDays(new Date().toLocaleDateString('sv-SE', { timeZone: zone }), days)

export interface Evening {
  /** Local date. */
  readonly on: string
  readonly from: string
  readonly to: string
}

/** A session of today that has begun and is not over, whatever the hour at which the test runs. */
export function eveningUnderWay(now = new Date()): Evening {
  const [on = '', time = ''] = now.toLocaleString('sv-SE', { timeZone: zone }).split(' ')
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  const wall = (minute: number) =>
    [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return { on, from: wall(Math.max(0, minutes - 30)), to: wall(Math.min(24 * 60 - 1, minutes + 120)) }
}

/** A local date, days later. */
export const later = (on: string, days: number) =>
  new Date(Date.parse(`${on}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export const press = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true }).click()

/** Finds a member by a few letters and takes the first one shown whose name is not taken; answers the name. */
export async function pick(page: Page, label: string, letters: string, taken: readonly string[] = []): Promise<string> {
  await page.getByRole('textbox', { name: label }).fill(letters)
  const options = page.getByRole('listbox', { name: label }).getByRole('option')
  await options.first().waitFor()
  const names = (await options.allInnerTexts()).map((text) => text.split('\n')[0] ?? '')
  const place = names.findIndex((name) => !taken.includes(name))
  await options.nth(place).click()
  return names[place] ?? ''
}

/** The words of a page, to look for names among them. */
export async function wordsOf(page: Page): Promise<ReadonlySet<string>> {
  const text = await page.locator('body').innerText()
  return new Set(text.split(/[^\p{L}\p{M}’'-]+/u))
}
