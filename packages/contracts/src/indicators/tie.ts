import type { Indicator } from './indicator.ts'

const across = {
  fr: 'entre une personne primo-arrivante et une personne locale ce jour-là',
  en: 'between a newcomer and a local on that day',
}
const pitfall = {
  fr: 'Compté d’après les présences : se croiser n’est pas être amis. Les paires ne sont jamais listées.',
  en: 'Counted from presences: to meet is not to be friends. Pairs are never listed.',
}
const missing = {
  fr: 'Les personnes comptées sans nom pèsent dans la taille du groupe et ne sont en lien avec personne.',
  en: 'People counted without a name weigh in the size of the group and are linked to nobody.',
}
const count = { version: 1, kind: 'count', unit: 'PAIR', decimals: 0, share: false, parts: [] } as const
const rate = { version: 1, kind: 'ratio', decimals: 4, share: true, partKind: 'count' } as const
const kept = { days: 180, tolerance: 45 }

/** Links created by encounters (mission, moonshots 7 and 8; ADR 0032). */
export const tie = [
  {
    id: 'TIE-01',
    ...count,
    by: ['site', 'gender', 'age'],
    name: { fr: 'Contacts créés', en: 'Contacts created' },
    definition: {
      fr: `Paires entrées en contact dans la période, ${across.fr}. Chaque rencontre de n personnes ajoute 1/(n − 1) à la paire : une rencontre de duo 1, un atelier de onze un dixième. Le contact est atteint à 1, ou au seuil de l’antenne. Genre et âge sont ceux de la personne primo-arrivante.`,
      en: `Pairs that came into contact in the period, ${across.en}. Each encounter of n people adds 1/(n − 1) to the pair: a duo meeting 1, a workshop of eleven a tenth. It is a contact from 1 on, or from the limit of the site. Gender and age are the newcomer’s.`,
    },
    missing,
    pitfall,
  },
  {
    id: 'TIE-02',
    ...count,
    by: ['site', 'gender', 'age'],
    name: { fr: 'Liens durables créés', en: 'Durable links created' },
    definition: {
      fr: `Contacts devenus durables dans la période, ${across.fr} : la paire s’est rencontrée au moins trois jours différents, étalés sur 28 jours ou plus.`,
      en: `Contacts that became durable in the period, ${across.en}: the pair met on three distinct days or more, over 28 days or more.`,
    },
    missing,
    pitfall,
    parameters: { days: 3, span: 28 },
  },
  {
    id: 'TIE-03',
    ...rate,
    unit: 'PAIR',
    parts: ['immature'],
    by: ['site', 'gender', 'age'],
    name: { fr: 'Contacts encore vivants après six mois', en: 'Contacts alive after six months' },
    definition: {
      fr: 'Contacts créés dans la période dont la paire s’est revue 135 à 225 jours plus tard, sur tous ceux pour lesquels ce délai est passé.',
      en: 'Contacts created in the period whose pair met again 135 to 225 days later, among all those for which that time has passed.',
    },
    missing: {
      fr: 'Trop tôt pour le savoir : à part. Ce que la paire fait sans nous n’est pas connu.',
      en: 'Too early to tell: apart. What the pair does without us is not known.',
    },
    pitfall,
    parameters: kept,
  },
  {
    id: 'TIE-04',
    ...rate,
    unit: 'PAIR',
    parts: ['immature'],
    by: ['site', 'gender', 'age'],
    name: { fr: 'Liens durables encore vivants après six mois', en: 'Durable links alive after six months' },
    definition: {
      fr: 'Liens durables créés dans la période dont la paire s’est revue 135 à 225 jours plus tard, sur tous ceux pour lesquels ce délai est passé.',
      en: 'Durable links created in the period whose pair met again 135 to 225 days later, among all those for which that time has passed.',
    },
    missing: {
      fr: 'Trop tôt pour le savoir : à part. Ce que la paire fait sans nous n’est pas connu.',
      en: 'Too early to tell: apart. What the pair does without us is not known.',
    },
    pitfall,
    parameters: kept,
  },
  {
    id: 'TIE-05',
    ...rate,
    unit: 'PERS',
    tellsFirsts: true,
    parts: ['no_contact', 'immature'],
    by: ['site', 'gender', 'age'],
    name: { fr: 'Primo-arrivants sans lien après 90 jours', en: 'Newcomers without a link after 90 days' },
    definition: {
      fr: 'Primo-arrivants venus pour la première fois dans la période et qui, 90 jours après, n’ont de lien durable avec aucune personne locale. À part : ceux qui n’ont même aucun contact.',
      en: 'Newcomers who came for the first time in the period and who, 90 days later, have no durable link with any local. Apart: those without any contact at all.',
    },
    missing: {
      fr: 'Trop tôt pour le savoir : à part.',
      en: 'Too early to tell: apart.',
    },
    pitfall: {
      fr: 'Sans lien chez nous ne veut pas dire sans lien.',
      en: 'Without a link here is not without a link.',
    },
    parameters: { days: 90 },
  },
  {
    id: 'TIE-06',
    version: 1,
    kind: 'paired',
    unit: 'PERS',
    decimals: 2,
    share: false,
    parts: ['asked', 'pairs', 'improved', 'same', 'worse'],
    by: ['site'],
    name: { fr: 'Ouverture des duos', en: 'How far duos open' },
    definition: {
      fr: 'Autres personnes locales en contact avec la personne primo-arrivante d’un duo, par les rencontres des six mois après le début moins celles des six mois avant, en moyenne par duo commencé dans la période.',
      en: 'Other locals in contact with the newcomer of a duo, by the encounters of the six months after its start less those of the six months before, on average over the duos that began in the period.',
    },
    missing: {
      fr: 'Un duo commencé depuis moins de six mois n’a pas encore d’après.',
      en: 'A duo that began less than six months ago has no after yet.',
    },
    pitfall: {
      fr: 'Un changement, pas un effet : les mêmes personnes viennent aussi plus souvent aux ateliers.',
      en: 'A change, not an effect: the same people come to workshops more often as well.',
    },
    parameters: { days: 182 },
  },
  {
    id: 'TIE-07',
    ...rate,
    unit: 'DUO',
    parts: [],
    by: ['site'],
    name: { fr: 'Duos refermés après trois mois', en: 'Duos closed in after three months' },
    definition: {
      fr: 'Duos qui ont atteint trois mois dans la période et dont la personne primo-arrivante n’est, depuis le début du duo, en contact avec aucune autre personne locale, sur tous ceux qui ont atteint trois mois.',
      en: 'Duos that reached three months in the period and whose newcomer has come into contact with no other local since its start, among all that reached three months.',
    },
    pitfall: {
      fr: 'Une invitation à deux à un atelier suffit souvent : ce n’est pas un reproche.',
      en: 'Inviting both to a workshop is often enough: this is no reproach.',
    },
    parameters: { days: 91 },
  },
] as const satisfies readonly Indicator[]
