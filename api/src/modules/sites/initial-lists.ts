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
}
