import type { Breakdown, FigureTable, Words } from '@interra/contracts'

const all: Words = { fr: 'Total', en: 'Total' }
const unknown: Words = { fr: 'Inconnu', en: 'Unknown' }
const several: Words = { fr: 'Plusieurs', en: 'Several' }

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
  nationality: {
    belgian: { fr: 'Belges', en: 'Belgian' },
    eu: { fr: 'Autres pays de l’Union', en: 'Other EU countries' },
    eea_ch: { fr: 'EEE ou Suisse', en: 'EEA or Switzerland' },
    third_country: { fr: 'Pays tiers', en: 'Third countries' },
    stateless: { fr: 'Apatrides', en: 'Stateless' },
    other: { fr: 'Autres', en: 'Other' },
  },
  legalNewcomer: {
    legal_newcomer: { fr: 'Oui', en: 'Yes' },
    not_legal_newcomer: { fr: 'Non', en: 'No' },
  },
  programme: {
    interact: { fr: 'InterAct', en: 'InterAct' },
    duo2change: { fr: 'Duo2Change', en: 'Duo2Change' },
    training: { fr: 'Formations', en: 'Trainings' },
    interlab: { fr: 'InterLab', en: 'InterLab' },
    several,
  },
  partnerType: {
    cpas: { fr: 'CPAS', en: 'CPAS (social services)' },
    fle_centre: { fr: 'Centre de français (FLE, alpha)', en: 'French school (FLE, literacy)' },
    citizenship_centre: { fr: 'Parcours d’intégration et citoyenneté', en: 'Integration and citizenship courses' },
    reception_centre: { fr: 'Centre d’accueil', en: 'Reception centre' },
    commune: { fr: 'Commune', en: 'Municipality' },
    youth_house: { fr: 'Maison de jeunes (MJ)', en: 'Youth centre (MJ)' },
    youth_organisation: { fr: 'Organisation de jeunesse (OJ)', en: 'Youth organisation (OJ)' },
    venue: { fr: 'Lieu qui accueille', en: 'Venue' },
    incubator: { fr: 'Incubateur', en: 'Incubator' },
    employer: { fr: 'Employeur', en: 'Employer' },
    social_economy: { fr: 'Économie sociale', en: 'Social economy' },
    other: { fr: 'Autre', en: 'Other' },
    several,
  },
  pair: {
    woman: { fr: 'Deux femmes', en: 'Two women' },
    man: { fr: 'Deux hommes', en: 'Two men' },
    mixed: { fr: 'Une femme et un homme', en: 'A woman and a man' },
  },
  audience: {
    members: { fr: 'Membres', en: 'Members' },
    partner_staff: { fr: 'Personnel de partenaires', en: 'Staff of partners' },
  },
  role: {
    coach: { fr: 'Coach', en: 'Coach' },
    eir: { fr: 'Entrepreneur·e en résidence', en: 'Entrepreneur in residence' },
    facilitator: { fr: 'Facilitation', en: 'Facilitator' },
    expert: { fr: 'Expertise', en: 'Expert' },
    mentor: { fr: 'Mentorat', en: 'Mentor' },
    social_legal: { fr: 'Social et juridique', en: 'Social and legal' },
    language: { fr: 'Langue', en: 'Language' },
    candidate: { fr: 'Candidats et candidates', en: 'Candidates' },
    incubated: { fr: 'Personnes accompagnées', en: 'People supported' },
    jury: { fr: 'Jury', en: 'Jury' },
  },
  sector: {
    food: { fr: 'Alimentation', en: 'Food' },
    crafts: { fr: 'Artisanat', en: 'Crafts' },
    trade: { fr: 'Commerce', en: 'Trade' },
    care: { fr: 'Soin et bien-être', en: 'Care and well-being' },
    culture: { fr: 'Culture', en: 'Culture' },
    digital: { fr: 'Numérique', en: 'Digital' },
    building: { fr: 'Construction', en: 'Building' },
    services: { fr: 'Services', en: 'Services' },
    other: { fr: 'Autre', en: 'Other' },
  },
  reason: {
    moved: { fr: 'Déménagement', en: 'Moved away' },
    no_time: { fr: 'Plus le temps', en: 'No time any more' },
    work_or_studies: { fr: 'Travail ou études', en: 'Work or studies' },
    health_or_family: { fr: 'Santé ou famille', en: 'Health or family' },
    goal_reached: { fr: 'But atteint', en: 'Goal reached' },
    mismatch: { fr: 'Ne s’accordent pas', en: 'Did not get on' },
    communication: { fr: 'Difficulté à communiquer', en: 'Hard to communicate' },
    lost_touch: { fr: 'Perdus de vue', en: 'Lost touch' },
    other: { fr: 'Autre', en: 'Other' },
  },
  channel: { webhook: { fr: 'Par programme', en: 'By program' }, email: { fr: 'Par courriel', en: 'By e-mail' } },
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
