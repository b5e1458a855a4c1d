import type { Labels, Taxonomy } from '@interra/contracts'

type InitialList = Readonly<Record<string, Labels>>

/** The lists that a new site starts with, in their order. Its team then changes them; nothing else reads this table. */
export const initialLists: Readonly<Record<Taxonomy, InitialList>> = {
  workshop_category: {
    art: { fr: 'Arts', en: 'Arts' },
    socio_cultural: { fr: 'Socioculturel', en: 'Social and cultural' },
    sport: { fr: 'Sport', en: 'Sport' },
    cooking: { fr: 'Cuisine', en: 'Cooking' },
    philosophy: { fr: 'Philosophie', en: 'Philosophy' },
    music: { fr: 'Musique', en: 'Music' },
    conversation: { fr: 'Conversation', en: 'Conversation' },
    other: { fr: 'Autre', en: 'Other' },
  },
  channel: {
    reception_centre: { fr: 'Centre d’accueil', en: 'Reception centre' },
    citizenship_centre: { fr: 'Centre de formation à la citoyenneté', en: 'Citizenship training centre' },
    fle_centre: { fr: 'Centre de FLE', en: 'French language centre' },
    social_structure: { fr: 'Structure sociale', en: 'Social service' },
    cpas: { fr: 'CPAS', en: 'CPAS (public welfare centre)' },
    municipality: { fr: 'Commune', en: 'Municipality' },
    youth_house: { fr: 'Maison de jeunes', en: 'Youth house' },
    youth_organisation: { fr: 'Organisation de jeunesse', en: 'Youth organisation' },
    social_network: { fr: 'Réseaux sociaux', en: 'Social networks' },
    word_of_mouth: { fr: 'Bouche à oreille', en: 'Word of mouth' },
    other: { fr: 'Autre', en: 'Other' },
  },
  // each city has its own
  area: {},
  duo_goal: {
    practise_language: { fr: 'Pratiquer le français', en: 'Practise French' },
    discover_city: { fr: 'Découvrir la ville', en: 'Discover the city' },
    culture: { fr: 'Culture', en: 'Culture' },
    sport: { fr: 'Sport', en: 'Sport' },
    family_life: { fr: 'Vie de famille', en: 'Family life' },
    work_network: { fr: 'Travail et réseau', en: 'Work and network' },
  },
  life_situation: {
    young_children: { fr: 'Parent de jeunes enfants', en: 'Parent of young children' },
    student: { fr: 'Aux études', en: 'Studying' },
    working: { fr: 'Au travail', en: 'Working' },
    looking_for_work: { fr: 'En recherche d’emploi', en: 'Looking for work' },
    retired: { fr: 'À la retraite', en: 'Retired' },
  },
}
