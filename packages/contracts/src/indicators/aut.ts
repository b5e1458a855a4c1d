import type { Indicator } from './indicator.ts'

/** How the team fades out (domain reference 3.3, AUT; moonshot 9). */
export const aut = [
  {
    id: 'AUT-01',
    version: 1,
    kind: 'ratio',
    unit: 'SESS',
    decimals: 4,
    share: true,
    parts: [],
    by: ['rank', 'site', 'theme', 'hostGroup'],
    name: { fr: 'Présence de l’équipe par rang de séance', en: 'Staff presence by session rank' },
    definition: {
      fr: 'Part des séances tenues où quelqu’un de l’équipe était présent, selon le rang de la séance dans la vie de l’atelier : 1, 2, 3… 10, puis 11 et plus.',
      en: 'Share of held sessions at which somebody of the team was present, by the rank of the session in the life of the workshop: 1, 2, 3… 10, then 11 and more.',
    },
    missing: {
      fr: 'Présence de l’équipe non encodée : inconnue, montrée à part.',
      en: 'Presence of staff not recorded: unknown, shown apart.',
    },
    pitfall: {
      fr: 'Les rangs élevés n’existent que pour les ateliers qui ont duré.',
      en: 'High ranks exist only for workshops that lasted.',
    },
  },
  {
    id: 'AUT-02',
    version: 1,
    kind: 'ratio',
    unit: 'SESS',
    decimals: 4,
    share: true,
    parts: ['autonomous', 'supported', 'returned'],
    partKind: 'count',
    by: ['site', 'theme', 'hostGroup', 'rank'],
    name: { fr: 'Part de séances autonomes', en: 'Autonomous sessions share' },
    definition: {
      fr: 'Séances tenues sans personne de l’équipe, sur celles dont la présence de l’équipe est encodée. À part : les séances soutenues de nouveau après une séance autonome.',
      en: 'Held sessions without anybody of the team, among those whose staff presence is recorded. Apart: sessions supported again after an autonomous one.',
    },
    missing: {
      fr: 'Présence de l’équipe non encodée : inconnue.',
      en: 'Presence of staff not recorded: unknown.',
    },
    pitfall: {
      fr: 'Un manque de personnel la fait monter aussi.',
      en: 'A shortage of staff raises it too.',
    },
  },
  {
    id: 'AUT-03',
    version: 1,
    kind: 'duration',
    unit: 'SESS',
    decimals: 0,
    share: false,
    parts: ['p90', 'autonomous', 'accompanied', 'stopped'],
    partKind: { p90: 'duration', autonomous: 'count', accompanied: 'count', stopped: 'count' },
    by: ['site', 'theme'],
    name: { fr: 'Délai jusqu’à l’autonomie', en: 'Time to autonomy' },
    definition: {
      fr: 'Nombre de séances accompagnées avant trois séances tenues de suite sans l’équipe : la médiane (Kaplan-Meier) des ateliers dont la première séance tombe dans la période.',
      en: 'Number of accompanied sessions before three held sessions in a row without the team: the median (Kaplan-Meier) of workshops whose first session falls in the period.',
    },
    missing: {
      fr: 'Une séance dont la présence de l’équipe n’est pas encodée interrompt la suite.',
      en: 'A session whose staff presence is not recorded breaks the run.',
    },
    pitfall: {
      fr: 'Pas de médiane quand moins de la moitié y arrive.',
      en: 'No median when fewer than half get there.',
    },
    parameters: { run: 3 },
  },
  {
    id: 'AUT-04',
    version: 1,
    kind: 'count',
    unit: 'PERS',
    decimals: 0,
    share: false,
    parts: [],
    by: ['gender', 'group', 'site'],
    name: { fr: 'Participants devenus porteurs', en: 'Participants who became hosts' },
    definition: {
      fr: 'Personnes dont la première séance portée tombe dans la période, et qui étaient venues comme participantes un jour d’avant.',
      en: 'Persons whose first hosted session falls in the period, and who had come as participants on an earlier day.',
    },
    pitfall: {
      fr: 'Qui a été recruté directement comme porteur n’est pas une conversion.',
      en: 'Who was recruited directly as a host is no conversion.',
    },
  },
  {
    id: 'AUT-05',
    version: 1,
    kind: 'ratio',
    unit: 'HOUR/SESS',
    decimals: 2,
    share: false,
    parts: [],
    by: ['rank', 'site', 'theme'],
    name: { fr: 'Heures d’équipe par séance', en: 'Staff hours per session' },
    definition: {
      fr: 'Heures de l’équipe encodées pour les séances tenues, par séance dont le temps est encodé.',
      en: 'Hours of the team recorded for held sessions, per session whose time is recorded.',
    },
    missing: {
      fr: 'Non encodé n’est pas zéro : il faut un zéro explicite.',
      en: 'Not recorded is not zero: a zero has to be entered.',
    },
    pitfall: { fr: 'Jamais par membre de l’équipe.', en: 'Never per member of the team.' },
  },
] as const satisfies readonly Indicator[]
