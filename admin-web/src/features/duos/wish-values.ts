import type { Candidacy, WeekSlot } from '@interra/contracts'

/** What the form of a wish holds; empty means that it is not known yet. */
export interface WishValues extends Record<string, unknown> {
  slots: WeekSlot[]
  areaId: string | null
  maxTravelMinutes: number | string
  online: boolean
  sameGenderOnly: boolean
  ageMatters: boolean
  goalIds: string[]
  lifeSituationIds: string[]
  limits: string
  places: string
  chosenSide: string
  adultConfirmed: boolean
}

export const noWishes: WishValues = {
  slots: [],
  areaId: null,
  maxTravelMinutes: 45,
  online: false,
  sameGenderOnly: false,
  ageMatters: true,
  goalIds: [],
  lifeSituationIds: [],
  limits: '',
  places: '1',
  chosenSide: '',
  adultConfirmed: false,
}

export function wishesOf(candidacy: Candidacy): WishValues {
  return {
    slots: candidacy.slots,
    areaId: candidacy.area?.id ?? null,
    maxTravelMinutes: candidacy.maxTravelMinutes,
    online: candidacy.online,
    sameGenderOnly: candidacy.sameGenderOnly ?? false,
    ageMatters: candidacy.ageMatters,
    goalIds: candidacy.goals?.map(({ id }) => id) ?? [],
    lifeSituationIds: candidacy.lifeSituations?.map(({ id }) => id) ?? [],
    limits: candidacy.limits ?? '',
    places: String(candidacy.places),
    chosenSide: candidacy.chosenSide ?? '',
    adultConfirmed: candidacy.adultConfirmed,
  }
}

/** The body of a candidacy. */
export function wishBody({ maxTravelMinutes, places, chosenSide, ...same }: WishValues) {
  return {
    ...same,
    ...(maxTravelMinutes !== '' && { maxTravelMinutes: Number(maxTravelMinutes) }),
    places: Number(places),
    chosenSide: chosenSide === '' ? null : chosenSide,
  }
}

/** Only what differs, so that two people who change different wishes do not undo each other. */
export function changedWishes(values: WishValues, before: WishValues) {
  const [now, then] = [wishBody(values), wishBody(before)]
  const same = (name: string) =>
    JSON.stringify(Reflect.get(now, name) ?? null) === JSON.stringify(Reflect.get(then, name) ?? null)
  return Object.fromEntries(Object.entries(now).filter(([name]) => !same(name)))
}
