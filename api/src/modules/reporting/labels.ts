import type { Breakdown, FigureTable, Words } from '@interra/contracts'

const all: Words = { fr: 'Total', en: 'Total' }
const unknown: Words = { fr: 'Inconnu', en: 'Unknown' }

/** Surface: codes that are words, in French and in English; the others are names, or say it themselves. */
const words: Readonly<Partial<Record<Breakdown, Readonly<Record<string, Words>>>>> = {
  gender: {
    woman: { fr: 'Femmes', en: 'Women' },
    man: { fr: 'Hommes', en: 'Men' },
    non_binary: { fr: 'Non binaires', en: 'Non-binary' },
  },
  group: {
    newcomer: { fr: 'Primo-arrivants', en: 'Newcomers' },
    local: { fr: 'Locaux', en: 'Locals' },
    in_between: { fr: 'Entre les deux', en: 'In between' },
    unknown,
  },
  hostGroup: {
    newcomer: { fr: 'Porté par des primo-arrivants', en: 'Hosted by newcomers' },
    local: { fr: 'Porté par des locaux', en: 'Hosted by locals' },
    in_between: { fr: 'Entre les deux', en: 'In between' },
    mixed: { fr: 'Porté ensemble', en: 'Hosted together' },
  },
  nationality: { belgian: { fr: 'Belges', en: 'Belgian' }, other: { fr: 'Autres', en: 'Other' } },
  programme: {
    interact: { fr: 'InterAct', en: 'InterAct' },
    duo2change: { fr: 'Duo2Change', en: 'Duo2Change' },
    training: { fr: 'Formations', en: 'Trainings' },
    interlab: { fr: 'InterLab', en: 'InterLab' },
  },
}

/** How a code is written for people; `names` are those that came with the table. */
export function labelOf(
  by: Breakdown,
  code: string | null,
  names: FigureTable['names'],
  language: 'fr' | 'en',
): string {
  if (code === '*') return all[language]
  if (code === null) return unknown[language]
  const found = names.find((name) => name.code === code) ?? words[by]?.[code]
  return found?.[language] ?? code
}
